namespace SpacesPlaces.Geodata.Hotspots;

/// <summary>A link of the spanning tree between two spots.</summary>
internal readonly record struct HdbscanLink(int A, int B);

/// <summary>
/// The shortest tree of links that joins all spots, by mutual reachability: Borůvka's rounds, in which every part finds its
/// shortest link outwards by searches of the tree of boxes that skip boxes lying wholly in the same part.
/// </summary>
/// <remarks>
/// Source: March, Ram and Gray (KDD 2010) for the bounds. Which of several shortest trees comes out depends on ties; which
/// spots hang together at which distance does not, and that is all that is made of it.
/// </remarks>
internal sealed class HdbscanSpanningTree
{
    private readonly HdbscanSpots _spots;
    private readonly double[] _core;
    private readonly double[] _leastCore; // of each node
    private readonly int[] _part, _partOfNode;
    private readonly int[] _parent;

    // What each spot knows: its nearest spot in another part, or, when that is -1 or has joined its own part, a distance below
    // which there is none. Parts only grow, so such a distance stays true.
    private readonly int[] _nearest;
    private readonly double[] _nearestSquared;

    // The search under way.
    private double _x, _y, _ownCore, _bound;
    private int _ownPart, _best;

    public HdbscanSpanningTree(HdbscanSpots spots, double[] coreSquared)
    {
        (_spots, _core) = (spots, coreSquared);
        var n = spots.Count;
        (_part, _parent, _nearest) = (new int[n], new int[n], new int[n]);
        _nearestSquared = coreSquared.AsSpan().ToArray();
        _partOfNode = new int[2 * spots.FirstLeaf];
        _leastCore = new double[2 * spots.FirstLeaf];
        for (var node = 2 * spots.FirstLeaf - 1; node >= 1; node--)
        {
            var least = double.PositiveInfinity;
            var (first, end) = node < spots.FirstLeaf ? (0, 0) : spots.LeafOf(node);
            if (node < spots.FirstLeaf) least = Math.Min(_leastCore[2 * node], _leastCore[2 * node + 1]);
            for (var i = first; i < end; i++) least = Math.Min(least, _core[i]);
            _leastCore[node] = least;
        }

        for (var i = 0; i < n; i++) (_parent[i], _nearest[i]) = (i, -1);
    }

    /// <summary>The links, one fewer than spots, and the square of the length of each.</summary>
    public (HdbscanLink[] Links, double[] Squared) Build()
    {
        var n = _spots.Count;
        var links = new HdbscanLink[n - 1];
        var squared = new double[n - 1];
        var bestSquared = new double[n];
        var bestFrom = new int[n];
        for (var made = 0; made < n - 1;)
        {
            FindParts();
            FindShortest(bestSquared, bestFrom);
            for (var part = 0; part < n; part++)
            {
                if (_part[part] != part) continue;
                var (a, b) = (bestFrom[part], _nearest[bestFrom[part]]);
                int rootA = Root(a), rootB = Root(b);
                if (rootA == rootB) continue;
                _parent[Math.Max(rootA, rootB)] = Math.Min(rootA, rootB);
                (links[made], squared[made]) = (new HdbscanLink(a, b), bestSquared[part]);
                made++;
            }
        }

        return (links, squared);
    }

    private int Root(int spot)
    {
        while (_parent[spot] != spot) spot = _parent[spot] = _parent[_parent[spot]];
        return spot;
    }

    private void FindParts()
    {
        for (var i = 0; i < _part.Length; i++) _part[i] = Root(i);
        for (var node = _partOfNode.Length - 1; node >= 1; node--)
        {
            if (node < _spots.FirstLeaf)
            {
                // Leaves beyond the last spot say -2 and are never looked into, as their boxes are infinitely far.
                int left = _partOfNode[2 * node], right = _partOfNode[2 * node + 1];
                _partOfNode[node] = left == right || right == -2 ? left : -1;
                continue;
            }

            var (first, end) = _spots.LeafOf(node);
            var part = first < end ? _part[first] : -2;
            for (var i = first + 1; i < end; i++) part = part == _part[i] ? part : -1;
            _partOfNode[node] = part;
        }
    }

    /// <summary>For each part (named by its first spot) the spot from which its shortest link leads out.</summary>
    private void FindShortest(double[] bestSquared, int[] bestFrom)
    {
        Array.Fill(bestSquared, double.PositiveInfinity);
        // What is known already first: it spares most searches.
        for (var i = 0; i < _part.Length; i++)
        {
            if (_nearest[i] < 0) continue;
            if (_part[_nearest[i]] == _part[i]) _nearest[i] = -1;
            else if (_nearestSquared[i] < bestSquared[_part[i]]) (bestSquared[_part[i]], bestFrom[_part[i]]) = (_nearestSquared[i], i);
        }

        for (var i = 0; i < _part.Length; i++)
        {
            if (_nearest[i] >= 0) continue;
            ref var best = ref bestSquared[_part[i]];
            if (_nearestSquared[i] >= best) continue;
            Search(i, best);
            _nearestSquared[i] = _bound;
            _nearest[i] = _best;
            if (_best >= 0) (best, bestFrom[_part[i]]) = (_bound, i);
        }
    }

    /// <summary>Finds the nearest spot of another part nearer than a bound, from the own leaf upwards.</summary>
    private void Search(int spot, double bound)
    {
        (_x, _y, _ownCore, _ownPart) = (_spots.X[spot], _spots.Y[spot], _core[spot], _part[spot]);
        (_bound, _best) = (bound, -1);
        var node = _spots.FirstLeaf + spot / HdbscanSpots.LeafSize;
        if (_partOfNode[node] != _ownPart) Scan(node);
        // No link is shorter than the own core distance.
        for (; node > 1 && _bound > _ownCore; node >>= 1)
        {
            if (SquaredTo(node ^ 1) < _bound) Visit(node ^ 1);
        }
    }

    /// <summary>A distance below which no spot of another part is found in a node; infinite when the node holds none.</summary>
    private double SquaredTo(int node) =>
        _partOfNode[node] == _ownPart ? double.PositiveInfinity
        : Math.Max(_leastCore[node], _spots.Boxes[node].SquaredFrom(_x, _y));

    private void Visit(int node)
    {
        while (node < _spots.FirstLeaf)
        {
            int near = 2 * node, far = near + 1;
            double nearSquared = SquaredTo(near), farSquared = SquaredTo(far);
            if (farSquared < nearSquared) (near, far, nearSquared, farSquared) = (far, near, farSquared, nearSquared);
            if (nearSquared >= _bound) return;
            if (farSquared < _bound)
            {
                Visit(near);
                if (farSquared >= _bound || _bound <= _ownCore) return;
                node = far;
            }
            else
            {
                node = near;
            }
        }

        Scan(node);
    }

    private void Scan(int leaf)
    {
        var (first, end) = _spots.LeafOf(leaf);
        for (var i = first; i < end; i++)
        {
            double dx = _spots.X[i] - _x, dy = _spots.Y[i] - _y;
            var squared = Math.Max(Math.Max(dx * dx + dy * dy, _core[i]), _ownCore);
            if (squared < _bound && _part[i] != _ownPart) (_bound, _best) = (squared, i);
        }
    }
}
