using System.Text.Json;
using System.Text.Json.Serialization;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.MapClient.Hotspots;
using SpacesPlaces.MapClient.Http;
using SpacesPlaces.MapClient.Incidents;
using SpacesPlaces.MapClient.Language;
using SpacesPlaces.MapClient.Map;
using SpacesPlaces.MapClient.Spaces;
using SpacesPlaces.MapClient.Time;

namespace SpacesPlaces.MapClient;

/// <summary>A layer of the basemap as it came.</summary>
/// <param name="Layer">Its name.</param>
/// <param name="GeoJson">A FeatureCollection, EPSG:4326.</param>
public sealed record BasemapPart(string Layer, JsonElement GeoJson);

/// <summary>What a person received. What their role may not see was never sent, and is null or empty here.</summary>
/// <param name="Me">Who they are.</param>
/// <param name="Basemap">The partnership's basemap.</param>
/// <param name="Hotspots">Hotspots; null for those who may not see any.</param>
/// <param name="Spaces">Spaces, for those who work on them.</param>
/// <param name="SpaceAreas">Coarse areas and a word, for planners.</param>
/// <param name="Sessions">Outreach sessions; null for those who may not see them.</param>
/// <param name="Tasks">What is to be mended; null for those who may not see it.</param>
/// <param name="Context">Published context; null where none was asked for.</param>
/// <param name="Analysis">The analysis on the map.</param>
/// <param name="Assessments">Assessments that are under way; null for those who may not see them.</param>
public sealed record WorkspaceData(
    Me? Me, IReadOnlyList<BasemapPart> Basemap, HotspotList? Hotspots, IReadOnlyList<SpaceView>? Spaces,
    IReadOnlyList<SpaceAreaView>? SpaceAreas, IReadOnlyList<OutreachSessionView>? Sessions, IReadOnlyList<EnvironmentTaskView>? Tasks, ContextSummary? Context = null,
    AnalysisView? Analysis = null, IReadOnlyList<AssessmentView>? Assessments = null)
{
    /// <summary>Incidents as the person may see them.</summary>
    [JsonIgnore]
    public IncidentTable Incidents { get; init; } = IncidentTable.Empty;

    // The basemap nests deeper than any contract may.
    private const int DeepestBasemap = 64;

    /// <summary>Nothing received.</summary>
    public static WorkspaceData Empty { get; } = new(null, [], null, null, null, null, null);

    /// <summary>How it is written into the cache.</summary>
    private static JsonSerializerOptions Json { get; } = Deep();

    /// <summary>What was received, to be kept for when there is no network.</summary>
    public byte[] Write()
    {
        using MemoryStream kept = new();
        using (BinaryWriter writer = new(kept, System.Text.Encoding.UTF8, leaveOpen: true))
        {
            var rest = JsonSerializer.SerializeToUtf8Bytes(this, Json);
            writer.Write(rest.Length);
            writer.Write(rest);
        }

        Incidents.Write(kept);
        return kept.ToArray();
    }

    /// <summary>Reads what was kept; null when it was kept by a program that wrote otherwise.</summary>
    public static WorkspaceData? Read(byte[] kept)
    {
        try
        {
            using MemoryStream stream = new(kept);
            using BinaryReader reader = new(stream);
            var rest = JsonSerializer.Deserialize<WorkspaceData>(reader.ReadBytes(reader.ReadInt32()), Json);
            return rest is null ? null : rest with { Incidents = IncidentTable.Read(stream) };
        }
        catch (Exception fault) when (fault is JsonException or InvalidDataException or EndOfStreamException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Reads everything that the person may see, asking again by itself when the connection breaks.</summary>
    /// <param name="client">The way to the API, signed in.</param>
    /// <param name="connection">Notices when the service cannot be reached.</param>
    /// <param name="me">Who is signed in.</param>
    /// <param name="days">Days of incidents and outreach.</param>
    /// <param name="grid">The way to the National Grid.</param>
    /// <param name="progress">How far it is, 0 to 1.</param>
    /// <param name="cancel">Stops reading.</param>
    /// <exception cref="ApiProblemException">Refused.</exception>
    public static async Task<WorkspaceData> ReadAsync(
        ApiClient client, Connection connection, Me me, TimeWindow days, IGridTransform grid, IProgress<double>? progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(me);
        const int parts = 8;
        var done = 0;
        async Task<TAnswer?> Ask<TAnswer>(string permission, Func<CancellationToken, Task<TAnswer>> ask) where TAnswer : class
        {
            var answer = me.Permissions.Contains(permission) ? await connection.UntilAnsweredAsync(ask, cancel) : null;
            progress?.Report((double)++done / parts);
            return answer;
        }

        var basemap = await Ask<IReadOnlyList<BasemapPart>>("see_reference_data", stop => ReadBasemapAsync(client, stop));
        var hotspots = await Ask("see_hotspots", stop => client.HotspotsAsync(AnalysisSubject.Harm, null, stop));
        var incidents = await Ask("see_incidents", stop => IncidentTable.CollectAsync(client.IncidentsAsync(new(From: days.Begins, To: days.Ends), stop), grid, stop));
        var spaces = await Ask("see_spaces", stop => client.SpacesAsync(withClosed: false, stop));
        var areas = await Ask("see_space_areas", client.SpaceAreasAsync);
        var sessions = await Ask("see_outreach", stop => client.SessionsAsync(days, stop));
        var tasks = await Ask("see_environment_tasks", client.TasksAsync);
        var assessments = await Ask("see_assessments", client.AssessmentsAsync);
        return new(me, basemap ?? [], hotspots, spaces, areas, sessions, tasks, Assessments: assessments) { Incidents = incidents ?? IncidentTable.Empty };
    }

    /// <summary>The layers of what was received, but for incidents and the analysis, which follow filter and view.</summary>
    public IEnumerable<LayerDescription> Describe(IGridTransform grid, Words words)
    {
        ArgumentNullException.ThrowIfNull(words);
        foreach (var (layer, maxResolution) in GroundLayers.Order)
            if (Basemap.FirstOrDefault(part => part.Layer == layer) is { } part) yield return GroundLayers.Basemap(layer, maxResolution, part.GeoJson, words);
        if (Basemap.FirstOrDefault(part => part.Layer == "labels") is { } labels) yield return GroundLayers.Names(labels.GeoJson, words);
        if (Context is not null) yield return GroundLayers.Context(Context, grid, words);
        if (Spaces is not null) yield return SpaceLayer.Describe(Spaces, words);
        else if (SpaceAreas is not null) yield return SpaceLayer.DescribeAreas(SpaceAreas, words);
        if (Assessments is not null) yield return AssessmentLayer.Describe(Assessments, Spaces ?? [], words);
        if (Sessions is not null) yield return EffortLayers.Sessions(Sessions, grid, words);
        if (Tasks is not null) yield return EffortLayers.Tasks(Tasks, grid, words);
        if (Hotspots is not null) yield return HotspotLayer.Describe(Hotspots, words);
    }

    /// <summary>Whether a layer is drawn when somebody first comes: sessions and tasks would cover what most come for.</summary>
    public bool BeginsOn(string layer) => layer is not ("sessions" or "tasks");

    private static async Task<IReadOnlyList<BasemapPart>> ReadBasemapAsync(ApiClient client, CancellationToken cancel)
    {
        List<BasemapPart> parts = [];
        var wanted = GroundLayers.Order.Select(layer => layer.Layer).Append("labels").ToHashSet();
        foreach (var layer in await client.BasemapAsync(cancel))
            if (wanted.Contains(layer.Layer)) parts.Add(new(layer.Layer, await client.BasemapLayerAsync(layer.Layer, cancel)));
        return parts;
    }

    private static JsonSerializerOptions Deep() => new(WireJson.Options) { MaxDepth = DeepestBasemap };
}
