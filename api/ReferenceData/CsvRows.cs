using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using SpacesPlaces.Api.Analyses;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.ReferenceData;

/// <summary>A table with headings as text: commas, semicolons or tabs between its cells, UTF-8. Anything but a whole, regular file refuses the import.</summary>
internal sealed class CsvRows : IDisposable
{
    private const int LongestField = 4_000;
    private const int MostColumns = 500;

    private readonly string name;
    private readonly StreamReader reader;
    private readonly CsvParser parser;
    private readonly Dictionary<string, int> columns = new(StringComparer.OrdinalIgnoreCase);

    private CsvRows(string name, Stream content)
    {
        this.name = name;
        reader = new StreamReader(content, new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true, 1 << 16);
        parser = new CsvParser(reader, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Mode = CsvMode.RFC4180,
            DetectDelimiter = true,
            DetectDelimiterValues = [",", ";", "\t"],
            BufferSize = 1 << 16,
            MaxFieldSize = LongestField,
            CacheFields = true,
            BadDataFound = bad => throw new BadDataException(bad.Field, bad.RawRecord, bad.Context, ""),
        });
    }

    /// <summary>The headings, in their order.</summary>
    public IReadOnlyList<string> Headings { get; private set; } = [];

    /// <summary>Line of the row, from 1.</summary>
    public int Line => parser.RawRow;

    /// <exception cref="JobRefusedException">No headings, or none that can be read.</exception>
    public static async Task<CsvRows> OpenAsync(string name, Stream content, string expected)
    {
        var rows = new CsvRows(name, content);
        try
        {
            if (!await rows.parser.ReadAsync()) throw new JobRefusedException(Refusal.Of(ProblemCodes.ImportEmpty, null, ("file", name)));
            if (rows.parser.Count > MostColumns) throw rows.WrongHeader(expected);
            rows.Headings = [.. Enumerable.Range(0, rows.parser.Count).Select(at => rows.parser[at].Trim())];
            for (var at = 0; at < rows.Headings.Count; at++) rows.columns.TryAdd(rows.Headings[at], at);
            return rows;
        }
        catch (Exception fault)
        {
            rows.Dispose();
            if (fault is DecoderFallbackException) throw rows.NotUtf8();
            if (fault is CsvHelperException) throw rows.WrongHeader(expected);
            throw;
        }
    }

    /// <summary>Goes to the next row; false at the end.</summary>
    public async Task<bool> NextAsync()
    {
        try
        {
            if (!await parser.ReadAsync()) return false;
            // Fields are checked as they are taken, so they are all taken here. PostgreSQL stores no NUL.
            for (var at = 0; at < parser.Count; at++)
                if (parser[at].Contains('\0')) throw NotReadable();
            if (parser.Count != Headings.Count) throw NotReadable();
            return true;
        }
        catch (DecoderFallbackException)
        {
            throw NotUtf8();
        }
        catch (CsvHelperException)
        {
            throw NotReadable();
        }
    }

    /// <summary>The cell under a heading; null where there is no such heading, or nothing in it.</summary>
    public string? Value(string heading) => columns.TryGetValue(heading, out var at) && parser[at].Trim() is { Length: > 0 } cell ? cell : null;

    public JobRefusedException WrongHeader(string expected) => new(Refusal.Of(ProblemCodes.ImportHeaderWrong, null, ("file", name), ("expected", expected)));

    public void Dispose()
    {
        parser.Dispose();
        reader.Dispose();
    }

    private JobRefusedException NotUtf8() => new(Refusal.Of(ProblemCodes.ImportNotUtf8, null, ("file", name)));

    private JobRefusedException NotReadable() => new(Refusal.Of(ProblemCodes.ImportRowNotReadable, null, ("file", name), ("line", parser.RawRow)));
}
