using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.OverlayNG;
using NetTopologySuite.Simplify;
using SpacesPlaces.Geodata.Crs;

namespace SpacesPlaces.Api.Ogc.Tiles;

/// <summary>Brings areas into a tile: its units, its frame with a margin, and no more corners than can be seen at its zoom.</summary>
internal sealed class TileShapes(TileAddress tile, IGridTransform grid)
{
    /// <summary>Units around a tile in which areas go on, so that their edges are not drawn along its frame.</summary>
    public const int Margin = 64;

    // A tile is drawn 512 points wide: eight units are a point.
    private const double Point = 8;

    private static readonly GeometryFactory Plane = new(new PrecisionModel());
    private static readonly PrecisionModel WholeUnits = new(1);
    private static readonly Geometry Frame = Plane.ToGeometry(new(-Margin, TileAddress.Extent + Margin, -Margin, TileAddress.Extent + Margin));

    private readonly Projection projection = new(tile, grid);

    /// <summary>The area in whole units, cut at the frame; null where it is not in it or smaller than a point.</summary>
    /// <param name="stored">EPSG:27700; left as it is.</param>
    /// <param name="plain">True for a square, which has no corner too many.</param>
    public Geometry? InTile(Geometry stored, bool plain = false)
    {
        var shape = Plane.CreateGeometry(stored).Copy();
        shape.Apply(projection);
        if (!shape.EnvelopeInternal.Intersects(Frame.EnvelopeInternal)) return null;
        if (!plain && tile.Zoom < TileReading.FirstZoomOfFeatures) shape = DouglasPeuckerSimplifier.Simplify(shape, Point / 2);
        if (shape.IsEmpty || shape.Area < Point * Point) return null;
        // Cutting and rounding are one act, which leaves areas that are areas.
        var cut = OverlayNG.Overlay(shape, Frame, OverlayNG.INTERSECTION, WholeUnits);
        return cut.IsEmpty ? null : cut;
    }

    private sealed class Projection(TileAddress tile, IGridTransform grid) : IEntireCoordinateSequenceFilter
    {
        public bool Done => false;
        public bool GeometryChanged => true;

        public void Filter(CoordinateSequence sequence)
        {
            for (var i = 0; i < sequence.Count; i++)
            {
                // Boundaries may reach out to sea, beyond the grid: its edge stands for what lies there.
                var (easting, northing) = (Math.Clamp(sequence.GetX(i), 0, NationalGrid.MaxEasting), Math.Clamp(sequence.GetY(i), 0, NationalGrid.MaxNorthing));
                var (right, down) = tile.Place(easting, northing, grid);
                sequence.SetX(i, right);
                sequence.SetY(i, down);
            }
        }
    }
}
