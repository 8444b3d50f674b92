using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CsvHelper;
using CsvHelper.Configuration;
using SpacesPlaces.Api.Analyses;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.ReferenceData;

/// <summary>A row of a police.uk street file as it is stored, or the reason why it is not.</summary>
internal record struct PoliceUkRow
{
    /// <summary>Line in the file, from 1, the header included; the last one of a row that spans several.</summary>
    public int Line { get; set; }
    public DateOnly Month { get; set; }
    public string FallsWithin { get; set; }
    public string? PublisherId { get; set; }
    public string ReportedBy { get; set; }

    /// <summary>Degrees, EPSG:4326; null for a row without a location.</summary>
    public double? Lon { get; set; }
    public double? Lat { get; set; }
    public string Location { get; set; }
    public string? LsoaCode { get; set; }
    public string? LsoaName { get; set; }
    public string CrimeType { get; set; }
    public string? LastOutcome { get; set; }
    public string? Context { get; set; }

    /// <summary>Key in the section <c>import_notice</c> that says why the row cannot be stored; null when it can.</summary>
    public string? Rejected { get; set; }
}

/// <summary>Reads a street file of police.uk row by row. Anything but a whole, regular file refuses the import.</summary>
internal sealed partial class PoliceUkFile : IDisposable
{
    /// <summary>The publisher's types of crime as of 2025; others are stored as they come, with a notice.</summary>
    public static readonly IReadOnlySet<string> KnownTypes = new HashSet<string>
    {
        "Anti-social behaviour", "Bicycle theft", "Burglary", "Criminal damage and arson", "Drugs", "Other crime", "Other theft",
        "Possession of weapons", "Public order", "Robbery", "Shoplifting", "Theft from the person", "Vehicle crime",
        "Violence and sexual offences",
    };

    private const int LongestField = 4_000;
    private static readonly string[] Header =
    [
        "Crime ID", "Month", "Reported by", "Falls within", "Longitude", "Latitude", "Location", "LSOA code", "LSOA name",
        "Crime type", "Last outcome category", "Context",
    ];

    private readonly string name;
    private readonly StreamReader reader;
    private readonly CsvParser parser;
    private readonly DateOnly? first;
    private readonly DateOnly? last;
    private readonly string? force;
    private readonly string[] fields = new string[Header.Length];
    private string? rawMonth;
    private DateOnly month;
    private string? checkedForce;

