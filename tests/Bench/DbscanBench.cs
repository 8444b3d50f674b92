using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using SpacesPlaces.Geodata.Hotspots;

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
        if (!PeerIsPresent() && !(args.Contains("--install") && Install() && PeerIsPresent()))
        {
            Console.Error.WriteLine("The peer is absent: install Debian's r-base-core and r-cran-dbscan (option --install does).");
            return 3;
        }

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
                GC.Collect();
                var found = Dbscan.Run(x, y, eps, minEvents, DbscanOrder.RowOrder);
                var before = Process.GetCurrentProcess().TotalProcessorTime;
                for (var i = 0; i < repeats; i++) found = Dbscan.Run(x, y, eps, minEvents, DbscanOrder.RowOrder);
                ours.Add((Process.GetCurrentProcess().TotalProcessorTime - before).TotalMilliseconds / repeats);

                var said = Call("Rscript", script, points, Text(eps), Text(minEvents), labels);
                peers.Add(double.Parse(said, CultureInfo.InvariantCulture));
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

    private static double Median(List<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static int Option(string[] args, string name, int otherwise)
    {
        var at = Array.IndexOf(args, name);
        return at < 0 ? otherwise : int.Parse(args[at + 1], CultureInfo.InvariantCulture);
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static bool PeerIsPresent()
    {
        try
        {
            return Call("Rscript", "-e", "cat(requireNamespace('dbscan', quietly = TRUE))").Trim() == "TRUE";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static bool Install()
    {
        try
        {
            Call("apt-get", "install", "-y", "--no-install-recommends", "r-base-core", "r-cran-dbscan");
            return true;
        }
        catch (Exception failure) when (failure is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            Console.Error.WriteLine(failure.Message);
            return false;
        }
    }

    private static string Call(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? said : throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }
}
