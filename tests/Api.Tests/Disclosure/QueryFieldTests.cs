using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Disclosure;

/// <summary>SEC-15, SEC-16: nobody asks by what they may not read; every query parameter with every role.</summary>
public sealed class QueryFieldTests(TestApi api) : IClassFixture<TestApi>
{
    /// <summary>Routes that answer from records or analyses: each of their parameters has a row in the table.</summary>
    private static readonly string[] Guarded =
        ["/api/v1/incidents/", "/api/v1/hotspots/", "/api/v1/hotspots/areas", "/api/v1/hotspots/hours", "/api/v1/environment-tasks/", "/api/v1/outreach/sessions/", "/api/v1/spaces/", "/api/v1/assessments/", "/api/v1/assessment-tasks/", "/api/v1/planning/activities", "/api/v1/reference-data/context"];

    private static readonly Dictionary<string, string> Values = new()
    {
        ["bbox"] = "-3.6,52.0,-3.3,52.2",
        ["placeId"] = "0196a000-0000-7000-8000-00000000beef",
        ["from"] = "2026-01-01T00:00:00Z",
        ["to"] = "2026-12-31T00:00:00Z",
        ["harmType"] = "cse",
        ["agency"] = "police",
        ["status"] = "recorded",
        ["kind"] = "harm",
        ["flagged"] = "true",
        ["limit"] = "5",
        ["analysis"] = "0196a000-0000-7000-8000-00000000beef",
        ["subject"] = "harm",
        ["period"] = "2024-Q1",
        ["type"] = "Drugs",
        ["everywhere"] = "true",
        ["band"] = "improving",
        ["overdue"] = "true",
        ["closed"] = "true",
        ["space"] = "0196a000-0000-7000-8000-00000000beef",
        ["ended"] = "true",
        ["mine"] = "true",
        ["after"] = "AAAA",
        ["lon"] = "-3.46",
        ["lat"] = "52.14",
    };

    [Fact]
    public void EveryParameterOfAGuardedRoute_HasARow_AndEveryRowAParameter()
    {
        var asked = Endpoints().Where(e => Guarded.Contains(e.RoutePattern.RawText)).SelectMany(e =>
            QueryFields.ParametersOf(e).Select(parameter => (e.RoutePattern.RawText!, parameter))).ToHashSet();
        Assert.True(asked.Count >= 15, "The guard does not see the parameters.");
        Assert.Equal(QueryFields.Table.Keys.Order(), asked.Order());
    }

    [Fact]
    public async Task EveryParameterWithEveryRole_IsAnsweredOrRefusedByName_AsTheTableSays()
    {
        var tried = 0;
        foreach (var endpoint in Endpoints().Where(e => Guarded.Contains(e.RoutePattern.RawText) && IsGet(e)))
        {
            var route = endpoint.RoutePattern.RawText!;
            foreach (var parameter in QueryFields.ParametersOf(endpoint))
                foreach (var role in Enum.GetValues<Role>())
                {
                    tried++;
                    using var client = api.As(role);
                    using var answer = await client.GetAsync($"{route.TrimEnd('/')}?{Needed(route, parameter)}{parameter}={ValueOf(route, parameter)}");
                    var text = await answer.Content.ReadAsStringAsync();
                    if (!Permissions.Allow(role, endpoint.Metadata.GetMetadata<RequiredPermission>()!.Permission))
                        await answer.AssertProblemAsync(ProblemCodes.NotAllowed);
                    else if (!QueryFields.Table[(route, parameter)].Contains(role))
                        await answer.AssertProblemAsync(ProblemCodes.FieldNotAllowedHere, parameter);
                    else
                        Assert.False(text.Contains("field_not_allowed_here", StringComparison.Ordinal) || text.Contains("parameter_unknown", StringComparison.Ordinal), $"{role} {route} {parameter}: {text}");
                }
        }

        Assert.True(tried > 100);
    }

    [Theory]
    [InlineData("narrative=knife")]
    [InlineData("recordedBy=0196a000-0000-7000-8000-00000000beef")]
    [InlineData("childrenKnownCount=1")]
    [InlineData("sort=occurredFrom")]
    [InlineData("groupBy=agency")]
    [InlineData("events.gt=4")]
    [InlineData("not.harmType=cse")]
    [InlineData("placeId.isNull=true")]
    [InlineData("PlaceId=0196a000-0000-7000-8000-00000000beef")]
    [InlineData("KIND=harm")]
    public async Task OtherFieldsOperatorsAndSpellings_AreRefusedByName_ToEveryRole(string query)
    {
        foreach (var role in (Role[])[Role.Analyst, Role.YouthLead, Role.Reporter, Role.MaceMember, Role.Assessor])
        {
            using var client = api.As(role);
            await (await client.GetAsync($"/api/v1/incidents?{query}")).AssertProblemAsync(ProblemCodes.ParameterUnknown, query.Split('=')[0]);
        }

        using var planner = api.As(Role.Planner);
        await (await planner.GetAsync($"/api/v1/hotspots?{query}")).AssertProblemAsync(ProblemCodes.ParameterUnknown, query.Split('=')[0]);
    }

    [Fact]
    public async Task UnknownParameter_IsRefusedOnEveryRouteThatReads()
    {
        var tried = 0;
        foreach (var endpoint in Endpoints().Where(e => IsGet(e) && e.RoutePattern.Parameters.Count == 0 && e.Metadata.GetMetadata<OpenToAnyone>() is null))
        {
            var permission = endpoint.Metadata.GetMetadata<RequiredPermission>()!.Permission;
            using var client = api.As(Enum.GetValues<Role>().First(role => Permissions.Allow(role, permission)));
            var required = string.Concat(QueryFields.ParametersOf(endpoint).Select(p => Values.TryGetValue(p, out _) ? $"{p}={ValueOf(endpoint.RoutePattern.RawText!, p)}&" : ""));
            using var answer = await client.GetAsync($"{endpoint.RoutePattern.RawText!.TrimEnd('/')}?{required}surprise=1");
            Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{endpoint.RoutePattern.RawText}: {answer.StatusCode}");
            tried++;
        }

        Assert.True(tried >= 8);
    }

    private IEnumerable<RouteEndpoint> Endpoints() => api.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(e => e.RoutePattern.RawText?.StartsWith("/api/v1", StringComparison.Ordinal) == true);

    private static bool IsGet(Endpoint endpoint) => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains("GET");

    private static string ValueOf(string route, string parameter) =>
        Uri.EscapeDataString(parameter is "from" or "to" && Windowed(route) is { } usual ? usual : Values[parameter]);

    // Context is asked for by two months, outreach by two days.
    private static string? Windowed(string route) =>
        route.EndsWith("context", StringComparison.Ordinal) ? "2026-01" : route.EndsWith("sessions/", StringComparison.Ordinal) || route.EndsWith("activities", StringComparison.Ordinal) ? "2026-01-01" : null;

    private static string Needed(string route, string parameter) => route.EndsWith("hours", StringComparison.Ordinal)
        ? string.Concat(new[] { "period", "lon", "lat" }.Where(other => other != parameter).Select(other => $"{other}={Values[other]}&"))
        : Windowed(route) is { } usual
        ? string.Concat(new[] { "from", "to" }.Where(other => other != parameter).Select(other => $"{other}={usual}&"))
        : "";
}
