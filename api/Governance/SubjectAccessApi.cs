using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
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
        Guid id, NewSubjectAccess body, Actor actor, SubjectAccessFinder finder, ExportContents contents, SpacesContext context,
        IDataProtectionProvider protection, AuditTrail trail, TimeProvider clock, CancellationToken cancel)
    {
        trail.Subject(id);
        var digest = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(body, WireJson.Options));
        if (await context.Exports.AsNoTracking().SingleOrDefaultAsync(e => e.PartnershipId == actor.PartnershipId && e.Id == id, cancel) is { } held)
            return held.RequestedBy == actor.UserId && held.ContentSha256.AsSpan().SequenceEqual(digest)
                ? TypedResults.Accepted(ExportApi.PathOf(id), ExportApi.View(held, actor.UserName, null))
                : Problems.Of(ProblemCodes.IdTakenByOtherContent, "id");
        var marking = contents.Marking(body.Recipient, Purpose.SubjectAccess, ExportApi.TongueOf(body.Language));
        var found = await finder.FindAsync(body, marking, cancel);
        var file = JsonSerializer.SerializeToUtf8Bytes(found, WireJson.Options);
        var export = Register(id, body, found, file, digest, actor, contents, clock.GetUtcNow());
        context.Exports.Add(export);
        context.ExportFiles.Add(new() { PartnershipId = actor.PartnershipId, ExportId = id, Content = ExportApi.Protector(protection).Protect(file) });
        trail.Subjects([.. found.Records.Select(record => record.Id), .. found.Sessions.Select(session => session.Id).Distinct()]);
        trail.Note("rows", found.Records.Count + found.Sessions.Count);
        trail.Note("recipient", export.Recipient);
        return TypedResults.Created(ExportApi.PathOf(id), ExportApi.View(export, actor.UserName, null));
    }

    // The register outlives the record: it keeps why and for whom, and not the token.
    private static Export Register(
        Guid id, NewSubjectAccess body, SubjectAccessFile found, byte[] file, byte[] digest, Actor actor, ExportContents contents, DateTimeOffset now) => new()
        {
            PartnershipId = actor.PartnershipId,
            Id = id,
            Subject = ExportSubject.SubjectAccess,
            Format = ExportFormat.Json,
            Request = JsonSerializer.Serialize(new { body.Reason, body.Recipient, body.Language }, WireJson.Options),
            ContentSha256 = digest,
            Recipient = body.Recipient.Trim(),
            Purpose = Purpose.SubjectAccess,
            Rows = found.Records.Count + found.Sessions.Count,
            Suppressed = JsonSerializer.Serialize(found.Decisions.Masked.GroupBy(mask => mask.Rule)
            .ToDictionary(same => same.Key, same => same.Sum(mask => mask.Times))),
            FileName = contents.FileName(ExportSubject.SubjectAccess, ExportFormat.Json, id),
            FileSha256 = SHA256.HashData(file),
            RequestedBy = actor.UserId,
            RequestedAt = now,
            ExpiresAt = now + ExportApi.TimeToFetch,
        };
}
