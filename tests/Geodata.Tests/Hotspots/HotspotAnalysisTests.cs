using System.Globalization;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Hotspots;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Geodata.Tests.Hotspots;

/// <summary>Story D3 of the domain reference: dataset R, reach 100 m, at least 3 events.</summary>
public sealed class HotspotAnalysisTests
{
    private static readonly HotspotParameters D3 = new(EpsMetres: 100, MinEvents: 3);

    private static readonly HotspotEvent[] DatasetR =
    [
        Event(1, 300000, 250000, "2026-01-09", "C-A"),
        Event(2, 300040, 250010, "2026-01-16", "C-B"),
        Event(3, 300055, 249970, "2026-02-06", "C-A"),
        Event(4, 300020, 250060, "2026-02-20", "C-C"),
        Event(5, 300090, 250030, "2026-03-06", "C-D"),
        Event(6, 301000, 250500, "2026-01-10", "C-E"),
        Event(7, 301010, 250505, "2026-01-24", "C-E"),
        Event(8, 301005, 250490, "2026-02-14", "C-E"),
        Event(9, 303000, 251000, "2026-01-03", "C-F"),
        Event(10, 303060, 251000, "2026-02-03", "C-G"),
        Event(11, 305000, 252000, "2026-02-10") with { ChildrenUnknown = 1 },
    ];

    private static readonly HotspotEvent E12 = Event(12, 0, 0, "2026-02-11", "C-H");

    [Fact]
    public void DatasetR_GivesOnePlaceAndOneChild()
    {
        var result = HotspotAnalysis.Run(DatasetR, D3);

        Assert.Equal(2, result.Hotspots.Count);
        var place = result.Hotspots[0];
        Assert.Equal([1, 2, 3, 4, 5], place.Members.Select(Number));
        Assert.Equal(ClusterClass.PlaceRepeat, place.Counts.Class);
        Assert.Equal((5, 4, 0, 5), (place.Counts.Events, place.Counts.DistinctChildren, place.Counts.ChildrenUnknown, place.Counts.Dates));
        Assert.Equal((new DateOnly(2026, 1, 9), new DateOnly(2026, 3, 6)), (place.Counts.First, place.Counts.Last));

        var child = result.Hotspots[1];
        Assert.Equal([6, 7, 8], child.Members.Select(Number));
        Assert.Equal(ClusterClass.IndividualRepeat, child.Counts.Class);
        Assert.Equal((3, 1), (child.Counts.Events, child.Counts.DistinctChildren));

        Assert.Equal(3, result.NoiseEvents);
        Assert.Equal((11, 11), (result.EventsConsidered, result.EventsClustered));
        Assert.Equal(D3, result.Parameters);
    }

    [Fact]
    public void NullIslandAmongTheEvents_IsRefusedByName()
    {
        var refusal = Assert.Single(HotspotAnalysis.Check([.. DatasetR, E12], D3));
        Assert.Equal(new HotspotRefusal(HotspotRefusalReason.CoordinateInDegrees, E12.Id), refusal);
        Assert.Throws<ArgumentException>(() => HotspotAnalysis.Run([.. DatasetR, E12], D3));
    }

    [Fact]
    public void AnyRowOrder_GivesTheSameResultAndDigest()
    {
        var wanted = Spell(HotspotAnalysis.Run(DatasetR, D3));
        var random = new Random(11);
        for (var run = 0; run < 50; run++)
        {
            var shuffled = DatasetR.ToArray();
            random.Shuffle(shuffled);
            Assert.Equal(wanted, Spell(HotspotAnalysis.Run(shuffled, D3)));
        }
    }