    public PoliceUkFile(string name, Stream content)
    {
        this.name = name;
        reader = new StreamReader(content, new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true, 1 << 16);
        parser = new CsvParser(reader, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Mode = CsvMode.RFC4180,
            BufferSize = 1 << 16,
            MaxFieldSize = LongestField,
            CacheFields = true,
            BadDataFound = bad => throw new BadDataException(bad.Field, bad.RawRecord, bad.Context, ""),
        });
        (first, last, force) = Named(name);
    }

    /// <summary>True for a name that the publisher gives to street files.</summary>
    public static bool IsStreetFile(string name) =>
        ImportSource.HasEnding(name, "-street.csv") || ImportSource.HasEnding(name, "-street.csv.gz");

    /// <summary>Reads the first line, which must be the publisher's, exactly.</summary>
    public async Task ReadHeaderAsync()
    {
        if (!await NextAsync()) throw Refuse(ProblemCodes.ImportEmpty, ("file", name));
        if (parser.Count != Header.Length || !fields.AsSpan().SequenceEqual(Header))
            throw Refuse(ProblemCodes.ImportHeaderWrong, ("file", name), ("expected", string.Join(',', Header)));
    }

    /// <summary>The next row; null at the end of the file.</summary>
    public async Task<PoliceUkRow?> ReadAsync()
    {
        if (!await NextAsync()) return null;
        if (parser.Count != Header.Length) throw NotReadable();
        var row = new PoliceUkRow
        {
            Line = parser.RawRow,
            PublisherId = OrNull(fields[0]),
            Month = MonthOf(fields[1]),
            ReportedBy = fields[2],
            FallsWithin = ForceOf(fields[3]),
            Location = fields[6],
            LsoaCode = OrNull(fields[7]),
            LsoaName = OrNull(fields[8]),
            CrimeType = fields[9],
            LastOutcome = OrNull(fields[10]),
            Context = OrNull(fields[11]),
        };
        if (row.CrimeType.Length == 0) row.Rejected = "row_rejected_type_missing";
        var (lon, lat) = (fields[4], fields[5]);
        if (lon.Length == 0 && lat.Length == 0) return row;
        if (Number(lon) is { } x && Number(lat) is { } y) (row.Lon, row.Lat) = (x, y);
        else row.Rejected = "row_rejected_coordinate";
        return row;
    }

    public void Dispose()
    {
        parser.Dispose();
        reader.Dispose();
    }

    private async Task<bool> NextAsync()
    {
        try
        {
            if (!await parser.ReadAsync()) return false;
            // Fields are checked as they are taken, so they are all taken here. PostgreSQL stores no NUL.
            for (var i = 0; i < fields.Length; i++)
                if ((fields[i] = i < parser.Count ? parser[i] : "").Contains('\0')) throw NotReadable();
            return true;
        }
        catch (Exception fault) when (fault is CsvHelperException or DecoderFallbackException)
        {
            throw NotReadable();
        }
    }

    private DateOnly MonthOf(string text)
    {
        // Nearly every row has the month of the row before.
        if (text == rawMonth) return month;
        if (!DateOnly.TryParseExact(text + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read)
            || read.Year is < 2000 or > 2100) throw NotReadable();
        if (read < (first ?? read) || read > (last ?? read))
            throw Refuse(ProblemCodes.ImportMonthContradictsName, ("file", name), ("named", Range()), ("found", text));
        (rawMonth, month) = (text, read);
        return read;
    }

    private string ForceOf(string text)
    {
        if (text == checkedForce) return text;
        if (text.Length == 0) throw NotReadable();
        if (force is not null && !Slug(text).Contains(force, StringComparison.Ordinal))
            throw Refuse(ProblemCodes.ImportForceContradictsName, ("file", name), ("found", text));
        return checkedForce = text;
    }

    private string Range() => first == last ? $"{first:yyyy-MM}" : $"{first:yyyy-MM} – {last:yyyy-MM}";

    private JobRefusedException NotReadable() => Refuse(ProblemCodes.ImportRowNotReadable, ("file", name), ("line", parser.RawRow));

    private static JobRefusedException Refuse(ProblemCode code, params (string, object)[] values) => new(Refusal.Of(code, null, values));

    private static string? OrNull(string text) => text.Length == 0 ? null : text;

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    // 2025-03-dyfed-powys-street.csv, or with a range of months: dyfed-powys-2025-01_2025-12-street.csv.gz.
    private static (DateOnly? First, DateOnly? Last, string? Force) Named(string name)
    {
        var stem = Path.GetFileName(name);
        stem = stem[..stem.LastIndexOf("-street.csv", StringComparison.OrdinalIgnoreCase)];
        DateOnly[] months = [.. MonthInName().Matches(stem).Select(match => new DateOnly(int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture), 1))];
        var force = Slug(MonthInName().Replace(stem, " "));
        if (force == "btp") force = "british-transport";
        return (months.Length == 0 ? null : months.Min(), months.Length == 0 ? null : months.Max(), force.Length == 0 ? null : force);
    }

    private static string Slug(string text) =>
        NotLetters().Replace(text.ToLowerInvariant().Replace("&", "and", StringComparison.Ordinal), "-").Trim('-');

    [GeneratedRegex(@"(?<!\d)((?:19|20)\d\d)-(0[1-9]|1[0-2])(?!\d)")]
    private static partial Regex MonthInName();

    [GeneratedRegex("[^a-z]+")]
    private static partial Regex NotLetters();
}
