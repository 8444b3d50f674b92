using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;
using static SpacesPlaces.Api.Tests.Incidents.Examples;

namespace SpacesPlaces.Api.Tests.Http;

/// <summary>A program whose clock tests move.</summary>
public sealed class BudgetApi : TestApi
{
    public MovedClock Clock { get; } = new();

    protected override void Adjust(WebApplicationBuilder builder) => builder.Services.AddSingleton<TimeProvider>(Clock);

    public sealed class MovedClock : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;
    }
}

/// <summary>How many different records a person may see within an hour (SEC-60).</summary>
public sealed class ViewBudgetTests(BudgetApi api) : IClassFixture<BudgetApi>
{
    [Fact]
    public async Task Copying_IsStopped_Recorded_AndFreeAgainAfterAnHour_WhileOthersWorkOn()
    {
        await api.ScalarAsync<int>("update partnership set views_per_hour = 50 where partnership_id = $1 returning views_per_hour", TestApi.Here);
        using var analyst = api.As(Role.Analyst);
        using var colleague = api.As(await api.AddMemberAsync("second-analyst", Role.Analyst, Agency.Police));
        var ids = Enumerable.Range(0, 49).Select(_ => Guid.CreateVersion7()).ToList();
        foreach (var id in ids) Assert.Equal(HttpStatusCode.Created, (await analyst.PostAsync(PathOf(id), Harm())).StatusCode);

        // The same records again cost nothing; one more fits; the next does not, alone or in a list.
        Assert.Equal(49, (await (await analyst.GetAsync("/api/v1/incidents")).ReadAsync<IncidentPage>()).Items.Count);
        Assert.Equal(HttpStatusCode.Created, (await analyst.PostAsync(PathOf(Guid.CreateVersion7()), Harm())).StatusCode);
        var last = Guid.CreateVersion7();
        var refused = await analyst.PostAsync(PathOf(last), Harm());
        await refused.AssertProblemAsync(ProblemCodes.ViewBudgetSpent);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalMinutes, 30, 60);
        Assert.Equal(0, await api.ScalarAsync<long>("select count(*) from incident where id = $1", last));
        Assert.Equal(1, await api.ScalarAsync<long>(
            "select count(*) from audit_entry where problem = 'view_budget_spent' and actor_name = 'analyst-here'"));

        // A colleague works on, and so does the analyst with what was open, and with all after the hour.
        Assert.Equal(50, (await (await colleague.GetAsync("/api/v1/incidents")).ReadAsync<IncidentPage>()).Items.Count);
        await (await analyst.GetAsync(PathOf(ids[0]))).ReadAsync<IncidentView>();
        api.Clock.Ahead = TimeSpan.FromMinutes(61);
        var signIn = new { user = TestApi.UserName(Role.Analyst, TestApi.Here), password = TestApi.Password };
        var again = await (await analyst.PostAsJsonAsync("/api/v1/access/sign-in", signIn)).ReadAsync<SignedIn>();
        analyst.DefaultRequestHeaders.Authorization = new("Bearer", again.Token);
        Assert.Equal(HttpStatusCode.Created, (await analyst.PostAsync(PathOf(last), Harm())).StatusCode);
    }
}
