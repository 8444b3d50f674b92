using NetTopologySuite.Geometries;
using SpacesPlaces.Geodata.Crs;

namespace SpacesPlaces.Geodata.Grids;

/// <summary>
/// Regular hexagons with a corner to the north, one centre at the origin of the National Grid; odd rows are shifted east by half a
/// width. All six neighbours are equally far, so no direction is favoured. PostGIS: <c>ST_HexagonGrid</c> is of this kind, with a corner
/// to the east.
/// </summary>
public sealed class HexGrid : ICellGrid
{
    private static readonly GridAddress[] EvenSteps = [new(-1, -1), new(0, -1), new(-1, 0), new(1, 0), new(-1, 1), new(0, 1)];
    private static readonly GridAddress[] OddSteps = [new(0, -1), new(1, -1), new(-1, 0), new(1, 0), new(0, 1), new(1, 1)];

    // Corners and centres lie on whole multiples of half a width eastwards and of this unit northwards: a row is 3 units high, a
    // hexagon 4. Computed from whole numbers, corners of neighbours are equal to the last bit.
    private readonly double _unit;

    /// <summary>A grid.</summary>
    /// <param name="widthMetres">Width of a hexagon from flat to flat, which is the distance of neighbouring centres; 50 to 10,000.</param>
    /// <exception cref="ArgumentOutOfRangeException">The width is outside its range or not a number.</exception>
    public HexGrid(double widthMetres)
    {
        SizeMetres = GridBounds.RequireSize(widthMetres, nameof(widthMetres));
        _unit = widthMetres / (2 * Math.Sqrt(3));
    }

    /// <inheritdoc/>
    public double SizeMetres { get; }

    /// <inheritdoc/>
    public double CellAreaSquareMetres => SizeMetres * SizeMetres * Math.Sqrt(3) / 2;

    /// <inheritdoc/>
    /// <remarks>The cell with the nearest centre; a point as near to two belongs to the one further north, then east.</remarks>
    public GridAddress CellOf(GridPoint point)
    {
        GridBounds.RequirePoint(point.Easting, point.Northing, nameof(point));
        var south = (int)Math.Floor(point.Northing / (3 * _unit));
        var one = NearestInRow(south, point);
        var other = NearestInRow(south + 1, point);
        return SquaredDistance(one, point) < SquaredDistance(other, point) ? one : other;
    }

    /// <inheritdoc/>
    public GridPoint CentreOf(GridAddress cell) => new(HalvesOf(cell) * (SizeMetres / 2), 3L * cell.Row * _unit);

    /// <inheritdoc/>
    public Envelope ExtentOf(GridAddress cell)
    {
        long x = HalvesOf(cell), y = 3L * cell.Row;
        return new Envelope(East(x - 1), East(x + 1), North(y - 2), North(y + 2));
    }

    /// <inheritdoc/>
    public Polygon PolygonOf(GridAddress cell)
    {
        long x = HalvesOf(cell), y = 3L * cell.Row;
        var north = Corner(x, y + 2);
        return GridCell.Geometries.CreatePolygon(
            [north, Corner(x + 1, y + 1), Corner(x + 1, y - 1), Corner(x, y - 2), Corner(x - 1, y - 1), Corner(x - 1, y + 1), north]);
    }

    /// <inheritdoc/>
    public ReadOnlySpan<GridAddress> StepsFrom(int row) => (row & 1) == 0 ? EvenSteps : OddSteps;

    private GridAddress NearestInRow(int row, GridPoint point) =>
        new((int)Math.Floor((point.Easting - (row & 1) * (SizeMetres / 2)) / SizeMetres + 0.5), row);

    private double SquaredDistance(GridAddress cell, GridPoint point)
    {
        var centre = CentreOf(cell);
        double dx = centre.Easting - point.Easting, dy = centre.Northing - point.Northing;
        return dx * dx + dy * dy;
    }

    private static long HalvesOf(GridAddress cell) => 2L * cell.Column + (cell.Row & 1);

    private double East(long halves) => halves * (SizeMetres / 2);

    private double North(long units) => units * _unit;

    private Coordinate Corner(long halves, long units) => new(East(halves), North(units));
}
