using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;
using Location = SpacesPlaces.Contracts.Location;

namespace SpacesPlaces.Api.Tests.Outreach;

/// <summary>Environment tasks: an exact point for those who mend it, an owner, an end, and nothing of a child.</summary>
public sealed class EnvironmentTaskTests(TestApi api) : IClassFixture<TestApi>
{
    private static NewEnvironmentTask Lamp { get; } = new(
        new Location(new(300_123, 250_456), PointSource.Gps, 12, "EPSG:27700"), EnvironmentDefect.LightBroken, Agency.Housing,
        "The lamp over the steps is out", "en", DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-2));

    [Fact]
    public async Task Resent_IsStoredOnce_AndOtherContentIsRefused()
    {
        using var reporter = api.As(Role.Reporter);
        var path = $"/api/v1/environment-tasks/{Guid.CreateVersion7()}";
        var first = await (await reporter.PostAsync(path, Lamp)).ReadAsync<Receipt>(HttpStatusCode.Created);
        Assert.Equal(first, await (await reporter.PostAsync(path, Lamp)).ReadAsync<Receipt>(HttpStatusCode.Accepted));
        await (await reporter.PostAsync(path, Lamp with { Owner = Agency.Other })).AssertProblemAsync(ProblemCodes.IdTakenByOtherContent, "id");
    }

    [Fact]
    public async Task OwnerAndRecorder_SeeTheSpot_OthersASquare_AndAPastDayIsOverdue()
    {
        var id = await RecordAsync();
        using var owner = api.As(await api.AddMemberAsync("housing-" + id.ToString("N")[^6..], Role.Reporter, Agency.Housing));
        using var planner = api.As(Role.Planner);
        var (exact, coarse) = (await FindAsync(owner, id), await FindAsync(planner, id));
        Assert.Equal((LocationPrecision.Exact, "The lamp over the steps is out", true), (exact.Precision, exact.Note, exact.Overdue));
        Assert.Equal((LocationPrecision.GridSquare1Km, null), (coarse.Precision, coarse.Note));
        var middle = SpacesPlaces.Geodata.Crs.NationalGrid.Helmert.FromLonLat(coarse.Location.X, coarse.Location.Y);
        Assert.Equal((300_500, 250_500), (Math.Round(middle.Easting), Math.Round(middle.Northing)));
    }

    [Fact]
    public async Task Owner_SaysHowItGoesOn_EachStepIsKept_AndOthersMayNot()
    {
        var id = await RecordAsync();
        using var owner = api.As(await api.AddMemberAsync("housing-" + id.ToString("N")[^6..], Role.Reporter, Agency.Housing));
        using var stranger = api.As(await api.AddMemberAsync("licensing-" + id.ToString("N")[^6..], Role.Reporter, Agency.Licensing));
        await (await StepAsync(stranger, id, new(EnvironmentTaskStatus.Done), 1)).AssertProblemAsync(ProblemCodes.NotFound);
        await (await StepAsync(owner, id, new(EnvironmentTaskStatus.WithOwner, "Ordered"), 1)).ReadAsync<EnvironmentTaskView>();
        await (await StepAsync(owner, id, new(EnvironmentTaskStatus.Done), 1)).AssertProblemAsync(ProblemCodes.VersionStale, "If-Match");
        await (await StepAsync(owner, id, new(EnvironmentTaskStatus.NotDone), 2)).AssertProblemAsync(ProblemCodes.FieldMissing, "reason");
        var done = await (await StepAsync(owner, id, new(EnvironmentTaskStatus.Done), 2)).ReadAsync<EnvironmentTaskView>();
        Assert.Equal(
            [(EnvironmentTaskStatus.Open, null), (EnvironmentTaskStatus.WithOwner, "Ordered"), (EnvironmentTaskStatus.Done, null)],
            done.Steps.Select(step => (step.Status, step.Reason)));
        Assert.False(done.Overdue);
        // Done: no longer among what is to be done, still to be found by its status.
        Assert.DoesNotContain(await ListAsync(owner, ""), task => task.Id == id);
        Assert.Contains(await ListAsync(owner, "?status=done"), task => task.Id == id);
    }

    [Theory]
    [InlineData("Ring Siân Jones on 07700 900123", "text_may_identify", "note")]
    [InlineData("", "field_missing", "note")]
    [InlineData("She is placing herself at risk here", "language_reason_needed", "note")]
    public async Task BadNotes_AreRefused(string note, string code, string field)
    {
        using var reporter = api.As(Role.Reporter);
        var id = Guid.CreateVersion7();
        await (await reporter.PostAsync($"/api/v1/environment-tasks/{id}", Lamp with { Note = note }))
            .AssertProblemAsync(ProblemCodes.All.Single(problem => problem.Code == code), field);
        Assert.Equal(0L, await api.ScalarAsync<long>("select count(*) from environment_task where id = $1", id));
    }

    [Fact]
    public async Task DayFarAway_AndUnknownStatus_AreRefused()
    {
        using var reporter = api.As(Role.Reporter);
        await (await reporter.PostAsync($"/api/v1/environment-tasks/{Guid.CreateVersion7()}", Lamp with { Due = new(2150, 1, 1) }))
            .AssertProblemAsync(ProblemCodes.DayNotInRange, "due");
        await (await reporter.GetAsync("/api/v1/environment-tasks?status=mended")).AssertProblemAsync(ProblemCodes.WordUnknown, "status");
    }

    private async Task<Guid> RecordAsync()
    {
        using var reporter = api.As(Role.Reporter);
        var id = Guid.CreateVersion7();
        await (await reporter.PostAsync($"/api/v1/environment-tasks/{id}", Lamp)).ReadAsync<Receipt>(HttpStatusCode.Created);
        return id;
    }

    private static async Task<EnvironmentTaskView> FindAsync(HttpClient client, Guid id) => (await ListAsync(client, "")).Single(task => task.Id == id);

    private static async Task<IReadOnlyList<EnvironmentTaskView>> ListAsync(HttpClient client, string query) =>
        await (await client.GetAsync($"/api/v1/environment-tasks{query}")).ReadAsync<IReadOnlyList<EnvironmentTaskView>>();

    private static async Task<HttpResponseMessage> StepAsync(HttpClient client, Guid id, EnvironmentTaskChange change, int version)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/environment-tasks/{id}/steps") { Content = JsonContent.Create(change, options: WireJson.Options) };
        request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{version}\""));
        return await client.SendAsync(request);
    }
}
