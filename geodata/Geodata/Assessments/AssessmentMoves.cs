using System.Collections.Frozen;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Geodata.Assessments;

/// <summary>What the guards of an assessment ask for.</summary>
/// <param name="Status">Where it stands.</param>
/// <param name="Round">Number of the review that it is in or was in last; 0 before the first.</param>
/// <param name="Boundary">True when the scope names its boundary.</param>
/// <param name="Partners">True when the scope names its partners.</param>
/// <param name="Ethics">True when everything of the list on taking part fairly is ticked.</param>
/// <param name="Unanswered">Prompts that are neither answered nor marked as not known, 0 or more.</param>
/// <param name="Goals">Goals that stand, 0 or more.</param>
/// <param name="GoalsWithoutResponse">Goals for which nobody does anything, 0 or more.</param>
/// <param name="ResponsesDone">Responses that are done, 0 or more.</param>
/// <param name="YoungVoice">True when young people were heard, or somebody said why not.</param>
/// <param name="ConferenceHeld">True when a conference has been written down.</param>
/// <param name="Rounds">Instruments by round; 0 is the baseline.</param>
public sealed record AssessmentFacts(
    AssessmentStatus Status, int Round, bool Boundary, bool Partners, bool Ethics, int Unanswered, int Goals, int GoalsWithoutResponse,
    int ResponsesDone, bool YoungVoice, bool ConferenceHeld, IReadOnlyDictionary<int, IReadOnlySet<Instrument>> Rounds);

/// <summary>
/// The life of an assessment as one table: draft, scoping, gathering, reflection, goals set, conference (may be left out), plan agreed,
/// delivering, review 1 to n, and one of four ends. Beside the table stand the guards: what must be there before a move.
/// </summary>
/// <remarks>
/// Source: the domain reference, section 9 (lifecycle). A plan needs young people's view or a reason for having none; the work does not end
/// before an instrument of the baseline has been used again. An assessment may be escalated at any time: safety does not wait.
/// </remarks>
public static class AssessmentMoves
{
    /// <summary>Most goals of an assessment.</summary>
    public const int MostGoals = 5;

    private static readonly FrozenDictionary<AssessmentStatus, AssessmentStatus[]> Table = new Dictionary<AssessmentStatus, AssessmentStatus[]>
    {
        [AssessmentStatus.Draft] = [AssessmentStatus.Scoping],
        [AssessmentStatus.Scoping] = [AssessmentStatus.Gathering],
        [AssessmentStatus.Gathering] = [AssessmentStatus.Reflection],
        [AssessmentStatus.Reflection] = [AssessmentStatus.GoalsSet],
        [AssessmentStatus.GoalsSet] = [AssessmentStatus.Conference, AssessmentStatus.PlanAgreed],
        [AssessmentStatus.Conference] = [AssessmentStatus.PlanAgreed],
        [AssessmentStatus.PlanAgreed] = [AssessmentStatus.Delivering],
        [AssessmentStatus.Delivering] = [AssessmentStatus.Review],
        [AssessmentStatus.Review] =
        [
            AssessmentStatus.Delivering, AssessmentStatus.Review, AssessmentStatus.ClosedSafer, AssessmentStatus.ClosedNoChange,
            AssessmentStatus.SteppedDown,
        ],
    }.ToFrozenDictionary();

    /// <summary>The statuses that an assessment may be moved to, whatever the guards say, in the order of the work; empty once it is over.</summary>
    /// <param name="from">The status as it stands.</param>
    public static IReadOnlyList<AssessmentStatus> After(AssessmentStatus from) => IsOpen(from) ? [.. Table[from], AssessmentStatus.Escalated] : [];

    /// <summary>
    /// True when the table has the move. Staying is one: it was looked at and goes on as it is. In a review, staying begins the next
    /// round, so that one cannot merely be looked at.
    /// </summary>
    /// <param name="from">The status as it stands.</param>
    /// <param name="to">The status asked for.</param>
    public static bool Allows(AssessmentStatus from, AssessmentStatus to) => IsOpen(from) && (from == to || After(from).Contains(to));

    /// <summary>True until one of the four ends.</summary>
    /// <param name="status">The status.</param>
    public static bool IsOpen(AssessmentStatus status) => status < AssessmentStatus.ClosedSafer;

