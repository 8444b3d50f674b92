using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using SpacesPlaces.Api.Tests.Governance;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;
using static SpacesPlaces.Api.Tests.Incidents.Examples;

namespace SpacesPlaces.Api.Tests.Reporting;

/// <summary>Files that leave: what they hold, who gets them, how often, and what the register says.</summary>
public sealed partial class ExportTests(GovernedApi api) : IClassFixture<GovernedApi>
{
    private const string Exports = "/api/v1/exports";

    [Fact]
    public async Task File_HoldsWhatThePreviewPromised_IsMarked_AndHidesNothingInside()
    {
        var at = new DateTimeOffset(2025, 2, 3, 10, 0, 0, TimeSpan.Zero);
        await api.RecordAsync(Harm(at: at) with { Narrative = "=HYPERLINK(\"x\")" });
        await api.RecordAsync(Harm(290_000, 240_000, at: at) with { Narrative = "-2+3\nsecond line, with \"quotes\"" });
        var asked = Asked(ExportFormat.Xlsx) with { Filter = Between(at), RecipientRole = Role.Analyst };
        using var analyst = api.As(Role.Analyst);
        var preview = await (await analyst.PostAsync($"{Exports}/{Guid.NewGuid()}/preview", asked)).ReadAsync<ExportPreview>();
        Assert.Equal((2, "ISP-1"), (preview.Rows, preview.Agreement));
        Assert.StartsWith("OFFICIAL-SENSITIVE", preview.FileName, StringComparison.Ordinal);

        var bytes = await MakeAsync(analyst, asked);
        using var zip = new ZipArchive(new MemoryStream(bytes));
        Assert.Equal(
            ["[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"],
            zip.Entries.Select(entry => GeneratedName().Replace(entry.FullName, "docProps/core.xml")).Order(StringComparer.Ordinal));
        var sheet = await TextOfAsync(zip.Entries.Single(entry => entry.FullName.Contains("sheet1", StringComparison.Ordinal)));
        var workbook = await TextOfAsync(zip.Entries.Single(entry => entry.FullName.EndsWith("/workbook.xml", StringComparison.Ordinal)));
        using (var opened = SpreadsheetDocument.Open(new MemoryStream(bytes), isEditable: false))
        {
            Assert.Empty(new OpenXmlValidator().Validate(opened).Select(fault => $"{fault.Part?.Uri}: {fault.Description}"));
            Assert.StartsWith("OFFICIAL-SENSITIVE", opened.PackageProperties.Subject, StringComparison.Ordinal);
        }

        Assert.Single(Regex.Matches(workbook, "<x:sheet "));
        Assert.DoesNotContain("hidden", sheet + workbook, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<x:f", sheet, StringComparison.Ordinal);
        Assert.Equal(preview.Rows + 2, Regex.Count(sheet, "<x:row"));
        Assert.Equal(preview.Columns.Count * (preview.Rows + 1) + 1, Regex.Count(sheet, "<x:c[ />]"));
        Assert.Contains("=HYPERLINK(\"x\")", WebUtility.HtmlDecode(sheet), StringComparison.Ordinal);
        // Longitudes here are negative numbers, and stay numbers.
        Assert.Matches("<x:c t=\"n\"><x:v>-3\\.", sheet);
        Assert.Contains("OFFICIAL-SENSITIVE. Made by analyst-here", sheet, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CsvOfText_HoldsNoFormula_AndNumbersStayNumbers()
    {
        var at = new DateTimeOffset(2025, 3, 3, 10, 0, 0, TimeSpan.Zero);
        string[] poison = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠x", " =1"];
        for (var i = 0; i < poison.Length; i++) await api.RecordAsync(Harm(290_000 + (100 * i), at: at) with { Narrative = poison[i] });
        using var analyst = api.As(Role.Analyst);
        var text = Encoding.UTF8.GetString(await MakeAsync(analyst, Asked(ExportFormat.Csv) with { Filter = Between(at), RecipientRole = Role.Analyst, Language = "cy" }));
        Assert.StartsWith("\uFEFFSWYDDOGOL-SENSITIF (OFFICIAL-SENSITIVE).", text, StringComparison.Ordinal);
        Assert.Contains("Beth ddigwyddodd", text, StringComparison.Ordinal);
        foreach (var word in poison) Assert.Contains("'" + word, text, StringComparison.Ordinal);
        foreach (Match cell in FormulaCell().Matches(text)) Assert.Matches(@"^-\d+(\.\d+)?$", cell.Value);
        Assert.Matches(@",-3\.\d+,52\.\d+,", text);
    }

    [Fact]
    public async Task File_IsFetchedOnceByWhoAskedForIt_WithinHalfAnHour()
    {
        var at = new DateTimeOffset(2025, 4, 3, 10, 0, 0, TimeSpan.Zero);
        await api.RecordAsync(Harm(at: at));
        using var analyst = api.As(Role.Analyst);
        using var other = api.As(await api.AddMemberAsync("another-analyst", Role.Analyst, Agency.Police));
        using var dataProtection = api.As(Role.DataProtection);
        var id = Guid.NewGuid();
        var asked = Asked(ExportFormat.Json) with { Filter = Between(at) };
        var made = await (await analyst.PostAsync($"{Exports}/{id}", asked)).ReadAsync<ExportView>(HttpStatusCode.Created);
        await (await analyst.PostAsync($"{Exports}/{id}", asked)).ReadAsync<ExportView>(HttpStatusCode.Accepted);
        await (await analyst.PostAsync($"{Exports}/{id}", asked with { Recipient = "Somebody else" })).AssertProblemAsync(ProblemCodes.IdTakenByOtherContent, "id");

        // What lies in the database is not readable there.
        Assert.False(await api.ScalarAsync<bool>("select bool_or(position('Adults were'::bytea in content) > 0) from export_piece where export_id = $1", id));
        await (await other.GetAsync($"{Exports}/{id}/file")).AssertProblemAsync(ProblemCodes.NotFound);
        await (await dataProtection.GetAsync($"{Exports}/{id}/file")).AssertProblemAsync(ProblemCodes.NotFound);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => analyst.GetAsync($"{Exports}/{id}/file")));
        var got = Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.All(answers.Except([got]), answer => Assert.Equal(HttpStatusCode.Gone, answer.StatusCode));
        Assert.Equal(made.FileSha256, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(await got.Content.ReadAsByteArrayAsync())));

        var late = Guid.NewGuid();
        await (await analyst.PostAsync($"{Exports}/{late}", asked)).ReadAsync<ExportView>(HttpStatusCode.Created);
        await api.ScalarAsync<int>("update export set expires_at = now() where id = $1 returning 1", late);
        await (await analyst.GetAsync($"{Exports}/{late}/file")).AssertProblemAsync(ProblemCodes.ExportGone);

        var entry = Assert.Single(await (await dataProtection.GetAsync(Exports)).ReadAsync<ExportView[]>(), e => e.Id == id);
        Assert.Equal(("A. Panel member", Purpose.PanelPreparation, "ISP-1", 1), (entry.Recipient, entry.Purpose, entry.Agreement, entry.Rows));
        Assert.Equal((1, 1, 1), (entry.Suppressed["place"], entry.Suppressed["tokens"], entry.Suppressed["narrative"]));
        Assert.NotNull(entry.FetchedAt);
        Assert.Empty(await (await other.GetAsync(Exports)).ReadAsync<ExportView[]>());
    }

