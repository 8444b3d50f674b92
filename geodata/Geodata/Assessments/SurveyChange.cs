using SpacesPlaces.Geodata.Disclosure;
using SpacesPlaces.Geodata.Statistics;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Geodata.Assessments;

/// <summary>One answer of a question in two rounds, as it may leave the house.</summary>
/// <param name="Before">Share of the first round; null where withheld.</param>
/// <param name="After">Share of the second round; null where withheld.</param>
/// <param name="Change">Second share minus first; null when either is withheld.</param>
/// <param name="Reading">What the change may say; too few to tell when a share is withheld.</param>
public sealed record AnswerChange(ShareInterval? Before, ShareInterval? After, DifferenceInterval? Change, ChangeReading Reading);

/// <summary>A question in two rounds, as it may leave the house.</summary>
/// <param name="AnsweredBefore">Who answered it in the first round; null where withheld.</param>
/// <param name="AnsweredAfter">Who answered it in the second round; null where withheld.</param>
/// <param name="Answers">The answers, in the order of the question.</param>
public sealed record QuestionChange(int? AnsweredBefore, int? AnsweredAfter, IReadOnlyList<AnswerChange> Answers);

/// <summary>
/// How a group's answers to one question changed from one round of a survey to another: young people, residents and businesses each on their
/// own. Small counts are withheld, and others with them from which they could be worked out.
/// </summary>
/// <remarks>
/// Only rounds that are closed may be shown: with every answer that comes in, yesterday's figures beside today's tell what it was. A total over
/// groups, or a survey cut by day and night, is a figure of its own and must not stand beside its parts. Answers count one voice each, so a
/// round that somebody answered twice says more than it knows.
/// </remarks>
public static class SurveyChange
{
    /// <summary>Most answers that one question can have, and most voices of a round.</summary>
    public const int MostAnswers = 100, MostVoices = 1_000_000;

    /// <summary>The change of every answer.</summary>
    /// <param name="before">How many of the group gave each answer in the first round, each person one; at least one answer.</param>
    /// <param name="after">The same of the second round, in the same order.</param>
    /// <param name="k">Fewest voices of a figure, 3 or more.</param>
    /// <param name="confidence">0.5 to 0.9999.</param>
    /// <exception cref="ArgumentException">No answer, too many, rounds of different length, or too many voices.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative, or k or the confidence out of range.</exception>
    /// <remarks>
    /// Where several answers may be ticked, each is a question of its own with the answers ticked and not ticked. Each round is protected by
    /// <see cref="TableSuppression"/> as a column with its total; 0 has the look of too few. The second round is compared by
    /// <see cref="ShareDifference"/>, as of different people, and without adjustment for the number of answers: of twenty without a change one
    /// is said to have one. Too few to tell means that neither all nor none of the second round giving the answer could have been told from
    /// the first.
    /// </remarks>
    public static QuestionChange Compare(
        IReadOnlyList<int> before, IReadOnlyList<int> after, int k = SmallNumberRule.DefaultInside, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        if (before.Count is 0 or > MostAnswers) throw new ArgumentException($"A question has 1 to {MostAnswers} answers.", nameof(before));
        if (after.Count != before.Count) throw new ArgumentException("Both rounds have the same answers.", nameof(after));
        var rule = new SmallNumberRule(k);
        PoissonRate.RefuseConfidence(confidence);

        var (first, second) = (Safe(before, rule, nameof(before)), Safe(after, rule, nameof(after)));
        return new(first.Total, second.Total, [.. Enumerable.Range(0, before.Count).Select(Answer)]);

        AnswerChange Answer(int at)
        {
            var (one, other) = (Share(first, at), Share(second, at));
            if (one is null || other is null) return new(one, other, null, ChangeReading.TooFewToTell);
            var change = ShareDifference.Interval(one.Part, one.Whole, other.Part, other.Whole, confidence);
            return new(one, other, change, Reading(one, other, change));
        }

        ShareInterval? Share(SafeTable round, int at) =>
            round.Cells[at][0] is { } part && round.Total is { } whole ? BinomialShare.Interval(part, whole, confidence) : null;
    }

    private static ChangeReading Reading(ShareInterval before, ShareInterval after, DifferenceInterval change)
    {
        if (change.Lower > 0) return ChangeReading.More;
        if (change.Upper < 0) return ChangeReading.Fewer;
        var all = ShareDifference.Interval(before.Part, before.Whole, after.Whole, after.Whole, change.Confidence);
        var none = ShareDifference.Interval(before.Part, before.Whole, 0, after.Whole, change.Confidence);
        return all.Lower > 0 || none.Upper < 0 ? ChangeReading.CouldBeChance : ChangeReading.TooFewToTell;
    }

    private static SafeTable Safe(IReadOnlyList<int> round, SmallNumberRule rule, string name)
    {
        foreach (var count in round) ArgumentOutOfRangeException.ThrowIfNegative(count, name);
        if (round.Sum(count => (long)count) > MostVoices) throw new ArgumentException("The round has too many voices.", name);
        // One voice is one record, one person and one evening: what is known of a survey that keeps nobody's trace.
        return TableSuppression.Protect([.. round.Select(count => (CellContent[])[new(count, count, count)])], rule);
    }
}
