using System.Xml.Linq;
using NetTopologySuite.Geometries;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Vocabulary;
using static SpacesPlaces.Api.Tests.Planning.PlanningWorld;

namespace SpacesPlaces.Api.Tests.Planning;

/// <summary>Patrols on the invented county's streets, taken to where the tests' partnership is.</summary>
public sealed class PatrolStreetTests(TestApi api) : IClassFixture<TestApi>
{
    [Fact]
    public async Task Patrol_WalksTheInventedTownsStreets_AndSheetAndFileHoldItsWay()
    {
        var lines = await InventedTown.LayAsync(api);
        using var planner = api.As(Role.Planner);
        var visits = Enumerable.Range(1, 5).Select(at => InventedTown.Middle(lines[at * lines.Count / 6])).ToArray();
        var asked = new NewPatrolPlan(On(20), On(23), 2, Wire(InventedTown.Middle(lines[0])),
            [.. visits.Select((at, number) => new PlannedVisit($"Visit {number + 1}", Wire(at))), new("In the fields", Point(303_500, 254_500))], Agency.YouthService);
        var arranged = await ArrangeAsync(planner, asked);
        Assert.True(arranged.ByStreets);
        Assert.False(arranged.BaseFarFromStreets);
        Assert.Equal([new VisitLeftOut("In the fields", false, VisitReason.FarFromStreets)], arranged.LeftOut);
        var streets = new GeometryFactory().BuildGeometry(lines.ConvertAll(line => (Geometry)line));
        foreach (var team in arranged.Teams)
        {
            var way = team.Shift.Way!.Select(OnGrid).ToList();
            Assert.InRange(way.Count, 2, 500);
            // Corners lie on streets; the way is that long, begins and ends at the base and passes every visit.
            Assert.All(way, corner => Assert.True(streets.Distance(corner) < 0.5));
            Assert.Equal(team.WalkingMetres, new LineString([.. way.Select(corner => corner.Coordinate)]).Length, team.WalkingMetres * 0.02);
            Assert.True(team.WalkingMinutes >= team.WalkingMetres / 80.0);
            Assert.True(way[0].Distance(way[^1]) < 0.5);
            Assert.All(team.Shift.Visits!, visit => Assert.True(new LineString([.. way.Select(corner => corner.Coordinate)]).Distance(OnGrid(visit.Point)) < 2));
            Assert.InRange(team.BackAt, team.Shift.Visits![^1].StartsAt.AddMinutes(20), asked.EndsAt);
        }

        Assert.Equal(["Visit 1", "Visit 2", "Visit 3", "Visit 4", "Visit 5"], arranged.Teams.SelectMany(team => team.Shift.Visits!).Select(visit => visit.Name).Order());
        Assert.Equivalent(arranged, await ArrangeAsync(planner, asked));

        var plan = Stall("Evening walk") with
        {
            Kind = ActivityKind.Patrol,
            StartsAt = asked.StartsAt,
            EndsAt = asked.EndsAt,
            Care = "Young people asked us to come by",
            CareLanguage = "en",
            Shifts = [.. arranged.Teams.Select(team => team.Shift)],
        };
        var id = await planner.PlanAsync(plan);
        Assert.Equivalent(arranged.Teams[0].Shift.Way, (await planner.ActivityAsync(id)).Plan.Shifts![0].Way);
        XNamespace gpx = "http://www.topografix.com/GPX/1/1";
        var file = XDocument.Parse(await planner.GetStringAsync($"{PlanningWorld.Planning}/activities/{id}/route.gpx"));
        Assert.Equal(arranged.Teams.Select(team => team.Shift.Way!.Count), file.Root!.Elements(gpx + "rte").Select(way => way.Elements(gpx + "rtept").Count()));
        Assert.Equal("Evening walk, shift 1", file.Root!.Elements(gpx + "rte").First().Element(gpx + "name")!.Value);
        var sheet = await planner.GetStringAsync($"{PlanningWorld.Planning}/activities/{id}/sheet?language=en");
        Assert.Equal(2 * arranged.Teams.Count, sheet.Split("class=\"way\"").Length - 1);
        Assert.Contains("The way on foot:", sheet, StringComparison.Ordinal);
        Assert.Contains("Y ffordd ar droed:", sheet, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BaseFarFromStreets_OrNoneHeld_IsSaid_AndWaysAreStraight()
    {
        await InventedTown.LayAsync(api);
        using var planner = api.As(Role.Planner);
        var far = await ArrangeAsync(planner, new(On(20), On(22), 1, Point(310_000, 260_000), [new("Near the base", Point(310_290, 260_000))], Agency.YouthService));
        Assert.False(far.ByStreets);
        Assert.True(far.BaseFarFromStreets);
        // 290 m there and back, a third longer: 773 m, five minutes each way.
        Assert.Equal((773, 10), (far.Teams[0].WalkingMetres, far.Teams[0].WalkingMinutes));
        Assert.Equal(3, far.Teams[0].Shift.Way!.Count);
        using var other = api.As(Role.Planner, TestApi.Elsewhere);
        var none = await ArrangeAsync(other, new(On(20), On(22), 1, Point(310_000, 260_000), [new("Near the base", Point(310_290, 260_000))], Agency.YouthService));
        Assert.Equal((false, false), (none.ByStreets, none.BaseFarFromStreets));
    }

    [Fact]
    public async Task Ways_AreTheSame_WhateverHarmWasRecordedAlongTheStreets()
    {
        var lines = await InventedTown.LayAsync(api);
        using var planner = api.As(Role.Planner);
        var asked = new NewPatrolPlan(On(20), On(22), 2, Wire(InventedTown.Middle(lines[0])), [.. Enumerable.Range(1, 4).Select(at => new PlannedVisit($"Visit {at}", Wire(InventedTown.Middle(lines[at * lines.Count / 5]))))], Agency.YouthService);
        var before = await TextAsync();
        using var worker = api.As(Role.Reporter);
        foreach (var at in Enumerable.Range(0, 8).Select(at => InventedTown.Middle(lines[at * lines.Count / 8])))
        {
            await (await worker.PostAsync($"/api/v1/incidents/{Guid.CreateVersion7()}", Incidents.Examples.Harm(at.X, at.Y))).ReadAsync<Receipt>(System.Net.HttpStatusCode.Created);
        }

        await api.PlanAsync(InventedTown.Middle(lines[lines.Count / 2]).X, InventedTown.Middle(lines[lines.Count / 2]).Y, side: 300);
        Assert.Equal(before, await TextAsync());

        async Task<string> TextAsync() => await (await planner.PostAsync($"{PlanningWorld.Planning}/patrols", asked)).Content.ReadAsStringAsync();
    }

    [Fact]
    public async Task WayOfAShift_HasTwoCornersToFiveHundred_AndStaysNear()
    {
        using var planner = api.As(Role.Planner);
        ActivityShift Walk(params PointGeometry[] way) => new(Agency.YouthService, ActivityPurpose.Welfare, On(10), On(12), 2, Way: way);
        async Task Refused(ActivityShift shift, ProblemCode code, string field) =>
            await (await planner.PostAsync($"{PlanningWorld.Planning}/activities/{Guid.CreateVersion7()}", Stall() with { Shifts = [shift] })).AssertProblemAsync(code, field);
        await Refused(Walk(Point(300_000, 250_000)), ProblemCodes.CountOutOfRange, "shifts[0].way");
        await Refused(Walk([.. Enumerable.Range(0, 501).Select(at => Point(300_000 + at, 250_000))]), ProblemCodes.CountOutOfRange, "shifts[0].way");
        await Refused(Walk(Point(300_000, 250_000), new(2.3, 48.8)), ProblemCodes.OutsideArea, "shifts[0].way[1].point.coordinates");
        var east = await api.ScalarAsync<double>("select st_xmax(area) from partnership where partnership_id = $1", TestApi.Here);
        await planner.PlanAsync(Stall() with { Shifts = [Walk(Point(east - 500, 250_000), Point(east + 500, 250_000))] });
        await Refused(Walk(Point(east - 500, 250_000), Point(east + 40_000, 250_000)), ProblemCodes.OutsideArea, "shifts[0].way[1].point.coordinates");
    }

    private static async Task<PatrolPlanView> ArrangeAsync(HttpClient client, NewPatrolPlan asked) =>
        await (await client.PostAsync($"{PlanningWorld.Planning}/patrols", asked)).ReadAsync<PatrolPlanView>();

    private static Point OnGrid(PointGeometry point)
    {
        var (easting, northing) = NationalGrid.Helmert.FromLonLat(point.X, point.Y);
        return new(easting, northing);
    }

    private static PointGeometry Wire(Point point) => Point(point.X, point.Y);
}
