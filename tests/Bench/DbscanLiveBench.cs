using System.Diagnostics;
using SpacesPlaces.Geodata.Hotspots;
using static SpacesPlaces.Bench.Peer;

namespace SpacesPlaces.Bench;

/// <summary>
/// Clusters kept current by changes of one event (<see cref="LiveDbscan"/>) against a full run for each: time of each change by
/// the clock on the wall, so a busy machine shows in the tail. Changed events and new places follow the invented events' density.
/// At the end the labels must be those of a full run, or the bench fails. Then overlapping windows, moved from one to the next, against
/// a full run of each.
/// </summary>
internal static class DbscanLiveBench
{
    public static int Run(string[] args)
    {
        var n = Option(args, "--n", 1_000_000);
        var changes = Option(args, "--changes", 30_000);
        var (eps, minEvents) = (Option(args, "--eps", 50), Option(args, "--min-events", 5));
        var (x, y) = InventedEvents.Make(n + changes, seed: 42);
        var live = new LiveDbscan(eps, minEvents);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var load = Processor(1, () =>
        {
            for (var i = 0; i < n; i++) live.Insert(i, x[i], y[i]);
        });
        Say($"dbscan-live n={n} eps={eps} minEvents={minEvents}: loaded one by one in {load / 1000:F1} s of processor time,");
        Say($"  memory held {(GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6:F0} MB, {live.ClusterCount} clusters");

        // Which event changes: the events lie in no order, so any stride takes each part of the county as often as it has events.
        double[] inserts = new double[changes], moves = new double[changes], deletes = new double[changes];
        for (var i = 0; i < changes; i++)
        {
            var (old, place) = ((int)((long)i * 7919 % n), (int)((long)i * 104_729 % n));
            inserts[i] = Microseconds(() => live.Insert(n + i, x[n + i], y[n + i]));
            moves[i] = Microseconds(() => live.Move(n + i, x[place], y[place]));
            deletes[i] = Microseconds(() => live.Delete(old));
        }

        Say($"{"microseconds",-14}{"p50",10}{"p99",10}{"p99.9",10}{"max",10}");
        Line("insert", inserts);
        Line("move", moves);
        Line("delete", deletes);

        var (keys, found) = live.ToLabels();
        double[] heldX = new double[keys.Count], heldY = new double[keys.Count];
        for (var i = 0; i < keys.Count; i++)
        {
            var from = (int)(keys[i] < n ? keys[i] : (keys[i] - n) * 104_729 % n);
            (heldX[i], heldY[i]) = (x[from], y[from]);
        }

        var wanted = Dbscan.Run(heldX, heldY, eps, minEvents);
        var areEqual = wanted.Labels.SequenceEqual(found.Labels) && wanted.IsCore.SequenceEqual(found.IsCore);
        var full = Median(Enumerable.Range(0, 15).Select(_ => Processor(1, () => Dbscan.Run(heldX, heldY, eps, minEvents))));
        double[] all = [.. inserts, .. moves, .. deletes];
        Say($"labels after {3 * changes} changes {(areEqual ? "equal" : "DIFFERENT")}; a full run takes {full:F1} ms of processor time,");
        Say($"  {1000 * full / Median(all):F0} times the median change");
        return areEqual & Windows(x, y, n, eps, minEvents) ? 0 : 1;
    }

    /// <summary>
    /// 24 windows of twelve months, each a month on, about n events in each: moved from one to the next, against run anew.
    /// </summary>
    private static bool Windows(double[] x, double[] y, int n, int eps, int minEvents)
    {
        const int months = 12;
        const int windows = 24;
        // Places come again when all have come, under other keys.
        var month = n / months;
        int From(int window) => window * month;
        var live = new LiveDbscan(eps, minEvents);
        for (var key = 0; key < months * month; key++) Insert(key);
        double moved = 0, read = 0, anew = 0;
        var areEqual = true;
        for (var window = 0; window < windows; window++)
        {
            var (from, to) = (From(window), From(window + months));
            if (window > 0)
            {
                moved += Processor(1, () =>
                {
                    for (var key = from - month; key < from; key++) live.Delete(key);
                    for (var key = to - month; key < to; key++) Insert(key);
                });
            }

            LiveLabels? found = null;
            DbscanLabels? wanted = null;
            read += Processor(1, () => found = live.ToLabels());
            double[] heldX = [.. Enumerable.Range(from, to - from).Select(key => x[Place(key)])];
            double[] heldY = [.. Enumerable.Range(from, to - from).Select(key => y[Place(key)])];
            anew += Processor(1, () => wanted = Dbscan.Run(heldX, heldY, eps, minEvents, threads: 1));
            areEqual &= wanted!.Labels.SequenceEqual(found!.Labels.Labels) && wanted.IsCore.SequenceEqual(found.Labels.IsCore);
        }

        Say($"{windows} windows of {months} months, a month on each, {month} events a month, milliseconds of processor time for each window:");
        Say($"  moved {moved / (windows - 1):F0}, its labels read {read / windows:F0}, run anew {anew / windows:F0}; labels {(areEqual ? "equal" : "DIFFERENT")}");
        return areEqual;

        int Place(int key) => (int)((long)key * 7919 % x.Length);
        void Insert(int key) => live.Insert(key, x[Place(key)], y[Place(key)]);
    }

    private static double Microseconds(Action act)
    {
        var start = Stopwatch.GetTimestamp();
        act();
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds;
    }

    private static void Line(string what, double[] microseconds)
    {
        microseconds.AsSpan().Sort();
        double At(double share) => microseconds[(int)(share * (microseconds.Length - 1))];
        Say($"{what,-14}{At(0.5),10:F1}{At(0.99),10:F1}{At(0.999),10:F1}{At(1),10:F1}");
    }
}
