using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace SpacesPlaces.Api.Http;

/// <summary>
/// Tokens of keyset paging: position (instant and id) bound to the filter, sealed so that nobody can make or move one. They do
/// not bind the page size.
/// </summary>
public sealed class PageTokens(IDataProtectionProvider protection)
{
    private const byte Version = 1;
    private readonly IDataProtector sealer = protection.CreateProtector("page-token");

    public string Make(string filter, DateTimeOffset at, Guid id)
    {
        Span<byte> token = stackalloc byte[1 + 32 + 8 + 16];
        token[0] = Version;
        SHA256.HashData(Encoding.UTF8.GetBytes(filter), token[1..33]);
        BinaryPrimitives.WriteInt64BigEndian(token[33..41], at.UtcTicks);
        id.TryWriteBytes(token[41..]);
        return Microsoft.AspNetCore.WebUtilities.WebEncoders.Base64UrlEncode(sealer.Protect(token.ToArray()));
    }

    /// <summary>Reads a token; false for one that is forged, damaged, of another filter or of another version.</summary>
    public bool TryRead(string token, string filter, out DateTimeOffset at, out Guid id)
    {
        (at, id) = (default, default);
        byte[] opened;
        try
        {
            opened = sealer.Unprotect(Microsoft.AspNetCore.WebUtilities.WebEncoders.Base64UrlDecode(token));
        }
        catch (Exception fault) when (fault is CryptographicException or FormatException)
        {
            return false;
        }

        if (opened.Length != 57 || opened[0] != Version
            || !opened.AsSpan(1, 32).SequenceEqual(SHA256.HashData(Encoding.UTF8.GetBytes(filter)))) return false;
        at = new(BinaryPrimitives.ReadInt64BigEndian(opened.AsSpan(33)), TimeSpan.Zero);
        id = new(opened.AsSpan(41));
        return true;
    }
}
