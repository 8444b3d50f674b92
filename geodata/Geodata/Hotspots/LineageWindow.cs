using NetTopologySuite.Geometries;
using SpacesPlaces.Geodata.Crs;

namespace SpacesPlaces.Geodata.Hotspots;

/// <summary>An event of a cluster, as following it through windows needs it.</summary>
/// <param name="EventId">The event; the same in every window it is in.</param>
/// <param name="Point">Where, EPSG:27700 metres; the same in every window.</param>
/// <param name="Date">The day on which it began; of an event known to its month only, the month's first day.</param>
public readonly record struct LineageMember(Guid EventId, GridPoint Point, DateOnly Date);

/// <summary>A cluster of one window.</summary>
/// <param name="Number">Its number in its window, as its analysis gave it.</param>
/// <param name="Members">Its events, at least one, each in no other cluster of the window, in any order.</param>
/// <param name="Hull">Its outline, EPSG:27700, valid, with an area.</param>
/// <param name="Counts">Its class and counts, told again with each life.</param>
public sealed record LineageCluster(
    int Number, IReadOnlyCollection<LineageMember> Members, Polygon Hull, ClusterCounts Counts);

/// <summary>The clusters of one window of time.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day, inclusive.</param>
/// <param name="Clusters">Clusters found, in any order; may be none.</param>
/// <param name="IsDataMissing">
/// True when data of some of the window is known to be missing. What was found counts; what was not found is not known.
/// </param>
public sealed record LineageWindow(DateOnly From, DateOnly To, IReadOnlyCollection<LineageCluster> Clusters, bool IsDataMissing = false);

/// <summary>When two clusters of different windows are the same space.</summary>
/// <param name="LeastShared">
/// Of the events of the days common to both windows, the share of the smaller cluster's that both must hold; more than 0, to 1.
/// </param>
/// <param name="LeastHullOverlap">Share of the smaller outline that both must cover to be one place; more than 0, to 1.</param>
/// <param name="NearMetres">Or: some event of the one at most this far from some event of the other; 0 to 5,000.</param>
/// <param name="Confidence">A space has grown or shrunk when chance explains it with at most 1 − this; 0.5 to 0.9999.</param>
public sealed record LineageParameters(
    double LeastShared = 0.5, double LeastHullOverlap = 0.25, double NearMetres = 100, double Confidence = 0.95)
{
    /// <summary>Farthest reach: 5 km is a town from end to end; a farther one would make one space of several.</summary>
    public const double MostNearMetres = 5_000;
}
