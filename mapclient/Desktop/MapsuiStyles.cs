using Mapsui.Nts;
using Mapsui.Projections;
using Mapsui.Styles;
using Mapsui.Styles.Thematics;
using NetTopologySuite.Geometries;
using SpacesPlaces.MapClient.Map;

namespace SpacesPlaces.MapClient.Desktop;

/// <summary>Core's styles and features in Mapsui's terms. A style is made once and shared by every feature that looks so.</summary>
internal static class MapsuiStyles
{
    private const string StyleField = "style";
    private const string LabelField = "label";

    // Mapsui's symbols are 32 pixels wide at scale 1, and their outlines are scaled with them.
    private const double SymbolWidth = 32;

    private static readonly Dictionary<(FeatureStyle, Dimension), (IStyle? Below, IStyle Above)> Made = [];
    private static readonly Dictionary<(FeatureStyle, double, double), (IStyle? Below, IStyle Above)> Discs = [];

    /// <summary>Colour of the sea: the basemap has land only.</summary>
    public static Color Sea { get; } = Color.FromString(Palette.Colour("map-sea"));

    /// <summary>The mark around what was picked: thick, in the colour of the focus, over a pale one that parts it from anything.</summary>
    public static IStyle Mark { get; } = new StyleCollection
    {
        Styles =
        {
            new ThemeStyle(feature => MarkOf(feature, Palette.Colour("focus-halo"), 9)),
            new ThemeStyle(feature => MarkOf(feature, Palette.Colour("focus"), 5)),
        },
    };

    /// <summary>The style of a whole layer: fills first, then patterns and outlines, then labels, so that no fill hides its neighbour's outline.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="stretch">Map units for each metre on the ground where the layer lies.</param>
    public static IStyle Of(LayerDescription layer, double stretch) => new StyleCollection
    {
        Styles =
        {
            new ThemeStyle(feature => Of(feature).Below),
            new ThemeStyle(feature => Of(feature).Above),
            new LabelStyle
            {
                LabelMethod = feature => (string?)feature[LabelField],
                Font = new Font { FontFamily = OperatingSystem.IsLinux() ? "DejaVu Sans" : "Verdana", Size = layer.Group == LayerGroup.Ground ? 15 : 14, Bold = layer.Group != LayerGroup.Ground },
                ForeColor = Color.FromString(Palette.Colour("map-label")),
                BackColor = null,
                Halo = new Pen(Color.FromString(Palette.Colour("map-halo")), 2),
                // Names of places stand above their point, where signs leave them to be read.
                Offset = layer.Group == LayerGroup.Ground ? new Offset(0, -18) : new Offset(),
                MaxVisible = Stretched(layer.LabelMaxResolution, stretch),
            },
        },
    };

    /// <summary>A feature in EPSG:3857 that knows its style and label.</summary>
    public static Mapsui.IFeature Feature(LayerFeature feature, FeatureStyle style)
    {
        Mapsui.IFeature made = feature.Shape is Point { Coordinate: { } at } ? new Mapsui.Layers.PointFeature(XY(at).x, XY(at).y) : new GeometryFeature(Flat(feature.Shape));
        made[StyleField] = StyleOf(style, feature.Shape.Dimension);
        made[LabelField] = feature.Label;
        return made;
    }

    /// <summary>A disc in the middle of an area, drawn while the area itself would be smaller on screen.</summary>
    public static Mapsui.IFeature Disc(LayerFeature feature, FeatureStyle style, double pixels)
    {
        var area = Flat(feature.Shape);
        // Doublings of size share a style.
        var from = Math.Pow(2, Math.Round(Math.Log2(Math.Max(1, Math.Max(area.EnvelopeInternal.Width, area.EnvelopeInternal.Height)) / pixels)));
        if (!Discs.TryGetValue((style, pixels, from), out var made))
        {
            var disc = Symbol(style with { Symbol = SymbolKind.Disc, SymbolSize = pixels, FillOpacity = Math.Max(style.FillOpacity, 0.3) });
            disc.MinVisible = from;
            Discs[(style, pixels, from)] = made = (null, disc);
        }

        var at = area.Centroid;
        return new Mapsui.Layers.PointFeature(at.X, at.Y) { [StyleField] = made };
    }

    /// <summary>A shape in EPSG:3857.</summary>
    public static Geometry Flat(Geometry shape)
    {
        var copy = shape.Copy();
        copy.Apply(new ToMercator());
        copy.GeometryChanged();
        return copy;
    }

