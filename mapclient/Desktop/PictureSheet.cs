using Avalonia;
using Avalonia.Controls;
using Avalonia.Layout;
using Avalonia.Media;
using Avalonia.Media.Imaging;
using SpacesPlaces.MapClient.Map;
using SpacesPlaces.MapClient.Print;

namespace SpacesPlaces.MapClient.Desktop;

/// <summary>A map as one picture that says what paper says: handling mark, who and when, filters, scale, north, sources, legend.</summary>
internal static class PictureSheet
{
    private const double Width = 1_400;
    private const double Dots = 144;
    private const double ScreenDots = 96;
    private const int LegendColumns = 3;

    /// <summary>Draws it.</summary>
    /// <param name="head">What stands around the map.</param>
    /// <param name="map">PNG of the map as drawn.</param>
    /// <param name="to">Where the PNG goes.</param>
    public static void Write(SheetHead head, byte[] map, Stream to)
    {
        using MemoryStream read = new(map);
        using Bitmap picture = new(read);
        var sheet = Of(head, picture);
        sheet.Measure(new Size(Width, double.PositiveInfinity));
        sheet.Arrange(new Rect(sheet.DesiredSize));
        const double scale = Dots / ScreenDots;
        using RenderTargetBitmap drawn = new(new PixelSize((int)(Width * scale), (int)Math.Ceiling(sheet.DesiredSize.Height * scale)), new Vector(Dots, Dots));
        drawn.Render(sheet);
        drawn.Save(to);
    }

    private static Border Of(SheetHead head, Bitmap picture)
    {
        const double edge = 24, inner = Width - 2 * edge;
        var image = new Border { BorderBrush = Look.Brush("line-strong"), BorderThickness = new Thickness(1), Child = new Image { Source = picture, Width = inner - 2, Stretch = Stretch.Uniform } };
        var scale = new Border { Width = inner * head.ScalePart, Height = 8, BorderBrush = Look.Brush("ink"), BorderThickness = new Thickness(2, 0, 2, 2), HorizontalAlignment = HorizontalAlignment.Left };
        Grid legend = new() { ColumnDefinitions = new(string.Join(',', Enumerable.Repeat("*", LegendColumns))), ColumnSpacing = 24 };
        // The longest part decides how tall the legend is; the others share the columns beside it.
        List<StackPanel> columns = [.. Enumerable.Range(0, LegendColumns).Select(_ => new StackPanel { Spacing = 4 })];
        var filled = new int[LegendColumns];
        foreach (var part in head.Legend)
        {
            var column = Array.IndexOf(filled, filled.Min());
            filled[column] += part.Entries.Count + 3;
            columns[column].Children.Add(Part(part));
        }

        for (var at = 0; at < LegendColumns; at++)
        {
            Grid.SetColumn(columns[at], at);
            legend.Children.Add(columns[at]);
        }

        var sheet = Look.Column(
            Ends(Look.Text(head.Handling, bold: true), Look.Text(head.Who)),
            head.Demonstration is { } said ? new Border { BorderBrush = Look.Brush("ink"), BorderThickness = new Thickness(2), Padding = new Thickness(8, 2), HorizontalAlignment = HorizontalAlignment.Left, Child = Look.Text(said, bold: true) } : null,
            Look.Text(head.Title, bold: true, size: 24), Look.Text(head.Filter), image, Ends(Look.Column(Look.Text(head.Scale), scale), Look.Text(head.North, bold: true)),
            Look.Text(head.Sources, soft: true), legend, Look.Text(head.Handling, bold: true));
        sheet.SetValue(TextBlock.FontFamilyProperty, Look.Family);
        return new Border { Width = Width, Background = Look.Brush("surface"), Padding = new Thickness(edge), Child = sheet };
    }

    private static StackPanel Part(LegendPart part) => Look.Column(
    [
        Look.Heading(part.Title, 3), part.Caption is { } caption ? Look.Text(caption, soft: true) : null,
        .. part.Entries.Select(entry =>
        {
            Grid line = new() { ColumnDefinitions = new("Auto,*"), ColumnSpacing = 10 };
            line.Children.Add(new SignPicture(entry) { Opacity = part.Opacity, VerticalAlignment = VerticalAlignment.Top });
            var meaning = Look.Text($"{entry.Words} ({Language.Words.Number(entry.Count)})");
            Grid.SetColumn(meaning, 1);
            line.Children.Add(meaning);
            return line;
        }),
    ]);

    private static Grid Ends(Control first, Control last)
    {
        Grid line = new() { ColumnDefinitions = new("*,Auto"), ColumnSpacing = 24, Children = { first, last } };
        Grid.SetColumn(last, 1);
        return line;
    }
}
