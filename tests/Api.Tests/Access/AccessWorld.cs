using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Access;

/// <summary>The program with a clock that a test moves, and people who sign in, set up apps and forget passwords.</summary>
public class AccessWorld : TestApi
{
    private int made;

    public MovedClock Clock { get; } = new();

    protected override void Adjust(WebApplicationBuilder builder) => builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));

    /// <summary>A member of their own for one test, so that tests do not meet.</summary>
    public Task<string> NewMemberAsync(Role role, Agency agency = Agency.Police, Guid? partnership = null) =>
        AddMemberAsync($"{WireName.Of(role)}-{Interlocked.Increment(ref made)}", role, agency, partnership);

    public Task<Guid> IdOfAsync(string user) => ScalarAsync<Guid>("select id from account where user_name = $1", user);

    public async Task<HttpResponseMessage> TryAsync(string user, string password = Password, string? code = null, SessionKind kind = SessionKind.Bearer)
    {
        using var client = Anyone();
        return await client.PostAsync("/api/v1/access/sign-in", new SignIn(user, password, code, kind));
    }

    /// <summary>A client with a bearer session that began now.</summary>
    public async Task<HttpClient> SignInAsync(string user, string? code = null, string password = Password)
    {
        var signedIn = await (await TryAsync(user, password, code)).ReadAsync<SignedIn>();
        var client = Anyone();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", signedIn.Token);
        return client;
    }

    /// <summary>A client that carries a cookie as the page does.</summary>
    public async Task<HttpClient> SignInToPageAsync(string user)
    {
        var answer = await TryAsync(user, kind: SessionKind.Cookie);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var client = Anyone();
        client.DefaultRequestHeaders.Add("Cookie", answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        return client;
    }

    /// <summary>Sets up an app as the page would; gives its secret and the recovery codes.</summary>
    public async Task<(string Secret, IReadOnlyList<string> Recovery)> SetUpFactorAsync(string user, string password = Password, string? code = null)
    {
        using var client = Anyone();
        var begun = await (await client.PostAsync("/api/v1/access/second-factor", new SecondFactorSetup(user, password, code))).ReadAsync<SecondFactorSecret>();
        var confirmed = await client.PostAsync(
            "/api/v1/access/second-factor/confirmation", new SecondFactorConfirmation(user, password, CodeOf(begun.Secret)));
        var codes = await confirmed.ReadAsync<RecoveryCodes>();
        return (begun.Secret, codes.Codes);
    }

    /// <summary>What an app with that secret shows now.</summary>
    public string CodeOf(string secret, int stepsOn = 0) => Totp.CodeAt(secret, Totp.StepAt(Clock.GetUtcNow()) + stepsOn);

    /// <summary>The next code, half a minute later: each works once.</summary>
    public string NextCodeOf(string secret)
    {
        Clock.Move(TimeSpan.FromSeconds(30));
        return CodeOf(secret);
    }

    /// <summary>A client whose connections come from another address of this machine's loopback network.</summary>
    public HttpClient From(string address) => new(new SocketsHttpHandler
    {
        UseCookies = false,
        ConnectCallback = async (asked, cancel) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
            await socket.ConnectAsync(asked.DnsEndPoint.Host, asked.DnsEndPoint.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    { BaseAddress = Address };

    public Task<long> AuditCountAsync(string action, string? problem = null) => ScalarAsync<long>(
        "select count(*) from audit_entry where action = $1 and coalesce(problem, '') = $2", action, problem ?? "");
}
