using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using Npgsql;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Http;

/// <summary>A program with narrow brakes, so that tests reach them.</summary>
public sealed class BrakedApi : TestApi
{
    protected override DoorSettings Doors => new()
    {
        RequestLimit = TimeSpan.FromSeconds(4),
        Rates = new() { PerPerson = new(25, 1), PerAddress = new(500, 1), SignInPerAddress = new(12, 1) },
    };
}

/// <summary>How much, how fast and how long: one caller's excess is refused, the others notice nothing (SEC-60, SEC-61).</summary>
public sealed class BrakeTests(BrakedApi api) : IClassFixture<BrakedApi>
{
    private const string Me = "/api/v1/access/me";

    [Fact]
    public async Task APageThatLoadsTwentyThingsAtOnce_IsServed_AScriptIsNot_AndOthersAre()
    {
        using var script = api.As(Role.Planner);
        using var other = api.As(Role.Analyst);
        var page = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => script.GetAsync(Me)));
        Assert.All(page, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        var more = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => script.GetAsync(Me)));
        var refused = more.Where(answer => answer.StatusCode == HttpStatusCode.TooManyRequests).ToList();
        Assert.True(refused.Count >= 10, $"{refused.Count} of 20 were refused.");
        foreach (var answer in refused)
        {
            await answer.AssertProblemAsync(ProblemCodes.TooManyRequests);
            Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        }

        // From the same address, another person.
        await (await other.GetAsync(Me)).ReadAsync<Me>();
    }

    [Fact]
    public async Task WaysInWithoutASignIn_AreBrakedSooner_AndForgedAddressesDoNotHelp()
    {
        using var known = api.As(Role.Reporter);
        using var guesser = api.Anyone();
        var refused = 0;
        for (var guess = 0; guess < 30; guess++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/access/sign-in")
            {
                Content = JsonContent.Create(new { user = $"nobody-{guess}", password = "a guess" }),
            };
            request.Headers.Add("X-Forwarded-For", $"203.0.113.{guess}");
            using var answer = await guesser.SendAsync(request);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests) refused++;
        }

        Assert.InRange(refused, 5, 29);
        await (await known.GetAsync(Me)).ReadAsync<Me>();
    }

    [Fact]
    public async Task RequestThatTakesTooLong_IsAnswered_AndEndsInTheDatabaseToo()
    {
        using var lead = api.As(Role.MaceMember);
        await using var blocker = new NpgsqlConnection(api.ConnectionString);
        await blocker.OpenAsync();
        await using var transaction = await blocker.BeginTransactionAsync();
        await using (var locking = new NpgsqlCommand("lock table incident in access exclusive mode", blocker, transaction))
            await locking.ExecuteNonQueryAsync();

        var clock = Stopwatch.StartNew();
        var asked = lead.GetAsync("/api/v1/incidents");
        // The query is seen waiting, so that its end later means something.
        while (await WaitingAsync() == 0) Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), "The query never came to the database.");
        using var answer = await asked;
        await answer.AssertProblemAsync(ProblemCodes.TookTooLong);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(12), $"{clock.Elapsed}");
        Assert.Equal(0, await WaitingAsync());
    }

    [Fact]
    public async Task StatementThatTheDatabaseStops_HasAProblemOfItsOwn_AndIsAudited()
    {
        using var lead = api.As(Role.YouthLead);
        await using var blocker = new NpgsqlConnection(api.ConnectionString);
        await blocker.OpenAsync();
        await using var transaction = await blocker.BeginTransactionAsync();
        await using (var locking = new NpgsqlCommand("lock table incident in access exclusive mode", blocker, transaction))
            await locking.ExecuteNonQueryAsync();

        var asked = lead.GetAsync("/api/v1/incidents");
        while (await WaitingAsync() == 0 && !asked.IsCompleted) await Task.Yield();
        // What a statement limit does: the same state, 57014.
        await api.ScalarAsync<long>("select count(pg_cancel_backend(pid)) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()");
        using var answer = await asked;
        await answer.AssertProblemAsync(ProblemCodes.TookTooLong);
        Assert.Equal(1, await api.ScalarAsync<long>("select count(*) from audit_entry where problem = 'took_too_long'"));
    }

    [Fact]
    public async Task AddressAndHeaders_HaveALimit()
    {
        using var lead = api.As(Role.MaceMember);
        await (await lead.GetAsync("/api/v1/incidents?after=" + new string('a', 5_000))).AssertProblemAsync(ProblemCodes.AddressTooLong);
        Assert.Equal(HttpStatusCode.RequestUriTooLong, (await lead.GetAsync("/api/v1/incidents?after=" + new string('a', 20_000))).StatusCode);
        lead.DefaultRequestHeaders.TryAddWithoutValidation("X-Long", new string('a', 20_000));
        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, (await lead.GetAsync(Me)).StatusCode);
        using var many = api.As(Role.MaceMember);
        for (var i = 0; i < 80; i++) many.DefaultRequestHeaders.Add($"X-{i}", "a");
        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, (await many.GetAsync(Me)).StatusCode);
    }

    [Fact]
    public async Task BodyThatTricklesIn_IsGivenUp()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(api.Address.Host, api.Address.Port);
        await socket.SendAsync(Encoding.ASCII.GetBytes(
            $"POST /api/v1/access/sign-in HTTP/1.1\r\nHost: {api.Address.Authority}\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{{"));
        var answer = new byte[4096];
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var read = await socket.ReceiveAsync(answer, patience.Token);
        var first = Encoding.ASCII.GetString(answer, 0, read).Split('\r')[0];
        // Whichever limit is reached first, the request's or the pace of its body.
        Assert.Contains(first, (string[])["HTTP/1.1 408 Request Timeout", "HTTP/1.1 503 Service Unavailable"]);
    }

    private Task<long> WaitingAsync() => api.ScalarAsync<long>(
        "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database() and query like '%incident%'");
}
