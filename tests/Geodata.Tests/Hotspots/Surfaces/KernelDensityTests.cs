using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using SpacesPlaces.Geodata.Grids;
using SpacesPlaces.Geodata.Hotspots.Surfaces;
using SpacesPlaces.Geodata.Statistics;

namespace SpacesPlaces.Geodata.Tests.Hotspots.Surfaces;

public sealed class KernelDensityTests
{
    private static readonly SquareGrid Grid = new(250);
    private static readonly CellSet Box = CellSet.Covering(Grid, new Envelope(300_000, 310_000, 250_000, 260_000));

    // A window with a hole and a slanted outline, so that many cells are partly in it.
    private static readonly Geometry Valley = new WKTReader().Read(
        "POLYGON((300100 250100, 309900 250700, 309300 256100, 304500 259800, 300300 258800, 300100 250100), " +
        "(303000 252500, 304100 252500, 303900 253700, 303000 253500, 303000 252500))");

    public static TheoryData<DensityKernel, EdgeCorrection, DensityMode> AllWays
    {
        get
        {
            var ways = new TheoryData<DensityKernel, EdgeCorrection, DensityMode>();
            foreach (var kernel in Enum.GetValues<DensityKernel>())
                foreach (var edge in Enum.GetValues<EdgeCorrection>())
                    foreach (var mode in Enum.GetValues<DensityMode>()) ways.Add(kernel, edge, mode);
            return ways;
        }
    }

    [Theory]
    [MemberData(nameof(AllWays))]
    public void Surface_EqualsTheSlowSum(DensityKernel kernel, EdgeCorrection edge, DensityMode mode)
    {
        var cells = CellSet.Covering(Grid, Valley);
        var (x, y) = InventedSeedlings.Make(300, 1);
        double[] w = [.. Enumerable.Range(0, 300).Select(i => 0.5 + i % 3)];
        var found = KernelDensity.Estimate(cells, x, y, new(730, kernel, edge, mode), w);
        var wanted = SlowDensity.Of(cells, x, y, w, 730, kernel, edge, mode);
        var inside = Enumerable.Range(0, 300).Where(i => Valley.Intersects(new Point(x[i], y[i]))).ToArray();
        Assert.Equal((inside.Length, 300 - inside.Length), (found.EventsInside, found.EventsOutside));
        Assert.Equal(inside.Sum(i => w[i]), found.Weight, 1e-9);
        for (var cell = 0; cell < cells.Count; cell++) Assert.Equal(wanted[cell], found.Densities[cell], wanted[cell] * 1e-9);
        Assert.Contains(wanted, density => density > 1);
    }

    [Theory]
    [InlineData(DensityKernel.Quartic, 1_400)]
    [InlineData(DensityKernel.Gaussian, 400)]
    public void Kernel_IntegratesToOne(DensityKernel kernel, double bandwidth)
    {
        // Summed over a fine grid around one spot of ten events. A constant of 116/5 for 16/5, or a forgotten π, is far off.
        var cells = CellSet.Covering(new SquareGrid(50), new Envelope(300_000, 306_000, 250_000, 256_000));
        var x = Enumerable.Repeat(303_011.0, 10).ToArray();
        var y = Enumerable.Repeat(253_007.0, 10).ToArray();
        var found = KernelDensity.Estimate(cells, x, y, new(bandwidth, kernel));
        Assert.Equal(10, found.Densities.Sum() * 0.0025, 10 * 1e-5);
    }

    [Theory]
    [InlineData(DensityKernel.Quartic, DensityMode.Exact)]
    [InlineData(DensityKernel.Quartic, DensityMode.Binned)]
    [InlineData(DensityKernel.Gaussian, DensityMode.Exact)]
    [InlineData(DensityKernel.Gaussian, DensityMode.Binned)]
    public void Mass_IsTheNumberOfEvents_UnderDigglesCorrection(DensityKernel kernel, DensityMode mode)
    {
        var (x, y) = InventedSeedlings.Make(400, 2);
        foreach (var cells in (CellSet[])[Box, CellSet.Covering(Grid, Valley), CellSet.Covering(new SquareGrid(333), Valley)])
            foreach (var bandwidth in (double[])[333, 500, 2_000, 9_000])
            {
                var found = KernelDensity.Estimate(cells, x, y, new(bandwidth, kernel, EdgeCorrection.Diggle, mode));
                var mass = Mass(cells, found.Densities);
                Assert.Equal(found.EventsInside, mass, found.EventsInside * 1e-9);
                var bare = KernelDensity.Estimate(cells, x, y, new(bandwidth, kernel, EdgeCorrection.None, mode));
                if (bandwidth >= 2_000) Assert.True(Mass(cells, bare.Densities) < found.EventsInside * 0.99);
            }
    }

