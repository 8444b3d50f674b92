using Microsoft.Playwright;
using SpacesPlaces.Api.Tests;
using SpacesPlaces.Api.Tests.Planning;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Page.Tests;

/// <summary>Story D7 as a planner walks it: sites written down, asked for, explained, tried somewhere else, and two answers side by side.</summary>
public sealed class PlanningSitingTests(PlainBrowser browser) : IClassFixture<PlainBrowser>
{
    [Theory]
    [InlineData(Screen.Desktop, "en", 250_000, "Inside an active plan; would mark children", "Score", "best 100", "In both:", "Where stalls stand")]
    [InlineData(Screen.Phone, "cy", 256_000, "O fewn cynllun gweithredol; byddai’n tynnu sylw at blant", "Sgôr", "gorau 100", "Yn y ddau:", "Lle saif stondinau")]
    public async Task PlannerWritesDownSites_AsksForTwo_AndSeesWhyTheseAndWhyNotThose(
        Screen screen, string language, double south, string reason, string score, string best, string both, string room)
    {
        await browser.ExecuteAsync("update candidate_site set in_use = false");
        await browser.PlanAsync(300_000, south);
        using var planner = browser.As(Role.Planner);
        await planner.AddSiteAsync(PlanningWorld.Site($"P1 {language}", 300_100, south + 100, 3, HostTrust.Trusted));
        await planner.AddSiteAsync(PlanningWorld.Site($"P3 {language}", 309_000, south, 1, HostTrust.New));

        await using var visit = await browser.VisitAsync(screen, language);
        await visit.EnterAsync(TestApi.UserName(Role.Planner, TestApi.Here), "stall_sites");
        var page = visit.Page;
        await page.ClickAsync("#site-new");
        await page.ClickAsync("#site-dialog button.main");
        await page.WaitForSelectorAsync("#site-dialog .errors");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        await page.FillAsync(language == "en" ? "#site-nameEn" : "#site-nameCy", $"P2 {language}");
        await page.SelectOptionAsync("#site-placeType", "town_centre");
        await page.FillAsync("#site-location", $"SO 00500 {south - 200_000:00000}");
        await page.FillAsync("#site-host", "The library");
        await page.SelectOptionAsync("#site-trust", "trusted");
        await page.SelectOptionAsync("#site-footfall-saturday", "2");
        await page.SelectOptionAsync("#site-staffSafety", "3");
        await page.ClickAsync("#site-dialog button.main");
        await visit.SeesAsync($"P2 {language}", ".entries");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        Assert.False(await visit.ScrollsSidewaysAsync());

        await visit.GoToRoomAsync("siting");
        Assert.Equal(room, await page.InnerTextAsync("h1"));
        await page.ClickAsync("#siting-ask");
        await page.WaitForSelectorAsync(".errors");
        await page.FillAsync("#siting-day", PlanningWorld.Ahead.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await page.CheckAsync("#siting-time-saturday");
        // The number beside the slider says the same, and both are one weight.
        await page.FillAsync("#siting-number-bus", "0");
        Assert.Equal("0", await page.InputValueAsync("#siting-weight-bus"));
        await page.ClickAsync("details:has(#weighting-name) > summary");
        await page.FillAsync("#weighting-name", $"No bus {language}");
        await page.ClickAsync("#weighting-save");
        await page.WaitForSelectorAsync($"#weighting-load option:has-text('No bus {language}')", new() { State = WaitForSelectorState.Attached });
        await page.FillAsync("#siting-name", $"Without a bus {language}");
        await page.ClickAsync("#siting-ask");
        await page.WaitForSelectorAsync("#siting-answer");
        await page.WaitForFunctionAsync("() => document.activeElement.id === 'siting-answer'");
        var other = page.Locator("li", new() { Has = page.Locator("h4", new() { HasText = $"P1 {language}" }) });
        await Assertions.Expect(other).ToContainTextAsync(reason);
        await Assertions.Expect(other).Not.ToContainTextAsync(score);
        var chosen = page.Locator("ol.numbered > li");
        await Assertions.Expect(chosen).ToHaveCountAsync(2);
        await Assertions.Expect(chosen.First).ToContainTextAsync($"P2 {language}");
        await Assertions.Expect(chosen.First).ToContainTextAsync(best);
        await chosen.First.Locator("summary").ClickAsync();
        await Assertions.Expect(chosen.First.Locator("tbody tr")).ToHaveCountAsync(7);
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        Assert.False(await visit.ScrollsSidewaysAsync());

        // The same without P2: two answers side by side.
        await page.ClickAsync("details:has(#siting-locked) > summary");
        await page.GetByLabel($"P2 {language}", new() { Exact = true }).SelectOptionAsync("leftOut");
        await page.FillAsync("#siting-name", $"Without P2 {language}");
        await page.ClickAsync("#siting-ask");
        await visit.SeesAsync($"Without P2 {language}", "#siting-answer");
        await page.WaitForFunctionAsync("name => [...document.querySelectorAll('#compare-a option')].some((one) => one.innerText.startsWith(name))", $"Without P2 {language}");
        foreach (var (side, name) in new[] { ("a", $"Without a bus {language}"), ("b", $"Without P2 {language}") })
        {
            var value = await page.EvaluateAsync<string>("([side, name]) => [...document.querySelectorAll(`#compare-${side} option`)].find((one) => one.innerText.startsWith(name)).value", new[] { side, name });
            await page.SelectOptionAsync($"#compare-{side}", value);
        }

        await visit.SeesAsync(both, ".side-by-side");
        await Assertions.Expect(page.Locator(".side-by-side tbody tr")).ToHaveCountAsync(6);
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        Assert.False(await visit.ScrollsSidewaysAsync());
        Assert.DoesNotContain(visit.Bodies, body => body.Contains("\"incidents\"", StringComparison.Ordinal));
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task ChosenSite_IsTriedSomewhereElseByArrowKeys_EscapePutsItBack_AndAskingAgainSaysWhatChanged()
    {
        await browser.ExecuteAsync("update candidate_site set in_use = false");
        using var planner = browser.As(Role.Planner);
        var id = await planner.AddSiteAsync(PlanningWorld.Site("The station", 306_040, 252_060, 3, HostTrust.Trusted));
        await planner.AskAsync(PlanningWorld.Two() with { Pick = 1, Locked = [id], Name = "The station first" });

        await using var visit = await browser.VisitAsync();
        await visit.EnterAsync(TestApi.UserName(Role.Planner, TestApi.Here), "siting");
        var page = visit.Page;
        await page.ClickAsync("text=The station first");
        await page.ClickAsync($"#try-{id}");
        await page.WaitForSelectorAsync(".try");
        foreach (var key in (string[])["ArrowRight", "ArrowRight", "ArrowUp"]) await page.Keyboard.PressAsync(key);
        await visit.SeesAsync("200 m east, 100 m north", ".try");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        await page.Keyboard.PressAsync("Escape");
        await page.WaitForFunctionAsync("id => document.activeElement.id === 'try-' + id && !document.querySelector('.try')", id);

        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync(".try");
        foreach (var key in (string[])["ArrowDown", "ArrowLeft"]) await page.Keyboard.PressAsync(key);
        await page.ClickAsync("#try-ask");
        await page.WaitForSelectorAsync(".what-changed");
        await visit.SeesAsync("Tried at SO 059", "ol.numbered");
        await visit.SeesAsync("In both: The station.", ".what-changed");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        await page.ClickAsync("#try-undo");
        await visit.SeesAsync("The station first", "#siting-answer");
        // The site itself stands where it stood.
        Assert.Equal(306_040, await browser.ScalarAsync<double>("select st_x(point) from candidate_site where id = $1", id));
        Assert.Empty(visit.Complaints);
    }
}
