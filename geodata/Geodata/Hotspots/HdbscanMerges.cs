namespace SpacesPlaces.Geodata.Hotspots;

/// <summary>
/// How spots come together as the distance grows. Items 0 to n - 1 are the spots; each later item is a crowd that comes together
/// at one distance out of two <em>or more</em> smaller items, because all links of one length count at once.
/// </summary>
internal sealed class HdbscanMerges
{
    private readonly int _spots;
    private readonly int[] _firstChild, _lastChild, _next, _events;
    private readonly double[] _squared;

    private HdbscanMerges(int spots)
    {
        _spots = spots;
        (_firstChild, _lastChild, _squared) = (new int[spots], new int[spots], new double[spots]);
        _next = new int[2 * spots];
        _events = new int[2 * spots];
    }

    /// <summary>The item that holds all spots.</summary>
    public int Root { get; private set; }

    public bool IsSpot(int item) => item < _spots;

    /// <summary>Number of events in an item.</summary>
    public int EventsIn(int item) => _events[item];

    /// <summary>Square of the distance at which a crowd comes together.</summary>
    public double SquaredOf(int crowd) => _squared[crowd - _spots];

    /// <summary>First of the items that a crowd comes together from.</summary>
    public int FirstIn(int crowd) => _firstChild[crowd - _spots];

    /// <summary>The next of them after one; -1 after the last.</summary>
    public int After(int item) => _next[item];

    public static HdbscanMerges Of(HdbscanSpots spots, (HdbscanLink[] Links, double[] Squared) tree)
    {
        var n = spots.Count;
        var merges = new HdbscanMerges(n);
        for (var i = 0; i < n; i++) (merges._events[i], merges._next[i]) = (spots.WeightOf(i), -1);
        Array.Sort(tree.Squared, tree.Links);
        var parent = new int[n];
        var item = new int[n]; // of each root
        for (var i = 0; i < n; i++) (parent[i], item[i]) = (i, i);
        var items = n;
        for (var i = 0; i < tree.Links.Length; i++)
        {
            int a = Root(tree.Links[i].A), b = Root(tree.Links[i].B);
            parent[b] = a;
            item[a] = merges.Join(item[a], item[b], tree.Squared[i], ref items);
        }

        merges.Root = item[Root(0)];
        return merges;

        int Root(int spot)
        {
            while (parent[spot] != spot) spot = parent[spot] = parent[parent[spot]];
            return spot;
        }
    }

    /// <summary>Joins two items at a distance; a crowd that came together at this very distance takes in the other.</summary>
    private int Join(int a, int b, double squared, ref int items)
    {
        if (IsSpot(a) || SquaredOf(a) != squared)
        {
            var crowd = items++;
            var at = crowd - _spots;
            (_firstChild[at], _lastChild[at], _squared[at]) = (a, a, squared);
            (_next[crowd], _events[crowd]) = (-1, _events[a]);
            a = crowd;
        }

        var (first, last) = !IsSpot(b) && SquaredOf(b) == squared
            ? (_firstChild[b - _spots], _lastChild[b - _spots])
            : (b, b);
        _next[_lastChild[a - _spots]] = first;
        _lastChild[a - _spots] = last;
        _events[a] += _events[b];
        return a;
    }
}
