using NetTopologySuite.Geometries;
using SpacesPlaces.Geodata.Crs;

namespace SpacesPlaces.Geodata.Grids;

/// <summary>
/// Equal cells that fill the plane, anchored to the origin of the National Grid (EPSG:27700) and to nothing else: the same place falls
/// in the same cell whatever the data, so that maps of different windows and dates can be laid on each other, and a stray point moves no
/// border.
/// </summary>
public interface ICellGrid
{
    /// <summary>Smallest size in metres: a finer grid shows single houses and holds hardly any cell with two events.</summary>
    const double LeastSizeMetres = 50;

    /// <summary>Largest size in metres: a coarser cell holds whole towns.</summary>
    const double MostSizeMetres = 10_000;

    /// <summary>Size of a cell in metres: side of a square, width of a hexagon from flat to flat.</summary>
    double SizeMetres { get; }

    /// <summary>Area of a cell in square metres.</summary>
    double CellAreaSquareMetres { get; }

    /// <summary>The cell that holds a point.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The point is not finite, outside the grid of Great Britain, or within 180 of the origin both ways, which is degrees.
    /// </exception>
    GridAddress CellOf(GridPoint point);

    /// <summary>The centre of a cell, metres, EPSG:27700.</summary>
    GridPoint CentreOf(GridAddress cell);

    /// <summary>The box around a cell, metres, EPSG:27700.</summary>
    Envelope ExtentOf(GridAddress cell);

    /// <summary>The cell as a polygon, EPSG:27700, SRID set; neighbours share their corners exactly.</summary>
    Polygon PolygonOf(GridAddress cell);

    /// <summary>The steps that lead from a cell of this row to its neighbours, from south-west, row by row.</summary>
    /// <param name="row">The row of the cell; in a grid of hexagons odd rows are shifted.</param>
    ReadOnlySpan<GridAddress> StepsFrom(int row);
}
