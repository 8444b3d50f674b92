using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Http;

/// <summary>
/// The program behind a web server that ends TLS. Connections of the tests all come from loopback, so a header of the test says
/// from which machine a connection is taken to come.
/// </summary>
public sealed class ProxiedApi : TestApi
{
    public const string Peer = "Test-Peer";
    public const string Proxy = "192.0.2.10";
    public const string GuardedMachine = "198.51.100.7";
    public const string OtherSite = "https://maps.example.org";
    public const string FailingOrigin = "https://failing.example.org";
    public const string Secret = "secret-of-a-failure";

    protected override DoorSettings Doors => DoorSettings.FromEnvironment(variable => variable switch
    {
        "SPACESPLACES_PROXIES" => Proxy + ", 192.0.2.11",
        "SPACESPLACES_PLAIN_HTTP_FROM" => "198.51.100.0/24",
        "SPACESPLACES_ORIGINS" => OtherSite,
        _ => null,
    }) with
    { Rates = RateSettings.None };

    protected override void Adjust(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IStartupFilter>(new PeerFromHeader());
        builder.Services.AddSingleton<ICorsPolicyProvider, FailsForOneOrigin>();
    }

    /// <summary>A client as the web server in front passes its requests on: each client from an address of its own.</summary>
    public HttpClient Encrypted(Role role)
    {
        var client = As(role);
        PassedOn(client);
        return client;
    }

    public HttpClient EncryptedAnyone()
    {
        var client = Anyone();
        PassedOn(client);
        return client;
    }

    private static void PassedOn(HttpClient client)
    {
        client.DefaultRequestHeaders.Add(Peer, Proxy);
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        client.DefaultRequestHeaders.Add("X-Forwarded-For", $"203.0.113.{Random.Shared.Next(1, 255)}");
    }

    private sealed class PeerFromHeader : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((http, go) =>
            {
                if (http.Request.Headers.TryGetValue(Peer, out var peer)) http.Connection.RemoteIpAddress = IPAddress.Parse(peer.ToString());
                return go(http);
            });
            next(app);
        };
    }

    /// <summary>A failure of ours in the middle of a request, on demand.</summary>
    private sealed class FailsForOneOrigin(IOptions<CorsOptions> options) : ICorsPolicyProvider
    {
        public Task<CorsPolicy?> GetPolicyAsync(HttpContext context, string? policyName) =>
            context.Request.Headers.Origin == FailingOrigin
                ? throw new InvalidOperationException(Secret)
                : new DefaultCorsPolicyProvider(options).GetPolicyAsync(context, policyName);
    }
}
