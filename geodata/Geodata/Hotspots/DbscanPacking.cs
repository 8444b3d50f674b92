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
    private const int MostCellBits = 52;
    private const int Block = 2048;

    private readonly GridFrame _frame;

    public DbscanPacking(GridFrame frame, int events, bool atWholeMetres)
    {
        _frame = frame;
        ColumnBits = BitOperations.Log2(frame.LastColumn) + 1;
        CellBits = ColumnBits + BitOperations.Log2(frame.LastRow) + 1;
        RowBits = BitOperations.Log2((uint)events) + 1;
        MetreBits = atWholeMetres ? BitOperations.Log2((uint)frame.Side + 2) + 1 : 0;
        Fits = CellBits <= MostCellBits && CellShift + CellBits <= 64;
    }

    public bool Fits { get; }

    public int RowBits { get; }

    public int MetreBits { get; }

    public int ColumnBits { get; }

    public int CellShift => RowBits + 2 * MetreBits;

    private int CellBits { get; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Pack(ReadOnlySpan<double> eastings, ReadOnlySpan<double> northings, Span<long> packed)
    {
        // A whole number below 2^52, added to 2^52, is the lowest bits of the sum: no conversion one by one.
        var whole = Vector512.Create((double)(1L << 52));
        var mask = Vector512.Create((1L << 52) - 1);
        var (rowStep, metreStep) = ((double)(1L << ColumnBits), (double)(1L << MetreBits));
        var eight = Vector512.Create(0L, 1, 2, 3, 4, 5, 6, 7);
        fixed (double* x = eastings, y = northings)
        fixed (long* keys = packed)
        {
            var (i, n) = (0, eastings.Length);
            for (; i + 8 <= n; i += 8)
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

            for (; i < n; i++)
            {
                var cell = ((long)_frame.Row(y[i]) << ColumnBits) | _frame.Column(x[i]);
                var metres = MetreBits > 0 ? ((long)_frame.InRow(y[i]) << MetreBits) | _frame.InColumn(x[i]) : 0;
                keys[i] = (cell << CellShift) | (metres << RowBits) | (uint)i;
            }
        }
    }

    /// <summary>Radix sort by cell; stable, so a cell's rows stay as they came.</summary>
    /// <returns>Whether the sorted events are in <paramref name="spare"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Sort(Span<long> packed, Span<long> spare)
    {
        var passes = (CellBits + RadixBits - 1) / RadixBits;
        var places = stackalloc int[MostPasses << RadixBits];
        fixed (long* first = packed, second = spare)
        {
            var n = packed.Length;
            long* from = first, to = second;
            CountDigits(from, n, passes, places);
            for (var pass = 0; pass < passes; pass++)
            {
                var place = places + (pass << RadixBits);
                var (shift, sum) = (CellShift + pass * RadixBits, 0);
                for (var digit = 0; digit < 1 << RadixBits; digit++) (place[digit], sum) = (sum, sum + place[digit]);
                for (var i = 0; i < n; i++) to[place[(byte)(from[i] >>> shift)]++] = from[i];
                var sorted = to;
                to = from;
                from = sorted;
            }

            return from != first;
        }
    }

    /// <summary>Counts how often each digit occurs at each place, block by block, so that memory is read once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CountDigits(long* keys, int n, int passes, int* counts)
    {
        new Span<int>(counts, MostPasses << RadixBits).Clear();
        for (var block = 0; block < n; block += Block)
        {
            var end = Math.Min(n, block + Block);
            for (var pass = 0; pass < passes; pass++)
            {
                var count = counts + (pass << RadixBits);
                var shift = CellShift + pass * RadixBits;
                for (var i = block; i < end; i++) count[(byte)(keys[i] >>> shift)]++;
            }
        }
    }
}
