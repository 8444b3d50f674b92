using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Ogc;

/// <summary>Tiles are the items again: the same features, values and places for every role, and nothing finer; counts give no few away.</summary>
public sealed class TileDisclosureTests(OgcWorld api) : IClassFixture<OgcWorld>
{
    private const int Close = 14, OfAreas = 11;

    public static IEnumerable<object[]> Everybody =>
        from who in Enum.GetValues<Role>().Select(WireName.Of).Append("nobody")
        from collection in OgcWorld.Collections
        select new object[] { who, collection };

    [Theory]
    [MemberData(nameof(Everybody))]
    public async Task Tiles_HoldTheItems_ValueByValue(string who, string collection)
    {
        using var client = who == "nobody" ? api.Anyone() : api.As(WireName.Parse<Role>(who));
        using var items = await client.GetAsync($"/ogc/collections/{collection}/items?limit=10000");
        if (items.StatusCode == HttpStatusCode.NotFound)
        {
            foreach (var path in (string[])[$"tiles/{collection}.json", $"tiles/{collection}/0/0/0.mvt", $"tiles/{collection}/14/8035/5403.mvt", $"collections/{collection}/tiles", $"collections/{collection}/tiles/WebMercatorQuad"])
                await (await client.GetAsync($"/ogc/{path}")).AssertProblemAsync(ProblemCodes.NotFound);
            return;
        }

        var features = JsonNode.Parse(await items.Content.ReadAsStringAsync())!["features"]!.AsArray().Where(feature => feature!["geometry"] is not null).ToDictionary(feature => (string)feature!["id"]!, feature => feature!);
        var isPoints = features.Values.All(feature => (string)feature["geometry"]!["type"]! == "Point");
        var zoom = isPoints || collection == "context-events" ? Close : OfAreas;
        var seen = new HashSet<string>();
        foreach (var (x, y) in features.Values.SelectMany(feature => TilesOf(feature["geometry"], zoom)).Distinct())
            foreach (var feature in await TileAsync(client, $"/ogc/tiles/{collection}/{zoom}/{x}/{y}.mvt"))
            {
                Assert.Equal(collection, feature.Layer);
                var item = features[feature.Id];
                if (isPoints)
                {
                    Assert.True(seen.Add(feature.Id), $"{feature.Id} is in two tiles.");
                    var (right, down) = PlaceOf(OgcWalkTests.Positions(item["geometry"]).Single(), zoom, x, y);
                    Assert.Equal(right, feature.Parts.Single().Single().X, 0.51);
                    Assert.Equal(down, feature.Parts.Single().Single().Y, 0.51);
                }

                seen.Add(feature.Id);
                foreach (var (name, value) in item["properties"]!.AsObject())
                    Assert.True(Same(value, feature.Values.GetValueOrDefault(name)), $"{who} {collection} {name}: {value?.ToJsonString()} is {feature.Values.GetValueOrDefault(name)}");
                Assert.Equal(item["properties"]!.AsObject().Count(property => property.Value is not null) + 1, feature.Values.Count);
            }

        Assert.Equal(features.Keys.Order(), seen.Order());
    }

    [Theory]
    [InlineData(Role.MaceMember)]
    [InlineData(Role.MaceChair)]
    [InlineData(Role.Assessor)]
    public async Task CoarseRecords_AreInTheMiddleOfTheirSquare_AtEveryZoom(Role role)
    {
        using var panel = api.As(role);
        foreach (var (id, _) in api.Incidents.Take(5))
        {
            if (await api.ScalarAsync<bool>("select point is null from incident where id = $1", id)) continue;
            var (easting, northing) = (await api.ScalarAsync<double>("select st_x(point) from incident where id = $1", id), await api.ScalarAsync<double>("select st_y(point) from incident where id = $1", id));
            var (trueX, trueY) = InTile(NationalGrid.Helmert.ToLonLat(easting, northing), 16);
            Assert.DoesNotContain(await TileAsync(panel, $"/ogc/tiles/incidents/16/{trueX}/{trueY}.mvt"), feature => feature.Id == id.ToString());
            var middle = NationalGrid.Helmert.ToLonLat((Math.Floor(easting / 1_000) * 1_000) + 500, (Math.Floor(northing / 1_000) * 1_000) + 500);
            foreach (var zoom in (int[])[14, 15, 16])
            {
                var (x, y) = InTile(middle, zoom);
                var found = (await TileAsync(panel, $"/ogc/tiles/incidents/{zoom}/{x}/{y}.mvt")).Single(feature => feature.Id == id.ToString());
                var (right, down) = PlaceOf((middle.Lon, middle.Lat), zoom, x, y);
                Assert.Equal((Math.Round(right), Math.Round(down)), found.Parts.Single().Single());
                Assert.Equal("grid_square1_km", found.Values["precision"]);
            }
        }
    }

