using System.Text.RegularExpressions;
using NetTopologySuite.Geometries;

namespace SpacesPlaces.Api.ReferenceData;

/// <summary>A boundary as it stands in the file, or the reason why it is not stored.</summary>
/// <param name="Number">Position in its layer, from 1.</param>
/// <param name="Code">Official code.</param>
/// <param name="NameEn">English name.</param>
/// <param name="NameCy">Welsh name.</param>
/// <param name="Shape">As in the file; null when it was rejected.</param>
/// <param name="Rejected">Key in the section <c>import_notice</c>; null when it can be stored.</param>
internal sealed record BoundaryFeature(int Number, string Code, string? NameEn, string? NameCy, Geometry? Shape, string? Rejected);

/// <summary>
/// A layer of official boundaries. The fields are known by their names, which carry kind and year (<c>LSOA21CD</c>, <c>WD22NMW</c>, or
/// renamed <c>lsoa21_code</c>).
/// </summary>
internal sealed partial class BoundaryLayer
{
    // A file of small areas names the larger ones too: the smallest kind is what it is about.
    private static readonly string[] Kinds = ["OA", "LSOA", "MSOA", "WD", "LAD", "CTYUA", "PFA"];

    private readonly FeatureLayer layer;
    private readonly string codeField;
    private readonly string? nameField;
    private readonly string? welshField;

    private BoundaryLayer(FeatureLayer layer, string codeField, (string Kind, string Year, string Part) field)
    {
        (this.layer, this.codeField) = (layer, codeField);
        Set = field.Kind + field.Year;
        nameField = layer.Columns.FirstOrDefault(name => Field(name) is { Part: "NM" } f && f.Kind + f.Year == Set);
        welshField = layer.Columns.FirstOrDefault(name => Field(name) is { Part: "NMW" } f && f.Kind + f.Year == Set);
    }

    /// <summary>Kind and vintage, for instance <c>LSOA21</c>.</summary>
    public string Set { get; }

    /// <summary>Name of the layer in its file.</summary>
    public string Name => layer.Name;

    public Ground Ground => layer.GroundNeeded;

    /// <summary>A layer as boundaries; null where it has no official codes.</summary>
    public static BoundaryLayer? Of(FeatureLayer layer)
    {
        var codes = layer.Columns.Select(name => (Name: name, Field: Field(name))).Where(n => n.Field?.Part == "CD").ToList();
        if (codes.Count == 0) return null;
        var (name, field) = codes.MinBy(n => (Array.IndexOf(Kinds, n.Field!.Value.Kind), n.Name));
        return new(layer, name, field!.Value);
    }

    public IEnumerable<BoundaryFeature> Features(CancellationToken cancel)
    {
        foreach (var row in layer.Rows(cancel))
        {
            var code = row.Value(codeField);
            if (string.IsNullOrWhiteSpace(code)) yield return new(row.Number, "", null, null, null, "row_rejected_code_missing");
            else if (row.Shape is not (Polygon or MultiPolygon)) yield return new(row.Number, code, null, null, null, "row_rejected_shape");
            else yield return new(row.Number, code.Trim(), NameOf(row, nameField), NameOf(row, welshField), row.Shape, null);
        }
    }

    private static string? NameOf(FeatureRow row, string? field) =>
        field is not null && row.Value(field) is { } name && !string.IsNullOrWhiteSpace(name) ? name.Trim() : null;

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
}
