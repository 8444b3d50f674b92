using System.Globalization;
using NetTopologySuite.Geometries;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Grids;
using SpacesPlaces.Geodata.Hotspots.Surfaces;
using SpacesPlaces.Geodata.Statistics;
using Xunit.Abstractions;

namespace SpacesPlaces.Geodata.Tests.Hotspots.Surfaces;

public sealed class GetisOrdTests(ITestOutputHelper output)
{
    private static readonly CellSet Block = CellSet.Covering(new SquareGrid(250), new Envelope(300_000, 305_000, 250_000, 254_000));

    [Fact]
    public void Counties_EqualSpdep_AndTwoAreLeftAfterAdjustment()
    {
        var (rows, rates, neighbours) = ReferenceMaps.Counties();
        var found = GetisOrd.Star(neighbours, rates);
        for (var i = 0; i < rows.Length; i++) Assert.Equal(rows[i][1], found.Z[i], Math.Abs(rows[i][1]) * 1e-9);
        Assert.Equal(3.970666, found.Z.Max(), 5e-7); // Northampton
        Assert.Equal(2, found.AdjustedP.Count(p => p < 0.05));
        Assert.Equal((100, 100), (found.Areas, found.Tests));
    }

    [Fact]
    public void Columbus_EqualsSpdep()
    {
        if (ReferenceMaps.Columbus(output) is not var (crime, neighbours, expected)) return;
        var found = GetisOrd.Star(neighbours, crime);
        double[] wanted = [.. expected.GetProperty("local_gi_star_z_binary_include_self").EnumerateArray().Select(z => z.GetDouble())];
        for (var i = 0; i < wanted.Length; i++) Assert.Equal(wanted[i], found.Z[i], Math.Abs(wanted[i]) * 1e-9);
    }

    [Fact]
    public void MemphisCells_EqualSpdep()
    {
        if (SharedData.Lines("reference/memphis/memphis_robberies_jan_grid500m_epsg32616_gistar.csv", output) is not { } lines) return;
        double[][] rows = [.. lines.Skip(1).Select(l => l.Split(',').Select(f => double.Parse(f, CultureInfo.InvariantCulture)).ToArray())];
        // Its projection's northings lie north of Britain: moved south by a whole number of cells.
        double west = rows.Min(r => r[3]), south = rows.Min(r => r[4]) - 3_000_000, east = rows.Max(r => r[3]) + 500;
        var cells = CellSet.Covering(new SquareGrid(500), new Envelope(west, east, south, rows.Max(r => r[4]) + 500 - 3_000_000));
        Assert.Equal(rows.Length, cells.Count);
        var values = new double[cells.Count];
        int[] numbers = [.. rows.Select(r => cells.IndexOf(new GridPoint(r[3] + 250, r[4] + 250 - 3_000_000)))];
        for (var i = 0; i < rows.Length; i++) values[numbers[i]] = rows[i][5];
        var found = GetisOrd.Star(cells, values);
        for (var i = 0; i < rows.Length; i++) Assert.Equal(rows[i][6], found.Z[numbers[i]], 1e-8); // the file has nine decimals
        Assert.Equal(rows.Length, found.Tests);
    }

    [Fact]
    public void Cells_EqualTheFormula_WhetherInABlockOrNot()
    {
        foreach (var cells in (CellSet[])[Block, Block.Where([.. Enumerable.Range(0, Block.Count).Select(i => i % 9 != 4)])])
        {
            var x = Counts(cells.Count, 1);
            var found = GetisOrd.Star(cells, x);
            var lists = cells.Neighbours();
            double n = x.Length, mean = x.Average(), s = Math.Sqrt(x.Average(v => v * v) - mean * mean);
            for (var i = 0; i < x.Length; i++)
            {
                var around = lists.Of(i).ToArray().Append(i).ToArray();
                double k = around.Length, z = (around.Sum(j => x[j]) - k * mean) / (s * Math.Sqrt((n * k - k * k) / (n - 1)));
                Assert.Equal(z, found.Z[i], 1e-9 * (1 + Math.Abs(z)));
                Assert.Equal(NormalDistribution.UpperTail(found.Z[i]), found.PHigh[i], 1e-15);
                Assert.Equal(NormalDistribution.TwoSided(found.Z[i]), found.PTwoSided[i]);
            }

            Assert.Equal(FalseDiscovery.Adjust([.. found.PTwoSided], PAdjustment.BenjaminiHochberg), found.AdjustedP);
            Assert.Equal(cells.Count, found.Tests);
        }
    }

