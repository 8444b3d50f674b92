using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Assessments;
using SpacesPlaces.Geodata.Statistics;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Assessments.Instruments;

/// <summary>One closed round of a survey with what was answered, question by question.</summary>
/// <param name="Collection">The collection.</param>
/// <param name="Sets">Answers by question, of each who answered; in no order.</param>
/// <param name="Keyed">How many came on paper.</param>
internal sealed record AnsweredRound(Collection Collection, IReadOnlyList<IReadOnlyDictionary<string, string>> Sets, int Keyed);

/// <summary>Merges answers of closed rounds to what may be told of them: shares, changes, words; from the least number of voices on.</summary>
internal static class SurveyMerge
{
    public static AnsweredRound Read(Collection collection, IEnumerable<CollectionAnswer> answers)
    {
        List<IReadOnlyDictionary<string, string>> sets = [];
        var keyed = 0;
        foreach (var answer in answers)
        {
            sets.Add(JsonSerializer.Deserialize<Dictionary<string, string>>(answer.Detail)!);
            if (answer.Keyed) keyed++;
        }

        return new(collection, sets, keyed);
    }

    /// <param name="instrument">The survey.</param>
    /// <param name="rounds">Its closed rounds, the baseline first.</param>
    /// <param name="least">Fewest voices of which something is told.</param>
    /// <param name="figures">False for a reader of words.</param>
    public static SurveyResult Of(Instrument instrument, IReadOnlyList<AnsweredRound> rounds, int least, bool figures)
    {
        var told = rounds.Where(round => round.Sets.Count >= least).ToList();
        var items = told.Count == 0 ? [] : SurveyFormFirst.Of(instrument, told[^1].Collection.Wording).Items;
        var baseline = told.FirstOrDefault(round => round.Collection.Round == 0);
        return new(
            instrument, [.. rounds.Select(round => RoundOf(round, least))], [.. items.Select(Surveys.ViewOf)],
            [.. items.SelectMany(item => told.Select(round => ItemOf(item, round, baseline, least, figures)))]);
    }

    private static SurveyRoundView RoundOf(AnsweredRound round, int least) => new(
        round.Collection.Round, round.Collection.OpensOn, round.Collection.ClosedOn!.Value, round.Sets.Count >= least ? round.Sets.Count : null,
        round.Keyed >= least && round.Sets.Count - round.Keyed >= least ? round.Keyed : null);

    private static SurveyItemRound ItemOf(SurveyItem item, AnsweredRound round, AnsweredRound? baseline, int least, bool figures)
    {
        var number = round.Collection.Round;
        if (item.Kind == SurveyItemKind.Words)
        {
            string[] words = [.. round.Sets.Select(set => set.GetValueOrDefault(item.Key)).OfType<string>()];
            return words.Length < least ? new(item.Key, number, null, [], null, [])
                : new(item.Key, number, figures ? words.Length : null, [], null, [.. words.OrderBy(text => Shuffle(round.Collection.Id, item.Key, text), StringComparer.Ordinal)]);
        }

        var counts = CountsOf(item, round);
        var compared = number > 0 && baseline is not null;
        var change = SurveyChange.Compare(compared ? CountsOf(item, baseline!) : counts, counts, least);
        return new(
            item.Key, number, figures ? change.AnsweredAfter : null,
            [.. change.Answers.Zip(item.Choices, (answer, choice) => new SurveyShare(
                choice.Key, figures ? Told(answer.After) : null, figures && compared ? Told(answer.Change) : null, compared ? answer.Reading : null))],
            MostOf(item, [.. change.Answers.Select(answer => answer.After)], change.AnsweredAfter), []);
    }

    private static int[] CountsOf(SurveyItem item, AnsweredRound round) =>
        [.. item.Choices.Select(choice => round.Sets.Count(set => set.GetValueOrDefault(item.Key) == choice.Key))];

    private static Estimated? Told(ShareInterval? share) => share is { } one ? new(one.Share, one.Lower, one.Upper) : null;

    private static Estimated? Told(DifferenceInterval? change) => change is { } one ? new(one.Difference, one.Lower, one.Upper) : null;

    // From what is told alone: one that is withheld might be as many as all that is not told together.
    private static string? MostOf(SurveyItem item, List<ShareInterval?> shares, int? answered)
    {
        if (answered is not { } all) return null;
        var rest = all - shares.Sum(share => share?.Part ?? 0);
        var first = shares.Index().Where(one => one.Item is not null).OrderByDescending(one => one.Item!.Part).Take(2).ToList();
        return first.Count > 0 && first[0].Item!.Part > rest && (first.Count < 2 || first[0].Item!.Part > first[1].Item!.Part) ? item.Choices[first[0].Index].Key : null;
    }

    // Another order for each question: what one person wrote to two of them does not stand at the same place.
    private static string Shuffle(Guid collection, string item, string text) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{collection:N} {item} {text}")));
}
