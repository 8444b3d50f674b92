using System.Numerics;

namespace SpacesPlaces.Geodata.Hotspots;

/// <summary>
/// Which core cells of a <see cref="LiveDbscan"/> belong together, as links between cells and a number of the cluster in each.
/// </summary>
internal sealed class LiveClusters(LiveSites sites, int minEvents)
{
    private readonly Dictionary<long, int> _cellsOf = [];
    private long _lastCluster;

    public int Count => _cellsOf.Count;

    /// <summary>Whether a cell has enough events of its own for all of them to be core.</summary>
    public bool IsFull(int cell) => sites.CellAt(cell).Weight >= minEvents;

    public bool IsCore(int site)
    {
        ref var own = ref sites.SiteAt(site);
        return own.Weight > 0 && (IsFull(own.Cell) || own.Reached >= minEvents);
    }

    /// <summary>Takes in a site that has just become core; others that did at the same time may follow.</summary>
    public void Promote(int site)
    {
        var cell = sites.SiteAt(site).Cell;
        ref var own = ref sites.CellAt(cell);
        if (own.Cores++ == 0)
        {
            own.Cluster = ++_lastCluster;
            _cellsOf.Add(own.Cluster, 1);
        }

        for (var place = 0; place < LiveSites.Around; place++)
        {
            if (place == LiveSites.Around / 2 || (own.Links >> place & 1) != 0) continue;
            var other = sites.Neighbour(cell, place);
            if (other == LiveSites.None || sites.CellAt(other).Cores == 0 || !ReachesCoreOf(site, other)) continue;
            own.Links |= 1u << place;
            sites.CellAt(other).Links |= 1u << (LiveSites.Around - 1 - place);
            Merge(cell, other);
        }
    }

    /// <summary>Lets sites go that have just ceased to be core, and divides the clusters that only they held together.</summary>
    public void Demote(List<int> lost)
    {
        foreach (var site in lost) sites.CellAt(sites.SiteAt(site).Cell).Cores--;
        Dictionary<long, List<int>> loose = [];
        foreach (var site in lost)
        {
            var cell = sites.SiteAt(site).Cell;
            ref var own = ref sites.CellAt(cell);
            for (var links = own.Links; links != 0; links &= links - 1)
            {
                var place = BitOperations.TrailingZeroCount(links);
                var other = sites.Neighbour(cell, place);
                // A link that this site was no part of holds.
                if (!ReachesAnyOf(site, other) || AnyCoreWithin(cell, other)) continue;
                own.Links &= ~(1u << place);
                sites.CellAt(other).Links &= ~(1u << (LiveSites.Around - 1 - place));
                if (!loose.TryGetValue(own.Cluster, out var ends)) loose.Add(own.Cluster, ends = []);
                ends.Add(cell);
                ends.Add(other);
            }
        }

        foreach (var cell in lost.Select(site => sites.SiteAt(site).Cell).Distinct())
        {
            ref var own = ref sites.CellAt(cell);
            if (own.Cores == 0 && --_cellsOf[own.Cluster] == 0) _cellsOf.Remove(own.Cluster);
        }

        foreach (var (cluster, ends) in loose) Divide(cluster, [.. ends.Where(cell => sites.CellAt(cell).Cores > 0).Distinct()]);
    }

    private bool ReachesAnyOf(int site, int cell)
    {
        for (var other = sites.CellAt(cell).FirstSite; other != LiveSites.None; other = sites.SiteAt(other).Next)
            if (sites.IsWithin(site, other)) return true;
        return false;
    }

    private bool ReachesCoreOf(int site, int cell)
    {
        for (var other = sites.CellAt(cell).FirstSite; other != LiveSites.None; other = sites.SiteAt(other).Next)
            if (IsCore(other) && other != site && sites.IsWithin(site, other)) return true;
        return false;
    }

