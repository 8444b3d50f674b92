using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Api.Tests.Database;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Bench;

/// <summary>
/// Map data over HTTP as an analyst reads it, with session, row-level security, view budget and audit, over 300,000 incidents; against
/// pgbench in the same rounds with the same SQL on the same server, as a superuser whom no policy binds, and with that SQL in the
/// transaction that the program makes of it (admission, settings, audit entry). Four connections each, closed loop. Client, program
/// and database share the processors, so ratios count and rates do not.
/// </summary>
internal static partial class ServeBench
{
    private const int Connections = 4;
    private const string Grid = "http://www.opengis.net/def/crs/EPSG/0/27700";

    public static async Task<int> RunAsync(string[] args)
    {
        var (rounds, seconds) = (Peer.Option(args, "--rounds", 3), Peer.Option(args, "--seconds", 5));
        await using var world = await BenchWorld.StartAsync();
        await ManyIncidents.FillAsync(world.Owner, BenchWorld.Partnership, BenchWorld.Other);
        await ExecuteAsync(world, "alter table partnership drop constraint partnership_views_sane; update partnership set views_per_hour = 2000000000");
        await using var host = await world.BuildAsync(_ => { });
        using var analyst = await world.SignInAsync(host, Role.Analyst);
        var sql = await SqlAsync(world, host);
        var random = new Random(5);

        string Items() => string.Create(CultureInfo.InvariantCulture, $"/ogc/collections/incidents/items?limit=1000&bbox-crs={Uri.EscapeDataString(Grid)}&bbox={Box(random, 730)}");
        string Tile(int zoom)
        {
            lock (random)
            {
                var at = NationalGrid.Helmert.ToLonLat(random.Next(287_000, 323_000), random.Next(237_000, 273_000));
                var (x, y) = TileOf(at, zoom);
                return $"/ogc/tiles/incidents/{zoom}/{x}/{y}.mvt";
            }
        }

        Peer.Say($"{"request",-26} {"req/s",8} {"p50 ms",8} {"p99 ms",8} | {"pgbench",8} {"p50 ms",8} {"p99 ms",8} | {"ratio",6} {"whole act",9}");
        var (items, _) = await AgainstAsync("items, box of about 100", analyst, Items, world, sql.Items, sql.ItemsAct, rounds, seconds);
        await AgainstAsync("tile z14, rows", analyst, () => Tile(14), world, sql.Tile, null, rounds, seconds);
        await AgainstAsync("tile z14, ST_AsMVT", analyst, () => Tile(14), world, sql.MadeTile, null, rounds, seconds);

        var held = await LoadAsync(analyst, await TagsAsync(analyst, 64, Items), seconds);
        var heldTiles = await LoadAsync(analyst, await TagsAsync(analyst, 64, () => Tile(14)), seconds);
        Peer.Say($"304: items {held.Rate:F0}/s ({held.Rate / items:F2} of their 200), tiles z14 {heldTiles.Rate:F0}/s ({heldTiles.Rate / items:F2} of items' 200)");
        await LowZoomsAsync(world, analyst, sql);
        await PagesAsync(world, host, analyst);
        Peer.Say($"load {File.ReadAllText("/proc/loadavg").Split(' ')[0]}");
        await host.StopAsync();
        return 0;
    }

