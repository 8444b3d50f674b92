using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Geodata.Spaces;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Spaces;

/// <summary>Reading and moving rows of spaces.</summary>
internal static class SpaceRows
{
    /// <summary>The spaces that a reader may know of: restricted ones are known to those who may move spaces.</summary>
    public static IQueryable<Space> VisibleTo(this IQueryable<Space> spaces, Actor actor)
    {
        var mine = spaces.Where(s => s.PartnershipId == actor.PartnershipId);
        return Permissions.Allow(actor.Role, Permission.ChangeSpaces) ? mine : mine.Where(s => s.Sensitivity == SpaceSensitivity.Ordinary);
    }

    /// <summary>A space with its lock, for a change; null where there is none.</summary>
    public static Task<Space?> LockAsync(SpacesContext context, Guid partnership, Guid id, CancellationToken cancel) => context.Spaces
        .FromSql($"select * from space where partnership_id = {partnership} and id = {id} for update").SingleOrDefaultAsync(cancel);

    /// <summary>Months after its end for which a space is spoken of; the partnership sets them with its other times of keeping.</summary>
    public static async Task<int> ReputationMonthsAsync(SpacesContext context, Guid partnership, CancellationToken cancel)
    {
        var word = WireName.Of(RetentionClass.SpaceReputation);
        var set = await context.Database.SqlQuery<int>(
            $"""select months as "Value" from retention_rule where partnership_id = {partnership} and class = {word}""").ToListAsync(cancel);
        return set.Count == 0 ? SpaceReputation.DefaultMonths : set[0];
    }

    /// <summary>Moves a space and writes down who, why and when to look again.</summary>
    public static SpaceMove Move(Space space, SpaceStatus to, string reason, string? languageReason, DateOnly reviewOn, ActorIdentity by, DateTimeOffset now)
    {
        space.Version++;
        var move = MoveOf(space, space.Status, to, reason, languageReason, reviewOn, by, now);
        space.Moves.Add(move);
        // Looked at again after its end, it does not begin a new time of bad name.
        space.EndedOn = SpaceMoves.IsOpen(to) ? null : space.EndedOn ?? LocalDays.Of(now);
        (space.Status, space.ReviewOn) = (to, reviewOn);
        return move;
    }

    /// <summary>The step that made the version at which a space stands.</summary>
    public static SpaceMove MoveOf(
        Space space, SpaceStatus? from, SpaceStatus to, string reason, string? languageReason, DateOnly reviewOn, ActorIdentity by, DateTimeOffset now) => new()
        {
            PartnershipId = space.PartnershipId,
            SpaceId = space.Id,
            Version = space.Version,
            FromStatus = from,
            ToStatus = to,
            Reason = reason.Trim(),
            LanguageReason = languageReason,
            ReviewOn = reviewOn,
            Agency = by.Agency,
            MovedBy = by.UserId,
            MovedAt = now,
        };
}
