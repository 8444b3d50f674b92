using System.Net;
using SpacesPlaces.Api.Tests.Incidents;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Spaces;

/// <summary>Concerns about a place stand in the timeline of the space that they lie in, each as exactly as its reader may know it.</summary>
public sealed class SpaceReportTests(TestApi api) : IClassFixture<TestApi>
{
    [Fact]
    public async Task Reports_AreToldByPointToReadersOfPoints_AndBySquareToReadersOfSquares()
    {
        // The space lies in the corner of a square of 1 km; one report inside it, one elsewhere in that square, one in the next square.
        var (x, y) = (307_100.0, 257_100.0);
        using var reporter = api.As(Role.Reporter);
        var inside = await ReportAsync(reporter, x + 50, y + 50);
        var besides = await ReportAsync(reporter, x + 600, y + 600);
        await ReportAsync(reporter, x + 1_200, y + 50);
        await (await reporter.PostAsync(Examples.PathOf(Guid.CreateVersion7()), Examples.Harm(x + 60, y + 60))).ReadAsync<Receipt>(HttpStatusCode.Created);
        using var chair = api.As(Role.MaceChair);
        var id = await chair.OpenAsync(SpaceWorld.Park(x, y));

        using var analyst = api.As(Role.Analyst);
        var line = Assert.Single(await ReportsAsync(analyst, id));
        Assert.Equal((inside, LocationPrecision.Exact, When), (line.IncidentId!.Value, line.Precision, line.At));
        Assert.Equal(IncidentKind.HotspotReport, (await (await analyst.GetAsync(Examples.PathOf(inside))).ReadAsync<IncidentView>()).Kind);

        foreach (var role in (Role[])[Role.MaceChair, Role.Assessor, Role.MaceMember])
        {
            using var reader = api.As(role);
            var told = await ReportsAsync(reader, id);
            Assert.Equal(new[] { inside, besides }.Order(), told.Select(one => one.IncidentId!.Value).Order());
            Assert.All(told, one => Assert.Equal((LocationPrecision.GridSquare1Km, TimeSpan.Zero), (one.Precision, one.At.ToUniversalTime().TimeOfDay)));
            // What is told here is what the record itself tells this reader.
            Assert.Equal(LocationPrecision.GridSquare1Km, (await (await reader.GetAsync(Examples.PathOf(inside))).ReadAsync<IncidentView>()).Precision);
        }
    }

    [Fact]
    public async Task ReportThatWasWithdrawn_OrThatTheReaderMayNotSee_IsNoLine()
    {
        var (x, y) = (309_100.0, 257_100.0);
        using var reporter = api.As(Role.Reporter);
        await ReportAsync(reporter, x + 50, y + 50);
        using var chair = api.As(Role.MaceChair);
        var id = await chair.OpenAsync(SpaceWorld.Park(x, y));
        Assert.Single(await ReportsAsync(chair, id));
        // A lead of outreach sees what their own agency recorded, and this is another's.
        using var lead = api.As(await api.AddMemberAsync("lead-elsewhere", Role.YouthLead, Agency.ThirdSector));
        Assert.Empty(await ReportsAsync(lead, id));
        await api.ScalarAsync<Guid>("update incident set status = 'withdrawn', withdrawn_reason = 'Sent twice' where st_dwithin(point, st_setsrid(st_makepoint($1, $2), 27700), 200) returning id", x, y);
        Assert.Empty(await ReportsAsync(chair, id));
    }

    private static DateTimeOffset When { get; } = new(2026, 3, 6, 21, 0, 0, TimeSpan.Zero);

    private static async Task<Guid> ReportAsync(HttpClient reporter, double easting, double northing)
    {
        var id = Guid.CreateVersion7();
        var report = Examples.Harm(easting, northing, at: When) with { Kind = IncidentKind.HotspotReport, Children = null, Narrative = "The lamps are out and adults wait there." };
        await (await reporter.PostAsync(Examples.PathOf(id), report)).ReadAsync<Receipt>(HttpStatusCode.Created);
        return id;
    }

    private static async Task<IReadOnlyList<SpaceEvent>> ReportsAsync(HttpClient reader, Guid id) =>
        [.. (await reader.TimelineAsync(id)).Where(line => line.Kind == SpaceEventKind.HotspotReport)];
}
