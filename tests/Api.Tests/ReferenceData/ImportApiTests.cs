using System.Net;
using System.Net.Http.Headers;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;
using static SpacesPlaces.Api.Tests.ReferenceData.StreetFiles;

namespace SpacesPlaces.Api.Tests.ReferenceData;

/// <summary>Sending a file, following its job, and reading what came of it.</summary>
public sealed class ImportApiTests(TestApi api) : IClassFixture<TestApi>
{
    private const string Name = "2025-03-dyfed-powys-street.csv";

    [Fact]
    public async Task File_Sent_IsImportedByItsJobAndAudited()
    {
        var id = Guid.CreateVersion7();
        using var analyst = api.As(Role.Analyst);
        var content = Bytes(Csv(Row(id: "1"), Row(id: "2", lon: "", lat: ""), Row(id: "3", lon: "-3.94", lat: "51.62")));
        var asked = await (await SendAsync(analyst, id, Name, content)).ReadAsync<JobView>(HttpStatusCode.Accepted);
        Assert.Equal("import_police_uk", asked.Kind);
        var job = await EndAsync(analyst, id);
        Assert.Equal((JobState.Succeeded, $"reference-data/imports/{id}"), (job.State, job.Result));

        var view = await (await analyst.GetAsync("/api/v1/" + job.Result)).ReadAsync<ImportView>();
        var edition = Assert.Single(view.Editions);
        Assert.Equal((3, 2, 1, 0, 1), (edition.Read, edition.Located, edition.Unlocated, edition.Rejected, edition.OutsideArea));
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content)), view.FileSha256);
        Assert.Contains((await (await analyst.GetAsync("/api/v1/reference-data/imports")).ReadAsync<ImportView[]>()), v => v.Id == id);
        Assert.Equal(1, await api.ScalarAsync<long>(
            "select count(*) from audit_entry where action = 'import_finished' and outcome = 'done' and $1 = any(subjects)", id));
        Assert.Equal(1, await api.ScalarAsync<long>(
            "select count(*) from audit_entry where action = 'import_requested' and outcome = 'done' and $1 = any(subjects)", id));

        // Sent again: the same job, nothing new; other content under the id: refused.
        var again = await (await SendAsync(analyst, id, Name, content)).ReadAsync<JobView>(HttpStatusCode.Accepted);
        Assert.Equal(JobState.Succeeded, again.State);
        await (await SendAsync(analyst, id, Name, Bytes(Csv(Row())))).AssertProblemAsync(ProblemCodes.IdTakenByOtherContent);
        Assert.Equal(1, await api.ScalarAsync<long>("select count(*) from import where id = $1", id));
    }

    [Fact]
    public async Task OtherPartnership_SeesNothing()
    {
        var id = Guid.CreateVersion7();
        using var analyst = api.As(Role.Analyst);
        await SendAsync(analyst, id, "2019-03-dyfed-powys-street.csv", Bytes(Csv(Row(month: "2019-03"))));
        Assert.Equal(JobState.Succeeded, (await EndAsync(analyst, id)).State);
        using var stranger = api.As(Role.Analyst, TestApi.Elsewhere);
        await (await stranger.GetAsync($"/api/v1/reference-data/imports/{id}")).AssertProblemAsync(ProblemCodes.NotFound);
        Assert.DoesNotContain(await (await stranger.GetAsync("/api/v1/reference-data/imports")).ReadAsync<ImportView[]>(), v => v.Id == id);
        var context = await (await stranger.GetAsync("/api/v1/reference-data/context?from=2019-03&to=2019-03")).ReadAsync<ContextSummary>();
        Assert.Equal((0, 0, 0), (context.Total, context.Unlocated, context.OutsideArea));
        Assert.Equal(["2019-03"], context.MissingMonths);
    }

    [Theory]
    [InlineData(Role.Reporter)]
    [InlineData(Role.YouthLead)]
    [InlineData(Role.MaceChair)]
    [InlineData(Role.Planner)]
    [InlineData(Role.DataProtection)]
    [InlineData(Role.Admin)]
    public async Task RolesWithoutThePermission_CannotImport(Role role)
    {
        using var client = api.As(role);
        await (await SendAsync(client, Guid.CreateVersion7(), Name, Bytes(Csv(Row())))).AssertProblemAsync(ProblemCodes.NotAllowed);
    }

    [Fact]
    public async Task BrokenFile_EndsTheJobWithItsProblem()
    {
        var id = Guid.CreateVersion7();
        using var analyst = api.As(Role.Analyst);
        await SendAsync(analyst, id, Name, Bytes(Csv(Row(), "broken")));
        var job = await EndAsync(analyst, id);
        Assert.Equal((JobState.Failed, "import_row_not_readable", "3"), (job.State, job.Problem, job.ProblemFields["line"]));
        await (await analyst.GetAsync($"/api/v1/reference-data/imports/{id}")).AssertProblemAsync(ProblemCodes.NotFound);
    }

    [Fact]
    public async Task Requests_ThatCannotBeMeant_AreRefused()
    {
        using var analyst = api.As(Role.Analyst);
        await (await SendAsync(analyst, Guid.NewGuid(), "notes.docx", [1])).AssertProblemAsync(ProblemCodes.ImportFileTypeUnknown);
        await (await SendAsync(analyst, Guid.NewGuid(), Name, [])).AssertProblemAsync(ProblemCodes.ImportEmpty);
        await (await SendAsync(analyst, Guid.NewGuid(), Name, [1], kind: "people")).AssertProblemAsync(ProblemCodes.WordUnknown);
        await (await SendAsync(analyst, Guid.NewGuid(), new string('a', 300) + ".csv", [1])).AssertProblemAsync(ProblemCodes.FieldTooLong);
    }

    [Fact]
    public async Task UploadedFile_LiesWhereOnlyTheProgramReads_AndMayBeLarge()
    {
        var id = Guid.CreateVersion7();
        using var analyst = api.As(Role.Analyst);
        // More than an ordinary request may carry.
        var rows = Enumerable.Range(0, 12_000).Select(i => Row(id: Guid.NewGuid().ToString("N"), month: "2018-03"));
        await (await SendAsync(analyst, id, "2018-03-dyfed-powys-street.csv", Bytes(Csv(rows)))).ReadAsync<JobView>(HttpStatusCode.Accepted);
        Assert.Equal(JobState.Succeeded, (await EndAsync(analyst, id)).State);
        var folder = api.Services.GetService(typeof(Api.Http.HostSettings)) is Api.Http.HostSettings settings ? Path.Combine(settings.DataFolder, "uploads") : "";
        var file = Assert.Single(Directory.GetFiles(folder, $"{id:N}-*", SearchOption.AllDirectories));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task Context_IsCountedOnSquares_WithMissingMonthsUnlocatedRowsAndThoseOutside()
    {
        var id = Guid.CreateVersion7();
        using var analyst = api.As(Role.Analyst);
        var rows = new[]
        {
            Row(month: "2016-01"), Row(month: "2016-01", type: "Drugs"), Row(month: "2016-03", lon: "-3.3975", lat: "52.242"),
            Row(month: "2016-03", lon: "", lat: ""), Row(month: "2016-03", lon: "-3.94", lat: "51.62"),
        };
        await SendAsync(analyst, id, "dyfed-powys-2016-01_2016-03-street.csv", Bytes(Csv(rows)));
        Assert.Equal(JobState.Succeeded, (await EndAsync(analyst, id)).State);

        using var planner = api.As(Role.Planner);
        var all = await (await planner.GetAsync("/api/v1/reference-data/context?from=2016-01&to=2016-04")).ReadAsync<ContextSummary>();
        Assert.Equal((4, 1, 1), (all.Total, all.Unlocated, all.OutsideArea));
        Assert.Equal(["2016-02", "2016-04"], all.MissingMonths);
        Assert.Equal([1, 2], all.Squares.Select(square => square.Count).Order());
        Assert.All(all.Squares, square => Assert.True(square.Square.All(metres => metres % 1_000 == 0)));
        Assert.Equal(new Dictionary<string, int> { ["Drugs"] = 1, ["Other crime"] = 3 }, all.ByType);
        Assert.Equal("anonymised_street_point", all.SourcePrecision);

        var everywhere = await (await planner.GetAsync("/api/v1/reference-data/context?from=2016-01&to=2016-04&everywhere=true")).ReadAsync<ContextSummary>();
        Assert.Equal((5, 1, 1, 3), (everywhere.Total, everywhere.Unlocated, everywhere.OutsideArea, everywhere.Squares.Count));
        Assert.Equal(5, everywhere.ByType.Values.Sum());

        var drugs = await (await planner.GetAsync("/api/v1/reference-data/context?from=2016-01&to=2016-04&type=Drugs")).ReadAsync<ContextSummary>();
        Assert.Equal((1, 0, 1), (drugs.Total, drugs.Unlocated, drugs.Squares.Count));
        await (await planner.GetAsync("/api/v1/reference-data/context?from=2016-05&to=2016-04")).AssertProblemAsync(ProblemCodes.EndBeforeStart);
        await (await planner.GetAsync("/api/v1/reference-data/context?from=1st&to=2016-04")).AssertProblemAsync(ProblemCodes.ParameterNotReadable);
        await (await planner.GetAsync("/api/v1/reference-data/context?from=2000-05&to=2016-04")).AssertProblemAsync(ProblemCodes.RangeTooLong);
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, Guid id, string name, byte[] content, string kind = "police_uk")
    {
        using var body = new ByteArrayContent(content);
        body.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return await client.PostAsync($"/api/v1/reference-data/imports/{id}?kind={kind}&fileName={Uri.EscapeDataString(name)}", body);
    }

    private static async Task<JobView> EndAsync(HttpClient client, Guid id)
    {
        for (var look = 0; look < 600; look++)
        {
            var job = await (await client.GetAsync($"/api/v1/jobs/{id}")).ReadAsync<JobView>();
            if (job.State is not (JobState.Queued or JobState.Running)) return job;
            await Task.Delay(50);
        }

        throw new TimeoutException("The job did not end.");
    }
}
