using Microsoft.Playwright;
using SpacesPlaces.Api.Tests;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Page.Tests;

/// <summary>An area of several parts is drawn anew one part at a time.</summary>
public sealed class SpacePartTests(Browser browser) : IClassFixture<Browser>
{
    [Theory]
    [InlineData(Screen.Desktop, "en", "Everything else of this area stays as it is", "replaces all of this area")]
    [InlineData(Screen.Phone, "cy", "Mae popeth arall yn yr ardal hon yn aros fel y mae", "cymryd lle’r ardal hon i gyd")]
    public async Task OnePartOfAnArea_IsDrawnAnew_AndTheOtherStays_AndWhatReplacesAllSaysSo(Screen screen, string language, string stays, string replaces)
    {
        object[] parts = [SpacesOnTheGround.Ring(300_000, 255_000), SpacesOnTheGround.Ring(300_600, 255_000)];
        var id = await browser.OpenSpaceAsync($"Two yards {language}", new { type = "MultiPolygon", coordinates = parts.Select(ring => new[] { ring }) });
        await using var visit = await browser.VisitAsync(screen, language);
        await visit.EnterAsync(TestApi.UserName(Role.MaceChair, TestApi.Here), "spaces");
        await visit.Page.ClickAsync($".entries .link:has-text('Two yards {language}')");
        await visit.Page.ClickAsync("#space-edit");
        await visit.Page.ClickAsync("#edit-redraw");
        await visit.OutlineMapAsync();
        await visit.Page.CheckAsync("#edit-part-all");
        await visit.SeesAsync(replaces, "#edit");
        await Assertions.Expect(visit.Page.Locator(".corners > li")).ToHaveCountAsync(0);
        await visit.Page.CheckAsync("#edit-part-1");
        await visit.SeesAsync(stays, "#edit");
        await visit.OutlineMapAsync();
        await Assertions.Expect(visit.Page.Locator(".corners > li")).ToHaveCountAsync(3);
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        Assert.False(await visit.ScrollsSidewaysAsync());
        await visit.Page.FillAsync("#edit-corner-3", "300800, 255300");
        await visit.Page.PressAsync("#edit-corner-3", "Enter");
        await visit.Page.FillAsync("#edit-reason", "The yard is longer.");
        await visit.Page.ClickAsync("#edit button.main");
        await visit.SeesAsync("The yard is longer.", ".timeline");
        Assert.Equal("20000 30000", await browser.ScalarAsync<string>(
            "select string_agg(round(st_area(part.geom)::numeric, -2)::text, ' ' order by st_xmin(part.geom)) from space, st_dump(shape) part where id = $1", id));
        Assert.Empty(visit.Complaints);
    }
}
