using System.Diagnostics;
using Npgsql;
using SpacesPlaces.Api.Tests.Database;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;
using static SpacesPlaces.Api.Tests.Incidents.Examples;

namespace SpacesPlaces.Api.Tests.Audit;

/// <summary>Where the audit cannot be written, nothing is read and nothing is stored (SEC-52).</summary>
[Long(30)]
public sealed class AuditStorageTests(TestApi api) : IClassFixture<TestApi>
{
    private const string SeenOf = "select count(*) from audit_entry where action = 'incident_seen' and $1 = any(subjects)";

    [Fact]
    public async Task AuditThatRefuses_RefusesEveryAct_UntilItCanBeWrittenAgain()
    {
        var (id, unwritten) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        using var reporter = api.As(Role.Reporter);
        using var planner = api.As(Role.Planner);
        (await reporter.PostAsync(PathOf(id), Harm())).EnsureSuccessStatusCode();
        await using var superuser = new NpgsqlConnection(api.ConnectionString);
        await superuser.OpenAsync();
        var entries = await EntriesAsync();

        await ExecuteAsync(superuser, "revoke execute on function append_audit from spacesplaces_api");
        // Several times each: the program's connections prepare on the second use what they send, and must not be spoilt by it.
        for (var turn = 0; turn < 3; turn++)
        {
            await AssertRefusedAsync(await reporter.GetAsync(PathOf(id)));
            await AssertRefusedAsync(await reporter.GetAsync("/api/v1/incidents"));
            await AssertRefusedAsync(await reporter.PostAsync(PathOf(unwritten), Harm()));
            await AssertRefusedAsync(await reporter.PutAsync(PathOf(id), Harm(300_500), 1));
            // What would be refused anyway cannot be written down either.
            await AssertRefusedAsync(await reporter.GetAsync(PathOf(unwritten)));
            await AssertRefusedAsync(await planner.GetAsync(PathOf(id)));
            await AssertRefusedAsync(await api.Anyone().PostAsync(
                "/api/v1/access/sign-in", new { user = TestApi.UserName(Role.Analyst, TestApi.Here), password = TestApi.Password }));
        }

        Assert.Equal(entries, await EntriesAsync());
        await ExecuteAsync(superuser, "grant execute on function append_audit to spacesplaces_api");
        for (var turn = 0; turn < 3; turn++)
            Assert.Equal(1, (await (await reporter.GetAsync(PathOf(id))).ReadAsync<IncidentView>()).Version);
        await (await planner.GetAsync(PathOf(id))).AssertProblemAsync(ProblemCodes.NotAllowed);
        Assert.Equal(0, await api.ScalarAsync<long>("select count(*) from incident where id = $1", unwritten));
        Assert.Equal(4, await api.ScalarAsync<long>(SeenOf, id) + await api.ScalarAsync<long>(
            "select count(*) from audit_entry where action = 'incident_seen' and problem = 'not_allowed' and actor_name = $1",
            TestApi.UserName(Role.Planner, TestApi.Here)));
        Assert.Contains(api.Log.Lines, line => line.StartsWith("Critical", StringComparison.Ordinal) && line.Contains("42501", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AuditThatIsLocked_IsWaitedForNoLongerThanAStatementMayTake_AndNothingIsShown()
    {
        var id = Guid.CreateVersion7();
        using var reporter = api.As(Role.Reporter);
        (await reporter.PostAsync(PathOf(id), Harm())).EnsureSuccessStatusCode();
        await using var superuser = new NpgsqlConnection(api.ConnectionString);
        await superuser.OpenAsync();

        await using (var held = await superuser.BeginTransactionAsync())
        {
            await ExecuteAsync(superuser, "lock table audit_head in access exclusive mode");
            var clock = Stopwatch.StartNew();
            await AssertRefusedAsync(await reporter.GetAsync(PathOf(id)));
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(25), $"{clock.Elapsed}");
        }

        (await reporter.GetAsync(PathOf(id))).EnsureSuccessStatusCode();
        Assert.Equal(1, await api.ScalarAsync<long>(SeenOf, id));
    }

    private Task<long> EntriesAsync() => api.ScalarAsync<long>("select count(*) from audit_entry");

    private static async Task AssertRefusedAsync(HttpResponseMessage answer)
    {
        var problem = await answer.AssertProblemAsync(ProblemCodes.AuditUnavailable);
        Assert.Equal(["code", "errors", "reference", "status", "title", "type"], problem.Select(field => field.Key).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("shelter", problem.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("append_audit", problem.ToJsonString(), StringComparison.Ordinal);
        Assert.Null(answer.Headers.ETag);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
