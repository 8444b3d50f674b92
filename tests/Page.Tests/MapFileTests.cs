using Microsoft.Playwright;
using SpacesPlaces.Api.Tests;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Page.Tests;

/// <summary>A file for a map program is asked for, previewed with what its coordinates are, made, and fetched over a network that fails; a list of places is sent.</summary>
public sealed class MapFileTests(Browser browser) : IClassFixture<Browser>
{
    [Theory]
    [InlineData(Screen.Desktop, "en", "RFC 7946", "It is where your browser keeps")]
    [InlineData(Screen.Phone, "cy", "RFC 7946", "porwr")]
    public async Task File_InMetres_SaysSo_AndIsFetchedThoughTheNetworkFailsOnce(Screen screen, string language, string statement, string done)
    {
        await using var visit = await browser.VisitAsync(screen, language);
        await visit.EnterAsync(TestApi.UserName(Role.Analyst, TestApi.Here), "share");
        var page = visit.Page;
        await page.FillAsync("#share-recipient", "A. Officer");
        await page.SelectOptionAsync("#share-recipientAgency", "police");
        await page.SelectOptionAsync("#share-recipientRole", "analyst");
        await page.SelectOptionAsync("#share-purpose", "panel_preparation");
        await Assertions.Expect(page.Locator("#share-crs")).ToHaveCountAsync(0);
        await page.CheckAsync("#share-format-gpkg");
        await Assertions.Expect(page.Locator("#share-crs-grid")).ToBeCheckedAsync();
        await page.CheckAsync("#share-format-geojson");
        await Assertions.Expect(page.Locator("#share-crs-grid")).Not.ToBeCheckedAsync();
        await page.CheckAsync("#share-crs-grid");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        Assert.False(await visit.ScrollsSidewaysAsync());
        await page.ClickAsync("form.part button.main");
        await page.CheckAsync("#purpose-purpose");
        await page.ClickAsync("#purpose button[type=submit]");
        await visit.SeesAsync(statement, ".facts-list");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        Assert.False(await visit.ScrollsSidewaysAsync());
        await page.ClickAsync(".part > button.main");
        await page.WaitForSelectorAsync("#file-fetch");
        var tries = 0;
        await page.RouteAsync("**/file", route => ++tries == 1 ? route.AbortAsync() : route.ContinueAsync());
        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("#file-fetch"));
        Assert.EndsWith(".geojson", download.SuggestedFilename, StringComparison.Ordinal);
        using var read = new StreamReader(await download.CreateReadStreamAsync());
        Assert.Contains("urn:ogc:def:crs:EPSG::27700", await read.ReadToEndAsync(), StringComparison.Ordinal);
        Assert.Equal(2, tries);
        await visit.SeesAsync(done);
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
    }

    [Theory]
    [InlineData(Screen.Desktop, "en")]
    [InlineData(Screen.Phone, "cy")]
    public async Task ListOfPlaces_IsSent_WithWhatItsColumnsAre(Screen screen, string language)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("page-list-").FullName, $"yards-{language}.csv");
        await File.WriteAllTextAsync(path, "Lle;A;B\nIard y Gamlas;301000;251000\nHeb le;;\n");
        await using var visit = await browser.OpenAsync(Role.Analyst, screen, language);
        var page = visit.Page;
        await page.ClickAsync("#tab-context");
        await page.CheckAsync("input[name=import-kind] >> nth=3");
        await page.SetInputFilesAsync("#import-file", path);
        await page.ClickAsync("#import-columns summary");
        await page.SelectOptionAsync("#import-column-name_cy", "Lle");
        await page.SelectOptionAsync("#import-column-easting", "A");
        await page.SelectOptionAsync("#import-column-northing", "B");
        await page.Locator("#import-columns").ScrollIntoViewIfNeededAsync();
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        Assert.False(await visit.ScrollsSidewaysAsync());
        await page.ClickAsync(".card-soft button.main");
        var row = page.Locator(".import tr", new() { HasText = $"List yards-{language}" });
        await row.WaitForAsync(new() { Timeout = 60_000 });
        Assert.Equal(["2", "1", "0", "1"], await row.Locator("td").AllInnerTextsAsync());
        await row.ScrollIntoViewIfNeededAsync();
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }
}
