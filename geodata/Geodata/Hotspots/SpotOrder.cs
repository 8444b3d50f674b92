namespace SpacesPlaces.Geodata.Hotspots;

/// <summary>West to east, then south to north, then by number: an order of places that no order of rows can change.</summary>
internal static class SpotOrder
{
    /// <summary>Sorts three columns together. One plain key at a time, because that sorts several times faster than a comparer.</summary>
    public static void Sort(Span<double> x, Span<double> y, Span<int> items)
    {
        // The places in the old order travel with x; y and the items follow.
        Span<int> order = x.Length <= 256 ? stackalloc int[x.Length] : new int[x.Length];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        x.Sort(order);
        Follow(y, order);
        Follow(items, order);
        for (int first = 0, end; first < x.Length; first = end)
        {
            end = EndOfEqual(x, first);
            if (end - first == 1) continue;
            y[first..end].Sort(items[first..end]);
            for (int inner = first, innerEnd; inner < end; inner = innerEnd)
            {
                innerEnd = Math.Min(end, EndOfEqual(y, inner));
                if (innerEnd - inner > 1) items[inner..innerEnd].Sort();
            }
        }
    }

    private static void Follow<T>(Span<T> values, ReadOnlySpan<int> order) where T : unmanaged
    {
        var old = values.ToArray();
        for (var i = 0; i < order.Length; i++) values[i] = old[order[i]];
    }

    private static int EndOfEqual(ReadOnlySpan<double> values, int first)
    {
        var end = first + 1;
        while (end < values.Length && values[end] == values[first]) end++;
        return end;
    }
}