    private static async Task<(double Rate, double Ratio)> AgainstAsync(
        string name, HttpClient client, Func<string> path, BenchWorld world, string script, string? act, int rounds, int seconds)
    {
        await LoadAsync(client, () => new(HttpMethod.Get, path()), 3);
        List<(Load Ours, Load Theirs, double Act)> found = [];
        for (var round = 0; round < rounds; round++)
        {
            var theirs = PgBench(world, script, seconds);
            var ours = await LoadAsync(client, () => new(HttpMethod.Get, path()), seconds);
            found.Add((ours, theirs, act is null ? double.NaN : PgBench(world, act, seconds).Rate));
        }

        double Of(Func<(Load Ours, Load Theirs, double Act), double> part) => Peer.Median(found.Select(part));
        var ratio = Of(one => one.Ours.Rate / one.Theirs.Rate);
        Peer.Say(
            $"{name,-26} {Of(one => one.Ours.Rate),8:F0} {Of(one => one.Ours.P50),8:F1} {Of(one => one.Ours.P99),8:F1} | {Of(one => one.Theirs.Rate),8:F0} {Of(one => one.Theirs.P50),8:F1} {Of(one => one.Theirs.P99),8:F1} | {ratio,6:F2} {Of(one => one.Ours.Rate / one.Act),9:F2}");
        return (Of(one => one.Ours.Rate), ratio);
    }

