using SpacesPlaces.Geodata.Assessments;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Geodata.Tests.Assessments;

/// <summary>Ratings side by side: medians and ranges, no total, no rank.</summary>
public sealed class ContextWeightingTests
{
    private static (ContextLevel, int)[] Rated(ContextLevel context, params int[] ratings) => [.. ratings.Select(rating => (context, rating))];

    [Fact]
    public void ThreePeople_OfTheStory_HaveItsMediansAndRanges_InTheOrderOfTheContexts()
    {
        // Story D5 of the domain reference, written there as neighbourhood, peer, school, home, online.
        var weighed = ContextWeighting.Weigh(
        [
            .. Rated(ContextLevel.Neighbourhood, 5, 4, 4), .. Rated(ContextLevel.Peer, 3, 3, 2), .. Rated(ContextLevel.School, 1, 2, 1),
            .. Rated(ContextLevel.Home, 1, 1, 1), .. Rated(ContextLevel.Online, 2, 3, 2),
        ]);
        Assert.Equal(
            [
                (ContextLevel.Home, 1.0, 0), (ContextLevel.Peer, 3, 1), (ContextLevel.School, 1, 1), (ContextLevel.Neighbourhood, 4, 1), (ContextLevel.Online, 2, 1),
            ], weighed.Select(one => (one.Context, one.Median, one.Range)));
        Assert.All(weighed, one => Assert.False(one.Discuss));
    }

    [Fact]
    public void OnePerson_IsNotShown_AndTwoMayHaveAMedianThatNobodyGave()
    {
        Assert.Empty(ContextWeighting.Weigh(Rated(ContextLevel.Home, 4)));
        Assert.Equal(new(ContextLevel.Home, 2, 2.5, 1, false), Assert.Single(ContextWeighting.Weigh(Rated(ContextLevel.Home, 3, 2))));
    }

    [Theory]
    [InlineData(0, 2, false)]
    [InlineData(0, 3, true)]
    [InlineData(5, 0, true)]
    public void ThreeApart_AsksForTalk(int one, int other, bool discuss) =>
        Assert.Equal(discuss, Assert.Single(ContextWeighting.Weigh(Rated(ContextLevel.Online, one, other))).Discuss);

    [Fact]
    public void TheChild_IsNotWeighed_AndNoRatingIsOffTheScale()
    {
        Assert.Throws<ArgumentException>(() => ContextWeighting.Weigh(Rated(ContextLevel.Child, 1, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => ContextWeighting.Weigh(Rated(ContextLevel.Peer, 6, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => ContextWeighting.Weigh(Rated(ContextLevel.Peer, -1, 1)));
    }
}
