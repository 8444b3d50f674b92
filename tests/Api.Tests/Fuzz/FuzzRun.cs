using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace SpacesPlaces.Api.Tests.Fuzz;

/// <summary>What came back that should not: a failure of ours, silence, or a broken connection.</summary>
/// <param name="Number">Number of the request under the run's seed.</param>
/// <param name="Request">The request, as small as it still fails.</param>
/// <param name="Answer">Status and text, or what broke.</param>
internal sealed record FuzzFind(int Number, FuzzRequest Request, string Answer);

/// <summary>Counts of a run.</summary>
internal sealed class FuzzReport
{
    public ConcurrentDictionary<string, int> ByStatus { get; } = new();

    public ConcurrentDictionary<string, int> ByOperation { get; } = new();

    /// <summary>Operations that did what they are for at least once.</summary>
    public ConcurrentDictionary<string, int> Done { get; } = new();

    /// <summary>Faults: any status from 500 on, and connections that broke.</summary>
    public ConcurrentQueue<FuzzFind> Faults { get; } = new();

    /// <summary>Every answer that took longer than the run allows.</summary>
    public ConcurrentQueue<(TimeSpan Took, int Number, string What)> Slow { get; } = new();

    public ConcurrentQueue<double> Milliseconds { get; } = new();

    public int Sent => ByOperation.Values.Sum();

    public int Unsendable;
}

/// <summary>
/// Sends the requests of a grammar, many at once, over loopback. Every connection has one of many loopback addresses, so that the
/// brake on an address does not hide the ways in behind it.
/// </summary>
internal sealed class FuzzRun(Uri server, IReadOnlyDictionary<string, string> tokens, TimeSpan slow) : IDisposable
{
    /// <summary>Name in the tokens of a session that a sign-out may end.</summary>
    public const string SpentSession = "spent";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static int lastAddress;

    private readonly HttpClient client = new(new SocketsHttpHandler
    {
        UseCookies = false,
        AllowAutoRedirect = false,
        ConnectCallback = ConnectAsync,
        PooledConnectionLifetime = TimeSpan.FromSeconds(20),
    })
    { Timeout = Patience };

    public async Task<FuzzReport> RunAsync(RequestGrammar grammar, int from, int count, int atOnce, Func<bool> goesOn)
    {
        var report = new FuzzReport();
        var next = from - 1;
        async Task SendOnAsync()
        {
            while (goesOn() && Interlocked.Increment(ref next) is var number && number < from + count)
                await SendAsync(report, number, grammar.Make(number));
        }

        await Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => Task.Run(SendOnAsync)));
        return report;
    }

    /// <summary>The fault that a request ends in; null when it is answered as it should be, or when no client can send it.</summary>
    public async Task<(int Status, string? Fault, bool Sent)> AskAsync(FuzzRequest request)
    {
        using var message = request.ToMessage(server, request.As is { } asker ? tokens.GetValueOrDefault(asker) : null);
        if (message is null) return (0, null, false);
        try
        {
            using var answer = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead);
            var status = (int)answer.StatusCode;
            // A stream ends when its job does.
            if (answer.Content.Headers.ContentType?.MediaType == "text/event-stream") return (status, null, true);
            var text = await answer.Content.ReadAsByteArrayAsync();
            return (status, status >= 500 ? $"{status} {System.Text.Encoding.UTF8.GetString(text)}" : null, true);
        }
        catch (Exception unsendable) when (unsendable is FormatException or ArgumentException or NotSupportedException
            || (unsendable is HttpRequestException { InnerException: null, HttpRequestError: HttpRequestError.Unknown }))
        {
            return (0, null, false);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException or TaskCanceledException)
        {
            return (0, $"{broken.GetType().Name} {(broken as HttpRequestException)?.HttpRequestError} {broken.InnerException?.GetType().Name}", true);
        }
    }

    /// <summary>Leaves away what the fault does not need: headers, parts of the query, then bytes of the body.</summary>
    public async Task<FuzzRequest> ShrinkAsync(FuzzRequest request)
    {
        async Task<bool> StillAsync(FuzzRequest smaller) => (await AskAsync(smaller)).Fault is not null;
        if (!await StillAsync(request)) return request;
        foreach (var header in request.Headers.ToList())
        {
            var without = request with { Headers = [.. request.Headers.Where(h => h != header)] };
            if (await StillAsync(without)) request = without;
        }

        var (path, query) = request.Address.Split('?', 2) is [var before, var after] ? (before, after.Split('&').ToList()) : (request.Address, []);
        foreach (var part in query.ToList())
        {
            var rest = query.Where(p => p != part).ToList();
            var without = request with { Address = rest.Count == 0 ? path : $"{path}?{string.Join('&', rest)}" };
            if (await StillAsync(without)) (request, query) = (without, rest);
        }

        for (var size = (request.Body?.Length ?? 0) / 2; size >= 1; size /= 2)
            for (var at = 0; at + size <= request.Body!.Length;)
            {
                var without = request with { Body = [.. request.Body[..at], .. request.Body[(at + size)..]] };
                if (await StillAsync(without)) request = without;
                else at += size;
            }

        return request;
    }

    public void Dispose() => client.Dispose();

    private async Task SendAsync(FuzzReport report, int number, FuzzRequest request)
    {
        var clock = Stopwatch.StartNew();
        var (status, fault, sent) = await AskAsync(request);
        var took = clock.Elapsed;
        if (!sent)
        {
            Interlocked.Increment(ref report.Unsendable);
            return;
        }

        report.ByStatus.AddOrUpdate(status == 0 ? "broken" : status.ToString(System.Globalization.CultureInfo.InvariantCulture), 1, (_, n) => n + 1);
        report.ByOperation.AddOrUpdate(request.Operation, 1, (_, n) => n + 1);
        if (status is >= 200 and < 300) report.Done.AddOrUpdate(request.Operation, 1, (_, n) => n + 1);
        report.Milliseconds.Enqueue(took.TotalMilliseconds);
        if (fault is not null) report.Faults.Enqueue(new(number, request, fault));
        if (took > slow) report.Slow.Enqueue((took, number, $"{status} {request.Operation}"));
    }

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            var turn = Interlocked.Increment(ref lastAddress);
            if (OperatingSystem.IsLinux()) socket.Bind(new IPEndPoint(new IPAddress([127, 1, (byte)(turn / 250 % 250), (byte)((turn % 250) + 1)]), 0));
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, context.DnsEndPoint.Port), cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
