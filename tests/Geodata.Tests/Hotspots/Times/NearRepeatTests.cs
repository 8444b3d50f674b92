using SpacesPlaces.Geodata.Hotspots;
using SpacesPlaces.Geodata.Hotspots.Times;
using SpacesPlaces.Geodata.Statistics;

namespace SpacesPlaces.Geodata.Tests.Hotspots.Times;

public sealed class NearRepeatTests
{
    private static readonly NearRepeatParameters Plain = new([50, 100, 200], [7, 14, 28], Permutations: 0);

    private sealed record Field(double[] X, double[] Y, int[] Days);

    [Fact]
    public void Counts_EqualAllPairsCompared()
    {
        for (var run = 0; run < 300; run++)
        {
            var random = new Random(run);
            var field = Invented(random, random.Next(0, 90), extent: random.Next(20, 600));
            var parameters = new NearRepeatParameters(
                run % 3 == 0 ? [30] : [1, 50, 65.5, 200], run % 2 == 0 ? [1, 7, 14, 30, 60] : [10],
                (DistanceMetric)(run / 2 % 2), (BandClosure)(run / 4 % 2), run / 8 % 2 == 0, Permutations: 0);
            Assert.Equal(SlowKnox.Table(field.X, field.Y, field.Days, parameters), Observed(Run(field, parameters)));
        }
    }

    [Fact]
    public void Counts_EqualAllPairsCompared_InPiles()
    {
        // Spots with so many events that days are swept instead of compared.
        var random = new Random(3);
        var field = Invented(random, 700, extent: 3);
        field = field with { X = [.. field.X.Select(x => x * 40)], Y = [.. field.Y.Select(y => y * 40)] };
        foreach (var samePlace in (bool[])[true, false])
        {
            var parameters = Plain with { SamePlaceBand = samePlace };
            Assert.Equal(SlowKnox.Table(field.X, field.Y, field.Days, parameters), Observed(Run(field, parameters)));
        }
    }

