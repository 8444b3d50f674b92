using SpacesPlaces.Geodata.Grids;

namespace SpacesPlaces.Geodata.Hotspots.Surfaces;

/// <summary>An area's value and that of its neighbours, each against the mean of all areas.</summary>
public enum MoranQuadrant
{
    /// <summary>Not tested.</summary>
    None,

    /// <summary>High among high.</summary>
    HighHigh,

    /// <summary>Low among low.</summary>
    LowLow,

    /// <summary>High among low: stands out.</summary>
    HighLow,

    /// <summary>Low among high: a gap.</summary>
    LowHigh,
}

/// <summary>Local Moran's I of every area.</summary>
/// <param name="Tests">Scores and p-values. A high score says alike, be it high or low; the quadrant says which.</param>
/// <param name="I">The statistic, in the order of the areas; 0 where not tested.</param>
/// <param name="Quadrants">Value and neighbours against the mean, whether significant or not; a value at the mean counts as low.</param>
public sealed record LocalMoranResult(LocalTests Tests, IReadOnlyList<double> I, IReadOnlyList<MoranQuadrant> Quadrants);

/// <summary>Local Moran's I: which areas are like those around them, and which stand out.</summary>
/// <remarks>
/// I = (x - x̄) / m₂ · mean over neighbours of (x - x̄), m₂ the mean of (x - x̄)² over all n areas; self is no neighbour. Its mean and
/// variance are those of rearranging the other areas' values (Sokal, Oden and Thomson, Geographical Analysis 30, 1998, 331-354). Source:
/// Anselin, Geographical Analysis 27 (1995), 93-115; R's spdep <c>localmoran(x, nb2listw(nb, style = "W"))</c>. Poor where most values
/// are equal, as counts on an empty map: use permutations. The permutation's <c>PHigh</c> is for I, not for the sum around.
/// </remarks>
public static class LocalMoran
{
    /// <summary>Name of the method.</summary>
    public const string Method = "local-moran";

    /// <summary>Version of everything that decides the result.</summary>
    public const string MethodVersion = "1";

    /// <summary>Tests every area that has a neighbour.</summary>
    /// <param name="neighbours">For each area the others beside it.</param>
    /// <param name="values">One finite value for each area.</param>
    /// <param name="options">Adjustment and permutations.</param>
    /// <exception cref="ArgumentException">There are more or fewer values than areas.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite, or an option is outside its range.</exception>
    public static LocalMoranResult Test(NeighbourLists neighbours, ReadOnlySpan<double> values, LocalTestOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(neighbours);
        options ??= new LocalTestOptions();
        options.Require(nameof(options));
        LocalTests.RequireFinite(values, neighbours.Count);
        var n = values.Length;
        var quadrants = new MoranQuadrant[n];
        var statistic = new double[n];
        if (LocalTests.IsTooFew(values))
            return new(LocalTests.TooFew(Method, MethodVersion, options, n), statistic, quadrants);

        var mean = InOrder.Sum(values) / n;
        double[] z = new double[n], score = new double[n];
        for (var i = 0; i < n; i++) z[i] = values[i] - mean;
        var moment = 0.0;
        foreach (var value in z) moment += value * value;
        moment /= n;

        var isTested = new bool[n];
        for (var i = 0; i < n; i++)
        {
            var around = neighbours.Of(i);
            if (around.IsEmpty) continue;
            var lag = 0.0;
            foreach (var neighbour in around) lag += z[neighbour];
            lag /= around.Length;
            statistic[i] = z[i] / moment * lag;
            quadrants[i] = z[i] > 0
                ? lag > 0 ? MoranQuadrant.HighHigh : MoranQuadrant.HighLow
                : lag > 0 ? MoranQuadrant.LowHigh : MoranQuadrant.LowLow;
            var expected = -(z[i] * z[i]) / ((n - 1) * moment);
            var variance = z[i] / moment * (z[i] / moment) * (n / (n - 2.0))
                * (1.0 / around.Length - 1.0 / (n - 1)) * (moment - z[i] * z[i] / (n - 1));
            // At the mean, I is 0 however the others lie.
            if (!(variance > 0)) continue;
            isTested[i] = true;
            score[i] = (statistic[i] - expected) / Math.Sqrt(variance);
        }

        var permutation = options.Permutations > 0 ? Permuted(neighbours, z, isTested, options) : null;
        return new(LocalTests.Of(Method, MethodVersion, options, isTested, score, permutation), statistic, quadrants);
    }

    /// <summary>I rises with the sum around a high area and falls with that around a low one.</summary>
    private static PermutationTests Permuted(NeighbourLists neighbours, double[] z, bool[] isTested, LocalTestOptions options)
    {
        var ofSums = ConditionalPermutation.Test(neighbours, z, isTested, options);
        double[] negative = [.. z.Select(value => -value)];
        var ofNegative = ConditionalPermutation.Test(neighbours, negative, isTested, options);
        return ofSums with { PHigh = [.. z.Select((value, i) => value > 0 ? ofSums.PHigh[i] : ofNegative.PHigh[i])] };
    }
}
