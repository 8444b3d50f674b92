using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;
using SpacesPlaces.MapClient.Time;

namespace SpacesPlaces.MapClient.Http;

/// <summary>What the client asks of each room.</summary>
public sealed partial class ApiClient
{
    private const int PageOfIncidents = 1_000;

    /// <summary>Who is signed in, and what they may do.</summary>
    public Task<Me> MeAsync(CancellationToken cancel) => SendAsync<Me>(HttpMethod.Get, "/access/me", null, cancel);

    /// <summary>Says what restricted data is needed for.</summary>
    public Task<PurposeView> StatePurposeAsync(Purpose purpose, string? reason, CancellationToken cancel) =>
        SendAsync<PurposeView>(HttpMethod.Post, "/governance/purposes", new NewPurpose(purpose, reason), cancel);

    /// <summary>The layers of the partnership's own basemap.</summary>
    public Task<IReadOnlyList<BasemapLayerView>> BasemapAsync(CancellationToken cancel) =>
        SendAsync<IReadOnlyList<BasemapLayerView>>(HttpMethod.Get, "/reference-data/basemap", null, cancel);

    /// <summary>One layer of the basemap, GeoJSON in EPSG:4326.</summary>
    public Task<JsonElement> BasemapLayerAsync(string layer, CancellationToken cancel) =>
        SendAsync<JsonElement>(HttpMethod.Get, $"/reference-data/basemap/{Uri.EscapeDataString(layer)}", null, cancel);

