using Microsoft.AspNetCore.Http.HttpResults;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Access;

/// <summary>Who works in the partnership, as what, and whether they may come in. No content is seen here.</summary>
internal static class PeopleApi
{
    public static void MapPeople(this IEndpointRouteBuilder access)
    {
        var people = access.MapGroup("/people");
        people.MapGet("", List).Requires(Permission.ManagePeople).Audited(AuditAction.PeopleListed)
            .WithSummary("Everybody who is or was a member, with role, agency, second factor and last use");
        people.MapPut("/{id:guid}", Change).Requires(Permission.ManagePeople).Audited(AuditAction.MembershipChanged).NeedsFreshSignIn()
            .Checked<PersonChange>(PeopleChecks.Check)
            .WithSummary("Give a person another role or agency, or readmit them; for oneself it becomes a request that a second person decides");
        people.MapDelete("/{id:guid}", End).Requires(Permission.ManagePeople).Audited(AuditAction.MembershipEnded)
            .WithSummary("End a person's membership; their sessions and jobs end");
        people.MapPost("/{id:guid}/disabling", Disable).Requires(Permission.ManagePeople).Audited(AuditAction.AccountDisabled)
            .WithSummary("Switch an account off; its sessions and jobs end");
        people.MapDelete("/{id:guid}/disabling", Enable).Requires(Permission.ManagePeople).Audited(AuditAction.AccountEnabled).NeedsFreshSignIn()
            .WithSummary("Switch an account on again");
        people.MapDelete("/{id:guid}/second-factor", ResetFactor).Requires(Permission.ManagePeople).Audited(AuditAction.SecondFactorReset)
            .NeedsFreshSignIn()
            .WithSummary("Forget a person's authenticator app and recovery codes; they set up another one at the next sign-in");
        people.MapPost("/{id:guid}/password-reset", ResetPassword).Requires(Permission.ManagePeople).Audited(AuditAction.PasswordResetOffered)
            .NeedsFreshSignIn()
            .WithSummary("A code, shown once, with which a person sets a new password");
    }

    private static async Task<Ok<IReadOnlyList<PersonView>>> List(People people, AuditTrail trail, CancellationToken cancel)
    {
        var needs = await people.SecondFactorRolesAsync(cancel);
        IReadOnlyList<PersonView> list = [.. (await people.ListAsync(cancel)).Select(person => People.ViewOf(person, needs))];
        trail.Subjects(list.Select(person => person.Id));
        return TypedResults.Ok(list);
    }

    private static async Task<Results<Ok<PersonView>, Accepted<RoleRequestView>, ProblemHttpResult>> Change(
        Guid id, PersonChange body, HttpContext http, Actor actor, People people, RoleRequests requests, AuditTrail trail, CancellationToken cancel)
    {
        trail.Subject(id);
        var (version, refusal) = Versions.Asked(http);
        if (refusal is not null) return Problems.Of([refusal]);
        var person = await people.FindAsync(id, cancel);
        if (person is null) return Problems.Of(ProblemCodes.NotFound);
        if (person.Version != version) return Problems.Of(ProblemCodes.VersionStale, "If-Match");
        if (id == actor.UserId)
        {
            // Nobody gives a role to themselves.
            if (string.IsNullOrWhiteSpace(body.Reason)) return Problems.Of(ProblemCodes.FieldMissing, "reason");
            return TypedResults.Accepted((string?)null, await requests.AskAsync(body, trail, cancel));
        }

        if (person.Membership.Role == Role.Admin && body.Role != Role.Admin && await people.IsLastAdminAsync(id, cancel))
            return Problems.Of(ProblemCodes.LastAdmin);
        trail.Note("was", $"{WireName.Of(person.Membership.Role)} {WireName.Of(person.Membership.Agency)}");
        trail.Note("is", $"{WireName.Of(body.Role)} {WireName.Of(body.Agency)}");
        await people.GiveAsync(person, body.Role, body.Agency, cancel);
        Versions.Show(http, person.Version);
        return TypedResults.Ok(People.ViewOf(person, await people.SecondFactorRolesAsync(cancel)));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> End(Guid id, People people, AuditTrail trail, CancellationToken cancel)
    {
        trail.Subject(id);
        var person = await people.FindAsync(id, cancel);
        if (person is null or { State: PersonState.Ended }) return Problems.Of(ProblemCodes.NotFound);
        if (await people.IsLastAdminAsync(id, cancel)) return Problems.Of(ProblemCodes.LastAdmin);
        await people.EndAsync(person, cancel);
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Disable(
        Guid id, Actor actor, People people, IServiceScopeFactory scopes, AuditTrail trail, CancellationToken cancel)
    {
        trail.Subject(id);
        var (person, refusal) = await OwnPersonAsync(id, actor, people, scopes, allowSelf: true, cancel);
        if (person is null) return Problems.Of([refusal!]);
        if (await people.IsLastAdminAsync(id, cancel)) return Problems.Of(ProblemCodes.LastAdmin);
        await people.DisableAsync(person, cancel);
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Enable(
        Guid id, Actor actor, People people, IServiceScopeFactory scopes, AuditTrail trail, CancellationToken cancel)
    {
        trail.Subject(id);
        var (person, refusal) = await OwnPersonAsync(id, actor, people, scopes, allowSelf: false, cancel);
        if (person is null) return Problems.Of([refusal!]);
        person.Account.DisabledAt = null;
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ResetFactor(
        Guid id, Actor actor, People people, SecondFactor factor, Sessions sessions, IServiceScopeFactory scopes, AuditTrail trail,
        CancellationToken cancel)
    {
        trail.Subject(id);
        var (person, refusal) = await OwnPersonAsync(id, actor, people, scopes, allowSelf: false, cancel);
        if (person is null) return Problems.Of([refusal!]);
        await factor.ResetAsync(id, cancel);
        await sessions.EndAsync(actor.PartnershipId, id, SessionEnd.FactorChanged, null, cancel);
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<OneTimeCode>, ProblemHttpResult>> ResetPassword(
        Guid id, Actor actor, People people, Invitations invitations, IServiceScopeFactory scopes, AuditTrail trail, CancellationToken cancel)
    {
        trail.Subject(id);
        var (person, refusal) = await OwnPersonAsync(id, actor, people, scopes, allowSelf: false, cancel);
        if (person is null) return Problems.Of([refusal!]);
        return TypedResults.Ok(await invitations.OfferResetAsync(actor.Identity, person, cancel));
    }

    // Account-wide acts: on members, on accounts that work here alone, and (but for switching off) on somebody else.
    private static async Task<(Person?, Refusal?)> OwnPersonAsync(
        Guid id, Actor actor, People people, IServiceScopeFactory scopes, bool allowSelf, CancellationToken cancel)
    {
        var person = await people.FindAsync(id, cancel);
        if (person is null or { State: PersonState.Ended }) return (null, new(ProblemCodes.NotFound));
        if (id == actor.UserId && !allowSelf) return (null, new(ProblemCodes.SecondPersonNeeded));
        return await People.WorksElsewhereAsync(scopes, id, actor.PartnershipId, cancel)
            ? (null, new(ProblemCodes.AccountSharedElsewhere))
            : (person, null);
    }
}
