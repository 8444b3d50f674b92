using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Union;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Disclosure;
using SpacesPlaces.Geodata.Hotspots;

namespace SpacesPlaces.Api.Disclosure;

/// <summary>The shape in which a role may see where a cluster is.</summary>
internal static class HotspotShapes
{
    /// <summary>
    /// A hull's corners are events, to the metre. Readers who do not see exact points get it grown to corners on this lattice
    /// (metres), so that no corner is an event's point.
    /// </summary>
    public const double LatticeMetres = 100;

    /// <summary>The shape of one cluster for a reader of figures, EPSG:27700.</summary>
    /// <param name="sight">How the reader sees; <see cref="HotspotSight.Everything"/> alone gets the hull itself.</param>
    /// <param name="hull">Hull of the members, EPSG:27700.</param>
    /// <exception cref="ArgumentOutOfRangeException">The reader sees no shape of a single cluster.</exception>
    public static Polygon For(HotspotSight sight, Polygon hull) => sight switch
    {
        HotspotSight.Everything => hull,
        HotspotSight.Figures => ClusterHull.Of([.. hull.Coordinates.Select(c => new GridPoint(c.X, c.Y))], LatticeMetres),
        _ => throw new ArgumentOutOfRangeException(nameof(sight)),
    };

    /// <summary>
    /// The fixed areas that hold the hulls' middles, as one shape for each group of touching areas, from south to north: neither
    /// the number of shapes nor their order follows the clusters. The middle alone decides: every area that a hull touches would
    /// tell that it lies on the line between them, closer than any one area does.
    /// </summary>
    /// <param name="hulls">Hulls in any order, EPSG:27700.</param>
    /// <param name="areas">The fixed areas.</param>
    /// <returns>Polygons, or multi-polygons where areas touch at a corner only; EPSG:27700.</returns>
    public static IReadOnlyList<Geometry> Squares(IEnumerable<Polygon> hulls, FixedAreas areas)
    {
        var left = new SortedSet<FixedArea>(hulls.Select(areas.Around));
        var shapes = new List<Geometry>();
        while (left.Count > 0)
        {
            var group = new List<Geometry>();
            var next = new Stack<FixedArea>([left.Min]);
            left.Remove(left.Min);
            while (next.TryPop(out var area))
            {
                group.Add(area.ToPolygon());
                foreach (var neighbour in left.Where(other => other.Extent.Intersects(area.Extent)).ToList())
                {
                    left.Remove(neighbour);
                    next.Push(neighbour);
                }
            }

            var shape = UnaryUnionOp.Union(group);
            shape.Normalize();
            shapes.Add(shape);
        }

        return shapes;
    }
}
