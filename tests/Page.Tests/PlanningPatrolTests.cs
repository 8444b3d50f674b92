using System.Globalization;
using Microsoft.Playwright;
using SpacesPlaces.Api.Tests;
using SpacesPlaces.Api.Tests.Planning;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Page.Tests;

/// <summary>Visits of a patrol arranged along streets, shown, taken over and kept with the plan.</summary>
public sealed class PlanningPatrolTests(Browser browser) : IClassFixture<Browser>
{
    [Theory]
    [InlineData(Screen.Desktop, "en", "Ways follow streets and paths.", "It is more than 250 metres from any street", "Something has changed since", "That does not mean that it is safe.")]
    [InlineData(Screen.Phone, "cy", "Mae’r ffyrdd yn dilyn strydoedd a llwybrau.", "Mae dros 250 metr o unrhyw stryd", "Mae rhywbeth wedi newid", "Nid yw hynny’n golygu ei bod yn ddiogel.")]
    public async Task VisitsAreArrangedAlongStreets_AndTakenOverAsShiftsWithTheirWay(Screen screen, string language, string streets, string far, string changed, string fewWords)
    {
        var lines = await InventedTown.LayAsync(browser);
        using var planner = browser.As(Role.Planner);
        var at = InventedTown.Middle(lines[lines.Count / 3]);
        await planner.AddSiteAsync(PlanningWorld.Site($"Library {language}", at.X, at.Y));
        await using var visit = await browser.VisitAsync(screen, language);
        await visit.EnterAsync(TestApi.UserName(Role.Planner, TestApi.Here), "plans");
        var page = visit.Page;
        await page.ClickAsync("#plan-new");
        await page.CheckAsync("#plan-kind-patrol");
        await page.ClickAsync("#arrange-ask");
        await page.WaitForSelectorAsync(".arrange .errors a[href='#arrange-base']");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));

        await page.FillAsync("#plan-titleEn", $"Arranged {language}");
        await page.FillAsync("#plan-day", PlanningWorld.Ahead.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await page.FillAsync("#plan-from", "20:00");
        await page.FillAsync("#plan-to", "00:30");
        await page.SelectOptionAsync("#plan-lead", "youth_service");
        await page.FillAsync("#plan-care", "We bring hot drinks. Young people asked us to come.");
        await page.FillAsync("#plan-location", Reference(lines[0]));
        await page.Keyboard.PressAsync("Tab");
        await page.ClickAsync("#plan-when > summary");
        // Nothing was recorded around in this database: that is no word of safety.
        await visit.SeesAsync(fewWords, "#when-told");
        await page.FillAsync("#arrange-base", Reference(lines[0]));
        await page.SelectOptionAsync("#arrange-site", new SelectOptionValue { Label = $"Library {language}" });
        await page.ClickAsync("#arrange-site-add");
        await page.FillAsync("#arrange-1-to", "21:00");
        await page.ClickAsync("#arrange-add");
        await page.FillAsync("#arrange-2-name", "Steps by the river");
        await page.FillAsync("#arrange-2-spot", Reference(lines[2 * lines.Count / 3]));
        await page.FillAsync("#arrange-2-from", "23:00");
        await page.FillAsync("#arrange-2-to", "23:45");
        await page.ClickAsync("#arrange-add");
        await page.FillAsync("#arrange-3-name", "In the fields");
        await page.FillAsync("#arrange-3-spot", "SO 0500 5500");
        await page.ClickAsync("#arrange-ask");
        await page.WaitForSelectorAsync("#arranged");
        await visit.SeesAsync(streets, ".arrange");
        await visit.SeesAsync(far, ".arrange .note-box");
        await visit.SeesAsync("23:00: Steps by the river", ".arrange");
        await Assertions.Expect(page.Locator(".arrange .plan-map .map-buttons")).ToBeVisibleAsync();
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        Assert.False(await visit.ScrollsSidewaysAsync());

        // What was arranged for two teams is not what is asked for now.
        await page.FillAsync("#arrange-teams", "2");
        await visit.SeesAsync(changed, ".arrange .note-box");
        await page.FillAsync("#arrange-teams", "1");
        await page.ClickAsync("#arranged-take");
        await Assertions.Expect(page.Locator("#plan-shift-1-visit-2-at")).ToHaveValueAsync("23:00");
        await page.WaitForSelectorAsync("#plan-shift-1-way");
        await page.ClickAsync("#plan-send");
        await visit.SeesAsync($"Arranged {language}", "#activity-title");
        await visit.SeesAsync("23:00: Steps by the river", ".room");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        Assert.True(await browser.ScalarAsync<int>("select jsonb_array_length(plan->'shifts'->0->'way') from activity where plan->>'titleEn' = $1", $"Arranged {language}") > 5);
        Assert.Empty(visit.Complaints);

        // A visit that moves takes the way with it.
        await page.ClickAsync("#to-change");
        await Assertions.Expect(page.Locator("#arrange-1-name")).ToHaveValueAsync($"Library {language}");
        await page.WaitForSelectorAsync("#plan-shift-1-way");
        await page.FillAsync("#plan-shift-1-visit-1-spot", Reference(lines[1]));
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#plan-shift-1-way")).ToHaveCountAsync(0);
    }

    private static string Reference(NetTopologySuite.Geometries.LineString line) =>
        InventedTown.Middle(line) is var at ? GridReference.Of(new GridPoint(at.X, at.Y), 10).ToString() : "";
}
