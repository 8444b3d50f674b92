using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Geodata.Language;

namespace SpacesPlaces.Api.Ogc;

/// <summary>The same answers as pages for people, in their language: without a script, and with every link.</summary>
internal static partial class OgcHtml
{
    private const string Style =
        "*{box-sizing:border-box}html{font:16px/1.5 system-ui,sans-serif;color:#1b2733;background:#fff}body{margin:0 auto;max-width:70rem;padding:1rem}"
        + "header,footer{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;align-items:baseline;border-bottom:1px solid #8a97a3;padding-bottom:.5rem}"
        + "footer{border-bottom:0;border-top:1px solid #8a97a3;padding-top:.5rem;margin-top:2rem}h1{font-size:1.6rem;line-height:1.25}h2{font-size:1.2rem;line-height:1.25;margin:1.5rem 0 .3rem}"
        + "p{max-width:44rem;margin:.4rem 0}a{color:#1d4f8c}a:focus-visible{outline:3px solid #1d4f8c;outline-offset:2px}ul{padding-left:1.2rem}li,p,h1,h2{overflow-wrap:anywhere}"
        + "dl{display:grid;grid-template-columns:minmax(9rem,16rem) 1fr;gap:.25rem 1rem}dt{color:#45525e}dd{margin:0;overflow-wrap:anywhere}"
        + ".wide{overflow-x:auto}.wide:focus-visible{outline:3px solid #1d4f8c}table{border-collapse:collapse;font-size:.9rem}th,td{border:1px solid #8a97a3;padding:.25rem .5rem;text-align:left;vertical-align:top;white-space:nowrap}"
        + "thead th{background:#eef1f4}@media(max-width:30rem){dl{grid-template-columns:1fr}dd{margin-bottom:.4rem}}";

    /// <summary>Writes what a page holds between its head and its links, and answers its title.</summary>
    public delegate string Part(HtmlPage page, JsonElement body);

    /// <summary>A whole page over the body that programs get.</summary>
    public static ReadOnlyMemory<byte> Page(OgcAsked asked, HttpContext http, IReadOnlyList<OgcLink> links, ReadOnlyMemory<byte> body, Part part)
    {
        using var json = JsonDocument.Parse(body);
        var page = new HtmlPage(asked);
        var title = part(page, json.RootElement);
        var (other, otherName) = asked.Tongue == Tongue.Cy ? ("en", "English") : ("cy", "Cymraeg");
        var nonce = PrivacyHeaders.MakeStyleNonce(http);
        var text = new StringBuilder("<!doctype html>\n<html lang=\"").Append(asked.Language).Append("\"><head><meta charset=\"utf-8\">")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>").Append(HtmlPage.Safe(title)).Append(" – SpacesPlaces</title><style nonce=\"")
            .Append(nonce).Append("\">").Append(Style).Append("</style></head><body><header><a href=\"").Append(HtmlPage.Safe($"{asked.Root}?f=html&lang={asked.Language}")).Append("\">")
            .Append(HtmlPage.Safe(Texts.Get(asked.Tongue, "ogc.title"))).Append("</a><a lang=\"").Append(other).Append("\" hreflang=\"").Append(other).Append("\" href=\"")
            .Append(HtmlPage.Safe(asked.Here(("lang", other), ("f", "html")))).Append("\">").Append(otherName).Append("</a></header><main><h1>").Append(HtmlPage.Safe(title)).Append("</h1>")
            .Append(page.Text).Append("</main><footer><nav aria-label=\"").Append(HtmlPage.Safe(Texts.Get(asked.Tongue, "ogc.links"))).Append("\"><ul>");
        foreach (var link in links)
        {
            text.Append("<li><a rel=\"").Append(HtmlPage.Safe(link.Rel)).Append("\" type=\"").Append(HtmlPage.Safe(link.Type)).Append("\" href=\"").Append(HtmlPage.Safe(asked.InTongue(link.Href))).Append("\">")
                .Append(HtmlPage.Safe(Texts.Get(asked.Tongue, link.TitleKey))).Append("</a></li>");
        }

