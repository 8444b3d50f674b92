using System.Diagnostics;
using SpacesPlaces.Geodata.Hotspots;
using Xunit.Abstractions;

namespace SpacesPlaces.Geodata.Tests.Hotspots;

public sealed class HdbscanTests(ITestOutputHelper output)
{
    private static readonly HdbscanSelection[] Selections = Enum.GetValues<HdbscanSelection>();

    /// <summary>Crowds of several densities on whole metres of a field, so that duplicates and equal distances are common.</summary>
    private static (double[] X, double[] Y, HdbscanParameters How) Field(int seed, int most)
    {
        var random = new Random(seed);
        var n = random.Next(8, most);
        var crowds = random.Next(1, 6);
        (int X, int Y, int Spread)[] centres =
            [.. Enumerable.Range(0, crowds).Select(_ => (random.Next(400), random.Next(400), random.Next(1, 60)))];
        double[] x = new double[n], y = new double[n];
        for (var i = 0; i < n; i++)
        {
            var c = centres[random.Next(crowds)];
            (x[i], y[i]) = (300000 + c.X + random.Next(c.Spread), 250000 + c.Y + random.Next(c.Spread));
        }

        var size = random.Next(2, 7);
        return (x, y, new HdbscanParameters(
            size, random.Next(1, 7), random.Next(3) * random.Next(5, 100), Selections[seed % Selections.Length], random.Next(1, 4)));
    }

    [Fact]
    public void Everything_EqualsTheTextbook()
    {
        var clusters = 0;
        for (var seed = 0; seed < 150; seed++)
        {
            var (x, y, how) = Field(seed, 60);
            if (x.Length < Math.Max(2 * how.MinClusterSize, how.MinSamples)) continue;
            var wanted = TextbookHdbscan.Run(x, y, how);
            var found = Hdbscan.Run(x, y, how);
            Assert.True(wanted.Labels.SequenceEqual(found.Labels), $"seed {seed}: {how}");
            Assert.Equal(wanted.Strengths, found.Strengths);
            Assert.Equal(wanted.Cores, found.CoreDistances);
            Assert.Equal(wanted.Clusters.Select(c => (c.Events, c.BornAtMetres, c.EndsAtMetres)),
                found.Clusters.Select(c => (c.Events, c.BornAtMetres, c.EndsAtMetres)));
            foreach (var (a, b) in wanted.Clusters.Zip(found.Clusters)) Assert.Equal(a.Stability, b.Stability, 1e-9 * a.Stability);
            clusters += found.ClusterCount;
        }

        output.WriteLine($"{clusters} clusters");
        Assert.True(clusters > 200);
    }

    [Fact]
    public void LengthsOfLinks_EqualPrim_AmongManyEvents()
    {
        for (var seed = 0; seed < 6; seed++)
        {
            var random = new Random(seed);
            double[] x = new double[700], y = new double[700];
            for (var i = 0; i < x.Length; i++) (x[i], y[i]) = (random.Next(1 << (4 + 2 * seed)), random.Next(300));
            var spots = HdbscanSpots.Sort(x, y, 0, 0, Math.Max(x.Max(), y.Max()));
            var cores = new HdbscanCores(spots, 4 + seed, 1).Squared();
            var (_, squared) = new HdbscanSpanningTree(spots, cores).Build();
            Assert.Equal(Prim(spots, cores).Order(), squared.Order());
        }
    }

    private static List<double> Prim(HdbscanSpots spots, double[] cores)
    {
        List<double> lengths = [];
        var nearest = Enumerable.Repeat(double.PositiveInfinity, spots.Count).ToArray();
        var isIn = new bool[spots.Count];
        for (var at = 0; lengths.Count < spots.Count - 1;)
        {
            isIn[at] = true;
            for (var i = 0; i < spots.Count; i++)
            {
                double dx = spots.X[i] - spots.X[at], dy = spots.Y[i] - spots.Y[at];
                nearest[i] = Math.Min(nearest[i], Math.Max(dx * dx + dy * dy, Math.Max(cores[i], cores[at])));
            }

            at = Enumerable.Range(0, spots.Count).Where(i => !isIn[i]).MinBy(i => nearest[i]);
            lengths.Add(nearest[at]);
        }

        return lengths;
    }

