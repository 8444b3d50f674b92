using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using SpacesPlaces.Api.Reporting;
using SpacesPlaces.Api.Tests.Governance;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;
using static SpacesPlaces.Api.Tests.Incidents.Examples;

namespace SpacesPlaces.Api.Tests.Reporting;

/// <summary>A fetch that broke off is taken up again; a second fetch is none. What was promised is what is made.</summary>
public sealed class ResumedFetchTests(GovernedApi api) : IClassFixture<GovernedApi>
{
    private const string Exports = "/api/v1/exports";

    [Fact]
    public async Task FetchThatBrokeOff_IsTakenUpByTag_AsOneFetch_EachRequestAudited()
    {
        var at = new DateTimeOffset(2025, 6, 3, 10, 0, 0, TimeSpan.Zero);
        // More than one piece, so that parts begin and end inside and between pieces.
        for (var i = 0; i < 90; i++)
            await api.RecordAsync(Harm(290_000 + i, at: at) with { Narrative = string.Concat(Enumerable.Repeat("Harm by the shelter. ", 180)) });
        using var analyst = api.As(Role.Analyst);
        using var other = api.As(await api.AddMemberAsync("resuming-analyst", Role.Analyst, Agency.Police));
        var (id, made) = await MakeAsync(analyst, Asked(ExportFormat.Json, at));
        var path = $"{Exports}/{id}/file";
        var begun = await analyst.SendAsync(Ranged(path, 0, 99_999, tag: null));
        Assert.Equal(HttpStatusCode.PartialContent, begun.StatusCode);
        var tag = begun.Headers.ETag!;
        Assert.Equal($"\"{made.FileSha256}\"", tag.Tag);
        var length = begun.Content.Headers.ContentRange!.Length!.Value;
        Assert.True(length > Seal.PieceLength + 1_000, $"{length} bytes are one piece");
        List<byte> got = [.. await begun.Content.ReadAsByteArrayAsync()];
        Assert.Equal(100_000, got.Count);
        var fetchedAt = await FetchedAtAsync(id);

        foreach (var to in new long?[] { Seal.PieceLength - 1, Seal.PieceLength + 5, null })
        {
            var more = await analyst.SendAsync(Ranged(path, got.Count, to, tag));
            Assert.Equal(HttpStatusCode.PartialContent, more.StatusCode);
            got.AddRange(await more.Content.ReadAsByteArrayAsync());
        }

        Assert.Equal(length, got.Count);
        Assert.Equal(made.FileSha256, Convert.ToHexStringLower(SHA256.HashData([.. got])));

        // Whole, without the tag, with another tag, by another person, or beyond its end: no.
        await (await analyst.GetAsync(path)).AssertProblemAsync(ProblemCodes.ExportGone);
        await (await analyst.SendAsync(Ranged(path, 10, null, tag: null))).AssertProblemAsync(ProblemCodes.ExportGone);
        await (await analyst.SendAsync(Ranged(path, 10, null, new("\"other\"")))).AssertProblemAsync(ProblemCodes.ExportGone);
        await (await other.SendAsync(Ranged(path, 10, null, tag))).AssertProblemAsync(ProblemCodes.NotFound);
        await (await analyst.SendAsync(Ranged(path, length, null, tag))).AssertProblemAsync(ProblemCodes.RangeNotSatisfiable);
        Assert.Equal(fetchedAt, await FetchedAtAsync(id));
        Assert.Equal(4, await api.ScalarAsync<long>(
            "select count(*) from audit_entry where action = 'export_fetched' and outcome = 'done' and $1 = any (subjects) and detail ? 'bytes'", id));
        Assert.Equal(3, await api.ScalarAsync<long>(
            "select count(*) from audit_entry where action = 'export_fetched' and outcome = 'done' and $1 = any (subjects) and detail ? 'resumed'", id));

        await api.ScalarAsync<int>("update export set expires_at = now() where id = $1 returning 1", id);
        await (await analyst.SendAsync(Ranged(path, 10, null, tag))).AssertProblemAsync(ProblemCodes.ExportGone);
    }

