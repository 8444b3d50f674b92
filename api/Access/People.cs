using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Access;

/// <summary>A member with the account behind the membership.</summary>
internal sealed record Person(Membership Membership, Account Account, DateTimeOffset? LastUsedAt)
{
    public PersonState State => Membership.EndedAt is not null ? PersonState.Ended
        : Account.DisabledAt is not null ? PersonState.Disabled : PersonState.Active;

    /// <summary>Of what a change may change, so that nobody overwrites what they have not seen.</summary>
    public int Version
    {
        get
        {
            var content = $"{Membership.Role} {Membership.Agency} {Membership.CreatedAt:O} {Membership.EndedAt:O} {Account.DisabledAt:O}";
            return BitConverter.ToInt32(SHA256.HashData(Encoding.UTF8.GetBytes(content))) & int.MaxValue;
        }
    }
}

/// <summary>The acting partnership's people, and what follows when their rights change: sessions end, an administrator stays.</summary>
public sealed class People(SpacesContext context, UnitOfWork work, Actor actor, Sessions sessions, TimeProvider clock)
{
    internal Task<List<Person>> ListAsync(CancellationToken cancel) => Query().AsNoTracking().ToListAsync(cancel);

    /// <summary>Reads one person to change them: acts of theirs that run are waited for first.</summary>
    internal async Task<Person?> FindAsync(Guid id, CancellationToken cancel)
    {
        await work.LockOutAsync(id, cancel);
        return await Query(id).SingleOrDefaultAsync(cancel);
    }

    /// <summary>True when nobody else could manage people. Asked one at a time in a partnership, so that two cannot leave at once.</summary>
    internal async Task<bool> IsLastAdminAsync(Guid id, CancellationToken cancel)
    {
        await work.LockOutAsync(actor.PartnershipId, cancel);
        var admins = await (
            from membership in context.Memberships
            join account in context.Users on membership.AccountId equals account.Id
            where membership.PartnershipId == actor.PartnershipId && membership.Role == Role.Admin
                && membership.EndedAt == null && account.DisabledAt == null
            select account.Id).ToListAsync(cancel);
        return admins is [var only] && only == id;
    }

    /// <summary>Gives role and agency; readmits whoever had left. Their sessions end.</summary>
    internal async Task GiveAsync(Person person, Role role, Agency agency, CancellationToken cancel)
    {
        var membership = person.Membership;
        if (membership.EndedAt is not null) (membership.EndedAt, membership.CreatedAt) = (null, clock.GetUtcNow());
        (membership.Role, membership.Agency) = (role, agency);
        await sessions.EndAsync(actor.PartnershipId, membership.AccountId, SessionEnd.RoleChanged, null, cancel);
    }

    internal async Task EndAsync(Person person, CancellationToken cancel)
    {
        person.Membership.EndedAt = clock.GetUtcNow();
        await sessions.EndAsync(actor.PartnershipId, person.Account.Id, SessionEnd.MembershipEnded, null, cancel);
    }

    /// <summary>Switches the account off; its stamp changes, so that nothing that was signed in comes back when it is switched on.</summary>
    internal async Task DisableAsync(Person person, CancellationToken cancel)
    {
        (person.Account.DisabledAt, person.Account.SecurityStamp) = (clock.GetUtcNow(), Guid.NewGuid().ToString("N"));
        await sessions.EndAsync(actor.PartnershipId, person.Account.Id, SessionEnd.AccountDisabled, null, cancel);
    }

    /// <summary>True when the account works in another partnership too: what concerns the account is then not this one's to change.</summary>
    internal static async Task<bool> WorksElsewhereAsync(IServiceScopeFactory scopes, Guid accountId, Guid here, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        var partnerships = await SignInAlerts.PartnershipsOfAsync(
            scope.ServiceProvider.GetRequiredService<SpacesContext>(), work, accountId, cancel);
        return partnerships.Any(partnership => partnership != here);
    }

    /// <summary>Everybody who runs access or data protection, but for those named.</summary>
    internal Task<List<Guid>> DecidersAsync(IReadOnlyCollection<Guid> but, CancellationToken cancel) => context.Memberships.AsNoTracking()
        .Where(m => m.PartnershipId == actor.PartnershipId && m.EndedAt == null
            && (m.Role == Role.Admin || m.Role == Role.DataProtection) && !but.Contains(m.AccountId))
        .Select(m => m.AccountId).ToListAsync(cancel);

    internal Task<Role[]> SecondFactorRolesAsync(CancellationToken cancel) => context.Partnerships.AsNoTracking()
        .Where(p => p.PartnershipId == actor.PartnershipId).Select(p => p.SecondFactorRoles).SingleAsync(cancel);

    internal static PersonView ViewOf(Person person, Role[] needFactor) => new(
        person.Account.Id, person.Account.UserName!, person.Membership.Role, person.Membership.Agency, person.State,
        person.Account.SecondFactorAt is not null, needFactor.Contains(person.Membership.Role), person.Membership.CreatedAt,
        person.LastUsedAt, person.Version);

    private IQueryable<Person> Query(Guid? only = null) =>
        from membership in context.Memberships
        join account in context.Users on membership.AccountId equals account.Id
        where membership.PartnershipId == actor.PartnershipId && (only == null || account.Id == only)
        orderby account.NormalizedUserName
        select new Person(membership, account, context.Sessions
            .Where(s => s.PartnershipId == actor.PartnershipId && s.AccountId == account.Id).Max(s => (DateTimeOffset?)s.LastUsedAt));
}
