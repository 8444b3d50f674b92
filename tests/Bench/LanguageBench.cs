using System.Diagnostics;
using System.Text.RegularExpressions;
using SpacesPlaces.Geodata.Language;

namespace SpacesPlaces.Bench;

/// <summary>
/// The language check of a narrative of 5,000 characters against the plain way to do it: one regular expression per rule, each led
/// over the whole text. Both read the same patterns, and must find the same stretches. Says also what the first check costs.
/// </summary>
internal static class LanguageBench
{
    private const string Sentence =
        "Workers walked from the bus station to the river. She is placing herself at risk, they were told; two men in a grey car stopped near "
        + "the shelter and offered vapes to children. Roedd oedolion yn siarad â phlant ger y bont. Youths were loitering, said a neighbour. ";

    public static int Run(string[] args)
    {
        var rounds = Peer.Option(args, "--rounds", 9);
        var text = string.Concat(Enumerable.Repeat(Sentence, 5_000 / Sentence.Length + 1))[..5_000];
        var start = Stopwatch.GetTimestamp();
        var found = LanguageCheck.Check(text);
        Peer.Say($"first check, with the rules read: {Stopwatch.GetElapsedTime(start).TotalMilliseconds:F0} ms; {found.Count} findings");

        Regex[] perRule = [.. LanguageCheck.Expanded().Select(patterns => new Regex($" (?:{string.Join('|', patterns)}) ", RegexOptions.CultureInvariant))];
        var reduced = LanguageCheck.Reduced(text);
        var (ours, peers) = (LanguageCheck.Stretches(reduced), perRule.Sum(rule => Count(rule, reduced)));
        Peer.Say($"stretches found before exceptions: {ours}, one regex per rule {peers}, {(ours == peers ? "equal" : "NOT EQUAL")}");

        List<double> mine = [], theirs = [];
        for (var round = 0; round < rounds; round++)
        {
            mine.Add(Peer.Processor(50, () => LanguageCheck.Check(text)));
            theirs.Add(Peer.Processor(3, () => _ = perRule.Sum(rule => Count(rule, LanguageCheck.Reduced(text)))));
        }

        var (check, loop) = (Peer.Median(mine), Peer.Median(theirs));
        Peer.Say($"5,000 characters: {check:F2} ms; one regex per rule {loop:F1} ms; {loop / check:F0} times as long");
        return ours == peers ? 0 : 1;
    }

    private static int Count(Regex rule, string text)
    {
        var count = 0;
        for (var match = rule.Match(text); match.Success; match = rule.Match(text, match.Index + match.Length - 1)) count++;
        return count;
    }
}
