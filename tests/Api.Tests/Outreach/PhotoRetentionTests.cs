using System.Net;
using SpacesPlaces.Api.Tests.Governance;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;
using static SpacesPlaces.Api.Tests.Incidents.Examples;
using static SpacesPlaces.Api.Tests.Outreach.PhotoExamples;
using Location = SpacesPlaces.Contracts.Location;

namespace SpacesPlaces.Api.Tests.Outreach;

/// <summary>Photos go when the time of their record is over, and when somebody has a right to it. Time that passes ends sign-ins: each test has its own people.</summary>
public sealed class PhotoRetentionTests(GovernedApi api) : IClassFixture<GovernedApi>
{
    private static readonly Location spot = new(new(300_123, 250_456), PointSource.Gps, 12, "EPSG:27700");
    private static readonly DateTimeOffset evening = new(2026, 3, 6, 19, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task PhotosPastTheTimeOfTheirRecord_AreGone_AndWhatElseStaysStays()
    {
        using var reporter = api.As(await api.AddMemberAsync("photos-aged", Role.Reporter, Agency.YouthService));
        using var dataProtection = api.As(await api.AddMemberAsync("photos-aged-dp", Role.DataProtection, Agency.ChildrensServices));
        var incident = await SentAsync(reporter, "incidents", photo => Harm() with { Photos = [photo] });
        var session = await SentAsync(reporter, "outreach/sessions", photo => new NewOutreachSession(spot, evening, evening.AddHours(2), 2, Photos: [photo]));
        var task = await TaskAsync(reporter);
        var held = await TaskAsync(reporter);
        await (await dataProtection.PostAsync(
            $"/api/v1/governance/holds/{Guid.NewGuid()}", new NewHold(held.Record, "Court case", DateOnly.FromDateTime(DateTime.UtcNow).AddYears(3)))).ReadAsync<HoldView>(HttpStatusCode.Created);
        try
        {
            api.Clock.PastMonths(23);
            await api.RunRetentionAsync();
            Assert.Equal(8L, await LeftAsync(incident, session, task, held));
            api.Clock.PastMonths(24);
            Assert.True(await api.RunRetentionAsync() is { Coarsened: >= 3, Held: >= 1 });
            Assert.Equal(0L, await LeftAsync(incident, session, task));
            Assert.Equal(2L, await LeftAsync(held));
            Assert.Equal("The lamp by the steps", await api.ScalarAsync<string>("select note from environment_task where id = $1", task.Record));
            Assert.Equal("outreach_text erased", await api.ScalarAsync<string>("select class || ' ' || kind from erasure where subject_id = $1", task.Record));
            Assert.Equal(0, (await api.RunRetentionAsync()).Coarsened);
        }
        finally
        {
            api.Clock.Ahead = TimeSpan.Zero;
        }
    }

    [Fact]
    public async Task PhotosOfATask_AreErasedOnRequest_AndCannotBeSentAgain()
    {
        using var reporter = api.As(await api.AddMemberAsync("photos-asked", Role.Reporter, Agency.YouthService));
        using var dataProtection = api.As(await api.AddMemberAsync("photos-asked-dp", Role.DataProtection, Agency.ChildrensServices));
        var (task, other) = (await TaskAsync(reporter), await TaskAsync(reporter));
        var erasure = await (await dataProtection.PostAsync($"/api/v1/governance/erasures/{Guid.NewGuid()}", new NewErasure(task.Record, "Somebody is on it")))
            .ReadAsync<ErasureView>(HttpStatusCode.Created);
        Assert.Equal((RetentionClass.OutreachText, ErasureKind.Erased), (erasure.Class, erasure.Kind));
        Assert.Equal(0L, await LeftAsync(task));
        Assert.Equal(2L, await LeftAsync(other));
        await (await reporter.SendAsync(task.Photo, Geotagged)).AssertProblemAsync(ProblemCodes.NotFound);
    }

    private static Task<(Guid Record, NewPhoto Photo)> TaskAsync(HttpClient reporter) => SentAsync(
        reporter, "environment-tasks", photo => new NewEnvironmentTask(spot, EnvironmentDefect.LightBroken, Agency.Housing, "The lamp by the steps", "en", Photos: [photo]));

    private static async Task<(Guid Record, NewPhoto Photo)> SentAsync<TBody>(HttpClient reporter, string kind, Func<NewPhoto, TBody> body)
    {
        var (id, photo) = (Guid.CreateVersion7(), Announce(Geotagged));
        await (await reporter.PostAsync($"/api/v1/{kind}/{id}", body(photo))).ReadAsync<Receipt>(HttpStatusCode.Created);
        await (await reporter.SendAsync(photo, Geotagged)).ReadAsync<Receipt>(HttpStatusCode.Created);
        return (id, photo);
    }

    private Task<long> LeftAsync(params (Guid Record, NewPhoto Photo)[] sent) => api.ScalarAsync<long>(
        "select (select count(*) from photo where id = any($1)) + (select count(*) from photo_content where photo_id = any($1))", sent.Select(one => one.Photo.Id).ToArray());
}
