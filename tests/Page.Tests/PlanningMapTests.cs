using Microsoft.Playwright;
using SpacesPlaces.Api.Tests;
using SpacesPlaces.Api.Tests.Planning;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Page.Tests;

/// <summary>A chosen site is taken somewhere else with a mouse, on the drawn map.</summary>
public sealed class PlanningMapTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task ChosenSite_IsDraggedOnTheMap_AndWhatChangedIsSaid()
    {
        using var planner = browser.As(Role.Planner);
        var id = await planner.AddSiteAsync(PlanningWorld.Site("The market", 303_000, 253_000, 3, HostTrust.Trusted));
        await planner.AskAsync(PlanningWorld.Two() with { Pick = 1, Locked = [id], Name = "The market first" });

        await using var visit = await browser.VisitAsync();
        await visit.EnterAsync(TestApi.UserName(Role.Planner, TestApi.Here), "siting");
        var page = visit.Page;
        await page.ClickAsync("text=The market first");
        var canvas = page.Locator(".plan-map canvas");
        await Assertions.Expect(page.Locator(".plan-map .map-buttons")).ToBeVisibleAsync();
        await canvas.ScrollIntoViewIfNeededAsync();
        await page.EvaluateAsync("() => new Promise((go) => setTimeout(go, 1000))");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        // The only site is in the middle of what is shown at first.
        var box = (await canvas.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + (box.Height / 2));
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + (box.Width / 2) + 40, box.Y + (box.Height / 2) - 30, new() { Steps = 4 });
        await page.Keyboard.PressAsync("Escape");
        await page.Mouse.UpAsync();
        await Assertions.Expect(page.Locator(".what-changed")).ToHaveCountAsync(0);

        await page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + (box.Height / 2));
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + (box.Width / 2) + 60, box.Y + (box.Height / 2) - 30, new() { Steps = 4 });
        await page.Mouse.UpAsync();
        await page.WaitForSelectorAsync(".what-changed");
        await visit.SeesAsync("Tried at", "ol.numbered");
        Assert.Equal(303_000, await browser.ScalarAsync<double>("select st_x(point) from candidate_site where id = $1", id));
        Assert.Empty(visit.Complaints);
    }
}
