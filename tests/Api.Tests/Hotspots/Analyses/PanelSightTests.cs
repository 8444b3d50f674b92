using NetTopologySuite.Geometries;
using SpacesPlaces.Api.Hotspots.Analyses;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Hotspots.Analyses;

/// <summary>What a panel receives of an analysis stands on several events of several children; nothing else leaves.</summary>
public sealed class PanelSightTests
{
    private static readonly (double Easting, double Northing)[] Corners = [(300_013, 250_017), (300_041, 250_022), (300_029, 250_058)];

    private static readonly AreaGeometry Shape = new(new GeometryFactory().CreatePolygon(
        [.. Corners.Append(Corners[0]).Select(corner => NationalGrid.Helmert.ToLonLat(corner.Easting, corner.Northing)).Select(at => new Coordinate(at.Lon, at.Lat))]));
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
        var seen = Assert.IsType<CellsResult>(PanelSight.Of(map, Many, NationalGrid.Helmert));
        Assert.Equal(isShown ? 1 : 0, seen.Cells.Count);
        Assert.All(seen.Cells, cell => Assert.Null(cell.Count));
        Assert.Equal((null, null, 0, null), (seen.Mass, seen.GlobalMoran, seen.CellsLeftOff, seen.Periods[0].Events));
    }

    [Fact]
    public void CellsFinerThanAPanelSees_AreLeftOut()
    {
        var map = new CellsResult(CellShape.Square, 249, 50, 0, "events_per_km2", 500, "asked", EdgeRule.Diggle, 10, null, null, null, [],
            [new(Shape, 5, 9, 4, 4.2, null, null, null, null)]);
        Assert.Empty(Assert.IsType<CellsResult>(PanelSight.Of(map, Many, NationalGrid.Helmert)).Cells);
        Assert.True(PanelSight.IsTooFine(map));
        Assert.Single(Assert.IsType<CellsResult>(PanelSight.Of(map with { CellMetres = 250 }, Many, NationalGrid.Helmert)).Cells);
    }

    [Fact]
    public void Scans_ShowCirclesOfSeveralChildrenOnly()
    {
        ScanCluster Circle(int observed, int children) => new(Shape, 500, new(2025, 1, 1), new(2025, 2, 1), observed, 1, children, 3, 0.01, null);
        var seen = Assert.IsType<ScanResult>(PanelSight.Of(new ScanResult(9, 12, 99, [Circle(5, 1), Circle(4, 3), Circle(2, 2)]), Many, NationalGrid.Helmert));
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
        var seen = Assert.IsType<LivesResult>(PanelSight.Of(lives, Many, NationalGrid.Helmert));
        var life = Assert.Single(seen.Lives);
        Assert.Equal((null, null, null, null), (life.Stages[0].Class, life.Stages[0].Events, life.Stages[0].DistinctChildren, life.Stages[0].Shape));
        Assert.Equal(4, life.Stages[1].Events);
        // No corner of what is shown is an event's point: all lie on a lattice, around the outline.
        var shown = life.Stages[1].Shape!.Shape.Coordinates.Select(at => NationalGrid.Helmert.FromLonLat(at.X, at.Y)).ToList();
        Assert.All(shown, at => Assert.Equal((0.0, 0.0), (Math.Round(at.Easting, 1) % 100, Math.Round(at.Northing, 1) % 100)));
        Assert.True(shown.Min(at => at.Easting) <= Corners.Min(c => c.Easting) && shown.Max(at => at.Northing) >= Corners.Max(c => c.Northing));
        Assert.All(seen.Windows, window => Assert.Null(window.Events));
    }

    [Fact]
    public void Effort_IsToldWhereSeveralChildrenWereHarmed()
    {
        EffortArea Area(int events, int children) => new(Shape, events, children, 2, 4, new(events / 4.0, 0.1, 3), "too_few_to_tell");
        var seen = Assert.IsType<EffortAreasResult>(PanelSight.Of(new EffortAreasResult(1_000, new(1, 0.5, 2), 3, [Area(6, 3), Area(4, 1), Area(0, 0)]), Many, NationalGrid.Helmert));
        Assert.Equal((6, null, null), (Assert.Single(seen.Areas).Events, seen.All, seen.EventsWithoutEffort));
    }

    [Fact]
    public void EventsOfOneChild_ShowNothing_AndTellNoNumber()
    {
        var one = Many with { DistinctChildren = 1 };
        Assert.Null(PanelSight.Of(new HoursResult([], 10, 0, 0, []), one, NationalGrid.Helmert));
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
        Assert.Equal([typeof(CellsResult), typeof(HoursResult), typeof(NearRepeatResult), typeof(ScanResult), typeof(LivesResult), typeof(ClosuresResult), typeof(EffortAreasResult)], kinds);
        Assert.Null(PanelSight.Of(new Unnamed(), Many, NationalGrid.Helmert));
    }

    private sealed record Unnamed : AnalysisResult;
}
