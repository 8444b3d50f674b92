using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Microsoft.Playwright;
using SpacesPlaces.Api.Tests;
using SpacesPlaces.Api.Tests.Database;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Page.Tests;

/// <summary>Questions asked of the records on the page, their answers, and who sees them.</summary>
[Long(180)]
public sealed class AnalysisTests(Browser browser) : IClassFixture<Browser>, IAsyncLifetime
{
    private const string From = "2025-01-01", To = "2025-12-31";

    // One busy spot with different children on Friday evenings, and sixteen quiet ones around it.
    private static IEnumerable<(int E, int N, string Child, DateTimeOffset At)> Events()
    {
        var friday = DateTimeOffset.Parse("2025-01-03T20:00:00Z", CultureInfo.InvariantCulture);
        for (var i = 0; i < 14; i++) yield return (300_000 + i, 250_000 + (3 * i), Tokens.New(), friday.AddDays(21 * i));
        for (var i = 0; i < 16; i++)
            yield return (296_000 + (2_000 * (i % 4)), 246_500 + (2_000 * (i / 4)), Tokens.New(), friday.AddDays(20 * i).AddHours(-i));
    }

    public async Task InitializeAsync()
    {
        if (await browser.ScalarAsync<long>("select count(*) from incident") > 0) return;
        using var analyst = browser.As(Role.Analyst);
        foreach (var (easting, northing, child, at) in Events())
        {
            var incident = new NewIncident(
                IncidentKind.Harm, at, at.AddHours(1), TimeConfidence.Approximate, [HarmType.Cse], ContextLevel.Neighbourhood,
                SourceKind.PractitionerObserved, InfoGrade.FirstHand, new(new(easting, northing), PointSource.GridRef, 10, "EPSG:27700"),
                Children: [new(child, Agency.ChildrensServices, AgeBand.From13To15)]);
            using var answer = await analyst.PostAsJsonAsync($"/api/v1/incidents/{Guid.NewGuid()}", incident, WireJson.Options);
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task AnHourMatrix_AskedFromThePage_ShowsItsPeaks_AndWhatItStandsOn()
    {
        await using var visit = await browser.OpenAsync(Role.Analyst);
        await AskAsync(visit, "hour_matrix");

        await Assertions.Expect(visit.Page.Locator(".week tbody tr")).ToHaveCountAsync(24);
        await visit.SeesAsync("Friday, 20:00 to 21:00", ".answer");
        await visit.SeesAsync("30 of 30 considered", ".answer");
        await visit.SeesAsync("No outreach recorded", ".answer");
        await visit.SeesAsync("all hours add up to 30", ".answer");
        var answer = await visit.Page.InnerTextAsync(".answer");
        await visit.Page.ClickAsync(".answer .method summary");
        await visit.SeesAsync("aoristic", ".answer .method");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task HotCells_AreOnTheMapWithTheirMeaning_AndInATableThatSaysTheSame()
    {
        await using var visit = await browser.OpenAsync(Role.Analyst);
        await AskAsync(visit, "hot_cells");

        await visit.SeesAsync("Hot: more than chance explains", ".analysis-legend");
        await visit.SeesAsync("p unadjusted", ".cells thead");
        await visit.SeesAsync("p adjusted", ".cells thead");
        Assert.Equal("ascending", await visit.Page.GetAttributeAsync(".cells th:has-text('p adjusted')", "aria-sort"));

        await visit.Page.ClickAsync(".cells .sort:has-text('Events here')");
        Assert.Equal("descending", await visit.Page.GetAttributeAsync(".cells th:has-text('Events here')", "aria-sort"));
        var first = visit.Page.Locator(".cells .cell-button").First;
        await first.FocusAsync();
        await visit.Page.Keyboard.PressAsync("ArrowDown");
        await visit.Page.Keyboard.PressAsync("ArrowUp");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.SeesAsync("Hot", ".chosen-cell");
        Assert.Equal("true", await visit.Page.Locator(".cells tbody tr").First.GetAttributeAsync("aria-current"));
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task ACellOnTheMap_OpensItsFigures()
    {
        await using var visit = await browser.OpenAsync(Role.Analyst);
        await AskAsync(visit, "hot_cells");
        // Choosing it in the table brings it into the middle of the map; there it is clicked.
        await visit.Page.Locator(".cells .cell-button").First.ClickAsync();
        var chosen = await visit.Page.InnerTextAsync(".chosen-cell");
        await visit.Page.Locator(".cells .cell-button").Nth(1).ClickAsync();
        await visit.Page.Locator(".cells .cell-button").First.ClickAsync();
        await visit.Page.WaitForTimeoutAsync(500);
        var canvas = (await visit.Page.Locator(".map-canvas canvas").BoundingBoxAsync())!;
        await visit.Page.Mouse.ClickAsync(canvas.X + (canvas.Width / 2), canvas.Y + (canvas.Height / 2));
        await Assertions.Expect(visit.Page.Locator(".chosen-cell")).ToHaveTextAsync(chosen, new() { UseInnerText = true });
    }

    [Fact]
    public async Task BelowTheLeast_ItSaysTooFewToTell_AndDrawsNothing()
    {
        await using var visit = await browser.OpenAsync(Role.Analyst);
        await AskAsync(visit, "near_repeat", "2025-01-01", "2025-02-28");

        await visit.SeesAsync("Too few to tell", ".too-few");
        await visit.SeesAsync("at least 30 events", ".too-few");
        await Assertions.Expect(visit.Page.Locator(".answer table")).ToHaveCountAsync(0);
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
    }

    [Fact]
    public async Task AMemberOfThePanel_SeesOnlyWhatIsShown_AndAsksNothing()
    {
        await using var analyst = await browser.OpenAsync(Role.Analyst);
        await AskAsync(analyst, "hour_matrix");
        await using (var before = await browser.OpenAsync(Role.MaceMember))
        {
            await before.Page.ClickAsync("#tab-analyses");
            await before.Page.WaitForSelectorAsync(".panel .empty, .panel .rows");
            await Assertions.Expect(before.Page.Locator("#analysis-new, .panel .rows .row-button")).ToHaveCountAsync(0);
        }

        await analyst.Page.ClickAsync("#analysis-showing");
        await analyst.Page.WaitForSelectorAsync(".showing .state.on");

        await using (var after = await browser.OpenAsync(Role.MaceMember))
        {
            await after.Page.ClickAsync("#tab-analyses");
            await after.Page.ClickAsync(".panel .rows .row-button");
            await after.Page.WaitForSelectorAsync(".week");
            await Assertions.Expect(after.Page.Locator("#analysis-showing, #analysis-new")).ToHaveCountAsync(0);
            await after.SeesAsync("30 events", ".stands-on");
            var facts = await after.Page.InnerTextAsync(".stands-on");
            Assert.DoesNotContain("considered", facts, StringComparison.Ordinal);
            Assert.Equal("", string.Join("\n", await after.BarriersAsync()));
        }

        await analyst.Page.ClickAsync("#analysis-showing");
        await analyst.Page.WaitForSelectorAsync(".showing .state:not(.on)");
        await using var later = await browser.OpenAsync(Role.MaceMember);
        await later.Page.ClickAsync("#tab-analyses");
        await later.Page.WaitForSelectorAsync(".panel .empty");
    }

    private static readonly string[] EveryKind =
        ["kernel_density", "reporting_effort", "hot_cells", "local_moran", "emerging_hotspots", "hour_matrix", "near_repeat", "scan", "lineage", "harm_after_closure"];

    public static TheoryData<string> Kinds => [.. EveryKind];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task EveryQuestion_IsAnsweredInWelsh_WithoutAKeyOrAnEnglishWord_AndWithoutABarrier(string kind)
    {
        await using var visit = await browser.OpenAsync(Role.Analyst, Screen.Phone, "cy");
        await AskAsync(visit, kind);
        Assert.DoesNotMatch(@"\b(the|and|of|with|children|harm|days)\b", await visit.TextAsync());
        // The method's own name, which is the same in every language, stands among the details.
        await visit.Page.ClickAsync(".answer .method summary");
        var text = await visit.TextAsync();
        Assert.DoesNotMatch(@"\b[a-z_]+\.[a-z]+_\w+\b", text);
        Assert.DoesNotMatch(@"\{\w+\}", text);
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        Assert.False(await visit.ScrollsSidewaysAsync());
        Assert.Empty(visit.Complaints);
    }

    [Theory]
    [InlineData(Screen.Desktop, "en")]
    [InlineData(Screen.Phone, "cy")]
    public async Task TheListAndTheForm_HaveNoBarrier_AndSayWhatIsWrongAtItsField(Screen screen, string language)
    {
        await using var visit = await browser.OpenAsync(Role.Analyst, screen, language);
        await visit.Page.ClickAsync("#tab-analyses");
        await visit.SettledAsync();
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        await visit.Page.ClickAsync("#analysis-new");
        foreach (var kind in EveryKind)
        {
            await visit.Page.CheckAsync($"[name=ask-kind][value={kind}]");
            Assert.Equal((kind, ""), (kind, string.Join("\n", await visit.BarriersAsync())));
            var text = await visit.TextAsync();
            Assert.DoesNotMatch(@"\banalyses\.\w+\b", text);
            if (language == "cy") Assert.DoesNotMatch(@"\b(the|and|of|with|children|harm)\b", text);
        }

        await visit.Page.CheckAsync("[name=ask-kind][value=hot_cells]");
        await visit.Page.FillAsync("#ask-cellMetres", "5");
        await visit.Page.ClickAsync("#ask-send");
        await visit.Page.ClickAsync(".errors a");
        await Assertions.Expect(visit.Page.Locator("#ask-cellMetres")).ToBeFocusedAsync();
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        Assert.Empty(visit.Complaints);
    }

    private static async Task AskAsync(Visit visit, string kind, string from = From, string to = To)
    {
        var page = visit.Page;
        await page.ClickAsync("#tab-analyses");
        await page.ClickAsync("#analysis-new");
        await page.CheckAsync($"[name=ask-kind][value={kind}]");
        await page.FillAsync("#ask-from", from);
        await page.FillAsync("#ask-to", to);
        await page.ClickAsync("#ask-send");
        await page.WaitForSelectorAsync(".answer-head", new() { Timeout = 60_000 });
        Assert.False(await page.IsVisibleAsync(".job"));
    }
}
