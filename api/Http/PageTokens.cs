using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace SpacesPlaces.Api.Http;

/// <summary>
/// Tokens of keyset paging: a position bound to the filter, sealed so that nobody can make or move one. They do not bind the page size.
/// </summary>
public sealed class PageTokens(IDataProtectionProvider protection)
{
    private const byte Version = 1;
    private const int BeforePosition = 1 + SHA256.HashSizeInBytes;
    private readonly IDataProtector sealer = protection.CreateProtector("page-token");

    /// <summary>Token of a position that is an instant and an id.</summary>
    public string Make(string filter, DateTimeOffset at, Guid id)
    {
        Span<byte> position = stackalloc byte[8 + 16];
        BinaryPrimitives.WriteInt64BigEndian(position, at.UtcTicks);
        id.TryWriteBytes(position[8..]);
        return Make(filter, position);
    }

    /// <summary>Token of a position that only its own list can read.</summary>
    public string Make(string filter, ReadOnlySpan<byte> position) =>
        WebEncoders.Base64UrlEncode(sealer.Protect([Version, .. SHA256.HashData(Encoding.UTF8.GetBytes(filter)), .. position]));

    /// <summary>Reads a token; false for one that is forged, damaged, of another filter or of another version.</summary>
    public bool TryRead(string token, string filter, out DateTimeOffset at, out Guid id)
    {
        (at, id) = (default, default);
        if (!TryRead(token, filter, out var position) || position.Length != 8 + 16) return false;
        at = new(BinaryPrimitives.ReadInt64BigEndian(position), TimeSpan.Zero);
        id = new(position.AsSpan(8));
        return true;
    }

    /// <summary>Reads the position of a token; false for one that is forged, damaged, of another filter or of another version.</summary>
    public bool TryRead(string token, string filter, out byte[] position)
    {
        position = [];
        byte[] opened;
        try
        {
            opened = sealer.Unprotect(WebEncoders.Base64UrlDecode(token));
        }
        catch (Exception fault) when (fault is CryptographicException or FormatException)
        {
            return false;
        }

        if (opened.Length < BeforePosition || opened[0] != Version
            || !opened.AsSpan(1, SHA256.HashSizeInBytes).SequenceEqual(SHA256.HashData(Encoding.UTF8.GetBytes(filter)))) return false;
        position = opened[BeforePosition..];
        return true;
    }
}
