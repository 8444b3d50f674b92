using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SpacesPlaces.Geodata.Hotspots;

/// <summary>
/// Events as eight bytes each, so that sorting them into cells moves one array: from the highest bits down the cell's row and
/// column, for events at whole metres the metres north and east within the cell, and the input row. With the metres in it,
/// nothing has to be fetched from the input afterwards, in an order that memory cannot foresee.
/// </summary>
internal readonly unsafe struct DbscanPacking
{
    // Eight bits are 256 places to write to, all of which stay in the nearest cache.
    private const int RadixBits = 8;
    private const int MostPasses = 7;

    // Fewer events are sorted as one bin, as they are by one thread: counting 256 bins would cost more than it saves.
    private const int LeastEventsForBins = 1 << 16;
    private const int MostCellBits = 52;
    private const int Block = 2048;

    private readonly GridFrame _frame;
    private readonly DbscanBands _bands;

    public DbscanPacking(GridFrame frame, int events, bool atWholeMetres, DbscanBands bands)
    {
        (_frame, _bands) = (frame, bands);
        ColumnBits = BitOperations.Log2(frame.LastColumn) + 1;
        CellBits = ColumnBits + BitOperations.Log2(frame.LastRow) + 1;
        RowBits = BitOperations.Log2((uint)events) + 1;
        MetreBits = atWholeMetres ? BitOperations.Log2((uint)frame.Side + 2) + 1 : 0;
        Fits = CellBits <= MostCellBits && CellShift + CellBits <= 64;
        BinBits = bands.Threads == 1 || events < LeastEventsForBins ? 0 : Math.Min(RadixBits, CellBits);
    }

    public bool Fits { get; }

    public int RowBits { get; }

    public int MetreBits { get; }

    public int ColumnBits { get; }

    public int CellShift => RowBits + 2 * MetreBits;

    private int CellBits { get; }

    // The highest bits of a cell, by which events are first thrown into bins: bands of the grid's rows. Each bin is then sorted by
    // itself, in the near caches and by any thread.
    private int BinBits { get; }

    /// <summary>Packs and sorts events by cell; events of one cell stay in the order of their rows.</summary>
    /// <param name="x">Eastings.</param>
    /// <param name="y">Northings.</param>
    /// <param name="events">How many.</param>
    /// <param name="packed">As many places; holds the events in order afterwards.</param>
    /// <param name="spare">As many places.</param>
    /// <returns>
    /// First event of each bin, then the number of events; and how many cells come before each bin. No cell is in two bins.
    /// </returns>
    public (int[] Events, int[] Cells) Sort(double* x, double* y, int events, long* packed, long* spare)
    {
        var (packing, cuts) = (this, _bands.Cut(events));
        var counts = new int[(cuts.Length - 1) << BinBits];
        // Each pass moves the events from one to the other, the last to where they are wanted.
        var inBins = PassesPerBin % 2 == 0 ? packed : spare;
        var other = PassesPerBin % 2 == 0 ? spare : packed;
        var asTheyCame = BinBits > 0 ? other : inBins;
        _bands.Each(cuts, (band, from, to) => packing.Pack(x, y, asTheyCame, from, to, packing.CountsOf(band, counts)));
        var bins = StartBins(counts, events);
        if (BinBits > 0) _bands.Each(cuts, (band, from, to) => packing.Throw(asTheyCame, inBins, from, to, packing.CountsOf(band, counts)));

        var cells = new int[bins.Length - 1];
        _bands.Each(bins, (bin, from, to) =>
        {
            packing.SortBin(inBins, other, from, to);
            if (bin + 1 < cells.Length) cells[bin + 1] = packing.CountCells(packed, from, to);
        });
        for (var bin = 1; bin < cells.Length; bin++) cells[bin] += cells[bin - 1];
        return (bins, cells);
    }

    private int PassesPerBin => (CellBits - BinBits + RadixBits - 1) / RadixBits;

    private int BinShift => CellShift + CellBits - BinBits;

    private Span<int> CountsOf(int band, int[] counts) => counts.AsSpan(band << BinBits, 1 << BinBits);

    /// <summary>Makes of how many events each band has for each bin the place of the first of them: by bin, then by band.</summary>
    private int[] StartBins(int[] counts, int events)
    {
        var bins = new int[(1 << BinBits) + 1];
        var sum = 0;
        for (var bin = 0; bin < 1 << BinBits; bin++)
        {
            bins[bin] = sum;
            for (var i = bin; i < counts.Length; i += 1 << BinBits) (counts[i], sum) = (sum, sum + counts[i]);
        }

        bins[^1] = events;
        return bins;
    }

    /// <summary>Packs some events, and counts them by bin.</summary>
    private void Pack(double* x, double* y, long* keys, int from, int to, Span<int> counts)
    {
        for (; from < to; from += Block)
        {
            var end = Math.Min(to, from + Block);
            Pack(x, y, keys, from, end);
            if (BinBits > 0) Count(keys, from, end, counts);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Count(long* keys, int from, int to, Span<int> counts)
    {
        fixed (int* count = counts)
        {
            var shift = BinShift;
            for (var i = from; i < to; i++) count[(byte)(keys[i] >>> shift)]++;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Throw(long* from, long* to, int first, int end, Span<int> places)
    {
        fixed (int* place = places)
        {
            var shift = BinShift;
            for (var i = first; i < end; i++) to[place[(byte)(from[i] >>> shift)]++] = from[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Pack(double* x, double* y, long* keys, int i, int end)
    {
        // A whole number below 2^52, added to 2^52, is the lowest bits of the sum: no conversion one by one.
        var whole = Vector512.Create((double)(1L << 52));
        var mask = Vector512.Create((1L << 52) - 1);
        var (rowStep, metreStep) = ((double)(1L << ColumnBits), (double)(1L << MetreBits));
        var eight = Vector512.Create(0L, 1, 2, 3, 4, 5, 6, 7);
        for (; i + 8 <= end; i += 8)
        {
            var (someX, someY) = (Vector512.Load(x + i), Vector512.Load(y + i));
            var row = Vector512.Floor(_frame.Rows(someY));
            var column = Vector512.Floor(_frame.Columns(someX));
            var key = Vector512.ShiftLeft((row * rowStep + column + whole).AsInt64() & mask, CellShift)
                | (eight + Vector512.Create((long)i));
            if (MetreBits > 0)
            {
                var metres = _frame.InRows(someY, row) * metreStep + _frame.InColumns(someX, column);
                key |= Vector512.ShiftLeft((metres + whole).AsInt64() & mask, RowBits);
            }

            key.Store(keys + i);
        }

        for (; i < end; i++)
        {
            var cell = ((long)_frame.Row(y[i]) << ColumnBits) | _frame.Column(x[i]);
            var metres = MetreBits > 0 ? ((long)_frame.InRow(y[i]) << MetreBits) | _frame.InColumn(x[i]) : 0;
            keys[i] = (cell << CellShift) | (metres << RowBits) | (uint)i;
        }
    }

    /// <summary>Radix sort of one bin by the rest of the cell; stable, so a cell's rows stay as they came.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SortBin(long* from, long* to, int first, int end)
    {
        var passes = PassesPerBin;
        if (passes == 0 || first == end) return;
        var bits = (CellBits - BinBits + passes - 1) / passes;
        var places = stackalloc int[MostPasses << RadixBits];
        CountDigits(from, first, end, passes, bits, places);
        for (var pass = 0; pass < passes; pass++)
        {
            var place = places + (pass << RadixBits);
            var (shift, mask, sum) = (CellShift + pass * bits, (1 << bits) - 1, first);
            for (var digit = 0; digit <= mask; digit++) (place[digit], sum) = (sum, sum + place[digit]);
            for (var i = first; i < end; i++) to[place[(int)(from[i] >>> shift) & mask]++] = from[i];
            var sorted = to;
            to = from;
            from = sorted;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int CountCells(long* sorted, int first, int end)
    {
        var (cells, previous) = (0, -1L);
        for (var i = first; i < end; i++)
        {
            var cell = sorted[i] >>> CellShift;
            cells += cell == previous ? 0 : 1;
            previous = cell;
        }

        return cells;
    }

    /// <summary>Counts how often each digit occurs at each place, block by block, so that memory is read once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CountDigits(long* keys, int first, int end, int passes, int bits, int* counts)
    {
        new Span<int>(counts, passes << RadixBits).Clear();
        for (var block = first; block < end; block += Block)
        {
            var blockEnd = Math.Min(end, block + Block);
            for (var pass = 0; pass < passes; pass++)
            {
                var count = counts + (pass << RadixBits);
                var (shift, mask) = (CellShift + pass * bits, (1 << bits) - 1);
                for (var i = block; i < blockEnd; i++) count[(int)(keys[i] >>> shift) & mask]++;
            }
        }
    }
}
