using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SpacesPlaces.Api.Tests.Database;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Page.Tests;

[Long(75)]
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
        await visit.Page.ClickAsync(".answers > div:nth-child(3) .link");

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
        await visit.Page.ClickAsync("#to-map");
        await visit.Page.WaitForSelectorAsync(".skeleton", new() { State = WaitForSelectorState.Detached });

        await Assertions.Expect(visit.Page.Locator("#tab-incidents, #tab-analysis, .on-dark.strong")).ToHaveCountAsync(0);
        Assert.DoesNotContain(visit.Addresses, address => address.Contains("/incidents", StringComparison.Ordinal));
        Assert.All(visit.Bodies, body =>
        {
            Assert.DoesNotContain("\"token\":\"", body, StringComparison.Ordinal);
            Assert.DoesNotContain("occurredFrom", body, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task AtADesk_AllQuestionsAreInOneView_AndControlWithEnterGoesOn_TwiceUntilItIsSent()
    {
        await using var visit = await browser.OpenAsync(Role.Reporter);
        var token = await FillAsync(visit);
        foreach (var question in (string[])["#kind", "#date", "#pick-point", "#token-0", "#narrative"]) await Assertions.Expect(visit.Page.Locator(question)).ToBeAttachedAsync();
        await visit.Page.FocusAsync("#time-to");
        await visit.Page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(visit.Page.Locator(".answers")).ToContainTextAsync(token);
        await visit.SettledAsync();
        await visit.Page.Keyboard.PressAsync("Control+Enter");
        await visit.Page.WaitForSelectorAsync(".receipt");
    }

    [Theory]
    [InlineData("en", "Question 2 of 5")]
    [InlineData("cy", "Cwestiwn 2 o 5")]
    public async Task OnAPhone_OneQuestionFillsTheScreen_BackKeepsItsAnswer_AndAChangeReturnsToTheCheck(string language, string second)
    {
        await using var visit = await browser.OpenAsync(Role.Reporter, Screen.Phone, language);
        var page = visit.Page;
        await FillAsync(visit);
        await visit.ToQuestionAsync("#kind");
        // Nothing goes on past what is missing.
        await page.SelectOptionAsync("#context-level", "");
        await page.ClickAsync("form button.main");
        await page.WaitForSelectorAsync(".errors a[href='#context-level']");
        await Assertions.Expect(page.Locator("#date")).ToHaveCountAsync(0);
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        await page.SelectOptionAsync("#context-level", "school");
        await page.ClickAsync("form button.main");
        await Assertions.Expect(page.Locator("h1.caption")).ToContainTextAsync(second);
        await Assertions.Expect(page.Locator("h2.question")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator(".errors")).ToHaveCountAsync(0);
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));

        // The browser's own Back is the page's.
        await page.GoBackAsync();
        await Assertions.Expect(page.Locator("#context-level")).ToHaveValueAsync("school");
        await visit.CheckAsync();
        await page.ClickAsync(".answers > div:nth-child(4) button");
        await Assertions.Expect(page.Locator("#date")).ToBeFocusedAsync();
        await page.FillAsync("#time-from", "23:00");
        await page.ClickAsync("form button.main");
        await Assertions.Expect(page.Locator(".answers")).ToContainTextAsync("23:00");
        await page.GoBackAsync();
        await Assertions.Expect(page.Locator("#date")).ToBeAttachedAsync();
        await visit.SendAsync();
        Assert.Empty(visit.Complaints);
    }

    private Task<long> CountAsync() => browser.ScalarAsync<long>("select count(*) from incident");

    /// <summary>Fills the form with a whole incident and answers the child's token.</summary>
    internal static async Task<string> FillAsync(Visit visit)
    {
        var page = visit.Page;
        await page.ClickAsync(".on-dark.strong");
        await page.CheckAsync("#kind");
        await page.CheckAsync("#harm");
        await page.SelectOptionAsync("#context-level", "neighbourhood");
        await visit.ToQuestionAsync("#date");
        var day = DateTime.UtcNow.AddDays(-3);
        await WhereAndWhenTests.DateAsync(visit, day.Day, day.Month, day.Year);
        await page.FillAsync("#time-from", "22:00");
        await page.FillAsync("#time-to", "02:00");
        await page.CheckAsync("#time-confidence-approximate");
        await visit.ToQuestionAsync("#pick-point");
        // Without dragging: the arrows move the map under the cross.
        await page.ClickAsync("#pick-point");
        await page.ClickAsync(".arrow-up");
        await page.ClickAsync(".arrow-left");
        await page.ClickAsync(".pick .main");
        await visit.ToQuestionAsync("#unknown");
        await page.ClickAsync("#child-add");
        await page.ClickAsync("fieldset.child .with-button button");
        await page.SelectOptionAsync("#holder-0", "ce_team");
        await page.SelectOptionAsync("#age-0", "13_15");
        var token = await page.InputValueAsync("#token-0");
        await visit.ToQuestionAsync("#source-kind");
        await page.SelectOptionAsync("#source-kind", "practitioner_observed");
        await page.CheckAsync("#info-grade");
        return token;
    }

    [GeneratedRegex(@"bbox|-?\d{1,2}\.\d+,")]
    private static partial Regex Degrees();
}
