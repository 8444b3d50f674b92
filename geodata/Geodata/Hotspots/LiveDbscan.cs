namespace SpacesPlaces.Geodata.Hotspots;

/// <summary>
/// Density clusters (DBSCAN) of events that come, go and move one at a time. After each change its clusters are exactly those
/// that <see cref="Dbscan.Run"/> would find anew, in <see cref="DbscanOrder.Canonical"/>, and a change costs what is near it.
/// </summary>
/// <remarks>
/// Only events within reach of the one that changes can become or cease to be core, and only their cells can join or leave a
/// cluster; after Ester, Kriegel, Sander, Wimmer and Xu (VLDB 1998), with cells in place of events as in <see cref="Dbscan"/>.
/// Where a change might divide a cluster, the parts are searched at once until they meet or one ends. It is slow (milliseconds, or more
/// in a cluster of many thousand cells) where two large clusters are joined or divided by one event, or a long ring is cut: the
/// search then goes through the smaller part, or around. Not safe for use by several threads at once.
/// It answers for the event that changed. To read all labels (<see cref="ToLabels"/>) costs ten full runs or so, and a change as much as
/// a full run spends on some fifty events: who needs all labels, as each window of <see cref="Lineage"/> does, runs anew, however
/// much successive windows share.
/// </remarks>
public sealed class LiveDbscan
{
    /// <summary>The cluster of an event that is in none.</summary>
    public const long Noise = 0;

    private readonly LiveSites _sites;
    private readonly LiveClusters _clusters;
    private readonly Dictionary<long, int> _siteOf = [];
    private readonly List<int> _changed = [];

    /// <param name="epsMetres">Reach in metres, &gt; 0 and finite; inclusive.</param>
    /// <param name="minEvents">Events within reach that make an event core, itself counted; &gt;= 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range.</exception>
    public LiveDbscan(double epsMetres, int minEvents)
    {
        if (!double.IsFinite(epsMetres) || epsMetres <= 0)
            throw new ArgumentOutOfRangeException(nameof(epsMetres), "The reach must be a positive number of metres.");
        ArgumentOutOfRangeException.ThrowIfLessThan(minEvents, 1);
        (EpsMetres, MinEvents) = (epsMetres, minEvents);
        _sites = new LiveSites(epsMetres);
        _clusters = new LiveClusters(_sites, minEvents);
    }

    /// <summary>Reach in metres, inclusive.</summary>
    public double EpsMetres { get; }

    /// <summary>Events within reach that make an event core, itself counted.</summary>
    public int MinEvents { get; }

    /// <summary>Number of events held.</summary>
    public int Count => _siteOf.Count;

    /// <summary>Number of clusters.</summary>
    public int ClusterCount => _clusters.Count;

    /// <summary>Adds an event.</summary>
    /// <param name="key">The caller's number for it, not held yet.</param>
    /// <param name="eastingMetres">Metres on a plane (EPSG:27700), finite; fewer than half a billion reaches from the origin.</param>
    /// <param name="northingMetres">Metres on the same plane.</param>
    /// <exception cref="ArgumentException">The key is held already.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A coordinate is not finite or too far from the origin for the reach.</exception>
    public void Insert(long key, double eastingMetres, double northingMetres)
    {
        Check(eastingMetres, nameof(eastingMetres));
        Check(northingMetres, nameof(northingMetres));
        if (_siteOf.Count == Dbscan.MaxEvents) throw new InvalidOperationException($"More than {Dbscan.MaxEvents} events.");
        if (!_siteOf.TryAdd(key, LiveSites.None)) throw new ArgumentException("The key is held already.", nameof(key));
        _siteOf[key] = Put(eastingMetres, northingMetres);
    }

    /// <summary>Removes an event.</summary>
    /// <returns>False when no such event was held.</returns>
    public bool Delete(long key)
    {
        if (!_siteOf.Remove(key, out var site)) return false;
        TakeAway(site);
        return true;
    }

