using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Access;

/// <summary>A directory of its own on this machine, with real keys that it publishes, and the program that trusts it.</summary>
public sealed class OutsideWorld : AccessWorld
{
    public const string Audience = "api://spacesplaces";
    private readonly RSA rsa = RSA.Create(2048);
    private readonly ECDsa curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private WebApplication? directory;

    public string Issuer { get; private set; } = "";
    public RsaSecurityKey RsaKey { get; private set; } = null!;
    public ECDsaSecurityKey CurveKey { get; private set; } = null!;

    /// <summary>Only what this test's directory listens on may be called, although it lies on this machine.</summary>
    protected override DoorSettings Doors => base.Doors with { OutgoingInside = [Issuer] };

    public override async Task InitializeAsync()
    {
        (RsaKey, CurveKey) = (new(rsa) { KeyId = "rsa-1" }, new(curve) { KeyId = "ec-1" });
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        directory = builder.Build();
        directory.MapGet("/.well-known/openid-configuration", () => Results.Json(new { issuer = Issuer, jwks_uri = $"{Issuer}/keys" }));
        directory.MapGet("/keys", () => Results.Json(new { keys = new[] { PublicRsa(), PublicCurve() } }));
        await directory.StartAsync();
        Issuer = directory.Urls.Single();
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await directory!.DisposeAsync();
        rsa.Dispose();
        curve.Dispose();
    }

    protected override void Adjust(WebApplicationBuilder builder)
    {
        base.Adjust(builder);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Oidc:Issuer"] = Issuer,
            ["Oidc:Audience"] = Audience,
            ["Oidc:MetadataAddress"] = $"{Issuer}/.well-known/openid-configuration",
            ["Oidc:RequiredScope"] = "work",
            ["Oidc:PartnershipId"] = Here.ToString(),
            ["Oidc:Groups:0:Group"] = "analysts",
            ["Oidc:Groups:0:Role"] = "analyst",
            ["Oidc:Groups:0:Agency"] = "police",
            ["Oidc:Groups:1:Group"] = "planners",
            ["Oidc:Groups:1:Role"] = "planner",
            ["Oidc:Groups:1:Agency"] = "health",
        });
    }

    /// <summary>A good token, changed as a test likes.</summary>
    public string Token(string subject, Action<SecurityTokenDescriptor>? change = null, params string[] groups)
    {
        var now = Clock.GetUtcNow();
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Audience,
            TokenType = "at+jwt",
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = now.UtcDateTime.AddHours(1),
            SigningCredentials = new(RsaKey, SecurityAlgorithms.RsaSha256),
            Claims = new Dictionary<string, object>
            {
                ["sub"] = subject,
                ["amr"] = new[] { "pwd", "mfa" },
                ["auth_time"] = now.AddMinutes(-1).ToUnixTimeSeconds(),
                ["groups"] = groups.Length == 0 ? ["analysts"] : groups,
                ["jti"] = Guid.NewGuid().ToString(),
            },
        };
        change?.Invoke(descriptor);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(descriptor);
    }

    public async Task<HttpResponseMessage> GetAsync(string token, string path = "/api/v1/access/me")
    {
        using var client = Anyone();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await client.GetAsync(path);
    }

    private object PublicRsa()
    {
        var key = rsa.ExportParameters(false);
        return new { kty = "RSA", use = "sig", kid = "rsa-1", n = Base64UrlEncoder.Encode(key.Modulus), e = Base64UrlEncoder.Encode(key.Exponent) };
    }

    private object PublicCurve()
    {
        var key = curve.ExportParameters(false);
        return new { kty = "EC", use = "sig", kid = "ec-1", crv = "P-256", x = Base64UrlEncoder.Encode(key.Q.X), y = Base64UrlEncoder.Encode(key.Q.Y) };
    }
}

/// <summary>Tokens of an outside issuer: which let in and which do not (SEC-04).</summary>
public sealed class OutsideIssuerTests(OutsideWorld api) : IClassFixture<OutsideWorld>
{
    public static TheoryData<string> BadTokens =>
    [
        "audience", "issuer", "algorithm none", "algorithm hs256", "expired", "not_yet_valid", "id token", "nonce", "second_factor", "auth_time missing",
        "auth_time old", "signature", "key of another directory", "no_role", "subject", "changed payload", "not_readable",
    ];

