using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Npgsql;
using SpacesPlaces.Api.Tests.Incidents;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Ogc;

/// <summary>Map data is what the rooms show, to each role, and no question gets at what they withhold.</summary>
public sealed class OgcDisclosureTests(OgcWorld api) : IClassFixture<OgcWorld>
{
    private const string Items = "/ogc/collections/incidents/items";

    public static IEnumerable<object[]> Rooms =>
        from role in Enum.GetValues<Role>()
        from pair in ((string, string)[])
            [("incidents", "/api/v1/incidents?limit=1000"), ("spaces", "/api/v1/spaces?closed=true"), ("outreach", "/api/v1/outreach/sessions?from=2026-01-01&to=2026-12-31"), ("environment-tasks", "/api/v1/environment-tasks"), ("hotspots", "/api/v1/hotspots")]
        select new object[] { WireName.Of(role), $"{pair.Item1} {pair.Item2}" };

    [Theory]
    [MemberData(nameof(Rooms))]
    public async Task Collection_HoldsWhatTheRoomShows_FieldByField(string role, string what)
    {
        var (collection, path) = (what.Split(' ')[0], what.Split(' ')[1]);
        using var client = api.As(WireName.Parse<Role>(role));
        using var answer = await client.GetAsync(path);
        using var map = await client.GetAsync($"/ogc/collections/{collection}/items?limit=10000");
        if (answer.StatusCode == HttpStatusCode.Forbidden)
        {
            // Planners have spaces as areas, which is a room of its own.
            if (collection == "spaces" && role == "planner")
            {
                var areas = JsonNode.Parse(await client.GetStringAsync("/api/v1/spaces/areas"))!.AsArray();
                var shown = JsonNode.Parse(await map.Content.ReadAsStringAsync())!["features"]!.AsArray();
                Assert.Equal(areas.Select(area => (string)area!["band"]!).Order(), shown.Select(feature => (string)feature!["properties"]!["band"]!).Order());
                Assert.All(shown, feature => Assert.All(feature!["properties"]!.AsObject().Where(property => property.Key != "band"), property => Assert.Null(property.Value)));
                return;
            }

            await map.AssertProblemAsync(ProblemCodes.NotFound);
            Assert.DoesNotContain($"\"id\":\"{collection}\"", await client.GetStringAsync("/ogc/collections"), StringComparison.Ordinal);
            return;
        }

        Assert.Equal(HttpStatusCode.OK, map.StatusCode);
        var room = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        var items = (room as JsonArray ?? room["items"]!.AsArray()).Select(item => item!.AsObject()).ToList();
        var features = JsonNode.Parse(await map.Content.ReadAsStringAsync())!["features"]!.AsArray().Select(feature => feature!.AsObject()).ToList();
        Assert.Equal(items.Count, features.Count);
        foreach (var feature in features)
        {
            var item = collection == "hotspots"
                ? items.Single(one => (string?)one["analysisId"] == (string?)feature["properties"]!["analysisId"] && (int?)one["number"] == (int?)feature["properties"]!["number"] && (one["number"] is not null || Same(one["shape"], feature["geometry"])))
                : items.Single(one => (string)one["id"]! == (string)feature["id"]!);
            Assert.True(Same(item["point"] ?? item["location"] ?? item["shape"], feature["geometry"]), $"{collection}: {feature["geometry"]} is not {item["point"] ?? item["location"] ?? item["shape"]}");
            foreach (var (name, value) in feature["properties"]!.AsObject())
            {
                var theirs = (collection, name) switch { ("spaces", "agency") => item["openedBy"], ("environment-tasks", "agency") => item["recordedBy"], _ => item[name] };
                Assert.True(Equal(theirs, value), $"{role} {collection} {name}: {value?.ToJsonString() ?? "null"} instead of {theirs?.ToJsonString() ?? "null"}");
            }
        }
    }

