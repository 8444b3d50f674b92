using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Hotspots.Events;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Hotspots;
using Clustering = SpacesPlaces.Geodata.Hotspots;

namespace SpacesPlaces.Api.Hotspots;

/// <summary>The clusters of an analysis as they are for one reader.</summary>
/// <param name="Rows">The clusters.</param>
/// <param name="Members">Member incidents of each cluster in time order, by number.</param>
internal sealed record ComputedHotspots(IReadOnlyList<Hotspot> Rows, ILookup<int, Guid> Members)
{
    /// <summary>
    /// True when a stored result may count records that the reader must not know of: figures, outlines and classes would tell that
    /// there is something. Such a reader gets the analysis made anew, over the records that they may know.
    /// </summary>
    public static async Task<bool> IsNeededAsync(Actor actor, HotspotAnalysis analysis, SpacesContext context, CancellationToken cancel)
    {
        if (analysis.Subject == AnalysisSubject.Context) return false;
        return actor.HidesRecords || !await SeesAllAgenciesAsync(actor.Identity, context, cancel);
    }

    /// <summary>True when every agency that works in the partnership, or did, shares its records with the actor's.</summary>
    public static async Task<bool> SeesAllAgenciesAsync(ActorIdentity who, SpacesContext context, CancellationToken cancel)
    {
        var agencies = await context.Memberships.Where(m => m.PartnershipId == who.PartnershipId).Select(m => m.Agency).Distinct().ToListAsync(cancel);
        return agencies.All(SharingNeeded.AgenciesThatCount(who).Contains);
    }

    /// <summary>The analysis as it would be without what row-level security hides from the acting account, up to its own time.</summary>
    public static async Task<ComputedHotspots> RunAsync(
        HotspotAnalysis analysis, Actor actor, SpacesContext context, EventReader reader, CancellationToken cancel)
    {
        var asked = JsonSerializer.Deserialize<NewHotspotAnalysis>(analysis.Request, WireJson.Options)!;
        var events = await reader.ReadAsync(
            EventSelection.Of(asked), (NpgsqlConnection)context.Database.GetDbConnection(), actor.Identity, analysis.CreatedAt, cancel);
        var found = Cluster(asked, events).Hotspots;
        var rowOf = RowsOf(events);
        return new(
            [.. found.Select(hotspot => ToRow(analysis.PartnershipId, analysis.Id, hotspot, events, rowOf))],
            found.SelectMany(hotspot => hotspot.Members, (hotspot, member) => (hotspot.Number, Row: rowOf[member.EventId]))
                .OrderBy(one => events.Days[one.Row]).ThenBy(one => one.Row)
                .ToLookup(one => one.Number, one => events.Ids[one.Row]));
    }

    /// <summary>The row of each event by its id.</summary>
    public static Dictionary<Guid, int> RowsOf(ChosenEvents events)
    {
        var rows = new Dictionary<Guid, int>(events.Count);
        for (var row = 0; row < events.Count; row++) rows.Add(events.Ids[row], row);
        return rows;
    }

    public static HotspotResult Cluster(NewHotspotAnalysis asked, ChosenEvents events) => Clustering.HotspotAnalysis.Run(
        events.AsClustered,
        new HotspotParameters(asked.EpsMetres, asked.MinEvents, Incidents.Incident.ClusterableAccuracyMetres)
        {
            By = asked.Method switch
            {
                ClusterMethodChoice.StDbscan => Clustering.ClusterMethod.StDbscan,
                ClusterMethodChoice.Hdbscan => Clustering.ClusterMethod.Hdbscan,
                _ => Clustering.ClusterMethod.Dbscan,
            },
            EpsDays = asked.EpsDays ?? 0,
        });

    public static Hotspot ToRow(Guid partnership, Guid analysis, Clustering.Hotspot found, ChosenEvents events, Dictionary<Guid, int> rowOf) => new()
    {
        PartnershipId = partnership,
        AnalysisId = analysis,
        Number = found.Number,
        Class = found.Counts.Class,
        Events = found.Counts.Events,
        DistinctChildren = found.Counts.DistinctChildren,
        ChildrenUnknown = found.Counts.ChildrenUnknown,
        Agencies = found.Counts.Agencies,
        Dates = found.Counts.Dates,
        First = found.Counts.First,
        Last = found.Counts.Last,
        Hull = found.Hull,
        SourceMix = JsonSerializer.Serialize(new SortedDictionary<string, int>(
            found.Members.CountBy(member => events.Sources[rowOf[member.EventId]]).ToDictionary(), StringComparer.Ordinal)),
    };
}
