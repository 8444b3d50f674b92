using SpacesPlaces.Geodata.Assessments;
using SpacesPlaces.Geodata.Statistics;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Geodata.Tests.Assessments;

/// <summary>Story D9, with expected values worked by hand and in R 4.2.2.</summary>
public sealed class OutcomeTests
{
    [Theory]
    [InlineData(27, 0.15, 23, DisplacementReading.SomeDiffusion)]
    [InlineData(38, -0.40, 12, DisplacementReading.PartialDisplacement)]
    [InlineData(55, -1.25, -5, DisplacementReading.DisplacementOutweighs)]
    public void D9_QuotientAndTotalNetEffect(int bufferAfter, double quotient, double net, DisplacementReading reading)
    {
        var told = Outcome.Ratios(new(40, 20), new(30, bufferAfter), new(60, 60));
        Assert.Equal(20, told.GrossEffect);
        Assert.Equal(-1.0 / 3, told.SuccessMeasure!.Value, 12);
        Assert.Equal(1.0 / 3, told.NetEffect!.Value, 12);
        Assert.Equal((bufferAfter - 30) / 60.0, told.BufferMeasure!.Value, 12);
        Assert.Equal(quotient, told.DisplacementQuotient!.Value, 12);
        Assert.Equal(net, told.TotalNetEffect!.Value, 12);
        Assert.Equal(reading, told.Reading);
    }

    [Fact]
    public void D9_TargetThatDidNotFall_HasNoQuotient()
    {
        var told = Outcome.Ratios(new(40, 40), new(30, 27), new(60, 60));
        Assert.Equal((null, DisplacementReading.NotComputedTargetNotBetter), (told.DisplacementQuotient, told.Reading));
        Assert.Equal((0.0, 3.0), (told.SuccessMeasure, told.TotalNetEffect));
        // A fall that the control had too is no success either, and a rise is none.
        Assert.Equal(DisplacementReading.NotComputedTargetNotBetter, Outcome.Ratios(new(40, 20), new(30, 27), new(60, 30)).Reading);
        Assert.Equal(DisplacementReading.NotComputedTargetNotBetter, Outcome.Ratios(new(40, 50), new(30, 27), new(60, 60)).Reading);
    }

    [Theory]
    [InlineData(40, 20, 38, 36, 30, 27, 29, 30, 0.95, -22, 15.8113883008419, -52.9897516152281, 8.98975161522807, ChangeReading.CouldBeChance)]
    [InlineData(8, 4, 7, 7, 3, 3, 3, 3, 0.95, -4, 6.16441400296898, -16.0820294316136, 8.08202943161358, ChangeReading.TooFewToTell)]
    [InlineData(120, 60, 110, 118, 0, 0, 0, 0, 0.95, -68, 20.1990098767242, -107.589331881748, -28.4106681182518, ChangeReading.Fewer)]
    [InlineData(20, 44, 22, 19, 9, 12, 8, 8, 0.9, 30, 11.916375287813, 10.3993068877259, 49.6006931122741, ChangeReading.More)]
    public void D9_DifferenceWithInterval_AsInR(
        int t0, int t1, int c0, int c1, int d0, int d1, int cd0, int cd1, double confidence,
        double difference, double error, double lower, double upper, ChangeReading reading)
    {
        var told = Outcome.Difference(new(t0, t1), new(c0, c1), new BeforeAfter(d0, d1), new BeforeAfter(cd0, cd1), confidence);
        Assert.Equal(difference, told.Difference);
        Assert.Equal(error, told.StandardError, 10);
        Assert.Equal(lower, told.Lower, 10);
        Assert.Equal(upper, told.Upper, 10);
        Assert.Equal(reading, told.Reading);
        Assert.False(told.ControlsAreUnlike);
    }

    [Fact]
    public void NoAreaOfDisplacement_IsFourZeros_AndOneOfTheTwoIsRefused()
    {
        Assert.Equal(
            Outcome.Difference(new(120, 60), new(110, 118), new BeforeAfter(0, 0), new BeforeAfter(0, 0)),
            Outcome.Difference(new(120, 60), new(110, 118)));
        Assert.Throws<ArgumentException>(() => Outcome.Difference(new(40, 20), new(38, 36), new BeforeAfter(30, 27)));
        Assert.Throws<ArgumentException>(() => Outcome.Difference(new(40, 20), new(38, 36), null, new BeforeAfter(30, 27)));
    }

