using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Hotspots;
using SpacesPlaces.Geodata.Statistics;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Geodata.Tests.Hotspots;

/// <summary>Made windows of clusters: small ones by hand, larger ones by clustering invented events.</summary>
internal static class LineageScenes
{
    public static readonly LineageParameters Parameters = new();

    public static LineageMember Event(int id, double east, double north, DateOnly date) =>
        new(new Guid(id, 0, 0, new byte[8]), new GridPoint(300_000 + east, 250_000 + north), date);

    /// <summary>A cluster of <paramref name="count"/> events in a row eastwards, 10 m apart, one a day from the first day on.</summary>
    public static LineageCluster Row(int number, int firstId, double east, double north, int count, DateOnly first) =>
        Cluster(number, [.. Enumerable.Range(0, count).Select(i => Event(firstId + i, east + 10 * i, north, first.AddDays(i)))]);

    public static LineageCluster Cluster(int number, params LineageMember[] members) => new(
        number, members, ClusterHull.Of([.. members.Select(m => m.Point)]),
        ClusterRule.Classify([.. members.Select((m, i) =>
            new ClusterEvent(m.Date, DatePrecision.Day, new[] { i }, 0, Agency.YouthService, false))]));

    public static LineageWindow Month(int month, params LineageCluster[] clusters)
    {
        var first = new DateOnly(2025, 1, 1).AddMonths(month - 1);
        return new(first, first.AddMonths(1).AddDays(-1), clusters);
    }

    public static DateOnly First(int month) => new DateOnly(2025, 1, 1).AddMonths(month - 1);

    /// <summary>Windows of clustered events: spaces that flare up, wander and die down, now and then a window with missing data.</summary>
    public static LineageWindow[] Random(int seed, int windows = 9)
    {
        var random = new SeededRandom((ulong)seed);
        int days = 30 + random.Below(60), step = 15 + random.Below(75);
        var events = new List<LineageMember>();
        var start = new DateOnly(2024, 1, 1);
        for (var site = 0; site < 7; site++)
        {
            double east = 100 * random.Below(9), north = 100 * random.Below(9), driftEast = random.Below(3) - 1.0;
            int begin = random.Below(400), end = begin + random.Below(500), every = 3 + random.Below(12);
            for (var day = begin; day < end; day += 1 + random.Below(every))
                events.Add(Event(
                    events.Count, east + driftEast * (day - begin) / 3 + random.Below(80), north + random.Below(80), start.AddDays(day)));
        }

        return
        [
            .. Enumerable.Range(0, windows).Select(w =>
            {
                DateOnly from = start.AddDays(w * step), to = from.AddDays(days - 1);
                LineageMember[] inside = [.. events.Where(e => e.Date >= from && e.Date <= to)];
                var found = Dbscan.Run(
                    [.. inside.Select(e => e.Point.Easting)], [.. inside.Select(e => e.Point.Northing)], 60, 3);
                return new LineageWindow(
                    from, to,
                    [.. Enumerable.Range(1, found.ClusterCount).Select(n =>
                        Cluster(n, [.. inside.Where((_, i) => found.Labels[i] == n)]))],
                    random.Below(6) == 0);
            }),
        ];
    }

    /// <summary>Everything told, as one text, with clusters named by their events and not by their numbers.</summary>
    public static string Told(LineageResult result, IReadOnlyCollection<LineageWindow> windows)
    {
        LineageWindow[] ordered = [.. windows.OrderBy(w => w.From).ThenBy(w => w.To)];
        return string.Join('\n', result.Lives.Select(life => FormattableString.Invariant(
            $"{life.Number}: {string.Join(' ', life.Events.Select(Say))} | {string.Join(' ', life.Presences.Select(Present))}")));

        string Say(LifeEvent e) => FormattableString.Invariant(
            $"{e.Kind}@{e.Window}({Names(e.From)}>{Names(e.To)};{string.Join(',', e.OtherLives)};{e.Match};{e.Change};{e.WindowsNotKnown})");

        string Present(LifePresence p) => FormattableString.Invariant(
            $"{p.Window}={p.State}/{(p.Cluster is { } c ? Name(new(p.Window, c)) : "")}/{p.Counts?.Events}/{p.Hull?.Area}");

        string Names(IReadOnlyList<WindowCluster> clusters) => string.Join('+', clusters.Select(Name));

        string Name(WindowCluster named) => named.Window + "#" + string.Join(',', ordered[named.Window - 1].Clusters
            .Single(c => c.Number == named.Cluster).Members.Select(m => m.EventId).Order().Take(1));
    }
}
