using SpacesPlaces.Contracts;
using SpacesPlaces.MapClient.Http;

namespace SpacesPlaces.MapClient.Hotspots;

/// <summary>The records behind a cluster.</summary>
/// <param name="Hotspot">The cluster.</param>
/// <param name="Records">Its records that the reader may open, oldest first.</param>
/// <param name="Agrees">True when there are as many as the cluster says events; otherwise some were withdrawn or are not the reader's to see since
/// the analysis was made, and the reader is told.</param>
public sealed record ClusterRecords(HotspotView Hotspot, IReadOnlyList<IncidentView> Records, bool Agrees);

/// <summary>From a cluster to its records, for readers of exact places who said what for. Each look is written down by the office.</summary>
/// <param name="client">The way to the API.</param>
public sealed class DrillDown(ApiClient client)
{
    /// <summary>Reads the records of a cluster.</summary>
    /// <exception cref="ApiProblemException">Refused, for instance <c>purpose_needed</c>.</exception>
    public async Task<ClusterRecords> ReadAsync(HotspotView hotspot, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(hotspot);
        var members = await client.MembersAsync(hotspot.AnalysisId, hotspot.Number ?? throw new ArgumentException("A band has no members.", nameof(hotspot)), cancel);
        List<IncidentView> records = [];
        foreach (var id in members.IncidentIds)
        {
            try
            {
                records.Add(await client.IncidentAsync(id, cancel));
            }
            catch (ApiProblemException problem) when (problem.Status == 404)
            {
                // Withdrawn from the reader since the analysis was made; that one is missing is said, which one is not.
            }
        }

        return new(hotspot, records, records.Count == hotspot.Events && records.All(record => record.Status == Geodata.Vocabulary.IncidentStatus.Recorded));
    }
}
