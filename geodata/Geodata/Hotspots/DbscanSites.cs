using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace SpacesPlaces.Geodata.Hotspots;

/// <summary>
/// Events sorted into cells, row by row from the south-west, in flat arrays. A <em>site</em> is one event or, on request and in
/// crowded cells, all events at exactly one spot. Arrays are lent by the pool: they are longer than stated and hold old values
/// beyond, so that sixteen can be read where one is meant.
/// </summary>
internal sealed unsafe class DbscanSites : IDisposable
{
    /// <summary>A cell of more events is crowded.</summary>
    public const int CrowdedCell = 32;

    /// <summary>How many values can be read beyond the last.</summary>
    public const int ReadBeyond = 16;

    private const int PrefetchAhead = 32;

    private DbscanSites(int events, GridFrame frame)
    {
        (EventCount, Frame) = (events, frame);
        Rows = ArrayPool<int>.Shared.Rent(events + ReadBeyond);
        CellKey = ArrayPool<long>.Shared.Rent(events + Neighbourhood.KeysBeyond);
        EventStart = CellStart = ArrayPool<int>.Shared.Rent(events + 1);
    }

    public int EventCount { get; }

    public GridFrame Frame { get; }

    /// <summary>The sites at whole metres, cell by cell, for <see cref="MetreSpots"/>; null where they are not.</summary>
    public uint[]? Metres { get; private set; }

    /// <summary>Otherwise eastings of the sites in metres, cell by cell, for <see cref="PlaneSpots"/>.</summary>
    public double[]? X { get; private set; }

    public double[]? Y { get; private set; }

    /// <summary>Input row of each site or, where equal spots are one site, of each event; in one cell or spot ascending.</summary>
    public int[] Rows { get; }

    public int CellCount { get; private set; }

    /// <summary>Place of each occupied cell, <see cref="Neighbourhood.KeyOf"/>, ascending; then the greatest possible.</summary>
    public long[] CellKey { get; }

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

    /// <summary>Exchanges the rows of two sites of one cell.</summary>
    public void SwapRows(int a, int b)
    {
        if (SiteStart is null) (Rows[a], Rows[b]) = (Rows[b], Rows[a]);
        else (SiteStart[a], SiteStart[b], Weight![a], Weight[b]) = (SiteStart[b], SiteStart[a], Weight[b], Weight[a]);
    }

