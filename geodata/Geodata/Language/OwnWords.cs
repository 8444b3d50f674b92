using System.Text.RegularExpressions;

namespace SpacesPlaces.Geodata.Language;

/// <summary>
/// Which stretches of a text are not the writer's to word: what a child said, in quotation marks and introduced as the child's; and
/// what stands in <c>[child's words: …]</c> or <c>[legal title: …]</c>.
/// </summary>
internal static class OwnWords
{
    /// <summary>The stretches in the text as written that hold a finding: first character and the one behind the last, in order.</summary>
    public static List<(int From, int To)> Find(string text, FairSigns signs, IReadOnlyList<FairWords> lists, IEnumerable<LanguageFinding> findings)
    {
        List<(int, int)> found = [];
        int[] asked = [.. findings.Select(finding => finding.Start).Order()];
        for (var open = 0; open < text.Length; open++)
        {
            if (text[open] == '[')
            {
                var end = text.IndexOf(']', open, Math.Min(signs.LongestQuote, text.Length - open));
                if (end < 0 || !Holds(open, end) || !lists.Any(list => list.Labels.Any(label => IsLabelled(text, open + 1, label, signs)))) continue;
                found.Add((open, end + 1));
                open = end;
            }
            else if (signs.Quotes.TryGetValue(text[open], out var mark) && CanOpen(text, open))
            {
                var close = Closing(text, open, mark, signs.LongestQuote);
                if (close < 0) continue;
                if (Holds(open, close) && IsChilds(text, open, close, signs, lists)) found.Add((open, close + 1));
                open = close;
            }
        }

        return found;

        bool Holds(int from, int to)
        {
            var at = Array.BinarySearch(asked, from);
            return at >= 0 || (~at < asked.Length && asked[~at] < to);
        }
    }

    private static bool IsLabelled(string text, int at, string label, FairSigns signs)
    {
        var end = text.IndexOf(':', at, Math.Min(label.Length + 3, text.Length - at));
        return end > 0 && new PlainText(text[at..end], signs).Text == new PlainText(label, signs).Text;
    }

    // An apostrophe stands behind a letter; a mark that opens does not.
    private static bool CanOpen(string text, int at) =>
        at + 1 < text.Length && !char.IsWhiteSpace(text[at + 1]) && (at == 0 || !char.IsLetterOrDigit(text[at - 1]));

    private static int Closing(string text, int open, char mark, int longest)
    {
        var last = Math.Min(text.Length, open + longest);
        for (var i = open + 1; i < last; i++)
        {
            // "it's" and ’ as an apostrophe do not close: a letter follows.
            if (text[i] == mark && (i + 1 == text.Length || !char.IsLetterOrDigit(text[i + 1]))) return i;
        }

        return -1;
    }

    private static bool IsChilds(string text, int open, int close, FairSigns signs, IReadOnlyList<FairWords> lists)
    {
        var introduction = text[Math.Max(0, open - signs.LongestIntroduction)..open];
        var before = new PlainText(introduction, signs).Text;
        before = before[(before.LastIndexOf('.') + 1)..];
        if (before.Length == 0) before = " ";
        var after = new PlainText(text[(close + 1)..Math.Min(text.Length, close + 1 + signs.LongestIntroduction)], signs).Text;
        if (lists.Any(list => list.Speech.Adult.Value.IsMatch(before))) return false;
        if (lists.Any(list => list.Speech.Child.Value.IsMatch(before) || Follows(list.Speech.ChildAfter.Value, after, list))) return true;
        // "She said" may be anybody's words; in the first person they are the child's that the record is about.
        var said = new Lazy<string>(() => new PlainText(text[(open + 1)..close], signs).Text);
        return lists.Any(list => (list.Speech.Pronoun.Value.IsMatch(before) || Follows(list.Speech.PronounAfter.Value, after, list)) && list.Speech.FirstPerson.Value.IsMatch(said.Value));
    }

    // What follows the next full stop introduces something else.
    private static bool Follows(Regex told, string after, FairWords list)
    {
        var stop = after.IndexOf('.', Math.Min(4, after.Length));
        var clause = stop < 0 ? after : after[..stop];
        return told.IsMatch(clause) && !list.Speech.Adult.Value.IsMatch(clause);
    }
}
