using SpacesPlaces.Api.Outreach;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Planning;

/// <summary>What the columns of a list of sites hold, by their headings in English or Welsh; the person who sends it has the last word.</summary>
internal static class SiteColumns
{
    private static readonly (SiteColumn Column, string[] Headings)[] Known =
    [
        (SiteColumn.NameEn, ["name", "site", "site name", "place", "place name", "venue", "name in english", "english name", "enw saesneg", "enw yn saesneg"]),
        (SiteColumn.NameCy, ["name in welsh", "welsh name", "enw", "enw cymraeg", "enw yn gymraeg", "enw’r safle", "safle", "lleoliad"]),
        (SiteColumn.Kind, ["kind", "type", "kind of place", "place type", "category", "math", "math o le", "categori"]),
        (SiteColumn.Host, ["host", "organisation", "owner", "run by", "gwesteiwr", "sefydliad", "perchennog"]),
        (SiteColumn.Trust, ["trust", "host trust", "ymddiriedaeth"]),
        (SiteColumn.SchoolOut, ["school out", "after school", "footfall after school", "ar ôl ysgol"]),
        (SiteColumn.MarketDay, ["market day", "footfall on market day", "diwrnod marchnad"]),
        (SiteColumn.Saturday, ["saturday", "footfall on saturday", "dydd sadwrn", "sadwrn"]),
        (SiteColumn.Evening, ["evening", "footfall in the evening", "gyda’r nos", "nos"]),
        (SiteColumn.Bus, ["bus", "buses", "bus access", "bws", "bysiau"]),
        (SiteColumn.Welsh, ["welsh", "welsh speaking", "welsh speaking staff", "cymraeg", "staff cymraeg"]),
        (SiteColumn.StaffSafety, ["staff safety", "safety", "diogelwch", "diogelwch staff"]),
        (SiteColumn.GridReference, ["grid reference", "grid ref", "os grid reference", "os grid ref", "gridref", "ngr", "cyfeirnod grid", "cyfeirnod grid os"]),
        (SiteColumn.Easting, ["easting", "eastings", "x", "dwyreiniad"]),
        (SiteColumn.Northing, ["northing", "northings", "y", "gogleddiad"]),
        (SiteColumn.Lon, ["longitude", "long", "lon", "lng", "hydred"]),
        (SiteColumn.Lat, ["latitude", "lat", "lledred"]),
    ];

    private static readonly Dictionary<string, SiteColumn> ByHeading = Known
        .SelectMany(one => one.Headings.Select(heading => (Key: PartnerColumns.Folded(heading), one.Column))).ToDictionary(one => one.Key, one => one.Column);

    /// <summary>What each heading says, each meaning once; null for what is not known.</summary>
    public static IReadOnlyList<SiteColumn?> Guess(IReadOnlyList<string> headings)
    {
        HashSet<SiteColumn> taken = [];
        return [.. headings.Select(heading => ByHeading.TryGetValue(PartnerColumns.Folded(heading), out var column) && taken.Add(column) ? column : (SiteColumn?)null)];
    }

    /// <summary>What every site needs and no column holds. One language of the name and one way of saying where are enough.</summary>
    public static IReadOnlyList<SiteColumn> Missing(IReadOnlyList<SiteColumn?> columns)
    {
        bool Has(SiteColumn column) => columns.Contains(column);
        var where = Has(SiteColumn.GridReference) || (Has(SiteColumn.Easting) && Has(SiteColumn.Northing)) || (Has(SiteColumn.Lon) && Has(SiteColumn.Lat));
        return [.. Has(SiteColumn.NameEn) || Has(SiteColumn.NameCy) ? [] : new[] { SiteColumn.NameEn }, .. where ? [] : new[] { SiteColumn.GridReference }];
    }
}
