using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.Governance;

/// <summary>Legal holds: placed, listed, released.</summary>
internal static class HoldApi
{
    private const int MostYears = 5;

    public static IEndpointRouteBuilder MapHolds(this IEndpointRouteBuilder governance)
    {
        var holds = governance.MapGroup("/holds");
        holds.MapGet("/", List).Requires(Permission.ManageRetention).Audited(AuditAction.HoldsListed)
            .WithSummary("Legal holds, newest first");
        holds.MapPost("/{id:guid}", Place).Requires(Permission.ManageRetention).Audited(AuditAction.HoldPlaced).Checked<NewHold>(Check)
            .WithSummary("Keep a record although its time has come, under an id that the client made");
        holds.MapPost("/{id:guid}/release", Release).Requires(Permission.ManageRetention).Audited(AuditAction.HoldReleased)
            .WithSummary("Release a hold: retention goes on with the next run");
        return governance;
    }

    public static IEnumerable<Refusal> Check(NewHold hold, CheckContext about)
    {
        foreach (var refusal in TextChecks.Needed(hold.Reason, "reason", RetentionApi.LongestReason)) yield return refusal;
        foreach (var refusal in TextChecks.Allowed(hold.Owner, "owner", 256)) yield return refusal;
        var today = LocalDays.Of(about.Now);
        if (hold.EndsOn <= today || hold.EndsOn > today.AddYears(MostYears))
            yield return Refusal.Of(
                ProblemCodes.DayNotInRange, "endsOn", ("from", Day(today.AddDays(1))), ("to", Day(today.AddYears(MostYears))));
    }

    private static string Day(DateOnly day) => day.ToString("O", System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<Ok<IReadOnlyList<HoldView>>> List(
        Actor actor, SpacesContext context, AuditTrail trail, TimeProvider clock, CancellationToken cancel)
    {
        var hidden = await StandingRecords.HiddenAsync(context, cancel);
        var rows = await context.LegalHolds.AsNoTracking().Where(h => h.PartnershipId == actor.PartnershipId && !hidden.Contains(h.IncidentId))
            .OrderByDescending(h => h.PlacedAt).ThenByDescending(h => h.Id).ToListAsync(cancel);
        var names = await MemberNames.NamesAsync(context, rows.Select(h => h.OwnerId), cancel);
        trail.Subjects(rows.Select(h => h.Id));
        return TypedResults.Ok<IReadOnlyList<HoldView>>([.. rows.Select(h => View(h, names[h.OwnerId], clock))]);
    }

    private static async Task<Results<Created<HoldView>, Accepted<HoldView>, ProblemHttpResult>> Place(
        Guid id, NewHold body, Actor actor, SpacesContext context, AuditTrail trail, TimeProvider clock, CancellationToken cancel)
    {
        trail.Subject(id);
        trail.Subject(body.IncidentId);
        var owner = body.Owner is null ? actor.UserId : await MemberNames.FindAsync(context, actor.PartnershipId, body.Owner, cancel);
        if (owner is null) return Problems.Of(ProblemCodes.PersonUnknown, "owner");
        var name = body.Owner ?? actor.UserName;
        var held = await context.LegalHolds.AsNoTracking().SingleOrDefaultAsync(h => h.PartnershipId == actor.PartnershipId && h.Id == id, cancel);
        if (held is not null)
            return (held.IncidentId, held.OwnerId, held.EndsOn, held.Reason) == (body.IncidentId, owner.Value, body.EndsOn, body.Reason.Trim())
                ? TypedResults.Accepted(PathOf(id), View(held, name, clock))
                : Problems.Of(ProblemCodes.IdTakenByOtherContent, "id");
        if (!await StandingRecords.StandsAsync(context, actor.PartnershipId, body.IncidentId, cancel)) return Problems.Of(ProblemCodes.NotFound, "incidentId");
        var hold = new LegalHold
        {
            PartnershipId = actor.PartnershipId,
            Id = id,
            IncidentId = body.IncidentId,
            Reason = body.Reason.Trim(),
            OwnerId = owner.Value,
            PlacedAt = clock.GetUtcNow(),
            EndsOn = body.EndsOn,
        };
        context.LegalHolds.Add(hold);
        return TypedResults.Created(PathOf(id), View(hold, name, clock));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Release(
        Guid id, Actor actor, SpacesContext context, AuditTrail trail, TimeProvider clock, CancellationToken cancel)
    {
        trail.Subject(id);
        var hidden = await StandingRecords.HiddenAsync(context, cancel);
        var hold = await context.LegalHolds.SingleOrDefaultAsync(
            h => h.PartnershipId == actor.PartnershipId && h.Id == id && !hidden.Contains(h.IncidentId), cancel);
        if (hold is null) return Problems.Of(ProblemCodes.NotFound);
        if (hold.ReleasedAt is not null) return Problems.Of(ProblemCodes.AlreadyEnded);
        (hold.ReleasedAt, hold.ReleasedBy) = (clock.GetUtcNow(), actor.UserId);
        return TypedResults.NoContent();
    }

    private static HoldView View(LegalHold h, string owner, TimeProvider clock) => new(
        h.Id, h.IncidentId, h.Reason, owner, h.PlacedAt, h.EndsOn, h.ReleasedAt, h.ReleasedAt is null && h.EndsOn >= LocalDays.Of(clock.GetUtcNow()));

    private static string PathOf(Guid id) => $"/api/v1/governance/holds/{id}";
}
