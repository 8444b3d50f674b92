using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Tests.Fuzz;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Bench;

/// <summary>
/// Mutated requests over every operation of the description, by every role, over loopback against the whole program with its
/// database: counts by status and operation. Fails on any status from 500 on, any broken connection and any answer over a second.
/// A find is printed as the smallest request that still fails; request n of a seed is always the same.
/// </summary>
internal static class FuzzBench
{
    private const int AtOnce = 48;

    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(1);

    public static async Task<int> RunAsync(string[] args)
    {
        int count = 1_000_000, seed = 1, from = 0, atOnce = AtOnce;
        var minutes = 10.0;
        string? keep = null;
        for (var i = 0; i + 1 < args.Length; i += 2)
            switch (args[i])
            {
                case "--count": count = int.Parse(args[i + 1], CultureInfo.InvariantCulture); break;
                case "--seed": seed = int.Parse(args[i + 1], CultureInfo.InvariantCulture); break;
                case "--from": from = int.Parse(args[i + 1], CultureInfo.InvariantCulture); break;
                case "--at-once": atOnce = int.Parse(args[i + 1], CultureInfo.InvariantCulture); break;
                case "--minutes": minutes = double.Parse(args[i + 1], CultureInfo.InvariantCulture); break;
                case "--keep": keep = args[i + 1]; break;
                default: throw new ArgumentException($"'{args[i]}' is no option of this bench.");
            }

        await using var world = await BenchWorld.StartAsync();
        await OpenWideAsync(world.Owner);
        await using var host = await world.BuildAsync(_ => { });
        var server = new Uri(host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Dictionary<string, string> tokens = [];
        foreach (var role in Enum.GetValues<Role>()) tokens[WireName.Of(role)] = await TokenAsync(server, WireName.Of(role));
        List<Guid> victims = [Guid.NewGuid()];
        for (var i = 0; i < 5; i++) victims.Add(await AddMemberAsync(host, $"victim-{i}"));
        await AddMemberAsync(host, FuzzRun.SpentSession);
        tokens[FuzzRun.SpentSession] = await TokenAsync(server, FuzzRun.SpentSession);
        using var nobody = new HttpClient { BaseAddress = server };
        var description = JsonNode.Parse(await nobody.GetStringAsync("/openapi/v1.json"))!;
        var grammar = new RequestGrammar(description, [.. Enum.GetValues<Role>().Select(WireName.Of)], victims, seed);

        using var run = new FuzzRun(server, tokens, Slow);
        // First uses compile: their time is not that of the work. A fault is a fault here too.
        var warm = await run.RunAsync(
            new RequestGrammar(description, [.. Enum.GetValues<Role>().Select(WireName.Of)], victims, ~seed), 0, grammar.Operations.Count * 4, 4, () => true);
        using var ended = new CancellationTokenSource();
        var opening = KeepOpenAsync(world.Owner, ended.Token);
        var clock = Stopwatch.StartNew();
        var report = await run.RunAsync(grammar, from, count, atOnce, () => clock.Elapsed < TimeSpan.FromMinutes(minutes));
        clock.Stop();
        await ended.CancelAsync();
        await opening;
        foreach (var find in warm.Faults) report.Faults.Enqueue(find with { Answer = find.Answer + " (while warming up)" });
        Print(report, grammar, seed, clock.Elapsed);
        foreach (var same in report.Faults.GroupBy(find => (find.Request.Operation, find.Answer.Split(' ')[0])).Take(20))
        {
            var first = same.MinBy(find => find.Number)!;
            var small = await run.ShrinkAsync(first.Request) with { Found = $"--seed {seed}, request {first.Number}: {first.Answer.Split(' ')[0]}" };
            Console.WriteLine($"FAULT {same.Count()} times, first --seed {seed} --from {first.Number} --count 1: {first.Answer}\n{small.ToJson()}");
            if (keep is not null) await File.WriteAllTextAsync(Path.Combine(keep, $"seed-{seed}-request-{first.Number}.json"), small.ToJson() + "\n");
        }

        await host.StopAsync();
        return report.Faults.IsEmpty && report.Slow.IsEmpty ? 0 : 1;
    }

    private static void Print(FuzzReport report, RequestGrammar grammar, int seed, TimeSpan took)
    {
        var times = report.Milliseconds.Order().ToArray();
        double At(double share) => times.Length == 0 ? 0 : times[Math.Min(times.Length - 1, (int)(times.Length * share))];
        Console.WriteLine(FormattableString.Invariant(
            $"{report.Sent:N0} requests (seed {seed}, {report.Unsendable} that no client can send) in {took.TotalSeconds:F0} s: {report.Sent / took.TotalSeconds:F0} a second"));
        Console.WriteLine(FormattableString.Invariant($"ms: p50 {At(0.5):F0}, p95 {At(0.95):F0}, p99 {At(0.99):F0}, slowest {At(1):F0}"));
        foreach (var (status, number) in report.ByStatus.OrderBy(pair => pair.Key)) Console.WriteLine($"  {status}: {number:N0}");
        foreach (var operation in grammar.Operations)
            Console.WriteLine($"  {report.ByOperation.GetValueOrDefault(operation),8:N0}  {report.Done.GetValueOrDefault(operation),8:N0} done  {operation}");
        Console.WriteLine($"{report.Faults.Count} faults, {report.Slow.Count} answers over {Slow.TotalSeconds} s");
        foreach (var same in report.Slow.GroupBy(slow => slow.What).OrderByDescending(group => group.Max(slow => slow.Took)).Take(20))
        {
            var (longest, number, _) = same.MaxBy(slow => slow.Took);
            Console.WriteLine(FormattableString.Invariant($"SLOW {same.Count()} times, longest {longest.TotalSeconds:F1} s (request {number}): {same.Key}"));
        }
    }

    private static async Task<string> TokenAsync(Uri server, string user)
    {
        using var client = await BenchWorld.SignInAsync(server, user);
        return client.DefaultRequestHeaders.Authorization!.Parameter!;
    }

    private static async Task<Guid> AddMemberAsync(WebApplication host, string user)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<PeopleDirectory>()
            .CreateMemberAsync(BenchWorld.Partnership, user, BenchWorld.Password, Role.Reporter, Agency.Health, default);
    }

    // Requests change settings and people too, and must not close the doors to the requests after them.
    private static async Task KeepOpenAsync(string owner, CancellationToken ended)
    {
        while (!ended.IsCancellationRequested)
        {
            await OpenWideAsync(owner);
            await Task.Delay(TimeSpan.FromSeconds(5), ended).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    private static async Task OpenWideAsync(string owner)
    {
        await using var connection = new NpgsqlConnection(owner);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            update partnership set views_per_hour = 100000, browser_idle_minutes = 60, program_idle_minutes = 720;
            update membership set ended_at = null where ended_at is not null;
            update account set disabled_at = null where disabled_at is not null;
            update session set authenticated_at = now();
            """,
            connection);
        await command.ExecuteNonQueryAsync();
    }
}
