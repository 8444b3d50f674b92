using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace SpacesPlaces.Api.Access;

/// <summary>
/// Time-based one-time codes as authenticator apps compute them: RFC 6238 with HMAC-SHA-1, steps of 30 s, six digits. Identity's own
/// provider reads the system's clock and tells no step, so it could neither be tested nor refuse a code that was used.
/// </summary>
internal static class Totp
{
    private const int StepSeconds = 30;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>A new secret of 160 bits, in the spelling (base 32) that people can type into an app.</summary>
    public static string MakeSecret() => RandomNumberGenerator.GetString(Alphabet, 32);

    /// <summary>What a QR code shows to an app.</summary>
    public static string UriOf(string secret, string user) =>
        $"otpauth://totp/SpacesPlaces:{Uri.EscapeDataString(user)}?secret={secret}&issuer=SpacesPlaces&digits=6&period={StepSeconds}";

    public static long StepAt(DateTimeOffset now) => now.ToUnixTimeSeconds() / StepSeconds;

    /// <summary>The code of a step.</summary>
    public static string CodeAt(string secret, long step, int digits = 6)
    {
        Span<byte> message = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(message, step);
#pragma warning disable CA5350 // The standard's own algorithm, and the only one that all authenticator apps compute.
        var hash = HMACSHA1.HashData(Decode(secret), message);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xF)) & 0x7FFF_FFFF;
        return (number % (int)Math.Pow(10, digits)).ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
    }

    /// <summary>The step whose code this is: the present one, the one before or the one after. Null for a wrong code.</summary>
    public static long? StepOf(string secret, string code, DateTimeOffset now)
    {
        long? found = null;
        for (var step = StepAt(now) - 1; step <= StepAt(now) + 1; step++)
            if (CryptographicOperations.FixedTimeEquals(System.Text.Encoding.UTF8.GetBytes(CodeAt(secret, step)), System.Text.Encoding.UTF8.GetBytes(code)))
                found = step;
        return found;
    }

    private static byte[] Decode(string base32)
    {
        var bytes = new byte[base32.Length * 5 / 8];
        int bits = 0, held = 0, at = 0;
        foreach (var letter in base32)
        {
            held = ((held << 5) | Alphabet.IndexOf(letter, StringComparison.Ordinal)) & 0xFFF;
            bits += 5;
            if (bits < 8) continue;
            bits -= 8;
            bytes[at++] = (byte)(held >> bits);
        }

        return bytes;
    }
}
