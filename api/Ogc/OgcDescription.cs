using System.Text.Json;
using System.Text.Json.Nodes;
using SpacesPlaces.Geodata.Language;

namespace SpacesPlaces.Api.Ogc;

/// <summary>The OpenAPI document of map data and of nothing else. It is the same for every reader: it names no collection.</summary>
internal static class OgcDescription
{
    private static readonly string Template = Read();

    public static ReadOnlyMemory<byte> Write(OgcAsked asked)
    {
        var document = JsonNode.Parse(Template)!.AsObject();
        document["info"]!["title"] = Texts.Get(asked.Tongue, "ogc.title");
        document["info"]!["description"] = Texts.Get(asked.Tongue, "ogc.means");
        document["servers"] = new JsonArray(new JsonObject { ["url"] = asked.Root });
        foreach (var (_, path) in document["paths"]!.AsObject())
        {
            var get = path!["get"]!.AsObject();
            get["summary"] = Texts.Get(asked.Tongue, $"ogc_operation.{get["operationId"]}");
        }

        foreach (var (name, parameter) in document["components"]!["parameters"]!.AsObject())
            parameter!["description"] = Texts.Get(asked.Tongue, $"ogc_parameter.{name.Replace('-', '_')}");
        var limit = document["components"]!["parameters"]!["limit"]!["schema"]!.AsObject();
        (limit["maximum"], limit["default"]) = (OgcQuery.LargestLimit, OgcQuery.DefaultLimit);
        return JsonSerializer.SerializeToUtf8Bytes(document);
    }

    private static string Read()
    {
        using var stream = typeof(OgcDescription).Assembly.GetManifestResourceStream("ogc_openapi.json")
            ?? throw new InvalidOperationException("The description of map data is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
