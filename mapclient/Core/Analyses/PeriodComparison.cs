using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Statistics;
using SpacesPlaces.MapClient.Incidents;
using SpacesPlaces.MapClient.Language;
using SpacesPlaces.MapClient.Time;

namespace SpacesPlaces.MapClient.Analyses;

/// <summary>One of two periods that stand side by side.</summary>
/// <param name="Window">Its days.</param>
/// <param name="Events">Incidents that can have happened in it, through the same filter.</param>
/// <param name="Sessions">Outreach sessions that began in it; null where the reader may not see them.</param>
/// <param name="Hours">Their hours.</param>
public sealed record ComparedPeriod(TimeWindow Window, int Events, int? Sessions, double? Hours);

/// <summary>
/// Two periods side by side: the same filter, the same area, the effort beside each, and what the difference may say. Incidents are counted,
/// not children: how many different children there were is for an analysis to say.
/// </summary>
/// <param name="Before">The first period.</param>
/// <param name="After">The second period.</param>
/// <param name="Shared">Incidents of uncertain time that can have happened in either: counted in both, and said.</param>
/// <param name="Verdict">What the difference may say, from the rates per day.</param>
/// <param name="Rates">The comparison behind it: the second period by the first.</param>
public sealed record PeriodComparison(ComparedPeriod Before, ComparedPeriod After, int Shared, RateVerdict Verdict, RateComparison Rates)
{
    /// <summary>Compares two periods.</summary>
    /// <param name="table">All incidents that the reader received.</param>
    /// <param name="filter">The filter; its own dates are not used.</param>
    /// <param name="before">Days of the first period.</param>
    /// <param name="after">Days of the second; they may not overlap the first.</param>
    /// <param name="sessions">Outreach sessions of both; null where the reader may not see them.</param>
    /// <exception cref="ArgumentException">The periods overlap: an event would be before and after itself.</exception>
    public static PeriodComparison Of(
        IncidentTable table, IncidentFilter filter, TimeWindow before, TimeWindow after, IReadOnlyList<OutreachSessionView>? sessions)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(filter);
        if (before.From <= after.To && after.From <= before.To) throw new ArgumentException("The periods overlap.", nameof(after));
        var (first, second) = (table.Matching(filter with { Window = before }), table.Matching(filter with { Window = after }));
        var shared = first.Intersect(second).Count();
        // Of those that may belong to either, none can show a difference.
        var rates = PoissonRate.Compare(second.Length - shared, after.Days, first.Length - shared, before.Days);
        return new(Period(before, first.Length, sessions, filter), Period(after, second.Length, sessions, filter), shared, rates.Verdict, rates);
    }

    /// <summary>What the difference may say, in one sentence.</summary>
    public string Told(Words words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return Verdict switch
        {
            RateVerdict.TooFewToTell => words["desktop.compare_too_few"],
            RateVerdict.ChanceCouldExplain => words["desktop.compare_chance"],
            RateVerdict.FirstIsHigher => words["desktop.compare_more"],
            _ => words["desktop.compare_fewer"],
        };
    }

    private static ComparedPeriod Period(TimeWindow window, int events, IReadOnlyList<OutreachSessionView>? sessions, IncidentFilter filter)
    {
        var there = sessions?.Where(session => window.CanHold(session.StartedAt, session.StartedAt))
            .Where(session => filter.Area is null || filter.Area.Intersects(new NetTopologySuite.Geometries.Point(session.Location.X, session.Location.Y))).ToList();
        return new(window, events, there?.Count, there?.Sum(session => (session.EndedAt - session.StartedAt).TotalHours));
    }
}
