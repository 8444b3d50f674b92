using SpacesPlaces.Geodata.Hotspots;

namespace SpacesPlaces.Geodata.Tests.Hotspots;

/// <summary>
/// HDBSCAN as its definition reads: a matrix of mutual reachabilities, and crowds of events taken apart by cutting all links of the
/// greatest length that still matters, again and again. No spanning tree; slow, and plain enough to be believed.
/// </summary>
internal sealed class TextbookHdbscan
{
    private sealed class Branch
    {
        public Branch? Parent;
        public double Born = double.PositiveInfinity, Ends, Stability, StabilityToLastLinks;
        public List<Branch> Parts = [];
        public bool IsChosen;
        public int Number;
    }

    private readonly double[] _x, _y, _core;
    private readonly double[,] _apart; // squared
    private readonly HdbscanParameters _how;
    private readonly Branch[] _branchOf;
    private readonly double[] _leaves;
    private readonly List<Branch> _all = [];

    private TextbookHdbscan(double[] x, double[] y, HdbscanParameters how)
    {
        var n = x.Length;
        (_x, _y, _how, _branchOf, _leaves, _apart) = (x, y, how, new Branch[n], new double[n], new double[n, n]);
        double Squared(int i, int j) => (x[i] - x[j]) * (x[i] - x[j]) + (y[i] - y[j]) * (y[i] - y[j]);
        _core = [.. Enumerable.Range(0, n).Select(i =>
            Enumerable.Range(0, n).Select(j => Squared(i, j)).Order().ElementAt(how.MinSamples - 1))];
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++)
                _apart[i, j] = new[] { Squared(i, j), _core[i], _core[j], how.ResolutionMetres * how.ResolutionMetres }.Max();
    }

    public static (int[] Labels, double[] Strengths, double[] Cores, HdbscanCluster[] Clusters) Run(
        double[] x, double[] y, HdbscanParameters how)
    {
        var book = new TextbookHdbscan(x, y, how);
        var root = new Branch();
        book._all.Add(root);
        book.TakeApart([.. Enumerable.Range(0, x.Length)], root);
        book.AddStabilitiesToLastLinks();
        book.Choose(root);
        return book.Answer();
    }

    /// <summary>Cuts a crowd at the least distance at which it hangs together, and goes on with what is left.</summary>
    private void TakeApart(int[] crowd, Branch branch)
    {
        var at = Pairs(crowd).Select(p => _apart[p.I, p.J]).Distinct().Order().First(d => Crowds(crowd, d, inclusive: true).Count == 1);
        var crowds = Crowds(crowd, at, inclusive: false);
        var parts = crowds.Where(c => c.Length >= _how.MinClusterSize).ToArray();
        foreach (var i in parts.Length == 0 ? crowd : crowds.Except(parts).SelectMany(c => c)) (_branchOf[i], _leaves[i]) = (branch, at);
        var leaving = parts.Length == 1 ? crowd.Length - parts[0].Length : crowd.Length;
        branch.Stability += leaving * (1 / Math.Sqrt(at) - 1 / Math.Sqrt(branch.Born));
        if (parts.Length == 1)
        {
            TakeApart(parts[0], branch);
            return;
        }

        branch.Ends = at;
        foreach (var part in parts)
        {
            var child = new Branch { Parent = branch, Born = at };
            branch.StabilityToLastLinks += part.Length * (1 / Math.Sqrt(at) - 1 / Math.Sqrt(branch.Born));
            branch.Parts.Add(child);
            _all.Add(child);
            TakeApart(part, child);
        }
    }

    private static IEnumerable<(int I, int J)> Pairs(int[] crowd) =>
        crowd.SelectMany((i, at) => crowd.Skip(at + 1).Select(j => (i, j)));

    private List<int[]> Crowds(int[] crowd, double squared, bool inclusive)
    {
        var open = new HashSet<int>(crowd);
        List<int[]> found = [];
        while (open.Count > 0)
        {
            var seed = open.First();
            open.Remove(seed);
            List<int> members = [seed];
            for (var at = 0; at < members.Count; at++)
            {
                var i = members[at];
                foreach (var j in open.Where(j => _apart[i, j] < squared || (inclusive && _apart[i, j] == squared)).ToArray())
                {
                    open.Remove(j);
                    members.Add(j);
                }
            }

            found.Add([.. members]);
        }

        return found;
    }

    private void AddStabilitiesToLastLinks()
    {
        for (var i = 0; i < _x.Length; i++)
        {
            var lastLink = Enumerable.Range(0, _x.Length).Where(j => j != i).Min(j => _apart[i, j]);
            var branch = _branchOf[i];
            var until = branch.Parts.Count > 0 ? Math.Max(lastLink, branch.Ends) : lastLink;
            branch.StabilityToLastLinks += 1 / Math.Sqrt(until) - 1 / Math.Sqrt(branch.Born);
        }
    }

    private void Choose(Branch root)
    {
        if (_how.Selection == HdbscanSelection.Leaf)
        {
            foreach (var branch in _all.Where(b => b != root && b.Parts.Count == 0)) branch.IsChosen = true;
        }
        else
        {
            foreach (var part in root.Parts) Weigh(part);
        }

        // The cap as scikit-learn-contrib's hdbscan has it: climb until the parent is the root or the cluster is born over the cap.
        foreach (var branch in _all.Where(b => b.IsChosen).ToArray())
        {
            var to = branch;
            while (_how.DistanceCapMetres > 0 && Math.Sqrt(to.Born) <= _how.DistanceCapMetres && to.Parent != root) to = to.Parent!;
            branch.IsChosen = false;
            to.Number = -1;
        }

        foreach (var branch in _all) branch.IsChosen = branch.Number == -1;

        double Weigh(Branch branch)
        {
            var ofParts = branch.Parts.Select(Weigh).ToArray().Order().Sum();
            var own = Weight(branch);
            if (branch.Parts.Count > 0 && own < ofParts) return ofParts;
            foreach (var below in _all.Where(b => IsBelow(b, branch))) below.IsChosen = false;
            branch.IsChosen = true;
            return own;
        }
    }

    private double Weight(Branch branch) =>
        _how.Selection == HdbscanSelection.ExcessOfMass ? branch.StabilityToLastLinks : branch.Stability;

    private static bool IsBelow(Branch branch, Branch above)
    {
        for (var b = branch.Parent; b is not null; b = b.Parent)
            if (b == above) return true;
        return false;
    }

    private (int[] Labels, double[] Strengths, double[] Cores, HdbscanCluster[] Clusters) Answer()
    {
        var n = _x.Length;
        var of = _branchOf.Select(branch =>
        {
            Branch? highest = null;
            for (var b = branch; b is not null; b = b.Parent) highest = b.IsChosen ? b : highest;
            return highest;
        }).ToArray();
        var inOrder = Enumerable.Range(0, n).OrderBy(i => _x[i]).ThenBy(i => _y[i]).Select(i => of[i]).OfType<Branch>().Distinct().ToList();
        return (
            [.. of.Select(b => b is null ? 0 : inOrder.IndexOf(b) + 1)],
            [.. of.Select((b, i) => b is null ? 0 : Math.Min(1, Math.Sqrt(b.Ends / _leaves[i])))],
            [.. _core.Select(c => Math.Max(Math.Sqrt(c), _how.ResolutionMetres))],
            [.. inOrder.Select(b => new HdbscanCluster(of.Count(o => o == b), Math.Sqrt(b.Born), Math.Sqrt(b.Ends), Weight(b)))]);
    }
}
