using Microsoft.Playwright;
using SpacesPlaces.Api.Tests;
using SpacesPlaces.Api.Tests.Database;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Page.Tests;

/// <summary>For people who use no mouse, no colours, no script, another language or a memory that is not theirs to prove.</summary>
[Long(75)]
public sealed class EverybodyTests(Browser browser) : IClassFixture<Browser>
{
    [Theory]
    [InlineData(Screen.Desktop)]
    [InlineData(Screen.Phone)]
    public async Task ByKeyboardAlone_TheFormIsWalkedInOrder_AndTheFocusIsSeenAndUnderNoBar(Screen screen)
    {
        await using var visit = await browser.VisitAsync(screen);
        await visit.EnterAsync(TestApi.UserName(Role.Reporter, TestApi.Here), "device");
        var page = visit.Page;
        await page.ClickAsync("#device-log");
        await page.WaitForSelectorAsync("#kind");
        await page.FocusAsync(".form :is(h1, h2)[tabindex]");
        var places = new List<double>();
        for (var at = 0; at < 120; at++)
        {
            await page.Keyboard.PressAsync("Tab");
            var seen = await page.EvaluateAsync<Seen>(
                """
                () => {
                  const one = document.activeElement;
                  const box = one.getBoundingClientRect();
                  const style = getComputedStyle(one);
                  // Small controls are drawn by their label.
                  const label = one.labels?.[0];
                  const points = [box, ...(label ? [label.getBoundingClientRect()] : [])].flatMap((area) => [[0.5, 0.5], [0.5, 0.1], [0.1, 0.5]]
                    .map(([x, y]) => document.elementFromPoint(area.left + area.width * x, area.top + area.height * y)));
                  const inForm = Boolean(one.closest('form.stack'));
                  return {
                    name: `${one.tagName} ${one.id || one.className || one.name}`, inForm, last: inForm && one.matches('button[type=submit]'),
                    uncovered: points.some((under) => under && (under === one || one.contains(under) || under.contains(one) || label?.contains(under))),
                    marked: (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2)
                      || (label && getComputedStyle(label).outlineStyle !== 'none'),
                    place: box.top + (one.closest('.tab-body')?.scrollTop ?? 0),
                  };
                }
                """);
            if (!seen!.InForm) continue;
            Assert.True(seen.Uncovered, $"{seen.Name} has the focus under something else");
            Assert.True(seen.Marked, $"{seen.Name} has the focus, and nobody sees it");
            places.Add(seen.Place);
            if (seen.Last) break;
        }

        Assert.True(places.Count > (screen == Screen.Phone ? 8 : 20), "The walk did not reach the end of the form");
        // Downwards, but for controls that stand beside each other in one line of answers.
        for (var at = 1; at < places.Count; at++) Assert.True(places[at] > places[at - 1] - 60, $"Step {at} goes back up by {places[at - 1] - places[at]} px");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync(".errors");
        await page.WaitForFunctionAsync("() => document.activeElement.closest('.errors')?.className === 'errors'");
    }

    [Theory]
    [InlineData("en")]
    [InlineData("cy")]
    public async Task InTheDark_NothingIsFaint_AndEveryStateHasItsWords(string language)
    {
        var (visit, _) = await browser.BeginToKeepAsync(language: language);
        await visit.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await visit.Page.RouteAsync("**/api/v1/incidents/*-*", route => route.AbortAsync());
        await visit.WriteAsync(KeptWork.Words("Dark"));
        await ClearAsync("form");
        await visit.CheckAsync();
        await ClearAsync("answers");
        await visit.Page.ClickAsync(".answers ~ button.main");
        await visit.Page.WaitForSelectorAsync(".receipt");
        await ClearAsync("sent");
        await visit.ToDeviceAsync();
        await ClearAsync("device");
        await visit.Page.ClickAsync(".open-item");
        await visit.ToQuestionAsync("#date-month");
        await visit.Page.FillAsync("#date-month", "13");
        await visit.Page.ClickAsync("form button.main[type=submit]");
        await visit.Page.WaitForSelectorAsync(".errors");
        await ClearAsync("faults");
        // A fault is a sign and words beside its field, not a colour.
        await visit.SeesAsync(":", ".fault");
        Assert.Equal("\"!\"", await visit.Page.EvaluateAsync<string>("() => getComputedStyle(document.querySelector('.fault'), '::before').content"));
        await visit.DisposeAsync();

        async Task ClearAsync(string where) => Assert.Equal((where, ""), (where, string.Join("\n", await visit.BarriersAsync())));
    }

