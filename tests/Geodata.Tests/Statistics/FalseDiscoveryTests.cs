using SpacesPlaces.Geodata.Statistics;

namespace SpacesPlaces.Geodata.Tests.Statistics;

public sealed class FalseDiscoveryTests
{
    private static readonly double[] P = [0.01, 0.04, 0.03, 0.005, 0.55, 0.01, 1, 0, 0.2, 1e-12];

    [Fact]
    public void Adjusted_EqualsR()
    {
        // R 4.2.2: p.adjust(P, "BH") and p.adjust(P, "BY").
        double[] hochberg = [2.0000000000000000e-02, 5.7142857142857148e-02, 5.0000000000000003e-02, 1.6666666666666666e-02, 6.1111111111111116e-01, 2.0000000000000000e-02, 1.0000000000000000, 0.0000000000000000, 2.5000000000000000e-01, 4.9999999999999997e-12];
        double[] yekutieli = [5.8579365079365078e-02, 1.6736961451247165e-01, 1.4644841269841269e-01, 4.8816137566137563e-02, 1.0000000000000000, 5.8579365079365078e-02, 1.0000000000000000, 0.0000000000000000, 7.3224206349206344e-01, 1.4644841269841270e-11];
        Close(hochberg, FalseDiscovery.Adjust(P, PAdjustment.BenjaminiHochberg));
        Close(yekutieli, FalseDiscovery.Adjust(P, PAdjustment.BenjaminiYekutieli));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Adjusted_IsTheLeastFalseShareAtWhichATestIsFound(ulong seed)
    {
        // The definition turned round: at level q all p up to the largest p(i) ≤ i q / m are found.
        var random = new SeededRandom(seed);
        double[] p = [.. Enumerable.Range(0, 400).Select(i => i % 3 == 0 ? Math.Round(random.Unit(), 2) : Math.Pow(random.Unit(), 6))];
        var adjusted = FalseDiscovery.Adjust(p, PAdjustment.BenjaminiHochberg);
        double[] sorted = [.. p.Order()];
        foreach (var level in (double[])[0.001, 0.01, 0.05, 0.2, 0.5])
        {
            var last = Array.FindLastIndex(sorted, 399, value => value <= level * (Array.LastIndexOf(sorted, value) + 1) / 400);
            var limit = last < 0 ? -1 : sorted[last];
            for (var i = 0; i < p.Length; i++) Assert.Equal(p[i] <= limit, adjusted[i] <= level);
        }
    }

    [Fact]
    public void NumbersThatAreNoProbability_AreRefused()
    {
        foreach (var p in (double[])[-0.01, 1.01, double.NaN])
            Assert.Throws<ArgumentOutOfRangeException>(() => FalseDiscovery.Adjust([p], PAdjustment.BenjaminiHochberg));
        Assert.Empty(FalseDiscovery.Adjust([], PAdjustment.BenjaminiYekutieli));
    }

    private static void Close(double[] wanted, double[] found)
    {
        for (var i = 0; i < wanted.Length; i++) Assert.Equal(wanted[i], found[i], wanted[i] * 1e-13);
    }
}
