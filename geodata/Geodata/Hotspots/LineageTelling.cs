using SpacesPlaces.Geodata.Statistics;

namespace SpacesPlaces.Geodata.Hotspots;

/// <summary>Tells the lives of spaces window by window; what was told is never changed.</summary>
internal sealed class LineageTelling(LineageParameters parameters)
{
    private sealed class Life(int number, LineageSpot first)
    {
        public int Number => number;
        public LineageSpot Last { get; set; } = first;

        /// <summary>Present when last known: neither ended nor part of another.</summary>
        public bool IsActive { get; set; } = true;

        public List<LifeEvent> Events { get; } = [];
        public List<LifePresence> Presences { get; } = [];

        public int WindowsNotKnown => Presences.Count - 1 - Presences.FindLastIndex(p => p.State != PresenceState.NotKnown);
    }

    private readonly List<Life> _lives = [];
    private int _windows;

    public IReadOnlyList<SpaceLife> Lives() => [.. _lives.Select(life => new SpaceLife(life.Number, life.Events, life.Presences))];

    public void Tell(LineageWindow window)
    {
        var number = ++_windows;
        LineageSpot[] spots = [.. window.Clusters.Select(cluster => new LineageSpot(number, window, cluster))];
        Array.Sort(spots, WestFirst);

        var links = new LineageLinks(spots, parameters);
        var active = links.Of(Those(isActive: true));
        var dormant = links.Of(Those(isActive: false));
        var kept = Kept(active);
        var lifeOf = new int?[spots.Length];
        var matchOf = new LineageMatch?[spots.Length];
        var taken = new HashSet<int>();
        Assign(kept);
        Assign(dormant);

        var known = _lives.Count;
        for (var cluster = 0; cluster < spots.Length; cluster++)
            if (lifeOf[cluster] is null) lifeOf[cluster] = Begin(spots[cluster]);

        var splits = kept.GroupBy(l => l.Life).Where(g => g.Count() > 1).ToDictionary(g => g.Key, g => Split(g));
        var mergers = kept.GroupBy(l => l.Cluster).Where(g => g.Count() > 1).ToDictionary(g => g.Key, g => Merger(g));
        var clusterOf = new Dictionary<int, int>();
        for (var cluster = 0; cluster < spots.Length; cluster++) clusterOf[lifeOf[cluster]!.Value] = cluster;
        var linked = dormant.Select(l => l.Life).ToHashSet();
        var bestOfLife = kept.GroupBy(l => l.Life).ToDictionary(g => g.Key, g => g.First());
        var bestOfCluster = kept.GroupBy(l => l.Cluster).ToDictionary(g => g.Key, g => g.First());

        for (var index = 0; index < _lives.Count; index++)
        {
            var life = _lives[index];
            if (clusterOf.TryGetValue(index, out var cluster)) GoOn(index, life, cluster, isNew: index >= known);
            else Miss(index, life);
        }

        // Only now do lives move on to their new clusters.
        foreach (var (index, cluster) in clusterOf)
        {
            var (life, spot) = (_lives[index], spots[cluster]);
            (life.Last, life.IsActive) = (spot, true);
            life.Presences.Add(new(number, PresenceState.Present, spot.Cluster.Number, spot.Cluster.Counts, spot.Cluster.Hull));
        }

        void Assign(List<LineageLink> best)
        {
            foreach (var link in best)
            {
                if (lifeOf[link.Cluster] is not null || !taken.Add(link.Life)) continue;
                (lifeOf[link.Cluster], matchOf[link.Cluster]) = (link.Life, link.Match);
            }
        }

        void GoOn(int index, Life life, int cluster, bool isNew)
        {
            var (spot, told) = (spots[cluster], life.Events.Count);
            if (!isNew && !life.IsActive) Add(life, LifeEventKind.Returned, [life.Last.Name], [spot.Name], matchOf[cluster]);
            if (mergers.TryGetValue(cluster, out var merger)) AddShared(life, merger);
            if (splits.TryGetValue(index, out var split)) AddShared(life, split);
            // A new or returned life takes no active life's place, so a life that it is linked to has another heir and has split.
            if ((isNew || !life.IsActive) && bestOfCluster.TryGetValue(cluster, out var origin)) AddShared(life, splits[origin.Life]);
            if (life.Events.Count > told) return;
            if (isNew) Add(life, LifeEventKind.Born, [], [spot.Name], null);
            else Continue(life, spot, matchOf[cluster]);
        }

        void Miss(int index, Life life)
        {
            var state = window.IsDataMissing ? PresenceState.NotKnown : PresenceState.Quiet;
            if (!life.IsActive)
            {
                if (linked.Contains(index)) state = PresenceState.PartOfAnother;
            }
            else if (bestOfLife.TryGetValue(index, out var best))
            {
                AddShared(life, mergers[best.Cluster]); // its best cluster went to another life, so it is linked to both
                if (splits.TryGetValue(index, out var split)) AddShared(life, split);
                (state, life.IsActive) = (PresenceState.PartOfAnother, false);
            }
            else if (!window.IsDataMissing)
            {
                Add(life, LifeEventKind.Ended, [life.Last.Name], [], null);
                life.IsActive = false;
            }

            life.Presences.Add(new(number, state, null, null, null));
        }

        void Add(
            Life life, LifeEventKind kind, IReadOnlyList<WindowCluster> from, IReadOnlyList<WindowCluster> to, LineageMatch? match,
            RateComparison? change = null) =>
            life.Events.Add(new(kind, number, from, to, [], match, change, life.WindowsNotKnown));

        void AddShared(Life life, (LifeEvent Event, int[] Lives) shared) => life.Events.Add(shared.Event with
        {
            OtherLives = [.. shared.Lives.Where(l => l != life.Number)],
            WindowsNotKnown = life.WindowsNotKnown,
        });

        void Continue(Life life, LineageSpot now, LineageMatch? match)
        {
            var change = Change(life.Last, now);
            var kind = change?.Verdict switch
            {
                RateVerdict.FirstIsHigher => LifeEventKind.Grown,
                RateVerdict.SecondIsHigher => LifeEventKind.Shrunk,
                _ => LifeEventKind.Continued,
            };
            Add(life, kind, [life.Last.Name], [now.Name], match, change);
        }

        (LifeEvent, int[]) Split(IGrouping<int, LineageLink> from)
        {
            int[] clusters = [.. from.Select(l => l.Cluster).Order()];
            return Shared(LifeEventKind.Split, [from.Key], clusters);
        }

        (LifeEvent, int[]) Merger(IGrouping<int, LineageLink> to)
        {
            int[] lives = [.. to.Select(l => l.Life).Order()];
            return Shared(LifeEventKind.Merged, lives, [to.Key]);
        }

        (LifeEvent, int[]) Shared(LifeEventKind kind, int[] from, int[] to) =>
            (new(kind, number, [.. from.Select(l => _lives[l].Last.Name)], [.. to.Select(c => spots[c].Name)], [], null, null, 0),
             [.. from.Concat(to.Select(c => lifeOf[c]!.Value)).Distinct().Order().Select(l => _lives[l].Number)]);
    }

