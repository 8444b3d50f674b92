using System.Globalization;
using System.Net;
using System.Text;
using NetTopologySuite.Geometries;
using SpacesPlaces.MapClient.Language;
using SpacesPlaces.MapClient.Map;

namespace SpacesPlaces.MapClient.Print;

/// <summary>What stands around a printed map.</summary>
/// <param name="Partnership">Whose it is.</param>
/// <param name="IsDemonstration">True for the invented county.</param>
/// <param name="User">Who prints it.</param>
/// <param name="At">When.</param>
/// <param name="FilterTold">The filters in words.</param>
/// <param name="Sources">Where what is shown comes from.</param>
public sealed record PrintMarking(string Partnership, bool IsDemonstration, string User, DateTimeOffset At, string FilterTold, string Sources);

/// <summary>
/// A sheet with the map as it is on screen: the same layers, filters and features, with legend, scale, north, sources, handling mark, who and
/// when, and everything in words below. One HTML file without anything from elsewhere, which any browser prints or makes a PDF of.
/// </summary>
public static class PrintSheet
{
    private const string TallestPicture = "122mm";

    /// <summary>Makes the sheet.</summary>
    /// <param name="drawn">Layers that are on, the lowest first, as they are on screen.</param>
    /// <param name="view">What is on screen.</param>
    /// <param name="picture">PNG of the map as drawn.</param>
    /// <param name="marking">What stands around it.</param>
    /// <param name="words">The language.</param>
    public static string Html(IReadOnlyList<LayerState> drawn, MapView view, ReadOnlySpan<byte> picture, PrintMarking marking, Words words)
    {
        ArgumentNullException.ThrowIfNull(drawn);
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(marking);
        ArgumentNullException.ThrowIfNull(words);
        var language = words.Tongue == Geodata.Language.Tongue.Cy ? "cy" : "en";
        var head = SheetHead.Of(drawn, view, marking, words);
        StringBuilder sheet = new();
        sheet.Append(CultureInfo.InvariantCulture, $$"""
            <!doctype html>
            <html lang="{{language}}">
            <head>
            <meta charset="utf-8">
            <title>{{Text(head.Title)}}</title>
            <style>
            @page { size: A4 landscape; margin: 14mm; }
            body { font-family: "Atkinson Hyperlegible", Verdana, "DejaVu Sans", sans-serif; font-size: 11pt; color: {{Palette.Colour("ink")}}; margin: 0; }
            header, footer { display: flex; justify-content: space-between; gap: 1em; }
            h1 { font-size: 16pt; margin: 0.3em 0; } h2 { font-size: 13pt; break-after: avoid; } h3 { font-size: 11pt; margin: 0.6em 0 0.2em; break-after: avoid; }
            .front { display: flex; gap: 1.5em; align-items: flex-start; } .front > .signs { flex: 1; } .front h2 { margin-top: 0; }
            figure { margin: 0; } img.map { display: block; width: 100%; border: 1px solid {{Palette.Colour("line-strong")}}; }
            .scale { border: 1px solid currentcolor; border-top: 0; height: 0.4em; }
            .legend { display: flex; flex-wrap: wrap; gap: 0 2em; }
            .legend li { display: flex; gap: 0.5em; align-items: center; } .legend ul, ol { margin: 0; padding-left: 1.2em; } .legend ul { list-style: none; padding: 0; }
            .demonstration { font-weight: bold; border: 2px solid currentcolor; padding: 0.2em 0.5em; }
            section.told { break-before: page; }
            </style>
            </head>
            <body>
            <header><strong>{{head.Handling}}</strong><span>{{Text(head.Who)}}</span></header>
            """);
        if (head.Demonstration is { } demonstration) sheet.Append(CultureInfo.InvariantCulture, $"<p class=\"demonstration\">{Text(demonstration)}</p>");
        sheet.Append(CultureInfo.InvariantCulture, $"<h1>{Text(head.Title)}</h1><p id=\"filter\">{Text(head.Filter)}</p>");
        // Paper has another size than the window: picture and scale bar grow and shrink together.
        sheet.Append(CultureInfo.InvariantCulture, $"<div class=\"front\"><div style=\"width:min(70%,calc({TallestPicture} * {head.Shape:0.####}))\"><figure>");
        sheet.Append(CultureInfo.InvariantCulture, $"<img class=\"map\" alt=\"{Text(words["desktop.print_alt"])}\" src=\"data:image/png;base64,{Convert.ToBase64String(picture)}\">");
        sheet.Append(CultureInfo.InvariantCulture, $"<div>{Text(head.Scale)}</div><div class=\"scale\" style=\"width:{head.ScalePart * 100:0.##}%\"></div></figure>");
        sheet.Append(CultureInfo.InvariantCulture, $"<footer><span>{Text(head.North)}</span><span>{Text(head.Sources)}</span></footer></div><div class=\"signs\">");
        AppendLegend(sheet, head.Legend, words);
        sheet.Append("</div></div>");
        AppendLists(sheet, drawn, view, words);
        return sheet.Append("</body></html>").ToString();
    }

