using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Api.Reporting;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Governance;

/// <summary>Answers a child, or whoever speaks for them, who asks what is held: a file, fetched once like any export.</summary>
internal static class SubjectAccessApi
{
    private const int LongestReason = 500;

    public static IEndpointRouteBuilder MapSubjectAccess(this IEndpointRouteBuilder governance)
    {
        governance.MapPost("/subject-access/{id:guid}", Answer).Requires(Permission.AnswerSubjectAccess).Audited(AuditAction.SubjectAccessAnswered)
            .NeedsFreshSignIn().Checked<NewSubjectAccess>(Check)
            .WithSummary("Make a file of what is held about one child token, under an id that the client made; it is fetched once, as an export");
        return governance;
    }

    public static IEnumerable<Refusal> Check(NewSubjectAccess asked, CheckContext about)
    {
        if (!ChildToken.TryParse(asked.Token, out _)) yield return new(ProblemCodes.ChildTokenNotValid, "token");
        foreach (var refusal in TextChecks.Needed(asked.Reason, "reason", LongestReason)) yield return refusal;
        foreach (var refusal in TextChecks.Needed(asked.Recipient, "recipient", ExportApi.LongestRecipient)) yield return refusal;
        if (asked.Language is not ("en" or "cy")) yield return new(ProblemCodes.WordUnknown, "language");
    }

    private static async Task<Results<Created<ExportView>, Accepted<ExportView>, ProblemHttpResult>> Answer(
        Guid id, NewSubjectAccess body, Actor actor, SubjectAccessFinder finder, ExportContents contents, ExportRegister register, AuditTrail trail,
        CancellationToken cancel)
    {
        trail.Subject(id);
        var request = ExportRegister.Written(body);
        var (held, isSame) = await register.HeldAsync(id, request, cancel);
        if (held is not null)
        {
            return isSame ? TypedResults.Accepted(ExportApi.PathOf(id), ExportApi.View(held, actor.UserName, null))
                : Problems.Of(ProblemCodes.IdTakenByOtherContent, "id");
        }

        var marking = contents.Marking(body.Recipient, Purpose.SubjectAccess, ExportApi.TongueOf(body.Language));
        var found = await finder.FindAsync(body, marking, cancel);
        var file = JsonSerializer.SerializeToUtf8Bytes(found, WireJson.Options);
        var rows = found.Records.Count + found.Sessions.Count;
        var masked = new SortedDictionary<string, int>(
            found.Decisions.Masked.GroupBy(mask => mask.Rule).ToDictionary(same => same.Key, same => same.Sum(mask => mask.Times)), StringComparer.Ordinal);
        // The register outlives the record: it keeps why and for whom, and not the token.
        var export = await register.EnterAsync(
            id, request,
            new(
                ExportSubject.SubjectAccess, ExportFormat.Json, body.Recipient, Purpose.SubjectAccess, null, rows, masked,
                contents.FileName(ExportSubject.SubjectAccess, ExportFormat.Json, id)),
            file, cancel, ExportRegister.Written(new { body.Reason, body.Recipient, body.Language }));
        trail.Subjects([.. found.Records.Select(record => record.Id), .. found.Sessions.Select(session => session.Id).Distinct()]);
        trail.Note("rows", rows);
        trail.Note("recipient", export.Recipient);
        return TypedResults.Created(ExportApi.PathOf(id), ExportApi.View(export, actor.UserName, null));
    }
}
