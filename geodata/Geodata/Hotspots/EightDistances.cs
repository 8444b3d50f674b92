using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SpacesPlaces.Geodata.Hotspots;

/// <summary>
/// Distance tests of one place against a run of places, eight at a time. Runs need not be a multiple of eight, but eight values
/// must be readable at the last. Squares are added as written (no fused multiply-add), so that ties at exactly the reach stay
/// ties, as in R.
/// </summary>
internal static unsafe class EightDistances
{
    /// <summary>Number of places from lo to hi within reach; may stop once it has found enough.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Count(double* x, double* y, int lo, int hi, double atX, double atY, double epsSquared, int enough)
    {
        var found = 0;
        for (; lo < hi && found < enough; lo += 8) found += BitOperations.PopCount(Within(x, y, lo, hi, atX, atY, epsSquared));
        return found;
    }

    /// <summary>Number of places within reach in five runs (first and one after the last of each) of at most eight places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int CountShort(double* x, double* y, int* bounds, double atX, double atY, double epsSquared) =>
        BitOperations.PopCount(Within(x, y, bounds[0], bounds[1], atX, atY, epsSquared))
        + BitOperations.PopCount(Within(x, y, bounds[2], bounds[3], atX, atY, epsSquared))
        + BitOperations.PopCount(Within(x, y, bounds[4], bounds[5], atX, atY, epsSquared))
        + BitOperations.PopCount(Within(x, y, bounds[6], bounds[7], atX, atY, epsSquared))
        + BitOperations.PopCount(Within(x, y, bounds[8], bounds[9], atX, atY, epsSquared));

    /// <summary>As <see cref="Count"/>, each place counting as many times as it weighs.</summary>
    public static int Weigh(
        double* x, double* y, int* weight, int lo, int hi, double atX, double atY, double epsSquared, int enough)
    {
        var found = 0;
        for (; lo < hi && found < enough; lo += 8)
            for (var bits = Within(x, y, lo, hi, atX, atY, epsSquared); bits != 0; bits &= bits - 1)
                found += weight[lo + BitOperations.TrailingZeroCount(bits)];
        return found;
    }

    /// <summary>Whether a place from lo to hi is within reach.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(double* x, double* y, int lo, int hi, double atX, double atY, double epsSquared)
    {
        for (; lo < hi; lo += 8)
            if (Within(x, y, lo, hi, atX, atY, epsSquared) != 0) return true;
        return false;
    }

    /// <summary>
    /// The place from lo to hi that is nearest, the more western and then the more southern of equally near ones, when it is
    /// better than the best so far; that one otherwise.
    /// </summary>
    public static (double Squared, double X, double Y, bool IsNew) Nearest(
        double* x, double* y, int lo, int hi, double atX, double atY, (double Squared, double X, double Y) best)
    {
        var isNew = false;
        for (; lo < hi; lo += 8)
        {
            for (var bits = Within(x, y, lo, hi, atX, atY, best.Squared); bits != 0; bits &= bits - 1)
            {
                var i = lo + BitOperations.TrailingZeroCount(bits);
                double dx = x[i] - atX, dy = y[i] - atY;
                var squared = dx * dx + dy * dy;
                var isBetter = squared < best.Squared
                    || (squared == best.Squared && (x[i] < best.X || (x[i] == best.X && y[i] < best.Y)));
                if (isBetter) (best, isNew) = ((squared, x[i], y[i]), true);
            }
        }

        return (best.Squared, best.X, best.Y, isNew);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Within(double* x, double* y, int lo, int hi, double atX, double atY, double epsSquared)
    {
        var dx = Vector512.Load(x + lo) - Vector512.Create(atX);
        var dy = Vector512.Load(y + lo) - Vector512.Create(atY);
        var bits = (uint)Vector512.LessThanOrEqual(dx * dx + dy * dy, Vector512.Create(epsSquared)).ExtractMostSignificantBits();
        return bits & ((1u << Math.Min(hi - lo, 8)) - 1);
    }
}
