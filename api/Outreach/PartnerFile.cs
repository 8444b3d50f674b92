using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.Outreach;

/// <summary>A partner's file as it lies there: headings and cells, nothing understood yet.</summary>
/// <param name="Encoding">How its letters were read.</param>
/// <param name="Headings">Its first row.</param>
/// <param name="Rows">Its other rows that hold anything.</param>
internal sealed record PartnerFile(string Encoding, IReadOnlyList<string> Headings, IReadOnlyList<PartnerCells> Rows)
{
    public const int LargestBytes = 5 << 20;
    public const int MostRows = 5_000;
    private const int MostColumns = 60;
    private const int LongestHeading = 100;

    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>Reads a file; what cannot be read at all is refused as a whole.</summary>
    public static (PartnerFile? File, Refusal? Refusal) Read(byte[] bytes)
    {
        if (bytes.Length == 0) return (null, new(ProblemCodes.UploadEmpty, "file"));
        if (bytes.Length > LargestBytes) return (null, Refusal.Of(ProblemCodes.UploadTooLarge, "file", ("megabytes", LargestBytes >> 20)));
        var (text, encoding) = Decoded(bytes);
        if (text is null || text.Contains('\0', StringComparison.Ordinal)) return (null, new(ProblemCodes.UploadNotText, "file"));
        List<PartnerCells> rows = [];
        using var parser = new CsvParser(new StringReader(text), new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Mode = CsvMode.RFC4180,
            Delimiter = SeparatorOf(text).ToString(),
            IgnoreBlankLines = false,
            BadDataFound = null,
        });
        var number = 0;
        while (parser.Read())
        {
            number++;
            var cells = parser.Record ?? [];
            if (cells.Length > MostColumns) return (null, Refusal.Of(ProblemCodes.UploadTooManyColumns, "file", ("row", number), ("max", MostColumns)));
            if (cells.All(string.IsNullOrWhiteSpace)) continue;
            if (rows.Count > MostRows) return (null, Refusal.Of(ProblemCodes.UploadTooManyRows, "file", ("max", MostRows)));
            rows.Add(new(number, cells, QuotesAreWhole(parser.RawRecord)));
        }

        if (rows.Count < 2) return (null, new(ProblemCodes.UploadEmpty, "file"));
        return (new(encoding, [.. rows[0].Cells.Select(heading => Shortened(heading.Trim()))], rows[1..]), null);
    }

    private static (string? Text, string Encoding) Decoded(byte[] bytes)
    {
        try
        {
            if (bytes is [0xff, 0xfe, ..] or [0xfe, 0xff, ..])
                return (new UnicodeEncoding(bytes[0] == 0xfe, true, throwOnInvalidBytes: true).GetString(bytes, 2, bytes.Length - 2), "utf-16");
            var mark = bytes is [0xef, 0xbb, 0xbf, ..] ? 3 : 0;
            return (Utf8.GetString(bytes, mark, bytes.Length - mark), "utf-8");
        }
        catch (DecoderFallbackException)
        {
            // What spreadsheet programs of Windows write when nobody chooses: it has no ŵ and no ŷ.
            return (bytes is [0xff, 0xfe, ..] or [0xfe, 0xff, ..] ? null : Windows1252.GetString(bytes), "windows-1252");
        }
    }

    // The one that parts the headings most often; a heading may hold a comma between quotation marks.
    private static char SeparatorOf(string text)
    {
        Dictionary<char, int> counts = new() { [','] = 0, [';'] = 0, ['\t'] = 0 };
        var quoted = false;
        foreach (var c in text.TrimStart('\r', '\n'))
        {
            if (c == '"') quoted = !quoted;
            else if (!quoted && c is '\r' or '\n') break;
            else if (!quoted && counts.TryGetValue(c, out var count)) counts[c] = count + 1;
        }

        return counts.MaxBy(one => one.Value).Key;
    }

    // A quotation mark that opens a cell and never closes would swallow the rows below without a word.
    private static bool QuotesAreWhole(string record) => record.Count(c => c == '"') % 2 == 0;

    private static string Shortened(string heading) => heading.Length <= LongestHeading ? heading : heading[..LongestHeading];
}

/// <summary>The cells of a row.</summary>
/// <param name="Number">As a spreadsheet counts: the first row is 1.</param>
/// <param name="Cells">In the file's order; rows may be shorter or longer than the headings.</param>
/// <param name="Whole">False where a quotation mark has no partner.</param>
internal sealed record PartnerCells(int Number, IReadOnlyList<string> Cells, bool Whole);
