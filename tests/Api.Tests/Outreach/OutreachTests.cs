using System.Net;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;
using Location = SpacesPlaces.Contracts.Location;

namespace SpacesPlaces.Api.Tests.Outreach;

/// <summary>Outreach sessions: stored once, refused with one clear reason, seen as exactly as the role allows.</summary>
public sealed class OutreachTests(TestApi api) : IClassFixture<TestApi>
{
    private static readonly DateTimeOffset Start = new(2026, 3, 6, 19, 0, 0, TimeSpan.Zero);

    private static NewOutreachSession Session { get; } =
        new(new Location(new(300_123, 250_456), PointSource.Pin, 10, "EPSG:27700"), Start, Start.AddHours(2.5), 2, 71);

    [Fact]
    public async Task Resent_IsStoredOnce_AndOtherContentIsRefused()
    {
        using var reporter = api.As(Role.Reporter);
        var path = $"/api/v1/outreach/sessions/{Guid.CreateVersion7()}";
        var first = await (await reporter.PostAsync(path, Session)).ReadAsync<Receipt>(HttpStatusCode.Created);
        // The same instant in another offset is the same content.
        var again = await reporter.PostAsync(path, Session with { StartedAt = Session.StartedAt.ToOffset(TimeSpan.FromHours(1)) });
        // The receipt is the same, but for the bytes that it answers: these were others.
        var second = await again.ReadAsync<Receipt>(again.StatusCode);
        Assert.Equal(first with { BodySha256 = second.BodySha256 }, second);
        Assert.NotEqual(first.BodySha256, second.BodySha256);
        Assert.True(again.IsSuccessStatusCode);
        await (await reporter.PostAsync(path, Session with { Staff = 3 })).AssertProblemAsync(ProblemCodes.IdTakenByOtherContent, "id");
        Assert.Equal(1, await api.ScalarAsync<long>("select count(*) from outreach_session where id = $1", first.Id));
    }

    [Fact]
    public async Task NobodySpokenTo_IsAnAnswerToo()
    {
        using var reporter = api.As(Role.Reporter);
        Assert.Equal(HttpStatusCode.Created, (await reporter.PostAsync($"/api/v1/outreach/sessions/{Guid.CreateVersion7()}", Session with { SpokenTo = 0 })).StatusCode);
    }

    public static TheoryData<NewOutreachSession, string, string> Refused => new()
    {
        { Session with { EndedAt = Start }, "end_before_start", "endedAt" },
        { Session with { EndedAt = Start.AddHours(25) }, "range_too_long", "endedAt" },
        { Session with { StartedAt = Start.AddYears(40), EndedAt = Start.AddYears(40).AddHours(1) }, "in_the_future", "startedAt" },
        { Session with { StartedAt = Start.AddYears(-40), EndedAt = Start.AddYears(-40).AddHours(1) }, "too_long_ago", "startedAt" },
        { Session with { Staff = 0 }, "count_out_of_range", "staff" },
        { Session with { SpokenTo = -1 }, "count_out_of_range", "spokenTo" },
        { Session with { Location = Session.Location with { Point = new(500_000, 500_000) } }, "outside_area", "location.point.coordinates" },
        { Session with { Location = Session.Location with { Point = new(0, 0) } }, "null_island", "location.point.coordinates" },
        // A session keeps no accuracy: the middle of a postcode would count as a visit to whatever lies there.
        { Session with { Location = Session.Location with { PlacedBy = PointSource.Postcode, AccuracyMetres = 900 } }, "word_unknown", "location.placedBy" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task BadSessions_AreRefusedByName(NewOutreachSession session, string code, string field)
    {
        using var reporter = api.As(Role.Reporter);
        await (await reporter.PostAsync($"/api/v1/outreach/sessions/{Guid.CreateVersion7()}", session))
            .AssertProblemAsync(ProblemCodes.All.Single(problem => problem.Code == code), field);
    }

    [Fact]
    public async Task Readers_SeePointsOrSquares_AsTheirRoleSays()
    {
        using var reporter = api.As(Role.Reporter);
        var id = Guid.CreateVersion7();
        await reporter.PostAsync($"/api/v1/outreach/sessions/{id}", Session);
        using var analyst = api.As(Role.Analyst);
        using var panel = api.As(Role.MaceMember);
        var (exact, coarse) = (await FindAsync(analyst, id), await FindAsync(panel, id));
        Assert.NotEqual(exact.Location, coarse.Location);
        var grid = SpacesPlaces.Geodata.Crs.NationalGrid.Helmert;
        Assert.Equal((300_123, 250_456), Rounded(grid.FromLonLat(exact.Location.X, exact.Location.Y)));
        Assert.Equal((300_500, 250_500), Rounded(grid.FromLonLat(coarse.Location.X, coarse.Location.Y)));
        Assert.Empty(await (await analyst.GetAsync("/api/v1/outreach/sessions?from=2020-01-01&to=2020-12-31")).ReadAsync<IReadOnlyList<OutreachSessionView>>());
        await (await analyst.GetAsync("/api/v1/outreach/sessions?from=2026-03-31&to=2026-03-01")).AssertProblemAsync(ProblemCodes.EndBeforeStart, "to");
    }

    private static async Task<OutreachSessionView> FindAsync(HttpClient client, Guid id) =>
        (await (await client.GetAsync("/api/v1/outreach/sessions?from=2026-03-01&to=2026-03-31")).ReadAsync<IReadOnlyList<OutreachSessionView>>())
            .Single(session => session.Id == id);

    private static (double, double) Rounded(SpacesPlaces.Geodata.Crs.GridPoint point) => (Math.Round(point.Easting), Math.Round(point.Northing));
}
