using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.Http;

/// <summary>
/// Refuses a change that another site's page asks for: with the cookie that a browser would send along, or without one, such as a
/// sign-in to a stranger's account. Programs with a bearer token are not concerned: a browser never sends one by itself.
/// </summary>
internal static class CrossSite
{
    public static IApplicationBuilder UseCrossSiteRefusal(this IApplicationBuilder app, DoorSettings doors) => app.Use(async (http, next) =>
    {
        if (IsHarmless(http.Request, doors)) await next(http);
        else await Problems.Of(ProblemCodes.CrossSiteRefused).ExecuteAsync(http);
    });

    private static bool IsHarmless(HttpRequest request, DoorSettings doors)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method)) return true;
        if (request.Headers.Authorization.Count > 0) return true;
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        var origin = request.Headers.Origin.ToString();
        if (site == "same-origin") return true;
        if (request.Headers.Cookie.Count == 0)
        {
            // No browser at all, or a page of an origin that the operator opened the API to.
            if (site.Length == 0 && origin.Length == 0) return true;
            if (doors.Origins.Contains(origin, StringComparer.OrdinalIgnoreCase)) return true;
        }

        // Browsers without Sec-Fetch-Site still send Origin with every request that changes something.
        return site.Length == 0 && Uri.TryCreate(origin, UriKind.Absolute, out var from)
            && string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
    }
}
