using SpacesPlaces.Geodata.Language;

namespace SpacesPlaces.Api.Http;

/// <summary>The language that a request wants to be answered in: the best of English and Welsh in Accept-Language.</summary>
public static class RequestLanguage
{
    public static Tongue Of(HttpContext http)
    {
        var wanted = http.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(language => language.Quality ?? 1);
        foreach (var language in wanted)
        {
            if (language.Value.StartsWith("cy", StringComparison.OrdinalIgnoreCase)) return Tongue.Cy;
            if (language.Value.StartsWith("en", StringComparison.OrdinalIgnoreCase)) return Tongue.En;
        }

        return Tongue.En;
    }
}
