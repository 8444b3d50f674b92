using System.Globalization;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;
using SpacesPlaces.MapClient.Language;
using SpacesPlaces.MapClient.Map;

namespace SpacesPlaces.MapClient.Hotspots;

/// <summary>
/// The hotspots of an analysis as a layer. Violet, pattern, shape of line and weight tell the classes apart; never red, for a place is
/// not guilty. A cluster of one child is never drawn: it belongs in that child's plan.
/// </summary>
public static class HotspotLayer
{
    /// <summary>Stable id of the layer.</summary>
    public const string Id = "hotspots";

    // Wider than the sign of an incident, which lies over it.
    private const double SmallestDisc = 24;

    /// <summary>Styles by the text key of the class or band they stand for.</summary>
    public static IReadOnlyDictionary<string, FeatureStyle> Styles { get; } = new Dictionary<string, FeatureStyle>
    {
        [Words.KeyOf(ClusterClass.PlaceRepeat)] = new(Palette.Colour("harm-3"), 0.45, Palette.Colour("harm-4"), 3, OutlineKind.Solid, PatternKind.Dots),
        [Words.KeyOf(ClusterClass.UnknownChildren)] = new(Palette.Colour("harm-1"), 0.35, Palette.Colour("harm-3"), 2, OutlineKind.Dashed, PatternKind.Slanted),
        [Words.KeyOf(ClusterClass.Insufficient)] = new(Palette.Colour("harm-1"), 0, Palette.Colour("effort"), 1.5, OutlineKind.Dotted),
        [Words.KeyOf(ClusterClass.ContextOnly)] = new(Palette.Colour("context-tint"), 0.4, Palette.Colour("context"), 1.5, OutlineKind.Dashed, PatternKind.Crossed),
        [Words.KeyOf(ConcernBand.BeingLookedAt)] = new(Palette.Colour("harm-2"), 0.35, Palette.Colour("harm-3"), 2, OutlineKind.Dashed, PatternKind.Slanted),
        [Words.KeyOf(ConcernBand.PlanInPlace)] = new(Palette.Colour("plan-tint"), 0.45, Palette.Colour("plan"), 2.5, OutlineKind.Solid, PatternKind.Level),
        [Words.KeyOf(ConcernBand.Improving)] = new(Palette.Colour("plan-tint"), 0.45, Palette.Colour("plan"), 2, OutlineKind.Dotted, PatternKind.Upright),
        [Words.KeyOf(ConcernBand.NoCurrentConcern)] = new(Palette.Colour("surface"), 0.3, Palette.Colour("line-strong"), 1.2, OutlineKind.Dashed),
    };

    /// <summary>Describes the layer for what the reader received.</summary>
    public static LayerDescription Describe(HotspotList list, Words words)
    {
        ArgumentNullException.ThrowIfNull(list);
        ArgumentNullException.ThrowIfNull(words);
        return new(Id, "hotspots.title", LayerGroup.Hotspots, Styles,
            [.. Drawn(list).Select(drawn => new LayerFeature(
                drawn.Key, drawn.Hotspot.Shape.Shape, StyleOf(drawn.Hotspot), HotspotFacts.Told(drawn.Hotspot, words),
                drawn.Hotspot.Events is { } events ? Words.Number(events) : null))],
            CanPick: true, HotspotFacts.Caption(list, words), LeastPixels: SmallestDisc);
    }

    /// <summary>The hotspot that a picked feature stands for; null when it is not in the list.</summary>
    public static HotspotView? Find(HotspotList list, string key)
    {
        ArgumentNullException.ThrowIfNull(list);
        return Drawn(list).FirstOrDefault(drawn => drawn.Key == key).Hotspot;
    }

    private static IEnumerable<(string Key, HotspotView Hotspot)> Drawn(HotspotList list) => list.Items
        .Where(hotspot => hotspot.Class is not ClusterClass.IndividualRepeat)
        .Select((hotspot, at) => (hotspot.Number?.ToString(CultureInfo.InvariantCulture) ?? $"band-{at}", hotspot));

    private static string StyleOf(HotspotView hotspot) => hotspot.Class is { } @class
        ? Words.KeyOf(@class)
        : Words.KeyOf(hotspot.Band ?? ConcernBand.NoCurrentConcern);
}
