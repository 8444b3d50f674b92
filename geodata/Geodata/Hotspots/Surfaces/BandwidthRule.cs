using SpacesPlaces.Geodata.Grids;

namespace SpacesPlaces.Geodata.Hotspots.Surfaces;

/// <summary>A bandwidth that a rule proposes.</summary>
/// <param name="Rule">Name of the rule.</param>
/// <param name="Sites">Different places, to the metre, that it looked at.</param>
/// <param name="BandwidthMetres">The bandwidth; null when there are fewer than <see cref="BandwidthRule.LeastSites"/> places.</param>
public sealed record BandwidthChoice(string Rule, int Sites, double? BandwidthMetres);

/// <summary>
/// Scott's rule on different places with a robust scale: a first bandwidth to look at, not the right one. It smooths more than the eye
/// would; a panel that asks about one street needs less.
/// </summary>
/// <remarks>
/// h = s · n^(-1/6) for a Gaussian, √8 times that for a quartic, whose spread is then the same; n is the number of different places to
/// the metre, s² the mean over both axes of the squared smaller of the standard deviation and of the quartile distance / 1.349 (of the
/// standard deviation where the quartiles are one). Source: Scott, Multivariate Density Estimation (1992), 6.3, d = 2. Places, not events,
/// because geocoders put many events on one point, and any rule that looks at distances of events (cross-validation above all) then says
/// 0 metres. Poor where two towns lie far apart: the scale is then their distance.
/// </remarks>
public static class BandwidthRule
{
    /// <summary>Name of the rule.</summary>
    public const string Name = "scott-robust-sites";

    /// <summary>Fewest different places from which a scale can be told.</summary>
    public const int LeastSites = 10;

    private const double QuartileDistanceOfNormal = 1.349;

    /// <summary>Proposes a bandwidth, the same for every order of rows.</summary>
    /// <param name="eastings">Metres, EPSG:27700; duplicates allowed.</param>
    /// <param name="northings">Metres, EPSG:27700, as many.</param>
    /// <param name="kernel">The kernel it is for.</param>
    /// <exception cref="ArgumentException">The columns differ in length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A point is not on the grid or in degrees, or the kernel is not one of its kinds.</exception>
    public static BandwidthChoice Propose(ReadOnlySpan<double> eastings, ReadOnlySpan<double> northings, DensityKernel kernel)
    {
        EventColumns.Require(eastings, northings, []);
        if (!Enum.IsDefined(kernel)) throw new ArgumentOutOfRangeException(nameof(kernel));
        var sites = new HashSet<(double X, double Y)>();
        for (var i = 0; i < eastings.Length; i++) sites.Add((Math.Round(eastings[i]), Math.Round(northings[i])));
        if (sites.Count < LeastSites) return new BandwidthChoice(Name, sites.Count, null);

        var scale = Math.Sqrt((SquaredScale([.. sites.Select(s => s.X)]) + SquaredScale([.. sites.Select(s => s.Y)])) / 2);
        var gaussian = scale * Math.Pow(sites.Count, -1.0 / 6);
        return new BandwidthChoice(Name, sites.Count, kernel == DensityKernel.Gaussian ? gaussian : gaussian * Math.Sqrt(8));
    }

    private static double SquaredScale(double[] values)
    {
        Array.Sort(values);
        var mean = InOrder.Sum(values) / values.Length;
        var squares = 0.0;
        foreach (var value in values) squares += (value - mean) * (value - mean);
        var variance = squares / (values.Length - 1);
        var quartiles = (Quantile(values, 0.75) - Quantile(values, 0.25)) / QuartileDistanceOfNormal;
        return quartiles > 0 ? Math.Min(variance, quartiles * quartiles) : variance;
    }

    /// <summary>Between the two sorted values around it, in proportion (Hyndman and Fan's type 7).</summary>
    private static double Quantile(double[] sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var below = (int)place;
        return below + 1 == sorted.Length ? sorted[below] : sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]);
    }
}