    /// <summary>A largest resolution on the ground as one in map units.</summary>
    public static double Stretched(double groundMetres, double stretch) => double.IsFinite(groundMetres) ? groundMetres * stretch : double.MaxValue;

    private static (IStyle? Below, IStyle? Above) Of(Mapsui.IFeature feature) => ((IStyle?, IStyle))feature[StyleField]!;

    private static (double x, double y) XY(Coordinate at) => SphericalMercator.FromLonLat(at.X, at.Y);

    private static (IStyle?, IStyle) StyleOf(FeatureStyle style, Dimension dimension) =>
        Made.TryGetValue((style, dimension), out var made) ? made : Made[(style, dimension)] = dimension switch
        {
            Dimension.Point => (null, Symbol(style)),
            Dimension.Curve => Line(style),
            _ => Area(style),
        };

    private static (IStyle?, IStyle) Area(FeatureStyle style)
    {
        var fill = new VectorStyle { Fill = new Brush(Faded(style.Fill, style.FillOpacity)), Outline = null, Line = null };
        var outline = style.OutlineWidth > 0 ? PenOf(style.Outline, style.OutlineWidth, style.Kind) : null;
        var pattern = style.Pattern switch
        {
            PatternKind.Dots => FillStyle.Dotted,
            PatternKind.Slanted => FillStyle.BackwardDiagonal,
            PatternKind.Crossed => FillStyle.DiagonalCross,
            PatternKind.Level => FillStyle.Horizontal,
            PatternKind.Upright => FillStyle.Vertical,
            _ => FillStyle.Solid,
        };
        var lines = pattern == FillStyle.Solid ? new Brush(Color.Transparent) : new Brush(Color.FromString(style.Outline)) { FillStyle = pattern };
        return (fill, new VectorStyle { Fill = lines, Outline = outline, Line = null });
    }

    private static (IStyle?, IStyle) Line(FeatureStyle style)
    {
        var line = new VectorStyle { Line = PenOf(style.Fill, Math.Max(1, style.OutlineWidth), style.Kind), Outline = null, Fill = new Brush(Color.Transparent) };
        // A pale road on pale land needs an edge.
        var edge = style.Fill == style.Outline ? null : new VectorStyle { Line = new Pen(Color.FromString(style.Outline), style.OutlineWidth + 2), Outline = null };
        return (edge, line);
    }

    private static SymbolStyle Symbol(FeatureStyle style)
    {
        var scale = Math.Max(0.01, style.SymbolSize / SymbolWidth);
        return new()
        {
            SymbolScale = scale,
            SymbolType = style.Symbol switch { SymbolKind.Disc => SymbolType.Ellipse, SymbolKind.Triangle => SymbolType.Triangle, _ => SymbolType.Rectangle },
            SymbolRotation = style.Symbol == SymbolKind.Diamond ? 45 : 0,
            Fill = new Brush(Faded(style.Fill, style.FillOpacity)),
            Outline = style.OutlineWidth > 0 ? PenOf(style.Outline, style.OutlineWidth / scale, style.Kind) : null,
            Enabled = style.SymbolSize > 0,
        };
    }

    private static VectorStyle MarkOf(Mapsui.IFeature feature, string colour, double width)
    {
        const double size = 30;
        var pen = new Pen(Color.FromString(colour), width);
        return feature is Mapsui.Layers.PointFeature
            ? new SymbolStyle { SymbolScale = size / SymbolWidth, Fill = new Brush(Color.Transparent), Outline = pen }
            : new VectorStyle { Fill = new Brush(Color.Transparent), Outline = pen, Line = pen };
    }

    private static Pen PenOf(string colour, double width, OutlineKind kind) => new(Color.FromString(colour), width)
    {
        PenStyle = kind switch { OutlineKind.Dashed => PenStyle.Dash, OutlineKind.Dotted => PenStyle.Dot, _ => PenStyle.Solid },
    };

    private static Color Faded(string colour, double opacity)
    {
        var solid = Color.FromString(colour);
        return new(solid.R, solid.G, solid.B, (int)Math.Round(255 * opacity));
    }

    private sealed class ToMercator : ICoordinateSequenceFilter
    {
        public bool Done => false;

        public bool GeometryChanged => true;

        public void Filter(CoordinateSequence seq, int i)
        {
            var (x, y) = SphericalMercator.FromLonLat(seq.GetX(i), seq.GetY(i));
            seq.SetX(i, x);
            seq.SetY(i, y);
        }
    }
}
