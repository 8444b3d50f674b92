using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Npgsql;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Tests.Commands;
using SpacesPlaces.Api.Tests.Database;
using SpacesPlaces.Api.Tests.Incidents;
using SpacesPlaces.Geodata.Vocabulary;
using Xunit.Abstractions;

namespace SpacesPlaces.Api.Tests.Audit;

/// <summary>
/// Two hundred kills between act and audit (SEC-53). Counted are kills that hit work: <c>kill -9</c> of the real program while
/// writes are under way, and the end of a server process (pg_terminate_backend) that had written inside an open transaction of the
/// program. Afterwards every act has its entry and every entry its act.
/// </summary>
[Long(80)]
public sealed class KillTests(TestApi api, ITestOutputHelper output) : IClassFixture<TestApi>
{
    private const int ProgramKills = 6;
    private const int Kills = 200;
    private const int Writers = 12;
    private readonly ConcurrentDictionary<HttpStatusCode, int> answers = new();
    private int unanswered;

    [Fact]
    public async Task ActAndEntry_AreWrittenTogetherOrNotAtAll_ThroughTwoHundredKills()
    {
        await using var data = new TemporaryDataFolder();
        Directory.CreateDirectory(data.Path);
        var random = new Random(20261122);
        string? token = null;
        var hits = 0;
        for (var kill = 0; kill < ProgramKills; kill++)
        {
            await using var program = Serve(data);
            var address = await program.AddressAsync();
            token ??= await SignInAsync(address);
            using var stop = new CancellationTokenSource();
            var before = answers.Values.Sum();
            var writing = WriteAsync(address, token, stop.Token);
            await UntilAsync(() => answers.Values.Sum() > before + random.Next(40));
            await Task.Delay(random.Next(15));
            // Kestrel's threads and the server's processes are caught wherever they are.
            await program.SignalAsync("KILL");
            await stop.CancelAsync();
            await writing;
            if (await program.EndAsync() == 128 + 9) hits++;
            await AssertTogetherAsync();
        }

        Assert.Equal(ProgramKills, hits);
        hits += await TerminateBackendsAsync(data, token!, Kills - hits, random);
        Assert.Equal(Kills, hits);
        await AssertTogetherAsync();
        var written = await api.ScalarAsync<long>("select count(*) from incident");
        output.WriteLine($"{ProgramKills} kills of the program, {Kills - ProgramKills} of server processes inside a transaction; {written} records; "
            + $"answers {string.Join(", ", answers.OrderBy(a => a.Key).Select(a => $"{(int)a.Key}: {a.Value}"))}; without answer {unanswered}.");
        Assert.True(written > Kills, "The writers hardly wrote.");
        Assert.Empty(answers.Keys.Except([HttpStatusCode.Created, HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable]));
        await using var source = NpgsqlDataSource.Create(api.ConnectionString);
        Assert.Null((await new AuditVerification(source, TimeProvider.System).VerifyAsync(TestApi.Here, [], default)).Fault);
    }

    /// <summary>The fault that this test is for: the entry appended in a transaction of its own, and the end between the two.</summary>
    [Theory]
    [InlineData(true, "record without entry: ")]
    [InlineData(false, "entry without record: ")]
    public async Task ActAndEntryInTwoTransactions_AreToldApartByTheOracle(bool actFirst, string expected)
    {
        var fixture = new TestApi();
        await fixture.InitializeAsync();
        try
        {
            var id = Guid.CreateVersion7();
            (await fixture.As(Role.Reporter).PostAsync(Examples.PathOf(id), Examples.Harm())).EnsureSuccessStatusCode();
            Assert.Empty(await WrittenTogether.DifferencesAsync(fixture.ConnectionString));

            var other = Guid.CreateVersion7();
            await using var source = NpgsqlDataSource.Create(fixture.ConnectionString);
            await using var half = source.CreateCommand(actFirst ? CopyOfIncident(id, other) : EntryAbout(other));
            await half.ExecuteNonQueryAsync();
            Assert.Equal([expected + other], await WrittenTogether.DifferencesAsync(fixture.ConnectionString));
        }
        finally
        {
            await fixture.DisposeAsync();
        }
    }

    private static string CopyOfIncident(Guid from, Guid to) =>
        $"""
        do $$
        declare c text;
        begin
            select string_agg(quote_ident(attname), ', ') into c from pg_attribute
            where attrelid = 'incident'::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attname <> 'id';
            execute format('insert into incident (id, %s) select ''{to}'', %s from incident where id = ''{from}''', c, c);
            insert into incident_child select partnership_id, '{to}', child_id, age_band from incident_child where incident_id = '{from}';
        end $$
        """;

