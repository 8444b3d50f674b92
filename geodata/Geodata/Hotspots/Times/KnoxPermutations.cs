using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using SpacesPlaces.Geodata.Statistics;

namespace SpacesPlaces.Geodata.Hotspots.Times;

/// <summary>
/// Counts close pairs by time band under random permutations of the days. Sixteen permutations go side by side: each event has its
/// sixteen days next to each other, so a pair of events costs one load, one difference and one comparison per time band for
/// sixteen permutations, and no lookup at all.
/// </summary>
internal static class KnoxPermutations
{
    /// <summary>Most days apart: differences and cuts are 16-bit numbers.</summary>
    public const int MostDays = short.MaxValue - 1;

    private const int Lanes = 16;
    private const int CutsAtOnce = 4;

    // Counts are kept in 16 bits; they are added up before they can overflow.
    private const int RunAtOnce = 1 << 15;

    /// <summary>Close pairs under each permutation.</summary>
    /// <returns>For each permutation, pairs by space band and cut, in bands (fewer days than the first cut, than the second, ...).</returns>
    public static long[][][] Count(ClosePairs pairs, short[] cuts, int permutations, ulong seed, CancellationToken cancellation)
    {
        var bands = pairs.Observed.Length;
        var counts = new long[permutations][][];
        for (var p = 0; p < permutations; p++) counts[p] = [.. Enumerable.Range(0, bands).Select(_ => new long[cuts.Length])];

        // The work of one batch does not depend on who does it: each permutation has a stream of its own.
        var options = new ParallelOptions { CancellationToken = cancellation };
        Parallel.For(
            0, (permutations + Lanes - 1) / Lanes, options, () => new Batch(pairs, cuts),
            (batch, _, work) =>
            {
                work.Deal(seed, batch * Lanes, Math.Min(permutations, (batch + 1) * Lanes));
                work.CountInto(counts, batch * Lanes, cancellation);
                return work;
            },
            _ => { });
        return counts;
    }

    /// <summary>
    /// Puts days into a random order, each order equally likely (Fisher and Yates). Most of the time of small inputs goes here, so
    /// each 64 random bits serve two draws.
    /// </summary>
    internal static void Shuffle(Span<short> days, SeededRandom random)
    {
        var i = days.Length - 1;
        for (; i > 1; i -= 2)
        {
            var bits = random.Next();
            var j = Below(i + 1, (uint)bits, ref random);
            (days[i], days[j]) = (days[j], days[i]);
            j = Below(i, (uint)(bits >> 32), ref random);
            (days[i - 1], days[j]) = (days[j], days[i - 1]);
        }

        if (i == 1 && random.Below(2) == 0) (days[0], days[1]) = (days[1], days[0]);
    }

    /// <summary>As <see cref="SeededRandom.Below"/> from 32 bits at hand; the few that would favour some numbers are drawn anew.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Below(int end, uint bits, ref SeededRandom random)
    {
        var product = bits * (ulong)end;
        return (uint)product >= (uint)end || (uint)product >= (uint)-end % (uint)end ? (int)(product >> 32) : random.Below(end);
    }

    private sealed class Batch(ClosePairs pairs, short[] cuts)
    {
        private readonly short[] _days = new short[pairs.Days.Length];
        private readonly short[] _lanes = new short[pairs.Days.Length * Lanes];
        private readonly long[] _totals = new long[CutsAtOnce * Lanes];

        /// <summary>Deals the days out anew, once for each lane.</summary>
        public void Deal(ulong seed, int first, int end)
        {
            for (var p = first; p < end; p++)
            {
                pairs.Days.CopyTo(_days);
                Shuffle(_days, new SeededRandom(seed, (ulong)p));
                var lane = p - first;
                for (var e = 0; e < _days.Length; e++) _lanes[e * Lanes + lane] = _days[e];
            }
        }

        public void CountInto(long[][][] counts, int first, CancellationToken cancellation)
        {
            for (var band = 0; band < pairs.Observed.Length; band++)
            {
                for (var cut = 0; cut < cuts.Length; cut += CutsAtOnce)
                {
                    cancellation.ThrowIfCancellationRequested();
                    CountBand(band, cut);
                    for (var k = cut; k < Math.Min(cuts.Length, cut + CutsAtOnce); k++)
                        for (var lane = 0; lane < Lanes && first + lane < counts.Length; lane++)
                            counts[first + lane][band][k] = _totals[(k - cut) * Lanes + lane];
                }

                // From "fewer than" to bands.
                for (var lane = 0; lane < Lanes && first + lane < counts.Length; lane++)
                {
                    var row = counts[first + lane][band];
                    for (var k = cuts.Length - 1; k > 0; k--) row[k] -= row[k - 1];
                }
            }
        }

        private void CountBand(int band, int cut)
        {
            Array.Clear(_totals);
            var (list, runStart) = pairs.Neighbours(band);
            var runs = CollectionsMarshal.AsSpan(list);
            var siteStart = pairs.SiteStart;
            ref var days = ref MemoryMarshal.GetArrayDataReference(_lanes);
            // Where there are fewer cuts left than go at once, nothing is fewer than 0 days apart.
            var cut0 = Vector256.Create(CutOrNone(cut));
            var cut1 = Vector256.Create(CutOrNone(cut + 1));
            var cut2 = Vector256.Create(CutOrNone(cut + 2));
            var cut3 = Vector256.Create(CutOrNone(cut + 3));
            Vector256<short> found0 = default, found1 = default, found2 = default, found3 = default;
            var uncounted = 0;
            for (var site = 0; site + 1 < siteStart.Length; site++)
            {
                int firstRun = runStart[site], endRun = runStart[site + 1], end = siteStart[site + 1];
                if (firstRun == endRun && (band > 0 || end - siteStart[site] == 1)) continue;
                for (var a = siteStart[site]; a < end; a++)
                {
                    var day = Vector256.LoadUnsafe(ref days, (nuint)a * Lanes);
                    // In band 0 the later events of the own spot come first.
                    int run = firstRun, b = a + 1, bEnd = band == 0 ? end : b;
                    while (true)
                    {
                        var stop = Math.Min(bEnd, b + RunAtOnce);
                        uncounted += stop - b;
                        if (uncounted > ushort.MaxValue)
                        {
                            AddUp(found0, found1, found2, found3);
                            (found0, found1, found2, found3, uncounted) = (default, default, default, default, stop - b);
                        }

                        for (; b < stop; b++)
                        {
                            var apart = Vector256.Abs(Vector256.LoadUnsafe(ref days, (nuint)b * Lanes) - day);
                            // A comparison that holds is -1.
                            found0 -= Vector256.LessThan(apart, cut0);
                            found1 -= Vector256.LessThan(apart, cut1);
                            found2 -= Vector256.LessThan(apart, cut2);
                            found3 -= Vector256.LessThan(apart, cut3);
                        }

                        if (b < bEnd) continue;
                        if (run == endRun) break;
                        (b, bEnd) = (runs[run].First, runs[run].End);
                        run++;
                    }
                }
            }

            AddUp(found0, found1, found2, found3);
        }

        private short CutOrNone(int cut) => cut < cuts.Length ? cuts[cut] : (short)0;

        private void AddUp(Vector256<short> found0, Vector256<short> found1, Vector256<short> found2, Vector256<short> found3)
        {
            ReadOnlySpan<Vector256<short>> found = [found0, found1, found2, found3];
            for (var k = 0; k < CutsAtOnce; k++)
                for (var lane = 0; lane < Lanes; lane++) _totals[k * Lanes + lane] += (ushort)found[k][lane];
        }
    }
}
