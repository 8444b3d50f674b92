using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.Photos;

/// <summary>The record that photos belong to: one of the three is set.</summary>
internal sealed record PhotoOwner(Guid? Incident = null, Guid? Session = null, Guid? Task = null);

/// <summary>What records say of their photos.</summary>
internal static class PhotoRows
{
    /// <summary>
    /// Adds the photos that a record announces behind those that it has. One that stands already is left as it is; a record keeps the
    /// photos that a later version does not name, as forms that know of none must be able to correct it.
    /// </summary>
    public static async Task<Refusal?> AnnounceAsync(
        SpacesContext context, Actor actor, PhotoOwner owner, IReadOnlyList<NewPhoto>? announced, IReadOnlyCollection<Photo> standing, DateTimeOffset at,
        CancellationToken cancel)
    {
        var position = standing.Count;
        for (var i = 0; i < (announced?.Count ?? 0); i++)
        {
            var (photo, digest) = (announced![i], Convert.FromHexString(announced[i].Sha256));
            if (standing.FirstOrDefault(one => one.Id == photo.Id) is { } same)
            {
                if (same.Name != photo.Name || same.SentBytes != photo.Bytes || !same.SentSha256.AsSpan().SequenceEqual(digest))
                    return new(ProblemCodes.IdTakenByOtherContent, $"photos[{i}].id");
                continue;
            }

            if (position >= PhotoChecks.MostPhotos) return Refusal.Of(ProblemCodes.CountOutOfRange, "photos", ("min", 0), ("max", PhotoChecks.MostPhotos));
            var added = await context.Database.ExecuteSqlAsync(
                $"""
                insert into photo (partnership_id, id, incident_id, session_id, task_id, position, name, sent_sha256, sent_bytes, announced_by, announced_at)
                values ({actor.PartnershipId}, {photo.Id}, {owner.Incident}, {owner.Session}, {owner.Task}, {position++}, {photo.Name}, {digest},
                        {photo.Bytes}, {actor.UserId}, {at})
                on conflict (partnership_id, id) do nothing
                """, cancel);
            if (added == 0) return new(ProblemCodes.IdTakenByOtherContent, $"photos[{i}].id");
        }

        return null;
    }

    /// <summary>Photos as readers see them, in the order in which they were announced.</summary>
    public static IReadOnlyList<PhotoView> Views(IEnumerable<Photo> photos) =>
        [.. photos.OrderBy(photo => photo.Position).Select(photo => new PhotoView(
            photo.Id, photo.Name, photo.ReceivedAt, photo.Bytes, photo.Width, photo.Height,
            photo.ContentSha256 is { } digest ? Convert.ToHexStringLower(digest) : null))];

    /// <summary>Photos as a client announced them; null where there are none.</summary>
    public static IReadOnlyList<NewPhoto>? AsAnnounced(IReadOnlyCollection<Photo> photos) => photos.Count == 0
        ? null
        : [.. photos.OrderBy(photo => photo.Position)
            .Select(photo => new NewPhoto(photo.Id, photo.Name, Convert.ToHexStringLower(photo.SentSha256), photo.SentBytes))];

    /// <summary>True when nothing that was announced is still on its way.</summary>
    public static bool AllThere(IEnumerable<Photo> photos) => photos.All(photo => photo.ReceivedAt is not null);
}
