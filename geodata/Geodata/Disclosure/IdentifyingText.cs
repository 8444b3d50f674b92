using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace SpacesPlaces.Geodata.Disclosure;

/// <summary>What in a text may tell who somebody is.</summary>
public enum IdentifyingKind
{
    /// <summary>A date of birth, or a date that can only be one.</summary>
    DateOfBirth,
    /// <summary>A telephone number of the United Kingdom.</summary>
    Phone,
    /// <summary>An NHS number with a right check digit.</summary>
    NhsNumber,
    /// <summary>A vehicle's registration mark.</summary>
    VehiclePlate,
    /// <summary>A full postcode: some fifteen homes.</summary>
    Postcode,
    /// <summary>An e-mail address.</summary>
    Email,
    /// <summary>What looks like a person's name.</summary>
    PersonName,
}

/// <summary>A stretch of a text that may tell who somebody is.</summary>
/// <param name="Kind">What it looks like.</param>
/// <param name="Start">First character, counted from 0 in UTF-16 units.</param>
/// <param name="Length">Number of characters.</param>
public readonly record struct IdentifyingSpan(IdentifyingKind Kind, int Start, int Length);

/// <summary>
/// Finds what may identify somebody in a narrative, in English or Welsh. A warning, never a proof: it knows shapes, not people,
/// so a single first name passes, and an unusual place name may be taken for a person.
/// </summary>
public static partial class IdentifyingText
{
    /// <summary>Ages at which somebody is of interest here: a full date that many years before the record is taken for a birth.</summary>
    private const int LeastAgeYears = 5;
    private const int GreatestAgeYears = 26;

    /// <summary>The stretches, in the order of the text; none overlaps another.</summary>
    /// <param name="text">The text as written.</param>
    /// <param name="writtenOn">Day of the record; decides which dates can be a birth.</param>
    /// <param name="knownNames">Names of places that are no persons' names, as the gazetteer spells them.</param>
    public static IReadOnlyList<IdentifyingSpan> Find(string text, DateOnly writtenOn, IEnumerable<string> knownNames)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(knownNames);
        List<IdentifyingSpan> found = [];
        Add(IdentifyingKind.Email, Email().Matches(text));
        Add(IdentifyingKind.DateOfBirth, BirthWord().Matches(text));
        Add(IdentifyingKind.DateOfBirth, FullDate().Matches(text).Where(date => CanBeBirth(date, writtenOn)));
        Add(IdentifyingKind.NhsNumber, TenDigits().Matches(text).Where(digits => HasNhsCheckDigit(digits.Value)));
        Add(IdentifyingKind.Phone, Phone().Matches(text).Where(number => number.Value.Count(char.IsAsciiDigit) is 10 or 11 or 12));
        Add(IdentifyingKind.VehiclePlate, Plate().Matches(text));
        Add(IdentifyingKind.Postcode, Postcode().Matches(text));
        foreach (var name in PersonNames.Find(text, knownNames)) Keep(name);
        return [.. found.OrderBy(span => span.Start)];

        void Add(IdentifyingKind kind, IEnumerable<Match> matches)
        {
            foreach (var match in matches)
            {
                var told = match.Groups["told"] is { Success: true } group ? group : match;
                Keep(new(kind, told.Index, told.Length));
            }
        }

