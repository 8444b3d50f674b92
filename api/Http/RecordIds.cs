using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.Http;

/// <summary>
/// Says what is wrong where a record is sent without an id, or with one that is none. Routing alone would say that there is nothing
/// here, which a phone that holds the only copy cannot tell from a record that is gone.
/// </summary>
internal static class RecordIds
{
    private static readonly PathString[] Collections = ["/api/v1/incidents", "/api/v1/outreach/sessions", "/api/v1/environment-tasks"];

    public static IApplicationBuilder UseRecordIds(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (IsWithoutId(http)) await Problems.Of(ProblemCodes.RecordIdNotValid, "id").ExecuteAsync(http);
        else await next(http);
    });

    private static bool IsWithoutId(HttpContext http)
    {
        if (http.GetEndpoint() is RouteEndpoint || !(HttpMethods.IsPost(http.Request.Method) || HttpMethods.IsPut(http.Request.Method))) return false;
        foreach (var collection in Collections)
        {
            if (!http.Request.Path.StartsWithSegments(collection, out var rest)) continue;
            var id = rest.Value!.Trim('/');
            // Another method on a known address is told as that.
            return id.Length == 0 || (http.GetEndpoint() is null && !id.Contains('/') && !Guid.TryParse(id, out _));
        }

        return false;
    }
}
