using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Database;

namespace SpacesPlaces.Api.Access;

/// <summary>Accounts by name and names by account, for what other rooms show and ask for.</summary>
internal static class MemberNames
{
    /// <summary>The account of an active member by user name; null when there is none.</summary>
    public static async Task<Guid?> FindAsync(SpacesContext context, Guid partnership, string user, CancellationToken cancel)
    {
        var name = user.ToUpperInvariant();
        return await (
            from membership in context.Memberships
            join account in context.Users on membership.AccountId equals account.Id
            where membership.PartnershipId == partnership && membership.EndedAt == null && account.NormalizedUserName == name
            select (Guid?)account.Id).SingleOrDefaultAsync(cancel);
    }

    /// <summary>User names of these accounts; one that is gone has an empty name.</summary>
    public static async Task<IReadOnlyDictionary<Guid, string>> NamesAsync(
        SpacesContext context, IEnumerable<Guid> accounts, CancellationToken cancel)
    {
        var wanted = accounts.Distinct().ToArray();
        var names = await context.Users.AsNoTracking().Where(a => wanted.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.UserName ?? "", cancel);
        foreach (var account in wanted) names.TryAdd(account, "");
        return names;
    }
}
