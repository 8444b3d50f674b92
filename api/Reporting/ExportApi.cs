using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Reporting;

/// <summary>Files that leave the service: previewed, made, fetched once by who asked for them, and kept in a register.</summary>
internal static class ExportApi
{
    internal const int LongestRecipient = 200;
    private const int MostListed = 1_000;
    internal static readonly TimeSpan TimeToFetch = TimeSpan.FromMinutes(30);

    /// <summary>Longest time that a request may take to choose and write a file.</summary>
    internal static readonly TimeSpan LongestMaking = TimeSpan.FromMinutes(5);

    public static IServiceCollection AddReporting(this IServiceCollection services)
    {
        services.AddScoped<ExportContents>();
        services.AddScoped<ExportRegister>();
        services.AddScoped<AssessmentReports>();
        services.AddSingleton<SheetPrinter>();
        return services;
    }

    public static IEndpointRouteBuilder MapExports(this IEndpointRouteBuilder api)
    {
        var exports = api.MapGroup("/exports").WithTags("Exports");
        exports.MapPost("/{id:guid}/preview", Preview)
            .Requires(Permission.Export).Audited(AuditAction.ExportPreviewed).Checked<NewExport>(Check).NeedsPurpose()
            .WithSummary("What a file would hold, and what is held back; nothing is made")
            .WithRequestTimeout(LongestMaking);
        exports.MapPost("/{id:guid}", Make)
            .Requires(Permission.Export).Audited(AuditAction.ExportMade).NeedsFreshSignIn().Checked<NewExport>(Check).NeedsPurpose()
            .WithSummary("Make a file under an id that the client made; it can be fetched once within 30 minutes")
            .WithRequestTimeout(LongestMaking);
        exports.MapGet("/{id:guid}/file", ExportFetch.Fetch)
            .Requires(Permission.SeeExports).Audited(AuditAction.ExportFetched)
            .WithSummary("Fetch a file, once, as the person who asked for it; with Range and the ETag as If-Range, the rest of one that broke off")
            .Produces(StatusCodes.Status200OK).Produces(StatusCodes.Status206PartialContent)
            .WithRequestTimeout(TimeToFetch);
        exports.MapGet("/", List)
            .Requires(Permission.SeeExports).Audited(AuditAction.ExportsListed)
            .WithSummary("The register of exports, newest first: all for data protection, their own for others");
        return api;
    }

    public static IEnumerable<Refusal> Check(NewExport export, CheckContext about)
    {
        foreach (var refusal in TextChecks.Needed(export.Recipient, "recipient", LongestRecipient)) yield return refusal;
        if (export.Language is not ("en" or "cy")) yield return new(ProblemCodes.WordUnknown, "language");
        if (export.Subject is ExportSubject.SubjectAccess or ExportSubject.AssessmentReport) yield return new(ProblemCodes.FieldNotAllowedHere, "subject");
        if (export.Format is ExportFormat.Html or ExportFormat.Pdf) yield return new(ProblemCodes.FieldNotAllowedHere, "format");
        if (export.Crs is not null && !ExportColumns.IsOfMaps(export.Format)) yield return new(ProblemCodes.FieldNotAllowedHere, "crs");
        else if (ExportGround.Of(export.Crs, export.Format) is null) yield return Refusal.Of(ProblemCodes.CrsNotSupported, "crs", ("crs", "CRS84, EPSG:27700"));
        if (export.Subject != ExportSubject.Incidents && export.Filter is not null) yield return new(ProblemCodes.FieldNotAllowedHere, "filter");
        if (export.Subject != ExportSubject.Hotspots && export.AnalysisId is not null) yield return new(ProblemCodes.FieldNotAllowedHere, "analysisId");
    }