    /// <summary>Gives an event another place.</summary>
    /// <exception cref="KeyNotFoundException">No such event is held.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A coordinate is not finite or too far from the origin for the reach.</exception>
    public void Move(long key, double eastingMetres, double northingMetres)
    {
        Check(eastingMetres, nameof(eastingMetres));
        Check(northingMetres, nameof(northingMetres));
        var old = _siteOf[key];
        // The new place first: a cluster that the event stays in is not divided and joined again.
        var site = Put(eastingMetres, northingMetres);
        _siteOf[key] = site;
        TakeAway(old);
    }

    /// <summary>True when an event has at least <see cref="MinEvents"/> events, itself included, within reach.</summary>
    /// <exception cref="KeyNotFoundException">No such event is held.</exception>
    public bool IsCore(long key) => _clusters.IsCore(_siteOf[key]);

    /// <summary>
    /// The cluster of an event, by a number that stays: a cluster keeps it while it grows and shrinks. Of clusters that become
    /// one, the one of more cells keeps its number, the older where they have equally many; of a cluster that is divided, the
    /// part that takes longest to search, in general the largest. A number is never given again. Numbers depend on the order
    /// of changes, which <see cref="ToLabels"/> does not.
    /// </summary>
    /// <returns>The cluster's number, or <see cref="Noise"/>.</returns>
    /// <exception cref="KeyNotFoundException">No such event is held.</exception>
    public long ClusterOf(long key) => ClusterOfSite(_siteOf[key]);

    /// <summary>All events by ascending key, with the labels that a run over them would give; takes time for all events.</summary>
    /// <returns>The keys, and labels and core flags in the order of the keys.</returns>
    public LiveLabels ToLabels()
    {
        Dictionary<long, (double X, double Y)> leaders = [];
        var clusterOf = new long[_sites.SiteBound];
        foreach (var cell in _sites.Cells)
        {
            for (var site = _sites.CellAt(cell).FirstSite; site != LiveSites.None; site = _sites.SiteAt(site).Next)
            {
                clusterOf[site] = ClusterOfSite(site);
                if (!_clusters.IsCore(site)) continue;
                var spot = (_sites.SiteAt(site).X, _sites.SiteAt(site).Y);
                var isFirst = !leaders.TryGetValue(clusterOf[site], out var leader) || spot.CompareTo(leader) < 0;
                if (isFirst) leaders[clusterOf[site]] = spot;
            }
        }

        var numbers = leaders.OrderBy(entry => entry.Value).Select((entry, i) => (entry.Key, i + 1)).ToDictionary();
        numbers.Add(Noise, 0);
        long[] keys = [.. _siteOf.Keys];
        keys.AsSpan().Sort();
        var labels = new int[keys.Length];
        var isCore = new bool[keys.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            var site = _siteOf[keys[i]];
            (labels[i], isCore[i]) = (numbers[clusterOf[site]], _clusters.IsCore(site));
        }

        return new LiveLabels(keys, new DbscanLabels(labels, isCore, leaders.Count));
    }

    private long ClusterOfSite(int site)
    {
        ref var own = ref _sites.SiteAt(site);
        if (_clusters.IsCore(site)) return _sites.CellAt(own.Cell).Cluster;
        var cluster = Noise;
        var best = (_sites.EpsSquared, double.PositiveInfinity, double.PositiveInfinity);
        for (var place = 0; place < LiveSites.Around; place++)
        {
            var cell = _sites.Neighbour(own.Cell, place);
            if (cell == LiveSites.None || _sites.CellAt(cell).Cores == 0) continue;
            for (var other = _sites.CellAt(cell).FirstSite; other != LiveSites.None; other = _sites.SiteAt(other).Next)
            {
                if (!_clusters.IsCore(other)) continue;
                ref var core = ref _sites.SiteAt(other);
                var found = (_sites.Squared(other, own.X, own.Y), core.X, core.Y);
                if (found.CompareTo(best) < 0) (best, cluster) = (found, _sites.CellAt(cell).Cluster);
            }
        }

        return cluster;
    }

