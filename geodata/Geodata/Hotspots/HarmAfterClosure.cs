using SpacesPlaces.Geodata.Statistics;

namespace SpacesPlaces.Geodata.Hotspots;

/// <summary>
/// Harm that outlives a case: how often, after the case of a child harmed in a space had closed, a child new to the space was harmed
/// there. The case closed and the space stayed harmful; it says nothing about any child, family or worker, nor why.
/// </summary>
/// <remarks>
/// <para>For each child harmed there, the case closed on the last day of the month given; where none is given, or one before the child's
/// first harm there (an earlier case), it counts as closed a stated number of quiet days after the child's last event there. A
/// closure is followed by harm when a child whose first harm there begins after that day is harmed within the stated months.</para>
/// <para>Only closures with all of those months observed are in the share; the others are not yet known, also those after which harm
/// came already, because counting only these would make the share too high. The interval of the share is Clopper and Pearson's. It
/// takes closures as independent, and they are not quite: one child new to the space may follow several closures, so the interval
/// is rather too narrow. Poor where the history begins late: a child harmed there before it looks new.</para>
/// </remarks>
public static class HarmAfterClosure
{
    /// <summary>Name of the method.</summary>
    public const string Method = "harm-after-closure";

    /// <summary>Version of everything that decides the result.</summary>
    public const string MethodVersion = "1";

    /// <summary>Fewest fully observed closures of which a share is told: of 4, each interval spans at least three fifths.</summary>
    public const int LeastClosures = 5;

    /// <summary>Counts how often harm to children new to the space followed closures.</summary>
    /// <param name="events">Events of one space within the observed days, in any order.</param>
    /// <param name="closures">
    /// Months in which cases closed, at most one for a child; those of children not harmed there are passed over.
    /// </param>
    /// <param name="parameters">The observed days, and how long is looked.</param>
    /// <exception cref="ArgumentException">
    /// A parameter is out of range, an event lies outside the observed days or counts negative, a child has two closures.
    /// </exception>
    public static HarmAfterClosureResult Count(
        IReadOnlyCollection<SpaceHarm> events, IReadOnlyCollection<CaseClosure> closures, HarmAfterClosureParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(closures);
        ArgumentNullException.ThrowIfNull(parameters);
        Refuse(events, parameters);
        var monthOf = new Dictionary<int, DateOnly>();
        foreach (var closure in closures)
            if (!monthOf.TryAdd(closure.Child, closure.Month)) throw new ArgumentException("A child has two closures.", nameof(closures));

        // What a month without a known day may mean is used against the claim: harm began early in it, and ended late.
        var seen = new Dictionary<int, (DateOnly First, DateOnly Last)>();
        foreach (var harm in events)
        {
            var (from, to) = DaysOf(harm, parameters);
            foreach (var child in harm.Children.Span)
                seen[child] = seen.TryGetValue(child, out var known)
                    ? (from < known.First ? from : known.First, to > known.Last ? to : known.Last)
                    : (from, to);
        }

        int byCase = 0, byLastEvent = 0, beforeHarm = 0;
        var days = new List<DateOnly>();
        foreach (var (child, (first, last)) in seen)
        {
            var given = monthOf.TryGetValue(child, out var month);
            var isBefore = given && LastOfMonth(month) < first;
            var isByCase = given && !isBefore;
            var day = isByCase ? LastOfMonth(month) : last.AddDays(parameters.QuietDays);
            if (isBefore) beforeHarm++;
            if (day > parameters.ObservedTo) continue; // open, as far as is known
            if (isByCase) byCase++;
            else byLastEvent++;
            days.Add(day);
        }

        DateOnly[] firsts = [.. seen.Values.Select(s => s.First).Order()];
        var months = new List<int>();
        int observed = 0, notYetKnown = 0, alreadyFollowed = 0;
        foreach (var day in days)
        {
            var start = day.AddDays(1);
            var end = start.AddMonths(parameters.FollowUpMonths); // exclusive
            // The child's own first harm is never after its closure, so whoever comes after is another child.
            var next = Array.FindIndex(firsts, first => first >= start);
            var isFollowed = next >= 0 && firsts[next] < end;
            if (end.AddDays(-1) > parameters.ObservedTo)
            {
                notYetKnown++;
                if (isFollowed) alreadyFollowed++;
                continue;
            }

            observed++;
            if (isFollowed) months.Add(WholeMonths(start, firsts[next]));
        }

        months.Sort();
        DateOnly? firstClosure = days.Count == 0 ? null : days.Min();
        SpaceHarm[] unknown = [.. events.Where(e => e.ChildrenUnknown > 0 || e.Children.IsEmpty)];
        return new HarmAfterClosureResult(
            Method, MethodVersion, parameters, events.Count, seen.Count, new ClosureBasis(byCase, byLastEvent, beforeHarm),
            seen.Count - days.Count, observed, months.Count, notYetKnown, alreadyFollowed, months,
            firsts.Count(first => first > firstClosure), unknown.Length,
            unknown.Count(e => DaysOf(e, parameters).To > firstClosure), observed < LeastClosures,
            observed < LeastClosures ? null : BinomialShare.Interval(months.Count, observed));
    }

    private static void Refuse(IReadOnlyCollection<SpaceHarm> events, HarmAfterClosureParameters parameters)
    {
        if (parameters.ObservedTo < parameters.ObservedFrom)
            throw new ArgumentException("The observed days end before they begin.", nameof(parameters));
        if (parameters.ObservedTo.Year > HarmAfterClosureParameters.MostYear)
            throw new ArgumentOutOfRangeException(nameof(parameters), "The observed days end too late.");
        if (parameters.QuietDays is < 0 or > HarmAfterClosureParameters.MostQuietDays)
            throw new ArgumentOutOfRangeException(nameof(parameters), "Quiet days are 0 to 3,660.");
        if (parameters.FollowUpMonths is < 1 or > HarmAfterClosureParameters.MostFollowUpMonths)
            throw new ArgumentOutOfRangeException(nameof(parameters), "Months of follow-up are 1 to 120.");
        foreach (var harm in events)
        {
            var (from, to) = DaysOf(harm, parameters);
            var isOutside = from > parameters.ObservedTo || to < parameters.ObservedFrom || to < from;
            if (isOutside || harm.Day.Year > HarmAfterClosureParameters.MostYear)
                throw new ArgumentException($"An event lies outside the observed days: {harm.Day:O}.", nameof(events));
            if (harm.ChildrenUnknown < 0) throw new ArgumentException("A count of unknown children is negative.", nameof(events));
        }
    }

    private static (DateOnly From, DateOnly To) DaysOf(SpaceHarm harm, HarmAfterClosureParameters parameters)
    {
        if (harm.DatePrecision == DatePrecision.Day) return (harm.Day, harm.Day);
        DateOnly from = new(harm.Day.Year, harm.Day.Month, 1), to = LastOfMonth(harm.Day);
        return (from < parameters.ObservedFrom ? parameters.ObservedFrom : from, to > parameters.ObservedTo ? parameters.ObservedTo : to);
    }

    private static DateOnly LastOfMonth(DateOnly day) => new(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month));

    private static int WholeMonths(DateOnly start, DateOnly day)
    {
        var months = (day.Year - start.Year) * 12 + day.Month - start.Month;
        return start.AddMonths(months) > day ? months - 1 : months;
    }
}
