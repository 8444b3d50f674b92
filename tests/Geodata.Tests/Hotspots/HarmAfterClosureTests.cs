using System.Text.Json;
using SpacesPlaces.Geodata.Hotspots;
using SpacesPlaces.Geodata.Statistics;

namespace SpacesPlaces.Geodata.Tests.Hotspots;

public sealed class HarmAfterClosureTests
{
    private static readonly HarmAfterClosureParameters Parameters = new(new(2024, 1, 1), new(2025, 12, 31), 6, 30);

    [Fact]
    public void Closure_FollowedByHarmToAnotherChild_IsCounted()
    {
        var told = Count([On(2024, 2, 10, 1), On(2024, 5, 3, 2)], Closed(1, 2024, 3));
        Assert.Equal((2, 2, 2, 1), (told.Events, told.Children, told.ClosuresObserved, told.ClosuresFollowed));
        Assert.Equal([1], told.MonthsUntil); // from 1 April to 3 May
        Assert.Equal(1, told.ChildrenAfterFirstClosure);
        Assert.Equal(new ClosureBasis(1, 1, 0), told.ClosureBasis);
    }

    [Fact]
    public void Harm_ToTheSameChildOrOneKnownThere_IsNotHarmToANewChild()
    {
        var told = Count(
            [On(2024, 2, 10, 1), On(2024, 2, 11, 2), On(2024, 5, 3, 1), On(2024, 5, 4, 2)], Closed(1, 2024, 3), Closed(2, 2024, 3));
        Assert.Equal((2, 0, 0), (told.ClosuresObserved, told.ClosuresFollowed, told.ChildrenAfterFirstClosure));
    }

    [Fact]
    public void MonthsOfClosure_EndOnTheirLastDay()
    {
        Assert.Equal(0, Followed(On(2024, 2, 29, 2))); // 2024 is a leap year
        Assert.Equal(1, Followed(On(2024, 3, 1, 2)));
        Assert.Equal(1, Followed(On(2024, 8, 31, 2))); // the last day of six months
        Assert.Equal(0, Followed(On(2024, 9, 1, 2)));

        static int Followed(SpaceHarm next) => Count(
            [On(2024, 1, 10, 1), next], Closed(1, 2024, 2), Closed(2, 2025, 12)).ClosuresFollowed;
    }

    [Fact]
    public void WithoutAMonth_TheLastEventAndItsQuietDaysClose()
    {
        Assert.Equal(0, Followed(On(2024, 2, 9, 2))); // 30 days after 10 January: still the last quiet day
        Assert.Equal(1, Followed(On(2024, 2, 10, 2)));

        static int Followed(SpaceHarm next) => Count([On(2024, 1, 10, 1), next], Closed(2, 2025, 12)).ClosuresFollowed;
    }

    [Fact]
    public void CaseClosedBeforeTheHarm_IsAnEarlierCase()
    {
        var told = Count([On(2024, 6, 10, 1), On(2024, 8, 1, 2)], Closed(1, 2024, 5));
        Assert.Equal(new ClosureBasis(0, 2, 1), told.ClosureBasis);
        Assert.Equal(1, told.ClosuresFollowed);
    }

    [Fact]
    public void Closures_WithoutAllFollowUp_AreNotYetKnown()
    {
        Assert.Equal((1, 0), At(6));
        Assert.Equal((0, 1), At(7));

        static (int, int) At(int month)
        {
            var told = Count([On(2025, 1, 10, 1)], Closed(1, 2025, month));
            return (told.ClosuresObserved, told.ClosuresNotYetKnown);
        }

        var followed = Count([On(2025, 1, 10, 1), On(2025, 9, 1, 2)], Closed(1, 2025, 8), Closed(2, 2026, 1));
        Assert.Equal((0, 0, 1, 1, 1),
            (followed.ClosuresObserved, followed.ClosuresFollowed, followed.ClosuresNotYetKnown,
                followed.NotYetKnownAlreadyFollowed, followed.NotClosed));
    }

