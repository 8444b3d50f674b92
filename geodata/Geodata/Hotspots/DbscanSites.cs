using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SpacesPlaces.Geodata.Hotspots;

/// <summary>
/// Events sorted into cells, row by row from the south-west, in flat arrays. A <em>site</em> is one event or, on request and in
/// crowded cells, all events at exactly one spot. Arrays are lent by the pool: they are longer than stated and hold old values
/// beyond, so that eight can be read where one is meant.
/// </summary>
internal sealed unsafe class DbscanSites : IDisposable
{
    /// <summary>A cell of more events is crowded.</summary>
    public const int CrowdedCell = 32;

    /// <summary>How many values can be read beyond the last.</summary>
    public const int ReadBeyond = 8;

    private const int MaxRadixBits = 12;
    private const int PrefetchAhead = 32;

    private DbscanSites(int events, GridFrame frame)
    {
        (EventCount, Frame) = (events, frame);
        Rows = ArrayPool<int>.Shared.Rent(events);
        X = ArrayPool<double>.Shared.Rent(events + ReadBeyond);
        Y = ArrayPool<double>.Shared.Rent(events + ReadBeyond);
        CellKey = ArrayPool<long>.Shared.Rent(events + Neighbourhood.KeysBeyond);
        EventStart = CellStart = ArrayPool<int>.Shared.Rent(events + 1);
    }

    public int EventCount { get; }

    public GridFrame Frame { get; }

    /// <summary>Eastings of the sites in metres, cell by cell; a cell's sites may be reordered by who uses them.</summary>
    public double[] X { get; }

    public double[] Y { get; }

    /// <summary>Input row of each site or, where equal spots are one site, of each event; in one cell or spot ascending.</summary>
    public int[] Rows { get; }

    public int CellCount { get; private set; }

    /// <summary>Place of each occupied cell, <see cref="Neighbourhood.KeyOf"/>, ascending; then the greatest possible.</summary>
    public long[] CellKey { get; private set; }

    /// <summary>First site of each cell, and one more entry: the number of sites.</summary>
    public int[] CellStart { get; private set; }

    /// <summary>First event of each cell, and one more entry: the number of events.</summary>
    public int[] EventStart { get; }

    /// <summary>Where each site's events start in <see cref="Rows"/>; null when every site is one event.</summary>
    public int[]? SiteStart { get; private set; }

    /// <summary>Number of events at each site; null when every site is one event.</summary>
    public int[]? Weight { get; private set; }

    /// <summary>Input rows at a site.</summary>
    public ReadOnlySpan<int> RowsAt(int site) =>
        SiteStart is null ? Rows.AsSpan(site, 1) : Rows.AsSpan(SiteStart[site], Weight![site]);

    /// <summary>Exchanges two sites of one cell.</summary>
    public void Swap(int a, int b)
    {
        (X[a], X[b], Y[a], Y[b]) = (X[b], X[a], Y[b], Y[a]);
        if (SiteStart is null) (Rows[a], Rows[b]) = (Rows[b], Rows[a]);
        else (SiteStart[a], SiteStart[b], Weight![a], Weight[b]) = (SiteStart[b], SiteStart[a], Weight[b], Weight[a]);
    }

