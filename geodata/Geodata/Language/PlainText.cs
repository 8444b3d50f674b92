using System.Globalization;
using System.Text;

namespace SpacesPlaces.Geodata.Language;

/// <summary>
/// A text reduced to what the rules of fair wording read: words in lower case without accents or apostrophes, one space between them,
/// and a sign of its own (<c>. , :</c>) where a sentence, a clause or an introduction ends. It begins and ends with a space, and knows
/// where each of its characters stood in the text.
/// </summary>
internal sealed class PlainText
{
    private readonly string source;
    private readonly int[] places;

    /// <summary>The reduced text; every character but those of its words is one of <c>space . , :</c>.</summary>
    public string Text { get; }

    public PlainText(string source, FairSigns signs)
    {
        this.source = source;
        var text = new StringBuilder(source.Length + 16).Append(' ');
        var at = new List<int>(source.Length + 16) { 0 };
        for (var i = 0; i < source.Length; i++)
        {
            var c = source[i];
            if (signs.Apostrophes.Contains(c) && i > 0 && i + 1 < source.Length && IsWord(source[i - 1]) && IsWord(source[i + 1])) continue;
            if (IsWord(c)) Put(signs.Letter(c), i);
            else if (signs.Dropped.Contains(c) || IsMark(c)) continue;
            else if (signs.Stops.Contains(c)) Sign('.', i);
            else if (signs.Commas.Contains(c)) Sign(',', i);
            else if (signs.Colons.Contains(c)) Sign(':', i);
            else Space(i);
        }

        Space(source.Length);
        Text = text.ToString();
        places = [.. at];

        void Put(char c, int i)
        {
            text.Append(c);
            at.Add(i);
        }

        void Space(int i)
        {
            if (text[^1] != ' ') Put(' ', i);
        }

        void Sign(char sign, int i)
        {
            Space(i);
            if (text.Length > 1 && text[^2] == sign) return;
            Put(sign, i);
            Put(' ', i);
        }
    }

    /// <summary>Where a stretch of the reduced text, without the spaces around it, stands in the text as written.</summary>
    /// <param name="from">First character of the stretch: a space.</param>
    /// <param name="to">Character behind its last one, which is a space.</param>
    /// <returns>First character and the one behind the last, in UTF-16 units; accents written as characters of their own belong to it.</returns>
    public (int Start, int End) Origin(int from, int to)
    {
        var end = places[to - 2] + 1;
        while (end < source.Length && IsMark(source[end])) end++;
        return (places[from + 1], end);
    }

    // Half of a pair of surrogates is taken for a letter: no rule names one, and both engines then count alike.
    private static bool IsWord(char c) => char.IsAsciiLetterOrDigit(c) || (c > '\u007f' && (char.IsLetterOrDigit(c) || char.IsSurrogate(c)));

    private static bool IsMark(char c) =>
        c > '\u007f' && char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;
}
