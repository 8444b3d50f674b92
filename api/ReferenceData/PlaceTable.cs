using System.Globalization;
using NetTopologySuite.Geometries;
using SpacesPlaces.Api.Analyses;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.ReferenceData;

/// <summary>
/// A list of places that somebody keeps: CSV, GeoJSON or a GeoPackage. Which column is what is known by its heading in either language, or
/// said by whoever sends it.
/// </summary>
internal sealed class PlaceTable(IGridTransform grid, IReadOnlyDictionary<string, string> said, ImportNotices notices)
{
    private const string Expected = "name, longitude, latitude";
    private const string Publisher = "The partnership";
    private const string Licence = "The partnership's own";

    /// <summary>What a column can be, and the headings by which it is known: lower case, letters and figures only.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Fields = new Dictionary<string, string[]>
    {
        ["id"] = ["id", "code", "ref", "reference", "osid", "siteid", "placeid", "uprn", "cod"],
        ["name_en"] = ["nameen", "name", "englishname", "placename", "title", "name1", "enwsaesneg"],
        ["name_cy"] = ["namecy", "welshname", "enwcymraeg", "enw", "namewelsh"],
        ["place_type"] = ["placetype", "type", "kind", "category", "math"],
        ["longitude"] = ["longitude", "long", "lon", "lng", "hydred"],
        ["latitude"] = ["latitude", "lat", "lledred"],
        ["easting"] = ["easting", "eastings", "x", "geometryx", "xcoordinate", "dwyreiniad"],
        ["northing"] = ["northing", "northings", "y", "geometryy", "ycoordinate", "gogleddiad"],
        ["town_en"] = ["town", "townen", "locality", "settlement"],
        ["town_cy"] = ["towncy", "tref"],
        ["reach_metres"] = ["reachmetres", "radius", "radiusm"],
    };

    private readonly SortedDictionary<string, int> unknownTypes = new(StringComparer.Ordinal);

    /// <exception cref="JobRefusedException">Not such a file, or without a name or a place in its columns.</exception>
    public async Task<PlaceList> ReadAsync(ImportSource source, CancellationToken cancel)
    {
        if (source.Files is not [var file]) throw new JobRefusedException(new(ProblemCodes.ImportFileTypeUnknown));
        var rows = ImportSource.HasEnding(file.Name, ".csv") || ImportSource.HasEnding(file.Name, ".csv.gz")
            ? await TableAsync(file, cancel)
            : await LayersAsync(file, cancel);
        foreach (var (type, count) in unknownTypes) notices.Add("place_type_unknown", ("type", type), ("rows", count));
        return new($"List {Stem(source.FileName)}", file.Name, Publisher, Licence, rows);
    }

    /// <summary>Degrees as text, as a point of the grid; or why not.</summary>
    public static (GridPoint At, string? Rejected) AtDegrees(string? longitude, string? latitude, IGridTransform grid)
    {
        if (Number(longitude) is not { } lon || Number(latitude) is not { } lat) return (default, "row_rejected_coordinate");
        return Grounds.ToGrid(new Point(lon, lat), Ground.Degrees, grid) is Point at ? (new(at.X, at.Y), null) : (default, "row_rejected_outside_grid");
    }

    private async Task<List<ListedPlace>> TableAsync(ImportFile file, CancellationToken cancel)
    {
        await using var content = file.Open();
        using var rows = await CsvRows.OpenAsync(file.Name, content, Expected);
        var columns = Columns(rows.Headings);
        if (!HasName(columns) || !HasPlace(columns)) throw rows.WrongHeader(Expected);
        List<ListedPlace> places = [];
        while (await rows.NextAsync())
        {
            cancel.ThrowIfCancellationRequested();
            Add(places, Listed(rows.Line, field => columns.TryGetValue(field, out var heading) ? rows.Value(heading) : null, null, null));
        }

        return places;
    }

    private async Task<List<ListedPlace>> LayersAsync(ImportFile file, CancellationToken cancel)
    {
        using var read = await FeatureFile.OpenAsync(file, cancel);
        List<ListedPlace> places = [];
        foreach (var layer in read.Layers)
        {
            var columns = Columns(layer.Columns);
            if (!HasName(columns))
            {
                notices.Add("layer_ignored", ("layer", layer.Name));
                continue;
            }

            if (layer.GroundNeeded == Ground.Metres) notices.Add("crs_taken_as_metres");
            foreach (var row in layer.Rows(cancel))
                Add(places, Listed(row.Number, field => columns.TryGetValue(field, out var heading) && row.Value(heading)?.Trim() is { Length: > 0 } text ? text : null, row.Shape, layer.Ground));
        }

        if (places.Count == 0) throw new JobRefusedException(Refusal.Of(ProblemCodes.ImportHeaderWrong, null, ("file", file.Name), ("expected", "name")));
        return places;
    }