    [Fact]
    public void FewClosures_HaveNoShare_AndMoreHaveTheExactInterval()
    {
        SpaceHarm[] events = [.. Enumerable.Range(0, 7).Select(i => On(2024, 1 + i, 10, i))];
        CaseClosure[] closures = [.. Enumerable.Range(0, 7).Select(i => Closed(i, 2024, i < 4 ? 2 + i : 12))];
        var few = Count(events[..4], closures[..4]);
        Assert.True(few.IsTooFewToTell);
        Assert.Null(few.Share);
        var enough = Count(events, closures);
        Assert.False(enough.IsTooFewToTell);
        Assert.Equal((4, 7), (enough.ClosuresFollowed, enough.ClosuresObserved));
        Assert.Equal(BinomialShare.Interval(4, 7), enough.Share);
        // R 4.2.2, binom.test(4, 7)
        Assert.Equal((0.184051568, 0.901011722), (Math.Round(enough.Share!.Lower, 9), Math.Round(enough.Share.Upper, 9)));
    }

    [Fact]
    public void UnknownChildren_AreNotCountedAsChildren_AndSaid()
    {
        var told = Count(
            [On(2024, 2, 10, 1), On(2024, 5, 3), On(2024, 6, 3, 1) with { ChildrenUnknown = 2 }, On(2024, 1, 3)], Closed(1, 2024, 3));
        Assert.Equal((1, 0, 3, 2), (told.Children, told.ClosuresFollowed, told.EventsWithUnknownChildren, told.UnknownAfterFirstClosure));
    }

    [Fact]
    public void MonthsWithoutADay_AreAfterAClosureOnlyWhenAllOfThemIs()
    {
        Assert.Equal(0, Followed(15, DatePrecision.Month)); // of 8 April, 30 days on: some of May is before
        Assert.Equal(1, Followed(15, DatePrecision.Day));

        static int Followed(int day, DatePrecision precision) => Count(
            [On(2024, 4, 8, 1), On(2024, 5, day, 2) with { DatePrecision = precision }], Closed(2, 2025, 12)).ClosuresFollowed;
    }

    [Fact]
    public void Nothing_IsNoClosure()
    {
        var told = Count([]);
        Assert.Equal((0, 0, 0, true), (told.Children, told.ClosuresObserved, told.ChildrenAfterFirstClosure, told.IsTooFewToTell));
    }

    [Fact]
    public void Counts_EqualThoseOfADayByDayReading()
    {
        var (followed, waiting) = (0, 0);
        for (var seed = 0; seed < 150; seed++)
        {
            var (events, closures) = Random(seed);
            var told = HarmAfterClosure.Count(events, closures, Parameters);
            var slow = DayByDay(events, closures);
            Assert.Equal(slow, (told.ClosuresObserved, told.ClosuresFollowed, told.ClosuresNotYetKnown, told.NotYetKnownAlreadyFollowed,
                told.ClosureBasis.ByCase, told.ClosureBasis.ByLastEvent));
            Assert.Equal(told.Children, told.NotClosed + told.ClosureBasis.ByCase + told.ClosureBasis.ByLastEvent);
            Assert.Equal(told.ClosuresFollowed, told.MonthsUntil.Count);
            Assert.All(told.MonthsUntil, m => Assert.InRange(m, 0, Parameters.FollowUpMonths - 1));
            followed += told.ClosuresFollowed;
            waiting += told.NotYetKnownAlreadyFollowed;
        }

        Assert.True(followed > 100 && waiting > 20);
    }

