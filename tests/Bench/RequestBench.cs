using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Hotspots.Analyses;
using SpacesPlaces.Api.Hotspots.Events;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Hotspots;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Bench;

/// <summary>
/// What a whole request costs beyond its computation: from "202 accepted" until the result is readable (the job's progress is followed
/// as server-sent events), and until its last byte is read, against the pure computation over the same events, in this process, in turn. Cold: the first request of a program that has just started, in a process that has compiled the code before. Warm: its
/// snapshot is in memory. Wall times, because a request waits for the database and the worker too; the load is printed with them.
/// The pure computation is the whole answer of the method: for clusters with classes, outlines and digest, for cells with the events
/// behind each.
/// </summary>
internal static class RequestBench
{
    private const double Goal = 3;
    private static readonly DateOnly First = new(2024, 1, 1), Last = new(2025, 12, 31);

    private const string FillChildren =
        """
        insert into child (partnership_id, id, token, holding_agency)
        select $1, md5('child ' || n)::uuid,
            overlay(overlay(lpad(n::text, 12, '0') placing '-' from 5 for 0) placing '-' from 10 for 0), 'childrens_services'
        from generate_series(0, $4 - 1) n;
        """;

    private const string FillIncidents =
        """
        insert into incident (
            partnership_id, id, version, kind, status, point, accuracy_metres, placed_by, occurred_from, occurred_to, time_confidence,
            harm_types, context_level, source_kind, info_grade, source_agency, recorded_by_agency, recorded_by, children_unknown_count,
            cross_boundary, narrative, narrative_language, first_content_sha256, content_sha256, recorded_at, sensitivity, controller,
            regime, review_on)
        select $1, md5('incident ' || n)::uuid, 1, 'harm', 'recorded', st_setsrid(st_makepoint(x, y), 27700),
            20, 'pin', occurred, occurred + interval '1 hour', 'approximate', array['cse'], 'neighbourhood', 'practitioner_observed',
            'first_hand', agency, agency, md5('person ' || n % 400)::uuid, 0, false, 'Adults were approaching children near the shelter.', 'en',
            sha256(n::text::bytea), sha256(n::text::bytea), occurred + interval '1 day', 'ordinary', agency,
            case agency when 'police' then 'law_enforcement' else 'uk_gdpr' end, (occurred + interval '2 years')::date
        from (
            select n, x, y, timestamptz '2024-01-01' + ((n * 7919) % 1040000) * interval '1 minute' as occurred,
                (array['police', 'youth_service', 'childrens_services', 'health', 'education'])[1 + n % 5] as agency
            from unnest($2::double precision[], $3::double precision[]) with ordinality as spot (x, y, n)) made;
        """;

    private const string FillLinks =
        """
        insert into incident_child (partnership_id, incident_id, child_id, age_band)
        select $1, md5('incident ' || n)::uuid, md5('child ' || (n::bigint * 104729) % $4)::uuid, '13_15'
        from generate_series(1, cardinality($2::double precision[])) n;
        """;

    private sealed record Kind(string Name, string Post, string Get, object Body, Func<Ready, Action> Pure);

    /// <summary>What the pure computation is given: the events as the program chose them, read before the clock starts.</summary>
    private sealed record Ready(WebApplication Host, ChosenEvents Events);

    /// <param name="Job">Milliseconds until the job had ended.</param>
    /// <param name="Whole">Milliseconds until the result was read.</param>
    /// <param name="Bytes">Length of the result.</param>
    private sealed record Answered(double Job, double Whole, long Bytes);

    private static readonly Kind[] Kinds =
    [
        new("clusters", "hotspots/analyses", "hotspots?analysis=", new NewHotspotAnalysis(AnalysisSubject.Harm, 50, 5, First, Last), ready =>
        {
            var events = ready.Events.AsClustered;
            return () => Geodata.Hotspots.HotspotAnalysis.Run(events, new HotspotParameters(50, 5));
        }),
        Analysis("kernel_density", new KernelDensityMethod(500)),
        Analysis("hot_cells", new HotCellsMethod(1_000)),
        Analysis("near_repeat", new NearRepeatMethod(100, 3, 7, 4, Permutations: 99)),
        Analysis("hour_matrix", new HourMatrixMethod()),
    ];