    [Fact]
    public async Task Counts_AreOfWhatTheReaderSees_AndNeverOfFewerThanTheLeast()
    {
        using var analyst = api.As(Role.Analyst);
        using var reporter = api.As(Role.Reporter);
        foreach (var zoom in Enumerable.Range(0, 14))
        {
            var (x, y) = InTile(NationalGrid.Helmert.ToLonLat(301_500, 251_500), zoom);
            var squares = await TileAsync(analyst, $"/ogc/tiles/incidents/{zoom}/{x}/{y}.mvt");
            Assert.NotEmpty(squares);
            Assert.All(squares, square =>
            {
                Assert.Equal("incidents-counts", square.Layer);
                Assert.Equal(["cellMetres", "count"], square.Values.Keys.Order());
                Assert.True((long)square.Values["count"] >= 5);
                Assert.Equal(zoom >= 10 ? 1_000L : zoom >= 8 ? 4_000L : zoom >= 5 ? 16_000L : 64_000L, square.Values["cellMetres"]);
            });
            // Whoever sees none of the seven of the police is told of none in their square.
            if (zoom >= 10) Assert.Empty(await TileAsync(reporter, $"/ogc/tiles/incidents/{zoom}/{x}/{y}.mvt"));
        }

        var all = await TileAsync(analyst, "/ogc/tiles/incidents/0/0/0.mvt");
        Assert.InRange(all.Sum(square => (long)square.Values["count"]), OgcWorld.Youth, OgcWorld.Youth + OgcWorld.Police);
        // Published counts keep nothing back.
        var published = await TileAsync(analyst, "/ogc/tiles/context-events/0/0/0.mvt");
        Assert.Equal(59, published.Sum(square => (long)square.Values["count"]));
    }

    [Fact]
    public async Task Reading_IsWrittenDown_AndSpendsTheBudget()
    {
        using var chair = api.As(Role.MaceChair);
        var (x, y) = InTile(NationalGrid.Helmert.ToLonLat(301_500, 251_500), Close);
        var shown = await TileAsync(chair, $"/ogc/tiles/incidents/{Close}/{x}/{y}.mvt");
        Assert.Equal($"incidents_listed done ogc {shown.Count}", await api.ScalarAsync<string>(
            "select action || ' ' || outcome || ' ' || (detail ->> 'through') || ' ' || cardinality(subjects) from audit_entry where partnership_id = $1 and role = 'mace_chair' order by sequence desc limit 1", TestApi.Here));
        Assert.NotEmpty(shown);
        await TileAsync(chair, "/ogc/tiles/incidents/9/0/0.mvt");
        Assert.Equal("incidents_listed 0", await api.ScalarAsync<string>(
            "select action || ' ' || cardinality(subjects) from audit_entry where partnership_id = $1 and role = 'mace_chair' order by sequence desc limit 1", TestApi.Here));

        await api.RunAsync($"alter table partnership drop constraint partnership_views_sane; update partnership set views_per_hour = 1 where partnership_id = '{TestApi.Here}'");
        try
        {
            await (await chair.GetAsync($"/ogc/tiles/incidents/{Close}/{x}/{y}.mvt")).AssertProblemAsync(ProblemCodes.ViewBudgetSpent);
        }
        finally
        {
            await api.RunAsync($"update partnership set views_per_hour = 100000 where partnership_id = '{TestApi.Here}'");
        }
    }

    internal static async Task<IReadOnlyList<TileFeature>> TileAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path);
        if (answer.StatusCode == HttpStatusCode.NoContent) return [];
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {answer.StatusCode}");
        Assert.Equal("application/vnd.mapbox-vector-tile", answer.Content.Headers.ContentType!.ToString());
        return ReadTile.Features(await answer.Content.ReadAsByteArrayAsync());
    }

    /// <summary>The tile in which a position lies.</summary>
    internal static (int X, int Y) InTile(LonLat at, int zoom)
    {
        var (x, y) = World(at.Lon, at.Lat, zoom);
        return ((int)Math.Floor(x), (int)Math.Floor(y));
    }

    private static (double X, double Y) World(double lon, double lat, int zoom)
    {
        var radians = lat * Math.PI / 180;
        return ((lon + 180) / 360 * (1 << zoom), (1 - (Math.Asinh(Math.Tan(radians)) / Math.PI)) / 2 * (1 << zoom));
    }

    private static (double Right, double Down) PlaceOf((double Lon, double Lat) at, int zoom, int x, int y)
    {
        var (right, down) = World(at.Lon, at.Lat, zoom);
        return ((right - x) * 4096, (down - y) * 4096);
    }

    private static IEnumerable<(int X, int Y)> TilesOf(JsonNode? geometry, int zoom)
    {
        var places = OgcWalkTests.Positions(geometry).Select(at => InTile(new(at.X, at.Y), zoom)).ToList();
        return from x in Enumerable.Range(places.Min(at => at.X), places.Max(at => at.X) - places.Min(at => at.X) + 1)
               from y in Enumerable.Range(places.Min(at => at.Y), places.Max(at => at.Y) - places.Min(at => at.Y) + 1)
               select (x, y);
    }

    private static bool Same(JsonNode? item, object? tile) => (item, tile) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        (JsonArray words, string text) => string.Join(',', words.Select(word => (string)word!)) == text,
        (JsonValue value, string text) when text.Contains('T', StringComparison.Ordinal) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var instant) =>
            DateTimeOffset.Parse((string)value!, CultureInfo.InvariantCulture) == instant,
        (JsonValue value, string text) => (string)value! == text,
        (JsonValue value, bool yes) => (bool)value == yes,
        (JsonValue value, long number) => (long)value == number,
        (JsonValue value, double number) => (double)value == number,
        _ => false,
    };
}
