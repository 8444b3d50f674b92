namespace SpacesPlaces.Geodata.Crs;

/// <summary>
/// One way between WGS84 and the British National Grid. There is more than one (seven parameters now, the OSTN15 grid when an
/// operator supplies it), both sides of the wire must use the same, and whoever shows a coordinate can say how good it is.
/// </summary>
public interface IGridTransform
{
    /// <summary>The method in words for an operator, for instance <c>Helmert (ProjNET)</c>.</summary>
    string Method { get; }

    /// <summary>
    /// Distance in metres from the OSTN15 definition that a point in the area of use (mid and west Wales) does not exceed.
    /// </summary>
    double AccuracyMetres { get; }

    /// <summary>Projects one position to the grid.</summary>
    /// <param name="lon">Degrees east, WGS84.</param>
    /// <param name="lat">Degrees north, WGS84.</param>
    /// <returns>The point in metres, EPSG:27700.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Not finite, or the result lies outside the grid of Great Britain.</exception>
    GridPoint FromLonLat(double lon, double lat);

    /// <summary>Unprojects one grid point.</summary>
    /// <param name="easting">Metres, EPSG:27700.</param>
    /// <param name="northing">Metres, EPSG:27700.</param>
    /// <returns>The position in degrees, EPSG:4326, longitude first.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Not finite, or outside the grid of Great Britain.</exception>
    LonLat ToLonLat(double easting, double northing);

    /// <summary>Projects many positions in place: longitudes become eastings, latitudes become northings.</summary>
    /// <param name="xs">In: degrees east. Out: eastings in metres.</param>
    /// <param name="ys">In: degrees north. Out: northings in metres; as long as <paramref name="xs"/>.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A position is not finite or outside Great Britain; the spans are then partly changed and must not be used.
    /// </exception>
    void FromLonLat(Span<double> xs, Span<double> ys);

    /// <summary>Unprojects many grid points in place: eastings become longitudes, northings become latitudes.</summary>
    /// <param name="xs">In: eastings in metres. Out: degrees east.</param>
    /// <param name="ys">In: northings in metres. Out: degrees north; as long as <paramref name="xs"/>.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A point is not finite or outside Great Britain; the spans are then partly changed and must not be used.
    /// </exception>
    void ToLonLat(Span<double> xs, Span<double> ys);
}
