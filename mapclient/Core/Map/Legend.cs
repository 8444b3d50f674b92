using NetTopologySuite.Geometries;
using SpacesPlaces.MapClient.Language;

namespace SpacesPlaces.MapClient.Map;

/// <summary>A sign and what it means.</summary>
/// <param name="Style">How it is drawn.</param>
/// <param name="Words">What it means.</param>
/// <param name="Count">How many features look so.</param>
/// <param name="Dimension">Whether it stands for points, lines or areas, which are drawn in other ways.</param>
public sealed record LegendEntry(FeatureStyle Style, string Words, int Count, Dimension Dimension = Dimension.Surface);

/// <summary>The signs of one layer.</summary>
/// <param name="Layer">Id of the layer.</param>
/// <param name="Title">Its title.</param>
/// <param name="Caption">What its figures stand on.</param>
/// <param name="Opacity">How the layer is drawn now.</param>
/// <param name="Entries">Its signs, in the order of its styles; only those that are on the map.</param>
public sealed record LegendPart(string Layer, string Title, string? Caption, double Opacity, IReadOnlyList<LegendEntry> Entries)
{
    /// <summary>False for the ground, which everybody reads without help. A layer without a sign may say why, for instance that there was too little to tell.</summary>
    public bool SaysSomething => !Layer.StartsWith("ground", StringComparison.Ordinal) && (Entries.Count > 0 || Caption is not null);
}

/// <summary>What the signs on the map mean: never a sign that is not drawn, never a drawn sign without words.</summary>
public static class Legend
{
    /// <summary>The legend of what is drawn, the topmost layer first.</summary>
    public static IReadOnlyList<LegendPart> Of(IReadOnlyList<LayerState> drawn, Words words)
    {
        ArgumentNullException.ThrowIfNull(drawn);
        ArgumentNullException.ThrowIfNull(words);
        return [.. drawn.Reverse().Select(state => new LegendPart(
            state.Layer.Id, words[state.Layer.TitleKey], state.Layer.Caption, state.Opacity, Entries(state.Layer, words)))];
    }

    private static List<LegendEntry> Entries(LayerDescription layer, Words words)
    {
        var counts = layer.Features.CountBy(feature => feature.Style).ToDictionary();
        return [.. layer.Styles.Where(style => counts.ContainsKey(style.Key))
            .Select(style => new LegendEntry(style.Value, words[style.Key], counts[style.Key], layer.Features.First(feature => feature.Style == style.Key).Shape.Dimension))];
    }
}

/// <summary>A line of the list that says the same as a layer.</summary>
/// <param name="Layer">Id of the layer.</param>
/// <param name="Key">Key of the feature.</param>
/// <param name="Kind">What its sign means.</param>
/// <param name="Told">What it tells.</param>
public sealed record ListLine(string Layer, string Key, string Kind, string Told);

/// <summary>Every layer as a list: whoever cannot see the map, or cannot point at it, misses nothing.</summary>
public static class ListTwin
{
    /// <summary>The lines of a layer, in drawing order; those within a box where one is given.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="words">The language.</param>
    /// <param name="view">West, south, east, north in degrees, as an envelope; all features when null.</param>
    public static IReadOnlyList<ListLine> Of(LayerDescription layer, Words words, Envelope? view = null)
    {
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(words);
        return [.. layer.Features.Where(feature => view is null || feature.Shape.EnvelopeInternal.Intersects(view))
            .Select(feature => new ListLine(layer.Id, feature.Key, words[feature.Style], feature.Told))];
    }
}
