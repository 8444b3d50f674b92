using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using SpacesPlaces.Geodata.Hotspots;
using Xunit.Abstractions;

namespace SpacesPlaces.Geodata.Tests.Hotspots;

public sealed class DbscanTests(ITestOutputHelper output)
{
    /// <summary>Events on whole metres of a small field, so that duplicates, exact reaches and shared borders are common.</summary>
    private sealed record Field(double[] X, double[] Y, double Eps, int MinEvents, DbscanOrder Order);

    private static readonly Arbitrary<Field> Fields = Arb.From(
        from n in Gen.Choose(0, 120)
        from extent in Gen.Elements(10, 60, 200, 1000)
        from step in Gen.Elements(1, 1, 10)
        from x in Gen.ArrayOf(Gen.Choose(0, extent), n)
        from y in Gen.ArrayOf(Gen.Choose(0, extent), n)
        from eps in Gen.Elements(1.0, 5, 10, 50, 65, 33.3, 400)
        from minEvents in Gen.Choose(1, 9)
        from order in Gen.Elements(DbscanOrder.Canonical, DbscanOrder.RowOrder)
        select new Field([.. x.Select(v => 300000.0 + v * step)], [.. y.Select(v => 250000.0 + v * step)], eps, minEvents, order));

    [Fact]
    public void Labels_EqualTheTextbook_OnWholeMetres() =>
        Holds(2000, f => Same(TextbookDbscan.Run(f.X, f.Y, f.Eps, f.MinEvents, f.Order), Run(f)));

    [Fact]
    public void Labels_EqualTheTextbook_InCrowdsWithPiles()
    {
        // Cells above the size at which equal spots become one site, and ranges above the size at which boxes are compared.
        var random = new Random(5);
        for (var run = 0; run < 120; run++)
        {
            var spots = random.Next(1, 200);
            double[] spotX = [.. Enumerable.Range(0, spots).Select(_ => (double)random.Next(150))];
            double[] spotY = [.. Enumerable.Range(0, spots).Select(_ => (double)random.Next(150))];
            int[] pick = [.. Enumerable.Range(0, 500).Select(_ => random.Next(spots))];
            var f = new Field([.. pick.Select(p => spotX[p])], [.. pick.Select(p => spotY[p])],
                random.Next(5, 90), random.Next(1, 60), (DbscanOrder)random.Next(2));
            Assert.True(Same(TextbookDbscan.Run(f.X, f.Y, f.Eps, f.MinEvents, f.Order), Run(f)), $"run {run}: {f.Eps}, {f.MinEvents}");
        }
    }

    [Theory]
    [InlineData(1e3)] // cells share bits
    [InlineData(7e5)] // cell and row no longer fit eight bytes
    public void Labels_EqualTheTextbook_WithAStrayFarAway(double awayMetres)
    {
        var random = new Random(11);
        for (var run = 0; run < 40; run++)
        {
            double[] x = [awayMetres, .. Enumerable.Range(0, 150).Select(_ => random.Next(20) / 1000.0)];
            double[] y = [awayMetres, .. Enumerable.Range(0, 150).Select(_ => random.Next(20) / 1000.0)];
            var f = new Field(x, y, 0.001 * random.Next(1, 4), random.Next(1, 6), (DbscanOrder)random.Next(2));
            Assert.True(Same(TextbookDbscan.Run(f.X, f.Y, f.Eps, f.MinEvents, f.Order), Run(f)), $"run {run}: {f.Eps}, {f.MinEvents}");
        }
    }

    [Fact]
    public void ShiftingAllEventsByWholeMetres_ChangesNothing() =>
        Holds(500, f => Same(Run(f), Run(f with { X = [.. f.X.Select(x => x + 12345)], Y = [.. f.Y.Select(y => y - 98765)] })));

    [Fact]
    public void DoublingDistancesAndReach_ChangesNothing() =>
        Holds(500, f => Same(Run(f), Run(f with { X = [.. f.X.Select(x => 2 * x)], Y = [.. f.Y.Select(y => 2 * y)], Eps = 2 * f.Eps })));

    [Fact]
    public void RowOrder_DoesNotMatterInCanonicalOrder() =>
        Holds(500, f =>
        {
            f = f with { Order = DbscanOrder.Canonical };
            int[] rows = [.. Enumerable.Range(0, f.X.Length)];
            new Random(17).Shuffle(rows);
            var plain = Run(f);
            var shuffled = Run(f with { X = [.. rows.Select(r => f.X[r])], Y = [.. rows.Select(r => f.Y[r])] });
            return rows.Select(r => plain.Labels[r]).SequenceEqual(shuffled.Labels)
                && rows.Select(r => plain.IsCore[r]).SequenceEqual(shuffled.IsCore);
        });

