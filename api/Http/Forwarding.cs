using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.Http;

/// <summary>
/// Who asks, under which name, and whether the way there was encrypted. Only web servers that the operator named are believed about either; plain
/// HTTP from another machine is refused, never redirected: a redirect would have let the first request pass in the clear.
/// </summary>
internal static class Forwarding
{
    private static readonly object PeerKey = new();

    public static IServiceCollection AddForwarding(this IServiceCollection services, DoorSettings doors) =>
        services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var network in doors.Proxies) options.KnownIPNetworks.Add(network);
            // As far back as the named servers reach: the first address that is none of them is who asks.
            options.ForwardLimit = null;
        });

    public static IApplicationBuilder UseForwarding(this IApplicationBuilder app, DoorSettings doors)
    {
        app.Use((http, next) =>
        {
            http.Items[PeerKey] = http.Connection.RemoteIpAddress;
            return next(http);
        });
        if (doors.Proxies.Count > 0) app.UseForwardedHeaders();
        return app.Use(async (http, next) =>
        {
            if (http.Request.IsHttps || !(http.Request.Path.StartsWithSegments("/api") || http.Request.Path.StartsWithSegments("/ogc")) || MaySpeakPlainly(http.Items[PeerKey] as IPAddress, doors))
                await next(http);
            else
                await Problems.Of(ProblemCodes.TlsNeeded).ExecuteAsync(http);
        });
    }

    // A named web server that does not say that its side was encrypted is not believed to have been.
    private static bool MaySpeakPlainly(IPAddress? peer, DoorSettings doors)
    {
        if (peer is null) return false;
        if (peer.IsIPv4MappedToIPv6) peer = peer.MapToIPv4();
        if (doors.Proxies.Any(network => network.Contains(peer))) return false;
        return IPAddress.IsLoopback(peer) || doors.PlainHttpFrom.Any(network => network.Contains(peer));
    }
}
