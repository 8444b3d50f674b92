using SpacesPlaces.Geodata.Crs;

namespace SpacesPlaces.Geodata.Places;

/// <summary>
/// How far from its middle a postcode may reach, by how far away its neighbours are: small in a town, kilometres in the hills. An
/// estimate, for nobody publishes freely where a postcode ends; it is never small enough to stand for a place.
/// </summary>
/// <remarks>
/// The cells about points that lie by chance have six neighbours on average, so the sixth nearest other middle lies beyond most of
/// a postcode's own land. Poor where a postcode is long and thin, as along a valley: its far end may lie beyond.
/// </remarks>
public static class PostcodeReach
{
    /// <summary>Least reach in metres: above the accuracy from which points are not used to find places where harm repeats.</summary>
    public const int LeastMetres = 101;

    /// <summary>Largest reach in metres, also where too few neighbours are known.</summary>
    public const int MostMetres = 10_000;

    /// <summary>The neighbour whose distance is taken, nearest first.</summary>
    public const int Neighbour = 6;

    private const double CellMetres = 500;

    /// <summary>The reach of each postcode, in whole metres, in the order of the middles.</summary>
    /// <param name="middles">Middles of the postcodes, EPSG:27700; several may lie on one point and are one neighbour then.</param>
    public static int[] Of(IReadOnlyList<GridPoint> middles)
    {
        ArgumentNullException.ThrowIfNull(middles);
        var cells = middles.Distinct().GroupBy(CellOf).ToDictionary(cell => cell.Key, cell => cell.ToArray());
        var known = new Dictionary<GridPoint, int>();
        return [.. middles.Select(middle => known.TryGetValue(middle, out var reach) ? reach : known[middle] = Around(middle, cells))];
    }

    private static int Around(GridPoint middle, Dictionary<(int X, int Y), GridPoint[]> cells)
    {
        var (x, y) = CellOf(middle);
        List<double> distances = [];
        for (var ring = 0; ring * CellMetres <= MostMetres; ring++)
        {
            foreach (var cell in Ring(x, y, ring))
                if (cells.TryGetValue(cell, out var others))
                    distances.AddRange(others.Select(other => Math.Sqrt(Square(other.Easting - middle.Easting) + Square(other.Northing - middle.Northing))).Where(metres => metres > 0));
            // What lies in a further ring is at least so far away as the rings before are wide.
            if (distances.Count(metres => metres <= ring * CellMetres) >= Neighbour) break;
        }

        if (distances.Count < Neighbour) return MostMetres;
        distances.Sort();
        return (int)Math.Clamp(Math.Ceiling(distances[Neighbour - 1]), LeastMetres, MostMetres);
    }

    private static (int X, int Y) CellOf(GridPoint point) => ((int)Math.Floor(point.Easting / CellMetres), (int)Math.Floor(point.Northing / CellMetres));

    private static IEnumerable<(int X, int Y)> Ring(int x, int y, int ring)
    {
        if (ring == 0) yield return (x, y);
        for (var step = -ring; step < ring; step++)
        {
            yield return (x + step, y - ring);
            yield return (x + ring, y + step);
            yield return (x - step, y + ring);
            yield return (x - ring, y - step);
        }
    }

    private static double Square(double metres) => metres * metres;
}
