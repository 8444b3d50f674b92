using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SpacesPlaces.Api.Tests.Database;

namespace SpacesPlaces.Api.Tests.Matrix;

/// <summary>The readable policy table against the running program: every door, every method, every role, every kind of target.</summary>
[Long(70)]
public sealed partial class PolicyMatrixTests(MatrixWorld world) : IClassFixture<MatrixWorld>
{
    [Fact]
    public void EveryDoor_HasARow_AndEveryRowADoor()
    {
        var doors = DoorsOf(world.Services);
        var rows = world.Policy.Rows.Select(row => row.Name).ToList();
        Assert.True(doors.Count > 20, "The guard does not see the program's endpoints.");
        Assert.Equal(rows.Distinct(), rows);
        Assert.Empty(doors.Except(rows).Select(door =>
            $"{door}: add a row to {Policy.Path} that says who may; with a body or a query, add a recipe to tests/Api.Tests/Matrix/Recipes.cs too; "
            + "then ./test --update-matrix"));
        Assert.Empty(rows.Except(doors).Select(row => $"{row}: the program has no such door any more; take its row out of {Policy.Path}"));
    }

    [Fact]
    public async Task EveryCell_IsAnsweredAsTheTableSays()
    {
        var walk = await world.WalkAsync();
        var cells = world.Policy.Rows.Sum(row => world.Policy.TargetsOf(row).Length * world.People.Count);
        Assert.Equal(cells, walk.Answered.Count);
        Assert.True(walk.Wrong.Count == 0, $"{walk.Wrong.Count} of {cells} cells:\n{string.Join('\n', walk.Wrong)}");
    }

    [Fact]
    public async Task RefusedRequest_ChangesNothing()
    {
        var walk = await world.WalkAsync();
        Assert.True(walk.Answered.Keys.Count(cell => cell.Expected >= 400 && cell.Row.Changes) > 300, "The walk does not try to change what it may not.");
        Assert.Empty(walk.ChangedByRefusals);
    }

    [Fact]
    public async Task NoAnswer_TellsWhatItsReaderMayNotKnow()
    {
        await world.WalkAsync();
        await Probes.AskAsync(world);
        var heard = world.Heard.ToList();
        Assert.True(world.Canaries.Seen(heard) > 100, "The oracle sees hardly any of what is planted: it is blind.");
        var leaks = world.Canaries.Leaks(heard);
        Assert.True(leaks.Count == 0, $"{leaks.Count} leaks:\n{string.Join('\n', leaks.Take(60))}");
    }

    [Fact]
    public async Task Incident_HoldsTheFieldsOfTheTable_AndNoOther()
    {
        var seen = (await world.WalkAsync()).Answered.Keys.Where(cell =>
            cell.Row.Name == "GET /api/v1/incidents/{id}" && cell is { Target: "ended", Expected: 200 }).ToList();
        Assert.True(seen.Count >= 6, "Hardly anybody reads an incident.");
        foreach (var cell in seen)
        {
            using var answer = await world.ClientOf(cell.Person).GetAsync($"/api/v1/incidents/{cell.Values["id"]}");
            var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject();
            var held = body.Where(field => field.Value is not null and not JsonArray { Count: 0 }).Select(field => field.Key).Order(StringComparer.Ordinal);
            var expected = world.Policy.Fields.Where(field => field.Value[cell.Person.Column] is not "no").Select(field => field.Key).Order(StringComparer.Ordinal);
            Assert.Equal((cell.Person.Column, string.Join(' ', expected)), (cell.Person.Column, string.Join(' ', held)));
            Assert.Equal(
                world.Policy.Fields["precision"][cell.Person.Column] == "exact" ? "exact" : "grid_square1_km", (string?)body["precision"]);
        }
    }

    [Fact]
    public async Task NoLineOfTheLog_HoldsAHiddenString()
    {
        await world.WalkAsync();
        Assert.NotEmpty(world.Log.Lines);
        Assert.Empty(world.Canaries.Leaks(world.Log.Lines.Select(line => new Heard(null, "the log", 0, line))));
    }

    /// <summary>Every method of every route that the program answers, without constraints.</summary>
    internal static HashSet<string> DoorsOf(IServiceProvider services) =>
        [.. services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().SelectMany(
            endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"],
            (endpoint, method) => $"{method} /{Constraint().Replace(endpoint.RoutePattern.RawText!, "}").Trim('/')}")];

    [GeneratedRegex(@"[:?][^}]*\}")]
    private static partial Regex Constraint();
}
