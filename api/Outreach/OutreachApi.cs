using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Grids;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Outreach;

/// <summary>Outreach sessions: the time spent looking, without which no count of harm can be read.</summary>
public static class OutreachApi
{
    private const int MostSessions = 1_000;
    private const int OldestYears = 30;

    public static IEndpointRouteBuilder MapOutreach(this IEndpointRouteBuilder api)
    {
        var sessions = api.MapGroup("/outreach/sessions").WithTags("Outreach");
        sessions.MapPost("/{id:guid}", Record)
            .Requires(Permission.RecordOutreach).Audited(AuditAction.OutreachRecorded).Checked<NewOutreachSession>(Check)
            .WithSummary("Record an outreach session under an id that the client made; a resend of the same content is answered, not stored again");
        sessions.MapGet("/", Find)
            .Requires(Permission.SeeOutreach).Audited(AuditAction.OutreachListed)
            .WithSummary("Outreach sessions that began in a window, newest first");
        return api;
    }

    public static IEnumerable<Refusal> Check(NewOutreachSession session, CheckContext about)
    {
        foreach (var refusal in Where.Check(session.Location, "location", about.Area, about.Grid)) yield return refusal;
        if (session.StartedAt > about.Now.AddMinutes(5)) yield return new(ProblemCodes.InTheFuture, "startedAt");
        if (session.StartedAt < about.Now.AddYears(-OldestYears)) yield return new(ProblemCodes.TooLongAgo, "startedAt");
        if (session.EndedAt <= session.StartedAt) yield return new(ProblemCodes.EndBeforeStart, "endedAt");
        else if (session.EndedAt - session.StartedAt > TimeSpan.FromHours(24)) yield return Refusal.Of(ProblemCodes.RangeTooLong, "endedAt", ("days", 1));
        if (session.Staff is < 1 or > 50) yield return Refusal.Of(ProblemCodes.CountOutOfRange, "staff", ("min", 1), ("max", 50));
        if (session.SpokenTo is < 0 or > 10_000) yield return Refusal.Of(ProblemCodes.CountOutOfRange, "spokenTo", ("min", 0), ("max", 10_000));
    }

    private static async Task<Results<Created<Receipt>, Accepted<Receipt>, ProblemHttpResult>> Record(
        Guid id, NewOutreachSession body, Actor actor, SpacesContext context, IGridTransform grid, AuditTrail trail, TimeProvider clock,
        CancellationToken cancel)
    {
        trail.Subject(id);
        var content = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(
            body with { StartedAt = body.StartedAt.ToUniversalTime(), EndedAt = body.EndedAt.ToUniversalTime() }, WireJson.Options));
        // The unique key decides, not a look beforehand.
        await context.Database.ExecuteSqlAsync(
            $"""
            insert into outreach_session (partnership_id, id, point, started_at, ended_at, staff, spoken_to, agency, recorded_by, recorded_at,
                                          content_sha256)
            values ({actor.PartnershipId}, {id}, {Where.ToPoint(body.Location, grid)}, {body.StartedAt.ToUniversalTime()},
                    {body.EndedAt.ToUniversalTime()}, {body.Staff}, {body.SpokenTo}, {WireName.Of(actor.Agency)}, {actor.UserId},
                    {clock.GetUtcNow()}, {content})
            on conflict (partnership_id, id) do nothing
            """, cancel);
        var held = await context.OutreachSessions.AsNoTracking().SingleAsync(s => s.PartnershipId == actor.PartnershipId && s.Id == id, cancel);
        if (held.RecordedBy != actor.UserId || !held.ContentSha256.AsSpan().SequenceEqual(content))
            return Problems.Of(ProblemCodes.IdTakenByOtherContent, "id");
        var receipt = new Receipt(id, 1, Convert.ToHexStringLower(content), held.RecordedAt);
        return TypedResults.Created($"/api/v1/outreach/sessions/{id}", receipt);
    }

    private static async Task<Results<Ok<IReadOnlyList<OutreachSessionView>>, ProblemHttpResult>> Find(
        DateOnly from, DateOnly to, Actor actor, SpacesContext context, IGridTransform grid, AuditTrail trail, CancellationToken cancel)
    {
        if (to < from) return Problems.Of(ProblemCodes.EndBeforeStart, "to");
        if (to == DateOnly.MaxValue || from == DateOnly.MinValue) return Problems.Of(ProblemCodes.ParameterNotReadable, "to");
        DateTimeOffset first = LocalDays.StartOf(from), end = LocalDays.StartOf(to.AddDays(1));
        var found = await context.OutreachSessions.AsNoTracking()
            .Where(s => s.PartnershipId == actor.PartnershipId && s.StartedAt >= first && s.StartedAt < end)
            .OrderByDescending(s => s.StartedAt).ThenByDescending(s => s.Id).Take(MostSessions).ToListAsync(cancel);
        trail.Note("shown", found.Count);
        var exact = Sights.OfIncidents(actor.Role).Precision == LocationPrecision.Exact;
        return TypedResults.Ok<IReadOnlyList<OutreachSessionView>>([.. found.Select(s => new OutreachSessionView(
            s.Id, Where.ToWire(exact ? s.Point : GridCell.Of(new(s.Point.X, s.Point.Y)).ToPolygon().Centroid, grid),
            s.StartedAt, s.EndedAt, s.Staff, s.SpokenTo, s.Agency))]);
    }
}
