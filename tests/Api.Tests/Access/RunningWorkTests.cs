using System.Net;
using SpacesPlaces.Api.Tests.Hotspots;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Access;

/// <summary>Streams and jobs of somebody whose rights end are not run to their end: SEC-07.</summary>
public sealed class RunningWorkTests(DatasetRWorld api) : IClassFixture<DatasetRWorld>
{
    /// <summary>The promise is a minute; a beat is two seconds and a look five.</summary>
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("ended_at = now()")]
    [InlineData("role = 'planner'")]
    public async Task JobAndStream_EndWithTheMembershipOrRole(string loss)
    {
        var user = await api.AddMemberAsync("worker-" + Guid.NewGuid().ToString("N")[..8], Role.Analyst, Agency.Police);
        using var analyst = api.As(user);
        var id = Guid.CreateVersion7();
        await using var held = await HeldTable.TakeAsync(api.ConnectionString, "hotspot_member");
        await (await analyst.PostAsync($"/api/v1/hotspots/analyses/{id}", DatasetR.Asked)).ReadAsync<JobView>(HttpStatusCode.Accepted);
        await held.SomebodyWaitsAsync();
        using var answer = await analyst.GetAsync($"/api/v1/jobs/{id}/progress", HttpCompletionOption.ResponseHeadersRead);
        var stream = Task.Run(() => answer.Content.ReadAsStringAsync());
        await LoseAsync(user, loss);

        // The table is still held: the work ends because it is told to, not because it is done.
        Assert.DoesNotContain("succeeded", await stream.WaitAsync(Promised), StringComparison.Ordinal);
        for (var waited = TimeSpan.Zero; await StateAsync(id) == "running"; waited += TimeSpan.FromMilliseconds(100))
        {
            Assert.True(waited < Promised, "The job runs on.");
            await Task.Delay(100);
        }

        Assert.Equal("cancelled", await StateAsync(id));
        Assert.Equal(0, await api.ScalarAsync<long>("select count(*) from hotspot_analysis where id = $1", id));
    }

    [Fact]
    public async Task Stream_EndsWhenItsSessionDoes_WhileTheJobGoesOn()
    {
        var user = await api.AddMemberAsync("follower", Role.Analyst, Agency.Police);
        using var analyst = api.As(user);
        var id = Guid.CreateVersion7();
        await using var held = await HeldTable.TakeAsync(api.ConnectionString, "hotspot_member");
        await (await analyst.PostAsync($"/api/v1/hotspots/analyses/{id}", DatasetR.Asked)).ReadAsync<JobView>(HttpStatusCode.Accepted);
        await held.SomebodyWaitsAsync();
        using var answer = await analyst.GetAsync($"/api/v1/jobs/{id}/progress", HttpCompletionOption.ResponseHeadersRead);
        var stream = Task.Run(() => answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.NoContent, (await analyst.PostAsync("/api/v1/access/sign-out", null)).StatusCode);
        await stream.WaitAsync(TimeSpan.FromSeconds(15));
        Assert.Equal("running", await StateAsync(id));
    }

    private Task<string> StateAsync(Guid id) => api.ScalarAsync<string>("select state from job where id = $1", id);

    private Task<Guid> LoseAsync(string user, string loss) => api.ScalarAsync<Guid>(
        $"update membership set {loss} where account_id = (select id from account where user_name = $1) returning account_id", user);
}
