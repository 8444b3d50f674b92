using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Fuzz;

/// <summary>
/// Bodies by the schemas of the description: first one that would be taken, then changed in a few places. A changed place holds a
/// mark in the tree and its spelling in the text, because most poison is no JSON value.
/// </summary>
internal sealed class BodyGrammar(JsonNode description)
{
    private const int Deepest = 8;

    /// <summary>A body of this schema: one in four as it should be, the others changed.</summary>
    public byte[] Make(JsonNode schema, IReadOnlyList<Guid> ids, Random random)
    {
        var root = Sample(schema, "", ids, random, 0);
        if (root is JsonObject whole && random.Next(6) != 0) Fit(whole, random);
        if (random.Next(4) == 0) return Encoding.UTF8.GetBytes(root?.ToJsonString() ?? "null");
        if (random.Next(25) == 0) return Encoding.UTF8.GetBytes(Poison.InPlaceOf(root, random));
        List<string> spellings = [];
        if (root is not null && random.Next(4) != 0)
            for (var turn = random.Next(1, 4); turn > 0; turn--) Change(root, spellings, random);
        var text = root?.ToJsonString() ?? "null";
        for (var i = 0; i < spellings.Count; i++) text = text.Replace($"\"{Mark(i)}\"", spellings[i], StringComparison.Ordinal);
        var bytes = Encoding.UTF8.GetBytes(text);
        return spellings.Count == 0 || random.Next(6) == 0 ? Poison.Flip(bytes, random) : bytes;
    }

    /// <summary>The token of an instrument that is open.</summary>
    public string Link { get; set; } = "";

    // What the schema does not say: which fields belong together. Without this hardly a body would come as far as the database.
    private void Fit(JsonObject body, Random random)
    {
        if (body.ContainsKey("occurredFrom"))
        {
            foreach (var alone in (string[])["placeId", "sourceAgency", "narrative", "narrativeLanguage", "identifyingReason", "languageReason", "outreachSessionId"]) body.Remove(alone);
            var metres = random.Next(2) == 0;
            body["location"] = new JsonObject
            {
                ["point"] = new JsonObject { ["type"] = "Point", ["coordinates"] = Point(metres, random) },
                ["placedBy"] = "gps",
                ["accuracyMetres"] = 20,
                ["crs"] = metres ? "EPSG:27700" : null,
            };
            if (random.Next(2) == 0) (body["narrative"], body["narrativeLanguage"]) = ("Adults were approaching children.", "en");
            (body["kind"], body["harmTypes"]) = ("harm", new JsonArray("cse"));
            body["children"] = new JsonArray(new JsonObject
            {
                ["token"] = ChildToken.Make(() => random.Next(32)),
                ["holdingAgency"] = "childrens_services",
                ["ageBand"] = "13_15",
            });
        }
        else if (body.ContainsKey("epsMetres"))
        {
            var harm = random.Next(2) == 0;
            body["subject"] = harm ? "harm" : "context";
            if (random.Next(2) == 0) body.Remove("area");
            foreach (var others in harm ? (string[])["contextTypes"] : ["harmTypes", "sourceKinds", "agencies", "includeHotspotReports"]) body.Remove(others);
        }
        else if (body.ContainsKey("reviewOn"))
        {
            // A space of a platform, with a day of review that is not too far away.
            body["reviewOn"] = DateTime.UtcNow.AddDays(20).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            (body["reason"], body["nameEn"]) = ("Adults were approaching children.", "The lower park");
            foreach (var alone in (string[])["nameCy", "languageReason", "shape", "analysisId", "clusterNumber", "incidentId", "localNames"]) body.Remove(alone);
            if (body.ContainsKey("placeType")) body["platform"] = "Chat";
        }
        else if (body.ContainsKey("namesPlace"))
        {
            // A survey that is handed out before the plan.
            body["closesOn"] = DateTime.UtcNow.AddDays(20).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            (body["instrument"], body["round"]) = ("survey_residents", 0);
            body.Remove("opensOn");
        }
        else if (body.ContainsKey("ballot") || (body.Count == 1 && body.ContainsKey("token")))
        {
            // Whoever has a link may answer by it.
            body["token"] = Link;
            if (body.ContainsKey("ballot")) body["survey"] = new JsonArray(new JsonObject { ["item"] = "how_often", ["choice"] = "every_week" });
        }
        else if (body.ContainsKey("bbox") || body.ContainsKey("after"))
        {
            body.Remove("after");
        }
    }

    private static string Mark(int number) => string.Create(CultureInfo.InvariantCulture, $"@{number}@");

    private static void Change(JsonNode root, List<string> spellings, Random random)
    {
        var places = Places(root).ToList();
        if (places.Count == 0) return;
        var (parent, key) = places[random.Next(places.Count)];
        JsonNode Marked(string spelling)
        {
            spellings.Add(spelling);
            return JsonValue.Create(Mark(spellings.Count - 1));
        }

        if (parent is JsonObject fields)
        {
            var name = (string)key;
            var value = fields[name];
            switch (random.Next(10))
            {
                case 0: fields.Remove(name); break;
                case 1: fields[name] = null; break;
                case 2: fields[name + "X"] = value?.DeepClone(); break;
                case 3:
                    // The same name twice: the second one stands in the spelling of the first.
                    fields[name] = Marked($"{value?.ToJsonString() ?? "null"},\"{name}\":{Poison.InPlaceOf(value, random)}");
                    break;
                case 4:
                    fields.Remove(name);
                    fields[name.ToUpperInvariant()] = value;
                    break;
                default: fields[name] = Marked(Poison.InPlaceOf(value, random)); break;
            }
        }
        else if (parent is JsonArray items)
        {
            var at = (int)key;
            switch (random.Next(5))
            {
                case 0: items.RemoveAt(at); break;
                case 1: items.Add(items[at]?.DeepClone()); break;
                case 2: for (var i = random.Next(2) == 0 ? 60 : 1_100; i > 0; i--) items.Add(items[at]?.DeepClone()); break;
                default: items[at] = Marked(Poison.InPlaceOf(items[at], random)); break;
            }
        }
    }