    [Theory]
    [MemberData(nameof(AllWays))]
    public void Weights_AreRepeatedEvents(DensityKernel kernel, EdgeCorrection edge, DensityMode mode)
    {
        var (x, y) = InventedSeedlings.Make(60, 3);
        double[] w = [.. Enumerable.Range(0, 60).Select(i => (double)(i % 4))];
        int[] repeated = [.. Enumerable.Range(0, 60).SelectMany(i => Enumerable.Repeat(i, i % 4))];
        var parameters = new DensityParameters(600, kernel, edge, mode);
        var weighted = KernelDensity.Estimate(Box, x, y, parameters, w);
        var plain = KernelDensity.Estimate(Box, [.. repeated.Select(i => x[i])], [.. repeated.Select(i => y[i])], parameters);
        Assert.Equal(plain.Weight, weighted.Weight, 1e-9);
        for (var cell = 0; cell < Box.Count; cell++) Assert.Equal(plain.Densities[cell], weighted.Densities[cell], 1e-12);
    }

    [Theory]
    [MemberData(nameof(AllWays))]
    public void NoOrderOfRows_ShowsInASingleBit(DensityKernel kernel, EdgeCorrection edge, DensityMode mode)
    {
        var (x, y) = InventedSeedlings.Make(500, 4);
        var (otherX, otherY) = InventedSeedlings.Shuffled(x, y, 5);
        var parameters = new DensityParameters(600, kernel, edge, mode);
        Assert.Equal(
            KernelDensity.Estimate(Box, x, y, parameters).Densities, KernelDensity.Estimate(Box, otherX, otherY, parameters).Densities);
        var random = new SeededRandom(6);
        double[] w = [.. x.Select(_ => random.Unit())];
        var both = InventedSeedlings.Shuffled([.. Enumerable.Range(0, 500).Select(i => (double)i)], w, 5);
        Assert.Equal(
            KernelDensity.Estimate(Box, x, y, parameters, w).Densities,
            KernelDensity.Estimate(Box, otherX, otherY, parameters, both.Second).Densities);
        var here = KernelDensity.AtEvents(x, y, kernel, 600, true, w);
        var there = KernelDensity.AtEvents(otherX, otherY, kernel, 600, true, both.Second);
        Assert.Equal(both.First.Select(row => here[(int)row]), there);
    }

    [Theory]
    [MemberData(nameof(AllWays))]
    public void Density_MovesWithTheEvents(DensityKernel kernel, EdgeCorrection edge, DensityMode mode)
    {
        var (x, y) = InventedSeedlings.Make(200, 7);
        var there = CellSet.Covering(Grid, new Envelope(350_000, 360_000, 240_000, 250_000));
        var parameters = new DensityParameters(600, kernel, edge, mode);
        var here = KernelDensity.Estimate(Box, x, y, parameters).Densities;
        var moved = KernelDensity.Estimate(
            there, [.. x.Select(e => e + 50_000)], [.. y.Select(n => n - 10_000)], parameters).Densities;
        for (var cell = 0; cell < Box.Count; cell++) Assert.Equal(here[cell], moved[cell], here[cell] * 1e-6);
    }

    [Theory]
    [InlineData(DensityKernel.Quartic, 400)]
    [InlineData(DensityKernel.Quartic, 1_500)]
    [InlineData(DensityKernel.Gaussian, 250)]
    [InlineData(DensityKernel.Gaussian, 900)]
    public void Binned_IsWithinItsStatedErrorOfExact(DensityKernel kernel, double bandwidth)
    {
        var (x, y) = InventedSeedlings.Make(1_000, 8);
        var exact = KernelDensity.Estimate(Box, x, y, new(bandwidth, kernel));
        var binned = KernelDensity.Estimate(Box, x, y, new(bandwidth, kernel, EdgeCorrection.None, DensityMode.Binned));
        var worst = exact.Densities.Zip(binned.Densities, (a, b) => Math.Abs(a - b)).Max();
        Assert.Equal(0, exact.MostError);
        Assert.InRange(worst, binned.MostError!.Value / 1_000, binned.MostError.Value);
        Assert.Null(KernelDensity.Estimate(Box, x, y, new(bandwidth, kernel, EdgeCorrection.Diggle, DensityMode.Binned)).MostError);
    }

