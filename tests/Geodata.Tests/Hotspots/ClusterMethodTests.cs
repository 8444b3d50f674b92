using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Hotspots;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Geodata.Tests.Hotspots;

/// <summary>The three ways to find clusters, as an analysis asks for them.</summary>
public class ClusterMethodTests
{
    private static readonly HotspotParameters Plain = new(100, 3);

    private static HotspotEvent Event(int n, double easting, double northing, int day, DatePrecision precision = DatePrecision.Day) => new(
        new Guid(n, 0, 0, new byte[8]), new GridPoint(easting, northing), new DateOnly(2025, 1, 1).AddDays(day), Agency.Police, [$"child {n % 3}"],
        DatePrecision: precision);

    // Four in one week, and four half a year later on the same spot.
    private static readonly HotspotEvent[] TwoBursts =
        [.. Enumerable.Range(0, 8).Select(i => Event(i, 300_000 + (i * 10), 250_000, i < 4 ? i : 180 + i))];

    [Fact]
    public void SpaceAndTime_TellsBurstsOnOneSpotApart()
    {
        Assert.Single(HotspotAnalysis.Run(TwoBursts, Plain).Hotspots);
        var apart = HotspotAnalysis.Run(TwoBursts, Plain with { By = ClusterMethod.StDbscan, EpsDays = 14 });
        Assert.Equal(("st_dbscan", 2), (apart.Method, apart.Hotspots.Count));
        Assert.All(apart.Hotspots, hotspot => Assert.Equal(4, hotspot.Counts.Events));
    }

    [Fact]
    public void EveryDensity_FindsAVillageAndACityCentre()
    {
        // A dense city street, a village ten times as loose, and nothing between.
        HotspotEvent[] events =
        [
            .. Enumerable.Range(0, 12).Select(i => Event(i, 300_000 + (i % 4 * 5), 250_000 + (i / 4 * 5), i)),
            .. Enumerable.Range(12, 9).Select(i => Event(i, 310_000 + (i % 3 * 60), 250_000 + (i / 3 * 60), i)),
        ];
        var found = HotspotAnalysis.Run(events, new HotspotParameters(20, 3) { By = ClusterMethod.Hdbscan });
        Assert.Equal(("hdbscan", 2), (found.Method, found.Hotspots.Count));
        // One reach of 20 m finds the street alone.
        Assert.Single(HotspotAnalysis.Run(events, new HotspotParameters(20, 3)).Hotspots);
    }

    [Fact]
    public void Digests_TellMethodsAndReachesInTimeApart()
    {
        HotspotParameters[] asked =
        [
            Plain, Plain with { By = ClusterMethod.Hdbscan }, Plain with { By = ClusterMethod.StDbscan, EpsDays = 14 },
            Plain with { By = ClusterMethod.StDbscan, EpsDays = 15 },
        ];
        Assert.Equal(4, asked.Select(one => InputDigest.Of(TwoBursts, one)).Distinct().Count());
    }

    [Fact]
    public void MonthsWithoutDays_AreRefusedWhereDaysCount()
    {
        HotspotEvent[] months = [Event(1, 300_000, 250_000, 0, DatePrecision.Month)];
        var refusal = Assert.Single(HotspotAnalysis.Check(months, Plain with { By = ClusterMethod.StDbscan, EpsDays = 14 }));
        Assert.Equal(HotspotRefusalReason.DayNotKnown, refusal.Reason);
        Assert.Empty(HotspotAnalysis.Check(months, Plain));
        Assert.Equal(HotspotRefusalReason.EpsDaysOutOfRange,
            Assert.Single(HotspotAnalysis.Check([], Plain with { By = ClusterMethod.StDbscan, EpsDays = -1 })).Reason);
    }
}