    private static string EntryAbout(Guid id) =>
        $$"""
        select set_config('spacesplaces.partnership', '{{TestApi.Here}}', false);
        select append_audit(null, 'x', 'reporter', 'police', 'incident_recorded', 'done', null, array['{{id}}'::uuid], '', '{}');
        """;

    private async Task<int> TerminateBackendsAsync(TemporaryDataFolder data, string token, int wanted, Random random)
    {
        await using var program = Serve(data);
        using var stop = new CancellationTokenSource();
        var writing = WriteAsync(await program.AddressAsync(), token, stop.Token);
        await using var source = NpgsqlDataSource.Create(api.ConnectionString);
        // backend_xid is set once a transaction has written; that one is ended before it can commit.
        await using var terminate = source.CreateCommand(
            """
            select count(*) filter (where pg_terminate_backend(pid)) from (
                select pid from pg_stat_activity
                where datname = current_database() and usename = 'spacesplaces_api' and backend_xid is not null
                order by random() limit 1) busy
            """);
        var hits = 0;
        var deadline = DateTime.UtcNow.AddSeconds(60);
        await UntilAsync(() => answers.GetValueOrDefault(HttpStatusCode.Created) > 0);
        while (hits < wanted)
        {
            Assert.True(DateTime.UtcNow < deadline, $"Only {hits} server processes were found at work.");
            hits += (int)(long)(await terminate.ExecuteScalarAsync())!;
            // Some acts get through between two kills, so that both ends of an act are met.
            var through = answers.GetValueOrDefault(HttpStatusCode.Created);
            var more = random.Next(3);
            await UntilAsync(() => answers.GetValueOrDefault(HttpStatusCode.Created) >= through + more);
        }

        await stop.CancelAsync();
        await writing;
        return hits;
    }

    private async Task WriteAsync(Uri address, string token, CancellationToken stop)
    {
        using var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(async writer =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                try
                {
                    var id = Guid.CreateVersion7();
                    if (!await SendAsync(client.PostAsync(Examples.PathOf(id), Examples.Harm()), HttpStatusCode.Created)) continue;
                    if (i % 3 == 0) await SendAsync(client.PutAsync(Examples.PathOf(id), Examples.Harm(easting: 300_100), 1), HttpStatusCode.OK);
                }
                catch (Exception cut) when (cut is HttpRequestException or IOException)
                {
                    Interlocked.Increment(ref unanswered);
                    await Task.Delay(1, CancellationToken.None);
                }
            }
        }));
    }

    private async Task<bool> SendAsync(Task<HttpResponseMessage> sent, HttpStatusCode hoped)
    {
        using var answer = await sent;
        answers.AddOrUpdate(answer.StatusCode, 1, (_, seen) => seen + 1);
        return answer.StatusCode == hoped;
    }

    private async Task AssertTogetherAsync()
    {
        // A killed program's transactions are undone by the server when it notices that nobody is there.
        await UntilAsync(() => api.ScalarAsync<long>(
            "select count(*) from pg_stat_activity where datname = current_database() and usename = 'spacesplaces_api' and backend_xid is not null")
            .GetAwaiter().GetResult() == 0);
        Assert.Empty(await WrittenTogether.DifferencesAsync(api.ConnectionString));
    }

    private static async Task UntilAsync(Func<bool> happened)
    {
        var deadline = DateTime.UtcNow.AddSeconds(30);
        while (!happened())
        {
            Assert.True(DateTime.UtcNow < deadline, "It did not happen.");
            await Task.Delay(2);
        }
    }

    private ProgramProcess Serve(TemporaryDataFolder data) => ProgramProcess.Start(
        new Dictionary<string, string> { ["SPACESPLACES_DB_API"] = api.ApiConnection, ["SPACESPLACES_BRAKES"] = "off" },
        "serve", "--data", data.Path, "--port", "0");

    private static async Task<string> SignInAsync(Uri address)
    {
        using var client = new HttpClient { BaseAddress = address };
        var answer = await client.PostAsJsonAsync(
            "/api/v1/access/sign-in", new { user = TestApi.UserName(Role.Analyst, TestApi.Here), password = TestApi.Password });
        return (string)(await answer.Content.ReadFromJsonAsync<JsonObject>())!["token"]!;
    }
}
