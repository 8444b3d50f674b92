using System.Buffers;
using System.Runtime.InteropServices;

namespace SpacesPlaces.Geodata.Hotspots;

/// <summary>The passes of one DBSCAN run over sorted cells: core sites, joined cells, numbers, labels.</summary>
internal sealed class DbscanPasses : IDisposable
{
    // Below this many pairs, comparing them all is cheaper than looking at boxes first.
    private const int FewPairs = 1024;

    // Distances are counted without a branch in runs of this many, then the count is looked at.
    private const int RunLength = 64;

    private readonly DbscanSites _sites;
    private readonly Neighbourhood _near;
    private readonly double _epsSquared;
    private readonly int _minEvents;
    private readonly DbscanOrder _order;

    private readonly double[] _x, _y;
    private readonly int[] _cellStart;

    // Core sites alone, packed in cell order, so that joining and border search touch nothing else.
    private readonly double[] _coreX, _coreY;
    private readonly int[] _coreSite, _coreCluster;
    private readonly int[] _coreStart;
    private readonly int[] _parent;

    public DbscanPasses(DbscanSites sites, double epsSquared, int minEvents, DbscanOrder order)
    {
        (_sites, _epsSquared, _minEvents, _order) = (sites, epsSquared, minEvents, order);
        (_x, _y, _cellStart) = (sites.X, sites.Y, sites.CellStart);
        _near = new Neighbourhood(sites);
        _coreX = ArrayPool<double>.Shared.Rent(sites.Count);
        _coreY = ArrayPool<double>.Shared.Rent(sites.Count);
        _coreSite = ArrayPool<int>.Shared.Rent(sites.Count);
        _coreCluster = ArrayPool<int>.Shared.Rent(sites.Count);
        _coreStart = ArrayPool<int>.Shared.Rent(sites.CellCount + 1);
        _parent = ArrayPool<int>.Shared.Rent(sites.CellCount);
    }

    public DbscanLabels Label()
    {
        FindCore();
        JoinCells();
        var clusters = NumberClusters();
        var labels = new int[_sites.EventCount];
        var isCore = new bool[_sites.EventCount];
        WriteLabels(labels, isCore);
        return new DbscanLabels(labels, isCore, clusters);
    }

    public void Dispose()
    {
        _near.Dispose();
        ArrayPool<double>.Shared.Return(_coreX);
        ArrayPool<double>.Shared.Return(_coreY);
        ArrayPool<int>.Shared.Return(_coreSite);
        ArrayPool<int>.Shared.Return(_coreCluster);
        ArrayPool<int>.Shared.Return(_coreStart);
        ArrayPool<int>.Shared.Return(_parent);
    }

    /// <summary>Packs the core sites of each cell. A cell with enough events of its own is core without a distance.</summary>
    private void FindCore()
    {
        var cores = 0;
        for (var cell = 0; cell < _sites.CellCount; cell++)
        {
            int first = _cellStart[cell], end = _cellStart[cell + 1];
            _coreStart[cell] = cores;
            var inCell = _sites.WeightOf(first, end);
            var isFull = inCell >= _minEvents;
            if (!isFull && EventsAround(cell) < _minEvents) continue;
            for (var site = first; site < end; site++)
            {
                if (!isFull && !IsCore(site, cell, _minEvents - inCell)) continue;
                (_coreX[cores], _coreY[cores], _coreSite[cores]) = (_x[site], _y[site], site);
                cores++;
            }
        }

        _coreStart[_sites.CellCount] = cores;
    }

    /// <summary>Events in the cell and its neighbours: all that any event of the cell could reach.</summary>
    private int EventsAround(int cell)
    {
        var near = _near.Of(cell);
        var events = 0;
        for (var i = 0; i < near.Length; i += 2) events += _sites.WeightOf(_cellStart[near[i]], _cellStart[near[i + 1]]);
        return events;
    }

    private bool IsCore(int site, int cell, int missing)
    {
        var near = _near.Of(cell);
        // The own row first, then outwards: they fill the count soonest.
        foreach (var row in (ReadOnlySpan<int>)[Neighbourhood.OwnRow, 1, 3, 0, 4])
        {
            int lo = _cellStart[near[2 * row]], hi = _cellStart[near[2 * row + 1]];
            if (row == Neighbourhood.OwnRow)
            {
                missing -= Count(site, lo, _cellStart[cell], missing);
                lo = _cellStart[cell + 1];
            }

            missing -= Count(site, lo, hi, missing);
            if (missing <= 0) return true;
        }

        return false;
    }