    [Fact]
    public async Task RecordsOfWhichOnlyTheSquareIsShown_AnswerToBoxesAndTimesBySquareAndDay()
    {
        using var panel = api.As(Role.MaceMember);
        var all = await FeaturesAsync(panel, "limit=1000");
        var coarse = all.Where(feature => (string)feature["properties"]!["precision"]! == "grid_square1_km").ToList();
        Assert.Equal(OgcWorld.Youth + OgcWorld.Police, coarse.Count);
        foreach (var (id, agency) in api.Incidents.Where(pair => coarse.Any(feature => (string)feature["id"]! == pair.Key.ToString())).Take(6))
        {
            var (x, y) = await TrueAsync(id);
            var shown = OgcWalkTests.Positions(coarse.Single(feature => (string)feature["id"]! == id.ToString())["geometry"]).Single();
            var centre = NationalGrid.Helmert.FromLonLat(shown.X, shown.Y);
            Assert.Equal((Math.Floor(x / 1_000) * 1_000) + 500, centre.Easting, 0.01);

            // A box around where it truly was finds it no more than any record of the square; a box around the middle always does.
            Assert.DoesNotContain(id.ToString(), await IdsAsync(panel, Box(x, y, 1)));
            Assert.Contains(id.ToString(), await IdsAsync(panel, Box(centre.Easting, centre.Northing, 1)));
            // Halves of the square tell nothing of which half it was in.
            var halves = new List<int>();
            foreach (var edge in (double[])[100, 200, 300, 400]) halves.Add((await IdsAsync(panel, Box(centre.Easting - 500 + (edge / 2), centre.Northing, edge / 2))).Count(found => found != "nowhere"));
            Assert.Single(halves.Distinct());
        }

        // Half past eleven at night and the morning after are each a day; no hour of it can be asked for.
        var day = (await FeaturesAsync(panel, "limit=1000&datetime=2026-03-06")).Count;
        Assert.Equal(day, (await FeaturesAsync(panel, "limit=1000&datetime=2026-03-06T03:00:00Z")).Count);
        Assert.Equal(day, (await FeaturesAsync(panel, "limit=1000&datetime=2026-03-06T22:00:00Z/2026-03-06T22:00:01Z")).Count);
    }

    [Fact]
    public async Task ReaderOfMixedPrecision_CannotAskExactlyByWhatIsShownCoarsely()
    {
        // The other partnership: from now on its agencies share places by square only.
        await api.RunAsync($"update sharing_agreement set items = array_remove(items, 'exact_place') where partnership_id = '{TestApi.Elsewhere}'");
        using var analyst = api.As(Role.Analyst, TestApi.Elsewhere);
        var room = (await (await analyst.GetAsync("/api/v1/incidents?limit=1000")).ReadAsync<IncidentPage>()).Items.ToDictionary(item => item.Id.ToString());
        var features = await FeaturesAsync(analyst, "limit=1000");
        Assert.Equal(room.Count, features.Count);
        foreach (var feature in features)
        {
            var item = room[(string)feature["id"]!];
            Assert.Equal(WireName.Of(item.Precision), (string)feature["properties"]!["precision"]!);
            Assert.True(Equal(JsonValue.Create(item.OccurredFrom.ToString("O", CultureInfo.InvariantCulture)), feature["properties"]!["occurredFrom"]));
            if (item.Point is { } point) Assert.Equal(point.X, OgcWalkTests.Positions(feature["geometry"]).Single().X, 1e-7);
        }

        foreach (var item in room.Values.Where(item => item.Point is not null))
        {
            var (x, y) = await TrueAsync(item.Id);
            Assert.Equal(item.Precision == LocationPrecision.Exact, (await IdsAsync(analyst, Box(x, y, 1))).Contains(item.Id.ToString()));
            var filter = Uri.EscapeDataString(string.Create(CultureInfo.InvariantCulture, $"S_INTERSECTS(geometry,BBOX({x - 1},{y - 1},{x + 1},{y + 1}))"));
            Assert.Equal(item.Precision == LocationPrecision.Exact, (await IdsAsync(analyst, $"filter={filter}&filter-crs={Grid}")).Contains(item.Id.ToString()));
        }

        // Nor by what a coarse reader does not get at all.
        var coarse = room.Values.Count(item => item.Precision != LocationPrecision.Exact);
        Assert.Equal(coarse, (await FeaturesAsync(analyst, "limit=1000&filter=accuracyMetres%20IS%20NULL")).Count);
        Assert.Equal(room.Count - coarse, (await FeaturesAsync(analyst, "limit=1000&filter=accuracyMetres%20%3D%2020")).Count);
    }

    [Fact]
    public async Task Nobody_GetsPublishedBoundariesAndPlaces_AndNothingElse()
    {
        using var nobody = api.Anyone();
        foreach (var collection in OgcWorld.Collections)
        {
            var open = collection is "boundaries" or "places";
            foreach (var path in (string[])["", "/queryables", "/items"])
            {
                using var answer = await nobody.GetAsync($"/ogc/collections/{collection}{path}");
                if (open) Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                else await answer.AssertProblemAsync(ProblemCodes.NotFound);
            }
        }

        foreach (var (id, _) in api.Incidents) await (await nobody.GetAsync($"{Items}/{id}")).AssertProblemAsync(ProblemCodes.NotFound);
        // The place that somebody entered by hand is the partnership's own.
        Assert.Equal(11, (await FeaturesOfAsync(nobody, "/ogc/collections/places/items?limit=1000")).Count);
        using var reporter = api.As(Role.Reporter);
        Assert.Equal(12, (await FeaturesOfAsync(reporter, "/ogc/collections/places/items?limit=1000")).Count);
    }

