using SpacesPlaces.Geodata.Hotspots;

namespace SpacesPlaces.Geodata.Tests.Hotspots;

/// <summary>Bands of one run, on any number of threads, give what the definition gives.</summary>
public sealed class DbscanThreadsTests
{
    private static readonly int[] Threads = [1, 2, 3, 8];

    public static TheoryData<string> Shapes =>
        ["scattered", "piles", "lines north", "lines east", "one row of cells", "one cell", "one column of cells", "crowds", "a stray far away"];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Labels_EqualTheTextbook_OnAnyNumberOfThreads(string shape)
    {
        for (var seed = 1; seed <= 40; seed++)
        {
            var random = new Random(seed);
            var n = random.Next(1, 260);
            var eps = random.Next(10, 60);
            var (x, y) = Make(shape, n, eps, random);
            // Above the size at which equal spots become one site, and below.
            var minEvents = seed % 4 == 0 ? random.Next(DbscanSites.CrowdedCell + 1, 60) : random.Next(1, 9);
            foreach (var isWhole in (bool[])[true, false])
            {
                double[] spotX = [.. x.Select(value => isWhole ? Math.Round(value) : value)];
                double[] spotY = [.. y.Select(value => isWhole ? Math.Round(value) : value)];
                foreach (var order in Enum.GetValues<DbscanOrder>())
                {
                    var wanted = TextbookDbscan.Run(spotX, spotY, eps, minEvents, order);
                    foreach (var threads in Threads)
                    {
                        var found = Dbscan.Run(spotX, spotY, eps, minEvents, order, threads);
                        Assert.True(
                            wanted.Labels.SequenceEqual(found.Labels) && wanted.IsCore.SequenceEqual(found.IsCore),
                            $"{shape}, seed {seed}, whole {isWhole}, {order}, {threads} threads");
                    }
                }
            }
        }
    }

    [Theory]
    [InlineData("scattered", true)]
    [InlineData("scattered", false)]
    [InlineData("piles", true)]
    [InlineData("crowds", false)]
    [InlineData("lines north", true)]
    [InlineData("one row of cells", false)]
    public void ManyEvents_GetTheSameLabels_OnAnyNumberOfThreads(string shape, bool isWhole)
    {
        // So many that they are sorted in bins. A run in space and time with all days within reach is another program for the same.
        const int n = 70_000;
        const int eps = 40;
        var random = new Random(77);
        var (x, y) = Make(shape, n, eps, random, spread: 12);
        if (isWhole) (x, y) = (Array.ConvertAll(x, Math.Round), Array.ConvertAll(y, Math.Round));
        var wanted = StDbscan.Run(x, y, new int[n], eps, 0, 6);
        Assert.InRange(wanted.ClusterCount, 1, n / 6);
        foreach (var threads in Threads)
        {
            AssertSame(wanted, Dbscan.Run(x, y, eps, 6, DbscanOrder.Canonical, threads));
            AssertSame(Dbscan.Run(x, y, eps, 6, DbscanOrder.RowOrder, 1), Dbscan.Run(x, y, eps, 6, DbscanOrder.RowOrder, threads));
        }

        AssertSame(wanted, Dbscan.Run(x, y, eps, 6));
    }

    [Fact]
    public void AClusterAcrossEveryBand_IsOne()
    {
        // One event to a cell's height, from south to north, so that each border between bands is crossed by one pair only.
        double[] y = [.. Enumerable.Range(0, 2000).Select(i => i * 50.0)];
        foreach (var threads in Threads)
            Assert.Equal(1, Dbscan.Run(new double[y.Length], y, 50, 2, DbscanOrder.Canonical, threads).ClusterCount);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(Dbscan.MaxThreads + 1)]
    public void ImpossibleNumbersOfThreads_AreRefused(int threads) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Dbscan.Run([0], [0], 50, 3, DbscanOrder.Canonical, threads));

    [Fact]
    public void ACoordinateThatIsNotFinite_IsRefused_InAnyBand()
    {
        for (var at = 0; at < 100; at += 7)
        {
            var x = new double[100];
            x[at] = double.NaN;
            foreach (var threads in Threads)
            {
                Assert.Equal("eastings", Assert.Throws<ArgumentException>(() => Dbscan.Run(x, new double[100], 50, 3, DbscanOrder.Canonical, threads)).ParamName);
                Assert.Equal("northings", Assert.Throws<ArgumentException>(() => Dbscan.Run(new double[100], x, 50, 3, DbscanOrder.Canonical, threads)).ParamName);
            }
        }
    }

    private static (double[] X, double[] Y) Make(string shape, int n, int eps, Random random, int spread = 1)
    {
        var side = eps * Math.Sqrt(0.5);
        var extent = 900.0 * spread;
        double[] x = new double[n], y = new double[n];
        for (var i = 0; i < n; i++)
        {
            (x[i], y[i]) = shape switch
            {
                "scattered" => (Any(extent), Any(extent)),
                "piles" => random.Next(3) == 0 ? (Any(extent), Any(extent)) : (40 * random.Next(20 * spread), 40 * random.Next(20 * spread)),
                // Cells' borders are at multiples of their side, near which these lines run and where rounding decides.
                "lines north" => (side * random.Next(6 * spread), Any(extent)),
                "lines east" => (Any(extent), side * random.Next(1, 25)),
                "one row of cells" => (Any(extent), Any(side * 0.9)),
                "one cell" => (Any(side * 0.9), Any(side * 0.9)),
                "one column of cells" => (Any(side * 0.9), Any(extent)),
                "crowds" => (Around(200 * random.Next(4 * spread)), Around(150 * random.Next(6 * spread))),
                "a stray far away" => i == 0 ? (3e5, 4e5) : (Any(extent), Any(extent)),
                _ => throw new ArgumentOutOfRangeException(nameof(shape)),
            };
        }

        return (x, y);

        double Any(double most) => random.NextDouble() * most;
        double Around(double middle) => middle + 30 * (random.NextDouble() + random.NextDouble() - 1);
    }

    private static void AssertSame(DbscanLabels wanted, DbscanLabels found)
    {
        Assert.Equal(wanted.ClusterCount, found.ClusterCount);
        Assert.True(wanted.Labels.SequenceEqual(found.Labels));
        Assert.True(wanted.IsCore.SequenceEqual(found.IsCore));
    }
}
