using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Api.Language;
using SpacesPlaces.Api.Outreach;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.Geodata.Vocabulary;
using Location = SpacesPlaces.Contracts.Location;

namespace SpacesPlaces.Api.Planning;

/// <summary>A row as it was judged: a site, or the reasons why it is none.</summary>
internal sealed record JudgedSite(int Number, NewCandidateSite? Site, IReadOnlyList<(SiteColumn? Column, Refusal Refusal)> Refusals);

/// <summary>Understands the rows of a list of sites by the rules that hold for every site, and never half a row.</summary>
/// <param name="columns">What each column holds.</param>
/// <param name="about">Time, area and grid.</param>
/// <param name="tongue">The reader's language.</param>
/// <param name="names">Names of the partnership's places; they identify nobody.</param>
internal sealed class SiteRows(IReadOnlyList<SiteColumn?> columns, CheckContext about, Tongue tongue, IReadOnlyCollection<string> names)
{
    private const int Marks = 4;

    public JudgedSite Judge(PartnerCells row)
    {
        List<(SiteColumn? Column, Refusal Refusal)> refusals = [];
        if (!row.Whole) refusals.Add((null, new(ProblemCodes.CellQuoteOpen)));
        if (row.Cells.Count > columns.Count && row.Cells.Skip(columns.Count).Any(cell => cell.Trim().Length > 0)) refusals.Add((null, new(ProblemCodes.RowTooLong)));
        var (nameEn, nameCy, host) = (Said(SiteColumn.NameEn), Said(SiteColumn.NameCy), Said(SiteColumn.Host));
        if (nameEn is null && nameCy is null) refusals.Add((columns.Contains(SiteColumn.NameEn) ? SiteColumn.NameEn : SiteColumn.NameCy, new(ProblemCodes.FieldMissing)));
        var kind = Read(SiteColumn.Kind, cell => PartnerCellReader.Word<PlaceType>("place_type", cell), ProblemCodes.WordUnknown) ?? PlaceType.Other;
        var where = WhereOf();
        var site = new NewCandidateSite(
            where ?? new(new(0, 0), PointSource.Pin), kind, nameEn, nameCy, host, Read(SiteColumn.Trust, cell => PartnerCellReader.Word<HostTrust>("host_trust", cell), ProblemCodes.WordUnknown),
            new(Mark(SiteColumn.SchoolOut), Mark(SiteColumn.MarketDay), Mark(SiteColumn.Saturday), Mark(SiteColumn.Evening)),
            Read(SiteColumn.Bus, cell => PartnerCellReader.Word<BusAccess>("bus_access", cell), ProblemCodes.WordUnknown),
            Read(SiteColumn.Welsh, PartnerCellReader.Told, ProblemCodes.WordUnknown), Mark(SiteColumn.StaffSafety, "safety_mark"));
        if (refusals.Count == 0) refusals.AddRange(SiteChecks.Check(site, about).Concat(Words(site)).Select(refusal => (ColumnOf(refusal.Field), refusal)));
        return refusals.Count > 0 ? new(row.Number, null, refusals) : new(row.Number, site, []);

        string Cell(SiteColumn column) => At(column) is var at and >= 0 && at < row.Cells.Count ? row.Cells[at].Trim() : "";
        string? Said(SiteColumn column) => Cell(column) is { Length: > 0 } said ? said : null;

        // An empty cell is "not known".
        T? Read<T>(SiteColumn column, Func<string, T?> read, ProblemCode wrong) where T : struct
        {
            if (Said(column) is not { } cell) return null;
            var value = read(cell);
            if (value is null) refusals.Add((column, new(wrong)));
            return value;
        }

        int? Mark(SiteColumn column, string section = "footfall_mark") => Read(column, cell => MarkOf(section, cell), ProblemCodes.CellNotANumber);

        Location? WhereOf()
        {
            if (Said(SiteColumn.GridReference) is { } reference)
            {
                if (GridReference.TryRead(reference, out var square)) return new(new(square.Middle.Easting, square.Middle.Northing), PointSource.GridRef, Math.Ceiling(square.RadiusMetres), "EPSG:27700");
                refusals.Add((SiteColumn.GridReference, new(ProblemCodes.CellNotAGridReference)));
                return null;
            }

            var onGrid = Said(SiteColumn.Easting) is not null || Said(SiteColumn.Northing) is not null;
            var (first, second) = onGrid ? (SiteColumn.Easting, SiteColumn.Northing) : (SiteColumn.Lon, SiteColumn.Lat);
            var (x, y) = (Read(first, PartnerCellReader.Number, ProblemCodes.CellNotANumber), Read(second, PartnerCellReader.Number, ProblemCodes.CellNotANumber));
            if (x is { } one && y is { } other) return new(new(one, other), onGrid ? PointSource.GridRef : PointSource.Pin, onGrid ? 1 : null, onGrid ? "EPSG:27700" : "EPSG:4326");
            if (Said(first) is null || Said(second) is null) refusals.Add((null, new(ProblemCodes.WhereMissing)));
            return null;
        }
    }

    // By its number, or by the words that stand for it.
    private static int? MarkOf(string section, string cell)
    {
        var folded = PartnerColumns.Folded(cell);
        for (var mark = 0; mark < Marks; mark++)
        {
            if (PartnerCellReader.Count(cell) == mark) return mark;
            if (new[] { Tongue.En, Tongue.Cy }.Any(one => PartnerColumns.Folded(Texts.Get(one, $"{section}.{mark}")) == folded)) return mark;
        }

        return null;
    }

    private int At(SiteColumn column)
    {
        for (var i = 0; i < columns.Count; i++)
            if (columns[i] == column) return i;
        return -1;
    }

    private IEnumerable<Refusal> Words(NewCandidateSite site)
    {
        (string, string)[] texts = [.. new[] { ("nameEn", site.NameEn), ("nameCy", site.NameCy), ("host", site.Host) }.Where(one => one.Item2 is not null).Select(one => (one.Item1, one.Item2!))];
        return [.. IdentifyingChecks.Refuse(texts, LocalDays.Of(about.Now), tongue, names), .. LanguageChecks.Refuse(texts, null, new())];
    }

    private SiteColumn? ColumnOf(string? field) => field switch
    {
        "nameEn" => SiteColumn.NameEn,
        "nameCy" => SiteColumn.NameCy,
        "host" => SiteColumn.Host,
        "placeType" => SiteColumn.Kind,
        not null when field.StartsWith("location", StringComparison.Ordinal) =>
            new[] { SiteColumn.GridReference, SiteColumn.Easting, SiteColumn.Lon }.Cast<SiteColumn?>().FirstOrDefault(column => columns.Contains(column)),
        _ => null,
    };
}
