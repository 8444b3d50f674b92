namespace SpacesPlaces.Api.Http;

/// <summary>Headers that keep what the page and the API show inside this site and out of caches.</summary>
internal static class PrivacyHeaders
{
    // Styles are set by MapLibre through the style object model, which this policy does not restrict.
    private const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; "
        + "worker-src 'self' blob:; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static IApplicationBuilder UsePrivacyHeaders(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "geolocation=(self), camera=(), microphone=()";
        if (http.Request.Path.StartsWithSegments("/api")) headers.CacheControl = "no-store";
        return next(http);
    });
}
