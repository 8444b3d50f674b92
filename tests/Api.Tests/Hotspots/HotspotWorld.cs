using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using SpacesPlaces.Api.Analyses;
using SpacesPlaces.Api.Hotspots;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;
using Location = SpacesPlaces.Contracts.Location;

namespace SpacesPlaces.Api.Tests.Hotspots;

/// <summary>The program with a small limit of events, so that a test can pass it.</summary>
public class HotspotApiWorld : TestApi
{
    public const int MostEvents = 60;

    protected override void Adjust(WebApplicationBuilder builder) =>
        builder.Services.AddSingleton(new HotspotOptions { MostEvents = MostEvents });
}

/// <summary>The program with dataset R recorded by its analyst.</summary>
public sealed class DatasetRWorld : HotspotApiWorld
{
    internal DatasetR R { get; } = new();

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        using var analyst = As(Role.Analyst);
        await R.RecordAsync(analyst);
    }
}

/// <summary>The program without its worker: a test claims and runs jobs itself.</summary>
public sealed class WorkerlessWorld : HotspotApiWorld
{
    protected override void Adjust(WebApplicationBuilder builder)
    {
        base.Adjust(builder);
        // The worker is the one hosted service that is looked up by a factory.
        builder.Services.Remove(builder.Services.Single(service =>
            service.ServiceType == typeof(IHostedService) && service.ImplementationFactory is not null));
    }

    /// <summary>Lets a worker run the next waiting job; false when there is none.</summary>
    internal Task<bool> RunNextAsync() => Services.GetRequiredService<JobWorker>().RunNextAsync(default);
}

/// <summary>A table that nobody can write until it is let go: work stands still exactly there.</summary>
internal sealed class HeldTable : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;
    private readonly string table;
    private NpgsqlTransaction? transaction;

    private HeldTable(NpgsqlConnection connection, NpgsqlTransaction transaction, string table) =>
        (this.connection, this.transaction, this.table) = (connection, transaction, table);

    public static async Task<HeldTable> TakeAsync(string connectionString, string table)
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand($"lock table {table} in share mode", connection);
        await command.ExecuteNonQueryAsync();
        return new(connection, transaction, table);
    }

    /// <summary>Waits until somebody wants to write the table; answers the process id of their connection.</summary>
    public async Task<int> SomebodyWaitsAsync()
    {
        for (var waited = 0; waited < 300; waited++)
        {
            await using var command = new NpgsqlCommand(
                $"select pid from pg_locks where relation = '{table}'::regclass and database = (select oid from pg_database where datname = current_database()) and not granted", connection);
            if (await command.ExecuteScalarAsync() is int pid) return pid;
            await Task.Delay(50);
        }

        throw new TimeoutException($"Nobody wrote to {table} within 15 seconds.");
    }

    public async Task LetGoAsync()
    {
        if (transaction is not null) await transaction.RollbackAsync();
        transaction = null;
    }

    public async ValueTask DisposeAsync()
    {
        await LetGoAsync();
        await connection.DisposeAsync();
    }
}

/// <summary>Dataset R of the domain reference (stories D3 and D4), written down from the reference, points in EPSG:27700.</summary>
internal sealed class DatasetR
{
    private static readonly (string Name, double Easting, double Northing, char? Child, string Day)[] Rows =
    [
        ("E1", 300000, 250000, 'A', "2026-01-09"), ("E2", 300040, 250010, 'B', "2026-01-16"),
        ("E3", 300055, 249970, 'A', "2026-02-06"), ("E4", 300020, 250060, 'C', "2026-02-20"),
        ("E5", 300090, 250030, 'D', "2026-03-06"), ("E6", 301000, 250500, 'E', "2026-01-10"),
        ("E7", 301010, 250505, 'E', "2026-01-24"), ("E8", 301005, 250490, 'E', "2026-02-14"),
        ("E9", 303000, 251000, 'F', "2026-01-03"), ("E10", 303060, 251000, 'G', "2026-02-03"),
        ("E11", 305000, 252000, null, "2026-02-10"),
    ];

