using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SpacesPlaces.Geodata.Hotspots;

/// <summary>
/// Sites at whole metres, which most recorded places are: the lowest 16 bits of easting and northing in one number, sixteen
/// sites compared at a time. Differences of near sites are exact, whatever the extent, because they too need 16 bits only.
/// </summary>
/// <param name="spots">Easting in the lower, northing in the upper half, both by <see cref="Pack"/>; pinned by the caller.</param>
/// <param name="epsSquared">Square of the reach, which is at most <see cref="MostEps"/>.</param>
/// <param name="frame">The grid of cells.</param>
internal readonly unsafe struct MetreSpots(uint* spots, double epsSquared, GridFrame frame) : ISpots
{
    /// <summary>Three cells' sides stay below 2^15 metres, and the sum of two such squares below 2^31.</summary>
    public const double MostEps = 10_000;

    private readonly int _epsSquared = (int)epsSquared;

    public static int Lanes => 16;

    /// <param name="east">Whole metres east of the frame's corner, of which the lowest 16 bits count.</param>
    /// <param name="north">Whole metres north of it.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Pack(uint east, uint north) => (ushort)east | (north << 16);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Within(int lo, int hi, int at) => Within(lo, hi, at, _epsSquared);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Within(int lo, int hi, int at, double squared) => Within(lo, hi, at, (int)squared);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Within(int lo, int hi, int at, int squared)
    {
        var between = Vector512.Load(spots + lo).AsInt16() - Vector512.Create(spots[at]).AsInt16();
        var bits = (uint)Vector512.LessThanOrEqual(SumOfSquares(between), Vector512.Create(squared)).ExtractMostSignificantBits();
        return bits & ((1u << Math.Min(hi - lo, Lanes)) - 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> SumOfSquares(Vector512<short> between)
    {
        if (Avx512BW.IsSupported) return Avx512BW.MultiplyAddAdjacent(between, between);
        var east = Vector512.ShiftRightArithmetic(Vector512.ShiftLeft(between.AsInt32(), 16), 16);
        var north = Vector512.ShiftRightArithmetic(between.AsInt32(), 16);
        return east * east + north * north;
    }

    public (double X, double Y) Place(int site, int near) =>
        ((short)(spots[site] - spots[near]), (short)((spots[site] >> 16) - (spots[near] >> 16)));

    public (double X, double Y) Position(int site, long cellKey)
    {
        var (west, south) = (frame.West(Neighbourhood.ColumnOf(cellKey)), frame.South(Neighbourhood.RowOf(cellKey)));
        return (west + (ushort)(spots[site] - west), south + (ushort)((spots[site] >> 16) - south));
    }

    public bool IsSameSpot(int a, int b) => spots[a] == spots[b];

    public bool AreOneSpot(int first, int end) => !new Span<uint>(spots + first, end - first).ContainsAnyExcept(spots[first]);

    public void Swap(int a, int b) => (spots[a], spots[b]) = (spots[b], spots[a]);

    public void Copy(int from, int to) => spots[to] = spots[from];

    public void Sort(int first, int end, Span<int> rows)
    {
        double[] x = new double[end - first], y = new double[end - first];
        var (east, north) = (spots[first], spots[first] >> 16);
        for (var site = first; site < end; site++) (x[site - first], y[site - first]) = Place(site, first);
        SpotOrder.Sort(x, y, rows);
        for (var site = first; site < end; site++)
            spots[site] = Pack(east + (uint)(int)x[site - first], north + (uint)(int)y[site - first]);
    }
}
