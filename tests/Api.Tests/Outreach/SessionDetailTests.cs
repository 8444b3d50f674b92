using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;
using Location = SpacesPlaces.Contracts.Location;

namespace SpacesPlaces.Api.Tests.Outreach;

/// <summary>What a session was like: kept whole, corrected with its history, told to each reader as far as they may know.</summary>
public sealed class SessionDetailTests(TestApi api) : IClassFixture<TestApi>
{
    private static readonly DateTimeOffset Start = new(2026, 3, 7, 19, 0, 0, TimeSpan.Zero);

    // The evening of story D1.
    private static NewOutreachSession Evening { get; } = new(
        new Location(new(300_123, 250_456), PointSource.Pin, 10, "EPSG:27700"), Start, Start.AddHours(2.5), 3, 71, false,
        new SessionDetail(
            OutreachKind.Walk, [new(VisitOutcome.NoConcern, Name: "The bandstand"), new(VisitOutcome.Concern, Name: "The river path")],
            [new(-3.46, 52.14), new(-3.45, 52.15)], [Agency.YouthService, Agency.Police], [AgeBand.From13To15], [SpokenLanguage.Welsh, SpokenLanguage.English],
            [new(ResourceKind.Wristband, 50)], "The lamps by the steps were out.", "Shop staff keep an eye on the square.", "en",
            [new(1, "The river")], [new("Ask about the lamps", Agency.Other, new(2026, 3, 20))]));

    [Fact]
    public async Task Recorder_ReadsAllBack_ThePanelReadsNoTextAndNoSpot()
    {
        using var reporter = api.As(Role.Reporter);
        var id = await RecordAsync(reporter, Evening);
        var mine = (await (await reporter.GetAsync("/api/v1/outreach/sessions/mine")).ReadAsync<IReadOnlyList<OutreachSessionView>>()).Single(s => s.Id == id);
        Assert.Equal(LocationPrecision.Exact, mine.Precision);
        Assert.Equivalent(Evening.Detail, mine.Detail, strict: true);

        using var panel = api.As(Role.MaceMember);
        var seen = await SeenAsync(panel, id);
        Assert.Equal(LocationPrecision.GridSquare1Km, seen.Precision);
        Assert.Equal((OutreachKind.Walk, 2, 50), (seen.Detail!.Kind, seen.Detail.Partners!.Count, seen.Detail.Resources![0].Quantity));
        Assert.Equal(
            (null, null, null, null, null, null),
            (seen.Detail.Visits, seen.Detail.Route, seen.Detail.Observations, seen.Detail.Strengths, seen.Detail.Diversions, seen.Detail.FollowUps));
    }

    [Fact]
    public async Task Corrected_KeepsWhatStoodBefore_AndAStaleCorrectionOverwritesNothing()
    {
        using var reporter = api.As(Role.Reporter);
        var id = await RecordAsync(reporter, Evening);
        var corrected = Evening with { SpokenTo = 72, NoConcern = true };
        var receipt = await (await PutAsync(reporter, id, corrected, 1)).ReadAsync<Receipt>();
        Assert.Equal(2, receipt.Version);
        await (await PutAsync(reporter, id, Evening with { SpokenTo = 5 }, 1)).AssertProblemAsync(ProblemCodes.VersionStale, "If-Match");
        Assert.Equal((72, true), (await SeenAsync(api.As(Role.Analyst), id)) is var now ? (now.SpokenTo, now.NoConcern) : default);
        Assert.Equal(71L, await api.ScalarAsync<long>("select (content ->> 'spokenTo')::bigint from outreach_revision where session_id = $1 and version = 1", id));
        // A resend of what was sent first is still the same session, not another.
        Assert.Equal(HttpStatusCode.Accepted, (await reporter.PostAsync($"/api/v1/outreach/sessions/{id}", Evening)).StatusCode);
        using var other = api.As(await api.AddMemberAsync("somebody-else-" + id.ToString("N")[..6], Role.Reporter, Agency.Police));
        await (await PutAsync(other, id, corrected, 2)).AssertProblemAsync(ProblemCodes.NotFound);
    }

    [Fact]
    public async Task Correction_WhoseReceiptWasLost_IsAnsweredWhenItComesAgain_AndAnotherOneIsRefused()
    {
        using var reporter = api.As(Role.Reporter);
        var id = await RecordAsync(reporter, Evening);
        var corrected = Evening with { SpokenTo = 72 };
        var first = await (await PutAsync(reporter, id, corrected, 1)).ReadAsync<Receipt>();
        // The same instant in another spelling is the same correction.
        var again = await (await PutAsync(reporter, id, corrected with { StartedAt = Start.ToOffset(TimeSpan.FromHours(1)) }, 1)).ReadAsync<Receipt>();
        Assert.Equal((first.Version, first.ContentSha256, first.ReceivedAt), (again.Version, again.ContentSha256, again.ReceivedAt));
        Assert.Equal(1L, await api.ScalarAsync<long>("select count(*) from outreach_revision where session_id = $1", id));
        await (await PutAsync(reporter, id, corrected with { SpokenTo = 73 }, 1)).AssertProblemAsync(ProblemCodes.VersionStale, "If-Match");
        await (await PutAsync(reporter, id, Evening with { SpokenTo = 74 }, 2)).ReadAsync<Receipt>();
        // Overtaken by a later one, it is told as what it is.
        await (await PutAsync(reporter, id, corrected, 1)).AssertProblemAsync(ProblemCodes.VersionStale, "If-Match");
        var now = await (await reporter.GetAsync($"/api/v1/outreach/sessions/{id}")).ReadAsync<OutreachSessionView>();
        Assert.Equal((3, 74, "The lamps by the steps were out."), (now.Version, now.SpokenTo, now.Detail!.Observations));
    }