    /// <param name="x">Eastings in metres, finite.</param>
    /// <param name="y">Northings in metres, finite.</param>
    /// <param name="events">How many there are.</param>
    /// <param name="frame">Cells over all of them.</param>
    /// <param name="atWholeMetres">Whether all are whole, and <see cref="MetreSpots"/> can hold them.</param>
    /// <param name="bands">Who does the work.</param>
    public static DbscanSites Sort(double* x, double* y, int events, GridFrame frame, bool atWholeMetres, DbscanBands bands)
    {
        var sites = new DbscanSites(events, frame);
        if (atWholeMetres && new DbscanPacking(frame, events, atWholeMetres: true, bands) is { Fits: true } whole)
        {
            sites.Metres = ArrayPool<uint>.Shared.Rent(events + ReadBeyond);
            sites.SortPacked(whole, x, y, bands);
            return sites;
        }

        sites.X = ArrayPool<double>.Shared.Rent(events + ReadBeyond);
        sites.Y = ArrayPool<double>.Shared.Rent(events + ReadBeyond);
        if (new DbscanPacking(frame, events, atWholeMetres: false, bands) is { Fits: true } packing)
            sites.SortPacked(packing, x, y, bands);
        else
            sites.SortPlainly(new(x, events), new(y, events), frame);
        return sites;
    }

    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(Rows);
        if (Metres is not null) ArrayPool<uint>.Shared.Return(Metres);
        if (X is not null) ArrayPool<double>.Shared.Return(X);
        if (Y is not null) ArrayPool<double>.Shared.Return(Y);
        ArrayPool<long>.Shared.Return(CellKey);
        ArrayPool<int>.Shared.Return(EventStart);
        if (SiteStart is null) return;
        ArrayPool<int>.Shared.Return(CellStart);
        ArrayPool<int>.Shared.Return(SiteStart);
        ArrayPool<int>.Shared.Return(Weight!);
    }

    private void SortPacked(DbscanPacking packing, double* x, double* y, DbscanBands bands)
    {
        var sorted = ArrayPool<long>.Shared.Rent(CellKey.Length);
        fixed (long* packed = sorted, spare = CellKey)
        {
            var keys = packed;
            var (bins, cells) = packing.Sort(x, y, EventCount, packed, spare);
            var cellCount = 0;
            CellStart[0] = 0;
            bands.Each(bins, (bin, from, to) =>
            {
                var end = Metres is null
                    ? Unpack(packing, keys, x, y, from, to, cells[bin])
                    : UnpackMetres(packing, keys, from, to, cells[bin]);
                if (bin == cells.Length - 1) cellCount = end;
            });
            EndCells(cellCount);
        }

        ArrayPool<long>.Shared.Return(sorted);
    }

    /// <summary>As <see cref="Unpack"/> for events whose places are in the packed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int UnpackMetres(DbscanPacking packing, long* packed, int first, int end, int cells)
    {
        var (rowBits, metreBits, cellShift, columnBits) = (packing.RowBits, packing.MetreBits, packing.CellShift, packing.ColumnBits);
        var (rowMask, metreMask, columnMask) = ((1L << rowBits) - 1, (1u << metreBits) - 1, (1u << columnBits) - 1);
        fixed (uint* spots = Metres)
        fixed (long* keys = CellKey)
        fixed (int* rows = Rows, starts = CellStart)
        {
            var previous = -1L;
            for (var i = first; i < end; i++)
            {
                var cell = packed[i] >>> cellShift;
                var (row, column) = ((uint)(cell >>> columnBits), (uint)cell & columnMask);
                var metres = (ulong)packed[i] >> rowBits;
                rows[i] = (int)(packed[i] & rowMask);
                spots[i] = MetreSpots.Pack(
                    Frame.West(column) + ((uint)metres & metreMask), Frame.South(row) + ((uint)(metres >> metreBits) & metreMask));
                // Written again for each event of a cell, instead of a branch that would be guessed wrong every third time.
                cells += cell == previous ? 0 : 1;
                keys[cells - 1] = Neighbourhood.KeyOf(row, column);
                starts[cells] = i + 1;
                previous = cell;
            }

            return cells;
        }
    }

    /// <summary>Brings the coordinates of a bin in order, and notes its cells and where each starts.</summary>
    /// <param name="packing">How the events are packed.</param>
    /// <param name="packed">The events in order.</param>
    /// <param name="oldX">Eastings by row.</param>
    /// <param name="oldY">Northings by row.</param>
    /// <param name="first">First event of the bin.</param>
    /// <param name="end">One after its last.</param>
    /// <param name="cells">How many cells come before.</param>
    /// <returns>How many there are with the bin's.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Unpack(DbscanPacking packing, long* packed, double* oldX, double* oldY, int first, int end, int cells)
    {
        var (rowBits, columnBits) = (packing.RowBits, packing.ColumnBits);
        var (rowMask, columnMask) = ((1L << rowBits) - 1, (1L << columnBits) - 1);
        fixed (double* x = X, y = Y)
        fixed (long* keys = CellKey)
        fixed (int* rows = Rows, starts = CellStart)
        {
            var previous = -1L;
            for (var i = first; i < end; i++)
            {
                if (Sse.IsSupported)
                {
                    // The rows are in no order in memory, and waiting for them would be half of the time.
                    var ahead = packed[Math.Min(i + PrefetchAhead, end - 1)] & rowMask;
                    Sse.Prefetch0(oldX + ahead);
                    Sse.Prefetch0(oldY + ahead);
                }

                var row = (int)(packed[i] & rowMask);
                var cell = packed[i] >>> rowBits;
                (rows[i], x[i], y[i]) = (row, oldX[row], oldY[row]);
                // Written again for each event of a cell, instead of a branch that would be guessed wrong every third time.
                cells += cell == previous ? 0 : 1;
                keys[cells - 1] = Neighbourhood.KeyOf((uint)(cell >>> columnBits), (uint)(cell & columnMask));
                starts[cells] = i + 1;
                previous = cell;
            }

            return cells;
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
        for (var i = 0; i < rows.Length; i++) (X![i], Y![i]) = (eastings[rows[i]], northings[rows[i]]);
    }

    private void EndCells(int cells)
    {
        CellCount = cells;
        CellKey.AsSpan(cells, Neighbourhood.KeysBeyond).Fill(long.MaxValue);
    }

    /// <summary>Sorts crowded cells by spot, then row, and makes one site of each spot there.</summary>
    public void CollapseEqualSpots<TSpots>(TSpots spots) where TSpots : struct, ISpots
    {
        CellStart = ArrayPool<int>.Shared.Rent(CellCount + 1);
        SiteStart = ArrayPool<int>.Shared.Rent(EventCount);
        Weight = ArrayPool<int>.Shared.Rent(EventCount + ReadBeyond);
        var sites = 0;
        for (var cell = 0; cell < CellCount; cell++)
        {
            int first = EventStart[cell], end = EventStart[cell + 1];
            var isCrowded = end - first > CrowdedCell;
            if (isCrowded) SortBySpot(spots, first, end);
            CellStart[cell] = sites;
            for (var i = first; i < end; i++)
            {
                if (isCrowded && i > first && spots.IsSameSpot(i, sites - 1))
                {
                    Weight[sites - 1]++;
                    continue;
                }

                spots.Copy(i, sites);
                (SiteStart[sites], Weight[sites]) = (i, 1);
                sites++;
            }
        }

        CellStart[CellCount] = sites;
    }

    /// <summary>Sorts events by spot, then row.</summary>
    public void SortBySpot<TSpots>(TSpots spots, int first, int end) where TSpots : struct, ISpots
    {
        if (!spots.AreOneSpot(first, end)) spots.Sort(first, end, Rows.AsSpan(first, end - first));
    }
}
