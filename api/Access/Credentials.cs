using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.Access;

/// <summary>
/// The one proof of who somebody is, behind every door: page, program, renewal, setting up a factor, invitation, reset. Tries are
/// counted before they are looked at, so that forty at once are not forty looks, and outside the act's transaction, so that a
/// refusal does not undo the count.
/// </summary>
public sealed class Credentials(IServiceScopeFactory scopes, SignInBrake brake, SignInAlerts alerts, TimeProvider clock)
{
    private const int LongestName = 256;
    private const int LongestSecret = 256;
    private static readonly Account Nobody = new();
    private static readonly Lazy<string> NobodysHash = new(() => new PasswordHasher<Account>().HashPassword(Nobody, "nobody's password"));

    /// <summary>The account that user, password and (where it has a factor) code belong to, or the refusal.</summary>
    internal Task<(Account? Account, Refusal? Refusal)> ProveAsync(
        string user, string password, string? code, IPAddress? from, CancellationToken cancel) =>
        ProveAsync(user, password, code, asksFactor: true, from, cancel);

    /// <summary>The same without a code, where another step of the same act has asked for it.</summary>
    internal Task<(Account? Account, Refusal? Refusal)> ProvePasswordAsync(string user, string password, IPAddress? from, CancellationToken cancel) =>
        ProveAsync(user, password, null, asksFactor: false, from, cancel);

    /// <summary>The refusal of a code for an account that is known by other means; null when it has no factor or the code is right.</summary>
    internal async Task<Refusal?> ProveFactorAsync(Account account, string? code, IPAddress? from, CancellationToken cancel)
    {
        if (account.SecondFactorAt is null) return null;
        if (code is null) return new(ProblemCodes.SecondFactorNeeded);
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<SpacesContext>();
        var tries = await CountAsync(context, account.Id, cancel);
        if (tries > SignInBrake.TriesPerAccount && SecondFactor.IsOfAnApp(code)) return new(ProblemCodes.SignInLocked);
        if (!await scope.ServiceProvider.GetRequiredService<SecondFactor>().ProveAsync(account.Id, code, cancel))
        {
            await WrongAsync(context, account, account.UserName!, tries, from, cancel);
            return new(ProblemCodes.SignInRefused);
        }

        await ForgetTriesAsync(context, account.Id, cancel);
        return null;
    }

    private async Task<(Account? Account, Refusal? Refusal)> ProveAsync(
        string user, string password, string? code, bool asksFactor, IPAddress? from, CancellationToken cancel)
    {
        if (password.Length > LongestSecret || code?.Length > LongestSecret) return (null, new(ProblemCodes.SignInRefused));
        await using var scope = scopes.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        var account = user.Length <= LongestName && !user.Any(char.IsControl) ? await accounts.FindByNameAsync(user) : null;
        var braked = brake.Addresses.IsOn(SignInBrake.KeyOf(from));
        // From a braked address only a whole proof is looked at: those who spray have no second factor.
        if (braked && code is null) return (null, new(ProblemCodes.SignInLocked));
        var wrong = new Refusal(braked ? ProblemCodes.SignInLocked : ProblemCodes.SignInRefused);

        var context = scope.ServiceProvider.GetRequiredService<SpacesContext>();
        var tries = account is null ? brake.UnknownNames.Count(Key(user)) : await CountAsync(context, account.Id, cancel);
        var right = RightPassword(accounts, account, password);
        if (tries > SignInBrake.TriesPerAccount)
        {
            // Locked. The way in that is left to its owner: the password with a recovery code.
            var recovers = right && account!.SecondFactorAt is not null && code is not null && !SecondFactor.IsOfAnApp(code)
                && await scope.ServiceProvider.GetRequiredService<SecondFactor>().ProveAsync(account.Id, code, cancel);
            if (!recovers) return (null, new(ProblemCodes.SignInLocked));
            await ForgetTriesAsync(context, account!.Id, cancel);
            return (account, null);
        }

        var factorAsked = asksFactor && account?.SecondFactorAt is not null;
        if (right && !braked && factorAsked && code is null)
        {
            await TakeBackAsync(context, account!.Id, cancel);
            return (null, new(ProblemCodes.SecondFactorNeeded));
        }

        right = right && (!factorAsked
            ? !braked
            : await scope.ServiceProvider.GetRequiredService<SecondFactor>().ProveAsync(account!.Id, code!, cancel));
        if (right)
        {
            if (account!.SecondFactorAt is null || factorAsked) await ForgetTriesAsync(context, account.Id, cancel);
            else await TakeBackAsync(context, account.Id, cancel);
            return (account, null);
        }

        await WrongAsync(context, account, user, tries, from, cancel);
        return (null, wrong);
    }

