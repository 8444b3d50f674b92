namespace SpacesPlaces.Geodata.Hotspots;

/// <summary>Core distances: how far each spot must reach for enough events, by a search of the tree from its own leaf upwards.</summary>
internal sealed class HdbscanCores(HdbscanSpots spots, int minSamples, double leastSquared)
{
    // The nearest spots found so far, ascending, as few as hold enough events; and how far the last of them is.
    private readonly double[] _squared = new double[minSamples + 1];
    private readonly int[] _weight = new int[minSamples + 1];
    private int _found;
    private double _bound, _x, _y;

    /// <summary>Squared core distance of every spot in square metres, at least the least.</summary>
    public double[] Squared()
    {
        var cores = new double[spots.Count];
        for (var spot = 0; spot < cores.Length; spot++)
        {
            cores[spot] = spots.WeightOf(spot) >= minSamples ? leastSquared : Math.Max(leastSquared, SquaredOf(spot));
        }

        return cores;
    }

    private double SquaredOf(int spot)
    {
        (_x, _y, _found, _bound) = (spots.X[spot], spots.Y[spot], 0, double.PositiveInfinity);
        var node = spots.FirstLeaf + spot / HdbscanSpots.LeafSize;
        Scan(node);
        // Whatever is below the least makes no difference any more.
        for (; node > 1 && _bound > leastSquared; node >>= 1)
        {
            var squared = spots.Boxes[node ^ 1].SquaredFrom(_x, _y);
            if (squared < _bound) Visit(node ^ 1);
        }

        return _bound;
    }

    private void Visit(int node)
    {
        while (node < spots.FirstLeaf)
        {
            int near = 2 * node, far = near + 1;
            double nearSquared = spots.Boxes[near].SquaredFrom(_x, _y), farSquared = spots.Boxes[far].SquaredFrom(_x, _y);
            if (farSquared < nearSquared) (near, far, nearSquared, farSquared) = (far, near, farSquared, nearSquared);
            if (nearSquared >= _bound) return;
            if (farSquared < _bound)
            {
                Visit(near);
                if (farSquared >= _bound) return;
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
        var (first, end) = spots.LeafOf(leaf);
        for (var i = first; i < end; i++)
        {
            double dx = spots.X[i] - _x, dy = spots.Y[i] - _y;
            var squared = dx * dx + dy * dy;
            if (squared < _bound) Add(squared, spots.WeightOf(i));
        }
    }

    private void Add(double squared, int weight)
    {
        var at = _found;
        for (; at > 0 && _squared[at - 1] > squared; at--) (_squared[at], _weight[at]) = (_squared[at - 1], _weight[at - 1]);
        (_squared[at], _weight[at]) = (squared, weight);
        var events = 0;
        for (var i = 0; i <= _found; i++)
        {
            events += Math.Min(_weight[i], minSamples);
            if (events < minSamples) continue;
            (_found, _bound) = (i + 1, _squared[i]);
            return;
        }

        _found++;
    }
}
