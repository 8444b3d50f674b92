namespace SpacesPlaces.Api.Disclosure;

/// <summary>Days as the clock on the wall counts them, the same for every reader: half past midnight in July is that day's night.</summary>
internal static class LocalDays
{
    private static readonly TimeZoneInfo Britain = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    /// <summary>The day that holds an instant.</summary>
    public static DateOnly Of(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Britain).DateTime);

    /// <summary>The first instant of a day, in UTC.</summary>
    public static DateTimeOffset StartOf(DateOnly day) =>
        // Clocks change at one in the morning here, so midnight always exists once.
        new(TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(TimeOnly.MinValue), Britain), TimeSpan.Zero);

    /// <summary>The instant at which a British clock shows a time; the first of two in the hour that autumn gives twice, null in the one that spring takes.</summary>
    public static DateTimeOffset? InstantOf(DateOnly day, TimeOnly time)
    {
        var shown = day.ToDateTime(time);
        if (Britain.IsInvalidTime(shown)) return null;
        var offset = Britain.IsAmbiguousTime(shown) ? Britain.GetAmbiguousTimeOffsets(shown).Max() : Britain.GetUtcOffset(shown);
        return new DateTimeOffset(shown, offset).ToUniversalTime();
    }

    /// <summary>The first instant of the day that holds an instant.</summary>
    public static DateTimeOffset Floor(DateTimeOffset instant) => StartOf(Of(instant));

    /// <summary>The first day's start at or after an instant.</summary>
    public static DateTimeOffset Ceiling(DateTimeOffset instant) => Floor(instant) == instant ? instant.ToUniversalTime() : StartOf(Of(instant).AddDays(1));
}
