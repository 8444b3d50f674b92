using SpacesPlaces.Geodata.Hotspots;
using SpacesPlaces.Geodata.Statistics;

namespace SpacesPlaces.Geodata.Tests.Hotspots;

/// <summary>
/// Events at whole metres are held and compared as 16-bit numbers, others as they are. Half a metre added to all coordinates
/// changes no distance, not even at a tie, but takes the other way: both must give the same.
/// </summary>
public sealed class DbscanWholeMetresTests
{
    private const double West = 280_000, South = 180_000;

    public static TheoryData<int, double, double, int> Worlds => new()
    {
        // Events, width and height in metres, reach, events asked for.
        { 3_000, 2_000, 30, 4 },
        { 3_000, 200_000, 2_000, 6 }, // three times the 65,536 metres that 16 bits tell apart
        { 20_000, 4_000, 50, 5 },
        { 20_000, 1_500, 50, 60 }, // crowded cells, in which equal spots become one
        { 4_000, 150_000, MetreSpots.MostEps, 12 },
        { 4_000, 150_000, MetreSpots.MostEps + 1, 12 }, // too far for 16 bits: both take the same way
        { 5_000, 40, 1, 3 },
        { 5_000, 300, 0.5, 2 }, // only the same spot is in reach
        { 2_000, 3e9, 9_000, 1 }, // wider than a whole number of 32 bits
        { 7, 100, 60, 3 }, // fewer than are compared at once
    };

    [Theory]
    [MemberData(nameof(Worlds))]
    public void Labels_AreThoseOfTheSameEventsBetweenWholeMetres(int events, double extent, double eps, int minEvents)
    {
        var random = new SeededRandom(7, 1);
        double[] x = new double[events], y = new double[events];
        for (var i = 0; i < events; i++)
        {
            // A third anywhere, a third near earlier events, a third exactly on earlier ones.
            if (i % 3 == 0)
            {
                (x[i], y[i]) = (West + Math.Floor(extent * random.Unit()), South + Math.Floor(extent * random.Unit()));
                continue;
            }

            var (other, step) = (random.Below(i), i % 3 == 1 ? Math.Floor(eps / 5) : 0);
            (x[i], y[i]) = (x[other] + random.Below(7) * step, y[other] + random.Below(7) * step);
        }

        double[] halfX = [.. x.Select(value => value + 0.5)], halfY = [.. y.Select(value => value + 0.5)];
        foreach (var order in new[] { DbscanOrder.Canonical, DbscanOrder.RowOrder })
        {
            var (whole, between) = (Dbscan.Run(x, y, eps, minEvents, order), Dbscan.Run(halfX, halfY, eps, minEvents, order));
            Assert.True(whole.ClusterCount > 0);
            Assert.Equal(between.ClusterCount, whole.ClusterCount);
            Assert.Equal(between.Labels, whole.Labels);
            Assert.Equal(between.IsCore, whole.IsCore);
        }
    }
}
