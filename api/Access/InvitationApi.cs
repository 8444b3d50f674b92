using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.Access;

/// <summary>Inviting people, and coming in with the code of an invitation or a password reset.</summary>
internal static class InvitationApi
{
    public static void MapInvitations(this IEndpointRouteBuilder access)
    {
        var invitations = access.MapGroup("/invitations");
        invitations.MapGet("", List).Requires(Permission.ManagePeople).Audited(AuditAction.PeopleListed)
            .WithSummary("Invitations and password resets that wait for their person");
        invitations.MapPost("/{id:guid}", Invite).Requires(Permission.ManagePeople).Audited(AuditAction.PersonInvited).NeedsFreshSignIn()
            .Checked<NewInvitation>(PeopleChecks.Check)
            .WithSummary("Invite a person; the code in the answer is shown only now and works for 72 hours");
        invitations.MapDelete("/{id:guid}", Withdraw).Requires(Permission.ManagePeople).Audited(AuditAction.InvitationWithdrawn)
            .WithSummary("Make the code of an invitation or password reset worthless");
        invitations.MapPost("/acceptance", Accept).ForAnyone().Audited(AuditAction.InvitationAccepted)
            .WithSummary("Bring a code: become a member, or set a new password; signing in is another step");
    }

    private static async Task<Ok<IReadOnlyList<InvitationView>>> List(
        Actor actor, SpacesContext context, AuditTrail trail, TimeProvider clock, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var list = await (
            from invitation in context.Invitations.AsNoTracking()
            join inviter in context.Users on invitation.InvitedBy equals inviter.Id
            where invitation.PartnershipId == actor.PartnershipId && invitation.AcceptedAt == null && invitation.WithdrawnAt == null
                && invitation.ExpiresAt > now
            orderby invitation.InvitedAt descending
            select new InvitationView(
                invitation.Id, invitation.UserName, invitation.Role, invitation.Agency, invitation.AccountId != null, inviter.UserName!,
                invitation.InvitedAt, invitation.ExpiresAt)).ToListAsync(cancel);
        trail.Subjects(list.Select(invitation => invitation.Id));
        return TypedResults.Ok<IReadOnlyList<InvitationView>>(list);
    }

    private static async Task<Results<Created<OneTimeCode>, ProblemHttpResult>> Invite(
        Guid id, NewInvitation body, Actor actor, SpacesContext context, Invitations invitations, ILookupNormalizer names, AuditTrail trail,
        CancellationToken cancel)
    {
        trail.Subject(id);
        trail.Note("user", body.User);
        trail.Note("role", Geodata.Vocabulary.WireName.Of(body.Role));
        var name = names.NormalizeName(body.User);
        var isMember = await (
            from membership in context.Memberships
            join account in context.Users on membership.AccountId equals account.Id
            where membership.PartnershipId == actor.PartnershipId && membership.EndedAt == null && account.NormalizedUserName == name
            select account.Id).AnyAsync(cancel);
        if (isMember) return Problems.Of(ProblemCodes.AlreadyMember, "user");
        // A code cannot be shown twice, so a resend is not the same answer: it is refused.
        if (await context.Invitations.AnyAsync(i => i.PartnershipId == actor.PartnershipId && i.Id == id, cancel))
            return Problems.Of(ProblemCodes.IdTakenByOtherContent);
        var code = await invitations.OfferAsync(id, actor.Identity, body.User, body.Role, body.Agency, resetOf: null, cancel);
        return TypedResults.Created((string?)null, code);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Withdraw(
        Guid id, Actor actor, SpacesContext context, AuditTrail trail, TimeProvider clock, CancellationToken cancel)
    {
        trail.Subject(id);
        var withdrawn = await context.Invitations
            .Where(i => i.PartnershipId == actor.PartnershipId && i.Id == id && i.AcceptedAt == null && i.WithdrawnAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.WithdrawnAt, clock.GetUtcNow()), cancel);
        return withdrawn == 0 ? Problems.Of(ProblemCodes.NotFound) : TypedResults.NoContent();
    }

    private static async Task<Results<Ok<AcceptedInvitation>, ProblemHttpResult>> Accept(
        InvitationAcceptance body, HttpContext http, Credentials credentials, Invitations invitations, SpacesContext context, UnitOfWork work,
        AuditTrail trail, CancellationToken cancel)
    {
        var (invitation, account, refusal) = await ProveAsync(body, http, credentials, invitations, context, cancel);
        if (refusal is not null) return await SignInApi.RefuseAsync(http, work, trail, AuditAction.InvitationAccepted, body.User, refusal, cancel);
        await work.BeginForHouseAsync(invitation!.PartnershipId, cancel);
        account = await invitations.TakeAsync(invitation, account, body.Password, cancel);
        if (account is null)
            return await SignInApi.RefuseAsync(http, work, trail, AuditAction.InvitationAccepted, body.User, new(ProblemCodes.InvitationNotValid, "code"), cancel);
        var inviter = await context.Users.Where(a => a.Id == invitation.InvitedBy).Select(a => a.UserName).SingleAsync(cancel);
        var needs = await context.Partnerships.Where(p => p.PartnershipId == invitation.PartnershipId).Select(p => p.SecondFactorRoles).SingleAsync(cancel);
        trail.Subject(account.Id);
        trail.Note("granted_by", inviter!);
        var who = new ActorIdentity(account.Id, account.UserName!, invitation.PartnershipId, invitation.Role, invitation.Agency);
        var action = invitation.AccountId is null ? AuditAction.InvitationAccepted : AuditAction.PasswordChanged;
        await work.CommitAsync(who, action, http.Connection.RemoteIpAddress?.ToString() ?? "", cancel);
        return TypedResults.Ok(new AcceptedInvitation(account.UserName!, account.SecondFactorAt is null && needs.Contains(invitation.Role)));
    }

    // The code, and for an account that exists what it asks for at every door: a stolen code alone opens nothing of it.
    private static async Task<(Invitation?, Account?, Refusal?)> ProveAsync(
        InvitationAcceptance body, HttpContext http, Credentials credentials, Invitations invitations, SpacesContext context, CancellationToken cancel)
    {
        var from = http.Connection.RemoteIpAddress;
        if (credentials.IsBraked(from)) return (null, null, new(ProblemCodes.SignInLocked));
        var invitation = body.Code.Length <= 100 ? await invitations.FindAsync(body.Code, body.User, cancel) : null;
        if (invitation is null)
        {
            await credentials.CountAsync(body.User, from, cancel);
            return (null, null, new(ProblemCodes.InvitationNotValid, "code"));
        }

        var name = invitation.UserName.ToUpperInvariant();
        var account = await context.Users.AsNoTracking()
            .SingleOrDefaultAsync(a => invitation.AccountId == null ? a.NormalizedUserName == name : a.Id == invitation.AccountId, cancel);
        if (account is null || invitation.AccountId is not null)
        {
            if (!PeopleChecks.IsPassword(body.Password)) return (null, null, Refusal.Of(ProblemCodes.PasswordTooWeak, "password", ("min", PeopleChecks.ShortestPassword)));
            var factor = account is null ? null : await credentials.ProveFactorAsync(account, body.SecondFactorCode, from, cancel);
            return (invitation, account, factor);
        }

        var (proven, refusal) = await credentials.ProveAsync(body.User, body.Password, body.SecondFactorCode, from, cancel);
        return proven?.Id == invitation.InvitedBy ? (null, null, new(ProblemCodes.SecondPersonNeeded)) : (invitation, proven, refusal);
    }
}
