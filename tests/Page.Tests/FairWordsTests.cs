using Microsoft.Playwright;
using SpacesPlaces.Api.Tests;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Page.Tests;

/// <summary>D2, UX-16: unfair wording is named under the text with a better one; the text changes by the writer's own act alone.</summary>
public sealed class FairWordsTests(PlainBrowser browser) : IClassFixture<PlainBrowser>
{
    private const string Blaming = "She is placing herself at risk and continues to choose to go missing.";

    [Theory]
    [InlineData(Screen.Desktop, "en", "It makes the child the cause of the harm")]
    [InlineData(Screen.Desktop, "cy", "Mae'n gwneud y plentyn yn achos y niwed")]
    [InlineData(Screen.Phone, "en", "It makes the child the cause of the harm")]
    [InlineData(Screen.Narrow, "en", "It makes the child the cause of the harm")]
    public async Task WhileWriting_EachWordingHasItsReasonAndAnother_AndNothingChangesByItself(Screen screen, string language, string reason)
    {
        await using var visit = await browser.VisitAsync(screen, withPage: true);
        await visit.SignInAsync(TestApi.UserName(Role.Reporter, TestApi.Here));
        await visit.Page.EvaluateAsync("() => navigator.serviceWorker.ready.then(() => undefined)");
        await IncidentTests.FillAsync(visit);
        if (language == "cy") await visit.Page.ClickAsync(".top button[lang=cy]");
        await visit.Page.WaitForSelectorAsync($"html[lang={language}]");
        // The rules lie on the phone: with the network gone they are as good.
        await visit.Page.Context.SetOfflineAsync(true);
        await visit.Page.FillAsync("#narrative", Blaming);
        await visit.Page.WaitForSelectorAsync(".fair-words");
        await Assertions.Expect(visit.Page.Locator(".fair-words li.challenge")).ToHaveCountAsync(2);
        await visit.SeesAsync(reason, ".fair-words");
        await Assertions.Expect(visit.Page.Locator("#narrative")).ToHaveValueAsync(Blaming);
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));

        await visit.Page.Locator(".fair-words li button").First.ClickAsync();
        await Assertions.Expect(visit.Page.Locator("#narrative")).ToHaveValueAsync("She is being harmed and continues to choose to go missing.");
        await Assertions.Expect(visit.Page.Locator("#narrative")).ToBeFocusedAsync();
        await Assertions.Expect(visit.Page.Locator(".fair-words li")).ToHaveCountAsync(1);
        await visit.Page.FillAsync("#narrative", "Child said: \"I chose to go\"");
        await visit.Page.WaitForSelectorAsync(".fair-words", new() { State = WaitForSelectorState.Detached });
    }

    [Fact]
    public async Task ChallengedWording_IsSentWithAReasonOnly()
    {
        await using var visit = await browser.OpenAsync(Role.Reporter);
        await IncidentTests.FillAsync(visit);
        await visit.Page.FillAsync("#narrative", Blaming);
        await visit.Page.ClickAsync("form button.main");
        await visit.Page.WaitForSelectorAsync(".errors");
        await visit.SeesAsync("say why it must stay", "#narrative-language-reason-fault");
        await visit.Page.ClickAsync(".errors a");
        await Assertions.Expect(visit.Page.Locator("#narrative-language-reason")).ToBeFocusedAsync();
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));

        await visit.Page.FillAsync("#narrative-language-reason", "These are the words of the referral.");
        await visit.Page.ClickAsync("form button.main");
        await visit.Page.WaitForSelectorAsync(".answers");
        await visit.Page.ClickAsync(".stack > button.main");
        await visit.Page.WaitForSelectorAsync(".receipt");
        Assert.Equal(Blaming, await browser.ScalarAsync<string>("select narrative from incident where language_reason = 'These are the words of the referral.'"));
    }

    [Fact]
    public async Task Advice_LetsTheWriterGoOn()
    {
        await using var visit = await browser.OpenAsync(Role.Reporter);
        await IncidentTests.FillAsync(visit);
        await visit.Page.FillAsync("#narrative", "Youths were loitering in a no-go area");
        await Assertions.Expect(visit.Page.Locator(".fair-words li.advise")).ToHaveCountAsync(2);
        await Assertions.Expect(visit.Page.Locator("#narrative-language-reason")).ToHaveCountAsync(0);
        await Assertions.Expect(visit.Page.Locator("[role=status]", new() { HasText = "2 wordings to look at again" })).ToHaveCountAsync(1);
        await visit.Page.ClickAsync("form button.main");
        await visit.Page.WaitForSelectorAsync(".answers");
    }
}
