using System.Net;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Hotspots.Analyses;

/// <summary>The copy of the events in memory is never older than its reader's look, and holds nothing that the reader may not know.</summary>
public sealed class EventSnapshotTests(TestApi api) : IClassFixture<TestApi>
{
    private static readonly NewAnalysis Asked = new(AnalysisSubject.Harm, new(2025, 1, 1), new(2025, 12, 31), new HourMatrixMethod());

    [Fact]
    public async Task EveryWayOfWriting_ShowsInTheNextAnalysis()
    {
        using var analyst = api.As(Role.Analyst);
        Assert.Equal((0, 0), await CountAsync(analyst));
        var first = await AnalysisWorld.RecordAsync(analyst, 300_000, 250_000, new(2025, 3, 1), [Tokens.New()]);
        Assert.Equal((1, 1), await CountAsync(analyst));
        var second = await AnalysisWorld.RecordAsync(analyst, 300_500, 250_500, new(2025, 4, 1), [Tokens.New(), Tokens.New()]);
        Assert.Equal((2, 3), await CountAsync(analyst));

        // Corrected: another year, then back with another child.
        var corrected = DatasetR.Harm(300_000, 250_000, "2024-03-01", [Tokens.New()]);
        Assert.Equal(HttpStatusCode.OK, (await analyst.PutAsync($"/api/v1/incidents/{first}", corrected, 1)).StatusCode);
        Assert.Equal((1, 2), await CountAsync(analyst));
        var again = DatasetR.Harm(300_000, 250_000, "2025-03-01", [Tokens.New(), Tokens.New()]);
        Assert.Equal(HttpStatusCode.OK, (await analyst.PutAsync($"/api/v1/incidents/{first}", again, 2)).StatusCode);
        Assert.Equal((2, 4), await CountAsync(analyst));

        // Restricted records take part in nobody's analysis.
        Assert.Equal(HttpStatusCode.OK, (await analyst.PutAsync($"/api/v1/incidents/{first}", again with { Sensitivity = Sensitivity.Restricted }, 3)).StatusCode);
        Assert.Equal((1, 2), await CountAsync(analyst));
        Assert.Equal(HttpStatusCode.OK, (await analyst.PutAsync($"/api/v1/incidents/{first}", again, 4)).StatusCode);
        Assert.Equal((2, 4), await CountAsync(analyst));

        // Erased, then withdrawn.
        using var dataProtection = api.As(Role.DataProtection);
        Assert.Equal(HttpStatusCode.Created, (await dataProtection.PostAsync(
            $"/api/v1/governance/erasures/{Guid.CreateVersion7()}", new NewErasure(second, "Right to erasure"))).StatusCode);
        Assert.Equal((1, 2), await CountAsync(analyst));
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/incidents/{first}/withdrawal") { Content = JsonContent(new Withdrawal("Recorded twice")) };
        request.Headers.TryAddWithoutValidation("If-Match", "\"5\"");
        Assert.Equal(HttpStatusCode.OK, (await analyst.SendAsync(request)).StatusCode);
        Assert.Equal((0, 0), await CountAsync(analyst));
    }

    [Fact]
    public async Task Partnerships_AndMembersWhoKnowLess_HaveCopiesOfTheirOwn()
    {
        using var analyst = api.As(Role.Analyst);
        using var elsewhere = api.As(Role.Analyst, TestApi.Elsewhere);
        var (before, _) = await CountAsync(analyst, 2023);
        var hidden = await AnalysisWorld.RecordAsync(analyst, 301_000, 251_000, new(2023, 5, 1), [Tokens.New()]);
        Assert.Equal(before + 1, (await CountAsync(analyst, 2023)).Events);
        Assert.Equal(0, (await CountAsync(elsewhere, 2023)).Events);
        var user = await api.AddMemberAsync("snapshot-tied", Role.Analyst, Agency.Police);
        using var tied = api.As(user);
        Assert.Equal(before + 1, (await CountAsync(tied, 2023)).Events);
        using var dataProtection = api.As(Role.DataProtection);
        Assert.Equal(HttpStatusCode.Created, (await dataProtection.PostAsync(
            $"/api/v1/governance/exclusions/{Guid.CreateVersion7()}", new NewExclusion(user, "A relative", hidden))).StatusCode);
        Assert.Equal(before, (await CountAsync(tied, 2023)).Events);
        Assert.Equal(before + 1, (await CountAsync(analyst, 2023)).Events);
    }

    [Fact]
    public async Task QuestionsOverTheSameCopy_EachTakeTheirOwnEvents()
    {
        using var analyst = api.As(Role.Analyst);
        await AnalysisWorld.RecordAsync(analyst, 303_000, 253_000, new(2020, 5, 1), [Tokens.New()]);
        await AnalysisWorld.RecordAsync(analyst, 303_500, 253_500, new(2020, 6, 1), [Tokens.New(), Tokens.New()]);
        var year = Asked with { From = new(2020, 1, 1), To = new(2020, 12, 31) };
        async Task<int> UsedAsync(NewAnalysis asked) => (await analyst.AnalysisAsync(await analyst.AskAsync(asked))).Facts.EventsUsed!.Value;
        NewAnalysis[] asked =
        [
            year, year with { To = new(2020, 5, 31) }, year, year with { SourceKinds = [SourceKind.Parent] },
            year with { Method = new KernelDensityMethod(500) }, year with { From = new(2020, 5, 2) },
        ];
        List<int> used = [];
        foreach (var question in asked) used.Add(await UsedAsync(question));
        Assert.Equal([2, 1, 2, 0, 2, 1], used);
    }

    [Fact]
    public async Task ErasedRecord_TakesTheAnalysesOfItsWindowWithIt()
    {
        using var analyst = api.As(Role.Analyst);
        var id = await AnalysisWorld.RecordAsync(analyst, 302_000, 252_000, new(2022, 5, 1), [Tokens.New()]);
        var inside = await analyst.AskAsync(Asked with { From = new(2022, 1, 1), To = new(2022, 12, 31) });
        var outside = await analyst.AskAsync(Asked with { From = new(2021, 1, 1), To = new(2021, 12, 31) });
        using var dataProtection = api.As(Role.DataProtection);
        Assert.Equal(HttpStatusCode.Created, (await dataProtection.PostAsync(
            $"/api/v1/governance/erasures/{Guid.CreateVersion7()}", new NewErasure(id, "Right to erasure"))).StatusCode);
        await (await analyst.GetAsync($"/api/v1/analyses/{inside}")).AssertProblemAsync(ProblemCodes.NotFound);
        Assert.Equal(outside, (await analyst.AnalysisAsync(outside)).Id);
    }

    private static async Task<(int Events, int Children)> CountAsync(HttpClient client, int year = 2025)
    {
        var facts = (await client.AnalysisAsync(await client.AskAsync(Asked with { From = new(year, 1, 1), To = new(year, 12, 31) }))).Facts;
        return (facts.EventsUsed!.Value, facts.DistinctChildren!.Value);
    }

    private static StringContent JsonContent<T>(T body) =>
        new(System.Text.Json.JsonSerializer.Serialize(body, WireJson.Options), System.Text.Encoding.UTF8, "application/json");
}