    [Fact]
    public void RowOrder_ChangesNoByte()
    {
        for (var seed = 0; seed < 150; seed++)
        {
            var (x, y, how) = Field(seed, 400);
            int[] rows = [.. Enumerable.Range(0, x.Length)];
            new Random(17).Shuffle(rows);
            var plain = Hdbscan.Run(x, y, how);
            var shuffled = Hdbscan.Run(rows.Select(r => x[r]).ToArray(), rows.Select(r => y[r]).ToArray(), how);
            Assert.Equal(rows.Select(r => plain.Labels[r]), shuffled.Labels);
            Assert.Equal(rows.Select(r => plain.Strengths[r]), shuffled.Strengths);
            Assert.Equal(rows.Select(r => plain.CoreDistances[r]), shuffled.CoreDistances);
            Assert.Equal(plain.Clusters, shuffled.Clusters);
        }
    }

    [Fact]
    public void ShiftingOrDoublingDistances_ChangesNoLabelAndNoStrength()
    {
        for (var seed = 0; seed < 150; seed++)
        {
            var (x, y, how) = Field(seed, 300);
            var plain = Hdbscan.Run(x, y, how);
            var shifted = Hdbscan.Run(x.Select(v => v + 12345).ToArray(), y.Select(v => v - 98765).ToArray(), how);
            var doubled = Hdbscan.Run(x.Select(v => 2 * v).ToArray(), y.Select(v => 2 * v).ToArray(),
                how with { DistanceCapMetres = 2 * how.DistanceCapMetres, ResolutionMetres = 2 * how.ResolutionMetres });
            foreach (var other in new[] { shifted, doubled })
            {
                Assert.Equal(plain.Labels, other.Labels);
                Assert.Equal(plain.Strengths, other.Strengths);
            }
        }
    }

    [Fact]
    public void TurningTheMap_ChangesNoPartition()
    {
        for (var seed = 0; seed < 150; seed++)
        {
            var (x, y, how) = Field(seed, 300);
            var plain = Hdbscan.Run(x, y, how);
            var turned = Hdbscan.Run(y.Select(v => -v).ToArray(), x, how);
            Assert.Equal(plain.Strengths, turned.Strengths);
            Assert.Equal(plain.ClusterCount, plain.Labels.Zip(turned.Labels).Where(p => p.First > 0).Distinct().Count());
            Assert.Equal(plain.ClusterCount, turned.ClusterCount);
        }
    }

    [Fact]
    public void BelowTheCap_ClustersStayWhole_AsDbscanHasThem()
    {
        var seen = 0;
        for (var seed = 0; seed < 300; seed++)
        {
            var (x, y, how) = Field(seed, 300);
            how = how with { DistanceCapMetres = 30, Selection = HdbscanSelection.Leaf };
            var found = Hdbscan.Run(x, y, how);
            // Where all events part at the cap or below, the cap has nothing above it to choose.
            if (!found.Clusters.Any(c => c.BornAtMetres > 30)) continue;
            var dense = Dbscan.Run(x, y, 30, how.MinSamples);
            foreach (var cluster in Enumerable.Range(0, x.Length).Where(i => dense.IsCore[i]).GroupBy(i => dense.Labels[i]))
            {
                if (cluster.Count() < how.MinClusterSize) continue;
                Assert.NotEqual(0, Assert.Single(cluster.Select(i => found.Labels[i]).Distinct()));
                seen++;
            }

            for (var i = 0; i < x.Length; i++) Assert.Equal(dense.IsCore[i], found.CoreDistances[i] <= 30);
        }

        Assert.True(seen > 100);
    }

    [Fact]
    public void VillageAndCity_AreBothFound_AtTheirOwnScale()
    {
        // Two crowds of 9 every 10 m, 60 m apart; one of 9 every 200 m, 10 km off. No single reach gives three clusters.
        double[] x = [.. Square(0, 10), .. Square(80, 10), .. Square(10_000, 200)];
        double[] y = [.. Steps(10), .. Steps(10), .. Steps(200)];
        var three = Hdbscan.Run(x, y, new HdbscanParameters(5, 3, 0));
        Assert.Equal([.. Enumerable.Repeat(1, 9), .. Enumerable.Repeat(2, 9), .. Enumerable.Repeat(3, 9)], three.Labels);
        Assert.All(three.Strengths, s => Assert.InRange(s, 0.1, 1));
        // With a cap of 100 m, what lies 60 m apart is one place; what falls apart above it was none to begin with.
        var two = Hdbscan.Run(x, y, new HdbscanParameters(5, 3, 100));
        Assert.Equal([.. Enumerable.Repeat(1, 18), .. Enumerable.Repeat(2, 9)], two.Labels);
        Assert.Equal(60, three.Clusters[0].BornAtMetres);
        Assert.Equal(two.Labels, Hdbscan.Run(x, y, new HdbscanParameters(5, 3, 60)).Labels);
        Assert.Equal(three.Labels, Hdbscan.Run(x, y, new HdbscanParameters(5, 3, 59.999)).Labels);

        static IEnumerable<double> Square(double west, double step) => Enumerable.Range(0, 9).Select(i => west + step * (i % 3));
        static IEnumerable<double> Steps(double step) => Enumerable.Range(0, 9).Select(i => step * (i / 3));
    }

