using System.Globalization;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.Http;

/// <summary>Integer versions of records as ETags: edits name the version they were made on.</summary>
public static class Versions
{
    public static void Show(HttpContext http, int version) => http.Response.Headers.ETag = $"\"{version}\"";

    /// <summary>The version that an edit was made on, or the refusal when the request names none.</summary>
    public static (int Version, Refusal? Refusal) Asked(HttpContext http)
    {
        var header = http.Request.Headers.IfMatch.ToString();
        if (header.Length == 0) return (0, new(ProblemCodes.VersionNeeded, "If-Match"));
        return int.TryParse(header.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? (version, null)
            : (0, new(ProblemCodes.VersionStale, "If-Match"));
    }
}
