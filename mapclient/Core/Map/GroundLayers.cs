using System.Text.Json;
using NetTopologySuite.Geometries;
using SpacesPlaces.Contracts;
using SpacesPlaces.MapClient.Language;

namespace SpacesPlaces.MapClient.Map;

/// <summary>
/// The partnership's own basemap and published context as layers. The basemap comes from the office, never from a third party: who asks a
/// stranger for tiles tells the stranger where they look.
/// </summary>
public static class GroundLayers
{
    private static readonly GeometryFactory Geometries = new(new PrecisionModel(), 4326);

    /// <summary>Styles of the ground, by text key; the first part of the key's last word is the layer of the basemap.</summary>
    public static IReadOnlyDictionary<string, FeatureStyle> Styles { get; } = new Dictionary<string, FeatureStyle>
    {
        ["desktop.ground_land"] = Flat("map-land", "map-road-far", 1),
        ["desktop.ground_builtup"] = Flat("map-built"),
        ["desktop.ground_woods"] = Flat("map-wood"),
        ["desktop.ground_parks"] = Flat("map-park"),
        ["desktop.ground_water"] = Flat("map-water"),
        ["desktop.ground_rivers"] = Flat("map-water", "map-water", 2),
        ["desktop.ground_buildings"] = Flat("map-building"),
        ["desktop.ground_paths"] = Flat("map-rail", "map-rail", 1.2, OutlineKind.Dashed),
        ["desktop.ground_roads"] = Flat("map-road", "map-road-edge", 2),
        ["desktop.ground_rail"] = Flat("map-rail", "map-rail", 1.4, OutlineKind.Dashed),
    };

    private static readonly FeatureStyle ContextStyle =
        new(Palette.Colour("context-tint"), 0.4, Palette.Colour("context"), 0.8, OutlineKind.Solid, PatternKind.Slanted);

    /// <summary>Id of the layer with the area that somebody drew.</summary>
    public const string DrawnId = "drawn";

    private static readonly Dictionary<string, FeatureStyle> DrawnStyle =
        new() { ["desktop.drawn_area"] = new(Palette.Colour("focus"), 0, Palette.Colour("focus"), 2.5, OutlineKind.Dashed) };

    /// <summary>Layers of the basemap in drawing order; those that draw more than the eye can tell from afar say up to which scale they are drawn.</summary>
    public static IReadOnlyList<(string Layer, double MaxResolution)> Order { get; } =
    [
        ("land", double.PositiveInfinity), ("builtup", double.PositiveInfinity), ("woods", 60), ("parks", 40), ("water", double.PositiveInfinity),
        ("rivers", 120), ("buildings", 6), ("paths", 6), ("roads", 60), ("rail", 120),
    ];

    /// <summary>One layer of the basemap.</summary>
    /// <param name="layer">Its name, one of <see cref="Order"/>.</param>
    /// <param name="maxResolution">Ground metres per pixel above which it is not drawn.</param>
    /// <param name="geoJson">A FeatureCollection, EPSG:4326.</param>
    /// <param name="words">The language.</param>
    /// <exception cref="JsonException">Not a FeatureCollection.</exception>
    public static LayerDescription Basemap(string layer, double maxResolution, JsonElement geoJson, Words words)
    {
        ArgumentNullException.ThrowIfNull(words);
        var style = $"desktop.ground_{layer}";
        List<LayerFeature> features = [];
        foreach (var feature in geoJson.GetProperty("features").EnumerateArray())
        {
            if (feature.GetProperty("geometry") is not { ValueKind: JsonValueKind.Object } geometry || Read(geometry) is not { } shape) continue;
            features.Add(new(features.Count.ToString(System.Globalization.CultureInfo.InvariantCulture), shape, style, NameIn(feature, words) ?? ""));
        }

        return new($"ground-{layer}", style, LayerGroup.Ground, Styles, features, CanPick: false, MaxResolution: maxResolution);
    }

    /// <summary>Names of towns and villages, written on the map.</summary>
    /// <param name="geoJson">A FeatureCollection of points with <c>name_en</c>, <c>name_cy</c> and <c>kind</c>, EPSG:4326.</param>
    /// <param name="words">The language.</param>
    public static LayerDescription Names(JsonElement geoJson, Words words)
    {
        ArgumentNullException.ThrowIfNull(words);
        List<LayerFeature> features = [];
        foreach (var feature in geoJson.GetProperty("features").EnumerateArray())
        {
            var kind = feature.GetProperty("properties").TryGetProperty("kind", out var said) ? said.GetString() : null;
            if (kind is not ("city" or "town" or "village") || NameIn(feature, words) is not { } name || Read(feature.GetProperty("geometry")) is not Point at) continue;
            features.Add(new(features.Count.ToString(System.Globalization.CultureInfo.InvariantCulture), at, $"desktop.ground_{(kind == "village" ? "village" : "town")}", name, name));
        }

        var quiet = new FeatureStyle(Palette.Colour("map-halo"), 0, Palette.Colour("map-label"), 0, OutlineKind.Solid, Symbol: SymbolKind.Disc, SymbolSize: 0);
        return new("ground-names", "desktop.ground_names", LayerGroup.Ground,
            new Dictionary<string, FeatureStyle> { ["desktop.ground_town"] = quiet, ["desktop.ground_village"] = quiet }, features, CanPick: false, LabelMaxResolution: 150);
    }

