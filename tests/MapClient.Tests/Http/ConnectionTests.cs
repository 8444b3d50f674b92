using System.Net;
using SpacesPlaces.MapClient.Http;

namespace SpacesPlaces.MapClient.Tests.Http;

public sealed class ConnectionTests
{
    private const string Job = """
        {"id":"0196a000-0000-7000-8000-000000000009","kind":"analysis","state":"succeeded","fraction":1,"step":null,"problem":null,"problemFields":{},
        "requestedAt":"2026-11-20T12:00:00Z","finishedAt":null,"result":null}
        """;

    [Fact]
    public async Task AfterTheNetworkCameBack_TheAnswerIsThere_AndNobodyHadToAskAgain()
    {
        using var http = Scripted.Client(Scripted.Broken, Scripted.Broken, _ => Scripted.Json(Job));
        var connection = new Connection(new QuickClock());
        List<ConnectionState> states = [];
        connection.Changed += (_, _) => states.Add(connection.State);
        await connection.UntilAnsweredAsync(stop => new ApiClient(http).JobAsync(Guid.NewGuid(), stop), default);
        Assert.Equal([ConnectionState.Broken, ConnectionState.Connected], states);
        Assert.Null(connection.BrokenSince);
    }

    [Fact]
    public async Task Waiting_BecomesLonger_AndNeverLongerThanAMinute()
    {
        using var http = Scripted.Client([.. Enumerable.Repeat(Scripted.Broken, 9), _ => Scripted.Json(Job)]);
        var clock = new QuickClock();
        await new Connection(clock).UntilAnsweredAsync(stop => new ApiClient(http).JobAsync(Guid.NewGuid(), stop), default);
        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60, 60], clock.Waits.Select(wait => wait.TotalSeconds));
    }

    [Fact]
    public async Task ARefusal_IsAnAnswer()
    {
        using var http = Scripted.Client(_ => Scripted.Json("""{"code":"not_found","title":"There is no such thing"}""", HttpStatusCode.NotFound));
        var connection = new Connection(new QuickClock());
        var refused = await Assert.ThrowsAsync<ApiProblemException>(() => connection.UntilAnsweredAsync(stop => new ApiClient(http).JobAsync(Guid.NewGuid(), stop), default));
        Assert.Equal((404, "not_found", ConnectionState.Connected), (refused.Status, refused.Code, connection.State));
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, "<html>Welcome to the hotel</html>")]
    [InlineData(HttpStatusCode.BadGateway, "<html>Bad gateway</html>")]
    [InlineData(HttpStatusCode.InternalServerError, "{}")]
    public async Task APageOfSomebodyElse_IsNoAnswer(HttpStatusCode status, string body)
    {
        using var http = Scripted.Client(_ => Scripted.Json(body, status));
        await Assert.ThrowsAsync<UnreachableException>(() => new ApiClient(http).JobAsync(Guid.NewGuid(), default));
    }

    [Fact]
    public async Task AnEndedSession_IsSaidOnce_AndTheTokenIsForgotten()
    {
        HttpRequestMessage? last = null;
        using var http = Scripted.Client(request =>
        {
            last = request;
            return Scripted.Json("""{"code":"session_ended","title":"Ended"}""", HttpStatusCode.Unauthorized);
        });
        http.DefaultRequestHeaders.Authorization = new("Bearer", "token");
        var client = new ApiClient(http);
        var ended = 0;
        client.SessionEnded += (_, _) => ended++;
        for (var i = 0; i < 3; i++) await Assert.ThrowsAsync<ApiProblemException>(() => client.JobAsync(Guid.NewGuid(), default));
        Assert.Equal(1, ended);
        Assert.Null(last!.Headers.Authorization);
    }

    /// <summary>A clock on which every wait is over at once, and is written down.</summary>
    internal sealed class QuickClock : TimeProvider
    {
        public List<TimeSpan> Waits { get; } = [];

        public override DateTimeOffset GetUtcNow() => Sample.Now;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime > TimeSpan.Zero && dueTime != Timeout.InfiniteTimeSpan) Waits.Add(dueTime);
            return System.CreateTimer(callback, state, dueTime == Timeout.InfiniteTimeSpan ? dueTime : TimeSpan.Zero, period);
        }
    }
}
