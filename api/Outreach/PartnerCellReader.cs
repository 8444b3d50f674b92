using System.Globalization;
using System.Text.RegularExpressions;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Outreach;

/// <summary>What people write into cells: days, times, numbers and words, in either language. Null for what cannot be understood.</summary>
internal static partial class PartnerCellReader
{
    private static readonly string[] Days = ["d/M/yyyy", "d-M-yyyy", "d.M.yyyy", "d/M/yy", "d-M-yy", "d.M.yy", "yyyy-MM-dd", "yyyy/MM/dd"];
    private static readonly HashSet<string> Yes = ["yes", "y", "true", "1", "x", "ie", "oes", "ydy", "gwir"];
    private static readonly HashSet<string> No = ["no", "n", "false", "0", "na", "nac oes", "nac ydy", "anwir"];

    /// <summary>A day, the day before the month as here: 07/03/2026, 2026-03-07; a time behind it is passed over.</summary>
    public static DateOnly? Day(string cell)
    {
        var day = TimeBehindADay().Replace(cell.Trim(), "");
        return DateOnly.TryParseExact(day, Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) ? read : null;
    }

    /// <summary>A time of day: 19:30, 19.30, 1930, 7pm, 7.30 yh; a day before it is passed over.</summary>
    public static TimeOnly? Time(string cell)
    {
        var match = TimeOfDay().Match(cell.Trim().ToLowerInvariant());
        if (!match.Success) return null;
        var hour = int.Parse(match.Groups["h"].Value, CultureInfo.InvariantCulture);
        var minute = match.Groups["m"].Success ? int.Parse(match.Groups["m"].Value, CultureInfo.InvariantCulture) : 0;
        var half = match.Groups["half"].Value;
        if (half.Length == 0 && !match.Groups["m"].Success) return null;
        if (half.Length > 0 && hour is < 1 or > 12) return null;
        if (half is "pm" or "yh" && hour < 12) hour += 12;
        if (half is "am" or "yb" && hour == 12) hour = 0;
        return hour < 24 && minute < 60 ? new TimeOnly(hour, minute) : null;
    }

    /// <summary>A whole number from 0: 12, 12.0.</summary>
    public static int? Count(string cell) =>
        WholeNumber().Match(cell.Trim()) is { Success: true } match ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : null;

    /// <summary>A number with a point or a comma before its decimals.</summary>
    public static double? Number(string cell) => double.TryParse(
        cell.Trim().Replace(',', '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var read)
        && double.IsFinite(read) ? read : null;

    /// <summary>Yes or no, in either language.</summary>
    public static bool? Told(string cell) => PartnerColumns.Folded(cell) is var folded && Yes.Contains(folded) ? true : No.Contains(folded) ? false : null;

    /// <summary>A member of a vocabulary by its word in either language, or as the wire spells it.</summary>
    public static TWord? Word<TWord>(string section, string cell) where TWord : struct, Enum
    {
        var folded = PartnerColumns.Folded(cell);
        foreach (var word in Enum.GetValues<TWord>())
        {
            var key = $"{section}.{WireName.Of(word)}";
            if (new[] { WireName.Of(word), Texts.Get(Tongue.En, key), Texts.Get(Tongue.Cy, key) }.Any(name => PartnerColumns.Folded(name) == folded)) return word;
        }

        return null;
    }

    [GeneratedRegex(@"(?<=\d)[T ]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$")]
    private static partial Regex TimeBehindADay();

    [GeneratedRegex(@"^(?:\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}[t ]+)?(?<h>\d{1,2})(?:[:.]?(?<m>\d{2})(?::\d{2}(?:\.\d+)?)?)?\s*(?<half>am|pm|yb|yh)?$", RegexOptions.ExplicitCapture)]
    private static partial Regex TimeOfDay();

    [GeneratedRegex(@"^(\d{1,6})(?:[.,]0+)?$")]
    private static partial Regex WholeNumber();
}
