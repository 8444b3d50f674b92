using SpacesPlaces.Geodata.Hotspots;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Geodata.Tests.Hotspots;

public sealed class ClusterRuleTests
{
    [Fact]
    public void Clusters_WithThreeEventsTwoChildrenTwoDates_ArePlaceRepeat() =>
        Assert.Equal(ClusterClass.PlaceRepeat, ClassOf(On(1, 1), On(1, 2), On(2, 1)));

    [Fact]
    public void Clusters_WithUnknownChildrenBesideTwoKnown_ArePlaceRepeat() =>
        Assert.Equal(ClusterClass.PlaceRepeat, ClassOf(On(1, 1), On(2, 2), On(3) with { ChildrenUnknown = 4 }));

    [Fact]
    public void Clusters_WithOneChild_AreIndividualRepeat()
    {
        Assert.Equal(ClusterClass.IndividualRepeat, ClassOf(On(1, 7), On(2, 7), On(3, 7)));
        Assert.Equal(ClusterClass.IndividualRepeat, ClassOf(On(1, 7), On(2, 7)));
    }

    [Fact]
    public void Clusters_WithOneChildAndUnknownOnes_AreNotThatChildsAlone() =>
        Assert.Equal(ClusterClass.UnknownChildren, ClassOf(On(1, 7), On(2, 7), On(3, 7) with { ChildrenUnknown = 1 }));

    [Fact]
    public void Clusters_WithOneChildAmongConcernsThatNameNone_AreNotThatChildsAlone() =>
        Assert.Equal(ClusterClass.UnknownChildren, ClassOf(On(1, 7), On(2), On(3)));

    [Fact]
    public void Clusters_WithUnknownChildrenOnly_AreUnknownChildren() =>
        Assert.Equal(ClusterClass.UnknownChildren, ClassOf(On(1), On(2) with { ChildrenUnknown = 2 }, On(3)));

    [Fact]
    public void Clusters_OnOneDate_AreInsufficient() =>
        Assert.Equal(ClusterClass.Insufficient, ClassOf(On(1, 1), On(1, 2), On(1, 3)));

    [Fact]
    public void Clusters_OfTwoEvents_AreInsufficient()
    {
        Assert.Equal(ClusterClass.Insufficient, ClassOf(On(1, 1), On(2, 2)));
        Assert.Equal(ClusterClass.Insufficient, ClassOf(On(1, 1), On(2)));
    }

    [Fact]
    public void Clusters_OfContextOnly_AreContextOnly_AndCountTheirEvents()
    {
        var counts = ClusterRule.Classify([Context(1), Context(2), Context(3)]);
        Assert.Equal((ClusterClass.ContextOnly, 3, 3), (counts.Class, counts.Events, counts.ContextEvents));
    }

    [Fact]
    public void ContextAmongHarm_CountsTowardsNothing()
    {
        var counts = ClusterRule.Classify([On(5, 1), On(6, 2), Context(1), Context(28)]);
        Assert.Equal((ClusterClass.Insufficient, 2, 2), (counts.Class, counts.Events, counts.ContextEvents));
        Assert.Equal((2, 2), (counts.Dates, counts.DistinctChildren));
        Assert.Equal((new DateOnly(2026, 1, 5), new DateOnly(2026, 1, 6)), (counts.First, counts.Last));
        Assert.Equal(1, counts.Agencies);
    }

    [Fact]
    public void Months_CountOnlyAsDatesThatAreCertain()
    {
        Assert.Equal(1, DatesOf(On(9, 1), Month(1, 2), Month(1, 3))); // all may be 9 January
        Assert.Equal(1, DatesOf(Month(1, 1), Month(1, 2), Month(1, 3)));
        Assert.Equal(2, DatesOf(On(9, 1), Month(2, 2), Month(2, 3)));
        Assert.Equal(3, DatesOf(On(9, 1), On(10, 1), Month(2, 2)));
        Assert.Equal(ClusterClass.Insufficient, ClassOf(On(9, 1), Month(1, 2), Month(1, 3)));
    }

    [Fact]
    public void Months_ReachFromTheirFirstToTheirLastDay()
    {
        var counts = ClusterRule.Classify([Month(2, 1), Month(3, 1)]);
        Assert.Equal((new DateOnly(2026, 2, 1), new DateOnly(2026, 3, 31)), (counts.First, counts.Last));
    }

    [Fact]
    public void Counts_AreOfDifferentChildrenAndAgencies()
    {
        var counts = ClusterRule.Classify(
        [
            On(1, 1, 2, 2), On(2, 2, 3) with { Agency = Agency.Police, ChildrenUnknown = 2 }, On(3, 1) with { ChildrenUnknown = 1 },
        ]);
        Assert.Equal((3, 3, 2), (counts.DistinctChildren, counts.ChildrenUnknown, counts.EventsWithUnknownChildren));
        Assert.Equal((2, 3), (counts.Agencies, counts.Dates));
    }

    [Fact]
    public void OrderOfEvents_DoesNotMatter()
    {
        var random = new Random(4);
        for (var run = 0; run < 200; run++)
        {
            ClusterEvent[] events =
            [
                .. Enumerable.Range(0, random.Next(1, 7)).Select(_ =>
                    On(random.Next(1, 4), [.. Enumerable.Range(0, random.Next(3)).Select(_ => random.Next(3))])
                        with { ChildrenUnknown = random.Next(2), IsContext = random.Next(4) == 0 }),
            ];
            var wanted = ClusterRule.Classify(events);
            random.Shuffle(events);
            Assert.Equal(wanted, ClusterRule.Classify(events));
        }
    }

    [Fact]
    public void NothingAndNegativeCounts_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => ClusterRule.Classify([]));
        Assert.Throws<ArgumentException>(() => ClusterRule.Classify([On(1) with { ChildrenUnknown = -1 }]));
    }

    private static ClusterClass ClassOf(params ClusterEvent[] events) => ClusterRule.Classify(events).Class;

    private static int DatesOf(params ClusterEvent[] events) => ClusterRule.Classify(events).Dates;

    private static ClusterEvent On(int day, params int[] children) =>
        new(new DateOnly(2026, 1, day), DatePrecision.Day, children, 0, Agency.YouthService, false);

    private static ClusterEvent Month(int month, params int[] children) =>
        new(new DateOnly(2026, month, 15), DatePrecision.Month, children, 0, Agency.YouthService, false);

    private static ClusterEvent Context(int day) =>
        new(new DateOnly(2026, 1, day), DatePrecision.Month, default, 0, Agency.Police, true);
}
