using Microsoft.Net.Http.Headers;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Language;

namespace SpacesPlaces.Api.Ogc;

/// <summary>How an answer is wanted, and where its links lead: absolute, by the name under which the reader came.</summary>
internal sealed class OgcAsked
{
    public const string Json = "application/json";
    public const string GeoJson = "application/geo+json";
    public const string SchemaJson = "application/schema+json";
    public const string OpenApi = "application/vnd.oai.openapi+json;version=3.0";
    public const string Html = "text/html";

    private static readonly string[] OfAll = ["f", "lang"];
    private readonly HttpContext http;

    private OgcAsked(HttpContext http, bool isHtml, Tongue tongue, string type) => (this.http, IsHtml, Tongue, Type) = (http, isHtml, tongue, type);

    public bool IsHtml { get; }
    public Tongue Tongue { get; }

    /// <summary>Media type of the answer that is no page.</summary>
    public string Type { get; }

    public string Language => Tongue == Tongue.Cy ? "cy" : "en";

    /// <summary>The landing page.</summary>
    public string Root => $"{http.Request.Scheme}://{http.Request.Host}{http.Request.PathBase}/ogc";

    /// <summary>Reads how the answer is wanted; refuses a parameter that the resource does not have, or that stands there twice or empty.</summary>
    /// <param name="http">The request.</param>
    /// <param name="type">Media type of the resource when it is no page.</param>
    /// <param name="known">Its own parameters.</param>
    /// <param name="asked">How.</param>
    public static Refusal? TryRead(HttpContext http, string type, string[] known, out OgcAsked asked)
    {
        var query = http.Request.Query;
        asked = new(http, false, RequestLanguage.Of(http), type);
        foreach (var (name, values) in query)
        {
            // One spelling only, although the framework would find others.
            if (!OfAll.Contains(name, StringComparer.Ordinal) && !known.Contains(name, StringComparer.Ordinal))
                return Unknown(name);
            if (values.Count != 1 || values[0] is null or "") return new(ProblemCodes.ParameterNotReadable, name);
        }

        var tongue = asked.Tongue;
        if (query.TryGetValue("lang", out var lang))
        {
            if (lang != "en" && lang != "cy") return new(ProblemCodes.WordUnknown, "lang");
            tongue = lang == "cy" ? Tongue.Cy : Tongue.En;
        }

        bool? html = null;
        if (query.TryGetValue("f", out var form))
        {
            if (form != "json" && form != "html") return new(ProblemCodes.WordUnknown, "f");
            html = form == "html";
        }

        html ??= Wanted(http, type);
        if (html is null) return new(ProblemCodes.NotAcceptable, "Accept");
        asked = new(http, html.Value, tongue, type);
        return null;
    }

    /// <summary>The refusal of a parameter that a resource does not have.</summary>
    public static Refusal Unknown(string name) =>
        new(ProblemCodes.ParameterUnknown, new string([.. name.Take(40).Where(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.')]));

    /// <summary>The address asked for with some parameters changed; null takes one out.</summary>
    public string Here(params (string Name, string? Value)[] changes)
    {
        var query = http.Request.Query.Select(pair => (Name: pair.Key, Value: (string?)pair.Value.ToString())).Where(pair => changes.All(change => change.Name != pair.Name))
            .Concat(changes.Where(change => change.Value is not null)).Select(pair => $"{Uri.EscapeDataString(pair.Name)}={Uri.EscapeDataString(pair.Value!)}").ToList();
        return $"{http.Request.Scheme}://{http.Request.Host}{http.Request.PathBase}{http.Request.Path.ToUriComponent().TrimEnd('/')}{(query.Count == 0 ? "" : "?")}{string.Join('&', query)}";
    }

    /// <summary>A link of a page to another page: in the language that was chosen here, where one was.</summary>
    public string InTongue(string href) => !http.Request.Query.ContainsKey("lang") || href.Contains("lang=", StringComparison.Ordinal)
        ? href
        : $"{href}{(href.Contains('?', StringComparison.Ordinal) ? '&' : '?')}lang={Language}";

    /// <summary>Links to this answer and to its other form.</summary>
    public IEnumerable<OgcLink> Selves() =>
    [
        new("self", IsHtml ? Html : Type, Here(), "ogc.self"),
        IsHtml ? new("alternate", Type, Here(("f", "json")), "ogc.as_json") : new("alternate", Html, Here(("f", "html")), "ogc.as_html"),
    ];

    // True for a page, false for the resource's own type, null for neither.
    private static bool? Wanted(HttpContext http, string type)
    {
        var accepts = http.Request.GetTypedHeaders().Accept;
        if (accepts.Count == 0) return false;
        double Best(params string[] types) => types.Select(one => accepts
            .Where(accepted => accepted.MatchesMediaType(one))
            .OrderByDescending(Closeness).Select(accepted => accepted.Quality ?? 1).FirstOrDefault()).Max();
        var own = Best(MediaTypeHeaderValue.Parse(type).MediaType.Value!, Json);
        var page = Best(Html);
        return own <= 0 && page <= 0 ? null : page > own;
    }

    private static int Closeness(MediaTypeHeaderValue accepted) => accepted.MatchesAllTypes ? 0 : accepted.MatchesAllSubTypes ? 1 : 2;
}