    private readonly Dictionary<char, string> tokens = "ABCDEFG".ToDictionary(child => child, _ => Api.Tests.Tokens.New());

    public Dictionary<string, Guid> Ids { get; } = Rows.ToDictionary(row => row.Name, _ => Guid.CreateVersion7());

    public IReadOnlyCollection<string> Tokens => tokens.Values;

    /// <summary>The window that holds the whole set, with the parameters of D3.</summary>
    public static NewHotspotAnalysis Asked { get; } =
        new(AnalysisSubject.Harm, 100, 3, new DateOnly(2026, 1, 1), new DateOnly(2026, 3, 31));

    public Guid[] IdsOf(params string[] names) => [.. names.Select(name => Ids[name])];

    public async Task RecordAsync(HttpClient client, bool backwards = false)
    {
        foreach (var row in backwards ? Rows.Reverse() : Rows)
        {
            var body = Harm(row.Easting, row.Northing, row.Day, row.Child is { } child ? [tokens[child]] : []);
            using var answer = await client.PostAsync($"/api/v1/incidents/{Ids[row.Name]}", body);
            Assert.True(answer.StatusCode == HttpStatusCode.Created, $"{row.Name}: {await answer.Content.ReadAsStringAsync()}");
        }
    }

    /// <summary>An incident at a point and day at noon; without tokens, of one unknown child.</summary>
    public static NewIncident Harm(double easting, double northing, string day, string[] children, double? accuracyMetres = 10)
    {
        var noon = DateTimeOffset.Parse($"{day}T12:00:00Z", System.Globalization.CultureInfo.InvariantCulture);
        return new(
            IncidentKind.Harm, noon, noon, TimeConfidence.Exact, [HarmType.Cce], ContextLevel.Neighbourhood,
            SourceKind.PractitionerObserved, InfoGrade.FirstHand,
            new Location(new(easting, northing), PointSource.Pin, accuracyMetres, "EPSG:27700"),
            Children: [.. children.Select(token => new ChildReference(token, Agency.ChildrensServices, AgeBand.From13To15))],
            ChildrenUnknownCount: children.Length == 0 ? 1 : 0);
    }
}

/// <summary>What tests say about hotspots.</summary>
internal static class HotspotVerbs
{
    /// <summary>Asks for an analysis and waits for its end.</summary>
    public static async Task<JobView> AnalyseAsync(this HttpClient client, NewHotspotAnalysis asked, Guid? id = null)
    {
        var job = id ?? Guid.CreateVersion7();
        await (await client.PostAsync($"/api/v1/hotspots/analyses/{job}", asked)).ReadAsync<JobView>(HttpStatusCode.Accepted);
        return await client.EndOfAsync(job);
    }

    public static async Task<JobView> EndOfAsync(this HttpClient client, Guid job)
    {
        for (var waited = 0; waited < 400; waited++)
        {
            var view = await client.JobAsync(job);
            if (view.State is not (JobState.Queued or JobState.Running)) return view;
            await Task.Delay(75);
        }

        throw new TimeoutException("The job did not end within half a minute.");
    }

    public static async Task<JobView> JobAsync(this HttpClient client, Guid job) =>
        await (await client.GetAsync($"/api/v1/jobs/{job}")).ReadAsync<JobView>();

    public static async Task<HotspotList> HotspotsAsync(this HttpClient client, Guid analysis) =>
        await (await client.GetAsync($"/api/v1/hotspots?analysis={analysis}")).ReadAsync<HotspotList>();

    public static async Task<HotspotMembers> MembersAsync(this HttpClient client, Guid analysis, int number) =>
        await (await client.GetAsync($"/api/v1/hotspots/{analysis}/{number}/members")).ReadAsync<HotspotMembers>();
}
