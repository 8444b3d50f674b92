using System.Diagnostics;
using NetTopologySuite.Geometries;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.Geodata.Vocabulary;
using SpacesPlaces.MapClient.Incidents;
using SpacesPlaces.MapClient.Language;
using SpacesPlaces.MapClient.Map;
using SpacesPlaces.MapClient.Time;

namespace SpacesPlaces.Bench;

/// <summary>
/// What the desktop client does before it draws, over 300,000 invented incidents: a filter against a plain reading of the same records (LINQ), which
/// must let the same rows through; the description of a view; and the memory of a hundred descriptions. Processor time.
/// </summary>
internal static class DesktopBench
{
    private static readonly TimeWindow Year = new(new(2025, 7, 1), new(2026, 6, 30));

    public static int Run(string[] args)
    {
        int n = Peer.Option(args, "--n", 300_000), rounds = Peer.Option(args, "--rounds", 9);
        List<IncidentView> records = [.. InventedIncidents.Of(n)];
        var taking = Stopwatch.StartNew();
        var table = new IncidentTable(records, NationalGrid.Helmert);
        Peer.Say($"{n} incidents taken in: {taking.ElapsedMilliseconds} ms");
        var narrow = new IncidentFilter(
            Year, new HashSet<HarmType> { HarmType.Cce, HarmType.Cse }, new HashSet<IncidentKind> { IncidentKind.Harm },
            new HashSet<Agency> { Agency.Police, Agency.YouthService }, new HashSet<InfoGrade> { InfoGrade.FirstHand, InfoGrade.SecondHand });
        var drawn = narrow with { Area = Geometry.DefaultFactory.CreatePolygon([new(-4.9, 52.1), new(-4.3, 52.2), new(-4.5, 52.6), new(-4.9, 52.1)]) };
        foreach (var (name, filter) in ((string, IncidentFilter)[])[("words and days", narrow), ("and a drawn area", drawn)])
        {
            List<double> ours = [], peers = [];
            for (var round = 0; round < rounds; round++)
            {
                ours.Add(Peer.Processor(5, () => table.Matching(filter)));
                peers.Add(Peer.Processor(1, () => _ = Plainly(records, filter).Count()));
            }

            if (!Plainly(records, filter).Select(record => record.Id).SequenceEqual(table.Matching(filter).Select(table.Id))) return Fail("The rows differ.");
            double our = Peer.Median(ours), peer = Peer.Median(peers);
            Peer.Say($"filter of {name}: {our:F2} ms, {our / peer:F3} of a plain reading of the records ({peer:F1} ms); {table.Matching(filter).Length} rows");
            if (our > 50) return Fail("More than 50 ms.");
        }

        return Describe(table, rounds);
    }

    private static int Describe(IncidentTable table, int rounds)
    {
        var layer = new IncidentLayer(NationalGrid.Helmert);
        var rows = table.Matching(new(new TimeWindow(new(2000, 1, 1), new(2050, 1, 1))));
        var words = new Words(Tongue.En);
        MapView county = new(new Envelope(-5.2, -4.0, 51.9, 52.9), 120), town = new(new Envelope(-4.61, -4.59, 52.39, 52.41), 3);
        foreach (var (name, view) in ((string, MapView)[])[("county", county), ("town", town)])
        {
            var time = Peer.Median(Enumerable.Range(0, rounds).Select(_ => Peer.Processor(1, () => layer.Describe(table, rows, view, "", words))));
            Peer.Say($"description of the {name}: {time:F1} ms, {layer.Describe(table, rows, view, "", words).Features.Count} features");
        }

        LayerTree tree = new();
        List<long> held = [];
        for (var reload = 1; reload <= 100; reload++)
        {
            tree.Put(layer.Describe(table, rows, reload % 2 == 0 ? county : town, "", words));
            if (reload % 20 == 0) held.Add(GC.GetTotalMemory(forceFullCollection: true) / 1024);
        }

        var growth = (double)held[^1] / held[0] - 1;
        Peer.Say($"memory held after 20, 40 … 100 reloads: {string.Join(", ", held.Select(one => $"{one / 1024} MiB"))}; {growth:P1}");
        return Math.Abs(growth) <= 0.05 ? 0 : Fail("Memory is not flat.");
    }

    private static IEnumerable<IncidentView> Plainly(List<IncidentView> records, IncidentFilter filter) => records.Where(record =>
        filter.Window.CanHold(record.OccurredFrom, record.OccurredTo)
        && record.HarmTypes.Any(filter.HarmTypes!.Contains) && filter.Kinds!.Contains(record.Kind) && filter.Agencies!.Contains(record.SourceAgency)
        && filter.Grades!.Contains(record.InfoGrade)
        && (filter.Area is null || filter.Area.Intersects(new Point(record.Point!.Value.X, record.Point.Value.Y))));

    private static int Fail(string why)
    {
        Console.Error.WriteLine(why);
        return 1;
    }
}
