using System.Numerics;
using System.Runtime.CompilerServices;

namespace SpacesPlaces.Geodata.Hotspots;

/// <summary>Distance tests of one site against a run of sites, several at a time.</summary>
internal static class SpotDistances
{
    /// <summary>Number of sites from lo to hi within reach; may stop once it has found enough.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Count<TSpots>(TSpots spots, int lo, int hi, int at, int enough) where TSpots : struct, ISpots
    {
        var found = 0;
        for (; lo < hi && found < enough; lo += TSpots.Lanes) found += BitOperations.PopCount(spots.Within(lo, hi, at));
        return found;
    }

    /// <summary>Number of sites within reach in five runs (first and one after the last of each) that are compared at once each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe int CountShort<TSpots>(TSpots spots, int* bounds, int at) where TSpots : struct, ISpots =>
        BitOperations.PopCount(spots.Within(bounds[0], bounds[1], at))
        + BitOperations.PopCount(spots.Within(bounds[2], bounds[3], at))
        + BitOperations.PopCount(spots.Within(bounds[4], bounds[5], at))
        + BitOperations.PopCount(spots.Within(bounds[6], bounds[7], at))
        + BitOperations.PopCount(spots.Within(bounds[8], bounds[9], at));

    /// <summary>As <see cref="Count"/>, each site counting as many times as it weighs.</summary>
    public static unsafe int Weigh<TSpots>(TSpots spots, int* weight, int lo, int hi, int at, int enough) where TSpots : struct, ISpots
    {
        var found = 0;
        for (; lo < hi && found < enough; lo += TSpots.Lanes)
            for (var bits = spots.Within(lo, hi, at); bits != 0; bits &= bits - 1)
                found += weight[lo + BitOperations.TrailingZeroCount(bits)];
        return found;
    }

    /// <summary>Whether a site from lo to hi is within reach.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any<TSpots>(TSpots spots, int lo, int hi, int at) where TSpots : struct, ISpots
    {
        for (; lo < hi; lo += TSpots.Lanes)
            if (spots.Within(lo, hi, at) != 0) return true;
        return false;
    }

    /// <summary>
    /// The site from lo to hi that is nearest, the more western and then the more southern of equally near ones, when it is
    /// better than the best so far; that one otherwise.
    /// </summary>
    public static (double Squared, double X, double Y, bool IsNew) Nearest<TSpots>(
        TSpots spots, int lo, int hi, int at, (double Squared, double X, double Y) best) where TSpots : struct, ISpots
    {
        var isNew = false;
        var (atX, atY) = spots.Place(at, at);
        for (; lo < hi; lo += TSpots.Lanes)
        {
            for (var bits = spots.Within(lo, hi, at, best.Squared); bits != 0; bits &= bits - 1)
            {
                var (x, y) = spots.Place(lo + BitOperations.TrailingZeroCount(bits), at);
                double dx = x - atX, dy = y - atY;
                var squared = dx * dx + dy * dy;
                var isBetter = squared < best.Squared
                    || (squared == best.Squared && (x < best.X || (x == best.X && y < best.Y)));
                if (isBetter) (best, isNew) = ((squared, x, y), true);
            }
        }

        return (best.Squared, best.X, best.Y, isNew);
    }
}