    [Fact]
    public void Surface_EqualsSpatstat_CellByCell()
    {
        var trees = ExpectedFile.Rows("density_points.csv");
        double[] x = [.. trees.Select(t => t[0])], y = [.. trees.Select(t => t[1])];
        var none = Binned(DensityKernel.Gaussian, EdgeCorrection.None);
        var diggle = Binned(DensityKernel.Gaussian, EdgeCorrection.Diggle);
        var quartic = Binned(DensityKernel.Quartic, EdgeCorrection.None);
        // spatstat divides by the sum of the kernel over cell centres instead of taking it as it is; for a Gaussian that is 1.
        var sum = 0.0;
        for (var dx = -2; dx <= 2; dx++)
            for (var dy = -2; dy <= 2; dy++)
                sum += 3 / (Math.PI * 2.8 * 2.8) * Math.Pow(1 - (dx * dx + dy * dy) / (2.8 * 2.8), 2) * (dx * dx + dy * dy < 7.84 ? 1 : 0);
        foreach (var row in ExpectedFile.Rows("density_cells.csv"))
        {
            var cell = (int)row[0];
            // spatstat cuts no Gaussian off; at six standard deviations each event has 1.5e-8 of its peak.
            Assert.Equal(row[1] * 1e6, none[cell], 1e-7 * none.Max());
            Assert.Equal(row[2] * 1e6, diggle[cell], 1e-7 * diggle.Max());
            Assert.Equal(row[3] * 1e6, quartic[cell] / sum, 1e-9 * quartic.Max());
        }

        IReadOnlyList<double> Binned(DensityKernel kernel, EdgeCorrection edge) =>
            KernelDensity.Estimate(Box, x, y, new(700, kernel, edge, DensityMode.Binned)).Densities;
    }

    [Fact]
    public void DensityAtEvents_EqualsSpatstat_WithAndWithoutTheOwnHill()
    {
        var trees = ExpectedFile.Rows("density_points.csv");
        double[] x = [.. trees.Select(t => t[0])], y = [.. trees.Select(t => t[1])];
        var without = KernelDensity.AtEvents(x, y, DensityKernel.Gaussian, 700, leaveOneOut: true);
        var with = KernelDensity.AtEvents(x, y, DensityKernel.Gaussian, 700, leaveOneOut: false);
        for (var i = 0; i < trees.Length; i++)
        {
            Assert.Equal(trees[i][2] * 1e6, without[i], with[i] * 2e-8);
            Assert.Equal(trees[i][3] * 1e6, with[i], with[i] * 2e-8);
        }
    }

    [Fact]
    public void TooFewEvents_GiveNoSurface()
    {
        var (x, y) = InventedSeedlings.Make(9, 9);
        var found = KernelDensity.Estimate(Box, x, y, new(600));
        Assert.True(found.IsTooFewToTell);
        Assert.Empty(found.Densities);
        Assert.False(KernelDensity.Estimate(Box, [.. x, 305_000], [.. y, 255_000], new(600)).IsTooFewToTell);
    }

    [Fact]
    public void BadInput_IsRefused()
    {
        var (x, y) = InventedSeedlings.Make(20, 10);
        foreach (var bandwidth in (double[])[249, 0, -1, double.NaN, double.PositiveInfinity, 250 * 51])
            Assert.Throws<ArgumentOutOfRangeException>(() => KernelDensity.Estimate(Box, x, y, new(bandwidth)));
        Assert.Throws<ArgumentOutOfRangeException>(() => KernelDensity.Estimate(Box, x, y, new(500, (DensityKernel)7)));
        Assert.Throws<ArgumentOutOfRangeException>(() => KernelDensity.Estimate(Box, [double.NaN], [1], new(500)));
        Assert.Throws<ArgumentOutOfRangeException>(() => KernelDensity.Estimate(Box, [-3.4], [52.1], new(500)));
        Assert.Throws<ArgumentException>(() => KernelDensity.Estimate(Box, x, y, new(500), [1]));
        var hexagons = CellSet.Covering(new HexGrid(250), new Envelope(300_000, 301_000, 250_000, 251_000));
        Assert.Throws<ArgumentException>(() => KernelDensity.Estimate(hexagons, x, y, new(500)));
        Assert.Throws<ArgumentOutOfRangeException>(() => KernelDensity.AtEvents(x, y, DensityKernel.Quartic, 0, true));
    }

    private static double Mass(CellSet cells, IReadOnlyList<double> densities) => Enumerable.Range(0, cells.Count)
        .Sum(cell => densities[cell] * cells.ShareOf(cell) * cells.Grid.CellAreaSquareMetres / 1e6);
}
