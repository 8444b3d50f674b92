using SpacesPlaces.Api.Tests;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Page.Tests;

/// <summary>Keys for map programs on the page, and map data as pages: both languages, both sizes, no barrier.</summary>
public sealed class MapKeyTests(Browser browser) : IClassFixture<Browser>
{
    [Theory]
    [InlineData(Screen.Desktop, "en", "Make a key", "Your key", "Take it back", "You have no key.")]
    [InlineData(Screen.Phone, "cy", "Gwneud allwedd", "Eich allwedd", "Ei thynnu’n ôl", "Nid oes gennych allwedd.")]
    public async Task Key_IsMade_ShownOnce_AndTakenBack(Screen screen, string language, string make, string yours, string takeBack, string none)
    {
        await using var visit = await browser.VisitAsync(screen, language);
        await visit.EnterAsync(TestApi.UserName(screen == Screen.Desktop ? Role.Planner : Role.Assessor, TestApi.Here), "account");
        var keys = visit.Page.Locator("#my-keys");
        await visit.SeesAsync(none);
        await keys.GetByText(make).ClickAsync();
        await keys.Locator("form button[type=submit]").ClickAsync();
        await visit.Page.WaitForSelectorAsync("#my-keys form .errors");
        Assert.Empty(await visit.BarriersAsync());
        await visit.Page.FillAsync("#key-name", "QGIS");
        await visit.Page.CheckAsync("#key-purpose");
        await visit.Page.FillAsync("#key-endsOn", DateTime.UtcNow.AddDays(30).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await keys.Locator("form button[type=submit]").ClickAsync();
        await visit.SeesAsync(yours);
        var key = await keys.Locator(".once code").InnerTextAsync();
        Assert.StartsWith("spk_", key, StringComparison.Ordinal);
        Assert.Empty(await visit.BarriersAsync());
        Assert.False(await visit.ScrollsSidewaysAsync());

        await visit.Page.ReloadAsync();
        await visit.Page.WaitForSelectorAsync("#my-keys .entries");
        Assert.DoesNotContain("spk_", await visit.TextAsync(), StringComparison.Ordinal);
        await visit.Page.Locator("#my-keys").GetByText(takeBack).ClickAsync();
        await visit.SeesAsync(none);
        Assert.Empty(visit.Complaints);
    }

    [Theory]
    [InlineData(Screen.Desktop, "en")]
    [InlineData(Screen.Phone, "cy")]
    public async Task MapData_AsPages_HasNoBarrier(Screen screen, string language)
    {
        await using var visit = await browser.VisitAsync(screen, language);
        await visit.EnterAsync(TestApi.UserName(Role.Analyst, TestApi.Here), "account");
        foreach (var path in (string[])["", "/collections", "/collections/incidents", "/collections/incidents/queryables", "/collections/places/items", "/collections/incidents/items", "/conformance", "/api.html"])
        {
            await visit.Page.GotoAsync($"/ogc{path}{(path == "/api.html" ? "?" : "?f=html&")}lang={language}");
            Assert.Equal((path, ""), (path, string.Join("\n", await visit.BarriersAsync())));
            Assert.Equal((path, false), (path, await visit.ScrollsSidewaysAsync()));
        }

        Assert.Empty(visit.Complaints);
    }
}
