using NetTopologySuite.Geometries;

namespace SpacesPlaces.Geodata.Crs;

/// <summary>Recognises a position whose longitude and latitude changed places, so that a refusal can ask "did you mean".</summary>
public static class SwappedCoordinates
{
    /// <summary>
    /// True when the position lies outside the area as given and inside it with its two numbers swapped.
    /// Says nothing where the area contains both readings (it must then not be doubted).
    /// </summary>
    /// <param name="lon">Degrees east as given, WGS84.</param>
    /// <param name="lat">Degrees north as given, WGS84.</param>
    /// <param name="area">The area of use in degrees, WGS84: x is longitude, y is latitude.</param>
    public static bool LooksSwapped(double lon, double lat, Envelope area)
    {
        ArgumentNullException.ThrowIfNull(area);
        return !area.Contains(lon, lat) && area.Contains(lat, lon);
    }
}
