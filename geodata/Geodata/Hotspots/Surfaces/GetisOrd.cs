using System.Runtime.Intrinsics;
using SpacesPlaces.Geodata.Grids;

namespace SpacesPlaces.Geodata.Hotspots.Surfaces;

/// <summary>
/// Getis-Ord Gi*: where high values, or low ones, lie together more than chance would bring them. Of counts it finds where events are
/// many, which is also where people, patrols and records are many: set effort beside it.
/// </summary>
/// <remarks>
/// z = (Σ w x - k x̄) / (s √((n k - k²) / (n - 1))), the sum over an area and its neighbours, itself included, k of them with weight 1
/// each, x̄ and s² (divided by n) those of all areas. Source: Ord and Getis, Geographical Analysis 27 (1995), 286-306, eq. 14; the same
/// values as R's spdep <c>localG(x, nb2listw(include.self(nb), style = "B"))</c>. On a map of mostly empty cells the normal approximation
/// is poor and scores of 70 occur: leave out cells that can hold no incident, and ask for permutations, in which the area keeps its own
/// value.
/// </remarks>
public static class GetisOrd
{
    /// <summary>Name of the method.</summary>
    public const string Method = "getis-ord-gi-star";

    /// <summary>Version of everything that decides the result.</summary>
    public const string MethodVersion = "1";

    /// <summary>Gi* of cells with their neighbours: eight of a square (queen), six of a hexagon, as far as they are in the set.</summary>
    /// <param name="cells">The cells that could hold an incident; each counts in mean, variance and number of tests.</param>
    /// <param name="values">One finite value for each cell, such as its number of events.</param>
    /// <param name="options">Adjustment and permutations.</param>
    /// <exception cref="ArgumentException">There are more or fewer values than cells.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite, or an option is outside its range.</exception>
    public static LocalTests Star(CellSet cells, ReadOnlySpan<double> values, LocalTestOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(cells);
        LocalTests.RequireFinite(values, cells.Count);
        if (!cells.IsBlock || cells.Grid is not SquareGrid || options is { Permutations: > 0 })
            return Star(cells.Neighbours(), values, options);
        return Star(values, options ?? new LocalTestOptions(), null, (sums, around, x) => AddSquares(cells, x, sums, around));
    }

    /// <summary>Gi* of any areas.</summary>
    /// <param name="neighbours">For each area the others beside it.</param>
    /// <param name="values">One finite value for each area: a count, or a rate that has been made steady.</param>
    /// <param name="options">Adjustment and permutations.</param>
    /// <exception cref="ArgumentException">There are more or fewer values than areas.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite, or an option is outside its range.</exception>
    public static LocalTests Star(NeighbourLists neighbours, ReadOnlySpan<double> values, LocalTestOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(neighbours);
        LocalTests.RequireFinite(values, neighbours.Count);
        return Star(values, options ?? new LocalTestOptions(), neighbours, (sums, around, x) =>
        {
            for (var i = 0; i < sums.Length; i++)
            {
                var sum = x[i];
                foreach (var neighbour in neighbours.Of(i)) sum += x[neighbour];
                (sums[i], around[i]) = (sum, neighbours.Of(i).Length + 1);
            }
        });
    }

    /// <summary>Standard scores of sums over k of n values; areas that all sums hold whole, and single values that vary nothing, have none.</summary>
    internal static (double[] Z, bool[] IsTested) Scores(ReadOnlySpan<double> sums, ReadOnlySpan<int> around, double mean, double variance, int n)
    {
        var z = new double[sums.Length];
        var isTested = new bool[sums.Length];
        double[] expected = new double[32], deviation = new double[32];
        for (var k = 0; k < expected.Length; k++) (expected[k], deviation[k]) = Of(k);
        for (var i = 0; i < sums.Length; i++)
        {
            var k = around[i];
            var (middle, spread) = k < expected.Length ? (expected[k], deviation[k]) : Of(k);
            isTested[i] = spread > 0;
            z[i] = spread > 0 ? (sums[i] - middle) / spread : 0;
        }

        return (z, isTested);

        (double Expected, double Deviation) Of(int k) =>
            (k * mean, k < 1 || k >= n ? 0 : Math.Sqrt(variance * ((double)n * k - (double)k * k) / (n - 1)));
    }

    private static LocalTests Star(
        ReadOnlySpan<double> values, LocalTestOptions options, NeighbourLists? neighbours, Action<double[], int[], double[]> addAround)
    {
        options.Require(nameof(options));
        if (LocalTests.IsTooFew(values)) return LocalTests.TooFew(Method, MethodVersion, options, values.Length);
        double[] x = [.. values], sums = new double[x.Length];
        var around = new int[x.Length];
        addAround(sums, around, x);
        var mean = InOrder.Sum(x) / x.Length;
        var squares = 0.0;
        foreach (var value in x) squares += (value - mean) * (value - mean);
        var (z, isTested) = Scores(sums, around, mean, squares / x.Length, x.Length);
        var permutation = options.Permutations > 0 ? ConditionalPermutation.Test(neighbours!, x, isTested, options) : null;
        return LocalTests.Of(Method, MethodVersion, options, isTested, z, permutation);
    }

    /// <summary>Sums over three by three cells of a block: first three in a row, then three rows.</summary>
    private static void AddSquares(CellSet cells, double[] x, double[] sums, int[] around)
    {
        int columns = cells.Columns, rows = cells.Rows;
        var inRow = new double[x.Length];
        for (var row = 0; row < rows; row++)
        {
            ReadOnlySpan<double> from = x.AsSpan(row * columns, columns);
            var into = inRow.AsSpan(row * columns, columns);
            from.CopyTo(into);
            AddTo(into[1..], from[..^1]);
            AddTo(into[..^1], from[1..]);
        }

        for (var row = 0; row < rows; row++)
        {
            var into = sums.AsSpan(row * columns, columns);
            inRow.AsSpan(row * columns, columns).CopyTo(into);
            if (row > 0) AddTo(into, inRow.AsSpan((row - 1) * columns, columns));
            if (row < rows - 1) AddTo(into, inRow.AsSpan((row + 1) * columns, columns));
            var high = 1 + (row > 0 ? 1 : 0) + (row < rows - 1 ? 1 : 0);
            var counts = around.AsSpan(row * columns, columns);
            counts.Fill(3 * high);
            counts[0] -= high;
            counts[^1] -= high;
        }
    }

    private static void AddTo(Span<double> into, ReadOnlySpan<double> values)
    {
        var i = 0;
        for (; i <= values.Length - Vector256<double>.Count; i += Vector256<double>.Count)
            (Vector256.Create<double>(into[i..]) + Vector256.Create(values[i..])).CopyTo(into[i..]);
        for (; i < values.Length; i++) into[i] += values[i];
    }
}
