using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Geodata.Hotspots;

/// <summary>What the rule needs to know of one event in a cluster.</summary>
/// <param name="Date">The day on which it began, or any day of its month.</param>
/// <param name="DatePrecision">Whether the day or only the month is known.</param>
/// <param name="Children">Known children as numbers that the caller gives to tokens (equal token, equal number); may repeat.</param>
/// <param name="ChildrenUnknown">Children harmed whose tokens are not known.</param>
/// <param name="Agency">The agency that recorded it.</param>
/// <param name="IsContext">True for context, which counts towards nothing below unless there is nothing else.</param>
public readonly record struct ClusterEvent(
    DateOnly Date, DatePrecision DatePrecision, ReadOnlyMemory<int> Children, int ChildrenUnknown, Agency Agency, bool IsContext);

/// <summary>The counts of a cluster and what they say.</summary>
/// <param name="Class">What the cluster says about harm in a space.</param>
/// <param name="Events">Harm events; in a cluster of context only, the context events. All other counts are about these.</param>
/// <param name="ContextEvents">Context events in the cluster.</param>
/// <param name="DistinctChildren">Different children known by token.</param>
/// <param name="ChildrenUnknown">Children whose tokens are not known, added up over events; may count one child many times.</param>
/// <param name="EventsWithUnknownChildren">Events that harmed a child without a token, or that name no child at all.</param>
/// <param name="Agencies">Different agencies.</param>
/// <param name="Dates">
/// Different dates that are certain: known days, and months without a known day in them. Two events of one month whose days
/// are unknown may be one day and count once.
/// </param>
/// <param name="First">Earliest day possible (of a month, its first).</param>
/// <param name="Last">Latest day on which an event can have begun (of a month, its last).</param>
public sealed record ClusterCounts(
    ClusterClass Class, int Events, int ContextEvents, int DistinctChildren, int ChildrenUnknown, int EventsWithUnknownChildren,
    int Agencies, int Dates, DateOnly First, DateOnly Last);

/// <summary>
/// Decides what a cluster of events says. Different children make a place matter, not many rows: three events to one child
/// belong in that child's plan; three events to three children belong to the place.
/// </summary>
/// <remarks>
/// The rules in their order, the first that fits decides:
/// <list type="number">
/// <item>only context events: <see cref="ClusterClass.ContextOnly"/>;</item>
/// <item>at least <see cref="LeastEvents"/> events, <see cref="LeastChildren"/> known children and
/// <see cref="LeastDates"/> dates: <see cref="ClusterClass.PlaceRepeat"/>;</item>
/// <item>exactly one known child and no event with unknown children: <see cref="ClusterClass.IndividualRepeat"/>;</item>
/// <item>at least <see cref="LeastEvents"/> events, fewer than <see cref="LeastChildren"/> known children, some unknown:
/// <see cref="ClusterClass.UnknownChildren"/>;</item>
/// <item>anything else: <see cref="ClusterClass.Insufficient"/>.</item>
/// </list>
/// An event that names no child at all (a practitioner's concern about a place) is one with unknown children: otherwise one
/// child's event among such concerns would be taken for that child's matter alone, and the place would be hidden.
/// </remarks>
public static class ClusterRule
{
    /// <summary>Fewest harm events of repeated harm in a space.</summary>
    public const int LeastEvents = 3;

    /// <summary>Fewest different known children of repeated harm in a space.</summary>
    public const int LeastChildren = 2;

    /// <summary>Fewest different dates of repeated harm in a space: one evening is one occasion.</summary>
    public const int LeastDates = 2;

    /// <summary>Counts and classifies the events of one cluster; their order does not matter.</summary>
    /// <param name="events">The members of the cluster, at least one.</param>
    /// <exception cref="ArgumentException">There is no event, or a count of unknown children is negative.</exception>
    public static ClusterCounts Classify(IReadOnlyCollection<ClusterEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        if (events.Count == 0) throw new ArgumentException("A cluster has at least one event.", nameof(events));
        if (events.Any(e => e.ChildrenUnknown < 0))
            throw new ArgumentException("A count of unknown children is negative.", nameof(events));

        var context = events.Count(e => e.IsContext);
        var isContextOnly = context == events.Count;
        IReadOnlyCollection<ClusterEvent> told = context == 0 || isContextOnly ? events : [.. events.Where(e => !e.IsContext)];

        var children = new HashSet<int>();
        var agencies = new HashSet<Agency>();
        int unknown = 0, withUnknown = 0;
        DateOnly first = DateOnly.MaxValue, last = DateOnly.MinValue;
        foreach (var e in told)
        {
            foreach (var child in e.Children.Span) children.Add(child);
            agencies.Add(e.Agency);
            unknown += e.ChildrenUnknown;
            if (e.ChildrenUnknown > 0 || e.Children.IsEmpty) withUnknown++;
            var (from, to) = DaysOf(e);
            if (from < first) first = from;
            if (to > last) last = to;
        }

        var dates = CertainDates(told);
        var verdict =
            isContextOnly ? ClusterClass.ContextOnly
            : told.Count >= LeastEvents && children.Count >= LeastChildren && dates >= LeastDates ? ClusterClass.PlaceRepeat
            : children.Count == 1 && withUnknown == 0 ? ClusterClass.IndividualRepeat
            : told.Count >= LeastEvents && children.Count < LeastChildren && withUnknown > 0 ? ClusterClass.UnknownChildren
            : ClusterClass.Insufficient;
        return new ClusterCounts(
            verdict, told.Count, context, children.Count, unknown, withUnknown, agencies.Count, dates, first, last);
    }

    private static int CertainDates(IReadOnlyCollection<ClusterEvent> events)
    {
        var days = new HashSet<DateOnly>(events.Where(e => e.DatePrecision == DatePrecision.Day).Select(e => e.Date));
        var monthsWithDays = new HashSet<DateOnly>(days.Select(FirstOfMonth));
        var monthsWithout = new HashSet<DateOnly>(
            events.Where(e => e.DatePrecision == DatePrecision.Month).Select(e => FirstOfMonth(e.Date)));
        monthsWithout.ExceptWith(monthsWithDays);
        return days.Count + monthsWithout.Count;
    }

    private static (DateOnly From, DateOnly To) DaysOf(ClusterEvent e) => e.DatePrecision == DatePrecision.Day
        ? (e.Date, e.Date)
        : (FirstOfMonth(e.Date), new DateOnly(e.Date.Year, e.Date.Month, DateTime.DaysInMonth(e.Date.Year, e.Date.Month)));

    private static DateOnly FirstOfMonth(DateOnly date) => new(date.Year, date.Month, 1);
}
