using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Hotspots;

/// <summary>Bad questions to an analysis: each one problem with its own code, and no job.</summary>
public sealed class AnalysisRefusalTests(TestApi api) : IClassFixture<TestApi>
{
    private const string Good = """{"subject":"harm","epsMetres":100,"minEvents":3,"from":"2026-01-01","to":"2026-03-31"}""";

    public static TheoryData<string, string, string, string?> Bad => new()
    {
        { "epsMetres", "0", "distance_not_positive", "epsMetres" },
        { "epsMetres", "-5", "distance_not_positive", "epsMetres" },
        { "epsMetres", "0.5", "number_out_of_range", "epsMetres" },
        { "epsMetres", "1e9", "distance_too_large", "epsMetres" },
        { "epsMetres", "5000.01", "distance_too_large", "epsMetres" },
        { "epsMetres", "\"NaN\"", "body_not_readable", "epsMetres" },
        { "epsMetres", "null", "body_not_readable", "epsMetres" },
        { "minEvents", "1", "count_out_of_range", "minEvents" },
        { "minEvents", "1001", "count_out_of_range", "minEvents" },
        { "minEvents", "2.5", "body_not_readable", "minEvents" },
        { "to", "\"2025-12-31\"", "end_before_start", "to" },
        { "to", "\"2057-01-01\"", "range_too_long", "to" },
        { "from", "\"2026-02-30\"", "body_not_readable", "from" },
        { "subject", "\"children\"", "body_not_readable", "subject" },
        { "subject", "1", "body_not_readable", "subject" },
        { "harmTypes", "[\"loitering\"]", "body_not_readable", null },
        { "contextTypes", "[\"Robbery\"]", "field_not_allowed_here", "contextTypes" },
        { "colour", "\"red\"", "field_unknown", null },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task BadField_IsOneProblemAndNoJob(string field, string value, string code, string? where)
    {
        var body = JsonNode.Parse(Good)!.AsObject();
        body[field] = JsonNode.Parse(value);
        var problem = await AssertRefusedAsync(body.ToJsonString(), code);
        Assert.Single(problem["errors"]!.AsArray());
        if (where is not null) Assert.Equal(where, (string?)problem["errors"]![0]!["field"]);
    }

    [Fact]
    public Task BareNaN_IsNotReadable() => AssertRefusedAsync(Good.Replace("100", "NaN", StringComparison.Ordinal), "body_not_readable");

    [Fact]
    public Task NumberBeyondDoubles_IsRefused() => AssertRefusedAsync(Good.Replace("100", "1e999", StringComparison.Ordinal), "distance_too_large");

    [Fact]
    public Task MissingField_IsToldAsMissing() =>
        AssertRefusedAsync("""{"subject":"harm","epsMetres":100,"minEvents":3,"from":"2026-01-01"}""", "field_missing");

    [Fact]
    public Task FutureStart_IsRefused() => AssertRefusedAsync(
        With("from", $"\"{DateTime.UtcNow.AddDays(3):yyyy-MM-dd}\"", "to", $"\"{DateTime.UtcNow.AddDays(9):yyyy-MM-dd}\""), "in_the_future");

    [Theory]
    [InlineData("harmTypes", "[\"cce\"]")]
    [InlineData("sourceKinds", "[\"parent\"]")]
    [InlineData("agencies", "[\"police\"]")]
    [InlineData("includeHotspotReports", "true")]
    public Task FilterOfHarm_IsRefusedForContext(string field, string value) =>
        AssertRefusedAsync(With("subject", "\"context\"", field, value), "field_not_allowed_here");

    [Theory]
    [InlineData("[\"\"]", "field_missing")]
    [InlineData("[null]", "field_missing")]
    [InlineData("[\"a\\u0000b\"]", "text_not_clean")]
    public Task DirtyContextType_IsRefused(string types, string code) =>
        AssertRefusedAsync(With("subject", "\"context\"", "contextTypes", types), code);

    [Fact]
    public Task SwappedArea_IsToldAsSwapped() => AssertRefusedAsync(WithArea(Square(swapped: true)), "coordinates_swapped");

    [Fact]
    public Task SelfCrossingArea_IsRefused()
    {
        var (a, b, c, d) = (Corner(300_000, 250_000), Corner(310_000, 260_000), Corner(310_000, 250_000), Corner(300_000, 260_000));
        return AssertRefusedAsync(WithArea([a, b, c, d, a]), "polygon_crosses_itself");
    }

    [Fact]
    public Task OpenArea_IsRefused() =>
        AssertRefusedAsync(WithArea([Corner(300_000, 250_000), Corner(310_000, 250_000), Corner(310_000, 260_000), Corner(300_000, 260_000)]), "polygon_not_closed");

    [Fact]
    public Task PlanetSizedArea_IsRefused() =>
        AssertRefusedAsync(WithArea([[-180, -90], [180, -90], [180, 90], [-180, 90], [-180, -90]]), "polygon_too_large");

    [Fact]
    public Task AreaOffThePlanet_IsRefused() =>
        AssertRefusedAsync(WithArea([[-3, 52], [200, 52], [200, 53], [-3, 52]]), "coordinate_out_of_range");

    [Fact]
    public Task AreaOfManyVertices_IsRefused()
    {
        double[][] ring = [.. Enumerable.Range(0, 3_000).Select(i => Corner(300_000 + (5_000 * Math.Cos(i * Math.Tau / 3_000)), 250_000 + (5_000 * Math.Sin(i * Math.Tau / 3_000))))];
        return AssertRefusedAsync(WithArea([.. ring, ring[0]]), "polygon_too_many_vertices");
    }

    [Fact]
    public Task BodyNestedAHundredThousandDeep_IsRefused()
    {
        var deep = new StringBuilder(Good[..^1]).Append(",\"area\":{\"type\":\"Polygon\",\"coordinates\":").Append('[', 100_000).Append(']', 100_000).Append("}}");
        return AssertRefusedAsync(deep.ToString(), "body_too_deep");
    }

    [Fact]
    public async Task SeveralFaults_AreToldTogether()
    {
        using var analyst = api.As(Role.Analyst);
        using var answer = await analyst.PostRawAsync(
            $"/api/v1/hotspots/analyses/{Guid.CreateVersion7()}", """{"subject":"harm","epsMetres":0,"minEvents":1,"from":"2026-02-01","to":"2026-01-01"}""");
        var problem = await answer.AssertProblemAsync(ProblemCodes.DistanceNotPositive, "epsMetres");
        Assert.Equal(["epsMetres", "minEvents", "to"], problem["errors"]!.AsArray().Select(error => (string?)error!["field"]));
    }

    [Fact]
    public async Task Resend_FindsTheJobAndOtherContentIsRefused()
    {
        using var analyst = api.As(Role.Analyst);
        var path = $"/api/v1/hotspots/analyses/{Guid.CreateVersion7()}";
        using var first = await analyst.PostRawAsync(path, Good);
        Assert.Equal(HttpStatusCode.Accepted, first.StatusCode);
        Assert.Equal($"/api/v1/jobs/{path[^36..]}", first.Headers.Location?.ToString());
        var again = await (await analyst.PostRawAsync(path, Good)).ReadAsync<JobView>(HttpStatusCode.Accepted);
        Assert.Equal(("density_clusters", path[^36..]), (again.Kind, again.Id.ToString()));
        await (await analyst.PostRawAsync(path, Good.Replace("100", "120", StringComparison.Ordinal))).AssertProblemAsync(ProblemCodes.IdTakenByOtherContent);
        await analyst.EndOfAsync(again.Id);
        await (await analyst.PostRawAsync(path, Good)).ReadAsync<JobView>(HttpStatusCode.Accepted);
        Assert.Equal(1, await api.ScalarAsync<long>("select count(*) from hotspot_analysis where id = $1", again.Id));

        using var colleague = api.As(await api.AddMemberAsync("second-analyst", Role.Analyst, Agency.ChildrensServices));
        await (await colleague.PostRawAsync(path, Good)).AssertProblemAsync(ProblemCodes.IdTakenByOtherContent);
    }

    private async Task<JsonObject> AssertRefusedAsync(string body, string code)
    {
        using var analyst = api.As(Role.Analyst);
        var id = Guid.CreateVersion7();
        using var answer = await analyst.PostRawAsync($"/api/v1/hotspots/analyses/{id}", body);
        var problem = await answer.AssertProblemAsync(ProblemCodes.All.Single(p => p.Code == code));
        Assert.Equal(0, await api.ScalarAsync<long>("select count(*) from job where id = $1", id));
        return problem;
    }

    private static string With(string field, string value, string other, string otherValue)
    {
        var body = JsonNode.Parse(Good)!.AsObject();
        body[field] = JsonNode.Parse(value);
        body[other] = JsonNode.Parse(otherValue);
        return body.ToJsonString();
    }

    private static string WithArea(double[][] ring)
    {
        var body = JsonNode.Parse(Good)!.AsObject();
        body["area"] = JsonNode.Parse(JsonSerializer.Serialize(new { type = "Polygon", coordinates = new[] { ring } }));
        return body.ToJsonString();
    }

    private static double[] Corner(double easting, double northing)
    {
        var (lon, lat) = NationalGrid.Helmert.ToLonLat(easting, northing);
        return [lon, lat];
    }

    private static double[][] Square(bool swapped)
    {
        double[][] ring = [Corner(300_000, 250_000), Corner(310_000, 250_000), Corner(310_000, 260_000), Corner(300_000, 260_000), Corner(300_000, 250_000)];
        return swapped ? [.. ring.Select(corner => (double[])[corner[1], corner[0]])] : ring;
    }
}
