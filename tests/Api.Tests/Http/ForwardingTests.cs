using System.Net.Http.Json;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Http;

/// <summary>Who asks and over what way: forged headers change neither (SEC-43, SEC-56), other sites get nothing (SEC-42).</summary>
public sealed class ForwardingTests(ProxiedApi api) : IClassFixture<ProxiedApi>
{
    private const string Me = "/api/v1/access/me";

    [Fact]
    public async Task PlainHttpFromAnotherMachine_IsRefusedNotRedirected()
    {
        using var stranger = From("203.0.113.5");
        foreach (var path in (string[])[Me, "/api/v1/incidents", "/api/v2/anything"])
            await (await stranger.GetAsync(path)).AssertProblemAsync(ProblemCodes.TlsNeeded);
        var signIn = new { user = TestApi.UserName(Role.Analyst, TestApi.Here), password = TestApi.Password };
        await (await stranger.PostAsJsonAsync("/api/v1/access/sign-in", signIn)).AssertProblemAsync(ProblemCodes.TlsNeeded);
        stranger.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        stranger.DefaultRequestHeaders.Add("X-Forwarded-For", "127.0.0.1");
        await (await stranger.GetAsync(Me)).AssertProblemAsync(ProblemCodes.TlsNeeded);
    }

    [Fact]
    public async Task PlainHttp_IsAnsweredToThisMachineAndWhereTheOperatorSaysSo_AndNotToAProxyThatEncryptsNothing()
    {
        foreach (var peer in (string[])["127.0.0.1", "::1", "::ffff:127.0.0.1", ProxiedApi.GuardedMachine, "::ffff:" + ProxiedApi.GuardedMachine])
        {
            using var near = From(peer);
            await (await near.GetAsync(Me)).ReadAsync<Me>();
        }

        using var proxy = From(ProxiedApi.Proxy);
        await (await proxy.GetAsync(Me)).AssertProblemAsync(ProblemCodes.TlsNeeded);
        proxy.DefaultRequestHeaders.Add("X-Forwarded-For", "127.0.0.1");
        proxy.DefaultRequestHeaders.Add("X-Forwarded-Proto", "http");
        await (await proxy.GetAsync(Me)).AssertProblemAsync(ProblemCodes.TlsNeeded);
    }

    [Fact]
    public async Task LoggedAddress_IsThePeersUnlessANamedProxySpeaks()
    {
        // Forged by a caller on this machine: the connection's own address counts.
        using var forger = api.As(Role.Analyst);
        forger.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.66");
        forger.DefaultRequestHeaders.Add("Forwarded", "for=203.0.113.66");
        forger.DefaultRequestHeaders.Add("X-Real-IP", "203.0.113.66");
        await (await forger.GetAsync(Me)).ReadAsync<Me>();
        Assert.Equal("127.0.0.1", await LastAddressAsync());

        // Through the named proxy, what a caller wrote to the left of the proxy's own entry is not believed.
        using var passedOn = From(ProxiedApi.Proxy);
        passedOn.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.66, 203.0.113.9");
        passedOn.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https, https");
        await (await passedOn.GetAsync(Me)).ReadAsync<Me>();
        Assert.Equal("203.0.113.9", await LastAddressAsync());

        // Two named proxies in a row.
        using var twice = From(ProxiedApi.Proxy);
        twice.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.66, 203.0.113.8, 192.0.2.11");
        twice.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https, https, https");
        await (await twice.GetAsync(Me)).ReadAsync<Me>();
        Assert.Equal("203.0.113.8", await LastAddressAsync());
    }

