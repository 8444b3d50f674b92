using System.Globalization;
using System.Text;

namespace SpacesPlaces.Api.Disclosure;

/// <summary>Comma-separated values that a spreadsheet program reads as text: what it would take for a formula gets an apostrophe.</summary>
internal static class CsvText
{
    /// <summary>UTF-8 with a byte order mark; lines end as RFC 4180 says. Numbers stay numbers.</summary>
    public static byte[] File(IEnumerable<IReadOnlyList<object?>> lines)
    {
        var text = new StringBuilder();
        foreach (var line in lines) text.Append(Line(line));
        return [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    /// <summary>One line with its end.</summary>
    public static string Line(IReadOnlyList<object?> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    /// <summary>True for text that some spreadsheet program takes for the beginning of a formula.</summary>
    public static bool LooksLikeFormula(string text) =>
        text.Length > 0 && (text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠'
            || (char.IsWhiteSpace(text[0]) && LooksLikeFormula(text.TrimStart())));

    private static string Cell(object? cell)
    {
        if (cell is null) return "";
        if (cell is double number) return number.ToString("R", CultureInfo.InvariantCulture);
        var text = (string)cell;
        if (LooksLikeFormula(text)) text = "'" + text;
        return text.AsSpan().IndexOfAny(",\"\r\n;") >= 0 || text != text.Trim() ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
