namespace SpacesPlaces.Geodata.Hotspots.Scans;

/// <summary>
/// The log-likelihood ratio of c of C cases where μ are expected, c ln(c/μ) + (C - c) ln((C - c)/(C - μ)). What depends on c alone
/// is looked up; what depends on μ alone is worked out once for all replicas of a cylinder.
/// </summary>
internal sealed class LikelihoodRatio
{
    /// <summary>Ratios that differ by less are the same, summed in another order.</summary>
    public const double Equal = 1e-8;

    private readonly double[] _ofCases;

    public LikelihoodRatio(int cases)
    {
        Cases = cases;
        _ofCases = new double[cases + 1];
        for (var c = 0; c <= cases; c++) _ofCases[c] = XLogX(c) + XLogX(cases - c);
    }

    /// <summary>C, all cases.</summary>
    public int Cases { get; }

    /// <summary>What the ratio of a cylinder with μ expected needs, 0 &lt; μ &lt; C.</summary>
    public (double Slope, double Base) Of(double expected)
    {
        double inside = Math.Log(expected), outside = Math.Log(Cases - expected);
        return (inside - outside, Cases * outside);
    }

    /// <summary>The ratio for c above μ.</summary>
    public double At(int cases, (double Slope, double Base) cylinder) =>
        _ofCases[cases] - cases * cylinder.Slope - cylinder.Base;

    /// <summary>The fewest cases above μ whose ratio is more than a bound; C + 1 when none is.</summary>
    public int FewestAbove(double bound, double expected, (double Slope, double Base) cylinder)
    {
        // The ratio rises with c above μ; this start is near, and the steps make it exact.
        var least = (int)expected + 1;
        var cases = Math.Clamp((int)(expected + Math.Sqrt(2 * bound * expected)), least, Cases + 1);
        while (cases > least && At(cases - 1, cylinder) > bound) cases--;
        while (cases <= Cases && At(cases, cylinder) <= bound) cases++;
        return cases;
    }

    private static double XLogX(double x) => x == 0 ? 0 : x * Math.Log(x);
}
