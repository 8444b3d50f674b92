using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Api.Language;
using SpacesPlaces.Api.Photos;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Outreach;

/// <summary>Outreach sessions: the time spent looking, without which no count of harm can be read.</summary>
public static class OutreachApi
{
    private const int MostSessions = 1_000;

    public static IEndpointRouteBuilder MapOutreach(this IEndpointRouteBuilder api)
    {
        var sessions = api.MapGroup("/outreach/sessions").WithTags("Outreach");
        sessions.MapPost("/{id:guid}", Record)
            .Requires(Permission.RecordOutreach).Audited(AuditAction.OutreachRecorded).Checked<NewOutreachSession>(SessionChecks.Check).GivesReceipt()
            .WithSummary("Record an outreach session under an id that the client made; a resend of the same content is answered, not stored again");
        sessions.MapGet("/{id:guid}", Read)
            .Requires(Permission.RecordOutreach).Audited(AuditAction.OutreachSeen)
            .WithSummary("Read one session that the caller may correct, as it stands");
        sessions.MapPut("/{id:guid}", Correct)
            .Requires(Permission.RecordOutreach).Audited(AuditAction.OutreachCorrected).Checked<NewOutreachSession>(SessionChecks.Check).GivesReceipt()
            .WithSummary("Correct an outreach session; If-Match names the version that was read; the earlier content is kept");
        sessions.MapGet("/", Find)
            .Requires(Permission.SeeOutreach).Audited(AuditAction.OutreachListed)
            .WithSummary("Outreach sessions that began in a window, newest first");
        sessions.MapGet("/mine", Mine)
            .Requires(Permission.RecordOutreach).Audited(AuditAction.OutreachListed)
            .WithSummary("The latest sessions that the caller recorded, as they stand");
        return api;
    }

    private static async Task<Results<Created<Receipt>, Accepted<Receipt>, ProblemHttpResult>> Record(
        Guid id, NewOutreachSession body, HttpContext http, Actor actor, SpacesContext context, IGridTransform grid, AuditTrail trail,
        TimeProvider clock, CancellationToken cancel)
    {
        trail.Subject(id);
        var content = Digest(body);
        var detail = body.Detail is null ? null : JsonSerializer.Serialize(body.Detail, WireJson.Options);
        // The unique key decides, not a look beforehand.
        var inserted = await context.Database.ExecuteSqlAsync(
            $"""
            insert into outreach_session (partnership_id, id, version, point, started_at, ended_at, staff, spoken_to, no_concern, detail, agency,
                                          recorded_by, recorded_at, content_sha256)
            values ({actor.PartnershipId}, {id}, 1, {Where.ToPoint(body.Location, grid)}, {body.StartedAt.ToUniversalTime()},
                    {body.EndedAt.ToUniversalTime()}, {body.Staff}, {body.SpokenTo}, {body.NoConcern}, {detail}::jsonb, {WireName.Of(actor.Agency)},
                    {actor.UserId}, {clock.GetUtcNow()}, {content})
            on conflict (partnership_id, id) do nothing
            """, cancel);
        var held = await context.OutreachSessions.AsNoTracking().SingleAsync(s => s.PartnershipId == actor.PartnershipId && s.Id == id, cancel);
        if (held.RecordedBy != actor.UserId || !held.ContentSha256.AsSpan().SequenceEqual(content))
            return Problems.Of(await WordsErasedAsync(context, actor, id, cancel) ? ProblemCodes.RecordErased : ProblemCodes.IdTakenByOtherContent, "id");
        if (inserted == 0) return TypedResults.Accepted($"/api/v1/outreach/sessions/{id}", ReceiptOf(held, http));
        var telling = await WordsAsync(body, http, actor, context, trail, cancel);
        if (telling.Count > 0) return Problems.Of(telling);
        return await PhotoRows.AnnounceAsync(context, actor, new(Session: id), body.Photos, [], clock.GetUtcNow(), cancel) is { } refusal
            ? Problems.Of([refusal])
            : TypedResults.Created($"/api/v1/outreach/sessions/{id}", ReceiptOf(held, http));
    }

    private static async Task<Results<Ok<Receipt>, ProblemHttpResult>> Correct(
        Guid id, NewOutreachSession body, HttpContext http, Actor actor, SpacesContext context, IGridTransform grid, AuditTrail trail,
        TimeProvider clock, CancellationToken cancel)
    {
        trail.Subject(id);
        var (version, refusal) = Versions.Asked(http);
        if (refusal is not null) return Problems.Of([refusal]);
        // Locked, so that of two edits made on one version exactly one is taken.
        var session = await context.OutreachSessions
            .FromSql($"select * from outreach_session where partnership_id = {actor.PartnershipId} and id = {id} for update")
            .Include(s => s.Photos).SingleOrDefaultAsync(cancel);
        if (session is null || !Sights.MayChange(actor, session.RecordedBy, session.Agency)) return Problems.Of(ProblemCodes.NotFound);
        var content = Digest(body);
        if (session.Version != version)
        {
            // A correction that was stored while its receipt was lost on the way comes again on the version before: it is answered.
            return session.Version == version + 1 && session.CorrectedSha256.AsSpan().SequenceEqual(content)
                ? TypedResults.Ok(CorrectionOf(session, http))
                : Problems.Of([Refusal.Of(ProblemCodes.VersionStale, "If-Match", ("version", session.Version))]);
        }

        var telling = await WordsAsync(body, http, actor, context, trail, cancel);
        if (telling.Count > 0) return Problems.Of(telling);
        refusal = await PhotoRows.AnnounceAsync(context, actor, new(Session: id), body.Photos, session.Photos, clock.GetUtcNow(), cancel);
        if (refusal is not null) return Problems.Of([refusal]);
        context.Add(new OutreachRevision
        {
            PartnershipId = session.PartnershipId,
            SessionId = id,
            Version = session.Version,
            Content = JsonSerializer.Serialize(SessionViews.AsRecorded(session), WireJson.Options),
            ReplacedBy = actor.UserId,
            ReplacedAt = clock.GetUtcNow(),
        });
        session.Point = Where.ToPoint(body.Location, grid);
        (session.StartedAt, session.EndedAt) = (body.StartedAt.ToUniversalTime(), body.EndedAt.ToUniversalTime());
        (session.Staff, session.SpokenTo, session.NoConcern) = (body.Staff, body.SpokenTo, body.NoConcern);
        session.Detail = body.Detail is null ? null : JsonSerializer.Serialize(body.Detail, WireJson.Options);
        session.CorrectedSha256 = content;
        session.Version++;
        Versions.Show(http, session.Version);
        return TypedResults.Ok(CorrectionOf(session, http));
    }

