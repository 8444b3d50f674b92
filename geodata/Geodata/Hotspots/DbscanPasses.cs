using System.Buffers;
using System.Runtime.CompilerServices;

namespace SpacesPlaces.Geodata.Hotspots;

/// <summary>The passes of one DBSCAN run over sorted cells, band by band: core sites, joined cells, numbers, labels.</summary>
internal sealed unsafe class DbscanPasses<TSpots> : IDisposable where TSpots : struct, ISpots
{
    // So many cells are looked around at a time that what was seen stays in the nearest cache.
    private const int Block = 256;

    private readonly DbscanSites _sites;
    private readonly DbscanCoreCells<TSpots> _core;
    private readonly TSpots _spots;
    private readonly double _epsSquared;
    private readonly int _minEvents;
    private readonly DbscanOrder _order;
    private readonly DbscanBands _bands;

    // The first cell of each band of rows, then the number of cells.
    private readonly int[] _cuts;

    // For each cell, one after its last core site: core sites come first in their cell.
    private readonly int[] _coreEnd;

    // The cells that a pass works on, those of a band from its first cell's place on.
    private readonly int[] _some;

    public DbscanPasses(DbscanSites sites, TSpots spots, double epsSquared, int minEvents, DbscanOrder order, DbscanBands bands)
    {
        (_sites, _spots, _epsSquared, _minEvents, _order, _bands) = (sites, spots, epsSquared, minEvents, order, bands);
        _cuts = bands.CutBetweenRows(sites.CellKey.AsSpan(0, sites.CellCount));
        _core = new DbscanCoreCells<TSpots>(sites, spots, epsSquared, bands);
        _coreEnd = ArrayPool<int>.Shared.Rent(sites.CellCount);
        _some = ArrayPool<int>.Shared.Rent(sites.CellCount + 1);
    }

    public DbscanLabels Label()
    {
        // A band brings its core sites to the front of their cells, where its neighbours would be looking at them.
        _bands.EachApart(_cuts, (_, from, to) => FindCore(from, to));
        _core.Take(_cuts, _coreEnd);
        _core.Join();
        var labels = new int[_sites.EventCount];
        var clusters = _core.Number(_order, labels);
        _bands.Each(_bands.Cut(_core.Count), (_, from, to) => WriteCore(labels, from, to));
        _bands.Each(_cuts, (_, from, to) => WriteBorder(labels, from, to));
        return new DbscanLabels(labels, DbscanLabels.SplitCore(labels, _bands), clusters);
    }

    public void Dispose()
    {
        _core.Dispose();
        ArrayPool<int>.Shared.Return(_coreEnd);
        ArrayPool<int>.Shared.Return(_some);
    }

    // Each pass first lists the few cells that need work, without a branch (written always, kept when it counts), then works:
    // whether a cell counts is as good as random, and a wrong guess costs the processor more than the test itself.

    /// <summary>Finds the core sites of a band's cells. A cell with enough events of its own is core without a distance.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FindCore(int from, int to)
    {
        var bounds = stackalloc int[Block * 2 * Neighbourhood.Rows];
        fixed (long* keys = _sites.CellKey)
        fixed (int* starts = _sites.CellStart, events = _sites.EventStart, weights = _sites.Weight, coreEnds = _coreEnd, some = _some)
        {
            var listedEnd = ListUndecided(from, to, keys, starts, events);
            var near = new Neighbourhood(keys, _sites.CellCount, keys[from]);
            for (var first = from; first < listedEnd; first += Block)
            {
                var count = KeepWithEnoughAround(some + first, Math.Min(Block, listedEnd - first), ref near, keys, starts, events, bounds);
                for (var i = 0; i < count; i++)
                {
                    var (cell, around) = (some[first + i], i * 2 * Neighbourhood.Rows);
                    coreEnds[cell] = BringCoreToFront(weights, starts[cell], starts[cell + 1], bounds + around);
                }
            }
        }
    }

    /// <summary>Lists cells with too few events of their own but with neighbours; the others are core or have no core sites.</summary>
    /// <returns>One after the last place of the list.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int ListUndecided(int from, int to, long* keys, int* starts, int* events)
    {
        using var occupied = new CellBits(_sites.Frame, _sites.CellKey.AsSpan(0, _sites.CellCount), keys[from], keys[to - 1]);
        fixed (int* coreEnds = _coreEnd, some = _some)
        {
            var count = from;
            for (var cell = from; cell < to; cell++)
            {
                var isFull = events[cell + 1] - events[cell] >= _minEvents;
                coreEnds[cell] = isFull ? starts[cell + 1] : starts[cell];
                some[count] = cell;
                count += !isFull & occupied.Any(keys[cell], countsOwn: false) ? 1 : 0;
            }

            return count;
        }
    }

