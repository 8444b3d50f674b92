using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Hotspots;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Hotspots.Analyses;

/// <summary>
/// What a panel sees of an analysis of harm: only what stands on repeated harm to different children, by the same rule as its
/// hotspots. What is below it is not in the answer, and totals that would tell of it are not either.
/// </summary>
internal static class PanelSight
{
    public static AnalysisFacts Of(AnalysisFacts facts) =>
        IsSeveral(facts.EventsUsed ?? 0, facts.DistinctChildren) ? facts with { EventsConsidered = null } : facts with
        {
            EventsConsidered = null,
            EventsUsed = null,
            DistinctChildren = null,
            ChildrenUnknown = null,
            SourceMix = null,
            EventsPerOutreachHour = null,
        };

    public static AnalysisResult? Of(AnalysisResult? result, AnalysisFacts facts) =>
        result is null || !IsSeveral(facts.EventsUsed ?? 0, facts.DistinctChildren) ? null : result switch
        {
            CellsResult map => map with
            {
                Mass = null,
                GlobalMoran = null,
                CellsLeftOff = 0,
                Periods = [.. map.Periods.Select(period => period with { Events = null })],
                Cells = [.. map.Cells.Where(cell => IsSeveral(cell.Support, cell.Children)).Select(cell => cell with { Count = null })],
            },
            ScanResult scan => scan with { Clusters = [.. scan.Clusters.Where(cluster => IsSeveral(cluster.Observed, cluster.Children))] },
            LivesResult lives => lives with
            {
                Windows = [.. lives.Windows.Select(window => window with { Events = null })],
                Lives = [.. lives.Lives.Where(life => life.Stages.Any(stage => stage.Class == ClusterClass.PlaceRepeat)).Select(Narrow)],
            },
            HoursResult or NearRepeatResult or ClosuresResult => result,
            // A result of a kind that is not named here is shown to nobody.
            _ => null,
        };

    // What it was while it was repeated harm; of other windows only that it was there.
    private static LifeView Narrow(LifeView life) => life with
    {
        Stages =
        [
            .. life.Stages.Select(stage => stage.Class == ClusterClass.PlaceRepeat
                ? stage
                : stage with { Class = null, Events = null, DistinctChildren = null, Shape = null }),
        ],
    };

    private static bool IsSeveral(int events, int? children) => events >= ClusterRule.LeastEvents && children >= ClusterRule.LeastChildren;
}
