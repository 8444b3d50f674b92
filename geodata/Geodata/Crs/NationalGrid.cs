using ProjNet.CoordinateSystems;
using ProjNet.CoordinateSystems.Transformations;

namespace SpacesPlaces.Geodata.Crs;

/// <summary>
/// The British National Grid (EPSG:27700) and its seven-parameter (Helmert) transform to and from WGS84. Safe to share
/// between threads. <see cref="Ostn15"/> takes its place when an operator supplies the shifts.
/// </summary>
/// <remarks>
/// Source of the parameters: Ordnance Survey, "A guide to coordinate systems in Great Britain", section 6.6, in the
/// position-vector convention. Poor where the old triangulation was: about 0.7 to 1.8 m off in Powys (Machynlleth 1.75 m),
/// but up to 5 m at the edges of Great Britain, always without notice. Pins and phones are coarser; surveys are not.
/// </remarks>
public sealed class NationalGrid : IGridTransform
{
    /// <summary>EPSG code of the grid; the SRID that every stored geometry carries.</summary>
    public const int Srid = 27700;

    /// <summary>Largest easting of the grid of Great Britain in metres; the smallest is 0.</summary>
    public const double MaxEasting = 700_000;

    /// <summary>Largest northing of the grid of Great Britain in metres; the smallest is 0.</summary>
    public const double MaxNorthing = 1_300_000;

    /// <summary>The one instance: seven parameters, computed by ProjNET.</summary>
    public static NationalGrid Helmert { get; } = new();

    private const string Wgs84 = """
        GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563],TOWGS84[0,0,0,0,0,0,0]],
        PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4326"]]
        """;

    private const string Osgb36 = """
        PROJCS["OSGB36 / British National Grid",GEOGCS["OSGB36",DATUM["OSGB_1936",
        SPHEROID["Airy 1830",6377563.396,299.3249646],TOWGS84[446.448,-125.157,542.06,0.15,0.247,0.842,-20.489]],
        PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],
        PARAMETER["latitude_of_origin",49],PARAMETER["central_meridian",-2],PARAMETER["scale_factor",0.9996012717],
        PARAMETER["false_easting",400000],PARAMETER["false_northing",-100000],UNIT["metre",1],AUTHORITY["EPSG","27700"]]
        """;

    // Enough points at a time to spread ProjNET's cost per call, few enough to stay on the stack.
    private const int Batch = 256;

    // Metres per degree near 54 N; only the size of the correction step below depends on it, never the result.
    private const double MetresPerDegree = 111_320;

    private readonly MathTransform _toGrid;
    private readonly MathTransform _toLonLat;

    private NationalGrid()
    {
        var systems = new CoordinateSystemFactory();
        var wgs84 = systems.CreateFromWkt(Wgs84);
        var grid = systems.CreateFromWkt(Osgb36);
        var transforms = new CoordinateTransformationFactory();
        _toGrid = transforms.CreateFromCoordinateSystems(wgs84, grid).MathTransform;
        _toLonLat = transforms.CreateFromCoordinateSystems(grid, wgs84).MathTransform;
    }

    /// <inheritdoc/>
    public string Method => "Helmert (ProjNET)";

    /// <inheritdoc/>
    public double AccuracyMetres => 2;

    /// <summary>True when the point lies on the grid of Great Britain (0..700000, 0..1300000 m, edges included).</summary>
    /// <param name="easting">Metres; NaN and infinity are never inside.</param>
    /// <param name="northing">Metres; NaN and infinity are never inside.</param>
    public static bool Contains(double easting, double northing) =>
        easting is >= 0 and <= MaxEasting && northing is >= 0 and <= MaxNorthing;

    /// <inheritdoc/>
    public GridPoint FromLonLat(double lon, double lat)
    {
        Span<double> xs = [lon], ys = [lat];
        FromLonLat(xs, ys);
        return new GridPoint(xs[0], ys[0]);
    }

    /// <inheritdoc/>
    public LonLat ToLonLat(double easting, double northing)
    {
        Span<double> xs = [easting], ys = [northing];
        ToLonLat(xs, ys);
        return new LonLat(xs[0], ys[0]);
    }

    /// <inheritdoc/>
    public void FromLonLat(Span<double> xs, Span<double> ys)
    {
        RequireSameLength(xs, ys);
        RequireNearBritain(xs, ys);
        ApplyInBatches(_toGrid, xs, ys);
        RequireInside(xs, ys);
    }

    /// <inheritdoc/>
    public void ToLonLat(Span<double> xs, Span<double> ys)
    {
        RequireSameLength(xs, ys);
        RequireInside(xs, ys);
        Undo(_toLonLat, _toGrid, xs, ys);
    }

    // Back to degrees, exactly as far as the way there says so; in place.
    internal static void Undo(MathTransform toLonLat, MathTransform toGrid, Span<double> xs, Span<double> ys)
    {
        Span<double> wantedE = stackalloc double[Batch], wantedN = stackalloc double[Batch];
        Span<double> checkE = stackalloc double[Batch], checkN = stackalloc double[Batch];
        for (var start = 0; start < xs.Length; start += Batch)
        {
            var n = Math.Min(Batch, xs.Length - start);
            var lon = xs.Slice(start, n);
            var lat = ys.Slice(start, n);
            lon.CopyTo(wantedE);
            lat.CopyTo(wantedN);
            Apply(toLonLat, lon, lat);

            // ProjNET undoes the projection by a shorter series than it projects by, and the seven parameters by changing their signs, dropping
            // the height both ways, which leaves some millimetres. One step of Newton's method against the forward direction takes them away, so that a
            // coordinate may go out and come back any number of times without creeping.
            lon.CopyTo(checkE);
            lat.CopyTo(checkN);
            Apply(toGrid, checkE[..n], checkN[..n]);
            for (var i = 0; i < n; i++)
            {
                lat[i] += (wantedN[i] - checkN[i]) / MetresPerDegree;
                lon[i] += (wantedE[i] - checkE[i]) / (MetresPerDegree * Math.Cos(double.DegreesToRadians(lat[i])));
            }
        }
    }

    internal static void ApplyInBatches(MathTransform transform, Span<double> xs, Span<double> ys)
    {
        for (var start = 0; start < xs.Length; start += Batch)
        {
            var n = Math.Min(Batch, xs.Length - start);
            Apply(transform, xs.Slice(start, n), ys.Slice(start, n));
        }
    }

    private static void Apply(MathTransform transform, Span<double> xs, Span<double> ys)
    {
        // Heights are part of the geocentric step: without room for them ProjNET would allocate.
        Span<double> zs = stackalloc double[xs.Length];
        zs.Clear();
        transform.Transform(xs, ys, zs);
    }

    // The projection answers numbers for any longitude; those far from Britain are refused before it can.
    internal static void RequireNearBritain(Span<double> lons, Span<double> lats)
    {
        for (var i = 0; i < lons.Length; i++)
            if (!(lons[i] is >= -20 and <= 20 && lats[i] is >= 45 and <= 65))
                throw new ArgumentOutOfRangeException(nameof(lons), "A longitude and latitude is not in or near Great Britain.");
    }

    internal static void RequireSameLength(Span<double> xs, Span<double> ys)
    {
        if (xs.Length != ys.Length) throw new ArgumentException("There must be as many y as x.", nameof(ys));
    }

    internal static void RequireInside(Span<double> eastings, Span<double> northings)
    {
        for (var i = 0; i < eastings.Length; i++)
            if (!Contains(eastings[i], northings[i]))
                throw new ArgumentOutOfRangeException(nameof(eastings), "A point lies outside the grid of Great Britain.");
    }
}
