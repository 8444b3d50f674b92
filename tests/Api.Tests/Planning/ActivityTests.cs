using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using SpacesPlaces.Api.Tests.Spaces;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Hotspots.Times;
using SpacesPlaces.Geodata.Vocabulary;
using static SpacesPlaces.Api.Tests.Planning.PlanningWorld;

namespace SpacesPlaces.Api.Tests.Planning;

/// <summary>Story D8 and what is around it: stalls, patrols and events from plan to report.</summary>
public sealed partial class ActivityTests(TestApi api) : IClassFixture<TestApi>
{
    private static readonly TimeZoneInfo Britain = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    [Fact]
    public async Task FourDayShow_FromUncertainHours_ToTalliesInTheReport()
    {
        // 22:00 to 02:00 on Friday night, exactly 23:30 on Friday, 21:00 to 23:00 on Saturday; clocks of British summer.
        static DateTimeOffset Clock(int day, int hour, int minute = 0) => new(2026, 7, day, hour, minute, 0, TimeSpan.FromHours(1));
        var hours = Aoristic.Of([new(Clock(24, 22), Clock(25, 2)), new(Clock(24, 23, 30), Clock(24, 23, 30)), new(Clock(25, 21), Clock(25, 23))], Britain);
        double Of(DayOfWeek day, int hour) => hours.At(day, hour);
        Assert.Equal(
            [0.25, 1.25, 0.25, 0.25, 0.5, 0.5],
            [Of(DayOfWeek.Friday, 22), Of(DayOfWeek.Friday, 23), Of(DayOfWeek.Saturday, 0), Of(DayOfWeek.Saturday, 1), Of(DayOfWeek.Saturday, 21), Of(DayOfWeek.Saturday, 22)]);
        Assert.Equal(3.0, hours.Weights.Sum(), 1e-9);
        var peak = hours.PeakHours[0];
        Assert.Equal((DayOfWeek.Friday, 23), (peak.Day, peak.Hour));

        // Two visits of 20 minutes in the peak hour, arranged for one team.
        using var planner = api.As(Role.Planner);
        var friday = Ahead.AddDays(((int)DayOfWeek.Friday - (int)Ahead.DayOfWeek + 7) % 7).DayNumber - Ahead.DayNumber;
        var (from, to) = (On(peak.Hour, friday), On(peak.Hour + 1, friday));
        var arranged = await (await planner.PostAsync($"{PlanningWorld.Planning}/patrols", new NewPatrolPlan(
            from, to, 1, Point(300_000, 250_000),
            [new("Bridge steps", Point(300_200, 250_000)), new("Show gate", Point(300_250, 250_100))], Agency.StreetPastors))).ReadAsync<PatrolPlanView>();
        var shift = Assert.Single(arranged.Teams).Shift;
        Assert.Empty(arranged.LeftOut);
        Assert.Equal((Agency.StreetPastors, ActivityPurpose.Welfare, 2), (shift.Lead, shift.Purpose, shift.Staff));
        Assert.Equal([20, 20], shift.Visits!.Select(visit => visit.Minutes));
        Assert.All(shift.Visits!, visit => Assert.True(visit.StartsAt >= from && visit.StartsAt.AddMinutes(20) <= to));

        var last = await planner.PlanAsync(Show(-365, shift: null));
        var show = await planner.PlanAsync(Show(friday - 1, shift) with { EarlierId = last });
        var view = await planner.ActivityAsync(show);
        Assert.Equal(HazardKind.River, view.Plan.Hazards!.Single().Kind);
        // The marked way goes past the hazard.
        Assert.Contains(view.Plan.Route!, corner => corner == view.Plan.Hazards!.Single().Point);
        Assert.All(view.Plan.Shifts!, one => Assert.Equal(ActivityPurpose.Welfare, one.Purpose));

        using var worker = api.As(Role.Reporter);
        await TallyAsync(worker, show, new(TallyKind.Supported, 700, On(12, friday), Agency.YouthService));
        await TallyAsync(worker, show, new(TallyKind.Supported, 5, On(13, friday), Agency.YouthService));
        await TallyAsync(worker, show, new(TallyKind.SpokenTo, 159, On(23, friday), Agency.StreetPastors));
        await TallyAsync(worker, last, new(TallyKind.Supported, 650, On(12, -364), Agency.YouthService));
        using var feedback = await planner.PutAsync($"activities/{show}/feedback", new ActivityFeedback(40, [new(FeedbackQuestion.FeltSafe, 30, 6, 4), new(FeedbackQuestion.SawStaff, 3, 1, 0)]), 1);
        Assert.Equal(HttpStatusCode.NoContent, feedback.StatusCode);

        var report = await (await planner.GetAsync($"{PlanningWorld.Planning}/activities/{show}/report")).ReadAsync<ActivityReport>();
        Assert.Equal(
            [new TallySum(Agency.YouthService, TallyKind.Supported, 705), new TallySum(Agency.StreetPastors, TallyKind.SpokenTo, 159)],
            report.Now.Tallies.OrderByDescending(sum => sum.Count));
        Assert.Equal((1, 2, 40, 120), (report.Now.Shifts, report.Now.Visits, report.Now.VisitMinutes, report.Now.StaffMinutes));
        Assert.Equal([FeedbackQuestion.FeltSafe], report.Now.Feedback.Select(one => one.Question));
        Assert.Equal([FeedbackQuestion.SawStaff], report.Now.TooFew);
        Assert.Equal(650, report.Earlier.Single().Tallies.Single().Count);
    }

