using Microsoft.Playwright;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Page.Tests;

/// <summary>The writer sees what others will see, and is warned of text that may tell who somebody is (PRV-05).</summary>
public sealed class PreviewTests(Browser browser) : IClassFixture<Browser>
{
    [Theory]
    [InlineData(Screen.Desktop)]
    [InlineData(Screen.Phone)]
    public async Task CheckStep_SaysWhatEachGroupOfReadersGets_InBothLanguages(Screen screen)
    {
        await using var visit = await browser.OpenAsync(Role.Reporter, screen);
        await IncidentTests.FillAsync(visit);
        await visit.Page.FillAsync("#narrative", "An adult followed the child from the shelter.");
        await visit.Page.ClickAsync("form button.main");
        await visit.Page.WaitForSelectorAsync(".who-sees dl");

        var rows = visit.Page.Locator(".who-sees dl > div");
        await Assertions.Expect(rows).ToHaveCountAsync(5);
        await Assertions.Expect(rows.Nth(0)).ToContainTextAsync("the exact place and time");
        await Assertions.Expect(rows.Nth(2)).ToContainTextAsync("Gets: a square of 1 km and the day.");
        var panel = await rows.Nth(2).InnerTextAsync();
        Assert.Contains("what you wrote", panel[panel.IndexOf("Does not get", StringComparison.Ordinal)..], StringComparison.Ordinal);
        await Assertions.Expect(rows.Nth(4)).ToContainTextAsync("Nothing, not even that it exists");
        await Assertions.Expect(visit.Page.Locator(".telling")).ToHaveCountAsync(0);
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));

        // On a phone the form covers the language button.
        if (screen == Screen.Phone) return;
        await visit.Page.ClickAsync(".top button[lang=cy]");
        await visit.Page.WaitForSelectorAsync("html[lang=cy]");
        await Assertions.Expect(rows.Nth(2)).ToContainTextAsync("Yn cael: sgwâr 1 km");
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task TextThatMayTellWhoSomebodyIs_IsSentWithAReasonOnly()
    {
        await using var visit = await browser.OpenAsync(Role.Reporter);
        await IncidentTests.FillAsync(visit);
        await visit.Page.FillAsync("#narrative", "A man called Rhys followed the child.");
        await visit.Page.ClickAsync("form button.main");
        await visit.Page.WaitForSelectorAsync(".telling");
        await visit.SeesAsync("what looks like a name: Rhys", ".telling");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));

        var before = await browser.ScalarAsync<long>("select count(*) from incident");
        await visit.Page.ClickAsync(".stack > button.main");
        await Assertions.Expect(visit.Page.Locator("#identifying-reason")).ToBeFocusedAsync();
        await visit.SeesAsync("Say why this must stay", "#identifying-reason-fault");
        Assert.Equal(before, await browser.ScalarAsync<long>("select count(*) from incident"));
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));

        await visit.Page.FillAsync("#identifying-reason", "The police asked for the name.");
        await visit.Page.ClickAsync(".stack > button.main");
        await visit.Page.WaitForSelectorAsync(".receipt");
        Assert.Equal(1, await browser.ScalarAsync<long>("select count(*) from incident where identifying_reason = 'The police asked for the name.'"));
    }
}
