using System.ComponentModel;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using NetTopologySuite.Geometries;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Disclosure;
using SpacesPlaces.Geodata.Spaces;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Spaces;

/// <summary>Which spaces to list.</summary>
public sealed record SpaceQuery
{
    [FromQuery(Name = "status"), Description("Only spaces that stand here")]
    public string? Status { get; init; }

    [FromQuery(Name = "band"), Description("Only spaces with this word of concern")]
    public string? Band { get; init; }

    [FromQuery(Name = "type"), Description("Only spaces of this place type")]
    public string? Type { get; init; }

    [FromQuery(Name = "overdue"), Description("true: only spaces whose day of review has passed")]
    public bool? Overdue { get; init; }

    [FromQuery(Name = "closed"), Description("true: also spaces on which the work is over")]
    public bool? Closed { get; init; }
}

/// <summary>Spaces: opened, described, listed; shown to each role as far as it may know of them.</summary>
public static class SpaceApi
{
    private const int MostSpaces = 1_000;

    public static IServiceCollection AddSpaces(this IServiceCollection services) => services.AddScoped<SpaceOutlines>();

    public static IEndpointRouteBuilder MapSpaces(this IEndpointRouteBuilder api)
    {
        var spaces = api.MapGroup("/spaces").WithTags("Spaces");
        spaces.MapGet("/", List).NeedsAgreement(DataItem.Hotspots)
            .Requires(Permission.SeeSpaces).Audited(AuditAction.SpacesListed)
            .WithSummary("Spaces that the partnership works on, those first whose review is due; closed ones when asked for");
        spaces.MapGet("/areas", ShowAreas).NeedsAgreement(DataItem.Hotspots)
            .Requires(Permission.SeeSpaceAreas).Audited(AuditAction.SpaceAreasSeen)
            .WithSummary("For planners: coarse areas with a word of concern, and nothing else");
        spaces.MapGet("/names", SpaceNames.List).NeedsAgreement(DataItem.Hotspots)
            .Requires(Permission.SeeSpaces).Audited(AuditAction.SpacesListed)
            .WithSummary("Spaces on the ground that are worked on, by name, each with a point inside and how far it reaches: for saying where");
        spaces.MapGet("/ground", ShowGround).Requires(Permission.ChangeSpaces).Audited(AuditAction.BoundariesListed)
            .WithSummary("Where an outline may be drawn: the partnership's area with its buffer");
        spaces.MapGet("/{id:guid}", Read).NeedsAgreement(DataItem.Hotspots)
            .Requires(Permission.SeeSpaces).Audited(AuditAction.SpaceSeen)
            .WithSummary("One space with the moves that the reader may make, its links and the venue's replies");
        spaces.MapPost("/{id:guid}", Open).NeedsAgreement(DataItem.Hotspots)
            .Requires(Permission.ChangeSpaces).Audited(AuditAction.SpaceOpened).Checked<NewSpace>(SpaceChecks.Check).GivesReceipt()
            .WithSummary("Open a space under an id that the client made; a resend of the same content is answered, not stored again");
        spaces.MapPut("/{id:guid}", Describe).NeedsAgreement(DataItem.Hotspots)
            .Requires(Permission.ChangeSpaces).Audited(AuditAction.SpaceDescribed).Checked<SpaceChange>(SpaceChecks.Check)
            .WithSummary("Put right what is said of a space; If-Match names the version that was read");
        spaces.MapGet("/{id:guid}/timeline", SpaceTimelines.Show).NeedsAgreement(DataItem.Hotspots)
            .Requires(Permission.SeeSpaces).Audited(AuditAction.SpaceTimelineSeen)
            .WithSummary("Everything that happened in a space, newest first, as far as the reader may know it");
        spaces.MapSpaceMoves();
        return api;
    }

