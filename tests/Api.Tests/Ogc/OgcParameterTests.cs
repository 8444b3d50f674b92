using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Ogc;

/// <summary>What may be asked, and what is refused by name: every trap that clients and checkers know.</summary>
public sealed class OgcParameterTests(OgcWorld api) : IClassFixture<OgcWorld>
{
    private const string Items = "/ogc/collections/incidents/items";

    private static readonly string[] Resources =
    [
        "/ogc", "/ogc/api", "/ogc/api.html", "/ogc/conformance", "/ogc/collections", "/ogc/collections/incidents", "/ogc/collections/incidents/queryables", Items,
        "/ogc/collections/boundaries/items/LSOA21.W01001",
    ];

    [Fact]
    public async Task UnknownParameter_IsRefusedOnEveryResource()
    {
        using var analyst = api.As(Role.Analyst);
        foreach (var resource in Resources)
        {
            Assert.Equal(HttpStatusCode.OK, (await analyst.GetAsync(resource)).StatusCode);
            await (await analyst.GetAsync($"{resource}?surprise=1")).AssertProblemAsync(ProblemCodes.ParameterUnknown, "surprise");
            await (await analyst.GetAsync($"{resource}?F=json")).AssertProblemAsync(ProblemCodes.ParameterUnknown, "F");
        }
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=-1", "limit")]
    [InlineData("limit=abc", "limit")]
    [InlineData("limit=1.5", "limit")]
    [InlineData("limit=", "limit")]
    [InlineData("limit=2&limit=3", "limit")]
    [InlineData("bbox=1,2,3", "bbox")]
    [InlineData("bbox=1,2,3,4,5", "bbox")]
    [InlineData("bbox=NaN,2,3,4", "bbox")]
    [InlineData("bbox=Infinity,2,3,4", "bbox")]
    [InlineData("bbox=a,b,c,d", "bbox")]
    [InlineData("bbox=1,4,3,2", "bbox")]
    [InlineData("bbox=1,2,3,95", "bbox")]
    [InlineData("bbox=1,2,9,3,4,8", "bbox")]
    [InlineData("datetime=yesterday", "datetime")]
    [InlineData("datetime=2026-13-01", "datetime")]
    [InlineData("datetime=2026-03-07/2026-03-01", "datetime")]
    [InlineData("datetime=../..", "datetime")]
    [InlineData("datetime=2026-03-06T21:00:00", "datetime")]
    [InlineData("datetime=2026-03-01/2026-03-02/2026-03-03", "datetime")]
    [InlineData("crs=EPSG:27700", "crs")]
    [InlineData("crs=http://www.opengis.net/def/crs/EPSG/0/2154", "crs")]
    [InlineData("bbox-crs=nonsense", "bbox-crs")]
    [InlineData("filter-lang=cql2-json", "filter-lang")]
    [InlineData("f=xml", "f")]
    [InlineData("lang=fr", "lang")]
    [InlineData("after=AAAA", "after")]
    public async Task UnusableValue_IsRefusedByName(string query, string field)
    {
        using var analyst = api.As(Role.Analyst);
        using var answer = await analyst.GetAsync($"{Items}?{query}");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains($"\"field\":\"{field}\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("limit=10001")]
    [InlineData("limit=99999999999999999999")]
    [InlineData("bbox=-1.5,50,1.5,53")]
    [InlineData("bbox=-80,-5,-70,5")]
    [InlineData("bbox=177,65,-177,70")]
    [InlineData("bbox=-180,85,180,90")]
    [InlineData("bbox=-180,-90,180,-85")]
    [InlineData("bbox=-180,-90,180,90")]
    [InlineData("bbox=-3.4,52.1,0,-3.4,52.1,100")]
    [InlineData("datetime=2026-03-06")]
    [InlineData("datetime=2018-02-12/P2D")]
    [InlineData("datetime=2026-03-06T21:00:00Z")]
    [InlineData("datetime=2026-03-06t21:00:00.123456789z")]
    [InlineData("datetime=2026-03-06T21:00:00%2B01:00")]
    [InlineData("datetime=2026-03-01/..")]
    [InlineData("datetime=../2026-03-01")]
    [InlineData("datetime=/2026-03-01")]
    [InlineData("datetime=2026-03-01/")]
    public async Task UsableValue_IsAnsweredWhole(string query)
    {
        using var analyst = api.As(Role.Analyst);
        var page = await OgcWalkTests.JsonAsync(analyst, $"{Items}?{query}", "application/geo+json");
        Assert.NotNull(page["features"]);
        Assert.NotNull(OgcWalkTests.Link(page, "self"));
    }

    [Fact]
    public async Task Box_HoldsWhatItHolds_AcrossTheDateLineToo_AndWhatIsNowhere()
    {
        using var analyst = api.As(Role.Analyst);
        var all = OgcWorld.Youth + OgcWorld.Police + OgcWorld.Nowhere;
        Assert.Equal(all, await CountAsync(analyst, "bbox=-180,-90,180,90"));
        // East of Britain, around the world, and back to it from the west.
        Assert.Equal(all, await CountAsync(analyst, "bbox=170,40,1,60"));
        Assert.Equal(OgcWorld.Nowhere, await CountAsync(analyst, "bbox=177,65,-177,70"));
        Assert.Equal(OgcWorld.Nowhere, await CountAsync(analyst, "bbox=0,51,1,52"));
    }

    [Fact]
    public async Task SameBoxInEveryCrs_HoldsTheSame_AndAnswersComeBackToTheSamePlace()
    {
        using var analyst = api.As(Role.Analyst);
        // From just south of the first incident of the youth service to its fifth.
        var (west, south) = NationalGrid.Helmert.ToLonLat(299_000, 249_900);
        var (east, north) = NationalGrid.Helmert.ToLonLat(302_000, 251_700);
        string Number(double value) => value.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        double Mercator(double lat) => 6_378_137 * Math.Log(Math.Tan((Math.PI / 4) + (lat * Math.PI / 360)));
        var degrees = Math.PI * 6_378_137 / 180;
        string[] boxes =
        [
            $"bbox={Number(west)},{Number(south)},{Number(east)},{Number(north)}",
            $"bbox={Number(south)},{Number(west)},{Number(north)},{Number(east)}&bbox-crs={Crs("EPSG/0/4326")}",
            $"bbox=299000,249900,302000,251700&bbox-crs={Crs("EPSG/0/27700")}",
            $"bbox={Number(west * degrees)},{Number(Mercator(south))},{Number(east * degrees)},{Number(Mercator(north))}&bbox-crs={Crs("EPSG/0/3857")}",
        ];
        var ids = new List<string>();
        foreach (var box in boxes)
        {
            var page = await OgcWalkTests.JsonAsync(analyst, $"{Items}?{box}&limit=1000", "application/geo+json");
            ids.Add(string.Join(' ', page["features"]!.AsArray().Select(feature => (string)feature!["id"]!)));
        }

        Assert.Equal(5 + OgcWorld.Police + OgcWorld.Nowhere, ids[0].Split(' ').Length);
        Assert.All(ids, one => Assert.Equal(ids[0], one));

        var id = ids[0].Split(' ')[0];
        var plain = (await FeatureAsync(analyst, id, null)).Single();
        var grid = NationalGrid.Helmert.FromLonLat(plain.X, plain.Y);
        foreach (var (crs, x, y, near) in ((string, double, double, double)[])
            [
                ("EPSG/0/4326", plain.Y, plain.X, 1e-7), ("EPSG/0/27700", grid.Easting, grid.Northing, 0.01),
                ("EPSG/0/3857", plain.X * degrees, Mercator(plain.Y), 0.01), ("OGC/1.3/CRS84", plain.X, plain.Y, 0),
            ])
        {
            var given = (await FeatureAsync(analyst, id, crs)).Single();
            Assert.Equal(x, given.X, near);
            Assert.Equal(y, given.Y, near);
        }
    }

    [Fact]
    public async Task PageToken_IsBoundToWhatIsAskedFor_AndNotToThePageSize()
    {
        using var analyst = api.As(Role.Analyst);
        var page = await OgcWalkTests.JsonAsync(analyst, $"{Items}?bbox=-180,-90,180,90&limit=4", "application/geo+json");
        var next = OgcWalkTests.Link(page, "next")!;
        var token = System.Web.HttpUtility.ParseQueryString(new Uri(next).Query)["after"]!;
        Assert.Matches("^[A-Za-z0-9_-]+$", token);
        var larger = await OgcWalkTests.JsonAsync(analyst, next.Replace("limit=4", "limit=10000", StringComparison.Ordinal), "application/geo+json");
        Assert.Equal((int)page["numberMatched"]! - 4, (int)larger["numberReturned"]!);
        Assert.Equal((int)page["numberMatched"]!, (int)larger["numberMatched"]!);
        await (await analyst.GetAsync($"{Items}?after={token}")).AssertProblemAsync(ProblemCodes.PageTokenNotValid, "after");
        await (await analyst.GetAsync($"/ogc/collections/spaces/items?bbox=-180,-90,180,90&after={token}")).AssertProblemAsync(ProblemCodes.PageTokenNotValid, "after");
        var forged = token[..^4] + (token.EndsWith("AAAA", StringComparison.Ordinal) ? "BBBB" : "AAAA");
        await (await analyst.GetAsync($"{Items}?bbox=-180,-90,180,90&after={forged}")).AssertProblemAsync(ProblemCodes.PageTokenNotValid, "after");
    }

    [Fact]
    public async Task Unknown_IsNotThere()
    {
        using var analyst = api.As(Role.Analyst);
        foreach (var path in (string[])
            [
                "/ogc/collections/nothing", "/ogc/collections/nothing/items", "/ogc/nothing", $"{Items}/not-an-id", $"{Items}/{Guid.NewGuid()}",
                $"{Items}/{{{Guid.NewGuid()}}}", "/ogc/collections/boundaries/items/nothing", "/ogc/collections/boundaries/items/%01", "/ogc/collections/hotspots/items/1",
            ])
            await (await analyst.GetAsync(path)).AssertProblemAsync(ProblemCodes.NotFound);
    }

    [Fact]
    public async Task Head_IsGetWithoutItsBody_AndOtherMethodsAreRefused()
    {
        using var analyst = api.As(Role.Analyst);
        foreach (var resource in Resources)
        {
            using var head = await analyst.SendAsync(new(HttpMethod.Head, resource));
            using var get = await analyst.GetAsync(resource);
            Assert.Equal(HttpStatusCode.OK, head.StatusCode);
            Assert.Equal(get.Content.Headers.ContentType, head.Content.Headers.ContentType);
            Assert.Equal(get.Content.Headers.ContentLength, head.Content.Headers.ContentLength);
            Assert.Empty(await head.Content.ReadAsByteArrayAsync());
            foreach (var method in (HttpMethod[])[HttpMethod.Post, HttpMethod.Put, HttpMethod.Delete, HttpMethod.Patch])
            {
                using var refused = await analyst.SendAsync(new(method, resource));
                await refused.AssertProblemAsync(ProblemCodes.MethodNotAllowed);
                Assert.Contains("GET", refused.Content.Headers.Allow);
            }
        }
    }

    [Theory]
    [InlineData("application/json", "application/geo+json")]
    [InlineData("application/geo+json", "application/geo+json")]
    [InlineData("*/*", "application/geo+json")]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html")]
    [InlineData("text/html;q=0.4,application/geo+json;q=0.5", "application/geo+json")]
    [InlineData("application/*", "application/geo+json")]
    public async Task Accept_Decides(string accept, string type)
    {
        using var analyst = api.As(Role.Analyst);
        using var answer = await AcceptingAsync(analyst, Items, accept);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("Accept", answer.Headers.Vary);
    }

    [Fact]
    public async Task AcceptOfSomethingElse_IsRefused_UnlessTheAddressSaysWhatIsWanted()
    {
        using var analyst = api.As(Role.Analyst);
        foreach (var resource in Resources) await (await AcceptingAsync(analyst, resource, "image/png")).AssertProblemAsync(ProblemCodes.NotAcceptable);
        Assert.Equal(HttpStatusCode.OK, (await AcceptingAsync(analyst, $"{Items}?f=json", "image/png")).StatusCode);
        Assert.Equal("text/html", (await analyst.GetAsync($"{Items}?f=html")).Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Tag_IsGoodForTheSameReader_AndForNobodyElse()
    {
        using var analyst = api.As(Role.Analyst);
        using var other = api.As(Role.MaceChair);
        // One page holds everything, one leads to a next: the token that leads there is another each time, and no part of the tag.
        foreach (var resource in (string[])[Items, $"{Items}?limit=2", "/ogc/collections/boundaries/items"])
        {
            using var first = await analyst.GetAsync(resource);
            var tag = first.Headers.ETag!;
            using var again = await TaggedAsync(analyst, resource, tag);
            Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
            Assert.Equal(tag, again.Headers.ETag);
            Assert.Empty(await again.Content.ReadAsByteArrayAsync());
            Assert.Equal(HttpStatusCode.OK, (await TaggedAsync(other, resource, tag)).StatusCode);
        }
    }

    [Fact]
    public async Task Page_SpeaksBothLanguages_AndHoldsNoScript()
    {
        using var analyst = api.As(Role.Analyst);
        foreach (var resource in Resources)
            foreach (var (language, other) in ((string, string)[])[("en", "Cymraeg"), ("cy", "English")])
            {
                using var answer = await analyst.GetAsync($"{resource}?f=html&lang={language}");
                var page = await answer.Content.ReadAsStringAsync();
                Assert.Contains($"<html lang=\"{language}\">", page, StringComparison.Ordinal);
                Assert.Equal(language, Assert.Single(answer.Content.Headers.ContentLanguage));
                Assert.Contains(other, page, StringComparison.Ordinal);
                Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
                Assert.Contains("'nonce-", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
            }

        analyst.DefaultRequestHeaders.AcceptLanguage.Add(new("cy"));
        Assert.Equal("Digwyddiadau", (string)(await OgcWalkTests.JsonAsync(analyst, "/ogc/collections/incidents", "application/json"))["title"]!);
    }

    [Fact]
    public async Task Description_HasWhatReadersOfVersion3Need()
    {
        using var nobody = api.Anyone();
        var description = await OgcWalkTests.JsonAsync(nobody, "/ogc/api", "application/vnd.oai.openapi+json");
        Assert.Equal("application/vnd.oai.openapi+json;version=3.0", (await nobody.GetAsync("/ogc/api")).Content.Headers.ContentType!.ToString().Replace(" ", "", StringComparison.Ordinal));
        var parameters = description["components"]!["parameters"]!;
        foreach (var name in (string[])["limit", "bbox", "datetime"])
        {
            Assert.Equal("form", (string)parameters[name]!["style"]!);
            Assert.False((bool)parameters[name]!["explode"]!);
        }

        Assert.Equal((1, 10_000, 100), ((int)parameters["limit"]!["schema"]!["minimum"]!, (int)parameters["limit"]!["schema"]!["maximum"]!, (int)parameters["limit"]!["schema"]!["default"]!));
        Assert.Equal(("array", 4, 6, "number"), ((string)parameters["bbox"]!["schema"]!["type"]!, (int)parameters["bbox"]!["schema"]!["minItems"]!, (int)parameters["bbox"]!["schema"]!["maxItems"]!, (string)parameters["bbox"]!["schema"]!["items"]!["type"]!));
        // Each route has its path, each path its route.
        var routes = Http.ApiRoute.All(api.Services).Select(route => route.Pattern).Where(pattern => pattern.StartsWith("/ogc", StringComparison.Ordinal))
            .Select(pattern => System.Text.RegularExpressions.Regex.Replace(pattern["/ogc".Length..].TrimEnd('/'), "^/(collections|tiles)/[a-z-]+", "/$1/{collectionId}")).Select(path => path.Length == 0 ? "/" : path).Distinct();
        Assert.Equal(description["paths"]!.AsObject().Select(path => path.Key).Order(StringComparer.Ordinal), routes.Order(StringComparer.Ordinal));
        foreach (var (_, path) in description["paths"]!.AsObject())
            foreach (var status in (string[])["200", "400", "401", "403", "404", "406", "429", "500"]) Assert.NotNull(path!["get"]!["responses"]![status]);
    }

    private static string Crs(string name) => Uri.EscapeDataString($"http://www.opengis.net/def/crs/{name}");

    private static async Task<int> CountAsync(HttpClient client, string query) =>
        (int)(await OgcWalkTests.JsonAsync(client, $"{Items}?{query}&limit=1000", "application/geo+json"))["numberMatched"]!;

    private static async Task<IEnumerable<(double X, double Y)>> FeatureAsync(HttpClient client, string id, string? crs)
    {
        using var answer = await client.GetAsync($"{Items}/{id}{(crs is null ? "" : $"?crs={Crs(crs)}")}");
        Assert.Equal($"<http://www.opengis.net/def/crs/{crs ?? "OGC/1.3/CRS84"}>", Assert.Single(answer.Headers.GetValues("Content-Crs")));
        return OgcWalkTests.Positions(JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["geometry"]).ToList();
    }

    private static Task<HttpResponseMessage> AcceptingAsync(HttpClient client, string path, string accept)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        return client.SendAsync(request);
    }

    private static Task<HttpResponseMessage> TaggedAsync(HttpClient client, string path, EntityTagHeaderValue tag)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.IfNoneMatch.Add(tag);
        return client.SendAsync(request);
    }
}