    /// <summary>Counts a wrong try that concerns no account, such as a code of an invitation that does not exist.</summary>
    internal async Task CountAsync(string about, IPAddress? from, CancellationToken cancel)
    {
        if (brake.Addresses.Count(SignInBrake.KeyOf(from)) == SignInBrake.TriesPerAddress) await alerts.RaiseAsync(null, about, from, "address", cancel);
    }

    internal bool IsBraked(IPAddress? from) => brake.Addresses.IsOn(SignInBrake.KeyOf(from));

    private async Task WrongAsync(SpacesContext context, Account? account, string user, int tries, IPAddress? from, CancellationToken cancel)
    {
        if (tries == SignInBrake.TriesPerAccount)
        {
            if (account is not null) await LockAsync(context, account.Id, cancel);
            await alerts.RaiseAsync(account, user, from, "account", cancel);
        }

        if (brake.Addresses.Count(SignInBrake.KeyOf(from)) == SignInBrake.TriesPerAddress) await alerts.RaiseAsync(account, user, from, "address", cancel);
    }

    // The same work for a name that nobody has, an account without a password and one that is switched off.
    private static bool RightPassword(UserManager<Account> accounts, Account? account, string password)
    {
        var usable = account is { DisabledAt: null, PasswordHash: not null };
        var hash = usable ? account!.PasswordHash! : NobodysHash.Value;
        return accounts.PasswordHasher.VerifyHashedPassword(account ?? Nobody, hash, password) != PasswordVerificationResult.Failed && usable;
    }

    private static string Key(string user) => user.Length <= LongestName ? user.ToUpperInvariant() : "";

    private async Task<int> CountAsync(SpacesContext context, Guid accountId, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var until = now + SignInBrake.Length;
        return (await context.Database.SqlQuery<int>(
            $"""
            update account set
                access_failed_count = case when lockout_end <= {now} then 1 else access_failed_count + 1 end,
                lockout_end = case
                    when lockout_end <= {now} then null
                    when lockout_end is null and access_failed_count >= {SignInBrake.TriesPerAccount} then {until}
                    else lockout_end end
            where id = {accountId}
            returning access_failed_count as "Value"
            """).ToListAsync(cancel)).Single();
    }

    private Task<int> LockAsync(SpacesContext context, Guid accountId, CancellationToken cancel)
    {
        var until = clock.GetUtcNow() + SignInBrake.Length;
        return context.Users.Where(a => a.Id == accountId).ExecuteUpdateAsync(set => set.SetProperty(a => a.LockoutEnd, until), cancel);
    }

    // A right password without its code is no wrong try; nor does it forget the wrong ones, or codes could be guessed without end.
    private static Task<int> TakeBackAsync(SpacesContext context, Guid accountId, CancellationToken cancel) =>
        context.Users.Where(a => a.Id == accountId && a.AccessFailedCount > 0)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.AccessFailedCount, a => a.AccessFailedCount - 1), cancel);

    internal static Task ForgetTriesAsync(SpacesContext context, Guid accountId, CancellationToken cancel) =>
        context.Users.Where(a => a.Id == accountId).ExecuteUpdateAsync(
            set => set.SetProperty(a => a.AccessFailedCount, 0).SetProperty(a => a.LockoutEnd, (DateTimeOffset?)null), cancel);
}
