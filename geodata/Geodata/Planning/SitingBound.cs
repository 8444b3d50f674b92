namespace SpacesPlaces.Geodata.Planning;

/// <summary>
/// How much any choice in a branch can be worth at most: each cell has a price, a site is worth what it wins above the prices, and
/// prices are moved until the sites that are worth most win each cell once (Lagrangian relaxation of "a cell counts once", by
/// subgradients). Each round also gives a choice.
/// </summary>
/// <remarks>Source: Cornuéjols, Fisher and Nemhauser (1977); Held, Wolfe and Crowder (1974); Galvão and ReVelle (1996) for cover.</remarks>
internal sealed class SitingBound(SitingModel model, SiteSpread spread, int pick, Func<int[], double> consider)
{
    private readonly double[] _worth = new double[model.Sites];
    private readonly double[] _kept = new double[model.Sites];
    private readonly double[] _share = new double[model.Sites];
    private readonly int[] _times = new int[model.Most.Length];
    private readonly double[] _move = new double[model.Most.Length];
    private readonly int[] _leader = new int[spread.GroupCount];
    private List<int> _order = [];

    public long Steps { get; private set; }

    /// <summary>Prices to begin with: what a good choice wins.</summary>
    public void Warm(SitingNode root, int[] sites)
    {
        foreach (var site in sites)
        {
            for (var k = model.Starts[site]; k < model.Starts[site + 1]; k++)
                root.Prices[model.Cells[k]] = Math.Max(root.Prices[model.Cells[k]], model.Worth[k]);
        }
    }

    /// <summary>Lowers a branch's bound, puts sites out of it (and in) that cannot be in (or out) of anything better, and gives the
    /// site to branch on; −1 when the branch is done.</summary>
    public int Tighten(SitingNode node, int rounds, double value, double tolerance, long limit, CancellationToken cancellation)
    {
        var prices = (double[])node.Prices.Clone();
        var (step, stale, best) = (rounds > 100 ? 1.5 : 0.7, 0, double.PositiveInfinity);
        Array.Clear(_share);
        Array.Clear(_move);
        for (var round = 0; round < rounds && step > 0.002; round++)
        {
            if (round % 16 == 0) cancellation.ThrowIfCancellationRequested();
            var bound = Relax(node, prices, out var isComplete);
            if (double.IsNegativeInfinity(bound))
            {
                node.Bound = bound;
                return -1;
            }

            value = Math.Max(value, Pick(node));
            if (bound < best - 1e-7 * Math.Max(1e-9, best - value)) stale = 0;
            else stale++;
            if (bound < best)
            {
                best = bound;
                prices.CopyTo(node.Prices, 0);
                _worth.CopyTo(_kept, 0);
                if (best <= value + tolerance) break;
            }

            if (stale >= (rounds > 100 ? 12 : 6)) (step, stale) = (step / 2, 0);
            if (isComplete || Steps >= limit || !Move(prices, step * (bound - value))) break;
        }

        node.Bound = Math.Min(node.Bound, best);
        if (node.Bound <= value + tolerance) return -1;
        _kept.CopyTo(_worth, 0);
        if (!Rank(node)) return -1;
        return FixByWorth(node, best, value - tolerance) ? Branch(node) : -1;
    }

    /// <summary>The bound at these prices; fills what sites are worth, their order, and how often each cell is won.</summary>
    private double Relax(SitingNode node, double[] prices, out bool isComplete)
    {
        // What a round does besides counts as well, so that many short rounds take no longer than few long ones.
        Steps += 8 * (prices.Length + _worth.Length);
        var bound = 0.0;
        foreach (var price in prices) bound += price;
        for (var site = 0; site < _worth.Length; site++)
        {
            if (node.State[site] < 0) continue;
            var (from, to) = (model.Starts[site], model.Starts[site + 1]);
            var sum = model.Gains[site];
            var cells = model.Cells.AsSpan(from, to - from);
            var worth = model.Worth.AsSpan(from, to - from);
            for (var k = 0; k < cells.Length; k++) sum += Math.Max(0, worth[k] - prices[cells[k]]);
            _worth[site] = sum;
            Steps += to - from;
        }

        isComplete = false;
        if (!Rank(node)) return double.NegativeInfinity;
        Array.Clear(_times);
        var open = _order.Count - pick;
        for (var i = 0; i < _share.Length; i++) _share[i] *= 0.9;
        for (var i = 0; i < pick; i++)
        {
            var site = _order[i];
            bound += _worth[site];
            _share[site] += 0.1;
            for (var k = model.Starts[site]; k < model.Starts[site + 1]; k++)
                if (model.Worth[k] > prices[model.Cells[k]]) _times[model.Cells[k]]++;
        }

        isComplete = open == 0 && spread.IsFree;
        return bound;
    }

