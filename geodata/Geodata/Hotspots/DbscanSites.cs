using System.Buffers;
using System.Numerics;

namespace SpacesPlaces.Geodata.Hotspots;

/// <summary>
/// Events sorted into cells, row by row from the south-west, in flat arrays. A <em>site</em> is one event or, in crowded
/// cells, all events at exactly one spot: geocoders put thousands of events on one point, and comparing them with each other
/// would cost the square of that. Arrays are lent by the pool: they may be longer than stated and hold old values beyond.
/// </summary>
internal sealed class DbscanSites : IDisposable
{
    // In smaller cells, sorting to find equal spots costs more than comparing all events.
    private const int CrowdedCell = 32;
    private const int MaxRadixBits = 12;

    /// <summary>Number of greatest possible keys after the last cell's, so that who looks a few cells on needs no check.</summary>
    public const int KeysBeyond = 5;

    private readonly int[] _rows;
    private int[]? _siteStart;

    private DbscanSites(int events)
    {
        EventCount = events;
        _rows = ArrayPool<int>.Shared.Rent(events);
        X = ArrayPool<double>.Shared.Rent(events);
        Y = ArrayPool<double>.Shared.Rent(events);
        CellKey = ArrayPool<ulong>.Shared.Rent(events + KeysBeyond);
        CellStart = ArrayPool<int>.Shared.Rent(events + 1);
    }

    public int EventCount { get; }

    /// <summary>Number of sites.</summary>
    public int Count { get; private set; }

    /// <summary>Eastings of the sites in metres, cell by cell; crowded cells are sorted by easting, then northing.</summary>
    public double[] X { get; }

    public double[] Y { get; }

    public int CellCount { get; private set; }

    /// <summary>Place of each occupied cell, <see cref="KeyOf"/>, ascending; then <see cref="KeysBeyond"/>.</summary>
    public ulong[] CellKey { get; }

    /// <summary>First site of each cell, and one more entry: the number of sites.</summary>
    public int[] CellStart { get; }

    /// <summary>Input row of each event, in the order of the sites; at one spot in row order.</summary>
    public ReadOnlySpan<int> Rows => _rows.AsSpan(0, EventCount);

    /// <summary>Where each site's events start in <see cref="Rows"/>, and the end; empty when every site is one event.</summary>
    public ReadOnlySpan<int> SiteStart => _siteStart is null ? [] : _siteStart.AsSpan(0, Count + 1);

    /// <summary>Orders cells row by row. Two are added so that a neighbour two cells west or south never falls below zero.</summary>
    public static ulong KeyOf(uint row, uint column) => ((ulong)(row + 2) << 32) | (column + 2);

    /// <summary>Number of events at the sites from first up to, not including, end.</summary>
    public int WeightOf(int first, int end) => _siteStart is null ? end - first : _siteStart[end] - _siteStart[first];

    /// <summary>The first input row at a site.</summary>
    public int FirstRow(int site) => _rows[_siteStart is null ? site : _siteStart[site]];

