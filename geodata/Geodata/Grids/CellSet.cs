using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using SpacesPlaces.Geodata.Crs;

namespace SpacesPlaces.Geodata.Grids;

/// <summary>
/// The cells of a grid that share area with a window (a box, a partnership's area), numbered from 0, row by row from the south-west.
/// Only these can hold an incident, so only these are mapped and tested.
/// </summary>
public sealed partial class CellSet
{
    /// <summary>Most cells, and most in the block around them: Great Britain at 500 metres. A finer question needs a smaller window.</summary>
    public const int MostCells = 4_000_000;

    // Of a cell's area; less is rounding where a window runs along a border.
    private const double Sliver = 1e-9;

    private readonly int _firstColumn, _firstRow;
    private readonly int[]? _numberOfPlace; // number of each place of the block, -1 for none; null when all places are cells
    private readonly int[]? _placeOfNumber;
    private readonly double[]? _shares; // by number; null when every cell is whole
    private readonly IndexedPointInAreaLocator? _window;

    private CellSet(
        ICellGrid grid, Block block, int[]? numberOfPlace, int[]? placeOfNumber, double[]? shares, IndexedPointInAreaLocator? window)
    {
        (Grid, _firstColumn, _firstRow, Columns, Rows) = (grid, block.FirstColumn, block.FirstRow, block.Columns, block.Rows);
        (_numberOfPlace, _placeOfNumber, _shares, _window) = (numberOfPlace, placeOfNumber, shares, window);
        Count = placeOfNumber?.Length ?? block.Columns * block.Rows;
    }

    /// <summary>The grid.</summary>
    public ICellGrid Grid { get; }

    /// <summary>Number of cells.</summary>
    public int Count { get; }

    /// <summary>True when the cells are all the cells of a block of rows and columns.</summary>
    public bool IsBlock => _placeOfNumber is null;

    /// <summary>Columns of the block around the cells.</summary>
    internal int Columns { get; }

    /// <summary>Rows of the block around the cells.</summary>
    internal int Rows { get; }

    /// <summary>The south-western cell of the block around the cells; it need not be one of them.</summary>
    internal GridAddress First => new(_firstColumn, _firstRow);

    /// <summary>The address of a cell.</summary>
    public GridAddress this[int number] => AddressOf(PlaceOf(number));

    /// <summary>How much of a cell's area lies in the window, more than 0 up to 1.</summary>
    public double ShareOf(int number) => _shares is null ? 1 : _shares[number];

    /// <summary>Number of a cell, or -1 when it is not in the set.</summary>
    public int IndexOf(GridAddress cell)
    {
        int column = cell.Column - _firstColumn, row = cell.Row - _firstRow;
        if ((uint)column >= (uint)Columns || (uint)row >= (uint)Rows) return -1;
        var place = row * Columns + column;
        return _numberOfPlace is null ? place : _numberOfPlace[place];
    }

    /// <summary>Number of the cell that holds a point, or -1 when the point is not in the window.</summary>
    /// <remarks>A point on a box's west or south edge is in it; one on its east or north edge that is also a border of cells is not.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The point is not finite, in degrees or outside the grid.</exception>
    public int IndexOf(GridPoint point)
    {
        var number = IndexOf(Grid.CellOf(point));
        if (number < 0 || _shares is null || _shares[number] >= 1) return number;
        return _window!.Locate(new Coordinate(point.Easting, point.Northing)) == Location.Exterior ? -1 : number;
    }

    /// <summary>The cells that share area with a box.</summary>
    /// <param name="grid">Which grid.</param>
    /// <param name="box">Metres, EPSG:27700, on the grid of Great Britain, with an area.</param>
    /// <exception cref="ArgumentException">The box is empty, has no area, is in degrees or leaves the grid.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There would be more than <see cref="MostCells"/>.</exception>
    public static CellSet Covering(ICellGrid grid, Envelope box)
    {
        GridBounds.RequireBox(box, nameof(box));
        return Covering(grid, GridCell.Geometries.ToGeometry(box));
    }