    /// <summary>A sign of the legend as a small picture, so that print and window show the same.</summary>
    public static string Sign(LegendEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var style = entry.Style;
        var dash = style.Kind switch { OutlineKind.Dashed => " stroke-dasharray=\"4 2\"", OutlineKind.Dotted => " stroke-dasharray=\"1 2\"", _ => "" };
        var lines = style.Pattern switch
        {
            PatternKind.Dots => "<circle cx=\"7\" cy=\"6\" r=\"1.4\"/><circle cx=\"15\" cy=\"10\" r=\"1.4\"/>",
            PatternKind.Slanted => "<path d=\"M2 14 14 2M10 14 22 2\"/>",
            PatternKind.Crossed => "<path d=\"M2 14 14 2M10 14 22 2M2 2 14 14M10 2 22 14\"/>",
            PatternKind.Level => "<path d=\"M2 6H22M2 11H22\"/>",
            PatternKind.Upright => "<path d=\"M8 2V14M16 2V14\"/>",
            _ => "",
        };
        var shape = entry.Dimension switch
        {
            Dimension.Curve => "<path d=\"M2 8H22\" ",
            Dimension.Point when style.Symbol == SymbolKind.Disc => "<circle cx=\"12\" cy=\"8\" r=\"6\" ",
            Dimension.Point when style.Symbol == SymbolKind.Diamond => "<path d=\"M12 1 19 8 12 15 5 8Z\" ",
            Dimension.Point when style.Symbol == SymbolKind.Triangle => "<path d=\"M12 1 19 15H5Z\" ",
            Dimension.Point => "<rect x=\"6\" y=\"2\" width=\"12\" height=\"12\" ",
            _ => "<rect x=\"2\" y=\"2\" width=\"20\" height=\"12\" ",
        };
        return string.Create(CultureInfo.InvariantCulture, $"<svg width=\"24\" height=\"16\" viewBox=\"0 0 24 16\" aria-hidden=\"true\">")
            + string.Create(CultureInfo.InvariantCulture, $"{shape}fill=\"{style.Fill}\" fill-opacity=\"{style.FillOpacity:0.##}\" ")
            + string.Create(CultureInfo.InvariantCulture, $"stroke=\"{style.Outline}\" stroke-width=\"{style.OutlineWidth:0.##}\"{dash}/>")
            + $"<g fill=\"{style.Outline}\" stroke=\"{style.Outline}\">{lines}</g></svg>";
    }

    private static void AppendLegend(StringBuilder sheet, IReadOnlyList<LegendPart> legend, Words words)
    {
        sheet.Append(CultureInfo.InvariantCulture, $"<h2>{Text(words["map.legend"])}</h2><div class=\"legend\">");
        foreach (var part in legend)
        {
            sheet.Append(CultureInfo.InvariantCulture, $"<div><h3>{Text(part.Title)}</h3>");
            if (part.Caption is { } caption) sheet.Append(CultureInfo.InvariantCulture, $"<p>{Text(caption)}</p>");
            sheet.Append("<ul>");
            foreach (var entry in part.Entries) sheet.Append(CultureInfo.InvariantCulture, $"<li>{Sign(entry)} {Text(entry.Words)}</li>");
            sheet.Append("</ul></div>");
        }

        sheet.Append("</div>");
    }

    private static void AppendLists(StringBuilder sheet, IReadOnlyList<LayerState> drawn, MapView view, Words words)
    {
        sheet.Append(CultureInfo.InvariantCulture, $"<section class=\"told\"><h2>{Text(words["desktop.print_told"])}</h2>");
        foreach (var state in drawn.Reverse().Where(state => state.Layer.CanPick))
        {
            var lines = ListTwin.Of(state.Layer, words, view.Box);
            if (lines.Count == 0) continue;
            sheet.Append(CultureInfo.InvariantCulture, $"<h3>{Text(words[state.Layer.TitleKey])}</h3><ol data-layer=\"{Text(state.Layer.Id)}\">");
            foreach (var line in lines) sheet.Append(CultureInfo.InvariantCulture, $"<li data-key=\"{Text(line.Key)}\">{Text(line.Told)}</li>");
            sheet.Append("</ol>");
        }

        sheet.Append("</section>");
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
