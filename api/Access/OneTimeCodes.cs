using System.Security.Cryptography;
using System.Text;

namespace SpacesPlaces.Api.Access;

/// <summary>Codes that are shown once and kept as digests only: invitations, password resets, recovery.</summary>
internal static class OneTimeCodes
{
    // Without the letters and digits that people take for each other.
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <summary>A random code of 79 bits in groups that can be read out: four by four characters.</summary>
    public static string Make() => string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Alphabet, 4)));

    /// <summary>Digest of a code, however it was spaced when it was typed.</summary>
    public static byte[] Digest(string code) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(code.Where(char.IsLetterOrDigit)).ToLowerInvariant()));
}
