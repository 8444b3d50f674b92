using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SpacesPlaces.Api.Tests.Database;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Http;

/// <summary>
/// Hand payloads in every parameter, header and field of every operation that the program publishes (SEC-30, SEC-33): no failure of
/// ours, no word of the database, no delay, no row gone.
/// </summary>
[Long(60)]
public sealed partial class HostileValueTests(TestApi api) : IClassFixture<TestApi>
{
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(4);

    private static readonly string[] Payloads =
    [
        "'", "\"", "';select pg_sleep(9)--", "1 or 1=1", "x' union select password_hash from account--", "$$;drop table incident;--",
        "\\'; copy account to program 'id'--", "(select 1 from pg_sleep(9))", "%' or '1'='1", "' || pg_sleep(9) || '",
        "<script>alert(1)</script>", "\"><svg onload=alert(1)>", "{{7*7}}${7*7}<%= 7*7 %>", "=cmd|' /C calc'!A0", "../../../../etc/passwd",
        "\0", "a\r\nX-Injected: yes", "\u202Egnp.exe", "\u001b[31m", "\uD800", "NaN", "-1", "99999999999999999999", "1e400", "null", "[]", "",
    ];

    [Fact]
    public async Task Values_InEveryParameterHeaderAndField_ChangeAndTellNothing()
    {
        using var nobody = api.Anyone();
        var description = JsonNode.Parse(await nobody.GetStringAsync("/openapi/v1.json"))!;
        var before = await RowsAsync();
        var asked = 0;
        // Signed in beforehand: hostile tries to sign in put the brake on this address, as they should.
        HttpClient[] clients = [api.As(Role.Analyst), api.As(Role.Admin)];
        foreach (var client in clients)
        {
            foreach (var request in Requests(description))
            {
                asked++;
                await AskAsync(client, request);
            }
        }

        Assert.True(asked > 1_000, $"Only {asked} requests: the guard does not see the operations.");
        var after = await RowsAsync();
        Assert.Equal(before.Keys, after.Keys);
        // Valid text with a payload in it may be stored as text; nothing may go.
        Assert.All(before, table => Assert.True(after[table.Key] >= table.Value, $"{table.Key}: {table.Value} rows before, {after[table.Key]} after."));
        // A log that quoted an exception's text would quote what a person wrote.
        Assert.DoesNotContain(api.Log.Lines, line => line.Contains("An unhandled exception", StringComparison.Ordinal));
    }

