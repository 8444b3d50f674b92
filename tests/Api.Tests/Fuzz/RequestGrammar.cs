using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Fuzz;

/// <summary>
/// Requests for every operation that the program publishes. Request n of a seed is always the same one, whatever was asked before,
/// so a find is told by two numbers.
/// </summary>
internal sealed class RequestGrammar
{
    private const string Json = "application/json";
    private readonly IReadOnlyList<Operation> operations;
    private readonly IReadOnlyList<Operation> drawn;
    private readonly BodyGrammar bodies;
    private readonly IReadOnlyList<string> roles;
    private readonly IReadOnlyList<Guid> records;
    private readonly IReadOnlyList<Guid> people;
    private readonly int seed;

    /// <param name="description">The OpenAPI document.</param>
    /// <param name="roles">Wire names of those who are signed in.</param>
    /// <param name="people">Accounts that may come to harm: never one of those who ask.</param>
    /// <param name="seed">Another seed, other requests.</param>
    public RequestGrammar(JsonNode description, IReadOnlyList<string> roles, IReadOnlyList<Guid> people, int seed)
    {
        (this.roles, this.people, this.seed) = (roles, people, seed);
        bodies = new(description);
        operations = [.. Read(description)];
        // Work of the processor (a password's hash, an import, clusters) comes less often, or there would be nothing but it.
        drawn = [.. operations.SelectMany(operation => Enumerable.Repeat(operation, operation.IsDear ? 1 : operation.Schema is null ? 8 : 24))];
        // Few records, met again and again: read, corrected and withdrawn as well as absent.
        var ids = new Random(seed);
        records = [.. Enumerable.Range(0, 60).Select(_ => NextGuid(ids))];
    }

    /// <summary>All operations, as the description names them.</summary>
    public IReadOnlyList<string> Operations => [.. operations.Select(operation => operation.Name)];

    /// <summary>The records that are asked for as assessments: few, because most of what is done to one needs much before it.</summary>
    public IReadOnlyList<Guid> Assessments => [.. records.Take(3)];

    /// <summary>The records that are asked for as activities that are planned: few, because most is done to one that is there.</summary>
    public IReadOnlyList<Guid> Activities => [.. records.Skip(3).Take(2)];

    /// <summary>The link of an instrument that is open to be answered without a name.</summary>
    public string Link { set => bodies.Link = value; }

    /// <summary>Request number n. The first ones go through all operations in turn, the others are drawn.</summary>
    public FuzzRequest Make(int number)
    {
        var random = new Random(unchecked((seed * 1_000_003) + number));
        var operation = number < operations.Count * 4 ? operations[number % operations.Count] : drawn[random.Next(drawn.Count)];
        List<string[]> headers = [];
        byte[]? body = null;
        if (operation.Schema is { } schema)
        {
            body = bodies.Make(schema, operation.IsAboutPeople ? people : records, random);
            headers.Add(["Content-Type", random.Next(15) == 0 ? Poison.One(ContentTypes, random) : Json]);
        }
        else if (operation.TakesFile)
        {
            body = FileOf(random);
            headers.Add(["Content-Type", "application/octet-stream"]);
        }
        else if (random.Next(20) == 0)
        {
            body = Encoding.UTF8.GetBytes(Poison.One(Poison.OtherKinds, random));
            headers.Add(["Content-Type", Json]);
        }

        if (operation.NeedsVersion ? random.Next(8) != 0 : random.Next(20) == 0)
            headers.Add(["If-Match", random.Next(5) == 0 ? Poison.One(Versions, random) : random.Next(2) == 0 ? "\"1\"" : $"\"{random.Next(1, 9)}\""]);
        if (random.Next(4) == 0) headers.Add(["Accept-Language", Poison.One(Languages, random)]);
        if (random.Next(15) == 0) headers.Add(Others[random.Next(Others.Length)]);
        var address = PathOf(operation, random) + QueryOf(operation, random);
        return new(operation.Name, AskerOf(operation, random), operation.Method, address, headers, body);
    }

