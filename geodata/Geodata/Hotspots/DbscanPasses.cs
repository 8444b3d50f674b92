namespace SpacesPlaces.Geodata.Hotspots;

/// <summary>The passes of one DBSCAN run over sorted cells: core sites, joined cells, numbers, labels.</summary>
internal sealed class DbscanPasses(DbscanSites sites, double epsSquared, int minEvents, DbscanOrder order)
{
    private readonly double[] _x = sites.X, _y = sites.Y;
    private readonly int[] _cellStart = sites.CellStart;
    private readonly bool[] _isCore = new bool[sites.Count];

    // Core sites alone, packed in cell order, so that joining and border search touch nothing else.
    private double[] _coreX = [], _coreY = [];
    private readonly int[] _coreStart = new int[sites.CellCount + 1];
    private int[] _coreSite = [], _coreCluster = [];
    private readonly int[] _parent = new int[sites.CellCount];

    // Below this many pairs, comparing them all is cheaper than looking at boxes first.
    private const int FewPairs = 1024;

    public DbscanLabels Label()
    {
        FindCore();
        PackCore();
        JoinCells();
        var clusters = NumberClusters();
        var labels = new int[sites.EventCount];
        var isCore = new bool[sites.EventCount];
        WriteLabels(labels, isCore);
        return new DbscanLabels(labels, isCore, clusters);
    }

    private void FindCore()
    {
        var near = new Neighbourhood(sites);
        for (var cell = 0; cell < sites.CellCount; cell++)
        {
            int first = _cellStart[cell], end = _cellStart[cell + 1];
            var inCell = sites.WeightOf(first, end);
            if (inCell >= minEvents)
            {
                _isCore.AsSpan(first, end - first).Fill(true);
                continue;
            }

            near.MoveTo(cell);
            for (var site = first; site < end; site++)
            {
                var missing = minEvents - inCell;
                // The nearest rows first: they fill the count soonest.
                foreach (var row in Neighbourhood.NearestRowsFirst)
                {
                    var lo = _cellStart[near.First(row)];
                    var hi = _cellStart[near.End(row)];
                    if (row == Neighbourhood.OwnRow)
                    {
                        missing -= Count(site, lo, first, missing);
                        lo = end;
                    }

                    if (missing > 0) missing -= Count(site, lo, hi, missing);
                    if (missing <= 0) break;
                }

                _isCore[site] = missing <= 0;
            }
        }
    }

    /// <summary>Weight of the sites from lo to hi within reach of a site; may stop once it has found enough.</summary>
    private int Count(int site, int lo, int hi, int enough)
    {
        double x = _x[site], y = _y[site];
        var found = 0;
        var xs = _x.AsSpan();
        var ys = _y.AsSpan();
        for (var other = lo; other < hi; other++)
        {
            double dx = xs[other] - x, dy = ys[other] - y;
            if (dx * dx + dy * dy > epsSquared) continue;
            found += sites.WeightOf(other, other + 1);
            if (found >= enough) break;
        }

        return found;
    }

    private void PackCore()
    {
        var cores = _isCore.AsSpan().Count(true);
        _coreX = new double[cores];
        _coreY = new double[cores];
        _coreSite = new int[cores];
        _coreCluster = new int[cores];
        var core = 0;
        for (var cell = 0; cell < sites.CellCount; cell++)
        {
            _coreStart[cell] = core;
            for (var site = _cellStart[cell]; site < _cellStart[cell + 1]; site++)
            {
                if (!_isCore[site]) continue;
                (_coreX[core], _coreY[core], _coreSite[core]) = (_x[site], _y[site], site);
                core++;
            }
        }

        _coreStart[sites.CellCount] = core;
    }

    private void JoinCells()
    {
        for (var cell = 0; cell < _parent.Length; cell++) _parent[cell] = cell;
        var near = new Neighbourhood(sites);
        for (var cell = 0; cell < sites.CellCount; cell++)
        {
            if (_coreStart[cell] == _coreStart[cell + 1]) continue;
            near.MoveTo(cell);
            // Each pair of cells once: the rest of the own row, then the two rows to the north.
            for (var row = Neighbourhood.OwnRow; row < Neighbourhood.Rows; row++)
            {
                var other = row == Neighbourhood.OwnRow ? cell + 1 : near.First(row);
                for (; other < near.End(row); other++)
                {
                    if (_coreStart[other] == _coreStart[other + 1]) continue;
                    int a = Root(cell), b = Root(other);
                    if (a == b) continue;
                    if (!AnyWithin(_coreStart[cell], _coreStart[cell + 1], _coreStart[other], _coreStart[other + 1])) continue;
                    _parent[Math.Max(a, b)] = Math.Min(a, b);
                }
            }
        }
    }

    private int Root(int cell)
    {
        while (_parent[cell] != cell) cell = _parent[cell] = _parent[_parent[cell]];
        return cell;
    }

