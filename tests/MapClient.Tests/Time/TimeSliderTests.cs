using SpacesPlaces.MapClient.Time;

namespace SpacesPlaces.MapClient.Tests.Time;

public sealed class TimeSliderTests
{
    private static readonly TimeWindow Span = new(new(2024, 1, 1), new(2026, 12, 31));

    private static TimeWindow Days(string from, string to) => new(DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture), DateOnly.Parse(to, System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData(TimeStep.Day, "2026-03-28", "2026-03-28", "2026-03-29", "2026-03-29")]
    [InlineData(TimeStep.Week, "2026-03-23", "2026-03-29", "2026-03-30", "2026-04-05")]
    [InlineData(TimeStep.Month, "2026-01-01", "2026-01-31", "2026-02-01", "2026-02-28")]
    [InlineData(TimeStep.Month, "2026-02-01", "2026-02-28", "2026-03-01", "2026-03-31")]
    [InlineData(TimeStep.Quarter, "2026-01-01", "2026-03-31", "2026-04-01", "2026-06-30")]
    [InlineData(TimeStep.Year, "2024-02-29", "2024-02-29", "2025-02-28", "2025-02-28")]
    public void AStep_MovesWholeCalendarPeriods(TimeStep step, string from, string to, string nextFrom, string nextTo)
    {
        var slider = new TimeSlider(Span, Days(from, to), step);
        Assert.True(slider.Move(1));
        Assert.Equal(Days(nextFrom, nextTo), slider.Window);
    }

    [Fact]
    public void StepsBack_UndoStepsForward_FromEveryDayOfAYear()
    {
        foreach (var step in Enum.GetValues<TimeStep>())
            for (var day = new DateOnly(2024, 6, 1); day < new DateOnly(2025, 6, 1); day = day.AddDays(1))
            {
                var slider = new TimeSlider(new(new(2000, 1, 1), new(2050, 1, 1)), new(day, day.AddDays(9)), step);
                for (var i = 0; i < 5; i++) Assert.True(slider.Move(1));
                for (var i = 0; i < 5; i++) Assert.True(slider.Move(-1));
                Assert.Equal(new TimeWindow(day, day.AddDays(9)), slider.Window);
            }
    }

    [Fact]
    public void AtTheEndOfTheSpan_ItStays()
    {
        var slider = new TimeSlider(Span, Days("2026-12-01", "2026-12-31"));
        var said = 0;
        slider.Changed += (_, _) => said++;
        Assert.False(slider.Move(1));
        Assert.Equal((Days("2026-12-01", "2026-12-31"), 0), (slider.Window, said));
    }

    [Fact]
    public void ShownDays_AreCutToTheSpan()
    {
        var slider = new TimeSlider(Span, Days("2020-01-01", "2024-01-31"));
        Assert.Equal(Days("2024-01-01", "2024-01-31"), slider.Window);
        slider.Show(Days("2027-05-01", "2027-06-01"));
        Assert.Equal(Days("2026-12-31", "2026-12-31"), slider.Window);
    }

    [Fact]
    public void Playing_GoesToTheEndAndStops_AndBeginsAnewFromTheBeginning()
    {
        var slider = new TimeSlider(Span, Days("2026-10-01", "2026-10-31"));
        slider.Play();
        for (var beat = 0; beat < 10; beat++) slider.Beat();
        Assert.Equal((Days("2026-12-01", "2026-12-31"), false), (slider.Window, slider.IsPlaying));
        slider.Play();
        Assert.Equal((new DateOnly(2024, 1, 1), true), (slider.Window.From, slider.IsPlaying));
        slider.Pause();
        slider.Beat();
        Assert.Equal(new DateOnly(2024, 1, 1), slider.Window.From);
    }

    [Theory]
    [InlineData("6/3/2026")]
    [InlineData(" 06.03.2026")]
    [InlineData("6-3-2026")]
    [InlineData("2026-03-06")]
    public void ADayIsRead_AsPeopleWriteIt(string typed)
    {
        Assert.True(TimeSlider.TryReadDay(typed, out var day));
        Assert.Equal(new DateOnly(2026, 3, 6), day);
    }

    [Theory]
    [InlineData("")]
    [InlineData("31/6/2026")]
    [InlineData("3/26")]
    [InlineData("6 March")]
    [InlineData(null)]
    public void WhatIsNoDay_IsNotRead(string? typed) => Assert.False(TimeSlider.TryReadDay(typed, out _));
}