    private int Begin(LineageSpot spot)
    {
        _lives.Add(new Life(_lives.Count + 1, spot));
        return _lives.Count - 1;
    }

    private List<(int, LineageSpot)> Those(bool isActive) =>
        [.. _lives.Index().Where(l => l.Item.IsActive == isActive).Select(l => (l.Index, l.Item.Last))];

    // The best of each life and the best of each cluster; links come best first.
    private static List<LineageLink> Kept(List<LineageLink> links)
    {
        var (lives, clusters) = (new HashSet<int>(), new HashSet<int>());
        // Both sets take the link: with || the second would not be told of it.
        return [.. links.Where(link => lives.Add(link.Life) | clusters.Add(link.Cluster))];
    }

    private RateComparison? Change(LineageSpot before, LineageSpot now)
    {
        if (before.Days.IsDataMissing || now.Days.IsDataMissing) return null;
        int firstNow = now.Days.From.DayNumber, endBefore = before.Days.To.DayNumber + 1;
        var daysBefore = Math.Min(endBefore, firstNow) - before.Days.From.DayNumber;
        var daysNow = now.Days.To.DayNumber + 1 - Math.Max(firstNow, endBefore);
        if (daysBefore <= 0 || daysNow <= 0) return null;
        var eventsBefore = before.Members.Count(m => m.Date < now.Days.From && !now.Ids.Contains(m.EventId));
        var eventsNow = now.Members.Count(m => m.Date > before.Days.To && !before.Ids.Contains(m.EventId));
        return PoissonRate.Compare(eventsNow, daysNow, eventsBefore, daysBefore, parameters.Confidence);
    }

    private static int WestFirst(LineageSpot a, LineageSpot b)
    {
        // Events are in one cluster of a window each, so the first ones never are the same event.
        var (one, other) = (a.Members[0], b.Members[0]);
        var order = one.Point.Easting.CompareTo(other.Point.Easting);
        if (order == 0) order = one.Point.Northing.CompareTo(other.Point.Northing);
        return order != 0 ? order : one.EventId.CompareTo(other.EventId);
    }
}