    /// <summary>Sites that are in, then of each group the open one that is worth most, by worth; false when they are too few.</summary>
    private bool Rank(SitingNode node)
    {
        _order.Clear();
        Array.Fill(_leader, -1);
        for (var site = 0; site < _worth.Length; site++)
        {
            if (node.State[site] > 0) _order.Add(site);
            if (node.State[site] != 0) continue;
            var leader = _leader[spread.Groups[site]];
            if (leader < 0 || _worth[site] > _worth[leader]) _leader[spread.Groups[site]] = site;
        }

        var first = _order.Count;
        if (first > pick) return false;
        foreach (var leader in _leader)
            if (leader >= 0) _order.Add(leader);
        _order.Sort(first, _order.Count - first, Comparer<int>.Create((a, b) => _worth[b].CompareTo(_worth[a]) is var c and not 0 ? c : a - b));
        return _order.Count >= pick;
    }

    /// <summary>A choice that keeps the spread, by what sites are worth at these prices; gives the best value so far.</summary>
    private double Pick(SitingNode node)
    {
        if (spread.IsFree) return consider([.. _order.Take(pick)]);
        List<int> chosen = [];
        var isOpen = Enumerable.Range(0, _worth.Length).Where(s => node.State[s] == 0).OrderByDescending(s => _worth[s]).ThenBy(s => s);
        foreach (var site in Enumerable.Range(0, _worth.Length).Where(s => node.State[s] > 0).Concat(isOpen))
        {
            if (chosen.Count == pick) break;
            if (!chosen.Exists(s => spread.AreNear(s, site))) chosen.Add(site);
        }

        return chosen.Count == pick ? consider([.. chosen]) : double.NegativeInfinity;
    }

    /// <summary>Moves prices: up where a cell is won more than once, down where it is not won; false when all is as it should be.</summary>
    private bool Move(double[] prices, double length)
    {
        var norm = 0.0;
        for (var cell = 0; cell < prices.Length; cell++)
        {
            double wanted = _times[cell] - 1;
            if ((wanted < 0 && prices[cell] <= 0) || (wanted > 0 && prices[cell] >= model.Most[cell])) wanted = 0;
            _move[cell] = wanted + 0.3 * _move[cell];
            norm += _move[cell] * _move[cell];
        }

        if (norm <= 0) return false;
        for (var cell = 0; cell < prices.Length; cell++)
            prices[cell] = Math.Clamp(prices[cell] + length / norm * _move[cell], 0, model.Most[cell]);
        return true;
    }

    /// <summary>
    /// With a site forced in, the bound falls by what the last of the ranked is worth more; with one forced out, by what it is worth
    /// more than the next. False when the branch thereby ends.
    /// </summary>
    private bool FixByWorth(SitingNode node, double bound, double value)
    {
        var last = _worth[_order[pick - 1]];
        var next = _order.Count > pick ? _worth[_order[pick]] : double.NegativeInfinity;
        var rank = new int[_worth.Length];
        Array.Fill(rank, int.MaxValue);
        for (var i = 0; i < _order.Count; i++) rank[_order[i]] = i;
        var second = new double[_leader.Length];
        Array.Fill(second, double.NegativeInfinity);
        for (var site = 0; site < _worth.Length; site++)
            if (node.State[site] == 0 && _leader[spread.Groups[site]] != site)
                second[spread.Groups[site]] = Math.Max(second[spread.Groups[site]], _worth[site]);

        var canFixIn = true;
        List<(int Site, bool IsIn)> found = [];
        for (var site = 0; site < _worth.Length; site++)
        {
            if (node.State[site] != 0) continue;
            var leader = _leader[spread.Groups[site]];
            var isPicked = rank[site] < pick;
            var gives = rank[leader] < pick ? _worth[leader] : last;
            if (!isPicked && node.State[_order[pick - 1]] == 0 && bound - gives + _worth[site] < value) found.Add((site, false));
            if (isPicked && canFixIn && bound - _worth[site] + Math.Max(next, second[spread.Groups[site]]) < value) found.Add((site, true));
        }

        foreach (var (site, isIn) in found)
        {
            if (isIn && node.State[site] < 0) return false;
            if (!node.Fix(site, isIn, spread)) return false;
        }

        return true;
    }

    /// <summary>The open site about which the rounds disagreed most; −1 when none is open, its only choice having been looked at.</summary>
    private int Branch(SitingNode node)
    {
        var (best, most) = (-1, (-1.0, 0.0));
        var count = 0;
        for (var site = 0; site < _worth.Length; site++)
        {
            count += node.State[site] > 0 ? 1 : 0;
            if (node.State[site] != 0) continue;
            var doubt = (Math.Min(_share[site], 1 - _share[site]), _worth[site]);
            if (doubt.CompareTo(most) > 0) (best, most) = (site, doubt);
        }

        if (count < pick && best >= 0) return best;
        if (count == pick) consider([.. Enumerable.Range(0, _worth.Length).Where(s => node.State[s] > 0)]);
        return -1;
    }
}
