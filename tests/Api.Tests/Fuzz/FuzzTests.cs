using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using SpacesPlaces.Api.Tests.Assessments;
using SpacesPlaces.Api.Tests.Assessments.Instruments;
using SpacesPlaces.Api.Tests.Planning;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Fuzz;

/// <summary>
/// Requests by grammar and by flipped bytes over all operations end in an answer, never in a fault (SEC-65). The long run is
/// <c>dotnet run -c Release --project tests/Bench -- fuzz</c>; what it found is kept here.
/// </summary>
public sealed class FuzzTests(TestApi api) : IClassFixture<TestApi>
{
    // About ten for each operation: with fewer, chains of steps that need others before them do not come about.
    private const int Seed = 20261125, Count = 3_800;

    /// <summary>A hang, not a busy machine: the limit of one second is the bench's.</summary>
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task SeededRequests_NeverEndInAFault()
    {
        using var nobody = api.Anyone();
        var description = JsonNode.Parse(await nobody.GetStringAsync("/openapi/v1.json"))!;
        var grammar = new RequestGrammar(description, [.. Roles.Select(WireName.Of)], [await VictimAsync(), Guid.NewGuid()], Seed);
        foreach (var id in grammar.Assessments.Skip(1)) await AssessAsync(id);
        using (var planner = api.As(Role.Planner))
            await (await planner.PostAsync($"{PlanningWorld.Planning}/activities/{grammar.Activities[0]}", PlanningWorld.Stall())).ReadAsync<Receipt>(HttpStatusCode.Created);
        using (var assessor = api.As(Role.Assessor)) grammar.Link = (await assessor.HandOutAsync(grammar.Assessments[1])).Token;
        using var run = new FuzzRun(api.Address, await TokensAsync(), Hang);
        var report = await run.RunAsync(grammar, 0, Count, 8, () => true);

        Assert.Empty(report.Faults.Select(find => $"{find.Number}: {find.Answer}\n{find.Request.ToJson()}"));
        Assert.Empty(report.Slow);
        Assert.True(report.Sent > Count * 9 / 10, $"Only {report.Sent} of {Count} could be sent.");
        Assert.Empty(grammar.Operations.Except(report.ByOperation.Keys));
        // The grammar is worth nothing when all it makes is refused at the door. Two in five: many steps need others before them.
        Assert.True(report.Done.Count * 5 > grammar.Operations.Count * 2, $"Only {report.Done.Count} of {grammar.Operations.Count} did what they are for: {string.Join(", ", report.Done.Keys)}");
        Assert.True(await api.ScalarAsync<long>("select count(*) from incident") > 0, "No record was taken.");
        Assert.DoesNotContain(api.Log.Lines, line => line.Contains("Request failed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task KeptCases_AreAnsweredWithoutAFault()
    {
        var files = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Fuzz", "kept"), "*.json");
        using var run = new FuzzRun(api.Address, await TokensAsync(), Hang);
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var (status, fault, sent) = await run.AskAsync(FuzzRequest.FromJson(await File.ReadAllTextAsync(file)));
            Assert.True(sent && fault is null && status < 500, $"{Path.GetFileName(file)}: {status} {fault}");
        }
    }

    [Fact]
    public async Task Fault_IsFoundAndMadeSmall()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var faulty = builder.Build();
        faulty.Urls.Add("http://127.0.0.1:0");
        faulty.MapPost("/faulty", async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            if ((await reader.ReadToEndAsync()).Contains("1e400", StringComparison.Ordinal)) context.Response.StatusCode = 500;
        });
        await faulty.StartAsync();
        using var run = new FuzzRun(new(faulty.Urls.First()), new Dictionary<string, string>(), Hang);
        var small = await run.ShrinkAsync(new(
            "POST /faulty", null, "POST", "/faulty?a=1&b=2", [["Accept-Language", "cy"]], "{\"a\":[1,2,3],\"b\":1e400,\"c\":\"x\"}"u8.ToArray()));
        Assert.Equal(("/faulty", 0, "1e400"), (small.Address, small.Headers.Count, System.Text.Encoding.UTF8.GetString(small.Body!)));
    }

    [Fact]
    public async Task Request_IsTheSameForTheSameSeedAndNumber()
    {
        using var nobody = api.Anyone();
        var description = JsonNode.Parse(await nobody.GetStringAsync("/openapi/v1.json"))!;
        RequestGrammar Grammar(int seed) => new(description, ["analyst"], [Guid.Empty], seed);
        Assert.All(Enumerable.Range(0, 400), number => Assert.Equal(Grammar(7).Make(number).ToJson(), Grammar(7).Make(number).ToJson()));
        Assert.NotEqual(Grammar(7).Make(300).ToJson(), Grammar(8).Make(300).ToJson());
    }

    private static readonly Role[] Roles =
        [Role.Reporter, Role.YouthLead, Role.Analyst, Role.MaceMember, Role.Planner, Role.Assessor, Role.DataProtection, Role.Admin];

    private async Task<Guid> VictimAsync()
    {
        var user = await api.AddMemberAsync($"victim-{Guid.NewGuid():N}", Role.Assessor, Agency.Health);
        return await api.ScalarAsync<Guid>("select id from account where user_name = $1", user);
    }

    // An assessment that has come to its reflection: goals, ratings and views may be written into it.
    private async Task AssessAsync(Guid id)
    {
        using var assessor = api.As(Role.Assessor);
        await (await assessor.PostAsync($"{AssessmentWorld.Assessments}/{id}", AssessmentWorld.Begun(await assessor.ScreenedAsync()))).ReadAsync<Receipt>(HttpStatusCode.Created);
        await assessor.OnwardAsync(id, AssessmentStatus.Scoping);
        await assessor.AnswerRestAsync(id);
        await assessor.OnwardAsync(id, AssessmentStatus.Gathering, AssessmentStatus.Reflection);
    }

    private async Task<Dictionary<string, string>> TokensAsync()
    {
        Dictionary<string, string> tokens = [];
        foreach (var role in Roles)
        {
            using var client = api.As(role);
            tokens[WireName.Of(role)] = client.DefaultRequestHeaders.Authorization!.Parameter!;
        }

        using var nobody = api.Anyone();
        var user = await api.AddMemberAsync($"spent-{Guid.NewGuid():N}", Role.Reporter, Agency.Health);
        var answer = await nobody.PostAsJsonAsync("/api/v1/access/sign-in", new { user, password = TestApi.Password });
        tokens[FuzzRun.SpentSession] = (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["token"]!;
        return tokens;
    }
}
