using NetTopologySuite.Geometries;
using SpacesPlaces.Geodata.Statistics;

namespace SpacesPlaces.Geodata.Hotspots;

/// <summary>What happened to a space from one window to another.</summary>
public enum LifeEventKind
{
    /// <summary>Seen for the first time.</summary>
    Born,

    /// <summary>Seen again; any difference in the number of events may be chance, or is not told: see the change.</summary>
    Continued,

    /// <summary>Seen again with more events a day than chance explains well.</summary>
    Grown,

    /// <summary>Seen again with fewer events a day than chance explains well.</summary>
    Shrunk,

    /// <summary>One cluster became several: told of the life that was, and of each life that it became.</summary>
    Split,

    /// <summary>Several clusters became one: told of the life that goes on and of each that goes on as part of it.</summary>
    Merged,

    /// <summary>Not found in a window of which no data is known to be missing.</summary>
    Ended,

    /// <summary>Found again where it was, after it had ended or had been part of another.</summary>
    Returned,
}

/// <summary>By what two clusters were taken for the same space.</summary>
public enum LineageMatch
{
    /// <summary>They share events.</summary>
    Members,

    /// <summary>They are in the same place.</summary>
    Place,
}

/// <summary>A cluster of a window.</summary>
/// <param name="Window">Number of the window, from 1 in order of time.</param>
/// <param name="Cluster">The number its analysis gave it.</param>
public readonly record struct WindowCluster(int Window, int Cluster);

/// <summary>One thing that happened in a life.</summary>
/// <param name="Kind">What.</param>
/// <param name="Window">Window in which it showed, from 1.</param>
/// <param name="From">The clusters it came from; none when born. They are each life's last, maybe several windows back.</param>
/// <param name="To">The clusters it became; none when ended.</param>
/// <param name="OtherLives">Numbers of the other lives that a split or a merger concerns, ascending.</param>
/// <param name="Match">By what the life was recognised; null where nothing was (born, ended, split, merged).</param>
/// <param name="Change">
/// Events per day since (first) against before (second), days in both windows left out; its verdict says whether chance could
/// explain the difference or the events are too few to tell. Null where a comparison would not be fair: born, ended, returned,
/// split, merged, data missing in either window, no day of its own in either.
/// </param>
/// <param name="WindowsNotKnown">Windows just before in which it was not known whether the space was still there.</param>
public sealed record LifeEvent(
    LifeEventKind Kind, int Window, IReadOnlyList<WindowCluster> From, IReadOnlyList<WindowCluster> To,
    IReadOnlyList<int> OtherLives, LineageMatch? Match, RateComparison? Change, int WindowsNotKnown);

/// <summary>Whether a space showed in a window.</summary>
public enum PresenceState
{
    /// <summary>It has a cluster of its own.</summary>
    Present,

    /// <summary>Its place is part of another life's cluster: harm goes on there.</summary>
    PartOfAnother,

    /// <summary>No cluster there, and no data is known to be missing. Not a proof of safety: few looked, perhaps.</summary>
    Quiet,

    /// <summary>No cluster there, but data of the window is missing: neither there nor ended.</summary>
    NotKnown,
}

/// <summary>A life in one window.</summary>
/// <param name="Window">Window, from 1.</param>
/// <param name="State">Whether the space showed.</param>
/// <param name="Cluster">Number of its cluster in the window's analysis; null unless present.</param>
/// <param name="Counts">Class, events and different children; null unless present.</param>
/// <param name="Hull">Outline, EPSG:27700; null unless present.</param>
public sealed record LifePresence(int Window, PresenceState State, int? Cluster, ClusterCounts? Counts, Polygon? Hull);

/// <summary>The life of one space.</summary>
/// <param name="Number">From 1 in order of first showing (in one window from west to east); later windows never change it.</param>
/// <param name="Events">What happened, in order.</param>
/// <param name="Presences">One for each window from its first on.</param>
public sealed record SpaceLife(int Number, IReadOnlyList<LifeEvent> Events, IReadOnlyList<LifePresence> Presences);

/// <summary>Days of a window as they were told.</summary>
/// <param name="Number">From 1 in order of time.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day, inclusive.</param>
/// <param name="IsDataMissing">Whether data of it is known to be missing.</param>
public sealed record LineageWindowDays(int Number, DateOnly From, DateOnly To, bool IsDataMissing);

/// <summary>The lives of spaces.</summary>
/// <param name="Method">Name of the method.</param>
/// <param name="MethodVersion">Version of the method.</param>
/// <param name="Parameters">When two clusters were taken for one space.</param>
/// <param name="Windows">The windows in order of time.</param>
/// <param name="Lives">The lives by number.</param>
public sealed record LineageResult(
    string Method, string MethodVersion, LineageParameters Parameters, IReadOnlyList<LineageWindowDays> Windows,
    IReadOnlyList<SpaceLife> Lives);