        return Encoding.UTF8.GetBytes(text.Append("</ul></nav></footer></body></html>\n").ToString());
    }

    public static string Landing(HtmlPage page, JsonElement body)
    {
        page.Paragraph(body.GetProperty("description").GetString()!);
        page.Links(body.GetProperty("links"), "data", "conformance", "service-doc", "service-desc");
        return body.GetProperty("title").GetString()!;
    }

    public static string Conformance(HtmlPage page, JsonElement body)
    {
        page.List(body.GetProperty("conformsTo").EnumerateArray().Select(one => one.GetString()!));
        return page.Word("ogc.conformance");
    }

    public static string Collections(HtmlPage page, JsonElement body)
    {
        foreach (var collection in body.GetProperty("collections").EnumerateArray())
        {
            page.Heading(collection.GetProperty("title").GetString()!);
            page.Paragraph(collection.GetProperty("description").GetString()!);
            page.Links(collection.GetProperty("links"));
        }

        if (body.GetProperty("collections").GetArrayLength() == 0) page.Paragraph(page.Word("ogc.empty"));
        return page.Word("ogc.collections");
    }

    public static string Collection(HtmlPage page, JsonElement body)
    {
        page.Paragraph(body.GetProperty("description").GetString()!);
        page.Links(body.GetProperty("links"), "items", OgcJson.QueryablesRel, Tiles.TileJson.TilesetsRel);
        List<(string, string)> facts = [("id", body.GetProperty("id").GetString()!)];
        if (body.TryGetProperty("extent", out var extent) && extent.TryGetProperty("spatial", out var spatial))
            facts.Add((page.Word("ogc.extent"), string.Join(", ", spatial.GetProperty("bbox")[0].EnumerateArray().Select(edge => edge.GetRawText()))));
        facts.Add((page.Word("ogc.crs"), string.Join(" ", body.GetProperty("crs").EnumerateArray().Select(crs => crs.GetString()))));
        page.Facts(facts);
        return body.GetProperty("title").GetString()!;
    }

    public static string Queryables(HtmlPage page, JsonElement body)
    {
        page.Table(
            [page.Word("ogc.name"), page.Word("ogc.meaning"), page.Word("ogc.type")],
            body.GetProperty("properties").EnumerateObject().Select(property => (string[])
            [
                HtmlPage.Safe(property.Name), HtmlPage.Safe(property.Value.GetProperty("title").GetString()!),
                HtmlPage.Safe(string.Join(" ", ((string[])["type", "format"]).Where(name => property.Value.TryGetProperty(name, out _)).Select(name => property.Value.GetProperty(name).GetString()))),
            ]));
        return page.Word("ogc.queryables");
    }

    public static string Items(HtmlPage page, JsonElement body, OgcCollection collection)
    {
        var features = body.GetProperty("features").EnumerateArray().ToList();
        page.Paragraph(page.Word("ogc.shown", ("n", features.Count.ToString(CultureInfo.InvariantCulture)))
            + (body.TryGetProperty("numberMatched", out var matched) ? $" {page.Word("ogc.matched", ("n", matched.GetRawText()))}" : ""));
        page.Links(body.GetProperty("links"), "next");
        var self = body.GetProperty("links").EnumerateArray().Single(link => link.GetProperty("rel").GetString() == "collection").GetProperty("href").GetString();
        if (features.Count == 0) page.Paragraph(page.Word("ogc.empty"));
        else
        {
            page.Table(
                [page.Word("ogc.id"), page.Word("ogc.where"), .. collection.Properties.Select(property => page.Word($"ogc_property.{property.Column}"))],
                features.Select(feature => (string[])
                [
                    HtmlPage.Anchor(page.InTongue($"{self}/items/{Uri.EscapeDataString(feature.GetProperty("id").GetString()!)}?f=html"), feature.GetProperty("id").GetString()!),
                    HtmlPage.Safe(page.Where(feature.GetProperty("geometry"))),
                    .. collection.Properties.Select(property => HtmlPage.Safe(page.Value(property, feature.GetProperty("properties").GetProperty(property.Name)))),
                ]));
        }

        return page.Word($"ogc_collection.{collection.Key}");
    }

    public static string Feature(HtmlPage page, JsonElement body, OgcCollection collection)
    {
        page.Facts(
        [
            (page.Word("ogc.id"), body.GetProperty("id").GetString()!), (page.Word("ogc.where"), page.Where(body.GetProperty("geometry"))),
            .. collection.Properties.Select(property => (page.Word($"ogc_property.{property.Column}"), page.Value(property, body.GetProperty("properties").GetProperty(property.Name)))),
        ]);
        return page.Word($"ogc_collection.{collection.Key}_one");
    }

    public static string Description(HtmlPage page, JsonElement body)
    {
        page.Paragraph(page.Word("ogc.description_means"));
        foreach (var path in body.GetProperty("paths").EnumerateObject())
        {
            var get = path.Value.GetProperty("get");
            page.Heading($"GET /ogc{(path.Name == "/" ? "" : path.Name)}");
            page.Paragraph(page.Word($"ogc_operation.{get.GetProperty("operationId").GetString()}"));
            page.List(get.TryGetProperty("parameters", out var parameters)
                ? parameters.EnumerateArray().Select(one => one.GetProperty("$ref").GetString()!.Split('/')[^1]).Select(name => $"{name}: {page.Word($"ogc_parameter.{name.Replace('-', '_')}")}")
                : []);
        }

        return page.Word("ogc.description_page");
    }
}

