using System.Globalization;
using System.Net;
using System.Text.Json;
using SpacesPlaces.Api.Hotspots;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Disclosure;
using SpacesPlaces.Geodata.Grids;
using SpacesPlaces.Geodata.Vocabulary;
using static SpacesPlaces.Api.Tests.Planning.PlanningWorld;

namespace SpacesPlaces.Api.Tests.Planning;

/// <summary>What a planner receives tells of no record: not by what is in it, nor by how it changes.</summary>
public sealed class PlannerLeakTests(TestApi api) : IClassFixture<TestApi>
{
    private static readonly string[] Doors =
        ["sites", "weightings", "sitings", "coverage", "activities"];

    [Fact]
    public async Task EveryAnswer_IsTheSame_WhetherHarmWasRecordedOrNot()
    {
        using var planner = api.As(Role.Planner);
        await planner.AddSiteAsync(Site("By the shelter", 300_050, 250_050));
        await planner.AddSiteAsync(Site("By the library", 306_000, 255_000));
        await planner.PlanAsync(Stall());
        var before = await SeenAsync(planner);
        using var worker = api.As(Role.Reporter);
        for (var at = 0; at < 12; at++)
        {
            await (await worker.PostAsync($"/api/v1/incidents/{Guid.CreateVersion7()}", Incidents.Examples.Harm(300_040 + at, 250_040)))
                .ReadAsync<Receipt>(HttpStatusCode.Created);
        }

        Assert.Equal(before, await SeenAsync(planner));
    }

    [Fact]
    public async Task SiteMovedStepByStep_TellsNothingFinerThanASquareOf100Metres_AndNotForLong()
    {
        using var planner = api.As(Role.Planner);
        // An outline that keeps to no square.
        await api.PlanAsync(293_037, 243_021, side: 271);
        var site = await planner.AddSiteAsync(Site("Walked about", 299_000, 243_050));
        var outcomes = new Dictionary<(int, int), SiteReason?>();
        for (var easting = 292_915; easting < 293_500; easting += 30)
        {
            var answer = await planner.AskAsync(new(1, Ahead, StallTime.Saturday, Weights, Moved: [new(site, Point(easting, 243_150))]));
            var reason = answer.Sites.Single(one => one.SiteId == site).Reason;
            var square = (easting / 100, 2431);
            Assert.Equal(outcomes.GetValueOrDefault(square, reason), reason);
            outcomes[square] = reason;
        }

        Assert.Contains(SiteReason.InsideActivePlan, outcomes.Values);
        Assert.Contains(null, outcomes.Values);
        var spent = 0;
        for (var at = 0; at < 130 && spent == 0; at++)
        {
            using var answer = await planner.PostAsync($"{PlanningWorld.Planning}/sitings/{Guid.CreateVersion7()}", new NewSiting(1, Ahead, StallTime.Saturday, Weights));
            if (answer.StatusCode == HttpStatusCode.TooManyRequests) spent = at;
        }

        Assert.InRange(spent, 80, 125);
    }

    [Fact]
    public void Hours_AreToldOnlyWithEnoughRecordsOfEnoughChildren()
    {
        var rule = new SmallNumberRule(5);
        static TimedRecord On(int day, int hour, string child, int hours = 0) => new(
            new(new GridCell(300, 250), new DateOnly(2026, 3, 2).AddDays(day), day % 2 == 0 ? "police" : "health", [child]),
            new DateTimeOffset(2026, 3, 2, hour, 0, 0, TimeSpan.Zero).AddDays(day), new DateTimeOffset(2026, 3, 2, hour, 0, 0, TimeSpan.Zero).AddDays(day).AddHours(hours));
        // Six Fridays at eight in the evening, six children: Friday's last block, the eighth with Monday to Thursday as one day.
        TimedRecord[] fridays = [.. Enumerable.Range(0, 6).Select(week => On(4 + (7 * week), 20 + (week % 2), $"C-{week}"))];
        Assert.Equal([7], AreaHours.BlocksOf(fridays, rule));
        Assert.Empty(AreaHours.BlocksOf(fridays[..4], rule));
        // Six reports of one evening are one evening.
        Assert.Empty(AreaHours.BlocksOf([.. Enumerable.Range(0, 6).Select(at => On(4, 20, $"C-{at}"))], rule));
        Assert.Empty(AreaHours.BlocksOf([.. fridays.Select(one => one with { Counted = one.Counted with { Children = ["C-0"] } })], rule));
        // One more record elsewhere in the week changes nothing that is told.
        Assert.Equal([7], AreaHours.BlocksOf([.. fridays, On(0, 9, "C-9")], rule));
        Assert.Empty(AreaHours.BlocksOf([], rule));
    }

    [Fact]
    public async Task PublishedHours_StayAsTheyWere_WhenARecordIsWithdrawn()
    {
        using var planner = api.As(Role.Planner);
        using var worker = api.As(Role.Reporter);
        List<Guid> recorded = [];
        for (var at = 0; at < 14; at++)
        {
            var id = Guid.CreateVersion7();
            var day = new DateOnly(2024, 1, 5).AddDays(7 * (at % 12));
            var when = new DateTimeOffset(day, new TimeOnly(20, 10), TimeSpan.Zero);
            await (await worker.PostAsync($"/api/v1/incidents/{id}", Incidents.Examples.Harm(300_040 + (at * 200), 250_040, Tokens.New(), when)))
                .ReadAsync<Receipt>(HttpStatusCode.Created);
            recorded.Add(id);
        }

        await api.ExecuteAsync("update incident set recorded_at = occurred_from where id = any($1)", recorded.ToArray());
        var (lon, lat) = (Point(303_000, 252_000).X, Point(303_000, 252_000).Y);
        var path = string.Create(CultureInfo.InvariantCulture, $"/api/v1/hotspots/hours?period=2024-Q1&lon={lon}&lat={lat}");
        var told = await (await planner.GetAsync(path)).ReadAsync<PublishedHours>();
        Assert.Equal([new WeekBlock(DayOfWeek.Friday, DayOfWeek.Friday, 18, 24)], told.Blocks);
        await api.ExecuteAsync("update incident set status = 'withdrawn', withdrawn_reason = 'Recorded twice' where id = any($1)", recorded.Take(6).ToArray());
        Assert.Equal(told.Blocks, (await (await planner.GetAsync(path)).ReadAsync<PublishedHours>()).Blocks);
        await (await planner.GetAsync(path.Replace("2024-Q1", "2024-01", StringComparison.Ordinal))).AssertProblemAsync(ProblemCodes.PeriodNotFixed, "period");
        await (await planner.GetAsync("/api/v1/hotspots/hours?period=2024-Q1&lon=2.3&lat=48.8")).AssertProblemAsync(ProblemCodes.OutsideArea);
    }

    private static async Task<string> SeenAsync(HttpClient planner)
    {
        List<string> seen = [];
        foreach (var door in Doors) seen.Add(await planner.GetStringAsync($"{PlanningWorld.Planning}/{door}"));
        var answer = await planner.AskAsync(Two());
        seen.Add(JsonSerializer.Serialize(answer with { Id = default, At = default }, WireJson.Options));
        var arranged = await planner.PostAsync($"{PlanningWorld.Planning}/patrols", new NewPatrolPlan(On(20), On(22), 2, Point(300_000, 250_000), [new("Steps", Point(300_200, 250_000))], Agency.YouthService));
        seen.Add(await arranged.Content.ReadAsStringAsync());
        // The answer asked for itself is listed from then on.
        return string.Join('\n', seen.Where((_, at) => Doors.ElementAtOrDefault(at) != "sitings"));
    }
}
