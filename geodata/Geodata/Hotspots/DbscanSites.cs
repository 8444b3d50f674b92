using System.Numerics;

namespace SpacesPlaces.Geodata.Hotspots;

/// <summary>
/// Events sorted into cells, row by row from the south-west, in flat arrays. A <em>site</em> is one event or, in crowded
/// cells, all events at exactly one spot: geocoders put thousands of events on one point, and comparing them with each other
/// would cost the square of that.
/// </summary>
internal sealed class DbscanSites
{
    // In smaller cells, sorting to find equal spots costs more than comparing all events.
    private const int CrowdedCell = 32;
    private const int RadixBits = 11;

    private readonly int[] _rows;

    // Where each site's events start in _rows; null when every site is one event.
    private readonly int[]? _siteStart;

    private DbscanSites(int[] rows, int[]? siteStart, double[] x, double[] y, int count, ulong[] cellKey, int[] cellStart, int cells)
    {
        (_rows, _siteStart, X, Y, Count) = (rows, siteStart, x, y, count);
        (CellKey, CellStart, CellCount) = (cellKey, cellStart, cells);
    }

    public int EventCount => _rows.Length;

    /// <summary>Number of sites; X and Y may be longer.</summary>
    public int Count { get; }

    /// <summary>Eastings of the sites in metres, cell by cell; crowded cells are sorted by easting, then northing.</summary>
    public double[] X { get; }

    public double[] Y { get; }

    public int CellCount { get; }

    /// <summary>Place of each occupied cell, <see cref="KeyOf"/>, ascending; CellKey may be longer than CellCount.</summary>
    public ulong[] CellKey { get; }

    /// <summary>First site of each cell, and one more entry: the number of sites.</summary>
    public int[] CellStart { get; }

    /// <summary>Orders cells row by row. Two are added so that a neighbour two cells west or south never falls below zero.</summary>
    public static ulong KeyOf(uint row, uint column) => ((ulong)(row + 2) << 32) | (column + 2);

    /// <summary>Number of events at the sites from first up to, not including, end.</summary>
    public int WeightOf(int first, int end) => _siteStart is null ? end - first : _siteStart[end] - _siteStart[first];

    /// <summary>Input rows of the events at a site.</summary>
    public ReadOnlySpan<int> RowsOf(int site) => _siteStart is null
        ? _rows.AsSpan(site, 1)
        : _rows.AsSpan(_siteStart[site], _siteStart[site + 1] - _siteStart[site]);

    /// <summary>The first input row at a site (crowded cells keep equal spots in row order).</summary>
    public int FirstRow(int site) => _rows[_siteStart is null ? site : _siteStart[site]];

    public static DbscanSites Sort(ReadOnlySpan<double> eastings, ReadOnlySpan<double> northings, GridFrame frame)
    {
        var n = eastings.Length;
        var rows = new int[n];
        var keys = new ulong[n];
        SortByCell(eastings, northings, frame, rows, keys);

        double[] x = new double[n], y = new double[n];
        for (var i = 0; i < n; i++) (x[i], y[i]) = (eastings[rows[i]], northings[rows[i]]);

        // One pass finds the cells; keys[cells] <= keys[i] is overwritten only after it was read.
        var cellStart = new int[n + 1];
        var cells = 0;
        var crowded = false;
        for (var i = 0; i < n; i++)
        {
            if (i > 0 && keys[i] == keys[cells - 1]) continue;
            if (i > 0) crowded |= i - cellStart[cells - 1] > CrowdedCell;
            keys[cells] = keys[i];
            cellStart[cells++] = i;
        }

        crowded |= n - cellStart[cells - 1] > CrowdedCell;
        cellStart[cells] = n;
        if (!crowded) return new DbscanSites(rows, null, x, y, n, keys, cellStart, cells);

        var siteStart = new int[n + 1];
        var sites = CollapseEqualSpots(rows, x, y, cellStart, cells, siteStart);
        return new DbscanSites(rows, siteStart, x, y, sites, keys, cellStart, cells);
    }

    private static void SortByCell(
        ReadOnlySpan<double> eastings, ReadOnlySpan<double> northings, GridFrame frame, int[] rows, ulong[] keys)
    {
        var n = rows.Length;
        var columnBits = BitOperations.Log2(frame.LastColumn) + 1;
        var cellBits = columnBits + BitOperations.Log2(frame.LastRow) + 1;
        var rowBits = BitOperations.Log2((uint)n) + 1;
        if (cellBits + rowBits > 64)
        {
            // An extent of more than a million reaches each way; rare, so the plain sort serves.
            for (var i = 0; i < n; i++) (keys[i], rows[i]) = (KeyOf(frame.Row(northings[i]), frame.Column(eastings[i])), i);
            Array.Sort(keys, rows);
            return;
        }

        // Cell and row number packed into eight bytes: each radix pass moves one array, and it is stable.
        var from = keys;
        var to = new ulong[n];
        for (var i = 0; i < n; i++)
        {
            var cell = ((ulong)frame.Row(northings[i]) << columnBits) | frame.Column(eastings[i]);
            from[i] = (cell << rowBits) | (uint)i;
        }

        Span<int> place = stackalloc int[1 << RadixBits];
        for (var shift = rowBits; shift < rowBits + cellBits; shift += RadixBits)
        {
            const ulong mask = (1 << RadixBits) - 1;
            place.Clear();
            foreach (var key in from) place[(int)((key >> shift) & mask)]++;
            var sum = 0;
            foreach (ref var p in place) (p, sum) = (sum, sum + p);
            foreach (var key in from) to[place[(int)((key >> shift) & mask)]++] = key;
            (from, to) = (to, from);
        }

        for (var i = 0; i < n; i++)
        {
            var packed = from[i];
            var cell = packed >> rowBits;
            rows[i] = (int)(packed & ((1ul << rowBits) - 1));
            keys[i] = KeyOf((uint)(cell >> columnBits), (uint)(cell & ((1ul << columnBits) - 1)));
        }
    }

    /// <summary>Sorts crowded cells by spot, then row, and makes one site of each spot there.</summary>
    /// <returns>The number of sites.</returns>
    private static int CollapseEqualSpots(int[] rows, double[] x, double[] y, int[] cellStart, int cells, int[] siteStart)
    {
        var sites = 0;
        for (var cell = 0; cell < cells; cell++)
        {
            int first = cellStart[cell], end = cellStart[cell + 1];
            var isCrowded = end - first > CrowdedCell;
            if (isCrowded) SortBySpot(rows.AsSpan(first, end - first), x.AsSpan(first, end - first), y.AsSpan(first, end - first));
            cellStart[cell] = sites;
            for (var i = first; i < end; i++)
            {
                if (isCrowded && i > first && x[i] == x[sites - 1] && y[i] == y[sites - 1]) continue;
                (x[sites], y[sites]) = (x[i], y[i]);
                siteStart[sites++] = i;
            }
        }

        cellStart[cells] = sites;
        siteStart[sites] = rows.Length;
        return sites;
    }

    private static void SortBySpot(Span<int> rows, Span<double> x, Span<double> y)
    {
        var events = new (double X, double Y, int Row)[rows.Length];
        for (var i = 0; i < events.Length; i++) events[i] = (x[i], y[i], rows[i]);
        events.AsSpan().Sort(static (a, b) =>
            a.X != b.X ? a.X.CompareTo(b.X) : a.Y != b.Y ? a.Y.CompareTo(b.Y) : a.Row.CompareTo(b.Row));
        for (var i = 0; i < events.Length; i++) (x[i], y[i], rows[i]) = events[i];
    }
}
