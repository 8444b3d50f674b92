using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NetTopologySuite.IO;
using Npgsql;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Analyses;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Hotspots.Events;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Hotspots;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Hotspots;

/// <summary>
/// Finds the clusters that somebody asked for, in the worker's transaction and with the requester's rights. The result is
/// stored whole and never changed: what a panel saw can be seen again.
/// </summary>
internal sealed class HotspotAnalysisWork(EventReader reader, TimeProvider clock) : IJobWork
{
    public const string KindName = "density_clusters";

    public string Kind => KindName;
    public Permission Needs => Permission.RunAnalyses;
    public AuditAction Audited => AuditAction.AnalysisFinished;

    public async Task<string> RunAsync(JobRun run, CancellationToken cancel)
    {
        var asked = run.Parameters.Deserialize<NewHotspotAnalysis>(WireJson.Options)!;
        var context = run.Services.GetRequiredService<SpacesContext>();
        var connection = (NpgsqlConnection)context.Database.GetDbConnection();

        run.Report(0, "reading");
        var selection = EventSelection.Of(asked);
        var events = await reader.ReadAsync(selection, connection, run.Who, null, cancel);
        var monthsMissing = asked.Subject == AnalysisSubject.Context
            && (await EventReader.MonthsWithoutContextAsync(selection, connection, run.Who, cancel)).Count > 0;

        run.Report(0.4, "clustering");
        var result = ComputedHotspots.Cluster(asked, events);
        cancel.ThrowIfCancellationRequested();

        run.Report(0.6, "storing");
        var analysis = new HotspotAnalysis
        {
            PartnershipId = run.Who.PartnershipId,
            Id = run.JobId,
            Subject = asked.Subject,
            Request = JsonSerializer.Serialize(asked, WireJson.Options),
            Method = result.Method,
            MethodVersion = result.MethodVersion,
            InputDigest = Convert.FromHexString(result.InputDigest),
            EventsConsidered = events.Considered,
            EventsClusterable = result.EventsClustered,
            NoiseEvents = result.NoiseEvents,
            Clusters = result.Hotspots.Count,
            Caveats = [.. HotspotCaveats.Of(asked, events.Considered, result, monthsMissing)],
            CreatedBy = run.Who.UserId,
            CreatedAt = clock.GetUtcNow(),
        };
        context.Add(analysis);
        await context.SaveChangesAsync(cancel);
        context.ChangeTracker.Clear();
        var rowOf = ComputedHotspots.RowsOf(events);
        await StoreHotspotsAsync(
            [.. result.Hotspots.Select(hotspot => ComputedHotspots.ToRow(run.Who.PartnershipId, run.JobId, hotspot, events, rowOf))], run, connection, cancel);
        await StoreMembersAsync(run, connection, result, events, rowOf, cancel);
        await Publications.PublishAsync(context, run.Who, asked, analysis, cancel);
        return $"/api/v1/hotspots?analysis={run.JobId}";
    }

    // Thousands of rows in one statement: tracked one by one they would take longer than the clustering.
    private static async Task StoreHotspotsAsync(Hotspot[] hotspots, JobRun run, NpgsqlConnection connection, CancellationToken cancel)
    {
        var wkb = new WKBWriter();
        await using var command = new NpgsqlCommand(NamedSql.Read("add_hotspots"), connection);
        command.Parameters.Add(new() { Value = run.Who.PartnershipId });
        command.Parameters.Add(new() { Value = run.JobId });
        Add(hotspot => hotspot.Number);
        Add(hotspot => WireName.Of(hotspot.Class));
        Add(hotspot => hotspot.Events);
        Add(hotspot => hotspot.DistinctChildren);
        Add(hotspot => hotspot.ChildrenUnknown);
        Add(hotspot => hotspot.Agencies);
        Add(hotspot => hotspot.Dates);
        Add(hotspot => hotspot.First);
        Add(hotspot => hotspot.Last);
        Add(hotspot => wkb.Write(hotspot.Hull));
        Add(hotspot => hotspot.SourceMix);
        await command.ExecuteNonQueryAsync(cancel);

        void Add<T>(Converter<Hotspot, T> column) => command.Parameters.Add(new() { Value = Array.ConvertAll(hotspots, column) });
    }

    private static async Task StoreMembersAsync(
        JobRun run, NpgsqlConnection connection, HotspotResult result, ChosenEvents events, Dictionary<Guid, int> rowOf, CancellationToken cancel)
    {
        var members = result.Hotspots.SelectMany(hotspot => hotspot.Members, (hotspot, member) => (hotspot.Number, member.EventId)).ToArray();
        await using var command = new NpgsqlCommand(NamedSql.Read("add_hotspot_members"), connection);
        command.Parameters.Add(new() { Value = run.Who.PartnershipId });
        command.Parameters.Add(new() { Value = run.JobId });
        command.Parameters.Add(new() { Value = Array.ConvertAll(members, m => m.Number) });
        command.Parameters.Add(new() { Value = events.IsContext ? [] : Array.ConvertAll(members, m => m.EventId) });
        command.Parameters.Add(new() { Value = events.IsContext ? Array.ConvertAll(members, m => events.ContextKeys[rowOf[m.EventId]]) : [] });
        await command.ExecuteNonQueryAsync(cancel);
    }
}
