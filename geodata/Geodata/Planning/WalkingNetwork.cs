namespace SpacesPlaces.Geodata.Planning;

/// <summary>A stretch of a way between two places where ways meet or end.</summary>
/// <param name="From">Number of the first node of the network.</param>
/// <param name="To">Number of the last node; the same as the first for a ring.</param>
/// <param name="Way">Which way it is part of.</param>
/// <param name="First">Position of its first point in the way.</param>
/// <param name="Last">Position of its last point in the way.</param>
public readonly record struct WalkingEdge(int From, int To, int Way, int First, int Last);

/// <summary>Makes a network to walk on out of mapped ways: which of them are for walking, and where they meet.</summary>
/// <remarks>
/// Ways meet where they share a point of the map, not where their lines cross: a bridge does not meet what it leads over. Direction
/// of traffic is not heeded by people on foot.
/// </remarks>
public static class WalkingNetwork
{
    /// <summary>Metres walked in a minute: 4.8 km in an hour, the usual speed of plans for people on foot.</summary>
    public const double MetresPerMinute = 80;

    // Not yet or no longer there, for engines only, or inside buildings. Trunk roads are for walking unless they say otherwise.
    private static readonly HashSet<string> NotForWalking =
    [
        "motorway", "motorway_link", "construction", "proposed", "planned", "abandoned", "razed", "raceway", "bus_guideway", "busway", "escape", "elevator",
        "corridor", "platform", "rest_area", "services", "emergency_bay", "no",
    ];

    /// <summary>Whether people may walk on a way, by the tags of OpenStreetMap.</summary>
    /// <param name="tag">The value of a tag, null where the way has none of that name.</param>
    public static bool IsForWalking(Func<string, string?> tag)
    {
        ArgumentNullException.ThrowIfNull(tag);
        if (tag("highway") is not { } kind || NotForWalking.Contains(kind)) return false;
        if (tag("foot") is { } foot) return foot is not ("no" or "private" or "use_sidepath" or "customers" or "delivery" or "agricultural" or "forestry");
        return tag("access") is not ("no" or "private" or "customers" or "delivery" or "agricultural" or "forestry" or "military");
    }

    /// <summary>Divides ways where they meet.</summary>
    /// <param name="ways">For each way the ids of its points, in order; equal ids are one point of the map.</param>
    /// <returns>
    /// Edges in the order of the ways, and the nodes' ids by number. Ways of fewer than two points give none; two equal ids that
    /// follow each other count once.
    /// </returns>
    public static (IReadOnlyList<WalkingEdge> Edges, IReadOnlyList<long> Nodes) Divide(IReadOnlyList<IReadOnlyList<long>> ways)
    {
        ArgumentNullException.ThrowIfNull(ways);
        HashSet<long> seen = [], meets = [];
        foreach (var way in ways.Where(w => w.Count > 1))
        {
            meets.Add(way[0]);
            meets.Add(way[^1]);
            for (var i = 0; i < way.Count; i++)
                if ((i == 0 || way[i] != way[i - 1]) && !seen.Add(way[i])) meets.Add(way[i]);
        }

        Dictionary<long, int> numbers = [];
        List<long> nodes = [];
        List<WalkingEdge> edges = [];
        for (var w = 0; w < ways.Count; w++)
        {
            var way = ways[w];
            var first = 0;
            for (var i = 1; i < way.Count; i++)
            {
                if (way[i] == way[i - 1] && i - 1 == first) first = i;
                if (i == first || (!meets.Contains(way[i]) && i < way.Count - 1)) continue;
                edges.Add(new(Number(way[first]), Number(way[i]), w, first, i));
                first = i;
            }
        }

        return (edges, nodes);

        int Number(long id)
        {
            if (numbers.TryGetValue(id, out var number)) return number;
            numbers.Add(id, nodes.Count);
            nodes.Add(id);
            return nodes.Count - 1;
        }
    }
}