    [Fact]
    public void AnotherCulture_GivesTheSameDigest()
    {
        var before = CultureInfo.CurrentCulture;
        var wanted = InputDigest.Of(DatasetR, D3);
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("ar-SA");
            Assert.Equal(wanted, InputDigest.Of(DatasetR, D3));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void EachValueThatCanChangeTheResult_ChangesTheDigest()
    {
        var e = DatasetR[0];
        HotspotEvent[] changed =
        [
            e with { Id = Id(99) }, e with { Point = new(300000.5, 250000) }, e with { Point = new(300000, 250000.5) },
            e with { Date = new(2026, 1, 10) }, e with { DatePrecision = DatePrecision.Month }, e with { Agency = Agency.Health },
            e with { Children = ["C-B"] }, e with { Children = ["C-A", "C-B"] }, e with { Children = [] },
            e with { ChildrenUnknown = 1 }, e with { IsContext = true }, e with { AccuracyMetres = 0 }, e with { AccuracyMetres = 5 },
        ];
        string[] digests =
        [
            InputDigest.Of(DatasetR, D3),
            InputDigest.Of(DatasetR, D3 with { EpsMetres = 101 }),
            InputDigest.Of(DatasetR, D3 with { MinEvents = 4 }),
            InputDigest.Of(DatasetR, D3 with { MaxAccuracyMetres = 101 }),
            InputDigest.Of(DatasetR[1..], D3),
            .. changed.Select(other => InputDigest.Of([other, .. DatasetR[1..]], D3)),
        ];
        Assert.Equal(digests.Length, digests.Distinct().Count());
    }

    [Fact]
    public void RepeatsAndOrderOfTokens_DoNotChangeTheDigest()
    {
        var one = DatasetR[0] with { Children = ["C-A", "C-B"] };
        var other = DatasetR[0] with { Children = ["C-B", "C-A", "C-B"] };
        Assert.Equal(InputDigest.Of([one], D3), InputDigest.Of([other], D3));
    }

    [Fact]
    public void InaccurateFixes_AreConsideredButNotClustered()
    {
        HotspotEvent[] events = [.. DatasetR[..4], DatasetR[4] with { AccuracyMetres = 3000 }];
        var result = HotspotAnalysis.Run(events, D3);
        Assert.Equal((5, 4), (result.EventsConsidered, result.EventsClustered));
        Assert.Equal([1, 2, 3, 4], Assert.Single(result.Hotspots).Members.Select(Number));
        Assert.Equal(5, HotspotAnalysis.Run([.. DatasetR[..4], DatasetR[4] with { AccuracyMetres = 100 }], D3).EventsClustered);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(0.99)]
    [InlineData(5000.1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void ReachOutsideItsRange_IsRefused(double eps) =>
        Assert.Equal(HotspotRefusalReason.EpsOutOfRange, Assert.Single(HotspotAnalysis.Check(DatasetR, new(eps, 3))).Reason);

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    [InlineData(1001)]
    public void LeastEventsOutsideTheirRange_AreRefused(int minEvents) =>
        Assert.Equal(HotspotRefusalReason.MinEventsOutOfRange, Assert.Single(HotspotAnalysis.Check(DatasetR, new(100, minEvents))).Reason);

    [Fact]
    public void EachFaultOfAnEvent_IsNamed()
    {
        var e = DatasetR[0];
        (HotspotEvent, HotspotRefusalReason)[] faults =
        [
            (e with { Point = new(-3.4, 52.2) }, HotspotRefusalReason.CoordinateInDegrees),
            (e with { Point = new(52.2, -3.4) }, HotspotRefusalReason.CoordinateInDegrees),
            (e with { Point = new(double.NaN, 250000) }, HotspotRefusalReason.CoordinateNotFinite),
            (e with { Point = new(300000, double.PositiveInfinity) }, HotspotRefusalReason.CoordinateNotFinite),
            (e with { Point = new(800000, 250000) }, HotspotRefusalReason.OutsideGrid),
            (e with { ChildrenUnknown = -1 }, HotspotRefusalReason.NegativeChildrenUnknown),
            (e with { AccuracyMetres = double.NaN }, HotspotRefusalReason.AccuracyOutOfRange),
            (e with { Id = DatasetR[1].Id }, HotspotRefusalReason.DuplicateEventId),
        ];
        foreach (var (fault, reason) in faults)
            Assert.Equal(reason, Assert.Single(HotspotAnalysis.Check([fault, .. DatasetR[1..]], D3)).Reason);
        var limit = Assert.Single(HotspotAnalysis.Check([], D3 with { MaxAccuracyMetres = 0 }));
        Assert.Equal(HotspotRefusalReason.MaxAccuracyOutOfRange, limit.Reason);
    }

    [Fact]
    public void NoEvents_GiveNoHotspots()
    {
        var result = HotspotAnalysis.Run([], D3);
        Assert.Empty(result.Hotspots);
        Assert.Equal(0, result.NoiseEvents);
        Assert.Matches("^[0-9a-f]{64}$", result.InputDigest);
    }

    private static HotspotEvent Event(int number, double easting, double northing, string date, params string[] children) =>
        new(Id(number), new GridPoint(easting, northing), DateOnly.Parse(date, CultureInfo.InvariantCulture), Agency.YouthService, children);

    // The number is in the first bytes, where it decides the order of ids.
    private static Guid Id(int number) => new((uint)number * 0x01000000, 7, 7, 1, 2, 3, 4, 5, 6, 7, 8);

    private static int Number(HotspotMember member) => member.EventId.ToByteArray(bigEndian: true)[0];

    private static string Spell(HotspotResult result) =>
        $"{result.InputDigest} {result.NoiseEvents} "
        + string.Join("; ", result.Hotspots.Select(h => $"{h.Number} {h.Counts} {h.Hull.AsText()} {string.Join(',', h.Members)}"));
}
