using SpacesPlaces.Geodata.Assessments;
using SpacesPlaces.Geodata.Statistics;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Geodata.Tests.Assessments;

/// <summary>Places that were high when they were chosen.</summary>
public sealed class ReturnToUsualTests
{
    [Fact]
    public void EarlierCountsThatVaryBeyondChance_PullTheExpectationTowardsTheCountBefore()
    {
        // R 4.2.2: mean 8, variance 29.5, so v = 21.5 and w = 21.5 / 29.5.
        var told = ReturnToUsual.Compare(new(20, 5), true, [4, 12, 7, 15, 2]);
        Assert.Equal(8, told.UsualCount!.Value, 12);
        Assert.Equal(16.7457627118644, told.ExpectedAfter!.Value, 12);
        Assert.Equal(RegressionWarning.FallGoesBeyondUsual, told.Warning);
    }

    [Fact]
    public void EarlierCountsThatVaryLikeChance_ExpectTheUsualCount()
    {
        var told = ReturnToUsual.Compare(new(8, 4), true, [4, 5, 3]);
        Assert.Equal((4, 4, RegressionWarning.FallIsNoMoreThanUsual), (told.UsualCount, told.ExpectedAfter, told.Warning));
        Assert.Equal(PoissonRate.Interval(4, 1), told.After);
    }

    [Fact]
    public void FewEarlierPeriods_WarnWithoutAFigure()
    {
        var told = ReturnToUsual.Compare(new(8, 4), true, [4, 5]);
        Assert.Equal((null, null, RegressionWarning.FallWasLikely), (told.UsualCount, told.ExpectedAfter, told.Warning));
        Assert.Equal(RegressionWarning.NoFallToExplain, ReturnToUsual.Compare(new(8, 9), true, []).Warning);
    }

    [Fact]
    public void PlaceNotChosenForItsCount_HasNoWarning_ButItsFigure()
    {
        var told = ReturnToUsual.Compare(new(8, 4), false, [4, 5, 3]);
        Assert.Equal((RegressionWarning.None, 4), (told.Warning, told.ExpectedAfter));
        Assert.Equal(RegressionWarning.None, ReturnToUsual.Compare(new(8, 4), false, []).Warning);
    }

    [Theory]
    [InlineData(10, 12)] // did not fall
    [InlineData(9, 4)] // was no higher than usual
    public void WithoutAFallFromAHeight_ThereIsNothingToExplain(int before, int after) =>
        Assert.Equal(RegressionWarning.NoFallToExplain, ReturnToUsual.Compare(new(before, after), true, [9, 11, 8, 10]).Warning);

    [Fact]
    public void Expectation_LiesBetweenUsualAndBefore_WhateverTheOrder()
    {
        var random = new SeededRandom(6);
        for (var run = 0; run < 500; run++)
        {
            int[] earlier = [.. Enumerable.Range(0, 3 + run % 6).Select(_ => random.Below(30))];
            var before = random.Below(60);
            var told = ReturnToUsual.Compare(new(before, random.Below(40)), true, earlier);
            var usual = earlier.Average();
            Assert.InRange(told.ExpectedAfter!.Value, Math.Min(usual, before) - 1e-9, Math.Max(usual, before) + 1e-9);
            Assert.Equal(told.ExpectedAfter.Value, ReturnToUsual.Compare(new(before, 0), true, [.. earlier.Reverse()]).ExpectedAfter!.Value, 9);
        }
    }

    [Fact]
    public void NothingEver_IsExpectedToStayNothing()
    {
        Assert.Equal(0, ReturnToUsual.Compare(new(3, 0), true, [0, 0, 0]).ExpectedAfter);
        Assert.Throws<ArgumentOutOfRangeException>(() => ReturnToUsual.Compare(new(3, 0), true, [1, -1, 2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => ReturnToUsual.Compare(new(-3, 0), true, []));
    }
}
