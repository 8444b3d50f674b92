using NetTopologySuite.Geometries;
using SpacesPlaces.Geodata.Crs;

namespace SpacesPlaces.Geodata.Grids;

/// <summary>
/// Squares of a stated side, one corner at the origin of the National Grid. Neighbours are the eight that share a side or a corner
/// (queen). PostGIS: <c>ST_SquareGrid</c>, which has the same anchor.
/// </summary>
public sealed class SquareGrid : ICellGrid
{
    private static readonly GridAddress[] Steps =
        [new(-1, -1), new(0, -1), new(1, -1), new(-1, 0), new(1, 0), new(-1, 1), new(0, 1), new(1, 1)];

    private readonly double _perMetre;

    /// <summary>A grid.</summary>
    /// <param name="sideMetres">Side of a square in metres, 50 to 10,000.</param>
    /// <exception cref="ArgumentOutOfRangeException">The side is outside its range or not a number.</exception>
    public SquareGrid(double sideMetres)
    {
        SizeMetres = GridBounds.RequireSize(sideMetres, nameof(sideMetres));
        _perMetre = 1 / sideMetres;
    }

    /// <inheritdoc/>
    public double SizeMetres { get; }

    /// <inheritdoc/>
    public double CellAreaSquareMetres => SizeMetres * SizeMetres;

    /// <inheritdoc/>
    /// <remarks>A point on a border belongs to the cell east and north of it.</remarks>
    public GridAddress CellOf(GridPoint point)
    {
        GridBounds.RequirePoint(point.Easting, point.Northing, nameof(point));
        return new GridAddress(NumberOf(point.Easting), NumberOf(point.Northing));
    }

    /// <inheritdoc/>
    public GridPoint CentreOf(GridAddress cell) => new((cell.Column + 0.5) * SizeMetres, (cell.Row + 0.5) * SizeMetres);

    /// <inheritdoc/>
    public Envelope ExtentOf(GridAddress cell) => new(
        cell.Column * SizeMetres, (cell.Column + 1) * SizeMetres, cell.Row * SizeMetres, (cell.Row + 1) * SizeMetres);

    /// <inheritdoc/>
    public Polygon PolygonOf(GridAddress cell) => (Polygon)GridCell.Geometries.ToGeometry(ExtentOf(cell));

    /// <inheritdoc/>
    public ReadOnlySpan<GridAddress> StepsFrom(int row) => Steps;

    /// <summary>Column of an easting or row of a northing, not negative, in agreement with the edges to the last bit.</summary>
    internal int NumberOf(double metres)
    {
        // The product is a rounding away from the quotient, so it can fall on the wrong side of a border: the border itself decides.
        var number = (int)(metres * _perMetre);
        return metres < number * SizeMetres ? number - 1 : metres >= (number + 1) * SizeMetres ? number + 1 : number;
    }
}
