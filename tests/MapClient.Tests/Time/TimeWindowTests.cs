using SpacesPlaces.MapClient.Time;

namespace SpacesPlaces.MapClient.Tests.Time;

public sealed class TimeWindowTests
{
    private static TimeWindow Day(int year, int month, int day) => new(new(year, month, day), new(year, month, day));

    [Theory]
    [InlineData(2026, 3, 28, 24)]
    [InlineData(2026, 3, 29, 23)] // clocks go forward
    [InlineData(2026, 10, 25, 25)] // clocks go back
    [InlineData(2026, 7, 1, 24)]
    public void ADay_HasTheHoursThatClocksInBritainGiveIt(int year, int month, int day, int hours)
    {
        var window = Day(year, month, day);
        Assert.Equal(hours, (window.Ends - window.Begins).TotalHours);
    }

    [Fact]
    public void DaysFollowEachOther_WithoutGapOrOverlap()
    {
        var day = new DateOnly(2026, 1, 1);
        for (var i = 0; i < 366; i++, day = day.AddDays(1))
            Assert.Equal(new TimeWindow(day, day).Ends, new TimeWindow(day.AddDays(1), day.AddDays(1)).Begins);
    }

    [Fact]
    public void FirstAndLastDay_BothBelongToTheWindow()
    {
        var window = new TimeWindow(new(2026, 6, 1), new(2026, 6, 30));
        static DateTimeOffset Summer(int month, int day, int hour, int minute) => new(2026, month, day, hour, minute, 0, TimeSpan.FromHours(1));
        Assert.True(window.CanHold(Summer(6, 1, 0, 0), Summer(6, 1, 0, 0)));
        Assert.True(window.CanHold(Summer(6, 30, 23, 59), Summer(6, 30, 23, 59)));
        Assert.False(window.CanHold(Summer(5, 31, 23, 59), Summer(5, 31, 23, 59)));
        Assert.False(window.CanHold(Summer(7, 1, 0, 0), Summer(7, 1, 0, 0)));
        Assert.Equal(30, window.Days);
    }

    [Fact]
    public void SomethingOfUncertainTime_BelongsToEveryWindowInWhichItCanHaveHappened()
    {
        var (from, to) = (new DateTimeOffset(2026, 5, 31, 20, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 6, 2, 2, 0, 0, TimeSpan.Zero));
        Assert.True(new TimeWindow(new(2026, 5, 1), new(2026, 5, 31)).CanHold(from, to));
        Assert.True(Day(2026, 6, 1).CanHold(from, to));
        Assert.False(Day(2026, 6, 3).CanHold(from, to));
    }

    [Fact]
    public void AWindowThatEndsBeforeItBegins_IsRefused() => Assert.Throws<ArgumentException>(() => new TimeWindow(new(2026, 6, 2), new(2026, 6, 1)));
}
