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

/// <summary>What lies over a fill, so that classes differ without colour too.</summary>
public enum PatternKind
{
    /// <summary>Nothing.</summary>
    None,
    /// <summary>Dots.</summary>
    Dots,
    /// <summary>Lines that rise to the right.</summary>
    Slanted,
    /// <summary>Lines that rise to either side.</summary>
    Crossed,
    /// <summary>Level lines.</summary>
    Level,
    /// <summary>Upright lines.</summary>
    Upright,
}

/// <summary>What stands where a point is.</summary>
public enum SymbolKind
{
    /// <summary>A filled circle.</summary>
    Disc,
    /// <summary>A square on its corner.</summary>
    Diamond,
    /// <summary>A square.</summary>
    Square,
    /// <summary>A triangle.</summary>
    Triangle,
}

/// <summary>How a feature is drawn.</summary>
/// <param name="Fill">Fill, <c>#rrggbb</c>.</param>
/// <param name="FillOpacity">0 to 1.</param>
/// <param name="Outline">Outline, <c>#rrggbb</c>.</param>
/// <param name="OutlineWidth">Pixels at 96 dpi.</param>
/// <param name="Kind">Kind of outline.</param>
/// <param name="Pattern">What lies over the fill, in the outline's colour.</param>
/// <param name="Symbol">What stands where a point is; areas and lines do not use it.</param>
/// <param name="SymbolSize">Its width in pixels at 96 dpi.</param>
public sealed record FeatureStyle(
    string Fill, double FillOpacity, string Outline, double OutlineWidth, OutlineKind Kind, PatternKind Pattern = PatternKind.None,
    SymbolKind Symbol = SymbolKind.Disc, double SymbolSize = 12);

/// <summary>A thing on the map.</summary>
/// <param name="Key">What a click on it tells.</param>
/// <param name="Shape">EPSG:4326, longitude first.</param>
/// <param name="Style">Key of the style in the layer's legend.</param>
/// <param name="Told">The same in words, for the list beside the map and for whoever hears it read.</param>
/// <param name="Label">What is written on the map beside it; null for nothing.</param>
public sealed record LayerFeature(string Key, Geometry Shape, string Style, string Told, string? Label = null);

/// <summary>Where a layer stands in the tree; also the order in which groups are drawn, the last on top.</summary>
public enum LayerGroup
{
    /// <summary>The ground.</summary>
    Ground,
    /// <summary>Published data that say nothing about harm to children.</summary>
    Context,
    /// <summary>What analyses found.</summary>
    Analyses,
    /// <summary>Spaces and the work on them.</summary>
    Spaces,
    /// <summary>Time that workers spent, and what is to be mended.</summary>
    Effort,
    /// <summary>Places where harm repeats.</summary>
    Hotspots,
    /// <summary>Single records.</summary>
    Incidents,
}

/// <summary>A layer as data: what the head draws, the legend explains and the list twin reads aloud.</summary>
/// <param name="Id">Stable id.</param>
/// <param name="TitleKey">Key of its title in the text files.</param>
/// <param name="Group">Its group in the tree.</param>
/// <param name="Styles">Styles by key; a key is also a text key, so that every symbol has words.</param>
/// <param name="Features">What is drawn, in drawing order.</param>
/// <param name="CanPick">Whether a click may choose its features.</param>
/// <param name="Caption">What its figures stand on: number, dates, sources, effort; null for a layer without figures.</param>
/// <param name="Counted">How many things it tells of, where that is not the number of features.</param>
/// <param name="MaxResolution">Ground metres per pixel above which it is not drawn, because its features would be specks.</param>
/// <param name="LabelMaxResolution">Ground metres per pixel above which its labels are not drawn.</param>
/// <param name="LeastPixels">Areas that would be smaller than this on screen have a disc of this width around them, so that nobody overlooks them; 0 for none.</param>
public sealed record LayerDescription(
    string Id, string TitleKey, LayerGroup Group, IReadOnlyDictionary<string, FeatureStyle> Styles, IReadOnlyList<LayerFeature> Features,
    bool CanPick, string? Caption = null, int? Counted = null, double MaxResolution = double.PositiveInfinity,
    double LabelMaxResolution = double.PositiveInfinity, double LeastPixels = 0)
{
    /// <summary>How many things it tells of.</summary>
    public int Count => Counted ?? Features.Count;
}
