using System.Numerics;
using SpacesPlaces.Geodata.Crs;

namespace SpacesPlaces.Geodata.Planning;

/// <summary>Which sites cannot stand together, as rows of bits, and how many can.</summary>
internal sealed class SiteSpread
{
    private readonly int _words;
    private readonly ulong[][] _near;
    private readonly CancellationToken _cancellation;
    private long _steps;
    private int _most;
    private int _target;

    public SiteSpread(IReadOnlyList<GridPoint> sites, int count, double spreadMetres, CancellationToken cancellation)
    {
        _words = (count + 63) / 64;
        _near = new ulong[count][];
        _cancellation = cancellation;
        for (var i = 0; i < count; i++) _near[i] = new ulong[_words];
        for (var i = 0; spreadMetres > 0 && i < count; i++)
        {
            for (var j = i + 1; j < count; j++)
            {
                var (dx, dy) = (sites[i].Easting - sites[j].Easting, sites[i].Northing - sites[j].Northing);
                if (dx * dx + dy * dy >= spreadMetres * spreadMetres) continue;
                _near[i][j >> 6] |= 1UL << j;
                _near[j][i >> 6] |= 1UL << i;
                IsFree = false;
            }
        }

        Groups = Group(count);
        GroupCount = count == 0 ? 0 : Groups.Max() + 1;
    }

    /// <summary>Whether any two sites can stand together.</summary>
    public bool IsFree { get; } = true;

    /// <summary>The group of each site; of a group at most one can stand.</summary>
    public int[] Groups { get; }

    public int GroupCount { get; }

    public bool AreNear(int a, int b) => (_near[a][b >> 6] >> b & 1) != 0;

    /// <summary>
    /// Sites that can stand beside those given, at most <paramref name="target"/> together with them, found by branching on the
    /// site with the bound of groups; <paramref name="isExact"/> is false when <paramref name="limit"/> steps were not enough.
    /// </summary>
    public List<int> MostThatStand(IReadOnlyList<int> given, int target, long limit, out bool isExact)
    {
        var open = new ulong[_words];
        for (var i = 0; i < _near.Length; i++) open[i >> 6] |= 1UL << i;
        foreach (var site in given)
        {
            open[site >> 6] &= ~(1UL << site);
            for (var w = 0; w < _words; w++) open[w] &= ~_near[site][w];
        }

        (_steps, _most, _target) = (limit, given.Count, target);
        List<int> best = [.. given], stack = [.. given];
        Extend(open, stack, best);
        isExact = _steps > 0 || _most >= target;
        return best;
    }

    private void Extend(ulong[] open, List<int> stack, List<int> best)
    {
        if (stack.Count > _most)
        {
            _most = stack.Count;
            best.Clear();
            best.AddRange(stack);
        }

        if (_most >= _target || _steps <= 0) return;
        _cancellation.ThrowIfCancellationRequested();

        // Sites in order of groups: those before position i can add at most as many sites as they have groups.
        var order = new List<(int Site, int Groups)>();
        var left = (ulong[])open.Clone();
        for (var group = 1; TakeGroup(left, order, group); group++)
        {
        }

        var rest = (ulong[])open.Clone();
        for (var i = order.Count - 1; i >= 0; i--)
        {
            if (stack.Count + order[i].Groups <= _most || _most >= _target || _steps <= 0) return;
            var site = order[i].Site;
            stack.Add(site);
            var next = new ulong[_words];
            for (var w = 0; w < _words; w++) next[w] = rest[w] & ~_near[site][w];
            next[site >> 6] &= ~(1UL << site);
            Extend(next, stack, best);
            stack.RemoveAt(stack.Count - 1);
            rest[site >> 6] &= ~(1UL << site);
        }
    }

    /// <summary>Takes sites of which each is near to each other out of those left.</summary>
    private bool TakeGroup(ulong[] left, List<(int Site, int Groups)> order, int group)
    {
        var joint = (ulong[])left.Clone();
        var any = false;
        for (var w = 0; w < _words; w++)
        {
            while (joint[w] != 0)
            {
                var site = (w << 6) + BitOperations.TrailingZeroCount(joint[w]);
                any = true;
                _steps -= _words;
                order.Add((site, group));
                left[w] &= ~(1UL << site);
                for (var v = 0; v < _words; v++) joint[v] &= _near[site][v];
            }
        }

        return any;
    }

    private int[] Group(int count)
    {
        var groups = new int[count];
        if (IsFree) return [.. Enumerable.Range(0, count)];
        List<(int Site, int Group)> order = [];
        var left = new ulong[_words];
        for (var i = 0; i < count; i++) left[i >> 6] |= 1UL << i;
        for (var group = 1; TakeGroup(left, order, group); group++)
        {
        }

        foreach (var (site, group) in order) groups[site] = group - 1;
        return groups;
    }
}
