using SpacesPlaces.Geodata.Hotspots;

namespace SpacesPlaces.Geodata.Tests.Hotspots;

/// <summary>
/// Lineage as its documentation reads, slowly and without an index: every life against every cluster, every event against every
/// event. Tells for each life its cluster (by least event) or its state in each window, and the kinds of what happened.
/// </summary>
internal static class TextbookLineage
{
    private sealed record Link(int Life, int Cluster, bool ByMembers, double Likeness, double Nearness);

    private sealed class Life
    {
        public required LineageCluster Last;
        public required LineageWindow Window;
        public bool Active = true;
        public List<string> States = [];
        public List<string> Kinds = [];
    }

    public static string Tell(LineageWindow[] windows, LineageParameters parameters)
    {
        var lives = new List<Life>();
        for (var w = 0; w < windows.Length; w++)
        {
            var window = windows[w];
            LineageCluster[] clusters = [.. window.Clusters.OrderBy(c => c.Members
                .Select(m => (m.Point.Easting, m.Point.Northing, m.EventId)).Min())];
            var byMembers = Pairs((life, c) => ByMembers(lives[life], clusters[c], window, parameters) is { } link
                ? new Link(life, c, true, link.Likeness, link.Nearness) : null);
            var byPlace = Pairs((life, c) => byMembers.Any(l => l.Life == life && l.Cluster == c)
                || ByPlace(lives[life], clusters[c], parameters) is not { } link
                ? null : new Link(life, c, false, link.Likeness, link.Nearness));
            Link[] links = [.. byMembers.Concat(byPlace).OrderBy(l => !l.ByMembers).ThenByDescending(l => l.Likeness)
                .ThenBy(l => l.Nearness).ThenBy(l => l.Life).ThenBy(l => l.Cluster)];
            Link[] active = [.. links.Where(l => lives[l.Life].Active)];
            Link[] kept = [.. active.Where(l => active.First(o => o.Life == l.Life) == l || active.First(o => o.Cluster == l.Cluster) == l)];

            var heir = new Dictionary<int, int>();
            foreach (var link in kept.Concat(links.Where(l => !lives[l.Life].Active)))
                if (!heir.ContainsKey(link.Life) && !heir.ContainsValue(link.Cluster)) heir[link.Life] = link.Cluster;
            for (var life = 0; life < lives.Count; life++)
            {
                var one = lives[life];
                Link[] own = [.. kept.Where(l => l.Life == life)];
                var kinds = new List<string>();
                string state;
                if (heir.TryGetValue(life, out var cluster))
                {
                    if (!one.Active) kinds.Add("Returned");
                    if (kept.Count(l => l.Cluster == cluster) > 1) kinds.Add("Merged");
                    if (own.Length > 1 || (!one.Active && kept.Any(l => l.Cluster == cluster))) kinds.Add("Split");
                    if (kinds.Count == 0) kinds.Add("Continued");
                    state = Named(clusters[cluster]);
                }
                else
                {
                    state = window.IsDataMissing ? "NotKnown" : "Quiet";
                    if (own.Length > 0) kinds.Add("Merged");
                    if (own.Length > 1) kinds.Add("Split");
                    if (one.Active && own.Length == 0 && !window.IsDataMissing) kinds.Add("Ended");
                    if (own.Length > 0 || (!one.Active && links.Any(l => l.Life == life))) state = "PartOfAnother";
                }

                one.States.Add(state);
                one.Kinds.AddRange(kinds.Select(k => $"{k}{w + 1}"));
            }

            var before = lives.Count;
            for (var c = 0; c < clusters.Length; c++)
            {
                if (heir.ContainsValue(c)) continue;
                var origins = kept.Count(l => l.Cluster == c);
                var life = new Life { Last = clusters[c], Window = window };
                life.States.Add(Named(clusters[c]));
                if (origins > 1) life.Kinds.Add($"Merged{w + 1}");
                life.Kinds.Add(origins > 0 ? $"Split{w + 1}" : $"Born{w + 1}");
                lives.Add(life);
            }

            for (var life = 0; life < before; life++)
            {
                if (heir.TryGetValue(life, out var c)) (lives[life].Last, lives[life].Window, lives[life].Active) = (clusters[c], window, true);
                else if (lives[life].States[^1] is "Quiet" or "PartOfAnother") lives[life].Active = false;
            }

            List<Link> Pairs(Func<int, int, Link?> of) =>
                [.. from life in Enumerable.Range(0, lives.Count) from c in Enumerable.Range(0, clusters.Length)
                    let link = of(life, c) where link is not null select link];
        }

        return string.Join('\n', lives.Select(l => $"{string.Join(' ', l.Kinds)} | {string.Join(' ', l.States)}"));
    }

    public static string Named(LineageCluster cluster) => cluster.Members.Min(m => m.EventId).ToString();

    private static (double Likeness, double Nearness)? ByMembers(
        Life life, LineageCluster now, LineageWindow window, LineageParameters parameters)
    {
        Guid[] shared = [.. life.Last.Members.Select(m => m.EventId).Intersect(now.Members.Select(m => m.EventId))];
        if (shared.Length == 0) return null;
        bool Common(LineageMember m) => shared.Contains(m.EventId) || (m.Date >= window.From && m.Date <= life.Window.To);
        int one = life.Last.Members.Count(Common), other = now.Members.Count(Common);
        return shared.Length < parameters.LeastShared * Math.Min(one, other)
            ? null
            : ((double)shared.Length / (one + other - shared.Length), -shared.Length);
    }

    private static (double Likeness, double Nearness)? ByPlace(Life life, LineageCluster now, LineageParameters parameters)
    {
        var nearest = (from a in life.Last.Members
                       from b in now.Members
                       select Math.Pow(a.Point.Easting - b.Point.Easting, 2) + Math.Pow(a.Point.Northing - b.Point.Northing, 2)).Min();
        var isNear = nearest <= parameters.NearMetres * parameters.NearMetres;
        double both = life.Last.Hull.Intersection(now.Hull).Area, one = life.Last.Hull.Area, other = now.Hull.Area;
        if (!isNear && both < parameters.LeastHullOverlap * Math.Min(one, other)) return null;
        return (both / (one + other - both), isNear ? nearest : double.MaxValue);
    }
}
