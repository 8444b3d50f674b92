using System.Globalization;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Valid;
using SpacesPlaces.Geodata.Crs;

namespace SpacesPlaces.Api.Ogc.Cql2;

/// <summary>Shapes in a filter: a box, or a point, line or area in well-known text, moved to the National Grid.</summary>
/// <param name="crs">The CRS of the coordinates.</param>
/// <param name="grid">The transform in use.</param>
internal sealed class CqlShapes(OgcCrs crs, IGridTransform grid)
{
    private static readonly GeometryFactory Grid = new(new PrecisionModel(), NationalGrid.Srid);

    /// <summary>Reads a shape and moves behind it; empty where it lies off the grid.</summary>
    public Geometry Read(IReadOnlyList<CqlToken> tokens, ref int next)
    {
        var at = tokens[next].At;
        var kind = tokens[next].Kind == CqlTokenKind.Name ? tokens[next].Value.ToUpperInvariant() : throw new CqlNotReadableException(at);
        next++;
        Geometry shape;
        try
        {
            shape = kind switch
            {
                "BBOX" => Box(tokens, ref next, at),
                "POINT" => Point(Positions(tokens, ref next), at),
                "MULTIPOINT" => Grid.CreateMultiPointFromCoords(Positions(tokens, ref next, mayNest: true)),
                "LINESTRING" => Grid.CreateLineString(Positions(tokens, ref next)),
                "POLYGON" => Polygon(tokens, ref next),
                "MULTIPOLYGON" => Grid.CreateMultiPolygon([.. Parts(tokens, ref next, Polygon)]),
                _ => throw new CqlNotReadableException(at),
            };
        }
        catch (ArgumentOutOfRangeException)
        {
            // Off the grid: nothing of ours lies there. What is left of the shape is passed over.
            Pass(tokens, ref next);
            return Grid.CreatePolygon();
        }
        catch (ArgumentException)
        {
            throw new CqlNotReadableException(at);
        }

        if (!new IsValidOp(shape).IsValid) throw new CqlNotReadableException(at);
        return shape;
    }

    private Geometry Box(IReadOnlyList<CqlToken> tokens, ref int next, int at)
    {
        Sign(tokens, ref next, "(");
        List<double> numbers = [Number(tokens, ref next)];
        while (IsSign(tokens[next], ","))
        {
            next++;
            numbers.Add(Number(tokens, ref next));
        }

        Sign(tokens, ref next, ")");
        if (numbers.Count == 6) numbers = [numbers[0], numbers[1], numbers[3], numbers[4]];
        if (numbers.Count != 4 || OgcBox.TryRead([.. numbers], "filter", crs, grid, out var box) is not null) throw new CqlNotReadableException(at);
        return box;
    }

    private static Point Point(Coordinate[] positions, int at) =>
        positions.Length == 1 ? Grid.CreatePoint(positions[0]) : throw new CqlNotReadableException(at);

    private Polygon Polygon(IReadOnlyList<CqlToken> tokens, ref int next)
    {
        var rings = Parts(tokens, ref next, (IReadOnlyList<CqlToken> all, ref int from) => Grid.CreateLinearRing(Positions(all, ref from)));
        return Grid.CreatePolygon(rings[0], [.. rings.Skip(1)]);
    }

    private delegate TPart PartReader<out TPart>(IReadOnlyList<CqlToken> tokens, ref int next);

    private static List<TPart> Parts<TPart>(IReadOnlyList<CqlToken> tokens, ref int next, PartReader<TPart> read)
    {
        Sign(tokens, ref next, "(");
        List<TPart> parts = [read(tokens, ref next)];
        while (IsSign(tokens[next], ","))
        {
            next++;
            parts.Add(read(tokens, ref next));
        }

        Sign(tokens, ref next, ")");
        return parts;
    }

    private Coordinate[] Positions(IReadOnlyList<CqlToken> tokens, ref int next, bool mayNest = false) =>
        [.. Parts(tokens, ref next, (IReadOnlyList<CqlToken> all, ref int from) =>
        {
            var nested = mayNest && IsSign(all[from], "(");
            if (nested) from++;
            var (first, second) = (Number(all, ref from), Number(all, ref from));
            if (nested) Sign(all, ref from, ")");
            return OnGrid(first, second);
        })];

    private Coordinate OnGrid(double first, double second)
    {
        if (crs.Srid == NationalGrid.Srid)
            return NationalGrid.Contains(first, second) ? new(first, second) : throw new ArgumentOutOfRangeException(nameof(first));
        var (lon, lat) = crs.ToLonLat(first, second, grid);
        var point = grid.FromLonLat(lon, lat);
        return new(point.Easting, point.Northing);
    }

    private static double Number(IReadOnlyList<CqlToken> tokens, ref int next)
    {
        var token = tokens[next];
        if (token.Kind != CqlTokenKind.Number || !double.TryParse(token.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
            throw new CqlNotReadableException(token.At);
        next++;
        return number;
    }

    private static void Sign(IReadOnlyList<CqlToken> tokens, ref int next, string sign)
    {
        if (!IsSign(tokens[next], sign)) throw new CqlNotReadableException(tokens[next].At);
        next++;
    }

    // To behind the parenthesis that closes the shape; the caller's own stays.
    private static void Pass(IReadOnlyList<CqlToken> tokens, ref int next)
    {
        // The reader stopped somewhere inside: the parentheses that are still open are counted from the shape's own.
        var from = next;
        while (from > 0 && !(tokens[from - 1].Kind == CqlTokenKind.Name)) from--;
        var open = 0;
        for (next = from; next < tokens.Count - 1; next++)
        {
            if (IsSign(tokens[next], "(")) open++;
            else if (IsSign(tokens[next], ")") && --open == 0)
            {
                next++;
                return;
            }
        }

        throw new CqlNotReadableException(tokens[next].At);
    }

    private static bool IsSign(CqlToken token, string sign) => token.Kind == CqlTokenKind.Sign && token.Value == sign;
}
