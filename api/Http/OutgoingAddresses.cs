using System.Net;
using System.Net.Sockets;

namespace SpacesPlaces.Api.Http;

/// <summary>
/// The only way out of the program. Whoever can write an address into its settings, or move a name to another address, must not be
/// able to make it call machines behind the wall: HTTPS only, to addresses of the open network only, checked on the very address
/// that is connected to, no redirects, no proxy from the environment. An operator names exceptions inside their network by origin.
/// </summary>
public sealed class OutgoingAddresses
{
    /// <summary>Largest answer that is read, in bytes.</summary>
    public const int LargestAnswer = 1 << 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // Special-purpose blocks (RFC 6890 and its registries): this host, private, shared, loopback, link-local, protocol, examples,
    // benchmarks, multicast, reserved.
    private static readonly IPNetwork[] Closed4 =
        [.. ((string[])["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
            "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3"])
            .Select(IPNetwork.Parse)];

    private static readonly IPNetwork Open6 = IPNetwork.Parse("2000::/3");

    // Within the open block of IPv6: protocol assignments with Teredo, examples, 6to4.
    private static readonly IPNetwork[] Closed6 =
        [.. ((string[])["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"]).Select(IPNetwork.Parse)];

    private readonly HashSet<string> inside;
    private readonly Func<string, CancellationToken, Task<IPAddress[]>> resolve;

    /// <param name="settings">Names the origins inside the operator's network.</param>
    /// <param name="resolve">Looks a name up; the system's resolver when left out.</param>
    public OutgoingAddresses(DoorSettings settings, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
    {
        inside = new(settings.OutgoingInside, StringComparer.OrdinalIgnoreCase);
        this.resolve = resolve ?? Dns.GetHostAddressesAsync;
    }

    /// <summary>A client that calls nothing but what is allowed, and reads no more than <see cref="LargestAnswer"/>.</summary>
    public HttpClient CreateClient() => new(new Guard(this)) { Timeout = Patience, MaxResponseContentBufferSize = LargestAnswer };

    /// <summary>Whether an address is one of the open network.</summary>
    public static bool IsOpen(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetwork
            ? !Closed4.Any(network => network.Contains(address))
            : Open6.Contains(address) && !Closed6.Any(network => network.Contains(address));
    }

    private bool IsInside(Uri uri) => inside.Contains(uri.GetLeftPart(UriPartial.Authority));

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext asked, CancellationToken cancel)
    {
        var found = await resolve(asked.DnsEndPoint.Host, cancel);
        var named = asked.InitialRequestMessage.RequestUri is { } uri && IsInside(uri);
        // One closed address among several is enough to refuse: the next look-up could answer with that one alone.
        if (found.Length == 0 || (!named && !found.All(IsOpen))) throw Refused();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(found, asked.DnsEndPoint.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static HttpRequestException Refused() => new("The address may not be called by this program.");

    private sealed class Guard : DelegatingHandler
    {
        private readonly OutgoingAddresses addresses;

        public Guard(OutgoingAddresses addresses)
        {
            this.addresses = addresses;
            InnerHandler = new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseProxy = false,
                UseCookies = false,
                ConnectTimeout = Patience,
                MaxResponseHeadersLength = 32,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                ConnectCallback = addresses.ConnectAsync,
            };
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var uri = request.RequestUri;
            var allowed = uri is { IsAbsoluteUri: true, UserInfo: "" } && (uri.Scheme == Uri.UriSchemeHttps || addresses.IsInside(uri));
            return allowed ? base.SendAsync(request, cancellationToken) : Task.FromException<HttpResponseMessage>(Refused());
        }
    }
}