    private static void Add(List<ListedPlace> places, ListedPlace place)
    {
        if (places.Count == PlaceListImport.MostRows) throw new JobRefusedException(Refusal.Of(ProblemCodes.ImportTooManyRows, null, ("max", PlaceListImport.MostRows)));
        places.Add(place);
    }

    private ListedPlace Listed(int line, Func<string, string?> value, Geometry? shape, Ground? ground)
    {
        var (en, cy) = (value("name_en") ?? value("name_cy") ?? "", value("name_cy") ?? value("name_en") ?? "");
        var (at, reach, rejected) = ground is { } given ? AtShape(shape, given) : AtColumns(value);
        if (Number(value("reach_metres")) is { } metres) reach = metres is > 0 and <= 100_000 ? metres : null;
        var (townEn, townCy) = (value("town_en") ?? value("town_cy"), value("town_cy") ?? value("town_en"));
        return new(line, value("id") ?? "", en, cy, TypeOf(value("place_type")), at, reach, townEn, townCy, rejected);
    }

    private (GridPoint, double?, string?) AtColumns(Func<string, string?> value)
    {
        if (value("easting") is null && value("northing") is null)
        {
            var (at, rejected) = AtDegrees(value("longitude"), value("latitude"), grid);
            return (at, null, rejected);
        }

        if (Number(value("easting")) is not { } east || Number(value("northing")) is not { } north) return (default, null, "row_rejected_metres");
        return (new(east, north), null, NationalGrid.Contains(east, north) ? null : "row_rejected_outside_grid");
    }

    /// <summary>A point of a shape that lies in it, and within how many metres of it all of it lies.</summary>
    private (GridPoint, double?, string?) AtShape(Geometry? shape, Ground ground)
    {
        if (shape is null || shape.IsEmpty) return (default, null, "row_rejected_shape_of_place");
        if (Grounds.ToGrid(shape, ground, grid) is not { } moved) return (default, null, "row_rejected_outside_grid");
        var middle = moved is Point point ? point : moved.InteriorPoint;
        if (middle.IsEmpty || !double.IsFinite(middle.X)) return (default, null, "row_rejected_shape_of_place");
        var reach = moved is Point ? null : (double?)Math.Clamp(Math.Ceiling(moved.Coordinates.Max(c => c.Distance(middle.Coordinate))), 1, 100_000);
        return (new(middle.X, middle.Y), reach, null);
    }

    // As the page writes it in either language, or as it travels.
    private PlaceType TypeOf(string? written)
    {
        if (written is null) return PlaceType.Other;
        if (WireName.TryParse<PlaceType>(written, out var type)) return type;
        foreach (var one in Enum.GetValues<PlaceType>())
            foreach (var tongue in Enum.GetValues<Tongue>())
                if (string.Equals(Texts.Get(tongue, $"place_type.{WireName.Of(one)}"), written, StringComparison.OrdinalIgnoreCase)) return one;
        var told = written.Length > 60 ? written[..60] : written;
        unknownTypes[told] = unknownTypes.GetValueOrDefault(told) + 1;
        return PlaceType.Other;
    }

    // What was said comes first; then the first heading that is known.
    private Dictionary<string, string> Columns(IReadOnlyList<string> headings)
    {
        Dictionary<string, string> columns = [];
        foreach (var (field, known) in Fields)
        {
            if (said.TryGetValue(field, out var named) && headings.FirstOrDefault(heading => string.Equals(heading, named, StringComparison.OrdinalIgnoreCase)) is { } chosen) columns[field] = chosen;
            else if (known.Select(one => headings.FirstOrDefault(heading => Plain(heading) == one)).FirstOrDefault(heading => heading is not null) is { } found) columns[field] = found;
        }

        return columns;
    }

    private static bool HasName(Dictionary<string, string> columns) => columns.ContainsKey("name_en") || columns.ContainsKey("name_cy");

    private static bool HasPlace(Dictionary<string, string> columns) =>
        (columns.ContainsKey("longitude") && columns.ContainsKey("latitude")) || (columns.ContainsKey("easting") && columns.ContainsKey("northing"));

    private static string Plain(string heading) => string.Concat(heading.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    // A list keeps its name whatever its format.
    private static string Stem(string fileName)
    {
        var stem = fileName;
        while (Path.GetExtension(stem).ToLowerInvariant() is ".gz" or ".csv" or ".json" or ".geojson" or ".gpkg") stem = Path.GetFileNameWithoutExtension(stem);
        return stem.Length > 80 ? stem[..80] : stem;
    }
}
