using Microsoft.AspNetCore.Identity;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Access;

/// <summary>Creates partnerships, accounts and memberships, each with its audit entry, for commands of the operator.</summary>
public sealed class PeopleDirectory(SpacesContext context, UnitOfWork work, AuditTrail trail, UserManager<Account> accounts, TimeProvider clock)
{
    private const string OperatorName = "operator";

    public async Task CreatePartnershipAsync(Partnership partnership, CancellationToken cancel)
    {
        await work.BeginForHouseAsync(partnership.PartnershipId, cancel);
        context.Partnerships.Add(partnership);
        await context.SaveChangesAsync(cancel);
        await CommitAsync(partnership.PartnershipId, AuditAction.PartnershipCreated, cancel);
    }

    /// <summary>Creates an account that is a member of the partnership.</summary>
    /// <exception cref="InvalidOperationException">The user name is taken or the password is too weak.</exception>
    public async Task<Guid> CreateMemberAsync(
        Guid partnershipId, string userName, string password, Role role, Agency agency, CancellationToken cancel)
    {
        await work.BeginForHouseAsync(partnershipId, cancel);
        var account = new Account { Id = Guid.CreateVersion7(), UserName = userName, CreatedAt = clock.GetUtcNow(), LockoutEnabled = true };
        var created = await accounts.CreateAsync(account, password);
        if (!created.Succeeded) throw new InvalidOperationException(string.Join(" ", created.Errors.Select(error => error.Description)));
        context.Memberships.Add(new()
        {
            PartnershipId = partnershipId,
            AccountId = account.Id,
            Role = role,
            Agency = agency,
            CreatedAt = clock.GetUtcNow(),
        });
        trail.Subject(account.Id);
        await CommitAsync(partnershipId, AuditAction.AccountCreated, cancel);
        return account.Id;
    }

    private async Task CommitAsync(Guid partnershipId, AuditAction action, CancellationToken cancel)
    {
        await work.CommitAsync(UnitOfWork.Operator(partnershipId, OperatorName), action, "", cancel);
        trail.Clear();
        context.ChangeTracker.Clear();
    }
}
