using Microsoft.Playwright;
using SpacesPlaces.Api.Tests.Database;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Page.Tests;

[Long(75)]
public sealed class BarrierTests(Browser browser) : IClassFixture<Browser>
{
    public static TheoryData<Screen, string> ScreensAndLanguages => new()
    {
        { Screen.Desktop, "en" }, { Screen.Desktop, "cy" }, { Screen.Phone, "en" }, { Screen.Phone, "cy" },
    };

    [Theory]
    [MemberData(nameof(ScreensAndLanguages))]
    public async Task NoScreen_HasABarrierThatAxeFinds_OrScrollsSideways(Screen screen, string language)
    {
        await using var visit = await browser.VisitAsync(screen, language);
        await Clear("sign-in");
        await visit.SignInAsync(Api.Tests.TestApi.UserName(Role.Analyst, Api.Tests.TestApi.Here));
        foreach (var tab in (string[])["hotspots", "incidents", "filters", "context", "analysis", "analyses"])
        {
            await visit.Page.ClickAsync($"#tab-{tab}");
            await visit.Page.WaitForSelectorAsync(".skeleton", new() { State = WaitForSelectorState.Detached });
            await Clear(tab);
        }

        await visit.Page.ClickAsync(".on-dark.strong");
        await visit.Page.WaitForSelectorAsync("#kind");
        await Clear("log");
        await visit.Page.ClickAsync("form button.main");
        await Clear("log with faults");
        Assert.Empty(visit.Complaints);

        async Task Clear(string where)
        {
            Assert.Equal((where, ""), (where, string.Join("\n", await visit.BarriersAsync())));
            Assert.Equal((where, false), (where, await visit.ScrollsSidewaysAsync()));
        }
    }

    [Fact]
    public async Task InWelsh_NothingOnScreenIsAKeyOrAnEnglishWord()
    {
        await using var visit = await browser.OpenAsync(Role.Analyst, language: "cy");
        foreach (var tab in (string[])["hotspots", "incidents", "filters", "context", "analysis", "analyses"])
        {
            await visit.Page.ClickAsync($"#tab-{tab}");
            await visit.Page.WaitForSelectorAsync(".skeleton", new() { State = WaitForSelectorState.Detached });
            var text = await visit.TextAsync();
            Assert.DoesNotMatch(@"\b[a-z_]+\.[a-z]+_[a-z_]+\b", text);
            Assert.DoesNotMatch(@"\b(the|and|of|with|children|harm)\b", text);
        }
    }

    [Fact]
    public async Task EveryButtonOnAPhone_IsLargeEnoughForAThumb()
    {
        await using var visit = await browser.OpenAsync(Role.Analyst, Screen.Phone);
        var small = await visit.Page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('button, select, summary, [role=tab], label.chip')]
              .filter((one) => one.offsetParent).map((one) => [one, one.getBoundingClientRect()])
              .filter(([, box]) => box.height < 44 || box.width < 44).map(([one, box]) => `${one.className} ${box.width}x${box.height}`)
            """);
        Assert.Empty(small);
    }

    [Fact]
    public async Task TheKeyboardAlone_ReachesTheTabsAndTheLists()
    {
        await using var visit = await browser.VisitAsync();
        await visit.Page.Keyboard.PressAsync("Tab");
        await visit.Page.WaitForFunctionAsync("() => document.activeElement.className === 'skip'");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.WaitForFunctionAsync("() => document.activeElement.id === 'main'");
        Assert.DoesNotContain('#', visit.Page.Url);

        await visit.SignInAsync(Api.Tests.TestApi.UserName(Role.Analyst, Api.Tests.TestApi.Here));
        await visit.Page.WaitForFunctionAsync("() => document.activeElement.id === 'main'");
        await visit.Page.Keyboard.PressAsync("Tab");
        await visit.Page.Keyboard.PressAsync("ArrowRight");
        await visit.Page.WaitForFunctionAsync("() => document.activeElement.id === 'tab-incidents'");
        Assert.Equal("true", await visit.Page.GetAttributeAsync("#tab-incidents", "aria-selected"));
    }
}