    /// <summary>Today with the partnership's rule on bad names: what views are made with.</summary>
    internal static async Task<SpaceViews> ViewsAsync(SpacesContext context, Actor actor, IGridTransform grid, TimeProvider clock, CancellationToken cancel) =>
        new(grid, LocalDays.Of(clock.GetUtcNow()), await SpaceRows.ReputationMonthsAsync(context, actor.PartnershipId, cancel));

    private static async Task<Results<Created<Receipt>, Accepted<Receipt>, ProblemHttpResult>> Open(
        Guid id, NewSpace body, HttpContext http, Actor actor, SpacesContext context, SpaceOutlines outlines, AuditTrail trail,
        TimeProvider clock, CancellationToken cancel)
    {
        trail.Subject(id);
        var content = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(body, WireJson.Options));
        var held = await context.Spaces.AsNoTracking().SingleOrDefaultAsync(s => s.PartnershipId == actor.PartnershipId && s.Id == id, cancel);
        if (held is not null) return Resent(held, content, actor, http);
        var (shape, refusal) = await outlines.OfAsync(body, cancel);
        if (refusal is not null) return Problems.Of([refusal]);
        var now = clock.StoredNow();
        var space = new Space
        {
            PartnershipId = actor.PartnershipId,
            Id = id,
            NameEn = body.NameEn?.Trim(),
            NameCy = body.NameCy?.Trim(),
            LocalNames = [.. body.LocalNames ?? []],
            PlaceType = body.PlaceType,
            OwnerType = body.OwnerType,
            Sensitivity = body.Sensitivity,
            Platform = body.Platform?.Trim(),
            Status = SpaceStatus.Noted,
            ReviewOn = body.ReviewOn,
            OpenedFrom = body.AnalysisId is not null ? SpaceOrigin.Hotspot : body.IncidentId is not null ? SpaceOrigin.Report : SpaceOrigin.Hand,
            AnalysisId = body.AnalysisId,
            ClusterNumber = body.ClusterNumber,
            IncidentId = body.IncidentId,
            Agency = actor.Agency,
            OpenedBy = actor.UserId,
            OpenedAt = now,
            ContentSha256 = content,
        };
        Draw(space, shape);
        space.Moves.Add(SpaceRows.MoveOf(space, null, SpaceStatus.Noted, body.Reason, body.LanguageReason, body.ReviewOn, actor.Identity, now));
        context.Spaces.Add(space);
        var told = await SpaceTexts.RefuseAsync(
            [("reason", body.Reason), ("nameEn", body.NameEn), ("nameCy", body.NameCy)], body.LanguageReason, http, actor, context, trail, clock, cancel);
        if (told.Count > 0) return Problems.Of(told);
        trail.Note("opened_from", WireName.Of(space.OpenedFrom));
        return TypedResults.Created($"/api/v1/spaces/{id}", ReceiptOf(space, http));
    }

    private static Results<Created<Receipt>, Accepted<Receipt>, ProblemHttpResult> Resent(Space held, byte[] content, Actor actor, HttpContext http) =>
        held.OpenedBy == actor.UserId && held.ContentSha256.AsSpan().SequenceEqual(content)
            ? TypedResults.Accepted($"/api/v1/spaces/{held.Id}", ReceiptOf(held, http))
            : Problems.Of(ProblemCodes.IdTakenByOtherContent, "id");

    private static Receipt ReceiptOf(Space space, HttpContext http) =>
        new(space.Id, 1, Convert.ToHexStringLower(space.ContentSha256), space.OpenedAt, http.BodySha256());

    /// <summary>Gives a space its area, and the point by which it is found.</summary>
    internal static void Draw(Space space, Geometry? shape)
    {
        space.Shape = shape;
        space.Point = shape?.InteriorPoint;
        if (space.Point is { } point) point.SRID = NationalGrid.Srid;
    }

    private static async Task<Results<Ok<SpaceFile>, ProblemHttpResult>> Describe(
        Guid id, SpaceChange body, HttpContext http, Actor actor, SpacesContext context, IGridTransform grid, AuditTrail trail, TimeProvider clock,
        CancellationToken cancel)
    {
        trail.Subject(id);
        var (space, refusal) = await LockedAsync(id, http, actor, context, cancel);
        if (refusal is not null) return Problems.Of([refusal]);
        if (space!.Status == SpaceStatus.Merged) return Problems.Of(ProblemCodes.SpaceMoveNotAllowed);
        if ((body.Platform is not null) != (space.Platform is not null)) return Problems.Of(ProblemCodes.FieldNotAllowedHere, "platform");
        if (body.Shape is not null && space.Platform is not null) return Problems.Of(ProblemCodes.FieldNotAllowedHere, "shape");
        var told = await SpaceTexts.RefuseAsync(
            [("reason", body.Reason), ("nameEn", body.NameEn), ("nameCy", body.NameCy)], body.LanguageReason, http, actor, context, trail, clock, cancel);
        if (told.Count > 0) return Problems.Of(told);
        var before = SpaceBefore.Of(space);
        (space.NameEn, space.NameCy, space.LocalNames) = (body.NameEn?.Trim(), body.NameCy?.Trim(), [.. body.LocalNames ?? []]);
        (space.PlaceType, space.OwnerType, space.Sensitivity, space.Platform) = (body.PlaceType, body.OwnerType, body.Sensitivity, body.Platform?.Trim());
        if (body.Shape is { } area) Draw(space, Where.ToGrid(area, grid));
        space.Version++;
        if (before.Gone(space, body.Reason, body.LanguageReason, actor, clock.StoredNow()) is { } gone)
        {
            if (body.Reason is null) return Problems.Of(ProblemCodes.FieldMissing, "reason");
            context.SpaceEarlier.Add(gone);
        }

        trail.Note("area_redrawn", body.Shape is not null);
        return await AnswerAsync(space, http, actor, context, grid, clock, cancel);
    }

    /// <summary>The space of a change, locked, at the version that the change was made on; or why not.</summary>
    internal static async Task<(Space? Space, Refusal? Refusal)> LockedAsync(
        Guid id, HttpContext http, Actor actor, SpacesContext context, CancellationToken cancel)
    {
        var (version, refusal) = Versions.Asked(http);
        if (refusal is not null) return (null, refusal);
        var space = await SpaceRows.LockAsync(context, actor.PartnershipId, id, cancel);
        if (space is null) return (null, new(ProblemCodes.NotFound));
        return space.Version == version ? (space, null) : (null, Refusal.Of(ProblemCodes.VersionStale, "If-Match", ("version", space.Version)));
    }

    /// <summary>Writes a changed space and shows it as it stands then.</summary>
    internal static async Task<Ok<SpaceFile>> AnswerAsync(
        Space space, HttpContext http, Actor actor, SpacesContext context, IGridTransform grid, TimeProvider clock, CancellationToken cancel)
    {
        await context.SaveChangesAsync(cancel);
        Versions.Show(http, space.Version);
        return TypedResults.Ok(await (await ViewsAsync(context, actor, grid, clock, cancel)).FileAsync(space, actor, context, cancel));
    }

    private static async Task<Results<Ok<SpaceFile>, ProblemHttpResult>> Read(
        Guid id, HttpContext http, Actor actor, SpacesContext context, IGridTransform grid, AuditTrail trail, TimeProvider clock, CancellationToken cancel)
    {
        trail.Subject(id);
        var space = await context.Spaces.AsNoTracking().VisibleTo(actor).SingleOrDefaultAsync(s => s.Id == id, cancel);
        if (space is null) return Problems.Of(ProblemCodes.NotFound);
        Versions.Show(http, space.Version);
        return TypedResults.Ok(await (await ViewsAsync(context, actor, grid, clock, cancel)).FileAsync(space, actor, context, cancel));
    }

    private static async Task<Results<Ok<IReadOnlyList<SpaceView>>, ProblemHttpResult>> List(
        [AsParameters] SpaceQuery query, Actor actor, SpacesContext context, IGridTransform grid, AuditTrail trail, TimeProvider clock, CancellationToken cancel)
    {
        SpaceStatus[] wanted = [.. Enum.GetValues<SpaceStatus>().Where(status => query.Closed == true || query.Status is not null || SpaceMoves.IsOpen(status))];
        if (query.Status is not null)
        {
            if (!WireName.TryParse<SpaceStatus>(query.Status, out var status)) return Problems.Of(ProblemCodes.WordUnknown, "status");
            wanted = [status];
        }

        if (query.Band is not null)
        {
            if (!WireName.TryParse<ConcernBand>(query.Band, out var band)) return Problems.Of(ProblemCodes.WordUnknown, "band");
            wanted = [.. wanted.Intersect(ConcernBands.StatusesOf(band))];
        }

        var matching = context.Spaces.AsNoTracking().VisibleTo(actor).Where(s => wanted.Contains(s.Status));
        if (query.Type is not null)
        {
            if (!WireName.TryParse<PlaceType>(query.Type, out var type)) return Problems.Of(ProblemCodes.WordUnknown, "type");
            matching = matching.Where(s => s.PlaceType == type);
        }

        var views = await ViewsAsync(context, actor, grid, clock, cancel);
        var rows = await matching.OrderBy(s => s.EndedOn != null).ThenBy(s => s.ReviewOn).ThenBy(s => s.Id)
            .Select(s => new { Space = s, s.Moves.OrderByDescending(m => m.Version).First().Reason }).Take(MostSpaces).ToListAsync(cancel);
        var earlier = (await SpacePast.ReadAsync([.. rows.Select(row => row.Space.Id)], actor, context, cancel)).ToLookup(one => one.SpaceId);
        SpaceView[] shown = [.. rows.Where(row => !views.IsExpired(row.Space)).Select(row => views.Of(row.Space, row.Reason, earlier[row.Space.Id])).Where(view => query.Overdue is not { } overdue || view.Overdue == overdue)];
        trail.Subjects(shown.Select(view => view.Id));
        trail.Note("shown", shown.Length);
        return TypedResults.Ok<IReadOnlyList<SpaceView>>(shown);
    }

    private static async Task<Ok<SpaceGround>> ShowGround(Actor actor, PartnershipAreas areas, IGridTransform grid, CancellationToken cancel) =>
        TypedResults.Ok(new SpaceGround(Where.ToWire((await areas.ContextAsync(actor.PartnershipId, cancel)).Area.Geometry, grid)));

    private static async Task<Ok<IReadOnlyList<SpaceAreaView>>> ShowAreas(
        Actor actor, SpacesContext context, FixedAreas areas, IGridTransform grid, AuditTrail trail, CancellationToken cancel)
    {
        var found = await AreasAsync(actor, context, areas, cancel);
        trail.Note("shown", found.Count);
        return TypedResults.Ok<IReadOnlyList<SpaceAreaView>>([.. found.Select(area => new SpaceAreaView(Where.ToWire(area.Area.ToPolygon(), grid), area.Band))]);
    }

    /// <summary>For planners: the fixed areas in which spaces are worked on, from south to north, each with one word.</summary>
    internal static async Task<IReadOnlyList<(FixedArea Area, ConcernBand Band)>> AreasAsync(
        Actor actor, SpacesContext context, FixedAreas areas, CancellationToken cancel)
    {
        var rows = await context.Spaces.AsNoTracking().VisibleTo(actor).Where(s => s.Point != null && s.EndedOn == null)
            .Select(s => new { Point = s.Point!, s.Status }).ToListAsync(cancel);
        return [.. rows.GroupBy(row => areas.Around(row.Point), row => ConcernBands.Of(row.Status)).OrderBy(area => area.Key)
            .Select(area => (area.Key, ConcernBands.OfSeveral([.. area])))];
    }
}
