using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace SpacesPlaces.Api.Ogc;

/// <summary>A link, as it stands in a body and in the <c>Link</c> header.</summary>
/// <param name="Rel">What it leads to.</param>
/// <param name="Type">Media type there.</param>
/// <param name="Href">Absolute address.</param>
/// <param name="TitleKey">Key of its words.</param>
internal sealed record OgcLink(string Rel, string Type, string Href, string TitleKey);

/// <summary>
/// A whole answer, made before anything of it is sent: what is read is written down and committed first. Its tag follows its bytes and
/// its reader, so that nobody is told that what another one holds is still good.
/// </summary>
internal sealed class OgcAnswer(ReadOnlyMemory<byte> body, string mediaType, string language, IReadOnlyList<OgcLink> links) : IResult
{
    /// <summary>The CRS of what is answered; null where there are no coordinates.</summary>
    public OgcCrs? Crs { get; init; }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        var headers = httpContext.Response.Headers;
        headers.Vary = "Accept, Accept-Language, Authorization, Cookie";
        headers.ContentLanguage = language;
        if (links.Count > 0) headers.Append("Link", links.Select(link => $"<{link.Href}>; rel=\"{link.Rel}\"; type=\"{link.Type.Replace("\"", "", StringComparison.Ordinal)}\"").ToArray());
        if (Crs is { } crs) headers["Content-Crs"] = $"<{crs.Uri}>";
        var tag = TagOf(httpContext);
        httpContext.Response.GetTypedHeaders().ETag = tag;
        if (httpContext.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Tag == "*" || known.Compare(tag, useStrongComparison: false)))
        {
            httpContext.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        httpContext.Response.ContentType = mediaType;
        httpContext.Response.ContentLength = body.Length;
        if (!OgcHead.IsAsked(httpContext)) await httpContext.Response.BodyWriter.WriteAsync(body, httpContext.RequestAborted);
    }

    // The token of the next page is sealed anew each time; what it stands for, the last feature of this page, is among its bytes already.
    private IEnumerable<ReadOnlyMemory<byte>> WithoutToken()
    {
        var next = links.FirstOrDefault(link => link.Rel == "next");
        var token = next is not null && QueryHelpers.ParseQuery(new Uri(next.Href).Query).TryGetValue("after", out var said) ? Encoding.UTF8.GetBytes(said.ToString()) : [];
        var rest = body;
        while (token.Length > 0 && rest.Span.IndexOf(token) is >= 0 and var at)
        {
            yield return rest[..at];
            rest = rest[(at + token.Length)..];
        }

        yield return rest;
    }

    private EntityTagHeaderValue TagOf(HttpContext http)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var stretch in WithoutToken()) digest.AppendData(stretch.Span);
        digest.AppendData(Encoding.UTF8.GetBytes($"{mediaType}\n{language}\n{http.RequestServices.GetRequiredService<OgcReading>().Reader}"));
        return new($"\"{Convert.ToHexStringLower(digest.GetHashAndReset().AsSpan(0, 16))}\"");
    }
}

/// <summary>HEAD is GET without its body.</summary>
internal static class OgcHead
{
    private static readonly object Key = new();

    public static IApplicationBuilder UseOgcHead(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        if (HttpMethods.IsHead(http.Request.Method) && http.Request.Path.StartsWithSegments("/ogc"))
        {
            http.Items[Key] = true;
            http.Request.Method = HttpMethods.Get;
        }

        return next(http);
    });

    public static bool IsAsked(HttpContext http) => http.Items.ContainsKey(Key);
}
