using System.Net;
using SpacesPlaces.Api.Tests.Governance;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Disclosure;
using SpacesPlaces.Geodata.Vocabulary;
using static SpacesPlaces.Api.Tests.Incidents.Examples;
using static SpacesPlaces.Api.Tests.Outreach.PhotoExamples;

namespace SpacesPlaces.Api.Tests.Outreach;

/// <summary>A photo is seen where its record is seen exactly, and goes when its record goes.</summary>
public sealed class PhotoSightTests(GovernedApi api) : IClassFixture<GovernedApi>
{
    [Theory]
    [InlineData(Role.Reporter, true)]
    [InlineData(Role.YouthLead, true)]
    [InlineData(Role.Analyst, true)]
    [InlineData(Role.MaceMember, false)]
    [InlineData(Role.MaceChair, false)]
    [InlineData(Role.Assessor, false)]
    [InlineData(Role.Planner, false)]
    [InlineData(Role.DataProtection, false)]
    [InlineData(Role.Admin, false)]
    public async Task PhotoIsFor_ReadersOfExactPlaces_ReadersOfSquaresAreNotToldOfAny(Role role, bool sees)
    {
        var (id, photo) = await SentAsync(Harm());
        using var reader = api.As(role);
        if (sees)
        {
            Assert.NotEmpty(await reader.FetchAsync(photo));
            Assert.Equal(1L, await api.ScalarAsync<long>(
                "select count(*) from audit_entry where action = 'photo_seen' and outcome = 'done' and role = $3 and $1 = any(subjects) and $2 = any(subjects)",
                id, photo.Id, WireName.Of(role)));
        }
        else
        {
            await (await reader.GetAsync(PathOf(photo))).AssertProblemAsync(ProblemCodes.NotAllowed);
            using var answer = await reader.GetAsync(Incidents.Examples.PathOf(id));
            if (answer.IsSuccessStatusCode) Assert.Empty((await answer.ReadAsync<IncidentView>()).Photos);
        }
    }

    [Fact]
    public async Task OtherPartnership_OtherReporter_AndWhoeverIsExcluded_MeetNothing()
    {
        var (id, photo) = await SentAsync(Harm());
        using var elsewhere = api.As(Role.Analyst, TestApi.Elsewhere);
        using var other = api.As(await api.AddMemberAsync("photo-other", Role.Reporter, Agency.YouthService));
        var tiedUser = await api.AddMemberAsync("photo-tied", Role.Analyst, Agency.Police);
        using var tied = api.As(tiedUser);
        using var chair = api.As(Role.MaceChair);
        await (await chair.PostAsync($"/api/v1/governance/exclusions/{Guid.NewGuid()}", new NewExclusion(tiedUser, "A relative of a child", IncidentId: id))).ReadAsync<ExclusionView>(HttpStatusCode.Created);
        foreach (var reader in (HttpClient[])[elsewhere, other, tied]) await (await reader.GetAsync(PathOf(photo))).AssertProblemAsync(ProblemCodes.NotFound);
        foreach (var sender in (HttpClient[])[elsewhere, other, tied]) await (await sender.SendAsync(photo, Geotagged)).AssertProblemAsync(ProblemCodes.NotFound);
    }

    [Fact]
    public async Task RestrictedRecord_RestrictsItsPhotos_ToTheRecorderAndTheirLead_AndTheDatabaseKnowsItToo()
    {
        var (id, photo) = await SentAsync(Harm() with { Sensitivity = Sensitivity.Restricted });
        using var reporter = api.As(Role.Reporter);
        using var analyst = api.As(Role.Analyst);
        Assert.NotEmpty(await reporter.FetchAsync(photo));
        await (await analyst.GetAsync(PathOf(photo))).AssertProblemAsync(ProblemCodes.NotFound);
        // Without the handler's rule: row-level security alone, with nobody's settings and with the analyst's.
        Assert.Equal(0L, await CountAsync("select count(*) from photo", null));
        var who = await api.ScalarAsync<Guid>("select id from account where user_name = $1", TestApi.UserName(Role.Analyst, TestApi.Here));
        foreach (var table in (string[])["photo where id = $1", "photo_content where photo_id = $1"])
        {
            Assert.Equal(0L, await CountAsync($"select count(*) from {table}", who, photo.Id));
            await api.ScalarAsync<Guid>("update incident set sensitivity = 'ordinary' where id = $1 returning id", id);
            Assert.Equal(1L, await CountAsync($"select count(*) from {table}", who, photo.Id));
            await api.ScalarAsync<Guid>("update incident set sensitivity = 'restricted' where id = $1 returning id", id);
        }
    }

    [Fact]
    public async Task ErasedRecord_TakesItsPhotosWithIt()
    {
        var (id, photo) = await SentAsync(Harm());
        using var dataProtection = api.As(Role.DataProtection);
        await (await dataProtection.PostAsync($"/api/v1/governance/erasures/{Guid.NewGuid()}", new NewErasure(id, "Right to erasure"))).ReadAsync<ErasureView>(HttpStatusCode.Created);
        Assert.Equal(0L, await LeftAsync(photo));
        using var reporter = api.As(Role.Reporter);
        await (await reporter.SendAsync(photo, Geotagged)).AssertProblemAsync(ProblemCodes.NotFound);
    }

