using Microsoft.AspNetCore.Identity;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Access;

/// <summary>Creates partnerships, accounts and memberships, each with its audit entry, for commands of the operator.</summary>
public sealed class PeopleDirectory(
    SpacesContext context, UnitOfWork work, AuditTrail trail, UserManager<Account> accounts, Sessions sessions, SecondFactor factor, TimeProvider clock)
{
    /// <summary>Name in the audit of whoever runs the program's commands.</summary>
    public const string OperatorName = "operator";

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

    /// <summary>Gives an account another password; whoever is signed in with the old one is so no longer.</summary>
    /// <exception cref="InvalidOperationException">There is no such account or the password is too weak.</exception>
    public async Task SetPasswordAsync(Guid partnershipId, string userName, string password, CancellationToken cancel)
    {
        await work.BeginForHouseAsync(partnershipId, cancel);
        var account = await accounts.FindByNameAsync(userName) ?? throw new InvalidOperationException($"There is no account {userName}.");
        await accounts.RemovePasswordAsync(account);
        var set = await accounts.AddPasswordAsync(account, password);
        if (!set.Succeeded) throw new InvalidOperationException(string.Join(" ", set.Errors.Select(error => error.Description)));
        trail.Subject(account.Id);
        await CommitAsync(partnershipId, AuditAction.PasswordSet, cancel);
    }

    /// <summary>Forgets an account's authenticator app and recovery codes, and ends its sessions.</summary>
    /// <exception cref="InvalidOperationException">There is no such account.</exception>
    public async Task ResetFactorAsync(Guid partnershipId, string userName, CancellationToken cancel)
    {
        var account = await BeginOnAsync(partnershipId, userName, cancel);
        await factor.ResetAsync(account.Id, cancel);
        await sessions.EndAsync(partnershipId, account.Id, SessionEnd.FactorChanged, null, cancel);
        await CommitAsync(partnershipId, AuditAction.SecondFactorReset, cancel);
    }

    /// <summary>Switches an account off wherever it works, and ends its sessions.</summary>
    /// <exception cref="InvalidOperationException">There is no such account.</exception>
    public async Task DisableAsync(Guid partnershipId, string userName, CancellationToken cancel)
    {
        var account = await BeginOnAsync(partnershipId, userName, cancel);
        (account.DisabledAt, account.SecurityStamp) = (clock.GetUtcNow(), Guid.NewGuid().ToString("N"));
        await sessions.EndAsync(partnershipId, account.Id, SessionEnd.AccountDisabled, null, cancel);
        await CommitAsync(partnershipId, AuditAction.AccountDisabled, cancel);
    }

    private async Task<Account> BeginOnAsync(Guid partnershipId, string userName, CancellationToken cancel)
    {
        await work.BeginForHouseAsync(partnershipId, cancel);
        var account = await accounts.FindByNameAsync(userName) ?? throw new InvalidOperationException($"There is no account {userName}.");
        trail.Subject(account.Id);
        await work.LockOutAsync(account.Id, cancel);
        return account;
    }

    private async Task CommitAsync(Guid partnershipId, AuditAction action, CancellationToken cancel)
    {
        await work.CommitAsync(UnitOfWork.Operator(partnershipId, OperatorName), action, "", cancel);
        trail.Clear();
        context.ChangeTracker.Clear();
    }
}
