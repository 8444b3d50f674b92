namespace SpacesPlaces.Geodata.Hotspots.Scans;

/// <summary>
/// Where, and when, cases are more than chance would give: circles around every place over every window of periods, the one least
/// like chance first, with a p-value that accounts for having looked everywhere.
/// </summary>
/// <remarks>
/// Source: Kulldorff (1997), <em>A spatial scan statistic</em>; Kulldorff (2001) for prospective windows; Kulldorff, Heffernan, Hartman,
/// Assunção and Mostashari (2005) for the space-time permutation. Log-likelihood ratio of a cylinder with c of C cases and μ expected,
/// for c above μ: c ln(c/μ) + (C - c) ln((C - c)/(C - μ)). Poor for long thin clusters (a road, a river): circles over them hold much
/// else. A found circle is not a boundary: places at its edge may be there by chance.
/// </remarks>
public static class ScanStatistic
{
    /// <summary>Name of the method.</summary>
    public const string Method = "scan";

    /// <summary>Version of everything that decides the result.</summary>
    public const string MethodVersion = "1";

    /// <summary>Fewest cases looked at.</summary>
    public const int LeastCases = 20;

    /// <summary>Most cases of one scan.</summary>
    public const int MostCases = 1_000_000;

    /// <summary>Most places of one scan: circles grow with their square.</summary>
    public const int MostPlaces = 3_000;

    /// <summary>Most periods of one scan: windows grow with their square.</summary>
    public const int MostPeriods = 1_000;

    /// <summary>Clusters in space and time without knowing how many people are where.</summary>
    /// <param name="eastings">Metres on a plane (EPSG:27700), one per place, finite; degrees must not be passed.</param>
    /// <param name="northings">Metres on the same plane, as many.</param>
    /// <param name="cases">Cases by place, in each by period: places times periods numbers, 0 or more.</param>
    /// <param name="periods">Number of periods, 2 or more.</param>
    /// <param name="parameters">How to look.</param>
    /// <param name="cancellation">Ends the scan early, by an exception.</param>
    /// <returns>The clusters, the same for the same places in any order and on any number of threads.</returns>
    /// <exception cref="ArgumentException">Numbers do not match, a value is impossible, or there is too much for one scan.</exception>
    /// <remarks>
    /// A place whose share of people grows over the window shows up as a cluster: keep the window short, or use
    /// <see cref="Poisson"/> with people by period.
    /// </remarks>
    public static ScanResult SpaceTimePermutation(
        ReadOnlySpan<double> eastings, ReadOnlySpan<double> northings, ReadOnlySpan<int> cases, int periods,
        ScanParameters parameters, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(periods, 2);
        var places = ScanPlaces.Sort(eastings, northings, cases, [], periods);
        return Run(ScanModel.SpaceTimePermutation, places, parameters, null, cancellation);
    }

    /// <summary>Clusters against people at risk, or against cases expected for other reasons.</summary>
    /// <param name="eastings">Metres on a plane (EPSG:27700), one per place, finite; degrees must not be passed.</param>
    /// <param name="northings">Metres on the same plane, as many.</param>
    /// <param name="cases">Cases by place, in each by period: places times periods numbers, 0 or more.</param>
    /// <param name="expected">
    /// People or expected cases in the same order, or one number per place for all periods alike; 0 or more, in any unit: only
    /// shares count. Between censuses the caller interpolates, and says how: it moves the ratio a little.
    /// </param>
    /// <param name="periods">Number of periods; 1 for space alone.</param>
    /// <param name="parameters">How to look.</param>
    /// <param name="cancellation">Ends the scan early, by an exception.</param>
    /// <returns>The clusters, the same for the same places in any order and on any number of threads.</returns>
    /// <exception cref="ArgumentException">
    /// Numbers do not match, a value is impossible, cases where none is expected, or there is too much for one scan.
    /// </exception>
    public static ScanResult Poisson(
        ReadOnlySpan<double> eastings, ReadOnlySpan<double> northings, ReadOnlySpan<int> cases, ReadOnlySpan<double> expected,
        int periods, ScanParameters parameters, CancellationToken cancellation = default)
    {
        if (expected.Length == 0) throw new ArgumentException("Nothing is expected anywhere.", nameof(expected));
        var places = ScanPlaces.Sort(eastings, northings, cases, expected, periods);
        return Run(ScanModel.Poisson, places, parameters, null, cancellation);
    }

    // Distances, in metres, are between places by their number in places; null for the straight line.
    internal static ScanResult Run(
        ScanModel model, ScanPlaces places, ScanParameters parameters, Func<int, int, double>? distance,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        parameters.Check();
        if (places.CaseCount < LeastCases || places.Count < 2)
        {
            return new ScanResult(
                Method, MethodVersion, model, parameters, places.CaseCount, places.Count, places.Periods, 0, [], IsTooFewToTell: true);
        }

        var circles = ScanCircles.Draw(places, parameters, distance ?? places.Distance);
        var windows = new ScanWindows(places.Periods, parameters);
        var ratio = new LikelihoodRatio(places.CaseCount);
        var found = ObservedScan.Find(places, circles, windows, ratio, parameters.MostClusters);
        var maxima = ReplicaScan.Maxima(model, places, circles, windows, ratio, parameters, cancellation);

        var clusters = found.Select(c =>
        {
            // Equal ratios are common where counts are small; summing in another order must not break the tie.
            var atLeast = maxima.Count(m => m >= c.Ratio - LikelihoodRatio.Equal);
            var p = (atLeast + 1.0) / (parameters.Replicas + 1.0);
            var outside = (places.CaseCount - c.Cases) / (places.CaseCount - c.Expected);
            return new ScanCluster(
                places.FirstRow(c.Centre), c.Radius, places.RowsOf(c.Members), c.First, c.Last, c.Cases, c.Expected,
                c.Cases / c.Expected / outside, c.Ratio, p, parameters.IsProspective ? 1 / p : null);
        });
        return new ScanResult(
            Method, MethodVersion, model, parameters, places.CaseCount, places.Count, places.Periods,
            circles.Count * windows.Count, [.. clusters], IsTooFewToTell: false);
    }
}
