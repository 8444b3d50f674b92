using SpacesPlaces.Api.Tests;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.Geodata.Vocabulary;
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
        Assert.Empty((await client.HotspotsAsync(AnalysisSubject.Harm, null, default)).Items);
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
    public async Task Analysis_IsFollowedToItsEnd_AndItsHotspotsAreRead()
    {
        using var http = api.As(Role.Analyst);
        var client = new ApiClient(http);
        for (var i = 0; i < 4; i++)
        {
            var at = new DateTimeOffset(2026, 2, 1 + i, 20, 0, 0, TimeSpan.Zero);
            var incident = new NewIncident(
                IncidentKind.Harm, at, at, TimeConfidence.Exact, [HarmType.Cce], ContextLevel.Neighbourhood, SourceKind.ChildToldUs,
                InfoGrade.FirstHand, new(new(300_000 + 20 * i, 250_000), PointSource.Pin, 10, "EPSG:27700"),
                Children: [new(Tokens.New(), Agency.YouthService, AgeBand.From13To15)]);
            await (await http.PostAsync($"/api/v1/incidents/{Guid.NewGuid()}", incident)).ReadAsync<Receipt>(System.Net.HttpStatusCode.Created);
        }

        var job = await client.AnalyseAsync(
            Guid.NewGuid(), new(AnalysisSubject.Harm, 100, 3, new(2026, 1, 1), new(2026, 3, 31)), default);
        var states = new List<JobState>();
        await foreach (var state in client.FollowAsync(job.Id, default)) states.Add(state.State);
        Assert.Equal(JobState.Succeeded, states[^1]);

        var list = await client.HotspotsAsync(AnalysisSubject.Harm, job.Id, default);
        var hotspot = Assert.Single(list.Items);
        Assert.Equal((ClusterClass.PlaceRepeat, 4, 4), (hotspot.Class!.Value, hotspot.Events!.Value, hotspot.DistinctChildren!.Value));
        var incidents = 0;
        await foreach (var _ in client.IncidentsAsync("kind=harm", default)) incidents++;
        Assert.Equal(4, incidents);
    }
}
