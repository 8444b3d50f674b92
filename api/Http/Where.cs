using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Operation.Valid;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Places;
using SpacesPlaces.Geodata.Vocabulary;
using Location = SpacesPlaces.Contracts.Location;

namespace SpacesPlaces.Api.Http;

/// <summary>
/// Where things are, at the wire: contracts carry EPSG:4326, the store holds EPSG:27700. The checks here are the only way in,
/// and the database's CHECK constraints stand behind them.
/// </summary>
public static class Where
{
    /// <summary>Most vertices that an area in a request may have.</summary>
    public const int MostVertices = 2_000;

    /// <summary>Largest area in a request, km²: twice Wales.</summary>
    public const double LargestAreaSquareKm = 42_000;

    private const string Wgs84 = "EPSG:4326";
    private const string BritishGrid = "EPSG:27700";
    private static readonly GeometryFactory Grid = new(new PrecisionModel(), NationalGrid.Srid);
    private static readonly GeometryFactory Degrees = new(new PrecisionModel(), 4326);

    /// <summary>A point in the store's CRS.</summary>
    public static Point ToPoint(GridPoint point) => Grid.CreatePoint(new Coordinate(point.Easting, point.Northing));

    /// <summary>The National Grid point of a location that has passed <see cref="Check(Location, string, IPreparedGeometry, IGridTransform)"/>.</summary>
    public static Point ToPoint(Location location, IGridTransform grid) => location.Crs == BritishGrid
        ? ToPoint(new GridPoint(location.Point.X, location.Point.Y))
        : ToPoint(grid.FromLonLat(location.Point.X, location.Point.Y));

    /// <summary>The wire form of a stored point.</summary>
    public static PointGeometry ToWire(Point point, IGridTransform grid)
    {
        var (lon, lat) = grid.ToLonLat(point.X, point.Y);
        return new(lon, lat);
    }

    /// <summary>The wire form of a stored area.</summary>
    public static AreaGeometry ToWire(Geometry area, IGridTransform grid) =>
        new(Moved(area, Degrees, (x, y) => { var (lon, lat) = grid.ToLonLat(x, y); return (lon, lat); }));

    /// <summary>The National Grid form of an area that has passed its check.</summary>
    public static Geometry ToGrid(AreaGeometry area, IGridTransform grid) =>
        Moved(area.Shape, Grid, (x, y) => { var (easting, northing) = grid.FromLonLat(x, y); return (easting, northing); });

    /// <summary>What is wrong with a point; nothing when it may be stored.</summary>
    /// <param name="location">As sent.</param>
    /// <param name="field">Name of the field, for the answer.</param>
    /// <param name="area">Area in which it must lie, EPSG:27700.</param>
    /// <param name="grid">The transform in use.</param>
    public static IEnumerable<Refusal> Check(Location location, string field, IPreparedGeometry area, IGridTransform grid)
    {
        var here = $"{field}.point.coordinates";
        var (x, y) = location.Point;
        if (location.Crs is not (null or Wgs84 or BritishGrid))
        {
            yield return Refusal.Of(ProblemCodes.CrsNotSupported, $"{field}.crs", ("crs", "EPSG:4326, EPSG:27700"));
            yield break;
        }

        if (location.AccuracyMetres is { } accuracy && !(accuracy is >= 0 and <= 100_000))
            yield return Refusal.Of(ProblemCodes.NumberOutOfRange, $"{field}.accuracyMetres", ("min", 0), ("max", 100_000));
        // A postcode is an area: as a point without its reach it would be used to find places where harm repeats.
        else if (location.PlacedBy == PointSource.Postcode && !(location.AccuracyMetres >= PostcodeReach.LeastMetres))
            yield return Refusal.Of(ProblemCodes.NumberOutOfRange, $"{field}.accuracyMetres", ("min", PostcodeReach.LeastMetres), ("max", 100_000));
        if (x == 0 && y == 0)
        {
            yield return new(ProblemCodes.NullIsland, here);
            yield break;
        }

        if (location.Crs == BritishGrid)
        {
            if (!NationalGrid.Contains(x, y)) yield return new(ProblemCodes.CoordinateOutOfRange, here);
            else if (!area.Covers(ToPoint(new GridPoint(x, y)))) yield return new(ProblemCodes.OutsideArea, here);
            yield break;
        }

        if (LooksSwapped(x, y, area, grid))
        {
            yield return Refusal.Of(ProblemCodes.CoordinatesSwapped, here, ("lon", y), ("lat", x));
            yield break;
        }

        if (x is < -180 or > 180 || y is < -90 or > 90) yield return new(ProblemCodes.CoordinateOutOfRange, here);
        else if (!TryToGrid(x, y, grid, out var point) || !area.Covers(point)) yield return new(ProblemCodes.OutsideArea, here);
    }