    /// <summary>The cells that share area with a polygon or several.</summary>
    /// <param name="grid">Which grid.</param>
    /// <param name="window">A valid polygon or multipolygon, metres, EPSG:27700.</param>
    /// <exception cref="ArgumentException">The window is not valid, has no area, is in degrees or leaves the grid.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There would be more than <see cref="MostCells"/>.</exception>
    /// <remarks>The area of each cell in the window is exact: PostGIS <c>ST_Area(ST_Intersection(cell, window))</c>.</remarks>
    public static CellSet Covering(ICellGrid grid, Geometry window)
    {
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(window);
        if (window is not (Polygon or MultiPolygon)) throw new ArgumentException("A window is a polygon or several.", nameof(window));
        GridBounds.RequireBox(window.EnvelopeInternal, nameof(window));
        if (!window.IsValid) throw new ArgumentException("The window is not a valid polygon.", nameof(window));
        if (!(window.Area > 0)) throw new ArgumentException("The window has no area.", nameof(window));

        var block = Block.Around(grid, window.EnvelopeInternal);
        if ((long)block.Columns * block.Rows > MostCells)
            throw new ArgumentOutOfRangeException(nameof(window), $"There would be more than {MostCells} cells.");
        var shares = new double[block.Columns * block.Rows];
        new Shares(grid, block, shares).Measure(window, block);
        return Chosen(grid, block, shares, new IndexedPointInAreaLocator(window));
    }

    /// <summary>The cells of this set that are kept, for example those with a street or a resident; they are numbered anew.</summary>
    /// <param name="keep">One answer for each cell.</param>
    /// <exception cref="ArgumentException">There are more or fewer answers than cells.</exception>
    public CellSet Where(ReadOnlySpan<bool> keep)
    {
        if (keep.Length != Count) throw new ArgumentException("There must be one answer for each cell.", nameof(keep));
        var shares = new double[Columns * Rows];
        for (var number = 0; number < Count; number++)
            if (keep[number])
                shares[PlaceOf(number)] = ShareOf(number);
        return Chosen(Grid, new Block(_firstColumn, _firstRow, Columns, Rows), shares, _window);
    }

    /// <summary>For each cell its neighbours in the set: up to eight of a square, six of a hexagon.</summary>
    public NeighbourLists Neighbours()
    {
        var starts = new int[Count + 1];
        var items = new List<int>(Count * 8);
        for (var number = 0; number < Count; number++)
        {
            var cell = this[number];
            foreach (var step in Grid.StepsFrom(cell.Row))
                if (IndexOf(new GridAddress(cell.Column + step.Column, cell.Row + step.Row)) is >= 0 and var neighbour)
                    items.Add(neighbour);
            starts[number + 1] = items.Count;
        }

        return new NeighbourLists(starts, [.. items]);
    }

    /// <summary>Where a cell lies in the block: row times <see cref="Columns"/> plus column.</summary>
    internal int PlaceOf(int number) => _placeOfNumber is null ? number : _placeOfNumber[number];

    /// <summary>The cell at a place of the block, -1 for none.</summary>
    internal int NumberOfPlace(int place) => _numberOfPlace is null ? place : _numberOfPlace[place];

    private GridAddress AddressOf(int place) => new(_firstColumn + place % Columns, _firstRow + place / Columns);

    private static CellSet Chosen(ICellGrid grid, Block block, double[] shares, IndexedPointInAreaLocator? window)
    {
        var cells = 0;
        var isWhole = true;
        foreach (var share in shares)
        {
            if (share <= 0) continue;
            cells++;
            isWhole &= share >= 1;
        }

        if (cells == shares.Length) return new CellSet(grid, block, null, null, isWhole ? null : shares, window);
        int[] numberOfPlace = new int[shares.Length], placeOfNumber = new int[cells];
        var kept = isWhole ? null : new double[cells];
        var number = 0;
        for (var place = 0; place < shares.Length; place++)
        {
            numberOfPlace[place] = shares[place] > 0 ? number : -1;
            if (shares[place] <= 0) continue;
            if (kept is not null) kept[number] = shares[place];
            placeOfNumber[number++] = place;
        }

        return new CellSet(grid, block, numberOfPlace, placeOfNumber, kept, window);
    }
}
