using System.Runtime.InteropServices;
using NetTopologySuite.Geometries;
using SpacesPlaces.Geodata.Grids;
using SpacesPlaces.Geodata.Hotspots.Surfaces;
using static SpacesPlaces.Bench.Peer;

namespace SpacesPlaces.Bench;

/// <summary>
/// Kernel density and Gi* on 208,000 cells of 250 m over invented events, in alternating rounds: against R's <c>spatstat.explore</c>
/// (density.ppp, sigma 500 m) and <c>spdep</c> (neighbours, weights, localG, p-values, p.adjust, as its users write it). By processor
/// time. Values must be equal, densities to 1e-7 of the highest (spatstat cuts no Gaussian off), scores to 1e-9, or the bench fails.
/// Events are moved by a quarter of a metre, so that none lies on a border of cells, which tools round differently.
/// </summary>
internal static class SurfacesBench
{
    private const string DensityScript = """
        suppressMessages({library(spatstat.geom); library(spatstat.explore)})
        a <- commandArgs(TRUE); n <- file.info(a[1])$size / 16
        m <- matrix(readBin(a[1], "double", 2 * n, endian = "little"), ncol = 2)
        X <- ppp(m[, 1], m[, 2], window = owin(c(400000, 500000), c(250000, 380000)), check = FALSE)
        used <- function(before) { u <- proc.time() - before; 1000 * (u[["user.self"]] + u[["sys.self"]]) }
        before <- proc.time(); none <- density(X, sigma = 500, eps = 250, edge = FALSE); t1 <- used(before)
        before <- proc.time(); diggle <- density(X, sigma = 500, eps = 250, diggle = TRUE); t2 <- used(before)
        before <- proc.time(); quartic <- density(X, sigma = 1500 / sqrt(8), kernel = "quartic", eps = 250, edge = FALSE); t3 <- used(before)
        writeBin(c(as.vector(t(none$v)), as.vector(t(diggle$v)), as.vector(t(quartic$v))), a[2], endian = "little")
        cat(sprintf("%.3f %.3f %.3f\n", t1, t2, t3))
        """;

    private const string StarScript = """
        suppressMessages(library(spdep))
        a <- commandArgs(TRUE); z <- readBin(a[1], "double", 208000, endian = "little")
        used <- function(before) { u <- proc.time() - before; 1000 * (u[["user.self"]] + u[["sys.self"]]) }
        before <- proc.time()
        at <- cbind(rep(400000 + (1:400 - 0.5) * 250, 520), rep(250000 + (1:520 - 0.5) * 250, each = 400))
        lw <- nb2listw(include.self(dnearneigh(at, 0, 250 * sqrt(2))), style = "B")
        neighbours <- used(before); before <- proc.time()
        g <- as.numeric(localG(z, lw)); q <- p.adjust(2 * pnorm(-abs(g)), "BH")
        statistic <- used(before)
        writeBin(c(g, q), a[2], endian = "little")
        cat(sprintf("%.3f %.3f\n", neighbours + statistic, statistic))
        """;

    private static readonly CellSet Cells = CellSet.Covering(new SquareGrid(250), new Envelope(400_000, 500_000, 250_000, 380_000));

