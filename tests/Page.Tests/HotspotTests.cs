using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Microsoft.Playwright;
using SpacesPlaces.Api.Tests;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Page.Tests;

/// <summary>Stories D3 and D4 of the domain reference on the screen, with its dataset R.</summary>
public sealed class HotspotTests(Browser browser) : IClassFixture<Browser>, IAsyncLifetime
{
    private static readonly string[] Children = [.. Enumerable.Range(0, 6).Select(_ => Tokens.New())];

    // Easting, northing, child, day of 2026: E1 to E10.
    private static readonly (int E, int N, int Child, string Day)[] DatasetR =
    [
        (300000, 250000, 0, "01-09"), (300040, 250010, 1, "01-16"), (300055, 249970, 0, "02-06"), (300020, 250060, 2, "02-20"),
        (300090, 250030, 3, "03-06"), (301000, 250500, 4, "01-10"), (301010, 250505, 4, "01-24"), (301005, 250490, 4, "02-14"),
        (303000, 251000, 5, "01-03"), (303060, 251000, 1, "02-03"),
    ];

    public async Task InitializeAsync()
    {
        if (await browser.ScalarAsync<long>("select count(*) from incident") > 0) return;
        using var analyst = browser.As(Role.Analyst);
        foreach (var (easting, northing, child, day) in DatasetR)
        {
            var at = DateTimeOffset.Parse($"2026-{day}T19:00:00Z", CultureInfo.InvariantCulture);
            var incident = new NewIncident(
                IncidentKind.Harm, at, at.AddHours(2), TimeConfidence.Approximate, [HarmType.Cse], ContextLevel.Neighbourhood,
                SourceKind.PractitionerObserved, InfoGrade.FirstHand, new(new(easting, northing), PointSource.GridRef, 10, "EPSG:27700"),
                Children: [new(Children[child], Agency.ChildrensServices, AgeBand.From13To15)]);
            using var answer = await analyst.PostAsJsonAsync($"/api/v1/incidents/{Guid.NewGuid()}", incident, WireJson.Options);
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task PlaceWhereHarmRepeats_BecomesASpace_AndSoDoesAReport()
    {
        await using var visit = await browser.OpenAsync(Role.Analyst);
        await AnalyseAsync(visit);
        await visit.Page.Locator(".rows .row-button").First.ClickAsync();
        await OpenHereAsync(visit, "Where harm repeats");
        Assert.Equal("hotspot t", await browser.ScalarAsync<string>(
            """
            select opened_from || ' ' || substr(st_covers(shape, st_setsrid(st_makepoint(300040, 250010), 27700))::text, 1, 1)
            from space where name_en = 'Where harm repeats'
            """));

        await visit.Page.ClickAsync("#to-map");
        await visit.Page.ClickAsync("#tab-incidents");
        await visit.Page.Locator(".rows .row-button").First.ClickAsync();
        await OpenHereAsync(visit, "Where something was reported");
        Assert.Equal("report", await browser.ScalarAsync<string>("select opened_from from space where name_en = 'Where something was reported'"));
        Assert.Empty(visit.Complaints);
    }

    private static async Task OpenHereAsync(Visit visit, string name)
    {
        await visit.Page.ClickAsync("#open-here");
        await visit.Page.FillAsync("#open-nameEn", name);
        await visit.Page.SelectOptionAsync("#open-placeType", "street_alley");
        await visit.Page.SelectOptionAsync("#open-ownerType", "council");
        await visit.Page.FillAsync("#open-reason", "The panel asked to look at it.");
        await visit.Page.ClickAsync("#open button.main");
        await visit.SeesAsync(name, "#space-title");
        await visit.SeesAsync("The panel asked to look at it.", ".timeline");
    }

    [Fact]
    public async Task AnAnalysis_RunFromThePage_ShowsTheRepeatedHarmAndItsFacts_AndNoPlaceForOneChild()
    {
        await using var visit = await browser.OpenAsync(Role.Analyst);
        await AnalyseAsync(visit);

        var rows = visit.Page.Locator(".rows .row-button");
        await Assertions.Expect(rows).ToHaveCountAsync(1);
        await Assertions.Expect(rows.First).ToContainTextAsync("5 events");
        await Assertions.Expect(rows.First).ToContainTextAsync("4 children");
        await visit.SeesAsync("take this to the child’s plan");

        await rows.First.ClickAsync();
        await visit.SeesAsync("9 January 2026", ".facts");
        await visit.SeesAsync("6 March 2026", ".facts");
        await visit.SeesAsync("Children report little", ".facts");
        var facts = await visit.Page.InnerTextAsync(".facts");
        await visit.Page.ClickAsync(".facts .method summary");
        await visit.SeesAsync("100 m", ".facts .method");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));

        await visit.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(rows.First).ToBeFocusedAsync();
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task ClustersInSpaceAndTime_AreAskedForWithDays_AndNotOfContext()
    {
        await using var visit = await browser.OpenAsync(Role.Analyst);
        await visit.Page.ClickAsync("#tab-analysis");
        await Assertions.Expect(visit.Page.Locator("#eps-days")).ToHaveCountAsync(0);
        await visit.Page.CheckAsync("#method-st_dbscan");
        await visit.Page.FillAsync("#eps-days", "many");
        await visit.Page.ClickAsync("form button.main");
        await visit.Page.ClickAsync(".errors a");
        await Assertions.Expect(visit.Page.Locator("#eps-days")).ToBeFocusedAsync();
        await visit.Page.FillAsync("#eps-days", "60");
        await AnalyseAsync(visit);

        await visit.Page.ClickAsync(".rows .row-button");
        await visit.Page.ClickAsync(".facts .method summary");
        await visit.SeesAsync("st_dbscan", ".facts .method");
        await visit.SeesAsync("60 days", ".facts .method");
        var method = await visit.Page.InnerTextAsync(".facts .method");

        await visit.Page.ClickAsync("#tab-analysis");
        await visit.Page.Locator("[name=subject]").Nth(1).CheckAsync();
        await Assertions.Expect(visit.Page.Locator("#method-st_dbscan, #eps-days")).ToHaveCountAsync(0);
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task InWelsh_TheFiguresStay_AndTheWordsChange()
    {
        await using var visit = await browser.OpenAsync(Role.Analyst);
        await AnalyseAsync(visit);
        await visit.Page.ClickAsync(".rows .row-button");
        await visit.Page.ClickAsync(".top button[lang=cy]");
        await visit.Page.WaitForSelectorAsync("html[lang=cy]");

        await visit.SeesAsync("4 plentyn", ".facts");
        await visit.SeesAsync("9 Ionawr 2026", ".facts");
        Assert.DoesNotMatch(@"\b(the|and|of|with|children|harm)\b", await visit.TextAsync());
    }

    [Fact]
    public async Task APlanner_SeesABandAndNoFigure_InThePageOrInAnyAnswer()
    {
        await using (var analyst = await browser.OpenAsync(Role.Analyst)) await AnalyseAsync(analyst);
        await using var visit = await browser.OpenAsync(Role.Planner);
        await visit.Page.ClickAsync("#to-map");
        await visit.Page.WaitForSelectorAsync(".rows .row-button");

        await visit.SeesAsync("Being looked at", ".panel .rows");
        var panel = await visit.Page.InnerTextAsync(".panel .rows");
        Assert.DoesNotMatch(@"\d", panel);
        Assert.All(visit.Bodies, body =>
        {
            Assert.DoesNotContain("\"events\":5", body, StringComparison.Ordinal);
            Assert.DoesNotContain("\"distinctChildren\":4", body, StringComparison.Ordinal);
            Assert.All(Children, token => Assert.DoesNotContain(token, body, StringComparison.Ordinal));
        });
    }

    private static async Task AnalyseAsync(Visit visit)
    {
        var page = visit.Page;
        await page.ClickAsync("#tab-analysis");
        await page.FillAsync("#analysis-from", "2026-01-01");
        await page.FillAsync("#analysis-to", "2026-03-31");
        await page.ClickAsync("form button.main");
        await page.WaitForSelectorAsync(".rows .row-button", new() { Timeout = 30_000 });
    }
}
