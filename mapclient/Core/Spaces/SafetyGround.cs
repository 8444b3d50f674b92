using NetTopologySuite.Geometries;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Assessments;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.MapClient.Map;

namespace SpacesPlaces.MapClient.Spaces;

/// <summary>
/// Where the squares of a safety map lie: whoever colours one is not told, but whoever may see the space's area can lay the outline that came with
/// the squares over it.
/// </summary>
/// <param name="West">Easting of the north-west corner, EPSG:27700 metres.</param>
/// <param name="North">Northing of the north-west corner.</param>
/// <param name="SideMetres">Side of a square in metres.</param>
public sealed record SafetyGround(double West, double North, double SideMetres)
{
    // Outlines come to a hundredth of a square; beyond this much they are of another area.
    private const double MostSquares = 0.1;

    /// <summary>Lays the outline over the space; null where it does not fit, because the space was drawn anew since.</summary>
    /// <param name="squares">The ground as it came.</param>
    /// <param name="space">Area of the space, EPSG:4326.</param>
    /// <param name="grid">The way to the National Grid.</param>
    public static SafetyGround? Of(SafetyMapGrid squares, Geometry space, IGridTransform grid)
    {
        ArgumentNullException.ThrowIfNull(squares);
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(grid);
        var corners = Rings(space).SelectMany(ring => ring.Coordinates).Select(corner => grid.FromLonLat(corner.X, corner.Y)).ToList();
        var told = squares.Outline.SelectMany(ring => ring).ToList();
        if (corners.Count == 0 || corners.Count != told.Count) return null;
        double side = squares.SideMetres;
        // Rings may run the other way round by now, so corners are known by where they lie and not by their order.
        var west = corners.Min(corner => corner.Easting) / side - told.Min(at => at[0]);
        var north = corners.Max(corner => corner.Northing) / side + told.Min(at => at[1]);
        var fits = told.All(at => corners.Exists(corner => Math.Abs(corner.Easting / side - west - at[0]) <= MostSquares && Math.Abs(north - corner.Northing / side - at[1]) <= MostSquares));
        return fits ? new(west * side, north * side, side) : null;
    }

    /// <summary>A square by its name, EPSG:4326.</summary>
    /// <param name="name">Its name: <c>A1</c> lies in the north-west.</param>
    /// <param name="grid">The way from the National Grid.</param>
    /// <exception cref="FormatException">It is no name of a square.</exception>
    public Polygon Square(string name, IGridTransform grid)
    {
        var (column, row) = SafetyGrid.PlaceOf(name);
        return GroundLayers.Square(West + column * SideMetres, North - (row + 1) * SideMetres, grid, SideMetres);
    }

    private static IEnumerable<LineString> Rings(Geometry space)
    {
        for (var i = 0; i < space.NumGeometries; i++)
        {
            if (space.GetGeometryN(i) is not Polygon polygon) continue;
            yield return polygon.ExteriorRing;
            foreach (var hole in polygon.InteriorRings) yield return hole;
        }
    }
}
