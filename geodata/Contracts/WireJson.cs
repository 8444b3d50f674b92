using System.Text.Json;
using System.Text.Json.Serialization;

namespace SpacesPlaces.Contracts;

/// <summary>How contracts are written as JSON: camelCase members, vocabulary in snake case, nothing unknown let through.</summary>
public static class WireJson
{
    /// <summary>Deepest nesting that a request body may have; the deepest contract (a MultiPolygon in an analysis) needs 8.</summary>
    public const int MaxDepth = 16;

    /// <summary>Options for programs that read or write contracts outside ASP.NET Core, for instance the desktop client.</summary>
    public static JsonSerializerOptions Options { get; } = Apply(new JsonSerializerOptions());

    /// <summary>Sets the house rules on given options and returns them.</summary>
    public static JsonSerializerOptions Apply(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        options.AllowDuplicateProperties = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.MaxDepth = MaxDepth;
        // The store keeps members in an order of its own, so the word that names a method need not come first.
        options.AllowOutOfOrderMetadataProperties = true;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.Never;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
        return options;
    }
}

/// <summary>A fault found while reading a body that has a problem code of its own, better than "not readable".</summary>
/// <param name="code">The problem to answer with.</param>
public sealed class RefusedWhileReadingException(ProblemCode code) : JsonException(code?.Code)
{
    /// <summary>The problem to answer with.</summary>
    public ProblemCode Problem { get; } = code!;
}
