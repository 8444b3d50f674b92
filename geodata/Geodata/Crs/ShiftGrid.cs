namespace SpacesPlaces.Geodata.Crs;

/// <summary>
/// Shifts between the ETRS89 grid and the British National Grid at nodes 1 km apart: what OSTN15 is made of. A rectangle of nodes, some of
/// which may be missing. Immutable, and safe to share between threads.
/// </summary>
public sealed class ShiftGrid
{
    /// <summary>Distance of the nodes in metres.</summary>
    public const int Spacing = 1_000;

    /// <summary>Stands for a node that the file did not have; no shift in Great Britain comes near it.</summary>
    public const int Missing = int.MinValue;

    // Node by node from the south-west corner, rows of west to east; millimetres.
    private readonly int[] _east;
    private readonly int[] _north;

    internal ShiftGrid(int west, int south, int columns, int rows, int[] east, int[] north)
    {
        (West, South, Columns, Rows, _east, _north) = (west, south, columns, rows, east, north);
    }

    /// <summary>Easting of the westernmost nodes on the ETRS89 grid, metres.</summary>
    public int West { get; }

    /// <summary>Northing of the southernmost nodes on the ETRS89 grid, metres.</summary>
    public int South { get; }

    /// <summary>Nodes from west to east.</summary>
    public int Columns { get; }

    /// <summary>Nodes from south to north.</summary>
    public int Rows { get; }

    /// <summary>Shifts to the east in millimetres, row by row from the south-west.</summary>
    public ReadOnlySpan<int> EastMillimetres => _east;

    /// <summary>Shifts to the north in millimetres, row by row from the south-west.</summary>
    public ReadOnlySpan<int> NorthMillimetres => _north;

    /// <summary>The shift at a point, bilinear between the four nodes around it.</summary>
    /// <param name="x">Easting on the ETRS89 grid, metres.</param>
    /// <param name="y">Northing on the ETRS89 grid, metres.</param>
    /// <param name="east">Metres to add to the easting.</param>
    /// <param name="north">Metres to add to the northing.</param>
    /// <returns>False when one of the four nodes is not there: the shift is undefined, never guessed.</returns>
    public bool TryShift(double x, double y, out double east, out double north)
    {
        (east, north) = (double.NaN, double.NaN);
        var (column, row) = ((x - West) / Spacing, (y - South) / Spacing);
        // Written so that NaN is outside. A point on the last line of nodes belongs to the square before it.
        if (!(column >= 0 && column <= Columns - 1 && row >= 0 && row <= Rows - 1)) return false;
        var (left, below) = (Math.Min((int)column, Columns - 2), Math.Min((int)row, Rows - 2));
        var (t, u) = (column - left, row - below);
        var at = below * Columns + left;
        if (_east[at] == Missing || _east[at + 1] == Missing || _east[at + Columns] == Missing || _east[at + Columns + 1] == Missing) return false;
        east = Between(_east, at, t, u);
        north = Between(_north, at, t, u);
        return true;
    }

    private double Between(int[] shifts, int at, double t, double u) =>
        ((1 - u) * ((1 - t) * shifts[at] + t * shifts[at + 1]) + u * ((1 - t) * shifts[at + Columns] + t * shifts[at + Columns + 1])) / 1_000;

    /// <summary>The part of this grid that a rectangle needs, with its own nodes around it.</summary>
    /// <param name="west">Metres, on either grid: they differ by about 100 m, for which a margin of a node is kept.</param>
    /// <param name="south">Metres.</param>
    /// <param name="east">Metres.</param>
    /// <param name="north">Metres.</param>
    /// <returns>A smaller grid; null when the rectangle has no square of this one.</returns>
    public ShiftGrid? Cut(double west, double south, double east, double north)
    {
        var left = Math.Max(0, (int)Math.Floor((west - West) / Spacing) - 1);
        var below = Math.Max(0, (int)Math.Floor((south - South) / Spacing) - 1);
        var right = Math.Min(Columns - 1, (int)Math.Ceiling((east - West) / Spacing) + 1);
        var above = Math.Min(Rows - 1, (int)Math.Ceiling((north - South) / Spacing) + 1);
        if (right <= left || above <= below) return null;
        var (columns, rows) = (right - left + 1, above - below + 1);
        var (e, n) = (new int[columns * rows], new int[columns * rows]);
        for (var row = 0; row < rows; row++)
        {
            _east.AsSpan((below + row) * Columns + left, columns).CopyTo(e.AsSpan(row * columns));
            _north.AsSpan((below + row) * Columns + left, columns).CopyTo(n.AsSpan(row * columns));
        }

        return new(West + left * Spacing, South + below * Spacing, columns, rows, e, n);
    }
}
