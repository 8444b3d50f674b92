using NetTopologySuite.Geometries;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Hotspots;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Hotspots.Analyses;

/// <summary>
/// What a panel sees of an analysis of harm: only what stands on repeated harm to different children, by the same rule as its
/// hotspots. What is below it is not in the answer, and totals that would tell of it are not either.
/// </summary>
internal static class PanelSight
{
    /// <summary>Finest cells that a panel sees: finer ones would tell of single doors.</summary>
    public const double LeastCellMetres = 250;

    /// <summary>True for a map whose cells are too fine for a panel: it gets none of them.</summary>
    public static bool IsTooFine(AnalysisResult? result) => result is CellsResult { CellMetres: < LeastCellMetres };

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

    public static AnalysisResult? Of(AnalysisResult? result, AnalysisFacts facts, IGridTransform grid) =>
        result is null || !IsSeveral(facts.EventsUsed ?? 0, facts.DistinctChildren) ? null : result switch
        {
            CellsResult map => map with
            {
                Mass = null,
                GlobalMoran = null,
                CellsLeftOff = 0,
                Periods = [.. map.Periods.Select(period => period with { Events = null })],
                Cells = IsTooFine(map) ? [] : [.. map.Cells.Where(cell => IsSeveral(cell.Support, cell.Children)).Select(cell => cell with { Count = null })],
            },
            ScanResult scan => scan with { Clusters = [.. scan.Clusters.Where(cluster => IsSeveral(cluster.Observed, cluster.Children))] },
            LivesResult lives => lives with
            {
                Windows = [.. lives.Windows.Select(window => window with { Events = null })],
                Lives = [.. lives.Lives.Where(life => life.Stages.Any(stage => stage.Class == ClusterClass.PlaceRepeat)).Select(life => Narrow(life, grid))],
            },
            EffortAreasResult effort => effort with
            {
                All = null,
                EventsWithoutEffort = null,
                Areas = [.. effort.Areas.Where(area => IsSeveral(area.Events, area.Children))],
            },
            HoursResult or NearRepeatResult or ClosuresResult => result,
            // A result of a kind that is not named here is shown to nobody.
            _ => null,
        };

    // What it was while it was repeated harm; of other windows only that it was there.
    private static LifeView Narrow(LifeView life, IGridTransform grid) => life with
    {
        Stages =
        [
            .. life.Stages.Select(stage => stage.Class == ClusterClass.PlaceRepeat
                ? stage with { Shape = stage.Shape is { } shape ? Widened(shape, grid) : null }
                : stage with { Class = null, Events = null, DistinctChildren = null, Shape = null }),
        ],
    };

    // An outline's corners are events, to the metre: a panel gets it grown to a lattice, like those of its hotspots.
    private static AreaGeometry Widened(AreaGeometry outline, IGridTransform grid) =>
        Where.ToWire(HotspotShapes.For(HotspotSight.Figures, (Polygon)Where.ToGrid(outline, grid)), grid);

    private static bool IsSeveral(int events, int? children) => events >= ClusterRule.LeastEvents && children >= ClusterRule.LeastChildren;
}
