using System.Text.Json;
using SpacesPlaces.Geodata.Language;

namespace SpacesPlaces.Api.Ogc.Tiles;

/// <summary>What tells programs of tiles: TileJSON 3.0 for maps, OGC API - Tiles for GIS. Both name the same address.</summary>
internal static class TileJson
{
    public const string TilesetsRel = "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector";
    public const string GridId = "WebMercatorQuad";
    private const string GridRel = "http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme";
    private const string GridsRel = "http://www.opengis.net/def/rel/ogc/1.0/tiling-schemes";
    private const string GridUri = "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad";

    // One pixel of the standard is 0.28 mm; its tiles are 256 pixels wide.
    private const double PixelMetres = 0.000_28;
    private const int TilePixels = 256;

    /// <summary>Name of the layer in tiles that count.</summary>
    public static string CountsOf(OgcCollection collection) => $"{collection.Id}-counts";

    /// <summary>Links of a collection to its tiles.</summary>
    public static IEnumerable<OgcLink> LinksOf(OgcAsked asked, OgcCollection collection) =>
    [
        new(TilesetsRel, OgcAsked.Json, $"{asked.Root}/collections/{collection.Id}/tiles", "ogc.tilesets"),
    ];

    /// <summary>Link of the landing page to the grids of tiles.</summary>
    public static OgcLink LinkToGrids(OgcAsked asked) => new(GridsRel, OgcAsked.Json, $"{asked.Root}/tileMatrixSets", "ogc.tile_grids");

    public static ReadOnlyMemory<byte> Write(OgcAsked asked, OgcCollection collection, double[]? box) => OgcJson.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("tilejson", "3.0.0");
        json.WriteString("name", Texts.Get(asked.Tongue, $"ogc_collection.{collection.Key}"));
        json.WriteString("description", Texts.Get(asked.Tongue, $"ogc_collection.{collection.Key}_means"));
        json.WriteString("scheme", "xyz");
        json.WriteStartArray("tiles");
        json.WriteStringValue($"{asked.Root}/tiles/{collection.Id}/{{z}}/{{x}}/{{y}}.mvt");
        json.WriteEndArray();
        json.WriteNumber("minzoom", 0);
        json.WriteNumber("maxzoom", TileAddress.LargestZoom);
        if (box is not null)
        {
            json.WriteStartArray("bounds");
            foreach (var edge in box) json.WriteNumberValue(edge);
            json.WriteEndArray();
        }

