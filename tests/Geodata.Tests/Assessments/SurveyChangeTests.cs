using SpacesPlaces.Geodata.Assessments;
using SpacesPlaces.Geodata.Statistics;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Geodata.Tests.Assessments;

/// <summary>What a survey of a few dozen may say, and what of it may leave the house.</summary>
public sealed class SurveyChangeTests
{
    [Fact]
    public void AnswersOfEnoughVoices_AreSharesWithIntervals_AndTheirDifference()
    {
        var told = SurveyChange.Compare([12, 28], [30, 15]);
        Assert.Equal((40, 45), (told.AnsweredBefore, told.AnsweredAfter));
        Assert.Equal(BinomialShare.Interval(12, 40), told.Answers[0].Before);
        Assert.Equal(BinomialShare.Interval(30, 45), told.Answers[0].After);
        Assert.Equal(ShareDifference.Interval(12, 40, 30, 45), told.Answers[0].Change);
        Assert.Equal([ChangeReading.More, ChangeReading.Fewer], told.Answers.Select(answer => answer.Reading));
    }

    [Fact]
    public void SmallDifference_CouldBeChance() =>
        Assert.All(SurveyChange.Compare([12, 28], [15, 30]).Answers, answer => Assert.Equal(ChangeReading.CouldBeChance, answer.Reading));

    [Fact]
    public void RoundsInWhichNothingCouldStandOut_AreTooFewToTell_ThoughTheyMayBeShown()
    {
        // k = 3: of three in six, neither six of six nor none of six lies beyond the interval of 99 %.
        var told = SurveyChange.Compare([3, 3], [3, 3], k: 3, confidence: 0.99);
        Assert.Equal(6, told.AnsweredBefore);
        Assert.Equal(ChangeReading.TooFewToTell, told.Answers[0].Reading);
        Assert.NotNull(told.Answers[0].Change);
        Assert.Equal(ChangeReading.CouldBeChance, SurveyChange.Compare([30, 30], [30, 30], k: 3, confidence: 0.99).Answers[0].Reading);
    }

    [Fact]
    public void SmallAnswer_TakesAnotherWithIt_AndTheTotalStays()
    {
        // Story D10: 7 and 3 of 10.
        var told = SurveyChange.Compare([7, 3], [20, 20]);
        Assert.Equal(10, told.AnsweredBefore);
        Assert.All(told.Answers, answer =>
        {
            Assert.Null(answer.Before);
            Assert.NotNull(answer.After);
            Assert.Null(answer.Change);
            Assert.Equal(ChangeReading.TooFewToTell, answer.Reading);
        });
    }

    [Fact]
    public void NothingAndTooFew_LookTheSame()
    {
        var (none, few) = (SurveyChange.Compare([20, 9, 0], [20, 9, 11]), SurveyChange.Compare([20, 9, 4], [20, 9, 11]));
        Assert.Equal(none.Answers.Select(answer => answer.Before is null), few.Answers.Select(answer => answer.Before is null));
    }

    [Fact]
    public void FewerThanKVoices_AreNotToldAtAll()
    {
        var told = SurveyChange.Compare([4, 0], [0, 0]);
        Assert.Null(told.AnsweredBefore);
        Assert.Null(told.AnsweredAfter);
        Assert.All(told.Answers, answer => Assert.Equal((null, null, null), (answer.Before, answer.After, answer.Change)));
    }

    // The attacker knows the total of a round and all answers shown, and tries every round that fits.
    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    public void NoWithheldAnswer_CanBeWorkedOut(int k)
    {
        var (random, withheld) = (new SeededRandom(42), 0);
        for (var run = 0; run < 400; run++)
        {
            int[] round = [.. Enumerable.Range(0, 2 + run % 3).Select(_ => random.Below(3 * k))];
            var told = SurveyChange.Compare(round, round, k);
            int?[] shown = [.. told.Answers.Select(answer => answer.Before?.Part)];
            Assert.All(shown.OfType<int>(), part => Assert.True(part >= k));
            if (told.AnsweredBefore is not { } total) continue;
            Assert.True(total >= k);
            var rest = total - shown.Sum(part => part ?? 0);
            var hidden = shown.Count(part => part is null);
            withheld += hidden;
            if (hidden == 0) continue;
            // One of several parts of a rest can be anything from 0 to the rest; one alone is the rest.
            Assert.True(hidden > 1 && rest > k, $"{string.Join(' ', round)}: {hidden} withheld of {rest}");
        }

        Assert.True(withheld > 200);
    }

    [Fact]
    public void OrderOfAnswers_ChangesNothing_WhereCountsDiffer()
    {
        var (one, back) = (SurveyChange.Compare([20, 9, 2, 7], [11, 12, 13, 14]), SurveyChange.Compare([7, 2, 9, 20], [14, 13, 12, 11]));
        Assert.Equal(one.Answers, back.Answers.Reverse());
    }

    [Fact]
    public void WhatIsNoRound_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => SurveyChange.Compare([], []));
        Assert.Throws<ArgumentException>(() => SurveyChange.Compare([5, 6], [5]));
        Assert.Throws<ArgumentOutOfRangeException>(() => SurveyChange.Compare([5, -1], [5, 5]));
        Assert.Throws<ArgumentOutOfRangeException>(() => SurveyChange.Compare([5], [5], k: 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => SurveyChange.Compare([5], [5], confidence: 1));
        Assert.Throws<ArgumentException>(() => SurveyChange.Compare([1_000_001], [5]));
    }
}
