using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using SpacesPlaces.Geodata.Hotspots;
using Xunit.Abstractions;

namespace SpacesPlaces.Geodata.Tests.Hotspots;

public sealed class StDbscanTests(ITestOutputHelper output)
{
    /// <summary>Events on whole metres of a small field over some days: duplicates, exact reaches and shared borders are common.</summary>
    private sealed record Diary(double[] X, double[] Y, int[] Days, double Eps, int EpsDays, int MinEvents);

    private static readonly Arbitrary<Diary> Diaries = Arb.From(
        from n in Gen.Choose(0, 120)
        from extent in Gen.Elements(10, 60, 200, 1000)
        from span in Gen.Elements(0, 3, 30, 400)
        from x in Gen.ArrayOf(Gen.Choose(0, extent), n)
        from y in Gen.ArrayOf(Gen.Choose(0, extent), n)
        from days in Gen.ArrayOf(Gen.Choose(0, span), n)
        from eps in Gen.Elements(1.0, 5, 10, 50, 65, 33.3, 400)
        from epsDays in Gen.Elements(0, 1, 2, 7, 30, 365)
        from minEvents in Gen.Choose(1, 9)
        select new Diary([.. x.Select(v => 300000.0 + v)], [.. y.Select(v => 250000.0 + v)], [.. days.Select(d => 738000 + d)],
            eps, epsDays, minEvents));

    [Fact]
    public void Labels_EqualTheTextbook() =>
        Holds(2000, d => Same(TextbookStDbscan.Run(d.X, d.Y, d.Days, d.Eps, d.EpsDays, d.MinEvents), Run(d)));

    [Fact]
    public void Labels_EqualTheTextbook_InCrowdsWithPiles()
    {
        // Cells above the size at which equal events become one site, and ranges above the size at which boxes are compared.
        var random = new Random(5);
        for (var run = 0; run < 120; run++)
        {
            var spots = random.Next(1, 120);
            double[] spotX = [.. Enumerable.Range(0, spots).Select(_ => (double)random.Next(150))];
            double[] spotY = [.. Enumerable.Range(0, spots).Select(_ => (double)random.Next(150))];
            int[] pick = [.. Enumerable.Range(0, 500).Select(_ => random.Next(spots))];
            var d = new Diary([.. pick.Select(p => spotX[p])], [.. pick.Select(p => spotY[p])],
                [.. pick.Select(_ => random.Next(40))], random.Next(5, 90), random.Next(0, 20), random.Next(1, 40));
            Assert.True(Same(TextbookStDbscan.Run(d.X, d.Y, d.Days, d.Eps, d.EpsDays, d.MinEvents), Run(d)),
                $"run {run}: {d.Eps} m, {d.EpsDays} days, {d.MinEvents}");
        }
    }

    [Fact]
    public void ReachOverTheWholeWindow_EqualsDbscan() =>
        Holds(1000, d =>
        {
            var plain = Dbscan.Run(d.X, d.Y, d.Eps, d.MinEvents);
            return Same(plain, Run(d with { EpsDays = 400 })) && Same(plain, Run(d with { EpsDays = int.MaxValue }));
        });

    [Fact]
    public void ShiftingAllEventsInSpaceAndTime_ChangesNothing() =>
        Holds(500, d => Same(Run(d), Run(d with
        {
            X = [.. d.X.Select(x => x + 12345)],
            Y = [.. d.Y.Select(y => y - 98765)],
            Days = [.. d.Days.Select(day => day - 738_123)],
        })));

    [Fact]
    public void TimeRunningBackwards_ChangesNoNoiseNoCoreAndNoPartition() =>
        Holds(500, d =>
        {
            var forth = Run(d);
            var back = Run(d with { Days = [.. d.Days.Select(day => -day)] });
            // The numbers may differ where two clusters begin at one spot: there the earlier one comes first.
            var pairs = forth.Labels.Zip(back.Labels).Where((_, i) => forth.IsCore[i]).Distinct().ToArray();
            return forth.IsCore.SequenceEqual(back.IsCore) && forth.ClusterCount == back.ClusterCount
                && forth.Labels.Select(l => l == 0).SequenceEqual(back.Labels.Select(l => l == 0))
                && pairs.Length == forth.ClusterCount && pairs.Select(p => p.Second).Distinct().Count() == pairs.Length;
        });

    [Fact]
    public void RowOrder_DoesNotMatter() =>
        Holds(500, d =>
        {
            int[] rows = [.. Enumerable.Range(0, d.X.Length)];
            new Random(17).Shuffle(rows);
            var plain = Run(d);
            var shuffled = Run(d with
            {
                X = [.. rows.Select(r => d.X[r])],
                Y = [.. rows.Select(r => d.Y[r])],
                Days = [.. rows.Select(r => d.Days[r])],
            });
            return rows.Select(r => plain.Labels[r]).SequenceEqual(shuffled.Labels)
                && rows.Select(r => plain.IsCore[r]).SequenceEqual(shuffled.IsCore);
        });

