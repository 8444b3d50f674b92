using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CsvHelper;
using CsvHelper.Configuration;
using SpacesPlaces.Api.Analyses;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Places;

namespace SpacesPlaces.Api.ReferenceData;

/// <summary>A row of OS Open Names as far as it is used.</summary>
/// <param name="Line">Line in the file, from 1; the last one of a row that spans several.</param>
/// <param name="OsId">The publisher's id; for a postcode, the postcode without its space.</param>
/// <param name="NameEn">English name; the same as the Welsh one where there is only one. A postcode as it is written.</param>
/// <param name="NameCy">Welsh name.</param>
/// <param name="LocalType">The publisher's kind, such as <c>Village</c>.</param>
/// <param name="At">The publisher's point.</param>
/// <param name="ReachMetres">Distance from the point to the farthest corner of the publisher's box; null where there is no box.</param>
/// <param name="TownId">Id of the populated place it lies in.</param>
/// <param name="Town">Name of that place, as it stands in the row.</param>
/// <param name="County">County or unitary authority, Welsh name, hyphen, English name.</param>
/// <param name="Rejected">Key in the section <c>import_notice</c> that says why the row cannot be used; null when it can.</param>
internal sealed record OpenNamesRow(
    int Line, string OsId, string NameEn, string NameCy, string LocalType, GridPoint At, double? ReachMetres, string? TownId, string? Town,
    string? County, string? Rejected);

/// <summary>
/// Reads a file of OS Open Names row by row: one square of 20 km, 34 columns, without headings as it is published or with the
/// publisher's headings put before it. Anything but a whole, regular file refuses the import.
/// </summary>
internal sealed partial class OpenNamesFile : IDisposable
{
    public const string Postcodes = "Postcode";

    private const int LongestName = 120;
    private const int LongestField = 4_000;

    // The publisher's headings for the columns that are used, and where they stand without headings.
    private static readonly (string Name, int At)[] Used =
    [
        ("ID", 0), ("NAME1", 2), ("NAME1_LANG", 3), ("NAME2", 4), ("NAME2_LANG", 5), ("TYPE", 6), ("LOCAL_TYPE", 7), ("GEOMETRY_X", 8),
        ("GEOMETRY_Y", 9), ("MBR_XMIN", 12), ("MBR_YMIN", 13), ("MBR_XMAX", 14), ("MBR_YMAX", 15), ("POPULATED_PLACE", 18),
        ("POPULATED_PLACE_URI", 19), ("COUNTY_UNITARY", 24),
    ];

    private const int Columns = 34;
    private static readonly HashSet<string> Types = new(StringComparer.OrdinalIgnoreCase)
        { "populatedPlace", "transportNetwork", "hydrography", "landcover", "landform", "other" };

    private readonly string name;
    private readonly StreamReader reader;
    private readonly CsvParser parser;
    private readonly Dictionary<string, int> columns = Used.ToDictionary(one => one.Name, one => one.At, StringComparer.OrdinalIgnoreCase);
    private int width = Columns;
    private bool begun;

