using System.Net;
using Ical.Net;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;
using static SpacesPlaces.Api.Tests.Planning.PlanningWorld;
using Calendar = Ical.Net.Calendar;

namespace SpacesPlaces.Api.Tests.Planning;

/// <summary>Where workers were and were not, and what is planned in a calendar of one's own.</summary>
public sealed class CoverageAndCalendarTests(TestApi api) : IClassFixture<TestApi>
{
    [Fact]
    public async Task Area_IsDueAfter60Days_OverdueAfter90_AndVisitsByPlanCount()
    {
        using var planner = api.As(Role.Planner);
        using var worker = api.As(Role.Reporter);
        async Task VisitAsync(double easting, double northing, int days)
        {
            var ended = new DateTimeOffset(DateTime.UtcNow.Date.AddDays(-days), TimeSpan.Zero).AddHours(15);
            await (await worker.PostAsync($"/api/v1/outreach/sessions/{Guid.CreateVersion7()}", new NewOutreachSession(At(easting, northing), ended.AddHours(-2), ended, 2)))
                .ReadAsync<Receipt>(HttpStatusCode.Created);
        }

        async Task<ContactState> StateAsync(double easting, double northing)
        {
            var at = Point(easting, northing);
            var coverage = await (await planner.GetAsync($"{PlanningWorld.Planning}/coverage")).ReadAsync<CoverageView>();
            return coverage.Areas.Single(area => area.Area.Shape.EnvelopeInternal.Contains(at.X, at.Y) && area.Area.Shape.Covers(area.Area.Shape.Factory.CreatePoint(new NetTopologySuite.Geometries.Coordinate(at.X, at.Y)))).State;
        }

        Assert.Equal(ContactState.Never, await StateAsync(300_500, 250_500));
        await VisitAsync(300_500, 250_500, 91);
        Assert.Equal(ContactState.Overdue, await StateAsync(300_500, 250_500));
        await VisitAsync(300_500, 250_500, 61);
        Assert.Equal(ContactState.Due, await StateAsync(300_500, 250_500));
        var begin = new DateTimeOffset(DateTime.UtcNow.Date.AddDays(-3), TimeSpan.Zero).AddHours(10);
        var stall = await planner.PlanAsync(Stall() with { Location = At(300_500, 250_500), StartsAt = begin, EndsAt = begin.AddHours(3) });
        Assert.Equal(ContactState.Due, await StateAsync(300_500, 250_500));
        await (await planner.MoveActivityAsync(stall, ActivityStatus.Done, 1)).ReadAsync<ActivityView>();
        Assert.Equal(ContactState.Recent, await StateAsync(300_500, 250_500));
    }

    [Fact]
    public async Task Calendar_OpensByItsKeyAlone_UntilThatIsTakenBack_AndTellsTitlesAndTimesOnly()
    {
        using var planner = api.As(Role.Planner);
        var id = await planner.PlanAsync(Stall() with { TitleCy = "Stondin ger y llyfrgell" });
        var gone = await planner.PlanAsync(Stall("Called off"));
        await (await planner.MoveActivityAsync(gone, ActivityStatus.Cancelled, 1)).ReadAsync<ActivityView>();
        var key = Guid.CreateVersion7();
        var made = await (await planner.PostAsync($"/api/v1/access/keys/{key}", new NewAccessKey("Phone", Purpose.OutreachPlanning, LocalDays.Of(DateTimeOffset.UtcNow).AddDays(30), AccessKeyDoor.Calendar)))
            .ReadAsync<MadeAccessKey>(HttpStatusCode.Created);
        using var phone = api.Anyone();
        using var answer = await phone.GetAsync($"/calendar.ics?key={made.Key}&language=cy");
        Assert.Equal("text/calendar", answer.Content.Headers.ContentType!.MediaType);
        var text = await answer.Content.ReadAsStringAsync();
        var calendar = Calendar.Load(text)!;
        var stall = calendar.Events.Single(one => one.Uid!.StartsWith(id.ToString(), StringComparison.Ordinal));
        Assert.Equal(("Stondin ger y llyfrgell (Stondin)", On(10).UtcDateTime, "CONFIDENTIAL"), (stall.Summary, stall.Start!.AsUtc, stall.Class));
        Assert.Equal(EventStatus.Cancelled, calendar.Events.Single(one => one.Uid!.StartsWith(gone.ToString(), StringComparison.Ordinal)).Status);
        Assert.DoesNotContain("GEO", text, StringComparison.Ordinal);
        Assert.DoesNotContain("LOCATION", text, StringComparison.Ordinal);

        // It opens nothing else, a key for map data does not open it, and nothing opens it once it is taken back.
        using var map = new HttpRequestMessage(HttpMethod.Get, "/ogc/collections/incidents/items");
        map.Headers.Authorization = new("Bearer", made.Key);
        Assert.Equal(HttpStatusCode.Unauthorized, (await phone.SendAsync(map)).StatusCode);
        var other = await (await planner.PostAsync($"/api/v1/access/keys/{Guid.CreateVersion7()}", new NewAccessKey("QGIS", Purpose.DataQuality, LocalDays.Of(DateTimeOffset.UtcNow).AddDays(30))))
            .ReadAsync<MadeAccessKey>(HttpStatusCode.Created);
        await (await phone.GetAsync($"/calendar.ics?key={other.Key}")).AssertProblemAsync(ProblemCodes.SignInNeeded);
        await (await phone.GetAsync("/calendar.ics")).AssertProblemAsync(ProblemCodes.SignInNeeded);
        await planner.DeleteAsync($"/api/v1/access/keys/{key}");
        await (await phone.GetAsync($"/calendar.ics?key={made.Key}")).AssertProblemAsync(ProblemCodes.SignInNeeded);
    }
}
