using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Union;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Grids;
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
    /// The 1 km squares that any of the hulls touches, as one shape for each group of touching squares, from south to north:
    /// neither the number of shapes nor their order follows the clusters.
    /// </summary>
    /// <param name="hulls">Hulls in any order, EPSG:27700.</param>
    /// <returns>Polygons, or multi-polygons where squares touch at a corner only; EPSG:27700.</returns>
    public static IReadOnlyList<Geometry> Squares(IEnumerable<Polygon> hulls)
    {
        var left = new SortedSet<(int Y, int X)>(hulls.SelectMany(Touched).Select(cell => (cell.CellY, cell.CellX)));
        var shapes = new List<Geometry>();
        while (left.Count > 0)
        {
            var group = new List<Geometry>();
            var next = new Stack<(int Y, int X)>([left.Min]);
            left.Remove(left.Min);
            while (next.TryPop(out var cell))
            {
                group.Add(new GridCell(cell.X, cell.Y).ToPolygon());
                for (var y = cell.Y - 1; y <= cell.Y + 1; y++)
                    for (var x = cell.X - 1; x <= cell.X + 1; x++)
                        if (left.Remove((y, x))) next.Push((y, x));
            }

            var shape = UnaryUnionOp.Union(group);
            shape.Normalize();
            shapes.Add(shape);
        }

        return shapes;
    }

    // A hull that only touches the edge of a square from outside touches it: an event on a corner of the kilometre grid is then
    // inside the shape and never a corner of it. Ranges of cells leave that edge out, so the box is a metre wider.
    private static IEnumerable<GridCell> Touched(Polygon hull)
    {
        var box = hull.EnvelopeInternal.Copy();
        box.ExpandBy(1);
        return GridCellRange.Covering(box).Cells().Where(cell => cell.ToPolygon().Intersects(hull));
    }
}
