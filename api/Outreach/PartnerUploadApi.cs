using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.Geodata.Places;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Outreach;

/// <summary>Sessions of a partner that keeps its own lists: shown row by row first, then the good rows taken in, each whole or not at all.</summary>
internal static class PartnerUploadApi
{
    // Bytes in a JSON body take a third more room.
    private const long LargestBody = PartnerFile.LargestBytes * 4L / 3 + 64 * 1024;

    public static IEndpointRouteBuilder MapPartnerUploads(this IEndpointRouteBuilder api)
    {
        var uploads = api.MapGroup("/outreach/partner-uploads").WithTags("Outreach").WithMetadata(new RequestSizeLimitAttribute(LargestBody));
        uploads.MapPost("/preview", Preview)
            .Requires(Permission.RecordOutreach).Audited(AuditAction.PartnerFileRead).Checked<PartnerUpload>(Check)
            .WithSummary("How a partner's file is understood, row by row; nothing is stored");
        uploads.MapPost("/refused", Refused)
            .Requires(Permission.RecordOutreach).Audited(AuditAction.PartnerFileRead).Checked<PartnerUpload>(Check)
            .WithSummary("The rows of a partner's file that are refused, as a file with the reasons; nothing is stored");
        uploads.MapPost("/", TakeIn)
            .Requires(Permission.RecordOutreach).Audited(AuditAction.PartnerSessionsTakenIn).Checked<PartnerUpload>(Check)
            .WithSummary("Take in the good rows of a partner's file as sessions; the same file again stores nothing");
        return api;
    }

    public static IEnumerable<Refusal> Check(PartnerUpload upload, CheckContext about)
    {
        if (upload.TextLanguage is not ("en" or "cy")) yield return new(ProblemCodes.WordUnknown, "textLanguage");
        var told = (upload.Columns ?? []).OfType<SessionColumn>().ToList();
        if (told.Distinct().Count() != told.Count) yield return new(ProblemCodes.ColumnTwice, "columns");
    }

