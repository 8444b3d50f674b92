using SpacesPlaces.Geodata.Hotspots;
using SpacesPlaces.Geodata.Hotspots.Times;

namespace SpacesPlaces.Geodata.Tests.Hotspots.Times;

public sealed class AoristicTests
{
    private static readonly TimeZoneInfo Britain = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    // 3 July 2026 is a Friday; Britain is an hour ahead of UTC then.
    private static DateTimeOffset Summer(int day, int hour, int minute = 0) => new(2026, 7, day, hour, minute, 0, TimeSpan.FromHours(1));

    [Fact]
    public void TheFourDayShow_GivesTheHoursOfTheStory()
    {
        // shared/domain.md, story D8.
        var found = Aoristic.Of(
            [
                new(Summer(3, 22), Summer(4, 2)),
                new(Summer(3, 23, 30), Summer(3, 23, 30)),
                new(Summer(4, 21), Summer(4, 23)),
            ], Britain);

        Assert.Equal(0.25, found.At(DayOfWeek.Friday, 22));
        Assert.Equal(1.25, found.At(DayOfWeek.Friday, 23));
        Assert.Equal(0.25, found.At(DayOfWeek.Saturday, 0));
        Assert.Equal(0.25, found.At(DayOfWeek.Saturday, 1));
        Assert.Equal(0.5, found.At(DayOfWeek.Saturday, 21));
        Assert.Equal(0.5, found.At(DayOfWeek.Saturday, 22));
        Assert.Equal(3, found.Weights.Sum());
        Assert.Equal((3, 1, 2, 0, 0),
            (found.Events, found.ExactEvents, found.SpreadEvents, found.StartOnlyEvents, found.WholeWeekEvents));
        Assert.Equal(new PeakHour(DayOfWeek.Friday, 23, 1.25, 0.8), found.PeakHours[0]);
        Assert.Equal(new PeakHour(DayOfWeek.Saturday, 21, 0.5, 0), found.PeakHours[1]);
        Assert.True(found.IsTooFewToTell);
    }

    [Fact]
    public void ParthoursWeighTheirMinutes()
    {
        var found = Aoristic.Of([new(Summer(3, 22, 45), Summer(4, 0, 15))], Britain);
        Assert.Equal(15.0 / 90, found.At(DayOfWeek.Friday, 22), 12);
        Assert.Equal(60.0 / 90, found.At(DayOfWeek.Friday, 23), 12);
        Assert.Equal(15.0 / 90, found.At(DayOfWeek.Saturday, 0), 12);
    }

    [Fact]
    public void TheEndIsExclusive_AndARangeWithinAnHourIsExact()
    {
        var found = Aoristic.Of([new(Summer(3, 22), Summer(3, 23))], Britain);
        Assert.Equal((1, 0, 1.0), (found.ExactEvents, found.SpreadEvents, found.At(DayOfWeek.Friday, 22)));
        Assert.Equal(0, found.At(DayOfWeek.Friday, 23));
    }

    [Fact]
    public void WithoutAnEnd_OrWithAnEndBeforeTheStart_TheHourOfTheStartCounts()
    {
        var found = Aoristic.Of([new(Summer(3, 22, 59)), new(Summer(3, 22, 10), Summer(3, 20))], Britain);
        Assert.Equal(2, found.At(DayOfWeek.Friday, 22));
        Assert.Equal((0, 2), (found.ExactEvents, found.StartOnlyEvents));
        Assert.Equal(0, found.PeakHours.Single().CertainShare);
    }

    [Theory]
    [InlineData(29, 3, 23, 1, 0)] // clocks go forward: there is no hour from one to two
    [InlineData(25, 10, 25, 1, 2)] // clocks go back: that hour is there twice
    public void ADayWhenClocksChange_HasAsManyHoursAsItHad(int day, int month, int hours, int changed, int times)
    {
        var midnight = new DateTime(2026, month, day, 0, 0, 0, DateTimeKind.Unspecified);
        DateTimeOffset At(DateTime local) => new(local, Britain.GetUtcOffset(local));
        var found = Aoristic.Of([new(At(midnight), At(midnight.AddDays(1)))], Britain);

        Assert.Equal(1, found.Weights.Sum(), 12);
        for (var hour = 0; hour < 24; hour++)
            Assert.Equal((hour == changed ? times : 1) / (double)hours, found.At(DayOfWeek.Sunday, hour), 12);
    }

