using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Language;

namespace SpacesPlaces.MapClient.Http;

/// <summary>The API refused; code and words are its own, in the language asked for.</summary>
public sealed class ApiProblemException(int status, string code, string title) : Exception(title)
{
    /// <summary>Status of the answer.</summary>
    public int Status { get; } = status;

    /// <summary>Stable code, see ProblemCodes.</summary>
    public string Code { get; } = code;
}

/// <summary>No answer came that the service can have given: no network, or somebody else's page in between.</summary>
public sealed class UnreachableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>
/// Speaks with the API over HTTP through the contracts; the desktop client never sees the database. What it asks never stands in an
/// address where a log would keep it: filters go in the body.
/// </summary>
/// <param name="http">Client whose base address is the service's root.</param>
public sealed partial class ApiClient(HttpClient http)
{
    private const string Root = "/api/v1";

    /// <summary>The session ended: the person is asked to sign in again, and keeps what is on screen.</summary>
    public event EventHandler? SessionEnded;

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
    /// <exception cref="UnreachableException">No answer of the service.</exception>
    public async Task<Me> SignInAsync(string user, string password, string? code, CancellationToken cancel)
    {
        http.DefaultRequestHeaders.Authorization = null;
        var signedIn = await SendAsync<SignedIn>(HttpMethod.Post, "/access/sign-in", new SignIn(user, password, code), cancel);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", signedIn.Token);
        return signedIn.Me;
    }

    /// <summary>Signs out; the token is of no use from then on, here or there.</summary>
    public async Task SignOutAsync(CancellationToken cancel)
    {
        try
        {
            await SendAsync(HttpMethod.Post, "/access/sign-out", null, cancel);
        }
        finally
        {
            http.DefaultRequestHeaders.Authorization = null;
        }
    }

    /// <summary>Proves once more who is there, for instance to leave the presentation.</summary>
    /// <exception cref="ApiProblemException">Refused.</exception>
    public Task RenewAsync(string password, string? code, CancellationToken cancel) =>
        SendAsync(HttpMethod.Post, "/access/renewal", new Renewal(password, code), cancel);

    private async Task<TAnswer> SendAsync<TAnswer>(HttpMethod method, string path, object? body, CancellationToken cancel)
    {
        using var answer = await AnswerAsync(method, path, body, HttpCompletionOption.ResponseContentRead, cancel);
        return await ReadAsync<TAnswer>(answer, cancel);
    }

    private async Task SendAsync(HttpMethod method, string path, object? body, CancellationToken cancel)
    {
        using var answer = await AnswerAsync(method, path, body, HttpCompletionOption.ResponseContentRead, cancel);
    }

    private async Task<HttpResponseMessage> AnswerAsync(
        HttpMethod method, string path, object? body, HttpCompletionOption completion, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(method, Root + path);
        if (body is not null) request.Content = JsonContent.Create(body, body.GetType(), options: WireJson.Options);
        HttpResponseMessage answer;
        try
        {
            answer = await http.SendAsync(request, completion, cancel);
        }
        catch (HttpRequestException fault)
        {
            throw new UnreachableException("The service cannot be reached.", fault);
        }
        catch (TaskCanceledException fault) when (!cancel.IsCancellationRequested)
        {
            throw new UnreachableException("The service did not answer in time.", fault);
        }

        if (answer.IsSuccessStatusCode) return answer;
        using (answer)
        {
            var hadToken = http.DefaultRequestHeaders.Authorization is not null;
            var problem = await ProblemAsync(answer, cancel);
            if (answer.StatusCode == HttpStatusCode.Unauthorized && hadToken)
            {
                http.DefaultRequestHeaders.Authorization = null;
                SessionEnded?.Invoke(this, EventArgs.Empty);
            }

            throw problem;
        }
    }

    private static async Task<TAnswer> ReadAsync<TAnswer>(HttpResponseMessage answer, CancellationToken cancel)
    {
        try
        {
            return (await answer.Content.ReadFromJsonAsync<TAnswer>(WireJson.Options, cancel))!;
        }
        catch (JsonException fault)
        {
            // A page of the network in between answers 200 too.
            throw new UnreachableException("The answer is not one of the service.", fault);
        }
        catch (HttpRequestException fault)
        {
            throw new UnreachableException("The answer broke off.", fault);
        }
    }

    private static async Task<Exception> ProblemAsync(HttpResponseMessage answer, CancellationToken cancel)
    {
        try
        {
            using var body = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(cancel), cancellationToken: cancel);
            return new ApiProblemException(
                (int)answer.StatusCode, body.RootElement.GetProperty("code").GetString()!, body.RootElement.GetProperty("title").GetString()!);
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return new UnreachableException($"Something that is not the service answered {(int)answer.StatusCode}.", fault);
        }
    }
}