    [Fact]
    public void BothOrders_AgreeOnNoiseAndCore() =>
        Holds(500, f =>
        {
            var a = Run(f with { Order = DbscanOrder.Canonical });
            var b = Run(f with { Order = DbscanOrder.RowOrder });
            return a.IsCore.SequenceEqual(b.IsCore) && a.ClusterCount == b.ClusterCount
                && a.Labels.Select(l => l == 0).SequenceEqual(b.Labels.Select(l => l == 0));
        });

    [Theory]
    [InlineData(50, 2)]
    [InlineData(49.999999, 0)]
    public void ThirtyFortyFifty_IsExactlyInReach(double eps, int members) =>
        Assert.Equal(members, Dbscan.Run([300030, 300000], [250000, 250040], eps, 2).Labels.Count(label => label == 1));

    [Fact]
    public void TheEventItself_Counts()
    {
        Assert.Equal([1, 2], Dbscan.Run([0, 100], [0, 0], 10, 1).Labels);
        Assert.Equal([0, 0], Dbscan.Run([0, 100], [0, 0], 10, 2).Labels);
    }

    [Fact]
    public void SharedBorderEvent_GoesToTheLowestNumber_OrToTheNearest()
    {
        // Two fours, the western one listed last; the event at 52 reaches the core event at 10 (42 m) and the one at 95 (43 m).
        double[] x = [105, 102, 100, 95, 52, 0, 3, 5, 10];
        var y = new double[9];
        Assert.Equal([1, 1, 1, 1, 1, 2, 2, 2, 2], Dbscan.Run(x, y, 43, 4, DbscanOrder.RowOrder).Labels);
        Assert.Equal([2, 2, 2, 2, 1, 1, 1, 1, 1], Dbscan.Run(x, y, 43, 4, DbscanOrder.Canonical).Labels);
        Assert.False(Dbscan.Run(x, y, 43, 4).IsCore[4]);
    }

    [Fact]
    public void NoEvents_GiveNoClusters() => Assert.Equal(0, Dbscan.Run([], [], 50, 3).ClusterCount);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e-7)] // too small for an extent of a kilometre
    public void ImpossibleReach_IsRefused(double eps) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Dbscan.Run([0, 1000], [0, 1000], eps, 3));

    [Fact]
    public void OtherFaults_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Dbscan.Run([0], [0], 50, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Dbscan.Run([0], [0], 50, 3, (DbscanOrder)7));
        Assert.Throws<ArgumentException>(() => Dbscan.Run([0, 1], [0], 50, 3));
        Assert.Throws<ArgumentException>(() => Dbscan.Run([0, double.NaN], [0, 1], 50, 3));
        Assert.Throws<ArgumentException>(() => Dbscan.Run([0, 1], [double.NegativeInfinity, 1], 50, 3));
    }

    public static TheoryData<string> Runaways => ["everything in reach", "one pile", "two crowds just apart", "a pile among strays"];

    [Theory]
    [MemberData(nameof(Runaways))]
    public void RunawayInputs_StayFast(string which)
    {
        var random = new Random(9);
        const int n = 20_000;
        double[] x = new double[n], y = new double[n];
        for (var i = 0; i < n; i++)
        {
            (x[i], y[i]) = which switch
            {
                "everything in reach" => (random.Next(100_000), random.Next(130_000)),
                "one pile" => (300_000, 250_000),
                "two crowds just apart" => (i % 2 * 80 + random.NextDouble() * 29, random.NextDouble() * 30),
                _ => i % 2 == 0 ? (500, 500) : (random.Next(1000), random.Next(1000)),
            };
        }

        var eps = which == "everything in reach" ? 100_000 : 51;
        Dbscan.Run(x.AsSpan(0, 100), y.AsSpan(0, 100), eps, 5);
        var clock = Stopwatch.StartNew();
        var found = Dbscan.Run(x, y, eps, 5);
        clock.Stop();
        output.WriteLine($"{which}: {clock.Elapsed.TotalMilliseconds:F1} ms");
        Assert.Equal(which == "two crowds just apart" ? 2 : 1, found.ClusterCount);
        // All pairs would be 200 million distances, several times this even on a quiet machine.
        Assert.InRange(clock.ElapsedMilliseconds, 0, 250);
    }

    private static void Holds(int runs, Func<Field, bool> law) =>
        Prop.ForAll(Fields, law).Check(Config.QuickThrowOnFailure.WithMaxTest(runs));

    private static DbscanLabels Run(Field f) => Dbscan.Run(f.X, f.Y, f.Eps, f.MinEvents, f.Order);

    private static bool Same((int[] Labels, bool[] IsCore) wanted, DbscanLabels found) =>
        wanted.Labels.SequenceEqual(found.Labels) && wanted.IsCore.SequenceEqual(found.IsCore);

    private static bool Same(DbscanLabels a, DbscanLabels b) =>
        a.Labels.SequenceEqual(b.Labels) && a.IsCore.SequenceEqual(b.IsCore);
}
