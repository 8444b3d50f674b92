namespace SpacesPlaces.MapClient.Time;

/// <summary>
/// Days from a first to a last, both of which belong to it, as calendars in Britain count them. A day has 23 hours when clocks go forward
/// and 25 when they go back; the window holds all of them.
/// </summary>
public readonly record struct TimeWindow
{
    /// <summary>A window of days.</summary>
    /// <param name="from">First day.</param>
    /// <param name="to">Last day.</param>
    /// <exception cref="ArgumentException">The last day lies before the first.</exception>
    public TimeWindow(DateOnly from, DateOnly to)
    {
        if (to < from) throw new ArgumentException($"{to:O} lies before {from:O}.", nameof(to));
        (From, To) = (from, to);
    }

    /// <summary>First day.</summary>
    public DateOnly From { get; }

    /// <summary>Last day; it belongs to the window.</summary>
    public DateOnly To { get; }

    /// <summary>How many days it holds.</summary>
    public int Days => To.DayNumber - From.DayNumber + 1;

    /// <summary>The instant at which it begins.</summary>
    public DateTimeOffset Begins => MidnightOf(From);

    /// <summary>The first instant that no longer belongs to it.</summary>
    public DateTimeOffset Ends => MidnightOf(To.AddDays(1));

    /// <summary>True when something that happened at some time between two instants can have happened in the window.</summary>
    /// <param name="from">Earliest instant.</param>
    /// <param name="to">Latest instant; equal to the earliest where the time is exact.</param>
    public bool CanHold(DateTimeOffset from, DateTimeOffset to) => from < Ends && to >= Begins;

    // Midnight exists on every day in Britain: clocks change at one and two o'clock.
    private static DateTimeOffset MidnightOf(DateOnly day)
    {
        var wall = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(wall, WallClock.Britain.GetUtcOffset(wall)).ToUniversalTime();
    }
}
