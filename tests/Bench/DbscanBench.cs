using System.Runtime.InteropServices;
using SpacesPlaces.Api.Hotspots;
using SpacesPlaces.Geodata.Hotspots;
using static SpacesPlaces.Bench.Peer;

namespace SpacesPlaces.Bench;

/// <summary>
/// DBSCAN against R's <c>dbscan::dbscan</c> and, on request, PostGIS and scikit-learn, on one file of invented events. Rounds of
/// ours and R's alternate. Compared by processor time (user and system) after warm-up, because wall time on a shared machine says
/// more about its other guests; ours on one thread, and beside it on all, where the clock on the wall says what threads save. R's and scikit-learn's labels must be equal, event by event; PostGIS promises some valid
/// clustering only: the same noise, the same core partition, each border event with a cluster in its reach. Else the bench fails.
/// </summary>
internal static class DbscanBench
{
    private const int WarmUps = 30;

    public static async Task<int> RunAsync(string[] args)
    {
        var n = Option(args, "--n", 100_000);
        var rounds = Option(args, "--rounds", 5);
        var eps = Option(args, "--eps", 50);
        var minEvents = Option(args, "--min-events", 5);
        if (!HasR("dbscan", args, "r-cran-dbscan")) return 3;

        var folder = Directory.CreateTempSubdirectory("dbscan-bench-");
        try
        {
            var given = Array.IndexOf(args, "--points");
            var (x, y) = given < 0 ? InventedEvents.Make(n, seed: 42, Option(args, "--pile", 0)) : Read(args[given + 1]);
            n = x.Length;
            var (pileX, pileY) = InventedEvents.Make(n, seed: 42, pile: n / 5);
            var peers = new DbscanPeers(folder.FullName, x, y, eps, minEvents);
            var found = Dbscan.Run([], [], eps, minEvents);

            var isWarmedUp = args.Contains("--warm-up");
            if (isWarmedUp) DbscanWarmUp.Run(CancellationToken.None);

            // The first call fills the pool of arrays, so what it allocates is what a run needs beside its input.
            var before = GC.GetTotalAllocatedBytes(precise: true);
            var cold = Processor(1, () => found = Dbscan.Run(x, y, eps, minEvents, DbscanOrder.RowOrder, threads: 1));
            var bytes = GC.GetTotalAllocatedBytes(precise: true) - before;
            for (var i = 0; i < WarmUps; i++) Dbscan.Run(x, y, eps, minEvents, DbscanOrder.RowOrder);

            var all = Environment.ProcessorCount;
            List<(double Processor, double Wall)> ours = [], oursOnAll = [];
            List<double> piles = [], canonical = [], r = [];
            // Small inputs are over before the clock of processor time ticks often enough, so they repeat.
            var repeats = Math.Max(3, 1_000_000 / Math.Max(n, 1));
            var areEqual = true;
            for (var round = 0; round < rounds; round++)
            {
                ours.Add(Timed(repeats, () => found = Run(1)));
                var onAll = found;
                oursOnAll.Add(Timed(repeats, () => onAll = Run(all)));
                areEqual &= onAll.Labels.SequenceEqual(found.Labels) && onAll.IsCore.SequenceEqual(found.IsCore);
                canonical.Add(Processor(repeats, () => Dbscan.Run(x, y, eps, minEvents, threads: 1)));
                piles.Add(Processor(repeats, () => Dbscan.Run(pileX, pileY, eps, minEvents, DbscanOrder.RowOrder, threads: 1)));
                var (milliseconds, wanted) = peers.RunR();
                r.Add(milliseconds);
                areEqual &= wanted.AsSpan().SequenceEqual([.. found.Labels]);
            }

            Say($"dbscan n={n} eps={eps} minEvents={minEvents}, {found.ClusterCount} clusters, median processor time of {rounds} rounds");
            Say($"{"",-32}{"ms",10}{"ratio",9}  labels");
            var own = Median(ours.Select(one => one.Processor));
            Line("ours, rows' order", own, null, "");
            Line("ours, canonical order", Median(canonical), null, "");
            var onAllThreads = Median(oursOnAll.Select(one => one.Processor));
            var (wall, wallOnAll) = (Median(ours.Select(one => one.Wall)), Median(oursOnAll.Select(one => one.Wall)));
            Line($"ours, {all} threads", onAllThreads, onAllThreads / own, areEqual ? "equal (ratio to one thread)" : "DIFFERENT");
            Line("on the wall, one thread", wall, null, "");
            Line($"on the wall, {all} threads", wallOnAll, wallOnAll / wall, "(ratio to one thread)");
            Line("R dbscan", Median(r), Median(r) / own, areEqual ? "equal" : "DIFFERENT");
            if (args.Contains("--scikit-learn"))
            {
                var (milliseconds, labels) = peers.RunPython();
                var isSame = labels.AsSpan().SequenceEqual([.. found.Labels]);
                areEqual &= isSame;
                Line("scikit-learn", milliseconds, milliseconds / own, isSame ? "equal" : "DIFFERENT");
            }

            var postgis = Array.IndexOf(args, "--postgis");
            if (postgis >= 0)
            {
                var server = postgis + 1 < args.Length && !args[postgis + 1].StartsWith("--", StringComparison.Ordinal) ? args[postgis + 1] : null;
                var (milliseconds, labels) = await peers.RunPostgisAsync(server);
                var isValid = IsSameButForBorders(found, labels, x, y, eps);
                areEqual &= isValid;
                Line("PostGIS ST_ClusterDBSCAN", milliseconds, milliseconds / own, isValid ? "valid: same noise and core" : "NOT VALID");
            }

            Line($"ours, {n / 5} events on one spot", Median(piles), Median(piles) / own, "(ratio to the normal file)");
            Line(isWarmedUp ? "ours, first after API's warm-up" : "ours, first call, compiling", cold, cold / own, "(ratio to warm)");
            Say($"memory beside the input: {bytes / 1e6:F1} MB, {bytes / 1e6 / (n / 1e6):F1} MB per million events");
            return areEqual ? 0 : 1;

            DbscanLabels Run(int threads) => Dbscan.Run(x, y, eps, minEvents, DbscanOrder.RowOrder, threads);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Line(string what, double milliseconds, double? ratio, string labels) =>
        Say($"{what,-32}{milliseconds,10:F1}{(ratio is null ? "" : Text(Math.Round(ratio.Value, 2))),9}  {labels}");

    /// <summary>Whether another clustering has the same noise, the same partition of core events, and border events in reach.</summary>
    private static bool IsSameButForBorders(DbscanLabels ours, int[] theirs, double[] x, double[] y, double eps)
    {
        Dictionary<int, int> theirsOf = [], oursOf = [];
        for (var i = 0; i < theirs.Length; i++)
        {
            if ((ours.Labels[i] == 0) != (theirs[i] == 0)) return false;
            if (!ours.IsCore[i]) continue;
            if (!theirsOf.TryAdd(ours.Labels[i], theirs[i]) && theirsOf[ours.Labels[i]] != theirs[i]) return false;
            if (!oursOf.TryAdd(theirs[i], ours.Labels[i]) && oursOf[theirs[i]] != ours.Labels[i]) return false;
        }

        for (var i = 0; i < theirs.Length; i++)
        {
            if (theirs[i] == 0 || theirsOf[ours.Labels[i]] == theirs[i]) continue;
            var isInReach = false;
            for (var j = 0; j < theirs.Length && !isInReach; j++)
            {
                isInReach = ours.IsCore[j] && theirs[j] == theirs[i]
                    && (x[i] - x[j]) * (x[i] - x[j]) + (y[i] - y[j]) * (y[i] - y[j]) <= eps * eps;
            }

            if (!isInReach) return false;
        }

        return true;
    }

    private static (double[] X, double[] Y) Read(string path)
    {
        var values = MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(path));
        double[] x = new double[values.Length / 2], y = new double[x.Length];
        for (var i = 0; i < x.Length; i++) (x[i], y[i]) = (values[2 * i], values[2 * i + 1]);
        return (x, y);
    }
}
