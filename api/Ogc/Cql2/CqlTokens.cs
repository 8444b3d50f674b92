namespace SpacesPlaces.Api.Ogc.Cql2;

/// <summary>What a piece of a filter is.</summary>
internal enum CqlTokenKind { Name, QuotedName, Text, Number, Sign, End }

/// <summary>A piece of a filter.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Value">A name, the characters of a text, a number as written, or a sign.</param>
/// <param name="At">Where it begins, from 0.</param>
internal readonly record struct CqlToken(CqlTokenKind Kind, string Value, int At);

/// <summary>Takes a filter to pieces.</summary>
internal static class CqlTokens
{
    /// <summary>The pieces, the end last; null with the place of the fault where one cannot be read.</summary>
    public static IReadOnlyList<CqlToken>? Of(string text, out int fault)
    {
        List<CqlToken> tokens = [];
        var at = 0;
        fault = 0;
        while (true)
        {
            while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
            if (at == text.Length) break;
            if (Next(text, at) is not { } found)
            {
                fault = at;
                return null;
            }

            tokens.Add(found.Token);
            at = found.End;
        }

        tokens.Add(new(CqlTokenKind.End, "", at));
        return tokens;
    }

    private static (CqlToken Token, int End)? Next(string text, int at)
    {
        var c = text[at];
        if (c == '\'') return Quoted(text, at, '\'', CqlTokenKind.Text);
        if (c == '"') return Quoted(text, at, '"', CqlTokenKind.QuotedName);
        if (char.IsAsciiLetter(c) || c == '_') return Run(text, at, CqlTokenKind.Name, one => char.IsAsciiLetterOrDigit(one) || one is '_' or '.' or ':');
        if (char.IsAsciiDigit(c) || (c is '-' or '+' or '.' && at + 1 < text.Length && (char.IsAsciiDigit(text[at + 1]) || text[at + 1] == '.')))
            return Run(text, at, CqlTokenKind.Number, one => char.IsAsciiDigit(one) || one is '.' or 'e' or 'E' or '-' or '+');
        foreach (var sign in (string[])["<>", "<=", ">=", "=", "<", ">", "(", ")", ","])
            if (string.CompareOrdinal(text, at, sign, 0, sign.Length) == 0) return (new(CqlTokenKind.Sign, sign, at), at + sign.Length);
        return null;
    }

    private static (CqlToken, int)? Run(string text, int at, CqlTokenKind kind, Func<char, bool> belongs)
    {
        var end = at + 1;
        while (end < text.Length && belongs(text[end])) end++;
        return (new(kind, text[at..end], at), end);
    }

    // A quote inside is written twice, or behind a backslash.
    private static (CqlToken, int)? Quoted(string text, int at, char quote, CqlTokenKind kind)
    {
        var value = new System.Text.StringBuilder();
        for (var i = at + 1; i < text.Length; i++)
        {
            if ((text[i] == quote && i + 1 < text.Length && text[i + 1] == quote) || (text[i] == '\\' && i + 1 < text.Length && text[i + 1] == quote))
            {
                value.Append(quote);
                i++;
            }
            else if (text[i] == quote)
            {
                return (new(kind, value.ToString(), at), i + 1);
            }
            else
            {
                value.Append(text[i]);
            }
        }

        return null;
    }
}
