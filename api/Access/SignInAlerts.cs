using System.Net;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Access;

/// <summary>Tells that somebody was braked: an entry in the audit, and a notice to the administrators of the account's partnerships.</summary>
public sealed class SignInAlerts(IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <summary>Writes the alert once per brake.</summary>
    /// <param name="account">Whose account was tried; null for a name that nobody has.</param>
    /// <param name="tried">The name that was tried.</param>
    /// <param name="from">Where the tries came from.</param>
    /// <param name="braked"><c>account</c> or <c>address</c>.</param>
    /// <param name="cancel">Stops the writing.</param>
    internal async Task RaiseAsync(Account? account, string tried, IPAddress? from, string braked, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        var context = scope.ServiceProvider.GetRequiredService<SpacesContext>();
        var trail = scope.ServiceProvider.GetRequiredService<AuditTrail>();
        var partnerships = account is null ? [] : await PartnershipsOfAsync(context, work, account.Id, cancel);
        foreach (var partnership in partnerships.DefaultIfEmpty(Partnership.House))
        {
            await work.BeginForHouseAsync(partnership, cancel);
            if (account is not null) trail.Subject(account.Id);
            trail.Note("braked", braked);
            if (account is not null) await TellAdminsAsync(context, partnership, account, braked, cancel);
            var nobody = new ActorIdentity(Guid.Empty, tried, partnership, Role.Reporter, Agency.Other);
            await work.CommitAsync(nobody, AuditAction.SignInBraked, from?.ToString() ?? "", cancel);
            trail.Clear();
            context.ChangeTracker.Clear();
        }
    }

    /// <summary>Where an account works now, oldest first.</summary>
    internal static async Task<List<Guid>> PartnershipsOfAsync(SpacesContext context, UnitOfWork work, Guid accountId, CancellationToken cancel)
    {
        await work.BeginAsAccountAsync(accountId, cancel);
        var found = await context.Memberships.AsNoTracking().Where(m => m.AccountId == accountId && m.EndedAt == null)
            .OrderBy(m => m.CreatedAt).Select(m => m.PartnershipId).ToListAsync(cancel);
        await work.RollbackAsync();
        return found;
    }

    private async Task TellAdminsAsync(SpacesContext context, Guid partnership, Account account, string braked, CancellationToken cancel)
    {
        var admins = await context.Memberships.AsNoTracking()
            .Where(m => m.PartnershipId == partnership && m.Role == Role.Admin && m.EndedAt == null).Select(m => m.AccountId).ToListAsync(cancel);
        Notices.Tell(context, partnership, admins, NoticeKind.SignInBraked, account.Id, clock.GetUtcNow(), ("user", account.UserName!), ("braked", braked));
    }
}
