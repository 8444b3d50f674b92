using System.Net.Http.Json;
using System.Text;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Http;

/// <summary>No other site's page changes anything in the name of a reader's cookie (SEC-41): every route, every way a page has.</summary>
public sealed class CrossSiteTests(TestApi api) : IClassFixture<TestApi>
{
    private static readonly (string Site, string Origin)[] Strangers =
    [
        ("cross-site", "https://evil.example"), ("cross-site", "null"), ("cross-site", ""), ("same-site", "https://neighbour.example"),
        ("", "https://evil.example"), ("", "null"), ("none", "https://evil.example"), ("made-up", "https://evil.example"),
    ];

    [Fact]
    public async Task EveryChange_AskedForByAnotherSite_IsRefused()
    {
        var cookie = await CookieAsync();
        var changes = ApiRoute.All(api.Services).Where(route => route.Method != HttpMethod.Get && route.Method != HttpMethod.Head).ToList();
        Assert.True(changes.Count >= 7, "The guard does not see the routes.");
        var written = await WrittenAsync();
        using var browser = api.Anyone();
        foreach (var route in changes)
            foreach (var (site, origin) in Strangers)
                foreach (var content in (Func<HttpContent?>[])[Form, Parts, Plain, Json, () => null])
                {
                    using var answer = await browser.SendAsync(Ask(route, cookie, site, origin, content()));
                    await answer.AssertProblemAsync(ProblemCodes.CrossSiteRefused);
                }

        Assert.Equal(written, await WrittenAsync());
    }

    [Fact]
    public async Task EveryChange_AskedForByThisPage_PassesThisDoor()
    {
        var cookie = await CookieAsync();
        using var browser = api.Anyone();
        var here = api.Address.GetLeftPart(UriPartial.Authority);
        foreach (var route in ApiRoute.All(api.Services).Where(route => route.Method != HttpMethod.Get))
            foreach (var (site, origin) in ((string, string)[])[("same-origin", here), ("", here)])
            {
                using var answer = await browser.SendAsync(Ask(route, cookie, site, origin, new StringContent("{", Encoding.UTF8, "application/json")));
                Assert.DoesNotContain(ProblemCodes.CrossSiteRefused.Code, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
                // A sign-out among them has ended the session.
                cookie = await CookieAsync();
            }
    }

    [Fact]
    public async Task SignInToAStrangersAccount_FromAnotherSite_IsRefused()
    {
        using var browser = api.Anyone();
        browser.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");
        browser.DefaultRequestHeaders.Add("Origin", "https://evil.example");
        await (await browser.PostAsJsonAsync("/api/v1/access/sign-in", new { user = "a", password = "b", session = "cookie" }))
            .AssertProblemAsync(ProblemCodes.CrossSiteRefused);
    }

    private static FormUrlEncodedContent Form() => new(new Dictionary<string, string> { ["kind"] = "harm" });

    private static MultipartFormDataContent Parts() => new() { { new StringContent("{}"), "file", "a.csv" } };

    private static StringContent Plain() => new("{\"kind\":\"harm\"}", Encoding.UTF8, "text/plain");

    private static StringContent Json() => new("{}", Encoding.UTF8, "application/json");

    private static HttpRequestMessage Ask(ApiRoute route, string cookie, string site, string origin, HttpContent? content)
    {
        var request = new HttpRequestMessage(route.Method, route.Address()) { Content = content };
        request.Headers.Add("Cookie", cookie);
        if (site.Length > 0) request.Headers.Add("Sec-Fetch-Site", site);
        if (origin.Length > 0) request.Headers.TryAddWithoutValidation("Origin", origin);
        return request;
    }

    private Task<long> WrittenAsync() => api.ScalarAsync<long>("select (select count(*) from incident) + (select count(*) from job) + (select count(*) from membership)");

    private async Task<string> CookieAsync()
    {
        using var browser = api.Anyone();
        var signIn = new { user = TestApi.UserName(Role.Admin, TestApi.Here), password = TestApi.Password, session = "cookie" };
        var answer = await browser.PostAsJsonAsync("/api/v1/access/sign-in", signIn);
        return Assert.Single(answer.Headers.GetValues("Set-Cookie")).Split(';')[0];
    }
}