    [Fact]
    public void AreasWithoutADistribution_AreNotTested_AndNotCounted()
    {
        // Area 0 has every other area beside it: its sum is that of the map.
        var lists = Enumerable.Range(0, 40).Select(i => i == 0 ? Enumerable.Range(1, 39).ToArray() : [0]).ToArray();
        var found = GetisOrd.Star(NeighbourLists.From(lists), Counts(40, 2).Select(v => v + 1).ToArray());
        Assert.False(found.IsTested[0]);
        Assert.Equal((0, 1, 1, 1), (found.Z[0], found.PTwoSided[0], found.PHigh[0], found.AdjustedP[0]));
        Assert.Equal(39, found.Tests);
        Assert.Equal(
            FalseDiscovery.Adjust([.. found.PTwoSided.Skip(1)], PAdjustment.BenjaminiHochberg), found.AdjustedP.Skip(1));
    }

    [Fact]
    public void TooLittleToTell_IsSaid()
    {
        var three = new double[Block.Count];
        three[5] = three[6] = three[7] = 1;
        foreach (var values in (double[][])[three, [.. Enumerable.Repeat(2.0, Block.Count)]])
        {
            var found = GetisOrd.Star(Block, values);
            Assert.True(found.IsTooFewToTell);
            Assert.Equal(0, found.Tests);
            Assert.All(found.AdjustedP, p => Assert.Equal(1, p));
        }
    }

    [Fact]
    public void PermutationP_EqualsDrawingAnewForEveryArea()
    {
        // The plain way: for each area its neighbours' values drawn from all other areas, in 20,000 rearrangements of its own.
        var (_, rates, neighbours) = ReferenceMaps.Counties();
        const int Rearrangements = 20_000;
        var found = GetisOrd.Star(neighbours, rates, new(Permutations: Rearrangements, Seed: 7)).Permutation!;
        foreach (var area in (int[])[0, 3, 17, 41, 55, 84, 99])
        {
            var random = new SeededRandom(99, (ulong)area);
            double[] others = [.. rates.Where((_, j) => j != area)];
            var observed = neighbours.Of(area).ToArray().Sum(j => rates[j]);
            var higher = 0;
            for (var r = 0; r < Rearrangements; r++)
            {
                random.Shuffle<double>(others);
                if (others.Take(neighbours.Of(area).Length).Sum() >= observed) higher++;
            }

            var p = (higher + 1) / (Rearrangements + 1.0);
            // Two simulations: four standard errors of their difference.
            Assert.Equal(p, found.PHigh[area], 4 * Math.Sqrt(2 * p * (1 - p) / Rearrangements) + 1e-4);
        }

        Assert.All(found.PHigh, p => Assert.InRange(p, 1 / (Rearrangements + 1.0), 1));
    }

    [Fact]
    public void PermutationP_CountsTheAreaItselfAsNotDrawn()
    {
        // Area 4 holds 1,000 and the fourteen around it 1 each. It is not drawn for itself, so hardly any rearrangement brings 14 around
        // it; were it drawn, every second would.
        double[] x = [.. Enumerable.Range(0, 30).Select(i => i == 4 ? 1_000.0 : i is >= 5 and <= 18 ? 1 : 0)];
        var ring = NeighbourLists.From([.. Enumerable.Range(0, 30).Select(i => Enumerable.Range(1, 14).Select(d => (i + d) % 30).ToArray())]);
        var found = GetisOrd.Star(ring, x, new(Permutations: 999, Seed: 3)).Permutation!;
        Assert.Equal(0.001, found.PHigh[4]);
        // Area 20 has area 4 beside it and nothing else: 14 of 29 rearrangements bring as much.
        Assert.InRange(found.PHigh[20], 0.42, 0.55);
    }

    [Fact]
    public void PermutationP_IsMadeAgainFromItsSeed()
    {
        var (_, rates, neighbours) = ReferenceMaps.Counties();
        var options = new LocalTestOptions(PAdjustment.BenjaminiYekutieli, 199, 5);
        var found = GetisOrd.Star(neighbours, rates, options).Permutation!;
        Assert.Equal(found.PTwoSided, GetisOrd.Star(neighbours, rates, options).Permutation!.PTwoSided);
        Assert.NotEqual(found.PTwoSided, GetisOrd.Star(neighbours, rates, options with { Seed = 6 }).Permutation!.PTwoSided);
        Assert.Equal(FalseDiscovery.Adjust([.. found.PTwoSided], PAdjustment.BenjaminiYekutieli), found.AdjustedP);
    }

    [Fact]
    public void BadInput_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => GetisOrd.Star(Block, [1, 2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => GetisOrd.Star(Block, [.. Counts(Block.Count - 1, 1), double.NaN]));
        Assert.Throws<ArgumentOutOfRangeException>(() => GetisOrd.Star(Block, Counts(Block.Count, 1), new(Permutations: -1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => GetisOrd.Star(Block, Counts(Block.Count, 1), new((PAdjustment)9)));
    }

    private static double[] Counts(int n, ulong seed)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, n).Select(_ => Math.Floor(4 * Math.Pow(random.Unit(), 4)))];
    }
}