    private static async Task<Results<Ok<PartnerPreview>, ProblemHttpResult>> Preview(
        PartnerUpload body, HttpContext http, Actor actor, SpacesContext context, PartnershipAreas areas, AuditTrail trail, CancellationToken cancel)
    {
        var (read, refusal) = await ReadAsync(body, http, actor, context, areas, cancel);
        if (read is null) return Problems.Of([refusal!]);
        Note(trail, body, read);
        return TypedResults.Ok(new PartnerPreview(
            read.File.Encoding, read.File.Headings, read.Columns, read.Missing, read.Counts, [.. read.Rows.Select(row => View(row, read, RequestLanguage.Of(http)))]));
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Refused(
        PartnerUpload body, HttpContext http, Actor actor, SpacesContext context, PartnershipAreas areas, AuditTrail trail, CancellationToken cancel)
    {
        var (read, refusal) = await ReadAsync(body, http, actor, context, areas, cancel);
        if (read is null) return Problems.Of([refusal!]);
        Note(trail, body, read);
        var tongue = RequestLanguage.Of(http);
        var cells = read.File.Rows.ToDictionary(row => row.Number, row => row.Cells);
        IEnumerable<IReadOnlyList<object?>> lines = read.Rows.Where(row => row.Row.Refusals.Count > 0).Select(IReadOnlyList<object?> (row) =>
            [Texts.Get(tongue, "partner_file.row_is", new Dictionary<string, string> { ["row"] = $"{row.Row.Number}" }),
                string.Join("; ", View(row, read, tongue).Problems.Select(problem => problem.Column is null ? problem.Message : $"{problem.Column}: {problem.Message}")),
                .. cells[row.Row.Number]]);
        return TypedResults.File(
            CsvText.File([[Texts.Get(tongue, "partner_file.row"), Texts.Get(tongue, "partner_file.why"), .. read.File.Headings], .. lines]),
            "text/csv; charset=utf-8", "spacesplaces-refused-rows.csv");
    }

    private static async Task<Results<Ok<PartnerTaken>, ProblemHttpResult>> TakeIn(
        PartnerUpload body, HttpContext http, Actor actor, SpacesContext context, PartnershipAreas areas, IGridTransform grid, AuditTrail trail,
        TimeProvider clock, CancellationToken cancel)
    {
        var (read, refusal) = await ReadAsync(body, http, actor, context, areas, cancel);
        if (read is null) return Problems.Of([refusal!]);
        if (read.Missing.Count > 0) return Problems.Of(ProblemCodes.UploadColumnsMissing, "columns");
        var upload = Guid.CreateVersion7();
        var stored = 0;
        foreach (var (row, state) in read.Rows.Where(row => row.State == PartnerRowState.New))
        {
            var session = row.Session!;
            stored += await context.Database.ExecuteSqlAsync(
                $"""
                insert into outreach_session (partnership_id, id, version, point, started_at, ended_at, staff, spoken_to, no_concern, detail, agency,
                                              partner, upload_id, recorded_by, recorded_at, content_sha256)
                values ({actor.PartnershipId}, {row.Id}, 1, {Where.ToPoint(session.Location, grid)}, {session.StartedAt}, {session.EndedAt}, {session.Staff},
                        {session.SpokenTo}, {session.NoConcern}, {JsonSerializer.Serialize(session.Detail, WireJson.Options)}::jsonb, {WireName.Of(actor.Agency)},
                        {WireName.Of(row.Partner)}, {upload}, {actor.UserId}, {clock.GetUtcNow()}, {OutreachApi.Digest(session)})
                on conflict (partnership_id, id) do nothing
                """, cancel);
        }

        // Somebody may have taken the same rows in at the same moment.
        var counts = read.Counts with { New = stored, Stored = read.Counts.Stored + read.Counts.New - stored };
        trail.Subject(upload);
        Note(trail, body, read with { Counts = counts });
        return TypedResults.Ok(new PartnerTaken(upload, Digest(body), counts));
    }

    /// <summary>A file with its rows judged, and what becomes of each.</summary>
    private sealed record ReadFile(
        PartnerFile File, IReadOnlyList<SessionColumn?> Columns, IReadOnlyList<SessionColumn> Missing, IReadOnlyList<(JudgedRow Row, PartnerRowState State)> Rows)
    {
        public PartnerCounts Counts { get; init; } = new(
            Rows.Count(row => row.State == PartnerRowState.New), Rows.Count(row => row.State == PartnerRowState.Stored),
            Rows.Count(row => row.State == PartnerRowState.Double), Rows.Count(row => row.State == PartnerRowState.Refused));
    }

    private static async Task<(ReadFile?, Refusal?)> ReadAsync(
        PartnerUpload body, HttpContext http, Actor actor, SpacesContext context, PartnershipAreas areas, CancellationToken cancel)
    {
        var (file, refusal) = PartnerFile.Read(body.File);
        if (file is null) return (null, refusal);
        if (body.Columns is { } told && told.Count != file.Headings.Count)
            return (null, Refusal.Of(ProblemCodes.CountOutOfRange, "columns", ("min", file.Headings.Count), ("max", file.Headings.Count)));
        var columns = body.Columns ?? PartnerColumns.Guess(file.Headings);
        var missing = PartnerColumns.Missing(columns);
        if (missing.Count > 0) return (new(file, columns, missing, []), null);
        var places = await context.Places.AsNoTracking().Where(p => p.PartnershipId == actor.PartnershipId && !p.Gone)
            .Select(p => new { p.Id, p.NameEn, p.NameCy, p.TownEn, p.TownCy, p.Point }).ToListAsync(cancel);
        var rows = new PartnerRows(
            columns, body, actor.PartnershipId, await areas.ContextAsync(actor.PartnershipId, cancel), RequestLanguage.Of(http),
            places.ToDictionary(p => p.Id, p => (new NamedPlace(p.Id, p.NameEn, p.NameCy, p.TownEn, p.TownCy), new GridPoint(p.Point.X, p.Point.Y))));
        List<JudgedRow> judged = [.. file.Rows.Select(rows.Judge)];
        Guid[] ids = [.. judged.Where(row => row.Session is not null).Select(row => row.Id).Distinct()];
        var here = (await context.OutreachSessions.AsNoTracking().Where(s => s.PartnershipId == actor.PartnershipId && ids.Contains(s.Id))
            .Select(s => s.Id).ToListAsync(cancel)).ToHashSet();
        HashSet<Guid> seen = [];
        return (new(file, columns, missing, [.. judged.Select(row => (row,
            row.Session is null ? PartnerRowState.Refused : !seen.Add(row.Id) ? PartnerRowState.Double : here.Contains(row.Id) ? PartnerRowState.Stored : PartnerRowState.New))]), null);
    }

    // Who and when stand in every entry; of the file its digest and counts, never what it says.
    private static void Note(AuditTrail trail, PartnerUpload body, ReadFile read)
    {
        trail.Note("file_sha256", Digest(body));
        trail.Note("partner", WireName.Of(body.Partner));
        foreach (var (name, count) in new[] { ("new", read.Counts.New), ("stored", read.Counts.Stored), ("double", read.Counts.Double), ("refused", read.Counts.Refused) })
            trail.Note(name, count);
    }

    private static string Digest(PartnerUpload body) => Convert.ToHexStringLower(SHA256.HashData(body.File));

    private static PartnerRow View((JudgedRow Row, PartnerRowState State) judged, ReadFile read, Tongue tongue) => new(
        judged.Row.Number, judged.State, judged.Row.Session is { } session ? Told(session, judged.Row) : null,
        [.. judged.Row.Refusals.Select(one => new PartnerProblem(
            Heading(one.Column, read), one.Refusal.Code.Code, Texts.Get(tongue, $"problem.{one.Refusal.Code.Code}", one.Refusal.Values)))]);

    private static string? Heading(SessionColumn? column, ReadFile read)
    {
        for (var i = 0; i < read.Columns.Count; i++)
            if (column is not null && read.Columns[i] == column) return read.File.Headings[i];
        return null;
    }

    private static PartnerSession Told(NewOutreachSession session, JudgedRow row)
    {
        var (x, y) = session.Location.Point;
        var square = session.Location.Crs == "EPSG:27700" ? GridReference.Of(new(x, y), SizeOf(session.Location.AccuracyMetres)).ToString() : FormattableString.Invariant($"{x:0.#####}, {y:0.#####}");
        return new(
            session.StartedAt, session.EndedAt, square, row.Place, session.Staff, session.SpokenTo, session.Detail!.Kind, row.Partner, session.NoConcern,
            session.Detail.Observations);
    }

    // The size of the square whose half diagonal that is.
    private static int SizeOf(double? radius) => radius switch { null or < 2 => 1, < 10 => 10, < 100 => 100, < 1_000 => 1_000, < 10_000 => 10_000, _ => 100_000 };
}
