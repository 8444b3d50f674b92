using SpacesPlaces.Geodata.Hotspots.Times;

namespace SpacesPlaces.Geodata.Tests.Hotspots.Times;

/// <summary>The Knox table from its definition: every pair of events, one by one.</summary>
internal static class SlowKnox
{
    public static long[][] Table(double[] x, double[] y, int[] days, NearRepeatParameters p)
    {
        var own = p.SamePlaceBand ? 1 : 0;
        var table = Enumerable.Range(0, p.SpaceEdgesMetres.Count + own + 1)
            .Select(_ => new long[p.TimeEdgesDays.Count + 1]).ToArray();
        for (var i = 0; i < x.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                double dx = x[i] - x[j], dy = y[i] - y[j];
                var apart = p.Metric == DistanceMetric.Manhattan ? Math.Abs(dx) + Math.Abs(dy) : Math.Sqrt(dx * dx + dy * dy);
                var space = apart == 0 && p.SamePlaceBand ? 0 : own + Band(apart, p.SpaceEdgesMetres, p.Closure);
                table[space][Band(Math.Abs(days[i] - days[j]), [.. p.TimeEdgesDays.Select(d => (double)d)], p.Closure)]++;
            }
        }

        return table;
    }

    private static int Band(double value, IReadOnlyList<double> edges, BandClosure closure) =>
        edges.Count(edge => closure == BandClosure.Left ? value >= edge : value > edge);
}
