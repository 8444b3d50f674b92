namespace SpacesPlaces.Geodata.Statistics;

/// <summary>How p-values of many tests are adjusted.</summary>
public enum PAdjustment
{
    /// <summary>Benjamini and Hochberg (1995): right for tests that are independent or rise and fall together, as neighbouring cells do.</summary>
    BenjaminiHochberg,

    /// <summary>Benjamini and Yekutieli (2001): right under any dependence, and more cautious by a factor of about ln(tests) + 0.58.</summary>
    BenjaminiYekutieli,
}

/// <summary>
/// Adjusted p-values that control the share of false finds among all finds. All tests that were made must be given together: adjusting
/// each with a few of its neighbours controls nothing on the map.
/// </summary>
/// <remarks>
/// Source: Benjamini and Hochberg, JRSS B 57 (1995), 289-300; Benjamini and Yekutieli, Annals of Statistics 29 (2001), 1165-1188.
/// The adjusted value of the i-th smallest p is min over j ≥ i of m · c · p(j) / j, at most 1; c is 1, or 1 + 1/2 + … + 1/m. R:
/// <c>p.adjust</c>.
/// </remarks>
public static class FalseDiscovery
{
    private const int Digit = 11;

    /// <summary>Adjusts p-values.</summary>
    /// <param name="pValues">The p-value of every test, 0 to 1; may be none.</param>
    /// <param name="adjustment">Which rule.</param>
    /// <returns>The adjusted p-values in the same order.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A p-value is not within 0 and 1, or the rule is not one of its kinds.</exception>
    public static double[] Adjust(ReadOnlySpan<double> pValues, PAdjustment adjustment)
    {
        if (!Enum.IsDefined(adjustment)) throw new ArgumentOutOfRangeException(nameof(adjustment));
        var m = pValues.Length;
        var keys = new ulong[m];
        var order = new int[m];
        for (var i = 0; i < m; i++)
        {
            if (!(pValues[i] is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(pValues), "A p-value is not within 0 and 1.");
            keys[i] = BitConverter.DoubleToUInt64Bits(pValues[i] + 0.0); // of numbers that are not negative, bits are in order
            order[i] = i;
        }

        order = Ascending(keys, order);
        var factor = (double)m;
        if (adjustment == PAdjustment.BenjaminiYekutieli)
        {
            var harmonic = 0.0;
            for (var i = 1; i <= m; i++) harmonic += 1.0 / i;
            factor *= harmonic;
        }

        var adjusted = new double[m];
        var least = 1.0;
        for (var rank = m; rank > 0; rank--)
        {
            var test = order[rank - 1];
            adjusted[test] = least = Math.Min(least, pValues[test] * factor / rank);
        }

        return adjusted;
    }

    /// <summary>Orders items by key, digit by digit from the last; digits that all keys share are passed over.</summary>
    private static int[] Ascending(ulong[] keys, int[] items)
    {
        var (otherKeys, otherItems) = (new ulong[keys.Length], new int[items.Length]);
        Span<int> ends = stackalloc int[1 << Digit];
        for (var shift = 0; shift < 64; shift += Digit)
        {
            ends.Clear();
            foreach (var key in keys) ends[(int)(key >> shift) & ((1 << Digit) - 1)]++;
            if (ends.Contains(keys.Length)) continue;
            var start = 0;
            foreach (ref var end in ends) (end, start) = (start, start + end);
            for (var i = 0; i < keys.Length; i++)
            {
                var at = ends[(int)(keys[i] >> shift) & ((1 << Digit) - 1)]++;
                (otherKeys[at], otherItems[at]) = (keys[i], items[i]);
            }

            (keys, otherKeys, items, otherItems) = (otherKeys, keys, otherItems, items);
        }

        return items;
    }
}