    public static async Task<int> RunAsync(string[] args)
    {
        int n = Peer.Option(args, "--n", 100_000), rounds = Peer.Option(args, "--rounds", 5);
        await using var world = await BenchWorld.StartAsync();
        await FillAsync(world.Owner, n);
        await CompileAsync(world);
        Peer.Say($"{n} events, {rounds} rounds, load {Load()}");
        Console.WriteLine("kind              pure ms   cold ms   warm ms    job ms   read ms  readable   read too  result KiB");

        var cold = new Dictionary<string, double>();
        foreach (var kind in Kinds)
        {
            await using var fresh = await world.BuildAsync(_ => { });
            using var caller = await world.SignInAsync(fresh, Role.Analyst);
            cold[kind.Name] = (await RequestAsync(caller, kind)).Whole;
            await fresh.StopAsync();
        }

        await using var host = await world.BuildAsync(_ => { });
        using var analyst = await world.SignInAsync(host, Role.Analyst);
        var ready = new Ready(host, await ReadAsync(world, host));
        var met = true;
        foreach (var kind in Kinds)
        {
            var pure = kind.Pure(ready);
            List<double> pureTimes = [];
            List<Answered> requests = [];
            for (var round = -1; round < rounds; round++)
            {
                GC.Collect();
                var clock = Stopwatch.StartNew();
                pure();
                var alone = clock.Elapsed.TotalMilliseconds;
                GC.Collect();
                var request = await RequestAsync(analyst, kind);
                // The first round warms up.
                if (round < 0) continue;
                pureTimes.Add(alone);
                requests.Add(request);
            }

            double computed = Peer.Median(pureTimes), whole = Peer.Median(requests.Select(one => one.Whole));
            double job = Peer.Median(requests.Select(one => one.Job)), read = Peer.Median(requests.Select(one => one.Whole - one.Job));
            met &= job <= Goal * computed;
            Peer.Say(
                $"{kind.Name,-15} {computed,9:F1} {cold[kind.Name],9:F1} {whole,9:F1} {job,9:F1} {read,9:F1} {job / computed,9:F2} {whole / computed,9:F2} {requests[0].Bytes / 1024,11}");
        }

        Peer.Say($"load {Load()}; goal: from accepted to readable at most {Goal} times the computation");
        await host.StopAsync();
        return met ? 0 : 1;
    }

    private static Kind Analysis(string name, AnalysisMethod method)
    {
        var asked = new NewAnalysis(AnalysisSubject.Harm, First, Last, method);
        return new(name, "analyses", "analyses/", asked, ready =>
        {
            var services = ready.Host.Services;
            var area = services.GetRequiredService<PartnershipAreas>().ContextAsync(BenchWorld.Partnership, default).GetAwaiter().GetResult().Area;
            var how = services.GetRequiredService<AnalysisMethods>().Of(asked);
            var input = new AnalysisInput(
                asked, ready.Events, [], [], new Dictionary<string, DateOnly>(), services.GetRequiredService<Api.Disclosure.FixedAreas>().Residents,
                area.Geometry, services.GetRequiredService<IGridTransform>(), new(1UL), Last, _ => { }, default);
            return () => how.Run(input);
        });
    }

    // The code of requests is compiled before anything is measured, in a program of its own: what is cold then is its snapshot alone.
    private static async Task CompileAsync(BenchWorld world)
    {
        await using var host = await world.BuildAsync(_ => { });
        using var analyst = await world.SignInAsync(host, Role.Analyst);
        foreach (var kind in Kinds)
            for (var i = 0; i < 2; i++) await RequestAsync(analyst, kind);
        await host.StopAsync();
    }

