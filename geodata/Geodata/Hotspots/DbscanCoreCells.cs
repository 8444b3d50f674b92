using System.Buffers;
using System.Runtime.CompilerServices;

namespace SpacesPlaces.Geodata.Hotspots;

/// <summary>The cells with core sites, joined into clusters: two are joined when a core site of one reaches one of the other.</summary>
internal sealed unsafe class DbscanCoreCells<TSpots> : IDisposable where TSpots : struct, ISpots
{
    // Up to this many pairs are all compared at once.
    private const int FewPairs = 1024;

    // Of larger cells, so many sites of one are tried against all of the other before anything cleverer.
    private const int Tries = 8;

    private readonly DbscanSites _sites;
    private readonly TSpots _spots;
    private readonly double _epsSquared;
    private readonly DbscanBands _bands;

    // First by joining (a cell that comes before it, itself at the root), then the number of its cluster.
    private readonly int[] _parent;
    private readonly int[] _leadRow;
    private bool[]? _isSorted;

    public DbscanCoreCells(DbscanSites sites, TSpots spots, double epsSquared, DbscanBands bands)
    {
        (_sites, _spots, _epsSquared, _bands) = (sites, spots, epsSquared, bands);
        var cells = sites.CellCount;
        Key = ArrayPool<long>.Shared.Rent(cells + Neighbourhood.KeysBeyond);
        First = ArrayPool<int>.Shared.Rent(cells + 1);
        End = ArrayPool<int>.Shared.Rent(cells + 1);
        _parent = ArrayPool<int>.Shared.Rent(cells + 1);
        _leadRow = ArrayPool<int>.Shared.Rent(cells + 1);
    }

    public int Count { get; private set; }

    /// <summary>As <see cref="DbscanSites.CellKey"/>, of the cells with core sites only.</summary>
    public long[] Key { get; }

    /// <summary>First core site of each cell.</summary>
    public int[] First { get; }

    /// <summary>One after the last core site of each cell.</summary>
    public int[] End { get; }

    /// <summary>After <see cref="Number"/>: the cluster of a cell's core sites, from 1.</summary>
    public int ClusterOf(int core) => _parent[core];

