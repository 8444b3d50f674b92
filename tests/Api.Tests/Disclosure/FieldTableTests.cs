using System.Net;
using System.Text.Json.Nodes;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Tests.Hotspots;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Disclosure;

/// <summary>SEC-21: the fields that each role gets are those of the table, neither more nor fewer; PRV-47: squares do not sharpen.</summary>
public sealed class FieldTableTests(DatasetRWorld api) : IClassFixture<DatasetRWorld>
{
    [Theory]
    [InlineData(Role.Analyst)]
    [InlineData(Role.YouthLead)]
    [InlineData(Role.Reporter)]
    [InlineData(Role.MaceMember)]
    [InlineData(Role.MaceChair)]
    [InlineData(Role.Assessor)]
    public async Task Incident_HasExactlyTheFieldsOfTheTable(Role role)
    {
        var id = await FullIncidentAsync();
        using var client = api.As(role);
        var one = JsonNode.Parse(await client.GetStringAsync($"/api/v1/incidents/{id}"))!.AsObject();
        var page = JsonNode.Parse(await client.GetStringAsync("/api/v1/incidents?limit=1000&status=withdrawn"))!["items"]!.AsArray();
        var listed = page.Select(item => item!.AsObject()).Single(item => (string)item["id"]! == id.ToString());
        var sight = Sights.OfIncidents(role);
        foreach (var body in (JsonObject[])[one, listed])
        {
            Assert.Equal(FieldTable.Incident.Keys.Order(), body.Select(field => field.Key).Order());
            Assert.Equal(
                FieldTable.Incident.Where(row => FieldTable.Gives(row.Value, sight)).Select(row => row.Key).Order(),
                body.Where(field => HasValue(field.Value)).Select(field => field.Key).Order());
        }

        if (sight.Precision == LocationPrecision.Exact) return;
        // "All, coarsened": the middle of a square and whole days.
        var view = await (await client.GetAsync($"/api/v1/incidents/{id}")).ReadAsync<IncidentView>();
        var (easting, northing) = Geodata.Crs.NationalGrid.Helmert.FromLonLat(view.Point!.Value.X, view.Point.Value.Y);
        Assert.Equal((500, 500), ((int)Math.Round(easting % 1_000), (int)Math.Round(northing % 1_000)));
        Assert.Equal((new DateTimeOffset(2026, 7, 9, 23, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 7, 10, 22, 59, 59, TimeSpan.Zero)), (view.OccurredFrom, view.OccurredTo));
    }

    [Fact]
    public async Task Hotspot_HasExactlyTheFieldsOfTheTable_ForEachSight()
    {
        await api.ScalarAsync<long>(
            """
            with made as (
                insert into place (partnership_id, id, name_en, name_cy, place_type, shape, point)
                select $1, gen_random_uuid(), 'Library', 'Llyfrgell', 'other', spot, spot from (select st_setsrid(st_makepoint(300500, 250500), 27700) as spot) as there
                returning 1)
            select count(*) from made
            """, TestApi.Here);
        using var analyst = api.As(Role.Analyst);
        var analysis = (await analyst.AnalyseAsync(DatasetR.Asked)).Id;
        foreach (var role in (Role[])[Role.Analyst, Role.MaceMember, Role.MaceChair, Role.Assessor, Role.YouthLead, Role.Planner])
        {
            using var client = api.As(role);
            var sight = Sights.OfHotspots(role);
            var body = JsonNode.Parse(await client.GetStringAsync($"/api/v1/hotspots?analysis={analysis}"))!.AsObject();
            Assert.Equal(["analysis", "items"], body.Select(field => field.Key).Order());
            AssertFields(FieldTable.Hotspot, sight, body["items"]![0]!.AsObject());
            if (body["analysis"] is JsonObject shown) AssertFields(FieldTable.Analysis, sight, shown);
            else Assert.Equal(HotspotSight.Band, sight);
        }
    }

    [Fact]
    public async Task AreasAndContext_HaveExactlyTheFieldsOfTheTable()
    {
        using var planner = api.As(Role.Planner);
        var areas = JsonNode.Parse(await planner.GetStringAsync("/api/v1/hotspots/areas?period=2024-Q1"))!.AsObject();
        Assert.Equal(["areas", "fewestSeveral", "fewestSome", "first", "last", "period"], areas.Select(field => field.Key).Order());
        Assert.All(areas["areas"]!.AsArray(), area => Assert.Equal(FieldTable.PublishedArea.Order(), area!.AsObject().Select(field => field.Key).Order()));
        var context = typeof(ContextSquare).GetProperties().Select(p => char.ToLowerInvariant(p.Name[0]) + p.Name[1..]);
        Assert.Equal(FieldTable.ContextSquare.Order(), context.Order());
    }

