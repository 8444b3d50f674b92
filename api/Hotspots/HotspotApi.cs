using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Analyses;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Hotspots.Events;
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
        services.AddSingleton<EventSnapshots>();
        services.AddSingleton<EventReader>();
        services.AddSingleton<IJobWork, HotspotAnalysisWork>();
        services.AddHostedService<DbscanWarmUp>();
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
        hotspots.MapGet("/areas", AreaMap.Show).NeedsAgreement(DataItem.Hotspots)
            .Requires(Permission.SeeAreas).Audited(AuditAction.AreasSeen)
            .WithSummary("How much harm was recorded in a past quarter or year, by fixed areas, in bands; computed once and kept");
        hotspots.MapGet("/hours", AreaHours.Show).NeedsAgreement(DataItem.Hotspots)
            .Requires(Permission.SeeAreas).Audited(AuditAction.AreasSeen)
            .WithSummary("Blocks of the week that held more harm than their share in a past quarter or year, in the fixed area of a point; never a figure");
        hotspots.MapGet("/{analysisId:guid}/{number:int}/members", ShowMembers).NeedsAgreement(DataItem.Hotspots).NeedsPurpose()
            .Requires(Permission.SeeHotspotMembers).Audited(AuditAction.HotspotMembersSeen)
            .WithSummary("The incidents of one cluster in time order");
        hotspots.MapPost("/{analysisId:guid}/{number:int}/look", Look).NeedsAgreement(DataItem.Hotspots)
            .Requires(Permission.MarkLookedAt).Audited(AuditAction.HotspotLookedAt)
            .WithSummary("Say that the panel has looked at a place: whoever sent in what lies behind it is told that, and nothing else");
        return api;
    }

    private static async Task<Results<Accepted<JobView>, ProblemHttpResult>> Analyse(
        Guid id, NewHotspotAnalysis body, Actor actor, JobQueue queue, AuditTrail trail, CancellationToken cancel)
    {
        trail.Subject(id);
        if (body.Subject == AnalysisSubject.Harm && SharingNeeded.RefusalFor(actor, DataItem.Hotspots) is { } refusal) return Problems.Of([refusal]);
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
        return TypedResults.Ok<IReadOnlyList<HotspotAnalysisView>>([.. recent.Select(analysis => HotspotViews.Of(analysis, actor.HidesRecords ? HotspotSight.Figures : HotspotSight.Everything))]);
    }

    private static async Task<Results<Ok<HotspotList>, ProblemHttpResult>> Show(
        Guid? analysis, string? subject, Actor actor, SpacesContext context, EventReader reader, FixedAreas areas, IGridTransform grid,
        AuditTrail trail, CancellationToken cancel)
    {
        AnalysisSubject? about = null;
        if (subject is not null)
        {
            if (!WireName.TryParse<AnalysisSubject>(subject, out var word)) return Problems.Of(ProblemCodes.WordUnknown, "subject");
            about = word;
        }

        if (about != AnalysisSubject.Context && SharingNeeded.RefusalFor(actor, DataItem.Hotspots) is { } refusal) return Problems.Of([refusal]);
        var list = await ReadAsync(analysis, about, Sights.OfHotspots(actor.Role), actor, context, reader, areas, grid, trail, cancel);
        if (list is not null) return TypedResults.Ok(list);
        return analysis is null ? TypedResults.Ok(new HotspotList(null, [])) : Problems.Of(ProblemCodes.NotFound);
    }

    /// <summary>The hotspots of an analysis (the latest when none is named) as a reader with this sight sees them; null when there is none.</summary>
    internal static async Task<HotspotList?> ReadAsync(
        Guid? analysis, AnalysisSubject? about, HotspotSight sight, Actor actor, SpacesContext context, EventReader reader,
        FixedAreas areas, IGridTransform grid, AuditTrail trail, CancellationToken cancel)
    {
        var found = await FindAsync(analysis, about, sight, context, actor.PartnershipId, cancel);
        if (found is null) return null;
        trail.Subject(found.Id);
        var rows = await RowsAsync(found, Sights.ClassesOf(sight), actor, context, reader, cancel);
        return sight == HotspotSight.Band
            ? HotspotViews.Banded(found, rows, areas, grid)
            : HotspotViews.Figured(
                found, rows, sight, actor.HidesRecords, await NearbyPlaces.ReadAsync(context, actor.PartnershipId, rows, cancel),
                await OutreachAsync(found, actor, context, cancel), grid);
    }

    private static async Task<NearbyOutreach?> OutreachAsync(HotspotAnalysis analysis, Actor actor, SpacesContext context, CancellationToken cancel)
    {
        if (analysis.Subject != AnalysisSubject.Harm) return null;
        var asked = JsonSerializer.Deserialize<NewHotspotAnalysis>(analysis.Request, WireJson.Options)!;
        return await NearbyOutreach.ReadAsync((NpgsqlConnection)context.Database.GetDbConnection(), actor.PartnershipId, asked.From, asked.To, cancel);
    }

    private static Task<HotspotAnalysis?> FindAsync(
        Guid? named, AnalysisSubject? about, HotspotSight sight, SpacesContext context, Guid partnership, CancellationToken cancel)
    {
        if (sight == HotspotSight.Band && named is null)
            return about == AnalysisSubject.Context ? Task.FromResult<HotspotAnalysis?>(null) : Publications.LatestAsync(context, partnership, cancel);
        var seen = sight == HotspotSight.Band
            ? Publications.OfAllHarm(context, partnership)
            : context.HotspotAnalyses.AsNoTracking().Where(a => a.PartnershipId == partnership);
        return seen.Where(a => named == null || a.Id == named)
            .Where(a => a.Subject == (about ?? (named == null ? AnalysisSubject.Harm : a.Subject)))
            .OrderByDescending(a => a.CreatedAt).ThenByDescending(a => a.Id)
            .FirstOrDefaultAsync(cancel);
    }

    private static async Task<IReadOnlyList<Hotspot>> RowsAsync(
        HotspotAnalysis analysis, ClusterClass[] classes, Actor actor, SpacesContext context, EventReader reader, CancellationToken cancel)
    {
        if (!await ComputedHotspots.IsNeededAsync(actor, analysis, context, cancel))
        {
            return await context.Hotspots.AsNoTracking()
                .Where(h => h.PartnershipId == actor.PartnershipId && h.AnalysisId == analysis.Id && classes.Contains(h.Class))
                .OrderByDescending(h => h.Events).ThenBy(h => h.Number).Take(MostHotspots)
                .ToListAsync(cancel);
        }

        var computed = await ComputedHotspots.RunAsync(analysis, actor, context, reader, cancel);
        return [.. computed.Rows.Where(h => classes.Contains(h.Class)).OrderByDescending(h => h.Events).ThenBy(h => h.Number).Take(MostHotspots)];
    }

    private static async Task<Results<Ok<HotspotMembers>, ProblemHttpResult>> ShowMembers(
        Guid analysisId, int number, Actor actor, SpacesContext context, EventReader reader, AuditTrail trail, CancellationToken cancel)
    {
        trail.Subject(analysisId);
        var analysis = await context.HotspotAnalyses.AsNoTracking()
            .SingleOrDefaultAsync(a => a.PartnershipId == actor.PartnershipId && a.Id == analysisId, cancel);
        var incidents = analysis is null ? null : await MembersAsync(analysis, number, actor, context, reader, cancel);
        if (incidents is null) return Problems.Of(ProblemCodes.NotFound);
        trail.Subjects(incidents);
        trail.Note("shown", incidents.Count);
        return TypedResults.Ok(new HotspotMembers(number, incidents));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Look(
        Guid analysisId, int number, Actor actor, SpacesContext context, EventReader reader, AuditTrail trail, TimeProvider clock, CancellationToken cancel)
    {
        trail.Subject(analysisId);
        var analysis = await context.HotspotAnalyses.AsNoTracking()
            .SingleOrDefaultAsync(a => a.PartnershipId == actor.PartnershipId && a.Id == analysisId, cancel);
        var incidents = analysis is null ? null : await MembersAsync(analysis, number, actor, context, reader, cancel);
        if (incidents is null) return Problems.Of(ProblemCodes.NotFound);
        DateOnly? today = LocalDays.Of(clock.GetUtcNow());
        await context.Incidents.Where(i => i.PartnershipId == actor.PartnershipId && incidents.Contains(i.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.LookedAtByPanel, today), cancel);
        return TypedResults.NoContent();
    }

    // The incidents of a cluster that the reader sees at all; null where there is no such cluster for them.
    private static async Task<IReadOnlyList<Guid>?> MembersAsync(
        HotspotAnalysis analysis, int number, Actor actor, SpacesContext context, EventReader reader, CancellationToken cancel)
    {
        var classes = Sights.ClassesOf(Sights.OfHotspots(actor.Role));
        if (!await ComputedHotspots.IsNeededAsync(actor, analysis, context, cancel))
            return await StoredMembersAsync(analysis.Id, number, classes, actor.PartnershipId, context, cancel);
        var computed = await ComputedHotspots.RunAsync(analysis, actor, context, reader, cancel);
        return computed.Rows.Any(h => h.Number == number && classes.Contains(h.Class)) ? [.. computed.Members[number]] : null;
    }

    private static async Task<IReadOnlyList<Guid>?> StoredMembersAsync(
        Guid analysisId, int number, ClusterClass[] classes, Guid partnership, SpacesContext context, CancellationToken cancel)
    {
        if (!await context.Hotspots.AnyAsync(h => h.PartnershipId == partnership && h.AnalysisId == analysisId && h.Number == number && classes.Contains(h.Class), cancel))
            return null;
        await using var command = new NpgsqlCommand(NamedSql.Read("hotspot_members"), (NpgsqlConnection)context.Database.GetDbConnection());
        command.Parameters.Add(new() { Value = partnership });
        command.Parameters.Add(new() { Value = analysisId });
        command.Parameters.Add(new() { Value = number });
        List<Guid> members = [];
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel)) members.Add(row.GetGuid(0));
        return members;
    }
}
