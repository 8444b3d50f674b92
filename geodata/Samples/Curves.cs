using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Precision;

namespace SpacesPlaces.Samples;

/// <summary>
/// Lines and areas that look grown rather than drawn. Results are rounded to 0.1 m, which also hides the last-bit differences
/// between the sines of different platforms.
/// </summary>
internal static class Curves
{
    public const int Srid = 27700;

    private static readonly PrecisionModel Decimetre = new(10);
    private static readonly GeometryFactory Factory = new(new PrecisionModel(), Srid);

    public static Coordinate Round(double x, double y) => new(Math.Round(x * 10) / 10, Math.Round(y * 10) / 10);

    public static Coordinate Round(Coordinate c) => Round(c.X, c.Y);

    public static Point Point(Coordinate c) => Factory.CreatePoint(Round(c));

    public static LineString Line(IEnumerable<Coordinate> coordinates)
    {
        List<Coordinate> kept = [];
        foreach (var c in coordinates.Select(Round))
            if (kept.Count == 0 || !kept[^1].Equals2D(c)) kept.Add(c);
        return Factory.CreateLineString([.. kept]);
    }

    public static Polygon Ring(IEnumerable<Coordinate> coordinates)
    {
        var line = Line(coordinates);
        return Largest(Tidy(Factory.CreatePolygon([.. line.Coordinates, line.Coordinates[0].Copy()])));
    }

    public static MultiPolygon Many(IEnumerable<Polygon> polygons) => Factory.CreateMultiPolygon([.. polygons]);

    public static Geometry Gather(IEnumerable<Geometry> parts) => Factory.BuildGeometry([.. parts]);

    /// <summary>Valid, rounded to 0.1 m, SRID set.</summary>
    public static Geometry Tidy(Geometry geometry)
    {
        var rounded = GeometryPrecisionReducer.Reduce(GeometryFixer.Fix(geometry), Decimetre);
        return Factory.CreateGeometry(rounded);
    }

    public static Polygon Largest(Geometry geometry)
    {
        Polygon? largest = null;
        for (var i = 0; i < geometry.NumGeometries; i++)
            if (geometry.GetGeometryN(i) is Polygon part && (largest is null || part.Area > largest.Area)) largest = part;
        return largest ?? throw new InvalidOperationException("The invented geography lost an area.");
    }

    /// <summary>The polygon without its holes.</summary>
    public static Polygon Filled(Polygon polygon) => Factory.CreatePolygon(polygon.ExteriorRing.Coordinates);

    /// <summary>
    /// A smooth line through the given points: centripetal Catmull-Rom, which does not overshoot where a long span meets a short one.
    /// </summary>
    /// <remarks>Source: Yuksel, Schaefer and Keyser (2011), "Parameterization and applications of Catmull-Rom curves".</remarks>
    public static List<Coordinate> Smooth(IReadOnlyList<Coordinate> through, double stepMetres, bool closed = false)
    {
        List<Coordinate> line = [];
        var spans = closed ? through.Count : through.Count - 1;
        for (var i = 0; i < spans; i++)
        {
            var (a, b, c, d) = (At(i - 1), At(i), At(i + 1), At(i + 2));
            var (ab, bc, cd) = (Knot(a, b), Knot(b, c), Knot(c, d));
            var pieces = Math.Max(1, (int)(b.Distance(c) / stepMetres));
            for (var k = 0; k < pieces; k++)
            {
                var t = ab + bc * k / pieces;
                var (p, q, r) = (Mix(a, b, 0, ab, t), Mix(b, c, ab, ab + bc, t), Mix(c, d, ab + bc, ab + bc + cd, t));
                var (u, v) = (Mix(p, q, 0, ab + bc, t), Mix(q, r, ab, ab + bc + cd, t));
                line.Add(Mix(u, v, ab, ab + bc, t));
            }
        }

        if (!closed) line.Add(through[^1].Copy());
        return line;

        // Beyond the ends the line goes straight on.
        Coordinate At(int i)
        {
            if (closed) return through[(i % through.Count + through.Count) % through.Count];
            if (i < 0) return new Coordinate(2 * through[0].X - through[1].X, 2 * through[0].Y - through[1].Y);
            return i < through.Count ? through[i] : new Coordinate(2 * through[^1].X - through[^2].X, 2 * through[^1].Y - through[^2].Y);
        }

        static double Knot(Coordinate a, Coordinate b) => Math.Sqrt(Math.Max(a.Distance(b), 1e-3));

        static Coordinate Mix(Coordinate a, Coordinate b, double low, double high, double t)
        {
            var f = (t - low) / (high - low);
            return new Coordinate(a.X + (b.X - a.X) * f, a.Y + (b.Y - a.Y) * f);
        }
    }

