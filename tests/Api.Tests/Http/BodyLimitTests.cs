using System.Net;
using System.Net.Http.Headers;
using System.Text;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;
using static SpacesPlaces.Api.Tests.Incidents.Examples;

namespace SpacesPlaces.Api.Tests.Http;

/// <summary>Bodies beyond their limit: the sender always reads the one clear refusal, and the server keeps nothing of them (SEC-64).</summary>
public sealed class BodyLimitTests(TestApi api) : IClassFixture<TestApi>
{
    private const int Limit = 1 << 20;

    [Fact]
    public async Task BodyOneByteOverTheLimit_IsRefused_AndOneAtTheLimitIsRead()
    {
        using var analyst = api.As(Role.Analyst);
        await (await analyst.PostAsync(PathOf(Guid.NewGuid()), Text(Limit + 1))).AssertProblemAsync(ProblemCodes.BodyTooLarge);
        await (await analyst.PostAsync(PathOf(Guid.NewGuid()), Text(Limit))).AssertProblemAsync(ProblemCodes.BodyNotReadable);
    }

    [Fact]
    public async Task BodyOverTheLimit_GetsItsAnswer_FortyTimesOfForty()
    {
        using var analyst = api.As(Role.Analyst);
        for (var time = 0; time < 40; time++)
            await (await analyst.PostAsync(PathOf(Guid.NewGuid()), Text(2_000_000))).AssertProblemAsync(ProblemCodes.BodyTooLarge);
    }

    [Fact]
    public async Task BodyWithoutLength_IsRefusedAtTheFirstByteTooMany()
    {
        using var analyst = api.As(Role.Analyst);
        foreach (var length in (int[])[Limit + 1, 2_000_000, 8_000_000])
            await (await analyst.SendAsync(Chunked(HttpMethod.Post, PathOf(Guid.NewGuid()), length))).AssertProblemAsync(ProblemCodes.BodyTooLarge);
        await (await analyst.SendAsync(Chunked(HttpMethod.Post, PathOf(Guid.NewGuid()), Limit))).AssertProblemAsync(ProblemCodes.BodyNotReadable);
    }

    [Fact]
    public async Task ShapeOfFiveMillionVertices_IsRefusedBeforeItIsSent_AndAfterItWas()
    {
        using var analyst = api.As(Role.Analyst);
        var vertices = 5_000_000L * "[-3.4,52.1],".Length;
        var best = TimeSpan.MaxValue;
        for (var time = 0; time < 5; time++)
        {
            using var polite = new HttpRequestMessage(HttpMethod.Post, PathOf(Guid.NewGuid())) { Content = new Zeros(vertices, announced: true) };
            polite.Headers.ExpectContinue = true;
            var clock = System.Diagnostics.Stopwatch.StartNew();
            await (await analyst.SendAsync(polite)).AssertProblemAsync(ProblemCodes.BodyTooLarge);
            best = clock.Elapsed < best ? clock.Elapsed : best;
        }

        Assert.True(best < TimeSpan.FromMilliseconds(200), $"{best}");
        using var blunt = new HttpRequestMessage(HttpMethod.Post, PathOf(Guid.NewGuid())) { Content = new Zeros(vertices, announced: true) };
        await (await analyst.SendAsync(blunt)).AssertProblemAsync(ProblemCodes.BodyTooLarge);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(32)]
    [InlineData(64)]
    [InlineData(2_000)]
    [InlineData(100_000)]
    public async Task ShapeNestedTooDeep_IsRefusedWhileItIsRead(int depth)
    {
        using var analyst = api.As(Role.Analyst);
        var best = TimeSpan.MaxValue;
        var before = Memory();
        var nested = "{\"location\":{\"point\":{\"type\":\"Point\",\"coordinates\":" + new string('[', depth) + "1" + new string(']', depth) + "}}}";
        for (var time = 0; time < 5; time++)
        {
            var clock = System.Diagnostics.Stopwatch.StartNew();
            using var answer = await analyst.PostRawAsync(PathOf(Guid.NewGuid()), nested);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
            best = clock.Elapsed < best ? clock.Elapsed : best;
        }

        Assert.True(best < TimeSpan.FromMilliseconds(200), $"{best}");
        Assert.True(Memory() - before < 50 << 20, "Memory grew.");
    }

