using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using SpacesPlaces.Api.Tests.Spaces;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Planning;
using SpacesPlaces.Geodata.Vocabulary;
using Location = SpacesPlaces.Contracts.Location;

namespace SpacesPlaces.Api.Tests.Planning;

/// <summary>What tests of planning do again and again, in a few words.</summary>
internal static class PlanningWorld
{
    public const string Planning = "/api/v1/planning";

    public static SitingWeights Weights { get; } = new();

    /// <summary>A day some weeks ahead; plans are for later.</summary>
    public static DateOnly Ahead { get; } = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(28);

    /// <summary>An instant on that day, UTC.</summary>
    public static DateTimeOffset On(double hour, int days = 0) => new DateTimeOffset(Ahead.AddDays(days), TimeOnly.MinValue, TimeSpan.Zero).AddHours(hour);

    public static Location At(double easting, double northing) => new(new(easting, northing), PointSource.Pin, Crs: "EPSG:27700");

    public static PointGeometry Point(double easting, double northing)
    {
        var (lon, lat) = NationalGrid.Helmert.ToLonLat(easting, northing);
        return new(lon, lat);
    }

    public static NewCandidateSite Site(string name, double easting, double northing, int footfall = 2, HostTrust trust = HostTrust.Known) => new(
        At(easting, northing), PlaceType.TownCentre, name, Host: $"Host of {name}", Trust: trust, Footfall: new(footfall, footfall, footfall, footfall),
        Bus: BusAccess.Some, WelshSpeaking: true, StaffSafety: 2);

    public static async Task<Guid> AddSiteAsync(this HttpClient client, NewCandidateSite site)
    {
        var id = Guid.CreateVersion7();
        await (await client.PostAsync($"{Planning}/sites/{id}", site)).ReadAsync<Receipt>(HttpStatusCode.Created);
        return id;
    }

    public static async Task<SitingView> AskAsync(this HttpClient client, NewSiting asked) =>
        await (await client.PostAsync($"{Planning}/sitings/{Guid.CreateVersion7()}", asked)).ReadAsync<SitingView>(HttpStatusCode.Created);

    public static NewSiting Two(params Guid[] leftOut) => new(2, Ahead, StallTime.Saturday, Weights, LeftOut: leftOut.Length == 0 ? null : leftOut);

    /// <summary>Opens a space around a square and takes it to an active plan.</summary>
    public static async Task<Guid> PlanAsync(this TestApi api, double easting, double northing, double side = 200)
    {
        using var chair = api.As(Role.MaceChair);
        var id = await chair.OpenAsync(SpaceWorld.Park(easting, northing, side));
        await api.ExecuteAsync("update space set status = 'plan_active' where id = $1", id);
        return id;
    }

    public static Task<HttpResponseMessage> PutAsync<TBody>(this HttpClient client, string path, TBody body, int version)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, $"{Planning}/{path}") { Content = JsonContent.Create(body, options: WireJson.Options) };
        request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{version}\""));
        return client.SendAsync(request);
    }

    public static Task<HttpResponseMessage> MoveActivityAsync(this HttpClient client, Guid id, ActivityStatus to, int version)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"{Planning}/activities/{id}/moves") { Content = JsonContent.Create(new ActivityMove(to), options: WireJson.Options) };
        request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{version}\""));
        return client.SendAsync(request);
    }

    public static NewActivity Stall(string title = "A stall by the library") => new(
        ActivityKind.Stall, At(300_000, 250_000), On(10), On(14), Agency.YouthService, ActivityPurpose.Awareness, title);

    public static async Task<Guid> PlanAsync(this HttpClient client, NewActivity activity)
    {
        var id = Guid.CreateVersion7();
        await (await client.PostAsync($"{Planning}/activities/{id}", activity)).ReadAsync<Receipt>(HttpStatusCode.Created);
        return id;
    }

    public static async Task<ActivityView> ActivityAsync(this HttpClient client, Guid id) => await (await client.GetAsync($"{Planning}/activities/{id}")).ReadAsync<ActivityView>();
}
