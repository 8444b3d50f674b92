using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using SpacesPlaces.Api.Ogc.Tiles;
using SpacesPlaces.Geodata.Language;

namespace SpacesPlaces.Api.Ogc;

/// <summary>The bodies that are no features: landing page, classes of the standard, collections, what can be filtered by.</summary>
internal static class OgcJson
{
    /// <summary>The name by which GIS programs find what a collection can be filtered by.</summary>
    public const string QueryablesRel = "http://www.opengis.net/def/rel/ogc/1.0/queryables";

    /// <summary>Classes of the standards that are kept.</summary>
    public static readonly IReadOnlyList<string> Classes =
    [
        "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/core",
        "http://www.opengis.net/spec/ogcapi-common-2/1.0/conf/collections",
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/html",
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
        "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs",
        "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables",
        "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/filter",
        "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/features-filter",
        "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/core",
        "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/tileset",
        "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/tilesets-list",
        "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/geodata-tilesets",
        "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/mvt",
        "http://www.opengis.net/spec/cql2/1.0/conf/cql2-text",
        "http://www.opengis.net/spec/cql2/1.0/conf/basic-cql2",
        "http://www.opengis.net/spec/cql2/1.0/conf/advanced-comparison-operators",
        "http://www.opengis.net/spec/cql2/1.0/conf/basic-spatial-functions",
    ];

    // Text goes to people and programs as it is; what could end a script stays escaped.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Default };

