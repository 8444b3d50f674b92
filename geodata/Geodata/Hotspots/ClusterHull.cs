using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;
using SpacesPlaces.Geodata.Crs;

namespace SpacesPlaces.Geodata.Hotspots;

/// <summary>
/// The outline of a cluster. It passes through events, so it shows where some of them are: only readers of exact points may
/// have it as it is. PostGIS: <c>ST_ConvexHull</c>, <c>ST_Buffer</c> where that is not an area.
/// </summary>
public static class ClusterHull
{
    /// <summary>Metres by which one spot or a straight line of events is widened into an area.</summary>
    public const double BufferMetres = 10;

    private static readonly GeometryFactory Geometries = new(new PrecisionModel(), NationalGrid.Srid);

    /// <summary>The convex hull of events as a polygon, EPSG:27700, SRID set, clockwise from a fixed corner.</summary>
    /// <param name="points">At least one point, metres, EPSG:27700.</param>
    /// <param name="roundToMetres">
    /// When given, every corner lies on a multiple of this many metres and the outline only ever grows, so that all events
    /// stay inside. Rounding hides little: it is for tidy output, disclosure control is elsewhere.
    /// </param>
    /// <exception cref="ArgumentException">There is no point, or one is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The rounding is not a positive finite number.</exception>
    public static Polygon Of(IReadOnlyCollection<GridPoint> points, double? roundToMetres = null)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.Count == 0) throw new ArgumentException("A hull needs at least one point.", nameof(points));
        if (points.Any(p => !double.IsFinite(p.Easting) || !double.IsFinite(p.Northing)))
            throw new ArgumentException("A coordinate is not finite.", nameof(points));
        if (roundToMetres is { } step && (!double.IsFinite(step) || step <= 0))
            throw new ArgumentOutOfRangeException(nameof(roundToMetres));

        var hull = Hull(points.Select(p => new Coordinate(p.Easting, p.Northing)));
        if (hull is not Polygon) hull = hull.Buffer(BufferMetres);
        if (roundToMetres is { } metres) hull = Hull(hull.Coordinates.SelectMany(corner => Around(corner, metres)));
        hull.Normalize();
        hull.SRID = NationalGrid.Srid;
        return (Polygon)hull;
    }

    private static Geometry Hull(IEnumerable<Coordinate> corners) => new ConvexHull([.. corners], Geometries).GetConvexHull();

    // The four multiples around a corner. Their hull holds the corner, so the hull of all of them holds the hull of all corners.
    private static IEnumerable<Coordinate> Around(Coordinate corner, double metres)
    {
        double west = Math.Floor(corner.X / metres) * metres, east = Math.Ceiling(corner.X / metres) * metres;
        double south = Math.Floor(corner.Y / metres) * metres, north = Math.Ceiling(corner.Y / metres) * metres;
        return [new(west, south), new(east, south), new(east, north), new(west, north)];
    }
}
