using System.Globalization;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;
using SpacesPlaces.MapClient.Language;
using SpacesPlaces.MapClient.Map;

namespace SpacesPlaces.MapClient.Analyses;

/// <summary>
/// Cells, circles and outlines of an analysis as a layer. Fill, pattern and outline say the same, so that none of them is needed alone; what
/// is too little to tell is not drawn at all.
/// </summary>
public static class AnalysisLayer
{
    /// <summary>Stable id of the layer.</summary>
    public const string Id = "analysis";

    private const double Significant = 0.05;
    private const string DensityKey = "desktop.density_";

    private static readonly FeatureStyle Plain = new(Palette.Colour("surface"), 0.25, Palette.Colour("line-strong"), 0.6, OutlineKind.Solid);

    /// <summary>Styles by the text key of the class they stand for.</summary>
    public static IReadOnlyDictionary<string, FeatureStyle> Styles { get; } = new Dictionary<string, FeatureStyle>
    {
        ["analyses.class_hot"] = Harm(3, PatternKind.Dots),
        ["analyses.class_high_high"] = Harm(3, PatternKind.Dots),
        ["analyses.class_intensifying"] = Harm(3, PatternKind.Upright, width: 3),
        ["analyses.class_persistent"] = Harm(3, PatternKind.Dots),
        ["analyses.class_diminishing"] = Harm(2, PatternKind.Level),
        ["analyses.class_new"] = Harm(2, PatternKind.Crossed),
        ["analyses.class_consecutive"] = Harm(2, PatternKind.Upright),
        ["analyses.class_oscillating"] = Harm(1, PatternKind.Crossed, OutlineKind.Dashed),
        ["analyses.class_sporadic"] = Harm(1, PatternKind.Dots, OutlineKind.Dotted),
        ["analyses.class_historical"] = new(Palette.Colour("surface"), 0.3, Palette.Colour("harm-4"), 1.8, OutlineKind.Dashed, PatternKind.Dots),
        ["analyses.class_high_low"] = Harm(1, PatternKind.Crossed),
        ["analyses.class_cold"] = Cool(PatternKind.Level, OutlineKind.Dashed),
        ["analyses.class_low_low"] = Cool(PatternKind.Level, OutlineKind.Dashed),
        ["analyses.class_low_high"] = Cool(PatternKind.Slanted, OutlineKind.Dotted),
        ["analyses.class_none"] = Plain,
        [$"{DensityKey}1"] = new(Palette.Colour("harm-1"), 0.45, Palette.Colour("line-strong"), 0.5, OutlineKind.Solid),
        [$"{DensityKey}2"] = new(Palette.Colour("harm-2"), 0.45, Palette.Colour("line-strong"), 0.5, OutlineKind.Solid),
        [$"{DensityKey}3"] = new(Palette.Colour("harm-3"), 0.45, Palette.Colour("harm-4"), 0.8, OutlineKind.Solid, PatternKind.Slanted),
        [$"{DensityKey}4"] = new(Palette.Colour("harm-4"), 0.5, Palette.Colour("harm-4"), 1.8, OutlineKind.Solid, PatternKind.Crossed),
        ["desktop.circle"] = Harm(2, PatternKind.None),
        ["desktop.circle_chance"] = new(Palette.Colour("surface"), 0.2, Palette.Colour("harm-4"), 1.6, OutlineKind.Dotted),
        ["desktop.life_repeat"] = Harm(2, PatternKind.None),
        ["desktop.life_other"] = new(Palette.Colour("surface"), 0.25, Palette.Colour("harm-4"), 1.6, OutlineKind.Dotted),
        ["desktop.effort_rate"] = Harm(2, PatternKind.None),
        ["desktop.effort_too_few"] = new(Palette.Colour("surface"), 0.3, Palette.Colour("effort"), 1.5, OutlineKind.Solid),
        ["desktop.effort_none"] = new(Palette.Colour("surface"), 0.2, Palette.Colour("effort"), 1.5, OutlineKind.Dotted),
    };

