using NetTopologySuite.Geometries;

namespace SpacesPlaces.MapClient.Map;

/// <summary>How an outline is drawn, so that classes differ without colour too.</summary>
public enum OutlineKind
{
    /// <summary>One line.</summary>
    Solid,
    /// <summary>Dashes.</summary>
    Dashed,
    /// <summary>Dots.</summary>
    Dotted,
}

/// <summary>How a feature is drawn.</summary>
/// <param name="Fill">Fill, <c>#rrggbb</c>.</param>
/// <param name="FillOpacity">0 to 1.</param>
/// <param name="Outline">Outline, <c>#rrggbb</c>.</param>
/// <param name="OutlineWidth">Pixels at 96 dpi.</param>
/// <param name="Kind">Kind of outline.</param>
public sealed record FeatureStyle(string Fill, double FillOpacity, string Outline, double OutlineWidth, OutlineKind Kind);

/// <summary>A thing on the map.</summary>
/// <param name="Key">What a click on it tells.</param>
/// <param name="Shape">EPSG:4326, longitude first.</param>
/// <param name="Style">Key of the style in the layer's legend.</param>
public sealed record LayerFeature(string Key, Geometry Shape, string Style);

/// <summary>A layer as data: what the head draws, the legend explains and the list twin reads aloud.</summary>
/// <param name="Id">Stable id.</param>
/// <param name="TitleKey">Key of its title in the text files.</param>
/// <param name="Styles">Styles by key; a key is also a text key, so that every symbol has words.</param>
/// <param name="Features">What is drawn, in drawing order.</param>
/// <param name="CanPick">Whether a click may choose its features.</param>
public sealed record LayerDescription(
    string Id, string TitleKey, IReadOnlyDictionary<string, FeatureStyle> Styles, IReadOnlyList<LayerFeature> Features, bool CanPick);