    private bool AnyCoreWithin(int cell, int other)
    {
        if (sites.CellAt(cell).Cores == 0 || sites.CellAt(other).Cores == 0) return false;
        for (var site = sites.CellAt(cell).FirstSite; site != LiveSites.None; site = sites.SiteAt(site).Next)
            if (IsCore(site) && ReachesCoreOf(site, other)) return true;
        return false;
    }

    /// <summary>The cluster of fewer cells takes the number of the other; of equal ones, the younger that of the older.</summary>
    private void Merge(int cell, int other)
    {
        var (kept, gone) = (sites.CellAt(cell).Cluster, sites.CellAt(other).Cluster);
        if (kept == gone) return;
        var start = other;
        if (_cellsOf[kept] < _cellsOf[gone] || (_cellsOf[kept] == _cellsOf[gone] && kept > gone))
            (kept, gone, start) = (gone, kept, cell);

        _cellsOf[kept] += _cellsOf[gone];
        _cellsOf.Remove(gone);
        var open = new Stack<int>([start]);
        sites.CellAt(start).Cluster = kept;
        while (open.TryPop(out var next))
        {
            for (var links = sites.CellAt(next).Links; links != 0; links &= links - 1)
            {
                var linked = sites.Neighbour(next, BitOperations.TrailingZeroCount(links));
                if (sites.CellAt(linked).Cluster != gone) continue;
                sites.CellAt(linked).Cluster = kept;
                open.Push(linked);
            }
        }
    }

    /// <summary>
    /// Finds whether cells of one cluster still hang together, by searching from all at once and a cell at a time: searches that
    /// meet become one, and one that ends without meeting another has found a cluster of its own. So the work is that of the
    /// smaller parts, and mostly a few cells. The part still being searched at the end keeps the cluster's number.
    /// </summary>
    private void Divide(long cluster, int[] ends)
    {
        if (ends.Length < 2) return;
        var parts = ends.Length;
        var open = ends.Select(cell => new Queue<int>([cell])).ToArray();
        var pending = Enumerable.Repeat(1, ends.Length).ToArray();
        var group = Enumerable.Range(0, ends.Length).ToArray();
        var searchOf = new Dictionary<int, int>();
        for (var search = 0; search < ends.Length; search++) searchOf.Add(ends[search], search);

        var unfinished = ends.Length;
        while (unfinished > 1 && parts > 1)
        {
            for (var search = 0; search < open.Length && unfinished > 1; search++)
            {
                if (!open[search].TryDequeue(out var cell)) continue;
                var own = Group(search);
                pending[own]--;
                for (var links = sites.CellAt(cell).Links; links != 0; links &= links - 1)
                {
                    var linked = sites.Neighbour(cell, BitOperations.TrailingZeroCount(links));
                    if (searchOf.TryAdd(linked, search))
                    {
                        open[search].Enqueue(linked);
                        pending[own]++;
                    }
                    else if (Group(searchOf[linked]) is var met && met != own)
                    {
                        // A search that ended would have met this one, so the other is unfinished, too.
                        group[met] = own;
                        pending[own] += pending[met];
                        (parts, unfinished) = (parts - 1, unfinished - 1);
                    }
                }

                if (pending[own] == 0) unfinished--;
            }
        }

        if (parts == 1) return;
        var sizes = searchOf.CountBy(entry => Group(entry.Value)).ToDictionary();
        var keeps = sizes.Keys.OrderByDescending(g => pending[g] > 0).ThenByDescending(g => sizes[g]).ThenBy(g => g).First();
        Dictionary<int, long> numbers = [];
        foreach (var (cell, search) in searchOf)
        {
            var part = Group(search);
            if (part == keeps) continue;
            if (!numbers.TryGetValue(part, out var number)) _cellsOf.Add(numbers[part] = number = ++_lastCluster, sizes[part]);
            sites.CellAt(cell).Cluster = number;
            _cellsOf[cluster]--;
        }

        int Group(int search)
        {
            while (group[search] != search) search = group[search];
            return search;
        }
    }
}