    private string? AskerOf(Operation operation, Random random) =>
        // Who signs out is signed out: that one's session is spent for it and stays spent.
        operation.Path.EndsWith("/sign-out", StringComparison.Ordinal) ? FuzzRun.SpentSession
        : random.Next(40) == 0 ? null
        : random.Next(5) < 2 ? roles[random.Next(roles.Count)]
        // Mostly somebody who may: a refusal by role comes before everything else.
        : operation.Path.Contains("/audit/", StringComparison.Ordinal) || operation.Path.Contains("/governance/", StringComparison.Ordinal) ? WireName.Of(Role.DataProtection)
        : operation.Path.Contains("/access/", StringComparison.Ordinal) ? WireName.Of(Role.Admin)
        : operation.Path.Contains("/assessment", StringComparison.Ordinal) ? WireName.Of(Role.Assessor)
        : operation.Path.Contains("/planning/", StringComparison.Ordinal) ? WireName.Of(Role.Planner)
        : WireName.Of(Role.Analyst);

    private string PathOf(Operation operation, Random random)
    {
        var poisoned = random.Next(20) == 0;
        var path = string.Join('/', operation.Path.Split('/').Select(part =>
            !part.StartsWith('{') ? part
            : poisoned ? Poison.One(Poison.Escapes, random)
            : part is "{number}" ? random.Next(4).ToString(CultureInfo.InvariantCulture)
            : part is "{layer}" ? "roads"
            : part is "{id}" && operation.Path.Contains("/assessments/", StringComparison.Ordinal) ? Assessments[random.Next(Assessments.Count)].ToString()
            : part is "{id}" && operation.Path.Contains("/activities/", StringComparison.Ordinal) ? Activities[random.Next(Activities.Count)].ToString()
            : part is "{prompt}" ? (random.Next(2) == 0 ? "harm" : "lighting")
            : part is "{round}" ? (random.Next(4) / 3).ToString(CultureInfo.InvariantCulture)
            : part is "{version}" ? random.Next(1, 4).ToString(CultureInfo.InvariantCulture)
            : part is "{instrument}" ? "observation_day"
            : (operation.IsAboutPeople ? people : records)[random.Next(operation.IsAboutPeople ? people.Count : records.Count)].ToString()));
        return random.Next(60) switch
        {
            0 => path + "/",
            1 => path.ToUpperInvariant(),
            2 => path.Replace("/v1/", "//v1/", StringComparison.Ordinal),
            3 => path + ";a=1",
            4 => path + "/" + new string('a', 3_000),
            _ => path,
        };
    }

    private string QueryOf(Operation operation, Random random)
    {
        List<string> parts = [];
        foreach (var (name, format) in operation.Query)
        {
            // Many parameters at once are hardly ever all good.
            if (operation.Query.Count > 4 ? random.Next(6) != 0 : random.Next(8) == 0) continue;
            var value = random.Next(5) == 0 || (name == "after" && random.Next(2) == 0) ? Poison.One(Poison.Escapes, random) : Usual(name, format, operation.TakesFile, random);
            parts.Add($"{name}={value}");
            if (random.Next(12) == 0) parts.Add($"{name}={Poison.One(Poison.Escapes, random)}");
        }

        if (random.Next(25) == 0) parts.Add($"{Poison.One(Poison.Escapes, random)}={Poison.One(Poison.Escapes, random)}");
        return parts.Count == 0 ? "" : "?" + string.Join('&', parts);
    }

    private string Usual(string name, string? format, bool isImport, Random random) => (name, format) switch
    {
        (_, "uuid") => records[random.Next(records.Count)].ToString(),
        ("from", "date-time") => "2025-03-01T00:00:00Z",
        (_, "date-time") => "2026-10-01T00:00:00%2B01:00",
        (_, "date") => "2026-11-20",
        ("from", _) => "2025-01",
        ("to", _) => "2025-03",
        ("limit", _) => random.Next(1, 300).ToString(CultureInfo.InvariantCulture),
        ("flagged" or "everywhere", _) => random.Next(2) == 0 ? "true" : "false",
        ("bbox", _) => "-3.6,52.0,-3.3,52.3",
        ("harmType", _) => "cse",
        ("agency", _) => "police",
        ("status", _) => random.Next(3) switch { 0 => "recorded", 1 => "draft", _ => "noted" },
        ("outcome", _) => "done",
        ("act", _) => "incident_seen",
        ("period", _) => "2026-Q2",
        ("subject", _) => random.Next(2) == 0 ? "harm" : "context",
        ("set", _) => "LSOA21",
        ("fileName", _) => random.Next(4) == 0 ? "LSOA21.geojson" : "2025-03-dyfed-powys-street.csv",
        ("kind", _) when isImport => random.Next(4) == 0 ? "boundaries" : "police_uk",
        ("kind", _) => "harm",
        ("type", _) => "violent-crime",
        _ => "word",
    };

