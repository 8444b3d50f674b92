using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Governance;

/// <summary>Erasing one record at once, and the ledger of all erasures.</summary>
internal static class ErasureApi
{
    private const int MostListed = 1_000;

    public static IEndpointRouteBuilder MapErasures(this IEndpointRouteBuilder governance)
    {
        var erasures = governance.MapGroup("/erasures");
        erasures.MapGet("/", List).Requires(Permission.ManageRetention).Audited(AuditAction.ErasuresListed)
            .WithSummary("What was reduced or erased, newest first, at most 1,000");
        erasures.MapPost("/{id:guid}", Erase).Requires(Permission.ManageRetention).Audited(AuditAction.RecordErased).NeedsFreshSignIn().Checked<NewErasure>(Check)
            .WithSummary("Erase one record at once, for good, under an id that the client made");
        return governance;
    }

    public static IEnumerable<Refusal> Check(NewErasure erasure, CheckContext about) =>
        TextChecks.Needed(erasure.Reason, "reason", RetentionApi.LongestReason);

    private static async Task<Ok<IReadOnlyList<ErasureView>>> List(
        Actor actor, SpacesContext context, AuditTrail trail, CancellationToken cancel)
    {
        var rows = await context.Erasures.AsNoTracking().Where(e => e.PartnershipId == actor.PartnershipId)
            .OrderByDescending(e => e.ErasedAt).ThenByDescending(e => e.Id).Take(MostListed).ToListAsync(cancel);
        var names = await MemberNames.NamesAsync(context, rows.Select(e => e.OrderedBy).OfType<Guid>(), cancel);
        trail.Note("shown", rows.Count);
        return TypedResults.Ok<IReadOnlyList<ErasureView>>([.. rows.Select(e => View(e, e.OrderedBy is { } who ? names[who] : null))]);
    }

    private static async Task<Results<Created<ErasureView>, Accepted<ErasureView>, ProblemHttpResult>> Erase(
        Guid id, NewErasure body, Actor actor, SpacesContext context, RecordErasure erasure, AuditTrail trail, TimeProvider clock,
        CancellationToken cancel)
    {
        trail.Subject(id);
        var stands = await context.Erasures.AsNoTracking().SingleOrDefaultAsync(e => e.PartnershipId == actor.PartnershipId && e.Id == id, cancel);
        if (stands is not null)
            return stands.SubjectId == body.IncidentId && stands.OrderedBy == actor.UserId
                ? TypedResults.Accepted(PathOf, View(stands, actor.UserName))
                : Problems.Of(ProblemCodes.IdTakenByOtherContent, "id");
        var outreach = await StandingRecords.IsOutreachAsync(context, actor.PartnershipId, body.IncidentId, cancel);
        var space = await StandingRecords.IsSpaceAsync(context, actor.PartnershipId, body.IncidentId, cancel);
        if (!outreach && !space && !await StandingRecords.StandsAsync(context, actor.PartnershipId, body.IncidentId, cancel))
            return Problems.Of(ProblemCodes.NotFound, "incidentId");
        var entry = new LedgerEntry(
            actor.PartnershipId, id, body.IncidentId, outreach ? RetentionClass.OutreachText : space ? RetentionClass.SpaceReputation : RetentionClass.IncidentDetail, ErasureKind.Erased, clock.GetUtcNow());
        var outcome = outreach
            ? await erasure.EraseOutreachWordsAsync(entry, body.Reason.Trim(), actor.UserId, replay: false, cancel)
            : space ? await erasure.EraseSpaceWordsAsync(entry, body.Reason.Trim(), actor.UserId, replay: false, cancel)
            : await erasure.EraseAsync(entry, body.Reason.Trim(), actor.UserId, replay: false, cancel);
        if (outcome == ErasureOutcome.Held) return Problems.Of(ProblemCodes.RecordHeld, "incidentId");
        erasure.WriteLedger();
        return TypedResults.Created(PathOf, new ErasureView(
            id, entry.Subject, entry.Class, entry.Kind, body.Reason.Trim(), actor.UserName, entry.ErasedAt));
    }

    private const string PathOf = "/api/v1/governance/erasures";

    private static ErasureView View(Erasure e, string? by) => new(e.Id, e.SubjectId, e.Class, e.Kind, e.Reason, by, e.ErasedAt);
}
