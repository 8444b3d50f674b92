namespace SpacesPlaces.Geodata.Hotspots;

/// <summary>
/// Events that stand for several: a weight of 3 is the event three times, for every method of clusters alike. An event of weight 0 is
/// not there.
/// </summary>
internal static class EventWeights
{
    /// <summary>The row of the weighted event behind each repeated one, in order.</summary>
    /// <param name="weights">Whole, 0 or more, together at most <see cref="Dbscan.MaxEvents"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A weight is negative, or their sum is too large for one run.</exception>
    public static int[] Repeat(ReadOnlySpan<int> weights)
    {
        var total = 0L;
        foreach (var weight in weights)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(weight, nameof(weights));
            total += weight;
        }

        if (total > Dbscan.MaxEvents) throw new ArgumentOutOfRangeException(nameof(weights), $"The weights add up to more than {Dbscan.MaxEvents} events.");
        var rows = new int[total];
        for (int row = 0, next = 0; row < weights.Length; row++)
        {
            rows.AsSpan(next, weights[row]).Fill(row);
            next += weights[row];
        }

        return rows;
    }

    /// <summary>The values of repeated events.</summary>
    /// <param name="values">One for each weighted event.</param>
    /// <param name="rows">As <see cref="Repeat"/> gave them.</param>
    public static T[] Repeated<T>(ReadOnlySpan<T> values, ReadOnlySpan<int> rows)
    {
        var repeated = new T[rows.Length];
        for (var i = 0; i < rows.Length; i++) repeated[i] = values[rows[i]];
        return repeated;
    }

    /// <summary>Labels of weighted events from those of the repeated ones, which are all alike; an event of weight 0 is noise.</summary>
    /// <param name="labels">Labels of the repeated events.</param>
    /// <param name="rows">As <see cref="Repeat"/> gave them.</param>
    /// <param name="count">How many weighted events there are.</param>
    public static int[] Collect(ReadOnlySpan<int> labels, ReadOnlySpan<int> rows, int count)
    {
        if (labels.Length != rows.Length) throw new ArgumentException("There must be one label for each repeated event.", nameof(labels));
        var collected = new int[count];
        for (var i = 0; i < rows.Length; i++) collected[rows[i]] = labels[i];
        return collected;
    }
}
