namespace SpacesPlaces.Geodata.Hotspots.Times;

/// <summary>
/// When in the week harm happens, from times that are often only ranges: each event has the weight 1 and is spread evenly over the
/// minutes in which it may have happened. Taking the start, the middle or the end of a range instead invents a peak there.
/// </summary>
/// <remarks>
/// Source: Ratcliffe and McCullagh (1998); Ratcliffe (2002), <em>Aoristic signatures and the spatio-temporal analysis of high volume
/// crime patterns</em>; rules for missing ends and long spans as in common use (end missing: hour of the start; over 168 hours: 1/168
/// each). Poor where ranges are long: ten events known to a whole night fill that night evenly, whatever hour they share.
/// </remarks>
public static class Aoristic
{
    /// <summary>Name of the method.</summary>
    public const string Method = "aoristic";

    /// <summary>Version of everything that decides the result.</summary>
    public const string MethodVersion = "1";

    /// <summary>Fewest events of which a weekly pattern can be told: with fewer, one evening more or less moves the peak.</summary>
    public const int LeastEvents = 20;

    /// <summary>Most peak hours named.</summary>
    public const int MostPeakHours = 5;

    private const int HoursOfWeek = 168;
    private static readonly long WeekTicks = TimeSpan.FromHours(HoursOfWeek).Ticks;

    // Weights are sums of fractions: what differs by less than this is equal, and the earlier hour of the week comes first.
    private const double Equal = 1e-9;

    /// <summary>Events by day of the week and local hour.</summary>
    /// <param name="events">
    /// n ranges in any order, n ≥ 0; the end is exclusive (22:00 to 02:00 is four hours), equal to the start it means an instant.
    /// </param>
    /// <param name="zone">
    /// The zone whose clock on the wall counts. On days when clocks change a local hour is missing or there twice; a range over it
    /// is spread over the 23 or 25 hours that there were. Clocks are taken to change on full hours, as all do today.
    /// </param>
    /// <returns>The matrix, the same for the same events in any order.</returns>
    /// <exception cref="MonthOnlyException">Of an event only the month is known.</exception>
    public static AoristicMatrix Of(ReadOnlySpan<TimeRange> events, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var precisions = new DatePrecision[events.Length];
        for (var i = 0; i < events.Length; i++) precisions[i] = events[i].DatePrecision;
        MonthOnlyException.ThrowIfAny(precisions, nameof(events));

        var certain = new int[HoursOfWeek];
        var started = new int[HoursOfWeek];
        var ranges = new List<(long From, long To)>();
        var wholeWeek = 0;
        foreach (var e in events)
        {
            if (e.To is not { } to || to < e.From) started[CellOf(e.From.UtcTicks, zone)]++;
            else if ((to - e.From).Ticks > WeekTicks) wholeWeek++;
            else if (to.UtcTicks <= EndOfHour(e.From.UtcTicks, zone)) certain[CellOf(e.From.UtcTicks, zone)]++;
            else ranges.Add((e.From.UtcTicks, to.UtcTicks));
        }

        // Sums of fractions depend on their order in the last digits; the order of time is nobody's row order.
        ranges.Sort();
        var weights = new double[HoursOfWeek];
        foreach (var (from, to) in ranges) Spread(weights, from, to, zone);
        for (var cell = 0; cell < HoursOfWeek; cell++)
            weights[cell] += certain[cell] + started[cell] + wholeWeek / (double)HoursOfWeek;

        return new AoristicMatrix(
            Method, MethodVersion, zone.Id, weights, events.Length, certain.Sum(), started.Sum(), ranges.Count, wholeWeek,
            Peaks(weights, certain, events.Length), events.Length - wholeWeek < LeastEvents);
    }

    internal static int Cell(DayOfWeek day, int hour) => ((int)day + 6) % 7 * 24 + hour;

    private static void Spread(double[] weights, long from, long to, TimeZoneInfo zone)
    {
        var length = (double)(to - from);
        for (var at = from; at < to;)
        {
            var end = Math.Min(to, EndOfHour(at, zone));
            weights[CellOf(at, zone)] += (end - at) / length;
            at = end;
        }
    }

    private static DateTime Local(long utcTicks, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTimeFromUtc(new DateTime(utcTicks, DateTimeKind.Utc), zone);

    private static int CellOf(long utcTicks, TimeZoneInfo zone)
    {
        var local = Local(utcTicks, zone);
        return Cell(local.DayOfWeek, local.Hour);
    }

    private static long EndOfHour(long utcTicks, TimeZoneInfo zone) =>
        utcTicks + TimeSpan.TicksPerHour - Local(utcTicks, zone).Ticks % TimeSpan.TicksPerHour;

    private static PeakHour[] Peaks(double[] weights, int[] certain, int events)
    {
        var above = events / (double)HoursOfWeek + Equal;
        return
        [
            .. Enumerable.Range(0, HoursOfWeek)
                .Where(cell => weights[cell] > above)
                .OrderByDescending(cell => Math.Round(weights[cell] / Equal))
                .ThenBy(cell => cell)
                .Take(MostPeakHours)
                .Select(cell => new PeakHour(
                    (DayOfWeek)((cell / 24 + 1) % 7), cell % 24, weights[cell], certain[cell] / weights[cell])),
        ];
    }
}
