using System.Globalization;
using System.Runtime.InteropServices;
using SpacesPlaces.Geodata.Hotspots.Times;
using SpacesPlaces.Geodata.Statistics;
using static SpacesPlaces.Bench.Peer;

namespace SpacesPlaces.Bench;

/// <summary>
/// The near-repeat table with its permutations against R, in alternating rounds on one file of invented events: days drawn evenly
/// from a year, bands of one spot, 100, 200, 300 and 400 m (Manhattan) and 7, 14, 21 and 28 days. No package of Debian makes this
/// table, so R's side is its own vectorised code at its best: only close pairs (found by <c>spatstat.geom::closepairs</c>, compiled),
/// whole-number days, one table lookup and one <c>tabulate</c> per permutation. The observed tables must be equal, and no p-value may
/// differ by more than chance (five standard errors of both). Beside it, <c>surveillance::knox</c>, which makes one cell only from
/// all pairs and permutes pairs instead of events: its time per permutation for a few.
/// </summary>
internal static class KnoxBench
{
    private const string PeerScript = """
        suppressMessages({ library(spatstat.geom) })
        a <- commandArgs(TRUE); n <- file.info(a[1])$size / 24; m <- as.integer(a[2])
        v <- matrix(readBin(a[1], "double", 3 * n, endian = "little"), ncol = 3, byrow = TRUE)
        x <- v[, 1]; y <- v[, 2]; d <- as.integer(v[, 3])
        before <- proc.time()
        edges <- c(100, 200, 300, 400); cuts <- c(7L, 14L, 21L, 28L); bands <- 6L; times <- 5L
        cp <- closepairs(ppp(x, y, range(x) + c(-1, 1), range(y) + c(-1, 1), check = FALSE), 400, what = "indices", twice = FALSE)
        apart <- abs(x[cp$i] - x[cp$j]) + abs(y[cp$i] - y[cp$j])
        keep <- apart < 400; i <- cp$i[keep]; j <- cp$j[keep]; apart <- apart[keep]
        s <- ifelse(apart == 0, 1L, 2L + findInterval(apart, edges[1:3]))
        s <- as.integer(s)
        day <- findInterval(0:max(d), cuts) * 5L
        close <- function(d) tabulate(s + day[abs(d[i] - d[j]) + 1L], 25L)
        h <- as.numeric(tabulate(d + 1L, max(d) + 1L)); D <- length(h); total <- numeric(times)
        for (k in 0:(D - 1)) {
          p <- if (k == 0) sum(h * (h - 1) / 2) else sum(h[1:(D - k)] * h[(1 + k):D])
          b <- findInterval(k, cuts) + 1L; total[b] <- total[b] + p
        }
        whole <- function(close) { t <- matrix(as.numeric(close), 5); rbind(t, total - colSums(t)) }
        observed <- whole(close(d)); r <- matrix(0, 6, 5)
        set.seed(1)
        for (k in seq_len(m)) r <- r + (whole(close(d[sample.int(n)])) >= observed)
        used <- proc.time() - before
        cat(sprintf("%.3f;%s;%s\n", 1000 * (used[["user.self"]] + used[["sys.self"]]),
          paste(sprintf("%.0f", t(observed)), collapse = " "), paste(t(r), collapse = " ")))
        """;

    private const string KnoxScript = """
        suppressMessages(library(surveillance))
        a <- commandArgs(TRUE); n <- file.info(a[1])$size / 24; m <- as.integer(a[2])
        v <- matrix(readBin(a[1], "double", 3 * n, endian = "little"), ncol = 3, byrow = TRUE)
        time <- function(m) {
          before <- proc.time()
          capture.output(knox(dt = dist(v[, 3]) < 7, ds = dist(v[, 1:2], "manhattan") < 100, simulate.p.value = m > 0, B = max(m, 1)))
          used <- proc.time() - before
          1000 * (used[["user.self"]] + used[["sys.self"]])
        }
        none <- time(0L)
        cat(sprintf("%.3f;%.3f\n", none, (time(m) - none) / m))
        """;

