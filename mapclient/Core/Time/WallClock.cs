using System.Globalization;

namespace SpacesPlaces.MapClient.Time;

/// <summary>Days and hours as people in Britain write them.</summary>
public static class WallClock
{
    /// <summary>The zone in which clocks in Britain run.</summary>
    internal static readonly TimeZoneInfo Britain = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    /// <summary>The day that calendars in Britain show at an instant: half past midnight in summer is not yet tomorrow elsewhere.</summary>
    public static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Britain).DateTime);

    /// <summary>
    /// Reads a day and an hour. An hour that clocks skip in spring is taken as the one after it; one that they show twice in autumn is the first.
    /// </summary>
    /// <param name="day">Day before month, four figures for the year, as <see cref="TimeSlider.TryReadDay"/> reads it.</param>
    /// <param name="hour">For instance 21:30 or 21.30; midnight when empty.</param>
    /// <param name="at">The instant.</param>
    public static bool TryRead(string? day, string? hour, out DateTimeOffset at)
    {
        at = default;
        var time = TimeOnly.MinValue;
        if (!TimeSlider.TryReadDay(day, out var date)) return false;
        if (!string.IsNullOrWhiteSpace(hour) && !TimeOnly.TryParseExact(hour.Trim(), ["H:mm", "H.mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out time)) return false;
        var wall = date.ToDateTime(time);
        if (Britain.IsInvalidTime(wall)) wall = wall.AddHours(1);
        var offset = Britain.IsAmbiguousTime(wall) ? Britain.GetAmbiguousTimeOffsets(wall).Max() : Britain.GetUtcOffset(wall);
        at = new DateTimeOffset(wall, offset).ToUniversalTime();
        return true;
    }
}
