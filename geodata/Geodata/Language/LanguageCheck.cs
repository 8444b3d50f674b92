using System.Text.Json;

namespace SpacesPlaces.Geodata.Language;

/// <summary>How much a wording matters.</summary>
public enum LanguageLevel
{
    /// <summary>Fair in some uses; the writer is told and goes on.</summary>
    Advise,
    /// <summary>Needs another wording, or a reason why it stays.</summary>
    Challenge,
}

/// <summary>A wording that may be unfair to a child, a family or a place.</summary>
/// <param name="Start">First character, counted from 0 in UTF-16 units.</param>
/// <param name="Length">Number of UTF-16 units.</param>
/// <param name="Rule">Stable id of the rule.</param>
/// <param name="Row">Row of the partnership's table of language to challenge, 1 to 52.</param>
/// <param name="Level">How much it matters.</param>
/// <param name="Written">Language of the list that found it: the language of the wordings on offer.</param>
public readonly record struct LanguageFinding(int Start, int Length, string Rule, int Row, LanguageLevel Level, Tongue Written)
{
    /// <summary>Why the wording is questioned, and what to write instead, as the reader reads them.</summary>
    public LanguageRule Explain(Tongue reader) => LanguageCheck.Rule(Rule, reader);

    /// <summary>Wordings ready to stand in its place, in the language it was written in; none where it is best left out.</summary>
    public IReadOnlyList<string> Wordings => LanguageCheck.Rule(Rule, Written).Wordings;
}

/// <summary>What a rule says in one language.</summary>
/// <param name="Id">Stable id.</param>
/// <param name="Row">Row of the table, 1 to 52.</param>
/// <param name="Reason">Why the wording is questioned.</param>
/// <param name="Alternative">What to write instead, as advice.</param>
/// <param name="Wordings">Phrases that can be put in its place.</param>
public sealed record LanguageRule(string Id, int Row, string Reason, string Alternative, IReadOnlyList<string> Wordings);

