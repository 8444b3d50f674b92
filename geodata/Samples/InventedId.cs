using System.Security.Cryptography;
using System.Text;

namespace SpacesPlaces.Samples;

/// <summary>
/// Ids of invented things: UUID version 8 (RFC 9562, section 5.8) whose free bits are the first bits of
/// SHA-256 over "spacesplaces/samples/{seed}/{kind}/{key}" in UTF-8. The same thing of the same seed has the same id everywhere.
/// </summary>
public static class InventedId
{
    /// <summary>The id of one thing.</summary>
    /// <param name="seed">The county's seed.</param>
    /// <param name="kind">Kind of thing, such as <c>place</c>.</param>
    /// <param name="key">What tells it from others of its kind: its name or number.</param>
    public static Guid Of(ulong seed, string kind, string key)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"spacesplaces/samples/{seed}/{kind}/{key}")), hash);
        hash[6] = (byte)(hash[6] & 0x0F | 0x80);
        hash[8] = (byte)(hash[8] & 0x3F | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
