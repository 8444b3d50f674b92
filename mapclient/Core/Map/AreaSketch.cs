using NetTopologySuite.Geometries;
using SpacesPlaces.Geodata.Crs;

namespace SpacesPlaces.MapClient.Map;

/// <summary>An area that somebody draws corner by corner, with the mouse or from the keyboard.</summary>
public sealed class AreaSketch
{
    private const int LeastCorners = 3;
    private static readonly GeometryFactory Geometries = new(new PrecisionModel(), 4326);
    private readonly List<Coordinate> corners = [];

    /// <summary>Corners so far.</summary>
    public int Corners => corners.Count;

    /// <summary>Adds a corner; one on the spot of the last is not added again.</summary>
    /// <param name="at">EPSG:4326 degrees.</param>
    public void Add(LonLat at)
    {
        Coordinate corner = new(at.Lon, at.Lat);
        if (corners is not [.., var last] || !last.Equals2D(corner)) corners.Add(corner);
    }

    /// <summary>Takes the last corner back; nothing happens when there is none.</summary>
    public void Undo()
    {
        if (corners.Count > 0) corners.RemoveAt(corners.Count - 1);
    }

    /// <summary>What is drawn so far: a point, a line, or the area; null before the first corner. EPSG:4326.</summary>
    public Geometry? Shape => corners.Count switch
    {
        0 => null,
        1 => Geometries.CreatePoint(corners[0]),
        2 => Geometries.CreateLineString([.. corners]),
        _ => Ring(),
    };

    /// <summary>The area; null while there are too few corners, or its border crosses itself.</summary>
    public Polygon? Area => corners.Count >= LeastCorners && Ring() is { IsValid: true, Area: > 0 } area ? area : null;

    private Polygon Ring() => Geometries.CreatePolygon([.. corners, corners[0].Copy()]);
}