    private static async Task<Results<Ok<ExportPreview>, ProblemHttpResult>> Preview(
        Guid id, NewExport body, ExportContents contents, AuditTrail trail, CancellationToken cancel)
    {
        trail.Subject(id);
        var (content, refusal) = await contents.ChooseAsync(body, cancel);
        if (content is null) return Problems.Of([refusal!]);
        var head = contents.Head(body, content, id);
        trail.Note("rows", content.Rows);
        return TypedResults.Ok(new ExportPreview(
            content.Rows, [.. head.Columns.Select(column => column.Heading(head.Tongue))], content.Suppressed, content.Restricted,
            content.Agreement?.Reference, head.Name, head.Marking, content.Promise, head.Ground.Statement(body.Format, head.Tongue)));
    }

    private static async Task<Results<Created<ExportView>, Accepted<ExportView>, ProblemHttpResult>> Make(
        Guid id, NewExport body, Actor actor, ExportContents contents, ExportRegister register, AuditTrail trail, CancellationToken cancel)
    {
        trail.Subject(id);
        var request = ExportRegister.Written(body);
        var (held, isSame) = await register.HeldAsync(id, request, cancel);
        if (held is not null) return isSame ? TypedResults.Accepted(PathOf(id), View(held, actor.UserName, null)) : Problems.Of(ProblemCodes.IdTakenByOtherContent, "id");
        var (content, refusal) = await contents.ChooseAsync(body, cancel);
        if (content is null) return Problems.Of([refusal!]);
        if (body.Promise is not null && body.Promise != content.Promise) return Problems.Of(ProblemCodes.ExportChanged);
        var head = contents.Head(body, content, id);
        var made = new MadeFile(body.Subject, body.Format, body.Recipient, body.Purpose, content.Agreement, content.Rows, content.Suppressed, head.Name);
        string? written = null;
        var export = await register.EnterAsync(
            id, request, made, async file => written = await contents.WriteAsync(head, content, file, () => file.StoreAsync(cancel), cancel), cancel);
        // Somebody wrote while the file was made: it would hold other rows than the register says.
        if (written != content.Promise) return Problems.Of(ProblemCodes.ExportChanged);
        trail.Note("rows", content.Rows);
        trail.Note("recipient", export.Recipient);
        return TypedResults.Created(PathOf(id), View(export, actor.UserName, content.Agreement?.Reference));
    }

    private static async Task<Ok<IReadOnlyList<ExportView>>> List(Actor actor, SpacesContext context, AuditTrail trail, CancellationToken cancel)
    {
        var all = Permissions.Allow(actor.Role, Permission.ManageAgreements);
        var rows = await context.Exports.AsNoTracking()
            .Where(e => e.PartnershipId == actor.PartnershipId && (all || e.RequestedBy == actor.UserId))
            .OrderByDescending(e => e.RequestedAt).ThenByDescending(e => e.Id).Take(MostListed).ToListAsync(cancel);
        var names = await MemberNames.NamesAsync(context, rows.Select(e => e.RequestedBy), cancel);
        var references = await context.SharingAgreements.AsNoTracking().Where(a => a.PartnershipId == actor.PartnershipId)
            .ToDictionaryAsync(a => a.Id, a => a.Reference, cancel);
        trail.Subjects(rows.Select(e => e.Id));
        return TypedResults.Ok<IReadOnlyList<ExportView>>(
            [.. rows.Select(e => View(e, names[e.RequestedBy], e.AgreementId is { } id ? references.GetValueOrDefault(id) : null))]);
    }

    internal static ExportView View(Export e, string user, string? agreement) => new(
        e.Id, e.Subject, e.Format, e.Recipient, e.Purpose, agreement, e.Rows, JsonSerializer.Deserialize<SortedDictionary<string, int>>(e.Suppressed)!,
        e.FileName, Convert.ToHexStringLower(e.FileSha256), user, e.RequestedAt, e.ExpiresAt, e.FetchedAt);

    internal static IDataProtector Protector(IDataProtectionProvider protection) => protection.CreateProtector("exports");

    internal static Tongue TongueOf(string language) => language == "cy" ? Tongue.Cy : Tongue.En;

    internal static string PathOf(Guid id) => $"/api/v1/exports/{id}/file";
}
