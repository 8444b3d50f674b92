using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Assessments.Instruments;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Api.Spaces;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Assessments;
using SpacesPlaces.Geodata.Spaces;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Assessments;

/// <summary>An assessment with its space.</summary>
/// <param name="Assessment">The assessment.</param>
/// <param name="Space">Its space, which the reader may know of.</param>
internal sealed record Assessed(Assessment Assessment, Space Space);

/// <summary>Reading and moving rows of assessments. They are seen where their space is seen, and end with its words.</summary>
internal sealed class AssessmentRows(SpacesContext context, Actor actor, TimeProvider clock)
{
    public DateOnly Today => LocalDays.Of(clock.GetUtcNow());

    /// <summary>One to read; null where there is none, or its space is no longer spoken of.</summary>
    public async Task<Assessed?> ReadAsync(Guid id, CancellationToken cancel)
    {
        var found = await context.Assessments.AsNoTracking().SingleOrDefaultAsync(a => a.PartnershipId == actor.PartnershipId && a.Id == id, cancel);
        if (found is null || await WithSpaceAsync(found, cancel) is not { } seen) return null;
        await Collections.CloseDueAsync(found, Today, clock.StoredNow(), context, cancel);
        return seen;
    }

    /// <summary>One to move, locked, at the version that the change names; or why not.</summary>
    public async Task<(Assessed? Found, Refusal? Refusal)> LockAsync(Guid id, HttpContext http, CancellationToken cancel)
    {
        var (version, refusal) = Versions.Asked(http);
        if (refusal is not null) return (null, refusal);
        var locked = await context.Assessments.FromSql($"select * from assessment where partnership_id = {actor.PartnershipId} and id = {id} for update").SingleOrDefaultAsync(cancel);
        if (locked is null || await WithSpaceAsync(locked, cancel) is not { } found) return (null, new(ProblemCodes.NotFound));
        if (!locked.IsOpen) return (null, new(ProblemCodes.AssessmentOver));
        if (locked.Version != version) return (null, Refusal.Of(ProblemCodes.VersionStale, "If-Match", ("version", locked.Version)));
        await Collections.CloseDueAsync(locked, Today, clock.StoredNow(), context, cancel);
        return (found, null);
    }

    /// <summary>One to write into: others may write at the same time, but nobody moves it meanwhile; or why not.</summary>
    public async Task<(Assessed? Found, Refusal? Refusal)> ShareAsync(Guid id, CancellationToken cancel)
    {
        var shared = await context.Assessments.FromSql($"select * from assessment where partnership_id = {actor.PartnershipId} and id = {id} for share").AsNoTracking().SingleOrDefaultAsync(cancel);
        if (shared is null || await WithSpaceAsync(shared, cancel) is not { } found) return (null, new(ProblemCodes.NotFound));
        return shared.IsOpen ? (found, null) : (null, new(ProblemCodes.AssessmentOver));
    }

    /// <summary>The same, and nobody else writes meanwhile.</summary>
    public async Task<(Assessed? Found, Refusal? Refusal)> HoldAsync(Guid id, CancellationToken cancel)
    {
        await context.Database.ExecuteSqlAsync($"select from assessment where partnership_id = {actor.PartnershipId} and id = {id} for update", cancel);
        return await ShareAsync(id, cancel);
    }

    /// <summary>Digest of what was sent; decides whether a resend is the same.</summary>
    public static byte[] Digest<T>(T body) => SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(body, WireJson.Options));

    /// <summary>The account of a member who works on assessments; null where the name is nobody's.</summary>
    public async Task<Guid?> LeadAsync(string user, CancellationToken cancel)
    {
        if (await MemberNames.FindAsync(context, actor.PartnershipId, user.Trim(), cancel) is not { } account) return null;
        var role = await context.Memberships.AsNoTracking()
            .Where(m => m.PartnershipId == actor.PartnershipId && m.AccountId == account && m.EndedAt == null).Select(m => (Role?)m.Role).SingleOrDefaultAsync(cancel);
        return role is { } held && Permissions.Allow(held, Permission.ChangeAssessments) ? account : null;
    }

    /// <summary>Moves a space as far as its own table allows; where it stands otherwise by now, it stays.</summary>
    /// <returns>True when it was moved.</returns>
    public static bool Take(Space space, SpaceStatus? to, string reason, string? languageReason, DateOnly reviewOn, Actor actor, DateTimeOffset now)
    {
        if (to is not { } status || space.Status == status || !SpaceMoves.Allows(space.Status, status)) return false;
        SpaceRows.Move(space, status, reason, languageReason, reviewOn, actor.Identity, now);
        return true;
    }

    /// <summary>Where a space goes; null where it stays.</summary>
    public static SpaceStatus? SpaceAfter(SpaceStatus from, AssessmentStatus to) =>
        AssessmentMoves.SpaceAfter(to) is { } status && status != from && SpaceMoves.Allows(from, status) ? status : null;

    private async Task<Assessed?> WithSpaceAsync(Assessment assessment, CancellationToken cancel)
    {
        var space = await context.Spaces.AsNoTracking().VisibleTo(actor).SingleOrDefaultAsync(s => s.Id == assessment.SpaceId, cancel);
        if (space is null) return null;
        var months = space.EndedOn is null ? SpaceReputation.DefaultMonths : await SpaceRows.ReputationMonthsAsync(context, actor.PartnershipId, cancel);
        return SpaceReputation.IsOver(space.EndedOn, Today, months) ? null : new(assessment, space);
    }
}
