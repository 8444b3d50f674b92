using System.Text;
using System.Text.RegularExpressions;

namespace SpacesPlaces.Geodata.Places;

/// <summary>
/// Names of places as they are compared: lower case, without accents, spaces, hyphens or apostrophes, so that
/// "Llanfair-ym-Muallt", "llanfair ym muallt" and "LLANFAIRYMMUALLT" are one name, and "Sŵn" is found by "swn".
/// </summary>
/// <remarks>The page has a twin (`api/Page/places/folding.ts`); both are held to the same file of cases.</remarks>
public static partial class FoldedName
{
    private static readonly HashSet<string> Articles = ["y", "yr", "the"];
    private static readonly HashSet<string> Nearness = ["near", "by", "ger", "wrth"];

    // Words that stand before a place's name in a sentence: "yn y Bala", "i'r Drenewydd", "in the High Street".
    private static readonly HashSet<string> Leading = [.. Articles, .. Nearness, "in", "at", "i", "ir", "o", "or", "yn", "ym", "yng", "ar"];

    // What an initial mutation leaves at the front of a word, with the consonants that it may have come from.
    private static readonly (string Mutated, string[] Radicals)[] Mutations =
    [
        ("b", ["p"]), ("d", ["t"]), ("g", ["c"]), ("f", ["b", "m"]), ("dd", ["d"]), ("l", ["ll", "gl"]), ("r", ["rh", "gr"]),
        ("w", ["gw"]), ("n", ["d", "gn"]), ("mh", ["p"]), ("nh", ["t"]), ("ngh", ["c"]), ("m", ["b"]), ("ng", ["g"]),
        ("ph", ["p"]), ("th", ["t"]), ("ch", ["c"]), ("a", ["ga"]), ("e", ["ge"]), ("i", ["gi"]), ("o", ["go"]), ("u", ["gu"]), ("y", ["gy"]),
        ("ha", ["a"]), ("he", ["e"]), ("hi", ["i"]), ("ho", ["o"]), ("hu", ["u"]), ("hw", ["w"]), ("hy", ["y"]),
    ];

    /// <summary>The words of a text in lower case, accents and apostrophes gone; <c>Sgwâr y Farchnad</c> gives sgwar, y, farchnad.</summary>
    /// <param name="text">Any text; broken surrogates count as gaps.</param>
    public static IReadOnlyList<string> Words(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) whole.Append(rune.ToString());
        var bare = new StringBuilder(text.Length);
        foreach (var rune in whole.ToString().ToLowerInvariant().Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            if (rune.Value == '&') bare.Append(" and ");
            else if (Rune.IsLetterOrDigit(rune)) bare.Append(rune.ToString());
            else if (!IsAccent(rune) && !IsApostrophe(rune)) bare.Append(' ');
        }

        return [.. Gaps().Split(bare.ToString()).Where(word => word.Length > 0).Select(word => word == "saint" ? "st" : word)];
    }

    /// <summary>The words run together: the form in which two names are the same name.</summary>
    public static string Key(IEnumerable<string> words) => string.Concat(words);

    /// <summary>The words without a leading article (y, yr, the), where anything is left.</summary>
    /// <param name="words">As <see cref="Words"/> gives them.</param>
    public static IReadOnlyList<string> WithoutArticle(IReadOnlyList<string> words) =>
        words is [var first, _, ..] && Articles.Contains(first) ? [.. words.Skip(1)] : words;

    /// <summary>What was typed, as it stands and without the words that lead to a name: "yn y Bala" gives ynybala, ybala, bala.</summary>
    /// <param name="words">As <see cref="Words"/> gives them.</param>
    /// <param name="near">True when the words say near the place and not at it.</param>
    public static IReadOnlyList<IReadOnlyList<string>> Readings(IReadOnlyList<string> words, out bool near)
    {
        List<IReadOnlyList<string>> readings = [words];
        near = false;
        while (readings[^1] is [var first, _, ..] && Leading.Contains(first))
        {
            near |= Nearness.Contains(first);
            readings.Add([.. readings[^1].Skip(1)]);
        }

        return readings;
    }

    /// <summary>
    /// The forms from which an initial mutation may have made a name (soft, nasal, aspirate, and h before a vowel):
    /// <c>mhowys</c>, <c>bowys</c> and <c>phowys</c> all give <c>powys</c>, with other forms that are no names.
    /// </summary>
    /// <param name="key">A name as <see cref="Key"/> gives it.</param>
    public static IEnumerable<string> Radicals(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Length < 3 ? [] : Mutations.Where(one => key.StartsWith(one.Mutated, StringComparison.Ordinal))
            .SelectMany(one => one.Radicals.Select(radical => radical + key[one.Mutated.Length..]));
    }

    private static bool IsAccent(Rune rune) => Rune.GetUnicodeCategory(rune) == System.Globalization.UnicodeCategory.NonSpacingMark;

    private static bool IsApostrophe(Rune rune) => rune.Value is '\'' or '’' or '‘' or '`' or '´';

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Gaps();
}
