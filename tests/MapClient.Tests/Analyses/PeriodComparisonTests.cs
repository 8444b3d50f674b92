using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.Geodata.Statistics;
using SpacesPlaces.MapClient.Analyses;
using SpacesPlaces.MapClient.Incidents;
using SpacesPlaces.MapClient.Time;

namespace SpacesPlaces.MapClient.Tests.Analyses;

public sealed class PeriodComparisonTests
{
    private static readonly TimeWindow Winter = new(new(2026, 1, 1), new(2026, 1, 31));
    private static readonly TimeWindow Summer = new(new(2026, 7, 1), new(2026, 7, 31));
    private static readonly IncidentFilter All = new(new TimeWindow(new(2020, 1, 1), new(2030, 1, 1)));

    private static IEnumerable<IncidentView> In(TimeWindow window, int count) => Enumerable.Range(0, count).Select(i => Sample.Incident(at: window.Begins.AddHours(10 + i)));

    [Theory]
    [InlineData(2, 3, RateVerdict.TooFewToTell)]
    [InlineData(10, 14, RateVerdict.ChanceCouldExplain)]
    [InlineData(5, 30, RateVerdict.FirstIsHigher)]
    [InlineData(30, 5, RateVerdict.SecondIsHigher)]
    public void ADifference_IsSaidOnlyWhenChanceHardlyExplainsIt(int winter, int summer, RateVerdict verdict)
    {
        var compared = PeriodComparison.Of(new([.. In(Winter, winter), .. In(Summer, summer)], NationalGrid.Helmert), All, Winter, Summer, null);
        Assert.Equal((winter, summer, verdict), (compared.Before.Events, compared.After.Events, compared.Verdict));
        Assert.NotEmpty(compared.Told(new(Tongue.Cy)));
        Assert.Null(compared.Before.Sessions);
    }

    [Fact]
    public void EachPeriod_StandsWithItsVisits()
    {
        var compared = PeriodComparison.Of(
            new([.. In(Winter, 4)], NationalGrid.Helmert), All, Winter, Summer, [Sample.Session(Winter.Begins.AddHours(1)), Sample.Session(Winter.Begins.AddDays(3)), Sample.Session(Summer.Begins, 5)]);
        Assert.Equal((2, 4d, 1, 5d), (compared.Before.Sessions!.Value, compared.Before.Hours!.Value, compared.After.Sessions!.Value, compared.After.Hours!.Value));
    }

    [Fact]
    public void WhatMayBelongToEither_ShowsNoDifference()
    {
        IncidentView[] unsure = [.. Enumerable.Range(0, 40).Select(_ => Sample.Incident(at: Winter.Begins, until: Summer.Ends))];
        var compared = PeriodComparison.Of(new(unsure, NationalGrid.Helmert), All, Winter, Summer, null);
        Assert.Equal((40, 40, 40, RateVerdict.TooFewToTell), (compared.Before.Events, compared.After.Events, compared.Shared, compared.Verdict));
    }

    [Fact]
    public void OnlyTheDrawnArea_IsCompared_ForVisitsToo()
    {
        var area = All with { Area = Sample.Box(-5, 52.3, -4.8, 52.5) };
        var compared = PeriodComparison.Of(
            new([Sample.Incident(at: Winter.Begins), Sample.Incident(lon: -4.1, at: Winter.Begins)], NationalGrid.Helmert), area, Winter, Summer,
            [Sample.Session(Winter.Begins), Sample.Session(Winter.Begins, lon: -4.1)]);
        Assert.Equal((1, 1), (compared.Before.Events, compared.Before.Sessions!.Value));
    }

    [Fact]
    public void PeriodsThatOverlap_AreRefused() =>
        Assert.Throws<ArgumentException>(() => PeriodComparison.Of(new([], NationalGrid.Helmert), All, Winter, new(new(2026, 1, 31), new(2026, 2, 28)), null));
}