    private static IEnumerable<(JsonNode Parent, object Key)> Places(JsonNode node)
    {
        if (node is JsonObject fields)
            foreach (var (name, value) in fields)
            {
                yield return (fields, name);
                if (value is not null) foreach (var place in Places(value)) yield return place;
            }
        else if (node is JsonArray { Count: < 50 } items)
            for (var i = 0; i < items.Count; i++)
            {
                yield return (items, i);
                if (items[i] is { } item) foreach (var place in Places(item)) yield return place;
            }
    }

    private JsonNode? Sample(JsonNode schema, string name, IReadOnlyList<Guid> ids, Random random, int depth)
    {
        if (schema["$ref"] is { } reference) schema = description["components"]!["schemas"]![((string)reference!).Split('/')[^1]]!;
        if (depth > Deepest) return null;
        if (schema["nullable"] is { } nullable && (bool)nullable && random.Next(2) == 0) return null;
        if (schema["oneOf"] is JsonArray choices) return Sample(choices[random.Next(3) == 0 ? 0 : choices.Count - 1]!, name, ids, random, depth + 1);
        if (schema["enum"] is JsonArray words) return words[random.Next(words.Count)]?.DeepClone();
        if (name == "coordinates") return Coordinates(schema["maxItems"] is not null, random);
        if (schema["properties"] is JsonObject properties)
        {
            var wanted = schema["required"]?.AsArray().Select(field => (string)field!).ToHashSet() ?? [];
            return new JsonObject(properties.Where(p => wanted.Contains(p.Key) || random.Next(2) == 0)
                .Select(p => KeyValuePair.Create(p.Key, Sample(p.Value!, p.Key, ids, random, depth + 1))));
        }

        return (string?)schema["type"] switch
        {
            "array" when name == "bbox" => new JsonArray(-3.6, 52.0, -3.3, 52.3),
            "array" => new JsonArray([.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => Sample(schema["items"]!, name, ids, random, depth + 1))]),
            "integer" => Whole(name, random),
            "number" => random.Next(4) * 50 + 10.5,
            "boolean" => random.Next(2) == 0,
            "string" => Text(name, (string?)schema["format"], ids, random),
            _ => null,
        };
    }

    private static JsonArray Coordinates(bool point, Random random)
    {
        if (point) return Point(random.Next(2) == 0, random);
        var (x, y) = (-3.6 + (random.NextDouble() / 10), 52.05 + (random.NextDouble() / 10));
        JsonArray Corner(double dx, double dy) => new(x + dx, y + dy);
        return new JsonArray(new JsonArray(Corner(0, 0), Corner(0.1, 0), Corner(0.1, 0.1), Corner(0, 0.1), Corner(0, 0)));
    }

    private static JsonArray Point(bool metres, Random random) => metres
        ? new JsonArray(290_000 + random.Next(30_000), 240_000 + random.Next(30_000))
        : new JsonArray(-3.5 + (random.NextDouble() / 10), 52.1 + (random.NextDouble() / 10));

    private static int Whole(string name, Random random) => name switch
    {
        "browserIdleMinutes" => 60,
        "programIdleMinutes" => 720,
        "viewsPerHour" => 100_000,
        "insideThreshold" or "outsideThreshold" => random.Next(3, 20),
        "minEvents" => random.Next(2, 10),
        "limit" => random.Next(1, 200),
        _ => random.Next(4),
    };

    private static string Text(string name, string? format, IReadOnlyList<Guid> ids, Random random) => (name, format) switch
    {
        (_, "uuid") => ids[random.Next(ids.Count)].ToString(),
        ("occurredTo" or "to", "date-time") => "2026-03-06T22:00:00Z",
        (_, "date-time") => random.Next(2) == 0 ? "2026-03-06T21:00:00Z" : "2026-01-31T23:30:00+01:00",
        ("to", "date") => "2026-09-30",
        ("endsOn", "date") => "2027-03-31",
        (_, "date") => "2025-10-01",
        ("token", _) => ChildToken.Make(() => random.Next(32)),
        ("crs", _) => random.Next(2) == 0 ? "EPSG:27700" : "EPSG:4326",
        ("narrative" or "reason" or "identifyingReason" or "languageReason", _) => "Adults were approaching children near the shelter.",
        ("sha256", _) => new string('a', 64),
        ("narrativeLanguage", _) => random.Next(2) == 0 ? "en" : "cy",
        ("user", _) => $"fuzzed-{random.Next(40)}",
        ("password", _) => "a long enough password",
        ("code", _) => "123456",
        ("contextTypes", _) => "violent-crime",
        _ => "word",
    };
}
