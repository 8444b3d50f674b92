using System.Globalization;

namespace SpacesPlaces.Geodata.Disclosure;

/// <summary>A calendar quarter or year, the only periods by which readers outside the core group see the past.</summary>
/// <param name="Year">Year, 1900 to 9998.</param>
/// <param name="Quarter">Quarter 1 to 4; null for the whole year.</param>
public sealed record FixedPeriod(int Year, int? Quarter)
{
    /// <summary>Days after its end before a period is published: what is recorded late still finds its place behind others.</summary>
    public const int DefaultDelayDays = 14;

    private const int EarliestYear = 1900;

    /// <summary>First day.</summary>
    public DateOnly First => new(Year, Quarter is { } quarter ? (3 * quarter) - 2 : 1, 1);

    /// <summary>Last day.</summary>
    public DateOnly Last => First.AddMonths(Quarter is null ? 12 : 3).AddDays(-1);

    /// <summary>True when a day lies in the period.</summary>
    public bool Contains(DateOnly day) => day >= First && day <= Last;

    /// <summary>True when the period is over and the delay has passed: from the day after <see cref="Last"/> plus the delay.</summary>
    /// <param name="today">The day of the question, where the partnership is.</param>
    /// <param name="delayDays">Days to wait after the last day, 0 or more.</param>
    public bool IsClosed(DateOnly today, int delayDays = DefaultDelayDays) => today > Last.AddDays(delayDays);

    /// <summary>The quarter that holds a day.</summary>
    public static FixedPeriod QuarterOf(DateOnly day) => new(day.Year, (day.Month + 2) / 3);

    /// <summary>Reads <c>2026-Q2</c> or <c>2026</c>; any other spelling is no period.</summary>
    public static bool TryParse(string? text, out FixedPeriod period)
    {
        period = new(EarliestYear, null);
        if (text is null || text.Length is not (4 or 7)) return false;
        if (!int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year is < EarliestYear or > 9998)
            return false;
        if (text.Length == 7 && (text[4] != '-' || text[5] != 'Q' || text[6] is < '1' or > '4')) return false;
        period = new(year, text.Length == 7 ? text[6] - '0' : null);
        return true;
    }

    /// <summary>The one spelling: <c>2026-Q2</c> or <c>2026</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}{(Quarter is { } quarter ? $"-Q{quarter}" : "")}");
}