    [Fact]
    public async Task Export_NeedsPurposeAgreementAndARecipientWhoMaySeeIt()
    {
        using var nobody = await api.WithoutPurposeAsync(TestApi.UserName(Role.Analyst, TestApi.Here));
        await (await nobody.PostAsync($"{Exports}/{Guid.NewGuid()}", Asked(ExportFormat.Csv))).AssertProblemAsync(ProblemCodes.PurposeNeeded);
        using var analyst = api.As(Role.Analyst);
        await (await analyst.PostAsync($"{Exports}/{Guid.NewGuid()}", Asked(ExportFormat.Csv) with { RecipientRole = Role.Planner }))
            .AssertProblemAsync(ProblemCodes.ExportNotForRecipient, "recipientRole");
        await (await analyst.PostAsync($"{Exports}/{Guid.NewGuid()}", Asked(ExportFormat.Csv) with { Subject = ExportSubject.SubjectAccess }))
            .AssertProblemAsync(ProblemCodes.FieldNotAllowedHere, "subject");
        using var member = api.As(Role.MaceMember);
        await (await member.PostAsync($"{Exports}/{Guid.NewGuid()}", Asked(ExportFormat.Csv))).AssertProblemAsync(ProblemCodes.NotAllowed);

        using var elsewhere = api.As(Role.Analyst, TestApi.Elsewhere);
        await api.ScalarAsync<int>(
            "update sharing_agreement set items = array['coarse_incident'] where partnership_id = $1 returning 1", TestApi.Elsewhere);
        await (await elsewhere.PostAsync($"{Exports}/{Guid.NewGuid()}", Asked(ExportFormat.Csv)))
            .AssertProblemAsync(ProblemCodes.SharingAgreementNeeded, "recipientAgency");
        // To the own agency the own records go, and others' are held back, counted.
        using var reporter = api.As(Role.Reporter, TestApi.Elsewhere);
        await (await reporter.PostAsync(PathOf(Guid.NewGuid()), Harm())).ReadAsync<Receipt>(HttpStatusCode.Created);
        await (await elsewhere.PostAsync(PathOf(Guid.NewGuid()), Harm())).ReadAsync<Receipt>(HttpStatusCode.Created);
        var preview = await (await elsewhere.PostAsync(
            $"{Exports}/{Guid.NewGuid()}/preview", Asked(ExportFormat.Csv) with { RecipientAgency = Agency.Police, RecipientRole = Role.Analyst })).ReadAsync<ExportPreview>();
        Assert.Equal((1, 1, null), (preview.Rows, preview.Suppressed["agreement"], preview.Agreement));
    }

    private static NewExport Asked(ExportFormat format) => new(
        ExportSubject.Incidents, format, "A. Panel member", Agency.ChildrensServices, Role.MaceMember, Purpose.PanelPreparation, "en");

    private static ExportFilter Between(DateTimeOffset at) => new(From: at.AddDays(-1), To: at.AddDays(2));

    private static async Task<byte[]> MakeAsync(HttpClient client, NewExport asked)
    {
        var id = Guid.NewGuid();
        await (await client.PostAsync($"{Exports}/{id}", asked)).ReadAsync<ExportView>(HttpStatusCode.Created);
        var file = await client.GetAsync($"{Exports}/{id}/file");
        Assert.Equal(HttpStatusCode.OK, file.StatusCode);
        return await file.Content.ReadAsByteArrayAsync();
    }

    private static async Task<string> TextOfAsync(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open());
        return await reader.ReadToEndAsync();
    }

    [GeneratedRegex("package/services/metadata/core-properties/[0-9a-f]+\\.psmdcp")]
    private static partial Regex GeneratedName();

    [GeneratedRegex("(?<=\n|,)\"?[=+\\-@＝＋－＠\\t\\r][^,\n]*")]
    private static partial Regex FormulaCell();
}