    /// <summary>The number of the review after a move: each entry into review begins the next one.</summary>
    /// <param name="round">The number before, 0 or more.</param>
    /// <param name="to">The status that the assessment moves to.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static int RoundAfter(int round, AssessmentStatus to)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(round);
        return to == AssessmentStatus.Review ? round + 1 : round;
    }

    /// <summary>What stands in the way of a move that the table has; empty when nothing does.</summary>
    /// <param name="facts">The assessment as it stands.</param>
    /// <param name="to">The status asked for.</param>
    /// <exception cref="ArgumentException">The table has no such move.</exception>
    public static IReadOnlyList<AssessmentBlocker> Guard(AssessmentFacts facts, AssessmentStatus to)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (!Allows(facts.Status, to)) throw new ArgumentException($"An assessment does not go from {facts.Status} to {to}.", nameof(to));
        return [.. Asked(facts, to).Where(one => one.Missing).Select(one => one.Blocker)];
    }

    private static IEnumerable<(AssessmentBlocker Blocker, bool Missing)> Asked(AssessmentFacts facts, AssessmentStatus to) => to switch
    {
        AssessmentStatus.Review when facts.Status == AssessmentStatus.Review => [(AssessmentBlocker.NoReviewRound, !Used(facts, facts.Round))],
        _ when to == facts.Status => [],
        AssessmentStatus.Gathering =>
        [
            (AssessmentBlocker.BoundaryMissing, !facts.Boundary), (AssessmentBlocker.PartnersMissing, !facts.Partners),
            (AssessmentBlocker.EthicsNotTicked, !facts.Ethics),
        ],
        AssessmentStatus.Reflection => [(AssessmentBlocker.PromptsUnanswered, facts.Unanswered > 0)],
        AssessmentStatus.GoalsSet => [(AssessmentBlocker.NoGoal, facts.Goals < 1), (AssessmentBlocker.TooManyGoals, facts.Goals > MostGoals)],
        AssessmentStatus.Conference => [(AssessmentBlocker.NoYoungVoice, !facts.YoungVoice)],
        AssessmentStatus.PlanAgreed =>
        [
            (AssessmentBlocker.NoYoungVoice, !facts.YoungVoice),
            (AssessmentBlocker.ConferenceNotHeld, facts.Status == AssessmentStatus.Conference && !facts.ConferenceHeld),
        ],
        AssessmentStatus.Delivering when facts.Status == AssessmentStatus.PlanAgreed => [(AssessmentBlocker.GoalWithoutResponse, facts.GoalsWithoutResponse > 0)],
        AssessmentStatus.Review => [(AssessmentBlocker.NothingDelivered, facts.ResponsesDone < 1)],
        AssessmentStatus.ClosedSafer or AssessmentStatus.ClosedNoChange or AssessmentStatus.SteppedDown => Ending(facts),
        _ => [],
    };

    private static IEnumerable<(AssessmentBlocker Blocker, bool Missing)> Ending(AssessmentFacts facts)
    {
        var baseline = facts.Rounds.GetValueOrDefault(0);
        var reviews = facts.Rounds.Where(round => round.Key > 0 && round.Value.Count > 0).ToList();
        yield return (AssessmentBlocker.NoBaseline, !Used(facts, 0));
        yield return (AssessmentBlocker.NoReviewRound, reviews.Count == 0);
        yield return (AssessmentBlocker.InstrumentNotRepeated, Used(facts, 0) && reviews.Count > 0 && !reviews.Any(round => round.Value.Overlaps(baseline!)));
    }

    private static bool Used(AssessmentFacts facts, int round) => facts.Rounds.GetValueOrDefault(round) is { Count: > 0 };

    /// <summary>
    /// The status that the space of an assessment goes to with a move; null where the move says nothing of the space. Nothing changed and
    /// escalated leave the space as it is: somebody decides about it.
    /// </summary>
    /// <param name="to">The status that the assessment moves to.</param>
    public static SpaceStatus? SpaceAfter(AssessmentStatus to) => to switch
    {
        AssessmentStatus.Delivering => SpaceStatus.PlanActive,
        AssessmentStatus.Review => SpaceStatus.Review,
        AssessmentStatus.ClosedSafer or AssessmentStatus.SteppedDown => SpaceStatus.SteppedDown,
        AssessmentStatus.ClosedNoChange or AssessmentStatus.Escalated => null,
        _ => SpaceStatus.UnderAssessment,
    };

    /// <summary>The last day that may be set for the next look: a month away while the plan is carried out, three months otherwise.</summary>
    /// <param name="status">The status that the assessment moves to or stays in.</param>
    /// <param name="today">The day on which it is set, where the partnership is.</param>
    public static DateOnly LatestReview(AssessmentStatus status, DateOnly today) => today.AddMonths(status == AssessmentStatus.Delivering ? 1 : 3);
}
