using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace SpacesPlaces.Api.Hotspots.Events;

/// <summary>
/// SHA-256 over columns: each is taken whole as it lies in memory (little-endian, as every machine that .NET runs on), behind its length.
/// </summary>
internal sealed class ColumnDigest : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public void Add<T>(ReadOnlySpan<T> values) where T : unmanaged
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, values.Length);
        _hash.AppendData(length);
        _hash.AppendData(MemoryMarshal.AsBytes(values));
    }

    public void AddWords(IReadOnlyCollection<string> words)
    {
        Add<int>([words.Count]);
        foreach (var word in words) Add<byte>(Encoding.UTF8.GetBytes(word));
    }

    public byte[] End() => _hash.GetHashAndReset();

    public void Dispose() => _hash.Dispose();
}
