using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Hotspots;
using SpacesPlaces.Geodata.Statistics;
using static SpacesPlaces.Geodata.Tests.Hotspots.LineageScenes;

namespace SpacesPlaces.Geodata.Tests.Hotspots;

public sealed class LineageTests
{
    [Fact]
    public void Space_SeenInEachMonth_IsOneLife()
    {
        var life = Assert.Single(Follow(
            Month(1, Row(1, 0, 0, 0, 5, First(1))), Month(2, Row(4, 10, 20, 30, 5, First(2))), Month(3, Row(2, 20, 0, 0, 6, First(3)))));
        Assert.Equal([LifeEventKind.Born, LifeEventKind.Continued, LifeEventKind.Continued], Kinds(life));
        Assert.All(life.Presences, p => Assert.Equal(PresenceState.Present, p.State));
        Assert.Equal((LineageMatch?)LineageMatch.Place, life.Events[1].Match);
        Assert.Equal([new WindowCluster(1, 1)], life.Events[1].From);
        Assert.Equal([new WindowCluster(2, 4)], life.Events[1].To);
        Assert.Equal(6, life.Presences[2].Counts!.Events);
    }

    [Fact]
    public void Windows_ThatOverlap_AreMatchedBySharedEventsBeforePlace()
    {
        // The space moved 300 m east: half of its events are new, and what lies where it was is another space's.
        var old = Row(1, 0, 0, 0, 10, First(1));
        var moved = Cluster(1, [.. old.Members.Skip(5), .. Row(9, 50, 100, 0, 25, First(2)).Members]);
        var life = Follow(
            new(First(1), First(2).AddDays(-1), [old]),
            new(First(1).AddDays(5), First(2).AddDays(27), [moved, Row(2, 80, 0, 60, 3, First(2))]));
        Assert.Equal([LifeEventKind.Born, LifeEventKind.Split], Kinds(life[0]));
        Assert.Equal(1, life[0].Presences[1].Cluster);
        Assert.Equal([LifeEventKind.Split], Kinds(life[1]));
    }

    [Fact]
    public void OldEvents_BeyondTheCommonDays_SayNothingAgainstAMatch()
    {
        // One event of eleven is in both windows, and it is the only one of the common day; the places are 2 km apart.
        var shared = Event(0, 0, 0, First(1).AddDays(30));
        var before = Cluster(1, [shared, .. Row(1, 1, -2_000, 0, 10, First(1)).Members]);
        var after = Cluster(1, [shared, .. Row(1, 30, 2_000, 0, 10, First(2)).Members]);
        var lives = Follow(new(First(1), First(2).AddDays(-1), [before]), new(First(2).AddDays(-1), First(3).AddDays(-1), [after]));
        Assert.Equal((LineageMatch?)LineageMatch.Members, Assert.Single(lives).Events[1].Match);
    }

    [Fact]
    public void Space_ThatIsQuietAndComesBack_IsTheSameLife()
    {
        var life = Assert.Single(Follow(
            Month(1, Row(1, 0, 0, 0, 5, First(1))), Month(2), Month(3), Month(4, Row(1, 10, 50, 0, 5, First(4))), Month(5)));
        Assert.Equal([LifeEventKind.Born, LifeEventKind.Ended, LifeEventKind.Returned, LifeEventKind.Ended], Kinds(life));
        Assert.Equal([1, 2, 4, 5], life.Events.Select(e => e.Window));
        Assert.Equal([PresenceState.Present, PresenceState.Quiet, PresenceState.Quiet, PresenceState.Present, PresenceState.Quiet],
            life.Presences.Select(p => p.State));
    }

    [Fact]
    public void Space_BeyondReach_IsAnotherLife()
    {
        LineageWindow here = Month(1, Row(1, 0, 0, 0, 5, First(1)));
        Assert.Single(Follow(here, Month(2, Row(1, 10, 0, 100, 5, First(2)))));
        var lives = Follow(here, Month(2, Row(1, 10, 0, 101, 5, First(2))));
        Assert.Equal([[LifeEventKind.Born, LifeEventKind.Ended], [LifeEventKind.Born]], lives.Select(Kinds));
    }

