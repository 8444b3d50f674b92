using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;
using static SpacesPlaces.Api.Tests.ReferenceData.StreetFiles;

namespace SpacesPlaces.Api.Tests.ReferenceData;

/// <summary>Files made to harm whoever opens or lists them (SEC-64): refused, and memory stays flat.</summary>
public sealed class HostileUploadTests(TestApi api) : IClassFixture<TestApi>, IDisposable
{
    private const string Name = "2025-03-dyfed-powys-street.csv";
    private readonly StreetFiles files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public async Task Zip_WithAMillionEntries_IsRefusedBeforeItsListIsRead()
    {
        var path = files.Write("million.zip", []);
        using (var zip = new ZipArchive(File.Create(path), ZipArchiveMode.Create))
            for (var i = 0; i < 1_000_000; i++) zip.CreateEntry($"{i}", CompressionLevel.NoCompression);
        GC.Collect();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await RefusedAsync(api, path, ProblemCodes.ImportArchiveUnsafe);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 50 << 20);
    }

    [Fact]
    public async Task Zip_ThatLiesAboutItsList_IsRefused()
    {
        var bytes = Zip((Name, Bytes(Csv(Row()))), ("b.csv", Bytes("x")));
        // The last record's count of entries: one instead of two.
        var record = bytes.AsSpan().LastIndexOf("PK\x05\x06"u8);
        bytes[record + 8] = bytes[record + 10] = 1;
        await RefusedAsync(api, files.Write("lying.zip", bytes), ProblemCodes.ImportFileTruncated);
    }

    [Fact]
    public async Task Zip_WithALink_IsRefused()
    {
        var path = files.Write("link.zip", []);
        using (var zip = new ZipArchive(File.Create(path), ZipArchiveMode.Create))
        {
            var entry = zip.CreateEntry(Name);
            entry.ExternalAttributes = unchecked((int)0xA1FF0000);
            using var target = new StreamWriter(entry.Open());
            target.Write("/etc/passwd");
        }

        await RefusedAsync(api, path, ProblemCodes.ImportArchiveUnsafe);
    }

    [Fact]
    public async Task Zip_InsideAZip_IsNotOpened()
    {
        var inner = Zip((Name, Bytes(Csv(Row()))));
        await RefusedAsync(api, files.Write("outer.zip", Zip(("inner.zip", inner))), ProblemCodes.ImportFileTypeUnknown);
    }

    [Theory]
    [InlineData("PK\u0003\u0004 an archive under the name of a table")]
    [InlineData("\u0089PNG\r\n\u001a\n a picture under the name of a table")]
    [InlineData("%PDF-1.7 a document")]
    [InlineData("<html><script>alert(1)</script></html>")]
    [InlineData("#!/bin/sh\nrm -rf /")]
    public async Task Content_OtherThanItsEndingSays_IsRefused(string content)
    {
        var path = files.Write(Name, System.Text.Encoding.Latin1.GetBytes(content));
        var fault = await Assert.ThrowsAsync<Api.Analyses.JobRefusedException>(() => ImportAsync(api, path));
        Assert.Equal(422, fault.Refusal.Code.Status);
    }

    [Theory]
    [InlineData("2025-03-dyfed-powys-street\u202Evsc.csv")]
    [InlineData("2025-03-dyfed-\u2066powys-street.csv")]
    [InlineData("2025-03\u200F-dyfed-powys-street.csv")]
    [InlineData("2025-03-dyfed-powys-street\u0000.csv")]
    [InlineData("2025-03-dyfed-powys-street\r\n.csv")]
    [InlineData("2025-03-dyfed-powys-street\u001b[31m.csv")]
    [InlineData("2025-03-dyfed-powys-street\u2028.csv")]
    [InlineData("con.csv")]
    [InlineData("NUL.csv")]
    [InlineData("lpt1.street.csv")]
    public async Task Name_ThatDeceivesOrBreaks_IsRefused(string name) =>
        await (await SendAsync(name)).AssertProblemAsync(ProblemCodes.TextNotClean, "fileName");

    [Theory]
    [InlineData("../../../etc/cron.d/2025-03-dyfed-powys-street.csv")]
    [InlineData("C:\\Windows\\2025-03-dyfed-powys-street.csv")]
    public async Task Name_WithAPath_IsOnlyItsLastPart(string name)
    {
        var job = await (await SendAsync(name)).ReadAsync<JobView>(HttpStatusCode.Accepted);
        Assert.Equal(Name, await api.ScalarAsync<string>("select parameters->>'fileName' from job where id = $1", job.Id));
    }

    private async Task<HttpResponseMessage> SendAsync(string name)
    {
        using var analyst = api.As(Role.Analyst);
        using var content = new ByteArrayContent(Bytes(Csv(Row())));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return await analyst.PostAsync(
            $"/api/v1/reference-data/imports/{Guid.CreateVersion7()}?kind=police_uk&fileName={Uri.EscapeDataString(name)}", content);
    }
}
