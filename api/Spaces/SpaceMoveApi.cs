using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using NetTopologySuite.Geometries;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Spaces;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Spaces;

/// <summary>How a space goes on: moved, merged, split, replied to. Each with a reason, a person and the day of the next review.</summary>
internal static class SpaceMoveApi
{
    public static void MapSpaceMoves(this RouteGroupBuilder spaces)
    {
        spaces.MapPost("/{id:guid}/moves", Move).NeedsAgreement(DataItem.Hotspots)
            .Requires(Permission.ChangeSpaces).Audited(AuditAction.SpaceMoved).Checked<NewSpaceMove>(SpaceChecks.Check).GivesReceipt()
            .WithSummary("Move a space on, or say that it was looked at and stays; If-Match names the version that was read; a resend under the same moveId is answered, not made again");
        spaces.MapPost("/{id:guid}/merge", Merge).NeedsAgreement(DataItem.Hotspots)
            .Requires(Permission.ChangeSpaces).Audited(AuditAction.SpaceMerged).Checked<SpaceMerge>(SpaceChecks.Check)
            .WithSummary("Make a space part of another, for good; both histories stay");
        spaces.MapPost("/{id:guid}/split", Split).NeedsAgreement(DataItem.Hotspots)
            .Requires(Permission.ChangeSpaces).Audited(AuditAction.SpaceSplit).Checked<SpaceSplit>(SpaceChecks.Check)
            .WithSummary("Take a part out of a space as a space of its own");
        spaces.MapPost("/{id:guid}/venue-replies/{replyId:guid}", Reply).NeedsAgreement(DataItem.Hotspots)
            .Requires(Permission.ChangeSpaces).Audited(AuditAction.VenueReplyRecorded).Checked<NewVenueReply>(SpaceChecks.Check)
            .WithSummary("Write down what whoever runs the place says to it, under an id that the client made");
    }

