using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Npgsql;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Hotspots;

/// <summary>An analysis as a job: its progress, stopping it, and that a stopped one leaves nothing.</summary>
public sealed class AnalysisJobTests(DatasetRWorld api) : IClassFixture<DatasetRWorld>
{
    [Fact]
    public async Task Progress_BeginsWithThePresentStateAndEndsWithTheEnd()
    {
        using var analyst = api.As(Role.Analyst);
        var id = Guid.CreateVersion7();
        List<JobView> seen = [];
        await using (var held = await HeldTable.TakeAsync(api.ConnectionString, "hotspot_member"))
        {
            await AskAsync(analyst, id);
            await held.SomebodyWaitsAsync();
            await foreach (var view in FollowAsync(analyst, id))
            {
                seen.Add(view);
                if (view.Step == "storing") await held.LetGoAsync();
            }
        }

        Assert.Equal(JobState.Running, seen[0].State);
        Assert.Contains(seen, view => view is { Step: "storing", State: JobState.Running });
        Assert.Equal((JobState.Succeeded, 1.0, null), (seen[^1].State, seen[^1].Fraction, seen[^1].Step));
        Assert.True(seen.Zip(seen.Skip(1)).All(pair => pair.First.Fraction <= pair.Second.Fraction));
        Assert.All(seen, view => Assert.True(view.Step is null || Geodata.Language.Texts.Has($"job_step.{view.Step}")));

        // Of a job that has ended there is one event: its end.
        List<JobView> after = [];
        await foreach (var view in FollowAsync(analyst, id)) after.Add(view);
        Assert.Equal(JobState.Succeeded, Assert.Single(after).State);
    }

    [Fact]
    public async Task Cancelling_StopsRunningWorkAndLeavesNothing()
    {
        using var analyst = api.As(Role.Analyst);
        var id = Guid.CreateVersion7();
        await using (var held = await HeldTable.TakeAsync(api.ConnectionString, "hotspot_member"))
        {
            await AskAsync(analyst, id);
            await held.SomebodyWaitsAsync();
            Assert.Equal(HttpStatusCode.NoContent, (await analyst.DeleteAsync($"/api/v1/jobs/{id}")).StatusCode);
            // The table is still held: the work ends because it is told to, not because it is done.
            var ended = await analyst.EndOfAsync(id);
            Assert.Equal((JobState.Cancelled, null), (ended.State, ended.Result));
        }

        await AssertNothingStoredAsync(id);
        await (await analyst.DeleteAsync($"/api/v1/jobs/{id}")).AssertProblemAsync(ProblemCodes.AlreadyFinished);
        await (await analyst.GetAsync($"/api/v1/hotspots?analysis={id}")).AssertProblemAsync(ProblemCodes.NotFound);
    }

    [Fact]
    public async Task ConnectionLostHalfWay_LeavesNoHalfResult()
    {
        using var analyst = api.As(Role.Analyst);
        var id = Guid.CreateVersion7();
        await using (var held = await HeldTable.TakeAsync(api.ConnectionString, "hotspot_member"))
        {
            await AskAsync(analyst, id);
            // By now analysis and clusters are written and their members are not.
            var worker = await held.SomebodyWaitsAsync();
            Assert.True(await api.ScalarAsync<bool>("select pg_terminate_backend($1)", worker));
            var ended = await analyst.EndOfAsync(id);
            Assert.Equal((JobState.Failed, "database_unavailable"), (ended.State, ended.Problem));
        }

        await AssertNothingStoredAsync(id);
        // The worker goes on with the next.
        Assert.Equal(JobState.Succeeded, (await analyst.AnalyseAsync(DatasetR.Asked)).State);
    }

    [Fact]
    public async Task OthersJobs_AreNotFound()
    {
        using var analyst = api.As(Role.Analyst);
        var job = await analyst.AnalyseAsync(DatasetR.Asked);
        using var colleague = api.As(await api.AddMemberAsync("colleague", Role.Analyst, Agency.ChildrensServices));
        using var stranger = api.As(Role.Analyst, TestApi.Elsewhere);
        foreach (var client in (HttpClient[])[colleague, stranger])
        {
            await (await client.GetAsync($"/api/v1/jobs/{job.Id}")).AssertProblemAsync(ProblemCodes.NotFound);
            await (await client.GetAsync($"/api/v1/jobs/{job.Id}/progress")).AssertProblemAsync(ProblemCodes.NotFound);
            await (await client.DeleteAsync($"/api/v1/jobs/{job.Id}")).AssertProblemAsync(ProblemCodes.NotFound);
        }

        // The result is the partnership's, not the requester's.
        Assert.Equal(2, (await colleague.HotspotsAsync(job.Id)).Items.Count);
    }

    private static async Task AskAsync(HttpClient analyst, Guid id) =>
        await (await analyst.PostAsync($"/api/v1/hotspots/analyses/{id}", DatasetR.Asked)).ReadAsync<JobView>(HttpStatusCode.Accepted);

