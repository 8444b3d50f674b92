using SpacesPlaces.Geodata.Spaces;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Geodata.Tests.Spaces;

/// <summary>No space stays without a look, and none keeps a bad name for ever.</summary>
public sealed class SpaceReviewTests
{
    private static readonly DateOnly Today = new(2026, 11, 30);

    [Fact]
    public void NextReview_IsWithinThreeMonths_AndWithinOneWhileAPlanRuns()
    {
        foreach (var status in Enum.GetValues<SpaceStatus>())
        {
            // February has 28 days: the last day of the month, never a day of March.
            var latest = status == SpaceStatus.PlanActive ? new DateOnly(2026, 12, 30) : new DateOnly(2027, 2, 28);
            Assert.Equal(latest, SpaceReview.Latest(status, Today));
            Assert.True(SpaceReview.MayBeOn(status, latest, Today));
            Assert.False(SpaceReview.MayBeOn(status, latest.AddDays(1), Today));
            Assert.True(SpaceReview.MayBeOn(status, Today.AddDays(1), Today));
            Assert.False(SpaceReview.MayBeOn(status, Today, Today));
        }
    }

    [Fact]
    public void ReviewThatIsDueToday_IsNotOverdue_TomorrowItIs()
    {
        Assert.False(SpaceReview.IsOverdue(SpaceStatus.Noted, Today, Today));
        Assert.True(SpaceReview.IsOverdue(SpaceStatus.Noted, Today, Today.AddDays(1)));
        Assert.True(SpaceReview.IsOverdue(SpaceStatus.Closed, Today, Today.AddDays(1)));
        Assert.False(SpaceReview.IsOverdue(SpaceStatus.Merged, Today, Today.AddDays(1)));
    }

    [Fact]
    public void EveryStatus_HasAWord_AndEveryWordItsStatuses()
    {
        Assert.Equal(
            Enum.GetValues<SpaceStatus>().Order(), Enum.GetValues<ConcernBand>().SelectMany(ConcernBands.StatusesOf).Order());
        Assert.Equal([SpaceStatus.PlanActive, SpaceStatus.Review], ConcernBands.StatusesOf(ConcernBand.PlanInPlace));
        Assert.Equal([SpaceStatus.SteppedDown], ConcernBands.StatusesOf(ConcernBand.Improving));
        // A space on which there is work is never told as of no concern, and one on which there is none never as of some.
        foreach (var status in Enum.GetValues<SpaceStatus>())
            Assert.Equal(SpaceMoves.IsOpen(status), ConcernBands.Of(status) != ConcernBand.NoCurrentConcern);
    }

    [Fact]
    public void AreaOfSeveralSpaces_SaysTheOneWithMostWorkToDo_HoweverManyThereAre()
    {
        Assert.Equal(ConcernBand.BeingLookedAt, ConcernBands.OfSeveral([ConcernBand.Improving, ConcernBand.BeingLookedAt, ConcernBand.PlanInPlace]));
        Assert.Equal(ConcernBands.OfSeveral([ConcernBand.Improving]), ConcernBands.OfSeveral([ConcernBand.Improving, ConcernBand.Improving]));
        Assert.Throws<ArgumentException>(() => ConcernBands.OfSeveral([]));
    }

    [Fact]
    public void BadName_EndsOnTheDayTwoYearsAfterTheWork_AndNeverBefore()
    {
        var ended = new DateOnly(2024, 2, 29);
        Assert.Equal(new DateOnly(2026, 2, 28), SpaceReputation.ExpiresOn(ended));
        Assert.False(SpaceReputation.IsOver(ended, new(2026, 2, 27)));
        Assert.True(SpaceReputation.IsOver(ended, new(2026, 2, 28)));
        Assert.True(SpaceReputation.IsOver(ended, new(2024, 3, 29), months: 1));
        Assert.False(SpaceReputation.IsOver(null, DateOnly.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => SpaceReputation.ExpiresOn(ended, 0));
    }
}
