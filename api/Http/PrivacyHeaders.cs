using System.Security.Cryptography;

namespace SpacesPlaces.Api.Http;

/// <summary>Headers that keep what the page and the API show inside this site and out of caches.</summary>
internal static class PrivacyHeaders
{
    // Styles are set by MapLibre through the style object model, which this policy does not restrict.
    private const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; "
        + "worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
        + "require-trusted-types-for 'script'; trusted-types default";

    // Everything that a browser can lend to a page, closed; the place picker alone asks where the reader stands.
    private const string Permissions =
        "geolocation=(self), accelerometer=(), autoplay=(), browsing-topics=(), camera=(), "
        + "clipboard-read=(), display-capture=(), encrypted-media=(), fullscreen=(), gamepad=(), gyroscope=(), hid=(), "
        + "idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), payment=(), picture-in-picture=(), "
        + "publickey-credentials-get=(), screen-wake-lock=(), serial=(), storage-access=(), usb=(), xr-spatial-tracking=()";

    private const string OneYear = "max-age=31536000";
    private const string NonceItem = "style-nonce";
    private const string KeptItem = "may-be-kept";

    /// <summary>Makes a nonce that lets one style element of this answer apply: for a page that is printed, and holds no script.</summary>
    public static string MakeStyleNonce(HttpContext http)
    {
        var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        http.Items[NonceItem] = nonce;
        return nonce;
    }

    /// <summary>
    /// Lets the reader's own browser keep this answer, and ask each time whether it still holds: for what its publisher gave to everybody.
    /// </summary>
    public static void MayBeKept(HttpContext http) => http.Items[KeptItem] = true;

    public static IApplicationBuilder UsePrivacyHeaders(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        // At the last moment: an answer to a failure begins with all headers cleared.
        http.Response.OnStarting(Set, http);
        return next(http);
    });

    private static Task Set(object state)
    {
        var http = (HttpContext)state;
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = http.Items[NonceItem] is string nonce
            ? ContentPolicy.Replace("style-src 'self'", $"style-src 'self' 'nonce-{nonce}'", StringComparison.Ordinal)
            : ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = Permissions;
        if (http.Request.IsHttps) headers.StrictTransportSecurity = OneYear;
        // Files of the page carry their content's digest in their name and nothing of anybody; all else is kept nowhere.
        var isFile = http.Response.StatusCode < 400 && http.Request.Path.StartsWithSegments("/assets");
        if (!isFile) headers.CacheControl = http.Response.StatusCode < 400 && http.Items.ContainsKey(KeptItem) ? "private, no-cache" : "no-store";
        return Task.CompletedTask;
    }
}
