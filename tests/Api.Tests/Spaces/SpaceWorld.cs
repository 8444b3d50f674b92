using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using NetTopologySuite.Geometries;
using SpacesPlaces.Api.Tests.Governance;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Spaces;

/// <summary>What tests of spaces do again and again, in a few words.</summary>
internal static class SpaceWorld
{
    public const string Spaces = "/api/v1/spaces";

    public static DateOnly Today => DateOnly.FromDateTime(DateTime.UtcNow);

    /// <summary>A square of a side in metres from its south-west corner, as a client sends it.</summary>
    public static AreaGeometry Square(double easting, double northing, double side = 200) => new(new GeometryFactory(new PrecisionModel(), 4326).CreatePolygon(
        [.. new (double X, double Y)[] { (0, 0), (side, 0), (side, side), (0, side), (0, 0) }.Select(corner =>
        {
            var (lon, lat) = NationalGrid.Helmert.ToLonLat(easting + corner.X, northing + corner.Y);
            return new Coordinate(lon, lat);
        })]));

    public static NewSpace Park(double easting = 300_000, double northing = 250_000, double side = 200) => new(
        PlaceType.ParkOpenSpace, OwnerType.Council, "Workers were asked to look at the shelter", Today.AddDays(30), "The lower park", "Y parc isaf",
        Shape: Square(easting, northing, side));

    public static async Task<Guid> OpenAsync(this HttpClient client, NewSpace? space = null)
    {
        var id = Guid.CreateVersion7();
        await (await client.PostAsync($"{Spaces}/{id}", space ?? Park())).ReadAsync<Receipt>(HttpStatusCode.Created);
        return id;
    }

    public static async Task<SpaceFile> SpaceAsync(this HttpClient client, Guid id) => await (await client.GetAsync($"{Spaces}/{id}")).ReadAsync<SpaceFile>();

    public static async Task<IReadOnlyList<SpaceView>> ListSpacesAsync(this HttpClient client, string query = "") =>
        await (await client.GetAsync($"{Spaces}{query}")).ReadAsync<IReadOnlyList<SpaceView>>();

    public static async Task<HttpResponseMessage> ActAsync<TBody>(this HttpClient client, Guid id, string act, TBody body, int version)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Spaces}/{id}/{act}") { Content = JsonContent.Create(body, options: WireJson.Options) };
        request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{version}\""));
        return await client.SendAsync(request);
    }

    public static Task<HttpResponseMessage> MoveAsync(this HttpClient client, Guid id, SpaceStatus to, int version, string reason = "As the panel decided", int days = 25) =>
        client.ActAsync(id, "moves", new NewSpaceMove(to, reason, Today.AddDays(days)), version);

    /// <summary>Moves a fresh space along these statuses; answers the file as it stands then.</summary>
    public static async Task<SpaceFile> AlongAsync(this HttpClient client, Guid id, params SpaceStatus[] way)
    {
        foreach (var to in way)
            await (await client.MoveAsync(id, to, (await client.SpaceAsync(id)).Space.Version)).ReadAsync<SpaceFile>();
        return await client.SpaceAsync(id);
    }

    public static async Task<IReadOnlyList<SpaceEvent>> TimelineAsync(this HttpClient client, Guid id) =>
        (await (await client.GetAsync($"{Spaces}/{id}/timeline?limit=200")).ReadAsync<SpaceTimeline>()).Items;

    /// <summary>Runs a query while the program's clock is so many months ahead, and sets it back.</summary>
    public static async Task AfterMonthsAsync(this GovernedApi api, int months, Func<Task> look)
    {
        api.Clock.PastMonths(months);
        try
        {
            await look();
        }
        finally
        {
            api.Clock.Ahead = TimeSpan.Zero;
        }
    }
}
