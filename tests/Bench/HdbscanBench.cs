using System.Diagnostics;
using System.Runtime.InteropServices;
using SpacesPlaces.Geodata.Hotspots;
using static SpacesPlaces.Bench.Peer;

namespace SpacesPlaces.Bench;

/// <summary>
/// HDBSCAN against R's <c>dbscan::hdbscan</c> (excess of mass, no cap) by processor time, on invented events without duplicates at a
/// size R can hold and on two data sets of that package; then ours alone, with duplicates, at sizes for which R would need a
/// matrix of 80 GB and more. R cuts links of one length one by one, in an order that follows from the order of rows; we cut them
/// at once. So the bench asks three things and fails on a no: R's links are as long as ours; R's links cut at once give our
/// labels, event by event; R's links cut one by one give R's labels. How many events the ties move is printed.
/// </summary>
internal static class HdbscanBench
{
    private const string PeerScript = """
        suppressMessages(library(dbscan))
        a <- commandArgs(TRUE)
        if (file.exists(a[1])) {
            m <- matrix(readBin(a[1], "double", file.info(a[1])$size / 8, endian = "little"), ncol = 2, byrow = TRUE)
        } else {
            data(list = a[1], package = "dbscan"); m <- unname(as.matrix(get(a[1])))[, 1:2]
        }
        k <- as.integer(a[2])
        before <- proc.time()
        r <- hdbscan(m, minPts = k)
        used <- proc.time() - before
        writeBin(as.vector(t(m)), file.path(a[3], "points.bin"), endian = "little")
        writeBin(as.integer(r$cluster), file.path(a[3], "labels.bin"), endian = "little")
        links <- dbscan:::prims(dbscan:::mrdist(m, k), nrow(m))
        writeBin(as.vector(t(links[order(links[, 3]), ])), file.path(a[3], "links.bin"), endian = "little")
        cat(sprintf("%.3f\n", 1000 * (used[["user.self"]] + used[["sys.self"]])))
        """;

    // Far below any distance in the data compared, which has none of 0.
    private const double Resolution = 1e-6;

    public static int Run(string[] args)
    {
        var minEvents = Option(args, "--min-events", 5);
        var alone = Option(args, "--n", 0);
        if (alone > 0) return Alone(alone, minEvents);
        if (!HasR("dbscan", args, "r-cran-dbscan")) return 3;
        var n = Option(args, "--peer-n", 10_000);
        var differs = AgainstR("moons", minEvents) | AgainstR("DS3", minEvents) | AgainstR(n, minEvents);
        return differs ? 1 : Math.Max(Alone(100_000, minEvents), Alone(1_000_000, minEvents));
    }