    public OpenNamesFile(string name, Stream content)
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
    }

    /// <summary>The square of 20 km that a file's name says, <c>SO04</c>; null where it says none.</summary>
    public static string? TileOf(string fileName) => Tile().Match(Path.GetFileName(fileName)) is { Success: true } match ? match.Value.ToUpperInvariant() : null;

    /// <summary>The next row; null at the end of the file.</summary>
    public async Task<OpenNamesRow?> ReadAsync()
    {
        if (!await NextAsync()) return null;
        if (!begun)
        {
            begun = true;
            if (string.Equals(parser[0], "ID", StringComparison.OrdinalIgnoreCase))
            {
                TakeHeadings();
                if (!await NextAsync()) return null;
            }
            else if (parser.Count != Columns || !Types.Contains(Field("TYPE")))
            {
                throw WrongHeader();
            }
        }

        if (parser.Count != width) throw NotReadable();
        return Row();
    }

    public void Dispose()
    {
        parser.Dispose();
        reader.Dispose();
    }

    private void TakeHeadings()
    {
        columns.Clear();
        for (var i = 0; i < parser.Count; i++) columns[parser[i].Trim()] = i;
        width = parser.Count;
        if (Used.Any(one => !columns.ContainsKey(one.Name))) throw WrongHeader();
    }

    private OpenNamesRow Row()
    {
        var (en, cy) = Names();
        var type = Field("LOCAL_TYPE");
        var rejected = en.Length is 0 or > LongestName || cy.Length > LongestName || !TextChecks.IsClean(en) || !TextChecks.IsClean(cy)
            ? "row_rejected_name" : null;
        if (type == Postcodes)
        {
            if (Postcode.TryRead(en, out var written)) (en, cy) = (written, written);
            else rejected = "row_rejected_postcode";
        }

        GridPoint at = default;
        if (Number("GEOMETRY_X") is not { } x || Number("GEOMETRY_Y") is not { } y) rejected ??= "row_rejected_metres";
        else if (!NationalGrid.Contains(x, y)) rejected ??= "row_rejected_outside_grid";
        else at = new(x, y);
        return new(
            parser.RawRow, Field("ID"), en, cy, type, at, rejected is null ? Reach(at) : null, OrNull(Field("POPULATED_PLACE_URI").Split('/')[^1]),
            OrNull(Field("POPULATED_PLACE")), OrNull(Field("COUNTY_UNITARY")), rejected ?? (Field("ID").Length == 0 ? "row_rejected_name" : null));
    }

    // A language is given only where a name has two; a single name is the name in both.
    private (string En, string Cy) Names()
    {
        var (first, second) = (Field("NAME1"), Field("NAME2"));
        if (second.Length == 0) return (first, first);
        return Field("NAME1_LANG") == "cym" || Field("NAME2_LANG") == "eng" ? (second, first) : (first, second);
    }

    private double? Reach(GridPoint at)
    {
        if (Number("MBR_XMIN") is not { } west || Number("MBR_YMIN") is not { } south || Number("MBR_XMAX") is not { } east || Number("MBR_YMAX") is not { } north)
            return null;
        var (across, along) = (Math.Max(Math.Abs(at.Easting - west), Math.Abs(east - at.Easting)), Math.Max(Math.Abs(at.Northing - south), Math.Abs(north - at.Northing)));
        return Math.Clamp(Math.Ceiling(Math.Sqrt((across * across) + (along * along))), 1, 100_000);
    }

    private string Field(string column) => columns[column] is var at && at < parser.Count ? parser[at].Trim() : "";

    private double? Number(string column) =>
        double.TryParse(Field(column), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    private async Task<bool> NextAsync()
    {
        try
        {
            if (!await parser.ReadAsync()) return false;
            // Fields are checked as they are taken, so they are all taken here. PostgreSQL stores no NUL.
            for (var i = 0; i < parser.Count; i++)
                if (parser[i].Contains('\0')) throw NotReadable();
            return true;
        }
        catch (Exception fault) when (fault is CsvHelperException or DecoderFallbackException)
        {
            throw begun ? NotReadable() : WrongHeader();
        }
    }

    private JobRefusedException NotReadable() => Refuse(ProblemCodes.ImportRowNotReadable, ("file", name), ("line", parser.RawRow));

    private JobRefusedException WrongHeader() => Refuse(ProblemCodes.ImportHeaderWrong, ("file", name), ("expected", "ID,NAMES_URI,NAME1,NAME1_LANG, …"));

    private static JobRefusedException Refuse(ProblemCode code, params (string, object)[] values) => new(Refusal.Of(code, null, values));

    private static string? OrNull(string text) => text.Length == 0 ? null : text;

    // Two letters of the National Grid and two even figures, not inside a word or a longer number.
    [GeneratedRegex("(?<![A-Za-z])[HNOST][A-HJ-Z][02468][02468](?![0-9])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Tile();
}
