using System.Runtime.CompilerServices;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using NetTopologySuite.Index.Strtree;
using SpacesPlaces.Geodata.Crs;

namespace SpacesPlaces.MapClient.Map;

/// <summary>A feature that was pointed at.</summary>
/// <param name="Layer">Id of its layer.</param>
/// <param name="Feature">The feature.</param>
public sealed record Picked(string Layer, LayerFeature Feature);

/// <summary>
/// Finds everything under a point or inside a drawn area, not only what lies on top: forty reports of one evening may share a spot.
/// </summary>
public sealed class Picking
{
    private const double MetresPerDegree = 111_320;
    private const int CircleCorners = 24;
    private static readonly GeometryFactory Geometries = new(new PrecisionModel(), 4326);

    // One index for each feature list; it goes with the list.
    private readonly ConditionalWeakTable<IReadOnlyList<LayerFeature>, STRtree<int>> indexes = [];

    /// <summary>What lies within a distance of a point: the topmost layer first, and in a layer what was drawn last.</summary>
    /// <param name="drawn">Layers that are on, the lowest first.</param>
    /// <param name="point">Where somebody pointed, EPSG:4326 degrees.</param>
    /// <param name="metres">Distance in metres on the ground, for instance half a finger's width.</param>
    public IReadOnlyList<Picked> Around(IReadOnlyList<LayerState> drawn, LonLat point, double metres) => Inside(drawn, Circle(point, metres));

    /// <summary>What an area touches.</summary>
    /// <param name="drawn">Layers that are on, the lowest first.</param>
    /// <param name="area">The area, EPSG:4326.</param>
    public IReadOnlyList<Picked> Inside(IReadOnlyList<LayerState> drawn, Geometry area)
    {
        ArgumentNullException.ThrowIfNull(drawn);
        ArgumentNullException.ThrowIfNull(area);
        var prepared = PreparedGeometryFactory.Prepare(area);
        List<Picked> found = [];
        foreach (var state in drawn.Reverse().Where(state => state.Layer.CanPick))
        {
            var features = state.Layer.Features;
            var hits = indexes.GetValue(features, Index).Query(area.EnvelopeInternal).Where(at => prepared.Intersects(features[at].Shape));
            found.AddRange(hits.OrderDescending().Select(at => new Picked(state.Layer.Id, features[at])));
        }

        return found;
    }

    private static STRtree<int> Index(IReadOnlyList<LayerFeature> features)
    {
        STRtree<int> tree = new();
        for (var at = 0; at < features.Count; at++) tree.Insert(features[at].Shape.EnvelopeInternal, at);
        tree.Build();
        return tree;
    }

    // Degrees of longitude are shorter than degrees of latitude, so the circle is one on the ground.
    private static Polygon Circle(LonLat middle, double metres)
    {
        var tall = metres / MetresPerDegree;
        var wide = tall / Math.Cos(middle.Lat * Math.PI / 180);
        var ring = new Coordinate[CircleCorners + 1];
        for (var corner = 0; corner < CircleCorners; corner++)
        {
            var (sin, cos) = Math.SinCos(2 * Math.PI * corner / CircleCorners);
            ring[corner] = new(middle.Lon + wide * cos, middle.Lat + tall * sin);
        }

        ring[CircleCorners] = ring[0].Copy();
        return Geometries.CreatePolygon(ring);
    }
}

/// <summary>What was picked, a page at a time.</summary>
/// <param name="all">Everything that was picked.</param>
public sealed class PickedPages(IReadOnlyList<Picked> all)
{
    /// <summary>Features on a page.</summary>
    public const int PageSize = 10;

    /// <summary>Everything that was picked.</summary>
    public IReadOnlyList<Picked> All { get; } = all;

    /// <summary>Pages; one even when nothing was picked.</summary>
    public int Pages { get; } = Math.Max(1, (all.Count + PageSize - 1) / PageSize);

    /// <summary>The page that is shown, from 0.</summary>
    public int Page { get; private set; }

    /// <summary>The features of the page that is shown.</summary>
    public IReadOnlyList<Picked> Shown => [.. All.Skip(Page * PageSize).Take(PageSize)];

    /// <summary>Turns pages forwards or backwards; stays at an end.</summary>
    public void Turn(int by) => Page = Math.Clamp(Page + by, 0, Pages - 1);
}
