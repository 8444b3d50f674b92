using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using SpacesPlaces.Api.Disclosure;

namespace SpacesPlaces.Api.Ogc;

/// <summary>A time asked for, both ends included; an end that is null is open.</summary>
/// <param name="From">The first instant.</param>
/// <param name="To">The last instant.</param>
internal readonly partial record struct OgcTime(DateTimeOffset? From, DateTimeOffset? To)
{
    /// <summary>
    /// Reads <c>datetime</c>: an instant or a day, or two of them with a slash between, one of which may be <c>..</c>, empty or an ISO
    /// duration. A day is a day as clocks here count it.
    /// </summary>
    public static bool TryRead(string text, out OgcTime time)
    {
        time = default;
        var parts = text.Split('/');
        if (parts.Length == 1)
        {
            if (!TryInstant(parts[0], out var from, out var to)) return false;
            time = new(from, to);
            return true;
        }

        if (parts.Length != 2) return false;
        var (openStart, openEnd) = (IsOpen(parts[0]), IsOpen(parts[1]));
        if (openStart && openEnd) return false;
        if (IsDuration(parts[0]) && !openEnd)
        {
            if (!TryInstant(parts[1], out _, out var end) || !TryAdd(end, parts[0], -1, out var begun)) return false;
            time = new(begun, end);
            return true;
        }

        DateTimeOffset? first = null, last = null;
        if (!openStart)
        {
            if (!TryInstant(parts[0], out var start, out _)) return false;
            first = start;
        }

        if (!openEnd)
        {
            if (IsDuration(parts[1]))
            {
                if (first is null || !TryAdd(first.Value, parts[1], 1, out var after)) return false;
                last = after;
            }
            else
            {
                if (!TryInstant(parts[1], out _, out var end)) return false;
                last = end;
            }
        }

        time = new(first, last);
        return first is null || last is null || first <= last;
    }

    /// <summary>An instant, or the first and last instant of a day.</summary>
    public static bool TryInstant(string text, out DateTimeOffset from, out DateTimeOffset to)
    {
        (from, to) = (default, default);
        if (Day().IsMatch(text))
        {
            if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) || day.Year is < 2 or > 9998) return false;
            (from, to) = (LocalDays.StartOf(day), LocalDays.StartOf(day.AddDays(1)).AddTicks(-TimeSpan.TicksPerMicrosecond));
            return true;
        }

        // A plus sign that nobody escaped arrives as a space.
        var match = Instant().Match(text.Replace(' ', '+'));
        if (!match.Success) return false;
        var fraction = match.Groups[2].Value;
        if (fraction.Length > 8) fraction = fraction[..8];
        if (!DateTimeOffset.TryParse(
            $"{match.Groups[1].Value.ToUpperInvariant()}{fraction}{match.Groups[3].Value.ToUpperInvariant()}", CultureInfo.InvariantCulture, DateTimeStyles.None, out from)) return false;
        from = from.ToUniversalTime();
        to = from;
        return from.Year is > 1 and < 9999;
    }

    private static bool IsOpen(string part) => part is "" or "..";

    private static bool IsDuration(string part) => part.StartsWith('P');

    private static bool TryAdd(DateTimeOffset to, string duration, int sign, out DateTimeOffset sum)
    {
        sum = default;
        try
        {
            sum = to + (sign * XmlConvert.ToTimeSpan(duration));
            return true;
        }
        catch (Exception wrong) when (wrong is FormatException or OverflowException or ArgumentOutOfRangeException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}$", RegexOptions.CultureInvariant)]
    private static partial Regex Day();

    [GeneratedRegex(@"^(\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2})(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$", RegexOptions.CultureInvariant)]
    private static partial Regex Instant();
}