    [Fact]
    public void APileAtOneSpot_IsAClusterOfFiniteStability()
    {
        double[] x = [.. Enumerable.Repeat(0.0, 50), .. Enumerable.Range(0, 20).Select(i => 1000 + 30.0 * i)];
        var found = Hdbscan.Run(x, new double[70], new HdbscanParameters(5, 5, 0, HdbscanSelection.ExcessOfMass));
        Assert.Equal(2, found.ClusterCount);
        Assert.Equal(50, found.Clusters[0].Events);
        Assert.Equal(1, found.Clusters[0].EndsAtMetres);
        Assert.True(double.IsFinite(found.Clusters[0].Stability));
        Assert.All(found.Strengths.Take(50), s => Assert.Equal(1, s));
    }

    [Theory]
    [InlineData(0, 5, 3, true)]
    [InlineData(9, 5, 3, true)]
    [InlineData(10, 5, 3, false)]
    [InlineData(10, 5, 11, true)]
    public void FewEvents_AreTooFewToTell(int n, int minClusterSize, int minSamples, bool tooFew)
    {
        var found = Hdbscan.Run(new double[n], new double[n], new HdbscanParameters(minClusterSize, minSamples, 0));
        Assert.Equal(tooFew, found.TooFewToTell);
        Assert.Equal((n, 0), (found.Labels.Count(l => l == 0), found.ClusterCount));
        Assert.All(found.Strengths, s => Assert.Equal(0, s));
        Assert.All(found.CoreDistances, c => Assert.Equal(tooFew, double.IsPositiveInfinity(c)));
    }

    [Fact]
    public void Faults_AreRefused()
    {
        double[] x = [.. Enumerable.Range(0, 20)], y = new double[20];
        var how = new HdbscanParameters(3, 3, 0);
        Assert.Throws<ArgumentNullException>(() => Hdbscan.Run(x, y, null!));
        foreach (var wrong in (HdbscanParameters[])
            [how with { MinClusterSize = 1 }, how with { MinSamples = 0 }, how with { MinSamples = 257 },
            how with { DistanceCapMetres = -1 }, how with { DistanceCapMetres = double.NaN }, how with { ResolutionMetres = 0 },
            how with { ResolutionMetres = double.NaN }, how with { Selection = (HdbscanSelection)7 }])
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => Hdbscan.Run(x, y, wrong));
        }

        Assert.Throws<ArgumentException>(() => Hdbscan.Run(x, y.AsSpan(1), how));
        y[3] = double.NaN;
        Assert.Throws<ArgumentException>(() => Hdbscan.Run(x, y, how));
        y[3] = 1e12;
        Assert.Throws<ArgumentOutOfRangeException>(() => Hdbscan.Run(x, y, how));
    }

    [Theory]
    [InlineData("one pile", 0)]
    [InlineData("a line of equal steps", 0)]
    [InlineData("a field of equal steps", 0)]
    [InlineData("two crowds and a pile", 3)]
    public void RunawayInputs_StayBounded(string which, int clusters)
    {
        var random = new Random(9);
        const int n = 20_000;
        double[] x = new double[n], y = new double[n];
        for (var i = 0; i < n; i++)
        {
            (x[i], y[i]) = which switch
            {
                "one pile" => (300_000, 250_000),
                "a line of equal steps" => (10 * i, 0),
                "a field of equal steps" => (10 * (i % 141), 10 * (i / 141)),
                _ => i % 3 == 0 ? (0, 0) : (5000 * (i % 3) + random.Next(100), random.Next(100)),
            };
        }

        var clock = Stopwatch.StartNew();
        var found = Hdbscan.Run(x, y, new HdbscanParameters(50, 10, 100));
        output.WriteLine($"{which}: {clock.Elapsed.TotalMilliseconds:F1} ms");
        Assert.Equal(clusters, found.ClusterCount);
    }
}
