using System.Net;
using System.Text.Json.Nodes;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Http;

/// <summary>What answers is what is published, and nothing else (SEC-69).</summary>
public sealed class PublishedRouteTests(TestApi api) : IClassFixture<TestApi>
{
    // Map data has a description of its own (OgcParameterTests).
    private static readonly string[] OfTheHouse = ["/health/live", "/health/ready", "/openapi/{documentName}.json"];

    [Fact]
    public async Task EveryRoute_IsInThePublishedDescription_AndNoneIsMissing()
    {
        using var nobody = api.Anyone();
        var description = JsonNode.Parse(await nobody.GetStringAsync("/openapi/v1.json"))!;
        var published = description["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(operation => $"{operation.Key.ToUpperInvariant()} {path.Key}")).Order(StringComparer.Ordinal);
        var answered = ApiRoute.All(api.Services).Where(route => !OfTheHouse.Contains(route.Pattern) && !route.Pattern.StartsWith("/ogc", StringComparison.Ordinal))
            .Select(route => $"{route.Method} {WithoutConstraints(route.Pattern)}").Order(StringComparer.Ordinal);
        Assert.Equal(published, answered);
    }

    [Theory]
    [InlineData("/api")]
    [InlineData("/api/v0/incidents")]
    [InlineData("/api/v2/incidents")]
    [InlineData("/v1/incidents")]
    [InlineData("/swagger")]
    [InlineData("/swagger/index.html")]
    [InlineData("/docs")]
    [InlineData("/metrics")]
    [InlineData("/health")]
    [InlineData("/health/details")]
    [InlineData("/openapi/v2.json")]
    [InlineData("/appsettings.json")]
    [InlineData("/web.config")]
    [InlineData("/.git/config")]
    [InlineData("/.env")]
    [InlineData("/assets/")]
    [InlineData("/assets/..%2f..%2fappsettings.json")]
    [InlineData("/..%2fappsettings.json")]
    [InlineData("/debug")]
    [InlineData("/actuator")]
    public async Task UnpublishedAddress_IsNotThere(string address)
    {
        foreach (var client in (HttpClient[])[api.Anyone(), api.As(Role.Admin)])
        {
            using (client)
                Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(address)).StatusCode);
        }
    }

    [Theory]
    [InlineData("TRACE")]
    [InlineData("TRACK")]
    [InlineData("PATCH")]
    [InlineData("PROPFIND")]
    [InlineData("DEBUG")]
    public async Task UnpublishedMethod_IsRefusedEverywhere(string method)
    {
        using var analyst = api.As(Role.Analyst);
        var published = ApiRoute.All(api.Services);
        foreach (var route in published.Select(route => route.Pattern).Distinct().Where(pattern => !published.Contains(new(new(method), pattern))))
        {
            using var request = new HttpRequestMessage(new(method), new ApiRoute(new(method), route).Address());
            using var answer = await analyst.SendAsync(request);
            Assert.True(answer.StatusCode is HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotFound, $"{method} {route}: {answer.StatusCode}");
            Assert.DoesNotContain("Authorization", await answer.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task Health_SaysUpOrDown_AndNothingElse()
    {
        using var nobody = api.Anyone();
        foreach (var path in (string[])["/health/live", "/health/ready"])
            Assert.Equal("Healthy", await nobody.GetStringAsync(path));
    }

    private static string WithoutConstraints(string pattern) =>
        System.Text.RegularExpressions.Regex.Replace(pattern, @"\{(\w+):[^}]*\}", "{$1}").TrimEnd('/');
}
