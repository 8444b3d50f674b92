namespace SpacesPlaces.Samples;

/// <summary>British local time as UTC, by the rule in force since 1998, so that no machine's time zone data plays a part.</summary>
internal static class BritishTime
{
    /// <summary>The UTC time of a local time; the hour that occurs twice in October is taken as summer time.</summary>
    public static DateTimeOffset ToUtc(DateOnly day, double localHour)
    {
        var local = day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Unspecified).AddMinutes(Math.Round(localHour * 60));
        var summer = local >= LastSunday(local.Year, 3).AddHours(1) && local < LastSunday(local.Year, 10).AddHours(2);
        return new DateTimeOffset(local.AddHours(summer ? -1 : 0), TimeSpan.Zero);
    }

    private static DateTime LastSunday(int year, int month)
    {
        var day = new DateTime(year, month, 31, 0, 0, 0, DateTimeKind.Unspecified);
        return day.AddDays(-(int)day.DayOfWeek);
    }
}
