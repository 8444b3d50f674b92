using System.Globalization;
using NetTopologySuite.Geometries;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;

namespace SpacesPlaces.Api.Http;

/// <summary>A box asked for as west,south,east,north in degrees, moved to the store's CRS so that its indexes serve.</summary>
public static class BoundingBox
{
    public static Refusal? TryRead(string text, IGridTransform grid, out Envelope box)
    {
        box = new();
        var parts = text.Split(',');
        Span<double> n = stackalloc double[4];
        if (parts.Length != 4) return new(ProblemCodes.CoordinateCount, "bbox");
        for (var i = 0; i < 4; i++)
            if (!double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out n[i]) || !double.IsFinite(n[i]))
                return new(ProblemCodes.CoordinateNotANumber, "bbox");
        if (n[0] < -180 || n[2] > 180 || n[1] < -90 || n[3] > 90 || n[0] > n[2] || n[1] > n[3])
            return new(ProblemCodes.CoordinateOutOfRange, "bbox");

        // A box in degrees is curved on the grid: its edges are followed, so that nothing near an edge is lost.
        const int steps = 8;
        var (west, south, east, north) = (Math.Max(n[0], -9), Math.Max(n[1], 49.5), Math.Min(n[2], 3), Math.Min(n[3], 61.5));
        if (west > east || south > north) return null;
        for (var i = 0; i <= steps; i++)
        {
            var (lon, lat) = (west + (east - west) * i / steps, south + (north - south) * i / steps);
            foreach (var (x, y) in ((double, double)[])[(lon, south), (lon, north), (west, lat), (east, lat)]) Include(box, x, y, grid);
        }

        return null;
    }

    private static void Include(Envelope box, double lon, double lat, IGridTransform grid)
    {
        try
        {
            var point = grid.FromLonLat(lon, lat);
            box.ExpandToInclude(point.Easting, point.Northing);
        }
        catch (ArgumentOutOfRangeException)
        {
            // An edge of the box beyond the grid adds nothing: no record can lie there.
        }
    }
}
