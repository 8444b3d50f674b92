namespace SpacesPlaces.Geodata.Planning;

/// <summary>
/// Good choices by hand: site after site (greedy), then one site for another as long as that wins something. Neither is sure to
/// find the best; <see cref="SitingSearch"/> proves or betters what they find.
/// </summary>
/// <remarks>Source: Teitz and Bart (1968); profits of all swaps in one pass after Whitaker (1983) and Resende and Werneck (2007).</remarks>
internal sealed class SitingInterchange(SitingModel model, SiteSpread spread, bool[] isLocked)
{
    private readonly double[] _best = new double[model.Most.Length];
    private readonly double[] _second = new double[model.Most.Length];
    private readonly int[] _by = new int[model.Most.Length];
    private readonly double[] _loss = new double[model.Sites];
    private readonly double[] _extra = new double[model.Sites];

    /// <summary>Pairs of a cell and a site looked at so far.</summary>
    public long Steps { get; private set; }

    /// <summary>Adds the site that wins most until there are <paramref name="pick"/>, or until none can stand any more.</summary>
    public List<int> Greedy(IEnumerable<int> given, int pick)
    {
        List<int> sites = [.. given];
        while (sites.Count < pick)
        {
            Assign(sites);
            var (winner, most) = (-1, double.NegativeInfinity);
            for (var j = 0; j < model.Sites; j++)
            {
                if (sites.Contains(j) || sites.Exists(s => spread.AreNear(s, j))) continue;
                var gain = GainOf(j, withExtra: false);
                if (gain > most) (winner, most) = (j, gain);
            }

            if (winner < 0) return sites;
            sites.Add(winner);
        }

        return sites;
    }

    /// <summary>Swaps the pair that wins most until no swap wins anything.</summary>
    public void Improve(List<int> sites, CancellationToken cancellation)
    {
        while (sites.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            Assign(sites);
            var (enters, leaves, most) = (-1, -1, 1e-12);
            for (var j = 0; j < model.Sites; j++)
            {
                if (sites.Contains(j)) continue;
                var near = sites.FindAll(s => spread.AreNear(s, j));
                if (near.Count > 1 || (near.Count == 1 && isLocked[near[0]])) continue;
                var gain = GainOf(j, withExtra: true);
                foreach (var r in near.Count == 1 ? near : sites)
                {
                    var profit = gain - _loss[r] + _extra[r];
                    if (!isLocked[r] && profit > most) (enters, leaves, most) = (j, r, profit);
                }

                foreach (var r in sites) _extra[r] = 0;
            }

            if (enters < 0) return;
            sites[sites.IndexOf(leaves)] = enters;
        }
    }

    /// <summary>Best and second best of each cell, and what is lost with each site.</summary>
    private void Assign(List<int> sites)
    {
        Array.Clear(_best);
        Array.Clear(_second);
        Array.Fill(_by, -1);
        foreach (var site in sites)
        {
            for (var k = model.Starts[site]; k < model.Starts[site + 1]; k++)
            {
                var (cell, worth) = (model.Cells[k], model.Worth[k]);
                if (worth > _best[cell]) (_second[cell], _best[cell], _by[cell]) = (_best[cell], worth, site);
                else if (worth > _second[cell]) _second[cell] = worth;
            }
        }

        foreach (var site in sites) _loss[site] = model.Gains[site];
        for (var cell = 0; cell < _by.Length; cell++)
            if (_by[cell] >= 0) _loss[_by[cell]] += _best[cell] - _second[cell];
    }

    /// <summary>What a site adds; and, for each picked site, what it catches of that one's loss besides.</summary>
    private double GainOf(int site, bool withExtra)
    {
        var gain = model.Gains[site];
        Steps += model.Starts[site + 1] - model.Starts[site];
        for (var k = model.Starts[site]; k < model.Starts[site + 1]; k++)
        {
            var (cell, worth) = (model.Cells[k], model.Worth[k]);
            if (worth > _best[cell]) gain += worth - _best[cell];
            if (withExtra && _by[cell] >= 0 && worth > _second[cell]) _extra[_by[cell]] += Math.Min(worth, _best[cell]) - _second[cell];
        }

        return gain;
    }
}