    /// <summary>
    /// True when a core site of the first range is within reach of one of the second. Large ranges are halved and dropped
    /// by their boxes (large cells are sorted by easting, so halves are slices), which keeps two crowds just out of reach
    /// of each other from costing every pair.
    /// </summary>
    private bool AnyWithin(int a, int aEnd, int b, int bEnd)
    {
        if ((long)(aEnd - a) * (bEnd - b) <= FewPairs)
        {
            for (var i = a; i < aEnd; i++)
            {
                double x = _coreX[i], y = _coreY[i];
                for (var j = b; j < bEnd; j++)
                {
                    double dx = _coreX[j] - x, dy = _coreY[j] - y;
                    if (dx * dx + dy * dy <= epsSquared) return true;
                }
            }

            return false;
        }

        var (aLowX, aHighX, aLowY, aHighY) = Box(a, aEnd);
        var (bLowX, bHighX, bLowY, bHighY) = Box(b, bEnd);
        var gapX = Math.Max(0, Math.Max(bLowX - aHighX, aLowX - bHighX));
        var gapY = Math.Max(0, Math.Max(bLowY - aHighY, aLowY - bHighY));
        if (gapX * gapX + gapY * gapY > epsSquared) return false;
        if (aEnd - a >= bEnd - b)
        {
            var middle = a + (aEnd - a) / 2;
            return AnyWithin(a, middle, b, bEnd) || AnyWithin(middle, aEnd, b, bEnd);
        }
        else
        {
            var middle = b + (bEnd - b) / 2;
            return AnyWithin(a, aEnd, b, middle) || AnyWithin(a, aEnd, middle, bEnd);
        }
    }

    private (double LowX, double HighX, double LowY, double HighY) Box(int first, int end)
    {
        double lowX = _coreX[first], highX = lowX, lowY = _coreY[first], highY = lowY;
        for (var i = first + 1; i < end; i++)
        {
            lowX = Math.Min(lowX, _coreX[i]);
            highX = Math.Max(highX, _coreX[i]);
            lowY = Math.Min(lowY, _coreY[i]);
            highY = Math.Max(highY, _coreY[i]);
        }

        return (lowX, highX, lowY, highY);
    }

    /// <summary>Gives every core site the number of its cluster.</summary>
    /// <returns>The number of clusters.</returns>
    private int NumberClusters()
    {
        // The leading core site of each cluster in the chosen order; Root is the first cell of a cluster, so it comes first.
        var leader = new int[sites.CellCount];
        var roots = new List<int>();
        for (var cell = 0; cell < sites.CellCount; cell++)
        {
            if (_coreStart[cell] == _coreStart[cell + 1]) continue;
            var root = Root(cell);
            if (root == cell)
            {
                roots.Add(root);
                leader[root] = _coreSite[_coreStart[root]];
            }

            for (var core = _coreStart[cell]; core < _coreStart[cell + 1]; core++)
                if (Leads(_coreSite[core], leader[root])) leader[root] = _coreSite[core];
        }

        roots.Sort((a, b) => a == b ? 0 : Leads(leader[a], leader[b]) ? -1 : 1);
        var numberOfRoot = leader; // its work is done
        for (var i = 0; i < roots.Count; i++) numberOfRoot[roots[i]] = i + 1;
        for (var cell = 0; cell < sites.CellCount; cell++)
        {
            var cores = _coreStart[cell + 1] - _coreStart[cell];
            if (cores > 0) _coreCluster.AsSpan(_coreStart[cell], cores).Fill(numberOfRoot[Root(cell)]);
        }

        return roots.Count;
    }

    // Core sites of different clusters never share a spot, so both comparisons put them in one certain order.
    private bool Leads(int site, int other) => order == DbscanOrder.RowOrder
        ? sites.FirstRow(site) < sites.FirstRow(other)
        : IsWestOrSouth(_x[site], _y[site], _x[other], _y[other]);

    private static bool IsWestOrSouth(double x, double y, double otherX, double otherY) =>
        x < otherX || (x == otherX && y < otherY);

    private void WriteLabels(int[] labels, bool[] isCore)
    {
        var near = new Neighbourhood(sites);
        for (var cell = 0; cell < sites.CellCount; cell++)
        {
            var core = _coreStart[cell];
            var hasBorder = _coreStart[cell + 1] - core < _cellStart[cell + 1] - _cellStart[cell];
            if (hasBorder) near.MoveTo(cell);
            for (var site = _cellStart[cell]; site < _cellStart[cell + 1]; site++)
            {
                var cluster = _isCore[site] ? _coreCluster[core++]
                    : order == DbscanOrder.RowOrder ? LowestWithin(site, near)
                    : NearestWithin(site, near);
                foreach (var row in sites.RowsOf(site)) (labels[row], isCore[row]) = (cluster, _isCore[site]);
            }
        }
    }

    private int LowestWithin(int site, Neighbourhood near)
    {
        double x = _x[site], y = _y[site];
        var lowest = int.MaxValue;
        for (var row = 0; row < Neighbourhood.Rows; row++)
        {
            var end = _coreStart[near.End(row)];
            for (var core = _coreStart[near.First(row)]; core < end; core++)
            {
                double dx = _coreX[core] - x, dy = _coreY[core] - y;
                if (dx * dx + dy * dy <= epsSquared && _coreCluster[core] < lowest) lowest = _coreCluster[core];
            }
        }

        return lowest == int.MaxValue ? 0 : lowest;
    }

    private int NearestWithin(int site, Neighbourhood near)
    {
        double x = _x[site], y = _y[site];
        var nearest = -1;
        var nearestSquared = epsSquared;
        for (var row = 0; row < Neighbourhood.Rows; row++)
        {
            var end = _coreStart[near.End(row)];
            for (var core = _coreStart[near.First(row)]; core < end; core++)
            {
                double dx = _coreX[core] - x, dy = _coreY[core] - y;
                var squared = dx * dx + dy * dy;
                if (squared > nearestSquared) continue;
                if (squared == nearestSquared && nearest >= 0
                    && !IsWestOrSouth(_coreX[core], _coreY[core], _coreX[nearest], _coreY[nearest])) continue;
                (nearest, nearestSquared) = (core, squared);
            }
        }

        return nearest < 0 ? 0 : _coreCluster[nearest];
    }
}
