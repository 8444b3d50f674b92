using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;
using SpacesPlaces.MapClient.Map;

namespace SpacesPlaces.MapClient.Hotspots;

/// <summary>
/// The hotspots of an analysis as a layer. Violet, shape of line and weight tell the classes apart; never red, for a place is
/// not guilty. A cluster of one child is never drawn: it belongs in that child's plan.
/// </summary>
public static class HotspotLayer
{
    private const string BandKey = "concern_band.being_looked_at";

    /// <summary>Styles by the text key of the class they stand for.</summary>
    public static IReadOnlyDictionary<string, FeatureStyle> Styles { get; } = new Dictionary<string, FeatureStyle>
    {
        [KeyOf(ClusterClass.PlaceRepeat)] = new(Palette.Colour("harm-3"), 0.45, Palette.Colour("harm-4"), 3, OutlineKind.Solid),
        [KeyOf(ClusterClass.UnknownChildren)] = new(Palette.Colour("harm-1"), 0.35, Palette.Colour("harm-3"), 2, OutlineKind.Dashed),
        [KeyOf(ClusterClass.Insufficient)] = new(Palette.Colour("harm-1"), 0, Palette.Colour("effort"), 1.5, OutlineKind.Dotted),
        [KeyOf(ClusterClass.ContextOnly)] = new(Palette.Colour("context-tint"), 0.4, Palette.Colour("context"), 1.5, OutlineKind.Dashed),
        [BandKey] = new(Palette.Colour("harm-2"), 0.35, Palette.Colour("harm-3"), 2, OutlineKind.Solid),
    };

    /// <summary>Describes the layer for what the reader received.</summary>
    public static LayerDescription Describe(HotspotList list)
    {
        ArgumentNullException.ThrowIfNull(list);
        return new("hotspots", "hotspots.title", Styles,
            [.. list.Items.Where(IsDrawn).Select((hotspot, i) => new LayerFeature(
                hotspot.Number?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? $"band-{i}",
                hotspot.Shape.Shape, hotspot.Class is { } @class ? KeyOf(@class) : BandKey))],
            CanPick: true);
    }

    private static bool IsDrawn(HotspotView hotspot) => hotspot.Class is not ClusterClass.IndividualRepeat;

    private static string KeyOf(ClusterClass @class) => $"cluster_class.{WireName.Of(@class)}";
}
