using SpacesPlaces.Geodata.Statistics;

namespace SpacesPlaces.Geodata.Tests.Statistics;

/// <summary>Expected values: R 4.2.2, <c>poisson.test</c> and <c>binom.test</c> of its package stats.</summary>
public sealed class PoissonRateTests
{
    [Theory]
    [InlineData(0, 10, 0, 0.368887945411394)]
    [InlineData(1, 1, 0.0253178079842899, 5.5716433909389)]
    [InlineData(3, 12.5, 0.0494937698316481, 0.701381845579386)]
    [InlineData(10, 7, 0.685055528018919, 2.62719372028825)]
    [InlineData(23, 160, 0.0911251689815293, 0.215695580592706)]
    [InlineData(137, 24.19893, 4.75312480484875, 6.69270933417607)]
    [InlineData(1000, 250, 3.75589207363078, 4.25580854406521)]
    [InlineData(100000, 3, 33127.0508879149, 33540.5815799146)]
    public void Intervals_EqualThoseOfR(int events, double exposure, double lower, double upper)
    {
        var interval = PoissonRate.Interval(events, exposure);
        Near(lower, interval.Lower);
        Near(upper, interval.Upper);
        Assert.Equal(events / exposure, interval.Rate);
    }

    [Fact]
    public void Intervals_OfOtherConfidence_EqualThoseOfR()
    {
        var interval = PoissonRate.Interval(7, 30, 0.9);
        Near(0.109510523063156, interval.Lower);
        Near(0.438270460081071, interval.Upper);
    }

    [Theory]
    [InlineData(11, 800, 23, 1083.85, 0.647953804347826, 0.28516488949854, 1.3836501598064, 0.298106613315953)]
    [InlineData(2, 10, 9, 10, 0.222222222222222, 0.0233646410530492, 1.07363843582995, 0.0654296875)]
    [InlineData(0, 10, 8, 12, 0.0, 0, 0.702999810164692, 0.00965782705312778)]
    [InlineData(5, 3, 0, 4, null, 1.22180780975395, null, 0.0144582614386863)]
    [InlineData(120, 50, 80, 40, 1.2, 0.896840999076521, 1.61293625506782, 0.226434638387569)]
    [InlineData(4000, 1000, 4200, 1000, 0.952380952380952, 0.911793608129576, 0.994763518077228, 0.0279724235713244)]
    [InlineData(3, 10, 3, 10, 1.0, 0.13393758817773, 7.46616400672407, 1)]
    [InlineData(0, 5, 0, 7, null, 0, null, 1)]
    public void Comparisons_EqualThoseOfR(
        int first, double firstHours, int second, double secondHours, double? ratio, double lower, double? upper, double p)
    {
        var told = PoissonRate.Compare(first, firstHours, second, secondHours);
        Near(ratio, told.Ratio);
        Near(lower, told.Lower);
        Near(upper, told.Upper);
        Near(p, told.PValue);
    }

    [Theory]
    [InlineData(0, 5, 0, 0.521823750104981)]
    [InlineData(5, 5, 0.478176249895019, 1)]
    [InlineData(1, 10, 0.00252857854446179, 0.445016117028195)]
    [InlineData(7, 20, 0.153909204784541, 0.592188534532828)]
    [InlineData(682, 925, 0.707668264079039, 0.765406558241525)]
    [InlineData(3, 7, 0.0989882784425079, 0.815948432359917)]
    [InlineData(50000, 200000, 0.248103406677831, 0.251903841677474)]
    public void Shares_HaveRsIntervals(int part, int whole, double lower, double upper)
    {
        var interval = BinomialShare.Interval(part, whole);
        Near(lower, interval.Lower);
        Near(upper, interval.Upper);
    }

    [Theory]
    [InlineData(682, 925, 0.75, 0.382491559574852)]
    [InlineData(2, 11, 0.5, 0.0654296875)]
    [InlineData(0, 6, 0.5, 0.03125)]
    [InlineData(5, 6, 0.3, 0.010935)]
    [InlineData(9, 9, 0.2, 5.12000000000001e-07)]
    [InlineData(300, 1000, 1.0 / 3, 0.0267890554695011)]
    [InlineData(4, 8, 0.5, 1)]
    public void Shares_HaveRsPValues(int part, int whole, double probability, double p) =>
        Near(p, BinomialShare.PValue(part, whole, probability));