    /// <summary>A body.</summary>
    public static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(4_096);
        using (var json = new Utf8JsonWriter(buffer, Options)) write(json);
        return buffer.WrittenMemory;
    }

    public static ReadOnlyMemory<byte> Landing(OgcAsked asked, IEnumerable<OgcLink> links) => Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("title", Texts.Get(asked.Tongue, "ogc.title"));
        json.WriteString("description", Texts.Get(asked.Tongue, "ogc.means"));
        WriteLinks(json, asked, links);
        json.WriteEndObject();
    });

    public static ReadOnlyMemory<byte> Conformance(OgcAsked asked, IEnumerable<OgcLink> links) => Write(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("conformsTo");
        foreach (var one in Classes) json.WriteStringValue(one);
        json.WriteEndArray();
        WriteLinks(json, asked, links);
        json.WriteEndObject();
    });

    public static ReadOnlyMemory<byte> Collections(OgcAsked asked, IEnumerable<(OgcCollection Collection, double[]? Box)> collections, IEnumerable<OgcLink> links) => Write(json =>
    {
        json.WriteStartObject();
        WriteLinks(json, asked, links);
        json.WriteStartArray("collections");
        foreach (var (collection, box) in collections) WriteCollection(json, asked, collection, box, LinksOf(asked, collection));
        json.WriteEndArray();
        json.WriteEndObject();
    });

    public static ReadOnlyMemory<byte> Collection(OgcAsked asked, OgcCollection collection, double[]? box, IEnumerable<OgcLink> links) =>
        Write(json => WriteCollection(json, asked, collection, box, links));

    /// <summary>Links of a collection as they stand in the list.</summary>
    public static IEnumerable<OgcLink> LinksOf(OgcAsked asked, OgcCollection collection)
    {
        var here = $"{asked.Root}/collections/{collection.Id}";
        return
        [
            new("self", OgcAsked.Json, here, "ogc.collection"), new("alternate", OgcAsked.Html, $"{here}?f=html", "ogc.as_html"), .. FurtherLinksOf(asked, collection),
        ];
    }

    /// <summary>What a collection leads to.</summary>
    public static IEnumerable<OgcLink> FurtherLinksOf(OgcAsked asked, OgcCollection collection)
    {
        var here = $"{asked.Root}/collections/{collection.Id}";
        return
        [
            new("items", OgcAsked.GeoJson, $"{here}/items", "ogc.items"), new("items", OgcAsked.Html, $"{here}/items?f=html", "ogc.items"),
            new(QueryablesRel, OgcAsked.SchemaJson, $"{here}/queryables", "ogc.queryables"), .. TileJson.LinksOf(asked, collection),
        ];
    }

    public static ReadOnlyMemory<byte> Queryables(OgcAsked asked, OgcCollection collection) => Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("$schema", "https://json-schema.org/draft/2020-12/schema");
        json.WriteString("$id", $"{asked.Root}/collections/{collection.Id}/queryables");
        json.WriteString("type", "object");
        json.WriteString("title", Texts.Get(asked.Tongue, $"ogc_collection.{collection.Key}"));
        json.WriteStartObject("properties");
        json.WriteStartObject("geometry");
        json.WriteString("title", Texts.Get(asked.Tongue, "ogc.where"));
        json.WriteString("format", collection.IsPoints ? "geometry-point" : "geometry-polygon-or-multipolygon");
        json.WriteString("x-ogc-role", "primary-geometry");
        json.WriteEndObject();
        foreach (var property in collection.Properties)
        {
            json.WriteStartObject(property.Name);
            json.WriteString("title", Texts.Get(asked.Tongue, $"ogc_property.{property.Column}"));
            WriteType(json, property.Type);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteBoolean("additionalProperties", false);
        json.WriteEndObject();
    });

    public static void WriteLinks(Utf8JsonWriter json, OgcAsked asked, IEnumerable<OgcLink> links)
    {
        json.WriteStartArray("links");
        foreach (var link in links) WriteLink(json, asked, link, isTemplate: false);
        json.WriteEndArray();
    }

    /// <summary>One link; a template has parts in braces that the reader fills in.</summary>
    public static void WriteLink(Utf8JsonWriter json, OgcAsked asked, OgcLink link, bool isTemplate)
    {
        json.WriteStartObject();
        json.WriteString("rel", link.Rel);
        json.WriteString("type", link.Type);
        json.WriteString("title", Texts.Get(asked.Tongue, link.TitleKey));
        json.WriteString("href", link.Href);
        if (isTemplate) json.WriteBoolean("templated", true);
        json.WriteEndObject();
    }

    private static void WriteCollection(Utf8JsonWriter json, OgcAsked asked, OgcCollection collection, double[]? box, IEnumerable<OgcLink> links)
    {
        json.WriteStartObject();
        json.WriteString("id", collection.Id);
        json.WriteString("title", Texts.Get(asked.Tongue, $"ogc_collection.{collection.Key}"));
        json.WriteString("description", Texts.Get(asked.Tongue, $"ogc_collection.{collection.Key}_means"));
        json.WriteString("itemType", "feature");
        if (box is not null || collection.HasTime)
        {
            json.WriteStartObject("extent");
            if (box is not null)
            {
                json.WriteStartObject("spatial");
                json.WriteStartArray("bbox");
                json.WriteStartArray();
                foreach (var edge in box) json.WriteNumberValue(edge);
                json.WriteEndArray();
                json.WriteEndArray();
                json.WriteString("crs", OgcCrs.Crs84.Uri);
                json.WriteEndObject();
            }

            if (collection.HasTime)
            {
                json.WriteStartObject("temporal");
                json.WriteStartArray("interval");
                json.WriteStartArray();
                json.WriteNullValue();
                json.WriteNullValue();
                json.WriteEndArray();
                json.WriteEndArray();
                json.WriteString("trs", "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian");
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteStartArray("crs");
        foreach (var crs in OgcCrs.All) json.WriteStringValue(crs.Uri);
        json.WriteEndArray();
        json.WriteString("storageCrs", OgcCrs.BritishGrid.Uri);
        WriteLinks(json, asked, links);
        json.WriteEndObject();
    }

    private static void WriteType(Utf8JsonWriter json, OgcType type)
    {
        json.WriteString("type", type switch
        {
            OgcType.Words => "array",
            OgcType.Integer => "integer",
            OgcType.Number => "number",
            OgcType.Boolean => "boolean",
            _ => "string",
        });
        if (type == OgcType.Words)
        {
            json.WriteStartObject("items");
            json.WriteString("type", "string");
            json.WriteEndObject();
        }

        var format = type switch { OgcType.Id => "uuid", OgcType.Instant => "date-time", OgcType.Day => "date", _ => null };
        if (format is not null) json.WriteString("format", format);
    }
}