    private static async Task<Results<Ok<OutreachSessionView>, ProblemHttpResult>> Read(
        Guid id, HttpContext http, Actor actor, SpacesContext context, IGridTransform grid, AuditTrail trail, CancellationToken cancel)
    {
        trail.Subject(id);
        var session = await context.OutreachSessions.AsNoTracking().Include(s => s.Photos)
            .SingleOrDefaultAsync(s => s.PartnershipId == actor.PartnershipId && s.Id == id, cancel);
        if (session is null || !Sights.MayChange(actor, session.RecordedBy, session.Agency)) return Problems.Of(ProblemCodes.NotFound);
        Versions.Show(http, session.Version);
        var incidents = await SessionViews.IncidentsOfAsync([id], actor, context, cancel);
        return TypedResults.Ok(SessionViews.Of(session, actor, grid, incidents?.GetValueOrDefault(id)));
    }

    private static async Task<Results<Ok<IReadOnlyList<OutreachSessionView>>, ProblemHttpResult>> Find(
        DateOnly from, DateOnly to, Actor actor, SpacesContext context, IGridTransform grid, AuditTrail trail, CancellationToken cancel)
    {
        if (to < from) return Problems.Of(ProblemCodes.EndBeforeStart, "to");
        if (to == DateOnly.MaxValue || from == DateOnly.MinValue) return Problems.Of(ProblemCodes.ParameterNotReadable, "to");
        DateTimeOffset first = LocalDays.StartOf(from), end = LocalDays.StartOf(to.AddDays(1));
        return TypedResults.Ok(await ShowAsync(
            context.OutreachSessions.Where(s => s.PartnershipId == actor.PartnershipId && s.StartedAt >= first && s.StartedAt < end), actor, grid, trail, cancel));
    }

    private static async Task<Ok<IReadOnlyList<OutreachSessionView>>> Mine(
        Actor actor, SpacesContext context, IGridTransform grid, AuditTrail trail, CancellationToken cancel)
    {
        var mine = await ShowAsync(
            context.OutreachSessions.Where(s => s.PartnershipId == actor.PartnershipId && s.RecordedBy == actor.UserId), actor, grid, trail, cancel);
        var incidents = await SessionViews.IncidentsOfAsync([.. mine.Select(session => session.Id)], actor, context, cancel);
        return TypedResults.Ok<IReadOnlyList<OutreachSessionView>>([.. mine.Select(session => session with { Incidents = incidents?.GetValueOrDefault(session.Id) })]);
    }

    private static async Task<IReadOnlyList<OutreachSessionView>> ShowAsync(
        IQueryable<OutreachSession> sessions, Actor actor, IGridTransform grid, AuditTrail trail, CancellationToken cancel)
    {
        var found = await sessions.AsNoTracking().Include(s => s.Photos).OrderByDescending(s => s.StartedAt).ThenByDescending(s => s.Id).Take(MostSessions).ToListAsync(cancel);
        trail.Note("shown", found.Count);
        return [.. found.Select(session => SessionViews.Of(session, actor, grid))];
    }

    // What in the texts may identify somebody or blames a child, where nobody said why it must stay.
    private static async Task<IReadOnlyList<Refusal>> WordsAsync(
        NewOutreachSession body, HttpContext http, Actor actor, SpacesContext context, AuditTrail trail, CancellationToken cancel) =>
    [
        .. await IdentifyingChecks.RefuseAsync(
            SessionChecks.TextsOf(body), LocalDays.Of(body.StartedAt), body.Detail?.IdentifyingReason, http, actor.PartnershipId, context, cancel),
        .. LanguageChecks.Refuse(SessionChecks.TextsOf(body), body.Detail?.LanguageReason, trail),
    ];

    // In one canonical spelling, so that another offset of the same instant is the same content.
    internal static byte[] Digest(NewOutreachSession body) => SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(
        body with { StartedAt = body.StartedAt.ToUniversalTime(), EndedAt = body.EndedAt.ToUniversalTime() }, WireJson.Options));

    // Its words were erased since: a phone that missed its receipt must not be told that somebody else took its id.
    private static Task<bool> WordsErasedAsync(SpacesContext context, Actor actor, Guid id, CancellationToken cancel) =>
        context.Erasures.AnyAsync(e => e.PartnershipId == actor.PartnershipId && e.SubjectId == id, cancel);

    private static Receipt CorrectionOf(OutreachSession session, HttpContext http) =>
        ReceiptOf(session, http) with { ContentSha256 = Convert.ToHexStringLower(session.CorrectedSha256!) };

    private static Receipt ReceiptOf(OutreachSession session, HttpContext http) =>
        new(session.Id, session.Version, Convert.ToHexStringLower(session.ContentSha256), session.RecordedAt, http.BodySha256());
}
