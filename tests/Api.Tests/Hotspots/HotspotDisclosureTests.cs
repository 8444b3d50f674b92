using System.Globalization;
using System.Net;
using System.Text.Json;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Hotspots;

/// <summary>Story D4, as far as the API decides it: who receives what of a hotspot.</summary>
public sealed class HotspotDisclosureTests(DatasetRWorld api) : IClassFixture<DatasetRWorld>
{
    [Theory]
    [InlineData(Role.MaceMember)]
    [InlineData(Role.MaceChair)]
    [InlineData(Role.Assessor)]
    public async Task CoreGroup_SeesFiguresAndNoTokensOrExactPoints(Role role)
    {
        var analysis = await AnalyseAsync();
        var (list, body) = await ReadAsync(role, analysis);
        var place = Assert.Single(list.Items);
        Assert.Equal((ClusterClass.PlaceRepeat, 5, 4), (place.Class, place.Events, place.DistinctChildren));
        Assert.Null(place.Band);
        Assert.Equal(5, place.SourceMix!["practitioner_observed"]);
        Assert.Equal(analysis, list.Analysis!.Id);
        Assert.Equal(100, list.Analysis.Request.EpsMetres);
        AssertNoTokens(body);
        AssertNoEventPoint(place.Shape);
        Assert.DoesNotContain("individual_repeat", body);
    }

    [Theory]
    [InlineData(Role.Planner)]
    [InlineData(Role.YouthLead)]
    public async Task ReaderOfBands_ReceivesAWordAndSquaresAndNothingElse(Role role)
    {
        var analysis = await AnalyseAsync();
        var (list, body) = await ReadAsync(role, analysis);
        Assert.Null(list.Analysis);
        var place = Assert.Single(list.Items);
        Assert.Equal(ConcernBand.BeingLookedAt, place.Band);
        AssertNoTokens(body);
        AssertNoEventPoint(place.Shape);

        // Every leaf of the body: the analysis id, the band, the kind of shape, and corners of the kilometre grid. No other number or word.
        var corners = new HashSet<(int, int)>();
        foreach (var leaf in Leaves(JsonDocument.Parse(body).RootElement))
        {
            switch (leaf.ValueKind)
            {
                case JsonValueKind.Number: break;
                case JsonValueKind.String: Assert.Contains(leaf.GetString(), (string[])[analysis.ToString(), "being_looked_at", "Polygon", "MultiPolygon"]); break;
                default: Assert.Equal(JsonValueKind.Null, leaf.ValueKind); break;
            }
        }

        foreach (var corner in place.Shape.Shape.Coordinates)
        {
            var (easting, northing) = NationalGrid.Helmert.FromLonLat(corner.X, corner.Y);
            Assert.Equal(0, Math.IEEERemainder(easting, 16_000), 0.1);
            Assert.Equal(0, Math.IEEERemainder(northing, 16_000), 0.1);
            corners.Add(((int)Math.Round(easting / 1000), (int)Math.Round(northing / 1000)));
        }

        var numbers = Leaves(JsonDocument.Parse(body).RootElement).Count(leaf => leaf.ValueKind == JsonValueKind.Number);
        Assert.Equal(2 * place.Shape.Shape.NumPoints, numbers);
        // The hull lies over the corner of four kilometres, which an answer of four squares would tell. It is one fixed area: of 16 km,
        // because no residents were supplied, and its four corners are all there is.
        Assert.Equal([(288, 240), (288, 256), (304, 240), (304, 256)], corners.Order());
        Assert.Equal(256e6, ToGrid(place.Shape).Area, 1e5);
    }

    [Fact]
    public async Task ReaderOfBands_SeesTheSameWithoutNamingTheAnalysis()
    {
        var analysis = await AnalyseAsync();
        using var planner = api.As(Role.Planner);
        var named = await planner.GetStringAsync($"/api/v1/hotspots?analysis={analysis}");
        var latest = await (await planner.GetAsync("/api/v1/hotspots")).ReadAsync<HotspotList>();
        Assert.Equal(
            JsonSerializer.Deserialize<HotspotList>(named, WireJson.Options)!.Items.Select(i => i.Shape.Shape.AsText()),
            latest.Items.Select(i => i.Shape.Shape.AsText()));
    }