    public static int Run(string[] args)
    {
        int n = Option(args, "--n", 10_000), rounds = Option(args, "--rounds", 3);
        int permutations = Option(args, "--permutations", 999), peerPermutations = Option(args, "--peer-permutations", permutations);
        var knoxPermutations = Option(args, "--knox-permutations", 0);
        if (!HasR("spatstat.geom", args, "r-cran-spatstat.geom")) return 3;
        if (knoxPermutations > 0 && !HasR("surveillance", args, "r-cran-surveillance")) return 3;

        var folder = Directory.CreateTempSubdirectory("knox-bench-");
        try
        {
            var (x, y) = InventedEvents.Make(n, seed: 42);
            var random = new SeededRandom(43);
            var days = new int[n];
            foreach (ref var day in days.AsSpan()) day = random.Below(365);
            var events = Path.Combine(folder.FullName, "events.bin");
            File.WriteAllBytes(events, MemoryMarshal.AsBytes(
                x.Zip(y, days).SelectMany(e => new[] { e.First, e.Second, e.Third }).ToArray().AsSpan()).ToArray());
            var script = Path.Combine(folder.FullName, "peer.R");
            File.WriteAllText(script, PeerScript);

            var parameters = new NearRepeatParameters([100, 200, 300, 400], [7, 14, 21, 28], Permutations: permutations);
            NearRepeatTable? found = null;
            // Until the compiler has done its best with the hot loops; R's are compiled ahead.
            for (var i = 0; i < 30; i++) found = NearRepeat.Run(x, y, days, [], parameters with { Permutations = Math.Min(permutations, 320) });
            List<double> ours = [], moments = [], peers = [];
            // Small inputs are over before the clock of processor time ticks often enough, so they repeat.
            var repeats = Math.Max(1, 100_000 / n);
            for (var round = 1; round <= rounds; round++)
            {
                ours.Add(Processor(repeats, () => found = NearRepeat.Run(x, y, days, [], parameters)));
                moments.Add(Processor(repeats, () => NearRepeat.Run(x, y, days, [], parameters with { Permutations = 0 })));
                var said = Call("Rscript", script, events, Text(peerPermutations)).Split(';');
                peers.Add(Number(said[0]));
                Say($"round {round}: ours {ours[^1]:F0} ms, exact moments alone {moments[^1]:F0} ms, R {peers[^1]:F0} ms");
                if (!IsEqual(found!, said, permutations, peerPermutations)) return 1;
            }

            var ratio = Median(peers) * (permutations + 1.0) / (peerPermutations + 1.0) / Median(ours);
            Say($"knox n={n} close pairs={found!.ClosePairs} simulation={found.Simulation}, median processor time:");
            Say($"  ours, {found.Permutations} permutations {Median(ours):F0} ms; exact moments alone {Median(moments):F0} ms");
            Say($"  R, {peerPermutations} permutations {Median(peers):F0} ms");
            // R's fixed part grows along when it made fewer permutations: then the ratio is a little too good.
            if (found.Permutations > 0) Say($"  ratio for the same number of permutations {ratio:F1}");
            if (knoxPermutations > 0) Knox(folder.FullName, events, knoxPermutations, Median(ours), permutations);
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static bool IsEqual(NearRepeatTable found, string[] said, int permutations, int peerPermutations)
    {
        NearRepeatCell[] cells = [.. found.Cells.SelectMany(row => row)];
        long[] observed = [.. said[1].Split(' ').Select(s => long.Parse(s, CultureInfo.InvariantCulture))];
        if (!cells.Select(cell => cell.Observed).SequenceEqual(observed))
        {
            Console.Error.WriteLine("The observed tables differ: nothing is compared.");
            return false;
        }

        if (found.Permutations == 0) return true;
        double[] peerP = [.. said[2].Split(' ').Select(s => (Number(s) + 1) / (peerPermutations + 1))];
        var worst = cells.Zip(peerP, (cell, p) =>
        {
            var both = (cell.P!.Value + p) / 2;
            return Math.Abs(cell.P.Value - p) / Math.Sqrt(both * (1 - both) * (1.0 / permutations + 1.0 / peerPermutations) + 1e-9);
        }).Max();
        Say($"  observed tables equal; p-values differ by at most {worst:F1} standard errors");
        if (worst <= 5) return true;
        Console.Error.WriteLine("The p-values differ by more than chance: nothing is compared.");
        return false;
    }

    private static void Knox(string folder, string events, int knoxPermutations, double ours, int permutations)
    {
        var script = Path.Combine(folder, "knox.R");
        File.WriteAllText(script, KnoxScript);
        var said = Call("Rscript", script, events, Text(knoxPermutations)).Split(';');
        Say($"  surveillance::knox, one cell: {Number(said[0]):F0} ms and {Number(said[1]):F0} ms per permutation (mean of {knoxPermutations});");
        Say($"  for {permutations} that would be {(Number(said[0]) + permutations * Number(said[1])) / ours:F0} times ours");
    }
}
