using SpacesPlaces.Geodata.Grids;
using SpacesPlaces.Geodata.Statistics;

namespace SpacesPlaces.Geodata.Hotspots.Surfaces;

/// <summary>How much each neighbour counts.</summary>
public enum NeighbourWeights
{
    /// <summary>1 each, so that areas with many neighbours count more.</summary>
    Binary,

    /// <summary>1 over the number of neighbours, so that each area counts as much.</summary>
    RowStandardised,
}

/// <summary>One number for a whole map, tested against values that lie anywhere.</summary>
/// <param name="Method">Name of the method.</param>
/// <param name="MethodVersion">Version of the method.</param>
/// <param name="Weights">How much neighbours count.</param>
/// <param name="Areas">Number of areas.</param>
/// <param name="IsTooFewToTell">True when nothing is tested, as for local statistics; the numbers are then 0 and the p-value 1.</param>
/// <param name="Statistic">Moran's I or Geary's C.</param>
/// <param name="Expected">Its mean when values lie anywhere.</param>
/// <param name="Variance">Its variance then, by randomisation.</param>
/// <param name="Z">Standard score, positive when neighbours are alike.</param>
/// <param name="PTwoSided">Two-sided p-value by the normal distribution.</param>
public sealed record GlobalStatistic(
    string Method, string MethodVersion, NeighbourWeights Weights, int Areas, bool IsTooFewToTell, double Statistic, double Expected,
    double Variance, double Z, double PTwoSided);

/// <summary>Moran's I and Geary's C: whether neighbouring areas are alike, over the whole map. Neither says where.</summary>
/// <remarks>
/// Source: Cliff and Ord, Spatial Processes (1981), 1.4.1 and 2.3, variances under randomisation; R's spdep <c>moran.test</c> and
/// <c>geary.test</c>. On counts of events, alike neighbours may only say that towns are larger than a cell.
/// </remarks>
public static class GlobalAutocorrelation
{
    /// <summary>Name of Moran's I.</summary>
    public const string MoranMethod = "moran-i";

    /// <summary>Name of Geary's C.</summary>
    public const string GearyMethod = "geary-c";

    /// <summary>Version of everything that decides the result.</summary>
    public const string MethodVersion = "1";

    /// <summary>Moran's I.</summary>
    /// <param name="neighbours">For each area the others beside it, at least one link in all.</param>
    /// <param name="values">One finite value for each area.</param>
    /// <param name="weights">How much neighbours count.</param>
    /// <exception cref="ArgumentException">There are more or fewer values than areas, or no links.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite.</exception>
    public static GlobalStatistic Moran(NeighbourLists neighbours, ReadOnlySpan<double> values, NeighbourWeights weights)
    {
        if (Sums.Of(neighbours, values, weights) is not { } s) return TooFew(MoranMethod, weights, values.Length);
        double n = values.Length, expected = -1 / (n - 1);
        var statistic = n / s.S0 * s.Products / s.Squares;
        var variance = (n * ((n * n - 3 * n + 3) * s.S1 - n * s.S2 + 3 * s.S0 * s.S0)
            - s.Kurtosis * (n * (n - 1) * s.S1 - 2 * n * s.S2 + 6 * s.S0 * s.S0))
            / ((n - 1) * (n - 2) * (n - 3) * s.S0 * s.S0) - expected * expected;
        return Result(MoranMethod, weights, values.Length, statistic, expected, variance, (statistic - expected) / Math.Sqrt(variance));
    }

    /// <summary>Geary's C: below 1 when neighbours are alike, above when they differ.</summary>
    /// <inheritdoc cref="Moran"/>
    public static GlobalStatistic Geary(NeighbourLists neighbours, ReadOnlySpan<double> values, NeighbourWeights weights)
    {
        if (Sums.Of(neighbours, values, weights) is not { } s) return TooFew(GearyMethod, weights, values.Length);
        double n = values.Length, k = s.Kurtosis;
        var statistic = (n - 1) * s.SquaredDifferences / (2 * s.S0 * s.Squares);
        var variance = ((n - 1) * s.S1 * (n * n - 3 * n + 3 - (n - 1) * k)
            - 0.25 * (n - 1) * s.S2 * (n * n + 3 * n - 6 - (n * n - n + 2) * k)
            + s.S0 * s.S0 * (n * n - 3 - (n - 1) * (n - 1) * k)) / (n * (n - 2) * (n - 3) * s.S0 * s.S0);
        return Result(GearyMethod, weights, values.Length, statistic, 1, variance, (1 - statistic) / Math.Sqrt(variance));
    }

    private static GlobalStatistic Result(
        string method, NeighbourWeights weights, int areas, double statistic, double expected, double variance, double z) =>
        new(method, MethodVersion, weights, areas, false, statistic, expected, variance, z, NormalDistribution.TwoSided(z));

    private static GlobalStatistic TooFew(string method, NeighbourWeights weights, int areas) =>
        new(method, MethodVersion, weights, areas, true, 0, 0, 0, 0, 1);

    /// <summary>The sums of Cliff and Ord, by their names.</summary>
    private readonly record struct Sums(
        double S0, double S1, double S2, double Products, double SquaredDifferences, double Squares, double Kurtosis)
    {
        public static Sums? Of(NeighbourLists lists, ReadOnlySpan<double> values, NeighbourWeights weights)
        {
            ArgumentNullException.ThrowIfNull(lists);
            if (!Enum.IsDefined(weights)) throw new ArgumentOutOfRangeException(nameof(weights));
            LocalTests.RequireFinite(values, lists.Count);
            if (lists.Links == 0) throw new ArgumentException("No area has a neighbour.", nameof(lists));
            if (LocalTests.IsTooFew(values)) return null;

            var n = values.Length;
            var mean = InOrder.Sum(values) / n;
            double squares = 0, fourths = 0, s0 = 0, s1 = 0, s2 = 0, products = 0, differences = 0;
            double[] rowAndColumn = new double[n];
            for (var i = 0; i < n; i++)
            {
                var own = values[i] - mean;
                squares += own * own;
                fourths += own * own * own * own;
                var weight = Weight(i);
                foreach (var j in lists.Of(i))
                {
                    var other = values[j] - mean;
                    // A link without its way back is half of a pair; both halves are counted here.
                    var back = lists.Of(j).BinarySearch(i) >= 0 ? Weight(j) : 0;
                    s0 += weight;
                    s1 += back > 0 ? (weight + back) * (weight + back) / 2 : weight * weight;
                    rowAndColumn[i] += weight;
                    rowAndColumn[j] += weight;
                    products += weight * own * other;
                    differences += weight * (own - other) * (own - other);
                }
            }

            foreach (var sum in rowAndColumn) s2 += sum * sum;
            return new Sums(s0, s1, s2, products, differences, squares, fourths / n / (squares / n * (squares / n)));

            double Weight(int area) => weights == NeighbourWeights.Binary ? 1 : 1.0 / lists.Of(area).Length;
        }
    }
}