    [Fact]
    public async Task SessionCookie_IsBoundToTheHostOverHttps()
    {
        var signIn = new { user = TestApi.UserName(Role.Analyst, TestApi.Here), password = TestApi.Password, session = "cookie" };
        using var plain = api.Anyone();
        var near = Assert.Single((await plain.PostAsJsonAsync("/api/v1/access/sign-in", signIn)).Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("spacesplaces-session=", near, StringComparison.Ordinal);

        using var encrypted = api.EncryptedAnyone();
        var far = Assert.Single((await encrypted.PostAsJsonAsync("/api/v1/access/sign-in", signIn)).Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("__Host-spacesplaces-session=", far, StringComparison.Ordinal);
        foreach (var mark in (string[])["; secure", "; httponly", "; samesite=strict", "; path=/"])
            Assert.Contains(mark, far, StringComparison.Ordinal);
        Assert.DoesNotContain("domain", far, StringComparison.Ordinal);

        // The cookie works, and under the other name it does not: nobody can bring one in from a plain connection.
        var value = far.Split(';')[0];
        encrypted.DefaultRequestHeaders.Add("Cookie", value["__Host-".Length..]);
        await (await encrypted.GetAsync(Me)).AssertProblemAsync(ProblemCodes.SignInNeeded);
        encrypted.DefaultRequestHeaders.Remove("Cookie");
        encrypted.DefaultRequestHeaders.Add("Cookie", value);
        await (await encrypted.GetAsync(Me)).ReadAsync<Me>();
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    [InlineData("https://maps.example.org.evil.example")]
    [InlineData("https://evilmaps.example.org")]
    [InlineData("https://maps.example.or")]
    [InlineData("http://maps.example.org")]
    [InlineData("https://maps.example.org:8443")]
    [InlineData("*")]
    public async Task OtherOrigin_GetsNoAllowance(string origin)
    {
        foreach (var method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Options])
        {
            using var answer = await AskFromAsync(origin, method);
            Assert.DoesNotContain(answer.Headers, header => header.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public async Task NamedOrigin_IsAllowed_WithoutCookies()
    {
        using var preflight = await AskFromAsync(ProxiedApi.OtherSite, HttpMethod.Options);
        Assert.Equal(ProxiedApi.OtherSite, Assert.Single(preflight.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.False(preflight.Headers.Contains("Access-Control-Allow-Credentials"));
        using var answer = await AskFromAsync(ProxiedApi.OtherSite, HttpMethod.Get);
        Assert.Equal(ProxiedApi.OtherSite, Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Origin")));
    }

    [Theory]
    [InlineData("SPACESPLACES_PROXIES", "proxy.example.org")]
    [InlineData("SPACESPLACES_PLAIN_HTTP_FROM", "10.0.0.0/40")]
    [InlineData("SPACESPLACES_ORIGINS", "*")]
    [InlineData("SPACESPLACES_ORIGINS", "https://*.example.org/")]
    [InlineData("SPACESPLACES_ORIGINS", "maps.example.org")]
    [InlineData("SPACESPLACES_OUTGOING_INSIDE", "file:///etc/passwd")]
    public void SettingThatCannotBeUsed_StopsTheStart(string variable, string value)
    {
        var wrong = Assert.Throws<FormatException>(() => DoorSettings.FromEnvironment(asked => asked == variable ? value : null));
        Assert.Contains(variable, wrong.Message, StringComparison.Ordinal);
    }

    private HttpClient From(string peer)
    {
        var client = api.As(Role.Analyst);
        client.DefaultRequestHeaders.Add(ProxiedApi.Peer, peer);
        return client;
    }

    private async Task<HttpResponseMessage> AskFromAsync(string origin, HttpMethod method)
    {
        using var client = api.Encrypted(Role.Analyst);
        using var request = new HttpRequestMessage(method, Me);
        request.Headers.TryAddWithoutValidation("Origin", origin);
        if (method == HttpMethod.Options) request.Headers.Add("Access-Control-Request-Method", "GET");
        return await client.SendAsync(request);
    }

    private Task<string> LastAddressAsync() => api.ScalarAsync<string>("select address from audit_entry where action = 'own_account_seen' order by at desc, sequence desc limit 1");
}
