using System.Numerics;

namespace SpacesPlaces.Geodata.Hotspots.Times;

/// <summary>What the exact moments need of one band, seen as a graph on the n events that joins the pairs of the band.</summary>
/// <param name="Pairs">Edges.</param>
/// <param name="Paths">Pairs of edges with one event in common: the sum of d(d - 1)/2 over the degrees d.</param>
internal readonly record struct BandGraph(long Pairs, Int128 Paths)
{
    public static Int128 PathsAt(long degree) => (Int128)degree * (degree - 1) / 2;
}

/// <summary>
/// Exact mean and variance of the number of pairs that are in a space band and in a time band, when every way of dealing the days
/// out among the events is equally likely.
/// </summary>
/// <remarks>
/// Source: Barton and David (1966); Mantel (1967), for two graphs. The square of the count is a sum over ordered pairs of edges,
/// which are the same, share one event, or share none; each kind of the space graph lies on the same kind of the time graph in a known
/// share of the permutations. Whole numbers throughout: mean and mean of squares agree in most of their digits when n is large.
/// </remarks>
internal static class KnoxMoments
{
    public static (double Mean, double StandardDeviation) Of(int n, BandGraph space, BandGraph time)
    {
        if (n < 2) return (0, 0);
        BigInteger all = (BigInteger)n * (n - 1) / 2;
        BigInteger s = space.Pairs, t = time.Pairs, sPaths = (BigInteger)space.Paths, tPaths = (BigInteger)time.Paths;
        BigInteger sApart = s * (s - 1) - 2 * sPaths, tApart = t * (t - 1) - 2 * tPaths;

        // Ordered pairs of edges of the complete graph that share one event, and that share none.
        BigInteger paths = (BigInteger)n * (n - 1) * (n - 2), apart = all * ((BigInteger)(n - 2) * (n - 3) / 2);

        // E[X²] - E[X]² over one denominator. With fewer than 3 or 4 events a kind does not exist, and its counts are 0.
        BigInteger pathsOr1 = BigInteger.Max(paths, 1), apartOr1 = BigInteger.Max(apart, 1);
        var denominator = all * all * pathsOr1 * apartOr1;
        var numerator = s * t * all * pathsOr1 * apartOr1
            + 4 * sPaths * tPaths * all * all * apartOr1
            + sApart * tApart * all * all * pathsOr1
            - s * s * t * t * pathsOr1 * apartOr1;
        return (Quotient(s * t, all), Math.Sqrt(Quotient(numerator, denominator)));
    }

    // Both sides may be larger than a double holds.
    private static double Quotient(BigInteger numerator, BigInteger denominator)
    {
        if (numerator.IsZero) return 0;
        var shift = (int)Math.Max(0, denominator.GetBitLength() - numerator.GetBitLength() + 64);
        var quotient = (numerator << shift) / denominator;
        var surplus = (int)Math.Max(0, quotient.GetBitLength() - 64);
        return Math.ScaleB((double)(quotient >> surplus), surplus - shift);
    }
}
