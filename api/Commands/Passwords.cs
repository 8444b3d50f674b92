using System.Security.Cryptography;

namespace SpacesPlaces.Api.Commands;

internal static class Passwords
{
    // Without the letters and digits that people take for each other.
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <summary>A random password of 99 bits in groups that can be read out: five by four characters.</summary>
    public static string Make() => string.Join('-', Enumerable.Range(0, 5).Select(_ => RandomNumberGenerator.GetString(Alphabet, 4)));
}
