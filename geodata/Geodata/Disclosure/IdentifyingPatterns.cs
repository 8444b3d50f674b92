using System.Collections.Frozen;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SpacesPlaces.Geodata.Disclosure;

/// <summary>
/// The patterns and word lists of <c>identifying_text.json</c>. They are written so that .NET and a browser read them alike: no <c>\b</c>,
/// <c>\w</c>, <c>\d</c> or <c>\s</c>, which the two do not mean alike. Every pattern is of bounded length and has no nested repetition, so that
/// no text makes it slow.
/// </summary>
internal sealed class IdentifyingPatterns
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private IdentifyingPatterns(IdentifyingFile file)
    {
        var months = string.Join('|', file.Months.SelectMany(words => words));
        (Email, BirthWord, FullDate, TenDigits) = (Made("email"), Made("birth_word"), Made("full_date"), Made("ten_digits"));
        (Phone, Plate, Postcode) = (Made("phone"), Made("plate"), Made("postcode"));
        (Called, CapitalRun, Word) = (Made("called"), Made("capital_run"), Made("word"));
        Months = file.Months.SelectMany((words, at) => words.Select(word => KeyValuePair.Create(word, at + 1))).ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        (NoNames, PlaceWords, Particles) = (Words(file.NoNames), Words(file.PlaceWords), Words([file.Particles]));
        (LeastAgeYears, GreatestAgeYears) = (file.LeastAgeYears, file.GreatestAgeYears);

        Regex Made(string name) => new(
            file.Patterns[name].Replace("{months}", months, StringComparison.Ordinal),
            RegexOptions.CultureInvariant | RegexOptions.Compiled | (file.AnyCase.Contains(name) ? RegexOptions.IgnoreCase : RegexOptions.None));
    }

    /// <summary>The patterns of the file.</summary>
    public static IdentifyingPatterns Read { get; } = new(Load());

    public Regex Email { get; }
    public Regex BirthWord { get; }
    public Regex FullDate { get; }
    public Regex TenDigits { get; }
    public Regex Phone { get; }

    /// <summary>Marks since 2001 in any case, earlier ones in capitals only: "a12 bcd" is too much like other things.</summary>
    public Regex Plate { get; }
    public Regex Postcode { get; }
    public Regex Called { get; }
    public Regex CapitalRun { get; }
    public Regex Word { get; }

    /// <summary>Names of months in both languages, with their number.</summary>
    public FrozenDictionary<string, int> Months { get; }

    /// <summary>Words that begin sentences and stand before names of places, or belong to the calendar: no part of a person's name.</summary>
    public FrozenSet<string> NoNames { get; }

    /// <summary>Words that make a run of capitals the name of a place or body: "Castle Street", "Youth Service", "Heol Fawr".</summary>
    public FrozenSet<string> PlaceWords { get; }
    public FrozenSet<string> Particles { get; }

    /// <summary>Ages at which somebody is of interest here: a full date that many years before the record is taken for a birth.</summary>
    public int LeastAgeYears { get; }
    public int GreatestAgeYears { get; }

    private static FrozenSet<string> Words(IEnumerable<string> lines) =>
        lines.SelectMany(line => line.Split(' ')).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static IdentifyingFile Load()
    {
        using var stream = typeof(IdentifyingPatterns).Assembly.GetManifestResourceStream("identifying_text.json")
            ?? throw new InvalidOperationException("The file identifying_text.json is not embedded.");
        return JsonSerializer.Deserialize<IdentifyingFile>(stream, Json)!;
    }
}

/// <summary>The file as it is written.</summary>
internal sealed record IdentifyingFile(
    string Version, int LeastAgeYears, int GreatestAgeYears, Dictionary<string, string> Patterns, string[] AnyCase, string[][] Months,
    string[] NoNames, string[] PlaceWords, string Particles);
