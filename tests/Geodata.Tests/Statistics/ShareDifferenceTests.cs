using SpacesPlaces.Geodata.Statistics;

namespace SpacesPlaces.Geodata.Tests.Statistics;

public sealed class ShareDifferenceTests
{
    /// <summary>Newcombe, Statistics in Medicine 17 (1998), 873-890: the eight contrasts of his table, method 10, to four places.</summary>
    [Theory]
    [InlineData(56, 70, 48, 80, 0.0524, 0.3339)]
    [InlineData(9, 10, 3, 10, 0.1705, 0.8090)]
    [InlineData(6, 7, 2, 7, 0.0582, 0.8062)]
    [InlineData(5, 56, 0, 29, -0.0381, 0.1926)]
    [InlineData(0, 10, 0, 20, -0.1611, 0.2775)]
    [InlineData(0, 10, 0, 10, -0.2775, 0.2775)]
    [InlineData(10, 10, 0, 20, 0.6791, 1.0000)]
    [InlineData(10, 10, 0, 10, 0.6075, 1.0000)]
    public void PublishedContrasts(int larger, int ofLarger, int smaller, int ofSmaller, double lower, double upper)
    {
        // The article takes first minus second, this second minus first.
        var told = ShareDifference.Interval(smaller, ofSmaller, larger, ofLarger);
        Assert.Equal(lower, told.Lower, 4);
        Assert.Equal(upper, told.Upper, 4);
    }

    [Fact]
    public void OtherConfidence_AsFromRsScoreIntervals()
    {
        var told = ShareDifference.Interval(31, 45, 17, 40, 0.9);
        Assert.Equal(-0.263888888888889, told.Difference, 12);
        Assert.Equal(-0.419949873900417, told.Lower, 10);
        Assert.Equal(-0.0864965261704542, told.Upper, 10);
    }

    /// <summary>Newcombe, Statistics in Medicine 17 (1998), 857-872; the digits beyond the fourth from R 4.2.2, <c>prop.test</c> without correction.</summary>
    [Theory]
    [InlineData(81, 263, 0.255288519878274, 0.366209576982800)]
    [InlineData(15, 148, 0.0623863995307363, 0.1604872417233080)]
    [InlineData(0, 20, 0, 0.161125158052819)]
    [InlineData(1, 29, 0.00611321429276266, 0.17175521879320282)]
    public void ScoreIntervals_OfPublishedShares(int part, int whole, double lower, double upper)
    {
        var told = ShareDifference.Wilson(part, whole, 0.95);
        Assert.Equal(lower, told.Lower, 10);
        Assert.Equal(upper, told.Upper, 10);
    }

    [Fact]
    public void Exchange_TurnsTheInterval_AndItNeverLeavesItsRange()
    {
        for (var n = 1; n <= 9; n++)
            for (var a = 0; a <= n; a++)
                for (var b = 0; b <= 7; b++)
                {
                    var (one, back) = (ShareDifference.Interval(a, n, b, 7), ShareDifference.Interval(b, 7, a, n));
                    Assert.Equal(one.Lower, -back.Upper, 12);
                    Assert.InRange(one.Difference, one.Lower, one.Upper);
                    Assert.True(one.Lower >= -1 && one.Upper <= 1 && one.Lower < one.Upper);
                }
    }

    [Theory]
    [InlineData(0.5, 0.674489750196082)]
    [InlineData(0.8, 1.2815515655446)]
    [InlineData(0.9, 1.64485362695147)]
    [InlineData(0.95, 1.95996398454005)]
    [InlineData(0.99, 2.5758293035489)]
    [InlineData(0.9999, 3.89059188641312)]
    public void ReachOfAnInterval_IsRsQuantile(double confidence, double z) => Assert.Equal(z, NormalDistribution.Limit(confidence), 10);

    [Fact]
    public void WhatIsNoShare_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ShareDifference.Interval(0, 0, 1, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => ShareDifference.Interval(1, 2, 3, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => ShareDifference.Interval(-1, 2, 1, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => ShareDifference.Interval(1, 2, 1, 2, 1));
    }
}
