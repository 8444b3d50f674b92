namespace SpacesPlaces.Api.Hotspots.Analyses.Methods;

/// <summary>Windows of whole months.</summary>
internal static class Months
{
    /// <summary>Whole months from the month of one day to the month of another.</summary>
    public static int Between(DateOnly from, DateOnly to) => ((to.Year - from.Year) * 12) + to.Month - from.Month;

    /// <summary>True when a window begins with a month and holds a whole number of periods.</summary>
    public static bool AreWholePeriods(DateOnly from, DateOnly to, int months) =>
        from.Day == 1 && to != DateOnly.MaxValue && to.AddDays(1).Day == 1 && Between(from, to.AddDays(1)) % months == 0;

    /// <summary>Periods of some months that begin some months apart and end within the window, in order.</summary>
    public static IReadOnlyList<(DateOnly From, DateOnly To)> Periods(DateOnly from, DateOnly to, int months, int step)
    {
        List<(DateOnly, DateOnly)> periods = [];
        for (var start = from; start.AddMonths(months) <= to.AddDays(1); start = start.AddMonths(step))
            periods.Add((start, start.AddMonths(months).AddDays(-1)));
        return periods;
    }
}