    private static async Task<Answered> RequestAsync(HttpClient client, Kind kind)
    {
        var id = Guid.CreateVersion7();
        using var accepted = await client.PostAsync($"/api/v1/{kind.Post}/{id}", JsonContent.Create(kind.Body, kind.Body.GetType(), options: WireJson.Options));
        if (accepted.StatusCode != HttpStatusCode.Accepted) throw new InvalidOperationException(await accepted.Content.ReadAsStringAsync());
        var clock = Stopwatch.StartNew();
        using (var progress = await client.GetAsync($"/api/v1/jobs/{id}/progress", HttpCompletionOption.ResponseHeadersRead))
        {
            using var lines = new StreamReader(await progress.Content.ReadAsStreamAsync());
            string? last = null;
            while (await lines.ReadLineAsync() is { } line)
                if (line.Length > 0) last = line;
            if (last?.Contains("\"succeeded\"", StringComparison.Ordinal) != true) throw new InvalidOperationException(last);
        }

        var done = clock.Elapsed.TotalMilliseconds;
        var result = await client.GetByteArrayAsync($"/api/v1/{kind.Get}{id}");
        return new(done, clock.Elapsed.TotalMilliseconds, result.Length);
    }

    /// <summary>The analyst's events; reports the time of the first read, of the second, and what the snapshot keeps in memory.</summary>
    private static async Task<ChosenEvents> ReadAsync(BenchWorld world, WebApplication host)
    {
        await using var scope = host.Services.CreateAsyncScope();
        await using var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        var who = await work.BeginAsync(world.Accounts[Role.Analyst], BenchWorld.Partnership, TimeSpan.Zero, default);
        var connection = (NpgsqlConnection)Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.GetDbConnection(
            scope.ServiceProvider.GetRequiredService<SpacesContext>().Database);
        var snapshots = host.Services.GetRequiredService<EventSnapshots>();
        var before = Settled();
        var clock = Stopwatch.StartNew();
        var events = await snapshots.CurrentAsync(connection, who!, default);
        var first = clock.Elapsed.TotalMilliseconds;
        // Out of the reader's own stack, on which the rows that it read still lie.
        await Task.Yield();
        var kept = Settled() - before;
        clock.Restart();
        await snapshots.CurrentAsync(connection, who!, default);
        Peer.Say($"snapshot: first {first:F1} ms, again {clock.Elapsed.TotalMilliseconds:F1} ms, {(double)kept / events.Count:F1} bytes an event ({events.Count} events)");
        var chosen = await host.Services.GetRequiredService<EventReader>().ReadAsync(
            EventSelection.Of((NewHotspotAnalysis)Kinds[0].Body), connection, who!, null, default);
        await work.RollbackAsync();
        return chosen;
    }

    // Programs that were stopped before wait for their finalizers, and would be counted against what is read now.
    private static long Settled()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static async Task FillAsync(string superuser, int n)
    {
        var (x, y) = InventedEvents.Make(n, 4);
        // The invented county is folded onto the partnership's 40 km by 40 km.
        for (var i = 0; i < n; i++) (x[i], y[i]) = (285_000 + (x[i] % 40_000), 235_000 + (y[i] % 40_000));
        await using var source = NpgsqlDataSource.Create(superuser);
        foreach (var sql in new[] { FillChildren, FillIncidents, FillLinks, "vacuum analyze incident", "vacuum analyze incident_child", "vacuum analyze child" })
        {
            await using var command = source.CreateCommand(sql);
            command.CommandTimeout = 0;
            if (sql.Contains("$1", StringComparison.Ordinal))
                command.Parameters.AddRange(new NpgsqlParameter[] { new() { Value = BenchWorld.Partnership }, new() { Value = x }, new() { Value = y }, new() { Value = n / 3 } });
            await command.ExecuteNonQueryAsync();
        }
    }

    private static string Load() => File.Exists("/proc/loadavg") ? string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ')[..3]) : "unknown";
}