    /// <summary>Events at the sites from lo to hi within reach of a site; may stop once it has found enough.</summary>
    private int Count(int site, int lo, int hi, int enough)
    {
        double x = _x[site], y = _y[site], epsSquared = _epsSquared;
        var found = 0;
        var starts = _sites.SiteStart;
        while (lo < hi && found < enough)
        {
            var xs = _x.AsSpan(lo, Math.Min(RunLength, hi - lo));
            var ys = _y.AsSpan(lo, xs.Length);
            if (starts.IsEmpty)
            {
                for (var i = 0; i < xs.Length; i++)
                {
                    double dx = xs[i] - x, dy = ys[i] - y;
                    found += dx * dx + dy * dy <= epsSquared ? 1 : 0;
                }
            }
            else
            {
                var from = starts.Slice(lo, xs.Length);
                var to = starts.Slice(lo + 1, xs.Length);
                for (var i = 0; i < xs.Length; i++)
                {
                    double dx = xs[i] - x, dy = ys[i] - y;
                    found += dx * dx + dy * dy <= epsSquared ? to[i] - from[i] : 0;
                }
            }

            lo += xs.Length;
        }

        return found;
    }

    private void JoinCells()
    {
        for (var cell = 0; cell < _sites.CellCount; cell++) _parent[cell] = cell;
        for (var cell = 0; cell < _sites.CellCount; cell++)
        {
            int first = _coreStart[cell], end = _coreStart[cell + 1];
            if (first == end) continue;
            var near = _near.Of(cell);
            // Each pair of cells once: the rest of the own row, then the two rows to the north.
            for (var row = Neighbourhood.OwnRow; row < Neighbourhood.Rows; row++)
            {
                var other = row == Neighbourhood.OwnRow ? cell + 1 : near[2 * row];
                for (; other < near[2 * row + 1]; other++)
                {
                    int otherFirst = _coreStart[other], otherEnd = _coreStart[other + 1];
                    if (otherFirst == otherEnd) continue;
                    int a = Root(cell), b = Root(other);
                    if (a != b && AnyWithin(first, end, otherFirst, otherEnd)) _parent[Math.Max(a, b)] = Math.Min(a, b);
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
    /// True when a core site of the first range is within reach of one of the second. Large ranges are halved and dropped
    /// by their boxes (large cells are sorted by easting, so halves are slices), which keeps two crowds just out of reach
    /// of each other from costing every pair.
    /// </summary>
    private bool AnyWithin(int a, int aEnd, int b, int bEnd)
    {
        if ((long)(aEnd - a) * (bEnd - b) <= FewPairs)
        {
            var xs = _coreX.AsSpan(b, bEnd - b);
            var ys = _coreY.AsSpan(b, xs.Length);
            for (; a < aEnd; a++)
            {
                double x = _coreX[a], y = _coreY[a];
                for (var i = 0; i < xs.Length; i++)
                {
                    double dx = xs[i] - x, dy = ys[i] - y;
                    if (dx * dx + dy * dy <= _epsSquared) return true;
                }
            }

            return false;
        }

        var (aLowX, aHighX, aLowY, aHighY) = Box(a, aEnd);
        var (bLowX, bHighX, bLowY, bHighY) = Box(b, bEnd);
        var gapX = Math.Max(0, Math.Max(bLowX - aHighX, aLowX - bHighX));
        var gapY = Math.Max(0, Math.Max(bLowY - aHighY, aLowY - bHighY));
        if (gapX * gapX + gapY * gapY > _epsSquared) return false;
        if (aEnd - a >= bEnd - b)
        {
            var middle = a + (aEnd - a) / 2;
            return AnyWithin(a, middle, b, bEnd) || AnyWithin(middle, aEnd, b, bEnd);
        }
        else
        {
            var middle = b + (bEnd - b) / 2;
            return AnyWithin(a, aEnd, b, middle) || AnyWithin(a, aEnd, middle, bEnd);
        }
    }

    private (double LowX, double HighX, double LowY, double HighY) Box(int first, int end)
    {
        double lowX = _coreX[first], highX = lowX, lowY = _coreY[first], highY = lowY;
        for (var i = first + 1; i < end; i++)
        {
            lowX = Math.Min(lowX, _coreX[i]);
            highX = Math.Max(highX, _coreX[i]);
            lowY = Math.Min(lowY, _coreY[i]);
            highY = Math.Max(highY, _coreY[i]);
        }

        return (lowX, highX, lowY, highY);
    }

    /// <summary>Gives every core site the number of its cluster.</summary>
    /// <returns>The number of clusters.</returns>
    private int NumberClusters()
    {
        // The leading core site of each cluster in the chosen order; Root is the first cell of a cluster, so it comes first.
        var leader = ArrayPool<int>.Shared.Rent(_sites.CellCount);
        var roots = new List<int>();
        for (var cell = 0; cell < _sites.CellCount; cell++)
        {
            if (_coreStart[cell] == _coreStart[cell + 1]) continue;
            // Parents come before their cells, so one step leads to the root once all before have been flattened.
            var root = _parent[cell] = _parent[_parent[cell]];
            if (root == cell)
            {
                roots.Add(root);
                leader[root] = _coreSite[_coreStart[root]];
            }

            for (var core = _coreStart[cell]; core < _coreStart[cell + 1]; core++)
                if (Leads(_coreSite[core], leader[root])) leader[root] = _coreSite[core];
        }

        SortByLeader(roots, leader);
        var numberOfRoot = leader; // its work is done
        for (var i = 0; i < roots.Count; i++) numberOfRoot[roots[i]] = i + 1;
        for (var cell = 0; cell < _sites.CellCount; cell++)
            for (var core = _coreStart[cell]; core < _coreStart[cell + 1]; core++)
                _coreCluster[core] = numberOfRoot[_parent[cell]];
        ArrayPool<int>.Shared.Return(leader);
        return roots.Count;
    }

    private void SortByLeader(List<int> roots, int[] leader)
    {
        var inOrder = CollectionsMarshal.AsSpan(roots);
        if (_order == DbscanOrder.RowOrder)
        {
            var firstRows = new int[inOrder.Length];
            for (var i = 0; i < firstRows.Length; i++) firstRows[i] = _sites.FirstRow(leader[inOrder[i]]);
            firstRows.AsSpan().Sort(inOrder);
            return;
        }

        double[] x = new double[inOrder.Length], y = new double[inOrder.Length];
        for (var i = 0; i < x.Length; i++) (x[i], y[i]) = (_x[leader[inOrder[i]]], _y[leader[inOrder[i]]]);
        SpotOrder.Sort(x, y, inOrder);
    }

    // Core sites of different clusters never share a spot, so both comparisons put them in one certain order.
    private bool Leads(int site, int other) => _order == DbscanOrder.RowOrder
        ? _sites.FirstRow(site) < _sites.FirstRow(other)
        : IsWestOrSouth(_x[site], _y[site], _x[other], _y[other]);

    private static bool IsWestOrSouth(double x, double y, double otherX, double otherY) =>
        x < otherX || (x == otherX && y < otherY);

    private void WriteLabels(int[] labels, bool[] isCore)
    {
        var rows = _sites.Rows;
        var starts = _sites.SiteStart;
        for (var cell = 0; cell < _sites.CellCount; cell++)
        {
            int core = _coreStart[cell], coreEnd = _coreStart[cell + 1];
            for (var site = _cellStart[cell]; site < _cellStart[cell + 1]; site++)
            {
                // Noise is what a new array holds already.
                var isCoreSite = core < coreEnd && _coreSite[core] == site;
                var cluster = isCoreSite ? _coreCluster[core++] : ClusterOfBorder(site, cell);
                if (cluster == 0) continue;
                var here = starts.IsEmpty ? rows.Slice(site, 1) : rows[starts[site]..starts[site + 1]];
                foreach (var row in here) (labels[row], isCore[row]) = (cluster, isCoreSite);
            }
        }
    }

    /// <summary>The cluster that a site which is not core belongs to, by the chosen order; 0 when none is within reach.</summary>
    private int ClusterOfBorder(int site, int cell)
    {
        double x = _x[site], y = _y[site];
        var best = -1;
        var bestSquared = _epsSquared;
        var near = _near.Of(cell);
        for (var i = 0; i < near.Length; i += 2)
        {
            var end = _coreStart[near[i + 1]];
            for (var core = _coreStart[near[i]]; core < end; core++)
            {
                double dx = _coreX[core] - x, dy = _coreY[core] - y;
                var squared = dx * dx + dy * dy;
                if (squared > bestSquared) continue;
                if (_order == DbscanOrder.RowOrder)
                {
                    if (best < 0 || _coreCluster[core] < _coreCluster[best]) best = core;
                }
                else if (squared < bestSquared || best < 0
                    || IsWestOrSouth(_coreX[core], _coreY[core], _coreX[best], _coreY[best]))
                {
                    (best, bestSquared) = (core, squared);
                }
            }
        }

        return best < 0 ? 0 : _coreCluster[best];
    }
}
