using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Spaces;

/// <summary>Earlier names and areas of spaces, for readers who may know of the spaces themselves.</summary>
internal static class SpacePast
{
    /// <summary>What went of these spaces, newest first.</summary>
    public static async Task<IReadOnlyList<SpaceEarlier>> ReadAsync(
        IReadOnlyCollection<Guid> spaces, Actor actor, SpacesContext context, CancellationToken cancel) =>
        await context.SpaceEarlier.AsNoTracking().Where(e => e.PartnershipId == actor.PartnershipId && spaces.Contains(e.SpaceId))
            .OrderByDescending(e => e.ChangedAt).ThenByDescending(e => e.Version).ToListAsync(cancel);

    /// <summary>What a space was called, newest first, each name once and none that it has now.</summary>
    public static IReadOnlyList<string> NamesOf(Space space, IEnumerable<SpaceEarlier> earlier) =>
    [
        .. earlier.SelectMany(one => (string?[])[one.NameEn, one.NameCy, .. one.LocalNames]).OfType<string>().Distinct(StringComparer.Ordinal)
            .Where(name => name != space.NameEn && name != space.NameCy && !space.LocalNames.Contains(name, StringComparer.Ordinal)),
    ];

    /// <summary>A line for each name and each area that was replaced.</summary>
    public static async Task<IReadOnlyList<SpaceEvent>> LinesAsync(
        IReadOnlyCollection<Guid> family, Actor actor, SpacesContext context, CancellationToken cancel)
    {
        var earlier = await ReadAsync(family, actor, context, cancel);
        var names = await MemberNames.NamesAsync(context, earlier.Select(one => one.ChangedBy), cancel);
        SpaceEvent LineOf(SpaceEventKind kind, SpaceEarlier one) => new(kind, one.ChangedAt, one.SpaceId, Reason: one.Reason, By: names[one.ChangedBy], Agency: one.Agency);
        return
        [
            .. earlier.Where(one => one.NameEn is not null || one.NameCy is not null || one.LocalNames.Length > 0).Select(one =>
                LineOf(SpaceEventKind.Renamed, one) with
                {
                    EarlierNameEn = one.NameEn ?? (one.NameCy is null ? one.LocalNames[0] : null),
                    EarlierNameCy = one.NameCy,
                }),
            .. earlier.Where(one => one.Shape is not null).Select(one => LineOf(SpaceEventKind.Redrawn, one)),
        ];
    }
}
