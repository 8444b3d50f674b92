using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.Access;

/// <summary>
/// Exclusions: made, listed, ended. Row-level security does the hiding. The excluded person never meets the exclusion itself: it
/// is in no list, notice or audit entry that names them.
/// </summary>
internal static class ExclusionApi
{
    public const int LongestReason = 500;

    public static IEndpointRouteBuilder MapExclusions(this IEndpointRouteBuilder governance)
    {
        var exclusions = governance.MapGroup("/exclusions");
        exclusions.MapGet("/", List).Requires(Permission.ManageExclusions).Audited(AuditAction.ExclusionsListed)
            .WithSummary("Who is kept from what, newest first; never what concerns the reader");
        exclusions.MapPost("/{id:guid}", Make).Requires(Permission.ManageExclusions).Audited(AuditAction.ExclusionMade)
            .Checked<NewExclusion>(Check)
            .WithSummary("Keep a person from a record or a place, under an id that the client made");
        exclusions.MapPost("/{id:guid}/end", End).Requires(Permission.ManageExclusions).Audited(AuditAction.ExclusionEnded)
            .WithSummary("End an exclusion");
        return governance;
    }

    public static IEnumerable<Refusal> Check(NewExclusion exclusion, CheckContext about)
    {
        if (exclusion.IncidentId is null == exclusion.PlaceId is null)
            yield return new(exclusion.IncidentId is null ? ProblemCodes.FieldMissing : ProblemCodes.FieldNotAllowedHere, "incidentId");
        foreach (var refusal in TextChecks.Needed(exclusion.Reason, "reason", LongestReason)) yield return refusal;
        foreach (var refusal in TextChecks.Needed(exclusion.User, "user", 256)) yield return refusal;
    }

    private static async Task<Ok<IReadOnlyList<ExclusionView>>> List(
        Actor actor, SpacesContext context, AuditTrail trail, CancellationToken cancel)
    {
        var rows = await Known(context, actor).OrderByDescending(e => e.MadeAt).ThenByDescending(e => e.Id).ToListAsync(cancel);
        var names = await MemberNames.NamesAsync(context, rows.SelectMany(e => new[] { e.AccountId, e.MadeBy }), cancel);
        trail.Subjects(rows.Select(e => e.Id));
        return TypedResults.Ok<IReadOnlyList<ExclusionView>>([.. rows.Select(e => Of(e, names))]);
    }

    private static async Task<Results<Created<ExclusionView>, Accepted<ExclusionView>, ProblemHttpResult>> Make(
        Guid id, NewExclusion body, Actor actor, SpacesContext context, AuditTrail trail, TimeProvider clock, CancellationToken cancel)
    {
        trail.Subject(id);
        var account = await MemberNames.FindAsync(context, actor.PartnershipId, body.User, cancel);
        if (account is null) return Problems.Of(ProblemCodes.PersonUnknown, "user");
        if (account == actor.UserId) return Problems.Of(ProblemCodes.SecondPersonNeeded, "user");
        if (body.PlaceId is not null && !await PlaceStandsAsync(context, actor.PartnershipId, body.PlaceId.Value, cancel))
            return Problems.Of(ProblemCodes.PlaceUnknown, "placeId");
        var names = new Dictionary<Guid, string> { [account.Value] = body.User, [actor.UserId] = actor.UserName };
        var held = await context.Exclusions.AsNoTracking().SingleOrDefaultAsync(e => e.PartnershipId == actor.PartnershipId && e.Id == id, cancel);
        if (held is not null)
        {
            var same = held.MadeBy == actor.UserId && held.AccountId == account && held.IncidentId == body.IncidentId && held.PlaceId == body.PlaceId;
            return same
                ? TypedResults.Accepted($"/api/v1/governance/exclusions/{id}", Of(held, names))
                : Problems.Of(ProblemCodes.IdTakenByOtherContent, "id");
        }

        var exclusion = new Exclusion
        {
            PartnershipId = actor.PartnershipId,
            Id = id,
            AccountId = account.Value,
            IncidentId = body.IncidentId,
            PlaceId = body.PlaceId,
            Reason = body.Reason.Trim(),
            MadeBy = actor.UserId,
            MadeAt = clock.GetUtcNow(),
        };
        context.Exclusions.Add(exclusion);
        return TypedResults.Created($"/api/v1/governance/exclusions/{id}", Of(exclusion, names));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> End(
        Guid id, Actor actor, SpacesContext context, AuditTrail trail, TimeProvider clock, CancellationToken cancel)
    {
        trail.Subject(id);
        // One about the asking person is as absent as one that never was: any other answer would tell them of it.
        var exclusion = await Known(context, actor).AsTracking().SingleOrDefaultAsync(e => e.Id == id, cancel);
        if (exclusion is null) return Problems.Of(ProblemCodes.NotFound);
        if (exclusion.EndedAt is not null) return Problems.Of(ProblemCodes.AlreadyEnded);
        (exclusion.EndedAt, exclusion.EndedBy) = (clock.GetUtcNow(), actor.UserId);
        return TypedResults.NoContent();
    }

    private static IQueryable<Exclusion> Known(SpacesContext context, Actor actor) =>
        context.Exclusions.AsNoTracking().Where(e => e.PartnershipId == actor.PartnershipId && e.AccountId != actor.UserId);

    private static Task<bool> PlaceStandsAsync(SpacesContext context, Guid partnership, Guid place, CancellationToken cancel) =>
        context.Places.AnyAsync(p => p.PartnershipId == partnership && p.Id == place, cancel);

    private static ExclusionView Of(Exclusion e, IReadOnlyDictionary<Guid, string> names) => new(
        e.Id, names[e.AccountId], e.IncidentId, e.PlaceId, e.Reason, names[e.MadeBy], e.MadeAt, e.EndedAt);
}
