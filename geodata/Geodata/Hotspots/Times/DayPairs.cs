namespace SpacesPlaces.Geodata.Hotspots.Times;

/// <summary>All pairs of events by time band, which no permutation changes.</summary>
/// <param name="PairsOfBand">Pairs in each time band, the last one "more than".</param>
/// <param name="Moments">Each band as a graph.</param>
internal sealed record DayPairs(long[] PairsOfBand, BandGraph[] Moments)
{
    public static DayPairs Count(ReadOnlySpan<short> codes, ReadOnlySpan<short> cuts)
    {
        var pairs = new long[cuts.Length + 1];
        var paths = new Int128[cuts.Length + 1];
        if (codes.Length == 0) return new(pairs, new BandGraph[pairs.Length]);

        var eventsBefore = EventsBefore(codes);
        var days = eventsBefore.Length - 1;
        for (var day = 0; day < days; day++)
        {
            var events = eventsBefore[day + 1] - eventsBefore[day];
            if (events == 0) continue;
            // Events of one day have the same number of others in each band.
            long nearer = 0;
            for (var band = 0; band < pairs.Length; band++)
            {
                var within = codes.Length - 1L;
                if (band < cuts.Length)
                {
                    int from = Math.Max(0, day - cuts[band] + 1), to = Math.Min(days, day + cuts[band]);
                    within = eventsBefore[to] - eventsBefore[from] - 1;
                }

                pairs[band] += events * (within - nearer);
                paths[band] += events * BandGraph.PathsAt(within - nearer);
                nearer = within;
            }
        }

        for (var band = 0; band < pairs.Length; band++) pairs[band] /= 2; // each pair was met from both its events
        return new(pairs, [.. pairs.Zip(paths, (edges, joined) => new BandGraph(edges, joined))]);
    }

    private static long[] EventsBefore(ReadOnlySpan<short> codes)
    {
        var last = 0;
        foreach (var code in codes) last = Math.Max(last, code);
        var before = new long[last + 2];
        foreach (var code in codes) before[code + 1]++;
        for (var day = 0; day <= last; day++) before[day + 1] += before[day];
        return before;
    }
}
