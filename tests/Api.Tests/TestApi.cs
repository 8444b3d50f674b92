using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NetTopologySuite.Geometries;
using Npgsql;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Api.Tests.Database;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests;

/// <summary>
/// The real program on a port of its own over a database of its own: two partnerships, in each one person per role. Tests speak
/// HTTP: <c>await api.As(Role.Analyst).PostAsync(…)</c>.
/// </summary>
public class TestApi : TestDatabase
{
    public const string Password = "correct horse battery";
    private const string ApiPassword = "api-role-in-tests";
    private readonly Dictionary<string, string> tokens = [];
    public string DataFolder { get; } = Path.Combine(Path.GetTempPath(), "spacesplaces-test-" + Guid.NewGuid().ToString("N"));
    private WebApplication? app;

    /// <summary>A square of 40 km in mid-Wales that holds the points of story D3.</summary>
    public static readonly Guid Here = Guid.Parse("0196a000-0000-7000-8000-000000000001");

    /// <summary>Another partnership, over the same ground.</summary>
    public static readonly Guid Elsewhere = Guid.Parse("0196a000-0000-7000-8000-000000000002");

    /// <summary>Lines that the program logged, for tests that hunt for what must not be there.</summary>
    public LogCatcher Log { get; } = new();

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    public IServiceProvider Services => app!.Services;

    /// <summary>Connection string of the role that owns nothing.</summary>
    public string ApiConnection => Migrator.ApiConnection(ConnectionString, ApiPassword);

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        app = SpacesPlaces.Api.Http.Host.Build(new HostSettings(ApiConnection, DataFolder) { Doors = Doors }, [], builder =>
        {
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders().AddProvider(Log);
            HashQuickly(builder);
            Adjust(builder);
        });
        Map(app);
        await app.StartAsync();
        Address = new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public override async Task DisposeAsync()
    {
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }

        await base.DisposeAsync();
        if (Directory.Exists(DataFolder)) Directory.Delete(DataFolder, recursive: true);
    }

    /// <summary>A client that speaks for the person of that role in a partnership (the first when left out).</summary>
    public HttpClient As(Role role, Guid? partnership = null) => As(UserName(role, partnership ?? Here));

    /// <summary>A client that speaks for a user.</summary>
    public HttpClient As(string user)
    {
        var client = Anyone();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", TokenOf(user));
        return client;
    }

    /// <summary>A client of a user who came without saying what for: a session of its own.</summary>
    public async Task<HttpClient> WithoutPurposeAsync(string user)
    {
        var client = Anyone();
        var answer = await client.PostAsJsonAsync("/api/v1/access/sign-in", new { user, password = Password });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", (string)(await answer.Content.ReadFromJsonAsync<JsonObject>())!["token"]!);
        return client;
    }

    /// <summary>A client that nobody has signed in with.</summary>
    public HttpClient Anyone() => new(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = Address };

    public static string UserName(Role role, Guid partnership) => $"{WireName.Of(role)}-{(partnership == Here ? "here" : "elsewhere")}";

    /// <summary>Runs a scalar query as the server's superuser, to look behind the API.</summary>
    public async Task<T> ScalarAsync<T>(string sql, params object[] values)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Runs statements as the server's superuser, to arrange what no door of the API does.</summary>
    public async Task ExecuteAsync(string sql, params object[] values)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Creates one more member of a partnership and answers its user name.</summary>
    public async Task<string> AddMemberAsync(string user, Role role, Agency agency, Guid? partnership = null)
    {
        await using var scope = app!.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<PeopleDirectory>()
            .CreateMemberAsync(partnership ?? Here, user, Password, role, agency, default);
        return user;
    }

    /// <summary>What the operator of this program opened. No brakes: tests ask more than a person does.</summary>
    protected virtual DoorSettings Doors => new() { Rates = RateSettings.None };

    protected virtual void Adjust(WebApplicationBuilder builder) { }

    /// <summary>Endpoints that only a test's program has.</summary>
    protected virtual void Map(WebApplication program) { }

    protected override async Task Fill(string connectionString)
    {
        await Migrator.MigrateAsync(connectionString, ApiPassword, default);
        var folder = Path.Combine(Path.GetTempPath(), "spacesplaces-fill-" + Guid.NewGuid().ToString("N"));
        var host = SpacesPlaces.Api.Http.Host.Build(new HostSettings(Migrator.ApiConnection(connectionString, ApiPassword), folder), [], HashQuickly);
        await using (host)
        {
            foreach (var partnership in (Guid[])[Here, Elsewhere]) await FillPartnershipAsync(host.Services, partnership);
            await FillMoreAsync(host.Services);
        }

        NpgsqlConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>More content for the template of a derived fixture.</summary>
    protected virtual Task FillMoreAsync(IServiceProvider services) => Task.CompletedTask;

    private static async Task FillPartnershipAsync(IServiceProvider services, Guid id)
    {
        await using var scope = services.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<PeopleDirectory>();
        var factory = new GeometryFactory(new PrecisionModel(), 27700);
        await people.CreatePartnershipAsync(
            new()
            {
                PartnershipId = id,
                NameEn = id == Here ? "Here" : "Elsewhere",
                NameCy = id == Here ? "Yma" : "Man arall",
                Area = factory.CreateMultiPolygon([(Polygon)factory.ToGeometry(new Envelope(285_000, 325_000, 235_000, 275_000))]),
                BufferMetres = 1_000,
                SecondFactorRoles = [],
                CreatedAt = DateTimeOffset.UtcNow,
            }, default);
        await ShareEverythingAsync(scope.ServiceProvider, id);
        foreach (var role in Enum.GetValues<Role>())
        {
            var agency = role switch { Role.Reporter or Role.YouthLead => Agency.YouthService, Role.Analyst => Agency.Police, _ => Agency.ChildrensServices };
            await people.CreateMemberAsync(id, UserName(role, id), Password, role, agency, default);
        }
    }

    // A password costs a twelfth of a second to hash, and a run does it more than a thousand times. That the program's own take as long as
    // they have to is a fact of SignInTests.
    private static void HashQuickly(WebApplicationBuilder builder) =>
        builder.Services.Configure<PasswordHasherOptions>(options => options.IterationCount = 1_000);

    // Most tests are not about agreements: all agencies share all, for years.
    private static async Task ShareEverythingAsync(IServiceProvider services, Guid partnership)
    {
        var work = services.GetRequiredService<UnitOfWork>();
        await work.BeginForHouseAsync(partnership, default);
        services.GetRequiredService<SpacesContext>().SharingAgreements.Add(new()
        {
            PartnershipId = partnership,
            Id = Guid.CreateVersion7(),
            Version = 1,
            Reference = "ISP-1",
            PurposeEn = "Safer places",
            PurposeCy = "Mannau mwy diogel",
            Parties = Enum.GetValues<Agency>(),
            Items = Enum.GetValues<DataItem>(),
            SignedOn = new(2024, 1, 1),
            StartsOn = new(2024, 1, 1),
            EndsOn = new(2099, 12, 31),
            RecordedAt = DateTimeOffset.UtcNow,
        });
        await work.CommitAsync(UnitOfWork.Operator(partnership, PeopleDirectory.OperatorName), AuditAction.AgreementRecorded, "", default);
    }

    private string TokenOf(string user)
    {
        lock (tokens)
        {
            if (tokens.TryGetValue(user, out var known)) return known;
            using var client = Anyone();
            using var answer = client.PostAsJsonAsync("/api/v1/access/sign-in", new { user, password = Password, purpose = "data_quality" }).GetAwaiter().GetResult();
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            var body = answer.Content.ReadFromJsonAsync<JsonObject>().GetAwaiter().GetResult()!;
            return tokens[user] = (string)body["token"]!;
        }
    }
}

/// <summary>Keeps what the program logs.</summary>
public sealed class LogCatcher : ILoggerProvider
{
    private readonly System.Collections.Concurrent.ConcurrentQueue<string> lines = new();

    public IReadOnlyCollection<string> Lines => lines;

    public ILogger CreateLogger(string categoryName) => new Catcher(lines);

    public void Dispose() { }

    private sealed class Catcher(System.Collections.Concurrent.ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel level, EventId id, TState state, Exception? exception, Func<TState, Exception?, string> format) =>
            lines.Enqueue($"{level} {format(state, exception)} {exception}");
    }
}