    [Fact]
    public void MissingData_IsNotKnownAndNotEnded()
    {
        var missing = Month(2) with { IsDataMissing = true };
        var life = Assert.Single(Follow(
            Month(1, Row(1, 0, 0, 0, 5, First(1))), missing, Month(3, Row(1, 10, 0, 0, 5, First(3))), Month(4),
            Month(5) with { IsDataMissing = true }));
        Assert.Equal([LifeEventKind.Born, LifeEventKind.Continued, LifeEventKind.Ended], Kinds(life));
        Assert.Equal(1, life.Events[1].WindowsNotKnown);
        Assert.Equal([PresenceState.Present, PresenceState.NotKnown, PresenceState.Present, PresenceState.Quiet, PresenceState.NotKnown],
            life.Presences.Select(p => p.State));
    }

    [Fact]
    public void WindowWithMissingData_TellsNoGrowth()
    {
        LineageWindow few = Month(1, Row(1, 0, 0, 0, 3, First(1))), many = Month(2, Row(1, 10, 0, 0, 28, First(2)));
        Assert.Equal([LifeEventKind.Born, LifeEventKind.Grown], Kinds(Follow(few, many)[0]));
        var life = Follow(few with { IsDataMissing = true }, many)[0];
        Assert.Equal([LifeEventKind.Born, LifeEventKind.Continued], Kinds(life));
        Assert.Null(life.Events[1].Change);
    }

    [Fact]
    public void Growth_IsToldOnlyBeyondChance()
    {
        Assert.Equal((LifeEventKind.Grown, RateVerdict.FirstIsHigher), Step(5, 20));
        Assert.Equal((LifeEventKind.Shrunk, RateVerdict.SecondIsHigher), Step(20, 5));
        Assert.Equal((LifeEventKind.Continued, RateVerdict.ChanceCouldExplain), Step(5, 9));
        Assert.Equal((LifeEventKind.Continued, RateVerdict.TooFewToTell), Step(1, 4));

        static (LifeEventKind, RateVerdict) Step(int before, int after)
        {
            var step = Follow(Month(1, Row(1, 0, 0, 0, before, First(1))), Month(2, Row(1, 50, 0, 0, after, First(2))))[0].Events[1];
            Assert.Equal((after, before, 28.0, 31.0),
                (step.Change!.FirstEvents, step.Change.SecondEvents, step.Change.FirstExposure, step.Change.SecondExposure));
            return (step.Kind, step.Change.Verdict);
        }
    }

    [Fact]
    public void Growth_CountsOnlyDaysThatWindowsDoNotShare()
    {
        var row = Row(1, 0, 0, 0, 40, First(1)).Members.ToArray(); // one event a day
        var life = Follow(
            new(First(1), First(1).AddDays(29), [Cluster(1, row[..30])]),
            new(First(1).AddDays(10), First(1).AddDays(39), [Cluster(1, row[10..])]))[0];
        var change = life.Events[1].Change!;
        Assert.Equal((10, 10, 10, 10), (change.FirstEvents, change.FirstExposure, change.SecondEvents, change.SecondExposure));
        var grownWindow = Follow(
            new(First(1), First(1).AddDays(29), [Cluster(1, row[..30])]), new(First(1), First(1).AddDays(39), [Cluster(1, row)]))[0];
        Assert.Null(grownWindow.Events[1].Change); // the first window has no day of its own
    }

    [Fact]
    public void Split_IsToldOfBoth_AndTheLikerOneGoesOn()
    {
        var lives = Follow(
            Month(1, Row(1, 0, 0, 0, 30, First(1))), Month(2, Row(1, 100, 0, 0, 5, First(2)), Row(2, 200, 150, 0, 15, First(2))));
        Assert.Equal([LifeEventKind.Born, LifeEventKind.Split], Kinds(lives[0]));
        Assert.Equal([LifeEventKind.Split], Kinds(lives[1]));
        Assert.Equal(2, lives[0].Presences[1].Cluster);
        Assert.Equal([new WindowCluster(2, 1), new WindowCluster(2, 2)], lives[1].Events[0].To);
        Assert.Equal([2], lives[0].Events[1].OtherLives);
        Assert.Equal([1], lives[1].Events[0].OtherLives);
        Assert.Null(lives[0].Events[1].Change);
    }