        json.WriteStartArray("vector_layers");
        WriteLayer(json, asked, collection);
        if (collection.CountedBy is not null) WriteCounts(json, asked, collection);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    public static ReadOnlyMemory<byte> Tilesets(OgcAsked asked, OgcCollection collection, IEnumerable<OgcLink> links) => OgcJson.Write(json =>
    {
        json.WriteStartObject();
        OgcJson.WriteLinks(json, asked, links);
        json.WriteStartArray("tilesets");
        WriteTileset(json, asked, collection, [new("self", OgcAsked.Json, TilesetOf(asked, collection), "ogc.tileset"), GridLink(asked)], template: false);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    public static ReadOnlyMemory<byte> Tileset(OgcAsked asked, OgcCollection collection, IEnumerable<OgcLink> links) =>
        OgcJson.Write(json => WriteTileset(json, asked, collection, [.. links, GridLink(asked)], template: true));

    public static ReadOnlyMemory<byte> Grids(OgcAsked asked, IEnumerable<OgcLink> links) => OgcJson.Write(json =>
    {
        json.WriteStartObject();
        OgcJson.WriteLinks(json, asked, links);
        json.WriteStartArray("tileMatrixSets");
        json.WriteStartObject();
        json.WriteString("id", GridId);
        json.WriteString("title", Texts.Get(asked.Tongue, "ogc.tile_grid"));
        json.WriteString("uri", GridUri);
        json.WriteString("crs", OgcCrs.WebMercator.Uri);
        OgcJson.WriteLinks(json, asked, [new("self", OgcAsked.Json, $"{asked.Root}/tileMatrixSets/{GridId}", "ogc.tile_grid")]);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    });

    public static ReadOnlyMemory<byte> Grid(OgcAsked asked, IEnumerable<OgcLink> links) => OgcJson.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("id", GridId);
        json.WriteString("title", Texts.Get(asked.Tongue, "ogc.tile_grid"));
        json.WriteString("uri", GridUri);
        json.WriteString("crs", OgcCrs.WebMercator.Uri);
        json.WriteStartArray("orderedAxes");
        json.WriteStringValue("X");
        json.WriteStringValue("Y");
        json.WriteEndArray();
        json.WriteString("wellKnownScaleSet", "http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible");
        OgcJson.WriteLinks(json, asked, links);
        json.WriteStartArray("tileMatrices");
        for (var zoom = 0; zoom <= TileAddress.LargestZoom; zoom++)
        {
            var cell = 2 * TileAddress.HalfWorld / TilePixels / (1 << zoom);
            json.WriteStartObject();
            json.WriteString("id", $"{zoom}");
            json.WriteNumber("scaleDenominator", cell / PixelMetres);
            json.WriteNumber("cellSize", cell);
            json.WriteString("cornerOfOrigin", "topLeft");
            json.WriteStartArray("pointOfOrigin");
            json.WriteNumberValue(-TileAddress.HalfWorld);
            json.WriteNumberValue(TileAddress.HalfWorld);
            json.WriteEndArray();
            json.WriteNumber("tileWidth", TilePixels);
            json.WriteNumber("tileHeight", TilePixels);
            json.WriteNumber("matrixWidth", 1 << zoom);
            json.WriteNumber("matrixHeight", 1 << zoom);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static string TilesetOf(OgcAsked asked, OgcCollection collection) => $"{asked.Root}/collections/{collection.Id}/tiles/{GridId}";

    private static OgcLink GridLink(OgcAsked asked) => new(GridRel, OgcAsked.Json, $"{asked.Root}/tileMatrixSets/{GridId}", "ogc.tile_grid");

    private static void WriteTileset(Utf8JsonWriter json, OgcAsked asked, OgcCollection collection, IEnumerable<OgcLink> links, bool template)
    {
        json.WriteStartObject();
        json.WriteString("title", Texts.Get(asked.Tongue, $"ogc_collection.{collection.Key}"));
        json.WriteString("dataType", "vector");
        json.WriteString("crs", OgcCrs.WebMercator.Uri);
        json.WriteString("tileMatrixSetURI", GridUri);
        json.WriteStartArray("links");
        foreach (var link in links) OgcJson.WriteLink(json, asked, link, isTemplate: false);
        if (template)
            OgcJson.WriteLink(json, asked, new("item", TileAnswer.MediaType, $"{asked.Root}/tiles/{collection.Id}/{{tileMatrix}}/{{tileCol}}/{{tileRow}}.mvt", "ogc.tile"), isTemplate: true);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteLayer(Utf8JsonWriter json, OgcAsked asked, OgcCollection collection)
    {
        json.WriteStartObject();
        json.WriteString("id", collection.Id);
        json.WriteString("description", Texts.Get(asked.Tongue, $"ogc_collection.{collection.Key}"));
        json.WriteNumber("minzoom", collection.CountedBy is null ? 0 : TileReading.FirstZoomOfFeatures);
        json.WriteNumber("maxzoom", TileAddress.LargestZoom);
        json.WriteStartObject("fields");
        json.WriteString("id", Texts.Get(asked.Tongue, "ogc.id"));
        foreach (var property in collection.Properties) json.WriteString(property.Name, Texts.Get(asked.Tongue, $"ogc_property.{property.Column}"));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteCounts(Utf8JsonWriter json, OgcAsked asked, OgcCollection collection)
    {
        json.WriteStartObject();
        json.WriteString("id", CountsOf(collection));
        json.WriteString("description", Texts.Get(asked.Tongue, collection.IsPublished ? "ogc.counts" : "ogc.counts_told"));
        json.WriteNumber("minzoom", 0);
        json.WriteNumber("maxzoom", TileReading.FirstZoomOfFeatures - 1);
        json.WriteStartObject("fields");
        json.WriteString("count", Texts.Get(asked.Tongue, "ogc.count"));
        json.WriteString("cellMetres", Texts.Get(asked.Tongue, "ogc.cell_metres"));
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
