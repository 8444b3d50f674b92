using System.Net;
using System.Net.Sockets;
using System.Text;
using SpacesPlaces.Api.Http;

namespace SpacesPlaces.Api.Tests.Http;

/// <summary>Addresses in settings cannot make the program call machines behind the wall (SEC-67): the sink never sees a connection.</summary>
public sealed class OutgoingAddressTests : IDisposable
{
    private readonly Sink sink = new();

    public void Dispose() => sink.Dispose();

    [Theory]
    [InlineData("https://127.0.0.1:{0}/keys")]
    [InlineData("https://localhost:{0}/keys")]
    [InlineData("https://[::1]:{0}/keys")]
    [InlineData("https://[::ffff:127.0.0.1]:{0}/keys")]
    [InlineData("https://2130706433:{0}/keys")]
    [InlineData("https://0x7f000001:{0}/keys")]
    [InlineData("https://0177.0.0.1:{0}/keys")]
    [InlineData("https://127.1:{0}/keys")]
    [InlineData("https://0.0.0.0:{0}/keys")]
    [InlineData("https://moved.example:{0}/keys")]
    [InlineData("https://half-moved.example:{0}/keys")]
    [InlineData("http://127.0.0.1:{0}/keys")]
    [InlineData("http://open.example:{0}/keys")]
    [InlineData("https://user:word@open.example:{0}/keys")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://127.0.0.1:{0}/keys")]
    public async Task ClosedAddress_IsNeverConnectedTo(string address)
    {
        using var client = new OutgoingAddresses(new(), Resolve).CreateClient();
        var fault = await Record.ExceptionAsync(() => client.GetAsync(new Uri(string.Format(null, address, sink.Port))));
        Assert.True(fault is HttpRequestException or NotSupportedException, $"{fault}");
        Assert.Equal(0, sink.Connections);
    }

    [Fact]
    public async Task OriginInside_IsCalledWhereTheOperatorNamedIt_AndNoOther()
    {
        var settings = new DoorSettings { OutgoingInside = [$"http://127.0.0.1:{sink.Port}"] };
        using var client = new OutgoingAddresses(settings).CreateClient();
        Assert.Equal(HttpStatusCode.Redirect, (await client.GetAsync(new Uri($"http://127.0.0.1:{sink.Port}/keys"))).StatusCode);
        var seen = sink.Connections;
        Assert.True(seen > 0, "The sink sees nothing at all, so it proves nothing.");
        // The sink answers with a redirect to itself under another name, which is not followed.
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri($"https://localhost:{sink.Port}/keys")));
        Assert.Equal(1, sink.Requests);
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00:ec2::254", false)]
    [InlineData("ff02::1", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("2001:db8::1", false)]
    public void Address_IsOpenOrNot(string address, bool open) => Assert.Equal(open, OutgoingAddresses.IsOpen(IPAddress.Parse(address)));

    private static async Task<IPAddress[]> Resolve(string host, CancellationToken cancel) => host switch
    {
        "moved.example" => [IPAddress.Loopback],
        "half-moved.example" => [IPAddress.Parse("192.0.3.1"), IPAddress.Loopback],
        "open.example" => [IPAddress.Parse("192.0.3.1")],
        _ => await Dns.GetHostAddressesAsync(host, cancel),
    };

    /// <summary>Listens on loopback, counts who comes, and sends everybody on to itself.</summary>
    private sealed class Sink : IDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);
        private int connections;
        private int requests;

        public Sink()
        {
            listener.Start();
            _ = ServeAsync();
        }

        public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

        public int Connections => Volatile.Read(ref connections);

        public int Requests => Volatile.Read(ref requests);

        public void Dispose() => listener.Dispose();

        private async Task ServeAsync()
        {
            try
            {
                while (true)
                {
                    using var caller = await listener.AcceptTcpClientAsync();
                    Interlocked.Increment(ref connections);
                    var read = new byte[4096];
                    var length = await caller.GetStream().ReadAsync(read);
                    if (!Encoding.ASCII.GetString(read, 0, length).StartsWith("GET ", StringComparison.Ordinal)) continue;
                    Interlocked.Increment(ref requests);
                    await caller.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
                        $"HTTP/1.1 302 Found\r\nLocation: http://localhost:{Port}/elsewhere\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
                }
            }
            catch (Exception fault) when (fault is SocketException or ObjectDisposedException or IOException)
            {
                // The test is over.
            }
        }
    }
}