    [Theory]
    [InlineData("en", "Welfare comes first", "Lles sy")]
    [InlineData("cy", "Lles sy", "Welfare comes first")]
    public async Task Sheet_IsInBothLanguages_Marked_AndTellsOfNoHarm(string language, string first, string second)
    {
        using var planner = api.As(Role.Planner);
        var show = await planner.PlanAsync(Show(0, new(Agency.YouthService, ActivityPurpose.Welfare, On(20), On(22), 2, [new("Bridge steps", Point(300_205, 250_005), On(20.5))])));
        using var answer = await planner.GetAsync($"{PlanningWorld.Planning}/activities/{show}/sheet?language={language}");
        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.True(page.IndexOf(first, StringComparison.Ordinal) is > 0 and var at && at < page.IndexOf(second, StringComparison.Ordinal));
        Assert.Contains("Bridge steps", page, StringComparison.Ordinal);
        // Its style applies: the policy of the answer names it.
        var nonce = page.Split("<style nonce=\"")[1].Split('"')[0];
        Assert.Contains($"'nonce-{nonce}'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Contains("SO 0020 5000", Spaces().Replace(page, " "), StringComparison.Ordinal);
        Assert.Contains(language == "en" ? "OFFICIAL. For those" : "SWYDDOGOL. Ar gyfer", page, StringComparison.Ordinal);
        foreach (var harm in new[] { "incident", "hotspot", "exploitation", "niwed i", "digwyddiad niwed", "camfanteisio", "script" })
            Assert.DoesNotContain(harm, page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Route_ReopensAsGpx_WithTheSamePoints()
    {
        using var planner = api.As(Role.Planner);
        var plan = Show(0, shift: null);
        var show = await planner.PlanAsync(plan);
        using var answer = await planner.GetAsync($"{PlanningWorld.Planning}/activities/{show}/route.gpx");
        Assert.Equal("application/gpx+xml", answer.Content.Headers.ContentType!.MediaType);
        XNamespace gpx = "http://www.topografix.com/GPX/1/1";
        var file = XDocument.Parse(await answer.Content.ReadAsStringAsync());
        var corners = file.Root!.Element(gpx + "rte")!.Elements(gpx + "rtept").Select(point => ((double)point.Attribute("lon")!, (double)point.Attribute("lat")!)).ToList();
        Assert.Equal(plan.Route!.Count, corners.Count);
        Assert.All(corners.Zip(plan.Route), pair => Assert.True(Math.Abs(pair.First.Item1 - pair.Second.X) < 1e-6 && Math.Abs(pair.First.Item2 - pair.Second.Y) < 1e-6));
        Assert.Contains(file.Root.Elements(gpx + "wpt").Select(point => point.Element(gpx + "name")!.Value), name => name.Contains("River", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Counts_SentAgain_AreCountedOnce_AndOneTakenBackIsGone()
    {
        using var planner = api.As(Role.Planner);
        using var worker = api.As(Role.Reporter);
        var stall = await planner.PlanAsync(Stall());
        var id = Guid.CreateVersion7();
        var tally = new NewTally(TallyKind.SpokenTo, 4, DateTimeOffset.UtcNow);
        var path = $"{PlanningWorld.Planning}/activities/{stall}/tallies/{id}";
        await (await worker.PostAsync(path, tally)).ReadAsync<TallyView>(HttpStatusCode.Created);
        await (await worker.PostAsync(path, tally)).ReadAsync<TallyView>();
        await (await worker.PostAsync(path, tally with { Count = 5 })).AssertProblemAsync(ProblemCodes.IdTakenByOtherContent, "tallyId");
        await (await planner.DeleteAsync(path)).AssertProblemAsync(ProblemCodes.NotFound);
        Assert.Equal(4, (await ReportAsync(planner, stall)).Now.Tallies.Single().Count);
        Assert.Equal(HttpStatusCode.NoContent, (await worker.DeleteAsync(path)).StatusCode);
        Assert.Empty((await ReportAsync(planner, stall)).Now.Tallies);
        await (await worker.PostAsync($"{PlanningWorld.Planning}/activities/{stall}/tallies/{Guid.CreateVersion7()}", tally with { Count = 0 })).AssertProblemAsync(ProblemCodes.NumberOutOfRange, "count");
    }

    [Fact]
    public async Task Patrol_NeedsACareSentence_ALead_AndTwoWorkers()
    {
        using var planner = api.As(Role.Planner);
        var shift = new ActivityShift(Agency.YouthService, ActivityPurpose.Welfare, On(10), On(12), 2, [new("Steps", Point(300_200, 250_000), On(10), 20)]);
        var patrol = Stall("An evening walk") with { Kind = ActivityKind.Patrol, Purpose = ActivityPurpose.Welfare, Care = "Young people asked for somebody to talk to", CareLanguage = "en", Shifts = [shift] };
        async Task Refused(NewActivity plan, ProblemCode code, string field) =>
            await (await planner.PostAsync($"{PlanningWorld.Planning}/activities/{Guid.CreateVersion7()}", plan)).AssertProblemAsync(code, field);
        await planner.PlanAsync(patrol);
        await Refused(patrol with { Care = null, CareLanguage = null }, ProblemCodes.FieldMissing, "care");
        await Refused(patrol with { Care = "To move on the usual suspects" }, ProblemCodes.LanguageReasonNeeded, "care");
        await Refused(patrol with { Shifts = [shift with { Staff = 1 }] }, ProblemCodes.NumberOutOfRange, "shifts[0].staff");
        await Refused(patrol with { Shifts = [shift with { Visits = [shift.Visits![0] with { Minutes = 45 }] }] }, ProblemCodes.NumberOutOfRange, "shifts[0].visits[0].minutes");
        await Refused(patrol with { Shifts = [shift with { EndsAt = On(20) }] }, ProblemCodes.OutsideItsTime, "shifts[0].startsAt");
        await Refused(patrol with { TitleEn = null }, ProblemCodes.FieldMissing, "titleEn");
        await Refused(patrol with { SpaceIds = [Guid.CreateVersion7()] }, ProblemCodes.FieldNotAllowedHere, "spaceIds");
        await Refused(patrol with { SiteId = Guid.CreateVersion7() }, ProblemCodes.SiteUnknown, "siteId");
        await Refused(patrol with { EarlierId = Guid.CreateVersion7() }, ProblemCodes.ActivityUnknown, "earlierId");
        await Refused(patrol with { EndsAt = On(9) }, ProblemCodes.EndBeforeStart, "endsAt");
    }

    [Fact]
    public async Task VisitsThatCannotBeMade_HaveTheirReason()
    {
        using var planner = api.As(Role.Planner);
        var asked = new NewPatrolPlan(On(20), On(21), 1, Point(300_000, 250_000),
        [
            new("Here", Point(300_000, 250_000), Needed: true), new("Far away", Point(309_000, 258_000)),
            new("Too late", Point(300_050, 250_000), On(22), On(23)), new("Beside", Point(300_100, 250_000)), new("One more", Point(300_150, 250_000)),
        ], Agency.YouthService);
        var arranged = await (await planner.PostAsync($"{PlanningWorld.Planning}/patrols", asked)).ReadAsync<PatrolPlanView>();
        var left = arranged.LeftOut.ToDictionary(one => one.Name, one => one.Reason);
        Assert.Equal(VisitReason.OutsideTheShift, left["Far away"]);
        Assert.Equal(VisitReason.OutsideTheShift, left["Too late"]);
        Assert.Equal(VisitReason.NoTimeBesideOthers, left.Single(one => one.Key is "Beside" or "One more").Value);
        Assert.Contains("Here", arranged.Teams.Single().Shift.Visits!.Select(visit => visit.Name));
        await (await planner.PostAsync($"{PlanningWorld.Planning}/patrols", asked with { Teams = 7 })).AssertProblemAsync(ProblemCodes.NumberOutOfRange, "teams");
    }

    [Fact]
    public async Task TwoAtOnce_ClashBySiteOrLead_AndACancelledOneDoesNot()
    {
        using var planner = api.As(Role.Planner);
        var site = await planner.AddSiteAsync(Site("By the clock", 300_000, 250_000));
        var first = await planner.PlanAsync(Stall("First") with { SiteId = site, StartsAt = On(10, 200), EndsAt = On(14, 200) });
        var second = await planner.PlanAsync(Stall("Second") with { SiteId = site, StartsAt = On(13, 200), EndsAt = On(15, 200), Lead = Agency.Health });
        var third = await planner.PlanAsync(Stall("Third") with { StartsAt = On(9, 200), EndsAt = On(11, 200) });
        Assert.Equal([(ClashKind.SameLead, third), (ClashKind.SameSite, second)], (await planner.ActivityAsync(first)).Clashes.Select(clash => (clash.Kind, clash.OtherId)));
        await (await planner.MoveActivityAsync(second, ActivityStatus.Cancelled, 1)).ReadAsync<ActivityView>();
        await (await planner.MoveActivityAsync(third, ActivityStatus.Done, 1)).AssertProblemAsync(ProblemCodes.InTheFuture, "to");
        Assert.Equal([third], (await planner.ActivityAsync(first)).Clashes.Select(clash => clash.OtherId));
    }

    [Fact]
    public async Task SpacesOfAnActivity_AreForThoseWhoSeeSpaces_AndItsDoseStandsBesideThem()
    {
        using var chair = api.As(Role.MaceChair);
        using var planner = api.As(Role.Planner);
        var space = await chair.OpenAsync(SpaceWorld.Park(303_000, 253_000));
        var begin = new DateTimeOffset(DateTime.UtcNow.Date.AddDays(-9), TimeSpan.Zero).AddHours(10);
        var shift = new ActivityShift(Agency.YouthService, ActivityPurpose.Welfare, begin, begin.AddHours(2), 3, [new("Steps", Point(303_100, 253_100), begin, 15)]);
        var walk = Stall("A walk") with { StartsAt = begin, EndsAt = begin.AddHours(3), SpaceIds = [space], Shifts = [shift] };
        var id = await chair.PlanAsync(walk);
        Assert.Equal([space], (await chair.ActivityAsync(id)).Plan.SpaceIds!);
        Assert.Null((await planner.ActivityAsync(id)).Plan.SpaceIds);
        // Changed by somebody who does not see spaces, the link stays.
        await (await planner.PutAsync($"activities/{id}", walk with { SpaceIds = null, TitleEn = "A longer walk" }, 1)).ReadAsync<ActivityView>();
        await (await chair.MoveActivityAsync(id, ActivityStatus.Done, 2)).ReadAsync<ActivityView>();
        var dose = await (await chair.GetAsync($"{PlanningWorld.Planning}/doses/{space}")).ReadAsync<SpaceDose>();
        Assert.Equal((1, 1, 15, 360), (dose.Activities, dose.Visits, dose.VisitMinutes, dose.StaffMinutes));
    }

    private static NewActivity Show(int day, ActivityShift? shift)
    {
        PointGeometry river = Point(300_150, 250_050);
        return new(
            ActivityKind.Event, At(300_000, 250_000), On(8, day), On(23, day + 3), Agency.EventSafety, ActivityPurpose.Welfare, "The show", "Y sioe",
            Partners: [Agency.YouthService, Agency.StreetPastors], Route: [Point(300_000, 250_000), river, Point(300_400, 250_200)],
            Posts: [new(PostKind.HelpPoint, Point(300_010, 250_020), "By the gate")], Hazards: [new(HazardKind.River, river, "Walk on the path side of the fence")],
            Shifts: shift is null ? null : [shift]);
    }

    private static async Task TallyAsync(HttpClient worker, Guid activity, NewTally tally)
    {
        using var answer = await worker.PostAsync($"{PlanningWorld.Planning}/activities/{activity}/tallies/{Guid.CreateVersion7()}", tally with { At = DateTimeOffset.UtcNow });
        await answer.ReadAsync<TallyView>(HttpStatusCode.Created);
    }

    private static async Task<ActivityReport> ReportAsync(HttpClient client, Guid id) => await (await client.GetAsync($"{PlanningWorld.Planning}/activities/{id}/report")).ReadAsync<ActivityReport>();

    [GeneratedRegex(@"(&#xA0;|\s)+")]
    private static partial Regex Spaces();
}
