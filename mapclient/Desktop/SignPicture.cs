using Avalonia;
using Avalonia.Controls;
using Avalonia.Media;
using NetTopologySuite.Geometries;
using SpacesPlaces.MapClient.Map;

namespace SpacesPlaces.MapClient.Desktop;

/// <summary>A sign of the legend, drawn as the map draws it. Words stand beside it, so whoever hears the window read misses nothing.</summary>
internal sealed class SignPicture : Control
{
    private const double Wide = 30;
    private const double Tall = 20;
    private readonly LegendEntry entry;

    public SignPicture(LegendEntry entry)
    {
        this.entry = entry;
        (Width, Height) = (Wide, Tall);
    }

    public override void Render(DrawingContext context)
    {
        var style = entry.Style;
        var line = Brush.Parse(style.Outline);
        var dash = style.Kind switch { OutlineKind.Dashed => new DashStyle([3, 2], 0), OutlineKind.Dotted => new DashStyle([1, 1.5], 0), _ => null };
        var pen = style.OutlineWidth > 0 ? new Pen(line, style.OutlineWidth, dash) : null;
        var fill = new SolidColorBrush(Color.Parse(style.Fill), style.FillOpacity);
        if (entry.Dimension == Dimension.Curve)
        {
            var middle = Tall / 2;
            if (style.Fill != style.Outline) context.DrawLine(new Pen(line, style.OutlineWidth + 2), new(1, middle), new(Wide - 1, middle));
            context.DrawLine(new Pen(fill, Math.Max(1, style.OutlineWidth), dash), new(1, middle), new(Wide - 1, middle));
            return;
        }

        var box = entry.Dimension == Dimension.Point
            ? new Rect((Wide - style.SymbolSize) / 2, (Tall - style.SymbolSize) / 2, style.SymbolSize, style.SymbolSize)
            : new Rect(2, 2, Wide - 4, Tall - 4);
        if (entry.Dimension == Dimension.Point && style.Symbol == SymbolKind.Disc) context.DrawEllipse(fill, pen, box);
        else if (entry.Dimension == Dimension.Point && style.Symbol is SymbolKind.Diamond or SymbolKind.Triangle) context.DrawGeometry(fill, pen, Corners(style.Symbol, box));
        else
        {
            context.DrawRectangle(fill, null, box);
            using (context.PushClip(box)) Pattern(context, style.Pattern, box, line);
            context.DrawRectangle(null, pen, box);
        }
    }

    private static void Pattern(DrawingContext context, PatternKind pattern, Rect box, IBrush brush)
    {
        const double gap = 7;
        var thin = new Pen(brush, 1);
        for (var at = box.Left - box.Height; at < box.Right; at += gap)
        {
            if (pattern is PatternKind.Slanted or PatternKind.Crossed) context.DrawLine(thin, new(at, box.Bottom), new(at + box.Height, box.Top));
            if (pattern is PatternKind.Crossed) context.DrawLine(thin, new(at, box.Top), new(at + box.Height, box.Bottom));
            if (pattern is PatternKind.Upright) context.DrawLine(thin, new(at, box.Top), new(at, box.Bottom));
            for (var down = box.Top + 3; pattern is PatternKind.Dots && down < box.Bottom; down += gap) context.DrawEllipse(brush, null, new Avalonia.Point(at, down), 1.7, 1.7);
        }

        for (var down = box.Top + 4; pattern is PatternKind.Level && down < box.Bottom; down += 5) context.DrawLine(thin, new(box.Left, down), new(box.Right, down));
    }

    private static PolylineGeometry Corners(SymbolKind kind, Rect box) => kind == SymbolKind.Triangle
        ? new([new(box.Center.X, box.Top), box.BottomRight, box.BottomLeft, new(box.Center.X, box.Top)], isFilled: true)
        : new([new(box.Center.X, box.Top - 2), new(box.Right + 2, box.Center.Y), new(box.Center.X, box.Bottom + 2), new(box.Left - 2, box.Center.Y), new(box.Center.X, box.Top - 2)], isFilled: true);
}
