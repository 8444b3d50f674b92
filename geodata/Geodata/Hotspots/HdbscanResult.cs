namespace SpacesPlaces.Geodata.Hotspots;

/// <summary>One cluster of an HDBSCAN run.</summary>
/// <param name="Events">Number of its events.</param>
/// <param name="BornAtMetres">Distance at which it parts from its neighbours: links longer than this lead out of it.</param>
/// <param name="EndsAtMetres">Distance below which it falls apart, smaller than where it was born.</param>
/// <param name="Stability">
/// Sum over its events of (1/distance at which the event leaves - 1/distance at which the cluster was born), per metre; with
/// <see cref="HdbscanSelection.ExcessOfMass"/> an event in a group too small for a cluster leaves at its own last link (R's
/// <c>cluster_scores</c>).
/// </param>
public sealed record HdbscanCluster(int Events, double BornAtMetres, double EndsAtMetres, double Stability);

/// <summary>The clusters of one HDBSCAN run; lists of events are in the order of the input rows.</summary>
/// <param name="Labels">
/// Cluster of each event, 1 to <see cref="ClusterCount"/>, numbered by westernmost event (where eastings tie the
/// southernmost); 0 is noise.
/// </param>
/// <param name="Strengths">
/// Membership from 0 (noise) to 1 (stays until the cluster ends): the density at which the event leaves over that at which the
/// cluster ends. It ranks events of one cluster; it is no probability and does not compare clusters.
/// </param>
/// <param name="CoreDistances">
/// Distance in metres within which each event has <c>MinSamples</c> events, itself counted; not below the resolution. An event is
/// core in DBSCAN's sense at every reach from here on. Positive infinity throughout when there are too few to tell.
/// </param>
/// <param name="Clusters">The clusters, number 1 first.</param>
/// <param name="TooFewToTell">
/// True when there are fewer events than <c>MinSamples</c> or than two clusters need: clusters show only by parting from others.
/// </param>
/// <param name="Parameters">What was asked.</param>
public sealed record HdbscanResult(
    IReadOnlyList<int> Labels, IReadOnlyList<double> Strengths, IReadOnlyList<double> CoreDistances,
    IReadOnlyList<HdbscanCluster> Clusters, bool TooFewToTell, HdbscanParameters Parameters)
{
    /// <summary>Name of the method in results.</summary>
    public const string Method = "HDBSCAN";

    /// <summary>Version of the method; changes whenever the same input could give another answer.</summary>
    public const int MethodVersion = 1;

    /// <summary>Number of clusters.</summary>
    public int ClusterCount => Clusters.Count;
}
