using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Analyses;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Hotspots;

/// <summary>Hotspots: asked for as jobs, stored for good, shown to each role as far as it may see them.</summary>
public static class HotspotApi
{
    private const int RecentAnalyses = 50;

    /// <summary>Most clusters in one answer, those of most events first; the analysis says how many there are.</summary>
    private const int MostHotspots = 10_000;

    public static IServiceCollection AddHotspots(this IServiceCollection services)
    {
        services.AddSingleton<HotspotOptions>();
        services.AddSingleton<IJobWork, HotspotAnalysisWork>();
        return services;
    }

    public static IEndpointRouteBuilder MapHotspots(this IEndpointRouteBuilder api)
    {
        var hotspots = api.MapGroup("/hotspots").WithTags("Hotspots");
        hotspots.MapPost("/analyses/{id:guid}", Analyse)
            .Requires(Permission.RunAnalyses).Audited(AuditAction.AnalysisRequested).Checked<NewHotspotAnalysis>(HotspotChecks.Check)
            .WithSummary("Ask for clusters under an id that the client made; a resend of the same content finds the job that stands");
        hotspots.MapGet("/analyses", List)
            .Requires(Permission.RunAnalyses).Audited(AuditAction.AnalysesListed)
            .WithSummary("The latest analyses, newest first");
        hotspots.MapGet("/", Show)
            .Requires(Permission.SeeHotspots).Audited(AuditAction.HotspotsSeen)
            .WithSummary("The hotspots of an analysis (the latest about harm when none is named), as far as the reader may see them");
        hotspots.MapGet("/{analysisId:guid}/{number:int}/members", ShowMembers)
            .Requires(Permission.SeeHotspotMembers).Audited(AuditAction.HotspotMembersSeen)
            .WithSummary("The incidents of one cluster in time order");
        return api;
    }

    private static async Task<Results<Accepted<JobView>, ProblemHttpResult>> Analyse(
        Guid id, NewHotspotAnalysis body, JobQueue queue, AuditTrail trail, CancellationToken cancel)
    {
        trail.Subject(id);
        var job = await queue.AskAsync(id, HotspotAnalysisWork.KindName, body, cancel);
        return job is null
            ? Problems.Of(ProblemCodes.IdTakenByOtherContent, "id")
            : TypedResults.Accepted($"/api/v1/jobs/{id}", JobViews.Of(job));
    }

    private static async Task<Ok<IReadOnlyList<HotspotAnalysisView>>> List(
        Actor actor, SpacesContext context, AuditTrail trail, CancellationToken cancel)
    {
        var recent = await context.HotspotAnalyses.AsNoTracking().Where(a => a.PartnershipId == actor.PartnershipId)
            .OrderByDescending(a => a.CreatedAt).ThenByDescending(a => a.Id).Take(RecentAnalyses).ToListAsync(cancel);
        trail.Subjects(recent.Select(a => a.Id));
        return TypedResults.Ok<IReadOnlyList<HotspotAnalysisView>>([.. recent.Select(HotspotViews.Of)]);
    }

    private static async Task<Results<Ok<HotspotList>, ProblemHttpResult>> Show(
        Guid? analysis, string? subject, Actor actor, SpacesContext context, IGridTransform grid, AuditTrail trail,
        CancellationToken cancel)
    {
        AnalysisSubject? about = null;
        if (subject is not null)
        {
            if (!WireName.TryParse<AnalysisSubject>(subject, out var word)) return Problems.Of(ProblemCodes.WordUnknown, "subject");
            about = word;
        }

        var sight = Sights.OfHotspots(actor.Role);
        var found = await AnalysesFor(sight, context, actor.PartnershipId)
            .Where(a => analysis == null || a.Id == analysis)
            .Where(a => a.Subject == (about ?? (analysis == null ? AnalysisSubject.Harm : a.Subject)))
            .OrderByDescending(a => a.CreatedAt).ThenByDescending(a => a.Id)
            .FirstOrDefaultAsync(cancel);
        if (found is null) return analysis is null ? TypedResults.Ok(new HotspotList(null, [])) : Problems.Of(ProblemCodes.NotFound);

        trail.Subject(found.Id);
        var classes = Sights.ClassesOf(sight);
        var rows = await context.Hotspots.AsNoTracking()
            .Where(h => h.PartnershipId == actor.PartnershipId && h.AnalysisId == found.Id && classes.Contains(h.Class))
            .OrderByDescending(h => h.Events).ThenBy(h => h.Number).Take(MostHotspots)
            .ToListAsync(cancel);
        return TypedResults.Ok(sight == HotspotSight.Band
            ? HotspotViews.Banded(found, rows, grid)
            : HotspotViews.Figured(found, rows, sight, await NearbyPlaces.ReadAsync(context, actor.PartnershipId, rows, cancel), grid));
    }

    private static async Task<Results<Ok<HotspotMembers>, ProblemHttpResult>> ShowMembers(
        Guid analysisId, int number, Actor actor, SpacesContext context, AuditTrail trail, CancellationToken cancel)
    {
        trail.Subject(analysisId);
        if (!await context.Hotspots.AnyAsync(
            h => h.PartnershipId == actor.PartnershipId && h.AnalysisId == analysisId && h.Number == number, cancel))
        {
            return Problems.Of(ProblemCodes.NotFound);
        }

        var incidents = await (
            from member in context.HotspotMembers
            join incident in context.Incidents
                on new { member.PartnershipId, Id = member.IncidentId } equals new { incident.PartnershipId, Id = (Guid?)incident.Id }
            where member.PartnershipId == actor.PartnershipId && member.AnalysisId == analysisId && member.Number == number
            orderby incident.OccurredFrom, incident.Id
            select incident.Id).ToListAsync(cancel);
        trail.Subjects(incidents);
        trail.Note("shown", incidents.Count);
        return TypedResults.Ok(new HotspotMembers(number, incidents));
    }

    // Readers of bands see analyses of all harm everywhere only: a place that shows up under one kind of harm, source, agency or
    // corner of the county would tell them more, and an analyst's trial of a filter would redraw their map.
    private static IQueryable<HotspotAnalysis> AnalysesFor(HotspotSight sight, SpacesContext context, Guid partnership) =>
        sight == HotspotSight.Band
            ? context.HotspotAnalyses.FromSql(
                $"""
                select * from hotspot_analysis
                where partnership_id = {partnership} and subject = 'harm'
                    and coalesce(request ->> 'harmTypes', '[]') = '[]' and coalesce(request ->> 'sourceKinds', '[]') = '[]'
                    and coalesce(request ->> 'agencies', '[]') = '[]' and request ->> 'area' is null
                """).AsNoTracking()
            : context.HotspotAnalyses.AsNoTracking().Where(a => a.PartnershipId == partnership);
}