    [Fact]
    public async Task FileWhoseTimeIsOver_IsGoneFromTheDatabase_WhenTheNextIsMade()
    {
        var at = new DateTimeOffset(2025, 6, 13, 10, 0, 0, TimeSpan.Zero);
        await api.RecordAsync(Harm(at: at));
        using var analyst = api.As(Role.Analyst);
        var (id, _) = await MakeAsync(analyst, Asked(ExportFormat.Csv, at));
        await api.ScalarAsync<int>("update export set expires_at = now() where id = $1 returning 1", id);
        await MakeAsync(analyst, Asked(ExportFormat.Csv, at));
        Assert.Equal(0, await api.ScalarAsync<long>(
            "select (select count(*) from export_file where export_id = $1) + (select count(*) from export_piece where export_id = $1)", id));
    }

    [Fact]
    public async Task ChangedPiece_BreaksTheFetchOff()
    {
        var at = new DateTimeOffset(2025, 6, 23, 10, 0, 0, TimeSpan.Zero);
        await api.RecordAsync(Harm(at: at));
        using var analyst = api.As(Role.Analyst);
        var (id, _) = await MakeAsync(analyst, Asked(ExportFormat.Csv, at));
        await api.ScalarAsync<int>("update export_piece set content = set_byte(content, 20, get_byte(content, 20) # 1) where export_id = $1 returning 1", id);
        await Assert.ThrowsAnyAsync<HttpRequestException>(async () =>
        {
            var answer = await analyst.GetAsync($"{Exports}/{id}/file");
            answer.EnsureSuccessStatusCode();
            await answer.Content.ReadAsByteArrayAsync();
        });
    }

    [Fact]
    public async Task RecordThatComesAfterThePreview_IsNotInAFileByItsPromise()
    {
        var at = new DateTimeOffset(2025, 7, 3, 10, 0, 0, TimeSpan.Zero);
        await api.RecordAsync(Harm(at: at));
        using var analyst = api.As(Role.Analyst);
        var asked = Asked(ExportFormat.Csv, at);
        var id = Guid.NewGuid();
        var preview = await (await analyst.PostAsync($"{Exports}/{id}/preview", asked)).ReadAsync<ExportPreview>();
        await api.RecordAsync(Harm(at: at));
        await (await analyst.PostAsync($"{Exports}/{id}", asked with { Promise = preview.Promise })).AssertProblemAsync(ProblemCodes.ExportChanged);
        Assert.Equal(0, await api.ScalarAsync<long>("select count(*) from export where id = $1", id));

        preview = await (await analyst.PostAsync($"{Exports}/{id}/preview", asked)).ReadAsync<ExportPreview>();
        var made = await (await analyst.PostAsync($"{Exports}/{id}", asked with { Promise = preview.Promise })).ReadAsync<ExportView>(HttpStatusCode.Created);
        Assert.Equal((2, 2), (preview.Rows, made.Rows));
    }

    private static NewExport Asked(ExportFormat format, DateTimeOffset at) => new(
        ExportSubject.Incidents, format, "A. Analyst", Agency.ChildrensServices, Role.Analyst, Purpose.PanelPreparation, "en",
        new(From: at.AddDays(-1), To: at.AddDays(2)));

    private static async Task<(Guid Id, ExportView Made)> MakeAsync(HttpClient client, NewExport asked)
    {
        var id = Guid.NewGuid();
        return (id, await (await client.PostAsync($"{Exports}/{id}", asked)).ReadAsync<ExportView>(HttpStatusCode.Created));
    }

    private static HttpRequestMessage Ranged(string path, long from, long? to, EntityTagHeaderValue? tag)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Range = new(from, to);
        if (tag is not null) request.Headers.IfRange = new(tag);
        return request;
    }

    private Task<DateTime> FetchedAtAsync(Guid id) => api.ScalarAsync<DateTime>("select fetched_at from export where id = $1", id);
}