    /// <summary>Takes the cells that have core sites: those from a cell's first site up to, not including, the given.</summary>
    public void Take(int[] cuts, int[] coreEnds)
    {
        var before = new int[cuts.Length];
        _bands.Each(cuts, (band, from, to) => before[band + 1] = CountCore(coreEnds, from, to));
        for (var band = 1; band < before.Length; band++) before[band] += before[band - 1];
        Count = before[^1];
        _bands.Each(cuts, (band, from, to) => Take(coreEnds, from, to, before[band], before[band + 1]));
        Key.AsSpan(Count, Neighbourhood.KeysBeyond).Fill(long.MaxValue);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int CountCore(int[] coreEnds, int from, int to)
    {
        fixed (int* starts = _sites.CellStart, ends = coreEnds)
        {
            var count = 0;
            for (var cell = from; cell < to; cell++) count += ends[cell] > starts[cell] ? 1 : 0;
            return count;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Take(int[] coreEnds, int from, int to, int count, int end)
    {
        fixed (long* allKeys = _sites.CellKey, keys = Key)
        fixed (int* starts = _sites.CellStart, allEnds = coreEnds, firsts = First, ends = End)
        {
            // Each is written, and the next over it unless it counts; only the band's last would be written over another's.
            for (var cell = from; cell < to & count < end; cell++)
            {
                (keys[count], firsts[count], ends[count]) = (allKeys[cell], starts[cell], allEnds[cell]);
                count += allEnds[cell] > starts[cell] ? 1 : 0;
            }
        }
    }

    public void Dispose()
    {
        ArrayPool<long>.Shared.Return(Key);
        ArrayPool<int>.Shared.Return(First);
        ArrayPool<int>.Shared.Return(End);
        ArrayPool<int>.Shared.Return(_parent);
        ArrayPool<int>.Shared.Return(_leadRow);
    }

    /// <summary>Joins the cells of each band, then those on either side of the borders between bands.</summary>
    public void Join()
    {
        var cuts = _bands.CutBetweenRows(Key.AsSpan(0, Count));
        _bands.Each(cuts, (_, from, to) =>
        {
            for (var core = from; core < to; core++) (_parent[core], _leadRow[core]) = (core, LeadRow(core));
            Join(from, to, others: from, othersEnd: to);
        });
        for (var band = 1; band < cuts.Length - 1; band++)
        {
            var (from, to) = (cuts[band], cuts[band + 1]);
            var lastRows = Neighbourhood.FirstAtOrAfter(Key.AsSpan(0, Count), ((Key[from] >> 32) - Neighbourhood.OwnRow) << 32);
            Join(lastRows, from, others: from, othersEnd: to);
        }
    }

    /// <summary>Joins some cells with some others that come after them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Join(int from, int to, int others, int othersEnd)
    {
        if (from == to) return;
        fixed (long* keys = Key)
        fixed (int* parent = _parent)
        {
            var near = new Neighbourhood(keys, Count, keys[from]);
            for (var core = from; core < to; core++)
            {
                // Each pair of cells once: the rest of the own row, then the two rows to the north.
                var root = Root(parent, core);
                for (var other = core + 1; other < to && keys[other] <= keys[core] + 2; other++) root = Join(parent, core, root, other);
                for (var row = Neighbourhood.OwnRow + 1; row < Neighbourhood.Rows; row++)
                {
                    var (other, end) = near.Of(keys[core], row);
                    (other, end) = (Math.Max(other, others), Math.Min(end, othersEnd));
                    for (; other < end; other++) root = Join(parent, core, root, other);
                }
            }
        }
    }

    /// <returns>The root of the cell, which is another when they were joined.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Join(int* parent, int core, int root, int other)
    {
        var otherRoot = Root(parent, other);
        if (root == otherRoot || !AnyWithin(core, other)) return root;
        var (lower, upper) = (Math.Min(root, otherRoot), Math.Max(root, otherRoot));
        parent[upper] = lower;
        return lower;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Root(int* parent, int core)
    {
        while (parent[core] != core) core = parent[core] = parent[parent[core]];
        return core;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool AnyWithin(int core, int other)
    {
        int a = First[core], aEnd = End[core], b = First[other], bEnd = End[other];
        if (aEnd - a > bEnd - b) (a, aEnd, b, bEnd) = (b, bEnd, a, aEnd);
        if ((long)(aEnd - a) * (bEnd - b) <= FewPairs) return AnyPair(a, aEnd, b, bEnd);
        var step = Math.Max(1, (aEnd - a) / Tries);
        for (var i = a; i < aEnd; i += step)
            if (SpotDistances.Any(_spots, b, bEnd, i)) return true;

        SortBySpot(core);
        SortBySpot(other);
        return AnyWithin(a, aEnd, b, bEnd);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool AnyPair(int a, int aEnd, int b, int bEnd)
    {
        var spots = _spots;
        for (; a < aEnd; a++)
            if (SpotDistances.Any(spots, b, bEnd, a)) return true;
        return false;
    }

    /// <summary>
    /// True when a core site of the first range is within reach of one of the second. Large ranges are halved and dropped
    /// by their boxes (large cells are sorted by easting, so halves are slices), which keeps two crowds just out of reach
    /// of each other from costing every pair.
    /// </summary>
    private bool AnyWithin(int a, int aEnd, int b, int bEnd)
    {
        if ((long)(aEnd - a) * (bEnd - b) <= FewPairs) return AnyPair(a, aEnd, b, bEnd);
        var (aLowX, aHighX, aLowY, aHighY) = Box(a, aEnd, a);
        var (bLowX, bHighX, bLowY, bHighY) = Box(b, bEnd, a);
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

    private (double LowX, double HighX, double LowY, double HighY) Box(int first, int end, int near)
    {
        var (lowX, lowY) = _spots.Place(first, near);
        var (highX, highY) = (lowX, lowY);
        for (var i = first + 1; i < end; i++)
        {
            var (x, y) = _spots.Place(i, near);
            (lowX, highX) = (Math.Min(lowX, x), Math.Max(highX, x));
            (lowY, highY) = (Math.Min(lowY, y), Math.Max(highY, y));
        }

        return (lowX, highX, lowY, highY);
    }

    /// <summary>Sorts the core sites of a crowded cell, once; where equal spots are one site, that is done already.</summary>
    private void SortBySpot(int core)
    {
        if (_sites.Weight is not null || End[core] - First[core] <= DbscanSites.CrowdedCell) return;
        if (_isSorted is null) Interlocked.CompareExchange(ref _isSorted, new bool[Count], null);
        if (!_isSorted[core]) _sites.SortBySpot(_spots, First[core], End[core]);
        _isSorted[core] = true;
    }

    /// <summary>Gives every cell the number of its cluster, by the chosen order.</summary>
    /// <param name="order">Which cluster is number 1.</param>
    /// <param name="zeros">As many zeros as events; zeros again afterwards.</param>
    /// <returns>The number of clusters.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Number(DbscanOrder order, Span<int> zeros)
    {
        var roots = new List<int>();
        for (var core = 0; core < Count; core++)
        {
            // Parents come before their cells, so one step leads to the root once all before have been flattened.
            var root = _parent[core] = _parent[_parent[core]];
            if (root == core) roots.Add(core);
            else _leadRow[root] = Math.Min(_leadRow[root], _leadRow[core]);
        }

        int[] inOrder = order == DbscanOrder.RowOrder ? ByFirstRow(roots, zeros) : ByWesternmost(roots);
        var numbers = _leadRow; // its work is done
        for (var i = 0; i < inOrder.Length; i++) numbers[inOrder[i]] = i + 1;
        for (var core = 0; core < Count; core++) _parent[core] = numbers[_parent[core]];
        return inOrder.Length;
    }

    private int[] ByFirstRow(List<int> roots, Span<int> zeros)
    {
        // Each root is put down at its first row and taken up again in the order of the rows.
        foreach (var root in roots) zeros[_leadRow[root]] = root + 1;
        var inOrder = new int[roots.Count];
        var rest = zeros;
        for (var i = 0; i < inOrder.Length; i++)
        {
            rest = rest[rest.IndexOfAnyExcept(0)..];
            inOrder[i] = rest[0] - 1;
            rest[0] = 0;
        }

        return inOrder;
    }

    private int[] ByWesternmost(List<int> roots)
    {
        var place = new int[Count];
        double[] x = new double[roots.Count], y = new double[roots.Count];
        x.AsSpan().Fill(double.PositiveInfinity);
        for (var i = 0; i < roots.Count; i++) place[roots[i]] = i;
        for (var core = 0; core < Count; core++)
        {
            var i = place[_parent[core]];
            for (var site = First[core]; site < End[core]; site++)
            {
                var (atX, atY) = _spots.Position(site, Key[core]);
                if (atX < x[i] || (atX == x[i] && atY < y[i])) (x[i], y[i]) = (atX, atY);
            }
        }

        int[] inOrder = [.. roots];
        SpotOrder.Sort(x, y, inOrder);
        return inOrder;
    }

    private int LeadRow(int core)
    {
        // Rows of single events ascend in a cell; spots are in the order of their coordinates.
        if (_sites.SiteStart is null) return _sites.Rows[First[core]];
        var row = int.MaxValue;
        for (var site = First[core]; site < End[core]; site++) row = Math.Min(row, _sites.RowsAt(site)[0]);
        return row;
    }
}
