using System.Text.Json;

namespace SpacesPlaces.Api.Reporting.Report;

/// <summary>How a report looks: the colours of the page's tokens, sheets of A4, the marking on each.</summary>
internal static class ReportStyle
{
    private static readonly Dictionary<string, string> Colours = Read();

    /// <summary>The whole style sheet, with the marking in the margin of each sheet.</summary>
    public static string Sheet(string marking) => $$"""
        @page { size: A4; margin: 22mm 16mm 18mm; @top-left { content: {{AsText(marking)}}; font-size: 8pt; color: {{Colours["ink-soft"]}}; } @bottom-right { content: counter(page); font-size: 8pt; } }
        * { box-sizing: border-box; }
        html { color: {{Colours["ink"]}}; font: 11pt/1.5 "Atkinson Hyperlegible", system-ui, sans-serif; background: #fff; }
        body { margin: 0 auto; max-width: 48rem; padding: 1rem; }
        article + article { margin-top: 3rem; border-top: 3px solid {{Colours["header"]}}; padding-top: 1rem; }
        h1, h2, h3, h4 { line-height: 1.25; break-after: avoid; }
        h1 { font-size: 20pt; margin: 0; } h2 { font-size: 15pt; margin: 1.6rem 0 .4rem; border-bottom: 1px solid {{Colours["line-strong"]}}; } h3 { font-size: 12pt; margin: 1rem 0 .3rem; } h4 { font-size: 11pt; margin: .6rem 0 .1rem; }
        p { margin: .3rem 0; } .kind, .soft, figcaption, blockquote footer { color: {{Colours["ink-soft"]}}; } .marking { font-size: 9pt; } .other { margin: 0 0 1rem; } a { color: {{Colours["action"]}}; }
        .label, .note { border-left: 4px solid {{Colours["plan"]}}; padding: .3rem .7rem; background: {{Colours["surface-sunk"]}}; }
        dl { display: grid; grid-template-columns: minmax(9rem, 14rem) 1fr; gap: .2rem 1rem; margin: .5rem 0; } dt { color: {{Colours["ink-soft"]}}; } dd { margin: 0; }
        table { border-collapse: collapse; width: 100%; margin: .5rem 0; font-size: 10pt; } th, td { border: 1px solid {{Colours["line-strong"]}}; padding: .3rem .5rem; text-align: left; vertical-align: top; } thead th { background: {{Colours["surface-sunk"]}}; } tr { break-inside: avoid; }
        blockquote { margin: .5rem 0; padding: .2rem .8rem; border-left: 4px solid {{Colours["line-strong"]}}; break-inside: avoid; } .prompt, .goal h3 { break-inside: avoid; } .said, blockquote p, td, dd { white-space: pre-line; overflow-wrap: anywhere; }
        .rating { display: inline-block; border: 1px solid {{Colours["ink-soft"]}}; border-radius: 3px; padding: 0 .5rem; font-size: 10pt; }
        .safety { display: inline-block; min-width: 1.4em; text-align: center; border: 1px solid {{Colours["safety-ink"]}}; color: {{Colours["safety-ink"]}}; font-weight: 700; } .safety.red { background: {{Colours["safety-red"]}}; } .safety.amber { background: {{Colours["safety-amber"]}}; } .safety.green { background: {{Colours["safety-green"]}}; }
        figure { margin: .5rem 0; break-inside: avoid; } svg { display: block; width: 100%; height: auto; border: 1px solid {{Colours["line-strong"]}}; }
        .whole { break-inside: avoid; } .safety-map { max-height: 110mm; border: 0; } .safety-map rect { stroke: {{Colours["safety-ink"]}}; } .safety-map .red { fill: {{Colours["safety-red"]}}; } .safety-map .amber { fill: {{Colours["safety-amber"]}}; } .safety-map .green { fill: {{Colours["safety-green"]}}; } .safety-map .few { fill: #fff; stroke: {{Colours["line"]}}; } .safety-map .edge { fill: none; stroke: {{Colours["safety-ink"]}}; }
        .under { stroke-linejoin: round; stroke-linecap: round; stroke: none; fill: none; } .builtup { fill: {{Colours["map-built"]}}; } .woods { fill: {{Colours["map-wood"]}}; } .parks { fill: {{Colours["map-park"]}}; } .water { fill: {{Colours["map-water"]}}; } .rivers { stroke: {{Colours["map-water"]}}; } .buildings { fill: {{Colours["map-building"]}}; } .rail, .paths { stroke: {{Colours["map-rail"]}}; } .road-edges { stroke: {{Colours["map-road-edge"]}}; } .roads { stroke: {{Colours["map-road"]}}; }
        .ground { fill: {{Colours["map-land"]}}; } .lines { stroke: {{Colours["line"]}}; fill: none; } .outline { fill: {{Colours["plan"]}}; fill-opacity: .18; stroke: {{Colours["plan"]}}; } .place { fill: {{Colours["map-label"]}}; } svg text { fill: {{Colours["map-label"]}}; } .bar { stroke: {{Colours["map-label"]}}; fill: none; }
        .way { fill: none; stroke: {{Colours["plan"]}}; stroke-linejoin: round; stroke-linecap: round; } .stop { fill: #fff; stroke: {{Colours["plan"]}}; } .hazard { fill: {{Colours["notice"]}}; stroke: {{Colours["notice-ink"]}}; }
        @media (max-width: 30rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .4rem; } }
        @media print { body { max-width: none; padding: 0; } article + article { break-before: page; border: 0; margin: 0; } .marking, .other { display: none; } html { print-color-adjust: exact; } }
        """;

    // Whoever the report is for is somebody's text: each of its characters is written as its number.
    private static string AsText(string text) => $"\"{string.Concat(text.EnumerateRunes().Select(rune => $"\\{rune.Value:x} "))}\"";

    private static Dictionary<string, string> Read()
    {
        using var tokens = typeof(ReportStyle).Assembly.GetManifestResourceStream("tokens.json") ?? throw new InvalidOperationException("The tokens are not embedded.");
        using var read = JsonDocument.Parse(tokens);
        return read.RootElement.GetProperty("colour").GetProperty("light").EnumerateObject().ToDictionary(colour => colour.Name, colour => colour.Value.GetString()!);
    }
}
