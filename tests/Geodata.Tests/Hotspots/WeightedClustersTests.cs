using SpacesPlaces.Geodata.Hotspots;
using SpacesPlaces.Geodata.Statistics;

namespace SpacesPlaces.Geodata.Tests.Hotspots;

public class WeightedClustersTests
{
    // Shuffled repeats of the same events: what R's dbscan(weights = ) is defined as.
    [Fact]
    public void Labels_AreThoseOfRepeatedEvents_InAnyOrder()
    {
        for (var seed = 0UL; seed < 60; seed++)
        {
            var random = new SeededRandom(seed);
            var n = 5 + random.Below(60);
            double[] x = new double[n], y = new double[n];
            int[] days = new int[n], weights = new int[n];
            for (var i = 0; i < n; i++) (x[i], y[i], days[i], weights[i]) = (300_000 + random.Below(300), 250_000 + random.Below(300), random.Below(60), random.Below(4));
            int[] rows = [.. Enumerable.Range(0, n).SelectMany(i => Enumerable.Repeat(i, weights[i]))];
            random.Shuffle<int>(rows);
            double[] rx = Array.ConvertAll(rows, i => x[i]), ry = Array.ConvertAll(rows, i => y[i]);

            Same(rows, Dbscan.Run(rx, ry, 40, 4).Labels, WeightedClusters.Dbscan(x, y, weights, 40, 4), weights);
            Same(rows, StDbscan.Run(rx, ry, Array.ConvertAll(rows, i => days[i]), 60, 14, 3).Labels, WeightedClusters.StDbscan(x, y, days, weights, 60, 14, 3), weights);
            var parameters = new HdbscanParameters(3, 3, 10);
            Same(rows, Hdbscan.Run(rx, ry, parameters).Labels, WeightedClusters.Hdbscan(x, y, weights, parameters), weights);
        }
    }

    [Fact]
    public void OneEventOfManyWeights_IsAClusterOfItsOwn()
    {
        Assert.Equal([1, 0], WeightedClusters.Dbscan([300_000, 301_000], [250_000, 250_000], [3, 2], 50, 3));
        Assert.Equal([0, 0], WeightedClusters.Dbscan([300_000, 300_010], [250_000, 250_000], [0, 2], 50, 3));
    }

    [Fact]
    public void WeightsThatMakeNoSense_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => WeightedClusters.Dbscan([300_000], [250_000], [-1], 50, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => WeightedClusters.Dbscan([300_000], [250_000], [Dbscan.MaxEvents + 1], 50, 3));
        Assert.Throws<ArgumentException>(() => WeightedClusters.Dbscan([300_000], [250_000], [1, 1], 50, 3));
        Assert.Throws<ArgumentException>(() => WeightedClusters.StDbscan([300_000], [250_000], [], [1], 50, 3, 3));
    }

    private static void Same(int[] rows, IReadOnlyList<int> repeated, int[] weighted, int[] weights)
    {
        for (var i = 0; i < rows.Length; i++) Assert.Equal(repeated[i], weighted[rows[i]]);
        Assert.All(Enumerable.Range(0, weights.Length).Where(i => weights[i] == 0), i => Assert.Equal(0, weighted[i]));
    }
}
