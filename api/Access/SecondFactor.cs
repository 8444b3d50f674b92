using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Database;

namespace SpacesPlaces.Api.Access;

/// <summary>
/// An account's authenticator app and recovery codes. The secret is kept encrypted with the keys of the data folder, recovery codes as
/// digests; each code, of either kind, works once.
/// </summary>
public sealed class SecondFactor(SpacesContext context, IDataProtectionProvider protection, TimeProvider clock)
{
    public const int RecoveryCodes = 10;

    /// <summary>How long a setup that was begun may be finished.</summary>
    public static readonly TimeSpan SetupLength = TimeSpan.FromMinutes(15);

    private const string Provider = "spacesplaces";
    private const string Secret = "totp_secret";
    private const string Begun = "totp_begun";
    private const string LastStep = "totp_step";
    private const string Recovery = "recovery ";

    private readonly IDataProtector sealer = protection.CreateProtector("second-factor");

    /// <summary>Makes a secret that counts once a code of it is confirmed.</summary>
    internal async Task<string> BeginAsync(Guid accountId, CancellationToken cancel)
    {
        var secret = Totp.MakeSecret();
        var until = (clock.GetUtcNow() + SetupLength).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        await PutAsync(accountId, Begun, sealer.Protect($"{until} {secret}"), cancel);
        return secret;
    }

    /// <summary>Takes the begun secret into use when the code is of it; answers recovery codes, or null for a wrong code.</summary>
    internal async Task<IReadOnlyList<string>?> ConfirmAsync(Account account, string code, CancellationToken cancel)
    {
        if (await OpenAsync(account.Id, Begun, cancel) is not { } begun) return null;
        var parts = begun.Split(' ');
        var now = clock.GetUtcNow();
        if (long.Parse(parts[0], CultureInfo.InvariantCulture) < now.ToUnixTimeSeconds() || Totp.StepOf(parts[1], code, now) is not { } step) return null;
        await RemoveAsync(account.Id, cancel);
        await PutAsync(account.Id, Secret, sealer.Protect(parts[1]), cancel);
        await PutAsync(account.Id, LastStep, step.ToString(CultureInfo.InvariantCulture), cancel);
        List<string> codes = [.. Enumerable.Range(0, RecoveryCodes).Select(_ => OneTimeCodes.Make())];
        foreach (var made in codes) await PutAsync(account.Id, NameOf(made), "", cancel);
        await MarkAsync(account.Id, now, cancel);
        return codes;
    }

    /// <summary>True for the code of a step that no code was used of yet, or for a recovery code, which is then spent.</summary>
    internal async Task<bool> ProveAsync(Guid accountId, string code, CancellationToken cancel)
    {
        if (!IsOfAnApp(code)) return await Mine(accountId).Where(t => t.Name == NameOf(code)).ExecuteDeleteAsync(cancel) == 1;
        if (await OpenAsync(accountId, Secret, cancel) is not { } secret || Totp.StepOf(secret, code, clock.GetUtcNow()) is not { } step) return false;
        // One statement, so that of two who bring the same code one is taken.
        return await context.Database.ExecuteSqlAsync(
            $"""
            update account_token set value = {step.ToString(CultureInfo.InvariantCulture)}
            where user_id = {accountId} and login_provider = {Provider} and name = {LastStep} and value::bigint < {step}
            """, cancel) == 1;
    }

    /// <summary>Forgets app and recovery codes. Sessions of the account end, because its stamp changes.</summary>
    internal async Task ResetAsync(Guid accountId, CancellationToken cancel)
    {
        await RemoveAsync(accountId, cancel);
        await MarkAsync(accountId, null, cancel);
    }

    /// <summary>How many recovery codes are left.</summary>
    internal Task<int> RecoveryCodesLeftAsync(Guid accountId, CancellationToken cancel) =>
        Mine(accountId).CountAsync(t => t.Name.StartsWith(Recovery), cancel);

    /// <summary>Six digits; anything else can only be a recovery code.</summary>
    internal static bool IsOfAnApp(string code) => code.Length == 6 && code.All(char.IsAsciiDigit);

    private IQueryable<IdentityUserToken<Guid>> Mine(Guid accountId) =>
        context.UserTokens.Where(t => t.UserId == accountId && t.LoginProvider == Provider);

    private Task<int> RemoveAsync(Guid accountId, CancellationToken cancel) => Mine(accountId).ExecuteDeleteAsync(cancel);

    private Task<int> MarkAsync(Guid accountId, DateTimeOffset? since, CancellationToken cancel)
    {
        var stamp = Guid.NewGuid().ToString("N");
        return context.Users.Where(a => a.Id == accountId).ExecuteUpdateAsync(
            set => set.SetProperty(a => a.SecondFactorAt, since).SetProperty(a => a.TwoFactorEnabled, since != null)
                .SetProperty(a => a.SecurityStamp, stamp),
            cancel);
    }

    private Task<int> PutAsync(Guid accountId, string name, string value, CancellationToken cancel) => context.Database.ExecuteSqlAsync(
        $"""
        insert into account_token (user_id, login_provider, name, value) values ({accountId}, {Provider}, {name}, {value})
        on conflict (user_id, login_provider, name) do update set value = excluded.value
        """, cancel);

    private async Task<string?> OpenAsync(Guid accountId, string name, CancellationToken cancel)
    {
        var kept = await Mine(accountId).Where(t => t.Name == name).Select(t => t.Value).SingleOrDefaultAsync(cancel);
        try
        {
            return kept is null ? null : sealer.Unprotect(kept);
        }
        catch (CryptographicException)
        {
            // Sealed with keys that were lost: nobody has this factor any more; an administrator resets it.
            return null;
        }
    }

    private static string NameOf(string recoveryCode) => Recovery + Convert.ToHexStringLower(OneTimeCodes.Digest(recoveryCode));
}
