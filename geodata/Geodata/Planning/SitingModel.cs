namespace SpacesPlaces.Geodata.Planning;

/// <summary>
/// A siting problem in a form that does not depend on the order in which it came: sites by place, cells by what reaches them, cells
/// that are reached alike made one. Worth is stored by site and within it by cell.
/// </summary>
internal sealed class SitingModel
{
    private SitingModel(int[] order, double[] gains, int[] starts, int[] cells, double[] worth, double[] most)
    {
        (Order, Gains, Starts, Cells, Worth, Most) = (order, gains, starts, cells, worth, most);
    }

    /// <summary>The caller's number of each site.</summary>
    public int[] Order { get; }

    /// <summary>What each site is worth by itself.</summary>
    public double[] Gains { get; }

    /// <summary>Where each site's cells begin; one more at the end.</summary>
    public int[] Starts { get; }

    public int[] Cells { get; }

    /// <summary>Weight of the cell times gain of the site.</summary>
    public double[] Worth { get; }

    /// <summary>The most that any site wins of each cell.</summary>
    public double[] Most { get; }

    public int Sites => Gains.Length;

    public static SitingModel Of(SitingProblem problem)
    {
        int[] order = [.. Enumerable.Range(0, problem.SiteGains.Count)];
        if (problem.Sites.Count > 0)
            order = [.. order.OrderBy(i => problem.Sites[i].Easting).ThenBy(i => problem.Sites[i].Northing).ThenBy(i => i)];
        var place = new int[order.Length];
        for (var i = 0; i < order.Length; i++) place[order[i]] = i;

        var rows = Enumerable.Range(0, problem.Reaches.Count)
            .Where(cell => problem.DemandWeights[cell] > 0 && problem.Reaches[cell].Count > 0)
            .Select(cell => (Weight: problem.DemandWeights[cell], Row: Row(problem.Reaches[cell], place)))
            .ToArray();
        Array.Sort(rows, (a, b) => Compare(a.Row, b.Row) is var c and not 0 ? c : a.Weight.CompareTo(b.Weight));

        List<(double Weight, Reach[] Row)> joined = [];
        foreach (var (weight, row) in rows)
        {
            if (joined.Count > 0 && Compare(joined[^1].Row, row) == 0) joined[^1] = (joined[^1].Weight + weight, row);
            else joined.Add((weight, row));
        }

        var starts = new int[order.Length + 1];
        foreach (var reach in joined.SelectMany(row => row.Row)) starts[reach.Site + 1]++;
        for (var i = 0; i < order.Length; i++) starts[i + 1] += starts[i];
        var (cells, worth, at, most) = (new int[starts[^1]], new double[starts[^1]], starts.ToArray(), new double[joined.Count]);
        for (var cell = 0; cell < joined.Count; cell++)
        {
            foreach (var reach in joined[cell].Row)
            {
                cells[at[reach.Site]] = cell;
                worth[at[reach.Site]++] = joined[cell].Weight * reach.Gain;
                most[cell] = Math.Max(most[cell], joined[cell].Weight * reach.Gain);
            }
        }

        return new(order, [.. order.Select(i => problem.SiteGains[i])], starts, cells, worth, most);
    }

    /// <summary>What sites are worth together; the same to the last digit for the same sites in any order.</summary>
    public double Value(ReadOnlySpan<int> sites)
    {
        var won = new double[Most.Length];
        int[] sorted = [.. sites];
        Array.Sort(sorted);
        var sum = 0.0;
        foreach (var site in sorted)
        {
            sum += Gains[site];
            for (var k = Starts[site]; k < Starts[site + 1]; k++) won[Cells[k]] = Math.Max(won[Cells[k]], Worth[k]);
        }

        foreach (var w in won) sum += w;
        return sum;
    }

    private static Reach[] Row(IReadOnlyList<Reach> reaches, int[] place) =>
    [
        .. reaches.GroupBy(r => place[r.Site]).Select(g => new Reach(g.Key, g.Max(r => r.Gain))).OrderBy(r => r.Site),
    ];

    private static int Compare(Reach[] a, Reach[] b)
    {
        for (var i = 0; i < Math.Min(a.Length, b.Length); i++)
        {
            var c = a[i].Site.CompareTo(b[i].Site);
            if (c == 0) c = a[i].Gain.CompareTo(b[i].Gain);
            if (c != 0) return c;
        }

        return a.Length.CompareTo(b.Length);
    }
}