    private static bool AgainstR(object data, int minEvents)
    {
        var folder = Directory.CreateTempSubdirectory("hdbscan-bench-");
        try
        {
            string In(string name) => Path.Combine(folder.FullName, name);
            if (data is int n) File.WriteAllBytes(In("points.bin"), Distinct(n));
            File.WriteAllText(In("peer.R"), PeerScript);
            var source = data is int ? In("points.bin") : (string)data;
            var peer = Peer.Number(Call("Rscript", In("peer.R"), source, Text(minEvents), folder.FullName));
            var points = Read<double>(In("points.bin"));
            double[] x = [.. points.Where((_, i) => i % 2 == 0)], y = [.. points.Where((_, i) => i % 2 == 1)];

            var parameters = new HdbscanParameters(minEvents, minEvents, 0, HdbscanSelection.ExcessOfMass, Resolution);
            var found = Hdbscan.Run(x, y, parameters);
            var repeats = Math.Max(10, 200_000 / x.Length);
            for (var i = 0; i < repeats; i++) found = Hdbscan.Run(x, y, parameters);
            var ours = Processor(repeats, () => found = Hdbscan.Run(x, y, parameters));

            var (areLinks, atOnce, oneByOne) = FromLinksOfR(x, y, Read<double>(In("links.bin")), parameters);
            var wanted = Read<int>(In("labels.bin"));
            var different = Different(wanted, found.Labels);
            var (moved, unlike) = (Different(atOnce, found.Labels), Different(wanted, oneByOne));
            Say($"hdbscan {data} n={x.Length} minEvents={minEvents}, processor time:");
            Say($"  ours {ours:F2} ms, R {peer:F0} ms, ratio {peer / ours:F0}");
            Say($"  clusters: ours {found.ClusterCount}, R {wanted.Max()}; events that ties label differently: {different}");
            Say($"  links as long as R's: {areLinks}; labels unlike those of R's links cut at once: {moved}, one by one: {unlike}");
            return !areLinks || moved > 0 || unlike > 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Whether R's links are as long as ours, and the labels that follow from R's, cut at once and cut one by one.</summary>
    private static (bool AreLinks, int[] AtOnce, int[] OneByOne) FromLinksOfR(
        double[] x, double[] y, double[] rows, HdbscanParameters parameters)
    {
        var spots = HdbscanSpots.Sort(x, y, x.Min(), y.Min(), Math.Max(x.Max() - x.Min(), y.Max() - y.Min()));
        var cores = new HdbscanCores(spots, parameters.MinSamples, Resolution * Resolution).Squared();
        var (_, ours) = new HdbscanSpanningTree(spots, cores).Build();
        var spotOf = new int[x.Length];
        for (var spot = 0; spot < spots.Count; spot++) spotOf[spots.Rows[spot]] = spot;
        var links = new HdbscanLink[x.Length - 1];
        double[] squared = new double[links.Length], rising = new double[links.Length];
        for (var i = 0; i < links.Length; i++)
        {
            links[i] = new HdbscanLink(spotOf[(int)rows[3 * i] - 1], spotOf[(int)rows[3 * i + 1] - 1]);
            squared[i] = rows[3 * i + 2] * rows[3 * i + 2];
            // Of equal lengths each later one a trifle longer: then cutting at once is cutting one by one, the last first.
            rising[i] = i > 0 && squared[i] <= rising[i - 1] ? double.BitIncrement(rising[i - 1]) : squared[i];
        }

        var areLinks = ours.Order().Zip(squared.Order()).All(p => Math.Abs(p.First - p.Second) <= 1e-9 * p.Second);
        return (areLinks, Labels(squared), Labels(rising));

        int[] Labels(double[] lengths)
        {
            var merges = HdbscanMerges.Of(spots, ([.. links], [.. lengths]));
            var tree = HdbscanCondensed.Of(spots, cores, merges, parameters.MinClusterSize);
            return [.. HdbscanChoice.Choose(spots, cores, tree, parameters).Labels];
        }
    }

    /// <summary>Events in another cluster than there; each cluster there answers to the one here that holds most of its events.</summary>
    private static int Different(IReadOnlyList<int> there, IReadOnlyList<int> here)
    {
        var same = there.Zip(here).Where(p => p.First > 0 && p.Second > 0).GroupBy(p => p.First)
            .ToDictionary(g => g.Key, g => g.GroupBy(p => p.Second).MaxBy(h => h.Count())!.Key);
        return there.Zip(here).Count(p => (p.First == 0 ? 0 : same.GetValueOrDefault(p.First, -1)) != p.Second);
    }

    private static int Alone(int n, int minEvents)
    {
        var (x, y) = InventedEvents.Make(n, seed: 42);
        var parameters = new HdbscanParameters(minEvents, minEvents, 50);
        var few = Math.Min(n, 20_000);
        for (var i = 0; i < 3; i++) Hdbscan.Run(x.AsSpan(0, few), y.AsSpan(0, few), parameters);
        HdbscanResult? found = null;
        var most = 0L;
        using var ended = new ManualResetEventSlim();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var watch = new Thread(() =>
        {
            while (!ended.Wait(5)) most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false));
        });
        watch.Start();
        var clock = Stopwatch.StartNew();
        var took = Processor(1, () => found = Hdbscan.Run(x, y, parameters));
        clock.Stop();
        ended.Set();
        watch.Join();
        Say($"hdbscan n={n} minEvents={minEvents} cap=50 leaf: processor time {took:F0} ms, wall {clock.Elapsed.TotalMilliseconds:F0} ms");
        Say($"  clusters {found!.ClusterCount}, managed memory at most {(most - before) / 1e6:F0} MB above the events");
        return 0;
    }

    /// <summary>Invented events, the first at each spot only, moved by a fraction of a metre each so that few distances tie.</summary>
    private static byte[] Distinct(int n)
    {
        var (allX, allY) = InventedEvents.Make(2 * n, seed: 42);
        int[] rows = [.. Enumerable.Range(0, 2 * n).DistinctBy(i => (allX[i], allY[i])).Take(n)];
        double[] values = [.. rows.SelectMany(r => (double[])
            [allX[r] + Math.Round(r * 0.7548776662466927 % 1, 6), allY[r] + Math.Round(r * 0.5698402909980532 % 1, 6)])];
        return MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
    }

    private static T[] Read<T>(string path) where T : unmanaged => [.. MemoryMarshal.Cast<byte, T>(File.ReadAllBytes(path))];
}
