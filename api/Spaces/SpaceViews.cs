using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Spaces;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Spaces;

/// <summary>Spaces as a reader may see them. Once its time is over nothing is said of why.</summary>
/// <param name="grid">The transform in use.</param>
/// <param name="today">The day, where the partnership is.</param>
/// <param name="reputationMonths">Months after its end for which a space is spoken of.</param>
internal sealed class SpaceViews(IGridTransform grid, DateOnly today, int reputationMonths)
{
    public SpaceView Of(Space space, string? reason, IEnumerable<SpaceEarlier> earlier)
    {
        var expired = IsExpired(space);
        return new(
            space.Id, space.Version, space.NameEn, space.NameCy, space.LocalNames, space.PlaceType, space.OwnerType, space.Sensitivity,
            space.Shape is null ? null : Where.ToWire(space.Shape, grid), space.Platform, space.Status, ConcernBands.Of(space.Status),
            expired ? null : reason, space.ReviewOn, !expired && SpaceReview.IsOverdue(space.Status, space.ReviewOn, today), space.OpenedAt,
            space.OpenedFrom, space.Agency, space.EndedOn,
            space.EndedOn is { } ended ? SpaceReputation.ExpiresOn(ended, reputationMonths) : null, expired,
            expired ? [] : SpacePast.NamesOf(space, earlier));
    }

    public bool IsExpired(Space space) => SpaceReputation.IsOver(space.EndedOn, today, reputationMonths);

    /// <summary>Moves that somebody who may move spaces can make: those of the table, and to stay.</summary>
    public IReadOnlyList<SpaceMoveChoice> ChoicesFrom(SpaceStatus status) => status == SpaceStatus.Merged ? [] :
        [.. SpaceMoves.After(status).Append(status).Select(to => new SpaceMoveChoice(to, SpaceReview.Latest(to, today)))];

    /// <summary>The space with what hangs on it.</summary>
    public async Task<SpaceFile> FileAsync(Space space, Actor actor, SpacesContext context, CancellationToken cancel)
    {
        var reason = await context.SpaceMoves.AsNoTracking().Where(m => m.PartnershipId == space.PartnershipId && m.SpaceId == space.Id)
            .OrderByDescending(m => m.Version).Select(m => m.Reason).FirstOrDefaultAsync(cancel);
        var replies = await context.VenueReplies.AsNoTracking().Where(r => r.PartnershipId == space.PartnershipId && r.SpaceId == space.Id)
            .OrderByDescending(r => r.ReceivedOn).ThenByDescending(r => r.RecordedAt).ToListAsync(cancel);
        var earlier = await SpacePast.ReadAsync([space.Id], actor, context, cancel);
        var names = await MemberNames.NamesAsync(context, earlier.Select(one => one.ChangedBy), cancel);
        var expired = IsExpired(space);
        return new(
            Of(space, reason, earlier), Permissions.Allow(actor.Role, Permission.ChangeSpaces) ? ChoicesFrom(space.Status) : [],
            await LinksAsync(space.Id, actor, context, cancel),
            [.. replies.Select(reply => new VenueReplyView(reply.Id, expired ? null : reply.Text, reply.TextLanguage, reply.ReceivedOn, reply.Agency))],
            expired ? [] : [.. earlier.Select(one => new EarlierSpaceView(
                one.Version, one.NameEn, one.NameCy, one.LocalNames, one.Shape is null ? null : Where.ToWire(one.Shape, grid), one.Reason, names[one.ChangedBy],
                one.Agency, one.ChangedAt))]);
    }

    /// <summary>How a space hangs together with others that the reader may know of, newest first.</summary>
    public static async Task<IReadOnlyList<SpaceLinkView>> LinksAsync(Guid id, Actor actor, SpacesContext context, CancellationToken cancel)
    {
        var links = await context.SpaceLinks.AsNoTracking()
            .Where(l => l.PartnershipId == actor.PartnershipId && (l.FromId == id || l.ToId == id)).OrderByDescending(l => l.LinkedAt).ToListAsync(cancel);
        var others = links.Select(link => link.FromId == id ? link.ToId : link.FromId).ToArray();
        var known = await context.Spaces.AsNoTracking().VisibleTo(actor).Where(s => others.Contains(s.Id))
            .Select(s => new { s.Id, s.NameEn, s.NameCy }).ToDictionaryAsync(s => s.Id, cancel);
        return
        [
            .. from link in links
               let other = link.FromId == id ? link.ToId : link.FromId
               where known.ContainsKey(other)
               select new SpaceLinkView(KindOf(link, id), other, known[other].NameEn, known[other].NameCy, link.LinkedAt),
        ];
    }

    private static SpaceEventKind KindOf(SpaceLink link, Guid id) => (link.Kind, link.FromId == id) switch
    {
        (SpaceLinkKind.Merged, true) => SpaceEventKind.MergedAway,
        (SpaceLinkKind.Merged, false) => SpaceEventKind.MergedIn,
        (_, true) => SpaceEventKind.SplitOff,
        _ => SpaceEventKind.SplitFrom,
    };
}
