using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using Microsoft.AspNetCore.Mvc;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Disclosure;

/// <summary>
/// What each role may ask by. Filtering is reading: a count by a field tells the field. Every query parameter of the routes that
/// answer from records has its row; a parameter that a route does not know is refused by name, never passed over in silence.
/// </summary>
public static class QueryFields
{
    private static readonly Role[] Anyone = Enum.GetValues<Role>();
    private static readonly Role[] Exact = [Role.Analyst, Role.YouthLead, Role.Reporter];

    /// <summary>The table. Roles that may not call the route at all are turned away before.</summary>
    public static readonly FrozenDictionary<(string Route, string Parameter), Role[]> Table =
        new Dictionary<(string, string), Role[]>
        {
            // Readers of squares get whole squares and whole days, whatever they ask: see IncidentSearch.
            [("/api/v1/incidents/", "bbox")] = Anyone,
            [("/api/v1/incidents/", "from")] = Anyone,
            [("/api/v1/incidents/", "to")] = Anyone,
            [("/api/v1/incidents/", "harmType")] = Anyone,
            [("/api/v1/incidents/", "agency")] = Anyone,
            [("/api/v1/incidents/", "status")] = Anyone,
            [("/api/v1/incidents/", "kind")] = Anyone,
            [("/api/v1/incidents/", "limit")] = Anyone,
            [("/api/v1/incidents/", "after")] = Anyone,
            [("/api/v1/incidents/", "placeId")] = Exact,
            [("/api/v1/incidents/", "flagged")] = [Role.Analyst, Role.YouthLead],
            // An analysis is named, never described: no figure, class or date of a cluster can be asked by.
            [("/api/v1/hotspots/", "analysis")] = Anyone,
            [("/api/v1/hotspots/", "subject")] = Anyone,
            [("/api/v1/hotspots/areas", "period")] = Anyone,
            [("/api/v1/hotspots/hours", "period")] = Anyone,
            [("/api/v1/hotspots/hours", "lon")] = Anyone,
            [("/api/v1/hotspots/hours", "lat")] = Anyone,
            [("/api/v1/environment-tasks/", "status")] = Anyone,
            [("/api/v1/outreach/sessions/", "from")] = Anyone,
            [("/api/v1/outreach/sessions/", "to")] = Anyone,
            [("/api/v1/spaces/", "status")] = Anyone,
            [("/api/v1/spaces/", "band")] = Anyone,
            [("/api/v1/spaces/", "type")] = Anyone,
            [("/api/v1/spaces/", "overdue")] = Anyone,
            [("/api/v1/spaces/", "closed")] = Anyone,
            [("/api/v1/assessments/", "space")] = Anyone,
            [("/api/v1/assessments/", "status")] = Anyone,
            [("/api/v1/assessments/", "overdue")] = Anyone,
            [("/api/v1/assessments/", "ended")] = Anyone,
            [("/api/v1/assessment-tasks/", "mine")] = Anyone,
            [("/api/v1/assessment-tasks/", "agency")] = Anyone,
            [("/api/v1/assessment-tasks/", "overdue")] = Anyone,
            [("/api/v1/planning/activities", "from")] = Anyone,
            [("/api/v1/planning/activities", "to")] = Anyone,
            // Published elsewhere already; says nothing of children.
            [("/api/v1/reference-data/context", "everywhere")] = Anyone,
            [("/api/v1/reference-data/context", "from")] = Anyone,
            [("/api/v1/reference-data/context", "to")] = Anyone,
            [("/api/v1/reference-data/context", "type")] = Anyone,
        }.ToFrozenDictionary();

    private static readonly ConcurrentDictionary<Endpoint, FrozenSet<string>> Known = new();

    /// <summary>Refuses a question by a parameter that the route does not know or the role may not ask by.</summary>
    internal static async ValueTask<object?> RefuseOthersAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var http = call.HttpContext;
        if (http.Request.Query.Count == 0) return await next(call);
        var endpoint = (RouteEndpoint)http.GetEndpoint()!;
        var known = Known.GetOrAdd(endpoint, ParametersOf);
        foreach (var name in http.Request.Query.Keys)
        {
            // One spelling only: what is bound without regard to case is not looked up without it.
            if (!known.Contains(name)) return Problems.Of(ProblemCodes.ParameterUnknown, Shown(name));
            if (Table.TryGetValue((endpoint.RoutePattern.RawText!, name), out var roles)
                && !roles.Contains(http.RequestServices.GetRequiredService<Actor>().Role))
            {
                return Problems.Of(ProblemCodes.FieldNotAllowedHere, name);
            }
        }

        return await next(call);
    }

    /// <summary>The query parameters that an endpoint's handler takes.</summary>
    public static FrozenSet<string> ParametersOf(Endpoint endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        var inRoute = ((RouteEndpoint)endpoint).RoutePattern.Parameters.Select(parameter => parameter.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var handler = endpoint.Metadata.GetMetadata<MethodInfo>();
        return (handler?.GetParameters() ?? []).SelectMany(parameter =>
            parameter.GetCustomAttribute<AsParametersAttribute>() is not null
                ? parameter.ParameterType.GetProperties().Where(IsAsked).Select(property =>
                    property.GetCustomAttribute<FromQueryAttribute>()?.Name ?? char.ToLowerInvariant(property.Name[0]) + property.Name[1..])
                : parameter.GetCustomAttribute<FromQueryAttribute>() is { } named ? [named.Name ?? parameter.Name!]
                : IsPlain(parameter.ParameterType) ? [parameter.Name!] : [])
            .Where(name => !inRoute.Contains(name)).ToFrozenSet(StringComparer.Ordinal);
    }

    private static bool IsAsked(PropertyInfo property) =>
        property.GetCustomAttribute<FromQueryAttribute>() is not null || (property.CanWrite && IsPlain(property.PropertyType));

    // What minimal APIs bind from the query when nothing else is said.
    private static bool IsPlain(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsArray) type = type.GetElementType()!;
        return type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(Guid) || type == typeof(decimal)
            || type == typeof(DateTimeOffset) || type == typeof(DateTime) || type == typeof(DateOnly) || type == typeof(TimeOnly);
    }

    private static string Shown(string name) => new([.. name.Take(40).Where(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.')]);
}
