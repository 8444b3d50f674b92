using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.Hotspots;

/// <summary>
/// Which analysis readers of bands see when they name none: the first one of a window of whole months that is over. It stays until
/// a later month is published, so that neither today's record nor a trial of other settings redraws yesterday's map.
/// </summary>
internal static class Publications
{
    /// <summary>The analyses of a partnership that readers of bands may see when they know the name.</summary>
    /// <remarks>
    /// Of all harm everywhere only: a place that shows up under one kind of harm, source, agency or corner of the county would tell
    /// them more.
    /// </remarks>
    public static IQueryable<HotspotAnalysis> OfAllHarm(SpacesContext context, Guid partnership) =>
        context.HotspotAnalyses.FromSql(
            $"""
            select * from hotspot_analysis
            where partnership_id = {partnership} and subject = 'harm'
                and coalesce(request ->> 'harmTypes', '[]') = '[]' and coalesce(request ->> 'sourceKinds', '[]') = '[]'
                and coalesce(request ->> 'agencies', '[]') = '[]' and request ->> 'area' is null
                and coalesce(request ->> 'method', 'dbscan') = 'dbscan'
            """).AsNoTracking();

    /// <summary>Publishes a new analysis if it is the one that readers of bands wait for.</summary>
    public static async Task PublishAsync(
        SpacesContext context, ActorIdentity who, NewHotspotAnalysis asked, HotspotAnalysis analysis, CancellationToken cancel)
    {
        if (!IsOfWholeMonths(asked, LocalDays.Of(analysis.CreatedAt)) || !IsOfAllHarm(asked)) return;
        // Made by somebody from whom something is hidden, it would be a smaller world than the one that others may see.
        if (who.HidesRecords || !await ComputedHotspots.SeesAllAgenciesAsync(who, context, cancel)) return;
        await context.Database.ExecuteSqlAsync(
            $"""
            insert into hotspot_publication (partnership_id, period_end, window_months, analysis_id, published_at)
            select {who.PartnershipId}, {asked.To}, {MonthsOf(asked)}, {analysis.Id}, {analysis.CreatedAt}
            where not exists (select from hotspot_publication where partnership_id = {who.PartnershipId} and period_end >= {asked.To})
            on conflict do nothing
            """, cancel);
    }

    /// <summary>The published analysis; null when there is none.</summary>
    public static Task<HotspotAnalysis?> LatestAsync(SpacesContext context, Guid partnership, CancellationToken cancel) => (
        from publication in context.HotspotPublications
        join analysis in context.HotspotAnalyses
            on new { publication.PartnershipId, Id = publication.AnalysisId } equals new { analysis.PartnershipId, analysis.Id }
        where publication.PartnershipId == partnership
        orderby publication.PeriodEnd descending, publication.PublishedAt, publication.WindowMonths
        select analysis).AsNoTracking().FirstOrDefaultAsync(cancel);

    internal static bool IsOfWholeMonths(NewHotspotAnalysis asked, DateOnly madeOn) =>
        asked.From.Day == 1 && asked.To.AddDays(1).Day == 1 && asked.To < madeOn;

    private static bool IsOfAllHarm(NewHotspotAnalysis asked) =>
        asked is { Subject: AnalysisSubject.Harm, Method: ClusterMethodChoice.Dbscan, Area: null, HarmTypes: null or { Count: 0 }, SourceKinds: null or { Count: 0 }, Agencies: null or { Count: 0 } };

    private static int MonthsOf(NewHotspotAnalysis asked) => ((asked.To.Year - asked.From.Year) * 12) + asked.To.Month - asked.From.Month + 1;
}
