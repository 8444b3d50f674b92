using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.Http;

/// <summary>
/// Limits what a request may send, so that a sender always gets to read the one clear answer. Kestrel refuses a body by cutting the
/// connection while it is still being sent, and the sender sees a broken connection instead of the refusal. Here our own code
/// refuses: by the announced length at once, else at the first byte too many; Kestrel then drains a rest of bounded size.
/// </summary>
internal static class BodyLimits
{
    /// <summary>Largest body of an ordinary request, in bytes; an endpoint for uploads names its own limit.</summary>
    public const long Ordinary = 1 << 20;

    /// <summary>How far beyond the limit a refused body is taken in and thrown away, for seconds at most, before the connection is cut.</summary>
    public const long Grace = 256 << 20;

    public static IApplicationBuilder UseBodyLimits(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        var limit = http.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize ?? Ordinary;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } server) server.MaxRequestBodySize = limit + Grace;
        if (http.Request.ContentLength > limit)
        {
            await Problems.Of(ProblemCodes.BodyTooLarge).ExecuteAsync(http);
            return;
        }

        // Nothing here unpacks a body: a small one that unpacks to gigabytes is not even begun.
        if (http.Request.Headers.ContentEncoding.Any(encoding => !string.Equals(encoding, "identity", StringComparison.OrdinalIgnoreCase)))
        {
            await Problems.Of(ProblemCodes.MediaTypeNotSupported, "Content-Encoding").ExecuteAsync(http);
            return;
        }

        // At the name of an encoding that it does not know the framework would fail.
        if (MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) && type.Charset.HasValue && !IsKnown(HeaderUtilities.RemoveQuotes(type.Charset)))
        {
            await Problems.Of(ProblemCodes.MediaTypeNotSupported, "Content-Type").ExecuteAsync(http);
            return;
        }

        // With an announced length the server itself reads no further than that.
        if (http.Request.ContentLength is null) http.Request.Body = new Counted(http.Request.Body, limit);
        await next(http);
    });

    private static bool IsKnown(StringSegment encoding)
    {
        try
        {
            return encoding.Length > 0 && Encoding.GetEncoding(encoding.Value!) is not null;
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    /// <summary>A body of unknown length that is refused at the first byte beyond its limit.</summary>
    private sealed class Counted(Stream body, long limit) : Stream
    {
        private long read;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => read; set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Count(await body.ReadAsync(buffer, cancellationToken));

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => Count(body.Read(buffer, offset, count));

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        private int Count(int taken)
        {
            read += taken;
            return read <= limit
                ? taken
                : throw new BadHttpRequestException("The body is larger than its limit.", StatusCodes.Status413PayloadTooLarge);
        }
    }
}
