using Microsoft.Playwright;
using SpacesPlaces.Api.Tests;
using SpacesPlaces.Api.Tests.Assessments;
using SpacesPlaces.Api.Tests.Spaces;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Page.Tests;

/// <summary>An assessment that was begun by mistake is withdrawn on the page and stays to be found; with anything said in it the page says why it stays.</summary>
public sealed class WithdrawalTests(Browser browser) : IClassFixture<Browser>
{
    [Theory]
    [InlineData(Screen.Desktop, "en", "withdrawn, begun by mistake", "An assessment was withdrawn", "a prompt about young people, guardians or the place is answered")]
    [InlineData(Screen.Phone, "cy", "wedi’i dynnu’n ôl, dechreuwyd drwy gamgymeriad", "Tynnwyd asesiad yn ôl", "mae cwestiwn am bobl ifanc, gwarcheidwaid neu’r lle wedi’i ateb")]
    public async Task BegunByMistake_ItIsWithdrawnWithAReason_AndTheSpaceSaysSo(Screen screen, string language, string withdrawn, string line, string held)
    {
        using var assessor = browser.As(Role.Assessor);
        var (wrong, right) = ($"The wrong park {language}", $"The right park {language}");
        var id = await assessor.AssessAsync(await assessor.ScreenedAsync(SpaceWorld.Park(northing: 260_000) with { NameEn = wrong, NameCy = wrong }));
        var other = await assessor.AssessAsync(await assessor.ScreenedAsync(SpaceWorld.Park(northing: 261_000) with { NameEn = right, NameCy = right }));
        (await assessor.AnswerAsync(other, "lighting", AssessmentWorld.Rated("Two lamps are out", PromptRating.Concern))).EnsureSuccessStatusCode();
        await using var visit = await browser.VisitAsync(screen, language);
        var page = visit.Page;
        await visit.EnterAsync(TestApi.UserName(Role.Assessor, TestApi.Here), "assessments");

        await page.ClickAsync($".entries .link:text('{right}')");
        await page.ClickAsync("#withdrawal > summary");
        await visit.SeesAsync(held, "#withdrawal");
        await Assertions.Expect(page.Locator("#assessment-withdraw")).ToHaveCountAsync(0);
        await visit.ClearAsync();
        await page.ClickAsync("button.back");

        await page.ClickAsync($".entries .link:text('{wrong}')");
        await page.ClickAsync("#withdrawal > summary");
        await page.ClickAsync("#assessment-withdraw");
        await visit.ClearAsync();
        await page.ClickAsync("#withdraw button.main");
        await page.WaitForSelectorAsync("#withdraw .errors");
        await page.FillAsync("#withdraw-reason", "It was the wrong park.");
        await page.ClickAsync("#withdraw button.main");
        await visit.SeesAsync(withdrawn, ".assessment-head .state");
        await Assertions.Expect(page.Locator("#withdrawal, #moves-title")).ToHaveCountAsync(0);
        await visit.SeesAsync("It was the wrong park.", ".timeline");
        await visit.ClearAsync();

        // Out of the list until somebody asks for what is over; in the space's own view and timeline.
        await page.ClickAsync("button.back");
        await page.WaitForSelectorAsync($".entries .link:text('{right}')");
        Assert.Equal(0, await page.Locator($".entries .link:text('{wrong}')").CountAsync());
        await page.CheckAsync("#assessments-ended");
        await page.ClickAsync($".entries .link:text('{wrong}')");
        await page.ClickAsync("#assessment-space");
        await visit.SeesAsync(withdrawn, "[aria-labelledby=space-assessments]");
        await visit.SeesAsync(line, ".timeline");
        await visit.ClearAsync();
        Assert.Equal("screening", await browser.ScalarAsync<string>("select s.status from space s join assessment a on a.space_id = s.id where a.id = $1", id));
        Assert.Empty(visit.Complaints);
    }
}
