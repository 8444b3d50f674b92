namespace SpacesPlaces.Geodata.Hotspots;

/// <summary>How clusters are found.</summary>
public enum ClusterMethod
{
    /// <summary>One reach for all places: see <see cref="Hotspots.Dbscan"/>.</summary>
    Dbscan,

    /// <summary>Close in space and in time, so that what happened over years at one spot is told from what happened in one month.</summary>
    StDbscan,

    /// <summary>
    /// Villages and towns at their own scale: see <see cref="Hotspots.Hdbscan"/>, leaf clusters. The reach is the distance at which two
    /// clusters stay one, the number of events both the least size and the samples of a core distance.
    /// </summary>
    Hdbscan,
}

/// <summary>How to look for hotspots.</summary>
/// <param name="EpsMetres">Two events within this many metres are neighbours; 1 to 5,000.</param>
/// <param name="MinEvents">Events, itself included, that make a dense neighbourhood; 2 to 1,000.</param>
/// <param name="MaxAccuracyMetres">Events whose point is stated less accurate than this are not clustered; more than 0.</param>
public sealed record HotspotParameters(
    double EpsMetres, int MinEvents, double MaxAccuracyMetres = HotspotParameters.DefaultMaxAccuracyMetres)
{
    /// <summary>By which method clusters are found.</summary>
    public ClusterMethod By { get; init; } = ClusterMethod.Dbscan;

    /// <summary>For <see cref="ClusterMethod.StDbscan"/>: two events are neighbours when they are at most this many days apart; 0 to 3,660.</summary>
    public int EpsDays { get; init; }

    /// <summary>Longest reach in time: ten years.</summary>
    public const int MostEpsDays = 3_660;

    /// <summary>Smallest reach: points are known to a metre at best, so a smaller one would only find equal pins.</summary>
    public const double LeastEpsMetres = 1;

    /// <summary>Largest reach: 5 km is a town from end to end; a wider one joins towns and names no space.</summary>
    public const double MaxEpsMetres = 5_000;

    /// <summary>Fewest events: with 1, each event is a cluster of its own and nothing repeats.</summary>
    public const int LeastMinEvents = 2;

    /// <summary>Most events: no space has more recorded harm; a higher number is a slip and would only answer "noise".</summary>
    public const int MostMinEvents = 1_000;

    /// <summary>A phone in a deep valley may be 3 km off: such a fix is kept in the record and left out of clusters.</summary>
    public const double DefaultMaxAccuracyMetres = 100;
}
