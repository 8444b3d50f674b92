using SpacesPlaces.Geodata.Hotspots;

namespace SpacesPlaces.Geodata.Tests.Hotspots;

public sealed class LiveDbscanTests
{
    [Theory]
    [InlineData(1, 60, 10, 1)]
    [InlineData(2, 60, 10, 3)]
    [InlineData(3, 200, 20, 4)] // chains and rings that one event holds together
    [InlineData(4, 200, 33.3, 6)]
    [InlineData(5, 6, 2, 9)] // piles
    [InlineData(6, 1000, 65, 2)]
    public void AfterEachChange_LabelsEqualAFullRun(int seed, int extentMetres, double epsMetres, int minEvents)
    {
        var random = new Random(seed);
        var live = new LiveDbscan(epsMetres, minEvents);
        var held = new SortedDictionary<long, (double X, double Y)>();
        int splits = 0, joins = 0;
        for (var change = 0; change < 900; change++)
        {
            var before = live.ClusterCount;
            // Grows to about 150 events, then turns over, then shrinks to none.
            var isInsert = held.Count == 0 || (change < 700 && random.Next(300) > held.Count);
            (double X, double Y) spot = (300_000 + random.Next(extentMetres), 250_000 + random.Next(extentMetres));
            if (isInsert)
            {
                var key = random.NextInt64();
                live.Insert(key, spot.X, spot.Y);
                held.Add(key, spot);
                joins += live.ClusterCount < before ? 1 : 0;
            }
            else
            {
                var key = held.Keys.ElementAt(random.Next(held.Count));
                if (random.Next(3) == 0)
                {
                    live.Move(key, spot.X, spot.Y);
                    held[key] = spot;
                }
                else
                {
                    Assert.True(live.Delete(key));
                    held.Remove(key);
                    splits += live.ClusterCount > before ? 1 : 0;
                }
            }

            AssertEqualsAFullRun(live, held);
        }

        // The sequence is worth something only while clusters divide and join in it.
        if (seed == 3) Assert.True(splits > 10 && joins > 10, $"{splits} splits, {joins} joins");
    }

    [Fact]
    public void Ring_IsOneClusterUntilCutTwice()
    {
        var live = new LiveDbscan(12, 3);
        var held = new SortedDictionary<long, (double X, double Y)>();
        for (var i = 0; i < 120; i++)
        {
            held.Add(i, (190 * Math.Cos(Math.PI * i / 60), 190 * Math.Sin(Math.PI * i / 60)));
            live.Insert(i, held[i].X, held[i].Y);
        }

        Assert.Equal(1, live.ClusterCount);
        var number = live.ClusterOf(0);
        live.Delete(30);
        held.Remove(30);
        Assert.Equal(1, live.ClusterCount);
        foreach (var gone in (long[])[31, 50, 51])
        {
            live.Delete(gone);
            held.Remove(gone);
            AssertEqualsAFullRun(live, held);
        }

        Assert.Equal(2, live.ClusterCount);
        Assert.Equal(number, live.ClusterOf(0));
        Assert.NotEqual(number, live.ClusterOf(40));
    }

    [Fact]
    public void Number_StaysWhileAClusterGrowsShrinksAndTakesInASmallerOne()
    {
        var live = new LiveDbscan(10, 3);
        for (var i = 0; i < 30; i++) live.Insert(i, 5 * i, 0);
        for (var i = 0; i < 4; i++) live.Insert(100 + i, 160 + 5 * i, 0);
        var (large, small) = (live.ClusterOf(0), live.ClusterOf(100));
        Assert.NotEqual(large, small);
        Assert.NotEqual(LiveDbscan.Noise, small);

        live.Insert(200, 152, 0);
        Assert.Equal(large, live.ClusterOf(100));
        Assert.Equal(1, live.ClusterCount);
        live.Delete(200);
        Assert.Equal(large, live.ClusterOf(0));
        Assert.NotEqual(large, live.ClusterOf(100));
        Assert.NotEqual(small, live.ClusterOf(100)); // a number is never given again
        live.Delete(0);
        Assert.Equal(large, live.ClusterOf(1));
    }

    [Fact]
    public void Labels_DoNotDependOnTheOrderOfChanges()
    {
        var random = new Random(3);
        (double X, double Y)[] spots = [.. Enumerable.Range(0, 200).Select(_ => ((double)random.Next(150), (double)random.Next(150)))];
        LiveDbscan there = new(12, 4), back = new(12, 4);
        for (var i = 0; i < spots.Length; i++) there.Insert(i, spots[i].X, spots[i].Y);
        for (var i = spots.Length - 1; i >= 0; i--) back.Insert(i, spots[i].Y, spots[i].X);
        for (var i = 0; i < spots.Length; i++) back.Move(i, spots[i].X, spots[i].Y);
        Assert.Equal(there.ToLabels().Labels.Labels, back.ToLabels().Labels.Labels);
    }

    [Fact]
    public void Faults_AreRefusedAndChangeNothing()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new LiveDbscan(0, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LiveDbscan(double.NaN, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LiveDbscan(50, 0));
        var live = new LiveDbscan(50, 2);
        live.Insert(7, 0, 0);
        Assert.Throws<ArgumentException>(() => live.Insert(7, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => live.Insert(8, double.NaN, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => live.Insert(8, 0, double.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>(() => live.Move(7, 0, 1e12));
        Assert.Throws<KeyNotFoundException>(() => live.Move(8, 0, 0));
        Assert.Throws<KeyNotFoundException>(() => live.ClusterOf(8));
        Assert.False(live.Delete(8));
        Assert.Equal([7L], live.ToLabels().Keys);
        Assert.Equal(LiveDbscan.Noise, live.ClusterOf(7));
    }

    private static void AssertEqualsAFullRun(LiveDbscan live, SortedDictionary<long, (double X, double Y)> held)
    {
        double[] x = [.. held.Values.Select(spot => spot.X)], y = [.. held.Values.Select(spot => spot.Y)];
        var wanted = Dbscan.Run(x, y, live.EpsMetres, live.MinEvents);
        var found = live.ToLabels();
        Assert.Equal(held.Keys, found.Keys);
        Assert.Equal(wanted.Labels, found.Labels.Labels);
        Assert.Equal(wanted.IsCore, found.Labels.IsCore);
        Assert.Equal((held.Count, wanted.ClusterCount), (live.Count, live.ClusterCount));
        // The same partition by the numbers that stay.
        long[] numbers = [.. held.Keys.Select(live.ClusterOf)];
        Assert.Equal(wanted.Labels.Select(label => label == 0), numbers.Select(number => number == LiveDbscan.Noise));
        Assert.Equal(wanted.Labels.Zip(numbers).Distinct().Count(), numbers.Distinct().Count());
    }
}
