namespace SpacesPlaces.Geodata.Hotspots;

/// <summary>The passes of one ST-DBSCAN run over sorted cells: core sites, joined cells, numbers, labels.</summary>
internal sealed class StDbscanPasses(StDbscanSites sites, double epsSquared, int epsDays, int minEvents)
{
    // Below this many pairs, comparing them all is cheaper than looking at boxes first.
    private const int FewPairs = 1024;

    // Own slab and row first, then the same slab, then the slabs before and after: they fill a count soonest.
    private static readonly int[] Outwards = [7, 6, 8, 2, 12, 5, 9, 1, 3, 11, 13, 0, 4, 10, 14];

    private readonly double[] _x = sites.X, _y = sites.Y;
    private readonly int[] _day = sites.Day;
    private readonly int[] _cellStart = sites.CellStart;

    // Core sites in cell order, so that joining and border search touch nothing else.
    private readonly int[] _core = new int[sites.Count];
    private readonly int[] _coreStart = new int[sites.CellCount + 1];
    private readonly int[] _parent = new int[sites.CellCount];
    private readonly int[] _cluster = new int[sites.CellCount];

    public DbscanLabels Label()
    {
        FindCore();
        JoinCells();
        var clusters = NumberClusters();
        var labels = new int[sites.Rows.Length];
        var isCore = new bool[labels.Length];
        WriteLabels(labels, isCore);
        return new DbscanLabels(labels, isCore, clusters);
    }

    private void FindCore()
    {
        var near = new StDbscanNeighbours(sites);
        var cores = 0;
        for (var cell = 0; cell < sites.CellCount; cell++)
        {
            _coreStart[cell] = cores;
            int first = _cellStart[cell], end = _cellStart[cell + 1];
            var inCell = sites.WeightOf(first, end);
            var isFull = inCell >= minEvents;
            if (!isFull && EventsAround(cell, ref near) < minEvents) continue;
            for (var site = first; site < end; site++)
            {
                if (isFull || IsCore(site, cell, ref near)) _core[cores++] = site;
            }
        }

        _coreStart[sites.CellCount] = cores;
    }

    /// <summary>Events in the cell and its neighbours: all that any event of the cell could reach.</summary>
    private int EventsAround(int cell, ref StDbscanNeighbours near)
    {
        var events = 0;
        for (var row = 0; row < StDbscanNeighbours.Count; row++)
        {
            var (first, end) = near.Of(cell, row);
            events += sites.WeightOf(_cellStart[first], _cellStart[end]);
        }

        return events;
    }

    private bool IsCore(int site, int cell, ref StDbscanNeighbours near)
    {
        var found = 0;
        foreach (var row in Outwards)
        {
            var (first, end) = near.Of(cell, row);
            for (var other = _cellStart[first]; other < _cellStart[end] && found < minEvents; other++)
            {
                if (AreNear(site, other)) found += sites.WeightOf(other, other + 1);
            }
        }

        return found >= minEvents;
    }

    private double Squared(int a, int b)
    {
        double dx = _x[a] - _x[b], dy = _y[a] - _y[b];
        return dx * dx + dy * dy;
    }

    private long DaysApart(int a, int b) => Math.Abs((long)_day[a] - _day[b]);

    private bool AreNear(int a, int b) => Squared(a, b) <= epsSquared && DaysApart(a, b) <= epsDays;

    private void JoinCells()
    {
        var near = new StDbscanNeighbours(sites);
        for (var cell = 0; cell < _parent.Length; cell++) _parent[cell] = cell;
        for (var cell = 0; cell < _parent.Length; cell++)
        {
            int first = _coreStart[cell], end = _coreStart[cell + 1];
            if (first == end) continue;
            // Each pair of cells once: those after this one.
            for (var row = StDbscanNeighbours.Own; row < StDbscanNeighbours.Count; row++)
            {
                var (other, last) = near.Of(cell, row);
                for (other = Math.Max(other, cell + 1); other < last; other++)
                {
                    int a = Root(cell), b = Root(other);
                    if (a != b && AnyNear(first, end, _coreStart[other], _coreStart[other + 1]))
                        _parent[Math.Max(a, b)] = Math.Min(a, b);
                }
            }
        }
    }

    private int Root(int cell)
    {
        while (_parent[cell] != cell) cell = _parent[cell] = _parent[_parent[cell]];
        return cell;
    }