    [Fact]
    public async Task TextThatMayIdentify_NeedsAReason_AndNothingIsStoredWithout()
    {
        using var reporter = api.As(Role.Reporter);
        var named = Evening with { Detail = Evening.Detail! with { Observations = "Ring her on 07700 900123." } };
        var id = Guid.CreateVersion7();
        await (await reporter.PostAsync($"/api/v1/outreach/sessions/{id}", named)).AssertProblemAsync(ProblemCodes.TextMayIdentify, "detail.observations");
        Assert.Equal(0L, await api.ScalarAsync<long>("select count(*) from outreach_session where id = $1", id));
        await RecordAsync(reporter, named with { Detail = named.Detail with { IdentifyingReason = "The number of the office" } });
    }

    [Fact]
    public async Task WordingThatBlamesAChild_NeedsAReason_WhichTheAuditNotesWithoutTheText()
    {
        using var reporter = api.As(Role.Reporter);
        var blaming = Evening with { Detail = Evening.Detail! with { Observations = "She is placing herself at risk." } };
        var id = Guid.CreateVersion7();
        await (await reporter.PostAsync($"/api/v1/outreach/sessions/{id}", blaming)).AssertProblemAsync(ProblemCodes.LanguageReasonNeeded, "detail.observations");
        id = await RecordAsync(reporter, blaming with { Detail = blaming.Detail with { LanguageReason = "Words of a report that we quote" } });
        var noted = await api.ScalarAsync<string>("select detail::text from audit_entry where action = 'outreach_recorded' and $1 = any(subjects) and outcome = 'done'", id);
        Assert.Contains("kept_wordings", noted, StringComparison.Ordinal);
        Assert.DoesNotContain("herself", noted, StringComparison.Ordinal);
    }

    public static TheoryData<SessionDetail, string, string> Refused => new()
    {
        { new SessionDetail(Observations: "Quiet."), "word_unknown", "detail.textLanguage" },
        { new SessionDetail(TextLanguage: "en"), "field_not_allowed_here", "detail.textLanguage" },
        { new SessionDetail(Observations: new string('x', 2_001), TextLanguage: "en"), "field_too_long", "detail.observations" },
        { new SessionDetail(Visits: [new(VisitOutcome.NoConcern)]), "where_missing", "detail.visits[0]" },
        { new SessionDetail(Route: [new(-3.46, 52.14)]), "count_out_of_range", "detail.route" },
        { new SessionDetail(Route: [new(-3.46, 52.14), new(2.3, 48.9)]), "outside_area", "detail.route[1].point.coordinates" },
        { new SessionDetail(Partners: [Agency.Police, Agency.Police]), "field_not_allowed_here", "detail.partners" },
        { new SessionDetail(Resources: [new(ResourceKind.Leaflet, 0)]), "count_out_of_range", "detail.resources[0].quantity" },
        { new SessionDetail(Diversions: [new(0, "The river")], TextLanguage: "en"), "count_out_of_range", "detail.diversions[0].count" },
        { new SessionDetail(FollowUps: [new(" ", Agency.Police)], TextLanguage: "en"), "field_missing", "detail.followUps[0].what" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task BadDetail_IsRefusedByName(SessionDetail detail, string code, string field)
    {
        using var reporter = api.As(Role.Reporter);
        await (await reporter.PostAsync($"/api/v1/outreach/sessions/{Guid.CreateVersion7()}", Evening with { Detail = detail }))
            .AssertProblemAsync(ProblemCodes.All.Single(problem => problem.Code == code), field);
    }

    private static async Task<Guid> RecordAsync(HttpClient client, NewOutreachSession session)
    {
        var id = Guid.CreateVersion7();
        await (await client.PostAsync($"/api/v1/outreach/sessions/{id}", session)).ReadAsync<Receipt>(HttpStatusCode.Created);
        return id;
    }

    private static async Task<OutreachSessionView> SeenAsync(HttpClient client, Guid id) =>
        (await (await client.GetAsync("/api/v1/outreach/sessions?from=2026-03-01&to=2026-03-31")).ReadAsync<IReadOnlyList<OutreachSessionView>>())
            .Single(session => session.Id == id);

    private static async Task<HttpResponseMessage> PutAsync(HttpClient client, Guid id, NewOutreachSession session, int version)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/outreach/sessions/{id}") { Content = JsonContent.Create(session, options: WireJson.Options) };
        request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{version}\""));
        return await client.SendAsync(request);
    }
}
