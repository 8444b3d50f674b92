using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Ogc;

/// <summary>
/// A stranger's check of the standard: knows the landing page, follows every link, and believes nothing that it has not seen. Run
/// for nobody, for a session, and for a key.
/// </summary>
public sealed partial class OgcWalkTests(OgcWorld api) : IClassFixture<OgcWorld>
{
    private static readonly string[] OwedLinks = ["service-desc", "service-doc", "conformance", "data", "self"];

    [Theory]
    [InlineData("nobody", 2)]
    [InlineData("analyst", 8)]
    [InlineData("mace_member", 8)]
    [InlineData("planner", 6)]
    [InlineData("reporter", 5)]
    [InlineData("key", 8)]
    public async Task EveryLink_LeadsToWhatItPromises(string who, int collections)
    {
        using var client = who switch
        {
            "nobody" => api.Anyone(),
            "key" => api.Basic(await api.KeyAsync(Role.Analyst)),
            _ => api.As(WireName.Parse<Role>(who)),
        };
        var landing = await JsonAsync(client, "/ogc", "application/json");
        foreach (var rel in OwedLinks) Assert.NotNull(Link(landing, rel));
        await FollowAllAsync(client, landing);
        var description = await JsonAsync(client, Link(landing, "service-desc")!, "application/vnd.oai.openapi+json");
        Assert.StartsWith("3.0.", (string)description["openapi"]!, StringComparison.Ordinal);
        Assert.Equal($"{api.Address.ToString().TrimEnd('/')}/ogc", (string)description["servers"]![0]!["url"]!);
        var classes = (await JsonAsync(client, Link(landing, "conformance")!, "application/json"))["conformsTo"]!.AsArray().Select(one => (string)one!).ToList();
        foreach (var part in (string[])["core", "geojson", "html", "oas30"]) Assert.Contains($"http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/{part}", classes);
        Assert.Contains("http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs", classes);

        var list = await JsonAsync(client, Link(landing, "data")!, "application/json");
        await FollowAllAsync(client, list);
        Assert.Equal(collections, list["collections"]!.AsArray().Count);
        foreach (var collection in list["collections"]!.AsArray()) await WalkAsync(client, collection!.AsObject());
    }

    private static async Task WalkAsync(HttpClient client, JsonObject collection)
    {
        await FollowAllAsync(client, collection);
        var single = await JsonAsync(client, Link(collection, "self")!, "application/json");
        Assert.True(JsonNode.DeepEquals(collection, single), $"{collection["id"]} differs between list and single.");
        var items = (string)collection["links"]!.AsArray().Single(link => (string)link!["rel"]! == "items" && (string)link["type"]! == "application/geo+json")!["href"]!;
        var box = collection["extent"]!["spatial"]!["bbox"]![0]!.AsArray().Select(edge => (double)edge!).ToArray();

        // Page by page, three at a time, and the largest page at once: the same features, none twice.
        List<JsonObject> features = [];
        int? matched = null;
        for (var next = $"{items}?limit=3&f=json"; next is not null;)
        {
            var page = await JsonAsync(client, next, "application/geo+json");
            Assert.Equal("FeatureCollection", (string)page["type"]!);
            Assert.Equal(page["features"]!.AsArray().Count, (int)page["numberReturned"]!);
            Assert.True((int)page["numberReturned"]! <= 3);
            matched ??= (int)page["numberMatched"]!;
            Assert.Equal(matched, (int)page["numberMatched"]!);
            features.AddRange(page["features"]!.AsArray().Select(feature => feature!.AsObject()));
            next = Link(page, "next");
            if (next is not null) Assert.Contains("f=json", next, StringComparison.Ordinal);
        }

        Assert.Equal(matched, features.Count);
        Assert.Equal(features.Count, features.Select(feature => (string)feature["id"]!).Distinct().Count());
        var atOnce = await JsonAsync(client, $"{items}?limit=10000", "application/geo+json");
        Assert.Equal(features.Select(feature => (string)feature["id"]!), atOnce["features"]!.AsArray().Select(feature => (string)feature!["id"]!));
        Assert.NotEmpty(features);

        var names = (await JsonAsync(client, $"{Link(collection, "self")}/queryables", "application/schema+json"))["properties"]!.AsObject()
            .Select(property => property.Key).Where(name => name != "geometry").ToList();
        foreach (var feature in features)
        {
            Assert.Equal(names, feature["properties"]!.AsObject().Select(property => property.Key));
            Assert.True(feature.ContainsKey("geometry"));
            foreach (var (x, y) in Positions(feature["geometry"]))
            {
                Assert.InRange(x, box[0], box[2]);
                Assert.InRange(y, box[1], box[3]);
            }

            RingsTurnRight(feature["geometry"]);
        }

        foreach (var feature in features.Take(2))
        {
            var one = await JsonAsync(client, $"{items}/{Uri.EscapeDataString((string)feature["id"]!)}", "application/geo+json");
            Assert.True(JsonNode.DeepEquals(feature["id"], one["id"]));
            Assert.True(JsonNode.DeepEquals(feature["geometry"], one["geometry"]));
            Assert.True(JsonNode.DeepEquals(feature["properties"], one["properties"]));
            await FollowAllAsync(client, one);
            Assert.NotNull(Link(one, "collection"));
        }
    }

