using SpacesPlaces.Geodata.Language;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Geodata.Assessments;

/// <summary>A wording that counts what was done.</summary>
/// <param name="Start">First character, counted from 0 in UTF-16 units.</param>
/// <param name="Length">Number of UTF-16 units.</param>
/// <param name="Reason">Why it is questioned.</param>
public readonly record struct EffortFinding(int Start, int Length, EffortReason Reason);

/// <summary>
/// Helps to write a measure of change: finds one that counts only what was done (a sheet was made, two meetings were held) and says nothing of
/// what is different for young people. It reads words, in English and Welsh at once, so it misses much and asks rather than refuses; it changes
/// nothing.
/// </summary>
/// <remarks>
/// Words: <c>effort_words.en.json</c> and <c>effort_words.cy.json</c>, in the dialect of the language check (docs/language-check.md); our
/// own wording of the rule that a measure tells of change, not effort. It keeps silent as soon as anything in the text tells of change, be it
/// in the other language: better a measure of effort that passes than a measure of change that is questioned.
/// </remarks>
public static class EffortNotChange
{
    private static readonly EffortWordsFile[] Lists =
        [LanguageCheck.Read<EffortWordsFile>("effort_words.en.json"), LanguageCheck.Read<EffortWordsFile>("effort_words.cy.json")];
    private static readonly FairIndex Index = new();
    private static readonly (EffortReason Reason, int Slot)[] Rules =
        [.. Lists.SelectMany(list => list.Rules.Select(rule => (WireName.Parse<EffortReason>(rule.Reason), Slot(list, rule.Patterns))))];
    private static readonly int[] Change = [.. Lists.Select(list => Slot(list, list.Change))];

    /// <summary>Version of the words, the same in both files; changes whenever a text may be judged differently.</summary>
    public static string Version => Lists[0].Version;

    /// <summary>What in a measure counts effort, when nothing in it tells of change.</summary>
    /// <param name="text">The measure as written, in either language or both; any length.</param>
    /// <returns>Findings in the order of the text, none within or across another; none when the text tells of change.</returns>
    public static IReadOnlyList<EffortFinding> Check(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length == 0) return [];
        var plain = new PlainText(text, LanguageCheck.Signs);
        var spans = Index.Find(plain.Text);
        if (Change.Any(slot => spans[slot] is not null)) return [];

        List<EffortFinding> found = [];
        foreach (var (reason, slot) in Rules)
            foreach (var (from, to) in spans[slot] ?? [])
            {
                var (start, end) = plain.Origin(from, to);
                found.Add(new(start, end - start, reason));
            }

        List<EffortFinding> kept = [];
        foreach (var finding in found.OrderBy(one => one.Start).ThenByDescending(one => one.Length).ThenBy(one => one.Reason))
            if (kept is [] || finding.Start >= kept[^1].Start + kept[^1].Length) kept.Add(finding);
        return kept;
    }

    private static int Slot(EffortWordsFile list, string[] patterns) =>
        Index.Add(patterns.Select(pattern => FairPattern.Expand(pattern, list.Words, LanguageCheck.Signs)));
}

/// <summary>The file as it is written.</summary>
internal sealed record EffortWordsFile(string Version, string Language, Dictionary<string, string> Words, string[] Change, EffortRuleFile[] Rules);

/// <summary>A rule as written in the file.</summary>
internal sealed record EffortRuleFile(string Reason, string[] Patterns);
