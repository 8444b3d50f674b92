using System.Net;
using System.Text.Json;
using SpacesPlaces.Api.Tests.Governance;
using SpacesPlaces.Api.Tests.Incidents;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Disclosure;
using SpacesPlaces.Geodata.Vocabulary;
using Location = SpacesPlaces.Contracts.Location;

namespace SpacesPlaces.Api.Tests.Spaces;

/// <summary>Who sees what of a space, what is said when nobody looked, and when a bad name ends.</summary>
public sealed class SpaceDisclosureTests(GovernedApi api) : IClassFixture<GovernedApi>
{
    [Fact]
    public async Task Planner_GetsBandAndCoarseArea_AndNothingElse()
    {
        using var chair = api.As(Role.MaceChair);
        var (one, _) = (await chair.OpenAsync(SpaceWorld.Park(310_000, 260_000)), await chair.OpenAsync(SpaceWorld.Park(310_500, 260_000)));
        await chair.OpenAsync(SpaceWorld.Park(322_000, 237_000) with { Sensitivity = SpaceSensitivity.Restricted });
        await chair.OpenAsync(SpaceWorld.Park() with { Shape = null, Platform = "A game with a chat", PlaceType = PlaceType.OnlinePlatform });
        using var planner = api.As(Role.Planner);
        foreach (var refused in (string[])["", $"/{one}", $"/{one}/timeline"])
            await (await planner.GetAsync(SpaceWorld.Spaces + refused)).AssertProblemAsync(ProblemCodes.NotAllowed);

        var body = await (await planner.GetAsync($"{SpaceWorld.Spaces}/areas")).Content.ReadAsStringAsync();
        using var answer = JsonDocument.Parse(body);
        foreach (var area in answer.RootElement.EnumerateArray())
            Assert.Equal(["area", "band"], area.EnumerateObject().Select(member => member.Name).Order());
        // Two spaces of one fixed area are one answer; its corners are the fixed area's and no space's.
        var areas = JsonSerializer.Deserialize<IReadOnlyList<SpaceAreaView>>(body, WireJson.Options)!;
        Assert.Single(areas, area => area.Area.Shape.Contains(area.Area.Shape.Factory.CreatePoint(LonLat(310_100, 260_100))));
        Assert.DoesNotContain(areas, area => area.Area.Shape.Contains(area.Area.Shape.Factory.CreatePoint(LonLat(322_100, 237_100))));
        foreach (var corner in areas.SelectMany(area => area.Area.Shape.Coordinates))
        {
            var (easting, northing) = NationalGrid.Helmert.FromLonLat(corner.X, corner.Y);
            Assert.Equal(0, Math.IEEERemainder(easting, 16_000), 0.1);
            Assert.Equal(0, Math.IEEERemainder(northing, 16_000), 0.1);
        }
    }

    [Fact]
    public async Task ASpaceNobodyReviewed_IsOverdue_ForEverybodyWhoSeesIt()
    {
        using var chair = api.As(Role.MaceChair);
        var id = await chair.OpenAsync();
        Assert.DoesNotContain(await chair.ListSpacesAsync("?overdue=true"), space => space.Id == id);
        await api.AfterMonthsAsync(1, async () =>
        {
            foreach (var role in (Role[])[Role.Analyst, Role.Assessor, Role.MaceMember, Role.MaceChair, Role.YouthLead])
            {
                using var reader = api.As(await api.AddMemberAsync($"later-{role}-{id.ToString("N")[^8..]}", role, Agency.ChildrensServices));
                Assert.True((await reader.ListSpacesAsync("?overdue=true")).Single(space => space.Id == id).Overdue);
            }

            // Looked at, and stays: no longer overdue, with its own line.
            using var later = api.As($"later-{Role.MaceChair}-{id.ToString("N")[^8..]}");
            var looked = await (await later.ActAsync(id, "moves", new NewSpaceMove(SpaceStatus.Noted, "Nothing new", SpaceWorld.Today.AddMonths(2)), 1)).ReadAsync<SpaceFile>();
            Assert.False(looked.Space.Overdue);
            Assert.Equal(SpaceEventKind.Reviewed, (await later.TimelineAsync(id))[0].Kind);
        });
    }

    [Fact]
    public async Task RestrictedSpace_IsKnownToThoseWhoMoveSpacesOnly()
    {
        using var assessor = api.As(Role.Assessor);
        var id = await assessor.OpenAsync(SpaceWorld.Park() with { Sensitivity = SpaceSensitivity.Restricted });
        foreach (var role in (Role[])[Role.MaceMember, Role.YouthLead])
        {
            using var reader = api.As(role);
            await (await reader.GetAsync($"{SpaceWorld.Spaces}/{id}")).AssertProblemAsync(ProblemCodes.NotFound);
            await (await reader.GetAsync($"{SpaceWorld.Spaces}/{id}/timeline")).AssertProblemAsync(ProblemCodes.NotFound);
            Assert.DoesNotContain(await reader.ListSpacesAsync(), space => space.Id == id);
        }

        using var chair = api.As(Role.MaceChair);
        Assert.Contains(await chair.ListSpacesAsync(), space => space.Id == id);
    }