    private static async Task AskAsync(HttpClient client, Func<HttpRequestMessage> make)
    {
        using var request = make();
        var what = $"{request.Method} {request.RequestUri}";
        var clock = Stopwatch.StartNew();
        HttpResponseMessage answer;
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(8));
            answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
        }
        catch (Exception fault) when (fault is FormatException or InvalidOperationException or ArgumentException)
        {
            return; // A header that no client can send.
        }

        using (answer)
        {
            Assert.True((int)answer.StatusCode < 500, $"{what}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
            Assert.True(clock.Elapsed < Slow, $"{what}: {clock.Elapsed}");
            Assert.False(answer.Headers.Contains("X-Injected"), what);
            if (answer.Content.Headers.ContentType?.MediaType == "text/event-stream") return;
            var text = await answer.Content.ReadAsStringAsync();
            if ((int)answer.StatusCode >= 400) Assert.False(DatabaseWords().IsMatch(text) || text.Contains("   at ", StringComparison.Ordinal), $"{what}: {text}");
        }
    }

    private static IEnumerable<Func<HttpRequestMessage>> Requests(JsonNode description)
    {
        var turn = 0;
        foreach (var (path, operations) in description["paths"]!.AsObject())
            foreach (var (method, operation) in operations!.AsObject())
            {
                // It would end the session that the rest is asked with.
                if (path.EndsWith("/sign-out", StringComparison.Ordinal)) continue;
                var parameters = operation!["parameters"]?.AsArray().Select(p => ((string)p!["name"]!, (string)p["in"]!)).ToList() ?? [];
                var schema = operation["requestBody"]?["content"]?["application/json"]?["schema"];
                var fields = schema is null ? [] : Leaves(Sample(schema, description, 0), "$").ToList();

                // Each one alone with three payloads, in turn, so that all come by; then all at once with every payload.
                foreach (var (name, place) in parameters)
                    for (var i = 0; i < 3; i++)
                        yield return Make(method, path, parameters, schema, description, (name, Payloads[turn++ % Payloads.Length]), null);
                foreach (var field in fields)
                    for (var i = 0; i < 3; i++)
                        yield return Make(method, path, parameters, schema, description, null, (field, Payloads[turn++ % Payloads.Length]));
                foreach (var payload in Payloads)
                    yield return Make(method, path, parameters, schema, description, ("*", payload), fields.Count > 0 ? ("*", payload) : null);
            }
    }

    private static Func<HttpRequestMessage> Make(
        string method, string path, List<(string Name, string In)> parameters, JsonNode? schema, JsonNode description,
        (string Name, string Value)? parameter, (string Path, string Value)? field) => () =>
    {
        string ValueOf(string name, string usual) => parameter is { } hostile && (hostile.Name == name || hostile.Name == "*") ? hostile.Value : usual;
        var address = Part().Replace(path, part => Uri.EscapeDataString(Sendable(ValueOf(part.Groups[1].Value, Guid.NewGuid().ToString()))));
        var query = parameters.Where(p => p.In == "query" && parameter is { } hostile && (hostile.Name == p.Name || hostile.Name == "*"))
            .Select(p => $"{p.Name}={Uri.EscapeDataString(Sendable(parameter!.Value.Value))}");
        var request = new HttpRequestMessage(new(method.ToUpperInvariant()), address + "?" + string.Join('&', query));
        if (parameter?.Name == "*" && parameter.Value.Value.All(c => c is >= ' ' and < '\u007f'))
            foreach (var header in (string[])["If-Match", "Accept-Language", "User-Agent", "X-Forwarded-For", "Referer", "X-Request-Id", "Accept"])
                request.Headers.TryAddWithoutValidation(header, parameter.Value.Value);
        if (schema is null) return request;
        var body = Sample(schema, description, 0)!;
        if (field is { } changed)
            foreach (var leaf in Leaves(body, "$").ToList())
                if (changed.Path == leaf || changed.Path == "*") Set(body, leaf, changed.Value);
        // A lone surrogate cannot be written as UTF-8; as an escape it can.
        var text = body.ToJsonString().Replace("\\uFFFD", "\\uD800", StringComparison.OrdinalIgnoreCase);
        request.Content = new StringContent(text, Encoding.UTF8, "application/json");
        return request;
    };

    private static string Sendable(string value) => value.Replace('\uD800', '\uFFFD');

    /// <summary>A body of the schema's shape with harmless values.</summary>
    private static JsonNode? Sample(JsonNode schema, JsonNode description, int depth)
    {
        if (schema["$ref"] is { } reference)
            schema = description["components"]!["schemas"]![((string)reference!).Split('/')[^1]]!;
        if (depth > 6) return null;
        foreach (var combined in (string[])["oneOf", "anyOf", "allOf"])
            if (schema[combined] is JsonArray { Count: > 0 } parts) return Sample(parts.FirstOrDefault(p => p!["$ref"] is not null) ?? parts[0]!, description, depth + 1);
        if (schema["enum"] is JsonArray { Count: > 0 } words) return words.First(word => word is not null)!.DeepClone();
        var type = schema["type"] is JsonArray types ? (string)types[0]! : (string?)schema["type"];
        if (schema["properties"] is JsonObject properties)
            return new JsonObject(properties.Select(p => KeyValuePair.Create(p.Key, Sample(p.Value!, description, depth + 1))));
        return type switch
        {
            "array" => new JsonArray(schema["items"] is { } items ? Sample(items, description, depth + 1) : null),
            "integer" => 1,
            "number" => 1.5,
            "boolean" => false,
            "string" => (string?)schema["format"] switch
            {
                "uuid" => Guid.NewGuid().ToString(),
                "date-time" => "2026-03-06T21:00:00Z",
                "date" => "2026-03-06",
                _ => "text",
            },
            _ => new JsonObject(),
        };
    }

    private static IEnumerable<string> Leaves(JsonNode? node, string path) => node switch
    {
        JsonObject obj => obj.SelectMany(p => Leaves(p.Value, $"{path}/{p.Key}")),
        JsonArray array => array.SelectMany((item, i) => Leaves(item, $"{path}/{i.ToString(CultureInfo.InvariantCulture)}")),
        _ => [path],
    };

    private static void Set(JsonNode body, string path, string value)
    {
        var parts = path.Split('/')[1..];
        if (parts.Length == 0) return;
        var at = body;
        foreach (var part in parts[..^1]) at = at is JsonArray array ? array[int.Parse(part, CultureInfo.InvariantCulture)]! : at[part]!;
        if (at is JsonArray last) last[int.Parse(parts[^1], CultureInfo.InvariantCulture)] = Sendable(value);
        else at[parts[^1]] = Sendable(value);
    }

    private async Task<SortedDictionary<string, long>> RowsAsync()
    {
        var text = await api.ScalarAsync<string>(
            """
            select string_agg(c.relname || '=' || (xpath('/row/n/text()', query_to_xml(format('select count(*) n from %I', c.relname), false, true, '')))[1]::text, ',' order by c.relname)
            from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'r' and c.relname <> 'spatial_ref_sys'
            """);
        return new(text.Split(',').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => long.Parse(pair[1], CultureInfo.InvariantCulture)));
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Part();

    [GeneratedRegex(@"syntax error|npgsql|postgres|sqlstate|pg_catalog|relation ""|column ""|\bselect .* from\b|entityframework|System\.\w+Exception", RegexOptions.IgnoreCase)]
    private static partial Regex DatabaseWords();
}