    /// <param name="eastings">Metres, finite.</param>
    /// <param name="northings">Metres, finite.</param>
    /// <param name="frame">Cells over all of them.</param>
    /// <param name="collapses">Whether equal spots in crowded cells become one site.</param>
    public static DbscanSites Sort(ReadOnlySpan<double> eastings, ReadOnlySpan<double> northings, GridFrame frame, bool collapses)
    {
        var sites = new DbscanSites(eastings.Length, frame);
        var columnBits = BitOperations.Log2(frame.LastColumn) + 1;
        var cellBits = columnBits + BitOperations.Log2(frame.LastRow) + 1;
        var rowBits = BitOperations.Log2((uint)eastings.Length) + 1;
        if (cellBits <= 52 && cellBits + rowBits <= 64)
        {
            sites.Pack(eastings, northings, frame, columnBits, rowBits);
            sites.SortPacked(rowBits, cellBits);
            sites.Unpack(eastings, northings, columnBits, rowBits);
        }
        else
        {
            sites.SortPlainly(eastings, northings, frame);
        }

        if (collapses) sites.CollapseEqualSpots();
        return sites;
    }

    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(Rows);
        ArrayPool<double>.Shared.Return(X);
        ArrayPool<double>.Shared.Return(Y);
        ArrayPool<long>.Shared.Return(CellKey);
        ArrayPool<int>.Shared.Return(EventStart);
        if (SiteStart is null) return;
        ArrayPool<int>.Shared.Return(CellStart);
        ArrayPool<int>.Shared.Return(SiteStart);
        ArrayPool<int>.Shared.Return(Weight!);
    }

    /// <summary>Cell (row, column) and input row of each event in eight bytes, so that sorting moves one array.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Pack(
        ReadOnlySpan<double> eastings, ReadOnlySpan<double> northings, GridFrame frame, int columnBits, int rowBits)
    {
        // A whole number below 2^52, added to 2^52, is the lowest bits of the sum: no conversion one by one.
        const double Whole = 1L << 52;
        var rowStep = (double)(1L << columnBits);
        var mask = Vector512.Create((1L << 52) - 1);
        var eight = Vector512.Create(0L, 1, 2, 3, 4, 5, 6, 7);
        fixed (double* x = eastings, y = northings)
        fixed (long* keys = CellKey)
        {
            var i = 0;
            for (; i + 8 <= EventCount; i += 8)
            {
                var row = Vector512.Floor(frame.Rows(Vector512.Load(y + i)));
                var cell = row * rowStep + Vector512.Floor(frame.Columns(Vector512.Load(x + i)));
                var packed = Vector512.ShiftLeft((cell + Vector512.Create(Whole)).AsInt64() & mask, rowBits);
                (packed | (eight + Vector512.Create((long)i))).Store(keys + i);
            }

            for (; i < EventCount; i++)
                keys[i] = ((((long)frame.Row(y[i]) << columnBits) | frame.Column(x[i])) << rowBits) | (uint)i;
        }
    }

    /// <summary>Radix sort by the bits above the row's; stable, so a cell's rows stay as they came.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SortPacked(int rowBits, int cellBits)
    {
        var passes = (cellBits + MaxRadixBits - 1) / MaxRadixBits;
        var radixBits = (cellBits + passes - 1) / passes;
        var spare = ArrayPool<long>.Shared.Rent(CellKey.Length);
        var place = stackalloc int[1 << radixBits];
        for (var shift = rowBits; shift < rowBits + cellBits; shift += radixBits)
        {
            fixed (long* from = CellKey, to = spare)
            {
                var (n, mask) = (EventCount, (1u << radixBits) - 1);
                new Span<int>(place, 1 << radixBits).Clear();
                for (var i = 0; i < n; i++) place[(uint)(from[i] >>> shift) & mask]++;
                var sum = 0;
                for (var digit = 0u; digit <= mask; digit++) (place[digit], sum) = (sum, sum + place[digit]);
                for (var i = 0; i < n; i++) to[place[(uint)(from[i] >>> shift) & mask]++] = from[i];
            }

            (CellKey, spare) = (spare, CellKey);
        }

        ArrayPool<long>.Shared.Return(spare);
    }

    /// <summary>Brings the coordinates in order, shrinks CellKey to the occupied cells and notes where each starts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Unpack(ReadOnlySpan<double> eastings, ReadOnlySpan<double> northings, int columnBits, int rowBits)
    {
        fixed (double* oldX = eastings, oldY = northings, x = X, y = Y)
        fixed (long* keys = CellKey)
        fixed (int* rows = Rows, starts = CellStart)
        {
            var (n, cells, previous) = (EventCount, 0, -1L);
            var (rowMask, columnMask) = ((1L << rowBits) - 1, (1L << columnBits) - 1);
            starts[0] = 0;
            for (var i = 0; i < n; i++)
            {
                if (Sse.IsSupported)
                {
                    // The rows are in no order in memory, and waiting for them would be half of the time.
                    var ahead = keys[Math.Min(i + PrefetchAhead, n - 1)] & rowMask;
                    Sse.Prefetch0(oldX + ahead);
                    Sse.Prefetch0(oldY + ahead);
                }

                var row = (int)(keys[i] & rowMask);
                var cell = keys[i] >>> rowBits;
                (rows[i], x[i], y[i]) = (row, oldX[row], oldY[row]);
                // Written again for each event of a cell, instead of a branch that would be guessed wrong every third time.
                cells += cell == previous ? 0 : 1;
                keys[cells - 1] = Neighbourhood.KeyOf((uint)(cell >>> columnBits), (uint)(cell & columnMask));
                starts[cells] = i + 1;
                previous = cell;
            }

            EndCells(cells);
        }
    }

    /// <summary>For an extent of a million reaches each way and more; rare, so the plain sort serves.</summary>
    private void SortPlainly(ReadOnlySpan<double> eastings, ReadOnlySpan<double> northings, GridFrame frame)
    {
        var keys = CellKey.AsSpan(0, EventCount);
        var rows = Rows.AsSpan(0, EventCount);
        for (var i = 0; i < rows.Length; i++)
            (keys[i], rows[i]) = (Neighbourhood.KeyOf(frame.Row(northings[i]), frame.Column(eastings[i])), i);
        keys.Sort(rows);
        var cells = 0;
        CellStart[0] = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            if (cells == 0 || keys[i] != keys[cells - 1]) keys[cells++] = keys[i];
            CellStart[cells] = i + 1;
        }

        EndCells(cells);
        for (var cell = 0; cell < cells; cell++) rows[CellStart[cell]..CellStart[cell + 1]].Sort();
        for (var i = 0; i < rows.Length; i++) (X[i], Y[i]) = (eastings[rows[i]], northings[rows[i]]);
    }

    private void EndCells(int cells)
    {
        CellCount = cells;
        CellKey.AsSpan(cells, Neighbourhood.KeysBeyond).Fill(long.MaxValue);
    }

    /// <summary>Sorts crowded cells by spot, then row, and makes one site of each spot there.</summary>
    private void CollapseEqualSpots()
    {
        CellStart = ArrayPool<int>.Shared.Rent(CellCount + 1);
        SiteStart = ArrayPool<int>.Shared.Rent(EventCount);
        Weight = ArrayPool<int>.Shared.Rent(EventCount + ReadBeyond);
        var sites = 0;
        for (var cell = 0; cell < CellCount; cell++)
        {
            int first = EventStart[cell], end = EventStart[cell + 1];
            var isCrowded = end - first > CrowdedCell;
            if (isCrowded) SortBySpot(first, end);
            CellStart[cell] = sites;
            for (var i = first; i < end; i++)
            {
                if (isCrowded && i > first && X[i] == X[sites - 1] && Y[i] == Y[sites - 1])
                {
                    Weight[sites - 1]++;
                    continue;
                }

                (X[sites], Y[sites], SiteStart[sites], Weight[sites]) = (X[i], Y[i], i, 1);
                sites++;
            }
        }

        CellStart[CellCount] = sites;
    }

    /// <summary>Sorts events by spot, then row.</summary>
    public void SortBySpot(int first, int end)
    {
        var x = X.AsSpan(first, end - first);
        var y = Y.AsSpan(first, end - first);
        var isOneSpot = !x.ContainsAnyExcept(x[0]) && !y.ContainsAnyExcept(y[0]);
        if (!isOneSpot) SpotOrder.Sort(x, y, Rows.AsSpan(first, end - first));
    }
}
