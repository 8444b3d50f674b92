using SpacesPlaces.Geodata.Grids;
using SpacesPlaces.Geodata.Statistics;

namespace SpacesPlaces.Geodata.Hotspots.Surfaces;

/// <summary>
/// Which areas become hotspots, stay so or cease to be: Gi* in every area and period against all areas and periods, then the run of hot
/// periods and a test for a trend.
/// </summary>
/// <remarks>
/// An area's neighbourhood is the area and those beside it, in the period and as many before as the lag says, as far as these have data.
/// Mean and variance are those of the whole cube. Source of the scores: <see cref="GetisOrd"/>; of the classes: the emerging hot spot
/// analysis of ArcGIS, whose names are kept and whose rules are said in <see cref="EmergingClass"/>. With a lag, scores of one period
/// share events with the next, so trends are found somewhat too easily. Poor where recording changed: more outreach makes an area
/// intensify.
/// </remarks>
public static class EmergingHotspots
{
    /// <summary>Name of the method.</summary>
    public const string Method = "emerging-hotspots";

    /// <summary>Version of everything that decides the result.</summary>
    public const string MethodVersion = "1";

    /// <summary>Fewest periods with data: with three, no run of hot ones can be told from another.</summary>
    public const int LeastPeriods = 4;

    /// <summary>Longest neighbourhood in time.</summary>
    public const int MostLag = 12;

    private const double NearlyAlways = 0.9;

    /// <summary>Classifies areas.</summary>
    /// <param name="neighbours">For each area the others beside it.</param>
    /// <param name="values">Counts: for each area in turn one value for each period in order of time; areas times periods values.</param>
    /// <param name="isMissing">For each period whether nothing is known of it; its values are not read.</param>
    /// <param name="options">Lag, level, adjustment.</param>
    /// <exception cref="ArgumentException">There are no periods, or values are not areas times periods.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value of a period with data is not finite, or an option is outside its range.</exception>
    public static EmergingResult Find(
        NeighbourLists neighbours, ReadOnlySpan<double> values, IReadOnlyList<bool> isMissing, EmergingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(neighbours);
        ArgumentNullException.ThrowIfNull(isMissing);
        options ??= new EmergingOptions();
        int areas = neighbours.Count, periods = isMissing.Count;
        if (options.NeighbourLag is < 0 or > MostLag) throw new ArgumentOutOfRangeException(nameof(options), $"The lag is 0 to {MostLag} periods.");
        if (!(options.Level is >= 0.0001 and <= 0.2)) throw new ArgumentOutOfRangeException(nameof(options), "The level is 0.0001 to 0.2.");
        if (!Enum.IsDefined(options.Adjustment)) throw new ArgumentOutOfRangeException(nameof(options));
        if (periods == 0 || values.Length != (long)areas * periods)
            throw new ArgumentException("There must be one value for each area and period.", nameof(values));

        int[] used = [.. Enumerable.Range(0, periods).Where(t => !isMissing[t])];
        int[] missing = [.. Enumerable.Range(0, periods).Where(t => isMissing[t])];
        var known = new double[areas * used.Length];
        for (var area = 0; area < areas; area++)
            for (var t = 0; t < used.Length; t++) known[area * used.Length + t] = values[area * periods + used[t]];
        LocalTests.RequireFinite(known, known.Length);

        var classes = new EmergingClass[areas];
        int[] hot = new int[areas], cold = new int[areas];
        double[] trendZ = new double[areas], trendP = new double[areas];
        Array.Fill(trendP, 1);
        var isTrendTested = used.Length >= MannKendall.LeastValues;
        if (areas < LocalTests.LeastAreas || used.Length < LeastPeriods || LocalTests.IsTooFew(known))
        {
            return new(Method, MethodVersion, options, used, missing, 0, true, false, classes, hot, cold, trendZ, trendP);
        }

        var tests = Scores(neighbours, known, used, options);
        for (var area = 0; area < areas; area++)
        {
            var signs = new int[used.Length];
            var scores = new double[used.Length];
            for (var t = 0; t < used.Length; t++)
            {
                var at = area * used.Length + t;
                scores[t] = tests.Z[at];
                signs[t] = tests.AdjustedP[at] <= options.Level ? Math.Sign(tests.Z[at]) : 0;
            }

            var trend = MannKendall.Test(scores);
            (trendZ[area], trendP[area]) = (trend.Z, trend.PTwoSided);
            (hot[area], cold[area]) = (signs.AsSpan().Count(1), signs.AsSpan().Count(-1));
            classes[area] = Classify(signs, trend.PTwoSided <= options.Level ? Math.Sign(trend.S) : 0);
        }

        return new(
            Method, MethodVersion, options, used, missing, tests.Tests, false, isTrendTested, classes, hot, cold, trendZ, trendP);
    }

    /// <summary>The class of a run of periods.</summary>
    /// <param name="signs">For each period with data 1 for hot, -1 for cold, 0 for neither, in order of time; at least one.</param>
    /// <param name="trend">1 for a rise that was found, -1 for a fall, 0 for neither or not tested.</param>
    internal static EmergingClass Classify(ReadOnlySpan<int> signs, int trend)
    {
        var hot = signs.Count(1);
        var isNearlyAlways = hot >= NearlyAlways * signs.Length;
        if (signs[^1] != 1) return isNearlyAlways ? EmergingClass.Historical : EmergingClass.None;
        if (isNearlyAlways) return trend > 0 ? EmergingClass.Intensifying : trend < 0 ? EmergingClass.Diminishing : EmergingClass.Persistent;
        if (hot == 1) return EmergingClass.New;
        if (signs[^hot..].Count(1) == hot) return EmergingClass.Consecutive;
        return signs.Contains(-1) ? EmergingClass.Oscillating : EmergingClass.Sporadic;
    }

    private static LocalTests Scores(NeighbourLists neighbours, double[] known, int[] used, EmergingOptions options)
    {
        int areas = neighbours.Count, count = used.Length;
        var sums = new double[known.Length];
        var around = new int[known.Length];
        var inPeriod = new double[count];
        for (var area = 0; area < areas; area++)
        {
            known.AsSpan(area * count, count).CopyTo(inPeriod);
            foreach (var neighbour in neighbours.Of(area))
                for (var t = 0; t < count; t++) inPeriod[t] += known[neighbour * count + t];
            for (var t = 0; t < count; t++)
                for (var earlier = t; earlier >= 0 && used[earlier] >= used[t] - options.NeighbourLag; earlier--)
                {
                    sums[area * count + t] += inPeriod[earlier];
                    around[area * count + t] += neighbours.Of(area).Length + 1;
                }
        }

        var mean = InOrder.Sum(known) / known.Length;
        var squares = 0.0;
        foreach (var value in known) squares += (value - mean) * (value - mean);
        var (z, isTested) = GetisOrd.Scores(sums, around, mean, squares / known.Length, known.Length);
        return LocalTests.Of(Method, MethodVersion, new LocalTestOptions(options.Adjustment), isTested, z, null);
    }
}
