using System.Text.Json;
using System.Text.RegularExpressions;
using NetTopologySuite.Geometries;
using SpacesPlaces.Api.Analyses;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.ReferenceData;

/// <summary>A boundary as it stands in the file, or the reason why it is not stored.</summary>
/// <param name="Number">Position in the file, from 1.</param>
/// <param name="Code">Official code.</param>
/// <param name="NameEn">English name.</param>
/// <param name="NameCy">Welsh name.</param>
/// <param name="Shape">As in the file; null when it was rejected.</param>
/// <param name="Rejected">Key in the section <c>import_notice</c>; null when it can be stored.</param>
internal sealed record BoundaryFeature(int Number, string Code, string? NameEn, string? NameCy, Geometry? Shape, string? Rejected);

/// <summary>
/// Reads a GeoJSON FeatureCollection of official boundaries. The fields are known by their names, which carry kind and year
/// (<c>LSOA21CD</c>, <c>WD22NMW</c>, or renamed <c>lsoa21_code</c>).
/// </summary>
internal sealed partial class BoundaryFile : IDisposable
{
    /// <summary>Largest content, in bytes: it is held in memory.</summary>
    private const int LargestContent = 96 << 20;

    // A file of small areas names the larger ones too: the smallest kind is what it is about.
    private static readonly string[] Kinds = ["OA", "LSOA", "MSOA", "WD", "LAD", "CTYUA", "PFA"];

    private readonly JsonDocument document;
    private readonly string codeField;
    private readonly string? nameField;
    private readonly string? welshField;

    private BoundaryFile(JsonDocument document)
    {
        this.document = document;
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || Text(root, "type") != "FeatureCollection"
            || !root.TryGetProperty("features", out var features) || features.ValueKind != JsonValueKind.Array)
            throw new JobRefusedException(new(ProblemCodes.ImportFileTypeUnknown));
        if (features.GetArrayLength() == 0) throw new JobRefusedException(new(ProblemCodes.ImportEmpty));
        InMetres = ReadCrs(root);
        List<string> names = [.. features.EnumerateArray().SelectMany(Properties).Select(property => property.Name).Distinct(StringComparer.Ordinal)];
        var codes = names.Select(name => (Name: name, Field: Field(name))).Where(n => n.Field?.Part == "CD").ToList();
        if (codes.Count == 0) throw new JobRefusedException(new(ProblemCodes.ImportBoundaryCodeMissing));
        (codeField, var field) = codes.MinBy(n => (Array.IndexOf(Kinds, n.Field!.Value.Kind), n.Name));
        Set = field!.Value.Kind + field.Value.Year;
        nameField = names.Find(name => Field(name) is { Part: "NM" } f && f.Kind + f.Year == Set);
        welshField = names.Find(name => Field(name) is { Part: "NMW" } f && f.Kind + f.Year == Set);
    }

    /// <summary>Kind and vintage, for instance <c>LSOA21</c>.</summary>
    public string Set { get; }

    /// <summary>True when the file says that its coordinates are EPSG:27700; otherwise they are degrees, longitude first.</summary>
    public bool InMetres { get; }

    /// <exception cref="JobRefusedException">Not a FeatureCollection with official codes, or in a CRS that is not supported.</exception>
    public static async Task<BoundaryFile> ReadAsync(Stream content, CancellationToken cancel)
    {
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
                return new(document);
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

    public IEnumerable<BoundaryFeature> Features()
    {
        var number = 0;
        foreach (var feature in document.RootElement.GetProperty("features").EnumerateArray())
        {
            number++;
            var code = Property(feature, codeField);
            if (string.IsNullOrWhiteSpace(code)) yield return new(number, "", null, null, null, "row_rejected_code_missing");
            else if (Shape(feature) is not { } shape) yield return new(number, code, null, null, null, "row_rejected_shape");
            else yield return new(number, code.Trim(), Name(feature, nameField), Name(feature, welshField), shape, null);
        }
    }

    public void Dispose() => document.Dispose();

    private static string? Name(JsonElement feature, string? field) =>
        field is not null && Property(feature, field) is { } name && !string.IsNullOrWhiteSpace(name) ? name.Trim() : null;

    private static Geometry? Shape(JsonElement feature)
    {
        if (feature.ValueKind != JsonValueKind.Object || !feature.TryGetProperty("geometry", out var geometry) || geometry.ValueKind != JsonValueKind.Object) return null;
        try
        {
            return geometry.Deserialize<AreaGeometry>(WireJson.Options)?.Shape;
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    private static bool ReadCrs(JsonElement root)
    {
        if (!root.TryGetProperty("crs", out var crs) || crs.ValueKind == JsonValueKind.Null) return false;
        var name = crs.ValueKind == JsonValueKind.Object && crs.TryGetProperty("properties", out var properties) ? Text(properties, "name") : null;
        return Crs().Match(name ?? "").Groups switch
        {
            [{ Success: true }, { Value: "27700" }] => true,
            [{ Success: true }, _] => false,
            _ => throw new JobRefusedException(Refusal.Of(ProblemCodes.CrsNotSupported, null, ("crs", "CRS84, EPSG:4326, EPSG:27700"))),
        };
    }

    private static IEnumerable<JsonProperty> Properties(JsonElement feature) =>
        feature.ValueKind == JsonValueKind.Object && feature.TryGetProperty("properties", out var properties)
            && properties.ValueKind == JsonValueKind.Object ? properties.EnumerateObject() : [];

    private static string? Property(JsonElement feature, string name) =>
        Properties(feature).Where(property => property.NameEquals(name)).Select(property => property.Value)
            .Where(value => value.ValueKind == JsonValueKind.String).Select(value => value.GetString()).FirstOrDefault();

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static (string Kind, string Year, string Part)? Field(string name)
    {
        if (Official().Match(name) is { Success: true } official)
            return (official.Groups[1].Value, official.Groups[2].Value, official.Groups[3].Value);
        if (Renamed().Match(name) is not { Success: true } renamed) return null;
        var kind = renamed.Groups[1].Value switch { "ltla" => "LAD", "ward" => "WD", var same => same.ToUpperInvariant() };
        var part = renamed.Groups[3].Value switch { "code" => "CD", "name" => "NM", _ => "NMW" };
        return (kind, renamed.Groups[2].Value, part);
    }

    [GeneratedRegex(@"^(LSOA|MSOA|OA|WD|LAD|PFA|CTYUA)(\d{2})(CD|NM|NMW)$")]
    private static partial Regex Official();

    [GeneratedRegex(@"^(lsoa|msoa|oa|ward|ltla|pfa|ctyua)(\d{2})_(code|name|name_welsh)$")]
    private static partial Regex Renamed();

    [GeneratedRegex(@"^(?:urn:ogc:def:crs:OGC:1\.3:CRS84|urn:ogc:def:crs:OGC::CRS84|(?:urn:ogc:def:crs:EPSG:[\d.]*:|EPSG:)(4326|27700))$", RegexOptions.IgnoreCase)]
    private static partial Regex Crs();
}
