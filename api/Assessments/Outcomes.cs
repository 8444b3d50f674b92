using Microsoft.EntityFrameworkCore;
using NetTopologySuite.Geometries;
using Npgsql;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Hotspots;
using SpacesPlaces.Api.Incidents;
using SpacesPlaces.Api.Spaces;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Assessments;
using SpacesPlaces.Geodata.Disclosure;
using SpacesPlaces.Geodata.Statistics;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Assessments;

/// <summary>Counts harm and effort in the areas of a comparison, asks the methods, and lets out what the reader may know.</summary>
internal static class Outcomes
{
    /// <summary>Periods ahead of the first from which it is told how high the space usually is; the one that led to the choice is not among them.</summary>
    private const int EarlierPeriods = 4;

    /// <summary>What was recorded in one area in both periods, and the outreach that was there.</summary>
    private sealed record Counted(
        ComparedArea Area, IReadOnlyList<HarmRecord> Before, IReadOnlyList<HarmRecord> After, (int Sessions, double Hours) EffortBefore,
        (int Sessions, double Hours) EffortAfter)
    {
        public BeforeAfter Counts => new(Before.Count, After.Count);
    }

    /// <param name="comparison">What was chosen.</param>
    /// <param name="view">The same as the reader sees it.</param>
    /// <param name="sight">How much of figures is read: who reads exact figures gets them, who reads figures where there is enough to tell in every area.</param>
    /// <param name="actor">Who asks; only records that they may know are counted.</param>
    /// <param name="context">The database, with the reader's open transaction.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task<OutcomeView> ReadAsync(
        Comparison comparison, ComparisonView view, SpaceSight sight, Actor actor, SpacesContext context, CancellationToken cancel)
    {
        var connection = (NpgsqlConnection)context.Database.GetDbConnection();
        var before = await NearbyOutreach.ReadAsync(connection, actor.PartnershipId, comparison.BeforeFrom, comparison.BeforeTo, cancel);
        var after = await NearbyOutreach.ReadAsync(connection, actor.PartnershipId, comparison.AfterFrom, comparison.AfterTo, cancel);
        Dictionary<ComparedArea, Counted> counted = [];
        IReadOnlyList<HarmRecord> target = [];
        foreach (var (area, shape) in AreasOf(comparison))
        {
            var records = await HarmInside.ReadAsync(shape, actor, context, cancel);
            if (area == ComparedArea.Target) target = records;
            counted[area] = new(
                area, Between(records, comparison.BeforeFrom, comparison.BeforeTo), Between(records, comparison.AfterFrom, comparison.AfterTo),
                before.At(shape), after.At(shape));
        }

        var inside = await context.Partnerships.Where(p => p.PartnershipId == actor.PartnershipId).Select(p => p.InsideThreshold).SingleAsync(cancel);
        var rule = new SmallNumberRule(inside);
        // One count that is held back could be had from the words and the others: where one area has too little, nothing is said of any.
        var enough = sight == SpaceSight.Exact
            || counted.Values.SelectMany(one => (IReadOnlyList<HarmRecord>[])[one.Before, one.After]).All(cell => rule.MayShow(HarmRecord.ContentOf(cell)));
        var figures = sight != SpaceSight.Words && enough;
        return new(
            view, figures, [.. counted.Values.Select(one => AreaOf(one, enough, figures))], RatiosOf(counted, enough, figures),
            DifferenceOf(counted, enough, figures), UsualOf(comparison, counted[ComparedArea.Target].Counts, target, enough, sight == SpaceSight.Exact),
            Outcome.Method, Outcome.MethodVersion, [.. Caveats(comparison, view, counted, await AnyCoarsenedAsync(comparison, actor, context, cancel))]);
    }

    private static IEnumerable<(ComparedArea Area, Geometry Shape)> AreasOf(Comparison comparison)
    {
        yield return (ComparedArea.Target, comparison.Target);
        if (comparison.Buffer() is { } around) yield return (ComparedArea.Buffer, around);
        yield return (ComparedArea.Control, comparison.Control);
        if (comparison.BufferControl is { } like) yield return (ComparedArea.BufferControl, like);
    }

    private static IReadOnlyList<HarmRecord> Between(IEnumerable<HarmRecord> records, DateOnly from, DateOnly to) =>
        [.. records.Where(record => record.Day >= from && record.Day <= to)];

    private static AreaOutcome AreaOf(Counted one, bool enough, bool figures)
    {
        var (check, effort) = (Outcome.Check(one.Counts), Outcome.PerHour(one.Counts, one.EffortBefore.Hours, one.EffortAfter.Hours));
        return new(
            one.Area, figures ? one.Counts.Before : null, figures ? one.Counts.After : null, one.EffortBefore.Sessions, one.EffortAfter.Sessions,
            Math.Round(one.EffortBefore.Hours, 2), Math.Round(one.EffortAfter.Hours, 2), figures ? Told(effort.Before) : null, figures ? Told(effort.After) : null,
            enough ? effort.Reading : null, figures ? check.Figure : null, enough ? check.Reading : ChangeReading.TooFewToTell);
    }

    private static Estimated? Told(RateInterval? rate) => rate is { } one ? new(one.Rate, one.Lower, one.Upper) : null;

    private static RatioView? RatiosOf(Dictionary<ComparedArea, Counted> counted, bool enough, bool figures)
    {
        if (!counted.TryGetValue(ComparedArea.Buffer, out var around)) return null;
        var ratios = Outcome.Ratios(counted[ComparedArea.Target].Counts, around.Counts, counted[ComparedArea.Control].Counts);
        if (!figures) return new(null, null, null, null, null, null, enough ? ratios.Reading : DisplacementReading.TooFewToTell);
        return new(
            ratios.GrossEffect, ratios.NetEffect, ratios.SuccessMeasure, ratios.BufferMeasure, ratios.DisplacementQuotient, ratios.TotalNetEffect, ratios.Reading);
    }

    // What lies around takes part in the difference only with a control of its own.
    private static DifferenceView DifferenceOf(Dictionary<ComparedArea, Counted> counted, bool enough, bool figures)
    {
        BeforeAfter? like = counted.TryGetValue(ComparedArea.BufferControl, out var control) ? control.Counts : null;
        BeforeAfter? around = like is null ? null : counted[ComparedArea.Buffer].Counts;
        var difference = Outcome.Difference(counted[ComparedArea.Target].Counts, counted[ComparedArea.Control].Counts, around, like);
        return figures
            ? new(difference.Difference, difference.StandardError, difference.Lower, difference.Upper, difference.Reading, difference.ControlsAreUnlike)
            : new(null, null, null, null, enough ? difference.Reading : ChangeReading.TooFewToTell, null);
    }

    // A mean of earlier counts may be of few: its figures are for those who see every figure.
    private static UsualView UsualOf(Comparison comparison, BeforeAfter counts, IReadOnlyList<HarmRecord> target, bool enough, bool exact)
    {
        List<int> earlier = [];
        var days = comparison.BeforeTo.DayNumber - comparison.BeforeFrom.DayNumber + 1;
        for (var (i, end) = (0, comparison.BeforeFrom.AddDays(-1)); i < EarlierPeriods; i++, end = end.AddDays(-days))
        {
            // Before the first record nothing was recorded anywhere, which is not the same as nothing happening.
            if (!target.Any(record => record.Day <= end)) break;
            earlier.Add(Between(target, end.AddDays(1 - days), end).Count);
        }

        var usual = ReturnToUsual.Compare(counts, comparison.ChosenBecauseHigh, earlier);
        if (exact) return new(usual.Warning, usual.UsualCount, usual.ExpectedAfter);
        return new(enough || usual.Warning == RegressionWarning.None ? usual.Warning : RegressionWarning.FallWasLikely, null, null);
    }

    private static async Task<bool> AnyCoarsenedAsync(Comparison comparison, Actor actor, SpacesContext context, CancellationToken cancel)
    {
        DateTimeOffset from = LocalDays.StartOf(comparison.BeforeFrom), end = LocalDays.StartOf(comparison.AfterTo.AddDays(1));
        return await context.Incidents.AsNoTracking().VisibleTo(actor).AnyAsync(i => i.CoarsenedAt != null && i.OccurredFrom >= from && i.OccurredFrom < end, cancel);
    }

    private static IEnumerable<string> Caveats(Comparison comparison, ComparisonView view, Dictionary<ComparedArea, Counted> counted, bool coarsened)
    {
        yield return "voices_come_first";
        foreach (var caveat in HotspotCaveats.OfHarm) yield return caveat;
        if (view.ChosenLate) yield return "chosen_late";
        if (comparison.Number > 1) yield return "chosen_again";
        if (coarsened) yield return "records_coarsened";
        if (counted.Values.Any(one => one.EffortBefore.Sessions == 0 || one.EffortAfter.Sessions == 0)) yield return "no_effort_recorded";
    }
}
