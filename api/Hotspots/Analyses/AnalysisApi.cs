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

namespace SpacesPlaces.Api.Hotspots.Analyses;

/// <summary>Analyses other than clusters: asked for as jobs, stored, and shown to the panel when an analyst says so.</summary>
public static class AnalysisApi
{
    private const int RecentAnalyses = 100;

    public static IEndpointRouteBuilder MapAnalyses(this IEndpointRouteBuilder api)
    {
        var analyses = api.MapGroup("/analyses").WithTags("Analyses");
        analyses.MapPost("/{id:guid}", Ask)
            .Requires(Permission.RunAnalyses).Audited(AuditAction.AnalysisRequested).Checked<NewAnalysis>(AnalysisChecks.Check)
            .WithSummary("Ask for an analysis under an id that the client made; a resend of the same content finds the job that stands");
        analyses.MapGet("/", List)
            .Requires(Permission.SeeAnalyses).Audited(AuditAction.AnalysesListed)
            .WithSummary("The latest analyses that the reader may see, newest first");
        analyses.MapGet("/{id:guid}", Read)
            .Requires(Permission.SeeAnalyses).Audited(AuditAction.AnalysisSeen)
            .WithSummary("One analysis with its result, as far as the reader may see it");
        analyses.MapPost("/{id:guid}/showing", Show)
            .Requires(Permission.RunAnalyses).Audited(AuditAction.AnalysisShown)
            .WithSummary("Show an analysis to the panel: from now on its members see what holds for several children");
        analyses.MapDelete("/{id:guid}/showing", Hide)
            .Requires(Permission.RunAnalyses).Audited(AuditAction.AnalysisHidden)
            .WithSummary("Take an analysis back from the panel");
        return api;
    }

    private static async Task<Results<Accepted<JobView>, ProblemHttpResult>> Ask(
        Guid id, NewAnalysis body, Actor actor, JobQueue queue, AnalysisMethods methods, AuditTrail trail, CancellationToken cancel)
    {
        trail.Subject(id);
        trail.Note("kind", methods.Of(body).Kind);
        if (body.Subject == AnalysisSubject.Harm && SharingNeeded.RefusalFor(actor, DataItem.Hotspots) is { } refusal) return Problems.Of([refusal]);
        var job = await queue.AskAsync(id, AnalysisWork.KindName, body, cancel);
        return job is null
            ? Problems.Of(ProblemCodes.IdTakenByOtherContent, "id")
            : TypedResults.Accepted($"/api/v1/jobs/{id}", JobViews.Of(job));
    }

    private static async Task<Ok<IReadOnlyList<AnalysisSummary>>> List(
        Actor actor, SpacesContext context, AuditTrail trail, CancellationToken cancel)
    {
        var recent = await SeenBy(actor, context).OrderByDescending(a => a.CreatedAt).ThenByDescending(a => a.Id).Take(RecentAnalyses)
            .Select(a => new AnalysisSummary(a.Id, a.Kind, a.Subject, a.WindowFrom, a.WindowTo, a.TooFew, a.ShownToPanelAt, a.CreatedAt))
            .ToListAsync(cancel);
        trail.Subjects(recent.Select(a => a.Id));
        return TypedResults.Ok<IReadOnlyList<AnalysisSummary>>(recent);
    }

    private static async Task<Results<Ok<AnalysisView>, ProblemHttpResult>> Read(
        Guid id, Actor actor, SpacesContext context, AnalysisRun analyses, IGridTransform grid, AuditTrail trail, CancellationToken cancel)
    {
        trail.Subject(id);
        var analysis = await SeenBy(actor, context).SingleOrDefaultAsync(a => a.Id == id, cancel);
        if (analysis is null) return Problems.Of(ProblemCodes.NotFound);
        if (analysis.Subject == AnalysisSubject.Harm && SharingNeeded.RefusalFor(actor, DataItem.Hotspots) is { } refusal) return Problems.Of([refusal]);
        return TypedResults.Ok(await AnalysisViews.ForAsync(analysis, actor, context, analyses, grid, cancel));
    }

    private static Task<Results<NoContent, ProblemHttpResult>> Show(
        Guid id, Actor actor, SpacesContext context, AuditTrail trail, TimeProvider clock, CancellationToken cancel) =>
        MarkAsync(id, clock.GetUtcNow(), actor, context, trail, cancel);

    private static Task<Results<NoContent, ProblemHttpResult>> Hide(
        Guid id, Actor actor, SpacesContext context, AuditTrail trail, CancellationToken cancel) =>
        MarkAsync(id, null, actor, context, trail, cancel);

    private static async Task<Results<NoContent, ProblemHttpResult>> MarkAsync(
        Guid id, DateTimeOffset? at, Actor actor, SpacesContext context, AuditTrail trail, CancellationToken cancel)
    {
        trail.Subject(id);
        var marked = await context.StoredAnalyses.Where(a => a.PartnershipId == actor.PartnershipId && a.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.ShownToPanelAt, a => at == null ? null : a.ShownToPanelAt ?? at), cancel);
        return marked == 0 ? Problems.Of(ProblemCodes.NotFound) : TypedResults.NoContent();
    }

    private static IQueryable<StoredAnalysis> SeenBy(Actor actor, SpacesContext context)
    {
        var mine = context.StoredAnalyses.AsNoTracking().Where(a => a.PartnershipId == actor.PartnershipId);
        return Sights.OfHotspots(actor.Role) switch
        {
            HotspotSight.Everything => mine,
            HotspotSight.Figures => mine.Where(a => a.ShownToPanelAt != null),
            _ => mine.Where(a => false),
        };
    }
}