    /// <summary>Moves each point along its normal by noise; <paramref name="amplitude"/> gives the metres allowed there.</summary>
    public static List<Coordinate> Wander(
        IReadOnlyList<Coordinate> line, Func<double, double, double> noise, Func<Coordinate, double> amplitude, bool closed = false)
    {
        List<Coordinate> moved = [];
        for (var i = 0; i < line.Count; i++)
        {
            var before = line[closed ? (i + line.Count - 1) % line.Count : Math.Max(0, i - 1)];
            var after = line[closed ? (i + 1) % line.Count : Math.Min(line.Count - 1, i + 1)];
            var (dx, dy) = (after.X - before.X, after.Y - before.Y);
            var length = Math.Sqrt(dx * dx + dy * dy);
            var by = length == 0 ? 0 : amplitude(line[i]) * noise(line[i].X, line[i].Y) / length;
            moved.Add(new Coordinate(line[i].X - dy * by, line[i].Y + dx * by));
        }

        return moved;
    }

    /// <summary>A rounded, uneven area about a centre.</summary>
    public static Polygon Blob(
        SplitMix64 random, Coordinate centre, double radiusMetres, double stretch = 1, double angle = 0, double unevenness = 0.35)
    {
        const int corners = 16;
        List<Coordinate> ring = [];
        for (var i = 0; i < corners; i++)
        {
            var turn = 2 * Math.PI * i / corners;
            var r = radiusMetres * (1 - unevenness + 2 * unevenness * random.Unit());
            var (u, v) = (r * stretch * Math.Cos(turn), r / stretch * Math.Sin(turn));
            ring.Add(new Coordinate(
                centre.X + u * Math.Cos(angle) - v * Math.Sin(angle), centre.Y + u * Math.Sin(angle) + v * Math.Cos(angle)));
        }

        return Ring(Smooth(ring, Math.Max(20, radiusMetres / 12), closed: true));
    }

    /// <summary>The surface of a river: its line widened from one half-width to another.</summary>
    public static Geometry Surface(IReadOnlyList<Coordinate> line, Func<int, double> halfWidthMetres)
    {
        List<Coordinate> left = [], right = [];
        for (var i = 0; i < line.Count; i++)
        {
            var (before, after) = (line[Math.Max(0, i - 1)], line[Math.Min(line.Count - 1, i + 1)]);
            var (dx, dy) = (after.X - before.X, after.Y - before.Y);
            var scale = halfWidthMetres(i) / Math.Max(1e-9, Math.Sqrt(dx * dx + dy * dy));
            left.Add(new Coordinate(line[i].X - dy * scale, line[i].Y + dx * scale));
            right.Add(new Coordinate(line[i].X + dy * scale, line[i].Y - dx * scale));
        }

        right.Reverse();
        return Ring([.. left, .. right]);
    }

    public static double Ease(double value, double low, double high)
    {
        var t = Math.Clamp((value - low) / (high - low), 0, 1);
        return t * t * (3 - 2 * t);
    }
}

/// <summary>Smooth noise from -1 to 1 over the plane: hashed lattice values, eased between, in three octaves.</summary>
internal sealed class PlaneNoise(ulong seed, double wavelengthMetres)
{
    public double At(double x, double y) =>
        (Octave(x, y, wavelengthMetres, 1) + 0.5 * Octave(x, y, wavelengthMetres / 2.3, 2)
            + 0.25 * Octave(x, y, wavelengthMetres / 5.1, 3)) / 1.75;

    public double Broad(double x, double y) => Octave(x, y, wavelengthMetres, 1);

    private double Octave(double x, double y, double wavelength, ulong octave)
    {
        var (u, v) = (x / wavelength, y / wavelength);
        var (i, j) = (Math.Floor(u), Math.Floor(v));
        var (s, t) = (Curves.Ease(u - i, 0, 1), Curves.Ease(v - j, 0, 1));
        var low = Value(i, j, octave) * (1 - s) + Value(i + 1, j, octave) * s;
        var high = Value(i, j + 1, octave) * (1 - s) + Value(i + 1, j + 1, octave) * s;
        return low * (1 - t) + high * t;
    }

    private double Value(double i, double j, ulong octave)
    {
        var hash = SplitMix64.Mix(seed ^ SplitMix64.Mix((ulong)(long)i * 0x9E3779B97F4A7C15 ^ SplitMix64.Mix((ulong)(long)j + octave * 0x51ED27)));
        return (hash >> 11) * (2.0 / (1UL << 53)) - 1;
    }
}
