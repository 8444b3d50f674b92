using System.Diagnostics;
using SpacesPlaces.Geodata.Hotspots.Scans;
using SpacesPlaces.Geodata.Statistics;
using static SpacesPlaces.Bench.Peer;

namespace SpacesPlaces.Bench;

/// <summary>
/// Scan statistics of invented cases with a cluster planted at the five westernmost places in the last two periods: processor time,
/// and time on the clock as one asks for it. Debian has no peer: R's surveillance has other statistics (<c>stcd</c>: no circles of
/// several places over windows, no replicas), and SaTScan, rsatscan, scanstatistics and SpatialEpi are not packaged. So there is no
/// ratio here; that the answers are right is for the tests.
/// </summary>
internal static class ScanBench
{
    public static int Run(string[] args)
    {
        int periods = Option(args, "--periods", 12), maxPeriods = Option(args, "--max-periods", 6);
        int cases = Option(args, "--cases", 5000), replicas = Option(args, "--replicas", 999), rounds = Option(args, "--rounds", 3);
        foreach (var places in (int[])[32, 100, 500])
        {
            foreach (var model in Enum.GetValues<ScanModel>())
            {
                foreach (var isProspective in (bool[])[false, true])
                {
                    var parameters = new ScanParameters(
                        MaxPeriods: maxPeriods, IsProspective: isProspective, Replicas: replicas, Seed: 7);
                    Measure(model, places, periods, cases, parameters, rounds);
                }
            }
        }

        return 0;
    }

    private static void Measure(ScanModel model, int places, int periods, int cases, ScanParameters parameters, int rounds)
    {
        var random = new SeededRandom(44);
        double[] x = new double[places], y = new double[places], people = new double[places];
        for (var i = 0; i < places; i++)
            (x[i], y[i], people[i]) = (400_000 + 50_000 * random.Unit(), 250_000 + 50_000 * random.Unit(), 200 + 1800 * random.Unit());
        var counts = new int[places * periods];
        for (var i = 0; i < cases; i++) counts[random.Below(places) * periods + random.Below(periods)]++;
        int[] west = [.. Enumerable.Range(0, places).OrderBy(place => x[place])];
        foreach (var place in west.Take(5))
            for (var period = periods - Math.Min(periods, 2); period < periods; period++) counts[place * periods + period] += 4 + 2 * cases / places / periods;

        ScanResult Scan() => model == ScanModel.Poisson
            ? ScanStatistic.Poisson(x, y, counts, people, periods, parameters)
            : ScanStatistic.SpaceTimePermutation(x, y, counts, periods, parameters);
        var found = Scan();
        List<double> processor = [], clock = [];
        for (var round = 0; round < rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            processor.Add(Processor(1, () => found = Scan()));
            clock.Add(watch.Elapsed.TotalMilliseconds);
        }

        var first = found.Clusters[0];
        Say($"scan {model} {(parameters.IsProspective ? "prospective" : "retrospective")} places={places} periods={periods}");
        Say($"  cases={found.Cases} cylinders={found.Cylinders} replicas={parameters.Replicas}, medians of {rounds}:");
        Say($"  processor {Median(processor):F0} ms, clock {Median(clock):F0} ms");
        Say($"  first cluster: ratio {first.LogLikelihoodRatio:F2}, p {first.P:F3}, {first.Places.Count} places");
    }
}