    [Fact]
    public async Task ReaderOfBands_DoesNotSeeAnalysesThatTellKindSourceAgencyOrCorner()
    {
        var whole = await AnalyseAsync();
        using var planner = api.As(Role.Planner);
        foreach (var filtered in (NewHotspotAnalysis[])[
            DatasetR.Asked with { HarmTypes = [HarmType.Cce] }, DatasetR.Asked with { Agencies = [Agency.Police] },
            DatasetR.Asked with { SourceKinds = [SourceKind.PractitionerObserved] },
            DatasetR.Asked with { Area = new(new NetTopologySuite.Geometries.GeometryFactory().ToGeometry(new(-3.6, -3.3, 52.05, 52.25))) }])
        {
            var analysis = await AnalyseAsync(filtered);
            await (await planner.GetAsync($"/api/v1/hotspots?analysis={analysis}")).AssertProblemAsync(ProblemCodes.NotFound);
            var latest = await (await planner.GetAsync("/api/v1/hotspots")).ReadAsync<HotspotList>();
            Assert.NotEqual(analysis, Assert.Single(latest.Items).AnalysisId);
        }

        Assert.Equal(HttpStatusCode.OK, (await planner.GetAsync($"/api/v1/hotspots?analysis={whole}")).StatusCode);
    }

    [Fact]
    public void SquaresOfTouchingClusters_AreOneShapeInNoOrderOfTheirs()
    {
        NetTopologySuite.Geometries.Polygon Spot(double x, double y) => Geodata.Hotspots.ClusterHull.Of([new(x, y)]);
        // Two in neighbouring squares, one in the square diagonal to them, two in one square far to the south.
        NetTopologySuite.Geometries.Polygon[] hulls =
            [Spot(300_500, 250_500), Spot(301_500, 250_500), Spot(302_500, 251_500), Spot(310_300, 240_300), Spot(310_700, 240_700)];
        var shapes = HotspotShapes.Squares(hulls, Peopled);
        Assert.Equal([1e6, 3e6], shapes.Select(shape => shape.Area));
        Assert.Equal(shapes.Select(s => s.AsText()), HotspotShapes.Squares(hulls.Reverse(), Peopled).Select(s => s.AsText()));
        Assert.Equal(shapes.Select(s => s.AsText()), HotspotShapes.Squares([.. hulls, .. hulls], Peopled).Select(s => s.AsText()));
    }

    [Fact]
    public void HullOverAGridLine_TellsOneFixedSquareLikeAnyOther()
    {
        // The same hull moved about the corner of four squares: each answer is one square, and each square is one of the fixed ones.
        var random = new Random(3);
        for (var i = 0; i < 200; i++)
        {
            var (x, y) = (301_000 + random.Next(-90, 90), 251_000 + random.Next(-90, 90));
            var hull = Geodata.Hotspots.ClusterHull.Of([new(x - 60, y - 60), new(x + 60, y - 50), new(x, y + 110)]);
            var square = Assert.Single(HotspotShapes.Squares([hull], Peopled));
            Assert.Equal(1e6, square.Area);
            Assert.Equal(0, square.EnvelopeInternal.MinX % 1_000);
        }
    }

    // Everywhere enough people for areas of 1 km.
    private static FixedAreas Peopled { get; } =
        FixedAreas.Of(new Geodata.Grids.GridCellRange(288, 240, 319, 271).Cells().ToDictionary(cell => cell, _ => 600));

