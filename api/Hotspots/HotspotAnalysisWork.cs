using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Analyses;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Hotspots.Events;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Hotspots;

namespace SpacesPlaces.Api.Hotspots;

/// <summary>
/// Finds the clusters that somebody asked for, in the worker's transaction and with the requester's rights. The result is
/// stored whole and never changed: what a panel saw can be seen again.
/// </summary>
internal sealed class HotspotAnalysisWork(EventReader reader, TimeProvider clock) : IJobWork
{
    public const string KindName = "density_clusters";

    private const int MembersAtOnce = 10_000;

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
        context.AddRange(result.Hotspots.Select(hotspot => ComputedHotspots.ToRow(run.Who.PartnershipId, run.JobId, hotspot, events)));
        await context.SaveChangesAsync(cancel);
        context.ChangeTracker.Clear();
        await StoreMembersAsync(run, connection, result, events, cancel);
        await Publications.PublishAsync(context, run.Who, asked, analysis, cancel);
        return $"/api/v1/hotspots?analysis={run.JobId}";
    }

    private static async Task StoreMembersAsync(
        JobRun run, NpgsqlConnection connection, HotspotResult result, ChosenEvents events, CancellationToken cancel)
    {
        var members = result.Hotspots
            .SelectMany(hotspot => hotspot.Members, (hotspot, member) => (hotspot.Number, Row: ComputedHotspots.RowOf(events, member), member.IsCore))
            .ToArray();
        for (var done = 0; done < members.Length; done += MembersAtOnce)
        {
            run.Report(0.6 + (0.4 * done / members.Length), "storing");
            var some = members[done..Math.Min(done + MembersAtOnce, members.Length)];
            await using var command = new NpgsqlCommand(NamedSql.Read("add_hotspot_members"), connection);
            command.Parameters.Add(new() { Value = run.Who.PartnershipId });
            command.Parameters.Add(new() { Value = run.JobId });
            command.Parameters.Add(new() { Value = some.Select(m => m.Number).ToArray() });
            command.Parameters.Add(new() { Value = some.Select(m => events.Keys[m.Row]).ToArray() });
            command.Parameters.Add(new()
            {
                Value = some.Select(m => events.IsContext ? (Guid?)null : events.Ids[m.Row]).ToArray(),
                NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid,
            });
            command.Parameters.Add(new() { Value = some.Select(m => m.IsCore).ToArray() });
            await command.ExecuteNonQueryAsync(cancel);
        }
    }
}
