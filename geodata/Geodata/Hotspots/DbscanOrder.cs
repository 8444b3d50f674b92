namespace SpacesPlaces.Geodata.Hotspots;

/// <summary>
/// Which cluster is number 1, and where a border event goes that two clusters could claim. Noise, core events and which core
/// events belong together are the same either way; about 2 % of border events differ.
/// </summary>
public enum DbscanOrder
{
    /// <summary>
    /// From the coordinates alone, so the order of the rows cannot matter: clusters are numbered by their westernmost core
    /// event (southernmost where eastings tie); a border event goes to the cluster of its nearest core event (of two equally
    /// near ones, the more western, then the more southern).
    /// </summary>
    Canonical,

    /// <summary>
    /// As R's <c>dbscan::dbscan</c>: clusters are numbered by their first core event in row order; a border event goes to the
    /// lowest-numbered cluster with a core event within reach. For comparison with R and scikit-learn.
    /// </summary>
    RowOrder,
}
