using NetTopologySuite.Geometries;

namespace SpacesPlaces.Geodata.Grids;

/// <summary>A rectangle of 1 km cells, both ends included: <c>cell_x BETWEEN MinX AND MaxX</c>, and the same for y.</summary>
/// <param name="MinX">Westernmost column.</param>
/// <param name="MinY">Southernmost row.</param>
/// <param name="MaxX">Easternmost column.</param>
/// <param name="MaxY">Northernmost row.</param>
public readonly record struct GridCellRange(int MinX, int MinY, int MaxX, int MaxY)
{
    /// <summary>The cells of every point that can lie in or on a box, so no such point is missed.</summary>
    /// <param name="box">Metres, EPSG:27700; may reach beyond Great Britain (a map view at the coast does).</param>
    /// <exception cref="ArgumentException">The box is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An edge is not finite or beyond ±10,000 km.</exception>
    public static GridCellRange Covering(Envelope box)
    {
        ArgumentNullException.ThrowIfNull(box);
        if (box.IsNull) throw new ArgumentException("The box is empty.", nameof(box));
        return new GridCellRange(Cell(box.MinX), Cell(box.MinY), Cell(box.MaxX), Cell(box.MaxY));

        static int Cell(double metres) => double.IsFinite(metres) && Math.Abs(metres) <= 1e7
            ? (int)Math.Floor(metres / GridCell.SideMetres)
            : throw new ArgumentOutOfRangeException(nameof(box), "An edge of the box is not a distance on the ground.");
    }

    /// <summary>How many cells the range holds; decide with it before listing them.</summary>
    public long Count => (MaxX - MinX + 1L) * (MaxY - MinY + 1L);

    /// <summary>True when the cell is in the range.</summary>
    public bool Contains(GridCell cell) => cell.CellX >= MinX && cell.CellX <= MaxX && cell.CellY >= MinY && cell.CellY <= MaxY;

    /// <summary>The cells, row by row from the south-west.</summary>
    public IEnumerable<GridCell> Cells()
    {
        for (var y = MinY; y <= MaxY; y++)
            for (var x = MinX; x <= MaxX; x++)
                yield return new GridCell(x, y);
    }
}
