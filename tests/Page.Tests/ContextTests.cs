using System.Globalization;
using System.Text;
using Microsoft.Playwright;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Page.Tests;

/// <summary>Published data on the screen: imported, reconciled, drawn grey, and never said to be harm to children.</summary>
public sealed class ContextTests(Browser browser) : IClassFixture<Browser>, IAsyncLifetime
{
    private const string Header =
        "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome category,Context";

    // Two months with a gap between them: three rows with a point inside the area of the tests, one without, one far away.
    private static readonly (string Month, string[] Points)[] Months =
        [("2026-01", ["-3.4580,52.1380", "-3.4575,52.1382", ","]), ("2026-03", ["-3.4585,52.1378", "-5.0500,50.2600"])];

    private readonly List<string> files = [];

    public Task InitializeAsync()
    {
        foreach (var (month, points) in Months)
        {
            var path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"), $"{month}-dyfed-powys-street.csv");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var rows = new StringBuilder(Header).Append('\n');
            foreach (var point in points)
                rows.Append(CultureInfo.InvariantCulture, $",{month},Dyfed-Powys Police,Dyfed-Powys Police,{point},On or near A Street,,,Anti-social behaviour,,\n");
            File.WriteAllText(path, rows.ToString());
            files.Add(path);
        }

        return Task.CompletedTask;
    }

    public Task DisposeAsync()
    {
        foreach (var file in files) Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task AnImport_ShowsItsProgress_ItsReconciliation_AndThenItsEventsWithTheirCaveats()
    {
        await using var visit = await browser.OpenAsync(Role.Analyst);
        var page = visit.Page;
        await page.ClickAsync("#tab-context");
        await Assertions.Expect(page.Locator("#show-context")).ToHaveCountAsync(0);
        foreach (var file in files)
        {
            await page.SetInputFilesAsync("#import-file", file);
            await page.ClickAsync(".card-soft button.main");
            await Assertions.Expect(page.Locator(".job [role=status]")).ToHaveTextAsync("Done", new() { Timeout = 30_000 });
            await page.ClickAsync(".job button");
        }

        // Read, located, without a point, rejected: of the month with a row without a point.
        var row = page.Locator(".import tr", new() { HasText = "2026-01" });
        Assert.Equal(["3", "2", "1", "0"], await row.Locator("td").AllInnerTextsAsync());

        await page.CheckAsync("#show-context");
        var summary = page.Locator(".context-summary");
        await Assertions.Expect(summary).ToContainTextAsync("4 events in these months");
        await Assertions.Expect(summary).ToContainTextAsync("1 has no point");
        await Assertions.Expect(summary).ToContainTextAsync("1 outside our area");
        await Assertions.Expect(summary).ToContainTextAsync("Nothing was imported for February 2026. That is a gap, not a fall.");
        await Assertions.Expect(summary).ToContainTextAsync("Points are not where a crime happened");
        await Assertions.Expect(page.Locator(".legend")).ToContainTextAsync("Published police data");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));

        await page.CheckAsync("#context-everywhere");
        await Assertions.Expect(summary).ToContainTextAsync("5 events in these months");
        await Assertions.Expect(summary).ToContainTextAsync("1 of them lies outside our area");
        await page.UncheckAsync("#context-everywhere");

        // A month chosen leaves the gap outside the window.
        await page.SelectOptionAsync("#context-from", "2026-03");
        await Assertions.Expect(summary).ToContainTextAsync("1 event in these months");
        await Assertions.Expect(summary).Not.ToContainTextAsync("gap");

        await page.ClickAsync("#tab-analysis");
        await page.CheckAsync("input[name=subject] >> nth=1");
        await page.ClickAsync("form button.main");
        await page.WaitForSelectorAsync(".panel .note-box:has-text('They say nothing about harm to children')", new() { Timeout = 30_000 });
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task ImportedBoundaries_AreOfferedOnTheMap_UnderTheirName()
    {
        var path = Path.Combine(Path.GetDirectoryName(files[0])!, "wards.geojson");
        await File.WriteAllTextAsync(path,
            """
            {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"LAD24CD":"W06000023","LAD24NM":"Powys","LAD24NMW":"Powys"},
            "geometry":{"type":"Polygon","coordinates":[[[-3.5,52.1],[-3.4,52.1],[-3.4,52.2],[-3.5,52.2],[-3.5,52.1]]]}}]}
            """);
        await using var visit = await browser.OpenAsync(Role.Analyst);
        var page = visit.Page;
        await page.ClickAsync("#tab-context");
        await page.CheckAsync("input[name=import-kind] >> nth=1");
        await page.SetInputFilesAsync("#import-file", path);
        await page.ClickAsync(".card-soft button.main");
        await page.CheckAsync("text=LAD24", new() { Timeout = 30_000 });

        await Assertions.Expect(page.Locator(".panel")).ToContainTextAsync("LAD24: Powys");
        // The lines come as tiles, as much of them as the view needs: those where the boundary runs, and of others that they are empty.
        var drawn = page.WaitForResponseAsync(answer => answer.Url.Contains("/ogc/tiles/boundaries/", StringComparison.Ordinal) && answer.Status == 200);
        await page.ClickAsync("text=Zoom to it");
        var tile = await drawn;
        Assert.Equal("application/vnd.mapbox-vector-tile", await tile.HeaderValueAsync("content-type"));
        Assert.Equal("private, no-cache", await tile.HeaderValueAsync("cache-control"));
        await Assertions.Expect(page.Locator(".legend")).ToContainTextAsync("Imported boundary");
        Assert.Empty(visit.Complaints);
    }
}
