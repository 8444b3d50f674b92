using SpacesPlaces.Geodata.Statistics;

namespace SpacesPlaces.Geodata.Hotspots;

/// <summary>
/// Follows spaces through time: clusters of successive windows that are the same space make one life, so that a panel follows a
/// space and not today's polygon.
/// </summary>
/// <remarks>
/// <para>Two clusters may be one space when they share at least <see cref="LineageParameters.LeastShared"/> of the smaller one's
/// events in the days common to both windows; or when their outlines overlap by <see cref="LineageParameters.LeastHullOverlap"/>
/// of the smaller, or their nearest events lie within <see cref="LineageParameters.NearMetres"/>. A life is compared by its last
/// cluster. Of these links each life keeps its best and each cluster its best: any shared events before any place, then the larger
/// common part of both, then more shared events or nearer ones. So place decides only for one that has nothing better.
/// Best links first, each cluster continues one life and each life has one heir. A life with several kept links has split, a
/// cluster with several has merged. Clusters left over may be lives that had ended or been part of another and are back; else
/// they are new.</para>
/// <para>Windows are told one after another, so a later window never changes what is told of earlier ones. Growth is told only
/// beyond chance (<see cref="PoissonRate.Compare"/>), over days that the windows do not share. Each step tests each space: of
/// twenty steady spaces one will seem changed, and events that come in bunches seem so more often. More events may also mean more
/// people looking: set <see cref="ReportingEffort"/> beside it.</para>
/// <para>Poor where the clustering itself is unsteady: the same parameters for all windows, and windows of equal length, are the
/// caller's to choose. A cluster that moves a little with each window stays one life however far it goes.</para>
/// </remarks>
public static class Lineage
{
    /// <summary>Name of the method.</summary>
    public const string Method = "lineage";

    /// <summary>Version of everything that decides the result.</summary>
    public const string MethodVersion = "1";

    /// <summary>Follows clusters through windows.</summary>
    /// <param name="windows">
    /// Windows in any order, of which no two start and end on the same days and none lies inside a later one's past (a window that
    /// starts later ends no earlier). They may overlap and may leave days out between them.
    /// </param>
    /// <param name="parameters">When two clusters are one space.</param>
    /// <exception cref="ArgumentException">
    /// A parameter is out of range; windows are not in sequence; a cluster is empty, has no valid outline, an event or number twice;
    /// an event is in two places or on two dates.
    /// </exception>
    public static LineageResult Follow(IReadOnlyCollection<LineageWindow> windows, LineageParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(windows);
        ArgumentNullException.ThrowIfNull(parameters);
        LineageWindow[] ordered = [.. windows.OrderBy(w => w.From).ThenBy(w => w.To)];
        RefuseParameters(parameters);
        RefuseWindows(ordered);
        RefuseClusters(ordered);

        var telling = new LineageTelling(parameters);
        foreach (var window in ordered) telling.Tell(window);
        return new LineageResult(
            Method, MethodVersion, parameters,
            [.. ordered.Select((w, i) => new LineageWindowDays(i + 1, w.From, w.To, w.IsDataMissing))], telling.Lives());
    }

    private static void RefuseParameters(LineageParameters parameters)
    {
        if (!(parameters.LeastShared is > 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(parameters), "The least share of events is more than 0 and at most 1.");
        if (!(parameters.LeastHullOverlap is > 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(parameters), "The least overlap of outlines is more than 0 and at most 1.");
        if (!(parameters.NearMetres is >= 0 and <= LineageParameters.MostNearMetres))
            throw new ArgumentOutOfRangeException(nameof(parameters), "The reach is 0 to 5,000 metres.");
        PoissonRate.RefuseConfidence(parameters.Confidence);
    }

    private static void RefuseWindows(LineageWindow[] ordered)
    {
        for (var i = 0; i < ordered.Length; i++)
        {
            var window = ordered[i];
            if (window.To < window.From) throw new ArgumentException($"A window ends before it begins: {window.From:O} to {window.To:O}.");
            if (i == 0) continue;
            if (window.To < ordered[i - 1].To || (window.From, window.To) == (ordered[i - 1].From, ordered[i - 1].To))
                throw new ArgumentException($"Windows do not follow one another: {window.From:O} to {window.To:O}.");
        }
    }

    private static void RefuseClusters(LineageWindow[] windows)
    {
        var known = new Dictionary<Guid, LineageMember>();
        foreach (var window in windows)
        {
            var numbers = new HashSet<int>();
            var inWindow = new HashSet<Guid>();
            foreach (var cluster in window.Clusters)
            {
                if (!numbers.Add(cluster.Number)) throw new ArgumentException($"Two clusters of a window have number {cluster.Number}.");
                if (cluster.Members.Count == 0) throw new ArgumentException($"Cluster {cluster.Number} has no event.");
                if (!cluster.Hull.IsValid || !(cluster.Hull.Area > 0) || !double.IsFinite(cluster.Hull.Area))
                    throw new ArgumentException($"Cluster {cluster.Number} has no valid outline.");
                foreach (var member in cluster.Members)
                {
                    if (!double.IsFinite(member.Point.Easting) || !double.IsFinite(member.Point.Northing))
                        throw new ArgumentException($"A coordinate of event {member.EventId} is not finite.");
                    if (!inWindow.Add(member.EventId)) throw new ArgumentException($"Event {member.EventId} is in a window twice.");
                    if (!known.TryAdd(member.EventId, member) && known[member.EventId] != member)
                        throw new ArgumentException($"Event {member.EventId} has two places or dates.");
                }
            }
        }
    }
}
