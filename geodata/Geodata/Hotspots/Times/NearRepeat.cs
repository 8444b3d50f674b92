namespace SpacesPlaces.Geodata.Hotspots.Times;

/// <summary>
/// Whether events come close together in space and time more often than they would if their days were dealt out by chance among
/// their places: the Knox test, by bands, as users of the Near Repeat Calculator know it.
/// </summary>
/// <remarks>
/// Source: Knox (1964); permutation by Mantel (1967); bands and ratio as in Ratcliffe's Near Repeat Calculator, whose label
/// "a to b" holds [a - 1, b). Poor where the mix of places changes over the window (a new estate, another recorder): the test then
/// finds the change. The cells of one table depend on each other; p is per cell.
/// </remarks>
public static class NearRepeat
{
    /// <summary>Name of the method.</summary>
    public const string Method = "knox";

    /// <summary>Version of everything that decides the result.</summary>
    public const string MethodVersion = "1";

    /// <summary>Fewest events of which a pattern can be told; below it only counts and their exact moments are given.</summary>
    public const int LeastEvents = 30;

    /// <summary>Most close pairs times permutations that are simulated: some minutes of one processor.</summary>
    public const long MostPermutedPairs = 1_000_000_000_000;

    /// <summary>Most days from the first event to the last: 89 years.</summary>
    public const int MostDays = KnoxPermutations.MostDays;

    /// <summary>Counts pairs of events by space and time band and compares them with chance.</summary>
    /// <param name="eastings">Metres on a plane (EPSG:27700), finite, n values; degrees give nonsense and must not be passed.</param>
    /// <param name="northings">Metres on the same plane, n values; duplicates allowed.</param>
    /// <param name="days">Day of each event, as <see cref="DateOnly.DayNumber"/> or any other count of days, n values.</param>
    /// <param name="precisions">Whether each day is known, n values; empty when all are.</param>
    /// <param name="parameters">Bands, metric and permutations.</param>
    /// <param name="cancellation">Ends the permutations early, by an exception.</param>
    /// <returns>The table, the same for the same events in any order and on any number of threads.</returns>
    /// <exception cref="MonthOnlyException">Of an event only the month is known.</exception>
    /// <exception cref="ArgumentException">
    /// Lengths differ, a coordinate is not finite, the days span more than <see cref="MostDays"/>, or a parameter is out of range.
    /// </exception>
    public static NearRepeatTable Run(
        ReadOnlySpan<double> eastings, ReadOnlySpan<double> northings, ReadOnlySpan<int> days,
        ReadOnlySpan<DatePrecision> precisions, NearRepeatParameters parameters, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        parameters.Check();
        var n = eastings.Length;
        if (northings.Length != n || days.Length != n || (precisions.Length != 0 && precisions.Length != n))
            throw new ArgumentException("Eastings, northings, days and precisions differ in number.", nameof(northings));
        MonthOnlyException.ThrowIfAny(precisions, nameof(precisions));

        var cuts = Cuts(parameters);
        var pairs = ClosePairs.Find(eastings, northings, Codes(days), cuts, parameters);
        var times = DayPairs.Count(pairs.Days, cuts);
        int spaceBands = pairs.Observed.Length + 1, timeBands = cuts.Length + 1;

        var simulation =
            n < LeastEvents ? NearRepeatSimulation.TooFewEvents
            : parameters.Permutations == 0 ? NearRepeatSimulation.NotAsked
            : !pairs.HasRuns || (Int128)pairs.Count * parameters.Permutations > MostPermutedPairs ? NearRepeatSimulation.TooManyPairs
            : NearRepeatSimulation.Made;
        var observed = Complete(pairs.Observed, pairs.PairsOfBand, times.PairsOfBand);
        var atLeast = simulation == NearRepeatSimulation.Made ? AtLeast(pairs, times, cuts, observed, parameters, cancellation) : null;

        var cells = new NearRepeatCell[spaceBands][];
        for (var s = 0; s < spaceBands; s++)
        {
            cells[s] = new NearRepeatCell[timeBands];
            for (var t = 0; t < timeBands; t++)
            {
                var (mean, deviation) = KnoxMoments.Of(n, pairs.Moments(s), times.Moments[t]);
                var isTold = n >= LeastEvents;
                cells[s][t] = new NearRepeatCell(
                    observed[s][t], mean, deviation,
                    isTold && mean > 0 ? observed[s][t] / mean : null,
                    isTold && deviation > 0 ? (observed[s][t] - mean) / deviation : null,
                    atLeast is null ? null : (atLeast[s][t] + 1) / (parameters.Permutations + 1.0));
            }
        }

        return new NearRepeatTable(
            Method, MethodVersion, parameters, n, parameters.SpaceBands(), parameters.TimeBands(), cells, pairs.Count,
            simulation == NearRepeatSimulation.Made ? parameters.Permutations : 0, simulation);
    }

    /// <summary>
    /// The whole table from its close part. No permutation changes how many pairs a space band holds, nor how many a time band
    /// holds among all pairs, so the bands "more than" are what is left.
    /// </summary>
    internal static long[][] Complete(long[][] close, ReadOnlySpan<long> ofSpaceBand, ReadOnlySpan<long> ofTimeBand)
    {
        int spaceBands = close.Length, cuts = ofTimeBand.Length - 1;
        var table = new long[spaceBands + 1][];
        table[spaceBands] = ofTimeBand.ToArray();
        for (var s = 0; s < spaceBands; s++)
        {
            table[s] = new long[cuts + 1];
            table[s][cuts] = ofSpaceBand[s];
            for (var t = 0; t < cuts; t++)
            {
                table[s][t] = close[s][t];
                table[s][cuts] -= close[s][t];
            }

            for (var t = 0; t <= cuts; t++) table[spaceBands][t] -= table[s][t];
        }

        return table;
    }

    /// <summary>Days from the first event, so that they fit 16 bits.</summary>
    private static short[] Codes(ReadOnlySpan<int> days)
    {
        if (days.Length == 0) return [];
        int first = int.MaxValue, last = int.MinValue;
        foreach (var day in days) (first, last) = (Math.Min(first, day), Math.Max(last, day));
        if ((long)last - first > MostDays)
            throw new ArgumentOutOfRangeException(nameof(days), $"The days span more than {MostDays}.");
        var codes = new short[days.Length];
        for (var i = 0; i < codes.Length; i++) codes[i] = (short)(days[i] - first);
        return codes;
    }

    /// <summary>Time bands as "fewer days apart than": days are whole, so (a, b] in days is [a + 1, b + 1).</summary>
    private static short[] Cuts(NearRepeatParameters parameters) =>
        [.. parameters.TimeEdgesDays.Select(days =>
            (short)Math.Min(parameters.Closure == BandClosure.Left ? days : days + 1L, MostDays + 1))];

    private static int[][] AtLeast(
        ClosePairs pairs, DayPairs times, short[] cuts, long[][] observed, NearRepeatParameters parameters,
        CancellationToken cancellation)
    {
        var atLeast = observed.Select(row => new int[row.Length]).ToArray();
        var permuted = KnoxPermutations.Count(pairs, cuts, parameters.Permutations, parameters.Seed, cancellation);
        foreach (var close in permuted)
        {
            var table = Complete(close, pairs.PairsOfBand, times.PairsOfBand);
            for (var s = 0; s < table.Length; s++)
                for (var t = 0; t < table[s].Length; t++)
                    if (table[s][t] >= observed[s][t]) atLeast[s][t]++;
        }

        return atLeast;
    }
}
