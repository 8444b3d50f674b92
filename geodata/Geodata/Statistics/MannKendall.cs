namespace SpacesPlaces.Geodata.Statistics;

/// <summary>A test for a trend.</summary>
/// <param name="S">Pairs that rise less pairs that fall.</param>
/// <param name="Z">Standard score with continuity correction, positive for a rise; 0 when not tested.</param>
/// <param name="PTwoSided">Two-sided p-value; 1 when not tested.</param>
/// <param name="IsExact">True when the p-value is that of all orders of the values; false when by the normal distribution.</param>
/// <param name="IsTooFewToTell">True below <see cref="MannKendall.LeastValues"/> values: no trend may be claimed.</param>
public readonly record struct TrendTest(long S, double Z, double PTwoSided, bool IsExact, bool IsTooFewToTell);

/// <summary>Mann-Kendall test: whether values mostly rise, or mostly fall, in time. It asks for the order only, not for the size.</summary>
/// <remarks>
/// Source: Mann, Econometrica 13 (1945), 245-259; Kendall, Rank Correlation Methods (1970), with the correction for ties. Two-sided.
/// Exact without ties up to <see cref="MostExact"/> values; else normal, with continuity correction. R: <c>cor.test(x, seq_along(x),
/// method = "kendall", continuity = TRUE)</c>. Poor for values that depend on the one before, as sliding windows do: it then finds too
/// many trends.
/// </remarks>
public static class MannKendall
{
    /// <summary>Fewest values: with seven, only an almost perfect order could be told from chance.</summary>
    public const int LeastValues = 8;

    /// <summary>Most values for an exact p-value.</summary>
    public const int MostExact = 40;

    // For each number of values the probability of at least so many falling pairs.
    private static readonly Lazy<double[]>[] Tails =
        [.. Enumerable.Range(0, MostExact + 1).Select(n => new Lazy<double[]>(() => TailsOf(n)))];

    /// <summary>Tests values in order of time.</summary>
    /// <param name="values">Finite values; gaps are left out by the caller, and the order remains.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite.</exception>
    public static TrendTest Test(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
            if (!double.IsFinite(value))
                throw new ArgumentOutOfRangeException(nameof(values), "A value is not finite.");
        long s = 0;
        for (var i = 0; i < values.Length; i++)
            for (var j = i + 1; j < values.Length; j++) s += values[j].CompareTo(values[i]);
        if (values.Length < LeastValues) return new TrendTest(s, 0, 1, false, true);

        double n = values.Length, variance = n * (n - 1) * (2 * n + 5);
        double[] sorted = [.. values];
        Array.Sort(sorted);
        var hasTies = false;
        for (int first = 0, end; first < sorted.Length; first = end)
        {
            end = first + 1;
            while (end < sorted.Length && sorted[end] == sorted[first]) end++;
            double ties = end - first;
            hasTies |= ties > 1;
            variance -= ties * (ties - 1) * (2 * ties + 5);
        }

        variance /= 18;
        var z = s == 0 || variance <= 0 ? 0 : (s - Math.Sign(s)) / Math.Sqrt(variance);
        if (hasTies || values.Length > MostExact) return new TrendTest(s, z, NormalDistribution.TwoSided(z), false, false);
        var pairs = values.Length * (values.Length - 1) / 2;
        return new TrendTest(s, z, Math.Min(1, 2 * Tails[values.Length].Value[(int)((pairs + Math.Abs(s)) / 2)]), true, false);
    }

    /// <summary>Each further value falls below 0, 1, … or all of those before, each as likely.</summary>
    private static double[] TailsOf(int n)
    {
        double[] chances = [1];
        for (var further = 1; further < n; further++)
        {
            var next = new double[chances.Length + further];
            for (var pairs = 0; pairs < chances.Length; pairs++)
                for (var more = 0; more <= further; more++) next[pairs + more] += chances[pairs] / (further + 1);
            chances = next;
        }

        for (var pairs = chances.Length - 2; pairs >= 0; pairs--) chances[pairs] += chances[pairs + 1];
        return chances;
    }
}
