using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.Tests;

/// <summary>Reading answers and their problems.</summary>
public static class Answers
{
    public static async Task<T> ReadAsync<T>(this HttpResponseMessage answer, HttpStatusCode expected = HttpStatusCode.OK)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(expected == answer.StatusCode, $"{(int)answer.StatusCode}: {text}");
        return JsonSerializer.Deserialize<T>(text, WireJson.Options)!;
    }

    /// <summary>Asserts that the answer is this problem, and nothing but a problem; gives its body.</summary>
    public static async Task<JsonObject> AssertProblemAsync(this HttpResponseMessage answer, ProblemCode expected, string? field = null)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode == expected.Status, $"{(int)answer.StatusCode} instead of {expected}: {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonNode.Parse(text)!.AsObject();
        Assert.Equal(expected.Code, (string)problem["code"]!);
        Assert.False(string.IsNullOrWhiteSpace((string)problem["title"]!));
        if (field is not null) Assert.Contains(problem["errors"]!.AsArray(), error => (string?)error!["field"] == field);
        return problem;
    }

    public static Task<HttpResponseMessage> PostAsync<T>(this HttpClient client, string path, T body) =>
        client.PostAsJsonAsync(path, body, WireJson.Options);

    public static Task<HttpResponseMessage> PostRawAsync(this HttpClient client, string path, string json) =>
        client.PostAsync(path, new StringContent(json, Encoding.UTF8, "application/json"));

    public static async Task<HttpResponseMessage> PutAsync<T>(this HttpClient client, string path, T body, int? version)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = JsonContent.Create(body, options: WireJson.Options) };
        if (version is not null) request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
        return await client.SendAsync(request);
    }
}
