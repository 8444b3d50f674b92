using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace SpacesPlaces.Api.Tests.Http;

/// <summary>One way in, as the program itself lists it.</summary>
internal sealed partial record ApiRoute(HttpMethod Method, string Pattern)
{
    /// <summary>An address of this route: every id a new one, every other part the given text.</summary>
    public string Address(string text = "x") => Part().Replace(Pattern, part =>
        part.Value.Contains("guid", StringComparison.Ordinal) ? Guid.NewGuid().ToString()
        : part.Value.Contains("int", StringComparison.Ordinal) ? "1"
        : Uri.EscapeDataString(text));

    public override string ToString() => $"{Method} {Pattern}";

    /// <summary>Every route that the program answers.</summary>
    public static IReadOnlyList<ApiRoute> All(IServiceProvider services) =>
        [.. services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"])
                .Select(method => new ApiRoute(new(method), "/" + endpoint.RoutePattern.RawText!.TrimStart('/'))))
            .DistinctBy(route => route.ToString())];

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Part();
}
