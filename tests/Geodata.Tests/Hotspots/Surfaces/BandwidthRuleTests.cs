using SpacesPlaces.Geodata.Hotspots.Surfaces;
using SpacesPlaces.Geodata.Statistics;

namespace SpacesPlaces.Geodata.Tests.Hotspots.Surfaces;

public sealed class BandwidthRuleTests
{
    [Fact]
    public void Bandwidth_IsScottsOfARoundCrowd()
    {
        // A normal crowd: s = 500 m, n = 4,000, so 500 · 4000^(-1/6) = 125.5 m, within the error of sampling.
        var (x, y) = Crowd(4_000, 500);
        Assert.InRange(BandwidthRule.Propose(x, y, DensityKernel.Gaussian).BandwidthMetres!.Value, 122, 129);
        Assert.Equal(
            BandwidthRule.Propose(x, y, DensityKernel.Gaussian).BandwidthMetres!.Value * Math.Sqrt(8),
            BandwidthRule.Propose(x, y, DensityKernel.Quartic).BandwidthMetres!.Value, 1e-9);
    }

    [Fact]
    public void EventsPiledOnOneSpot_ChangeHardlyAnything()
    {
        var (x, y) = Crowd(200, 500);
        var alone = BandwidthRule.Propose(x, y, DensityKernel.Gaussian);
        var piled = BandwidthRule.Propose(
            [.. x, .. Enumerable.Repeat(300_123.0, 100_000)], [.. y, .. Enumerable.Repeat(250_456.0, 100_000)], DensityKernel.Gaussian);
        Assert.Equal(alone.Sites + 1, piled.Sites);
        Assert.InRange(piled.BandwidthMetres!.Value / alone.BandwidthMetres!.Value, 0.97, 1.03);
    }

    [Fact]
    public void AStreetOfPlaces_StillHasABandwidth_AndFewPlacesHaveNone()
    {
        double[] x = [.. Enumerable.Range(0, 50).Select(i => 300_000.0 + 10 * i)];
        Assert.InRange(BandwidthRule.Propose(x, [.. x.Select(_ => 250_000.0)], DensityKernel.Gaussian).BandwidthMetres!.Value, 30, 80);
        Assert.Null(BandwidthRule.Propose(
            [.. Enumerable.Repeat(300_000.0, 500)], [.. Enumerable.Repeat(250_000.0, 500)], DensityKernel.Gaussian).BandwidthMetres);
    }

    private static (double[] X, double[] Y) Crowd(int n, double spread)
    {
        var random = new SeededRandom(1);
        return ([.. Enumerable.Range(0, n).Select(_ => 300_000 + Normal())], [.. Enumerable.Range(0, n).Select(_ => 250_000 + Normal())]);

        double Normal() => spread * Math.Sqrt(-2 * Math.Log(1 - random.Unit())) * Math.Cos(2 * Math.PI * random.Unit());
    }
}
