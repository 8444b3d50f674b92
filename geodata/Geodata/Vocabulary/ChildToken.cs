using System.Diagnostics.CodeAnalysis;

namespace SpacesPlaces.Geodata.Vocabulary;

/// <summary>
/// A random reference to a child, such as <c>7KQ2-M9XD-4TBC</c>. Only the holding agency's own case system can say whose it is.
/// Eleven random characters of Crockford's base 32 (55 bits) and one check character; the check finds every single mistyped
/// character and makes it very unlikely that a name typed into the field passes.
/// </summary>
public static class ChildToken
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>Makes a token from a given source of randomness; the caller decides which (a secure one in the product).</summary>
    /// <param name="randomBelow32">Gives a number from 0 to 31 at each call.</param>
    public static string Make(Func<int> randomBelow32)
    {
        ArgumentNullException.ThrowIfNull(randomBelow32);
        Span<char> symbols = stackalloc char[12];
        // The first character is a digit, which no name begins with.
        symbols[0] = Alphabet[randomBelow32() % 10];
        for (var i = 1; i < 11; i++) symbols[i] = Alphabet[randomBelow32()];
        symbols[11] = Alphabet[Check(symbols[..11])];
        return $"{symbols[..4]}-{symbols[4..8]}-{symbols[8..]}";
    }

    /// <summary>Reads a token as a person types it (any case, with or without hyphens and spaces) into its one spelling.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out string? token)
    {
        token = null;
        if (text is null || text.Length > 32) return false;
        Span<char> symbols = stackalloc char[12];
        var n = 0;
        foreach (var c in text)
        {
            if (c is '-' or ' ') continue;
            if (n == 12) return false;
            symbols[n++] = char.ToUpperInvariant(c) switch { 'O' => '0', 'I' or 'L' => '1', var other => other };
        }

        if (n != 12 || !char.IsAsciiDigit(symbols[0])) return false;
        foreach (var c in symbols)
            if (!Alphabet.Contains(c, StringComparison.Ordinal)) return false;
        if (symbols[11] != Alphabet[Check(symbols[..11])]) return false;
        token = $"{symbols[..4]}-{symbols[4..8]}-{symbols[8..]}";
        return true;
    }

    // Odd weights modulo 32 are invertible, so one wrong character always changes the check.
    private static int Check(ReadOnlySpan<char> symbols)
    {
        var sum = 0;
        for (var i = 0; i < symbols.Length; i++) sum += (2 * i + 1) * Alphabet.IndexOf(symbols[i], StringComparison.Ordinal);
        return sum % 32;
    }
}
