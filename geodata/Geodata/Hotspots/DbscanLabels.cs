namespace SpacesPlaces.Geodata.Hotspots;

/// <summary>The clusters of one DBSCAN run, in the order of the input rows.</summary>
public sealed class DbscanLabels
{
    internal DbscanLabels(int[] labels, bool[] isCore, int clusterCount)
    {
        (Labels, IsCore, ClusterCount) = (labels, isCore, clusterCount);
    }

    /// <summary>Cluster of each event, 1 to <see cref="ClusterCount"/>; 0 is noise (PostGIS says NULL, scikit-learn -1).</summary>
    public IReadOnlyList<int> Labels { get; }

    /// <summary>True for each event with at least <c>minEvents</c> events, itself included, within reach.</summary>
    public IReadOnlyList<bool> IsCore { get; }

    /// <summary>Number of clusters.</summary>
    public int ClusterCount { get; }
}
