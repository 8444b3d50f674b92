using SpacesPlaces.Geodata.Grids;
using SpacesPlaces.Geodata.Statistics;

namespace SpacesPlaces.Geodata.Hotspots.Surfaces;

/// <summary>
/// p-values of the sum around each area when the area keeps its value and its neighbours' are drawn from all other areas, none twice.
/// </summary>
/// <remarks>
/// Source: Anselin, Geographical Analysis 27 (1995), 93-115. Each rearrangement draws one list of areas for the whole map; an area that
/// is itself in the list takes the next drawn instead. So p-values of single areas are right, and all areas with as many neighbours are
/// compared with one sorted list of sums: the work grows with areas plus permutations, not with their product.
/// </remarks>
internal static class ConditionalPermutation
{
    public static PermutationTests Test(NeighbourLists lists, double[] values, bool[] isTested, LocalTestOptions options)
    {
        var m = options.Permutations;
        var most = 0;
        for (var i = 0; i < values.Length; i++) most = Math.Max(most, lists.Of(i).Length);
        var draws = Draw(values.Length, Math.Min(most + 1, values.Length), m, options.Seed);

        // Sums of the first k drawn, for each k a list by permutation.
        var sums = new double[most + 1][];
        sums[0] = new double[m];
        for (var k = 1; k <= most; k++)
        {
            sums[k] = new double[m];
            for (var p = 0; p < m; p++) sums[k][p] = sums[k - 1][p] + values[draws[p][k - 1]];
        }

        var observed = new double[values.Length];
        for (var i = 0; i < values.Length; i++)
            foreach (var neighbour in lists.Of(i)) observed[i] += values[neighbour];

        // Sums of the same values in another order may differ in their last bits; they count as equal.
        var largest = 0.0;
        foreach (var value in values) largest = Math.Max(largest, Math.Abs(value));
        var equal = largest * (most + 1) * 1e-13;

        int[] atLeast = new int[values.Length], atMost = new int[values.Length];
        double[][] sorted = [.. sums.Select(list => list.Order().ToArray())];
        for (var i = 0; i < values.Length; i++)
        {
            var list = sorted[lists.Of(i).Length];
            atLeast[i] = m - FirstAtLeast(list, observed[i] - equal);
            atMost[i] = FirstAtLeast(list, Math.BitIncrement(observed[i] + equal));
        }

        for (var p = 0; p < m; p++)
            for (var j = 0; j < most; j++)
            {
                var area = draws[p][j];
                var k = lists.Of(area).Length;
                if (k <= j) continue;
                var wrong = sums[k][p];
                var right = wrong - values[area] + values[draws[p][k]];
                atLeast[area] += (right >= observed[area] - equal ? 1 : 0) - (wrong >= observed[area] - equal ? 1 : 0);
                atMost[area] += (right <= observed[area] + equal ? 1 : 0) - (wrong <= observed[area] + equal ? 1 : 0);
            }

        double[] high = new double[values.Length], twoSided = new double[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            (high[i], twoSided[i]) = (1, 1);
            if (!isTested[i]) continue;
            high[i] = (atLeast[i] + 1.0) / (m + 1.0);
            twoSided[i] = Math.Min(1, 2 * Math.Min(high[i], (atMost[i] + 1.0) / (m + 1.0)));
        }

        return new PermutationTests(twoSided, high, LocalTests.Adjusted(twoSided, isTested, options.Adjustment));
    }

    private static int[][] Draw(int areas, int count, int permutations, ulong seed)
    {
        var pool = new int[areas];
        for (var i = 0; i < areas; i++) pool[i] = i;
        var draws = new int[permutations][];
        var taken = new int[count];
        for (var p = 0; p < permutations; p++)
        {
            var random = new SeededRandom(seed, (ulong)p);
            for (var j = 0; j < count; j++)
            {
                taken[j] = j + random.Below(areas - j);
                (pool[j], pool[taken[j]]) = (pool[taken[j]], pool[j]);
            }

            draws[p] = pool[..count];
            // Put back as it was, so that a permutation depends on its own stream alone.
            for (var j = count - 1; j >= 0; j--) (pool[j], pool[taken[j]]) = (pool[taken[j]], pool[j]);
        }

        return draws;
    }

    private static int FirstAtLeast(double[] sorted, double value)
    {
        int low = 0, high = sorted.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle] < value) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
