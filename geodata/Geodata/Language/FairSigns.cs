using System.Collections.Frozen;
using System.Text.Json.Serialization;

namespace SpacesPlaces.Geodata.Language;

/// <summary>Which characters are read alike when fair wording is looked for, from <c>fair_words.signs.json</c>; the page reads the same file.</summary>
internal sealed class FairSigns
{
    private readonly FrozenDictionary<char, char> letters;

    public FairSigns(FairSignsFile file)
    {
        letters = file.Letters.SelectMany(pair => pair.Value.Select(accented => KeyValuePair.Create(accented, pair.Key[0]))).ToFrozenDictionary();
        (Dropped, Apostrophes, Stops, Commas, Colons) = (file.Dropped, file.Apostrophes, file.Stops, file.Commas, file.Colons);
        Quotes = file.Quotes.ToFrozenDictionary(pair => pair.Key[0], pair => pair.Value[0]);
        (LongestQuote, LongestIntroduction, Version) = (file.LongestQuote, file.LongestIntroduction, file.Version);
    }

    public string Version { get; }
    public string Dropped { get; }
    public string Apostrophes { get; }
    public string Stops { get; }
    public string Commas { get; }
    public string Colons { get; }

    /// <summary>Opening quotation marks with the mark that closes each.</summary>
    public FrozenDictionary<char, char> Quotes { get; }
    public int LongestQuote { get; }
    public int LongestIntroduction { get; }

    /// <summary>The letter in lower case and without its accent.</summary>
    public char Letter(char c)
    {
        var lower = char.ToLowerInvariant(c);
        return lower > '\u007f' && letters.TryGetValue(lower, out var plain) ? plain : lower;
    }
}

/// <summary>The file as it is written.</summary>
internal sealed record FairSignsFile(
    string Version, Dictionary<string, string> Letters, string Dropped, string Apostrophes, string Stops, string Commas, string Colons,
    Dictionary<string, string> Quotes,
    [property: JsonPropertyName("longest_quote")] int LongestQuote,
    [property: JsonPropertyName("longest_introduction")] int LongestIntroduction);
