using ProjNet.CoordinateSystems;
using ProjNet.CoordinateSystems.Transformations;

namespace SpacesPlaces.Geodata.Crs;

/// <summary>
/// OSTN15, the definition of the British National Grid (EPSG:27700) against ETRS89: the grid's own projection on the ellipsoid of ETRS89,
/// then a shift between the four nodes around. Used when an operator supplies the shifts. Safe to share between threads.
/// </summary>
/// <remarks>
/// Source: Ordnance Survey, "Transformations and OSGM15 user guide". WGS84 is taken as ETRS89, which are under a metre apart in Britain.
/// Outside the nodes it is undefined and refuses; it never answers with the seven parameters instead.
/// </remarks>
public sealed class Ostn15 : IGridTransform
{
    // The National Grid's projection on GRS80, which gives the ETRS89 grid: positions before they are shifted.
    private const string Etrs89 = """
        GEOGCS["ETRS89",DATUM["European_Terrestrial_Reference_System_1989",SPHEROID["GRS 1980",6378137,298.257222101],
        TOWGS84[0,0,0,0,0,0,0]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4258"]]
        """;

    private const string Etrs89Grid = $"""
        PROJCS["ETRS89 grid of Great Britain",{Etrs89},PROJECTION["Transverse_Mercator"],
        PARAMETER["latitude_of_origin",49],PARAMETER["central_meridian",-2],PARAMETER["scale_factor",0.9996012717],
        PARAMETER["false_easting",400000],PARAMETER["false_northing",-100000],UNIT["metre",1]]
        """;

    // A thousandth of a millimetre; reached after three or four steps, because the shift changes by millimetres over a metre at most.
    private const double Near = 0.000_001;
    private const int MostSteps = 20;

    private readonly ShiftGrid _shifts;
    private readonly MathTransform _toGrid;
    private readonly MathTransform _toLonLat;

    /// <summary>OSTN15 over these shifts.</summary>
    /// <param name="shifts">As <see cref="ShiftGridFile"/> reads them.</param>
    public Ostn15(ShiftGrid shifts)
    {
        _shifts = shifts;
        var systems = new CoordinateSystemFactory();
        var (degrees, grid) = (systems.CreateFromWkt(Etrs89), systems.CreateFromWkt(Etrs89Grid));
        var transforms = new CoordinateTransformationFactory();
        _toGrid = transforms.CreateFromCoordinateSystems(degrees, grid).MathTransform;
        _toLonLat = transforms.CreateFromCoordinateSystems(grid, degrees).MathTransform;
    }

    /// <summary>The shifts in use.</summary>
    public ShiftGrid Shifts => _shifts;

    /// <inheritdoc/>
    public string Method => "OSTN15";

    /// <inheritdoc/>
    public double AccuracyMetres => 0.01;

    /// <inheritdoc/>
    public GridPoint FromLonLat(double lon, double lat)
    {
        Span<double> xs = [lon], ys = [lat];
        FromLonLat(xs, ys);
        return new(xs[0], ys[0]);
    }

    /// <inheritdoc/>
    public LonLat ToLonLat(double easting, double northing)
    {
        Span<double> xs = [easting], ys = [northing];
        ToLonLat(xs, ys);
        return new(xs[0], ys[0]);
    }

    /// <inheritdoc/>
    public void FromLonLat(Span<double> xs, Span<double> ys)
    {
        NationalGrid.RequireSameLength(xs, ys);
        NationalGrid.RequireNearBritain(xs, ys);
        NationalGrid.ApplyInBatches(_toGrid, xs, ys);
        for (var i = 0; i < xs.Length; i++)
        {
            if (!_shifts.TryShift(xs[i], ys[i], out var east, out var north)) throw Outside();
            xs[i] += east;
            ys[i] += north;
        }

        NationalGrid.RequireInside(xs, ys);
    }

    /// <inheritdoc/>
    public void ToLonLat(Span<double> xs, Span<double> ys)
    {
        NationalGrid.RequireSameLength(xs, ys);
        NationalGrid.RequireInside(xs, ys);
        for (var i = 0; i < xs.Length; i++) (xs[i], ys[i]) = Unshifted(xs[i], ys[i]);
        NationalGrid.Undo(_toLonLat, _toGrid, xs, ys);
    }

    // The shift is known at the place before the shift: begin with the one at the place after it, and look again from there.
    private (double X, double Y) Unshifted(double easting, double northing)
    {
        var (x, y) = (easting, northing);
        for (var step = 0; step < MostSteps; step++)
        {
            if (!_shifts.TryShift(x, y, out var east, out var north)) throw Outside();
            var (nextX, nextY) = (easting - east, northing - north);
            var moved = double.Hypot(nextX - x, nextY - y);
            (x, y) = (nextX, nextY);
            if (moved < Near) return (x, y);
        }

        throw new InvalidOperationException("The shifts are not smooth: no position before the shift could be found.");
    }

    private static ArgumentOutOfRangeException Outside() => new("easting", "A point lies outside the shifts of OSTN15.");
}