    [Fact]
    public void Merger_IsToldOfBoth_AndSeparatedAgainEachIsItself()
    {
        LineageCluster west = Row(1, 0, 0, 0, 8, First(1)), east = Row(2, 50, 250, 0, 5, First(1));
        var lives = Follow(
            Month(1, west, east), Month(2, Row(1, 100, 0, 0, 28, First(2))), Month(3, Row(1, 200, 0, 0, 28, First(3))),
            Month(4, Row(1, 300, 250, 0, 5, First(4)), Row(2, 350, 0, 0, 8, First(4))));
        Assert.Equal(2, lives.Count);
        Assert.Equal([LifeEventKind.Born, LifeEventKind.Merged, LifeEventKind.Continued, LifeEventKind.Split], Kinds(lives[0]));
        Assert.Equal([LifeEventKind.Born, LifeEventKind.Merged, LifeEventKind.Returned, LifeEventKind.Split], Kinds(lives[1]));
        Assert.Equal([new WindowCluster(1, 1), new WindowCluster(1, 2)], lives[1].Events[1].From);
        Assert.Equal([PresenceState.Present, PresenceState.PartOfAnother, PresenceState.PartOfAnother, PresenceState.Present],
            lives[1].Presences.Select(p => p.State));
    }

    [Fact]
    public void Neighbours_ThatBothGoOn_DoNotMerge()
    {
        // 90 m apart, each in reach of the other, both seen in both months.
        var lives = Follow(
            Month(1, Row(1, 0, 0, 0, 5, First(1)), Row(2, 50, 0, 90, 5, First(1))),
            Month(2, Row(1, 100, 0, 90, 5, First(2)), Row(2, 150, 0, 0, 5, First(2))));
        Assert.Equal([[LifeEventKind.Born, LifeEventKind.Continued], [LifeEventKind.Born, LifeEventKind.Continued]], lives.Select(Kinds));
        Assert.Equal([2, 1], lives.Select(l => l.Presences[1].Cluster!.Value));
    }

    [Fact]
    public void Lives_EqualTheTextbook()
    {
        var kinds = new HashSet<LifeEventKind>();
        for (var seed = 0; seed < 30; seed++)
        {
            var windows = Random(seed);
            var lives = Lineage.Follow(windows, Parameters).Lives;
            kinds.UnionWith(lives.SelectMany(Kinds));
            Assert.Equal(TextbookLineage.Tell(windows, Parameters), string.Join('\n', lives.Select(l =>
                $"{string.Join(' ', l.Events.Select(e => (e.Change is null ? e.Kind : LifeEventKind.Continued).ToString() + e.Window))} | "
                + string.Join(' ', l.Presences.Select(p => p.Cluster is { } c
                    ? TextbookLineage.Named(windows[p.Window - 1].Clusters.Single(o => o.Number == c)) : p.State.ToString())))));
        }

        Assert.Equal(Enum.GetValues<LifeEventKind>(), kinds.Order()); // the scenes show everything there is to tell
    }

    [Fact]
    public void LaterWindows_NeverChangeWhatWasTold()
    {
        for (var seed = 0; seed < 25; seed++)
        {
            var windows = Random(seed);
            var whole = Lineage.Follow(windows, Parameters);
            for (var first = 0; first <= windows.Length; first++)
            {
                var earlier = windows[..first];
                SpaceLife[] cut = [.. whole.Lives.Where(l => l.Presences[0].Window <= first).Select(l => new SpaceLife(
                    l.Number, [.. l.Events.Where(e => e.Window <= first)], [.. l.Presences.Where(p => p.Window <= first)]))];
                Assert.Equal(Told(whole with { Lives = cut }, windows), Told(Lineage.Follow(earlier, Parameters), earlier));
            }
        }
    }

