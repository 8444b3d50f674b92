using SpacesPlaces.Geodata.Planning;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Geodata.Tests.Planning;

/// <summary>The score of a site: parts that add up, nothing known that is not known.</summary>
public class SiteScoresTests
{
    private static SiteFacts Best { get; } = new(1, 3, HostTrust.Trusted, 200, BusAccess.Frequent, true, 3);

    [Fact]
    public void BestOfEverything_IsAHundred_AndNothingIsZero()
    {
        Assert.Equal(100, Total(SiteScores.Of(Best, new())), 1e-9);
        Assert.Equal(0, Total(SiteScores.Of(new(0, 0, HostTrust.None, 0, BusAccess.None, false, 0), new())), 1e-9);
    }

    [Fact]
    public void WorkedExample()
    {
        // Of 17 in all: 3 × 0.5; 3 × 2/3; 2 × 1; 3 × 90/180; 1 × half; 2 × none; 3 × 1.
        var parts = SiteScores.Of(new(0.5, 2, HostTrust.Trusted, 90, BusAccess.Some, false, 3), new());
        Assert.Equal([1.5, 2, 2, 1.5, 0.5, 0, 3], parts.Select(part => part.Points * 17 / 100), (one, other) => Math.Abs(one - other) < 1e-9);
        Assert.Equal(Enum.GetValues<SitePart>(), parts.Select(part => part.Part));
    }

    [Fact]
    public void NotKnown_IsSaid_AndCountsAsNothing()
    {
        var parts = SiteScores.Of(Best with { Reach = null, Footfall = null, Trust = null, Bus = null, WelshSpeaking = null, StaffSafety = null }, new());
        Assert.Equal([SitePart.DaysSince], parts.Where(part => part.Value is not null).Select(part => part.Part));
        Assert.Equal(300 / 17.0, Total(parts), 1e-9);
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData(0, 0)]
    [InlineData(45, 0.25)]
    [InlineData(180, 1)]
    [InlineData(900, 1)]
    [InlineData(-3, 0)]
    public void DaysSince_GrowToHalfAYear_AndNeverIsAsLong(int? days, double value) =>
        Assert.Equal(value, SiteScores.Of(Best with { DaysSince = days }, new()).Single(part => part.Part == SitePart.DaysSince).Value);

    [Fact]
    public void WeightsOutOfRange_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => SiteScores.Of(Best, new(0, 0, 0, 0, 0, 0, 0)));
        Assert.Throws<ArgumentException>(() => SiteScores.Of(Best, new(Reach: 11)));
        Assert.Throws<ArgumentException>(() => SiteScores.Of(Best, new(Bus: -1)));
    }

    private static double Total(IReadOnlyList<SitePartScore> parts) => parts.Sum(part => part.Points);
}
