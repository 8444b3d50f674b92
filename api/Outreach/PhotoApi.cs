using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Api.Incidents;
using SpacesPlaces.Api.Photos;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Photos;

namespace SpacesPlaces.Api.Outreach;

/// <summary>Photos of incidents, sessions and tasks: each sent once, after its record, and read by those who read the record exactly.</summary>
public static class PhotoApi
{
    private const string Jpeg = "image/jpeg";

    public static IEndpointRouteBuilder MapPhotos(this IEndpointRouteBuilder api)
    {
        var photos = api.MapGroup("/photos").WithTags("Photos");
        photos.MapPut("/{id:guid}", Receive)
            .Requires(Permission.SendPhotos).Audited(AuditAction.PhotoReceived).GivesReceipt()
            .WithMetadata(new RequestSizeLimitAttribute(PhotoChecks.MostBytes))
            .Accepts<byte[]>(Jpeg)
            .WithSummary("Send a photo that a record announced; what its camera wrote into it is taken out. A resend of the same bytes is answered, not stored again");
        photos.MapGet("/{id:guid}", Read)
            .Requires(Permission.SeePhotos).Audited(AuditAction.PhotoSeen)
            .Produces<byte[]>(StatusCodes.Status200OK, Jpeg)
            .WithSummary("A photo, for those who may read its record exactly");
        return api;
    }

    private static async Task<Results<Created<Receipt>, Accepted<Receipt>, ProblemHttpResult>> Receive(
        Guid id, HttpContext http, Actor actor, SpacesContext context, AuditTrail trail, TimeProvider clock, CancellationToken cancel)
    {
        trail.Subject(id);
        if (http.Request.ContentType?.Split(';')[0].Trim() != Jpeg) return Problems.Of(ProblemCodes.MediaTypeNotSupported, "Content-Type");
        using var read = new MemoryStream();
        await http.Request.Body.CopyToAsync(read, cancel);
        var sent = read.ToArray();
        if (sent.Length == 0) return Problems.Of(ProblemCodes.PhotoEmpty);
        // Locked, so that of two senders of one photo the second meets what the first stored.
        var photo = await context.Photos
            .FromSql($"select * from photo where partnership_id = {actor.PartnershipId} and id = {id} and announced_by = {actor.UserId} for update")
            .SingleOrDefaultAsync(cancel);
        if (photo is null) return Problems.Of(ProblemCodes.NotFound);
        trail.Subject((photo.IncidentId ?? photo.SessionId ?? photo.TaskId)!.Value);
        if (!SHA256.HashData(sent).AsSpan().SequenceEqual(photo.SentSha256)) return Problems.Of(ProblemCodes.IdTakenByOtherContent, "id");
        if (photo.ReceivedAt is not null) return TypedResults.Accepted(PathOf(id), ReceiptOf(photo, http));
        StrippedPhoto stripped;
        try
        {
            stripped = JpegStripper.Strip(sent, PhotoChecks.MostPixels);
        }
        catch (UnreadablePhotoException refused)
        {
            return refused.Fault == PhotoFault.TooManyPixels
                ? Problems.Of(ProblemCodes.PhotoTooManyPixels, null, ("max", PhotoChecks.MostPixels / 1_000_000))
                : Problems.Of(ProblemCodes.PhotoNotReadable);
        }

        context.PhotoContents.Add(new() { PartnershipId = photo.PartnershipId, PhotoId = id, Jpeg = stripped.Jpeg });
        (photo.ContentSha256, photo.Bytes) = (SHA256.HashData(stripped.Jpeg), stripped.Jpeg.Length);
        (photo.Width, photo.Height, photo.ReceivedAt) = (stripped.Width, stripped.Height, clock.StoredNow());
        return TypedResults.Created(PathOf(id), ReceiptOf(photo, http));
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Read(
        Guid id, Actor actor, SpacesContext context, AuditTrail trail, CancellationToken cancel)
    {
        trail.Subject(id);
        var photo = await context.Photos.AsNoTracking().SingleOrDefaultAsync(p => p.PartnershipId == actor.PartnershipId && p.Id == id, cancel);
        if (photo is null || !await MayReadAsync(photo, actor, context, cancel)) return Problems.Of(ProblemCodes.NotFound);
        trail.Subject((photo.IncidentId ?? photo.SessionId ?? photo.TaskId)!.Value);
        if (photo.ReceivedAt is null) return Problems.Of(ProblemCodes.PhotoAwaited);
        var content = await context.PhotoContents.AsNoTracking().SingleAsync(c => c.PartnershipId == actor.PartnershipId && c.PhotoId == id, cancel);
        // With a name it is an attachment: a browser that is led here saves it and shows nothing in our name.
        return TypedResults.File(content.Jpeg, Jpeg, photo.Name.EndsWith(".jpg", StringComparison.OrdinalIgnoreCase) ? photo.Name : $"{photo.Name}.jpg");
    }

    // A photo shows a place as exactly as a point does and tells as much as a narrative: both must be the reader's.
    private static async Task<bool> MayReadAsync(Photo photo, Actor actor, SpacesContext context, CancellationToken cancel)
    {
        if (photo.IncidentId is { } incidentId)
        {
            var incident = await context.Incidents.AsNoTracking().VisibleTo(actor).SingleOrDefaultAsync(i => i.Id == incidentId, cancel);
            return incident is not null && IncidentViews.MaySeePhotos(Sights.OfRecord(actor, incident.RecordedByAgency));
        }

        if (photo.SessionId is { } sessionId)
        {
            var session = await context.OutreachSessions.AsNoTracking().SingleOrDefaultAsync(s => s.PartnershipId == actor.PartnershipId && s.Id == sessionId, cancel);
            return session is not null && SessionViews.MaySeePhotos(session, actor);
        }

        var task = await context.EnvironmentTasks.AsNoTracking().SingleOrDefaultAsync(t => t.PartnershipId == actor.PartnershipId && t.Id == photo.TaskId, cancel);
        return task is not null && EnvironmentTaskApi.IsExactFor(task, actor);
    }

    private static string PathOf(Guid id) => $"/api/v1/photos/{id}";

    private static Receipt ReceiptOf(Photo photo, HttpContext http) =>
        new(photo.Id, 1, Convert.ToHexStringLower(photo.ContentSha256!), photo.ReceivedAt!.Value, http.BodySha256());
}
