using System.Globalization;
using NetTopologySuite.Geometries;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;

namespace SpacesPlaces.Api.Http;

/// <summary>A box asked for as west,south,east,north in degrees, moved to the store's CRS so that its indexes serve.</summary>
public static class BoundingBox
{
    // The box in degrees is curved on the grid: its edges are followed in this many steps, which keeps them within a metre
    // over a county.
    private const int StepsOfEdge = 64;

    private static readonly GeometryFactory Grid = new(new PrecisionModel(), NationalGrid.Srid);

    /// <summary>Reads the box; empty where it lies wholly off the grid.</summary>
    /// <param name="text">West, south, east, north, EPSG:4326.</param>
    /// <param name="grid">The transform in use.</param>
    /// <param name="box">The box, EPSG:27700.</param>
    public static Refusal? TryRead(string text, IGridTransform grid, out Geometry box)
    {
        box = Grid.CreatePolygon();
        var parts = text.Split(',');
        Span<double> n = stackalloc double[4];
        if (parts.Length != 4) return new(ProblemCodes.CoordinateCount, "bbox");
        for (var i = 0; i < 4; i++)
            if (!double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out n[i]) || !double.IsFinite(n[i]))
                return new(ProblemCodes.CoordinateNotANumber, "bbox");
        if (n[0] < -180 || n[2] > 180 || n[1] < -90 || n[3] > 90 || n[0] > n[2] || n[1] > n[3])
            return new(ProblemCodes.CoordinateOutOfRange, "bbox");

        // No record lies outside these bounds of the grid.
        var (west, south, east, north) = (Math.Max(n[0], -9.5), Math.Max(n[1], 49), Math.Min(n[2], 4), Math.Min(n[3], 62));
        if (west >= east || south >= north) return null;
        var ring = new List<Coordinate>(4 * StepsOfEdge + 1);
        for (var i = 0; i < StepsOfEdge; i++) ring.Add(OnGrid(west + (east - west) * i / StepsOfEdge, south, grid));
        for (var i = 0; i < StepsOfEdge; i++) ring.Add(OnGrid(east, south + (north - south) * i / StepsOfEdge, grid));
        for (var i = 0; i < StepsOfEdge; i++) ring.Add(OnGrid(east - (east - west) * i / StepsOfEdge, north, grid));
        for (var i = 0; i < StepsOfEdge; i++) ring.Add(OnGrid(west, north - (north - south) * i / StepsOfEdge, grid));
        ring.Add(ring[0].Copy());
        box = Grid.CreatePolygon([.. ring]);
        // Where the frame of the grid cuts a corner off, the ring may touch itself.
        if (!box.IsValid) box = box.Buffer(0);
        return null;
    }

    // A corner beyond the grid is drawn towards the grid's middle until it lies on it.
    private static Coordinate OnGrid(double lon, double lat, IGridTransform grid)
    {
        if (TryMove(lon, lat, grid, out var direct)) return direct;
        const double middleLon = -2, middleLat = 55;
        var (inside, outside) = (0.0, 1.0);
        TryMove(middleLon, middleLat, grid, out var best);
        for (var i = 0; i < 40; i++)
        {
            var share = (inside + outside) / 2;
            if (TryMove(middleLon + (lon - middleLon) * share, middleLat + (lat - middleLat) * share, grid, out var moved))
                (inside, best) = (share, moved);
            else outside = share;
        }

        return best;
    }

    private static bool TryMove(double lon, double lat, IGridTransform grid, out Coordinate moved)
    {
        try
        {
            var point = grid.FromLonLat(lon, lat);
            moved = new(point.Easting, point.Northing);
            return true;
        }
        catch (ArgumentOutOfRangeException)
        {
            moved = new();
            return false;
        }
    }
}
