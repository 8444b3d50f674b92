using SpacesPlaces.MapClient.Time;

namespace SpacesPlaces.MapClient.Tests.Time;

public sealed class WallClockTests
{
    [Theory]
    [InlineData("6/3/2026", "21:30", "2026-03-06T21:30:00Z")]
    [InlineData("6/7/2026", "21.30", "2026-07-06T20:30:00Z")]
    [InlineData("6/7/2026", "", "2026-07-05T23:00:00Z")]
    [InlineData("29/3/2026", "1:30", "2026-03-29T01:30:00Z")] // skipped: taken as 2:30 summer time
    [InlineData("25/10/2026", "1:30", "2026-10-25T00:30:00Z")] // shown twice: the first
    public void ADayAndAnHour_AreRead_AsClocksInBritainShowThem(string day, string hour, string instant)
    {
        Assert.True(WallClock.TryRead(day, hour, out var at));
        Assert.Equal(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture), at);
    }

    [Fact]
    public void TheDayOfAnInstant_IsThatOfBritain()
    {
        Assert.Equal(new DateOnly(2026, 5, 29), WallClock.DayOf(new(2026, 5, 28, 23, 30, 0, TimeSpan.Zero)));
        Assert.Equal(new DateOnly(2026, 1, 28), WallClock.DayOf(new(2026, 1, 28, 23, 30, 0, TimeSpan.Zero)));
    }

    [Theory]
    [InlineData("31/2/2026", "10:00")]
    [InlineData("6/3/26", "10:00")]
    [InlineData("6/3/2026", "25:00")]
    [InlineData("", "10:00")]
    public void WhatIsNoDayOrHour_IsNotGuessed(string day, string hour) => Assert.False(WallClock.TryRead(day, hour, out _));
}
