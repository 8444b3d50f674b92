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
using SpacesPlaces.Api.Outreach;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Planning;

/// <summary>A partner's own list of sites: shown row by row first, then the good rows taken in, all of them or none.</summary>
internal static class SiteListApi
{
    // Bytes in a JSON body take a third more room.
    private const long LargestBody = PartnerFile.LargestBytes * 4L / 3 + 64 * 1024;
    private const int ReferenceMetres = 10;

    public static void MapSiteLists(this IEndpointRouteBuilder planning)
    {
        var lists = planning.MapGroup("/site-lists").WithMetadata(new RequestSizeLimitAttribute(LargestBody));
        lists.MapPost("/preview", Preview).Requires(Permission.ChangePlans).Audited(AuditAction.SitesListed).Checked<SiteUpload>(Check)
            .WithSummary("How a list of sites is understood, row by row; nothing is stored");
        lists.MapPost("/refused", Refused).Requires(Permission.ChangePlans).Audited(AuditAction.SitesListed).Checked<SiteUpload>(Check)
            .WithSummary("The rows of a list of sites that are refused, as a file with the reasons; nothing is stored");
        lists.MapPost("/", TakeIn).Requires(Permission.ChangePlans).Audited(AuditAction.SiteRecorded).Checked<SiteUpload>(Check)
            .WithSummary("Take in the good rows of a list of sites; the same list again stores nothing");
    }

    public static IEnumerable<Refusal> Check(SiteUpload upload, CheckContext about)
    {
        var told = (upload.Columns ?? []).OfType<SiteColumn>().ToList();
        if (told.Distinct().Count() != told.Count) yield return new(ProblemCodes.ColumnTwice, "columns");
    }

    private sealed record ReadList(
        PartnerFile File, IReadOnlyList<SiteColumn?> Columns, IReadOnlyList<SiteColumn> Missing, IReadOnlyList<JudgedSite> Rows, IReadOnlyList<Guid> Ids,
        IReadOnlyList<PartnerRowState> States);

