using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Access;

/// <summary>Codes that let a person in once: to become a member, or to set a new password. They are given by voice or on paper.</summary>
public sealed class Invitations(SpacesContext context, UnitOfWork work, UserManager<Account> accounts, Sessions sessions, TimeProvider clock)
{
    /// <summary>How long a code works.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromHours(72);

    /// <summary>Adds an invitation to the acting transaction; earlier ones of the same name end.</summary>
    internal async Task<OneTimeCode> OfferAsync(
        Guid id, ActorIdentity by, string user, Role role, Agency agency, Guid? resetOf, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await context.Invitations
            .Where(i => i.PartnershipId == by.PartnershipId && i.UserName == user && i.AcceptedAt == null && i.WithdrawnAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.WithdrawnAt, now), cancel);
        var code = OneTimeCodes.Make();
        context.Invitations.Add(new()
        {
            PartnershipId = by.PartnershipId,
            Id = id,
            UserName = user,
            Role = role,
            Agency = agency,
            CodeSha256 = OneTimeCodes.Digest(code),
            InvitedBy = by.UserId,
            InvitedAt = now,
            ExpiresAt = now + Length,
            AccountId = resetOf,
        });
        return new(id, user, code, now + Length);
    }

    /// <summary>A code with which a member sets a new password.</summary>
    internal Task<OneTimeCode> OfferResetAsync(ActorIdentity by, Person person, CancellationToken cancel) => OfferAsync(
        Guid.CreateVersion7(), by, person.Account.UserName!, person.Membership.Role, person.Membership.Agency, person.Account.Id, cancel);

    /// <summary>The waiting invitation that a code opens. Nobody is a member yet: the code's digest is what row-level security asks for.</summary>
    internal async Task<Invitation?> FindAsync(string code, string user, CancellationToken cancel)
    {
        var digest = OneTimeCodes.Digest(code);
        await work.BeginForHouseAsync(Partnership.House, cancel);
        await context.Database.ExecuteSqlAsync($"select set_config('spacesplaces.invitation', {Convert.ToHexStringLower(digest)}, true)", cancel);
        var found = await context.Invitations.AsNoTracking().SingleOrDefaultAsync(i => i.CodeSha256 == digest, cancel);
        await work.RollbackAsync();
        var waits = found is { AcceptedAt: null, WithdrawnAt: null } && found.ExpiresAt > clock.GetUtcNow();
        return waits && string.Equals(found!.UserName, user, StringComparison.OrdinalIgnoreCase) ? found : null;
    }

    /// <summary>Uses the code up and makes or changes account and membership in the open transaction; null when somebody was faster.</summary>
    internal async Task<Account?> TakeAsync(Invitation invitation, Account? account, string password, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var isReset = invitation.AccountId is not null;
        account = account is null
            ? await CreateAsync(invitation.UserName, password, now)
            : await context.Users.SingleAsync(a => a.Id == account.Id, cancel);
        var taken = await context.Invitations
            .Where(i => i.PartnershipId == invitation.PartnershipId && i.Id == invitation.Id && i.AcceptedAt == null && i.WithdrawnAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.AcceptedAt, now).SetProperty(i => i.AccountId, account.Id), cancel);
        if (taken == 0) return null;
        if (isReset) await SetPasswordAsync(invitation.PartnershipId, account, password, cancel);
        else await JoinAsync(invitation, account.Id, now, cancel);
        return account;
    }

    private async Task<Account> CreateAsync(string user, string password, DateTimeOffset now)
    {
        var account = new Account { Id = Guid.CreateVersion7(), UserName = user, CreatedAt = now, LockoutEnabled = true };
        var created = await accounts.CreateAsync(account, password);
        return created.Succeeded ? account : throw new InvalidOperationException("The checks let an account through that cannot be created.");
    }

    private async Task SetPasswordAsync(Guid partnership, Account account, string password, CancellationToken cancel)
    {
        account.PasswordHash = accounts.PasswordHasher.HashPassword(account, password);
        account.SecurityStamp = Guid.NewGuid().ToString("N");
        (account.AccessFailedCount, account.LockoutEnd) = (0, null);
        await sessions.EndAsync(partnership, account.Id, SessionEnd.PasswordChanged, null, cancel);
    }

    private async Task JoinAsync(Invitation invitation, Guid accountId, DateTimeOffset now, CancellationToken cancel)
    {
        var membership = await context.Memberships
            .SingleOrDefaultAsync(m => m.PartnershipId == invitation.PartnershipId && m.AccountId == accountId, cancel);
        if (membership is null) context.Memberships.Add(membership = new() { PartnershipId = invitation.PartnershipId, AccountId = accountId });
        (membership.Role, membership.Agency, membership.CreatedAt, membership.EndedAt) = (invitation.Role, invitation.Agency, now, null);
    }
}
