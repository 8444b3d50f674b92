using NetTopologySuite.Index.Strtree;

namespace SpacesPlaces.Geodata.Hotspots;

/// <summary>A life and a cluster of the next window that may be the same space.</summary>
/// <param name="Life">Index of the life.</param>
/// <param name="Cluster">Index of the cluster in its window, from west to east.</param>
/// <param name="Match">Why.</param>
/// <param name="Likeness">Of shared events: part of all events of the common days. Of places: part of both outlines.</param>
/// <param name="Nearness">Of shared events: how many, negative. Of places: squared distance of the nearest events.</param>
internal readonly record struct LineageLink(int Life, int Cluster, LineageMatch Match, double Likeness, double Nearness)
    : IComparable<LineageLink>
{
    /// <summary>The better link first: shared events before places, then the more alike, then the nearer, then the older life.</summary>
    public int CompareTo(LineageLink other)
    {
        var order = Match.CompareTo(other.Match);
        if (order == 0) order = other.Likeness.CompareTo(Likeness);
        if (order == 0) order = Nearness.CompareTo(other.Nearness);
        if (order == 0) order = Life.CompareTo(other.Life);
        return order != 0 ? order : Cluster.CompareTo(other.Cluster);
    }
}

/// <summary>Finds which clusters of a window may be which lives.</summary>
internal sealed class LineageLinks
{
    private readonly LineageParameters _parameters;
    private readonly LineageSpot[] _clusters;
    private readonly Dictionary<Guid, int> _clusterOfEvent = [];
    private readonly STRtree<int> _boxes = new();

    public LineageLinks(LineageSpot[] clusters, LineageParameters parameters)
    {
        (_clusters, _parameters) = (clusters, parameters);
        for (var i = 0; i < clusters.Length; i++)
        {
            foreach (var member in clusters[i].Members) _clusterOfEvent.Add(member.EventId, i);
            _boxes.Insert(clusters[i].Reach(0), i);
        }
    }

    /// <summary>Links of lives to the window's clusters, best first.</summary>
    /// <param name="lives">The last cluster of each life to be linked, and the index of the life.</param>
    public List<LineageLink> Of(IReadOnlyList<(int Life, LineageSpot Last)> lives)
    {
        var links = new List<LineageLink>();
        foreach (var (life, last) in lives)
        {
            var sharing = new HashSet<int>();
            var shared = new Dictionary<int, int>();
            foreach (var member in last.Members)
                if (_clusterOfEvent.TryGetValue(member.EventId, out var cluster)) shared[cluster] = shared.GetValueOrDefault(cluster) + 1;
            foreach (var (cluster, count) in shared)
            {
                var (smaller, either) = CommonDays(last, _clusters[cluster], count);
                if (count < _parameters.LeastShared * smaller) continue;
                links.Add(new(life, cluster, LineageMatch.Members, (double)count / either, -count));
                sharing.Add(cluster);
            }

            // Where events are shared, a place adds nothing.
            foreach (var cluster in _boxes.Query(last.Reach(_parameters.NearMetres)))
                if (!sharing.Contains(cluster) && Place(life, last, cluster) is { } link) links.Add(link);
        }

        links.Sort();
        return links;
    }

    // Events of a cluster in days that only one window has cannot be shared, so they say nothing against the two being one.
    private static (int Smaller, int Either) CommonDays(LineageSpot before, LineageSpot after, int shared)
    {
        var onlyBefore = before.Members.Count(m => m.Date >= after.Days.From && !after.Ids.Contains(m.EventId));
        var onlyAfter = after.Members.Count(m => m.Date <= before.Days.To && !before.Ids.Contains(m.EventId));
        return (shared + Math.Min(onlyBefore, onlyAfter), shared + onlyBefore + onlyAfter);
    }

    private LineageLink? Place(int life, LineageSpot last, int cluster)
    {
        var now = _clusters[cluster];
        var both = last.Hull.EnvelopeInternal.Intersects(now.Hull.EnvelopeInternal) ? last.Hull.Intersection(now.Hull).Area : 0;
        var nearest = last.NearestSquared(now, _parameters.NearMetres);
        if (nearest is null && both < _parameters.LeastHullOverlap * Math.Min(last.Hull.Area, now.Hull.Area)) return null;
        return new(life, cluster, LineageMatch.Place, both / (last.Hull.Area + now.Hull.Area - both), nearest ?? double.MaxValue);
    }
}
