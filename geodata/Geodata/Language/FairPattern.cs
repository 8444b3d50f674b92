using System.Text;
using System.Text.RegularExpressions;

namespace SpacesPlaces.Geodata.Language;

/// <summary>
/// The small dialect of regular expressions that C# and JavaScript read alike: letters, digits, spaces, <c>(?:a|b)</c>, <c>?</c>,
/// <c>[abc]</c>, <c>{word}</c> for a word list of the file and <c>{gap3}</c> for up to three words in between or, at the end of an
/// alternative, behind. Nothing repeats without end but the letters of one word, which can be read in one way only, so an engine that
/// steps back takes no longer than the words are long.
/// </summary>
internal static partial class FairPattern
{
    private const string AnyWord = "[^ .,:]+";

    /// <summary>The pattern with its word lists written out, without accents and apostrophes, as <see cref="PlainText"/> writes.</summary>
    /// <exception cref="FormatException">The pattern leaves the dialect or names an unknown list.</exception>
    public static string Expand(string pattern, IReadOnlyDictionary<string, string> words, FairSigns signs)
    {
        for (var depth = 0; pattern.Contains('{', StringComparison.Ordinal) && Named().IsMatch(pattern); depth++)
        {
            if (depth > 5) throw new FormatException($"A word list of fair wording names itself: {pattern[..Math.Min(60, pattern.Length)]}");
            pattern = Named().Replace(pattern, match => Written(match.Groups[1].Value, words));
        }

        pattern = Behind().Replace(pattern, match => $"(?: {AnyWord}){{0,{match.Groups[1].Value}}}");
        pattern = Between().Replace(pattern, match => $"(?:{AnyWord} ){{0,{match.Groups[1].Value}}}");
        var plain = new StringBuilder(pattern.Length);
        foreach (var c in pattern)
        {
            if (!signs.Apostrophes.Contains(c)) plain.Append(signs.Letter(c));
        }

        return Dialect().IsMatch(plain.ToString()) ? plain.ToString() : throw new FormatException($"Not in the dialect of fair wording: {plain}");
    }

    /// <summary>The words that can begin a match of an expanded pattern, so that it is tried only where one of them stands.</summary>
    /// <exception cref="FormatException">The pattern can begin with any word, or with none.</exception>
    public static IReadOnlySet<string> FirstWords(string expanded)
    {
        var at = 0;
        var begun = Alternatives(expanded, ref at);
        var first = begun.Select(start => start.TrimEnd(' ')).ToHashSet(StringComparer.Ordinal);
        return first.Contains("") || first.Any(word => word.Contains('*', StringComparison.Ordinal))
            ? throw new FormatException($"A pattern of fair wording must begin with words: {expanded[..Math.Min(60, expanded.Length)]}")
            : first;
    }

    // Everything that the alternatives from here to the closing bracket can begin with, up to and with the first space.
    private static HashSet<string> Alternatives(string pattern, ref int at)
    {
        HashSet<string> all = [];
        HashSet<string> begun = [""];
        for (; at < pattern.Length && pattern[at] != ')';)
        {
            if (pattern[at] == '|')
            {
                all.UnionWith(begun);
                begun = [""];
                at++;
                continue;
            }

            var part = Part(pattern, ref at);
            begun = [.. begun.SelectMany(start => start.EndsWith(' ') ? [start] : part.Select(next => start + next))];
        }

        all.UnionWith(begun);
        return all;
    }

    private static HashSet<string> Part(string pattern, ref int at)
    {
        HashSet<string> part;
        if (pattern[at] == '(')
        {
            at += 3;
            part = Alternatives(pattern, ref at);
            at++;
        }
        else if (pattern[at] == '[')
        {
            var end = pattern.IndexOf(']', at);
            part = pattern[at + 1] == '^' ? ["*"] : [.. Letters(pattern[(at + 1)..end])];
            at = end + (pattern[at + 1] == '^' ? 2 : 1);
        }
        else
        {
            part = [pattern[at].ToString()];
            at++;
        }

        if (at < pattern.Length && pattern[at] == '?') at++;
        else if (at + 2 < pattern.Length && pattern[at] == '{' && pattern[at + 1] == '0') at = pattern.IndexOf('}', at) + 1;
        else return part;
        part.Add("");
        return part;
    }

    private static IEnumerable<string> Letters(string set)
    {
        for (var i = 0; i < set.Length; i++)
        {
            var to = i + 2 < set.Length && set[i + 1] == '-' ? set[i + 2] : set[i];
            for (var c = set[i]; c <= to; c++) yield return c.ToString();
            if (to != set[i]) i += 2;
        }
    }

    private static string Written(string name, IReadOnlyDictionary<string, string> words) =>
        words.TryGetValue(name, out var list) ? $"(?:{list})" : throw new FormatException($"No word list of fair wording is called {name}.");

    [GeneratedRegex(@"\{([a-z]+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Named();

    [GeneratedRegex(@" ?\{gap([1-9])\}(?=$|[|)])", RegexOptions.CultureInvariant)]
    private static partial Regex Behind();

    [GeneratedRegex(@"\{gap([1-9])\}", RegexOptions.CultureInvariant)]
    private static partial Regex Between();

    [GeneratedRegex(@"^(?:[a-z0-9 |)?]|\(\?:|\[[a-z0-9-]{1,12}\]|\[\^ \.,:\]\+|\{0,[1-9]\}|\{2\})*$", RegexOptions.CultureInvariant)]
    private static partial Regex Dialect();
}
