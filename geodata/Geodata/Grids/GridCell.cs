using NetTopologySuite.Geometries;
using SpacesPlaces.Geodata.Crs;

namespace SpacesPlaces.Geodata.Grids;

/// <summary>
/// A 1 km square of the British National Grid. The database keeps both numbers beside each point, because row security stops
/// it using a spatial index: rows are found by cell first and tested exactly after.
/// </summary>
/// <param name="CellX">Kilometres east: floor(easting / 1000).</param>
/// <param name="CellY">Kilometres north: floor(northing / 1000).</param>
public readonly record struct GridCell(int CellX, int CellY)
{
    /// <summary>Side of a cell in metres.</summary>
    public const double SideMetres = 1000;

    internal static readonly GeometryFactory Geometries = new(new PrecisionModel(), NationalGrid.Srid);

    /// <summary>The cell that holds a point; a point on a border belongs to the cell east and north of it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The point is outside the grid of Great Britain or not finite.</exception>
    public static GridCell Of(GridPoint point)
    {
        if (!NationalGrid.Contains(point.Easting, point.Northing))
            throw new ArgumentOutOfRangeException(nameof(point), "The point lies outside the grid of Great Britain.");
        return new GridCell((int)Math.Floor(point.Easting / SideMetres), (int)Math.Floor(point.Northing / SideMetres));
    }

    /// <summary>The extent of the cell in metres, EPSG:27700.</summary>
    public Envelope Extent =>
        new(CellX * SideMetres, (CellX + 1) * SideMetres, CellY * SideMetres, (CellY + 1) * SideMetres);

    /// <summary>The cell as a square polygon, EPSG:27700, SRID set.</summary>
    public Polygon ToPolygon() => (Polygon)Geometries.ToGeometry(Extent);
}
