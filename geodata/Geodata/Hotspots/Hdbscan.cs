namespace SpacesPlaces.Geodata.Hotspots;

/// <summary>
/// Density clusters of all densities at once (HDBSCAN*): a village and a city centre each get clusters at their own scale,
/// where one reach for both (<see cref="Dbscan"/>) misses one or drowns the other.
/// </summary>
/// <remarks>
/// Source: Campello, Moulavi, Zimek and Sander, ACM TKDD 10 (2015), article 5; leaf selection after McInnes and Healy (ICDMW
/// 2017); the cap after Malzer and Baum (MFI 2020). Two events are as far apart as the greatest of their distance, their two core
/// distances and the resolution. Links of one length are cut at once, as the definition has it, so the tree follows from the
/// events alone; programs that cut them one by one (R, scikit-learn) let the order of rows decide where an event belongs whose
/// own core distance alone ties two clusters together: here it is noise to both.
/// </remarks>
public static class Hdbscan
{
    /// <summary>Most events in one run.</summary>
    public const int MaxEvents = 5_000_000;

    /// <summary>Greatest <see cref="HdbscanParameters.MinSamples"/>; a density over more events than this is not local.</summary>
    public const int MaxSamples = 256;

    private const double MaxExtentMetres = 1e9;

    /// <summary>Clusters events.</summary>
    /// <param name="eastings">Metres on a plane (EPSG:27700), finite; degrees give nonsense and must not be passed.</param>
    /// <param name="northings">Metres on the same plane, as many as eastings; duplicates allowed and cheap.</param>
    /// <param name="parameters">Sizes, cap and selection.</param>
    /// <returns>Labels, strengths and core distances in row order, the same for every order of the rows.</returns>
    /// <exception cref="ArgumentException">The two coordinates differ in number, or one is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A parameter is outside its range, the events reach over more than a million kilometres, or there are more than
    /// <see cref="MaxEvents"/>.
    /// </exception>
    /// <remarks>
    /// Memory is linear in the events (no matrix of distances). The events as a whole are never a cluster: where everything is
    /// one crowd without parts, all is noise, and DBSCAN is the method to use. Poor for few events: each cluster needs
    /// <see cref="HdbscanParameters.MinClusterSize"/> of them twice over before a split can show.
    /// </remarks>
    public static HdbscanResult Run(
        ReadOnlySpan<double> eastings, ReadOnlySpan<double> northings, HdbscanParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Check(parameters);
        if (eastings.Length != northings.Length)
            throw new ArgumentException("There must be as many northings as eastings.", nameof(northings));
        if (eastings.Length > MaxEvents)
            throw new ArgumentOutOfRangeException(nameof(eastings), $"More than {MaxEvents} events.");
        var (west, east) = Range(eastings, nameof(eastings));
        var (south, north) = Range(northings, nameof(northings));
        if (east - west > MaxExtentMetres || north - south > MaxExtentMetres)
            throw new ArgumentOutOfRangeException(nameof(eastings), "The events reach over more than a million kilometres.");

        var n = eastings.Length;
        if (n < Math.Max(2L * parameters.MinClusterSize, parameters.MinSamples))
        {
            var cores = new double[n];
            Array.Fill(cores, double.PositiveInfinity);
            return new HdbscanResult(new int[n], new double[n], cores, [], TooFewToTell: true, parameters);
        }

        var spots = HdbscanSpots.Sort(eastings, northings, west, south, Math.Max(east - west, north - south));
        var least = parameters.ResolutionMetres * parameters.ResolutionMetres;
        var coreSquared = new HdbscanCores(spots, parameters.MinSamples, least).Squared();
        var links = new HdbscanSpanningTree(spots, coreSquared).Build();
        var merges = HdbscanMerges.Of(spots, links);
        var condensed = HdbscanCondensed.Of(spots, coreSquared, merges, parameters.MinClusterSize);
        return HdbscanChoice.Choose(spots, coreSquared, condensed, parameters);
    }

    private static void Check(HdbscanParameters parameters)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parameters.MinClusterSize, 2, nameof(parameters));
        if (parameters.MinSamples is < 1 or > MaxSamples)
            throw new ArgumentOutOfRangeException(nameof(parameters), $"MinSamples must be from 1 to {MaxSamples}.");
        if (!double.IsFinite(parameters.DistanceCapMetres) || parameters.DistanceCapMetres < 0)
            throw new ArgumentOutOfRangeException(nameof(parameters), "The cap must be metres, or 0 for none.");
        if (!(parameters.ResolutionMetres is >= 1e-9 and <= MaxExtentMetres))
            throw new ArgumentOutOfRangeException(nameof(parameters), "The resolution must be a positive number of metres.");
        if (!Enum.IsDefined(parameters.Selection))
            throw new ArgumentOutOfRangeException(nameof(parameters), "Unknown selection.");
    }

    private static (double Min, double Max) Range(ReadOnlySpan<double> values, string name)
    {
        if (values.IsEmpty) return (0, 0);
        double min = double.PositiveInfinity, max = double.NegativeInfinity, poison = 0;
        foreach (var value in values)
        {
            (min, max) = (Math.Min(min, value), Math.Max(max, value));
            poison += value * 0; // NaN and infinity times 0 are NaN, which stays
        }

        return poison == 0 ? (min, max) : throw new ArgumentException("A coordinate is not finite.", name);
    }
}