    /// <summary>Published police data by squares of 1 km: context, which says nothing about harm to children.</summary>
    public static LayerDescription Context(ContextSummary summary, Geodata.Crs.IGridTransform grid, Words words)
    {
        ArgumentNullException.ThrowIfNull(summary);
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(words);
        return new("context", "desktop.context", LayerGroup.Context, new Dictionary<string, FeatureStyle> { ["map.legend_context"] = ContextStyle },
            [.. summary.Squares.Select(square => new LayerFeature(
                $"{square.Square[0]}-{square.Square[1]}", Square(square.Square[0], square.Square[1], grid), "map.legend_context",
                words.Count("desktop.context_square", square.Count, ("reference", Geodata.Crs.GridReference.Of(new(square.Square[0], square.Square[1]), 1000).ToString())),
                Words.Number(square.Count)))],
            CanPick: true, words.Say("desktop.context_caption", ("from", summary.From), ("to", summary.To), ("total", Words.Number(summary.Total))),
            LabelMaxResolution: 40);
    }

    /// <summary>The area to which the incidents are narrowed, so that nobody wonders where the others are; null where there is none.</summary>
    public static LayerDescription? Drawn(Geometry? area) => area is null ? null : new(
        DrawnId, "desktop.drawn_area", LayerGroup.Context, DrawnStyle, [new LayerFeature(DrawnId, area, "desktop.drawn_area", "")], CanPick: false);

    /// <summary>A square of the National Grid, EPSG:4326.</summary>
    /// <param name="easting">West edge, EPSG:27700 metres.</param>
    /// <param name="northing">South edge, EPSG:27700 metres.</param>
    /// <param name="grid">The way from the National Grid.</param>
    /// <param name="side">Length of a side in metres.</param>
    /// <exception cref="ArgumentOutOfRangeException">A corner lies off the grid of Great Britain.</exception>
    public static Polygon Square(double easting, double northing, Geodata.Crs.IGridTransform grid, double side = 1_000)
    {
        ArgumentNullException.ThrowIfNull(grid);
        (int East, int North)[] corners = [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)];
        return Geometries.CreatePolygon(
            [.. corners.Select(corner => grid.ToLonLat(easting + side * corner.East, northing + side * corner.North)).Select(at => new Coordinate(at.Lon, at.Lat))]);
    }

    private static string? NameIn(JsonElement feature, Words words)
    {
        if (!feature.TryGetProperty("properties", out var properties) || properties.ValueKind != JsonValueKind.Object) return null;
        string? Of(string key) => properties.TryGetProperty(key, out var name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null;
        return words.Name(Of("name_en"), Of("name_cy"));
    }

    private static Geometry? Read(JsonElement geometry)
    {
        var coordinates = geometry.GetProperty("coordinates");
        return geometry.GetProperty("type").GetString() switch
        {
            "Point" => Geometries.CreatePoint(Position(coordinates)),
            "LineString" => Geometries.CreateLineString(Positions(coordinates)),
            "MultiLineString" => Geometries.CreateMultiLineString([.. coordinates.EnumerateArray().Select(line => Geometries.CreateLineString(Positions(line)))]),
            "Polygon" => Area(coordinates),
            "MultiPolygon" => Geometries.CreateMultiPolygon([.. coordinates.EnumerateArray().Select(Area)]),
            _ => null,
        };
    }

    private static Polygon Area(JsonElement rings)
    {
        LinearRing[] read = [.. rings.EnumerateArray().Select(ring => Geometries.CreateLinearRing(Positions(ring)))];
        return Geometries.CreatePolygon(read[0], read[1..]);
    }

    private static Coordinate[] Positions(JsonElement positions) => [.. positions.EnumerateArray().Select(Position)];

    private static Coordinate Position(JsonElement position) => new(position[0].GetDouble(), position[1].GetDouble());

    private static FeatureStyle Flat(string fill, string? line = null, double width = 0, OutlineKind kind = OutlineKind.Solid) =>
        new(Palette.Colour(fill), 1, Palette.Colour(line ?? fill), width, kind);
}
