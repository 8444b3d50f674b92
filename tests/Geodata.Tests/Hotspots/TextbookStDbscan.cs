namespace SpacesPlaces.Geodata.Tests.Hotspots;

/// <summary>ST-DBSCAN as its definition reads, comparing every pair: slow, and plain enough to be believed.</summary>
internal static class TextbookStDbscan
{
    public static (int[] Labels, bool[] IsCore) Run(double[] x, double[] y, int[] day, double eps, int epsDays, int minEvents)
    {
        var n = x.Length;
        var near = Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n)
            .Where(j => Squared(i, j) <= eps * eps && Apart(i, j) <= epsDays).ToArray()).ToArray();
        var isCore = near.Select(others => others.Length >= minEvents).ToArray();
        var labels = new int[n];
        var clusters = 0;
        foreach (var seed in Enumerable.Range(0, n).OrderBy(i => x[i]).ThenBy(i => y[i]).ThenBy(i => day[i]).Where(i => isCore[i]))
        {
            if (labels[seed] != 0) continue;
            labels[seed] = ++clusters;
            var open = new Stack<int>([seed]);
            while (open.TryPop(out var i))
            {
                foreach (var j in near[i].Where(j => isCore[j] && labels[j] == 0))
                {
                    labels[j] = clusters;
                    open.Push(j);
                }
            }
        }

        for (var i = 0; i < n; i++)
        {
            var cores = near[i].Where(j => isCore[j]).ToArray();
            if (isCore[i] || cores.Length == 0) continue;
            labels[i] = labels[cores.OrderBy(j => Squared(i, j)).ThenBy(j => x[j]).ThenBy(j => y[j])
                .ThenBy(j => Apart(i, j)).ThenBy(j => day[j]).First()];
        }

        return (labels, isCore);

        double Squared(int i, int j) => (x[i] - x[j]) * (x[i] - x[j]) + (y[i] - y[j]) * (y[i] - y[j]);
        long Apart(int i, int j) => Math.Abs((long)day[i] - day[j]);
    }
}
