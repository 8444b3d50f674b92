using System.Text.Json;
using System.Text.RegularExpressions;
using NetTopologySuite.Geometries;
using SpacesPlaces.Api.Analyses;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.ReferenceData;

/// <summary>A FeatureCollection (RFC 7946, and the older kind that names its reference system).</summary>
internal sealed partial class GeoJsonSource : FeatureFile
{
    /// <summary>Largest content, in bytes: it is held in memory.</summary>
    private const int LargestContent = 96 << 20;

    private static readonly GeometryFactory Factory = new();
    private readonly JsonDocument document;

    private GeoJsonSource(JsonDocument document, string name)
    {
        this.document = document;
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || Text(root, "type") != "FeatureCollection"
            || !root.TryGetProperty("features", out var features) || features.ValueKind != JsonValueKind.Array)
            throw new JobRefusedException(new(ProblemCodes.ImportFileTypeUnknown));
        if (features.GetArrayLength() == 0) throw new JobRefusedException(new(ProblemCodes.ImportEmpty));
        IReadOnlyList<string> columns = [.. features.EnumerateArray().SelectMany(Properties).Select(property => property.Name).Distinct(StringComparer.Ordinal)];
        Layers = [new(name, ReadCrs(root), columns, _ => Rows())];
    }

    public override IReadOnlyList<FeatureLayer> Layers { get; }

    public static new async Task<GeoJsonSource> OpenAsync(ImportFile file, CancellationToken cancel)
    {
        await using var content = file.Open();
        using var held = new MemoryStream();
        var buffer = new byte[1 << 16];
        while (await content.ReadAsync(buffer, cancel) is > 0 and var read)
        {
            if (held.Length + read > LargestContent)
                throw new JobRefusedException(Refusal.Of(ProblemCodes.ImportFileTooLarge, null, ("max", LargestContent >> 20)));
            held.Write(buffer, 0, read);
        }

        ReadOnlyMemory<byte> json = held.GetBuffer().AsMemory(0, (int)held.Length);
        if (json.Span.StartsWith("\uFEFF"u8)) json = json[3..];
        try
        {
            var document = JsonDocument.Parse(json.ToArray(), new() { MaxDepth = WireJson.MaxDepth });
            try
            {
                return new(document, file.Name);
            }
            catch
            {
                document.Dispose();
                throw;
            }
        }
        catch (JsonException)
        {
            throw new JobRefusedException(new(ProblemCodes.ImportFileTruncated));
        }
    }

    protected override void Dispose(bool disposing) => document.Dispose();

    private IEnumerable<FeatureRow> Rows()
    {
        var number = 0;
        foreach (var feature in document.RootElement.GetProperty("features").EnumerateArray())
            yield return new(++number, name => Property(feature, name), Shape(feature));
    }

    private static Geometry? Shape(JsonElement feature)
    {
        if (feature.ValueKind != JsonValueKind.Object || !feature.TryGetProperty("geometry", out var geometry) || geometry.ValueKind != JsonValueKind.Object
            || !geometry.TryGetProperty("coordinates", out var at)) return null;
        try
        {
            return Text(geometry, "type") switch
            {
                "Point" => Factory.CreatePoint(Position(at)),
                "Polygon" => Polygon(at),
                "MultiPolygon" => Factory.CreateMultiPolygon([.. at.EnumerateArray().Select(Polygon)]),
                "LineString" => Factory.CreateLineString([.. at.EnumerateArray().Select(Position)]),
                _ => null,
            };
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidOperationException or FormatException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    private static Polygon Polygon(JsonElement rings)
    {
        var read = rings.EnumerateArray().Select(ring => Factory.CreateLinearRing([.. ring.EnumerateArray().Select(Position)])).ToArray();
        return Factory.CreatePolygon(read[0], read[1..]);
    }

    // A third number would be a height, which plays no part.
    private static Coordinate Position(JsonElement position) => new(position[0].GetDouble(), position[1].GetDouble());

    private static Ground? ReadCrs(JsonElement root)
    {
        if (!root.TryGetProperty("crs", out var crs) || crs.ValueKind == JsonValueKind.Null) return Ground.Degrees;
        var name = crs.ValueKind == JsonValueKind.Object && crs.TryGetProperty("properties", out var properties) ? Text(properties, "name") : null;
        return Crs().Match(name ?? "").Groups switch
        {
            [{ Success: true }, { Value: "27700" }] => Ground.Metres,
            [{ Success: true }, _] => Ground.Degrees,
            _ => null,
        };
    }

    private static IEnumerable<JsonProperty> Properties(JsonElement feature) =>
        feature.ValueKind == JsonValueKind.Object && feature.TryGetProperty("properties", out var properties)
            && properties.ValueKind == JsonValueKind.Object ? properties.EnumerateObject() : [];

    private static string? Property(JsonElement feature, string name) =>
        Properties(feature).Where(property => property.NameEquals(name)).Select(property => property.Value.ValueKind switch
        {
            JsonValueKind.String => property.Value.GetString(),
            JsonValueKind.Number => property.Value.GetRawText(),
            _ => null,
        }).FirstOrDefault();

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    [GeneratedRegex(@"^(?:urn:ogc:def:crs:OGC:1\.3:CRS84|urn:ogc:def:crs:OGC::CRS84|(?:urn:ogc:def:crs:EPSG:[\d.]*:|EPSG:)(4326|27700))$", RegexOptions.IgnoreCase)]
    private static partial Regex Crs();
}
