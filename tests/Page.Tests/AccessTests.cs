using Microsoft.Playwright;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Page.Tests;

public sealed class AccessTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task SignIn_WithNothingEntered_SaysWhatIsMissingAndTakesTheFocusThere()
    {
        await using var visit = await browser.VisitAsync();
        await visit.Page.ClickAsync("form button[type=submit]");

        await visit.Page.WaitForFunctionAsync("() => document.activeElement.className === 'errors'");
        await visit.Page.WaitForFunctionAsync("() => document.title.startsWith('Error:')");
        await visit.Page.ClickAsync(".errors a[href='#password']");
        await visit.Page.WaitForFunctionAsync("() => document.activeElement.id === 'password'");
    }

    [Fact]
    public async Task SignIn_WithAWrongPassword_IsRefusedInTheReadersLanguage_AndKeepsTheName()
    {
        await using var visit = await browser.VisitAsync(language: "cy");
        await visit.Page.FillAsync("#user", "somebody");
        await visit.Page.FillAsync("#password", "not this");
        await visit.Page.ClickAsync("form button[type=submit]");
        await visit.Page.WaitForSelectorAsync(".errors");

        await visit.SeesAsync("Mae problem");
        await Assertions.Expect(visit.Page.Locator("#user")).ToHaveValueAsync("somebody");
    }

    [Fact]
    public async Task Language_CanBeChangedOnTheWay_AndKeepsWhatWasTyped()
    {
        await using var visit = await browser.VisitAsync();
        await visit.Page.FillAsync("#user", "ŵyn ŷd");
        await visit.Page.ClickAsync(".top button[lang=cy]");
        await visit.Page.WaitForSelectorAsync("html[lang=cy]");

        Assert.Equal("Mewngofnodi", await visit.Page.InnerTextAsync("h1"));
        await Assertions.Expect(visit.Page.Locator("#user")).ToHaveValueAsync("ŵyn ŷd");
        Assert.Contains("Mewngofnodi", await visit.Page.TitleAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignOut_LeavesNothingOfTheMapBehind()
    {
        await using var visit = await browser.OpenAsync(Role.Analyst);
        await visit.Page.ClickAsync("#sign-out");
        await visit.Page.WaitForSelectorAsync("#password");

        await Assertions.Expect(visit.Page.Locator(".map, .panel")).ToHaveCountAsync(0);
        await Assertions.Expect(visit.Page.Locator("#password")).ToHaveValueAsync("");
        Assert.Equal(0, await visit.Page.EvaluateAsync<int>("() => localStorage.length + sessionStorage.length"));
    }
}