    /// <summary>Published context by squares of 1 km.</summary>
    /// <param name="from">First month.</param>
    /// <param name="to">Last month.</param>
    /// <param name="cancel">Stops asking.</param>
    public Task<ContextSummary> ContextAsync(DateOnly from, DateOnly to, CancellationToken cancel) => SendAsync<ContextSummary>(
        HttpMethod.Get, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/reference-data/context?from={from:yyyy-MM}&to={to:yyyy-MM}"), null, cancel);

    /// <summary>The latest analysis of a subject, or a given one, as the person may see it.</summary>
    public Task<HotspotList> HotspotsAsync(AnalysisSubject subject, Guid? analysis, CancellationToken cancel) => SendAsync<HotspotList>(
        HttpMethod.Get, analysis is null ? $"/hotspots?subject={WireName.Of(subject)}" : $"/hotspots?analysis={analysis}", null, cancel);

    /// <summary>The records of a cluster, for readers of exact places who said what for.</summary>
    public Task<HotspotMembers> MembersAsync(Guid analysis, int number, CancellationToken cancel) =>
        SendAsync<HotspotMembers>(HttpMethod.Get, $"/hotspots/{analysis}/{number}/members", null, cancel);

    /// <summary>All incidents that match, page by page in the API's order, newest first.</summary>
    public async IAsyncEnumerable<IncidentView> IncidentsAsync(IncidentCriteria criteria, [EnumeratorCancellation] CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(criteria);
        for (var asked = criteria with { Limit = PageOfIncidents }; asked is not null;)
        {
            var page = await SendAsync<IncidentPage>(HttpMethod.Post, "/incidents/search", asked, cancel);
            foreach (var incident in page.Items) yield return incident;
            asked = page.Next is { } next ? asked with { After = next } : null;
        }
    }

    /// <summary>One incident as the reader may see it.</summary>
    public Task<IncidentView> IncidentAsync(Guid id, CancellationToken cancel) =>
        SendAsync<IncidentView>(HttpMethod.Get, $"/incidents/{id}", null, cancel);

    /// <summary>Records an incident under an id of the client's own; sending it again gives the same receipt.</summary>
    public Task<Receipt> RecordAsync(Guid id, NewIncident incident, CancellationToken cancel) =>
        SendAsync<Receipt>(HttpMethod.Post, $"/incidents/{id}", incident, cancel);

    /// <summary>Asks for clusters under an id of the client's own.</summary>
    public Task<JobView> AnalyseAsync(Guid id, NewHotspotAnalysis request, CancellationToken cancel) =>
        SendAsync<JobView>(HttpMethod.Post, $"/hotspots/analyses/{id}", request, cancel);

    /// <summary>Asks for another analysis under an id of the client's own.</summary>
    public Task<JobView> AnalyseAsync(Guid id, NewAnalysis request, CancellationToken cancel) =>
        SendAsync<JobView>(HttpMethod.Post, $"/analyses/{id}", request, cancel);

    /// <summary>The analyses that the reader may open, newest first.</summary>
    public Task<IReadOnlyList<AnalysisSummary>> AnalysesAsync(CancellationToken cancel) =>
        SendAsync<IReadOnlyList<AnalysisSummary>>(HttpMethod.Get, "/analyses", null, cancel);

    /// <summary>One analysis as the reader may see it.</summary>
    public Task<AnalysisView> AnalysisAsync(Guid id, CancellationToken cancel) => SendAsync<AnalysisView>(HttpMethod.Get, $"/analyses/{id}", null, cancel);

    /// <summary>Where a job stands.</summary>
    public Task<JobView> JobAsync(Guid job, CancellationToken cancel) => SendAsync<JobView>(HttpMethod.Get, $"/jobs/{job}", null, cancel);

    /// <summary>Stops a job; what it had worked out is not stored.</summary>
    public Task StopAsync(Guid job, CancellationToken cancel) => SendAsync(HttpMethod.Delete, $"/jobs/{job}", null, cancel);

    /// <summary>A job's states as they happen; the first is its present state, the last its end unless the connection broke.</summary>
    public async IAsyncEnumerable<JobView> FollowAsync(Guid job, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var answer = await AnswerAsync(HttpMethod.Get, $"/jobs/{job}/progress", null, HttpCompletionOption.ResponseHeadersRead, cancel);
        await using var stream = await answer.Content.ReadAsStreamAsync(cancel);
        var events = SseParser.Create(stream, (_, data) => JsonSerializer.Deserialize<JobView>(data, WireJson.Options)!);
        await foreach (var state in events.EnumerateAsync(cancel)) yield return state.Data;
    }

    /// <summary>Spaces, for those who work on them.</summary>
    /// <param name="withClosed">Also those on which the work is over.</param>
    /// <param name="cancel">Stops asking.</param>
    public Task<IReadOnlyList<SpaceView>> SpacesAsync(bool withClosed, CancellationToken cancel) =>
        SendAsync<IReadOnlyList<SpaceView>>(HttpMethod.Get, withClosed ? "/spaces?closed=true" : "/spaces", null, cancel);

    /// <summary>Coarse areas and a word, for planners.</summary>
    public Task<IReadOnlyList<SpaceAreaView>> SpaceAreasAsync(CancellationToken cancel) =>
        SendAsync<IReadOnlyList<SpaceAreaView>>(HttpMethod.Get, "/spaces/areas", null, cancel);

    /// <summary>One space with what hangs on it.</summary>
    public Task<SpaceFile> SpaceAsync(Guid id, CancellationToken cancel) => SendAsync<SpaceFile>(HttpMethod.Get, $"/spaces/{id}", null, cancel);

    /// <summary>A page of a space's timeline, newest first.</summary>
    /// <param name="id">The space.</param>
    /// <param name="after">Token of the page; the first when null.</param>
    /// <param name="cancel">Stops asking.</param>
    public Task<SpaceTimeline> TimelineAsync(Guid id, string? after, CancellationToken cancel) => SendAsync<SpaceTimeline>(
        HttpMethod.Get, $"/spaces/{id}/timeline{(after is null ? "" : $"?after={Uri.EscapeDataString(after)}")}", null, cancel);

    /// <summary>Assessments of a space.</summary>
    public Task<IReadOnlyList<AssessmentView>> AssessmentsAsync(Guid space, CancellationToken cancel) =>
        SendAsync<IReadOnlyList<AssessmentView>>(HttpMethod.Get, $"/assessments?space={space}&ended=true", null, cancel);

    /// <summary>Assessments that are under way.</summary>
    public Task<IReadOnlyList<AssessmentView>> AssessmentsAsync(CancellationToken cancel) =>
        SendAsync<IReadOnlyList<AssessmentView>>(HttpMethod.Get, "/assessments", null, cancel);

    /// <summary>Young people's safety maps of an assessment, merged by the office, of rounds that are closed.</summary>
    public Task<SafetyMapFile> SafetyMapsAsync(Guid assessment, CancellationToken cancel) =>
        SendAsync<SafetyMapFile>(HttpMethod.Get, $"/assessments/{assessment}/safety-maps", null, cancel);

    /// <summary>Outreach sessions that began on some days, first and last included.</summary>
    public Task<IReadOnlyList<OutreachSessionView>> SessionsAsync(TimeWindow days, CancellationToken cancel) => SendAsync<IReadOnlyList<OutreachSessionView>>(
        HttpMethod.Get, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/outreach/sessions?from={days.From:yyyy-MM-dd}&to={days.To:yyyy-MM-dd}"), null, cancel);

    /// <summary>What is to be mended.</summary>
    public Task<IReadOnlyList<EnvironmentTaskView>> TasksAsync(CancellationToken cancel) =>
        SendAsync<IReadOnlyList<EnvironmentTaskView>>(HttpMethod.Get, "/environment-tasks", null, cancel);
}