    public static DbscanSites Sort(ReadOnlySpan<double> eastings, ReadOnlySpan<double> northings, GridFrame frame)
    {
        var sites = new DbscanSites(eastings.Length);
        sites.SortByCell(eastings, northings, frame);
        var rows = sites.Rows;
        var x = sites.X.AsSpan(0, rows.Length);
        var y = sites.Y.AsSpan(0, rows.Length);
        for (var i = 0; i < rows.Length; i++) (x[i], y[i]) = (eastings[rows[i]], northings[rows[i]]);
        if (sites.FindCells()) sites.CollapseEqualSpots();
        return sites;
    }

    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(_rows);
        ArrayPool<double>.Shared.Return(X);
        ArrayPool<double>.Shared.Return(Y);
        ArrayPool<ulong>.Shared.Return(CellKey);
        ArrayPool<int>.Shared.Return(CellStart);
        if (_siteStart is not null) ArrayPool<int>.Shared.Return(_siteStart);
    }

    /// <summary>Orders the rows by cell, rows of one cell as they came, and leaves each event's cell in CellKey.</summary>
    private void SortByCell(ReadOnlySpan<double> eastings, ReadOnlySpan<double> northings, GridFrame frame)
    {
        var n = EventCount;
        var rows = _rows.AsSpan(0, n);
        var keys = CellKey.AsSpan(0, n);
        var columnBits = BitOperations.Log2(frame.LastColumn) + 1;
        var cellBits = columnBits + BitOperations.Log2(frame.LastRow) + 1;
        var rowBits = BitOperations.Log2((uint)n) + 1;
        if (cellBits + rowBits > 64)
        {
            // An extent of a million reaches each way and more; rare, so the plain sort serves.
            for (var i = 0; i < n; i++) (keys[i], rows[i]) = (KeyOf(frame.Row(northings[i]), frame.Column(eastings[i])), i);
            keys.Sort(rows);
            return;
        }

        // Cell and row number packed into eight bytes: each radix pass moves one array, and it is stable.
        for (var i = 0; i < n; i++)
        {
            var cell = ((ulong)frame.Row(northings[i]) << columnBits) | frame.Column(eastings[i]);
            keys[i] = (cell << rowBits) | (uint)i;
        }

        var spare = ArrayPool<ulong>.Shared.Rent(n);
        var from = keys;
        var to = spare.AsSpan(0, n);
        var passes = (cellBits + MaxRadixBits - 1) / MaxRadixBits;
        var radixBits = (cellBits + passes - 1) / passes;
        var mask = (1u << radixBits) - 1;
        Span<int> place = stackalloc int[1 << radixBits];
        for (var shift = rowBits; shift < rowBits + cellBits; shift += radixBits)
        {
            place.Clear();
            foreach (var key in from) place[(int)((uint)(key >> shift) & mask)]++;
            var sum = 0;
            foreach (ref var p in place) (p, sum) = (sum, sum + p);
            foreach (var key in from) to[place[(int)((uint)(key >> shift) & mask)]++] = key;
            var sorted = to;
            to = from;
            from = sorted;
        }

        for (var i = 0; i < n; i++)
        {
            var packed = from[i];
            var cell = packed >> rowBits;
            rows[i] = (int)(packed & ((1ul << rowBits) - 1));
            keys[i] = KeyOf((uint)(cell >> columnBits), (uint)(cell & ((1ul << columnBits) - 1)));
        }

        ArrayPool<ulong>.Shared.Return(spare);
    }

    /// <summary>Shrinks CellKey to the occupied cells and notes where each starts.</summary>
    /// <returns>True when a cell is crowded.</returns>
    private bool FindCells()
    {
        var keys = CellKey.AsSpan(0, EventCount);
        var cells = 0;
        var crowded = false;
        var previous = ulong.MaxValue;
        for (var i = 0; i < keys.Length; i++)
        {
            var key = keys[i];
            if (key == previous) continue;
            crowded |= cells > 0 && i - CellStart[cells - 1] > CrowdedCell;
            (keys[cells], CellStart[cells], previous) = (key, i, key);
            cells++;
        }

        crowded |= keys.Length - CellStart[cells - 1] > CrowdedCell;
        CellStart[cells] = keys.Length;
        CellKey.AsSpan(cells, KeysBeyond).Fill(ulong.MaxValue);
        (CellCount, Count) = (cells, keys.Length);
        return crowded;
    }

    /// <summary>Sorts crowded cells by spot, then row, and makes one site of each spot there.</summary>
    private void CollapseEqualSpots()
    {
        _siteStart = ArrayPool<int>.Shared.Rent(EventCount + 1);
        var sites = 0;
        for (var cell = 0; cell < CellCount; cell++)
        {
            int first = CellStart[cell], end = CellStart[cell + 1];
            var isCrowded = end - first > CrowdedCell;
            if (isCrowded) SortBySpot(first, end - first);
            CellStart[cell] = sites;
            for (var i = first; i < end; i++)
            {
                if (isCrowded && i > first && X[i] == X[sites - 1] && Y[i] == Y[sites - 1]) continue;
                (X[sites], Y[sites]) = (X[i], Y[i]);
                _siteStart[sites++] = i;
            }
        }

        CellStart[CellCount] = sites;
        _siteStart[sites] = EventCount;
        Count = sites;
    }

    private void SortBySpot(int first, int count)
    {
        var x = X.AsSpan(first, count);
        var y = Y.AsSpan(first, count);
        var rows = _rows.AsSpan(first, count);
        var isOneSpot = !x.ContainsAnyExcept(x[0]) && !y.ContainsAnyExcept(y[0]);
        if (!isOneSpot) SpotOrder.Sort(x, y, rows);
    }
}