    [Fact]
    public async Task SigningIn_AsksForNoFeatOfMemory_AndTakesWhatIsPasted()
    {
        await using var visit = await browser.VisitAsync();
        var page = visit.Page;
        Assert.Equal("username", await page.GetAttributeAsync("#user", "autocomplete"));
        Assert.Equal("current-password", await page.GetAttributeAsync("#password", "autocomplete"));
        // Out of one field, into another, as from a keeper of passwords: nothing stops the paste.
        foreach (var (field, text) in new[] { ("#user", TestApi.UserName(Role.Analyst, TestApi.Here)), ("#password", TestApi.Password) })
        {
            var let = await page.EvaluateAsync<bool>(
                """
                ([field, text]) => {
                  const one = document.querySelector(field);
                  one.focus();
                  const clipboard = new DataTransfer();
                  clipboard.setData('text/plain', text);
                  const let_ = one.dispatchEvent(new ClipboardEvent('paste', { clipboardData: clipboard, bubbles: true, cancelable: true }));
                  if (let_) document.execCommand('insertText', false, text);
                  return let_;
                }
                """, new[] { field, text });
            Assert.True(let, $"{field} refuses what is pasted");
        }

        await page.ClickAsync("form button[type=submit]");
        await page.WaitForSelectorAsync(".map-canvas canvas");
        await Assertions.Expect(page.Locator("img[src*=captcha], [class*=captcha], [id*=captcha]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task NothingMovesForLong_OnAnyScreen_AlsoForThoseWhoDidNotAskForCalm()
    {
        await using var visit = await browser.VisitAsync();
        await visit.Page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.NoPreference });
        await visit.SignInAsync(TestApi.UserName(Role.Analyst, TestApi.Here));
        await visit.SettledAsync();
        foreach (var tab in (string[])["hotspots", "incidents", "filters", "analyses"])
        {
            await visit.Page.ClickAsync($"#tab-{tab}");
            await visit.SettledAsync();
            Assert.Empty(await visit.Page.EvaluateAsync<string[]>(
                """
                () => document.getAnimations().filter((one) => one.playState === 'running' && !(one.effect.getComputedTiming().endTime <= 5000))
                  .map((one) => one.effect.target?.className ?? '')
                """));
        }

        await visit.Page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        await visit.Page.ClickAsync("#tab-hotspots");
        Assert.Equal(0, await visit.Page.EvaluateAsync<int>("() => document.getAnimations().filter((one) => one.playState === 'running').length"));
    }

    [Fact]
    public async Task WithoutScripts_ThePageSaysInBothLanguagesWhatItNeeds()
    {
        await using var visit = await browser.VisitAsync();
        var context = await visit.Page.Context.Browser!.NewContextAsync(new() { BaseURL = visit.Home.ToString(), JavaScriptEnabled = false });
        try
        {
            var page = await context.NewPageAsync();
            await page.GotoAsync("/");
            foreach (var language in (string[])["en", "cy"])
            {
                var notice = page.Locator($"noscript p[lang={language}]");
                await Assertions.Expect(notice).ToBeVisibleAsync();
                Assert.Contains("JavaScript", await notice.InnerTextAsync(), StringComparison.Ordinal);
            }
        }
        finally
        {
            await context.CloseAsync();
        }
    }

    [Fact]
    public async Task TheLanguage_IsSwitchedAtTheDoor_InAFault_AtTheAnswers_AndWithoutANetwork_AndNothingIsLost()
    {
        var (visit, _) = await browser.BeginToKeepAsync(withPage: true);
        var page = visit.Page;
        await page.Context.SetOfflineAsync(true);
        var words = KeptWork.Words("Language");
        await visit.WriteAsync(words);
        await SwitchAsync("cy");
        await Assertions.Expect(page.Locator("#narrative")).ToHaveValueAsync(words);

        await visit.ToQuestionAsync("#date-month");
        await page.FillAsync("#date-month", "13");
        await page.ClickAsync("form button.main[type=submit]");
        await page.WaitForSelectorAsync(".errors");
        var inWelsh = await page.InnerTextAsync(".errors");
        await SwitchAsync("en");
        await Assertions.Expect(page.Locator(".errors")).Not.ToHaveTextAsync(inWelsh);
        await Assertions.Expect(page.Locator("#date-month")).ToHaveValueAsync("13");

        await page.FillAsync("#date-month", DateTime.UtcNow.AddDays(-3).Month.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await visit.CheckAsync();
        await SwitchAsync("cy");
        await Assertions.Expect(page.Locator(".answers")).ToContainTextAsync(words);
        await page.ClickAsync(".answers ~ button.main");
        await page.WaitForSelectorAsync(".receipt");
        await Assertions.Expect(page.Locator("#state-line")).ToContainTextAsync("ffôn hwn");
        await SwitchAsync("en");
        await Assertions.Expect(page.Locator("#state-line")).ToContainTextAsync("1 record saved on this phone");

        // At the door of the device, without the office.
        var alone = await browser.AgainAsync(visit);
        await alone.Page.FillAsync("#alone-user", "somebody");
        await SwitchAsync("cy", alone);
        await Assertions.Expect(alone.Page.Locator("#alone-user")).ToHaveValueAsync("somebody");
        Assert.Equal("", string.Join("\n", await alone.BarriersAsync()));
        await alone.DisposeAsync();

        async Task SwitchAsync(string language, Visit? at = null)
        {
            var on = (at ?? visit).Page;
            var button = on.Locator($".top button[lang={language}]");
            if (!await button.IsVisibleAsync()) await on.ClickAsync("#menu-button");
            await button.ClickAsync();
            await on.WaitForSelectorAsync($"html[lang={language}]");
        }
    }

    private sealed record Seen
    {
        public string Name { get; set; } = "";

        public bool InForm { get; set; }

        public bool Last { get; set; }

        public bool Uncovered { get; set; }

        public bool Marked { get; set; }

        public double Place { get; set; }
    }
}
