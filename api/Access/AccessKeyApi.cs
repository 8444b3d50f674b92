using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.Access;

/// <summary>Keys for tools: made by a person for themselves, shown once, listed and taken back.</summary>
internal static class AccessKeyApi
{
    public const int LongestName = 60;

    /// <summary>Longest life of a key in days.</summary>
    public const int MostDays = 90;

    private const int MostKeys = 10;

    public static void MapAccessKeys(this IEndpointRouteBuilder access)
    {
        access.MapGet("/keys", List).Requires(Permission.SeeOwnAccount).Audited(AuditAction.AccessKeysListed)
            .WithSummary("Keys for tools that still open: one's own, or for administrators anybody's");
        access.MapPost("/keys/{id:guid}", Make).Requires(Permission.SeeOwnAccount).Audited(AuditAction.AccessKeyMade).NeedsFreshSignIn()
            .Checked<NewAccessKey>(Check)
            .WithSummary("Make a key by which a tool reads /ogc as oneself, for at most 90 days; the key is answered once and never again");
        access.MapDelete("/keys/{id:guid}", Revoke).Requires(Permission.SeeOwnAccount).Audited(AuditAction.AccessKeyRevoked)
            .WithSummary("Take a key back: one's own, or for administrators anybody's");
    }

    public static IEnumerable<Refusal> Check(NewAccessKey key, CheckContext about)
    {
        foreach (var refusal in TextChecks.Needed(key.Name, "name", LongestName)) yield return refusal;
        DateOnly today = LocalDays.Of(about.Now), last = today.AddDays(MostDays);
        if (key.EndsOn < today || key.EndsOn > last) yield return Refusal.Of(ProblemCodes.DayNotInRange, "endsOn", ("from", Day(today)), ("to", Day(last)));
    }

    private static async Task<Results<Ok<IReadOnlyList<AccessKeyView>>, ProblemHttpResult>> List(
        [Description("Whose keys; one's own when left out")] Guid? account, Actor actor, SpacesContext context, AuditTrail trail, TimeProvider clock,
        CancellationToken cancel)
    {
        var whose = account ?? actor.UserId;
        trail.Subject(whose);
        if (whose != actor.UserId && !Permissions.Allow(actor.Role, Permission.ManagePeople)) return Problems.Of(ProblemCodes.NotAllowed);
        return TypedResults.Ok<IReadOnlyList<AccessKeyView>>(
            [.. (await Standing(context, actor, whose, clock).OrderByDescending(k => k.CreatedAt).ToListAsync(cancel)).Select(ViewOf)]);
    }

    private static async Task<Results<Created<MadeAccessKey>, ProblemHttpResult>> Make(
        Guid id, NewAccessKey body, Actor actor, SpacesContext context, AuditTrail trail, TimeProvider clock, CancellationToken cancel)
    {
        trail.Subject(id);
        // Sent again it is refused: the key was shown, and is kept nowhere.
        if (await context.AccessKeys.AnyAsync(k => k.PartnershipId == actor.PartnershipId && k.Id == id, cancel))
            return Problems.Of(ProblemCodes.IdTakenByOtherContent, "id");
        if (await Standing(context, actor, actor.UserId, clock).CountAsync(cancel) >= MostKeys) return Problems.Of(ProblemCodes.TooManyAccessKeys, null, ("max", MostKeys));
        var (text, digest) = AccessKeys.Make(actor.PartnershipId, id);
        var key = new AccessKey
        {
            PartnershipId = actor.PartnershipId,
            Id = id,
            AccountId = actor.UserId,
            Name = body.Name.Trim(),
            Purpose = body.Purpose,
            Opens = body.Opens,
            Role = actor.Role,
            Agency = actor.Agency,
            SecretSha256 = digest,
            SecurityStamp = await context.Users.Where(a => a.Id == actor.UserId).Select(a => a.SecurityStamp!).SingleAsync(cancel),
            CreatedAt = clock.StoredNow(),
            EndsOn = body.EndsOn,
        };
        context.AccessKeys.Add(key);
        trail.Note("ends_on", Day(key.EndsOn));
        return TypedResults.Created((string?)null, new MadeAccessKey(text, ViewOf(key)));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Revoke(
        Guid id, Actor actor, SpacesContext context, UnitOfWork work, AuditTrail trail, TimeProvider clock, CancellationToken cancel)
    {
        trail.Subject(id);
        var key = await context.AccessKeys.SingleOrDefaultAsync(k => k.PartnershipId == actor.PartnershipId && k.Id == id && k.RevokedAt == null, cancel);
        if (key is null || (key.AccountId != actor.UserId && !Permissions.Allow(actor.Role, Permission.ManagePeople))) return Problems.Of(ProblemCodes.NotFound);
        // What is being read with it now comes to its end first, and what begins later finds it gone.
        await work.LockOutAsync(key.AccountId, cancel);
        key.RevokedAt = clock.GetUtcNow();
        return TypedResults.NoContent();
    }

    private static IQueryable<AccessKey> Standing(SpacesContext context, Actor actor, Guid account, TimeProvider clock)
    {
        var today = LocalDays.Of(clock.GetUtcNow());
        return context.AccessKeys.AsNoTracking()
            .Where(k => k.PartnershipId == actor.PartnershipId && k.AccountId == account && k.RevokedAt == null && k.EndsOn >= today);
    }

    private static AccessKeyView ViewOf(AccessKey key) => new(key.Id, key.Name, key.Purpose, key.CreatedAt, key.EndsOn, key.LastUsedAt, key.Opens);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
