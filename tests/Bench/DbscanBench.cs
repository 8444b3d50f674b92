using System.Runtime.InteropServices;
using SpacesPlaces.Geodata.Hotspots;
using static SpacesPlaces.Bench.Peer;

namespace SpacesPlaces.Bench;

/// <summary>
/// DBSCAN against R's <c>dbscan::dbscan</c>, in alternating rounds on one file of invented events. Compared by processor time
/// (user and system), because wall time on a shared machine says more about its other guests: ours by this process' clock
/// around the call, after warm-up; R's by <c>proc.time</c> around its call, so its start and reading the file do not count.
/// Labels must be equal, event by event, or the bench fails.
/// </summary>
internal static class DbscanBench
{
    private const string PeerScript = """
        suppressMessages(library(dbscan))
        a <- commandArgs(TRUE); n <- file.info(a[1])$size / 16
        m <- matrix(readBin(a[1], "double", 2 * n, endian = "little"), ncol = 2, byrow = TRUE)
        before <- proc.time()
        r <- dbscan(m, eps = as.numeric(a[2]), minPts = as.integer(a[3]))
        used <- proc.time() - before
        writeBin(as.integer(r$cluster), a[4], endian = "little")
        cat(sprintf("%.3f\n", 1000 * (used[["user.self"]] + used[["sys.self"]])))
        """;

    private const int WarmUps = 30;

    public static int Run(string[] args)
    {
        var n = Option(args, "--n", 100_000);
        var rounds = Option(args, "--rounds", 5);
        var eps = Option(args, "--eps", 50);
        var minEvents = Option(args, "--min-events", 5);
        var pile = Option(args, "--pile", 0);
        if (!HasR("dbscan", args, "r-cran-dbscan")) return 3;

        var folder = Directory.CreateTempSubdirectory("dbscan-bench-");
        try
        {
            var points = Path.Combine(folder.FullName, "points.bin");
            var given = Array.IndexOf(args, "--points");
            var (x, y) = given < 0 ? InventedEvents.Make(n, seed: 42, pile) : Read(args[given + 1]);
            n = x.Length;
            File.WriteAllBytes(points, Interleaved(x, y));
            var script = Path.Combine(folder.FullName, "peer.R");
            File.WriteAllText(script, PeerScript);
            var labels = Path.Combine(folder.FullName, "labels.bin");

            // Until the compiler has done its best with the hot loops; R's are compiled ahead.
            for (var i = 0; i < WarmUps; i++) Dbscan.Run(x, y, eps, minEvents, DbscanOrder.RowOrder);
            List<double> ours = [], peers = [];
            // Small inputs are over before the clock of processor time ticks often enough, so they repeat.
            var repeats = Math.Max(1, 1_000_000 / Math.Max(n, 1));
            for (var round = 1; round <= rounds; round++)
            {
                var found = Dbscan.Run(x, y, eps, minEvents, DbscanOrder.RowOrder);
                ours.Add(Processor(repeats, () => found = Dbscan.Run(x, y, eps, minEvents, DbscanOrder.RowOrder)));

                var said = Call("Rscript", script, points, Text(eps), Text(minEvents), labels);
                peers.Add(Number(said));
                int[] wanted = [.. MemoryMarshal.Cast<byte, int>(File.ReadAllBytes(labels))];
                var different = wanted.Zip(found.Labels).Count(pair => pair.First != pair.Second);
                Say($"round {round}: ours {ours[^1]:F1} ms, R {peers[^1]:F1} ms");
                Say($"  clusters {found.ClusterCount}, different labels {different}");
                if (different == 0) continue;
                Console.Error.WriteLine("The labels differ: nothing is compared.");
                return 1;
            }

            Say($"dbscan n={n} eps={eps} minEvents={minEvents} pile={pile}, median processor time:");
            Say($"  ours {Median(ours):F1} ms, R {Median(peers):F1} ms, ratio {Median(peers) / Median(ours):F1}");
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static (double[] X, double[] Y) Read(string path)
    {
        var values = MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(path));
        double[] x = new double[values.Length / 2], y = new double[x.Length];
        for (var i = 0; i < x.Length; i++) (x[i], y[i]) = (values[2 * i], values[2 * i + 1]);
        return (x, y);
    }

    private static byte[] Interleaved(double[] x, double[] y)
    {
        var values = new double[2 * x.Length];
        for (var i = 0; i < x.Length; i++) (values[2 * i], values[2 * i + 1]) = (x[i], y[i]);
        return MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
    }
}
