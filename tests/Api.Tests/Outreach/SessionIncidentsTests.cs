using System.Net;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;
using static SpacesPlaces.Api.Tests.Incidents.Examples;

namespace SpacesPlaces.Api.Tests.Outreach;

/// <summary>What was seen in a session is logged from within it: the link is kept, and known to those only who may know both exactly.</summary>
public sealed class SessionIncidentsTests(TestApi api) : IClassFixture<TestApi>
{
    private static readonly DateTimeOffset Start = new(2026, 3, 7, 19, 0, 0, TimeSpan.Zero);

    private static NewOutreachSession Evening { get; } = new(new(new(300_123, 250_456), PointSource.Pin, 10, "EPSG:27700"), Start, Start.AddHours(2), 2, 12);

    [Fact]
    public async Task IncidentMayArriveBeforeItsSession_AndTheSessionCountsThoseThatItsReaderMaySee()
    {
        using var reporter = api.As(Role.Reporter);
        var session = Guid.CreateVersion7();
        var id = await RecordAsync(reporter, session);
        await (await reporter.PostAsync($"/api/v1/outreach/sessions/{session}", Evening)).ReadAsync<Receipt>(HttpStatusCode.Created);
        // A colleague logs another one: the lead of their agency sees both, each recorder their own.
        using var colleague = api.As(await api.AddMemberAsync("beside-" + session.ToString("N")[..6], Role.Reporter, Agency.YouthService));
        await RecordAsync(colleague, session);
        Assert.Equal(1, await CountAsync(reporter, session));
        using var lead = api.As(Role.YouthLead);
        Assert.Equal(2, await CountAsync(lead, session));
        var mine = await (await reporter.GetAsync("/api/v1/outreach/sessions/mine")).ReadAsync<IReadOnlyList<OutreachSessionView>>();
        Assert.Equal(1, mine.Single(one => one.Id == session).Incidents);
        Assert.Equal(session, (await (await reporter.GetAsync(PathOf(id))).ReadAsync<IncidentView>()).OutreachSessionId);
        // A withdrawn one is not counted.
        using var withdrawal = new HttpRequestMessage(HttpMethod.Post, PathOf(id) + "/withdrawal")
        {
            Content = System.Net.Http.Json.JsonContent.Create(new Withdrawal("Recorded twice"), options: WireJson.Options),
        };
        withdrawal.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
        Assert.Equal(HttpStatusCode.OK, (await reporter.SendAsync(withdrawal)).StatusCode);
        Assert.Equal(0, await CountAsync(reporter, session));
    }

    [Fact]
    public async Task ReadersOfSquares_AreNotToldOfTheLink_AndTheirListOfSessionsCountsNothing()
    {
        using var reporter = api.As(Role.Reporter);
        var session = Guid.CreateVersion7();
        await (await reporter.PostAsync($"/api/v1/outreach/sessions/{session}", Evening)).ReadAsync<Receipt>(HttpStatusCode.Created);
        var id = await RecordAsync(reporter, session);
        using var panel = api.As(Role.MaceMember);
        var seen = await panel.GetAsync(PathOf(id));
        Assert.DoesNotContain(session.ToString(), await seen.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
        var list = await (await panel.GetAsync("/api/v1/outreach/sessions?from=2026-03-01&to=2026-03-31")).ReadAsync<IReadOnlyList<OutreachSessionView>>();
        Assert.Null(list.Single(one => one.Id == session).Incidents);
    }

    [Fact]
    public async Task TheLink_IsPartOfTheContent_AndARecordWithoutOneKeepsTheDigestThatItHad()
    {
        using var reporter = api.As(Role.Reporter);
        var id = await RecordAsync(reporter, null);
        await (await reporter.PostAsync(PathOf(id), Harm() with { OutreachSessionId = Guid.CreateVersion7() })).AssertProblemAsync(ProblemCodes.IdTakenByOtherContent, "id");
        Assert.DoesNotContain("outreachSessionId", System.Text.Json.JsonSerializer.Serialize(Harm(), WireJson.Options), StringComparison.Ordinal);
    }

    private static async Task<Guid> RecordAsync(HttpClient client, Guid? session)
    {
        var id = Guid.CreateVersion7();
        await (await client.PostAsync(PathOf(id), Harm() with { OutreachSessionId = session })).ReadAsync<Receipt>(HttpStatusCode.Created);
        return id;
    }

    private static async Task<int?> CountAsync(HttpClient client, Guid session) =>
        (await (await client.GetAsync($"/api/v1/outreach/sessions/{session}")).ReadAsync<OutreachSessionView>()).Incidents;
}