    [Fact]
    public void PermutedCounts_EqualAllPairsCompared_ForEachPermutation()
    {
        // Six cuts: one full set of four and a part of the next. Seventeen permutations: one full batch and a part.
        var parameters = new NearRepeatParameters([30, 60, 120], [1, 3, 7, 14, 30, 60], Permutations: 17, Seed: 8);
        var field = Invented(new Random(7), 120, extent: 200);
        short[] cuts = [1, 3, 7, 14, 30, 60];
        var pairs = ClosePairs.Find(field.X, field.Y, [.. field.Days.Select(d => (short)d)], cuts, parameters);

        // The same events in the order of the sites, so that days dealt out there can be counted here.
        var sites = new EventSites(field.X, field.Y, [.. field.Days.Select(d => (short)d)], 120);
        int[] siteOf = [.. Enumerable.Range(0, sites.Count)
            .SelectMany(s => Enumerable.Repeat(s, sites.Start[s + 1] - sites.Start[s]))];
        var permuted = KnoxPermutations.Count(pairs, cuts, 17, seed: 8, CancellationToken.None);
        for (var p = 0; p < permuted.Length; p++)
        {
            var days = sites.Days.ToArray();
            KnoxPermutations.Shuffle(days, new SeededRandom(8, (ulong)p));
            var wanted = SlowKnox.Table(
                [.. siteOf.Select(s => sites.X[s])], [.. siteOf.Select(s => sites.Y[s])], [.. days.Select(d => (int)d)], parameters);
            Assert.Equal(wanted.SkipLast(1).Select(row => row.SkipLast(1)), permuted[p]);
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void EveryOrderOfDays_IsEquallyLikely(int events)
    {
        const int deals = 24_000;
        var orders = new Dictionary<string, int>();
        for (var deal = 0; deal < deals; deal++)
        {
            short[] days = [.. Enumerable.Range(0, events).Select(d => (short)d)];
            KnoxPermutations.Shuffle(days, new SeededRandom(1, (ulong)deal));
            var order = string.Join(' ', days);
            orders[order] = orders.GetValueOrDefault(order) + 1;
        }

        var expected = deals / (events == 3 ? 6.0 : 24.0);
        Assert.Equal(events == 3 ? 6 : 24, orders.Count);
        Assert.All(orders.Values, count => Assert.InRange(count, expected - 5 * Math.Sqrt(expected), expected + 5 * Math.Sqrt(expected)));
    }

    [Fact]
    public void PermutedCounts_DoNotOverflow_OnALargePile()
    {
        // 400 events on one spot on one day: 79,800 pairs, more than 16 bits hold, in every permutation.
        var field = new Field(new double[400], new double[400], new int[400]);
        var found = Run(field, Plain with { Permutations = 20 });
        Assert.Equal((79_800, 79_800.0, 0.0, 1.0),
            (found.Cells[0][0].Observed, found.Cells[0][0].Mean, found.Cells[0][0].StandardDeviation, found.Cells[0][0].P!.Value));
        Assert.Null(found.Cells[0][0].Z);
        Assert.Null(found.Cells[0][1].Ratio);
    }

    [Fact]
    public void Moments_EqualThoseOverAllPermutations()
    {
        for (var run = 0; run < 8; run++)
        {
            var field = Invented(new Random(run), 2 + run % 6, extent: 4);
            field = field with { Days = [.. field.Days.Select(d => d % 5)] };
            var parameters = new NearRepeatParameters([1, 2, 4], [1, 3], Permutations: 0, SamePlaceBand: run % 2 == 0);
            var tables = Orders(field.Days).Select(days => SlowKnox.Table(field.X, field.Y, days, parameters)).ToArray();
            var found = Run(field, parameters);
            for (var s = 0; s < found.Cells.Count; s++)
            {
                for (var t = 0; t < found.Cells[s].Count; t++)
                {
                    var mean = tables.Average(table => (double)table[s][t]);
                    var variance = tables.Average(table => (table[s][t] - mean) * (table[s][t] - mean));
                    Assert.Equal(mean, found.Cells[s][t].Mean, 9);
                    Assert.Equal(variance, found.Cells[s][t].StandardDeviation * found.Cells[s][t].StandardDeviation, 9);
                }
            }
        }
    }

    [Fact]
    public void Moments_AgreeWithSimulation()
    {
        const int permutations = 4000;
        var field = Invented(new Random(11), 400, extent: 600);
        short[] cuts = [7, 14, 28];
        var parameters = Plain with { SamePlaceBand = false };
        var pairs = ClosePairs.Find(field.X, field.Y, [.. field.Days.Select(d => (short)d)], cuts, parameters);
        var permuted = KnoxPermutations.Count(pairs, cuts, permutations, seed: 5, CancellationToken.None);
        var found = Run(field, parameters);
        for (var s = 0; s < pairs.Observed.Length; s++)
        {
            for (var t = 0; t < cuts.Length; t++)
            {
                var mean = permuted.Average(table => (double)table[s][t]);
                var deviation = Math.Sqrt(permuted.Average(table => (table[s][t] - mean) * (table[s][t] - mean)));
                var cell = found.Cells[s][t];
                // Five standard errors of a mean and of a standard deviation from 4,000 draws.
                Assert.InRange(mean, cell.Mean - 5 * cell.StandardDeviation / Math.Sqrt(permutations),
                    cell.Mean + 5 * cell.StandardDeviation / Math.Sqrt(permutations));
                Assert.InRange(deviation / cell.StandardDeviation, 0.9, 1.1);
            }
        }
    }

    [Fact]
    public void RowOrderThreadsAndPlace_DoNotChangeTheResult()
    {
        var parameters = Plain with { Permutations = 99, Seed = 3 };
        var field = Invented(new Random(1), 300, extent: 300);
        int[] rows = [.. Enumerable.Range(0, 300)];
        new Random(2).Shuffle(rows);
        var shuffled = new Field(
            [.. rows.Select(r => field.X[r] + 5000)], [.. rows.Select(r => field.Y[r] - 7000)], [.. rows.Select(r => field.Days[r] + 99)]);
        Assert.Equal(Flat(Run(field, parameters)), Flat(Run(shuffled, parameters)));
        Assert.NotEqual(Flat(Run(field, parameters)), Flat(Run(field, parameters with { Seed = 4 })));
    }

    [Fact]
    public void PlantedRepeats_AreFound_AndChanceIsNot()
    {
        var random = new Random(12);
        var field = Invented(random, 300, extent: 3000);
        var found = Run(field, Plain with { Permutations = 999 });
        Assert.InRange(found.Cells[1][0].P!.Value, 0.01, 1);

        // Sixty events get a follower 20 m and two days away.
        var near = new Field(
            [.. field.X, .. field.X.Take(60).Select(x => x + 20)], [.. field.Y, .. field.Y.Take(60)],
            [.. field.Days, .. field.Days.Take(60).Select(d => d + 2)]);
        found = Run(near, Plain with { Permutations = 999 });
        Assert.Equal(0.001, found.Cells[1][0].P!.Value);
        Assert.True(found.Cells[1][0].Ratio > 3);
        Assert.True(found.Cells[1][0].Z > 5);
    }

    [Fact]
    public void PValues_AreUniformUnderChance()
    {
        // Under chance p of one cell is at most 0.1 in about a tenth of sets; 200 sets, five standard errors.
        var low = Enumerable.Range(0, 200).Count(run =>
            Run(Invented(new Random(1000 + run), 60, extent: 250), Plain with { Permutations = 99, Seed = (ulong)run }).Cells[2][1].P <= 0.1);
        Assert.InRange(low, 4, 42);
    }

    [Fact]
    public void Bands_AreNamedAsIntervals()
    {
        var found = Run(new Field([0], [0], [0]), Plain);
        Assert.Equal(["0", "(0, 50)", "[50, 100)", "[100, 200)", ">= 200"], found.SpaceBands);
        Assert.Equal(["[0, 7)", "[7, 14)", "[14, 28)", ">= 28"], found.TimeBands);
        found = Run(new Field([0], [0], [0]), Plain with { Closure = BandClosure.Right, SamePlaceBand = false });
        Assert.Equal(["[0, 50]", "(50, 100]", "(100, 200]", "> 200"], found.SpaceBands);
    }

    [Fact]
    public void FewEvents_HaveCountsAndNoVerdict()
    {
        var found = Run(Invented(new Random(1), NearRepeat.LeastEvents - 1, extent: 20), Plain with { Permutations = 99 });
        Assert.True(found.IsTooFewToTell);
        Assert.Equal((NearRepeatSimulation.TooFewEvents, 0), (found.Simulation, found.Permutations));
        Assert.All(found.Cells.SelectMany(row => row), cell => Assert.Equal((null, null, null), (cell.Ratio, cell.Z, cell.P)));
        Assert.False(Run(Invented(new Random(1), NearRepeat.LeastEvents, extent: 20), Plain).IsTooFewToTell);
        Assert.All(Run(new Field([], [], []), Plain).Cells.SelectMany(row => row), cell => Assert.Equal((0, 0.0), (cell.Observed, cell.Mean)));
    }

    [Fact]
    public void MonthOnlyEvents_AreRefusedByName()
    {
        var refusal = Assert.Throws<MonthOnlyException>(() => NearRepeat.Run(
            [0, 1, 2], [0, 1, 2], [0, 1, 2], [DatePrecision.Month, DatePrecision.Day, DatePrecision.Month], Plain));
        Assert.Equal(2, refusal.Events);
    }

    [Fact]
    public void OtherFaults_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => NearRepeat.Run([0, 1], [0], [0, 1], [], Plain));
        Assert.Throws<ArgumentException>(() => NearRepeat.Run([0, double.NaN], [0, 0], [0, 1], [], Plain));
        Assert.Throws<ArgumentOutOfRangeException>(() => NearRepeat.Run([0, 1], [0, 0], [0, 40_000], [], Plain));
        Assert.Throws<ArgumentOutOfRangeException>(() => NearRepeat.Run([0], [0], [0], [], Plain with { SpaceEdgesMetres = [] }));
        Assert.Throws<ArgumentOutOfRangeException>(() => NearRepeat.Run([0], [0], [0], [], Plain with { SpaceEdgesMetres = [50, 50] }));
        Assert.Throws<ArgumentOutOfRangeException>(() => NearRepeat.Run([0], [0], [0], [], Plain with { SpaceEdgesMetres = [double.NaN] }));
        Assert.Throws<ArgumentOutOfRangeException>(() => NearRepeat.Run([0], [0], [0], [], Plain with { TimeEdgesDays = [0, 7] }));
        Assert.Throws<ArgumentOutOfRangeException>(() => NearRepeat.Run([0], [0], [0], [], Plain with { Permutations = -1 }));
    }

    private static NearRepeatTable Run(Field f, NearRepeatParameters parameters) => NearRepeat.Run(f.X, f.Y, f.Days, [], parameters);

    private static long[][] Observed(NearRepeatTable table) => [.. table.Cells.Select(row => row.Select(c => c.Observed).ToArray())];

    private static NearRepeatCell[] Flat(NearRepeatTable table) => [.. table.Cells.SelectMany(row => row)];

    private static Field Invented(Random random, int n, int extent) => new(
        [.. Enumerable.Range(0, n).Select(_ => 300_000.0 + random.Next(extent))],
        [.. Enumerable.Range(0, n).Select(_ => 250_000.0 + random.Next(extent))],
        [.. Enumerable.Range(0, n).Select(_ => random.Next(120))]);

    private static IEnumerable<int[]> Orders(int[] items)
    {
        if (items.Length <= 1)
        {
            yield return items;
            yield break;
        }

        for (var i = 0; i < items.Length; i++)
        {
            int[] others = [.. items.Where((_, at) => at != i)];
            foreach (var rest in Orders(others)) yield return [items[i], .. rest];
        }
    }
}
