using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace SpacesPlaces.Api.Ogc;

/// <summary>
/// Tokens of the next page: the id of the last feature, bound to collection and filter and sealed, so that nobody can make or move
/// one. They do not bind the page size.
/// </summary>
internal sealed class OgcTokens(IDataProtectionProvider protection)
{
    private const byte Version = 1;
    private readonly IDataProtector sealer = protection.CreateProtector("ogc-page-token");

    public string Make(string filter, string last) =>
        WebEncoders.Base64UrlEncode(sealer.Protect([Version, .. SHA256.HashData(Encoding.UTF8.GetBytes(filter)), .. Encoding.UTF8.GetBytes(last)]));

    /// <summary>Reads a token; false for one that is forged, damaged, of another filter or of another version.</summary>
    public bool TryRead(string token, string filter, out string last)
    {
        last = "";
        byte[] opened;
        try
        {
            opened = sealer.Unprotect(WebEncoders.Base64UrlDecode(token));
        }
        catch (Exception fault) when (fault is CryptographicException or FormatException)
        {
            return false;
        }

        if (opened.Length < 34 || opened[0] != Version || !opened.AsSpan(1, 32).SequenceEqual(SHA256.HashData(Encoding.UTF8.GetBytes(filter)))) return false;
        last = Encoding.UTF8.GetString(opened.AsSpan(33));
        return true;
    }
}
