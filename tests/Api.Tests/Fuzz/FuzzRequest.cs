using System.Net.Http.Headers;
using System.Text.Json;

namespace SpacesPlaces.Api.Tests.Fuzz;

/// <summary>One request as it goes over the wire, whole enough to be sent again: what is kept when it found a fault.</summary>
/// <param name="Operation">Which operation of the description it was made from, for instance <c>POST /api/v1/incidents/{id}</c>.</param>
/// <param name="As">Who asks, a role's wire name; null for somebody without a sign-in.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Address">Path and query, percent-escaped, sent as written.</param>
/// <param name="Headers">Further headers, sent as written.</param>
/// <param name="Body">Body; null for none.</param>
internal sealed record FuzzRequest(
    string Operation, string? As, string Method, string Address, IReadOnlyList<string[]> Headers, byte[]? Body)
{
    private static readonly JsonSerializerOptions Spelling = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>Which run found it and what was answered; empty while nobody has looked.</summary>
    public string Found { get; init; } = "";

    public string ToJson() => JsonSerializer.Serialize(this, Spelling);

    public static FuzzRequest FromJson(string json) => JsonSerializer.Deserialize<FuzzRequest>(json, Spelling)!;

    /// <summary>The message; null when no client can send it.</summary>
    public HttpRequestMessage? ToMessage(Uri server, string? token)
    {
        // As written: the client must not tidy up what the server is to be asked with.
        if (!Uri.TryCreate(server.GetLeftPart(UriPartial.Authority) + Address, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }, out var address))
            return null;
        var message = new HttpRequestMessage(new(Method), address);
        if (token is not null) message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (Body is not null) message.Content = new ByteArrayContent(Body);
        foreach (var header in Headers)
        {
            var sent = header[0].StartsWith("Content-", StringComparison.OrdinalIgnoreCase)
                ? message.Content is null || message.Content.Headers.TryAddWithoutValidation(header[0], header[1])
                : message.Headers.TryAddWithoutValidation(header[0], header[1]);
            if (!sent) return null;
        }

        return message;
    }
}