    private static async Task<Results<Ok<SpaceFile>, Accepted<SpaceFile>, ProblemHttpResult>> Move(
        Guid id, NewSpaceMove body, HttpContext http, Actor actor, SpacesContext context, IGridTransform grid, AuditTrail trail, TimeProvider clock,
        CancellationToken cancel)
    {
        trail.Subject(id);
        var content = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(body, WireJson.Options));
        // Locked before anything is looked up: of two resends at once the second waits, and then finds the move made.
        if (body.MoveId is not null) await SpaceRows.LockAsync(context, actor.PartnershipId, id, cancel);
        var made = body.MoveId is { } moveId
            ? await context.SpaceMoves.AsNoTracking().SingleOrDefaultAsync(m => m.PartnershipId == actor.PartnershipId && m.Id == moveId, cancel)
            : null;
        if (made is not null) return await ResentAsync(made, id, content, http, actor, context, grid, clock, cancel);
        var (space, refusal) = await SpaceApi.LockedAsync(id, http, actor, context, cancel);
        if (refusal is not null) return Problems.Of([refusal]);
        if (!SpaceMoves.Allows(space!.Status, body.To)) return Problems.Of(ProblemCodes.SpaceMoveNotAllowed, "to");
        var told = await SpaceTexts.RefuseAsync([("reason", body.Reason)], body.LanguageReason, http, actor, context, trail, clock, cancel);
        if (told.Count > 0) return Problems.Of(told);
        trail.Note("from", WireName.Of(space.Status));
        trail.Note("to", WireName.Of(body.To));
        var move = SpaceRows.Move(space, body.To, body.Reason, body.LanguageReason, body.ReviewOn, actor.Identity, clock.StoredNow());
        if (body.MoveId is not null) (move.Id, move.ContentSha256) = (body.MoveId, content);
        var answer = await SpaceApi.AnswerAsync(space, http, actor, context, grid, clock, cancel);
        return body.MoveId is null ? answer : TypedResults.Ok(answer.Value! with { Receipt = ReceiptOf(move, http) });
    }

    // The space may have gone on since: the file is as it stands now, the receipt as it was given.
    private static async Task<Results<Ok<SpaceFile>, Accepted<SpaceFile>, ProblemHttpResult>> ResentAsync(
        SpaceMove made, Guid id, byte[] content, HttpContext http, Actor actor, SpacesContext context, IGridTransform grid, TimeProvider clock,
        CancellationToken cancel)
    {
        if (made.SpaceId != id || made.MovedBy != actor.UserId || !made.ContentSha256.AsSpan().SequenceEqual(content))
            return Problems.Of(ProblemCodes.IdTakenByOtherContent, "moveId");
        var space = await context.Spaces.AsNoTracking().SingleAsync(s => s.PartnershipId == actor.PartnershipId && s.Id == id, cancel);
        Versions.Show(http, space.Version);
        var file = await (await SpaceApi.ViewsAsync(context, actor, grid, clock, cancel)).FileAsync(space, actor, context, cancel);
        return TypedResults.Accepted($"/api/v1/spaces/{id}", file with { Receipt = ReceiptOf(made, http) });
    }

    private static Receipt ReceiptOf(SpaceMove move, HttpContext http) =>
        new(move.Id!.Value, move.Version, Convert.ToHexStringLower(move.ContentSha256!), move.MovedAt, http.BodySha256());

    private static async Task<Results<Ok<SpaceFile>, ProblemHttpResult>> Merge(
        Guid id, SpaceMerge body, HttpContext http, Actor actor, SpacesContext context, IGridTransform grid, AuditTrail trail, TimeProvider clock,
        CancellationToken cancel)
    {
        trail.Subjects([id, body.Into]);
        if (body.Into == id) return Problems.Of(ProblemCodes.FieldNotAllowedHere, "into");
        // Both are locked in one order, so that two who merge them into each other wait and do not block.
        await context.Spaces.FromSql($"select * from space where partnership_id = {actor.PartnershipId} and id in ({id}, {body.Into}) order by id for update").ToListAsync(cancel);
        var (space, refusal) = await SpaceApi.LockedAsync(id, http, actor, context, cancel);
        if (refusal is not null) return Problems.Of([refusal]);
        var into = await SpaceRows.LockAsync(context, actor.PartnershipId, body.Into, cancel);
        if (into is null) return Problems.Of(ProblemCodes.NotFound, "into");
        if (space!.Status == SpaceStatus.Merged) return Problems.Of(ProblemCodes.SpaceMoveNotAllowed);
        if (!SpaceMoves.IsOpen(into.Status)) return Problems.Of(ProblemCodes.SpaceMoveNotAllowed, "into");
        var told = await SpaceTexts.RefuseAsync([("reason", body.Reason)], body.LanguageReason, http, actor, context, trail, clock, cancel);
        if (told.Count > 0) return Problems.Of(told);
        var before = SpaceBefore.Of(into);
        if (body.UniteShapes && Unite(into, space) is { } tooLarge) return Problems.Of([tooLarge]);
        var now = clock.StoredNow();
        trail.Note("from", WireName.Of(space.Status));
        SpaceRows.Move(space, SpaceStatus.Merged, body.Reason, body.LanguageReason, into.ReviewOn, actor.Identity, now);
        into.Version++;
        if (before.Gone(into, body.Reason, body.LanguageReason, actor, now) is { } gone) context.SpaceEarlier.Add(gone);
        Link(context, space, into, SpaceLinkKind.Merged, actor, now);
        return await SpaceApi.AnswerAsync(into, http, actor, context, grid, clock, cancel);
    }

    private static Refusal? Unite(Space into, Space space)
    {
        if (into.Shape is null || space.Shape is null) return new(ProblemCodes.FieldNotAllowedHere, "uniteShapes");
        var both = into.Shape.Union(space.Shape);
        if (SpaceChecks.Size(both, "uniteShapes") is { } tooLarge) return tooLarge;
        SpaceApi.Draw(into, both);
        return null;
    }

    private static async Task<Results<Ok<SpaceFile>, ProblemHttpResult>> Split(
        Guid id, SpaceSplit body, HttpContext http, Actor actor, SpacesContext context, IGridTransform grid, AuditTrail trail, TimeProvider clock,
        CancellationToken cancel)
    {
        trail.Subjects([id, body.PartId]);
        var (space, refusal) = await SpaceApi.LockedAsync(id, http, actor, context, cancel);
        if (refusal is not null) return Problems.Of([refusal]);
        if (!SpaceMoves.IsOpen(space!.Status)) return Problems.Of(ProblemCodes.SpaceMoveNotAllowed);
        if (await context.Spaces.AnyAsync(s => s.PartnershipId == actor.PartnershipId && s.Id == body.PartId, cancel))
            return Problems.Of(ProblemCodes.IdTakenByOtherContent, "partId");
        var now = clock.StoredNow();
        var day = SpaceChecks.Review(space.Status, body.ReviewOn, new(now, null!, grid)).ToList();
        if (day.Count > 0) return Problems.Of(day);
        var told = await SpaceTexts.RefuseAsync(
            [("reason", body.Reason), ("nameEn", body.NameEn), ("nameCy", body.NameCy)], body.LanguageReason, http, actor, context, trail, clock, cancel);
        if (told.Count > 0) return Problems.Of(told);
        var part = PartOf(space, body, actor, now);
        var before = SpaceBefore.Of(space);
        if (Separate(space, part, body, grid) is { } whole) return Problems.Of([whole]);
        space.Version++;
        if (before.Gone(space, body.Reason, body.LanguageReason, actor, now) is { } gone) context.SpaceEarlier.Add(gone);
        context.Spaces.Add(part);
        Link(context, space, part, SpaceLinkKind.Split, actor, now);
        return await SpaceApi.AnswerAsync(space, http, actor, context, grid, clock, cancel);
    }

    private static Space PartOf(Space space, SpaceSplit body, Actor actor, DateTimeOffset now)
    {
        var part = new Space
        {
            PartnershipId = space.PartnershipId,
            Id = body.PartId,
            NameEn = body.NameEn?.Trim(),
            NameCy = body.NameCy?.Trim(),
            PlaceType = space.PlaceType,
            OwnerType = space.OwnerType,
            Sensitivity = space.Sensitivity,
            Platform = body.Platform?.Trim(),
            Status = space.Status,
            ReviewOn = body.ReviewOn,
            OpenedFrom = SpaceOrigin.Split,
            Agency = actor.Agency,
            OpenedBy = actor.UserId,
            OpenedAt = now,
            ContentSha256 = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(body, WireJson.Options)),
        };
        part.Moves.Add(SpaceRows.MoveOf(part, null, space.Status, body.Reason, body.LanguageReason, body.ReviewOn, actor.Identity, now));
        return part;
    }

    // The part's area is taken out of the space's; both must be something afterwards.
    private static Refusal? Separate(Space space, Space part, SpaceSplit body, IGridTransform grid)
    {
        if ((space.Shape is null) != (body.Shape is null)) return new(ProblemCodes.FieldNotAllowedHere, body.Shape is null ? "platform" : "shape");
        if (space.Shape is null) return null;
        var area = Where.ToGrid(body.Shape!, grid);
        // A corner drawn on the border may lie a hair outside after the change of coordinates.
        if (!space.Shape.Buffer(1).Covers(area)) return new(ProblemCodes.PartNotInside, "shape");
        if (Areas(space.Shape.Difference(area)) is not { } rest || rest.Area < 1) return new(ProblemCodes.PartNotInside, "shape");
        SpaceApi.Draw(part, area);
        SpaceApi.Draw(space, rest);
        return null;
    }

    // A difference may leave lines and points behind.
    private static Geometry? Areas(Geometry rest)
    {
        Polygon[] areas = [.. Enumerable.Range(0, rest.NumGeometries).Select(rest.GetGeometryN).OfType<Polygon>().Where(area => area.Area >= 1)];
        return areas.Length switch { 0 => null, 1 => areas[0], _ => rest.Factory.CreateMultiPolygon(areas) };
    }

    private static async Task<Results<Created<VenueReplyView>, Accepted<VenueReplyView>, ProblemHttpResult>> Reply(
        Guid id, Guid replyId, NewVenueReply body, HttpContext http, Actor actor, SpacesContext context, AuditTrail trail, TimeProvider clock,
        CancellationToken cancel)
    {
        trail.Subject(id);
        var space = await context.Spaces.AsNoTracking().VisibleTo(actor).SingleOrDefaultAsync(s => s.Id == id, cancel);
        if (space is null) return Problems.Of(ProblemCodes.NotFound);
        var content = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(body, WireJson.Options));
        var held = await context.VenueReplies.AsNoTracking().SingleOrDefaultAsync(r => r.PartnershipId == actor.PartnershipId && r.Id == replyId, cancel);
        if (held is not null)
        {
            return held.SpaceId == id && held.RecordedBy == actor.UserId && held.ContentSha256.AsSpan().SequenceEqual(content)
                ? TypedResults.Accepted($"/api/v1/spaces/{id}", ViewOf(held))
                : Problems.Of(ProblemCodes.IdTakenByOtherContent, "replyId");
        }

        var told = await SpaceTexts.RefuseAsync([("text", body.Text)], body.LanguageReason, http, actor, context, trail, clock, cancel);
        if (told.Count > 0) return Problems.Of(told);
        var reply = new VenueReply
        {
            PartnershipId = actor.PartnershipId,
            Id = replyId,
            SpaceId = id,
            Text = body.Text.Trim(),
            TextLanguage = body.TextLanguage,
            LanguageReason = body.LanguageReason,
            ReceivedOn = body.ReceivedOn,
            Agency = actor.Agency,
            RecordedBy = actor.UserId,
            RecordedAt = clock.GetUtcNow(),
            ContentSha256 = content,
        };
        context.VenueReplies.Add(reply);
        return TypedResults.Created($"/api/v1/spaces/{id}", ViewOf(reply));
    }

    private static VenueReplyView ViewOf(VenueReply reply) => new(reply.Id, reply.Text, reply.TextLanguage, reply.ReceivedOn, reply.Agency);

    private static void Link(SpacesContext context, Space from, Space to, SpaceLinkKind kind, Actor actor, DateTimeOffset now) => context.SpaceLinks.Add(new()
    {
        PartnershipId = from.PartnershipId,
        FromId = from.Id,
        ToId = to.Id,
        Kind = kind,
        LinkedBy = actor.UserId,
        LinkedAt = now,
    });
}
