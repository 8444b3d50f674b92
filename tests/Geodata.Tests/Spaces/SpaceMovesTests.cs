using SpacesPlaces.Geodata.Spaces;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Geodata.Tests.Spaces;

/// <summary>Laws of the life of a space.</summary>
public sealed class SpaceMovesTests
{
    private static readonly SpaceStatus[] All = Enum.GetValues<SpaceStatus>();

    [Fact]
    public void EveryStatus_ReachesAnEnd()
    {
        foreach (var status in All) Assert.Contains(ReachedFrom(status), reached => !SpaceMoves.IsOpen(reached));
    }

    [Fact]
    public void EveryStatusButMerged_IsReachedFromNoted()
    {
        Assert.Equal(All.Except([SpaceStatus.Merged]).Order(), ReachedFrom(SpaceStatus.Noted).Order());
    }

    [Fact]
    public void MergedSpace_IsFinal()
    {
        Assert.Empty(SpaceMoves.After(SpaceStatus.Merged));
        Assert.All(All, to => Assert.False(SpaceMoves.Allows(SpaceStatus.Merged, to)));
        Assert.All(All, from => Assert.DoesNotContain(SpaceStatus.Merged, SpaceMoves.After(from)));
    }

    [Fact]
    public void WorkThatEnded_BeginsAgainOnlyByOpeningItAgain()
    {
        foreach (var ended in All.Where(status => !SpaceMoves.IsOpen(status) && status != SpaceStatus.Merged))
            Assert.Equal([SpaceStatus.ReOpened], SpaceMoves.After(ended));
    }

    [Fact]
    public void PlanIsNeverDropped_WithoutALookWhetherItHelped()
    {
        Assert.Equal([SpaceStatus.Review], SpaceMoves.After(SpaceStatus.PlanActive));
        // The only way to a closed space leads over stepping down.
        Assert.Equal([SpaceStatus.SteppedDown], All.Where(from => SpaceMoves.After(from).Contains(SpaceStatus.Closed)));
    }

    // The table of the domain reference, read from there by hand.
    [Theory]
    [InlineData(SpaceStatus.Noted, SpaceStatus.Screening)]
    [InlineData(SpaceStatus.Screening, SpaceStatus.UnderAssessment)]
    [InlineData(SpaceStatus.UnderAssessment, SpaceStatus.PlanActive)]
    [InlineData(SpaceStatus.PlanActive, SpaceStatus.Review)]
    [InlineData(SpaceStatus.Review, SpaceStatus.SteppedDown)]
    [InlineData(SpaceStatus.SteppedDown, SpaceStatus.Closed)]
    [InlineData(SpaceStatus.Closed, SpaceStatus.ReOpened)]
    public void StraightWay_IsAllowed_AndNotBackwards(SpaceStatus from, SpaceStatus to)
    {
        Assert.True(SpaceMoves.Allows(from, to));
        Assert.True(SpaceMoves.Allows(from, from));
        Assert.False(from != SpaceStatus.PlanActive && SpaceMoves.Allows(to, from));
    }

    private static HashSet<SpaceStatus> ReachedFrom(SpaceStatus start)
    {
        HashSet<SpaceStatus> reached = [];
        var next = new Stack<SpaceStatus>([start]);
        while (next.TryPop(out var status))
            if (reached.Add(status)) foreach (var after in SpaceMoves.After(status)) next.Push(after);
        return reached;
    }
}
