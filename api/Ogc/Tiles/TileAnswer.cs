using Microsoft.Net.Http.Headers;
using SpacesPlaces.Api.Http;

namespace SpacesPlaces.Api.Ogc.Tiles;

/// <summary>
/// A tile on its way: packed where the reader takes it so, 204 where it is empty, 304 where the reader holds it. Only tiles of published
/// data may be kept by a browser; others leave nothing on a device.
/// </summary>
internal sealed class TileAnswer(string tag, byte[]? tile, bool isPacked, bool mayBeKept) : IResult
{
    public const string MediaType = "application/vnd.mapbox-vector-tile";

    /// <summary>True where the request names the tag as one that it holds.</summary>
    public static bool IsHeld(HttpContext http, string tag) =>
        http.Request.GetTypedHeaders().IfNoneMatch.Any(held => held.Tag == "*" || held.Tag == tag);

    /// <summary>True where the reader takes answers packed with gzip.</summary>
    public static bool TakesPacked(HttpContext http) => http.Request.GetTypedHeaders().AcceptEncoding
        .Any(taken => (taken.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase) || taken.Value == "*") && taken.Quality is not 0);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        var response = httpContext.Response;
        if (mayBeKept) PrivacyHeaders.MayBeKept(httpContext);
        response.Headers.Vary = "Accept-Encoding, Authorization, Cookie";
        response.GetTypedHeaders().ETag = new EntityTagHeaderValue(tag);
        if (tile is null or { Length: 0 })
        {
            response.StatusCode = tile is null ? StatusCodes.Status304NotModified : StatusCodes.Status204NoContent;
            return;
        }

        var body = isPacked ? TileReading.Pack(tile) : tile;
        if (isPacked) response.Headers.ContentEncoding = "gzip";
        response.ContentType = MediaType;
        response.ContentLength = body.Length;
        if (!OgcHead.IsAsked(httpContext)) await response.BodyWriter.WriteAsync(body, httpContext.RequestAborted);
    }
}