    [Fact]
    public async Task ChildWhoAsks_IsToldOfThePhotos_WithOthersMasked()
    {
        var token = Tokens.New();
        var photo = Announce(Geotagged, "Shelter, ring 07700 900123");
        using var reporter = api.As(Role.Reporter);
        var body = Harm(token: token) with { Photos = [photo], IdentifyingReason = "The number stands on the wall" };
        await (await reporter.PostAsync(Incidents.Examples.PathOf(Guid.CreateVersion7()), body)).ReadAsync<Receipt>(HttpStatusCode.Created);
        using var dataProtection = api.As(Role.DataProtection);
        var told = (await AnswerAsync(dataProtection, token)).Records.Single().Photos.Single();
        Assert.Equal((photo.Id, null), (told.Id, told.ReceivedAt));
        Assert.StartsWith("Shelter, ring ", told.Name, StringComparison.Ordinal);
        Assert.DoesNotContain("07700", told.Name, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PhotoOfASession_IsForItsRecorder_AndForReadersOfOthersSessions_NoOtherReporterSeesIt()
    {
        using var recorder = api.As(await api.AddMemberAsync("session-photo", Role.Reporter, Agency.YouthService));
        var (_, photo) = await SessionAsync(recorder, Announce(Geotagged));
        await (await recorder.SendAsync(photo, Geotagged)).ReadAsync<Receipt>(HttpStatusCode.Created);
        using var same = api.As(await api.AddMemberAsync("session-photo-same", Role.Reporter, Agency.YouthService));
        using var sharing = api.As(await api.AddMemberAsync("session-photo-sharing", Role.Reporter, Agency.Police));
        using var lead = api.As(await api.AddMemberAsync("session-photo-lead", Role.YouthLead, Agency.YouthService));
        foreach (var reader in (HttpClient[])[recorder, lead]) Assert.NotEmpty(await reader.FetchAsync(photo));
        foreach (var reader in (HttpClient[])[same, sharing]) await (await reader.GetAsync(PathOf(photo))).AssertProblemAsync(ProblemCodes.NotFound);
    }

    [Fact]
    public async Task TokenInWhatAPhotoOfASessionIsCalled_IsFoundWhenTheChildAsks()
    {
        // One in some hundreds looks like a car's plate, which is refused for itself.
        var token = Enumerable.Range(0, 100).Select(_ => Tokens.New()).First(one => IdentifyingText.Find(Said(one), new(2026, 3, 6), []).Count == 0);
        using var recorder = api.As(await api.AddMemberAsync("token-photo", Role.Reporter, Agency.YouthService));
        var (session, _) = await SessionAsync(recorder, Announce(Geotagged, Said(token)));
        using var dataProtection = api.As(await api.AddMemberAsync("token-photo-dp", Role.DataProtection, Agency.ChildrensServices));
        var told = Assert.Single((await AnswerAsync(dataProtection, token)).Sessions);
        Assert.Equal((session, "photos[0].name"), (told.Id, Assert.Single(told.Texts).Field));
        Assert.Empty((await AnswerAsync(dataProtection, Tokens.New())).Sessions);

        static string Said(string token) => $"Where {token.ToLowerInvariant()} sat";
    }

    private async Task<(Guid Record, NewPhoto Photo)> SentAsync(NewIncident incident)
    {
        using var reporter = api.As(Role.Reporter);
        var (id, photo) = (Guid.CreateVersion7(), Announce(Geotagged));
        await (await reporter.PostAsync(Incidents.Examples.PathOf(id), incident with { Photos = [photo] })).ReadAsync<Receipt>(HttpStatusCode.Created);
        await (await reporter.SendAsync(photo, Geotagged)).ReadAsync<Receipt>(HttpStatusCode.Created);
        return (id, photo);
    }

    private static async Task<(Guid Session, NewPhoto Photo)> SessionAsync(HttpClient recorder, NewPhoto photo)
    {
        var (id, start) = (Guid.CreateVersion7(), new DateTimeOffset(2026, 3, 6, 19, 0, 0, TimeSpan.Zero));
        var body = new NewOutreachSession(new(new(300_123, 250_456), PointSource.Gps, 12, "EPSG:27700"), start, start.AddHours(2), 2, Photos: [photo]);
        await (await recorder.PostAsync($"/api/v1/outreach/sessions/{id}", body)).ReadAsync<Receipt>(HttpStatusCode.Created);
        return (id, photo);
    }

    private static async Task<SubjectAccessFile> AnswerAsync(HttpClient dataProtection, string token)
    {
        var export = Guid.CreateVersion7();
        await (await dataProtection.PostAsync($"/api/v1/governance/subject-access/{export}", new NewSubjectAccess(token, "Asked by the child, seen in person", "The child", "en")))
            .ReadAsync<ExportView>(HttpStatusCode.Created);
        return await (await dataProtection.GetAsync($"/api/v1/exports/{export}/file")).ReadAsync<SubjectAccessFile>();
    }

    private Task<long> LeftAsync(NewPhoto photo) => api.ScalarAsync<long>(
        "select (select count(*) from photo where id = $1) + (select count(*) from photo_content where photo_id = $1)", photo.Id);

    // As the program's role, acting as a member of the agency or as nobody.
    private async Task<long> CountAsync(string sql, Guid? account, params object[] values)
    {
        await using var connection = new Npgsql.NpgsqlConnection(api.ApiConnection);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        if (account is { } who)
        {
            await using var act = new Npgsql.NpgsqlCommand(
                """
                select set_config('spacesplaces.partnership', $1, true), set_config('spacesplaces.account', $2, true),
                       set_config('spacesplaces.agencies', (select array_agg(distinct agency)::text from membership where partnership_id = $1::uuid), true),
                       set_config('spacesplaces.hidden', '{}', true), set_config('spacesplaces.unlocked', '{}', true)
                """, connection);
            act.Parameters.Add(new() { Value = TestApi.Here.ToString() });
            act.Parameters.Add(new() { Value = who.ToString() });
            await act.ExecuteNonQueryAsync();
            await act.ExecuteNonQueryAsync();
        }

        await using var command = new Npgsql.NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
