using SpacesPlaces.Geodata.Statistics;

namespace SpacesPlaces.Geodata.Hotspots.Surfaces;

/// <summary>How areas are tested.</summary>
/// <param name="Adjustment">How p-values are adjusted over all tested areas of the map.</param>
/// <param name="Permutations">
/// Random rearrangements for permutation p-values, 0 for none, at most 99,999. Their smallest p is 1 / (permutations + 1), so on a map of m
/// tests fewer than about 20 m rearrangements can leave nothing after adjustment although something is there.
/// </param>
/// <param name="Seed">Seed of the rearrangements; the same seed gives the same p-values.</param>
public sealed record LocalTestOptions(
    PAdjustment Adjustment = PAdjustment.BenjaminiHochberg, int Permutations = 0, ulong Seed = 1)
{
    /// <summary>Most permutations.</summary>
    public const int MostPermutations = 99_999;

    internal void Require(string name)
    {
        if (!Enum.IsDefined(Adjustment)) throw new ArgumentOutOfRangeException(name, "The adjustment is not one of its kinds.");
        if (Permutations is < 0 or > MostPermutations)
            throw new ArgumentOutOfRangeException(name, $"There are 0 to {MostPermutations} permutations.");
    }
}

/// <summary>p-values of areas by rearrangement; lists are in the order of the areas, 1 where an area is not tested.</summary>
/// <param name="PTwoSided">Twice the smaller of both one-sided p-values, at most 1.</param>
/// <param name="PHigh">
/// One-sided: (r + 1) / (m + 1), r the rearrangements in which the area's neighbours have at least the sum that they have.
/// </param>
/// <param name="AdjustedP">The two-sided p-values adjusted over all tested areas.</param>
public sealed record PermutationTests(
    IReadOnlyList<double> PTwoSided, IReadOnlyList<double> PHigh, IReadOnlyList<double> AdjustedP);

/// <summary>A local statistic for every area, with what is needed to make it again. Lists are in the order of the areas.</summary>
/// <param name="Method">Name of the method.</param>
/// <param name="MethodVersion">Version of the method; results of different versions are not compared.</param>
/// <param name="Options">How areas were tested.</param>
/// <param name="Areas">Number of areas.</param>
/// <param name="Tests">Number of areas tested, over which p-values are adjusted.</param>
/// <param name="IsTooFewToTell">
/// True when there are too few areas, too few of them with anything in them, or no differences: nothing is tested.
/// </param>
/// <param name="IsTested">False for an area whose statistic has no distribution, such as one without neighbours.</param>
/// <param name="Z">The statistic as a standard score; 0 where not tested.</param>
/// <param name="PTwoSided">Two-sided p-value by the normal distribution; 1 where not tested.</param>
/// <param name="PHigh">One-sided p-value by the normal distribution: how often as high or higher by chance; 1 where not tested.</param>
/// <param name="AdjustedP">The two-sided p-values adjusted over all tested areas; 1 where not tested.</param>
/// <param name="Permutation">The same by rearrangement, where asked for.</param>
public sealed record LocalTests(
    string Method, string MethodVersion, LocalTestOptions Options, int Areas, int Tests, bool IsTooFewToTell,
    IReadOnlyList<bool> IsTested, IReadOnlyList<double> Z, IReadOnlyList<double> PTwoSided, IReadOnlyList<double> PHigh,
    IReadOnlyList<double> AdjustedP, PermutationTests? Permutation)
{
    /// <summary>Fewest areas: the distributions below are those of many.</summary>
    public const int LeastAreas = 30;

    /// <summary>Fewest areas with a value other than 0: a handful of counts on an empty map is significant wherever it lies.</summary>
    public const int LeastNonZero = 10;

    internal static bool IsTooFew(ReadOnlySpan<double> values)
    {
        var nonZero = 0;
        var differ = false;
        foreach (var value in values)
        {
            nonZero += value != 0 ? 1 : 0;
            differ |= value != values[0];
        }

        return values.Length < LeastAreas || nonZero < LeastNonZero || !differ;
    }

    internal static void RequireFinite(ReadOnlySpan<double> values, int areas)
    {
        if (values.Length != areas) throw new ArgumentException("There must be one value for each area.", nameof(values));
        foreach (var value in values)
            if (!double.IsFinite(value))
                throw new ArgumentOutOfRangeException(nameof(values), "A value is not finite.");
    }

    internal static LocalTests TooFew(string method, string version, LocalTestOptions options, int areas)
    {
        var ones = new double[areas];
        Array.Fill(ones, 1);
        return new LocalTests(method, version, options, areas, 0, true, new bool[areas], new double[areas], ones, ones, ones, null);
    }

    /// <summary>Tests scores: p-values, adjusted over those tested.</summary>
    internal static LocalTests Of(
        string method, string version, LocalTestOptions options, bool[] isTested, double[] z, PermutationTests? permutation)
    {
        double[] twoSided = new double[z.Length], high = new double[z.Length];
        // Counts make the same score again and again; the last tails met are kept by some bits of their score.
        var known = new (double Z, double Tail)[2048];
        known[0].Z = double.NaN;
        for (var i = 0; i < z.Length; i++)
        {
            if (!isTested[i])
            {
                (twoSided[i], high[i]) = (1, 1);
                continue;
            }

            var size = Math.Abs(z[i]);
            ref var entry = ref known[(int)((BitConverter.DoubleToUInt64Bits(size) * 0x9E3779B97F4A7C15) >> 53)];
            if (entry.Z != size || entry.Tail == 0) entry = (size, NormalDistribution.UpperTail(size));
            twoSided[i] = Math.Min(1, 2 * entry.Tail);
            high[i] = z[i] > 0 ? entry.Tail : 1 - entry.Tail;
        }

        return new LocalTests(
            method, version, options, z.Length, isTested.AsSpan().Count(true), false, isTested, z, twoSided, high,
            Adjusted(twoSided, isTested, options.Adjustment), permutation);
    }

    internal static double[] Adjusted(double[] p, bool[] isTested, PAdjustment adjustment)
    {
        if (!isTested.AsSpan().Contains(false)) return FalseDiscovery.Adjust(p, adjustment);
        double[] tested = [.. p.Where((_, i) => isTested[i])];
        var adjusted = FalseDiscovery.Adjust(tested, adjustment);
        var all = new double[p.Length];
        for (int i = 0, next = 0; i < p.Length; i++) all[i] = isTested[i] ? adjusted[next++] : 1;
        return all;
    }
}
