using System.Text.RegularExpressions;

namespace SpacesPlaces.Geodata.Disclosure;

/// <summary>Stretches of a text that look like a person's name; see <see cref="IdentifyingText"/>.</summary>
internal static class PersonNames
{
    private static readonly IdentifyingPatterns Patterns = IdentifyingPatterns.Read;

    public static IEnumerable<IdentifyingSpan> Find(string text, IEnumerable<string> knownNames)
    {
        // After "called" one capital is enough: "a boy called Rhys".
        foreach (var match in Patterns.Called.Matches(text).Cast<Match>())
        {
            var name = match.Groups["told"];
            if (!IsPlace(name.Value.Split(' '))) yield return new(IdentifyingKind.PersonName, name.Index, name.Length);
        }

        var known = new Lazy<string[]>(() => [.. knownNames.Select(Plain)]);
        foreach (var run in Patterns.CapitalRun.Matches(text).Cast<Match>())
        {
            var words = Patterns.Word.Matches(run.Value).Cast<Match>().ToList();
            while (words.Count > 0 && Patterns.NoNames.Contains(words[0].Value)) words.RemoveAt(0);
            while (words.Count > 0 && (Patterns.NoNames.Contains(words[^1].Value) || Patterns.Particles.Contains(words[^1].Value))) words.RemoveAt(words.Count - 1);
            if (words.Count(word => !Patterns.Particles.Contains(word.Value)) < 2 || IsPlace(words.Select(word => word.Value))) continue;
            var (start, end) = (words[0].Index, words[^1].Index + words[^1].Length);
            var name = Plain(run.Value[start..end]);
            if (known.Value.Any(place => place.Contains(name, StringComparison.Ordinal) || IsSaidWith(place, name))) continue;
            yield return new(IdentifyingKind.PersonName, run.Index + start, end - start);
        }
    }

    // "near Pont Werdd" or "the Old Mill Cafe garden": the place with other capitals around it.
    private static bool IsSaidWith(string place, string run) => place.Contains(' ', StringComparison.Ordinal) && $" {run} ".Contains($" {place} ", StringComparison.Ordinal);

    private static bool IsPlace(IEnumerable<string> words) => words.Any(Patterns.PlaceWords.Contains);

    private static string Plain(string name) => string.Join(' ', Patterns.Word.Matches(name).Select(word => word.Value)).ToLowerInvariant();
}
