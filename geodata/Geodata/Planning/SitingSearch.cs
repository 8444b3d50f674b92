namespace SpacesPlaces.Geodata.Planning;

/// <summary>Branch and bound over sites: the branch of the highest bound first, bounds by <see cref="SitingBound"/>.</summary>
internal sealed class SitingSearch
{
    private const int RoundsAtRoot = 400;
    private const int RoundsBelow = 40;

    private readonly SitingModel _model;
    private readonly SiteSpread _spread;
    private readonly int _pick;
    private readonly SitingLimits _limits;
    private readonly CancellationToken _cancellation;
    private readonly SitingInterchange _interchange;
    private readonly SitingBound _bound;
    private readonly HashSet<string> _improved = [];
    private int[] _best = [];

    public SitingSearch(SitingModel model, SiteSpread spread, int pick, int[] locked, SitingLimits limits, CancellationToken cancellation)
    {
        (_model, _spread, _pick, _limits, _cancellation) = (model, spread, pick, limits, cancellation);
        var isLocked = new bool[model.Sites];
        foreach (var site in locked) isLocked[site] = true;
        _interchange = new(model, spread, isLocked);
        _bound = new(model, spread, pick, Consider);
    }

    /// <summary>Value of the best choice so far.</summary>
    public double Value { get; private set; } = double.NegativeInfinity;

    public long Steps => _bound.Steps + _interchange.Steps;

    /// <summary>Sums of a few thousand fractions differ in their last digits: what differs by less than this is equal.</summary>
    private double Tolerance => 1e-9 * Math.Max(1, Value);

    /// <summary>Searches from a choice that keeps the conditions, and gives the best with its bound.</summary>
    public (int[] Best, double Bound, SitingEnd End) Run(int[] locked, List<int> start)
    {
        var greedy = _interchange.Greedy(locked, _pick);
        if (greedy.Count == _pick) Better(greedy);
        Better(start);

        var root = new SitingNode(_model.Sites, new double[_model.Most.Length]) { Bound = double.PositiveInfinity };
        foreach (var site in locked) root.Fix(site, isIn: true, _spread);
        _bound.Warm(root, _best);

        // Of equal bounds the older branch, so that the order of search is one.
        var open = new PriorityQueue<SitingNode, (double, int)>();
        var number = 0;
        for (var node = root; ;)
        {
            _cancellation.ThrowIfCancellationRequested();
            var isRoot = number == 0;
            var branch = _bound.Tighten(node, isRoot ? RoundsAtRoot : RoundsBelow, Value, Tolerance, _limits.Steps - _interchange.Steps, _cancellation);
            if (isRoot) Better([.. _best]);
            if (branch >= 0 && node.Bound > Value + Tolerance)
            {
                var child = node.Copy();
                if (child.Fix(branch, isIn: true, _spread)) open.Enqueue(child, (-child.Bound, number++));
                child = node;
                child.Fix(branch, isIn: false, _spread);
                open.Enqueue(child, (-child.Bound, number++));
            }

            if (!open.TryDequeue(out var next, out _) || next.Bound <= Value + Tolerance) return (_best, Value, SitingEnd.Optimal);
            if (Steps >= _limits.Steps || next.Bound - Value <= _limits.Gap * next.Bound) return (_best, next.Bound, SitingEnd.WithinGap);
            node = next;
        }
    }

    /// <summary>Swaps sites of a choice, each choice once.</summary>
    private void Better(List<int> sites)
    {
        Consider([.. sites]);
        sites.Sort();
        if (!_improved.Add(string.Join(',', sites))) return;
        _interchange.Improve(sites, _cancellation);
        Consider([.. sites]);
    }

    /// <summary>Keeps a choice when it is worth more, or as much with sites that come earlier.</summary>
    private double Consider(int[] sites)
    {
        var value = _model.Value(sites);
        Array.Sort(sites);
        var isEqual = Math.Abs(value - Value) <= 1e-12 * Math.Max(1, Value);
        if (isEqual ? sites.AsSpan().SequenceCompareTo(_best) < 0 : value > Value) (Value, _best) = (value, sites);
        return Value;
    }
}

/// <summary>A branch: sites that are in or out, and the prices that gave its bound.</summary>
internal sealed class SitingNode(int sites, double[] prices)
{
    /// <summary>1 in, −1 out, 0 open.</summary>
    public sbyte[] State { get; private init; } = new sbyte[sites];

    public double[] Prices { get; private init; } = prices;

    public double Bound { get; set; }

    /// <summary>Puts a site in, and those too near to it out; false when that cannot be.</summary>
    public bool Fix(int site, bool isIn, SiteSpread spread)
    {
        State[site] = (sbyte)(isIn ? 1 : -1);
        for (var j = 0; isIn && !spread.IsFree && j < State.Length; j++)
        {
            if (!spread.AreNear(site, j)) continue;
            if (State[j] == 1) return false;
            State[j] = -1;
        }

        return true;
    }

    public SitingNode Copy() => new(State.Length, [.. Prices]) { State = [.. State], Bound = Bound };
}
