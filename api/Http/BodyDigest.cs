using System.Security.Cryptography;

namespace SpacesPlaces.Api.Http;

/// <summary>An endpoint whose receipt says which bytes it answers.</summary>
public sealed record ReceiptOfBytes;

/// <summary>
/// The digest of a request's body, taken as the bytes are read, for receipts that name what they answer. A page on the way that
/// answers in the office's place (the sign-in page of a public network, a device that opens encryption) has no such digest to give.
/// </summary>
internal static class BodyDigest
{
    private static readonly object Key = new();

    /// <summary>The endpoint's receipts carry the digest of what was sent.</summary>
    public static TBuilder GivesReceipt<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new ReceiptOfBytes());

    public static IApplicationBuilder UseBodyDigests(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<ReceiptOfBytes>() is null)
        {
            await next(http);
            return;
        }

        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        http.Items[Key] = digest;
        http.Request.Body = new Digested(http.Request.Body, digest);
        await next(http);
    });

    /// <summary>SHA-256 of the body's bytes, in hex. The body has been read whole by then: a handler begins after it was bound.</summary>
    /// <exception cref="InvalidOperationException">The endpoint does not say that it gives receipts.</exception>
    public static string BodySha256(this HttpContext http) => http.Items[Key] is IncrementalHash digest
        ? Convert.ToHexStringLower(digest.GetCurrentHash())
        : throw new InvalidOperationException($"{http.GetEndpoint()?.DisplayName} does not say that it gives receipts.");

    private sealed class Digested(Stream body, IncrementalHash digest) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await body.ReadAsync(buffer, cancellationToken);
            digest.AppendData(buffer.Span[..read]);
            return read;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = body.Read(buffer, offset, count);
            digest.AppendData(buffer.AsSpan(offset, read));
            return read;
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