    [Fact]
    public void AboveAWeek_EveryHourHasTheSame_AndAWeekItselfIsSpread()
    {
        var week = Aoristic.Of([new(Summer(3, 22, 30), Summer(10, 22, 30))], Britain);
        var above = Aoristic.Of([new(Summer(3, 22, 30), Summer(10, 22, 31))], Britain);
        Assert.Equal((1, 0), (week.SpreadEvents, week.WholeWeekEvents));
        Assert.Equal((0, 1), (above.SpreadEvents, above.WholeWeekEvents));
        Assert.All(week.Weights.Concat(above.Weights), weight => Assert.Equal(1.0 / 168, weight, 12));
        Assert.Empty(above.PeakHours);
    }

    [Fact]
    public void WholeWeeks_DoNotMakeEnough()
    {
        var whole = new TimeRange(Summer(1, 0), Summer(20, 0));
        var exact = new TimeRange(Summer(3, 22), Summer(3, 22));
        Assert.True(Aoristic.Of([.. Enumerable.Repeat(whole, 50), .. Enumerable.Repeat(exact, 19)], Britain).IsTooFewToTell);
        Assert.False(Aoristic.Of([.. Enumerable.Repeat(exact, 20)], Britain).IsTooFewToTell);
    }

    [Fact]
    public void MonthOnlyEvents_AreRefusedByName()
    {
        var refusal = Assert.Throws<MonthOnlyException>(() => Aoristic.Of(
            [new(Summer(1, 0)), new(Summer(1, 0), Summer(2, 0), DatePrecision.Month)], Britain));
        Assert.Equal(1, refusal.Events);
    }

    [Fact]
    public void Weights_EqualAMinuteByMinuteCount()
    {
        var events = Invented(seed: 4, count: 60);
        var wanted = new double[168];
        foreach (var (from, to) in events.Select(e => (e.From, e.To!.Value)))
        {
            var minutes = (int)(to - from).TotalMinutes;
            for (var minute = 0; minute < minutes; minute++)
            {
                var local = TimeZoneInfo.ConvertTime(from.AddMinutes(minute), Britain);
                wanted[((int)local.DayOfWeek + 6) % 7 * 24 + local.Hour] += 1.0 / minutes;
            }
        }

        var found = Aoristic.Of(events, Britain);
        Assert.All(wanted.Zip(found.Weights), pair => Assert.Equal(pair.First, pair.Second, 9));
        Assert.Equal(events.Length, found.Weights.Sum(), 9);
    }

    [Fact]
    public void RowOrder_DoesNotChangeABit()
    {
        var events = Invented(seed: 5, count: 500);
        var plain = Aoristic.Of(events, Britain);
        new Random(6).Shuffle(events);
        var shuffled = Aoristic.Of(events, Britain);
        Assert.Equal(plain.Weights, shuffled.Weights);
        Assert.Equal(plain.PeakHours, shuffled.PeakHours);
    }

    [Fact]
    public void NoEvents_GiveAnEmptyMatrix()
    {
        var found = Aoristic.Of([], Britain);
        Assert.All(found.Weights, weight => Assert.Equal(0, weight));
        Assert.Empty(found.PeakHours);
        Assert.Throws<ArgumentOutOfRangeException>(() => found.At(DayOfWeek.Monday, 24));
    }

    // Starts on whole minutes all through a year with both changes of the clock, lengths of a minute to a week.
    private static TimeRange[] Invented(int seed, int count)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable.Range(0, count).Select(_ =>
            {
                var from = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(random.Next(365 * 24 * 60));
                return new TimeRange(from, from.AddMinutes(1 + random.Next(random.Next(2) == 0 ? 300 : 7 * 24 * 60)));
            }),
        ];
    }
}
