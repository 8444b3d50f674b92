namespace SpacesPlaces.Geodata.Hotspots.Times;

/// <summary>The time of one event: somewhere from one instant up to, not including, another.</summary>
/// <param name="From">When it began at the earliest.</param>
/// <param name="To">When it had happened at the latest; null when nobody stated it.</param>
/// <param name="DatePrecision">Whether the day is known at all.</param>
public readonly record struct TimeRange(
    DateTimeOffset From, DateTimeOffset? To = null, DatePrecision DatePrecision = DatePrecision.Day);

/// <summary>One hour of the week that holds more than its share.</summary>
/// <param name="Day">The local day.</param>
/// <param name="Hour">The local hour, 0 to 23; 22 is from 22:00 up to, not including, 23:00.</param>
/// <param name="Weight">Events in it, in parts.</param>
/// <param name="CertainShare">
/// Share of that weight, 0 to 1, from events whose range lies in this one hour; near 0 the peak is made of guesses.
/// </param>
public sealed record PeakHour(DayOfWeek Day, int Hour, double Weight, double CertainShare);

/// <summary>Events by day of the week and hour of the day, each spread evenly over the time in which it may have happened.</summary>
/// <param name="Method">Name of the method.</param>
/// <param name="MethodVersion">Version of the method; results of different versions are not compared.</param>
/// <param name="TimeZone">The zone whose clock on the wall counts.</param>
/// <param name="Weights">168 weights, Monday 00 first, Sunday 23 last; they sum to <paramref name="Events"/>.</param>
/// <param name="Events">Number of events, n. The next four add up to it.</param>
/// <param name="ExactEvents">Events whose range lies in one hour, or is one instant.</param>
/// <param name="StartOnlyEvents">
/// Events without an end, or whose end is before their start: they count in the hour of their start, which may be wrong.
/// </param>
/// <param name="SpreadEvents">Events spread over several hours.</param>
/// <param name="WholeWeekEvents">Events known to more than a week: 1/168 in every hour; they say nothing of time.</param>
/// <param name="PeakHours">The fullest hours above the mean of n/168, at most <see cref="Aoristic.MostPeakHours"/>.</param>
/// <param name="IsTooFewToTell">
/// True below <see cref="Aoristic.LeastEvents"/> events that say anything of time (whole weeks do not count): the weights are
/// what was recorded, and no pattern.
/// </param>
public sealed record AoristicMatrix(
    string Method, string MethodVersion, string TimeZone, IReadOnlyList<double> Weights, int Events, int ExactEvents,
    int StartOnlyEvents, int SpreadEvents, int WholeWeekEvents, IReadOnlyList<PeakHour> PeakHours, bool IsTooFewToTell)
{
    /// <summary>The weight of one hour of the week, in events.</summary>
    /// <param name="day">The local day.</param>
    /// <param name="hour">The local hour, 0 to 23.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such hour.</exception>
    public double At(DayOfWeek day, int hour)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(hour);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hour, 23);
        return Weights[Aoristic.Cell(day, hour)];
    }
}
