using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NetTopologySuite.Geometries;
using Npgsql;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Bench;

/// <summary>A private cluster with two partnerships over the same 40 km by 40 km, one person per role in the first, all agencies sharing all.</summary>
internal sealed class BenchWorld : IAsyncDisposable
{
    public const string ApiPassword = "bench";
    public const string Password = "correct horse battery";

    public static readonly Guid Partnership = Guid.Parse("0196a000-0000-7000-8000-00000000000a");
    public static readonly Guid Other = Guid.Parse("0196a000-0000-7000-8000-00000000000b");

    private readonly PrivateCluster cluster;
    private readonly string folder;

    private BenchWorld(PrivateCluster cluster, string folder) => (this.cluster, this.folder) = (cluster, folder);

    /// <summary>A superuser's connection.</summary>
    public string Owner => cluster.SuperuserConnectionString("bench");

    public string Api => Migrator.ApiConnection(Owner, ApiPassword);

    public string DataFolder => Path.Combine(folder, "data");

    public Dictionary<Role, Guid> Accounts { get; } = [];

    public static async Task<BenchWorld> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("spacesplaces-bench-").FullName;
        var cluster = await PrivateCluster.CreateOrOpen(Path.Combine(folder, "cluster"));
        await cluster.Start();
        await cluster.CreateDatabase("bench");
        var world = new BenchWorld(cluster, folder);
        await Migrator.MigrateAsync(world.Owner, ApiPassword, default);
        await using (var host = Host.Build(new HostSettings(world.Api, world.DataFolder), [])) await world.FillAsync(host.Services);
        return world;
    }

    /// <summary>The program inside this process, on a free port, without brakes.</summary>
    public async Task<WebApplication> BuildAsync(Action<WebApplicationBuilder> adjust)
    {
        var host = Host.Build(new HostSettings(Api, DataFolder) { Doors = new() { Rates = RateSettings.None } }, [], builder =>
        {
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.SetMinimumLevel(LogLevel.Error);
            adjust(builder);
        });
        await host.StartAsync();
        return host;
    }

    public Task<HttpClient> SignInAsync(WebApplication host, Role role) =>
        SignInAsync(new Uri(host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()), role);

    public static Task<HttpClient> SignInAsync(Uri address, Role role) => SignInAsync(address, WireName.Of(role));

    public static async Task<HttpClient> SignInAsync(Uri address, string user)
    {
        var client = new HttpClient { BaseAddress = address };
        var answer = await client.PostAsJsonAsync("/api/v1/access/sign-in", new { user, password = Password, purpose = "data_quality" });
        var token = (string)(await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>())!["token"]!;
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await cluster.Delete();
        Directory.Delete(folder, recursive: true);
    }

    private async Task FillAsync(IServiceProvider services)
    {
        var factory = new GeometryFactory(new PrecisionModel(), 27700);
        foreach (var (id, name) in new[] { (Partnership, "Bench"), (Other, "Other") })
        {
            await using var scope = services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<PeopleDirectory>().CreatePartnershipAsync(
                new()
                {
                    PartnershipId = id,
                    NameEn = name,
                    NameCy = name + " (cy)",
                    Area = factory.CreateMultiPolygon([(Polygon)factory.ToGeometry(new Envelope(285_000, 325_000, 235_000, 275_000))]),
                    BufferMetres = 1_000,
                    // Nobody is here to type a code.
                    SecondFactorRoles = [],
                    CreatedAt = DateTimeOffset.UtcNow,
                }, default);
        }

        await using var people = services.CreateAsyncScope();
        foreach (var role in Enum.GetValues<Role>())
            Accounts[role] = await people.ServiceProvider.GetRequiredService<PeopleDirectory>().CreateMemberAsync(
                Partnership, WireName.Of(role), Password, role, role == Role.Analyst ? Agency.Police : Agency.YouthService, default);
        await AgreeAsync(services);
    }

    private static async Task AgreeAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        await using var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        await work.BeginForHouseAsync(Partnership, default);
        scope.ServiceProvider.GetRequiredService<SpacesContext>().SharingAgreements.Add(new()
        {
            PartnershipId = Partnership,
            Id = Guid.CreateVersion7(),
            Version = 1,
            Reference = "bench",
            PurposeEn = "Measuring",
            PurposeCy = "Mesur",
            Parties = Enum.GetValues<Agency>(),
            Items = Enum.GetValues<DataItem>(),
            SignedOn = new(2024, 1, 1),
            StartsOn = new(2024, 1, 1),
            EndsOn = new(2099, 12, 31),
            RecordedAt = DateTimeOffset.UtcNow,
        });
        await work.CommitAsync(UnitOfWork.Operator(Partnership, PeopleDirectory.OperatorName), AuditAction.AgreementRecorded, "", default);
    }
}
