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
/// so a single first name passes, and an unusual place name may be taken for a person. Its patterns are in
/// <c>identifying_text.json</c>, which the page reads too, so that a phone without a network warns of the same.
/// </summary>
public static class IdentifyingText
{
    /// <summary>The stretches, in the order of the text; none overlaps another.</summary>
    /// <param name="text">The text as written.</param>
    /// <param name="writtenOn">Day of the record; decides which dates can be a birth.</param>
    /// <param name="knownNames">Names of places that are no persons' names, as the gazetteer spells them.</param>
    public static IReadOnlyList<IdentifyingSpan> Find(string text, DateOnly writtenOn, IEnumerable<string> knownNames)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(knownNames);
        var patterns = IdentifyingPatterns.Read;
        List<IdentifyingSpan> found = [];
        Add(IdentifyingKind.Email, patterns.Email.Matches(text));
        Add(IdentifyingKind.DateOfBirth, patterns.BirthWord.Matches(text));
        Add(IdentifyingKind.DateOfBirth, patterns.FullDate.Matches(text).Where(date => CanBeBirth(date, writtenOn)));
        Add(IdentifyingKind.NhsNumber, patterns.TenDigits.Matches(text).Where(digits => HasNhsCheckDigit(digits.Value)));
        Add(IdentifyingKind.Phone, patterns.Phone.Matches(text).Where(number => number.Value.Count(char.IsAsciiDigit) is 10 or 11 or 12));
        Add(IdentifyingKind.VehiclePlate, patterns.Plate.Matches(text));
        Add(IdentifyingKind.Postcode, patterns.Postcode.Matches(text));
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
        var patterns = IdentifyingPatterns.Read;
        var month = date.Groups["month"].Success
            ? int.Parse(date.Groups["month"].ValueSpan, CultureInfo.InvariantCulture)
            : patterns.Months[date.Groups["word"].Value];
        var day = int.Parse(date.Groups["day"].ValueSpan, CultureInfo.InvariantCulture);
        var told = date.Groups["year"] is { Success: true } digits ? digits : date.Groups["wordyear"];
        var year = int.Parse(told.ValueSpan, CultureInfo.InvariantCulture);
        if (year < 100) year += year + 2000 > writtenOn.Year ? 1900 : 2000;
        return month is >= 1 and <= 12 && day is >= 1 and <= 31
            && year >= writtenOn.Year - patterns.GreatestAgeYears && year <= writtenOn.Year - patterns.LeastAgeYears;
    }

    // The eleven test of NHS numbers: weights 10 to 2, and a check digit that makes the sum divisible; 10 is never given out.
    private static bool HasNhsCheckDigit(string text)
    {
        var digits = text.Where(char.IsAsciiDigit).Select(c => c - '0').ToArray();
        var sum = digits.Take(9).Select((digit, at) => digit * (10 - at)).Sum();
        return (11 - (sum % 11)) % 11 == digits[9] && digits.Distinct().Count() > 1;
    }
}
