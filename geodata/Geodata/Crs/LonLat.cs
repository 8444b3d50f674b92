namespace SpacesPlaces.Geodata.Crs;

/// <summary>A position in WGS84, EPSG:4326, in the order of RFC 7946: longitude first.</summary>
/// <param name="Lon">Degrees east of Greenwich, -180 to 180.</param>
/// <param name="Lat">Degrees north of the equator, -90 to 90.</param>
public readonly record struct LonLat(double Lon, double Lat);