    /// <summary>
    /// True when a core site of the first range is a neighbour of one of the second. Large ranges are halved and dropped by
    /// their boxes (crowded cells are sorted by easting, so halves are slices).
    /// </summary>
    private bool AnyNear(int a, int aEnd, int b, int bEnd)
    {
        if ((long)(aEnd - a) * (bEnd - b) <= FewPairs)
        {
            for (; a < aEnd; a++)
            {
                for (var i = b; i < bEnd; i++)
                {
                    if (AreNear(_core[a], _core[i])) return true;
                }
            }

            return false;
        }

        if (!AreBoxesNear(Box(a, aEnd), Box(b, bEnd))) return false;
        if (aEnd - a < bEnd - b) (a, aEnd, b, bEnd) = (b, bEnd, a, aEnd);
        var middle = (a + aEnd) / 2;
        return AnyNear(a, middle, b, bEnd) || AnyNear(middle, aEnd, b, bEnd);
    }

    private readonly record struct Bounds(double West, double East, double South, double North, int First, int Last);

    private Bounds Box(int core, int end)
    {
        double west = double.MaxValue, east = double.MinValue, south = double.MaxValue, north = double.MinValue;
        int first = int.MaxValue, last = int.MinValue;
        for (; core < end; core++)
        {
            var site = _core[core];
            (west, east) = (Math.Min(west, _x[site]), Math.Max(east, _x[site]));
            (south, north) = (Math.Min(south, _y[site]), Math.Max(north, _y[site]));
            (first, last) = (Math.Min(first, _day[site]), Math.Max(last, _day[site]));
        }

        return new Bounds(west, east, south, north, first, last);
    }

    private bool AreBoxesNear(Bounds a, Bounds b)
    {
        var gapX = Math.Max(0, Math.Max(b.West - a.East, a.West - b.East));
        var gapY = Math.Max(0, Math.Max(b.South - a.North, a.South - b.North));
        var gapDays = Math.Max((long)b.First - a.Last, (long)a.First - b.Last);
        return gapX * gapX + gapY * gapY <= epsSquared && gapDays <= epsDays;
    }

    private int NumberClusters()
    {
        var first = new Dictionary<int, int>();
        for (var cell = 0; cell < _parent.Length; cell++)
        {
            for (var core = _coreStart[cell]; core < _coreStart[cell + 1]; core++)
            {
                var root = Root(cell);
                if (!first.TryGetValue(root, out var best) || IsBefore(_core[core], best)) first[root] = _core[core];
            }
        }

        int[] roots = [.. first.Keys];
        Array.Sort(roots, (a, b) => a == b ? 0 : IsBefore(first[a], first[b]) ? -1 : 1);
        for (var i = 0; i < roots.Length; i++) _cluster[roots[i]] = i + 1;
        return roots.Length;
    }

    private bool IsBefore(int a, int b) =>
        _x[a] != _x[b] ? _x[a] < _x[b] : _y[a] != _y[b] ? _y[a] < _y[b] : _day[a] < _day[b];

    private void WriteLabels(int[] labels, bool[] isCore)
    {
        var near = new StDbscanNeighbours(sites);
        for (var cell = 0; cell < sites.CellCount; cell++)
        {
            int core = _coreStart[cell], coreEnd = _coreStart[cell + 1];
            for (var site = _cellStart[cell]; site < _cellStart[cell + 1]; site++)
            {
                var isCoreSite = core < coreEnd && _core[core] == site;
                if (isCoreSite) core++;
                var cluster = isCoreSite ? _cluster[Root(cell)] : ClusterOfBorder(site, cell, ref near);
                for (var i = sites.SiteStart[site]; i < sites.SiteStart[site + 1]; i++)
                    (labels[sites.Rows[i]], isCore[sites.Rows[i]]) = (cluster, isCoreSite);
            }
        }
    }

    /// <summary>The cluster of the nearest core site within both reaches; 0 when there is none.</summary>
    private int ClusterOfBorder(int site, int cell, ref StDbscanNeighbours near)
    {
        var (best, bestCell) = (-1, -1);
        for (var row = 0; row < StDbscanNeighbours.Count; row++)
        {
            var (other, last) = near.Of(cell, row);
            for (; other < last; other++)
            {
                for (var core = _coreStart[other]; core < _coreStart[other + 1]; core++)
                {
                    var candidate = _core[core];
                    if (AreNear(site, candidate) && (best < 0 || IsNearer(site, candidate, best))) (best, bestCell) = (candidate, other);
                }
            }
        }

        return best < 0 ? 0 : _cluster[Root(bestCell)];
    }

    private bool IsNearer(int site, int candidate, int best)
    {
        double squared = Squared(site, candidate), bestSquared = Squared(site, best);
        if (squared != bestSquared) return squared < bestSquared;
        if (_x[candidate] != _x[best] || _y[candidate] != _y[best]) return IsBefore(candidate, best);
        long apart = DaysApart(site, candidate), bestApart = DaysApart(site, best);
        return apart != bestApart ? apart < bestApart : _day[candidate] < _day[best];
    }
}
