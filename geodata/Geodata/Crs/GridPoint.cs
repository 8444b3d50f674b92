namespace SpacesPlaces.Geodata.Crs;

/// <summary>A point on the British National Grid, EPSG:27700.</summary>
/// <param name="Easting">Metres east of the false origin; the x of the grid.</param>
/// <param name="Northing">Metres north of the false origin; the y of the grid.</param>
public readonly record struct GridPoint(double Easting, double Northing);
