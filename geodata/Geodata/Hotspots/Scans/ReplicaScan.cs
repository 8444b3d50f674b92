using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SpacesPlaces.Geodata.Hotspots.Scans;

/// <summary>
/// The largest ratio anywhere in each replica. All replicas go through the cylinders together: what is expected of a cylinder is the
/// same in each, so one bound on its cases tells which replicas can gain from it, and only for those few is a ratio worked out.
/// </summary>
internal static class ReplicaScan
{
    // Counts of a block of replicas stay within this many bytes.
    private const int BlockBytes = 64 << 20;

    public static double[] Maxima(
        ScanModel model, ScanPlaces places, ScanCircles circles, ScanWindows windows, LikelihoodRatio ratio,
        ScanParameters parameters, CancellationToken cancellation) =>
        // Most scans have few cases, and twice as many 16-bit counts go at once.
        places.CaseCount <= short.MaxValue
            ? Maxima<short>(model, places, circles, windows, ratio, parameters, cancellation)
            : Maxima<int>(model, places, circles, windows, ratio, parameters, cancellation);

    internal static double[] Maxima<T>(
        ScanModel model, ScanPlaces places, ScanCircles circles, ScanWindows windows, LikelihoodRatio ratio,
        ScanParameters parameters, CancellationToken cancellation)
        where T : unmanaged, IBinaryInteger<T>
    {
        var lanes = Vector256<T>.Count;
        var maxima = new double[parameters.Replicas];
        var cells = places.Cases.Length;
        var block = Math.Clamp(
            BlockBytes / (cells * Unsafe.SizeOf<T>()) / lanes * lanes, lanes, (parameters.Replicas + lanes - 1) / lanes * lanes);
        var replicas = new ScanReplicas(model, places);
        var options = new ParallelOptions { CancellationToken = cancellation };
        var counts = new T[cells * block];
        for (var first = 0; first < maxima.Length; first += block)
        {
            // The last block may be too long: its surplus replicas are made and not used.
            var from = first;
            Parallel.For(0, block, options, r => replicas.Make(parameters.Seed, (ulong)(from + r), counts, r, block));
            var best = new double[block];
            Parallel.For(
                0, places.Count, options, () => new Scan<T>(places, circles, windows, ratio, counts, block),
                (centre, _, scan) =>
                {
                    scan.Around(centre);
                    return scan;
                },
                scan =>
                {
                    lock (best)
                    {
                        for (var r = 0; r < block; r++) best[r] = Math.Max(best[r], scan.Best[r]);
                    }
                });
            best.AsSpan(0, Math.Min(block, maxima.Length - first)).CopyTo(maxima.AsSpan(first));
        }

        return maxima;
    }

    // The counts are cases by place, in each by period from the first added up, in each by replica.
    private sealed class Scan<T>(
        ScanPlaces places, ScanCircles circles, ScanWindows windows, LikelihoodRatio ratio, T[] counts, int block)
        where T : unmanaged, IBinaryInteger<T>
    {
        // Of the circle so far: row p holds the cases before period p.
        private readonly T[] _cases = new T[(places.Periods + 1) * block];
        private readonly double[] _expected = new double[places.Periods + 1];
        private double _leastBest;

        public double[] Best { get; } = new double[block];

        public void Around(int centre)
        {
            Array.Clear(_cases);
            Array.Clear(_expected);
            var within = 0;
            foreach (var size in circles.Sizes(centre))
            {
                for (; within < size; within++) Add(circles.Around(centre)[within]);
                foreach (var (first, end) in windows.All) Look(first, end);
                _leastBest = LeastBest();
            }
        }

        private void Add(int place)
        {
            ref var of = ref counts[place * places.Periods * block];
            ref var sum = ref _cases[block];
            for (nuint i = 0; i < (nuint)(places.Periods * block); i += (nuint)Vector256<T>.Count)
                (Vector256.LoadUnsafe(ref sum, i) + Vector256.LoadUnsafe(ref of, i)).StoreUnsafe(ref sum, i);
            var expected = 0.0;
            for (var period = 0; period < places.Periods; period++)
                _expected[period + 1] += expected += places.Expected[place * places.Periods + period];
        }

        private void Look(int first, int end)
        {
            var expected = _expected[end] - _expected[first];
            if (!(expected > 0 && expected < ratio.Cases)) return;
            var cylinder = ratio.Of(expected);
            var fewest = ratio.FewestAbove(_leastBest, expected, cylinder);
            if (fewest > ratio.Cases) return;

            var bound = Vector256.Create(T.CreateTruncating(fewest));
            ref var before = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_cases), first * block);
            ref var up = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_cases), end * block);
            for (var r = 0; r < block; r += Vector256<T>.Count)
            {
                var here = Vector256.LoadUnsafe(ref up, (nuint)r) - Vector256.LoadUnsafe(ref before, (nuint)r);
                var over = Vector256.GreaterThanOrEqual(here, bound);
                if (over != Vector256<T>.Zero) Raise(over.ExtractMostSignificantBits(), here, r, cylinder);
            }
        }

        private void Raise(uint lanes, Vector256<T> here, int r, (double Slope, double Base) cylinder)
        {
            for (; lanes != 0; lanes &= lanes - 1)
            {
                var lane = BitOperations.TrailingZeroCount(lanes);
                var value = ratio.At(int.CreateTruncating(here[lane]), cylinder);
                if (value > Best[r + lane]) Best[r + lane] = value;
            }
        }

        private double LeastBest()
        {
            var least = new Vector<double>(double.MaxValue);
            for (var r = 0; r < block; r += Vector<double>.Count) least = Vector.Min(least, new Vector<double>(Best, r));
            var smallest = double.MaxValue;
            for (var lane = 0; lane < Vector<double>.Count; lane++) smallest = Math.Min(smallest, least[lane]);
            return smallest;
        }
    }
}