    [Fact]
    public async Task ClosedSpace_IsHiddenUnlessAsked_AndTwoYearsLaterNothingIsSaidOfIt_AndThenNothingIsLeft()
    {
        using var chair = api.As(Role.MaceChair);
        var id = await chair.OpenAsync();
        await chair.AlongAsync(id, SpaceStatus.Screening);
        var renamed = new SpaceChange(
            PlaceType.ParkOpenSpace, OwnerType.Council, "The park by the bridge", "Y parc wrth y bont", Shape: SpaceWorld.Square(300_000, 250_000, 100), Reason: "People call it that");
        Assert.Single((await (await chair.PutAsync($"{SpaceWorld.Spaces}/{id}", renamed, 2)).ReadAsync<SpaceFile>()).Earlier);
        var closed = await chair.AlongAsync(id, SpaceStatus.NoFurtherAction);
        Assert.Equal((SpaceWorld.Today, SpaceWorld.Today.AddMonths(24), false), (closed.Space.EndedOn, closed.Space.ExpiresOn, closed.Space.Expired));
        Assert.DoesNotContain(await chair.ListSpacesAsync(), space => space.Id == id);
        Assert.NotNull((await chair.ListSpacesAsync("?closed=true")).Single(space => space.Id == id).Reason);
        await api.AfterMonthsAsync(24, async () =>
        {
            using var later = api.As(await api.AddMemberAsync($"expiry-{id.ToString("N")[^8..]}", Role.MaceChair, Agency.ChildrensServices));
            Assert.DoesNotContain(await later.ListSpacesAsync("?closed=true"), space => space.Id == id);
            var file = await later.SpaceAsync(id);
            Assert.Equal((true, null, false), (file.Space.Expired, file.Space.Reason, file.Space.Overdue));
            Assert.All(await later.TimelineAsync(id), line => Assert.Null(line.Reason));
            Assert.Empty(file.Earlier);
            Assert.Empty(file.Space.EarlierNames);
            Assert.DoesNotContain(await later.TimelineAsync(id), line => line.Kind is SpaceEventKind.Renamed or SpaceEventKind.Redrawn);
            Assert.Equal(3L, await api.ScalarAsync<long>("select count(*) from space_move where space_id = $1 and reason is not null", id));

            await api.RunRetentionAsync();
            Assert.Equal("3 0", await api.ScalarAsync<string>("select count(*) || ' ' || count(reason) from space_move where space_id = $1", id));
            Assert.Equal(0L, await api.ScalarAsync<long>("select count(*) from space_earlier where space_id = $1", id));
            Assert.Equal("space_reputation erased", await api.ScalarAsync<string>("select class || ' ' || kind from erasure where subject_id = $1", id));
        });
        Assert.Equal(3L, await api.ScalarAsync<long>("select count(*) from audit_entry where subjects @> array[$1] and action in ('space_opened', 'space_moved')", id));
    }

    [Fact]
    public async Task HarmInASpace_IsFiguresForAnalysts_FiguresForAssessorsWhereThereIsEnough_AndAWordForOthers()
    {
        using var reporter = api.As(Role.Reporter);
        var (many, few) = ((Easting: 312_000.0, Northing: 262_000.0), (Easting: 314_000.0, Northing: 262_000.0));
        for (var day = 0; day < 6; day++) await HarmAsync(reporter, many.Easting + 10 + (20 * day), many.Northing + 50, day);
        for (var day = 0; day < 4; day++) await HarmAsync(reporter, few.Easting + 10 + (20 * day), few.Northing + 50, day);
        await HarmAsync(reporter, many.Easting - 30, many.Northing + 50, 0);
        using var assessor = api.As(Role.Assessor);
        var (full, thin) = (await assessor.OpenAsync(SpaceWorld.Park(many.Easting, many.Northing)), await assessor.OpenAsync(SpaceWorld.Park(few.Easting, few.Northing)));

        using var analyst = api.As(Role.Analyst);
        Assert.Equal(("2026-Q1", 6, 6), Figures(Assert.Single(await HarmsAsync(analyst, full))));
        Assert.Equal(("2026-Q1", 4, 4), Figures(Assert.Single(await HarmsAsync(analyst, thin))));
        Assert.Equal(("2026-Q1", 6, 6), Figures(Assert.Single(await HarmsAsync(assessor, full))));
        Assert.Empty(await HarmsAsync(assessor, thin));
        foreach (var role in (Role[])[Role.MaceChair, Role.MaceMember, Role.YouthLead])
        {
            using var reader = api.As(role);
            var line = Assert.Single(await HarmsAsync(reader, full));
            Assert.Equal((CountBand.Some, null, null, null), (line.Band, line.Events, line.DistinctChildren, line.ChildrenUnknown));
            Assert.Empty(await HarmsAsync(reader, thin));
        }

        static (string?, int?, int?) Figures(SpaceEvent line) => (line.Period, line.Events, line.DistinctChildren);
    }