    private static byte[] FileOf(Random random)
    {
        const string Rows =
            "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome category,Context\n"
            + "aa,2025-03,Dyfed-Powys Police,Dyfed-Powys Police,-3.45,52.12,On or near High Street,W01000001,Powys 001A,Violence and sexual offences,,\n"
            + ",2025-03,Dyfed-Powys Police,Dyfed-Powys Police,,,No Location,,,Anti-social behaviour,,\n";
        const string Areas =
            """
            {"type":"FeatureCollection","features":[{"type":"Feature",
            "properties":{"LSOA21CD":"W01000001","LSOA21NM":"Powys 001A","LSOA21NMW":"Powys 001A"},
            "geometry":{"type":"Polygon","coordinates":[[[-3.5,52.1],[-3.4,52.1],[-3.4,52.2],[-3.5,52.1]]]}}]}
            """;
        var file = Encoding.UTF8.GetBytes(random.Next(2) == 0 ? Rows : Areas);
        return random.Next(4) == 0 ? file : Poison.Flip(file, random);
    }

    private static Guid NextGuid(Random random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        (bytes[6], bytes[8]) = ((byte)(0x70 | (bytes[6] & 0x0f)), (byte)(0x80 | (bytes[8] & 0x3f)));
        return new(bytes, bigEndian: true);
    }

    private static IEnumerable<Operation> Read(JsonNode description)
    {
        foreach (var (path, methods) in description["paths"]!.AsObject())
            foreach (var (method, operation) in methods!.AsObject())
            {
                var content = operation!["requestBody"]?["content"];
                yield return new(
                    method.ToUpperInvariant(), path,
                    [.. (operation["parameters"]?.AsArray() ?? []).Where(p => (string?)p!["in"] == "query")
                    .Select(p => ((string)p!["name"]!, (string?)p["schema"]?["format"]))],
                    content?[Json]?["schema"], content is not null && content[Json] is null);
            }
    }

    private static readonly string[] ContentTypes =
    [
        "text/plain", "application/xml", "application/json; charset=utf-16", "application/json; charset=bogus", "application/json; charset=utf-7",
        "multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "application/json;;;", "*/*", "application/problem+json", "APPLICATION/JSON",
    ];

    private static readonly string[] Versions =
        ["*", "1", "\"\"", "W/\"1\"", "\"99999999999\"", "\"-1\"", "\"2147483648\"", "\"1\", \"2\"", "\"a\"", "\"", "\"1", "\"١\"", "\" 1\"", "\"0\"", "\"1e0\""];

    private static readonly string[] Languages =
        ["cy", "en", "cy-GB;q=0.5, en;q=0.9", "*", "q=1", "cy;q=abc", "cy;q=1e400", ";;;", "xx-YY-zz", "en,,,,cy", "cy; q=-1", "a" + "-b-b-b-b-b-b-b-b-b-b-b-b-b-b-b-b-b-b"];

    private static readonly string[][] Others =
    [
        ["Accept", "text/event-stream"], ["Accept", "application/xml;q=nan"], ["Accept-Encoding", "gzip;q=2, br;q=-1"], ["Content-Encoding", "gzip"],
        ["Range", "bytes=5-1"], ["If-None-Match", "*"], ["Last-Event-ID", "-1"], ["X-Forwarded-For", "a, b, 999.1.1.1"], ["Forwarded", "for=\"[\""],
        ["Origin", "null"], ["Expect", "100-continue"], ["Cookie", "spacesplaces=a; spacesplaces=b; =;"], ["X-Request-Id", "%00"], ["X-HTTP-Method-Override", "DELETE"],
        ["If-Modified-Since", "Thu, 99 Foo 9999 99:99:99 GMT"],
    ];

    private sealed record Operation(string Method, string Path, IReadOnlyList<(string Name, string? Format)> Query, JsonNode? Schema, bool TakesFile)
    {
        public string Name => $"{Method} {Path}";

        public bool IsAboutPeople => Path.Contains("/people/", StringComparison.Ordinal);

        public bool NeedsVersion => Path.Contains("/incidents/", StringComparison.Ordinal) && (Method == "PUT" || Path.EndsWith("/withdrawal", StringComparison.Ordinal));

        public bool IsDear => TakesFile || Path.EndsWith("/analyses/{id}", StringComparison.Ordinal) || Path.EndsWith("/sign-in", StringComparison.Ordinal)
            || Path.EndsWith("/renewal", StringComparison.Ordinal) || Path.Contains("/second-factor", StringComparison.Ordinal)
            || Path.EndsWith("/acceptance", StringComparison.Ordinal);
    }
}
