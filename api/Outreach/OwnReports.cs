using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Api.Photos;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.Outreach;

/// <summary>
/// What became of what somebody sent in: whoever never hears of it stops sending. It says that the panel looked and when, and nothing
/// of what others recorded or what was decided.
/// </summary>
public static class OwnReports
{
    private const int MostReports = 200;

    public static IEndpointRouteBuilder MapOwnReports(this IEndpointRouteBuilder api)
    {
        api.MapGroup("/outreach").WithTags("Outreach").MapGet("/reports/mine", Mine)
            .Requires(Permission.RecordOutreach).Audited(AuditAction.OwnReportsSeen)
            .WithSummary("What the caller sent in, newest first, and whether the panel has looked at it");
        return api;
    }

    private static async Task<Ok<IReadOnlyList<OwnReport>>> Mine(Actor actor, SpacesContext context, AuditTrail trail, CancellationToken cancel)
    {
        var incidents = await context.Incidents.AsNoTracking()
            .Where(i => i.PartnershipId == actor.PartnershipId && i.RecordedBy == actor.UserId && i.Status == Geodata.Vocabulary.IncidentStatus.Recorded)
            .OrderByDescending(i => i.RecordedAt).Take(MostReports)
            .Select(i => new { i.Id, i.Version, i.OccurredFrom, i.RecordedAt, i.LookedAtByPanel, i.Photos }).ToListAsync(cancel);
        var sessions = await context.OutreachSessions.AsNoTracking()
            .Where(s => s.PartnershipId == actor.PartnershipId && s.RecordedBy == actor.UserId)
            .OrderByDescending(s => s.RecordedAt).Take(MostReports).Select(s => new { s.Id, s.Version, s.StartedAt, s.RecordedAt, s.Photos }).ToListAsync(cancel);
        var tasks = await context.EnvironmentTasks.AsNoTracking()
            .Where(t => t.PartnershipId == actor.PartnershipId && t.RecordedBy == actor.UserId)
            .OrderByDescending(t => t.RecordedAt).Take(MostReports).Select(t => new { t.Id, t.Version, t.RecordedAt, t.Photos }).ToListAsync(cancel);
        IEnumerable<OwnReport> all =
        [
            .. incidents.Select(i => new OwnReport("incident", i.Id, i.Version, LocalDays.Of(i.OccurredFrom), i.RecordedAt, i.LookedAtByPanel, PhotoRows.Views(i.Photos), PhotoRows.AllThere(i.Photos))),
            .. sessions.Select(s => new OwnReport("outreach_session", s.Id, s.Version, LocalDays.Of(s.StartedAt), s.RecordedAt, null, PhotoRows.Views(s.Photos), PhotoRows.AllThere(s.Photos))),
            .. tasks.Select(t => new OwnReport("environment_task", t.Id, t.Version, LocalDays.Of(t.RecordedAt), t.RecordedAt, null, PhotoRows.Views(t.Photos), PhotoRows.AllThere(t.Photos))),
        ];
        IReadOnlyList<OwnReport> newest = [.. all.OrderByDescending(report => report.ReceivedAt).ThenBy(report => report.Id).Take(MostReports)];
        trail.Subjects(newest.Where(report => report.Kind == "incident").Select(report => report.Id));
        return TypedResults.Ok(newest);
    }
}
