namespace SpacesPlaces.Geodata.Hotspots;

/// <summary>
/// Density clusters (DBSCAN) of events on a plane. Events with at least <c>minEvents</c> events within <c>epsMetres</c>, the
/// event itself counted and the distance inclusive, are core; core events within reach of each other share a cluster; other
/// events within reach of a core event are its border; the rest is noise. PostGIS: <c>ST_ClusterDBSCAN</c>.
/// </summary>
/// <remarks>
/// Source of the definition: Ester, Kriegel, Sander and Xu (KDD 1996); of the grid of cells with side eps/√2: Gunawan (2013)
/// and Wang, Gu and Shun (SIGMOD 2020). Events of one cell are always within reach of each other, so a full cell is core
/// without a single distance, and clusters are found by joining cells instead of events. A cluster can end with fewer than
/// <c>minEvents</c> members, because a border event goes to one cluster only.
/// </remarks>
public static unsafe class Dbscan
{
    /// <summary>Most events in one run; above it the caller's question is too large for one answer.</summary>
    public const int MaxEvents = 20_000_000;

    /// <summary>Most threads that a caller can state.</summary>
    public const int MaxThreads = 256;

    // A cell's side is a little under eps/√2, by more than the error of computing a cell number (at most 2^30 columns, so
    // 4e-7 of a side): two events of one cell are within eps for certain, and two within eps are at most two cells apart.
    internal const double SideGuard = 1 - 1e-6;
    private const double MaxCellsPerAxis = 1 << 30;

    /// <summary>Clusters events.</summary>
    /// <param name="eastings">Metres on a plane (EPSG:27700), finite; degrees give nonsense and must not be passed.</param>
    /// <param name="northings">Metres on the same plane, as many as eastings; duplicates allowed.</param>
    /// <param name="epsMetres">Reach in metres, &gt; 0, finite and at least a billionth of the extent of the events.</param>
    /// <param name="minEvents">Events within reach that make an event core, itself counted; &gt;= 1.</param>
    /// <param name="order">Numbering of clusters and choice for border events; by default free of the row order.</param>
    /// <param name="threads">
    /// Most threads at work, 1 to <see cref="MaxThreads"/>; null for those of this machine where there are enough events, else
    /// one. It never changes the result.
    /// </param>
    /// <returns>Labels and core flags in row order.</returns>
    /// <exception cref="ArgumentException">The two coordinates differ in number, or one is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A parameter is outside its range, or there are more than <see cref="MaxEvents"/> events.
    /// </exception>
    /// <remarks>
    /// Work is bounded by the grid, not by the pairs within reach: 20,000 events under a reach of 100 km take milliseconds, and
    /// a pile of events at one spot is core without a distance or, where even more events are asked for, one event with a weight.
    /// Threads share the work by bands of grid rows; events in a few rows only, or in one crowd, leave most of them idle.
    /// </remarks>
    public static DbscanLabels Run(
        ReadOnlySpan<double> eastings, ReadOnlySpan<double> northings, double epsMetres, int minEvents,
        DbscanOrder order = DbscanOrder.Canonical, int? threads = null)
    {
        if (eastings.Length != northings.Length)
            throw new ArgumentException("There must be as many northings as eastings.", nameof(northings));
        if (eastings.Length > MaxEvents)
            throw new ArgumentOutOfRangeException(nameof(eastings), $"More than {MaxEvents} events.");
        if (!double.IsFinite(epsMetres) || epsMetres <= 0)
            throw new ArgumentOutOfRangeException(nameof(epsMetres), "The reach must be a positive number of metres.");
        ArgumentOutOfRangeException.ThrowIfLessThan(minEvents, 1);
        if (order is not (DbscanOrder.Canonical or DbscanOrder.RowOrder))
            throw new ArgumentOutOfRangeException(nameof(order));
        if (threads is < 1 or > MaxThreads) throw new ArgumentOutOfRangeException(nameof(threads), $"From 1 to {MaxThreads} threads.");
        if (eastings.IsEmpty) return new DbscanLabels([], [], 0);

        var bands = DbscanBands.For(threads, eastings.Length);
        fixed (double* x = eastings, y = northings) return RunPinned(x, y, eastings.Length, epsMetres, minEvents, order, bands);
    }

    private static DbscanLabels RunPinned(
        double* eastings, double* northings, int events, double epsMetres, int minEvents, DbscanOrder order, DbscanBands bands)
    {
        var (minE, maxE, wholeE) = CoordinateRange.Of(eastings, events, bands, nameof(eastings));
        var (minN, maxN, wholeN) = CoordinateRange.Of(northings, events, bands, nameof(northings));
        var side = epsMetres * Math.Sqrt(0.5) * SideGuard;
        var (width, height) = (maxE - minE, maxN - minN);
        if (!(width / side < MaxCellsPerAxis && height / side < MaxCellsPerAxis))
            throw new ArgumentOutOfRangeException(nameof(epsMetres), "The reach is too small for the extent of the events.");

        var atWholeMetres = wholeE && wholeN && epsMetres <= MetreSpots.MostEps && Math.Max(width, height) <= int.MaxValue;
        using var sites = DbscanSites.Sort(eastings, northings, events, new GridFrame(minE, minN, maxE, maxN, side), atWholeMetres, bands);
        var epsSquared = epsMetres * epsMetres;
        fixed (uint* metres = sites.Metres)
        fixed (double* x = sites.X, y = sites.Y)
        {
            return sites.Metres is null
                ? Label(sites, new PlaneSpots(x, y, epsSquared), epsSquared, minEvents, order, bands)
                : Label(sites, new MetreSpots(metres, epsSquared, sites.Frame), epsSquared, minEvents, order, bands);
        }
    }

    private static DbscanLabels Label<TSpots>(
        DbscanSites sites, TSpots spots, double epsSquared, int minEvents, DbscanOrder order, DbscanBands bands)
        where TSpots : struct, ISpots
    {
        // A crowded cell is core as a whole, and its spots do not matter, unless even more events are asked for.
        if (minEvents > DbscanSites.CrowdedCell) sites.CollapseEqualSpots(spots);
        using var passes = new DbscanPasses<TSpots>(sites, spots, epsSquared, minEvents, order, bands);
        return passes.Label();
    }
}
