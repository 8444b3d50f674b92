using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

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

    /// <summary>Cluster and core flag in one number, so that writing them out of row order touches memory once.</summary>
    internal static int Pack(int cluster, bool isCore) => (cluster << 1) | (isCore ? 1 : 0);

    /// <summary>Leaves the clusters of packed labels and gives their core flags.</summary>
    internal static bool[] SplitCore(int[] packed, DbscanBands bands)
    {
        var isCore = GC.AllocateUninitializedArray<bool>(packed.Length);
        bands.Each(bands.Cut(packed.Length), (_, from, to) => SplitCore(packed.AsSpan(from..to), isCore.AsSpan(from..to)));
        return isCore;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SplitCore(Span<int> packed, Span<bool> isCore)
    {
        var flags = MemoryMarshal.AsBytes(isCore);
        while (packed.Length >= 32)
        {
            var first = Vector256.Narrow(Next(packed, 0), Next(packed, 8));
            var second = Vector256.Narrow(Next(packed, 16), Next(packed, 24));
            Vector256.Narrow(first, second).AsByte().CopyTo(flags);
            packed = packed[32..];
            flags = flags[32..];
        }

        for (var i = 0; i < packed.Length; i++) (flags[i], packed[i]) = ((byte)(packed[i] & 1), packed[i] >> 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Next(Span<int> packed, int at)
    {
        var eight = Vector256.Create<int>(packed[at..]);
        (eight >>> 1).CopyTo(packed[at..]);
        return eight & Vector256<int>.One;
    }
}
