using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;
using static SpacesPlaces.Api.Tests.Incidents.Examples;

namespace SpacesPlaces.Api.Tests.Incidents;

/// <summary>Every bad input: one problem with a stable code, in English or Welsh, and nothing stored.</summary>
public sealed class IncidentRefusalTests(TestApi api) : IClassFixture<TestApi>
{
    public static TheoryData<string, string, string> Bodies => new()
    {
        // what is replaced in a valid body → by what → code
        { "location.point.coordinates", "[\"300000\", 250000]", "coordinate_not_a_number" },
        { "location.point.coordinates", "[null, 250000]", "coordinate_not_a_number" },
        { "location.point.coordinates", "[1e400, 250000]", "coordinate_not_a_number" },
        { "location.point.coordinates", "\"NaN\"", "coordinate_not_a_number" },
        { "location.point.coordinates", "[300000]", "coordinate_count" },
        { "location.point.coordinates", "[300000, 250000, 10]", "coordinate_count" },
        { "location.point.coordinates", "[[300000, 250000]]", "coordinate_count" },
        { "location.point.coordinates", "[0, 0]", "null_island" },
        { "location.point.coordinates", "[800000, 250000]", "coordinate_out_of_range" },
        { "location.point.coordinates", "[400000, 250000]", "outside_area" },
        { "location.point.type", "\"LineString\"", "geometry_type_not_supported" },
        { "location.crs", "\"EPSG:3857\"", "crs_not_supported" },
        { "location.accuracyMetres", "-1", "number_out_of_range" },
        { "location.accuracyMetres", "1e9", "number_out_of_range" },
        { "location.placedBy", "\"guess\"", "body_not_readable" },
        { "location", "null", "where_missing" },
        { "placeId", "\"0196a000-0000-7000-8000-00000000dead\"", "place_unknown" },
        { "occurredFrom", "\"2090-01-01T00:00:00Z\"", "in_the_future" },
        { "occurredFrom", "\"1926-01-01T00:00:00Z\"", "too_long_ago" },
        { "occurredTo", "\"2026-03-01T00:00:00Z\"", "end_before_start" },
        { "occurredTo", "\"2026-06-01T00:00:00Z\"", "range_too_long" },
        { "occurredFrom", "\"last Friday\"", "body_not_readable" },
        { "harmTypes", "[]", "field_missing" },
        { "harmTypes", "[\"loitering\"]", "body_not_readable" },
        { "harmTypes", "[0]", "body_not_readable" },
        { "harmTypes", "[\"cse\", \"cse\"]", "field_not_allowed_here" },
        { "kind", "\"gossip\"", "body_not_readable" },
        { "kind", "\"hotspot_report\"", "child_not_in_report" },
        { "children", "[]", "harm_without_child" },
        { "children.0.token", "\"ANNA-JANE-BETH\"", "child_token_not_valid" },
        { "children.0.name", "\"Somebody\"", "field_unknown" },
        { "childrenUnknownCount", "-1", "number_out_of_range" },
        { "childrenUnknownCount", "1e3", "body_not_readable" },
        { "narrative", "\"a\\u0000b\"", "text_not_clean" },
        { "narrativeLanguage", "\"fr\"", "word_unknown" },
        { "partnershipId", "\"0196a000-0000-7000-8000-000000000002\"", "field_unknown" },
        { "status", "\"withdrawn\"", "field_unknown" },
        { "recordedBy", "\"0196a000-0000-7000-8000-000000000002\"", "field_unknown" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task BadField_IsRefusedInBothLanguagesAndNothingIsStored(string path, string value, string code)
    {
        using var analyst = api.As(Role.Analyst);
        var body = With(path, value);
        var titles = new List<string>();
        foreach (var language in (string[])["en", "cy"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, PathOf(Guid.NewGuid())) { Content = Json(body) };
            request.Headers.AcceptLanguage.ParseAdd(language);
            var answer = await analyst.SendAsync(request);
            var problem = await answer.AssertProblemAsync(ProblemCodes.All.Single(p => p.Code == code));
            Assert.Equal(language, answer.Content.Headers.ContentLanguage.Single());
            titles.Add((string)problem["title"]!);
        }

        Assert.NotEqual(titles[0], titles[1]);
        Assert.Equal(0, await api.ScalarAsync<long>("select count(*) from incident"));
    }

    [Fact]
    public async Task SwappedCoordinates_AreRefusedWithWhatWasProbablyMeant()
    {
        using var analyst = api.As(Role.Analyst);
        var swapped = Harm() with { Location = new(new(52.14, -3.46), PointSource.Pin) };
        var problem = await (await analyst.PostAsync(PathOf(Guid.NewGuid()), swapped)).AssertProblemAsync(
            ProblemCodes.CoordinatesSwapped, "location.point.coordinates");
        Assert.Contains("-3.46", (string)problem["title"]!, StringComparison.Ordinal);
        Assert.Contains("52.14", (string)problem["title"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Degrees_FarAwayOrImpossible_AreRefused()
    {
        using var analyst = api.As(Role.Analyst);
        foreach (var (x, y, code) in ((double, double, ProblemCode)[])[
            (-3.46, 53.9, ProblemCodes.OutsideArea), (139.7, 35.7, ProblemCodes.OutsideArea), (-73.9, 40.7, ProblemCodes.OutsideArea),
            (500, 52, ProblemCodes.CoordinateOutOfRange), (-3.46, 97, ProblemCodes.CoordinateOutOfRange), (0, 0, ProblemCodes.NullIsland)])
        {
            var body = Harm() with { Location = new(new(x, y), PointSource.Pin) };
            await (await analyst.PostAsync(PathOf(Guid.NewGuid()), body)).AssertProblemAsync(code);
        }
    }

    [Fact]
    public async Task DeepJson_IsRefusedQuickly()
    {
        using var analyst = api.As(Role.Analyst);
        var deep = new string('[', 100_000) + new string(']', 100_000);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        await (await analyst.PostRawAsync(PathOf(Guid.NewGuid()), deep)).AssertProblemAsync(ProblemCodes.BodyNotReadable);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(2));
        var inside = With("location.point.coordinates", new string('[', 1_000) + new string(']', 1_000));
        await (await analyst.PostAsync(PathOf(Guid.NewGuid()), Json(inside))).AssertProblemAsync(ProblemCodes.BodyTooDeep);
    }

    [Fact]
    public async Task BodyThatIsNotOne_IsRefused()
    {
        using var analyst = api.As(Role.Analyst);
        foreach (var raw in (string[])["", "{", "null", "[]", "\"text\"", "{\"kind\":\"harm\",\"kind\":\"harm\"}"])
        {
            var answer = await analyst.PostRawAsync(PathOf(Guid.NewGuid()), raw);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        }

        await (await analyst.PostRawAsync(PathOf(Guid.NewGuid()), "{}")).AssertProblemAsync(ProblemCodes.FieldMissing);
        await (await analyst.PostAsync(PathOf(Guid.NewGuid()), new StringContent("kind=harm", Encoding.UTF8, "text/plain")))
            .AssertProblemAsync(ProblemCodes.MediaTypeNotSupported);
        await (await analyst.PostRawAsync(PathOf(Guid.NewGuid()), "\"" + new string('x', 2_000_000) + "\"")).AssertProblemAsync(ProblemCodes.BodyTooLarge);
    }

    [Fact]
    public async Task IdThatIsNotAUuid_IsRefusedAsNone()
    {
        using var analyst = api.As(Role.Analyst);
        await (await analyst.PostAsync("/api/v1/incidents/not-an-id", Harm())).AssertProblemAsync(ProblemCodes.RecordIdNotValid);
        await (await analyst.DeleteAsync(PathOf(Guid.NewGuid()))).AssertProblemAsync(ProblemCodes.MethodNotAllowed);
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private static string With(string path, string value)
    {
        var body = JsonNode.Parse(JsonSerializer.Serialize(Harm(), WireJson.Options))!;
        var parts = path.Split('.');
        var at = body;
        foreach (var part in parts[..^1]) at = int.TryParse(part, out var index) ? at[index]! : at[part]!;
        // A marker replaced in the text: 1e400 and deep nests cannot be held by a parsed tree.
        at[parts[^1]] = "MARKER";
        return body.ToJsonString().Replace("\"MARKER\"", value, StringComparison.Ordinal);
    }
}
