using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Page.Tests;

public sealed partial class IncidentTests(Browser browser) : IClassFixture<Browser>
{
    [Theory]
    [InlineData(Screen.Desktop)]
    [InlineData(Screen.Phone)]
    public async Task AReporter_LogsAnIncident_ChecksIt_AndHoldsAReceipt(Screen screen)
    {
        await using var visit = await browser.OpenAsync(Role.Reporter, screen);
        var before = await CountAsync();
        var token = await FillAsync(visit);
        await visit.Page.ClickAsync("form button.main");

        await visit.SeesAsync("Nothing has been sent yet");
        Assert.Equal(before, await CountAsync());
        await visit.SeesAsync(token, ".answers");
        // Pressed twice, as an impatient hand does: one record.
        await visit.Page.DblClickAsync(".stack > button.main");
        await visit.Page.WaitForSelectorAsync(".receipt");

        Assert.Equal(before + 1, await CountAsync());
        await visit.SeesAsync("the office has your record");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        Assert.Equal(1, await browser.ScalarAsync<long>("select count(*) from child where token = $1", token));
    }

    [Fact]
    public async Task Change_LeadsToTheAnswerAndKeepsTheOthers_InTheOtherLanguageToo()
    {
        await using var visit = await browser.OpenAsync(Role.Reporter);
        var token = await FillAsync(visit);
        await visit.Page.ClickAsync("form button.main");
        await visit.Page.ClickAsync(".top button[lang=cy]");
        await visit.Page.ClickAsync(".answers > div:nth-child(6) .link");

        await Assertions.Expect(visit.Page.Locator("#context-level")).ToBeFocusedAsync();
        await Assertions.Expect(visit.Page.Locator("#context-level")).ToHaveValueAsync("neighbourhood");
        await Assertions.Expect(visit.Page.Locator("#token-0")).ToHaveValueAsync(token);
        await Assertions.Expect(visit.Page.Locator("#time-from")).ToHaveValueAsync("22:00");
    }

    [Fact]
    public async Task NoAddress_HoldsAPoint_AndNobodyElseIsAsked()
    {
        await using var visit = await browser.OpenAsync(Role.Reporter);
        await FillAsync(visit);
        await visit.Page.ClickAsync("form button.main");
        await visit.Page.ClickAsync(".stack > button.main");
        await visit.Page.WaitForSelectorAsync(".receipt");

        Assert.All(visit.Addresses, address => Assert.StartsWith(visit.Home.ToString(), address, StringComparison.Ordinal));
        Assert.Contains(visit.Addresses, address => address.EndsWith("/incidents/search", StringComparison.Ordinal));
        Assert.DoesNotContain(visit.Addresses, address => Degrees().IsMatch(Uri.UnescapeDataString(address)));

        Assert.Equal(visit.Home, new Uri(visit.Page.Url));
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task APlanner_SeesNoIncident_InThePageOrInAnyAnswer()
    {
        await using (var reporter = await browser.OpenAsync(Role.Reporter))
        {
            await FillAsync(reporter);
            await reporter.Page.ClickAsync("form button.main");
            await reporter.Page.ClickAsync(".stack > button.main");
            await reporter.Page.WaitForSelectorAsync(".receipt");
        }

        await using var visit = await browser.OpenAsync(Role.Planner);
        await visit.Page.WaitForSelectorAsync(".skeleton", new() { State = WaitForSelectorState.Detached });

        await Assertions.Expect(visit.Page.Locator("#tab-incidents, #tab-analysis, .on-dark.strong")).ToHaveCountAsync(0);
        Assert.DoesNotContain(visit.Addresses, address => address.Contains("/incidents", StringComparison.Ordinal));
        Assert.All(visit.Bodies, body =>
        {
            Assert.DoesNotContain("\"token\":\"", body, StringComparison.Ordinal);
            Assert.DoesNotContain("occurredFrom", body, StringComparison.Ordinal);
        });
    }

    private Task<long> CountAsync() => browser.ScalarAsync<long>("select count(*) from incident");

    /// <summary>Fills the form with a whole incident and answers the child's token.</summary>
    internal static async Task<string> FillAsync(Visit visit)
    {
        var page = visit.Page;
        await page.ClickAsync(".on-dark.strong");
        await page.CheckAsync("#kind");
        var day = DateTime.UtcNow.AddDays(-3);
        await WhereAndWhenTests.DateAsync(visit, day.Day, day.Month, day.Year);
        await page.FillAsync("#time-from", "22:00");
        await page.FillAsync("#time-to", "02:00");
        await page.CheckAsync("#time-confidence-approximate");
        // Without dragging: the arrows move the map under the cross.
        await page.ClickAsync("#pick-point");
        await page.ClickAsync(".arrow-up");
        await page.ClickAsync(".arrow-left");
        await page.ClickAsync(".pick .main");
        await page.CheckAsync("#harm");
        await page.SelectOptionAsync("#context-level", "neighbourhood");
        await page.ClickAsync("text=Add a child");
        await page.ClickAsync("fieldset.child .with-button button");
        await page.SelectOptionAsync("#holder-0", "ce_team");
        await page.SelectOptionAsync("#age-0", "13_15");
        await page.SelectOptionAsync("#source-kind", "practitioner_observed");
        await page.CheckAsync("#info-grade");
        return await page.InputValueAsync("#token-0");
    }

    [GeneratedRegex(@"bbox|-?\d{1,2}\.\d+,")]
    private static partial Regex Degrees();
}
