using System.Runtime.InteropServices;

namespace SpacesPlaces.Geodata.Hotspots.Times;

/// <summary>
/// Events sorted into square cells row by row from the south-west, in each cell by easting, northing and day. All events at exactly
/// one spot are one <em>site</em>. The order depends on the events alone, so what follows does not depend on the rows.
/// </summary>
internal sealed class EventSites
{
    // Coordinates within a cell number's rounding of its edge may land next door; a side a little larger keeps all pairs in reach
    // of each other at most one cell apart.
    private const double SideGuard = 1 + 1e-6;
    private const double MostCellsPerAxis = 1 << 30;

    private readonly List<ulong> _cellKeys = [];
    private readonly List<int> _cellFirst = [];

    /// <summary>Sorts events.</summary>
    /// <param name="eastings">Metres, finite.</param>
    /// <param name="northings">Metres, finite, as many.</param>
    /// <param name="codes">Days, as many.</param>
    /// <param name="reachMetres">Sites up to this far apart along either axis are in the same or in neighbouring cells.</param>
    public EventSites(ReadOnlySpan<double> eastings, ReadOnlySpan<double> northings, ReadOnlySpan<short> codes, double reachMetres)
    {
        var entries = Sorted(eastings, northings, codes, reachMetres * SideGuard);
        Days = new short[entries.Length];
        List<double> xs = [], ys = [];
        List<int> starts = [];
        for (var i = 0; i < entries.Length; i++)
        {
            ref readonly var e = ref entries[i];
            Days[i] = e.Day;
            if (i > 0 && e.X == entries[i - 1].X && e.Y == entries[i - 1].Y) continue;
            if (_cellKeys.Count == 0 || _cellKeys[^1] != e.Cell)
            {
                _cellKeys.Add(e.Cell);
                _cellFirst.Add(starts.Count);
            }

            starts.Add(i);
            xs.Add(e.X);
            ys.Add(e.Y);
        }

        Count = starts.Count;
        starts.Add(entries.Length);
        _cellFirst.Add(Count);
        (X, Y, Start) = ([.. xs], [.. ys], [.. starts]);
    }

    /// <summary>Number of sites.</summary>
    public int Count { get; }

    public double[] X { get; }

    public double[] Y { get; }

    /// <summary>First event of each site, and one more entry: the number of events.</summary>
    public int[] Start { get; }

    /// <summary>Day of each event in the order of the sites; ascending within a site.</summary>
    public short[] Days { get; }

    /// <summary>
    /// For each cell its sites, and the two ranges of sites outside it that lie in the cells to the east and in the row to the
    /// north: so each pair of neighbouring cells is met once.
    /// </summary>
    public IEnumerable<(int First, int End, int EastEnd, int NorthFirst, int NorthEnd)> Cells()
    {
        int north = 0, northEnd = 0;
        for (var cell = 0; cell < _cellKeys.Count; cell++)
        {
            var key = _cellKeys[cell];
            var above = key + (1UL << 32);
            while (north < _cellKeys.Count && _cellKeys[north] < above - 1) north++;
            northEnd = Math.Max(northEnd, north);
            while (northEnd < _cellKeys.Count && _cellKeys[northEnd] <= above + 1) northEnd++;
            var hasEast = cell + 1 < _cellKeys.Count && _cellKeys[cell + 1] == key + 1;
            yield return (
                _cellFirst[cell], _cellFirst[cell + 1], hasEast ? _cellFirst[cell + 2] : _cellFirst[cell + 1],
                _cellFirst[north], _cellFirst[northEnd]);
        }
    }

    private static Entry[] Sorted(
        ReadOnlySpan<double> eastings, ReadOnlySpan<double> northings, ReadOnlySpan<short> codes, double side)
    {
        double minX = double.PositiveInfinity, minY = minX, maxX = double.NegativeInfinity, maxY = maxX;
        for (var i = 0; i < eastings.Length; i++)
        {
            if (!double.IsFinite(eastings[i]) || !double.IsFinite(northings[i]))
                throw new ArgumentException("A coordinate is not finite.", nameof(eastings));
            (minX, maxX) = (Math.Min(minX, eastings[i]), Math.Max(maxX, eastings[i]));
            (minY, maxY) = (Math.Min(minY, northings[i]), Math.Max(maxY, northings[i]));
        }

        if (eastings.Length > 0 && !((maxX - minX) / side < MostCellsPerAxis && (maxY - minY) / side < MostCellsPerAxis))
            throw new ArgumentException("The bands are too narrow for the extent of the events.", nameof(eastings));

        var entries = new Entry[eastings.Length];
        for (var i = 0; i < entries.Length; i++)
        {
            // Adding 0 makes one zero of two. Columns start at 1, so that the one to the west never borrows from the row.
            double x = eastings[i] + 0.0, y = northings[i] + 0.0;
            var cell = ((ulong)((y - minY) / side) << 32) | ((ulong)((x - minX) / side) + 1);
            entries[i] = new Entry(cell, x, y, codes[i]);
        }

        entries.AsSpan().Sort();
        return entries;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Entry(ulong Cell, double X, double Y, short Day) : IComparable<Entry>
    {
        public int CompareTo(Entry other)
        {
            if (Cell != other.Cell) return Cell < other.Cell ? -1 : 1;
            if (X != other.X) return X < other.X ? -1 : 1;
            if (Y != other.Y) return Y < other.Y ? -1 : 1;
            return Day - other.Day;
        }
    }
}
