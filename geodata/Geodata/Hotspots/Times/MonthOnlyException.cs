namespace SpacesPlaces.Geodata.Hotspots.Times;

/// <summary>
/// The refusal of events of which only the month is known, by a method that needs days or hours. Such events are not spread over
/// their month: published police data would then show a rhythm that nobody recorded. Leave them out and say how many, or choose a
/// method that works with months.
/// </summary>
public sealed class MonthOnlyException : ArgumentException
{
    internal MonthOnlyException(int events, string parameter)
        : base($"Of {events} events only the month is known; this method needs the day.", parameter) => Events = events;

    /// <summary>How many events were month only.</summary>
    public int Events { get; }

    internal static void ThrowIfAny(ReadOnlySpan<DatePrecision> precisions, string parameter)
    {
        var monthOnly = 0;
        foreach (var precision in precisions) monthOnly += precision == DatePrecision.Month ? 1 : 0;
        if (monthOnly > 0) throw new MonthOnlyException(monthOnly, parameter);
    }
}
