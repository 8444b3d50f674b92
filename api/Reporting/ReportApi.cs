using Microsoft.AspNetCore.Http.HttpResults;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Reporting;

/// <summary>Reports of assessments: previewed, made for one person, and fetched from the register like any file that leaves.</summary>
internal static class ReportApi
{
    public static IEndpointRouteBuilder MapReports(this IEndpointRouteBuilder api)
    {
        var reports = api.MapGroup("/assessments/{id:guid}/reports").WithTags("Exports");
        reports.MapPost("/{reportId:guid}/preview", Preview).NeedsAgreement(DataItem.Hotspots)
            .Requires(Permission.ReportAssessments).Audited(AuditAction.ReportPreviewed).Checked<NewReport>(Check).NeedsPurpose()
            .WithSummary("What a report would hold for a recipient, and what is held back; nothing is made");
        reports.MapPost("/{reportId:guid}", Make).NeedsAgreement(DataItem.Hotspots)
            .Requires(Permission.ReportAssessments).Audited(AuditAction.ReportMade).NeedsFreshSignIn().Checked<NewReport>(Check).NeedsPurpose()
            .WithSummary("Make a report in both languages under an id that the client made; it is fetched once from the register of exports");
        return api;
    }

    public static IEnumerable<Refusal> Check(NewReport report, CheckContext about)
    {
        foreach (var refusal in TextChecks.Needed(report.Recipient, "recipient", ExportApi.LongestRecipient)) yield return refusal;
        if (report.Language is not ("en" or "cy")) yield return new(ProblemCodes.WordUnknown, "language");
        if (report.Format is not (ExportFormat.Html or ExportFormat.Pdf)) yield return new(ProblemCodes.FieldNotAllowedHere, "format");
    }

    private static async Task<Results<Ok<ReportPreview>, ProblemHttpResult>> Preview(
        Guid id, Guid reportId, NewReport body, AssessmentReports reports, ExportContents contents, SheetPrinter printer, AuditTrail trail, CancellationToken cancel)
    {
        trail.Subjects([id, reportId]);
        var (report, refusal) = await reports.ChooseAsync(id, body, cancel);
        if (report is null) return Problems.Of([refusal!]);
        return TypedResults.Ok(new ReportPreview(
            report.Parts, report.Suppressed, printer.IsPossible, report.Agreement?.Reference,
            contents.FileName(ExportSubject.AssessmentReport, body.Format, reportId), contents.Marking(body.Recipient, body.Purpose, ExportApi.TongueOf(body.Language))));
    }

    private static async Task<Results<Created<ExportView>, Accepted<ExportView>, ProblemHttpResult>> Make(
        Guid id, Guid reportId, NewReport body, Actor actor, AssessmentReports reports, ExportContents contents, ExportRegister register, SheetPrinter printer,
        AuditTrail trail, CancellationToken cancel)
    {
        trail.Subjects([id, reportId]);
        var request = ExportRegister.Written(new { assessmentId = id, asked = body });
        var (held, isSame) = await register.HeldAsync(reportId, request, cancel);
        if (held is not null)
        {
            return isSame ? TypedResults.Accepted(ExportApi.PathOf(reportId), ExportApi.View(held, actor.UserName, null))
                : Problems.Of(ProblemCodes.IdTakenByOtherContent, "reportId");
        }

        if (body.Format == ExportFormat.Pdf && !printer.IsPossible) return Problems.Of(ProblemCodes.SheetsNotPossible, "format");
        var (report, refusal) = await reports.ChooseAsync(id, body, cancel);
        if (report is null) return Problems.Of([refusal!]);
        var page = await reports.WriteAsync(report, body);
        var file = body.Format == ExportFormat.Html ? page : await printer.PrintAsync(page, cancel);
        if (file is null) return Problems.Of(ProblemCodes.SheetsNotPossible, "format");
        var name = contents.FileName(ExportSubject.AssessmentReport, body.Format, reportId);
        var made = new MadeFile(
            ExportSubject.AssessmentReport, body.Format, body.Recipient, body.Purpose, report.Agreement, report.Parts.Count, report.Suppressed, name);
        var export = await register.EnterAsync(reportId, request, made, file, cancel);
        trail.Note("parts", report.Parts.Count);
        trail.Note("recipient", export.Recipient);
        return TypedResults.Created(ExportApi.PathOf(reportId), ExportApi.View(export, actor.UserName, report.Agreement?.Reference));
    }
}