    /// <summary>Every link answers 200 with the type that it names; a page holds each of its links.</summary>
    private static async Task FollowAllAsync(HttpClient client, JsonObject body)
    {
        foreach (var link in body["links"]!.AsArray())
        {
            var (href, type) = ((string)link!["href"]!, (string)link["type"]!);
            Assert.True(Uri.IsWellFormedUriString(href, UriKind.Absolute), href);
            using var answer = await client.GetAsync(href);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{href}: {answer.StatusCode}");
            Assert.Equal(type.Split(';')[0], answer.Content.Headers.ContentType!.MediaType);
            if (type != "text/html") continue;
            var page = await answer.Content.ReadAsStringAsync();
            Assert.StartsWith("<!doctype html>", page, StringComparison.Ordinal);
            Assert.NotEmpty(Anchor().Matches(page));
        }
    }

    internal static async Task<JsonObject> JsonAsync(HttpClient client, string path, string type)
    {
        using var answer = await client.GetAsync(path);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {answer.StatusCode} {text}");
        Assert.Equal(type, answer.Content.Headers.ContentType!.MediaType);
        var body = JsonNode.Parse(text)!.AsObject();
        // What the body links to stands in the header too.
        if (body["links"] is JsonArray links)
        {
            var header = string.Join(", ", answer.Headers.GetValues("Link"));
            foreach (var link in links.Where(link => (string)link!["rel"]! is "self" or "next" or "alternate" or "collection")) Assert.Contains($"<{(string)link!["href"]!}>", header, StringComparison.Ordinal);
        }

        if (type == "application/geo+json") Assert.Equal("<http://www.opengis.net/def/crs/OGC/1.3/CRS84>", Assert.Single(answer.Headers.GetValues("Content-Crs")));
        return body;
    }

    internal static string? Link(JsonObject body, string rel) => (string?)body["links"]!.AsArray().FirstOrDefault(link => (string)link!["rel"]! == rel)?["href"];

    internal static IEnumerable<(double X, double Y)> Positions(JsonNode? node)
    {
        if (node is not JsonObject geometry) yield break;
        foreach (var position in Deep(geometry["coordinates"]!.AsArray())) yield return position;
    }

    private static IEnumerable<(double, double)> Deep(JsonArray array) =>
        array[0] is JsonArray ? array.SelectMany(inner => Deep(inner!.AsArray())) : [((double)array[0]!, (double)array[1]!)];

    private static void RingsTurnRight(JsonNode? geometry)
    {
        if (geometry is null || (string)geometry["type"]! == "Point") return;
        var polygons = (string)geometry["type"]! == "Polygon" ? [geometry["coordinates"]!.AsArray()] : geometry["coordinates"]!.AsArray().Select(part => part!.AsArray()).ToList();
        foreach (var rings in polygons)
            for (var i = 0; i < rings.Count; i++)
            {
                var ring = Deep(rings[i]!.AsArray()).ToList();
                Assert.Equal(ring[0], ring[^1]);
                var area = ring.Zip(ring.Skip(1)).Sum(side => (side.First.Item1 * side.Second.Item2) - (side.Second.Item1 * side.First.Item2));
                Assert.True(i == 0 ? area > 0 : area < 0, "A ring turns the wrong way.");
            }
    }

    [GeneratedRegex("<a [^>]*href=\"http")]
    private static partial Regex Anchor();
}