    [Theory]
    [MemberData(nameof(BadTokens))]
    public async Task BadToken_IsRefusedWithItsReasonWrittenDown_AndMakesNobody(string fault)
    {
        var subject = "stranger " + fault;
        var (token, reason) = Bad(fault, subject);
        var people = await PeopleAsync();
        var entries = await ReasonsAsync(reason);
        await (await api.GetAsync(token)).AssertProblemAsync(ProblemCodes.SignInNeeded);
        Assert.Equal(people, await PeopleAsync());
        Assert.Equal(entries + 1, await ReasonsAsync(reason));
        Assert.Contains(api.Log.Lines, line => line.Contains($"outside issuer was refused: {reason}", StringComparison.Ordinal));
        Assert.DoesNotContain(api.Log.Lines, line => line.Contains(token, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task GoodToken_MakesThePersonWithRoleAndAgencyOfItsGroups(bool rsa)
    {
        var subject = "person " + rsa;
        var token = api.Token(subject, d =>
        {
            if (!rsa) d.SigningCredentials = new(api.CurveKey, SecurityAlgorithms.EcdsaSha256);
            d.Claims["preferred_username"] = $"outside.{rsa}";
        });
        var me = await (await api.GetAsync(token)).ReadAsync<Me>();
        Assert.Equal(($"outside.{rsa}", Role.Analyst, Agency.Police), (me.User, me.Role, me.Agency));
        Assert.Equal(HttpStatusCode.OK, (await api.GetAsync(token)).StatusCode);
        Assert.Equal(1, await api.ScalarAsync<long>("select count(*) from session where account_id = $1 and kind = 'outside'", me.UserId));
        Assert.Equal(1, await api.ScalarAsync<long>(
            "select count(*) from account_login where user_id = $1 and login_provider = $2 and provider_key = $3", me.UserId, api.Issuer, subject));
    }

    [Fact]
    public async Task NameOfSomebodyHere_GivesNothingOfTheirs()
    {
        var user = await api.NewMemberAsync(Role.Admin);
        var me = await (await api.GetAsync(api.Token("namesake", d => d.Claims["preferred_username"] = user))).ReadAsync<Me>();
        Assert.NotEqual(await api.IdOfAsync(user), me.UserId);
        Assert.NotEqual(user, me.User);
        Assert.Equal(Role.Analyst, me.Role);
    }

    [Fact]
    public async Task EachTokensGroups_DecideTheRole_AndARemovedGroupEndsTheMembership()
    {
        var first = api.Token("mover");
        Assert.Equal(Role.Analyst, (await (await api.GetAsync(first)).ReadAsync<Me>()).Role);
        var second = api.Token("mover", null, "planners");
        var me = await (await api.GetAsync(second)).ReadAsync<Me>();
        Assert.Equal((Role.Planner, Agency.Health), (me.Role, me.Agency));
        await (await api.GetAsync(first)).AssertProblemAsync(ProblemCodes.SignInNeeded);

        await (await api.GetAsync(api.Token("mover", null, "others"))).AssertProblemAsync(ProblemCodes.SignInNeeded);
        await (await api.GetAsync(second)).AssertProblemAsync(ProblemCodes.SignInNeeded);
        Assert.True(await api.ScalarAsync<bool>("select ended_at is not null from membership where account_id = $1", me.UserId));
    }

    [Fact]
    public async Task DisabledPerson_StaysOut_WhateverTheDirectorySays()
    {
        var me = await (await api.GetAsync(api.Token("disabled"))).ReadAsync<Me>();
        using var admin = await api.SignInAsync(await api.NewMemberAsync(Role.Admin));
        Assert.Equal(HttpStatusCode.NoContent, (await admin.PostAsync($"/api/v1/access/people/{me.UserId}/disabling", null)).StatusCode);
        await (await api.GetAsync(api.Token("disabled"))).AssertProblemAsync(ProblemCodes.SignInNeeded);
    }

    [Fact]
    public async Task SignOut_EndsTheToken_ThoughItsTimeIsNotOver()
    {
        var token = api.Token("leaver");
        using var client = api.Anyone();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        Assert.Equal(HttpStatusCode.NoContent, (await client.PostAsync("/api/v1/access/sign-out", null)).StatusCode);
        await (await client.GetAsync("/api/v1/access/me")).AssertProblemAsync(ProblemCodes.SignInNeeded);
    }

    [Fact]
    public async Task OldProof_DoesNotOpenActsThatAskForAFreshOne()
    {
        // An hour since the person proved who they are at the directory, a moment since the token was issued.
        var me = await (await api.GetAsync(api.Token("old proof", d => d.Claims["auth_time"] = api.Clock.GetUtcNow().AddHours(-1).ToUnixTimeSeconds()))).ReadAsync<Me>();
        Assert.True(await api.ScalarAsync<bool>(
            "select authenticated_at < created_at - interval '50 minutes' from session where account_id = $1", me.UserId));
    }

    [Fact]
    public async Task ScopeOfOurs_MakesAnAccessTokenOfAPlainJwt()
    {
        var token = api.Token("scoped", d =>
        {
            d.TokenType = "JWT";
            d.Claims["scp"] = "work other";
        });
        Assert.Equal(HttpStatusCode.OK, (await api.GetAsync(token)).StatusCode);
    }

    [Fact]
    public async Task TwentyFirstRequestsAtOnce_MakeOnePerson()
    {
        var token = api.Token("eager");
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => api.GetAsync(token)));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(1, await api.ScalarAsync<long>("select count(*) from account_login where provider_key = 'eager'"));
    }

    private (string Token, string Reason) Bad(string fault, string subject)
    {
        var now = api.Clock.GetUtcNow();
        using var foreign = RSA.Create(2048);
        return fault switch
        {
            "audience" => (api.Token(subject, d => d.Audience = "api://another"), fault),
            "issuer" => (api.Token(subject, d => d.Issuer = "https://another.example"), fault),
            "algorithm none" => (Unsigned(api.Token(subject)), "signature"),
            "algorithm hs256" => (api.Token(subject, d => d.SigningCredentials = new(
                new SymmetricSecurityKey(api.RsaKey.Rsa.ExportSubjectPublicKeyInfo()) { KeyId = "rsa-1" }, SecurityAlgorithms.HmacSha256)), "signature"),
            "expired" => (api.Token(subject, d => (d.NotBefore, d.Expires) = (now.UtcDateTime.AddHours(-2), now.UtcDateTime.AddMinutes(-2))), fault),
            "not_yet_valid" => (api.Token(subject, d => d.NotBefore = now.UtcDateTime.AddMinutes(2)), fault),
            "id token" => (api.Token(subject, d => d.TokenType = "JWT"), "token_type"),
            "nonce" => (api.Token(subject, d => d.Claims["nonce"] = "n-0S6"), "token_type"),
            "second_factor" => (api.Token(subject, d => d.Claims["amr"] = new[] { "pwd" }), fault),
            "auth_time missing" => (api.Token(subject, d => d.Claims.Remove("auth_time")), "auth_time"),
            "auth_time old" => (api.Token(subject, d => d.Claims["auth_time"] = now.AddHours(-12).ToUnixTimeSeconds()), "auth_time"),
            "signature" => (Flip(api.Token(subject)), fault),
            "key of another directory" => (Detached(subject, foreign), "signature"),
            "no_role" => (api.Token(subject, null, "cleaners"), fault),
            "subject" => (api.Token(subject, d => d.Claims.Remove("sub")), fault),
            "changed payload" => (Swapped(api.Token(subject), api.Token("somebody else")), "signature"),
            _ => ("a.b.c", "not_readable"),
        };
    }

    private string Detached(string subject, RSA foreign) =>
        api.Token(subject, d => d.SigningCredentials = new(new RsaSecurityKey(foreign.ExportParameters(true)) { KeyId = "rsa-1" }, SecurityAlgorithms.RsaSha256));

    private static string Unsigned(string token) =>
        $"{Base64UrlEncoder.Encode(Encoding.UTF8.GetBytes("""{"alg":"none","typ":"at+jwt"}"""))}.{token.Split('.')[1]}.";

    private static string Flip(string token)
    {
        var parts = token.Split('.');
        var signature = Base64UrlEncoder.DecodeBytes(parts[2]);
        signature[10] ^= 1;
        return $"{parts[0]}.{parts[1]}.{Base64UrlEncoder.Encode(signature)}";
    }

    private static string Swapped(string signed, string other) => $"{signed.Split('.')[0]}.{other.Split('.')[1]}.{signed.Split('.')[2]}";

    private Task<long> PeopleAsync() => api.ScalarAsync<long>(
        "select (select count(*) from account) + (select count(*) from membership) + (select count(*) from account_login) + (select count(*) from session)");

    private Task<long> ReasonsAsync(string reason) => api.ScalarAsync<long>(
        "select count(*) from audit_entry where action = 'signed_in' and outcome = 'refused' and detail ->> 'reason' = $1", reason);
}
