using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Language;

namespace SpacesPlaces.MapClient.Http;

/// <summary>The API refused; code and words are its own, in the language asked for.</summary>
public sealed class ApiProblemException(int status, string code, string title) : Exception(title)
{
    public int Status { get; } = status;

    /// <summary>Stable code, see ProblemCodes.</summary>
    public string Code { get; } = code;
}

/// <summary>Speaks with the API over HTTP through the contracts; the desktop client never sees the database.</summary>
/// <param name="http">Client whose base address is the service's root.</param>
public sealed class ApiClient(HttpClient http)
{
    private const string Root = "/api/v1";

    /// <summary>Language in which the API words its refusals.</summary>
    public Tongue Tongue
    {
        set
        {
            http.DefaultRequestHeaders.AcceptLanguage.Clear();
            http.DefaultRequestHeaders.AcceptLanguage.Add(new(value == Tongue.Cy ? "cy" : "en"));
        }
    }

    /// <summary>Signs in; later calls carry the token.</summary>
    /// <exception cref="ApiProblemException">Refused, or a second factor is needed (code <c>second_factor_needed</c>).</exception>
    public async Task<Me> SignInAsync(string user, string password, string? code, CancellationToken cancel)
    {
        using var answer = await http.PostAsJsonAsync($"{Root}/access/sign-in", new SignIn(user, password, code), WireJson.Options, cancel);
        var signedIn = await ReadAsync<SignedIn>(answer, cancel);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", signedIn.Token);
        return signedIn.Me;
    }

    /// <summary>The latest analysis of a subject, or a given one, as the person may see it.</summary>
    public async Task<HotspotList> HotspotsAsync(AnalysisSubject subject, Guid? analysis, CancellationToken cancel)
    {
        var query = analysis is null ? $"subject={subject.ToString().ToLowerInvariant()}" : $"analysis={analysis}";
        using var answer = await http.GetAsync($"{Root}/hotspots?{query}", cancel);
        return await ReadAsync<HotspotList>(answer, cancel);
    }

    /// <summary>All incidents that match a filter, page by page in the API's order, newest first.</summary>
    public async IAsyncEnumerable<IncidentView> IncidentsAsync(string filter, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (string? after = ""; after is not null;)
        {
            using var answer = await http.GetAsync($"{Root}/incidents?limit=1000&{filter}{(after == "" ? "" : $"&after={after}")}", cancel);
            var page = await ReadAsync<IncidentPage>(answer, cancel);
            foreach (var incident in page.Items) yield return incident;
            after = page.Next;
        }
    }

    /// <summary>Asks for an analysis under an id of the client's own.</summary>
    public async Task<JobView> AnalyseAsync(Guid id, NewHotspotAnalysis request, CancellationToken cancel)
    {
        using var answer = await http.PostAsJsonAsync($"{Root}/hotspots/analyses/{id}", request, WireJson.Options, cancel);
        return await ReadAsync<JobView>(answer, cancel);
    }

    /// <summary>A job's states as they happen; the first is its present state, the last its end.</summary>
    public async IAsyncEnumerable<JobView> FollowAsync(Guid job, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var answer = await http.GetAsync($"{Root}/jobs/{job}/progress", HttpCompletionOption.ResponseHeadersRead, cancel);
        if (!answer.IsSuccessStatusCode) throw await ProblemAsync(answer, cancel);
        await using var stream = await answer.Content.ReadAsStreamAsync(cancel);
        var events = SseParser.Create(stream, (_, data) => JsonSerializer.Deserialize<JobView>(data, WireJson.Options)!);
        await foreach (var state in events.EnumerateAsync(cancel)) yield return state.Data;
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage answer, CancellationToken cancel) =>
        answer.IsSuccessStatusCode
            ? (await answer.Content.ReadFromJsonAsync<T>(WireJson.Options, cancel))!
            : throw await ProblemAsync(answer, cancel);

    private static async Task<ApiProblemException> ProblemAsync(HttpResponseMessage answer, CancellationToken cancel)
    {
        using var body = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(cancel), cancellationToken: cancel);
        return new((int)answer.StatusCode, body.RootElement.GetProperty("code").GetString()!, body.RootElement.GetProperty("title").GetString()!);
    }
}