    private static async Task<Load> LoadAsync(HttpClient client, Func<HttpRequestMessage> next, int seconds)
    {
        var (end, times) = (Stopwatch.GetTimestamp() + (seconds * Stopwatch.Frequency), new System.Collections.Concurrent.ConcurrentBag<double>());
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(async () =>
        {
            while (Stopwatch.GetTimestamp() < end)
            {
                using var request = next();
                var begun = Stopwatch.GetTimestamp();
                using var answer = await client.SendAsync(request);
                if ((int)answer.StatusCode is >= 400) throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
                await answer.Content.ReadAsByteArrayAsync();
                times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            }
        })));
        return Load.Of([.. times], seconds);
    }

    // Each request again, with the tag of its answer.
    private static async Task<Func<HttpRequestMessage>> TagsAsync(HttpClient client, int count, Func<string> path)
    {
        List<(string Path, System.Net.Http.Headers.EntityTagHeaderValue Tag)> known = [];
        for (var i = 0; i < count; i++)
        {
            var one = path();
            using var answer = await client.GetAsync(one);
            known.Add((one, answer.Headers.ETag!));
        }

        var turn = 0;
        return () =>
        {
            var (one, tag) = known[Interlocked.Increment(ref turn) % known.Count];
            var request = new HttpRequestMessage(HttpMethod.Get, one);
            request.Headers.IfNoneMatch.Add(tag);
            return request;
        };
    }

    private static async Task LowZoomsAsync(BenchWorld world, HttpClient analyst, Sql sql)
    {
        var at = NationalGrid.Helmert.ToLonLat(305_000, 255_000);
        await using var source = NpgsqlDataSource.Create(world.Owner);
        foreach (var zoom in (int[])[5, 6, 7, 8, 9, 10, 11])
        {
            var (x, y) = TileOf(at, zoom);
            var path = $"/ogc/tiles/incidents/{zoom}/{x}/{y}.mvt";
            using var asked = new HttpRequestMessage(HttpMethod.Get, path);
            asked.Headers.AcceptEncoding.ParseAdd("gzip");
            using var packed = await analyst.SendAsync(asked);
            var bytes = (await packed.Content.ReadAsByteArrayAsync()).Length;
            var ours = await LoadAsync(analyst, () => new(HttpMethod.Get, path), 3);
            await using var raw = source.CreateCommand(sql.RawTile.Replace(":z", $"{zoom}", StringComparison.Ordinal).Replace(":tx", $"{x}", StringComparison.Ordinal).Replace(":ty", $"{y}", StringComparison.Ordinal));
            raw.CommandTimeout = 0;
            var clock = Stopwatch.StartNew();
            var size = ((byte[])(await raw.ExecuteScalarAsync())!).Length;
            var one = clock.Elapsed.TotalSeconds;
            Peer.Say($"z{zoom,-3} {bytes / 1024.0,8:F1} kB packed, {ours.Rate,7:F0}/s; raw points {size / 1024,7} kB, {1 / one,6:F2}/s on one connection: {ours.Rate * one / 2,7:F0} times, two processors reckoned for raw");
        }

        await ExecuteAsync(world, "insert into incident_change (partnership_id, incident_id) select partnership_id, id from incident limit 1 on conflict do nothing");
        var (cx, cy) = TileOf(at, 8);
        var cold = Stopwatch.StartNew();
        await analyst.GetByteArrayAsync($"/ogc/tiles/incidents/8/{cx}/{cy}.mvt");
        Peer.Say($"first tile after a change, all counted anew: {cold.Elapsed.TotalMilliseconds:F0} ms");
    }

    private static async Task PagesAsync(BenchWorld world, WebApplication host, HttpClient analyst)
    {
        const int size = 50, page = 5_000;
        await using var source = NpgsqlDataSource.Create(world.Owner);
        await using var far = source.CreateCommand(
            $"select id::text from incident where partnership_id = '{BenchWorld.Partnership}' and sensitivity = 'ordinary' order by id offset {((page - 1) * size) - 1} limit 1");
        var last = (string)(await far.ExecuteScalarAsync())!;
        var tokens = host.Services.GetRequiredService<PageTokens>();
        var key = string.Join('\n', "incidents", "", "", "", "", "");
        var after = tokens.Make(key, System.Text.Encoding.UTF8.GetBytes(last));
        List<double> first = [], deep = [];
        for (var i = 0; i < 40; i++)
            foreach (var (query, times) in ((string, List<double>)[])[("", first), ($"&after={after}", deep)])
            {
                var clock = Stopwatch.StartNew();
                (await analyst.GetAsync($"/ogc/collections/incidents/items?limit={size}{query}")).EnsureSuccessStatusCode();
                if (i >= 5) times.Add(clock.Elapsed.TotalMilliseconds);
            }

        Peer.Say($"page 1 p50 {Peer.Median(first):F1} ms, page {page} p50 {Peer.Median(deep):F1} ms, ratio {Peer.Median(deep) / Peer.Median(first):F2}");
    }

    private static Load PgBench(BenchWorld world, string script, int seconds)
    {
        var (to, folder) = (new NpgsqlConnectionStringBuilder(world.Owner), Directory.CreateTempSubdirectory("serve-").FullName);
        var file = Path.Combine(folder, "script.sql");
        File.WriteAllText(file, script);
        var start = new ProcessStartInfo("pgbench",
            ["-n", "-M", "prepared", "-c", $"{Connections}", "-j", "1", "-T", $"{seconds}", "-l", "--log-prefix", Path.Combine(folder, "log"), "-f", file, "-h", to.Host!, "-p", $"{to.Port}", "-U", to.Username!, to.Database!])
        { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PGPASSWORD"] = to.Password;
        using var process = Process.Start(start)!;
        var told = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException(told.Result);
        double[] times = [.. Directory.GetFiles(folder, "log*").SelectMany(File.ReadLines).Select(line => double.Parse(line.Split(' ')[2], CultureInfo.InvariantCulture) / 1_000)];
        Directory.Delete(folder, recursive: true);
        return Load.Of(times, seconds);
    }

    private static string Box(Random random, int side)
    {
        lock (random)
        {
            var (x, y) = (random.Next(287_000, 323_000), random.Next(237_000, 273_000));
            return $"{x},{y},{x + side},{y + side}";
        }
    }

    private static (int X, int Y) TileOf(LonLat at, int zoom) =>
        ((int)((at.Lon + 180) / 360 * (1 << zoom)), (int)((1 - (Math.Asinh(Math.Tan(at.Lat * Math.PI / 180)) / Math.PI)) / 2 * (1 << zoom)));

    private static async Task ExecuteAsync(BenchWorld world, string sql)
    {
        await using var source = NpgsqlDataSource.Create(world.Owner);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private readonly record struct Load(double Rate, double P50, double P99)
    {
        public static Load Of(double[] times, int seconds)
        {
            Array.Sort(times);
            return new((double)times.Length / seconds, times[times.Length / 2], times[Math.Min(times.Length - 1, (int)(times.Length * 0.99))]);
        }
    }
}