    /// <summary>Refuses an area where the place itself is asked for, because what is stored has no room to say how far it reaches.</summary>
    public static IEnumerable<Refusal> CheckIsPlace(Location location, string field)
    {
        if (location.PlacedBy == PointSource.Postcode) yield return new(ProblemCodes.WordUnknown, $"{field}.placedBy");
    }

    /// <summary>What is wrong with an area; nothing when it may be used.</summary>
    /// <param name="area">As sent.</param>
    /// <param name="field">Name of the field, for the answer.</param>
    /// <param name="grid">The transform in use.</param>
    /// <param name="around">Area that is meant, EPSG:27700; given, corners that would lie in it the other way round are told.</param>
    public static IEnumerable<Refusal> Check(AreaGeometry area, string field, IGridTransform grid, IPreparedGeometry? around = null)
    {
        var shape = area.Shape;
        if (shape.NumPoints > MostVertices)
        {
            yield return Refusal.Of(ProblemCodes.PolygonTooManyVertices, field, ("max", MostVertices));
            yield break;
        }

        foreach (var c in shape.Coordinates)
        {
            if (c.X is >= -180 and <= 180 && c.Y is >= -90 and <= 90) continue;
            yield return new(ProblemCodes.CoordinateOutOfRange, field);
            yield break;
        }

        if (around is not null && shape.Coordinates.FirstOrDefault(c => LooksSwapped(c.X, c.Y, around, grid)) is { } swapped)
        {
            yield return Refusal.Of(ProblemCodes.CoordinatesSwapped, field, ("lon", swapped.Y), ("lat", swapped.X));
            yield break;
        }

        foreach (var c in shape.Coordinates)
        {
            // A degree box around Great Britain is checked before measuring: a planet-size polygon has no place on the grid.
            if (TryToGrid(c.X, c.Y, grid, out _)) continue;
            yield return Refusal.Of(ProblemCodes.PolygonTooLarge, field, ("max", LargestAreaSquareKm));
            yield break;
        }

        if (!new IsValidOp(shape).IsValid) yield return new(ProblemCodes.PolygonCrossesItself, field);
        else if (ToGrid(area, grid).Area > LargestAreaSquareKm * 1e6)
            yield return Refusal.Of(ProblemCodes.PolygonTooLarge, field, ("max", LargestAreaSquareKm));
    }

    private static bool LooksSwapped(double x, double y, IPreparedGeometry area, IGridTransform grid) =>
        TryToGrid(y, x, grid, out var swapped) && area.Covers(swapped)
        && !(TryToGrid(x, y, grid, out var asSent) && area.Covers(asSent));

    private static bool TryToGrid(double lon, double lat, IGridTransform grid, out Point point)
    {
        point = Grid.CreatePoint();
        // Rough bounds of the National Grid in degrees; the exact bounds are the transform's.
        if (lon is < -10 or > 4 || lat is < 49 or > 62) return false;
        try
        {
            point = ToPoint(grid.FromLonLat(lon, lat));
            return true;
        }
        catch (ArgumentOutOfRangeException)
        {
            return false;
        }
    }

    private static Geometry Moved(Geometry shape, GeometryFactory factory, Func<double, double, (double X, double Y)> move)
    {
        var moved = new GeometryEditor(factory).Edit(shape, new Mover(move));
        moved.SRID = factory.SRID;
        return moved;
    }

    private sealed class Mover(Func<double, double, (double X, double Y)> move) : GeometryEditor.CoordinateOperation
    {
        public override Coordinate[] Edit(Coordinate[] coordinates, Geometry geometry) =>
            [.. coordinates.Select(c => { var (x, y) = move(c.X, c.Y); return new Coordinate(x, y); })];
    }
}