/// <summary>What a page holds, written piece by piece; everything that comes in is text and never markup.</summary>
internal sealed class HtmlPage(OgcAsked asked)
{
    public StringBuilder Text { get; } = new();

    public static string Safe(string text) => HtmlEncoder.Default.Encode(text);

    public static string Anchor(string href, string text) => $"<a href=\"{Safe(href)}\">{Safe(text)}</a>";

    public string Word(string key, params (string Name, string Value)[] values) => Texts.Get(asked.Tongue, key, values.ToDictionary(value => value.Name, value => value.Value));

    public string InTongue(string href) => asked.InTongue(href);

    public void Heading(string text) => Text.Append("<h2>").Append(Safe(text)).Append("</h2>");

    public void Paragraph(string text) => Text.Append("<p>").Append(Safe(text)).Append("</p>");

    public void List(IEnumerable<string> texts)
    {
        var items = string.Concat(texts.Select(text => $"<li>{Safe(text)}</li>"));
        if (items.Length > 0) Text.Append("<ul>").Append(items).Append("</ul>");
    }

    public void Facts(IEnumerable<(string Term, string Value)> facts) =>
        Text.Append("<dl>").Append(string.Concat(facts.Select(fact => $"<dt>{Safe(fact.Term)}</dt><dd>{Safe(fact.Value)}</dd>"))).Append("</dl>");

    /// <summary>A table; its cells are markup that is already safe.</summary>
    public void Table(IReadOnlyList<string> heads, IEnumerable<string[]> rows)
    {
        // It may be wider than the screen: then it is scrolled, by keyboard too.
        Text.Append("<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"").Append(Safe(Word("ogc.table"))).Append("\"><table><thead><tr>")
            .Append(string.Concat(heads.Select(head => $"<th scope=\"col\">{Safe(head)}</th>"))).Append("</tr></thead><tbody>");
        foreach (var row in rows) Text.Append("<tr>").Append(string.Concat(row.Select(cell => $"<td>{cell}</td>"))).Append("</tr>");
        Text.Append("</tbody></table></div>");
    }

    /// <summary>Links of a body, those of the named kinds or all.</summary>
    public void Links(JsonElement links, params string[] rels)
    {
        var items = string.Concat(links.EnumerateArray().Where(link => rels.Length == 0 || rels.Contains(link.GetProperty("rel").GetString()))
            .Select(link => $"<li>{Anchor(asked.InTongue(link.GetProperty("href").GetString()!), $"{link.GetProperty("title").GetString()} ({link.GetProperty("type").GetString()!.Split(';')[0]})")}</li>"));
        if (items.Length > 0) Text.Append("<ul>").Append(items).Append("</ul>");
    }

    public string Where(JsonElement geometry)
    {
        if (geometry.ValueKind == JsonValueKind.Null) return Word("ogc.nowhere");
        var kind = geometry.GetProperty("type").GetString()!;
        return kind == "Point" ? string.Join(", ", geometry.GetProperty("coordinates").EnumerateArray().Select(one => one.GetRawText())) : Word("ogc.area");
    }

    public string Value(OgcProperty property, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "–",
        JsonValueKind.True => Word("house.yes"),
        JsonValueKind.False => Word("ogc.no"),
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(one => Named(property, one.GetString()!))),
        JsonValueKind.String => Named(property, value.GetString()!),
        _ => value.GetRawText(),
    };

    private string Named(OgcProperty property, string word) =>
        property.Words is { } section && Texts.Has($"{section}.{word}") ? Word($"{section}.{word}") : word;
}
