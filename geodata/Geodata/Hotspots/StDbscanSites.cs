namespace SpacesPlaces.Geodata.Hotspots;

/// <summary>
/// Cells in space and time: columns run east, rows north, slabs of days onwards. A cell's key orders cells by slab, then row,
/// then column; with a border of empty cells around, so that a neighbour's key is a sum that never wraps into another row.
/// </summary>
internal readonly record struct StDbscanFrame(
    double West, double South, int FirstDay, double CellsPerMetre, long SlabDays, long Columns, long Rows)
{
    public long KeyOf(double x, double y, int day) =>
        (((((long)day - FirstDay) / SlabDays) + 1) * Rows + (long)((y - South) * CellsPerMetre) + 2) * Columns
        + (long)((x - West) * CellsPerMetre) + 2;

    /// <summary>What to add to a key for a cell some rows north and slabs later.</summary>
    public long Offset(int rows, int slabs) => (slabs * Rows + rows) * Columns;
}

/// <summary>
/// Events sorted into the cells of a frame. A <em>site</em> is one event or, in crowded cells, all events at one spot on one day.
/// </summary>
internal sealed class StDbscanSites
{
    // In smaller cells, sorting to find equal events costs more than comparing all.
    private const int CrowdedCell = 16;

    private StDbscanSites(int events, StDbscanFrame frame)
    {
        Frame = frame;
        Rows = new int[events];
        X = new double[events];
        Y = new double[events];
        Day = new int[events];
        CellKey = new long[events + 1];
        CellStart = new int[events + 1];
        SiteStart = new int[events + 1];
    }

    public StDbscanFrame Frame { get; }

    /// <summary>Number of sites; the arrays may be longer.</summary>
    public int Count { get; private set; }

    public int CellCount { get; private set; }

    /// <summary>Eastings of the sites in metres, cell by cell; crowded cells are sorted by easting, northing, day.</summary>
    public double[] X { get; }

    public double[] Y { get; }

    public int[] Day { get; }

    /// <summary>Keys of the occupied cells, ascending, then the greatest possible key.</summary>
    public long[] CellKey { get; }

    /// <summary>First site of each cell, and one more entry: the number of sites.</summary>
    public int[] CellStart { get; }

    /// <summary>Where each site's events start in <see cref="Rows"/>, and the end.</summary>
    public int[] SiteStart { get; }

    /// <summary>Input row of each event in the order of the sites.</summary>
    public int[] Rows { get; }

    /// <summary>Number of events at the sites from first up to, not including, end.</summary>
    public int WeightOf(int first, int end) => SiteStart[end] - SiteStart[first];

    public static StDbscanSites Sort(
        ReadOnlySpan<double> eastings, ReadOnlySpan<double> northings, ReadOnlySpan<int> days, StDbscanFrame frame)
    {
        var n = eastings.Length;
        var sites = new StDbscanSites(n, frame);
        var keys = sites.CellKey.AsSpan(0, n);
        var rows = sites.Rows.AsSpan();
        for (var i = 0; i < n; i++) (keys[i], rows[i]) = (frame.KeyOf(eastings[i], northings[i], days[i]), i);
        keys.Sort(rows);

        double[] allX = eastings.ToArray(), allY = northings.ToArray();
        var allDays = days.ToArray();
        for (int first = 0, end; first < n; first = end)
        {
            end = first + 1;
            while (end < n && keys[end] == keys[first]) end++;
            sites.AddCell(first, end, keys[first], allX, allY, allDays);
        }

        sites.CellStart[sites.CellCount] = sites.Count;
        sites.CellKey[sites.CellCount] = long.MaxValue;
        sites.SiteStart[sites.Count] = n;
        return sites;
    }

    /// <summary>Takes over a cell's rows; reads its key before writing, because cells shrink into the array of keys.</summary>
    private void AddCell(int first, int end, long key, double[] allX, double[] allY, int[] allDays)
    {
        var rows = Rows.AsSpan(first, end - first);
        var isCrowded = rows.Length > CrowdedCell;
        if (isCrowded)
        {
            rows.Sort((a, b) =>
            {
                var byX = allX[a].CompareTo(allX[b]);
                var byY = byX != 0 ? byX : allY[a].CompareTo(allY[b]);
                return byY != 0 ? byY : allDays[a].CompareTo(allDays[b]);
            });
        }

        CellStart[CellCount] = Count;
        CellKey[CellCount++] = key;
        for (var i = 0; i < rows.Length; i++)
        {
            var (x, y, day) = (allX[rows[i]], allY[rows[i]], allDays[rows[i]]);
            if (isCrowded && i > 0 && X[Count - 1] == x && Y[Count - 1] == y && Day[Count - 1] == day) continue;
            (X[Count], Y[Count], Day[Count], SiteStart[Count]) = (x, y, day, first + i);
            Count++;
        }
    }
}

/// <summary>
/// For one occupied cell after another, in order, the occupied cells at most two columns, two rows and one slab away. In each
/// of the fifteen rows they follow one another, and as cells are in order the fifteen places only ever move forwards.
/// </summary>
internal ref struct StDbscanNeighbours
{
    public const int Count = 15;

    /// <summary>Place of the cell's own row and slab among the fifteen.</summary>
    public const int Own = 7;

    private readonly ReadOnlySpan<long> _keys;
    private readonly long[] _offsets;
    private readonly int[] _first;

    public StDbscanNeighbours(StDbscanSites sites)
    {
        _keys = sites.CellKey;
        _first = new int[Count];
        _offsets = new long[Count];
        for (var i = 0; i < Count; i++) _offsets[i] = sites.Frame.Offset(i % 5 - 2, i / 5 - 1);
    }

    /// <summary>First cell and one after the last in one of the fifteen rows; cells must be asked for in ascending order.</summary>
    public readonly (int First, int End) Of(int cell, int row)
    {
        var middle = _keys[cell] + _offsets[row];
        var first = _first[row];
        while (_keys[first] < middle - 2) first++;
        _first[row] = first;
        var end = first;
        while (_keys[end] <= middle + 2) end++;
        return (first, end);
    }
}
