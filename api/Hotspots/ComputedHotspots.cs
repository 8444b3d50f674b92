using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
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
        HotspotAnalysis analysis, Actor actor, SpacesContext context, HotspotOptions options, IGridTransform grid, CancellationToken cancel)
    {
        var asked = JsonSerializer.Deserialize<NewHotspotAnalysis>(analysis.Request, WireJson.Options)!;
        var reading = new HotspotEvents(
            (NpgsqlConnection)context.Database.GetDbConnection(), actor.Identity, grid, options.MostEvents, cancel.ThrowIfCancellationRequested);
        var events = await reading.ReadAsync(asked, analysis.CreatedAt, cancel);
        var of = events.WithPoint.ToDictionary(e => e.Event.Id);
        var found = Cluster(asked, events).Hotspots;
        return new(
            [.. found.Select(hotspot => ToRow(analysis.PartnershipId, analysis.Id, hotspot, of))],
            found.SelectMany(hotspot => hotspot.Members, (hotspot, member) => (hotspot.Number, of[member.EventId].Event))
                .OrderBy(one => one.Event.Date).ThenBy(one => one.Event.Id)
                .ToLookup(one => one.Number, one => one.Event.Id));
    }

    public static HotspotResult Cluster(NewHotspotAnalysis asked, ChosenEvents events) => Clustering.HotspotAnalysis.Run(
        [.. events.WithPoint.Select(e => e.Event)],
        new HotspotParameters(asked.EpsMetres, asked.MinEvents, Incidents.Incident.ClusterableAccuracyMetres));

    public static Hotspot ToRow(Guid partnership, Guid analysis, Clustering.Hotspot found, Dictionary<Guid, ReadEvent> of) => new()
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
            found.Members.CountBy(member => of[member.EventId].Source).ToDictionary(), StringComparer.Ordinal)),
    };
}
