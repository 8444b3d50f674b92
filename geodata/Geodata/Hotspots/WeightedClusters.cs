namespace SpacesPlaces.Geodata.Hotspots;

/// <summary>
/// Clusters of events that stand for several each: a weight of 3 is the event three times, an event of weight 0 is not there. For each
/// method the labels are those that the repeated events would have.
/// </summary>
/// <remarks>Source of the definition: the weights of R's <c>dbscan::dbscan</c>, here whole numbers only. Memory grows with the sum of weights.</remarks>
public static class WeightedClusters
{
    /// <summary>Labels of weighted events by density: see <see cref="Hotspots.Dbscan.Run"/>.</summary>
    /// <param name="eastings">Metres, EPSG:27700.</param>
    /// <param name="northings">Metres, as many.</param>
    /// <param name="weights">Whole, 0 or more, as many; together at most <see cref="Hotspots.Dbscan.MaxEvents"/>.</param>
    /// <param name="epsMetres">Reach in metres.</param>
    /// <param name="minEvents">Weight within reach that makes an event core, its own counted.</param>
    /// <exception cref="ArgumentException">Columns differ in number, or what the method itself refuses.</exception>
    public static int[] Dbscan(
        ReadOnlySpan<double> eastings, ReadOnlySpan<double> northings, ReadOnlySpan<int> weights, double epsMetres, int minEvents)
    {
        var rows = Rows(eastings, northings, weights);
        var found = Hotspots.Dbscan.Run(EventWeights.Repeated(eastings, rows), EventWeights.Repeated(northings, rows), epsMetres, minEvents);
        return EventWeights.Collect([.. found.Labels], rows, weights.Length);
    }

    /// <summary>Labels of weighted events in space and time: see <see cref="Hotspots.StDbscan.Run"/>.</summary>
    /// <param name="eastings">Metres, EPSG:27700.</param>
    /// <param name="northings">Metres, as many.</param>
    /// <param name="days">Day numbers, as many.</param>
    /// <param name="weights">Whole, 0 or more, as many.</param>
    /// <param name="epsMetres">Reach in metres.</param>
    /// <param name="epsDays">Reach in days.</param>
    /// <param name="minEvents">Weight within reach that makes an event core, its own counted.</param>
    /// <exception cref="ArgumentException">Columns differ in number, or what the method itself refuses.</exception>
    public static int[] StDbscan(
        ReadOnlySpan<double> eastings, ReadOnlySpan<double> northings, ReadOnlySpan<int> days, ReadOnlySpan<int> weights, double epsMetres,
        int epsDays, int minEvents)
    {
        var rows = Rows(eastings, northings, weights);
        if (days.Length != weights.Length) throw new ArgumentException("There must be as many days as weights.", nameof(days));
        var found = Hotspots.StDbscan.Run(
            EventWeights.Repeated(eastings, rows), EventWeights.Repeated(northings, rows), EventWeights.Repeated(days, rows), epsMetres, epsDays, minEvents);
        return EventWeights.Collect([.. found.Labels], rows, weights.Length);
    }

    /// <summary>Labels of weighted events at every density: see <see cref="Hotspots.Hdbscan.Run"/>.</summary>
    /// <param name="eastings">Metres, EPSG:27700.</param>
    /// <param name="northings">Metres, as many.</param>
    /// <param name="weights">Whole, 0 or more, as many.</param>
    /// <param name="parameters">Sizes, cap and selection; sizes count weight.</param>
    /// <exception cref="ArgumentException">Columns differ in number, or what the method itself refuses.</exception>
    public static int[] Hdbscan(
        ReadOnlySpan<double> eastings, ReadOnlySpan<double> northings, ReadOnlySpan<int> weights, HdbscanParameters parameters)
    {
        var rows = Rows(eastings, northings, weights);
        var found = Hotspots.Hdbscan.Run(EventWeights.Repeated(eastings, rows), EventWeights.Repeated(northings, rows), parameters);
        return EventWeights.Collect([.. found.Labels], rows, weights.Length);
    }

    private static int[] Rows(ReadOnlySpan<double> eastings, ReadOnlySpan<double> northings, ReadOnlySpan<int> weights)
    {
        if (northings.Length != eastings.Length || weights.Length != eastings.Length)
            throw new ArgumentException("There must be as many northings and weights as eastings.", nameof(weights));
        return EventWeights.Repeat(weights);
    }
}
