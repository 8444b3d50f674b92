using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Matrix;

/// <summary>Somebody who asks. Column is the person's column of the table.</summary>
internal sealed record Person(string Name, string Column, Role Role, Agency Agency, Guid Partnership, Guid Id);

/// <summary>
/// The program without its worker, in a world made for the matrix: one person per role, a colleague in each of their agencies, an
/// agency that shares, one that does not, and another partnership. Every hidden string in it is a canary.
/// </summary>
public class MatrixWorld : TestApi
{
    private readonly ConcurrentDictionary<string, HttpClient> clients = new();
    private Task<Walk>? walk;

    internal Policy Policy { get; } = Policy.Read();

    internal Canaries Canaries { get; } = new();

    internal ConcurrentBag<Heard> Heard { get; } = [];

    internal Rows Rows { get; } = new();

    internal Things Things { get; private set; } = null!;

    /// <summary>Who asks, in the order of the table's columns; the first is nobody.</summary>
    internal List<Person> People { get; } = [];

    /// <summary>Others in the world, who never ask: they have made things.</summary>
    internal Dictionary<Agency, Person> Colleagues { get; } = [];

    internal Person Stranger { get; private set; } = null!;

    private readonly Guid placeHere = Guid.CreateVersion7(), placeElsewhere = Guid.CreateVersion7();

    /// <summary>The named place at which every planted incident lies.</summary>
    internal Guid PlaceOf(Guid partnership) => partnership == Here ? placeHere : placeElsewhere;

    /// <summary>The agency that shares with everybody who asks, and the one that shares with nobody.</summary>
    internal const Agency Sharing = Agency.Health, NotSharing = Agency.Licensing;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        foreach (var agency in (Agency[])[Agency.YouthService, Agency.Police, Agency.ChildrensServices, Sharing, NotSharing])
            Colleagues[agency] = await AddPersonAsync($"colleague-{WireName.Of(agency)}", Role.Reporter, agency, Here);
        await AddMemberAsync("second-data-protection", Role.DataProtection, Agency.ChildrensServices);
        Stranger = await AddPersonAsync(Canaries.Plant("a name elsewhere", _ => false), Role.Reporter, Agency.YouthService, Elsewhere);
        People.Add(Colleagues[Agency.Police] with { Name = Policy.Nobody, Column = Policy.Nobody });
        foreach (var role in Enum.GetValues<Role>())
        {
            var user = UserName(role, Here);
            var agency = await ScalarAsync<string>("select agency from membership m join account a on a.id = m.account_id where user_name = $1", user);
            var id = await ScalarAsync<Guid>("select id from account where user_name = $1", user);
            People.Add(new(WireName.Of(role), WireName.Of(role), role, WireName.Parse<Agency>(agency), Here, id));
        }

        await ScalarAsync<object>(
            "update sharing_agreement set parties = $1 where partnership_id = $2 returning id",
            People.Select(person => person.Agency).Append(Sharing).Distinct().Select(WireName.Of).ToArray(), Here);
        await ScalarAsync<object>("update partnership set views_per_hour = 100000 where partnership_id = $1 returning partnership_id", Here);
        Things = new(this);
        Things.PlantElsewhere();
        await Rows.StoreAsync(ConnectionString);
        foreach (var person in People) ClientOf(person);
    }

    /// <summary>Bytes as the program keeps the files of exports.</summary>
    internal byte[] Protect(byte[] content) => Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("exports").Protect(content);

    /// <summary>The version of a person that a change must name, as an administrator reads it; any, for people who are not of this partnership.</summary>
    internal async Task<string> VersionOfPersonAsync(string id)
    {
        using var admin = As(Role.Admin);
        var people = await admin.GetFromJsonAsync<JsonArray>("/api/v1/access/people");
        return $"\"{people!.FirstOrDefault(person => (string)person!["id"]! == id)?["version"] ?? 1}\"";
    }

    /// <summary>A client that speaks for a person and keeps all that they are told.</summary>
    internal HttpClient ClientOf(Person person) => clients.GetOrAdd(person.Column, _ => NewClientOf(person));

    /// <summary>The same, with a session of its own where <paramref name="token"/> is given.</summary>
    internal HttpClient NewClientOf(Person person, string? token = null)
    {
        var client = new HttpClient(new Recorder(person, Heard, new SocketsHttpHandler
        {
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
        }))
        {
            BaseAddress = Address,
        };
        using var signedIn = person.Column == Policy.Nobody ? Anyone() : As(person.Role);
        var authorization = signedIn.DefaultRequestHeaders.Authorization;
        client.DefaultRequestHeaders.Authorization = token is null ? authorization : new("Bearer", token);
        return client;
    }

    /// <summary>The walk over every door, made once.</summary>
    internal Task<Walk> WalkAsync() => walk ??= Walk.OfAsync(this, Policy.Rows);

    protected override void Adjust(WebApplicationBuilder builder) =>
        // Jobs stay as they are planted.
        builder.Services.Remove(builder.Services.Single(service =>
            service.ServiceType == typeof(IHostedService)
            && service.ImplementationFactory?.Method.DeclaringType?.DeclaringType == typeof(Analyses.JobApi)));

    private async Task<Person> AddPersonAsync(string user, Role role, Agency agency, Guid partnership)
    {
        await AddMemberAsync(user, role, agency, partnership);
        return new(user, WireName.Of(role), role, agency, partnership, await ScalarAsync<Guid>("select id from account where user_name = $1", user));
    }
}