    [Fact]
    public async Task Square_IsTheSameInEveryView_AndForEveryPointOfIt()
    {
        using var analyst = api.As(Role.Analyst);
        using var member = api.As(Role.MaceMember);
        HashSet<string> seen = [];
        for (var i = 0; i < 12; i++)
        {
            var id = Guid.CreateVersion7();
            await (await analyst.PostAsync($"/api/v1/incidents/{id}", DatasetR.Harm(317_010 + (80 * i), 263_990 - (80 * i), "2026-02-01", []))).ReadAsync<Receipt>(HttpStatusCode.Created);
            for (var view = 0; view < 2; view++)
                seen.Add((await (await member.GetAsync($"/api/v1/incidents/{id}")).ReadAsync<IncidentView>()).Point!.Value.ToString()!);
        }

        Assert.Single(seen);
    }

    [Fact]
    public async Task HourInTheQuestion_TellsAReaderOfDaysNothing_AndDaysAreLocal()
    {
        using var analyst = api.As(Role.Analyst);
        using var member = api.As(Role.MaceMember);
        // Half past midnight on 10 July here is still 9 July in UTC.
        var id = Guid.CreateVersion7();
        var night = new DateTimeOffset(2024, 7, 9, 23, 30, 0, TimeSpan.Zero);
        await (await analyst.PostAsync($"/api/v1/incidents/{id}", DatasetR.Harm(316_500, 266_500, "2024-07-10", []) with { OccurredFrom = night, OccurredTo = night }))
            .ReadAsync<Receipt>(HttpStatusCode.Created);
        foreach (var (from, to, found) in ((string, string, int)[])[
            ("2024-07-10T09:00:00Z", "2024-07-10T10:00:00Z", 1), ("2024-07-10T00:00:00Z", "2024-07-10T00:00:01Z", 1),
            ("2024-07-09T00:00:00Z", "2024-07-09T12:00:00Z", 0), ("2024-07-09T23:00:00Z", "2024-07-10T23:00:00Z", 1),
            ("2024-07-10T23:00:00Z", "2024-07-11T12:00:00Z", 0), ("2024-07-08T00:00:00Z", "2024-07-09T23:00:00Z", 0)])
        {
            var page = await (await member.GetAsync($"/api/v1/incidents?from={from}&to={to}")).ReadAsync<IncidentPage>();
            Assert.True(page.NumberMatched == found, $"{from} to {to}: {page.NumberMatched}");
        }

        var exact = await (await analyst.GetAsync("/api/v1/incidents?from=2024-07-10T09:00:00Z&to=2024-07-10T10:00:00Z")).ReadAsync<IncidentPage>();
        Assert.Equal(0, exact.NumberMatched);
    }

    private static void AssertFields(IReadOnlyDictionary<string, HotspotSight[]> table, HotspotSight sight, JsonObject body)
    {
        Assert.Equal(table.Keys.Order(), body.Select(field => field.Key).Order());
        Assert.Equal(
            table.Where(row => row.Value.Contains(sight)).Select(row => row.Key).Order(), body.Where(field => HasValue(field.Value)).Select(field => field.Key).Order());
    }

    private static bool HasValue(JsonNode? node) => node is not null && node is not JsonArray { Count: 0 };

    // Every field has a value: a place, words with a reason, children known and unknown, withdrawn. Recorded by the reporter, so
    // that reporter and lead see it too.
    private async Task<Guid> FullIncidentAsync()
    {
        var place = await api.ScalarAsync<Guid>(
            """
            insert into place (partnership_id, id, name_en, name_cy, place_type, shape, point)
            select $1, gen_random_uuid(), 'Shelter', 'Lloches', 'other', spot, spot from (select st_setsrid(st_makepoint(318123, 268456), 27700) as spot) as there
            returning id
            """, TestApi.Here);
        using var reporter = api.As(Role.Reporter);
        var id = Guid.CreateVersion7();
        var evening = new DateTimeOffset(2026, 7, 10, 21, 15, 0, TimeSpan.Zero);
        var body = DatasetR.Harm(318_123, 268_456, "2026-07-10", [Tokens.New()]) with
        {
            OccurredFrom = evening,
            OccurredTo = evening,
            PlaceId = place,
            ChildrenUnknownCount = 1,
            Narrative = "A man called Rhys waited.",
            NarrativeLanguage = "en",
            IdentifyingReason = "Police need the name.",
            LanguageReason = "Asked for in these words.",
            OutreachSessionId = Guid.CreateVersion7(),
            Photos = [new(Guid.CreateVersion7(), "The shelter", new('0', 64), 10)],
        };
        await (await reporter.PostAsync($"/api/v1/incidents/{id}", body)).ReadAsync<Receipt>(HttpStatusCode.Created);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/incidents/{id}/withdrawal")
        {
            Content = System.Net.Http.Json.JsonContent.Create(new Withdrawal("Recorded twice"), options: WireJson.Options),
        };
        request.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
        await (await reporter.SendAsync(request)).ReadAsync<Receipt>();
        return id;
    }
}
