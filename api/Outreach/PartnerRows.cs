using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Api.Language;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.Geodata.Places;
using SpacesPlaces.Geodata.Vocabulary;
using Location = SpacesPlaces.Contracts.Location;

namespace SpacesPlaces.Api.Outreach;

/// <summary>A row as it was judged: a session with its id, or the reasons why it is none.</summary>
/// <param name="Number">As a spreadsheet counts.</param>
/// <param name="Id">Made from what the row says, so that the same row is the same session whenever it comes.</param>
/// <param name="Session">The session; null for a refused row.</param>
/// <param name="Partner">Whose session it was.</param>
/// <param name="Place">Name of the place that was meant.</param>
/// <param name="Refusals">Why not, each with the column that it concerns.</param>
internal sealed record JudgedRow(
    int Number, Guid Id, NewOutreachSession? Session, Agency Partner, string? Place, IReadOnlyList<(SessionColumn? Column, Refusal Refusal)> Refusals);

/// <summary>Understands the rows of a partner's file by the rules that hold for every session, and never half a row.</summary>
/// <param name="columns">What each column holds.</param>
/// <param name="asked">Whose file it is, and in which language.</param>
/// <param name="partnership">Whose records they become.</param>
/// <param name="about">Time, area and grid.</param>
/// <param name="tongue">The reader's language.</param>
/// <param name="places">The partnership's named places with their points.</param>
internal sealed class PartnerRows(
    IReadOnlyList<SessionColumn?> columns, PartnerUpload asked, Guid partnership, CheckContext about, Tongue tongue,
    IReadOnlyDictionary<Guid, (NamedPlace Place, GridPoint Point)> places)
{
    private readonly PlaceIndex index = new(places.Values.Select(one => one.Place));
    private readonly string[] names = [.. places.Values.SelectMany(one => new[] { one.Place.NameEn, one.Place.NameCy, one.Place.TownEn, one.Place.TownCy }).OfType<string>().Distinct()];
    private readonly Dictionary<string, PlaceAnswer> meant = [];

    public JudgedRow Judge(PartnerCells row)
    {
        List<(SessionColumn? Column, Refusal Refusal)> refusals = [];
        if (!row.Whole) refusals.Add((null, new(ProblemCodes.CellQuoteOpen)));
        if (row.Cells.Skip(columns.Count).Any(cell => cell.Length > 0)) refusals.Add((null, new(ProblemCodes.RowTooLong)));
        if (refusals.Count > 0) return new(row.Number, default, null, asked.Partner, null, refusals);

        var partner = Optional(SessionColumn.Partner, cell => PartnerCellReader.Word<Agency>("agency", cell), ProblemCodes.WordUnknown) ?? asked.Partner;
        var kind = Optional(SessionColumn.Kind, cell => PartnerCellReader.Word<OutreachKind>("outreach_kind", cell), ProblemCodes.WordUnknown) ?? OutreachKind.Other;
        var noConcern = Optional(SessionColumn.NoConcern, PartnerCellReader.Told, ProblemCodes.WordUnknown);
        var staff = Needed(SessionColumn.Staff, PartnerCellReader.Count, ProblemCodes.CellNotANumber);
        var spokenTo = Needed(SessionColumn.SpokenTo, PartnerCellReader.Count, ProblemCodes.CellNotANumber);
        var times = Times();
        var (where, place) = WhereOf();
        var notes = Cell(SessionColumn.Notes).ReplaceLineEndings("\n");
        if (refusals.Count > 0 || where is null || times is null) return new(row.Number, default, null, partner, place?.NameEn, refusals);

        var visits = noConcern is { } calm && place is { } named ? new[] { new SpaceVisit(calm ? VisitOutcome.NoConcern : VisitOutcome.Concern, named.Id) } : null;
        var session = new NewOutreachSession(
            where, times.Value.From, times.Value.To, staff!.Value, spokenTo!.Value, noConcern ?? false,
            new(kind, visits, Observations: notes.Length > 0 ? notes : null, TextLanguage: notes.Length > 0 ? asked.TextLanguage : null));
        refusals.AddRange(SessionChecks.Check(session, about).Concat(Words(session)).Select(refusal => ((SessionColumn?)ColumnOf(refusal.Field), refusal)));
        var name = place is null ? null : tongue == Tongue.Cy ? place.NameCy : place.NameEn;
        return refusals.Count > 0
            ? new(row.Number, default, null, partner, name, refusals)
            : new(row.Number, IdOf(session, partner), session, partner, name, []);

        string Cell(SessionColumn column) => At(column) is var at and >= 0 && at < row.Cells.Count ? row.Cells[at].Trim() : "";
        void Refuse(SessionColumn column, ProblemCode code) => refusals.Add((column, new(code)));

        T? Needed<T>(SessionColumn column, Func<string, T?> read, ProblemCode wrong) where T : struct
        {
            var cell = Cell(column);
            if (cell.Length == 0) Refuse(column, ProblemCodes.FieldMissing);
            else if (read(cell) is { } value) return value;
            else Refuse(column, wrong);
            return null;
        }

        T? Optional<T>(SessionColumn column, Func<string, T?> read, ProblemCode wrong) where T : struct =>
            Cell(column).Length == 0 ? null : Needed(column, read, wrong);

        (DateTimeOffset From, DateTimeOffset To)? Times()
        {
            var day = Needed(SessionColumn.Date, PartnerCellReader.Day, ProblemCodes.CellNotADay);
            var start = Needed(SessionColumn.Start, PartnerCellReader.Time, ProblemCodes.CellNotATime);
            var end = Needed(SessionColumn.End, PartnerCellReader.Time, ProblemCodes.CellNotATime);
            if (day is not { } on || start is not { } at || end is not { } until) return null;
            // A day at an end of the calendar has no night behind it, and is refused below as too long ago or to come.
            if (on < new DateOnly(1900, 1, 1) || on > new DateOnly(2200, 1, 1)) { Refuse(SessionColumn.Date, ProblemCodes.CellNotADay); return null; }
            var from = LocalDays.InstantOf(on, at);
            var to = LocalDays.InstantOf(until <= at ? on.AddDays(1) : on, until);
            if (from is null) Refuse(SessionColumn.Start, ProblemCodes.HourLeftOut);
            if (to is null) Refuse(SessionColumn.End, ProblemCodes.HourLeftOut);
            return from is { } first && to is { } last ? (first, last) : null;
        }

        (Location? Where, NamedPlace? Place) WhereOf()
        {
            if (Cell(SessionColumn.GridReference) is { Length: > 0 } reference)
            {
                if (GridReference.TryRead(reference, out var square)) return (OnGrid(square.Middle.Easting, square.Middle.Northing, PointSource.GridRef, Math.Ceiling(square.RadiusMetres)), null);
                Refuse(SessionColumn.GridReference, ProblemCodes.CellNotAGridReference);
                return default;
            }

            if (Cell(SessionColumn.Easting).Length > 0 || Cell(SessionColumn.Northing).Length > 0)
                return Both(SessionColumn.Easting, SessionColumn.Northing) is var (easting, northing) ? (OnGrid(easting, northing, PointSource.GridRef, 1), null) : default;
            if (Cell(SessionColumn.Lon).Length > 0 || Cell(SessionColumn.Lat).Length > 0)
                return Both(SessionColumn.Lon, SessionColumn.Lat) is var (lon, lat) ? (new Location(new(lon, lat), PointSource.Pin, null, "EPSG:4326"), null) : default;
            var said = Cell(SessionColumn.Place);
            if (said.Length == 0) { refusals.Add((null, new(ProblemCodes.WhereMissing))); return default; }
            if (said.Length > PlaceIndex.LongestSearch) { Refuse(SessionColumn.Place, ProblemCodes.PlaceUnknown); return default; }
            if (!meant.TryGetValue(said, out var answer)) meant[said] = answer = index.Search(said, 1);
            if (!answer.Understood) { Refuse(SessionColumn.Place, answer.Matched == 0 ? ProblemCodes.PlaceUnknown : ProblemCodes.PlaceNotPlain); return default; }
            var (found, point) = places[answer.Matches[0].Place.Id];
            return (OnGrid(point.Easting, point.Northing, PointSource.Place, null), found);
        }

        (double, double)? Both(SessionColumn first, SessionColumn second)
        {
            var x = Needed(first, PartnerCellReader.Number, ProblemCodes.CellNotANumber);
            var y = Needed(second, PartnerCellReader.Number, ProblemCodes.CellNotANumber);
            return x is { } one && y is { } other ? (one, other) : null;
        }
    }

    private int At(SessionColumn column)
    {
        for (var i = 0; i < columns.Count; i++)
            if (columns[i] == column) return i;
        return -1;
    }

    // A row cannot say why a text must stay: it is written otherwise, or the session is written down in the form.
    private IEnumerable<Refusal> Words(NewOutreachSession session)
    {
        List<(string, string)> texts = [.. SessionChecks.TextsOf(session)];
        return
        [
            .. IdentifyingChecks.Refuse(texts, LocalDays.Of(session.StartedAt), tongue, names),
            .. LanguageChecks.Refuse(texts, null, new()),
        ];
    }

    private SessionColumn? ColumnOf(string? field) => field switch
    {
        "startedAt" => SessionColumn.Date,
        "endedAt" => SessionColumn.End,
        "staff" => SessionColumn.Staff,
        "spokenTo" => SessionColumn.SpokenTo,
        "detail.observations" or "detail.textLanguage" => SessionColumn.Notes,
        not null when field.StartsWith("location", StringComparison.Ordinal) =>
            new[] { SessionColumn.GridReference, SessionColumn.Easting, SessionColumn.Lon, SessionColumn.Place }.Cast<SessionColumn?>().FirstOrDefault(column => columns.Contains(column)),
        _ => null,
    };

    private static Location OnGrid(double easting, double northing, PointSource by, double? accuracy) => new(new(easting, northing), by, accuracy, "EPSG:27700");

    // As version 5 of a UUID does it, with the digest of our time: version 8.
    private Guid IdOf(NewOutreachSession session, Agency partner)
    {
        var said = JsonSerializer.Serialize(session, WireJson.Options);
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"outreach session of a partner\n{partnership:N}\n{WireName.Of(partner)}\n{said}")).AsSpan(0, 16);
        digest[6] = (byte)((digest[6] & 0x0f) | 0x80);
        digest[8] = (byte)((digest[8] & 0x3f) | 0x80);
        return new Guid(digest, bigEndian: true);
    }
}
