using System.Text;
using SpacesPlaces.Api.Tests;
using SpacesPlaces.Api.Tests.Assessments;
using SpacesPlaces.Api.Tests.Spaces;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Page.Tests;

/// <summary>The report of an assessment as an assessor makes it: for whom, what it holds, made, fetched once; and the page that comes out of it.</summary>
public sealed class ReportTests(Browser browser) : IClassFixture<Browser>
{
    [Theory]
    [InlineData(Screen.Desktop, "en", "Goals and what is done for them", "<html lang=\"en\">")]
    [InlineData(Screen.Phone, "cy", "Nodau a’r hyn a wneir drostynt", "<html lang=\"cy\">")]
    public async Task Report_IsPreviewed_Made_AndFetched_AndIsItselfWithoutBarriers(Screen screen, string language, string part, string root)
    {
        using var assessor = browser.As(Role.Assessor);
        await assessor.AssessAsync(await assessor.ScreenedAsync(SpaceWorld.Park() with { NameEn = $"The green, {language}", NameCy = $"The green, {language}" }));
        await using var visit = await browser.VisitAsync(screen, language);
        await visit.EnterAsync(TestApi.UserName(Role.Assessor, TestApi.Here), "assessments");
        await visit.Page.GetByText($"The green, {language}").First.ClickAsync();
        await visit.Page.ClickAsync("#assessment-report");
        await visit.Page.ClickAsync("#report button.main");
        await visit.Page.WaitForSelectorAsync("#report .errors");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        await visit.Page.FillAsync("#report-recipient", "A. Panel member");
        await visit.Page.SelectOptionAsync("#report-recipientAgency", "childrens_services");
        await visit.Page.SelectOptionAsync("#report-recipientRole", "assessor");
        await visit.Page.SelectOptionAsync("#report-purpose", "panel_preparation");
        await visit.Page.ClickAsync("#report button.main");
        await visit.Page.CheckAsync("#purpose-purpose-space_assessment");
        await visit.Page.ClickAsync("#purpose button[type=submit]");
        await visit.SeesAsync(part, "#report .facts-list");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        Assert.False(await visit.ScrollsSidewaysAsync());
        await visit.Page.ClickAsync("#report button.main");
        var download = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.ClickAsync("#file-fetch"));
        Assert.EndsWith(".html", download.SuggestedFilename, StringComparison.Ordinal);
        using var read = new StreamReader(await download.CreateReadStreamAsync(), Encoding.UTF8);
        var page = await read.ReadToEndAsync();
        Assert.Contains(root, page, StringComparison.Ordinal);
        await visit.Page.WaitForSelectorAsync("#file-fetch", new() { State = Microsoft.Playwright.WaitForSelectorState.Detached });
        Assert.Empty(visit.Complaints);

        // The page that was made lets no script run, that which looks for barriers neither: it is looked at without its policy.
        await visit.Page.GotoAsync("about:blank");
        await visit.Page.SetContentAsync(page.Replace("http-equiv=\"Content-Security-Policy\"", "name=\"policy\"", StringComparison.Ordinal));
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        Assert.False(await visit.ScrollsSidewaysAsync());
    }
}