    [Fact]
    public async Task StrangersBodyOverTheLimit_IsRefusedToo()
    {
        using var nobody = api.Anyone();
        await (await nobody.PostAsync("/api/v1/access/sign-in", Text(2_000_000))).AssertProblemAsync(ProblemCodes.BodyTooLarge);
        await (await nobody.SendAsync(Chunked(HttpMethod.Post, "/api/v1/access/sign-in", 2_000_000))).AssertProblemAsync(ProblemCodes.BodyTooLarge);
    }

    [Fact]
    public async Task PackedBody_IsRefusedWithoutBeingUnpacked()
    {
        using var analyst = api.As(Role.Analyst);
        foreach (var packing in (string[])["gzip", "br", "deflate", "identity, gzip"])
        {
            var content = Text(1_000);
            content.Headers.TryAddWithoutValidation("Content-Encoding", packing);
            await (await analyst.PostAsync(PathOf(Guid.NewGuid()), content)).AssertProblemAsync(ProblemCodes.MediaTypeNotSupported, "Content-Encoding");
        }
    }

    [Fact]
    public async Task Upload_HasALimitOfItsOwn_AndMemoryStaysFlat()
    {
        using var analyst = api.As(Role.Analyst);
        var path = $"/api/v1/reference-data/imports/{Guid.NewGuid()}?kind=police_uk&fileName=2025-03-dyfed-powys-street.csv";
        var before = Memory();
        var most = before;
        using var stop = new CancellationTokenSource();
        var watch = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                most = Math.Max(most, Memory());
                await Task.Delay(20);
            }
        });
        var announced = new HttpRequestMessage(HttpMethod.Post, path) { Content = new Zeros((256L << 20) + 1, announced: true) };
        await (await analyst.SendAsync(announced)).AssertProblemAsync(ProblemCodes.BodyTooLarge);
        var streamed = new HttpRequestMessage(HttpMethod.Post, path) { Content = new Zeros((256L << 20) + 1, announced: false) };
        await (await analyst.SendAsync(streamed)).AssertProblemAsync(ProblemCodes.ImportFileTooLarge);
        await stop.CancelAsync();
        await watch;
        Assert.True(most - before < 50 << 20, $"Memory grew by {(most - before) >> 20} MB.");
        var uploads = Path.Combine(((Api.Http.HostSettings)api.Services.GetService(typeof(Api.Http.HostSettings))!).DataFolder, "uploads");
        Assert.Empty(Directory.GetFiles(uploads, "*", SearchOption.AllDirectories));
    }

    private static long Memory()
    {
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return process.WorkingSet64;
    }

    private static StringContent Text(int length) => new("\"" + new string('x', length - 2) + "\"", Encoding.ASCII, "application/json");

    private static HttpRequestMessage Chunked(HttpMethod method, string path, int length)
    {
        var request = new HttpRequestMessage(method, path) { Content = Text(length) };
        request.Headers.TransferEncodingChunked = true;
        return request;
    }

    /// <summary>A long body that is made while it is sent.</summary>
    private sealed class Zeros : HttpContent
    {
        private readonly long length;
        private readonly bool announced;

        public Zeros(long length, bool announced)
        {
            (this.length, this.announced) = (length, announced);
            Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var block = new byte[1 << 16];
            for (var left = length; left > 0; left -= block.Length)
                await stream.WriteAsync(block.AsMemory(0, (int)Math.Min(left, block.Length)));
        }

        protected override bool TryComputeLength(out long computed)
        {
            computed = length;
            return announced;
        }
    }
}
