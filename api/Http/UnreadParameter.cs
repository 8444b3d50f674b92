using System.Reflection;
using Microsoft.AspNetCore.Mvc;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.Http;

/// <summary>
/// A parameter that may be left out, was given, and could not be read. Compiled routes throw where a needed one cannot be read; of one that may
/// be left out they only set status 400, leave it empty, and run the filters all the same.
/// </summary>
internal static class UnreadParameter
{
    /// <summary>The refusal of such a request; null where everything could be read.</summary>
    public static Refusal? Of(EndpointFilterInvocationContext call)
    {
        var http = call.HttpContext;
        if (http.Response.StatusCode != StatusCodes.Status400BadRequest) return null;
        var parameters = http.GetEndpoint()?.Metadata.GetMetadata<MethodInfo>()?.GetParameters() ?? [];
        var unread = parameters.Zip(call.Arguments).SelectMany(pair => Given(pair.First, pair.Second))
            .FirstOrDefault(one => one.Value is null && http.Request.Query[one.Name] is [{ Length: > 0 }, ..]);
        return new(ProblemCodes.ParameterNotReadable, unread.Name);
    }

    private static IEnumerable<(string Name, object? Value)> Given(ParameterInfo parameter, object? argument) =>
        argument is not null && parameter.GetCustomAttribute<AsParametersAttribute>() is not null
            ? parameter.ParameterType.GetProperties().Select(property => (
                property.GetCustomAttribute<FromQueryAttribute>()?.Name ?? char.ToLowerInvariant(property.Name[0]) + property.Name[1..], property.GetValue(argument)))
            : [(parameter.GetCustomAttribute<FromQueryAttribute>()?.Name ?? parameter.Name!, argument)];
}
