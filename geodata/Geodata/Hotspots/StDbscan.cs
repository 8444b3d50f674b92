namespace SpacesPlaces.Geodata.Hotspots;

/// <summary>
/// Density clusters in space and time (ST-DBSCAN): as <see cref="Dbscan"/>, but two events are neighbours only when they are at
/// most <c>epsMetres</c> apart <em>and</em> at most <c>epsDays</c> days apart, both inclusive. So a space where harm came back
/// after a quiet year gives two clusters, and a long thin trickle gives none.
/// </summary>
/// <remarks>
/// Source: Birant and Kut, Data &amp; Knowledge Engineering 60 (2007), pp. 208-221, with their two reaches and without their third
/// criterion (a cluster's mean value, Δε), which has no meaning for events that carry no measured value. Border events go to
/// their nearest core event instead of the cluster visited first, so that the order of rows cannot matter. The grid of cells
/// of side eps/√2 is that of <see cref="Dbscan"/> with slabs of <c>epsDays</c> + 1 days: events of one cell are neighbours for
/// certain, and neighbours are at most two columns, two rows and one slab apart.
/// </remarks>
public static class StDbscan
{
    /// <summary>Name of the method in results.</summary>
    public const string Method = "ST-DBSCAN";

    /// <summary>Version of the method; changes whenever the same input could give another answer.</summary>
    public const int MethodVersion = 1;

    /// <summary>Most events in one run.</summary>
    public const int MaxEvents = Dbscan.MaxEvents;

    // As in Dbscan: a little under eps/√2, by more than the error of computing a cell's number.
    private const double SideGuard = 1 - 1e-6;
    private const double MaxCellsPerAxis = 1 << 30;

    /// <summary>Clusters events in space and time.</summary>
    /// <param name="eastings">Metres on a plane (EPSG:27700), finite; degrees give nonsense and must not be passed.</param>
    /// <param name="northings">Metres on the same plane, as many as eastings; duplicates allowed.</param>
    /// <param name="days">
    /// Day of each event as a count of days from any fixed day (<c>DateOnly.DayNumber</c> serves), as many as eastings. Only
    /// events whose day is known belong here. The caller must leave out events known by a range of days, and must refuse
    /// sources that know the month alone (police.uk): any day chosen within their month would decide who is whose neighbour.
    /// </param>
    /// <param name="epsMetres">Reach in metres, &gt; 0, finite and at least a billionth of the extent of the events.</param>
    /// <param name="epsDays">Reach in days, &gt;= 0; 0 joins events of the same day only, 1 also those of the next.</param>
    /// <param name="minEvents">Events within both reaches that make an event core, itself counted; &gt;= 1.</param>
    /// <returns>
    /// Labels and core flags in row order. Clusters are numbered by their westernmost core event (where eastings tie the
    /// southernmost, at one spot the earliest); a border event goes to the cluster of its nearest core event in metres (of
    /// equally near ones the more western, then the more southern, then the nearest in days, then the earlier).
    /// </returns>
    /// <exception cref="ArgumentException">The three columns differ in number, or a coordinate is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A parameter is outside its range, or there are more than <see cref="MaxEvents"/> events.
    /// </exception>
    /// <remarks>
    /// With <paramref name="epsDays"/> at least the span of the days the answer is that of <see cref="Dbscan.Run"/>. Poor where
    /// recording days cluster by themselves (all of a month's events entered on its last day): then it finds the clerk's habits.
    /// </remarks>
    public static DbscanLabels Run(
        ReadOnlySpan<double> eastings, ReadOnlySpan<double> northings, ReadOnlySpan<int> days,
        double epsMetres, int epsDays, int minEvents)
    {
        if (eastings.Length != northings.Length)
            throw new ArgumentException("There must be as many northings as eastings.", nameof(northings));
        if (eastings.Length != days.Length)
            throw new ArgumentException("There must be as many days as eastings.", nameof(days));
        if (eastings.Length > MaxEvents)
            throw new ArgumentOutOfRangeException(nameof(eastings), $"More than {MaxEvents} events.");
        if (!double.IsFinite(epsMetres) || epsMetres <= 0)
            throw new ArgumentOutOfRangeException(nameof(epsMetres), "The reach must be a positive number of metres.");
        ArgumentOutOfRangeException.ThrowIfNegative(epsDays);
        ArgumentOutOfRangeException.ThrowIfLessThan(minEvents, 1);
        if (eastings.IsEmpty) return new DbscanLabels([], [], 0);

        var (west, east) = Range(eastings, nameof(eastings));
        var (south, north) = Range(northings, nameof(northings));
        var (first, last) = (int.MaxValue, int.MinValue);
        foreach (var day in days) (first, last) = (Math.Min(first, day), Math.Max(last, day));
        var side = epsMetres * Math.Sqrt(0.5) * SideGuard;
        var slabDays = epsDays + 1L;
        var (columns, rows, slabs) = ((east - west) / side, (north - south) / side, ((long)last - first) / slabDays);
        if (!(columns < MaxCellsPerAxis && rows < MaxCellsPerAxis && (columns + 5) * (rows + 5) * (slabs + 3.0) < long.MaxValue / 2))
            throw new ArgumentOutOfRangeException(nameof(epsMetres), "The reach is too small for the extent of the events.");

        var frame = new StDbscanFrame(west, south, first, 1 / side, slabDays, (long)columns + 5, (long)rows + 5);
        var sites = StDbscanSites.Sort(eastings, northings, days, frame);
        return new StDbscanPasses(sites, epsMetres * epsMetres, epsDays, minEvents).Label();
    }

    private static (double Min, double Max) Range(ReadOnlySpan<double> values, string name)
    {
        double min = double.PositiveInfinity, max = double.NegativeInfinity, poison = 0;
        foreach (var value in values)
        {
            (min, max) = (Math.Min(min, value), Math.Max(max, value));
            poison += value * 0; // NaN and infinity times 0 are NaN, which stays
        }

        return poison == 0 ? (min, max) : throw new ArgumentException("A coordinate is not finite.", name);
    }
}
