using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using SpacesPlaces.Api.Tests.Assessments;
using SpacesPlaces.Api.Tests.Assessments.Instruments;
using SpacesPlaces.Api.Tests.Governance;
using SpacesPlaces.Api.Tests.Spaces;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Reporting;

/// <summary>Reports of assessments: what each recipient gets, in which form, and what the register says.</summary>
public sealed partial class AssessmentReportTests(GovernedApi api) : IClassFixture<GovernedApi>
{
    private const string Voice = "We want somebody to talk to at the shelter";

    [Fact]
    public async Task ReportForAnAssessor_HoldsEveryPartInBothLanguages_MarkedAndLabelled_WithoutWorkers()
    {
        using var assessor = api.As(Role.Assessor);
        var id = await PlannedAsync(assessor, 260_000);
        var preview = await (await assessor.PostAsync($"{PathOf(id, Guid.NewGuid())}/preview", For(Role.Assessor))).ReadAsync<ReportPreview>();
        Assert.Equal(Enum.GetValues<ReportPart>(), preview.Parts);
        Assert.Empty(preview.Suppressed);
        Assert.StartsWith("OFFICIAL-SENSITIVE_assessment_report_", preview.FileName, StringComparison.Ordinal);

        var page = await PageAsync(assessor, id, For(Role.Assessor));
        var file = await assessor.AssessmentAsync(id);
        Assert.Contains("<article id=\"cy\" lang=\"cy\">", page, StringComparison.Ordinal);
        Assert.True(page.IndexOf("<article id=\"en\"", StringComparison.Ordinal) > page.IndexOf("<article id=\"cy\"", StringComparison.Ordinal), "The language that was asked for comes first.");
        foreach (var text in new[] { file.Form.LabelEn, file.Form.LabelCy, preview.Marking, Voice, "Young people feel safe here in the evening", "A worker is here on Fridays" })
            Assert.Contains(text, page, StringComparison.Ordinal);
        Assert.True(file.NotKnown.Count > 0, "Something is not known.");
        foreach (var prompt in file.Form.Prompts.Where(prompt => file.NotKnown.Contains(prompt.Key)))
        {
            Assert.Contains(prompt.TextEn, page, StringComparison.Ordinal);
            Assert.Contains(prompt.TextCy, page, StringComparison.Ordinal);
        }

        // The marking says who made it; of those who wrote in the assessment nobody is named.
        Assert.Equal(2, page.Split(TestApi.UserName(Role.Assessor, TestApi.Here)).Length - 1);
        Assert.DoesNotContain(TestApi.UserName(Role.MaceMember, TestApi.Here), page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReportForAPlanner_HoldsThePlanAlone_AndPointsInItAreCoarse()
    {
        using var assessor = api.As(Role.Assessor);
        var id = await PlannedAsync(assessor, 261_000);
        var goal = (await assessor.AssessmentAsync(id)).Goals[0].Id;
        await assessor.PlanAsync(id, new(goal, "A lamp is put up at SO 1234 5678 <b>soon</b>", Agency.Housing, SpaceWorld.Today.AddDays(9)));
        var preview = await (await assessor.PostAsync($"{PathOf(id, Guid.NewGuid())}/preview", For(Role.Planner))).ReadAsync<ReportPreview>();
        Assert.Equal([ReportPart.Map, ReportPart.Plan], preview.Parts);
        Assert.Equal(7, preview.Suppressed["parts"]);

        var page = await PageAsync(assessor, id, For(Role.Planner));
        Assert.Contains("A lamp is put up at SO 12 56 &lt;b&gt;soon", page, StringComparison.Ordinal);
        Assert.DoesNotContain("1234 5678", page, StringComparison.Ordinal);
        Assert.DoesNotContain(Voice, page, StringComparison.Ordinal);
        Assert.Contains("Young people feel safe here in the evening", page, StringComparison.Ordinal);

        // For somebody who sees the assessment the same words stay whole.
        Assert.Contains("SO 1234 5678", await PageAsync(assessor, id, For(Role.MaceMember)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_IsRefusedToRolesAndAgenciesThatMayNotHaveIt()
    {
        using var assessor = api.As(Role.Assessor);
        var id = await PlannedAsync(assessor, 262_000);
        foreach (var role in new[] { Role.Reporter, Role.Admin, Role.DataProtection })
            await (await assessor.PostAsync(PathOf(id, Guid.NewGuid()), For(role))).AssertProblemAsync(ProblemCodes.ExportNotForRecipient, "recipientRole");
        await (await assessor.PostAsync(PathOf(id, Guid.NewGuid()), For(Role.Assessor) with { Format = ExportFormat.Csv }))
            .AssertProblemAsync(ProblemCodes.FieldNotAllowedHere, "format");
        using var member = api.As(Role.MaceMember);
        await (await member.PostAsync(PathOf(id, Guid.NewGuid()), For(Role.MaceMember))).AssertProblemAsync(ProblemCodes.NotAllowed);

        var hidden = await assessor.AssessAsync(await assessor.ScreenedAsync(SpaceWorld.Park(northing: 263_000) with { Sensitivity = SpaceSensitivity.Restricted }));
        await (await assessor.PostAsync(PathOf(hidden, Guid.NewGuid()), For(Role.MaceMember))).AssertProblemAsync(ProblemCodes.ExportNotForRecipient, "recipientRole");
        await PageAsync(assessor, hidden, For(Role.MaceChair));
    }

    [Fact]
    public async Task Report_LeavesToAnotherAgencyOnlyUnderAnAgreementOnFiles()
    {
        using var elsewhere = api.As(Role.Assessor, TestApi.Elsewhere);
        var id = await elsewhere.AssessAsync(lead: TestApi.UserName(Role.Assessor, TestApi.Elsewhere));
        var (own, other) = (For(Role.Assessor), For(Role.Assessor) with { RecipientAgency = Agency.Police });
        Assert.Null((await (await elsewhere.PostAsync($"{PathOf(id, Guid.NewGuid())}/preview", own)).ReadAsync<ReportPreview>()).Agreement);
        await (await elsewhere.PostAsync(PathOf(id, Guid.NewGuid()), other)).ReadAsync<ExportView>(HttpStatusCode.Created);
        await api.ScalarAsync<int>("update sharing_agreement set items = array['hotspots'] where partnership_id = $1 returning 1", TestApi.Elsewhere);
        await (await elsewhere.PostAsync(PathOf(id, Guid.NewGuid()), other)).AssertProblemAsync(ProblemCodes.SharingAgreementNeeded, "recipientAgency");
        await (await elsewhere.PostAsync(PathOf(id, Guid.NewGuid()), own)).ReadAsync<ExportView>(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Report_StandsInTheRegister_IsFetchedOnce_AndAResendIsTheSame()
    {
        using var assessor = api.As(Role.Assessor);
        var id = await PlannedAsync(assessor, 264_000);
        var report = Guid.NewGuid();
        await (await assessor.PostAsync(PathOf(id, report), For(Role.Assessor))).ReadAsync<ExportView>(HttpStatusCode.Created);
        await (await assessor.PostAsync(PathOf(id, report), For(Role.Assessor))).ReadAsync<ExportView>(HttpStatusCode.Accepted);
        await (await assessor.PostAsync(PathOf(id, report), For(Role.Planner))).AssertProblemAsync(ProblemCodes.IdTakenByOtherContent, "reportId");
        using var chair = api.As(Role.MaceChair);
        await (await chair.GetAsync($"/api/v1/exports/{report}/file")).AssertProblemAsync(ProblemCodes.NotFound);
        Assert.Equal(HttpStatusCode.OK, (await assessor.GetAsync($"/api/v1/exports/{report}/file")).StatusCode);
        await (await assessor.GetAsync($"/api/v1/exports/{report}/file")).AssertProblemAsync(ProblemCodes.ExportGone);

        using var dataProtection = api.As(Role.DataProtection);
        var entry = Assert.Single(await (await dataProtection.GetAsync("/api/v1/exports")).ReadAsync<ExportView[]>(), one => one.Id == report);
        Assert.Equal((ExportSubject.AssessmentReport, "A. Panel member", 9), (entry.Subject, entry.Recipient, entry.Rows));
        Assert.Equal(2, await api.ScalarAsync<long>("select count(*) from audit_entry where action = 'report_made' and $1 = any(subjects) and outcome = 'done'", report));
    }

    [Fact]
    public async Task Sheets_AreAPdfWhereChromiumIs_AndElseRefusedWithNothingEntered()
    {
        using var assessor = api.As(Role.Assessor);
        var id = await PlannedAsync(assessor, 265_000);
        var asked = For(Role.Assessor) with { Format = ExportFormat.Pdf };
        var preview = await (await assessor.PostAsync($"{PathOf(id, Guid.NewGuid())}/preview", asked)).ReadAsync<ReportPreview>();
        var report = Guid.NewGuid();
        var answer = await assessor.PostAsync(PathOf(id, report), asked);
        if (!preview.PdfPossible)
        {
            await answer.AssertProblemAsync(ProblemCodes.SheetsNotPossible, "format");
            Assert.Empty(await (await assessor.GetAsync("/api/v1/exports")).ReadAsync<ExportView[]>());
            return;
        }

        await answer.ReadAsync<ExportView>(HttpStatusCode.Created);
        var sheet = await assessor.GetAsync($"/api/v1/exports/{report}/file");
        Assert.Equal("application/pdf", sheet.Content.Headers.ContentType!.MediaType);
        Assert.Equal("%PDF-", Encoding.ASCII.GetString((await sheet.Content.ReadAsByteArrayAsync())[..5]));
        Assert.DoesNotContain(Directory.EnumerateDirectories(Path.GetTempPath(), "report-*"), folder => File.Exists(Path.Combine(folder, "report.html")));
    }

    [Fact]
    public async Task ReportsMap_ShowsThePartnershipsOwnStreets_ThatTouchTheSheet_AndFetchesNone()
    {
        using var assessor = api.As(Role.Assessor);
        var id = await PlannedAsync(assessor, 266_000);
        var (across, far) = (Ground(299_000, 266_100, 301_000, 266_100), Ground(310_000, 240_000, 310_200, 240_000));
        var pond = $"{{\"type\":\"Polygon\",\"coordinates\":[[{Ground(300_050, 266_050)},{Ground(300_080, 266_050)},{Ground(300_080, 266_080)},{Ground(300_050, 266_050)}]]}}";
        await LayerAsync("roads", $"{{\"type\":\"LineString\",\"coordinates\":[{across}]}}", $"{{\"type\":\"MultiLineString\",\"coordinates\":[[{far}]]}}");
        await LayerAsync("water", pond);
        var page = await PageAsync(assessor, id, For(Role.Planner));
        // Once in each language: the road with its edge, and the pond.
        var roads = Under().Matches(page).Where(path => path.Groups[1].Value == "roads").Select(path => path.Groups[2].Value).ToArray();
        Assert.Equal(2, roads.Length);
        // A road to the east: from the sheet's west side on, level, 130 m above the sheet's lower edge or so.
        var ends = roads[0].Split('M', 'L', ' ').Where(number => number.Length > 0).Select(number => double.Parse(number, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        Assert.True(ends[0] < 0 && ends[2] > 300, "It goes on beyond the sheet on both sides.");
        Assert.InRange(ends[1], 50, 250);
        Assert.InRange(ends[3] - ends[1], -5, 5);
        Assert.Single(Under().Matches(page).Where(path => path.Groups[1].Value == "water").Select(path => path.Groups[2].Value).Distinct());
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);

        string Ground(params double[] metres) => string.Join(',', metres.Chunk(2).Select(at =>
        {
            var (lon, lat) = Geodata.Crs.NationalGrid.Helmert.ToLonLat(at[0], at[1]);
            return FormattableString.Invariant($"[{lon},{lat}]");
        }));
    }

    [Fact]
    public async Task WhatWasCounted_StandsWithItsLikeArea_WhenThatWasChosen_AndTheFiguresOfTheStory()
    {
        using var assessor = api.As(Role.Assessor);
        using var analyst = api.As(Role.Analyst);
        var id = await PlannedAsync(assessor, 268_000);
        await analyst.FillYearsAsync(300_100, 268_100, 40, 20);
        await analyst.FillYearsAsync(300_400, 268_100, 30, 27);
        await analyst.FillYearsAsync(302_100, 268_100, 60, 60);
        var like = new NewComparison(
            SpaceWorld.Square(302_000, 268_000), "The same kind of street", new(2024, 1, 1), new(2024, 12, 31), new(2025, 1, 1), new(2025, 12, 31), BufferMetres: 500);
        (await assessor.PostAsync($"{AssessmentWorld.Assessments}/{id}/comparisons/{Guid.CreateVersion7()}", like)).EnsureSuccessStatusCode();
        var page = await PageAsync(assessor, id, For(Role.Analyst) with { Language = "en" });
        Assert.Contains("In the grid square SO 02 68. The same kind of street", page, StringComparison.Ordinal);
        Assert.Contains("by the like area −0.333, less than 0 is better", page, StringComparison.Ordinal);
        Assert.Contains("Displacement quotient 0.15; 23 fewer in all", page, StringComparison.Ordinal);
        Assert.Contains("Yn sgwâr grid SO 02 68.", page, StringComparison.Ordinal);
        // Those who read words get words.
        Assert.DoesNotContain("0.15", await PageAsync(assessor, id, For(Role.MaceMember)), StringComparison.Ordinal);
    }

    private async Task LayerAsync(string name, params string[] geometries)
    {
        using var packed = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes($"{{\"type\":\"FeatureCollection\",\"features\":[{string.Join(',', geometries.Select(geometry => $"{{\"type\":\"Feature\",\"properties\":{{}},\"geometry\":{geometry}}}"))}]}}"));
        await api.ScalarAsync<string>("insert into basemap_layer (partnership_id, layer, geo_json_gzip, sha256) values ($1, $2, $3, decode(repeat('00', 32), 'hex')) returning layer", TestApi.Here, name, packed.ToArray());
    }

    [GeneratedRegex("<path d=\"(?<2>[^\"]*)\" class=\"under (?<1>\\w+)\"")]
    private static partial Regex Under();

    [Fact]
    public async Task Report_TellsWhenNobodyWhoCaresIsThere_AndNotHowASingleGuardianStands()
    {
        using var assessor = api.As(Role.Assessor);
        var id = await api.ReflectedAsync(assessor, await assessor.ScreenedAsync(SpaceWorld.Park(northing: 269_000)));
        await (await assessor.PostAsync($"{AssessmentWorld.Assessments}/{id}/guardianship/{Guid.CreateVersion7()}", GuardianshipWorld.Shop with { Relations = PromptRating.Concern }))
            .ReadAsync<GuardianView>(HttpStatusCode.Created);
        var page = await PageAsync(assessor, id, For(Role.MaceMember));
        foreach (var text in new[] { "Gaps, with nobody known to care: ", "Friday and Saturday, late at night", "Map gwarcheidwaeth", "Trained: 0 of 1" }) Assert.Contains(text, page, StringComparison.Ordinal);
        Assert.DoesNotContain("The shop at the corner", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Lets them charge", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Guardianship map", await PageAsync(assessor, id, For(Role.Planner)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_HoldsThePeerMap_OnlyForThoseWhoMayReadTheMapItself_UnverifiedMarked()
    {
        using var assessor = api.As(Role.Assessor);
        var id = await api.ReflectedAsync(assessor, await assessor.ScreenedAsync(SpaceWorld.Park(northing: 267_000)));
        await assessor.AgreeAsync(id);
        await assessor.MappedAsync(id, PeerMapWorld.Group with { Group = PeerMapWorld.Group.Group! with { Size = GroupSize.TwoToFour } });
        await assessor.MappedAsync(id, PeerMapWorld.Leg);
        var page = await PageAsync(assessor, id, For(Role.MaceChair));
        foreach (var text in new[] { "Group A: 2 to 4 young people", "Grŵp A", "From The pier to The station: By taxi", "(Unverified, ", "(Heb ei gadarnhau, " }) Assert.Contains(text, page, StringComparison.Ordinal);
        foreach (var role in new[] { Role.MaceMember, Role.Planner })
        {
            var preview = await (await assessor.PostAsync($"{PathOf(id, Guid.NewGuid())}/preview", For(role))).ReadAsync<ReportPreview>();
            Assert.Equal(role == Role.MaceMember, preview.Suppressed.ContainsKey("peer_map"));
            var held = await PageAsync(assessor, id, For(role));
            foreach (var text in new[] { "Group A", "The pier", "share their food" }) Assert.DoesNotContain(text, held, StringComparison.OrdinalIgnoreCase);
        }
    }

    private static string PathOf(Guid assessment, Guid report) => $"{AssessmentWorld.Assessments}/{assessment}/reports/{report}";

    private static NewReport For(Role role) => new(ExportFormat.Html, "A. Panel member", Agency.ChildrensServices, role, Purpose.PanelPreparation, "cy");

    private async Task<Guid> PlannedAsync(HttpClient assessor, double northing)
    {
        var id = await api.ReflectedAsync(assessor, await assessor.ScreenedAsync(SpaceWorld.Park(northing: northing)));
        await assessor.HearAsync(id, new(HeardBy.Group, Voice, SpaceWorld.Today));
        await api.DeliverAsync(assessor, id);
        return id;
    }

    private static async Task<string> PageAsync(HttpClient client, Guid assessment, NewReport asked)
    {
        var report = Guid.NewGuid();
        await (await client.PostAsync(PathOf(assessment, report), asked)).ReadAsync<ExportView>(HttpStatusCode.Created);
        var file = await client.GetAsync($"/api/v1/exports/{report}/file");
        Assert.Equal("text/html", file.Content.Headers.ContentType!.MediaType);
        // Letters with accents may be written by their number; what would be markup stays as it is written.
        return Numbered().Replace(await file.Content.ReadAsStringAsync(), match => WebUtility.HtmlDecode(match.Value));
    }

    [GeneratedRegex("&#x?[0-9A-Fa-f]+;")]
    private static partial Regex Numbered();
}