    [Fact]
    public void PValues_AreTheSumOfOutcomesNoMoreProbable()
    {
        for (var n = 1; n <= 25; n++)
            foreach (var p in (double[])[0, 0.07, 0.3, 0.5, 0.77, 1])
            {
                double[] mass = [.. Enumerable.Range(0, n + 1).Select(k => Choose(n, k) * Math.Pow(p, k) * Math.Pow(1 - p, n - k))];
                for (var k = 0; k <= n; k++)
                    Near(Math.Min(1, mass.Where(m => m <= mass[k] * (1 + 1e-7)).Sum()), BinomialShare.PValue(k, n, p), 1e-11);
            }
    }

    [Fact]
    public void Limits_AreWhereTheTailsAre()
    {
        for (var n = 0; n <= 40; n++)
        {
            var rate = PoissonRate.Interval(n, 1, 0.9);
            Near(0.05, PoissonAtMost(n, rate.Upper), 1e-11);
            if (n > 0) Near(0.95, PoissonAtMost(n - 1, rate.Lower), 1e-11);
        }
    }

    [Fact]
    public void Intervals_HoldTheTruthAtLeastAsOftenAsTheySay()
    {
        RateInterval[] intervals = [.. Enumerable.Range(0, 200).Select(n => PoissonRate.Interval(n, 1))];
        foreach (var mean in (double[])[0.3, 1, 2.7, 8, 21.5, 60])
        {
            var held = 0.0;
            for (var n = 0; n < 200; n++)
                if (intervals[n].Lower <= mean && mean <= intervals[n].Upper) held += PoissonAtMost(n, mean) - PoissonAtMost(n - 1, mean);
            Assert.InRange(held, 0.95, 1 + 1e-9);
        }
    }

    [Fact]
    public void ExposureInOtherUnits_ChangesTheRateAndNotTheVerdict()
    {
        var hours = PoissonRate.Compare(4, 10, 12, 8);
        var minutes = PoissonRate.Compare(4, 600, 12, 480);
        Near(hours.PValue, minutes.PValue);
        Near(hours.Ratio, minutes.Ratio);
        Near(PoissonRate.Interval(4, 10).Upper / 60, PoissonRate.Interval(4, 600).Upper);
    }

    [Fact]
    public void Exchange_InvertsTheRatio()
    {
        var one = PoissonRate.Compare(4, 10, 12, 8);
        var other = PoissonRate.Compare(12, 8, 4, 10);
        Near(1 / one.Ratio, other.Ratio);
        Near(1 / one.Lower, other.Upper);
        Near(one.PValue, other.PValue);
    }

    [Fact]
    public void Verdicts_SayADifferenceOnlyBeyondChance()
    {
        Assert.Equal(RateVerdict.TooFewToTell, PoissonRate.Compare(5, 1, 0, 1000).Verdict);
        Assert.Equal(RateVerdict.TooFewToTell, PoissonRate.Compare(0, 1, 0, 1).Verdict);
        Assert.Equal(RateVerdict.FirstIsHigher, PoissonRate.Compare(6, 1, 0, 1).Verdict);
        Assert.Equal(RateVerdict.SecondIsHigher, PoissonRate.Compare(0, 1, 6, 1).Verdict);
        Assert.Equal(RateVerdict.ChanceCouldExplain, PoissonRate.Compare(6, 1, 1, 1).Verdict);
        Assert.Equal(RateVerdict.FirstIsHigher, PoissonRate.Compare(8, 1, 1, 1).Verdict);
        Assert.True(PoissonRate.Interval(4, 10).IsTooFewToTell);
        Assert.False(PoissonRate.Interval(5, 10).IsTooFewToTell);
    }

    [Fact]
    public void WhatIsNoCountOrNoExposure_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => PoissonRate.Interval(-1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => PoissonRate.Interval(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => PoissonRate.Interval(1, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => PoissonRate.Interval(1, double.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>(() => PoissonRate.Interval(1, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => PoissonRate.Compare(1, 1, 1, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => BinomialShare.Interval(0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => BinomialShare.Interval(3, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => BinomialShare.PValue(1, 2, double.NaN));
    }

    private static double PoissonAtMost(int k, double mean)
    {
        double term = Math.Exp(-mean), sum = 0;
        for (var i = 0; i <= k; i++, term *= mean / i) sum += term;
        return sum;
    }

    private static double Choose(int n, int k)
    {
        double product = 1;
        for (var i = 1; i <= k; i++) product = product * (n - k + i) / i;
        return product;
    }

    private static void Near(double? wanted, double? told, double relative = 1e-9)
    {
        Assert.Equal(wanted is null, told is null);
        if (wanted is { } value) Assert.InRange(told!.Value, value - relative * Math.Abs(value), value + relative * Math.Abs(value));
    }
}
