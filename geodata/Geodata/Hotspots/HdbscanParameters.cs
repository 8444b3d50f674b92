namespace SpacesPlaces.Geodata.Hotspots;

/// <summary>Which clusters of the tree of densities become the answer.</summary>
public enum HdbscanSelection
{
    /// <summary>The clusters that split no further: many small ones, of much the same size. Serves places.</summary>
    Leaf,

    /// <summary>
    /// Excess of mass, weighed as R's <c>dbscan::hdbscan</c> does: of a cluster and its parts, whichever lasts over the greater
    /// range of densities (a tie goes to the whole). Events that leave in a group too small for a cluster count until their own
    /// last link. On county-wide events it often picks whole towns.
    /// </summary>
    ExcessOfMass,

    /// <summary>
    /// Excess of mass as its paper and scikit-learn-contrib's <c>hdbscan</c> weigh it: events count only while they are members,
    /// whatever they still hang together with afterwards. Picks whole towns somewhat more often.
    /// </summary>
    ExcessOfMassOfMembers,
}

/// <summary>What an analyst chooses for <see cref="Hdbscan"/>.</summary>
/// <param name="MinClusterSize">Fewest events of a cluster; 2 or more.</param>
/// <param name="MinSamples">
/// Events, itself counted, within an event's core distance; 1 to <see cref="Hdbscan.MaxSamples"/>. More makes fewer events
/// members. R's <c>hdbscan(minPts = k)</c> is both this and <paramref name="MinClusterSize"/>; scikit-learn-contrib does not count
/// the event itself, so its <c>min_samples = k</c> is k + 1 here.
/// </param>
/// <param name="DistanceCapMetres">
/// Clusters that part from each other at this distance or less stay one, as DBSCAN with this reach would have them; 0 for no
/// cap. Elsewhere named <c>cluster_selection_epsilon</c>.
/// </param>
/// <param name="Selection">Which clusters become the answer.</param>
/// <param name="ResolutionMetres">
/// Distances below this count as this, &gt; 0: records are known to a metre at best, and a pile at one spot, whose distances are 0,
/// would otherwise be infinitely dense.
/// </param>
public sealed record HdbscanParameters(
    int MinClusterSize, int MinSamples, double DistanceCapMetres, HdbscanSelection Selection = HdbscanSelection.Leaf,
    double ResolutionMetres = 1);
