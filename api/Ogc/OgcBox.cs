using System.Globalization;
using NetTopologySuite.Geometries;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;

namespace SpacesPlaces.Api.Ogc;

/// <summary>Boxes as the standard has them: 4 or 6 numbers in a CRS that is offered, over the antimeridian too.</summary>
internal static class OgcBox
{
    // A box without width still holds what lies on it: half a centimetre to each side.
    private const double Breadth = 5e-8;

    private static readonly GeometryFactory Grid = new(new PrecisionModel(), NationalGrid.Srid);

    /// <summary>Reads a box; empty where it lies wholly off the grid.</summary>
    /// <param name="text">As asked.</param>
    /// <param name="field">Name of the parameter, for the answer.</param>
    /// <param name="crs">The CRS of its numbers.</param>
    /// <param name="grid">The transform in use.</param>
    /// <param name="box">The box, EPSG:27700.</param>
    public static Refusal? TryRead(string text, string field, OgcCrs crs, IGridTransform grid, out Geometry box)
    {
        box = Grid.CreatePolygon();
        var parts = text.Split(',');
        if (parts.Length is not (4 or 6)) return new(ProblemCodes.CoordinateCount, field);
        var numbers = new double[parts.Length];
        for (var i = 0; i < parts.Length; i++)
            if (!double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]) || !double.IsFinite(numbers[i]))
                return new(ProblemCodes.CoordinateNotANumber, field);
        // Heights are read and have no part: everything here lies on the ground.
        if (numbers.Length == 6)
        {
            if (numbers[2] > numbers[5]) return new(ProblemCodes.CoordinateOutOfRange, field);
            numbers = [numbers[0], numbers[1], numbers[3], numbers[4]];
        }

        return TryRead(numbers, field, crs, grid, out box);
    }

    /// <summary>The same with its four numbers read: lower corner, upper corner, in the CRS's axis order.</summary>
    public static Refusal? TryRead(double[] numbers, string field, OgcCrs crs, IGridTransform grid, out Geometry box)
    {
        box = Grid.CreatePolygon();
        if (crs.Srid == NationalGrid.Srid)
        {
            if (numbers[0] > numbers[2] || numbers[1] > numbers[3]) return new(ProblemCodes.CoordinateOutOfRange, field);
            var frame = new Envelope(numbers[0], numbers[2], numbers[1], numbers[3]).Intersection(new Envelope(0, NationalGrid.MaxEasting, 0, NationalGrid.MaxNorthing));
            if (!frame.IsNull) box = Rectangle(frame);
            return null;
        }

        if (crs.Srid != 4326 && numbers[0] > numbers[2]) return new(ProblemCodes.CoordinateOutOfRange, field);
        var (west, south) = crs.ToLonLat(numbers[0], numbers[1], grid);
        var (east, north) = crs.ToLonLat(numbers[2], numbers[3], grid);
        if (Math.Abs(west) > 180 || Math.Abs(east) > 180)
        {
            // A web map may be drawn farther than the world is round.
            if (crs.Srid == 4326) return new(ProblemCodes.CoordinateOutOfRange, field);
            (west, east) = (Math.Clamp(west, -180, 180), Math.Clamp(east, -180, 180));
        }

        if (Math.Abs(south) > 90 || Math.Abs(north) > 90 || south > north) return new(ProblemCodes.CoordinateOutOfRange, field);
        if (west <= east) return TryLonLat(west, south, east, north, field, grid, out box);
        if (TryLonLat(west, south, 180, north, field, grid, out var left) is { } refusal) return refusal;
        if (TryLonLat(-180, south, east, north, field, grid, out var right) is { } other) return other;
        box = left.IsEmpty ? right : right.IsEmpty ? left : left.Union(right);
        box.SRID = NationalGrid.Srid;
        return null;
    }

    private static Refusal? TryLonLat(double west, double south, double east, double north, string field, IGridTransform grid, out Geometry box)
    {
        if (east - west < Breadth) (west, east) = (Math.Max(west - Breadth, -180), Math.Min(east + Breadth, 180));
        if (north - south < Breadth) (south, north) = (Math.Max(south - Breadth, -90), Math.Min(north + Breadth, 90));
        var refusal = BoundingBox.TryRead(string.Create(CultureInfo.InvariantCulture, $"{west:R},{south:R},{east:R},{north:R}"), grid, out box);
        return refusal is null ? null : refusal with { Field = field };
    }

    private static Polygon Rectangle(Envelope frame)
    {
        // An envelope without width becomes a point or a line: it is widened by a millimetre.
        if (frame.Width == 0 || frame.Height == 0) frame.ExpandBy(0.001);
        return (Polygon)Grid.ToGeometry(frame);
    }
}
