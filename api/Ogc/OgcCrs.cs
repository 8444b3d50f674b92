using SpacesPlaces.Geodata.Crs;

namespace SpacesPlaces.Api.Ogc;

/// <summary>A coordinate reference system in which features are given, with the authority's axis order.</summary>
/// <param name="Uri">Its name, as it travels.</param>
/// <param name="Srid">EPSG code; 4326 for CRS84 too.</param>
/// <param name="LatitudeFirst">True where the authority puts latitude first.</param>
/// <param name="Decimals">Decimals of a coordinate: a millimetre on the ground.</param>
internal sealed record OgcCrs(string Uri, int Srid, bool LatitudeFirst, int Decimals)
{
    private const double EarthRadius = 6_378_137;

    // Beyond this latitude the projection of web maps has no place.
    private const double LargestMercatorLatitude = 85.06;

    public static readonly OgcCrs Crs84 = new("http://www.opengis.net/def/crs/OGC/1.3/CRS84", 4326, false, 8);
    public static readonly OgcCrs Wgs84 = new("http://www.opengis.net/def/crs/EPSG/0/4326", 4326, true, 8);
    public static readonly OgcCrs BritishGrid = new("http://www.opengis.net/def/crs/EPSG/0/27700", NationalGrid.Srid, false, 3);
    public static readonly OgcCrs WebMercator = new("http://www.opengis.net/def/crs/EPSG/0/3857", 3857, false, 3);

    /// <summary>All of them, the default first. No other is listed: only what can be done exactly.</summary>
    public static readonly IReadOnlyList<OgcCrs> All = [Crs84, Wgs84, BritishGrid, WebMercator];

    /// <summary>The CRS of that name; null for one that is not offered.</summary>
    public static OgcCrs? Of(string uri) => All.FirstOrDefault(crs => crs.Uri == uri);

    /// <summary>A stored position in this CRS and its axis order.</summary>
    /// <param name="easting">Metres, EPSG:27700.</param>
    /// <param name="northing">Metres, EPSG:27700.</param>
    /// <param name="grid">The transform in use.</param>
    public (double First, double Second) FromGrid(double easting, double northing, IGridTransform grid)
    {
        if (Srid == NationalGrid.Srid) return (Rounded(easting), Rounded(northing));
        var (lon, lat) = grid.ToLonLat(easting, northing);
        if (Srid == 4326) return LatitudeFirst ? (Rounded(lat), Rounded(lon)) : (Rounded(lon), Rounded(lat));
        return (Rounded(EarthRadius * lon * Math.PI / 180), Rounded(EarthRadius * Math.Log(Math.Tan((Math.PI / 4) + (lat * Math.PI / 360)))));
    }

    /// <summary>A position of this CRS as degrees, longitude first; of the National Grid only where it lies on it.</summary>
    /// <param name="first">The first axis.</param>
    /// <param name="second">The second axis.</param>
    /// <param name="grid">The transform in use.</param>
    public (double Lon, double Lat) ToLonLat(double first, double second, IGridTransform grid)
    {
        if (Srid == NationalGrid.Srid)
        {
            var (lon, lat) = grid.ToLonLat(first, second);
            return (lon, lat);
        }

        if (Srid == 4326) return LatitudeFirst ? (second, first) : (first, second);
        return (first / EarthRadius * 180 / Math.PI, Math.Clamp((2 * Math.Atan(Math.Exp(second / EarthRadius)) - (Math.PI / 2)) * 180 / Math.PI, -LargestMercatorLatitude, LargestMercatorLatitude));
    }

    private double Rounded(double value) => Math.Round(value, Decimals);
}
