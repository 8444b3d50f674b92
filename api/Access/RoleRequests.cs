using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Access;

/// <summary>Roles that people ask for themselves, and the second person who decides.</summary>
public sealed class RoleRequests(SpacesContext context, Actor actor, People people, TimeProvider clock)
{
    private const int MostDecided = 200;

    /// <summary>Asks for a role for the acting person, and tells those who may decide.</summary>
    internal async Task<RoleRequestView> AskAsync(PersonChange wanted, AuditTrail trail, CancellationToken cancel)
    {
        var request = new RoleRequest
        {
            PartnershipId = actor.PartnershipId,
            Id = Guid.CreateVersion7(),
            AccountId = actor.UserId,
            Role = wanted.Role,
            Agency = wanted.Agency,
            Reason = wanted.Reason!.Trim(),
            AskedBy = actor.UserId,
            AskedAt = clock.GetUtcNow(),
        };
        context.RoleRequests.Add(request);
        trail.Subject(request.Id);
        trail.Note("asked", WireName.Of(wanted.Role));
        Notices.Tell(
            context, actor.PartnershipId, await people.DecidersAsync([actor.UserId], cancel), NoticeKind.RoleAsked, request.Id,
            request.AskedAt, ("user", actor.UserName), ("role", WireName.Of(wanted.Role)));
        return ViewOf(request, actor.UserName, null);
    }

    internal async Task<IReadOnlyList<RoleRequestView>> ListAsync(CancellationToken cancel)
    {
        var rows = await (
            from request in context.RoleRequests.AsNoTracking()
            join account in context.Users on request.AccountId equals account.Id
            where request.PartnershipId == actor.PartnershipId
            orderby request.DecidedAt != null, request.AskedAt descending
            select new { request, account.UserName, Decider = context.Users.Where(u => u.Id == request.DecidedBy).Select(u => u.UserName).FirstOrDefault() })
            .Take(MostDecided).ToListAsync(cancel);
        return [.. rows.Select(row => ViewOf(row.request, row.UserName!, row.Decider))];
    }

    /// <summary>Grants or refuses; the request is locked, so that of two deciders one decides.</summary>
    internal async Task<Refusal?> DecideAsync(Guid id, bool granted, AuditTrail trail, CancellationToken cancel)
    {
        var request = await context.RoleRequests
            .FromSql($"select * from role_request where partnership_id = {actor.PartnershipId} and id = {id} for update").SingleOrDefaultAsync(cancel);
        if (request is null) return new(ProblemCodes.NotFound);
        if (request.AskedBy == actor.UserId || request.AccountId == actor.UserId) return new(ProblemCodes.SecondPersonNeeded);
        if (request.DecidedAt is not null) return new(ProblemCodes.AlreadyDecided);
        trail.Subject(request.AccountId);
        trail.Note("granted", granted ? "true" : "false");
        trail.Note("role", WireName.Of(request.Role));
        var now = clock.GetUtcNow();
        (request.DecidedBy, request.DecidedAt, request.Granted) = (actor.UserId, now, granted);
        Notices.Tell(
            context, actor.PartnershipId, [request.AccountId], NoticeKind.RoleDecided, request.Id, now,
            ("role", WireName.Of(request.Role)), ("granted", granted ? "true" : "false"));
        if (!granted) return null;
        var person = await people.FindAsync(request.AccountId, cancel);
        if (person is null or { State: not PersonState.Active }) return new(ProblemCodes.NotFound);
        if (request.Role != Role.Admin && await people.IsLastAdminAsync(request.AccountId, cancel)) return new(ProblemCodes.LastAdmin);
        await people.GiveAsync(person, request.Role, request.Agency, cancel);
        return null;
    }

    private RoleRequestView ViewOf(RoleRequest request, string user, string? decider) => new(
        request.Id, request.AccountId, user, request.Role, request.Agency, request.Reason, request.AskedAt, decider, request.DecidedAt,
        request.Granted, request.DecidedAt is null && request.AskedBy != actor.UserId && request.AccountId != actor.UserId);
}

internal static class RoleRequestApi
{
    public static void MapRoleRequests(this IEndpointRouteBuilder access)
    {
        access.MapGet("/role-requests", List).Requires(Permission.ApproveRoles).Audited(AuditAction.RoleRequestsListed)
            .WithSummary("Roles that people asked for themselves: those that wait first, then the latest decided");
        access.MapPost("/role-requests/{id:guid}/decision", Decide).Requires(Permission.ApproveRoles).Audited(AuditAction.RoleDecided)
            .NeedsFreshSignIn()
            .WithSummary("Grant or refuse a role that somebody else asked for themselves");
    }

    private static async Task<Ok<IReadOnlyList<RoleRequestView>>> List(RoleRequests requests, AuditTrail trail, CancellationToken cancel)
    {
        var list = await requests.ListAsync(cancel);
        trail.Subjects(list.Select(request => request.Id));
        return TypedResults.Ok(list);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Decide(
        Guid id, RoleDecision body, RoleRequests requests, AuditTrail trail, CancellationToken cancel)
    {
        trail.Subject(id);
        var refusal = await requests.DecideAsync(id, body.Granted, trail, cancel);
        return refusal is null ? TypedResults.NoContent() : Problems.Of([refusal]);
    }
}
