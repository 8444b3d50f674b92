using NetTopologySuite.Geometries;
using SpacesPlaces.Api.Hotspots.Analyses;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Hotspots.Analyses;

/// <summary>What a panel receives of an analysis stands on several events of several children; nothing else leaves.</summary>
public sealed class PanelSightTests
{
    private static readonly AreaGeometry Shape = new(new GeometryFactory().CreatePolygon([new(0, 0), new(1, 0), new(1, 1), new(0, 0)]));
    private static readonly AnalysisFacts Many = new(12, 10, 4, 0, new Dictionary<string, int> { ["parent"] = 10 }, 3, 6, new(1.7, 0.8, 3.1), 10);

    [Theory]
    [InlineData(3, 2, true)]
    [InlineData(2, 2, false)]
    [InlineData(9, 1, false)]
    [InlineData(9, 0, false)]
    public void Cells_StandOnThreeEventsOfTwoChildren(int support, int children, bool isShown)
    {
        var map = new CellsResult(CellShape.Square, 1_000, 50, 3, "z", null, null, null, 10, "benjamini_hochberg", 0.05, 0.4,
            [new(new(2025, 1, 1), new(2025, 1, 31), false, 10)], [new(Shape, 1, support, children, 4.2, 0.001, 0.02, null, "hot")]);
        var seen = Assert.IsType<CellsResult>(PanelSight.Of(map, Many));
        Assert.Equal(isShown ? 1 : 0, seen.Cells.Count);
        Assert.All(seen.Cells, cell => Assert.Null(cell.Count));
        Assert.Equal((null, null, 0, null), (seen.Mass, seen.GlobalMoran, seen.CellsLeftOff, seen.Periods[0].Events));
    }

    [Fact]
    public void Scans_ShowCirclesOfSeveralChildrenOnly()
    {
        ScanCluster Circle(int observed, int children) => new(Shape, 500, new(2025, 1, 1), new(2025, 2, 1), observed, 1, children, 3, 0.01, null);
        var seen = Assert.IsType<ScanResult>(PanelSight.Of(new ScanResult(9, 12, 99, [Circle(5, 1), Circle(4, 3), Circle(2, 2)]), Many));
        Assert.Equal(4, Assert.Single(seen.Clusters).Observed);
    }

    [Fact]
    public void Lives_AreToldWhileTheyWereRepeatedHarm()
    {
        LifeStage Stage(int window, ClusterClass? of) => new(window, "continued", false, [], of, 4, 1, Shape);
        var lives = new LivesResult(
            [new(new(2025, 1, 1), new(2025, 6, 30), false, 4), new(new(2025, 7, 1), new(2025, 12, 31), false, 5)],
            [
                new(1, "continued", [Stage(0, ClusterClass.IndividualRepeat), Stage(1, ClusterClass.PlaceRepeat)]),
                new(2, "continued", [Stage(0, ClusterClass.IndividualRepeat), Stage(1, ClusterClass.IndividualRepeat)]),
            ]);
        var seen = Assert.IsType<LivesResult>(PanelSight.Of(lives, Many));
        var life = Assert.Single(seen.Lives);
        Assert.Equal((null, null, null, null), (life.Stages[0].Class, life.Stages[0].Events, life.Stages[0].DistinctChildren, life.Stages[0].Shape));
        Assert.Equal(4, life.Stages[1].Events);
        Assert.All(seen.Windows, window => Assert.Null(window.Events));
    }

    [Fact]
    public void EventsOfOneChild_ShowNothing_AndTellNoNumber()
    {
        var one = Many with { DistinctChildren = 1 };
        Assert.Null(PanelSight.Of(new HoursResult([], 10, 0, 0, []), one));
        var facts = PanelSight.Of(one);
        Assert.Equal((null, null, null, null), (facts.EventsUsed, facts.DistinctChildren, facts.ChildrenUnknown, facts.EventsPerOutreachHour));
        Assert.Null(facts.SourceMix);
        Assert.Equal(3, facts.OutreachSessions);
    }

    [Fact]
    public void EveryKindOfResult_IsNamed()
    {
        var kinds = typeof(AnalysisResult).GetCustomAttributes(typeof(System.Text.Json.Serialization.JsonDerivedTypeAttribute), false)
            .Cast<System.Text.Json.Serialization.JsonDerivedTypeAttribute>().Select(one => one.DerivedType).ToHashSet();
        Assert.Equal([typeof(CellsResult), typeof(HoursResult), typeof(NearRepeatResult), typeof(ScanResult), typeof(LivesResult), typeof(ClosuresResult)], kinds);
        Assert.Null(PanelSight.Of(new Unnamed(), Many));
    }

    private sealed record Unnamed : AnalysisResult;
}
