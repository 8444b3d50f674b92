using System.Text.RegularExpressions;

namespace SpacesPlaces.Geodata.Language;

/// <summary>
/// All patterns by the words that can begin them: each word of a text is looked up once, and only patterns that can begin with it are
/// tried there. Patterns stand in slots; the spans of one slot share no more than the space between two words.
/// </summary>
internal sealed class FairIndex
{
    private readonly Dictionary<string, List<(int Slot, Lazy<Regex> Pattern)>> byWord = new(StringComparer.Ordinal);
    private int slots;

    /// <summary>Adds patterns that are tried in this order.</summary>
    /// <returns>The slot of their spans.</returns>
    public int Add(IEnumerable<string> expanded)
    {
        foreach (var pattern in expanded)
        {
            Lazy<Regex> regex = new(() => new($@"\G (?:{pattern}) ", RegexOptions.CultureInvariant));
            foreach (var word in FairPattern.FirstWords(pattern))
            {
                if (!byWord.TryGetValue(word, out var there)) byWord[word] = there = [];
                there.Add((slots, regex));
            }
        }

        return slots++;
    }

    /// <summary>The spans of every slot in a reduced text, in order; both ends are spaces.</summary>
    public List<(int From, int To)>?[] Find(string text)
    {
        var found = new List<(int From, int To)>?[slots];
        var words = byWord.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var at = 0; at < text.Length - 1;)
        {
            var end = text.IndexOf(' ', at + 1);
            if (words.TryGetValue(text.AsSpan(at + 1, end - at - 1), out var there))
            {
                foreach (var (slot, pattern) in there)
                {
                    if (found[slot] is [.., var last] && last.To - 1 > at) continue;
                    var match = pattern.Value.Match(text, at);
                    if (match.Success) (found[slot] ??= []).Add((at, at + match.Length));
                }
            }

            at = end;
        }

        return found;
    }
}
