using System.Runtime.InteropServices;

namespace SpacesPlaces.Geodata.Hotspots;

/// <summary>
/// A cluster of the condensed tree: it begins where it parts from its siblings, loses events one by one as the distance
/// shrinks, and ends where it splits or falls apart. Distances are squared, in square metres; the first cluster is all events.
/// </summary>
internal struct HdbscanBranch
{
    public int Parent;
    public int EventsInParts;
    public double BornSquared, EndsSquared, Stability;

    public readonly bool HasParts => EventsInParts > 0;
}

/// <summary>The condensed tree: crowds too small to be a cluster only leave their cluster, they do not split it.</summary>
internal sealed class HdbscanCondensed
{
    private readonly List<HdbscanBranch> _branches = [];

    private HdbscanCondensed(int spots) =>
        (BranchOf, LeavesSquared, LastLinkSquared) = (new int[spots], new double[spots], new double[spots]);

    /// <summary>The clusters, each after its parent; the first is all events and born at an infinite distance.</summary>
    public Span<HdbscanBranch> Branches => CollectionsMarshal.AsSpan(_branches);

    /// <summary>The last, smallest cluster each spot belongs to.</summary>
    public int[] BranchOf { get; }

    /// <summary>Square of the distance at which each spot leaves that cluster.</summary>
    public double[] LeavesSquared { get; }

    /// <summary>Square of the distance below which each spot's events have no link at all any more; never over the former.</summary>
    public double[] LastLinkSquared { get; }

    public static HdbscanCondensed Of(HdbscanSpots spots, double[] coreSquared, HdbscanMerges merges, int minClusterSize)
    {
        var tree = new HdbscanCondensed(spots.Count);
        var open = new Stack<(int Item, int Branch)>([(merges.Root, tree.Begin(-1, double.PositiveInfinity, 0))]);
        var leaving = new Stack<(int Item, double LinkSquared)>();
        while (open.TryPop(out var next))
        {
            var (item, branch) = next;
            if (merges.IsSpot(item))
            {
                // The events of one spot hang together down to its core distance, and all leave there.
                tree.Leave(item, branch, coreSquared[item], coreSquared[item]);
                tree.End(branch, coreSquared[item], merges.EventsIn(item));
                continue;
            }

            var squared = merges.SquaredOf(item);
            int parts = 0, eventsInParts = 0;
            for (var child = merges.FirstIn(item); child >= 0; child = merges.After(child))
            {
                if (!IsCluster(child, squared)) continue;
                parts++;
                eventsInParts += merges.EventsIn(child);
            }

            for (var child = merges.FirstIn(item); child >= 0; child = merges.After(child))
            {
                if (!IsCluster(child, squared)) leaving.Push((child, squared));
                else open.Push((child, parts == 1 ? branch : tree.Begin(branch, squared, merges.EventsIn(child))));
            }

            while (leaving.TryPop(out var small))
            {
                if (merges.IsSpot(small.Item))
                {
                    var lastLink = merges.EventsIn(small.Item) > 1 ? coreSquared[small.Item] : small.LinkSquared;
                    tree.Leave(small.Item, branch, squared, lastLink);
                    continue;
                }

                var linkSquared = merges.SquaredOf(small.Item);
                for (var child = merges.FirstIn(small.Item); child >= 0; child = merges.After(child)) leaving.Push((child, linkSquared));
            }

            if (parts == 1) tree.Lose(branch, squared, merges.EventsIn(item) - eventsInParts);
            else tree.End(branch, squared, merges.EventsIn(item));
        }

        return tree;

        bool IsCluster(int child, double squared) =>
            merges.EventsIn(child) >= minClusterSize && (!merges.IsSpot(child) || coreSquared[child] < squared);
    }

    private int Begin(int parent, double squared, int events)
    {
        if (parent >= 0) Branches[parent].EventsInParts += events;
        _branches.Add(new HdbscanBranch { Parent = parent, BornSquared = squared });
        return _branches.Count - 1;
    }

    private void Leave(int spot, int branch, double squared, double lastLinkSquared) =>
        (BranchOf[spot], LeavesSquared[spot], LastLinkSquared[spot]) = (branch, squared, lastLinkSquared);

    private void Lose(int branch, double squared, int events)
    {
        ref var it = ref Branches[branch];
        it.Stability += events * (1 / Math.Sqrt(squared) - 1 / Math.Sqrt(it.BornSquared));
    }

    private void End(int branch, double squared, int events)
    {
        Lose(branch, squared, events);
        Branches[branch].EndsSquared = squared;
    }
}