        void Keep(IdentifyingSpan span)
        {
            if (!found.Any(other => span.Start < other.Start + other.Length && other.Start < span.Start + span.Length)) found.Add(span);
        }
    }

    private static bool CanBeBirth(Match date, DateOnly writtenOn)
    {
        var month = date.Groups["month"].Success
            ? int.Parse(date.Groups["month"].ValueSpan, CultureInfo.InvariantCulture)
            : Months[date.Groups["word"].Value];
        var day = int.Parse(date.Groups["day"].ValueSpan, CultureInfo.InvariantCulture);
        var year = int.Parse(date.Groups["year"].ValueSpan, CultureInfo.InvariantCulture);
        if (year < 100) year += year + 2000 > writtenOn.Year ? 1900 : 2000;
        return month is >= 1 and <= 12 && day is >= 1 and <= 31
            && year >= writtenOn.Year - GreatestAgeYears && year <= writtenOn.Year - LeastAgeYears;
    }

    // The eleven test of NHS numbers: weights 10 to 2, and a check digit that makes the sum divisible; 10 is never given out.
    private static bool HasNhsCheckDigit(string text)
    {
        var digits = text.Where(char.IsAsciiDigit).Select(c => c - '0').ToArray();
        var sum = digits.Take(9).Select((digit, at) => digit * (10 - at)).Sum();
        return (11 - (sum % 11)) % 11 == digits[9] && digits.Distinct().Count() > 1;
    }

    private static readonly FrozenDictionary<string, int> Months =
        ((string[])["january|ionawr|jan|ion", "february|chwefror|feb|chwef", "march|mawrth|mar|maw", "april|ebrill|apr|ebr", "may|mai", "june|mehefin|jun|meh",
            "july|gorffennaf|jul|gorff", "august|awst|aug", "september|medi|sept|sep", "october|hydref|oct|hyd", "november|tachwedd|nov|tach", "december|rhagfyr|dec|rhag"])
        .SelectMany((words, at) => words.Split('|').Select(word => KeyValuePair.Create(word, at + 1)))
        .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private const RegexOptions AnyCase = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    // Every pattern is of bounded length and has no nested repetition, so that no text makes it slow.
    [GeneratedRegex(@"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}", RegexOptions.CultureInvariant)]
    private static partial Regex Email();

    [GeneratedRegex(@"\b(?:born(?: on)?|d\.?o\.?b\.?|date of birth|dyddiad geni|ganwyd(?: ar)?|ganed(?: ar)?|wedi'i eni|wedi'i geni)\s{0,2}:?\s{0,2}(?:the |y )?(?<told>\d{1,2}(?:st|nd|rd|th|af|il|ydd|ed|fed|eg)?[\s./-]{1,2}(?:\d{1,2}|\p{L}{3,10})[\s./-]{1,2}(?:\d{4}|\d{2}))\b", AnyCase)]
    private static partial Regex BirthWord();

    [GeneratedRegex(@"(?<![\d./-])(?<day>\d{1,2})(?:(?<sep>[./-])(?<month>\d{1,2})\k<sep>(?<year>\d{4}|\d{2})|(?:st|nd|rd|th|af|il|ydd|ed|fed|eg)?(?: of| o)? (?<word>january|ionawr|jan|ion|february|chwefror|feb|chwef|march|mawrth|mar|maw|april|ebrill|apr|ebr|may|mai|june|mehefin|jun|meh|july|gorffennaf|jul|gorff|august|awst|aug|september|medi|sept|sep|october|hydref|oct|hyd|november|tachwedd|nov|tach|december|rhagfyr|dec|rhag),? (?<year>\d{4}))(?![\d./-]*\d)", AnyCase)]
    private static partial Regex FullDate();

    [GeneratedRegex(@"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)")]
    private static partial Regex TenDigits();

    [GeneratedRegex(@"(?<![\d+])(?:\+44[ -]?(?:\(0\)[ -]?)?|0044[ -]?|0)(?:[1-37-9])(?:[ -]?\d){8,9}(?!\d)")]
    private static partial Regex Phone();

    // Marks since 2001 in any case, earlier ones in capitals only: "a12 bcd" is too much like other things.
    [GeneratedRegex(@"\b(?:[A-HJ-PR-Ya-hj-pr-y]{2}\d{2} ?[A-HJ-PR-Za-hj-pr-z]{3}|[A-HJ-NPR-TV-Y]\d{1,3} ?[A-HJ-PR-Y]{3})\b")]
    private static partial Regex Plate();

    [GeneratedRegex(@"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}\b", AnyCase)]
    private static partial Regex Postcode();
}
