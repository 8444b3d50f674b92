using System.Security.Cryptography;
using System.Text;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Http;

namespace SpacesPlaces.Api.Assessments.Instruments;

/// <summary>Codes by which somebody takes their own map away, without telling who they are.</summary>
internal static class OwnMaps
{
    // Neither 0 nor O, neither 1, I nor L, and no U: what is written down by hand is read again.
    private const string Signs = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Groups = 3, Length = 12;

    /// <summary>
    /// The code of the map that is handed in with a ballot, 12 signs in groups of four, 58 bits. It comes from the ballot, which is kept nowhere, so a
    /// resend is answered with the same code.
    /// </summary>
    public static string CodeOf(string ballot)
    {
        var bytes = SHA512.HashData(Encoding.UTF8.GetBytes($"own map {ballot}"));
        StringBuilder code = new();
        for (var at = 0; at < Length; at++)
        {
            if (at > 0 && at % (Length / Groups) == 0) code.Append('-');
            // Four bytes for each sign: what is left over by thirty favours none noticeably.
            code.Append(Signs[(int)(BitConverter.ToUInt32(bytes, at * 4) % (uint)Signs.Length)]);
        }

        return code.ToString();
    }

    /// <summary>
    /// A code for a sheet of paper, made before anybody drew: it is printed on the sheet and on the strip that whoever draws tears off and keeps. The last
    /// sign proves the others, because somebody keys it in by hand, and a code with a slip of the finger would take nothing away.
    /// </summary>
    public static string MakeForPaper()
    {
        while (true)
        {
            var signs = RandomNumberGenerator.GetItems<char>(Signs, Length - 1);
            // One of 31 sums has no sign.
            if (ProofOf(signs) is < 30 and var proof) return string.Join('-', string.Concat([.. signs, Signs[proof]]).Chunk(Length / Groups).Select(group => new string(group)));
        }
    }

    /// <summary>True for a code as paper carries it, however it is written; false where a sign is wrong, missing, or stands in the wrong place.</summary>
    public static bool IsOfPaper(string code)
    {
        var signs = Clean(code);
        return signs.Length == Length && signs.All(Signs.Contains) && Signs.IndexOf(signs[^1], StringComparison.Ordinal) == ProofOf(signs.AsSpan(0, Length - 1));
    }

    // By place and by a prime that is more than there are signs: no single wrong sign and no two that changed places give the same sum.
    private static int ProofOf(ReadOnlySpan<char> signs)
    {
        var sum = 0;
        for (var at = 0; at < signs.Length; at++) sum += (at + 1) * Signs.IndexOf(signs[at], StringComparison.Ordinal);
        return sum % 31;
    }

    private static string Clean(string code) => string.Concat(code.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    /// <summary>What is kept of a code, however it is written: in hexadecimal.</summary>
    public static string Digest(string code) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Clean(code))));
}

/// <summary>Wrong codes of one network within an hour, so that nobody tries them out; counted in memory, stored nowhere.</summary>
internal sealed class CodeBrake(DoorSettings doors, TimeProvider clock)
{
    private readonly TryCount counts = new(doors.Rates.WrongCodesPerAddressAndHour, TimeSpan.FromHours(1), clock);

    /// <summary>True when a code may be tried.</summary>
    public bool Lets(System.Net.IPAddress? from) => doors.Rates.WrongCodesPerAddressAndHour == int.MaxValue || !counts.IsOn(SignInBrake.KeyOf(from));

    /// <summary>Counts a wrong one.</summary>
    public void Count(System.Net.IPAddress? from) => counts.Count(SignInBrake.KeyOf(from));
}
