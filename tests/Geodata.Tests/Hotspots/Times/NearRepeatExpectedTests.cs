using System.Globalization;
using System.Text.Json;
using SpacesPlaces.Geodata.Hotspots.Times;
using Xunit.Abstractions;

namespace SpacesPlaces.Geodata.Tests.Hotspots.Times;

/// <summary>Answers of other programs.</summary>
public sealed class NearRepeatExpectedTests(ITestOutputHelper output)
{
    // Made with R 4.2.2 (dist, cut with include.lowest, table) on the events below, distances 0 apart from the rest.
    public static TheoryData<DistanceMetric, BandClosure, string> TablesOfR => new()
    {
        { DistanceMetric.Manhattan, BandClosure.Left, "111 84 91 50 357 210|0 3 188 38 9 38|116 7 226 260 61 74|131 111 188 451 391 380|2215 2651 4685 8754 10987 11983" },
        { DistanceMetric.Manhattan, BandClosure.Right, "111 106 70 49 357 210|0 5 196 56 19 43|117 7 219 239 51 68|139 106 188 454 387 378|2635 2587 4663 8728 10924 11738" },
        { DistanceMetric.Euclidean, BandClosure.Left, "111 84 91 50 357 210|0 3 286 59 18 48|127 22 145 312 98 108|319 130 528 881 696 805|2016 2617 4328 8251 10636 11514" },
        { DistanceMetric.Euclidean, BandClosure.Right, "111 106 70 49 357 210|0 5 287 56 19 47|131 20 145 313 95 108|330 123 532 883 693 798|2430 2557 4302 8225 10574 11274" },
    };

    [Theory]
    [MemberData(nameof(TablesOfR))]
    public void Observed_EqualsR(DistanceMetric metric, BandClosure closure, string table)
    {
        var found = Run(new([50, 100, 200], [7, 14, 28, 56, 100], metric, closure, Permutations: 0));
        Assert.Equal(table, string.Join('|', found.Cells.Select(row => string.Join(' ', row.Select(cell => cell.Observed)))));
    }

    [Fact]
    public void OneCell_EqualsRsKnox_AndItsMomentsRsPermutations()
    {
        // R surveillance 1.20.3, knox(dt, ds, eps.t = 14, eps.s = 100): 373 close pairs of 5,813 and 2,129.
        var found = Run(new([100], [14], DistanceMetric.Euclidean, BandClosure.Right, SamePlaceBand: false));
        Assert.Equal([373, 1756, 5440, 37281], found.Cells.SelectMany(row => row).Select(cell => cell.Observed));
        Assert.Equal(5813.0 * 2129 / 44850, found.Cells[0][0].Mean, 9);

        // 20,000 permutations of the days in R 4.2.2: mean 276.0751, standard deviation 14.68817. (knox permutes pairs instead of
        // events, which keeps the mean and gives another deviation.) Five standard errors.
        Assert.InRange(276.0751 - found.Cells[0][0].Mean, -5 * 14.69 / Math.Sqrt(20_000), 5 * 14.69 / Math.Sqrt(20_000));
        Assert.InRange(14.68817 / found.Cells[0][0].StandardDeviation, 1 - 5 / Math.Sqrt(40_000), 1 + 5 / Math.Sqrt(40_000));
        Assert.Equal(0.001, found.Cells[0][0].P);
    }

    [Fact]
    public void Observed_EqualsTheNearRepeatCalculator_OnBurglariesOfChicago()
    {
        const string folder = "reference/nearrepeat/";
        if (SharedData.Lines(folder + "chicago_be_month1.csv", output) is not { } lines) return;
        if (SharedData.Lines(folder + "expected_observed_tables.json", output) is not { } json) return;
        string[][] rows = [.. lines.Skip(1).Select(line => line.Split(','))];
        double[] x = [.. rows.Select(r => double.Parse(r[0], CultureInfo.InvariantCulture))];
        double[] y = [.. rows.Select(r => double.Parse(r[1], CultureInfo.InvariantCulture))];
        int[] days = [.. rows.Select(r => DateOnly.ParseExact(r[2], "yyyy-MM-dd", CultureInfo.InvariantCulture).DayNumber)];
        using var expected = JsonDocument.Parse(string.Concat(json));
        var tables = expected.RootElement.GetProperty("chicago_be_month1.csv");

        foreach (var (metric, name) in new[]
        {
            (DistanceMetric.Manhattan, "nrc_1_3_observed_manhattan"), (DistanceMetric.Euclidean, "recount_euclidean_half_open"),
        })
        {
            long[][] wanted = [.. tables.GetProperty(name).EnumerateArray().Select(r => r.EnumerateArray().Select(c => c.GetInt64()).ToArray())];
            // Its row "same location" is [0, 1); our band of one spot and (0, 1) are apart, and the latter is empty here.
            var plain = NearRepeat.Run(x, y, days, [], new([1, 100, 200, 300], [7, 14, 21], metric, SamePlaceBand: false, Permutations: 19));
            Assert.Equal(wanted, plain.Cells.Select(row => row.Select(cell => cell.Observed).ToArray()));
            var own = NearRepeat.Run(x, y, days, [], new([100, 200, 300], [7, 14, 21], metric, Permutations: 0));
            Assert.Equal(wanted, own.Cells.Select(row => row.Select(cell => cell.Observed).ToArray()));
        }
    }

    private static NearRepeatTable Run(NearRepeatParameters parameters)
    {
        int[] i = [.. Enumerable.Range(0, 300)];
        return NearRepeat.Run(
            [.. i.Select(k => k % 7 == 0 ? 500.0 : k * 7919 % 1013)], [.. i.Select(k => k % 7 == 0 ? 400.0 : k * 104729 % 997)],
            [.. i.Select(k => k * 613 % 211)], [], parameters);
    }
}
