using System.Buffers.Binary;
using System.Security.Cryptography;
using Npgsql;

namespace SpacesPlaces.Api.Reporting;

/// <summary>
/// How the pieces of a file are sealed: AES-GCM with a key of the file's own. A piece's number is its nonce; its file, its place and
/// whether it is the last are sealed with it, so that none can be swapped, left out or cut off without being noticed.
/// </summary>
internal static class Seal
{
    /// <summary>Bytes of the file in each piece but the last.</summary>
    public const int PieceLength = 256 << 10;

    public const int KeyLength = 32;
    private const int TagLength = 16;

    public static byte[] Close(ReadOnlySpan<byte> plain, byte[] key, Guid export, int number, bool last)
    {
        var closed = new byte[plain.Length + TagLength];
        using var cipher = new AesGcm(key, TagLength);
        cipher.Encrypt(Nonce(number), plain, closed.AsSpan(0, plain.Length), closed.AsSpan(plain.Length), About(export, number, last));
        return closed;
    }

    /// <exception cref="CryptographicException">The piece is not what was sealed.</exception>
    public static byte[] Open(ReadOnlySpan<byte> closed, byte[] key, Guid export, int number, bool last)
    {
        if (closed.Length < TagLength) throw new CryptographicException("A piece of a file is too short.");
        var plain = new byte[closed.Length - TagLength];
        using var cipher = new AesGcm(key, TagLength);
        cipher.Decrypt(Nonce(number), closed[..plain.Length], closed[plain.Length..], plain, About(export, number, last));
        return plain;
    }

    /// <summary>Number of the last piece of a file of that length.</summary>
    public static int LastOf(long length) => length == 0 ? 0 : (int)((length - 1) / PieceLength);

    private static byte[] Nonce(int number)
    {
        var nonce = new byte[12];
        BinaryPrimitives.WriteInt32BigEndian(nonce.AsSpan(8), number);
        return nonce;
    }

    private static byte[] About(Guid export, int number, bool last)
    {
        var about = new byte[21];
        export.TryWriteBytes(about, bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(about.AsSpan(16), number);
        about[20] = last ? (byte)1 : (byte)0;
        return about;
    }
}

/// <summary>
/// Takes a file as it is written, seals it piece by piece and keeps the pieces in the database. Writing only fills memory: whoever
/// writes calls <see cref="StoreAsync"/> now and then, between two questions to the same connection.
/// </summary>
internal sealed class SealedStream(Guid partnership, Guid export, byte[] key, NpgsqlConnection connection) : Stream
{
    private readonly byte[] plain = new byte[Seal.PieceLength];
    private readonly List<(int Number, byte[] Content)> waiting = [];
    private readonly IncrementalHash digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private int used;
    private int number;
    private long length;

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => length;

    // Archives ask where they are; nothing can be moved.
    public override long Position { get => length; set => throw new NotSupportedException(); }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        digest.AppendData(buffer);
        length += buffer.Length;
        while (buffer.Length > 0)
        {
            // A full piece waits until more comes: the last one is sealed as the last.
            if (used == plain.Length) Close(last: false);
            var taken = Math.Min(buffer.Length, plain.Length - used);
            buffer[..taken].CopyTo(plain.AsSpan(used));
            used += taken;
            buffer = buffer[taken..];
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        Write(buffer.AsSpan(offset, count));
        return Task.CompletedTask;
    }

    /// <summary>Puts the pieces that are full into the database.</summary>
    public async Task StoreAsync(CancellationToken cancel)
    {
        if (waiting.Count == 0) return;
        await using var batch = new NpgsqlBatch(connection);
        foreach (var (at, content) in waiting)
            batch.BatchCommands.Add(new("insert into export_piece (partnership_id, export_id, number, content) values ($1, $2, $3, $4)")
            {
                Parameters = { new() { Value = partnership }, new() { Value = export }, new() { Value = at }, new() { Value = content } },
            });
        await batch.ExecuteNonQueryAsync(cancel);
        waiting.Clear();
    }

    /// <summary>Seals and stores the rest, and answers the digest (SHA-256) of the whole file.</summary>
    public async Task<byte[]> FinishAsync(CancellationToken cancel)
    {
        Close(last: true);
        await StoreAsync(cancel);
        return digest.GetHashAndReset();
    }

    public override void Flush() { }
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            digest.Dispose();
            CryptographicOperations.ZeroMemory(plain);
        }

        base.Dispose(disposing);
    }

    private void Close(bool last)
    {
        waiting.Add((number, Seal.Close(plain.AsSpan(0, used), key, export, number, last)));
        number++;
        used = 0;
    }
}