    private static async IAsyncEnumerable<JobView> FollowAsync(HttpClient client, Guid job)
    {
        using var answer = await client.GetAsync($"/api/v1/jobs/{job}/progress", HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        await using var stream = await answer.Content.ReadAsStreamAsync();
        await foreach (var item in SseParser.Create(stream, (_, data) => JsonSerializer.Deserialize<JobView>(data, WireJson.Options)!).EnumerateAsync())
            yield return item.Data;
    }

    private async Task AssertNothingStoredAsync(Guid id)
    {
        foreach (var table in (string[])["hotspot_analysis where id", "hotspot where analysis_id", "hotspot_member where analysis_id"])
            Assert.Equal(0, await api.ScalarAsync<long>($"select count(*) from {table} = $1", id));
        Assert.False(await api.ScalarAsync<bool>(
            "select exists (select from audit_entry where action = 'analysis_finished' and outcome = 'done' and detail ->> 'state' is null and $1 = any(subjects))", id));
    }
}

/// <summary>Jobs without the program's own worker: which of several workers gets one, and with whose rights it runs.</summary>
public sealed class AnalysisWorkerTests(WorkerlessWorld api) : IClassFixture<WorkerlessWorld>
{
    [Fact]
    public async Task RequesterWhoLostTheRole_GetsNoResult()
    {
        foreach (var (user, loss) in new[] { ("demoted", "role = 'planner'"), ("left", "ended_at = now()") })
        {
            await api.AddMemberAsync(user, Role.Analyst, Agency.Police);
            var id = await AskAsync(user);
            await DoAsync($"update membership set {loss} where account_id = (select id from account where user_name = $1)", user);
            Assert.True(await api.RunNextAsync());
            Assert.Equal("failed not_allowed", await StateAsync(id));
            Assert.Equal(0, await StoredAsync(id));
        }
    }

    [Fact]
    public async Task OfTwoWorkers_OneGetsTheJob()
    {
        for (var round = 0; round < 5; round++)
        {
            var id = await AskAsync();
            var got = await Task.WhenAll(Task.Run(api.RunNextAsync), Task.Run(api.RunNextAsync));
            Assert.Equal(1, got.Count(claimed => claimed));
            Assert.Equal("succeeded ", await StateAsync(id));
            Assert.Equal((1, 1), (await StoredAsync(id), await AttemptsAsync(id)));
        }
    }

    [Fact]
    public async Task DeadWorkersJob_IsTakenOverWhenItsLeaseHasRunOut()
    {
        var id = await AskAsync();
        await DoAsync("update job set state = 'running', attempts = 1, lease_until = now() + interval '1 minute' where id = $1", id);
        Assert.False(await api.RunNextAsync());
        await DoAsync("update job set lease_until = now() - interval '1 second' where id = $1", id);
        Assert.True(await api.RunNextAsync());
        Assert.Equal("succeeded ", await StateAsync(id));
        Assert.Equal((1, 2), (await StoredAsync(id), await AttemptsAsync(id)));
    }

    [Fact]
    public async Task SilentWorkerWhoseJobWasTakenOver_StoresNothing()
    {
        var id = await AskAsync();
        await using (var held = await HeldTable.TakeAsync(api.ConnectionString, "hotspot_analysis"))
        {
            var silent = Task.Run(api.RunNextAsync);
            await held.SomebodyWaitsAsync();
            await DoAsync("update job set attempts = attempts + 1 where id = $1", id);
            await held.LetGoAsync();
            Assert.True(await silent);
        }

        Assert.Equal(0, await StoredAsync(id));
        Assert.Equal("running ", await StateAsync(id));
        await DoAsync("update job set lease_until = now() - interval '1 second' where id = $1", id);
        Assert.True(await api.RunNextAsync());
        Assert.Equal(1, await StoredAsync(id));
    }

    [Fact]
    public async Task JobCancelledBeforeItBegan_IsNeverRun()
    {
        var id = await AskAsync();
        using var analyst = api.As(Role.Analyst);
        Assert.Equal(HttpStatusCode.NoContent, (await analyst.DeleteAsync($"/api/v1/jobs/{id}")).StatusCode);
        Assert.False(await api.RunNextAsync());
        Assert.Equal("cancelled ", await StateAsync(id));
    }

    private async Task<Guid> AskAsync(string? user = null)
    {
        using var client = user is null ? api.As(Role.Analyst) : api.As(user);
        var id = Guid.CreateVersion7();
        var job = await (await client.PostAsync($"/api/v1/hotspots/analyses/{id}", DatasetR.Asked)).ReadAsync<JobView>(HttpStatusCode.Accepted);
        Assert.Equal(JobState.Queued, job.State);
        return id;
    }

    private Task<string> StateAsync(Guid id) => api.ScalarAsync<string>("select state || ' ' || coalesce(problem, '') from job where id = $1", id);

    private Task<int> AttemptsAsync(Guid id) => api.ScalarAsync<int>("select attempts from job where id = $1", id);

    private async Task<int> StoredAsync(Guid id) => (int)await api.ScalarAsync<long>("select count(*) from hotspot_analysis where id = $1", id);

    private async Task DoAsync(string sql, object value)
    {
        await using var connection = new NpgsqlConnection(api.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new() { Value = value });
        Assert.Equal(1, await command.ExecuteNonQueryAsync());
    }
}
