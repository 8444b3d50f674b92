using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Reporting;

/// <summary>Coordinates in which a file gives places.</summary>
/// <param name="Name">As it is asked for.</param>
/// <param name="Urn">Its name in a file.</param>
/// <param name="Srid">EPSG code; 4326 for CRS84, with longitude first.</param>
/// <param name="Decimals">Decimals of a coordinate: a millimetre on the ground.</param>
internal sealed record ExportGround(string Name, string Urn, int Srid, int Decimals)
{
    public static readonly ExportGround Crs84 = new("CRS84", "urn:ogc:def:crs:OGC:1.3:CRS84", 4326, 8);
    public static readonly ExportGround BritishGrid = new("EPSG:27700", "urn:ogc:def:crs:EPSG::27700", NationalGrid.Srid, 3);

    /// <summary>What was asked for, or what is usual in the format; null for one that is not offered.</summary>
    public static ExportGround? Of(string? name, ExportFormat format) => name switch
    {
        null => format == ExportFormat.Gpkg ? BritishGrid : Crs84,
        "CRS84" => Crs84,
        "EPSG:27700" => BritishGrid,
        _ => null,
    };

    /// <summary>What a reader of a file must know of its coordinates; null where there is nothing beyond what its format says.</summary>
    public string? Statement(ExportFormat format, Tongue tongue) => (format, Srid) switch
    {
        (ExportFormat.Geojson, NationalGrid.Srid) => Texts.Get(tongue, "export.metres_in_geojson"),
        _ => null,
    };

    /// <summary>Where a view says that its record is, in these coordinates; null where it does not.</summary>
    public Geometry? PlaceOf(object view, IGridTransform grid)
    {
        var shape = view switch
        {
            IncidentView { Point: { } point } => new Point(point.X, point.Y),
            HotspotView hotspot => hotspot.Shape.Shape.Copy(),
            _ => (Geometry?)null,
        };
        if (shape is null || shape.IsEmpty) return null;
        shape.Apply(new Mover(this, grid));
        shape.GeometryChanged();
        return shape;
    }

    /// <summary>The rings of a polygon, the outer one first and against the clock, the others with it, as RFC 7946 wants them.</summary>
    public static IEnumerable<Coordinate[]> RingsOf(Polygon polygon)
    {
        yield return Turned(polygon.ExteriorRing, againstTheClock: true);
        foreach (var hole in polygon.InteriorRings) yield return Turned(hole, againstTheClock: false);
    }

    private static Coordinate[] Turned(LineString ring, bool againstTheClock)
    {
        var corners = ring.Coordinates;
        if (Orientation.IsCCW(corners) != againstTheClock) Array.Reverse(corners);
        return corners;
    }

    // Views hold degrees, at the precision at which they may be shown: metres come from them and from nowhere else.
    private sealed class Mover(ExportGround ground, IGridTransform grid) : ICoordinateSequenceFilter
    {
        public bool Done => false;
        public bool GeometryChanged => true;

        public void Filter(CoordinateSequence seq, int i)
        {
            var (x, y) = (seq.GetX(i), seq.GetY(i));
            if (ground.Srid == NationalGrid.Srid) (x, y) = grid.FromLonLat(x, y);
            seq.SetX(i, Math.Round(x, ground.Decimals));
            seq.SetY(i, Math.Round(y, ground.Decimals));
        }
    }
}
