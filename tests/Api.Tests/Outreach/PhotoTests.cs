using System.Net;
using System.Net.Sockets;
using System.Text;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;
using static SpacesPlaces.Api.Tests.Incidents.Examples;
using static SpacesPlaces.Api.Tests.Outreach.PhotoExamples;
using Location = SpacesPlaces.Contracts.Location;

namespace SpacesPlaces.Api.Tests.Outreach;

/// <summary>Photos of records: announced by the record, sent after it, stripped, stored once and given back in their order.</summary>
public sealed class PhotoTests(TestApi api) : IClassFixture<TestApi>
{
    [Fact]
    public async Task PRV_14_WhatTheCameraWrote_IsGoneFromTheStoredCopyAndTheServedOne()
    {
        using var reporter = api.As(Role.Reporter);
        var photo = Announce(Geotagged);
        await RecordAsync(reporter, photo);
        var receipt = await (await reporter.SendAsync(photo, Geotagged)).ReadAsync<Receipt>(HttpStatusCode.Created);
        var served = await reporter.FetchAsync(photo);
        Assert.Equal((photo.Id, 1, Hex(served), Hex(Geotagged)), (receipt.Id, receipt.Version, receipt.ContentSha256, receipt.BodySha256));
        var stored = await api.ScalarAsync<byte[]>("select jpeg from photo_content where photo_id = $1", photo.Id);
        Assert.Equal(served, stored);
        foreach (var copy in (string[])[Encoding.Latin1.GetString(stored), await api.ScalarAsync<string>("select photo::text from photo where id = $1", photo.Id)])
            foreach (var word in (string[])["Exif", "CANARY", "Canary", "canary", "adobe", "Photoshop", "2026:03:06"])
                Assert.DoesNotContain(word, copy, StringComparison.Ordinal);
        Assert.Contains("CANARY-SERIAL-0815", Encoding.Latin1.GetString(Geotagged), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ServedPhoto_IsSavedNotShown_KeptByNobody_AndNeverTakenForAnythingElse()
    {
        using var reporter = api.As(Role.Reporter);
        var photo = Announce(Geotagged, "Llŷn – lamp ‘1’");
        await RecordAsync(reporter, photo);
        await reporter.SendAsync(photo, Geotagged);
        using var answer = await reporter.GetAsync(PathOf(photo));
        Assert.Equal("image/jpeg", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal(("attachment", "Llŷn – lamp ‘1’.jpg"), (answer.Content.Headers.ContentDisposition!.DispositionType, answer.Content.Headers.ContentDisposition.FileNameStar));
        Assert.Equal(("nosniff", "no-store"), (answer.Headers.GetValues("X-Content-Type-Options").Single(), answer.Headers.CacheControl!.ToString()));
    }

    [Fact]
    public async Task REL_13_CutAnywhereOnItsWay_ThenSentAgain_IsOneRecordOfFivePhotosInOrder_NotCompleteBeforeTheLast()
    {
        var user = await api.AddMemberAsync("rel13", Role.Reporter, Agency.YouthService);
        using var reporter = api.As(user);
        var photos = Five.Select((jpeg, i) => Announce(jpeg, $"Photo {i + 1}")).ToArray();
        var id = await RecordAsync(reporter, photos);
        // The last first: the order is that of the record, not of the way.
        foreach (var i in Enumerable.Range(0, 5).Reverse())
        {
            var before = await ReadAsync(reporter, id);
            Assert.False(before.Complete);
            Assert.Equal(photos.Select((photo, at) => (photo.Id, at > i)), before.Photos.Select(photo => (photo.Id, photo.ReceivedAt is not null)));
            await (await reporter.GetAsync(PathOf(photos[i]))).AssertProblemAsync(ProblemCodes.PhotoAwaited);
            foreach (var bytes in (int[])[0, 1, Five[i].Length / 3, Five[i].Length / 2, Five[i].Length - 1]) await CutAsync(user, photos[i], Five[i], bytes);
            var first = await (await reporter.SendAsync(photos[i], Five[i])).ReadAsync<Receipt>(HttpStatusCode.Created);
            Assert.Equal(first, await (await reporter.SendAsync(photos[i], Five[i])).ReadAsync<Receipt>(HttpStatusCode.Accepted));
        }

        var after = await ReadAsync(reporter, id);
        Assert.True(after.Complete);
        Assert.Equal(photos.Select(photo => (photo.Id, photo.Name)), after.Photos.Select(photo => (photo.Id, photo.Name)));
        Assert.Equal(5L, await api.ScalarAsync<long>("select count(*) from photo_content where photo_id = any($1)", photos.Select(photo => photo.Id).ToArray()));
        Assert.Equal(1L, await api.ScalarAsync<long>("select count(*) from incident where id = $1", id));
    }

    [Fact]
    public async Task REL_14_NamesInAnyWriting_AndEqualContent_AreStoredAsTheyAre_AnEmptyFileIsRefused()
    {
        using var reporter = api.As(Role.Reporter);
        string[] names = ["Goleuadau’r tŷ bach", "Goleuadau’r ty\u0302 bach", "lamp 🔦 broken", "  two  spaces  ", "lamp 🔦 broken"];
        var photos = names.Select(name => Announce(Five[1], name)).ToArray();
        var id = await RecordAsync(reporter, photos);
        foreach (var photo in photos) await (await reporter.SendAsync(photo, Five[1])).ReadAsync<Receipt>(HttpStatusCode.Created);
        var view = await ReadAsync(reporter, id);
        Assert.Equal(names, view.Photos.Select(photo => photo.Name));
        foreach (var photo in view.Photos)
            Assert.Equal(photo.Sha256, Hex(await reporter.FetchAsync(photos.Single(one => one.Id == photo.Id))));
        await (await reporter.PostAsync(Incidents.Examples.PathOf(Guid.CreateVersion7()), Harm() with { Photos = [Announce([])] }))
            .AssertProblemAsync(ProblemCodes.PhotoEmpty, "photos[0].bytes");
    }

    [Fact]
    public async Task SEC_24_OtherContentUnderTheSameId_IsRefusedAndWrittenDown_TheFirstStays()
    {
        using var reporter = api.As(Role.Reporter);
        var photo = Announce(Geotagged);
        await RecordAsync(reporter, photo);
        await reporter.SendAsync(photo, Geotagged);
        var stands = await reporter.FetchAsync(photo);
        await (await reporter.SendAsync(photo, Five[2])).AssertProblemAsync(ProblemCodes.IdTakenByOtherContent, "id");
        // Nor by a record that announces the id again.
        await (await reporter.PostAsync(Incidents.Examples.PathOf(Guid.CreateVersion7()), Harm() with { Photos = [photo with { Sha256 = Hex(Five[2]) }] }))
            .AssertProblemAsync(ProblemCodes.IdTakenByOtherContent, "photos[0].id");
        Assert.Equal(stands, await reporter.FetchAsync(photo));
        Assert.Equal(1L, await api.ScalarAsync<long>(
            "select count(*) from audit_entry where action = 'photo_received' and outcome = 'refused' and problem = 'id_taken_by_other_content' and $1 = any(subjects)", photo.Id));
        // The program's own role could not do it either.
        await using var connection = new Npgsql.NpgsqlConnection(api.ApiConnection);
        await connection.OpenAsync();
        foreach (var act in (string[])["update photo_content set jpeg = ''", "delete from photo_content", "delete from photo", "update photo set sent_sha256 = ''"])
        {
            await using var command = new Npgsql.NpgsqlCommand(act, connection);
            Assert.Equal("42501", (await Assert.ThrowsAsync<Npgsql.PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState);
        }
    }

    [Fact]
    public async Task SessionsAndTasks_HavePhotosToo_AndTheSendersListShowsThem()
    {
        using var reporter = api.As(Role.Reporter);
        var (ofSession, ofTask) = (Announce(Five[1]), Announce(Five[2]));
        var (session, task) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var spot = new Location(new(300_123, 250_456), PointSource.Gps, 12, "EPSG:27700");
        var start = new DateTimeOffset(2026, 3, 6, 19, 0, 0, TimeSpan.Zero);
        await (await reporter.PostAsync($"/api/v1/outreach/sessions/{session}", new NewOutreachSession(spot, start, start.AddHours(2), 2, Photos: [ofSession]))).ReadAsync<Receipt>(HttpStatusCode.Created);
        await (await reporter.PostAsync($"/api/v1/environment-tasks/{task}", new NewEnvironmentTask(spot, EnvironmentDefect.LightBroken, Agency.Housing, Photos: [ofTask]))).ReadAsync<Receipt>(HttpStatusCode.Created);
        await (await reporter.SendAsync(ofTask, Five[2])).ReadAsync<Receipt>(HttpStatusCode.Created);
        var reports = (await (await reporter.GetAsync("/api/v1/outreach/reports/mine")).ReadAsync<IReadOnlyList<OwnReport>>()).ToDictionary(report => report.Id);
        Assert.Equal((false, ofSession.Id), (reports[session].Complete, reports[session].Photos.Single().Id));
        Assert.Equal((true, ofTask.Id), (reports[task].Complete, reports[task].Photos.Single().Id));
        // Whoever mends the lamp sees which one; the panel sees a square and no photo.
        using var owner = api.As(await api.AddMemberAsync("photo-housing", Role.Reporter, Agency.Housing));
        using var planner = api.As(Role.Planner);
        Assert.NotEmpty(await owner.FetchAsync(ofTask));
        var seen = (await (await planner.GetAsync("/api/v1/environment-tasks")).ReadAsync<IReadOnlyList<EnvironmentTaskView>>()).Single(one => one.Id == task);
        Assert.Empty(seen.Photos);
        await (await owner.GetAsync(PathOf(ofSession))).AssertProblemAsync(ProblemCodes.NotFound);
        // A correction may add a photo; one that names none takes none away.
        var added = Announce(Five[3], "Another side");
        var body = new NewOutreachSession(spot, start, start.AddHours(2), 3, Photos: [added]);
        await (await reporter.PutAsync($"/api/v1/outreach/sessions/{session}", body, 1)).ReadAsync<Receipt>();
        await (await reporter.PutAsync($"/api/v1/outreach/sessions/{session}", body with { Photos = null }, 2)).ReadAsync<Receipt>();
        var mine = (await (await reporter.GetAsync("/api/v1/outreach/sessions/mine")).ReadAsync<IReadOnlyList<OutreachSessionView>>()).Single(one => one.Id == session);
        Assert.Equal([ofSession.Id, added.Id], mine.Photos.Select(photo => photo.Id));
    }

    [Fact]
    public async Task BadAnnouncements_AreRefused_FieldByField()
    {
        using var reporter = api.As(Role.Reporter);
        var photo = Announce(Five[1]);
        foreach (var (photos, code, field) in ((NewPhoto[], ProblemCode, string)[])[
            ([photo with { Name = " " }], ProblemCodes.FieldMissing, "photos[0].name"),
            ([photo with { Name = new('a', 121) }], ProblemCodes.FieldTooLong, "photos[0].name"),
            ([photo with { Name = "two\nlines" }], ProblemCodes.TextNotClean, "photos[0].name"),
            ([photo with { Name = "gpj.\u202Eexe" }], ProblemCodes.TextNotClean, "photos[0].name"),
            ([photo with { Name = "Ring Siân Jones on 07700 900123" }], ProblemCodes.TextMayIdentify, "photos[0].name"),
            ([photo with { Name = "Where she is placing herself at risk" }], ProblemCodes.LanguageReasonNeeded, "photos[0].name"),
            ([photo with { Sha256 = "ABC" }], ProblemCodes.FieldNotAllowedHere, "photos[0].sha256"),
            ([photo with { Bytes = (2 << 20) + 1 }], ProblemCodes.NumberOutOfRange, "photos[0].bytes"),
            ([photo with { Bytes = -1 }], ProblemCodes.NumberOutOfRange, "photos[0].bytes"),
            ([photo with { Id = Guid.Empty }], ProblemCodes.FieldMissing, "photos[0].id"),
            ([photo, photo], ProblemCodes.FieldNotAllowedHere, "photos[1].id"),
            ([.. Enumerable.Range(0, 6).Select(_ => Announce(Five[1]))], ProblemCodes.CountOutOfRange, "photos")])
        {
            await (await reporter.PostAsync(Incidents.Examples.PathOf(Guid.CreateVersion7()), Harm() with { Photos = photos })).AssertProblemAsync(code, field);
        }
    }

    [Fact]
    public async Task WhatIsNoPhoto_IsRefused_AndTheRecordStaysIncomplete()
    {
        using var reporter = api.As(Role.Reporter);
        byte[] cut = Five[1][..^2], text = Encoding.UTF8.GetBytes("<svg onload=alert(1)>");
        var (ofCut, ofText) = (Announce(cut), Announce(text));
        var id = await RecordAsync(reporter, ofCut, ofText);
        await (await reporter.SendAsync(ofCut, cut)).AssertProblemAsync(ProblemCodes.PhotoNotReadable);
        await (await reporter.SendAsync(ofText, text)).AssertProblemAsync(ProblemCodes.PhotoNotReadable);
        await (await reporter.SendAsync(ofText, text, "image/svg+xml")).AssertProblemAsync(ProblemCodes.MediaTypeNotSupported);
        await (await reporter.SendAsync(ofText, [])).AssertProblemAsync(ProblemCodes.PhotoEmpty);
        await (await reporter.SendAsync(ofText, new byte[(2 << 20) + 1])).AssertProblemAsync(ProblemCodes.BodyTooLarge);
        await (await reporter.SendAsync(Announce(Five[1]), Five[1])).AssertProblemAsync(ProblemCodes.NotFound);
        Assert.False((await ReadAsync(reporter, id)).Complete);
    }

    [Fact]
    public async Task RecordOfAnOlderForm_KnowsNoPhotos_AndItsResendIsStillTheSame()
    {
        using var reporter = api.As(Role.Reporter);
        var (path, json) = (Incidents.Examples.PathOf(Guid.CreateVersion7()), System.Text.Json.JsonSerializer.Serialize(Harm(), WireJson.Options));
        Assert.DoesNotContain("photos", json, StringComparison.Ordinal);
        var first = await (await reporter.PostRawAsync(path, json)).ReadAsync<Receipt>(HttpStatusCode.Created);
        Assert.Equal(first.ContentSha256, (await (await reporter.PostRawAsync(path, json)).ReadAsync<Receipt>(HttpStatusCode.Accepted)).ContentSha256);
        Assert.True((await (await reporter.GetAsync(path)).ReadAsync<IncidentView>()).Complete);
    }

    private static async Task<Guid> RecordAsync(HttpClient client, params NewPhoto[] photos)
    {
        var id = Guid.CreateVersion7();
        await (await client.PostAsync(Incidents.Examples.PathOf(id), Harm() with { Photos = photos })).ReadAsync<Receipt>(HttpStatusCode.Created);
        return id;
    }

    private static async Task<IncidentView> ReadAsync(HttpClient client, Guid id) => await (await client.GetAsync(Incidents.Examples.PathOf(id))).ReadAsync<IncidentView>();

    // A phone that loses its connection after so many bytes of the photo.
    private async Task CutAsync(string user, NewPhoto photo, byte[] jpeg, int bytes)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(api.Address.Host, api.Address.Port);
        using var client = api.As(user);
        var head = $"PUT {PathOf(photo)} HTTP/1.1\r\nHost: {api.Address.Authority}\r\nAuthorization: {client.DefaultRequestHeaders.Authorization}\r\nContent-Type: image/jpeg\r\nContent-Length: {jpeg.Length}\r\n\r\n";
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head));
        await stream.WriteAsync(jpeg.AsMemory(0, bytes));
        socket.Client.Shutdown(SocketShutdown.Send);
        var answer = new byte[1_024];
        var read = await stream.ReadAsync(answer);
        Assert.DoesNotContain(" 20", Encoding.ASCII.GetString(answer, 0, Math.Min(read, 15)), StringComparison.Ordinal);
    }
}