/// <summary>
/// Helps to write fairly about children: finds wording that blames a child, hides who harms, or labels people and places, in English
/// and Welsh at once, for people mix the two. It reads words, not meaning: unfair sentences in fair words pass, and a fair use may be
/// questioned. It changes nothing.
/// </summary>
/// <remarks>Rules: <c>fair_words.en.json</c> and <c>fair_words.cy.json</c>, read by the page too. See docs/language-check.md.</remarks>
public static class LanguageCheck
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNameCaseInsensitive = true };
    internal static readonly FairSigns Signs = new(Read<FairSignsFile>("fair_words.signs.json"));
    private static readonly FairWords English = new(Read<FairWordsFile>("fair_words.en.json"), Signs);
    private static readonly FairWords Welsh = new(Read<FairWordsFile>("fair_words.cy.json"), Signs);
    // Longer than any match and any quotation.
    private const int LongestStretch = 2_000;

    private static readonly FairWords[] Lists = [English, Welsh];
    private static readonly FairIndex Index = new();
    private static readonly (FairRuleFile Rule, Tongue Written, int Challenge, int Advise, int Except)[] Slots =
        [.. SlotsOf(English, Tongue.En), .. SlotsOf(Welsh, Tongue.Cy)];
    private static readonly int Legal = Index.Add(Lists.SelectMany(list => list.Legal.Select(list.Expand)));

    /// <summary>Version of the rules, the same in every file; changes whenever a text may be judged differently.</summary>
    public static string Version => English.Version;

    /// <summary>All rules as a reader of the language sees them, by row.</summary>
    public static IReadOnlyList<LanguageRule> Rules(Tongue reader) =>
        [.. ListOf(reader).Rules.Select(rule => new LanguageRule(rule.Id, rule.Row, rule.Reason, rule.Alternative, rule.Use))];

    /// <summary>One rule as a reader of the language sees it.</summary>
    /// <exception cref="ArgumentException">No such rule.</exception>
    public static LanguageRule Rule(string id, Tongue reader) =>
        ListOf(reader).Rules.FirstOrDefault(rule => rule.Id == id) is { } rule
            ? new(rule.Id, rule.Row, rule.Reason, rule.Alternative, rule.Use)
            : throw new ArgumentException($"There is no rule of fair wording called {id}.", nameof(id));

    /// <summary>Wordings to think about again, in the order of the text. What a child said, in quotation marks, and titles in law are left alone.</summary>
    /// <param name="text">The text as written, in either language or both; any length.</param>
    /// <returns>Findings by start; one that lies within another of the same or a higher level is left out.</returns>
    /// <remarks>Time grows with the length of the text: no pattern matches more than some words, see <see cref="FairPattern"/>.</remarks>
    public static IReadOnlyList<LanguageFinding> Check(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length == 0) return [];
        var plain = new PlainText(text, Signs);
        var spans = Index.Find(plain.Text);
        List<LanguageFinding> found = [];
        foreach (var (rule, written, challenge, advise, except) in Slots)
        {
            Add(challenge, LanguageLevel.Challenge);
            Add(advise, LanguageLevel.Advise);

            void Add(int slot, LanguageLevel level)
            {
                foreach (var (from, to) in spans[slot] ?? [])
                {
                    if (Meets(spans[except], from + 1, to - 1)) continue;
                    var (start, end) = plain.Origin(from, to);
                    found.Add(new(start, end - start, rule.Id, rule.Row, level, written));
                }
            }
        }

        if (found.Count == 0) return found;
        List<(int From, int To)> titles = [.. (spans[Legal] ?? []).Select(span => plain.Origin(span.From, span.To))];
        found.RemoveAll(finding => Meets(titles, finding.Start, finding.Start + finding.Length));
        var own = OwnWords.Find(text, Signs, Lists, found);
        return Outermost(found.Where(finding => !Meets(own, finding.Start, finding.Start + finding.Length)));
    }

    private static IEnumerable<(FairRuleFile, Tongue, int, int, int)> SlotsOf(FairWords list, Tongue written) =>
        [.. list.Rules.Select(rule => (rule, written, Slot(list, rule.Challenge), Slot(list, rule.Advise), Slot(list, rule.Except)))];

    private static int Slot(FairWords list, string[]? patterns) => Index.Add((patterns ?? []).Select(list.Expand));

    // A wording is questioned once: advice gives way to a challenge that it touches, and the shorter to the longer that holds it.
    private static List<LanguageFinding> Outermost(IEnumerable<LanguageFinding> found)
    {
        var byLevel = found.ToLookup(finding => finding.Level);
        var challenges = WithoutHeld(byLevel[LanguageLevel.Challenge]);
        List<(int From, int To)> taken = [.. challenges.Select(finding => (finding.Start, finding.Start + finding.Length))];
        var advice = WithoutHeld(byLevel[LanguageLevel.Advise].Where(finding => !Meets(taken, finding.Start, finding.Start + finding.Length)));
        return [.. challenges.Concat(advice).OrderBy(finding => finding.Start).ThenBy(finding => finding.Row)];
    }

    // In the order of their starts, so that the furthest end so far decides.
    private static List<LanguageFinding> WithoutHeld(IEnumerable<LanguageFinding> found)
    {
        List<LanguageFinding> kept = [];
        var furthest = -1;
        Dictionary<string, int> ends = [];
        foreach (var finding in found.OrderBy(f => f.Start).ThenByDescending(f => f.Length).ThenBy(f => f.Row).ThenBy(f => f.Written))
        {
            var end = finding.Start + finding.Length;
            if (furthest >= end || ends.GetValueOrDefault(finding.Rule) > finding.Start) continue;
            kept.Add(finding);
            furthest = end;
            ends[finding.Rule] = end;
        }

        return kept;
    }

    // Stretches in the order of their starts; few are long, so the ones before the end are looked at backwards.
    private static bool Meets(List<(int From, int To)>? stretches, int start, int end)
    {
        if (stretches is null) return false;
        var at = stretches.BinarySearch((end, -1));
        for (var i = (at < 0 ? ~at : at) - 1; i >= 0 && stretches[i].From > start - LongestStretch; i--)
        {
            if (stretches[i].To > start) return true;
        }

        return false;
    }

    /// <summary>For the bench: the patterns of every slot, written out.</summary>
    internal static IEnumerable<IReadOnlyList<string>> Expanded() =>
        from list in Lists
        from rule in list.Rules
        from patterns in (string[]?[])[rule.Challenge, rule.Advise, rule.Except]
        where patterns is not null
        select (IReadOnlyList<string>)[.. patterns.Select(list.Expand)];

    /// <summary>For the bench: the text as the rules read it.</summary>
    internal static string Reduced(string text) => new PlainText(text, Signs).Text;

    /// <summary>For the bench: how many stretches the index finds, titles in law apart.</summary>
    internal static int Stretches(string reduced) => Index.Find(reduced).SkipLast(1).Sum(spans => spans?.Count ?? 0);

    private static FairWords ListOf(Tongue reader) => reader == Tongue.Cy ? Welsh : English;

    internal static T Read<T>(string name)
    {
        using var stream = typeof(LanguageCheck).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The rules {name} are not embedded.");
        return JsonSerializer.Deserialize<T>(stream, Json)!;
    }
}
