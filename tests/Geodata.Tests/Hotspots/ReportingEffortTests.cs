using System.Text.Json;
using SpacesPlaces.Geodata.Hotspots;
using SpacesPlaces.Geodata.Statistics;

namespace SpacesPlaces.Geodata.Tests.Hotspots;

public sealed class ReportingEffortTests
{
    [Fact]
    public void Rates_StandBesideTheirCounts_WithRsIntervals()
    {
        var rate = Assert.Single(ReportingEffort.Adjust([new(7, 23, 160)]).Rates);
        Assert.Equal((7, 23, 160.0, EffortVerdict.Rate), (rate.Number, rate.Events, rate.Hours, rate.Verdict));
        Assert.Equal(23 / 160.0, rate.PerHour!.Rate);
        // R 4.2.2, poisson.test(23, 160)
        Assert.Equal(0.0911251689815293, rate.PerHour.Lower, 1e-12);
        Assert.Equal(0.215695580592706, rate.PerHour.Upper, 1e-12);
    }

    [Fact]
    public void NoHours_AreNoEffortRecorded_AndNoRate()
    {
        var told = ReportingEffort.Adjust([new(1, 9, 0), new(2, 0, 0), new(3, 6, 12), new(4, 2, 8)]);
        Assert.Equal(
            [EffortVerdict.NoEffortRecorded, EffortVerdict.NoEffortRecorded, EffortVerdict.Rate, EffortVerdict.TooFewToTell],
            told.Rates.Select(r => r.Verdict));
        Assert.All(told.Rates.Take(2), r => Assert.Null(r.PerHour));
        Assert.Equal((9, 8, 20.0), (told.EventsWithoutEffort, told.All!.Events, told.All.Exposure));
        Assert.Null(ReportingEffort.Adjust([new(1, 9, 0)]).All);
        Assert.Empty(ReportingEffort.Adjust([]).Rates);
    }

    [Fact]
    public void FewEventsOrHours_AreTooFewToTell()
    {
        Assert.Equal(EffortVerdict.TooFewToTell, VerdictOf(4, 1_000));
        Assert.Equal(EffortVerdict.Rate, VerdictOf(5, 1_000));
        Assert.Equal(EffortVerdict.TooFewToTell, VerdictOf(20, 1.99));
        Assert.Equal(EffortVerdict.Rate, VerdictOf(20, 2));
        Assert.Equal(0.0, ReportingEffort.Adjust([new(1, 0, 50)]).Rates[0].PerHour!.Lower);
        Assert.True(ReportingEffort.Adjust([new(1, 0, 50)]).Rates[0].PerHour!.Upper > 0.07); // none seen in 50 hours is not none

        static EffortVerdict VerdictOf(int events, double hours) => ReportingEffort.Adjust([new(1, events, hours)]).Rates[0].Verdict;
    }

    [Fact]
    public void MoreLooking_WithMoreRecorded_IsTheSameRate()
    {
        var told = ReportingEffort.Adjust([new(1, 10, 40), new(2, 30, 120)]);
        Assert.Equal(told.Rates[0].PerHour!.Rate, told.Rates[1].PerHour!.Rate);
        Assert.True(told.Rates[1].PerHour!.Upper - told.Rates[1].PerHour!.Lower < told.Rates[0].PerHour!.Upper - told.Rates[0].PerHour!.Lower);
    }

    [Fact]
    public void OrderOfRows_ChangesNoByte()
    {
        var random = new SeededRandom(5);
        EffortCount[] counts = [.. Enumerable.Range(0, 200).Select(i => new EffortCount(i, i % 13, i % 7 == 0 ? 0 : 1 / (i + 0.3)))];
        var told = JsonSerializer.Serialize(ReportingEffort.Adjust(counts));
        for (var run = 0; run < 10; run++)
        {
            random.Shuffle<EffortCount>(counts);
            Assert.Equal(told, JsonSerializer.Serialize(ReportingEffort.Adjust(counts)));
        }
    }

    [Fact]
    public void WhatMakesNoSense_IsRefused()
    {
        Refused(new EffortCount(1, -1, 3));
        Refused(new EffortCount(1, 1, -3));
        Refused(new EffortCount(1, 1, double.NaN));
        Refused(new EffortCount(1, 1, double.PositiveInfinity));
        Refused(new EffortCount(1, 1, 1e-300));
        Refused(new EffortCount(1, 1, 3), new EffortCount(1, 2, 4));
        Refused(new EffortCount(1, int.MaxValue, 3), new EffortCount(2, int.MaxValue, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => ReportingEffort.Adjust([], 1));

        static void Refused(params EffortCount[] counts) => Assert.ThrowsAny<ArgumentException>(() => ReportingEffort.Adjust(counts));
    }
}
