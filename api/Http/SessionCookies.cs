using Microsoft.AspNetCore.Authentication.Cookies;

namespace SpacesPlaces.Api.Http;

/// <summary>
/// Over HTTPS the session's cookie carries the prefix <c>__Host-</c>: browsers then take it only encrypted, for this very host and
/// the whole of it, so no neighbouring site can plant one. Over plain HTTP on this machine browsers would refuse that name.
/// </summary>
internal sealed class SessionCookies : ICookieManager
{
    private readonly ChunkingCookieManager inner = new();

    public string? GetRequestCookie(HttpContext context, string key) => inner.GetRequestCookie(context, NameFor(context, key));

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
        inner.AppendResponseCookie(context, NameFor(context, key), value, options);

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) =>
        inner.DeleteCookie(context, NameFor(context, key), options);

    private static string NameFor(HttpContext context, string key) => context.Request.IsHttps ? "__Host-" + key : key;
}