    [Fact]
    public void WhetherItCouldTell_IsWhatTheBestOutcomeWouldSay()
    {
        for (var target = 0; target <= 45; target++)
            for (var control = 0; control <= 60; control += 3)
            {
                var best = Outcome.Difference(new(target, 0), new(control, control), new BeforeAfter(4, 4), new BeforeAfter(5, 5));
                Assert.Equal(Outcome.CouldTell(target, control, 4, 5), best.Reading == ChangeReading.Fewer);
                // Whatever came of it: what could tell is never too few, and what could not is never said to be chance.
                for (var after = 0; after <= 2 * target; after += 2)
                {
                    var reading = Outcome.Difference(new(target, after), new(control, control), new BeforeAfter(4, 4), new BeforeAfter(5, 5)).Reading;
                    Assert.NotEqual(Outcome.CouldTell(target, control, 4, 5) ? ChangeReading.TooFewToTell : ChangeReading.CouldBeChance, reading);
                }
            }
    }

    [Fact]
    public void HarmThatGrew_IsSaidEvenWhereAFallCouldNotHaveBeenTold()
    {
        Assert.False(Outcome.CouldTell(3, 10, 0, 0));
        Assert.Equal(ChangeReading.More, Outcome.Difference(new(3, 30), new(10, 10)).Reading);
        // A handful proves nothing either way: the normal interval of 5 to 0 leaves 0 out, the exact one does not.
        Assert.Equal(ChangeReading.TooFewToTell, Outcome.Difference(new(5, 0), new(0, 0)).Reading);
        Assert.Equal(ChangeReading.TooFewToTell, Outcome.Difference(new(0, 5), new(0, 0)).Reading);
        Assert.Equal(ChangeReading.TooFewToTell, Outcome.Difference(new(2, 1), new(20, 60)).Reading);
    }

    [Fact]
    public void QuotientBorders_AreDecidedInWholeNumbers()
    {
        DisplacementReading Of(int bufferAfter) => Outcome.Ratios(new(49, 28), new(70, bufferAfter), new(49, 49)).Reading;
        Assert.Equal(DisplacementReading.DiffusionLargerThanDirect, Of(48));
        Assert.Equal(DisplacementReading.SomeDiffusion, Of(49)); // exactly 1
        Assert.Equal(DisplacementReading.SomeDiffusion, Of(69));
        Assert.Equal(DisplacementReading.NoneEitherWay, Of(70));
        Assert.Equal(DisplacementReading.PartialDisplacement, Of(71));
        Assert.Equal(DisplacementReading.PartialDisplacement, Of(91)); // exactly -1
        Assert.Equal(DisplacementReading.DisplacementOutweighs, Of(92));
    }

    [Fact]
    public void EmptyControl_IsNamed_AndNothingDivided()
    {
        var before = Outcome.Ratios(new(40, 20), new(30, 27), new(0, 60));
        Assert.Equal((null, null, DisplacementReading.NotComputedControlEmpty), (before.NetEffect, before.TotalNetEffect, before.Reading));
        var after = Outcome.Ratios(new(40, 20), new(30, 27), new(60, 0));
        Assert.Equal((null, DisplacementReading.NotComputedControlEmpty), (after.SuccessMeasure, after.Reading));
        // With nothing in the control after, nothing was to be expected: 20 and 27 more than that.
        Assert.Equal(-47, after.TotalNetEffect);
    }

    [Fact]
    public void FewCounts_HaveNoQuotient_AndALargeControlHelpsIt()
    {
        var few = Outcome.Ratios(new(8, 4), new(3, 3), new(7, 7));
        Assert.Equal((null, DisplacementReading.TooFewToTell), (few.DisplacementQuotient, few.Reading));
        Assert.NotNull(few.SuccessMeasure);
        Assert.Equal(DisplacementReading.NoneEitherWay, Outcome.Ratios(new(8, 4), new(3, 3), new(70, 70)).Reading);
        // However large the control: of 5 none could be told.
        Assert.Equal(DisplacementReading.TooFewToTell, Outcome.Ratios(new(5, 0), new(3, 3), new(100_000, 100_000)).Reading);
    }

