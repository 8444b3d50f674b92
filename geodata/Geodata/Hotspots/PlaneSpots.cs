using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SpacesPlaces.Geodata.Hotspots;

/// <summary>
/// Sites at any coordinates, eastings and northings apart, eight compared at a time. Squares are added as written (no fused
/// multiply-add), so that ties at exactly the reach stay ties, as in R.
/// </summary>
/// <param name="x">Eastings, pinned by the caller.</param>
/// <param name="y">Northings, pinned by the caller.</param>
/// <param name="epsSquared">Square of the reach.</param>
internal readonly unsafe struct PlaneSpots(double* x, double* y, double epsSquared) : ISpots
{
    public static int Lanes => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Within(int lo, int hi, int at) => Within(lo, hi, at, epsSquared);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Within(int lo, int hi, int at, double squared)
    {
        var dx = Vector512.Load(x + lo) - Vector512.Create(x[at]);
        var dy = Vector512.Load(y + lo) - Vector512.Create(y[at]);
        var bits = (uint)Vector512.LessThanOrEqual(dx * dx + dy * dy, Vector512.Create(squared)).ExtractMostSignificantBits();
        return bits & ((1u << Math.Min(hi - lo, Lanes)) - 1);
    }

    public (double X, double Y) Place(int site, int near) => (x[site], y[site]);

    public (double X, double Y) Position(int site, long cellKey) => (x[site], y[site]);

    public bool IsSameSpot(int a, int b) => x[a] == x[b] && y[a] == y[b];

    public bool AreOneSpot(int first, int end) =>
        !new Span<double>(x + first, end - first).ContainsAnyExcept(x[first])
        && !new Span<double>(y + first, end - first).ContainsAnyExcept(y[first]);

    public void Swap(int a, int b) => (x[a], x[b], y[a], y[b]) = (x[b], x[a], y[b], y[a]);

    public void Copy(int from, int to) => (x[to], y[to]) = (x[from], y[from]);

    public void Sort(int first, int end, Span<int> rows) =>
        SpotOrder.Sort(new Span<double>(x + first, end - first), new Span<double>(y + first, end - first), rows);
}