    private static async Task<Results<Ok<SiteListPreview>, ProblemHttpResult>> Preview(
        SiteUpload body, HttpContext http, Actor actor, SpacesContext context, SiteShelf shelf, PartnershipAreas areas, IGridTransform grid, AuditTrail trail,
        CancellationToken cancel)
    {
        var (read, refusal) = await ReadAsync(body, http, actor, context, shelf, areas, trail, cancel);
        if (read is null) return Problems.Of([refusal!]);
        return TypedResults.Ok(new SiteListPreview(
            read.File.Encoding, read.File.Headings, read.Columns, read.Missing, SiteShelf.CountsOf(read.States),
            [.. read.Rows.Select((row, at) => new SiteListRow(row.Number, read.States[at], row.Site is { } site ? Told(site, grid) : null, ProblemsOf(row, read, RequestLanguage.Of(http))))]));
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Refused(
        SiteUpload body, HttpContext http, Actor actor, SpacesContext context, SiteShelf shelf, PartnershipAreas areas, AuditTrail trail, CancellationToken cancel)
    {
        var (read, refusal) = await ReadAsync(body, http, actor, context, shelf, areas, trail, cancel);
        if (read is null) return Problems.Of([refusal!]);
        var tongue = RequestLanguage.Of(http);
        var cells = read.File.Rows.ToDictionary(row => row.Number, row => row.Cells);
        IEnumerable<IReadOnlyList<object?>> lines = read.Rows.Where(row => row.Refusals.Count > 0).Select(IReadOnlyList<object?> (row) =>
            [Texts.Get(tongue, "partner_file.row_is", new Dictionary<string, string> { ["row"] = $"{row.Number}" }),
                string.Join("; ", ProblemsOf(row, read, tongue).Select(problem => problem.Column is null ? problem.Message : $"{problem.Column}: {problem.Message}")),
                .. cells[row.Number]]);
        return TypedResults.File(
            CsvText.File([[Texts.Get(tongue, "partner_file.row"), Texts.Get(tongue, "partner_file.why"), .. read.File.Headings], .. lines]),
            "text/csv; charset=utf-8", "spacesplaces-refused-rows.csv");
    }

    private static async Task<Results<Ok<SitesTaken>, ProblemHttpResult>> TakeIn(
        SiteUpload body, HttpContext http, Actor actor, SpacesContext context, SiteShelf shelf, PartnershipAreas areas, AuditTrail trail, CancellationToken cancel)
    {
        await shelf.WaitForTurnAsync(cancel);
        var (read, refusal) = await ReadAsync(body, http, actor, context, shelf, areas, trail, cancel);
        if (read is null) return Problems.Of([refusal!]);
        if (read.Missing.Count > 0) return Problems.Of(ProblemCodes.UploadColumnsMissing, "columns");
        var fresh = read.Rows.Index().Where(row => read.States[row.Index] == PartnerRowState.New).Select(row => (read.Ids[row.Index], row.Item.Site!)).ToList();
        if (await shelf.TakeInAsync(fresh, cancel) is { } tooMany) return Problems.Of([tooMany]);
        return TypedResults.Ok(new SitesTaken(SiteShelf.CountsOf(read.States)));
    }

    private static async Task<(ReadList?, Refusal?)> ReadAsync(
        SiteUpload body, HttpContext http, Actor actor, SpacesContext context, SiteShelf shelf, PartnershipAreas areas, AuditTrail trail, CancellationToken cancel)
    {
        var (file, refusal) = PartnerFile.Read(body.File);
        if (file is null) return (null, refusal);
        if (body.Columns is { } told && told.Count != file.Headings.Count)
            return (null, Refusal.Of(ProblemCodes.CountOutOfRange, "columns", ("min", file.Headings.Count), ("max", file.Headings.Count)));
        // Of the file its digest, never what it says.
        trail.Note("file_sha256", Convert.ToHexStringLower(SHA256.HashData(body.File)));
        var columns = body.Columns ?? SiteColumns.Guess(file.Headings);
        var missing = SiteColumns.Missing(columns);
        if (missing.Count > 0) return (new(file, columns, missing, [], [], []), null);
        var names = await context.Places.AsNoTracking().Where(p => p.PartnershipId == actor.PartnershipId && !p.Gone).Select(p => new { p.NameEn, p.NameCy, p.TownEn, p.TownCy }).ToListAsync(cancel);
        var rows = new SiteRows(
            columns, await areas.ContextAsync(actor.PartnershipId, cancel), RequestLanguage.Of(http),
            [.. names.SelectMany(name => new[] { name.NameEn, name.NameCy, name.TownEn, name.TownCy }).OfType<string>().Distinct()]);
        List<JudgedSite> judged = [.. file.Rows.Select(rows.Judge)];
        var ids = judged.ConvertAll(row => row.Site is { } site ? shelf.IdOf(JsonSerializer.Serialize(site, WireJson.Options)) : default);
        var states = await shelf.StatesAsync([.. judged.Select((row, at) => (ids[at], row.Site))], cancel);
        var counts = SiteShelf.CountsOf(states);
        foreach (var (name, count) in new[] { ("new", counts.New), ("stored", counts.Stored), ("double", counts.Double), ("refused", counts.Refused) }) trail.Note(name, count);
        return (new(file, columns, missing, judged, ids, states), null);
    }

    private static IReadOnlyList<PartnerProblem> ProblemsOf(JudgedSite row, ReadList read, Tongue tongue) =>
    [
        .. row.Refusals.Select(one => new PartnerProblem(
            one.Column is { } column ? read.File.Headings[read.Columns.ToList().IndexOf(column)] : null, one.Refusal.Code.Code, Texts.Get(tongue, $"problem.{one.Refusal.Code.Code}", one.Refusal.Values))),
    ];

    private static ListedSite Told(NewCandidateSite site, IGridTransform grid) => Where.ToPoint(site.Location, grid) is var at
        ? new(site.NameEn, site.NameCy, site.PlaceType, GridReference.Of(new(at.X, at.Y), ReferenceMetres).ToString(), site.Host) : throw new InvalidOperationException();
}
