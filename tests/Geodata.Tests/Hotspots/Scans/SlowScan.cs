namespace SpacesPlaces.Geodata.Tests.Hotspots.Scans;

/// <summary>The scan statistic from its definition: every centre, every radius, every window, every place asked whether it is inside.</summary>
internal static class SlowScan
{
    public sealed record Best(double Ratio, int[] Places, int First, int Last, int Cases, double Expected);

    // What is expected is null for the space-time permutation.
    public static Best Find(
        double[] x, double[] y, int[][] cases, double[][]? expected, double maxShare, double? maxRadius, int maxPeriods, bool prospective)
    {
        int n = x.Length, periods = cases[0].Length, all = cases.Sum(c => c.Sum());
        expected ??= [.. cases.Select(c => Enumerable.Range(0, periods)
            .Select(t => (double)c.Sum() * cases.Sum(other => other[t]) / all).ToArray())];
        var total = expected.Sum(e => e.Sum());
        var best = new Best(0, [], 0, 0, 0, 0);
        for (var centre = 0; centre < n; centre++)
        {
            for (var edge = 0; edge < n; edge++)
            {
                double Apart(int other) => Math.Sqrt((x[centre] - x[other]) * (x[centre] - x[other]) + (y[centre] - y[other]) * (y[centre] - y[other]));
                var radius = Apart(edge);
                int[] inside = [.. Enumerable.Range(0, n).Where(other => Apart(other) <= radius)];
                if (radius > maxRadius || inside.Sum(i => expected[i].Sum()) > maxShare * total * (1 + 1e-12)) continue;
                for (var first = 0; first < periods; first++)
                {
                    for (var last = first; last < periods && last - first < maxPeriods; last++)
                    {
                        if (prospective && last < periods - 1) continue;
                        var c = inside.Sum(i => Enumerable.Range(first, last - first + 1).Sum(t => cases[i][t]));
                        var mu = inside.Sum(i => Enumerable.Range(first, last - first + 1).Sum(t => expected[i][t])) / total * all;
                        if (!(c > mu) || mu >= all * (1 - 1e-12)) continue;
                        var ratio = c * Math.Log(c / mu) + (c == all ? 0 : (all - c) * Math.Log((all - c) / (all - mu)));
                        if (ratio > best.Ratio + 1e-9) best = new Best(ratio, inside, first, last, c, mu);
                    }
                }
            }
        }

        return best;
    }
}
