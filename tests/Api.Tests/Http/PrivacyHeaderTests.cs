using System.Net;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Http;

/// <summary>Headers on the page, its files, the API, its problems, health and description alike (SEC-40).</summary>
public sealed class PrivacyHeaderTests(ProxiedApi api) : IClassFixture<ProxiedApi>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/index.html")]
    [InlineData("/nowhere")]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/api/v1/access/me")]
    [InlineData("/api/v1/incidents")]
    [InlineData("/api/v1/incidents?limit=x")]
    [InlineData("/api/v1/incidents/not-an-id")]
    [InlineData("/api/v2/incidents")]
    public async Task EveryAnswer_CarriesTheHeaders(string path)
    {
        using var analyst = api.Encrypted(Role.Analyst);
        using var answer = await analyst.GetAsync(path);
        AssertHeaders(answer);
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        Assert.Equal("max-age=31536000", Assert.Single(answer.Headers.GetValues("Strict-Transport-Security")));
        Assert.False(answer.Headers.Contains("Server"));
        Assert.False(answer.Headers.Contains("X-Powered-By"));
    }

    [Fact]
    public async Task FailureOfOurs_CarriesThemToo()
    {
        using var analyst = api.Encrypted(Role.Analyst);
        analyst.DefaultRequestHeaders.Add("Origin", ProxiedApi.FailingOrigin);
        using var answer = await analyst.GetAsync("/api/v1/access/me");
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        AssertHeaders(answer);
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        await answer.AssertProblemAsync(ProblemCodes.Unexpected);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.DoesNotContain(ProxiedApi.Secret, text, StringComparison.Ordinal);
        Assert.DoesNotContain(api.Log.Lines, line => line.Contains(ProxiedApi.Secret, StringComparison.Ordinal));
    }

    private static void AssertHeaders(HttpResponseMessage answer)
    {
        string Header(string name) => Assert.Single(answer.Headers.GetValues(name));
        var policy = Header("Content-Security-Policy");
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http:", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("*", policy, StringComparison.Ordinal);
        foreach (var part in (string[])["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "script-src 'self';", "require-trusted-types-for 'script'"])
            Assert.Contains(part, policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Header("X-Content-Type-Options"));
        Assert.Equal("no-referrer", Header("Referrer-Policy"));
        Assert.Equal("same-origin", Header("Cross-Origin-Opener-Policy"));
        Assert.Equal("same-origin", Header("Cross-Origin-Resource-Policy"));
        Assert.Equal("geolocation=(self)", Assert.Single(Header("Permissions-Policy").Split(", "), allowed => !allowed.EndsWith("=()", StringComparison.Ordinal)));
    }
}