    [Fact]
    public async Task EveryRole_ReceivesWhatItsSightSaysAndTheRestNothing()
    {
        var analysis = await AnalyseAsync();
        foreach (var role in Enum.GetValues<Role>())
        {
            using var client = api.As(role);
            using var answer = await client.GetAsync($"/api/v1/hotspots?analysis={analysis}");
            var body = await answer.Content.ReadAsStringAsync();
            AssertNoTokens(body);
            switch (role)
            {
                case Role.Analyst:
                    Assert.Equal(2, JsonSerializer.Deserialize<HotspotList>(body, WireJson.Options)!.Items.Count);
                    break;
                case Role.MaceMember or Role.MaceChair or Role.Assessor:
                    Assert.Equal(5, Assert.Single(JsonSerializer.Deserialize<HotspotList>(body, WireJson.Options)!.Items).Events);
                    break;
                case Role.YouthLead or Role.Planner:
                    Assert.Null(Assert.Single(JsonSerializer.Deserialize<HotspotList>(body, WireJson.Options)!.Items).Events);
                    break;
                default:
                    Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
                    Assert.DoesNotContain("hull", body);
                    break;
            }

            using var members = await client.GetAsync($"/api/v1/hotspots/{analysis}/1/members");
            using var list = await client.GetAsync("/api/v1/hotspots/analyses");
            var expected = role == Role.Analyst ? HttpStatusCode.OK : HttpStatusCode.Forbidden;
            Assert.Equal((expected, expected), (members.StatusCode, list.StatusCode));
            if (role == Role.Analyst) continue;
            await (await client.PostAsync($"/api/v1/hotspots/analyses/{Guid.CreateVersion7()}", DatasetR.Asked)).AssertProblemAsync(ProblemCodes.NotAllowed);
        }
    }

    [Fact]
    public void ARoleThatNobodyThoughtOf_SeesNothing()
    {
        Assert.Equal(HotspotSight.None, Sights.OfHotspots((Role)999));
        Assert.Empty(Sights.ClassesOf((HotspotSight)999));
        foreach (var role in Enum.GetValues<Role>().Where(role => role != Role.Analyst))
        {
            Assert.DoesNotContain(ClusterClass.IndividualRepeat, Sights.ClassesOf(Sights.OfHotspots(role)));
            Assert.DoesNotContain(ClusterClass.Insufficient, Sights.ClassesOf(Sights.OfHotspots(role)));
        }
    }

    [Fact]
    public async Task AnotherPartnership_SeesNothing()
    {
        var analysis = await AnalyseAsync();
        using var stranger = api.As(Role.Analyst, TestApi.Elsewhere);
        await (await stranger.GetAsync($"/api/v1/hotspots?analysis={analysis}")).AssertProblemAsync(ProblemCodes.NotFound);
        await (await stranger.GetAsync($"/api/v1/hotspots/{analysis}/1/members")).AssertProblemAsync(ProblemCodes.NotFound);
        Assert.Empty(await (await stranger.GetAsync("/api/v1/hotspots/analyses")).ReadAsync<IReadOnlyList<HotspotAnalysisView>>());
        var latest = await (await stranger.GetAsync("/api/v1/hotspots")).ReadAsync<HotspotList>();
        Assert.Equal((null, 0), (latest.Analysis, latest.Items.Count));
        // Their own analysis over the same ground and window finds none of these events.
        var own = await stranger.HotspotsAsync((await stranger.AnalyseAsync(DatasetR.Asked)).Id);
        Assert.Equal(0, own.Analysis!.EventsConsidered);
    }

    [Fact]
    public async Task WhatWasShown_IsInTheAuditWithItsIds()
    {
        var analysis = await AnalyseAsync();
        using var analyst = api.As(Role.Analyst);
        await analyst.HotspotsAsync(analysis);
        await analyst.MembersAsync(analysis, 1);
        foreach (var action in (string[])["analysis_requested", "analysis_finished", "hotspots_seen", "hotspot_members_seen"])
            Assert.True(await api.ScalarAsync<bool>("select exists (select from audit_entry where action = $1 and $2 = any(subjects) and outcome = 'done')", action, analysis), action);
        Assert.True(await api.ScalarAsync<bool>(
            "select exists (select from audit_entry where action = 'hotspot_members_seen' and subjects @> $1)",
            (Guid[])[analysis, .. api.R.IdsOf("E1", "E2", "E3", "E4", "E5")]));
        Assert.False(await api.ScalarAsync<bool>(
            "select exists (select from audit_entry where action like 'hotspot%' and detail::text ~ any($1))", (object)api.R.Tokens.ToArray()));
    }