    /// <summary>
    /// Describes what an analysis puts on the map. One that has too few events, or whose answer is a table, has a layer without features,
    /// whose caption says so.
    /// </summary>
    public static LayerDescription Describe(AnalysisView analysis, Words words)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        ArgumentNullException.ThrowIfNull(words);
        var features = analysis.Result switch
        {
            CellsResult cells => Cells(cells, words),
            ScanResult scan => Circles(scan, words),
            LivesResult lives => Lives(lives, words),
            EffortAreasResult effort => Effort(effort, words),
            _ => [],
        };
        return new(Id, $"analyses.method_{analysis.Kind}", LayerGroup.Analyses, Styles, features, CanPick: true, Caption(analysis, words));
    }

    /// <summary>Steps of a density: an eighth, a quarter and half of the highest value.</summary>
    public static int StepOf(double value, double highest) =>
        highest <= 0 ? 1 : 1 + (value >= highest / 8 ? 1 : 0) + (value >= highest / 4 ? 1 : 0) + (value >= highest / 2 ? 1 : 0);

    private static string Caption(AnalysisView analysis, Words words)
    {
        var facts = analysis.Facts;
        List<string> parts = [words.Period(analysis.Request.From, analysis.Request.To)];
        if (analysis.TooFew)
        {
            parts.Add(facts.EventsUsed is { } few
                ? words.Say("analyses.too_few_means", ("least", Words.Number(facts.LeastEvents)), ("used", Words.Number(few)))
                : words.Say("analyses.too_few_least", ("least", Words.Number(facts.LeastEvents))));
            return string.Join(". ", parts);
        }

        if (facts.EventsUsed is { } used) parts.Add(words.Count("desktop.events", used));
        if (facts.DistinctChildren is { } children) parts.Add(words.Count("desktop.children", children));
        if (facts is { OutreachSessions: { } sessions, OutreachHours: { } hours })
            parts.Add(words.Say("analyses.outreach_is", ("sessions", Words.Number(sessions)), ("hours", Words.Number(hours, 1))));
        if (analysis.Result is CellsResult { BandwidthMetres: { } bandwidth }) parts.Add(words.Say("desktop.bandwidth", ("distance", words.Distance(bandwidth))));
        if (analysis.Result is null) parts.Add(words["analyses.nothing_for_you"]);
        return string.Join("; ", parts);
    }

    private static List<LayerFeature> Cells(CellsResult result, Words words)
    {
        var isDensity = result.Unit == "events_per_km2";
        var highest = result.Cells.Select(cell => cell.Value).DefaultIfEmpty().Max();
        return [.. result.Cells.Select((cell, at) =>
        {
            var style = isDensity ? $"{DensityKey}{StepOf(cell.Value, highest)}" : $"analyses.class_{cell.Class ?? "none"}";
            var told = words.Say("desktop.cell", ("value", Words.Number(cell.Value, 2)), ("unit", words[isDensity ? "desktop.unit_density" : "desktop.unit_z"]),
                ("events", words.Count("desktop.events", cell.Support)));
            if (cell.PAdjusted is { } p) told += "; " + words.Say("desktop.p_adjusted", ("p", Words.Number(p, 4)));
            return new LayerFeature(Key(at), cell.Shape.Shape, style, told);
        })];
    }

    private static List<LayerFeature> Circles(ScanResult result, Words words) => [.. result.Clusters
        .Select((cluster, at) => (cluster, at))
        .Where(found => found.at == 0 || found.cluster.P <= Significant)
        .Select(found => new LayerFeature(
            Key(found.at), found.cluster.Shape.Shape, found.cluster.P <= Significant ? "desktop.circle" : "desktop.circle_chance",
            words.Say("desktop.circle_told", ("period", words.Period(found.cluster.From, found.cluster.To)), ("observed", Words.Number(found.cluster.Observed)),
                ("expected", Words.Number(found.cluster.Expected, 1)), ("p", Words.Number(found.cluster.P, 4))),
            Words.Number(found.at + 1)))];

    private static List<LayerFeature> Lives(LivesResult result, Words words)
    {
        var newest = result.Lives.SelectMany(life => life.Stages).Where(stage => stage.Shape is not null).Select(stage => stage.Window).DefaultIfEmpty(-1).Max();
        return [.. result.Lives.SelectMany(life => life.Stages.Where(stage => stage.Window == newest && stage.Shape is not null).Select(stage => new LayerFeature(
            Key(life.Number), stage.Shape!.Shape, stage.Class == ClusterClass.PlaceRepeat ? "desktop.life_repeat" : "desktop.life_other",
            string.Join("; ", [words.Say("desktop.life", ("number", Words.Number(life.Number))), words[$"analyses.life_{stage.Happened}"],
                .. stage.Events is { } events ? (string[])[words.Count("desktop.events", events)] : []]),
            Words.Number(life.Number))))];
    }

    private static List<LayerFeature> Effort(EffortAreasResult result, Words words) => [.. result.Areas.Select((area, at) => new LayerFeature(
        Key(at), area.Shape.Shape, area.Verdict switch { "rate" => "desktop.effort_rate", "no_effort_recorded" => "desktop.effort_none", _ => "desktop.effort_too_few" },
        string.Join("; ", words.Count("desktop.events", area.Events),
            words.Say("analyses.outreach_is", ("sessions", Words.Number(area.Sessions)), ("hours", Words.Number(area.Hours, 1))))))];

    private static string Key(int at) => at.ToString(CultureInfo.InvariantCulture);

    private static FeatureStyle Harm(int step, PatternKind pattern, OutlineKind kind = OutlineKind.Solid, double width = 1.8) =>
        new(Palette.Colour($"harm-{step}"), 0.6, Palette.Colour("harm-4"), width, kind, pattern);

    private static FeatureStyle Cool(PatternKind pattern, OutlineKind kind) =>
        new(Palette.Colour("cool-tint"), 0.6, Palette.Colour("cool"), 1.8, kind, pattern);
}