    /// <summary>
    /// Of some cells, keeps those that hold enough events together with all cells that theirs could reach, and notes the sites
    /// in reach: in each of the five rows the first and one after the last.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int KeepWithEnoughAround(
        int* some, int listed, ref Neighbourhood near, long* keys, int* starts, int* events, int* bounds)
    {
        var count = 0;
        for (var i = 0; i < listed; i++)
        {
            var cell = some[i];
            var around = 0;
            var five = bounds + count * 2 * Neighbourhood.Rows;
            for (var row = 0; row < Neighbourhood.Rows; row++)
            {
                var (from, to) = near.Of(keys[cell], row);
                around += events[to] - events[from];
                (five[2 * row], five[2 * row + 1]) = (starts[from], starts[to]);
            }

            some[count] = cell;
            count += around >= _minEvents ? 1 : 0;
        }

        return count;
    }

    /// <returns>One after the last core site of the cell.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int BringCoreToFront(int* weights, int first, int end, int* bounds)
    {
        var isShort = weights is null;
        for (var row = 0; row < Neighbourhood.Rows; row++) isShort &= bounds[2 * row + 1] - bounds[2 * row] <= TSpots.Lanes;
        var (coreEnd, spots) = (first, _spots);
        for (var site = first; site < end; site++)
        {
            var found = isShort
                ? SpotDistances.CountShort(spots, bounds, site)
                : Reached(spots, weights, site, bounds);
            if (found < _minEvents) continue;
            // Core sites keep their order, and with it the first row comes first.
            if (site != coreEnd)
            {
                spots.Swap(site, coreEnd);
                _sites.SwapRows(site, coreEnd);
            }

            coreEnd++;
        }

        return coreEnd;
    }

    /// <summary>Events within reach of a site; may stop once it has found enough.</summary>
    private int Reached(TSpots spots, int* weights, int at, int* bounds)
    {
        var found = 0;
        // The own row first, then outwards: they fill the count soonest.
        foreach (var row in (ReadOnlySpan<int>)[Neighbourhood.OwnRow, 1, 3, 0, 4])
        {
            int lo = bounds[2 * row], hi = bounds[2 * row + 1];
            found += weights is null
                ? SpotDistances.Count(spots, lo, hi, at, _minEvents - found)
                : SpotDistances.Weigh(spots, weights, lo, hi, at, _minEvents - found);
            if (found >= _minEvents) break;
        }

        return found;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void WriteCore(int[] labels, int from, int to)
    {
        for (var core = from; core < to; core++)
        {
            var label = DbscanLabels.Pack(_core.ClusterOf(core), isCore: true);
            if (_sites.SiteStart is null)
            {
                foreach (var row in _sites.Rows.AsSpan(_core.First[core], _core.End[core] - _core.First[core])) labels[row] = label;
                continue;
            }

            for (var site = _core.First[core]; site < _core.End[core]; site++)
                foreach (var row in _sites.RowsAt(site)) labels[row] = label;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void WriteBorder(int[] labels, int from, int to)
    {
        var bounds = stackalloc int[2 * Neighbourhood.Rows];
        fixed (long* keys = _sites.CellKey, coreKeys = _core.Key)
        fixed (int* starts = _sites.CellStart, coreEnds = _coreEnd)
        {
            var near = new Neighbourhood(coreKeys, _core.Count, keys[from]);
            var listedEnd = ListNearCore(from, to, keys, starts);
            for (var i = from; i < listedEnd; i++)
            {
                var cell = _some[i];
                for (var row = 0; row < Neighbourhood.Rows; row++)
                    (bounds[2 * row], bounds[2 * row + 1]) = near.Of(keys[cell], row);

                for (var site = coreEnds[cell]; site < starts[cell + 1]; site++)
                {
                    var cluster = _order == DbscanOrder.RowOrder
                        ? LowestCluster(site, bounds)
                        : NearestCluster(site, bounds);
                    // Noise is what a new array holds already.
                    if (cluster == 0) continue;
                    foreach (var row in _sites.RowsAt(site)) labels[row] = DbscanLabels.Pack(cluster, isCore: false);
                }
            }
        }
    }

    /// <summary>Lists the cells with sites that are not core and core sites near.</summary>
    /// <returns>One after the last place of the list.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int ListNearCore(int from, int to, long* keys, int* starts)
    {
        using var core = new CellBits(_sites.Frame, _core.Key.AsSpan(0, _core.Count), keys[from], keys[to - 1]);
        fixed (int* coreEnds = _coreEnd, some = _some)
        {
            var count = from;
            for (var cell = from; cell < to; cell++)
            {
                some[count] = cell;
                count += (coreEnds[cell] < starts[cell + 1]) & core.Any(keys[cell], countsOwn: true) ? 1 : 0;
            }

            return count;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int LowestCluster(int site, int* bounds)
    {
        var lowest = int.MaxValue;
        for (var row = 0; row < Neighbourhood.Rows; row++)
        {
            for (var core = bounds[2 * row]; core < bounds[2 * row + 1]; core++)
            {
                var cluster = _core.ClusterOf(core);
                if (cluster < lowest && SpotDistances.Any(_spots, _core.First[core], _core.End[core], site))
                    lowest = cluster;
            }
        }

        return lowest == int.MaxValue ? 0 : lowest;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int NearestCluster(int site, int* bounds)
    {
        var cluster = 0;
        var best = (_epsSquared, double.PositiveInfinity, double.PositiveInfinity);
        for (var row = 0; row < Neighbourhood.Rows; row++)
        {
            for (var core = bounds[2 * row]; core < bounds[2 * row + 1]; core++)
            {
                var found = SpotDistances.Nearest(_spots, _core.First[core], _core.End[core], site, best);
                if (found.IsNew) (cluster, best) = (_core.ClusterOf(core), (found.Squared, found.X, found.Y));
            }
        }

        return cluster;
    }
}