    [Fact]
    public async Task Timeline_HoldsOutreachNearAndTasksInside_NewestFirst_AndPagesMeetWithoutGapOrDouble()
    {
        using var lead = api.As(Role.YouthLead);
        var (x, y) = (318_000.0, 266_000.0);
        await SessionAsync(lead, x - 240, y + 50);
        await SessionAsync(lead, x - 260, y + 50);
        await TaskAsync(lead, x + 50, y + 50);
        await TaskAsync(lead, x - 50, y + 50);
        using var chair = api.As(Role.MaceChair);
        var id = await chair.OpenAsync(SpaceWorld.Park(x, y));
        await chair.AlongAsync(id, SpaceStatus.Screening, SpaceStatus.UnderAssessment, SpaceStatus.PlanActive);
        var all = await chair.TimelineAsync(id);
        Assert.Equal(
            [(SpaceEventKind.EnvironmentTask, 1), (SpaceEventKind.Moved, 3), (SpaceEventKind.Opened, 1), (SpaceEventKind.Outreach, 1)],
            all.GroupBy(line => line.Kind).Select(same => (same.Key, same.Count())).OrderBy(one => one.Key.ToString()));
        Assert.Equal(all.OrderByDescending(line => line.At).Select(line => line.At), all.Select(line => line.At));
        Assert.Equal((2.0, 7), (all.Single(line => line.Kind == SpaceEventKind.Outreach).Hours, all.Single(line => line.Kind == SpaceEventKind.Outreach).SpokenTo));

        List<SpaceEvent> paged = [];
        string? after = null;
        do
        {
            var page = await (await chair.GetAsync($"{SpaceWorld.Spaces}/{id}/timeline?limit=2{(after is null ? "" : "&after=" + after)}")).ReadAsync<SpaceTimeline>();
            paged.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);
        Assert.Equal(all, paged);
    }

    [Fact]
    public async Task WhatIsSaidOfASpace_IsPutRightWithAVersion_AndErasedOnRequest()
    {
        using var analyst = api.As(Role.Analyst);
        var id = await analyst.OpenAsync(SpaceWorld.Park() with { NameCy = null });
        var change = new SpaceChange(PlaceType.PlaySkate, OwnerType.Council, "The skate park", "Y parc sglefrio", ["Y bowlen"], Reason: "People there call it that");
        await (await analyst.PutAsync($"{SpaceWorld.Spaces}/{id}", change, null)).AssertProblemAsync(ProblemCodes.VersionNeeded, "If-Match");
        var file = await (await analyst.PutAsync($"{SpaceWorld.Spaces}/{id}", change, 1)).ReadAsync<SpaceFile>();
        Assert.Equal(("Y parc sglefrio", 2, "Y bowlen"), (file.Space.NameCy, file.Space.Version, Assert.Single(file.Space.LocalNames)));
        Assert.NotNull(file.Space.Shape);

        using var dataProtection = api.As(await api.AddMemberAsync($"dp-{id.ToString("N")[^8..]}", Role.DataProtection, Agency.ChildrensServices));
        await (await dataProtection.PostAsync($"/api/v1/governance/erasures/{Guid.CreateVersion7()}", new NewErasure(id, "Right to erasure"))).ReadAsync<ErasureView>(HttpStatusCode.Created);
        Assert.Null((await analyst.SpaceAsync(id)).Space.Reason);
    }

    private static async Task<IReadOnlyList<SpaceEvent>> HarmsAsync(HttpClient reader, Guid id) =>
        [.. (await reader.TimelineAsync(id)).Where(line => line.Kind == SpaceEventKind.Incidents)];

    private static async Task HarmAsync(HttpClient reporter, double easting, double northing, int day) =>
        await (await reporter.PostAsync(Examples.PathOf(Guid.CreateVersion7()), Examples.Harm(easting, northing, at: new(2026, 3, 1 + day, 20, 0, 0, TimeSpan.Zero))))
            .ReadAsync<Receipt>(HttpStatusCode.Created);

    private static async Task SessionAsync(HttpClient lead, double easting, double northing) => await (await lead.PostAsync(
        $"/api/v1/outreach/sessions/{Guid.CreateVersion7()}",
        new NewOutreachSession(new Location(new(easting, northing), PointSource.Pin, 10, "EPSG:27700"), new(2026, 3, 6, 19, 0, 0, TimeSpan.Zero), new(2026, 3, 6, 21, 0, 0, TimeSpan.Zero), 2, 7)))
        .ReadAsync<Receipt>(HttpStatusCode.Created);

    private static async Task TaskAsync(HttpClient lead, double easting, double northing) => await (await lead.PostAsync(
        $"/api/v1/environment-tasks/{Guid.CreateVersion7()}",
        new NewEnvironmentTask(new Location(new(easting, northing), PointSource.Pin, 10, "EPSG:27700"), EnvironmentDefect.NoLight, Agency.Housing)))
        .ReadAsync<Receipt>(HttpStatusCode.Created);

    private static NetTopologySuite.Geometries.Coordinate LonLat(double easting, double northing)
    {
        var (lon, lat) = NationalGrid.Helmert.ToLonLat(easting, northing);
        return new(lon, lat);
    }
}
