using SpacesPlaces.Geodata.Grids;
using SpacesPlaces.Geodata.Hotspots.Surfaces;
using SpacesPlaces.Geodata.Statistics;
using Xunit.Abstractions;

namespace SpacesPlaces.Geodata.Tests.Hotspots.Surfaces;

public sealed class MoranTests(ITestOutputHelper output)
{
    [Fact]
    public void LocalMoran_EqualsSpdep_StatisticScoreAndP()
    {
        var (rows, rates, neighbours) = ReferenceMaps.Counties();
        var found = LocalMoran.Test(neighbours, rates);
        for (var i = 0; i < rows.Length; i++)
        {
            Assert.Equal(rows[i][2], found.I[i], Math.Abs(rows[i][2]) * 1e-9);
            Assert.Equal(rows[i][3], found.Tests.Z[i], Math.Abs(rows[i][3]) * 1e-9);
            Assert.Equal(rows[i][4], found.Tests.PTwoSided[i], rows[i][4] * 1e-9);
        }
    }

    [Fact]
    public void Columbus_EqualsSpdep_LocalAndGlobal()
    {
        if (ReferenceMaps.Columbus(output) is not var (crime, neighbours, expected)) return;
        var local = LocalMoran.Test(neighbours, crime).I;
        double[] wanted = [.. expected.GetProperty("local_moran_Ii_row_standardised").EnumerateArray().Select(z => z.GetDouble())];
        for (var i = 0; i < wanted.Length; i++) Assert.Equal(wanted[i], local[i], Math.Abs(wanted[i]) * 1e-9);

        Same("moran_row_standardised", "I", GlobalAutocorrelation.Moran(neighbours, crime, NeighbourWeights.RowStandardised));
        Same("moran_binary", "I", GlobalAutocorrelation.Moran(neighbours, crime, NeighbourWeights.Binary));
        Same("geary_c_row_standardised", "C", GlobalAutocorrelation.Geary(neighbours, crime, NeighbourWeights.RowStandardised));

        void Same(string name, string statistic, GlobalStatistic found)
        {
            var known = expected.GetProperty(name);
            Assert.Equal(known.GetProperty(statistic).GetDouble(), found.Statistic, 1e-12);
            Assert.Equal(known.GetProperty("z").GetDouble(), found.Z, 1e-9);
            if (known.TryGetProperty("variance_randomisation", out var variance)) Assert.Equal(variance.GetDouble(), found.Variance, 1e-12);
        }
    }

    [Fact]
    public void Quadrants_SayWhatLiesAmongWhat()
    {
        // Along a line: a high stretch, a low stretch, one high among the low and one low among the high.
        double[] x = [.. Enumerable.Range(0, 60).Select(i => i == 10 ? 1.0 : i == 50 ? 9.0 : i < 30 ? 9 + 0.01 * i : 1 + 0.01 * i)];
        var line = NeighbourLists.From([.. Enumerable.Range(0, 60).Select(
            i => Enumerable.Range(-2, 5).Where(d => d != 0 && i + d is >= 0 and < 60).Select(d => i + d).ToArray())]);
        var found = LocalMoran.Test(line, x, new(Permutations: 999));
        Assert.Equal(
            [MoranQuadrant.HighHigh, MoranQuadrant.LowHigh, MoranQuadrant.LowLow, MoranQuadrant.HighLow],
            new[] { 5, 10, 40, 50 }.Select(i => found.Quadrants[i]));
        Assert.True(found.I[50] < 0 && found.Tests.Permutation!.PHigh[50] > 0.9 && found.Tests.Permutation.PTwoSided[50] < 0.2);
        Assert.True(found.I[40] > 0 && found.Tests.Permutation.PHigh[40] < 0.1);
    }

    [Fact]
    public void PermutationP_AgreesWithTheNormalOne_WhereThatHolds()
    {
        var random = new SeededRandom(4);
        double[] x = [.. Enumerable.Range(0, 400).Select(_ => random.Unit())];
        var ring = NeighbourLists.From([.. Enumerable.Range(0, 400).Select(i => Enumerable.Range(1, 8).Select(d => (i + d) % 400).ToArray())]);
        var found = LocalMoran.Test(ring, x, new(Permutations: 4_999)).Tests;
        for (var i = 0; i < 400; i++) Assert.Equal(found.PTwoSided[i], found.Permutation!.PTwoSided[i], 0.06);
    }

    [Fact]
    public void AreasWithoutNeighbours_AreNotTested()
    {
        var (_, rates, neighbours) = ReferenceMaps.Counties();
        var cut = NeighbourLists.From([.. Enumerable.Range(0, 100).Select(
            i => i == 7 ? [] : neighbours.Of(i).ToArray().Where(j => j != 7).ToArray())]);
        var found = LocalMoran.Test(cut, rates);
        Assert.Equal((99, false, MoranQuadrant.None), (found.Tests.Tests, found.Tests.IsTested[7], found.Quadrants[7]));
        Assert.True(LocalMoran.Test(NeighbourLists.From([[1], [0]]), [1, 2]).Tests.IsTooFewToTell);
        Assert.True(GlobalAutocorrelation.Moran(NeighbourLists.From([[1], [0]]), [1, 2], NeighbourWeights.Binary).IsTooFewToTell);
        Assert.Throws<ArgumentException>(() => GlobalAutocorrelation.Geary(NeighbourLists.From([[], []]), [1, 2], NeighbourWeights.Binary));
    }
}
