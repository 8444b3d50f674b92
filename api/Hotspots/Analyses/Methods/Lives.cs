using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Hotspots;
using SpacesPlaces.Geodata.Statistics;
using SpacesPlaces.Geodata.Vocabulary;
using Clustering = SpacesPlaces.Geodata.Hotspots.HotspotAnalysis;

namespace SpacesPlaces.Api.Hotspots.Analyses.Methods;

/// <summary>Clusters of successive windows followed as spaces: see <see cref="Lineage"/>.</summary>
internal sealed class Lives() : AnalysisMethodOf<LineageMethod>("lineage")
{
    /// <summary>Most windows: ten years by month.</summary>
    private const int MostWindows = 120;

    protected override IEnumerable<Refusal> Check(NewAnalysis asked, LineageMethod how)
    {
        foreach (var refusal in Range(how.EpsMetres, "epsMetres", HotspotParameters.LeastEpsMetres, HotspotParameters.MaxEpsMetres)) yield return refusal;
        foreach (var refusal in Range(how.MinEvents, "minEvents", HotspotParameters.LeastMinEvents, HotspotParameters.MostMinEvents)) yield return refusal;
        foreach (var refusal in Range(how.WindowMonths, "windowMonths", 1, 24)) yield return refusal;
        foreach (var refusal in Range(how.StepMonths, "stepMonths", 1, Math.Clamp(how.WindowMonths, 1, 24))) yield return refusal;
        if (how.WindowMonths is < 1 or > 24 || how.StepMonths < 1) yield break;
        if (!Months.AreWholePeriods(asked.From, asked.To, 1))
        {
            yield return Refusal.Of(ProblemCodes.WindowNotWholePeriods, "to", ("months", 1));
            yield break;
        }

        var months = Months.Between(asked.From, asked.To.AddDays(1));
        var windows = months < how.WindowMonths ? 0 : ((months - how.WindowMonths) / how.StepMonths) + 1;
        if (windows is < 2 or > MostWindows)
            yield return Refusal.Of(ProblemCodes.CountOutOfRange, "method.windowMonths", ("min", 2), ("max", MostWindows));
    }

    protected override AnalysisOutcome Run(AnalysisInput input, LineageMethod how)
    {
        var periods = Months.Periods(input.Asked.From, input.Asked.To, how.WindowMonths, how.StepMonths);
        var missing = input.MissingMonths.ToHashSet();
        var parameters = new HotspotParameters(how.EpsMetres, how.MinEvents);
        var events = input.Events.AsClustered;
        var windows = new LineageWindow[periods.Count];
        for (var i = 0; i < windows.Length; i++)
        {
            input.Cancel.ThrowIfCancellationRequested();
            input.Report(0.8 * i / windows.Length);
            var (from, to) = periods[i];
            windows[i] = new(from, to, Clusters(events, from, to, parameters),
                Enumerable.Range(0, how.WindowMonths).Any(month => missing.Contains(from.AddMonths(month))));
        }

        var found = Lineage.Follow(windows, new LineageParameters());
        var result = events.Count < how.MinEvents ? null : new LivesResult(
            [.. periods.Select((period, i) => new PeriodView(
                period.From, period.To, windows[i].IsDataMissing, events.Count(one => one.Date >= period.From && one.Date <= period.To)))],
            [.. found.Lives.Select(life => View(life, input))]);
        return new(Lineage.Method, $"{Clustering.MethodVersion}.{Lineage.MethodVersion}", how.MinEvents, result);
    }

    private static LineageCluster[] Clusters(IReadOnlyList<HotspotEvent> events, DateOnly from, DateOnly to, HotspotParameters parameters)
    {
        HotspotEvent[] within = [.. events.Where(one => one.Date >= from && one.Date <= to)];
        var byId = within.ToDictionary(one => one.Id);
        return
        [
            .. Clustering.Run(within, parameters).Hotspots.Select(hotspot => new LineageCluster(
                hotspot.Number,
                [.. hotspot.Members.Select(member => new LineageMember(member.EventId, byId[member.EventId].Point, byId[member.EventId].Date))],
                hotspot.Hull, hotspot.Counts)),
        ];
    }

    private static LifeView View(SpaceLife life, AnalysisInput input)
    {
        LifeStage[] stages = [.. life.Presences.Select(presence => Stage(life, presence, input))];
        return new(life.Number, stages[^1].Happened, stages);
    }

    private static LifeStage Stage(SpaceLife life, LifePresence presence, AnalysisInput input)
    {
        var happened = life.Events.Where(one => one.Window == presence.Window).OrderByDescending(one => Weight(one.Kind)).FirstOrDefault();
        var word = presence.State switch
        {
            PresenceState.NotKnown => "not_known",
            PresenceState.PartOfAnother => "part_of_another",
            PresenceState.Quiet => happened is { Kind: LifeEventKind.Ended } ? "ended" : "quiet",
            _ => WireName.Of(happened?.Kind ?? LifeEventKind.Continued),
        };
        var change = happened?.Change;
        return new(
            presence.Window - 1, word,
            change is { Verdict: RateVerdict.TooFewToTell or RateVerdict.ChanceCouldExplain } && change.FirstEvents != change.SecondEvents,
            happened?.OtherLives ?? [], presence.Counts?.Class, presence.Counts?.Events, presence.Counts?.DistinctChildren,
            presence.Hull is { } hull ? Where.ToWire(hull, input.Grid) : null);
    }

    // Where several things happened at once, the one that a reader most needs to know.
    private static int Weight(LifeEventKind kind) => kind switch
    {
        LifeEventKind.Merged or LifeEventKind.Split => 3,
        LifeEventKind.Born or LifeEventKind.Returned or LifeEventKind.Ended => 2,
        LifeEventKind.Grown or LifeEventKind.Shrunk => 1,
        _ => 0,
    };
}
