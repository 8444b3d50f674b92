using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Access;

/// <summary>How strictly the partnership guards its door, and the quarterly look at who has a key.</summary>
internal static class AccessSettingsApi
{
    public static void MapAccessSettings(this IEndpointRouteBuilder access)
    {
        access.MapGet("/settings", Read).Requires(Permission.ManageAccessSettings).Audited(AuditAction.AccessSettingsSeen)
            .WithSummary("Second factor, idle times, view budget and thresholds of the partnership");
        access.MapPut("/settings", Change).Requires(Permission.ManageAccessSettings).Audited(AuditAction.AccessSettingsChanged)
            .NeedsFreshSignIn().Checked<AccessSettings>(PeopleChecks.Check)
            .WithSummary("Change how strictly the partnership is guarded");
        access.MapGet("/review", Review).Requires(Permission.ApproveRoles).Audited(AuditAction.AccessReviewed)
            .WithSummary("The access review: everybody with a key, last use, and who gave the role and when");
    }

    private static async Task<Ok<AccessSettings>> Read(Actor actor, SpacesContext context, CancellationToken cancel) =>
        TypedResults.Ok(ViewOf(await context.Partnerships.AsNoTracking().SingleAsync(p => p.PartnershipId == actor.PartnershipId, cancel)));

    private static async Task<Ok<AccessSettings>> Change(
        AccessSettings body, Actor actor, SpacesContext context, AuditTrail trail, CancellationToken cancel)
    {
        var partnership = await context.Partnerships.SingleAsync(p => p.PartnershipId == actor.PartnershipId, cancel);
        NoteChanges(trail, ViewOf(partnership), body);
        partnership.SecondFactorRoles = [.. body.SecondFactorRoles];
        partnership.BrowserIdleMinutes = body.BrowserIdleMinutes;
        partnership.ProgramIdleMinutes = body.ProgramIdleMinutes;
        partnership.ViewsPerHour = body.ViewsPerHour;
        partnership.InsideThreshold = body.InsideThreshold;
        partnership.OutsideThreshold = body.OutsideThreshold;
        return TypedResults.Ok(ViewOf(partnership));
    }

    private static async Task<Ok<IReadOnlyList<ReviewedAccess>>> Review(
        Actor actor, SpacesContext context, People people, AuditTrail trail, CancellationToken cancel)
    {
        var grants = (await context.Database.SqlQuery<Grant>(
            $"""
            select distinct on (subject) subject as "AccountId", at as "At", coalesce(detail ->> 'granted_by', actor_name) as "By"
            from audit_entry, unnest(subjects) as subject
            where partnership_id = {actor.PartnershipId} and outcome = 'done'
                and action in ('account_created', 'invitation_accepted', 'membership_changed', 'role_decided')
                and not detail ? 'asked' and coalesce(detail ->> 'granted', 'true') = 'true'
            order by subject, sequence desc
            """).ToListAsync(cancel)).ToDictionary(grant => grant.AccountId);
        IReadOnlyList<ReviewedAccess> lines = [.. (await people.ListAsync(cancel)).Where(person => person.State != PersonState.Ended).Select(person =>
        {
            var grant = grants.GetValueOrDefault(person.Account.Id);
            return new ReviewedAccess(
                person.Account.Id, person.Account.UserName!, person.Membership.Role, person.Membership.Agency, person.State,
                person.Account.SecondFactorAt is not null, person.LastUsedAt, grant?.By, grant?.At);
        })];
        trail.Subjects(lines.Select(line => line.UserId));
        return TypedResults.Ok(lines);
    }

    private static AccessSettings ViewOf(Partnership partnership) => new(
        partnership.SecondFactorRoles, partnership.BrowserIdleMinutes, partnership.ProgramIdleMinutes, partnership.ViewsPerHour,
        partnership.InsideThreshold, partnership.OutsideThreshold);

    private static void NoteChanges(AuditTrail trail, AccessSettings was, AccessSettings wanted)
    {
        foreach (var (name, before, after) in new[]
            {
                ("second_factor_roles", Words(was), Words(wanted)),
                ("browser_idle_minutes", $"{was.BrowserIdleMinutes}", $"{wanted.BrowserIdleMinutes}"),
                ("program_idle_minutes", $"{was.ProgramIdleMinutes}", $"{wanted.ProgramIdleMinutes}"),
                ("views_per_hour", $"{was.ViewsPerHour}", $"{wanted.ViewsPerHour}"),
                ("inside_threshold", $"{was.InsideThreshold}", $"{wanted.InsideThreshold}"),
                ("outside_threshold", $"{was.OutsideThreshold}", $"{wanted.OutsideThreshold}"),
            })
            if (before != after) trail.Note(name, $"{before} > {after}");
    }

    private static string Words(AccessSettings settings) => string.Join(' ', settings.SecondFactorRoles.Order().Select(role => WireName.Of(role)));

    private sealed record Grant(Guid AccountId, DateTimeOffset At, string By);
}