    [Fact]
    public async Task StoredResults_CannotBeChangedByTheApisRole()
    {
        var analysis = await AnalyseAsync();
        await using var connection = new Npgsql.NpgsqlConnection(api.ApiConnection);
        await connection.OpenAsync();
        foreach (var sql in (string[])["update hotspot set events = 9", "delete from hotspot_member", "update hotspot_analysis set method = 'x'", "delete from hotspot_analysis"])
        {
            await using var command = new Npgsql.NpgsqlCommand(sql, connection);
            var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => command.ExecuteNonQueryAsync());
            Assert.Equal(Npgsql.PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }

        using var analyst = api.As(Role.Analyst);
        Assert.Equal(2, (await analyst.HotspotsAsync(analysis)).Items.Count);
    }

    [Theory]
    [InlineData("subject=children", "word_unknown")]
    [InlineData("analysis=latest", "parameter_not_readable")]
    [InlineData("analysis=0196a000-0000-7000-8000-00000000dead", "not_found")]
    public async Task BadQuestions_AreOneProblemEach(string query, string code)
    {
        using var analyst = api.As(Role.Analyst);
        await (await analyst.GetAsync($"/api/v1/hotspots?{query}")).AssertProblemAsync(ProblemCodes.All.Single(p => p.Code == code));
    }

    [Fact]
    public async Task NearestPlace_IsToldToReadersOfFiguresAndNotOfBands()
    {
        await AddPlaceAsync("Bus station", "Gorsaf fysiau", 300_045, 250_500);
        await AddPlaceAsync("Library", "Llyfrgell", 302_000, 250_000);
        var analysis = await AnalyseAsync();
        var (seen, _) = await ReadAsync(Role.Analyst, analysis);
        Assert.Equal(("Bus station", "Gorsaf fysiau"), (seen.Items[0].NearestPlaceEn, seen.Items[0].NearestPlaceCy));
        Assert.Equal(0, seen.Items[0].NearestPlaceMetres!.Value % 10);
        Assert.InRange(seen.Items[0].NearestPlaceMetres!.Value, 470, 500);
        Assert.Equal("Bus station", (await ReadAsync(Role.MaceMember, analysis)).List.Items[0].NearestPlaceEn);
        Assert.DoesNotContain("Bus station", (await ReadAsync(Role.Planner, analysis)).Body);
    }

    private Task<long> AddPlaceAsync(string nameEn, string nameCy, double easting, double northing) => api.ScalarAsync<long>("""
        with made as (
            insert into place (partnership_id, id, name_en, name_cy, place_type, shape, point)
            select $1, gen_random_uuid(), $2, $3, 'transport_hub', spot, spot
            from (select st_setsrid(st_makepoint($4, $5), 27700) as spot) as there
            returning 1)
        select count(*) from made
        """, TestApi.Here, nameEn, nameCy, easting, northing);

    private async Task<Guid> AnalyseAsync(NewHotspotAnalysis? asked = null)
    {
        using var analyst = api.As(Role.Analyst);
        var job = await analyst.AnalyseAsync(asked ?? DatasetR.Asked);
        Assert.Equal(JobState.Succeeded, job.State);
        return job.Id;
    }

    private async Task<(HotspotList List, string Body)> ReadAsync(Role role, Guid analysis)
    {
        using var client = api.As(role);
        var body = await client.GetStringAsync($"/api/v1/hotspots?analysis={analysis}");
        return (JsonSerializer.Deserialize<HotspotList>(body, WireJson.Options)!, body);
    }

    private void AssertNoTokens(string body) => Assert.All(api.R.Tokens, token => Assert.DoesNotContain(token, body));

    // No corner of the shape within 5 m of an event, whether the body is read as degrees or as metres.
    private static void AssertNoEventPoint(AreaGeometry shape)
    {
        foreach (var (easting, northing) in (ReadOnlySpan<(double, double)>)[(300000, 250000), (300040, 250010), (300055, 249970), (300020, 250060), (300090, 250030)])
        {
            foreach (var corner in ToGrid(shape).Coordinates)
                Assert.True(Math.Abs(corner.X - easting) + Math.Abs(corner.Y - northing) > 5, string.Create(CultureInfo.InvariantCulture, $"{corner} is an event"));
        }
    }

    private static NetTopologySuite.Geometries.Geometry ToGrid(AreaGeometry shape) => Api.Http.Where.ToGrid(shape, NationalGrid.Helmert);

    private static IEnumerable<JsonElement> Leaves(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Leaves(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Leaves),
        _ => [element],
    };
}
