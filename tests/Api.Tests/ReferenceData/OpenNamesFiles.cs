using System.Globalization;
using SpacesPlaces.Api.ReferenceData;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.Tests.ReferenceData;

/// <summary>Small files of OS Open Names, written for the tests: invented names in the area of the test partnership.</summary>
internal static class OpenNamesFiles
{
    public const string Header =
        "ID,NAMES_URI,NAME1,NAME1_LANG,NAME2,NAME2_LANG,TYPE,LOCAL_TYPE,GEOMETRY_X,GEOMETRY_Y,MOST_DETAIL_VIEW_RES,LEAST_DETAIL_VIEW_RES,MBR_XMIN,MBR_YMIN,"
        + "MBR_XMAX,MBR_YMAX,POSTCODE_DISTRICT,POSTCODE_DISTRICT_URI,POPULATED_PLACE,POPULATED_PLACE_URI,POPULATED_PLACE_TYPE,DISTRICT_BOROUGH,"
        + "DISTRICT_BOROUGH_URI,DISTRICT_BOROUGH_TYPE,COUNTY_UNITARY,COUNTY_UNITARY_URI,COUNTY_UNITARY_TYPE,REGION,REGION_URI,COUNTRY,COUNTRY_URI,"
        + "RELATED_SPATIAL_OBJECT,SAME_AS_DBPEDIA,SAME_AS_GEONAMES";

    /// <summary>A row with a box that reaches so many metres to each side of the point; without a box where that is 0.</summary>
    public static string Row(
        string id, string name, string localType = "Village", double x = 300_000, double y = 250_000, double box = 0, string type = "populatedPlace",
        string language = "", string other = "", string otherLanguage = "", string town = "", string townId = "", string county = "Powys - Powys")
    {
        var bounds = box == 0 ? ",,," : Text($"{x - box},{y - box},{x + box},{y + box}");
        return Text($"{id},http://names/id/{id},{name},{language},{other},{otherLanguage},{type},{localType},{x},{y},3000,25000,{bounds},LD9,,{town},")
            + (townId.Length == 0 ? "" : $"http://names/id/{townId}") + $",,,,,{county},,,Wales,,Wales,,,,";
    }

    public static string Postcode(string written, double x, double y) =>
        Row(written.Replace(" ", "", StringComparison.Ordinal), written, "Postcode", x, y, type: "other");

    /// <summary>The rows as a file, with the mark of order of bytes that published files begin with.</summary>
    public static string Csv(params IEnumerable<string> rows) => "\uFEFF" + string.Concat(rows.Select(row => row + "\n"));

    public static Task<ImportView> ImportAsync(TestApi api, string path) =>
        ImportCommand.RunAsync("open_names", path, TestApi.Here, api.Services, (_, _) => { }, default);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