    [Fact]
    public void OrderAndNumbering_OfWindowsClustersAndEvents_DoNotMatter()
    {
        for (var seed = 0; seed < 25; seed++)
        {
            var windows = Random(seed);
            var random = new SeededRandom((ulong)seed, 1);
            LineageWindow[] mixed = [.. windows.Select(w => w with
            {
                Clusters = Mixed(
                    [.. w.Clusters.Select(c => c with { Number = 100 - c.Number, Members = Mixed([.. c.Members], ref random) })],
                    ref random),
            })];
            mixed = Mixed(mixed, ref random);
            Assert.Equal(Told(Lineage.Follow(windows, Parameters), windows), Told(Lineage.Follow(mixed, Parameters), mixed));
        }
    }

    [Fact]
    public void Shift_OfAllPoints_ChangesNoLife()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var windows = Random(seed);
            LineageWindow[] moved = [.. windows.Select(w => w with
            {
                Clusters = [.. w.Clusters.Select(c => Cluster(c.Number, [.. c.Members.Select(m =>
                    m with { Point = new GridPoint(m.Point.Easting + 4_096, m.Point.Northing - 8_192) })]))],
            })];
            Assert.Equal(Summary(windows), Summary(moved));
        }

        static string Summary(LineageWindow[] windows) => string.Join('\n', Lineage.Follow(windows, Parameters).Lives.Select(l =>
            $"{string.Join(' ', l.Events.Select(e => $"{e.Kind}{e.Window}"))} "
            + $"{string.Join(' ', l.Presences.Select(p => $"{p.State}{p.Cluster}"))}"));
    }

    [Fact]
    public void EachCluster_IsOneLivesAtOneTime()
    {
        for (var seed = 0; seed < 25; seed++)
        {
            var windows = Random(seed);
            var lives = Lineage.Follow(windows, Parameters).Lives;
            Assert.Equal(
                windows.SelectMany((w, i) => w.Clusters.Select(c => (i + 1, c.Number))).Order(),
                lives.SelectMany(l => l.Presences).Where(p => p.Cluster is not null).Select(p => (p.Window, p.Cluster!.Value)).Order());
            Assert.All(lives, l => Assert.Equal(Enumerable.Range(l.Presences[0].Window, l.Presences.Count), l.Presences.Select(p => p.Window)));
            Assert.Equal(Enumerable.Range(1, lives.Count), lives.Select(l => l.Number));
        }
    }

    [Fact]
    public void NoWindowAndNoCluster_GiveNoLife()
    {
        Assert.Empty(Follow());
        Assert.Empty(Follow(Month(1), Month(2)));
    }

    [Fact]
    public void WhatMakesNoSense_IsRefused()
    {
        var row = Row(1, 0, 0, 0, 5, First(1));
        Refused(Month(1, row), Month(1, row));
        Refused(Month(1) with { To = First(1).AddDays(-1) });
        Refused(new(First(1), First(4), []), new(First(2), First(3), []));
        Refused(Month(1, row, Row(1, 50, 500, 0, 5, First(1))));
        Refused(Month(1, row, Row(2, 4, 500, 0, 5, First(1))));
        Refused(Month(1, row), Month(2, Row(1, 0, 10, 0, 5, First(1))));
        Refused(Month(1, row with { Members = [] }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Lineage.Follow([], Parameters with { LeastShared = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Lineage.Follow([], Parameters with { LeastHullOverlap = double.NaN }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Lineage.Follow([], Parameters with { NearMetres = 5_001 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Lineage.Follow([], Parameters with { Confidence = 1 }));

        static void Refused(params LineageWindow[] windows) => Assert.ThrowsAny<ArgumentException>(() => Follow(windows));
    }

    private static IReadOnlyList<SpaceLife> Follow(params LineageWindow[] windows) => Lineage.Follow(windows, Parameters).Lives;

    private static LifeEventKind[] Kinds(SpaceLife life) => [.. life.Events.Select(e => e.Kind)];

    private static T[] Mixed<T>(T[] items, ref SeededRandom random)
    {
        random.Shuffle<T>(items);
        return items;
    }
}