    [Fact]
    public void HarmThatComesBackAfterAQuietTime_IsASecondCluster()
    {
        double[] x = [0, 10, 20, 0, 10, 20];
        var y = new double[6];
        int[] days = [1, 3, 5, 100, 101, 105];
        Assert.Equal([1, 1, 1, 2, 2, 2], StDbscan.Run(x, y, days, 30, 7, 3).Labels);
        Assert.Equal([0, 0, 0, 0, 0, 0], StDbscan.Run(x, y, days, 30, 1, 3).Labels);
        Assert.Equal([1, 1, 1, 1, 1, 1], StDbscan.Run(x, y, days, 30, 95, 3).Labels);
    }

    [Theory]
    [InlineData(50, 7, 2)]
    [InlineData(49.999999, 7, 0)]
    [InlineData(50, 6, 0)]
    public void BothReaches_AreInclusive(double eps, int epsDays, int members) =>
        Assert.Equal(members, StDbscan.Run([300030, 300000], [250000, 250040], [8, 1], eps, epsDays, 2).Labels.Count(l => l == 1));

    [Fact]
    public void DaysAtTheEndsOfTheRange_AreFarApart() =>
        Assert.Equal([1, 2], StDbscan.Run([0, 0], [0, 0], [int.MinValue, int.MaxValue], 50, int.MaxValue, 1).Labels);

    [Fact]
    public void NoEvents_GiveNoClusters() => Assert.Equal(0, StDbscan.Run([], [], [], 50, 7, 3).ClusterCount);

    [Theory]
    [InlineData(0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e-7)] // too small for an extent of a kilometre
    public void ImpossibleReach_IsRefused(double eps) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => StDbscan.Run([0, 1000], [0, 1000], [1, 1], eps, 7, 3));

    [Fact]
    public void OtherFaults_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => StDbscan.Run([0], [0], [0], 50, -1, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => StDbscan.Run([0], [0], [0], 50, 7, 0));
        Assert.Throws<ArgumentException>(() => StDbscan.Run([0, 1], [0], [0, 1], 50, 7, 3));
        Assert.Throws<ArgumentException>(() => StDbscan.Run([0, 1], [0, 1], [0], 50, 7, 3));
        Assert.Throws<ArgumentException>(() => StDbscan.Run([0, double.NaN], [0, 1], [0, 1], 50, 7, 3));
    }

    [Theory]
    [InlineData("everything in reach")]
    [InlineData("one pile on one day")]
    [InlineData("one pile over ten years")]
    [InlineData("two crowds just apart in time")]
    public void RunawayInputs_StayBounded(string which)
    {
        var random = new Random(9);
        const int n = 20_000;
        double[] x = new double[n], y = new double[n];
        var days = new int[n];
        for (var i = 0; i < n; i++)
        {
            (x[i], y[i], days[i]) = which switch
            {
                "everything in reach" => (random.Next(100_000), random.Next(130_000), random.Next(3650)),
                "one pile on one day" => (300_000, 250_000, 738_000),
                "one pile over ten years" => (300_000, 250_000, random.Next(3650)),
                _ => (random.NextDouble() * 30, random.NextDouble() * 30, i % 2 * 40),
            };
        }

        var isWide = which == "everything in reach";
        var clock = Stopwatch.StartNew();
        var found = StDbscan.Run(x, y, days, isWide ? 200_000 : 51, isWide ? 3650 : 30, 5);
        output.WriteLine($"{which}: {clock.Elapsed.TotalMilliseconds:F1} ms");
        Assert.Equal(which.StartsWith("two", StringComparison.Ordinal) ? 2 : 1, found.ClusterCount);
        Assert.DoesNotContain(0, found.Labels);
    }

    private static void Holds(int runs, Func<Diary, bool> law) =>
        Prop.ForAll(Diaries, law).Check(Config.QuickThrowOnFailure.WithMaxTest(runs));

    private static DbscanLabels Run(Diary d) => StDbscan.Run(d.X, d.Y, d.Days, d.Eps, d.EpsDays, d.MinEvents);

    private static bool Same((int[] Labels, bool[] IsCore) wanted, DbscanLabels found) =>
        wanted.Labels.SequenceEqual(found.Labels) && wanted.IsCore.SequenceEqual(found.IsCore);

    private static bool Same(DbscanLabels a, DbscanLabels b) =>
        a.Labels.SequenceEqual(b.Labels) && a.IsCore.SequenceEqual(b.IsCore);
}