    [Fact]
    public void CountsScaledAlike_KeepQuotientAndSuccess()
    {
        var (one, ten) = (Outcome.Ratios(new(40, 20), new(30, 38), new(60, 55)), Outcome.Ratios(new(400, 200), new(300, 380), new(600, 550)));
        Assert.Equal(one.DisplacementQuotient!.Value, ten.DisplacementQuotient!.Value, 12);
        Assert.Equal(one.SuccessMeasure!.Value, ten.SuccessMeasure!.Value, 12);
        Assert.Equal(10 * one.TotalNetEffect!.Value, ten.TotalNetEffect!.Value, 9);
        // The largest counts there are do not overflow.
        Assert.Equal(DisplacementReading.PartialDisplacement, Outcome.Ratios(
            new(int.MaxValue, 0), new(0, int.MaxValue), new(int.MaxValue, int.MaxValue)).Reading);
    }

    [Fact]
    public void ExchangeOfBeforeAndAfter_TurnsTheDifference()
    {
        var (one, back) = (Outcome.Difference(new(120, 60), new(110, 118)), Outcome.Difference(new(60, 120), new(118, 110)));
        Assert.Equal((one.Difference, one.Lower, one.Upper), (-back.Difference, -back.Upper, -back.Lower));
        Assert.Equal((ChangeReading.Fewer, ChangeReading.More), (one.Reading, back.Reading));
    }

    [Fact]
    public void ControlOfAnotherSize_IsNamed()
    {
        Assert.False(Outcome.Difference(new(40, 20), new(20, 20)).ControlsAreUnlike);
        Assert.True(Outcome.Difference(new(40, 20), new(19, 20)).ControlsAreUnlike);
        Assert.True(Outcome.Difference(new(40, 20), new(81, 80)).ControlsAreUnlike);
        Assert.True(Outcome.Difference(new(40, 20), new(38, 36), new BeforeAfter(10, 8), new BeforeAfter(30, 30)).ControlsAreUnlike);
    }

    [Theory]
    [InlineData(40, 20, -3.70483873067436, ChangeReading.Fewer)]
    [InlineData(30, 27, -0.562146304690058, ChangeReading.CouldBeChance)]
    [InlineData(30, 55, 3.877945824088, ChangeReading.More)]
    [InlineData(0, 3, 3.46410161513775, ChangeReading.TooFewToTell)]
    [InlineData(0, 6, 4.89897948556636, ChangeReading.More)]
    [InlineData(0, 0, 0, ChangeReading.TooFewToTell)]
    public void CheckOfTwoPeriods_SaysChangeFromThreeOn(int before, int after, double figure, ChangeReading reading)
    {
        var told = Outcome.Check(new(before, after));
        Assert.Equal(figure, told.Figure, 10);
        Assert.Equal(reading, told.Reading);
    }

    [Fact]
    public void NoHours_NoRate()
    {
        var none = Outcome.PerHour(new(8, 4), 0, 30);
        Assert.Equal((null, null, null), (none.Before, none.Change, none.Reading));
        Assert.Equal(PoissonRate.Interval(4, 30), none.After);
        Assert.Null(Outcome.PerHour(new(8, 4), 0, 0).After);
        Assert.Throws<ArgumentOutOfRangeException>(() => Outcome.PerHour(new(8, 4), double.NaN, 30));
        Assert.Throws<ArgumentOutOfRangeException>(() => Outcome.PerHour(new(8, 4), 10, -1));
    }

    [Fact]
    public void MoreHours_TurnMoreRecordsIntoNoMorePerHour()
    {
        Assert.Equal(ChangeReading.More, Outcome.PerHour(new(10, 30), 20, 20).Reading);
        Assert.Equal(ChangeReading.CouldBeChance, Outcome.PerHour(new(10, 30), 20, 60).Reading);
        Assert.Equal(ChangeReading.Fewer, Outcome.PerHour(new(10, 30), 20, 200).Reading);
        Assert.Equal(ChangeReading.TooFewToTell, Outcome.PerHour(new(5, 0), 20, 20).Reading);
        var told = Outcome.PerHour(new(10, 30), 20, 60);
        Assert.Equal((0.5, 0.5, 1.0), (told.Before!.Rate, told.After!.Rate, told.Change!.Ratio));
    }

    [Fact]
    public void WhatIsNoCount_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Outcome.Ratios(new(-1, 0), new(0, 0), new(1, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Outcome.Difference(new(1, 1), new(1, -1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Outcome.Difference(new(1, 1), new(1, 1), confidence: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Outcome.Check(new(0, -1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Outcome.CouldTell(1, 1, -1, 0));
    }
}
