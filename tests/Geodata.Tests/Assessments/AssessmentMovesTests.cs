using SpacesPlaces.Geodata.Assessments;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Geodata.Tests.Assessments;

/// <summary>The life of an assessment: its table, its guards, and where its space goes.</summary>
public sealed class AssessmentMovesTests
{
    private static readonly AssessmentFacts Whole = new(
        AssessmentStatus.Draft, 0, true, true, true, 0, 1, 0, 1, true, true, new Dictionary<int, IReadOnlySet<Instrument>>
        {
            [0] = new HashSet<Instrument> { Instrument.ObservationDay, Instrument.SurveyYoungPeople },
            [1] = new HashSet<Instrument> { Instrument.SurveyYoungPeople },
        });

    [Fact]
    public void Table_IsThatOfTheReference_AndMayEscalateFromEverywhere()
    {
        var way = Enum.GetValues<AssessmentStatus>().SelectMany(from => AssessmentMoves.After(from).Select(to => $"{from} {to}")).Order(StringComparer.Ordinal);
        Assert.Equal(
            ((string[])
            [
                "Draft Scoping", "Scoping Gathering", "Gathering Reflection", "Reflection GoalsSet", "GoalsSet Conference", "GoalsSet PlanAgreed",
                "Conference PlanAgreed", "PlanAgreed Delivering", "Delivering Review", "Review Delivering", "Review Review", "Review ClosedSafer",
                "Review ClosedNoChange", "Review SteppedDown",
                "Draft Escalated", "Scoping Escalated", "Gathering Escalated", "Reflection Escalated", "GoalsSet Escalated", "Conference Escalated",
                "PlanAgreed Escalated", "Delivering Escalated", "Review Escalated",
            ]).Order(StringComparer.Ordinal), way);
    }

    [Fact]
    public void WhatIsOver_MovesNowhere_AndIsNotLookedAt()
    {
        foreach (var end in (AssessmentStatus[])[AssessmentStatus.ClosedSafer, AssessmentStatus.ClosedNoChange, AssessmentStatus.SteppedDown, AssessmentStatus.Escalated])
        {
            Assert.Empty(AssessmentMoves.After(end));
            Assert.False(AssessmentMoves.Allows(end, end));
        }
    }

    public static TheoryData<AssessmentStatus, AssessmentStatus, string> Missing => new()
    {
        { AssessmentStatus.Scoping, AssessmentStatus.Gathering, "BoundaryMissing PartnersMissing EthicsNotTicked" },
        { AssessmentStatus.Gathering, AssessmentStatus.Reflection, "PromptsUnanswered" },
        { AssessmentStatus.Reflection, AssessmentStatus.GoalsSet, "NoGoal" },
        { AssessmentStatus.GoalsSet, AssessmentStatus.Conference, "NoYoungVoice" },
        { AssessmentStatus.GoalsSet, AssessmentStatus.PlanAgreed, "NoYoungVoice" },
        { AssessmentStatus.Conference, AssessmentStatus.PlanAgreed, "NoYoungVoice ConferenceNotHeld" },
        { AssessmentStatus.PlanAgreed, AssessmentStatus.Delivering, "GoalWithoutResponse" },
        { AssessmentStatus.Delivering, AssessmentStatus.Review, "NothingDelivered" },
        { AssessmentStatus.Review, AssessmentStatus.Review, "NoReviewRound" },
        { AssessmentStatus.Review, AssessmentStatus.Delivering, "" },
        { AssessmentStatus.Review, AssessmentStatus.ClosedSafer, "NoBaseline NoReviewRound" },
        { AssessmentStatus.Review, AssessmentStatus.ClosedNoChange, "NoBaseline NoReviewRound" },
        { AssessmentStatus.Review, AssessmentStatus.SteppedDown, "NoBaseline NoReviewRound" },
        { AssessmentStatus.Gathering, AssessmentStatus.Gathering, "" },
        { AssessmentStatus.Draft, AssessmentStatus.Escalated, "" },
        { AssessmentStatus.Review, AssessmentStatus.Escalated, "" },
    };

    [Theory]
    [MemberData(nameof(Missing))]
    public void EachGuard_AsksForWhatItsStepNeeds_AndForNothingElse(AssessmentStatus from, AssessmentStatus to, string blocked)
    {
        var empty = new AssessmentFacts(from, 1, false, false, false, 3, 0, 1, 0, false, false, new Dictionary<int, IReadOnlySet<Instrument>>());
        Assert.Equal(blocked, string.Join(' ', AssessmentMoves.Guard(empty, to)));
        Assert.Empty(AssessmentMoves.Guard(Whole with { Status = from, Round = 1 }, to));
    }

    [Fact]
    public void Ending_NeedsAnInstrumentOfTheBaselineAgain()
    {
        var other = Whole with
        {
            Status = AssessmentStatus.Review,
            Round = 1,
            Rounds = new Dictionary<int, IReadOnlySet<Instrument>>
            {
                [0] = new HashSet<Instrument> { Instrument.ObservationDay },
                [1] = new HashSet<Instrument> { Instrument.SafetyMap },
            },
        };
        Assert.Equal([AssessmentBlocker.InstrumentNotRepeated], AssessmentMoves.Guard(other, AssessmentStatus.ClosedSafer));
    }

    [Fact]
    public void ASixthGoal_IsOneTooMany() => Assert.Equal(
        [AssessmentBlocker.TooManyGoals], AssessmentMoves.Guard(Whole with { Status = AssessmentStatus.Reflection, Goals = 6 }, AssessmentStatus.GoalsSet));

    [Fact]
    public void AMoveThatTheTableHasNot_IsAnError() =>
        Assert.Throws<ArgumentException>(() => AssessmentMoves.Guard(Whole, AssessmentStatus.ClosedSafer));

    [Fact]
    public void EachReview_HasTheNextNumber()
    {
        Assert.Equal((1, 2, 2), (AssessmentMoves.RoundAfter(0, AssessmentStatus.Review), AssessmentMoves.RoundAfter(1, AssessmentStatus.Review), AssessmentMoves.RoundAfter(2, AssessmentStatus.Delivering)));
        Assert.Throws<ArgumentOutOfRangeException>(() => AssessmentMoves.RoundAfter(-1, AssessmentStatus.Review));
    }

    [Fact]
    public void ThePlan_IsLookedAtMonthly_EverythingElseWithinThreeMonths()
    {
        var today = new DateOnly(2026, 1, 31);
        Assert.Equal(new DateOnly(2026, 2, 28), AssessmentMoves.LatestReview(AssessmentStatus.Delivering, today));
        Assert.Equal(new DateOnly(2026, 4, 30), AssessmentMoves.LatestReview(AssessmentStatus.Review, today));
    }
}
