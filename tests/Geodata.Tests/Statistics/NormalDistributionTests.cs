using SpacesPlaces.Geodata.Statistics;

namespace SpacesPlaces.Geodata.Tests.Statistics;

public sealed class NormalDistributionTests
{
    /// <summary>R 4.2.2: <c>pnorm(z, lower.tail = FALSE)</c> with 17 digits, in every range of the approximation.</summary>
    [Theory]
    [InlineData(-6, 0.9999999990134123)]
    [InlineData(-2, 0.97724986805182079)]
    [InlineData(-0.29999999999999999, 0.61791142218895267)]
    [InlineData(0, 0.5)]
    [InlineData(0.10000000000000001, 0.46017216272297101)]
    [InlineData(0.5, 0.30853753872598694)]
    [InlineData(0.66291, 0.25369409838974)]
    [InlineData(0.69999999999999996, 0.24196365222307298)]
    [InlineData(1, 0.15865525393145705)]
    [InlineData(1.5, 0.066807201268858071)]
    [InlineData(1.95996398454005405, 0.025000000000000012)]
    [InlineData(2.5, 0.0062096653257761349)]
    [InlineData(3.29999999999999982, 0.00048342414238377744)]
    [InlineData(4.40000000000000036, 5.4125439077038492e-06)]
    [InlineData(5.5, 1.8989562465887721e-08)]
    [InlineData(5.70000000000000018, 5.9903714010635279e-09)]
    [InlineData(6, 9.8658764503769809e-10)]
    [InlineData(8, 6.2209605742717849e-16)]
    [InlineData(12, 1.776482112077679e-33)]
    [InlineData(20, 2.7536241186062337e-89)]
    [InlineData(30, 4.9067139271481872e-198)]
    [InlineData(37, 5.7255712225245771e-300)]
    public void UpperTail_EqualsR(double z, double wanted)
    {
        Assert.Equal(wanted, NormalDistribution.UpperTail(z), wanted * 1e-13);
        Assert.Equal(Math.Min(1, 2 * Math.Min(wanted, 1 - wanted)), NormalDistribution.TwoSided(z), wanted * 1e-13);
    }

    [Fact]
    public void Tail_FallsWithoutAJump()
    {
        for (var z = -9.0; z < 9; z += 0.001) Assert.True(NormalDistribution.UpperTail(z) >= NormalDistribution.UpperTail(z + 0.001));
        Assert.Equal((0, 1), (NormalDistribution.UpperTail(double.PositiveInfinity), NormalDistribution.UpperTail(double.NegativeInfinity)));
        Assert.Throws<ArgumentException>(() => NormalDistribution.UpperTail(double.NaN));
    }
}
