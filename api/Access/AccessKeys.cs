using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Access;

/// <summary>
/// Keys of tools at the door of map data. A key names its partnership, its row and a secret of 256 bits; it is sent as a bearer token,
/// or as the password of HTTP Basic, whatever the user name, because that is what GIS programs can do.
/// </summary>
internal sealed class AccessKeys(SpacesContext context, UnitOfWork work, AuditTrail trail, AccessKeyOwners owners, TimeProvider clock)
{
    private const string Mark = "spk_";
    private const int SecretBytes = 32;
    private static readonly TimeSpan UseNotedEvery = TimeSpan.FromMinutes(1);

    private AccessKey? used;

    /// <summary>Makes the text of a key and the digest that is kept of it.</summary>
    public static (string Text, byte[] SecretSha256) Make(Guid partnershipId, Guid id)
    {
        Span<byte> bytes = stackalloc byte[32 + SecretBytes];
        partnershipId.TryWriteBytes(bytes);
        id.TryWriteBytes(bytes[16..]);
        RandomNumberGenerator.Fill(bytes[32..]);
        return (Mark + WebEncoders.Base64UrlEncode(bytes), SHA256.HashData(bytes[32..]));
    }

    /// <summary>The key that a request brings, as text; null when it brings none.</summary>
    public static string? Of(HttpContext http)
    {
        if (!AuthenticationHeaderValue.TryParse(http.Request.Headers.Authorization, out var header) || header.Parameter is not { } said) return null;
        if (header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)) return said.StartsWith(Mark, StringComparison.Ordinal) ? said : null;
        if (!header.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase)) return null;
        try
        {
            var pair = Encoding.UTF8.GetString(Convert.FromBase64String(said));
            var colon = pair.IndexOf(':', StringComparison.Ordinal);
            return colon >= 0 && pair[(colon + 1)..] is var password && password.StartsWith(Mark, StringComparison.Ordinal) ? password : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>Opens the transaction of the person whose key it is; null, with nothing open, when it does not open this door.</summary>
    public async Task<ActorIdentity?> AdmitAsync(string text, AccessKeyDoor door, CancellationToken cancel)
    {
        if (!TryRead(text, out var partnership, out var id, out var digest)) return null;
        if (await owners.FindAsync(partnership, id, cancel) is not { } account) return null;
        var who = await work.BeginAsync(account, partnership, UnitOfWork.InteractiveLimit, cancel);
        if (who is null) return null;
        var now = clock.GetUtcNow();
        var key = await context.AccessKeys.AsNoTracking().SingleOrDefaultAsync(k => k.PartnershipId == partnership && k.Id == id && k.AccountId == account, cancel);
        var stands = key is { RevokedAt: null } && key.Opens == door && CryptographicOperations.FixedTimeEquals(key.SecretSha256, digest)
            && LocalDays.Of(now) <= key.EndsOn && key.Role == who.Role && key.Agency == who.Agency
            && await context.Users.AnyAsync(a => a.Id == account && a.SecurityStamp == key.SecurityStamp, cancel);
        if (!stands)
        {
            await work.RollbackAsync();
            return null;
        }

        if (key!.LastUsedAt is not { } last || now - last >= UseNotedEvery) used = key;
        trail.Note("access_key", id);
        trail.Note("purpose", WireName.Of(key.Purpose));
        return who with { AccessKeyId = id };
    }

    /// <summary>Writes down that the admitted key was used, in a transaction of its own after the act's.</summary>
    public async Task MoveForwardAsync()
    {
        if (used is not { } key) return;
        used = null;
        await work.BeginForHouseAsync(key.PartnershipId, CancellationToken.None);
        var now = clock.GetUtcNow();
        await context.AccessKeys.Where(k => k.PartnershipId == key.PartnershipId && k.Id == key.Id && k.RevokedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(k => k.LastUsedAt, now), CancellationToken.None);
        await work.CommitUseAsync();
    }

    private static bool TryRead(string text, out Guid partnership, out Guid id, out byte[] digest)
    {
        (partnership, id, digest) = (default, default, []);
        if (!text.StartsWith(Mark, StringComparison.Ordinal)) return false;
        byte[] bytes;
        try
        {
            bytes = WebEncoders.Base64UrlDecode(text[Mark.Length..]);
        }
        catch (FormatException)
        {
            return false;
        }

        if (bytes.Length != 32 + SecretBytes) return false;
        (partnership, id, digest) = (new(bytes.AsSpan(0, 16)), new(bytes.AsSpan(16, 16)), SHA256.HashData(bytes.AsSpan(32)));
        return true;
    }
}

/// <summary>Whose a key is, kept in memory: that never changes. Whether it still opens is read anew each time.</summary>
internal sealed class AccessKeyOwners(IServiceScopeFactory scopes)
{
    private const int MostKept = 10_000;
    private readonly ConcurrentDictionary<(Guid, Guid), Guid> known = new();

    public async Task<Guid?> FindAsync(Guid partnership, Guid id, CancellationToken cancel)
    {
        if (known.TryGetValue((partnership, id), out var account)) return account;
        await using var scope = scopes.CreateAsyncScope();
        await using var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        await work.BeginForHouseAsync(partnership, cancel);
        var found = await scope.ServiceProvider.GetRequiredService<SpacesContext>().AccessKeys.AsNoTracking()
            .Where(k => k.PartnershipId == partnership && k.Id == id && k.RevokedAt == null).Select(k => (Guid?)k.AccountId).SingleOrDefaultAsync(cancel);
        await work.RollbackAsync();
        if (found is { } owner && known.Count < MostKept) known[(partnership, id)] = owner;
        return found;
    }
}
