using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Tests.Database;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Bench;

/// <summary>
/// What row-level security costs: the SQL that the program sends for a map box and for the list, with its values, over 300,000
/// incidents; as the API's role with an analyst acting, against the same SQL as a superuser whom no policy binds. The queries are
/// taken down from real requests; each request's queries (page, children, count) are timed together, the two sides in turn, with
/// prepared statements as in the program. The goal is on the 95th percentile.
/// </summary>
internal static class RlsBench
{
    private const double Goal = 1.5;

    public static async Task<int> RunAsync(string[] args)
    {
        var rounds = args is ["--rounds", var given] ? int.Parse(given, CultureInfo.InvariantCulture) : 20;
        await using var world = await BenchWorld.StartAsync();
        await ManyIncidents.FillAsync(world.Owner, BenchWorld.Partnership, BenchWorld.Other);
        var asked = new AskedQueries("incident", explain: false);
        await using var host = await world.BuildAsync(builder => builder.Services.ConfigureDbContext<SpacesContext>(options => options.AddInterceptors(asked)));
        using var analyst = await world.SignInAsync(host, Role.Analyst);
        var boxes = await TakeDownAsync(analyst, asked, Boxes());
        var lists = await TakeDownAsync(analyst, asked, Lists());

        await using var superuser = DatabaseSetup.BuildDataSource(world.Owner);
        await using var free = await superuser.OpenConnectionAsync();
        await using var scope = host.Services.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        await work.BeginAsync(world.Accounts[Role.Analyst], BenchWorld.Partnership, TimeSpan.Zero, default);
        var bound = (NpgsqlConnection)scope.ServiceProvider.GetRequiredService<SpacesContext>().Database.GetDbConnection();
        await using (var still = await free.BeginTransactionAsync())
        {
            var met = await CompareAsync("map box", boxes, bound, free, rounds) & await CompareAsync("list", lists, bound, free, rounds);
            await work.RollbackAsync();
            return met ? 0 : 1;
        }
    }

    private static async Task<bool> CompareAsync(
        string name, IReadOnlyList<IReadOnlyList<AskedQuery>> requests, NpgsqlConnection bound, NpgsqlConnection free, int rounds)
    {
        List<double> with = [], without = [];
        for (var round = -2; round < rounds; round++)
            foreach (var request in requests)
            {
                var (first, second) = round % 2 == 0 ? (bound, free) : (free, bound);
                var (a, b) = (await TimeAsync(first, request), await TimeAsync(second, request));
                // The first two rounds warm up.
                if (round < 0) continue;
                with.Add(round % 2 == 0 ? a : b);
                without.Add(round % 2 == 0 ? b : a);
            }

        var ratio = At(with, 0.95) / At(without, 0.95);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name}: {with.Count} requests a side; with row security p50 {At(with, 0.5):F2} ms, p95 {At(with, 0.95):F2} ms; "
            + $"without p50 {At(without, 0.5):F2} ms, p95 {At(without, 0.95):F2} ms; ratio at p95 {ratio:F2} (goal {Goal} or less)"));
        return ratio <= Goal;
    }

    private static async Task<double> TimeAsync(NpgsqlConnection connection, IReadOnlyList<AskedQuery> request)
    {
        var clock = Stopwatch.StartNew();
        foreach (var query in request)
        {
            await using var command = new NpgsqlCommand(query.Sql, connection);
            foreach (var parameter in query.Parameters) command.Parameters.Add(parameter.Clone());
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync()) { }
        }

        return clock.Elapsed.TotalMilliseconds;
    }

    private static async Task<IReadOnlyList<IReadOnlyList<AskedQuery>>> TakeDownAsync(HttpClient client, AskedQueries asked, IEnumerable<string> filters)
    {
        List<IReadOnlyList<AskedQuery>> requests = [];
        foreach (var filter in filters)
        {
            asked.Clear();
            (await client.GetAsync("/api/v1/incidents?" + filter)).EnsureSuccessStatusCode();
            requests.Add([.. asked.Queries]);
        }

        return requests;
    }

    // A street, a town, a district, at places all over the area.
    private static IEnumerable<string> Boxes()
    {
        var random = new Random(3);
        foreach (var size in new[] { 0.01, 0.05, 0.15 })
            for (var i = 0; i < 15; i++)
            {
                var (west, south) = (-3.66 + 0.4 * random.NextDouble(), 52.02 + 0.2 * random.NextDouble());
                yield return string.Create(CultureInfo.InvariantCulture, $"limit=100&bbox={west:F4},{south:F4},{west + size:F4},{south + size * 0.6:F4}");
            }
    }

    private static IEnumerable<string> Lists()
    {
        yield return "limit=100";
        yield return "limit=1000";
        yield return "limit=100&kind=harm";
        for (var month = 1; month <= 12; month++)
            yield return string.Create(CultureInfo.InvariantCulture, $"limit=100&from=2024-{month:D2}-01T00:00:00Z&to=2024-{month:D2}-21T00:00:00Z");
        yield return "limit=100&harmType=cse&agency=police";
    }

    private static double At(List<double> values, double share)
    {
        values.Sort();
        return values[Math.Min(values.Count - 1, (int)(share * values.Count))];
    }
}