    [Fact]
    public void OrderAndNamesOfChildren_DoNotMatter_AndNoNameComesOut()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var (events, closures) = Random(seed);
            var random = new SeededRandom((ulong)seed, 1);
            SpaceHarm[] renamed = [.. events.Select(e => e with { Children = e.Children.ToArray().Select(c => 987_654 - 11 * c).ToArray() })];
            CaseClosure[] months = [.. closures.Select(c => c with { Child = 987_654 - 11 * c.Child })];
            random.Shuffle<SpaceHarm>(renamed);
            random.Shuffle<CaseClosure>(months);
            var told = JsonSerializer.Serialize(HarmAfterClosure.Count(renamed, months, Parameters));
            Assert.Equal(JsonSerializer.Serialize(HarmAfterClosure.Count(events, closures, Parameters)), told);
            Assert.DoesNotContain("987", told, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void WhatMakesNoSense_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => Count([On(2023, 12, 31, 1)]));
        Assert.Throws<ArgumentException>(() => Count([On(2026, 1, 1, 1)]));
        Assert.Throws<ArgumentException>(() => Count([On(2023, 12, 31, 1) with { DatePrecision = DatePrecision.Month }]));
        Assert.Throws<ArgumentException>(() => Count([On(2024, 1, 1) with { ChildrenUnknown = -1 }]));
        Assert.Throws<ArgumentException>(() => Count([], Closed(1, 2024, 1), Closed(1, 2024, 2)));
        Assert.ThrowsAny<ArgumentException>(() => HarmAfterClosure.Count([], [], Parameters with { FollowUpMonths = 0 }));
        Assert.ThrowsAny<ArgumentException>(() => HarmAfterClosure.Count([], [], Parameters with { QuietDays = -1 }));
        Assert.ThrowsAny<ArgumentException>(() => HarmAfterClosure.Count([], [], Parameters with { ObservedTo = new(2023, 1, 1) }));
    }

    private static (SpaceHarm[], CaseClosure[]) Random(int seed)
    {
        var random = new SeededRandom((ulong)seed);
        var events = new SpaceHarm[3 + random.Below(20)];
        for (var i = 0; i < events.Length; i++)
        {
            var children = new int[random.Below(3)];
            for (var j = 0; j < children.Length; j++) children[j] = random.Below(12);
            events[i] = new(Parameters.ObservedFrom.AddDays(random.Below(731)), children, random.Below(2));
        }

        var closures = new List<CaseClosure>();
        for (var child = 0; child < 12; child++)
            if (random.Below(2) == 0) closures.Add(Closed(child, 2024 + random.Below(2), 1 + random.Below(12)));
        return (events, [.. closures]);
    }

    // Walks every day after every closure and looks whether a child not seen there before is harmed on it.
    private static (int, int, int, int, int, int) DayByDay(SpaceHarm[] events, CaseClosure[] closures)
    {
        int observed = 0, followed = 0, unknown = 0, already = 0, byCase = 0, byLast = 0;
        for (var child = 0; child < 12; child++)
        {
            DateOnly[] own = [.. events.Where(e => e.Children.ToArray().Contains(child)).Select(e => e.Day).Order()];
            if (own.Length == 0) continue;
            var month = closures.Where(c => c.Child == child).Select(c => c.Month.AddMonths(1).AddDays(-c.Month.Day)).ToArray();
            var isCase = month.Length == 1 && month[0] >= own[0];
            var closed = isCase ? month[0] : own[^1].AddDays(30);
            if (closed > Parameters.ObservedTo) continue;
            if (isCase) byCase++;
            else byLast++;
            bool isKnown = true, isFollowed = false;
            for (var day = closed.AddDays(1); day < closed.AddDays(1).AddMonths(6); day = day.AddDays(1))
            {
                if (day > Parameters.ObservedTo) isKnown = false;
                foreach (var other in events.Where(e => e.Day == day).SelectMany(e => e.Children.ToArray()))
                    if (!events.Any(e => e.Day <= closed && e.Children.ToArray().Contains(other))) isFollowed = true;
            }

            if (isKnown) observed++;
            else unknown++;
            if (isKnown && isFollowed) followed++;
            if (!isKnown && isFollowed) already++;
        }

        return (observed, followed, unknown, already, byCase, byLast);
    }

    private static HarmAfterClosureResult Count(SpaceHarm[] events, params CaseClosure[] closures) =>
        HarmAfterClosure.Count(events, closures, Parameters);

    private static SpaceHarm On(int year, int month, int day, params int[] children) => new(new(year, month, day), children);

    private static CaseClosure Closed(int child, int year, int month) => new(child, new(year, month, 1));
}