    public static int Run(string[] args)
    {
        var n = Option(args, "--n", 1_000_000);
        var rounds = Option(args, "--rounds", 3);
        if (!HasR("spatstat.explore", args, "r-cran-spatstat.explore") || !HasR("spdep", args, "r-cran-spdep")) return 3;
        var (x, y) = InventedEvents.Make(n, seed: 42);
        for (var i = 0; i < n; i++) (x[i], y[i]) = (x[i] + 0.25, y[i] + 0.25);
        var folder = Directory.CreateTempSubdirectory("surfaces-bench-");
        try
        {
            return Densities(folder.FullName, x, y, rounds) && Stars(folder.FullName, x, y, rounds) ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static bool Densities(string folder, double[] x, double[] y, int rounds)
    {
        var binned = new DensityParameters(500, DensityKernel.Gaussian, Mode: DensityMode.Binned);
        (string Name, DensityParameters How, int Peer)[] ways =
        [
            ("Gaussian 500 m, binned", binned, 0),
            ("the same, Diggle", binned with { Edge = EdgeCorrection.Diggle }, 1),
            ("quartic 1500 m, binned", new(1_500, Mode: DensityMode.Binned), 2),
            ("quartic 500 m, exact", new(500), -1),
            ("quartic 1500 m, exact", new(1_500), -1),
            ("the same, Diggle", new(1_500, Edge: EdgeCorrection.Diggle), -1),
            ("Gaussian 500 m, exact", new(500, DensityKernel.Gaussian), -1),
        ];
        var script = Write(folder, "density.R", DensityScript);
        var points = Path.Combine(folder, "points.bin");
        File.WriteAllBytes(points, [.. MemoryMarshal.AsBytes(x.AsSpan()), .. MemoryMarshal.AsBytes(y.AsSpan())]);
        var ours = ways.Select(_ => new List<double>()).ToArray();
        var peers = Enumerable.Range(0, 3).Select(_ => new List<double>()).ToArray();
        var isEqual = true;
        for (var round = 0; round < rounds; round++)
        {
            var answers = Path.Combine(folder, "densities.bin");
            var said = Call("Rscript", script, points, answers).Split(' ');
            for (var k = 0; k < 3; k++) peers[k].Add(Number(said[k]));
            var wanted = MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(answers)).ToArray();
            for (var way = 0; way < ways.Length; way++)
            {
                var (name, how, peer) = ways[way];
                var found = KernelDensity.Estimate(Cells, x, y, how);
                for (var i = 0; round == 0 && i < 12; i++) KernelDensity.Estimate(Cells, x, y, how);
                ours[way].Add(Processor(5, () => found = KernelDensity.Estimate(Cells, x, y, how)));
                if (peer < 0) continue;
                var most = found.Densities.Max();
                // spatstat makes a kernel's values at cell centres add up to 1; a Gaussian's do so by themselves.
                var total = how.Kernel == DensityKernel.Quartic ? StencilSum(how.BandwidthMetres) : 1;
                var worst = found.Densities.Select((d, i) => Math.Abs(d / total - wanted[peer * 208_000 + i] * 1e6)).Max() / most;
                Say($"round {round + 1}, {name}: greatest difference {worst:E1} of the highest density");
                isEqual &= worst <= 1e-7;
            }
        }

        Say($"kernel density, {x.Length} events, 208000 cells, median processor time:");
        for (var way = 0; way < ways.Length; way++)
        {
            var (name, _, peer) = ways[way];
            var mine = Median(ours[way]);
            if (peer < 0) Say($"  {name,-26} ours {mine,8:F1} ms");
            else
            {
                var theirs = Median(peers[peer]);
                Say($"  {name,-26} ours {mine,8:F1} ms, spatstat {theirs,8:F1} ms, ratio {theirs / mine:F1}, {(isEqual ? "equal" : "NOT EQUAL")}");
            }
        }

        return isEqual;
    }

    private static bool Stars(string folder, double[] x, double[] y, int rounds)
    {
        var script = Write(folder, "star.R", StarScript);
        var values = Path.Combine(folder, "values.bin");
        var counts = Cells.CountEvents(x, y).Values;
        File.WriteAllBytes(values, MemoryMarshal.AsBytes(counts.AsSpan()).ToArray());
        List<double> ours = [], whole = [], statistic = [];
        var isEqual = true;
        for (var i = 0; i < 60; i++) GetisOrd.Star(Cells, counts);
        for (var round = 0; round < rounds; round++)
        {
            var answers = Path.Combine(folder, "scores.bin");
            var said = Call("Rscript", script, values, answers).Split(' ');
            whole.Add(Number(said[0]));
            statistic.Add(Number(said[1]));
            var found = GetisOrd.Star(Cells, counts);
            ours.Add(Processor(20, () => found = GetisOrd.Star(Cells, counts)));
            var wanted = MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(answers)).ToArray();
            double worstZ = 0, worstP = 0;
            for (var i = 0; i < counts.Length; i++)
            {
                double z = wanted[i], p = wanted[counts.Length + i];
                worstZ = Math.Max(worstZ, Math.Abs(found.Z[i] - z) / Math.Max(1e-3, Math.Abs(z)));
                // A tail's relative error is z² times that of its score; and close above 0 numbers have few digits.
                if (p > 1e-290) worstP = Math.Max(worstP, Math.Abs(found.AdjustedP[i] - p) / p / Math.Max(1, -2 * Math.Log(p)));
                else if (found.AdjustedP[i] > 1e-289) worstP = 1;
            }

            var hot = found.Z.Zip(found.AdjustedP).Count(c => c.First > 0 && c.Second < 0.05);
            Say($"round {round + 1}: greatest relative difference of scores {worstZ:E1}, of adjusted p {worstP:E1} (by z²); hot cells {hot}");
            isEqual &= worstZ <= 1e-9 && worstP <= 1e-9;
        }

        var mine = Median(ours);
        Say($"Gi* with adjustment over 208000 cells, {x.Length} events, median processor time:");
        Say($"  ours {mine:F1} ms, spdep whole path {Median(whole):F0} ms, ratio {Median(whole) / mine:F0}");
        Say($"  its statistic and adjustment alone {Median(statistic):F0} ms, ratio {Median(statistic) / mine:F1}; {(isEqual ? "equal" : "NOT EQUAL")}");
        return isEqual;
    }

    private static double StencilSum(double bandwidth)
    {
        var sum = 0.0;
        for (var dx = -50; dx <= 50; dx++)
            for (var dy = -50; dy <= 50; dy++)
                sum += Math.Pow(Math.Max(0, 1 - (dx * dx + dy * dy) * 62_500 / (bandwidth * bandwidth)), 2);
        return sum * 62_500 * 3 / (Math.PI * bandwidth * bandwidth);
    }

    private static string Write(string folder, string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
