using System.Text;
using Microsoft.Playwright;
using SpacesPlaces.Api.Tests;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Page.Tests;

/// <summary>Sites that come many at a time, on the page: from known places by kind and area, and from a partner's list.</summary>
public sealed class PlanningSitesTests(PlainBrowser browser) : IClassFixture<PlainBrowser>
{
    [Theory]
    [InlineData(Screen.Desktop, "en", 302_000, "Choose at least one kind of place", "New: 2.", "Written down now: 1.")]
    [InlineData(Screen.Phone, "cy", 309_000, "Dewiswch o leiaf un math o le", "Newydd: 2.", "Wedi’u cofnodi nawr: 1.")]
    public async Task KnownPlaces_AreChosenByKindAndArea_Shown_AndWrittenDown(Screen screen, string language, int east, string kinds, string fresh, string taken)
    {
        foreach (var (name, northing) in new[] { ("Sports hall", 250_000), ("Swimming pool", 250_900), ("Far hall", 258_000) })
        {
            await browser.ExecuteAsync(
                "insert into place (partnership_id, id, name_en, name_cy, place_type, shape, point, gone) values ($1, $2, $3, $3, 'leisure_gym', st_setsrid(st_makepoint($4, $5), 27700), st_setsrid(st_makepoint($4, $5), 27700), false)",
                TestApi.Here, Guid.CreateVersion7(), $"{name} {language}", (double)east, (double)northing);
        }

        await using var visit = await browser.VisitAsync(screen, language);
        await visit.EnterAsync(TestApi.UserName(Role.Planner, TestApi.Here), "stall_sites");
        var page = visit.Page;
        await page.ClickAsync("#sites-from-places");
        await page.ClickAsync("#places-show");
        await visit.SeesAsync(kinds, ".errors");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        await page.CheckAsync("#places-kinds-leisure_gym");
        await page.FillAsync("#places-around", $"SO {east - 300_000:00000} 50000");
        await page.Keyboard.PressAsync("Tab");
        await page.FillAsync("#places-km", "2");
        await page.ClickAsync("#places-show");
        await visit.SeesAsync(fresh, ".part");
        await page.UncheckAsync($".entries label:has-text('Swimming pool {language}') input");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        Assert.False(await visit.ScrollsSidewaysAsync());
        await page.ClickAsync("#places-take");
        await visit.SeesAsync(taken, ".receipt");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        await page.ClickAsync("#sites-back");
        await visit.SeesAsync($"Sports hall {language}", ".entries");
        Assert.Equal(1L, await browser.ScalarAsync<long>("select count(*) from candidate_site where name_en like $1", $"% {language}"));
        Assert.Empty(visit.Complaints);
    }

    [Theory]
    [InlineData(Screen.Desktop, "en", "Nothing is stored yet", "Written down now: 1.")]
    [InlineData(Screen.Phone, "cy", "Nid oes dim wedi’i storio eto", "Wedi’u cofnodi nawr: 1.")]
    public async Task PartnersList_IsShownRowByRow_ItsColumnsCanBeMeantOtherwise_AndGoodRowsAreWrittenDown(Screen screen, string language, string nothingYet, string taken)
    {
        var list = $"Name,Where,Bus\nStation list {language},SO 0{(language == "en" ? 1 : 2)}00 5100,yes please\nNowhere,,\n";
        await using var visit = await browser.VisitAsync(screen, language);
        await visit.EnterAsync(TestApi.UserName(Role.Planner, TestApi.Here), "stall_sites");
        var page = visit.Page;
        await page.ClickAsync("#sites-from-list");
        await page.ClickAsync("#site-list-look");
        await page.WaitForSelectorAsync(".errors");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        await page.SetInputFilesAsync("#site-list-file", new FilePayload { Name = "sites.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(list) });
        await page.ClickAsync("#site-list-look");
        // "Where" is no heading that is known; "Bus" holds what is no word for it.
        await page.SelectOptionAsync("#site-column-1", "grid_reference");
        await page.WaitForSelectorAsync("table.words");
        await page.SelectOptionAsync("#site-column-2", "");
        await visit.SeesAsync(nothingYet, ".part");
        await page.WaitForSelectorAsync("#site-list-take");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        Assert.False(await visit.ScrollsSidewaysAsync());
        await page.ClickAsync("#site-list-take");
        await visit.SeesAsync(taken, ".receipt");
        Assert.Equal(1L, await browser.ScalarAsync<long>("select count(*) from candidate_site where name_en = $1", $"Station list {language}"));
        Assert.Empty(visit.Complaints);
    }
}