    [Fact]
    public async Task ReadingIsWrittenDown_WithWhatWasShown_AndCountsForTheBudget()
    {
        using var analyst = api.As(Role.Analyst);
        var shown = (await FeaturesAsync(analyst, "limit=5")).Select(feature => Guid.Parse((string)feature["id"]!)).Order().ToArray();
        var entry = await api.ScalarAsync<string>(
            "select action || ' ' || outcome || ' ' || (detail ->> 'through') || ' ' || (detail ->> 'shown') from audit_entry where partnership_id = $1 and subjects @> $2 order by sequence desc limit 1", TestApi.Here, shown);
        Assert.Equal("incidents_listed done ogc 5", entry);

        using var planner = api.As(Role.Planner);
        await (await planner.GetAsync(Items)).AssertProblemAsync(ProblemCodes.NotFound);
        Assert.Equal("refused not_found", await api.ScalarAsync<string>(
            "select outcome || ' ' || problem from audit_entry where partnership_id = $1 and role = 'planner' and action = 'incidents_listed' order by sequence desc limit 1", TestApi.Here));

        // Fewer than a partnership can set, so that a test need not record many.
        await api.RunAsync($"alter table partnership drop constraint partnership_views_sane; update partnership set views_per_hour = 3 where partnership_id = '{TestApi.Here}'");
        try
        {
            using var chair = api.As(Role.MaceChair);
            await (await chair.GetAsync($"{Items}?limit=10")).AssertProblemAsync(ProblemCodes.ViewBudgetSpent);
        }
        finally
        {
            await api.RunAsync($"update partnership set views_per_hour = 100000 where partnership_id = '{TestApi.Here}'");
        }
    }

    [Fact]
    public async Task RecordsOneIsExcludedFrom_AndRestrictedOnes_AreNowhere()
    {
        using var youth = api.As(Role.Reporter);
        var restricted = Guid.CreateVersion7();
        await (await youth.PostAsync(Examples.PathOf(restricted), Examples.Harm(305_555, 255_555) with { Sensitivity = Sensitivity.Restricted })).ReadAsync<Receipt>(HttpStatusCode.Created);
        try
        {
            using var analyst = api.As(Role.Analyst);
            await (await analyst.GetAsync($"{Items}/{restricted}")).AssertProblemAsync(ProblemCodes.NotFound);
            Assert.DoesNotContain(restricted.ToString(), await IdsAsync(analyst, Box(305_555, 255_555, 1_000)));
            Assert.Equal(HttpStatusCode.OK, (await youth.GetAsync($"{Items}/{restricted}")).StatusCode);
        }
        finally
        {
            await api.RunAsync($"update incident set status = 'withdrawn', withdrawn_reason = 'A test' where id = '{restricted}'");
        }
    }

    private static string Grid => Uri.EscapeDataString("http://www.opengis.net/def/crs/EPSG/0/27700");

    private static string Box(double x, double y, double half) => string.Create(CultureInfo.InvariantCulture, $"bbox={x - half},{y - half},{x + half},{y + half}&bbox-crs={Grid}");

    private async Task<(double X, double Y)> TrueAsync(Guid id)
    {
        await using var connection = new NpgsqlConnection(api.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select st_x(point), st_y(point) from incident where id = $1", connection) { Parameters = { new() { Value = id } } };
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        return (row.GetDouble(0), row.GetDouble(1));
    }

    private static Task<List<JsonObject>> FeaturesAsync(HttpClient client, string query) => FeaturesOfAsync(client, $"{Items}?{query}");

    private static async Task<List<JsonObject>> FeaturesOfAsync(HttpClient client, string path) =>
        [.. (await OgcWalkTests.JsonAsync(client, path, "application/geo+json"))["features"]!.AsArray().Select(feature => feature!.AsObject())];

    // What is somewhere: what is nowhere is in every box.
    private static async Task<List<string>> IdsAsync(HttpClient client, string query) =>
        [.. (await FeaturesAsync(client, $"limit=1000&{query}")).Where(feature => feature["geometry"] is not null).Select(feature => (string)feature["id"]!)];

    private static bool Same(JsonNode? theirs, JsonNode? ours)
    {
        var (a, b) = (OgcWalkTests.Positions(theirs).ToList(), OgcWalkTests.Positions(ours).ToList());
        return a.Count == b.Count && a.Zip(b).All(pair => Math.Abs(pair.First.X - pair.Second.X) < 1e-7 && Math.Abs(pair.First.Y - pair.Second.Y) < 1e-7);
    }

    // Times may be written with either sign of Greenwich; what a room leaves out is null here.
    private static bool Equal(JsonNode? theirs, JsonNode? ours)
    {
        if (theirs is null || ours is null) return theirs is null && ours is null;
        if (ours is JsonValue value && value.TryGetValue<string>(out var text) && text.Contains('T', StringComparison.Ordinal)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var instant))
            return DateTimeOffset.Parse((string)theirs!, CultureInfo.InvariantCulture) == instant;
        return JsonNode.DeepEquals(theirs, ours);
    }
}