    // How many events reach a site is kept only in cells that are not core as a whole: in a crowd, a change then looks at few
    // sites, and a full cell that loses events counts anew.
    private int Put(double x, double y)
    {
        var site = _sites.Find(x, y);
        var isNew = site == LiveSites.None;
        if (isNew) site = _sites.Add(x, y);
        var cell = _sites.SiteAt(site).Cell;
        var wasFull = _clusters.IsFull(cell);
        _sites.SiteAt(site).Weight++;
        _sites.CellAt(cell).Weight++;
        _changed.Clear();
        CountElsewhere(site, change: 1);
        if (wasFull)
        {
            if (isNew) _changed.Add(site);
        }
        else if (_clusters.IsFull(cell))
        {
            for (var other = _sites.CellAt(cell).FirstSite; other != LiveSites.None; other = _sites.SiteAt(other).Next)
                if (_sites.SiteAt(other).Reached < MinEvents) _changed.Add(other);
        }
        else
        {
            if (isNew) _sites.SiteAt(site).Reached = _sites.CountAround(site) - 1;
            CountIn(cell, change: 1);
            if (isNew && _sites.SiteAt(site).Reached > MinEvents) _changed.Add(site);
        }

        foreach (var promoted in _changed) _clusters.Promote(promoted);
        return site;
    }

    private void TakeAway(int site)
    {
        var cell = _sites.SiteAt(site).Cell;
        var wasFull = _clusters.IsFull(cell);
        var wasCore = _clusters.IsCore(site);
        _sites.SiteAt(site).Weight--;
        _sites.CellAt(cell).Weight--;
        _changed.Clear();
        CountElsewhere(site, change: -1);
        var isGone = _sites.SiteAt(site).Weight == 0;
        if (!wasFull)
        {
            CountIn(cell, change: -1);
        }
        else if (!_clusters.IsFull(cell))
        {
            for (var other = _sites.CellAt(cell).FirstSite; other != LiveSites.None; other = _sites.SiteAt(other).Next)
            {
                var reached = _sites.SiteAt(other).Reached = _sites.CountAround(other);
                if (reached < MinEvents) _changed.Add(other);
            }
        }

        if (isGone && wasCore && !_changed.Contains(site)) _changed.Add(site);
        if (_changed.Count > 0) _clusters.Demote(_changed);
        if (isGone) _sites.Remove(site);
    }

    /// <summary>Counts one event more or less at the sites of other cells within reach, where that is kept.</summary>
    private void CountElsewhere(int site, int change)
    {
        for (var place = 0; place < LiveSites.Around; place++)
        {
            if (place == LiveSites.Around / 2) continue;
            var cell = _sites.Neighbour(_sites.SiteAt(site).Cell, place);
            if (cell == LiveSites.None || _clusters.IsFull(cell)) continue;
            for (var other = _sites.CellAt(cell).FirstSite; other != LiveSites.None; other = _sites.SiteAt(other).Next)
                if (_sites.IsWithin(site, other)) CountAt(other, change);
        }
    }

    /// <summary>Counts one event more or less at each site of a cell, all of which reach each other.</summary>
    private void CountIn(int cell, int change)
    {
        for (var site = _sites.CellAt(cell).FirstSite; site != LiveSites.None; site = _sites.SiteAt(site).Next) CountAt(site, change);
    }

    /// <summary>Counts one event more or less at a site, and notes it when it becomes or ceases to be core.</summary>
    private void CountAt(int site, int change)
    {
        ref var reached = ref _sites.SiteAt(site).Reached;
        reached += change;
        if (reached == (change > 0 ? MinEvents : MinEvents - 1)) _changed.Add(site);
    }

    private void Check(double coordinate, string name)
    {
        // Not a number is not less than anything.
        if (!_sites.Holds(coordinate)) throw new ArgumentOutOfRangeException(name, "The place is not finite or too far for the reach.");
    }
}
