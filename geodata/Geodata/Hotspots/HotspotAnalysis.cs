using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Geodata.Hotspots;

/// <summary>
/// Finds where harm repeats: clusters events by density and says of each cluster whether it is about a place or about one
/// child. The same input gives the same result, whatever the order of its rows.
/// </summary>
public static class HotspotAnalysis
{
    /// <summary>Name of a method in results.</summary>
    public static string NameOf(ClusterMethod method) => WireName.Of(method);

    /// <summary>
    /// Version of everything that decides the result (clustering, border rule, numbering, classes, outline). Changes whenever
    /// the same input could give another result.
    /// </summary>
    public const string MethodVersion = "1";

    /// <summary>Most refusals listed; a file in degrees would otherwise list each row.</summary>
    public const int MostRefusals = 100;

    /// <summary>Says why an analysis cannot be made; empty when it can.</summary>
    /// <param name="events">The events, in any order.</param>
    /// <param name="parameters">How to look.</param>
    public static IReadOnlyList<HotspotRefusal> Check(IReadOnlyCollection<HotspotEvent> events, HotspotParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(parameters);
        return [.. Refusals(events, parameters).Take(MostRefusals)];
    }

    /// <summary>Clusters and classifies events.</summary>
    /// <param name="events">Events with different ids, EPSG:27700 metres; may be none.</param>
    /// <param name="parameters">How to look.</param>
    /// <exception cref="ArgumentException"><see cref="Check"/> refuses the input; the message names the first reason.</exception>
    public static HotspotResult Run(IReadOnlyCollection<HotspotEvent> events, HotspotParameters parameters)
    {
        if (Check(events, parameters) is [var refusal, ..])
            throw new ArgumentException($"The analysis cannot be made: {refusal.Reason} ({refusal.EventId}).");

        HotspotEvent[] clustered =
            [.. EventOrder.ById(events).Where(e => !(e.AccuracyMetres > parameters.MaxAccuracyMetres))];
        double[] eastings = [.. clustered.Select(e => e.Point.Easting)];
        double[] northings = [.. clustered.Select(e => e.Point.Northing)];
        var found = Label(clustered, eastings, northings, parameters);

        var members = new List<int>[found.ClusterCount];
        for (var i = 0; i < members.Length; i++) members[i] = [];
        var noise = 0;
        for (var i = 0; i < clustered.Length; i++)
        {
            if (found.Labels[i] == 0) noise++;
            else members[found.Labels[i] - 1].Add(i);
        }

        var numberOfToken = new Dictionary<string, int>(StringComparer.Ordinal);
        Hotspot[] hotspots = [.. members.Select((rows, index) => Describe(index + 1, rows, clustered, found, numberOfToken))];
        return new HotspotResult(
            NameOf(parameters.By), MethodVersion, parameters, InputDigest.Of(events, parameters), events.Count, clustered.Length, noise, hotspots);
    }

    private static DbscanLabels Label(HotspotEvent[] events, double[] eastings, double[] northings, HotspotParameters parameters)
    {
        switch (parameters.By)
        {
            case ClusterMethod.StDbscan:
                return StDbscan.Run(
                    eastings, northings, Array.ConvertAll(events, e => e.Date.DayNumber), parameters.EpsMetres, parameters.EpsDays, parameters.MinEvents);
            case ClusterMethod.Hdbscan:
                var found = Hdbscan.Run(eastings, northings, new(parameters.MinEvents, Math.Min(parameters.MinEvents, Hdbscan.MaxSamples), parameters.EpsMetres));
                return new([.. found.Labels], [.. found.CoreDistances.Select(distance => distance <= parameters.EpsMetres)], found.ClusterCount);
            default:
                return Dbscan.Run(eastings, northings, parameters.EpsMetres, parameters.MinEvents);
        }
    }

    private static Hotspot Describe(
        int number, List<int> rows, HotspotEvent[] events, DbscanLabels found, Dictionary<string, int> numberOfToken)
    {
        var counts = ClusterRule.Classify([.. rows.Select(row => events[row]).Select(e => new ClusterEvent(
            e.Date, e.DatePrecision, e.Children.Select(NumberOf).ToArray(), e.ChildrenUnknown, e.Agency, e.IsContext))]);
        var hull = ClusterHull.Of([.. rows.Select(row => events[row].Point)]);
        return new Hotspot(number, counts, hull, [.. rows.Select(row => new HotspotMember(events[row].Id, found.IsCore[row]))]);

        int NumberOf(string token)
        {
            if (!numberOfToken.TryGetValue(token, out var known)) numberOfToken[token] = known = numberOfToken.Count;
            return known;
        }
    }

    private static IEnumerable<HotspotRefusal> Refusals(IReadOnlyCollection<HotspotEvent> events, HotspotParameters parameters)
    {
        if (!(parameters.EpsMetres is >= HotspotParameters.LeastEpsMetres and <= HotspotParameters.MaxEpsMetres))
            yield return new(HotspotRefusalReason.EpsOutOfRange);
        if (parameters.MinEvents is < HotspotParameters.LeastMinEvents or > HotspotParameters.MostMinEvents)
            yield return new(HotspotRefusalReason.MinEventsOutOfRange);
        if (!(parameters.MaxAccuracyMetres > 0 && double.IsFinite(parameters.MaxAccuracyMetres)))
            yield return new(HotspotRefusalReason.MaxAccuracyOutOfRange);
        if (!Enum.IsDefined(parameters.By) || parameters.EpsDays is < 0 or > HotspotParameters.MostEpsDays) yield return new(HotspotRefusalReason.EpsDaysOutOfRange);
        if (events.Count > (parameters.By == ClusterMethod.Hdbscan ? Hdbscan.MaxEvents : Dbscan.MaxEvents))
        {
            yield return new(HotspotRefusalReason.TooManyEvents);
            yield break;
        }

        var seen = new HashSet<Guid>(events.Count);
        foreach (var e in events)
        {
            if (!seen.Add(e.Id)) yield return new(HotspotRefusalReason.DuplicateEventId, e.Id);
            if (parameters.By == ClusterMethod.StDbscan && e.DatePrecision == DatePrecision.Month) yield return new(HotspotRefusalReason.DayNotKnown, e.Id);
            if (PointRefusal(e.Point) is { } reason) yield return new(reason, e.Id);
            if (e.ChildrenUnknown < 0) yield return new(HotspotRefusalReason.NegativeChildrenUnknown, e.Id);
            if (e.AccuracyMetres is { } accuracy && !(accuracy >= 0 && double.IsFinite(accuracy)))
                yield return new(HotspotRefusalReason.AccuracyOutOfRange, e.Id);
        }
    }

    private static HotspotRefusalReason? PointRefusal(GridPoint point)
    {
        if (!double.IsFinite(point.Easting) || !double.IsFinite(point.Northing)) return HotspotRefusalReason.CoordinateNotFinite;
        // Longitudes and latitudes in either order, and (0, 0): as metres, a patch of sea south-west of Scilly.
        if (Math.Abs(point.Easting) <= 180 && Math.Abs(point.Northing) <= 180) return HotspotRefusalReason.CoordinateInDegrees;
        return NationalGrid.Contains(point.Easting, point.Northing) ? null : HotspotRefusalReason.OutsideGrid;
    }
}
