using System.Net.Http.Json;
using SpacesPlaces.Api.Tests;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.Geodata.Vocabulary;
using SpacesPlaces.MapClient.Analyses;
using SpacesPlaces.MapClient.Hotspots;
using SpacesPlaces.MapClient.Http;

namespace SpacesPlaces.MapClient.Tests.Http;

/// <summary>The client against the real API over HTTP and PostGIS.</summary>
public sealed class ApiClientTests(TestApi api) : IClassFixture<TestApi>
{
    [Fact]
    public async Task SignIn_GivesWhoThePersonIs_AndLaterCallsCarryTheToken()
    {
        using var http = api.Anyone();
        var client = new ApiClient(http);
        var me = await client.SignInAsync(TestApi.UserName(Role.MaceMember, TestApi.Here), TestApi.Password, null, default);
        Assert.Equal(Role.MaceMember, me.Role);
        Assert.Equal(me.UserId, (await client.MeAsync(default)).UserId);
    }

    [Theory]
    [InlineData(Tongue.En, "problem.sign_in_refused")]
    [InlineData(Tongue.Cy, "problem.sign_in_refused")]
    public async Task Refusal_CarriesItsCodeAndTheApisWordsInTheLanguageAskedFor(Tongue tongue, string key)
    {
        using var http = api.Anyone();
        var client = new ApiClient(http) { Tongue = tongue };
        var refused = await Assert.ThrowsAsync<ApiProblemException>(() => client.SignInAsync("nobody", "wrong password", null, default));
        Assert.Equal((401, ProblemCodes.SignInRefused.Code, Texts.Get(tongue, key)), (refused.Status, refused.Code, refused.Message));
    }

    [Fact]
    public async Task AfterSigningOut_TheOldTokenIsOfNoUse()
    {
        using var http = api.Anyone();
        var client = new ApiClient(http);
        await client.SignInAsync(TestApi.UserName(Role.Analyst, TestApi.Here), TestApi.Password, null, default);
        var token = http.DefaultRequestHeaders.Authorization;
        await client.SignOutAsync(default);
        Assert.Null(http.DefaultRequestHeaders.Authorization);
        http.DefaultRequestHeaders.Authorization = token;
        var ended = 0;
        client.SessionEnded += (_, _) => ended++;
        await Assert.ThrowsAsync<ApiProblemException>(() => client.MeAsync(default));
        Assert.Equal(1, ended);
    }

    [Fact]
    public async Task Analysis_IsFollowedToItsEnd_AndItsHotspotsAndTheirRecordsAreRead()
    {
        using var http = api.As(Role.Analyst);
        var client = new ApiClient(http);
        await client.StatePurposeAsync(Purpose.PanelPreparation, null, default);
        List<Guid> sent = [];
        for (var i = 0; i < 4; i++)
        {
            var at = new DateTimeOffset(2026, 2, 1 + i, 20, 0, 0, TimeSpan.Zero);
            var incident = new NewIncident(
                IncidentKind.Harm, at, at, TimeConfidence.Exact, [HarmType.Cce], ContextLevel.Neighbourhood, SourceKind.ChildToldUs,
                InfoGrade.FirstHand, new(new(300_000 + 20 * i, 250_000), PointSource.Pin, 10, "EPSG:27700"),
                Children: [new(Tokens.New(), Agency.YouthService, AgeBand.From13To15)]);
            sent.Add((await client.RecordAsync(Guid.CreateVersion7(), incident, default)).Id);
        }

        var run = new AnalysisRun(client, new(TimeProvider.System), new(Tongue.En));
        List<(JobState State, bool IsRunning, string Told)> states = [];
        run.Changed += (_, _) => states.Add((run.Job!.State, run.IsRunning, run.Told));
        var job = await run.AskAsync(new NewHotspotAnalysis(AnalysisSubject.Harm, 100, 3, new(2026, 1, 1), new(2026, 3, 31)), default);
        Assert.Equal((JobState.Succeeded, false, "Done"), (job.State, run.IsRunning, run.Told));
        Assert.True(states.Count >= 2);
        Assert.All(states, state => Assert.NotEmpty(state.Told));

        var list = await client.HotspotsAsync(AnalysisSubject.Harm, job.Id, default);
        var hotspot = Assert.Single(list.Items);
        Assert.Equal((ClusterClass.PlaceRepeat, 4, 4), (hotspot.Class!.Value, hotspot.Events!.Value, hotspot.DistinctChildren!.Value));

        // DSK-07: the members are as many as the figure says.
        var records = await new DrillDown(client).ReadAsync(hotspot, default);
        Assert.True(records.Agrees);
        Assert.Equal(sent.Order(), records.Records.Select(record => record.Id).Order());

        using var withdrawal = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/incidents/{sent[0]}/withdrawal")
        {
            Content = JsonContent.Create(new Withdrawal("Recorded twice."), options: WireJson.Options),
        };
        withdrawal.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
        (await http.SendAsync(withdrawal)).EnsureSuccessStatusCode();
        Assert.False((await new DrillDown(client).ReadAsync(hotspot, default)).Agrees);
    }

    [Fact]
    public async Task AnAnalysisThatIsRefused_SaysWhy()
    {
        using var http = api.As(Role.Analyst);
        var run = new AnalysisRun(new(http), new(TimeProvider.System), new(Tongue.En));
        var refused = await Assert.ThrowsAsync<ApiProblemException>(() =>
            run.AskAsync(new NewHotspotAnalysis(AnalysisSubject.Harm, 0, 3, new(2026, 1, 1), new(2026, 3, 31)), default));
        Assert.Equal(ProblemCodes.DistanceNotPositive.Code, refused.Code);
        Assert.False(run.IsRunning);
    }
}
