using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SpacesPlaces.Api.Tests;
using SpacesPlaces.Api.Tests.Assessments;
using SpacesPlaces.Api.Tests.Assessments.Instruments;
using SpacesPlaces.Api.Tests.Spaces;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Page.Tests;

/// <summary>Young people answer on a phone, without a name; the desk hands out, keys in paper, closes, and reads what enough people said.</summary>
public sealed class TakePartTests(Browser browser) : IClassFixture<Browser>
{
    [Theory]
    [InlineData("cy", "Sut mae hi i ti yma?", "Pa mor aml wyt ti yma?", "Diolch. Derbyniwyd yr atebion.")]
    [InlineData("en", "What is it like for you here?", "How often are you here?", "Thank you. Your answers were received.")]
    public async Task OnAPhone_OneQuestionAPage_BackKeepsAnswers_AndReceivedIsSaidOnAReceiptAlone(string language, string title, string first, string received)
    {
        using var assessor = browser.As(Role.Assessor);
        var (handed, token) = await assessor.HandOutAsync(await assessor.AssessAsync());
        await using var visit = await browser.VisitAsync(Screen.Phone, language);
        var page = visit.Page;
        await page.GotoAsync($"{visit.Home}take-part.html#{token}");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync(title);
        await LooksAsync(visit);
        await page.ClickAsync("main .main");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync(first);
        await LooksAsync(visit);
        await page.CheckAsync("label:nth-of-type(2) input");
        await page.ClickAsync("main .main");
        await page.CheckAsync("label:nth-of-type(1) input");
        await page.GoBackAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync(first);
        Assert.True(await page.IsCheckedAsync("label:nth-of-type(2) input"));
        for (var question = 1; question < 5; question++) await page.ClickAsync("main .main");
        await page.FillAsync("textarea", "Ffonia fi: 07700 900123");
        await LooksAsync(visit);
        for (var question = 5; question < 9; question++) await page.ClickAsync("main .main");
        await LooksAsync(visit);

        // What may tell who somebody is comes back to its question, gently; the rest stays.
        await page.ClickAsync("main .main");
        await page.WaitForSelectorAsync(".problem");
        await LooksAsync(visit);
        await page.ClickAsync(".problem .link");
        await page.FillAsync("textarea", "Y wal wrth yr afon");
        for (var question = 5; question < 9; question++) await page.ClickAsync("main .main");

        // Without a network nothing is received, nothing is lost, and nothing is kept in the browser.
        await page.Context.SetOfflineAsync(true);
        await page.ClickAsync("main .main");
        await page.WaitForSelectorAsync(".problem");
        await Assertions.Expect(page.Locator("h1")).Not.ToHaveTextAsync(received);
        await page.Context.SetOfflineAsync(false);
        await page.ClickAsync("main .main");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync(received);
        await LooksAsync(visit);
        Assert.Equal(1, await browser.ScalarAsync<long>("select count(*) from collection_answer where collection_id = $1", handed.Id));
        Assert.Equal("0 0 0 ", await page.EvaluateAsync<string>(
            "async () => `${localStorage.length} ${sessionStorage.length} ${(await indexedDB.databases()).length} ${document.cookie}`"));
        Assert.DoesNotContain(visit.Addresses, address => address.Contains(token, StringComparison.Ordinal) && !address.Contains('#'));
        Assert.DoesNotContain(visit.Addresses.SkipWhile(address => !address.Contains("take-part.html", StringComparison.Ordinal)), address => Regex.IsMatch(address, "maplibre|service-worker|assets/(index|house)-"));
        await page.ClickAsync(".leave");
        await page.WaitForURLAsync("**/leave.html");
        await visit.SeesAsync("There is nothing more on this page.");
        Assert.All(visit.Complaints, complaint => Assert.Contains("net::ERR_INTERNET_DISCONNECTED", complaint, StringComparison.Ordinal));
    }

    [Fact]
    public async Task ALinkThatDied_SaysSo_InTheLanguageThatIsChosen()
    {
        using var assessor = browser.As(Role.Assessor);
        var id = await assessor.AssessAsync();
        var (handed, token) = await assessor.HandOutAsync(id);
        await assessor.CloseAsync(id, handed.Id);
        await using var visit = await browser.VisitAsync(Screen.Narrow);
        await visit.Page.GotoAsync($"{visit.Home}take-part.html#{token}");
        await visit.SeesAsync("This has closed");
        await visit.Page.ClickAsync(".language");
        await visit.SeesAsync("Mae hwn wedi cau");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        await visit.Page.GotoAsync($"{visit.Home}take-part.html#made-up");
        await visit.SeesAsync("This link does not work");
        Assert.False(await visit.ScrollsSidewaysAsync());
    }

    [Fact]
    public async Task TheDesk_HandsOut_PrintsOnBothLanguages_KeysInPaper_Closes_AndReadsWhatEnoughSaid()
    {
        using var assessor = browser.As(Role.Assessor);
        using var anyone = browser.Anyone();
        var id = await assessor.AssessAsync(await assessor.ScreenedAsync(SpaceWorld.Park(northing: 258_000) with { NameEn = "The far park", NameCy = "Y parc pell" }));
        await using var visit = await browser.VisitAsync();
        var page = visit.Page;
        await visit.EnterAsync(TestApi.UserName(Role.Assessor, TestApi.Here), "assessments");
        await page.ClickAsync(".entries .link:text('The far park')");
        await page.ClickAsync("#step-baseline");
        await page.ClickAsync("#hand-out");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        await page.ClickAsync("#hand button.main");
        var address = await page.InnerTextAsync("#link-address");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        await page.ClickAsync("#link button:text('Print the poster')");
        await page.WaitForSelectorAsync(".sheet .poster", new() { State = WaitForSelectorState.Attached });
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        var poster = await page.InnerTextAsync("body");
        Assert.Contains("What is it like for you here?", poster, StringComparison.Ordinal);
        Assert.Contains("Sut mae hi i ti yma?", poster, StringComparison.Ordinal);
        Assert.DoesNotContain("OFFICIAL", poster, StringComparison.Ordinal);
        await page.EmulateMediaAsync(new() { Media = Media.Screen });
        await page.EvaluateAsync("() => window.dispatchEvent(new Event('afterprint'))");
        await page.ClickAsync("#link button.main");

        foreach (var choice in Enumerable.Repeat("most_days", 5).Concat(Enumerable.Repeat("every_week", 6)).Concat(Enumerable.Repeat("now_and_then", 7)))
            await anyone.AnswerOnceAsync(address.Split('#')[1], new SurveyAnswer("how_often", choice));
        await page.ClickAsync("button:text('Key in a paper form')");
        await page.CheckAsync("#key-how_often");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        await page.ClickAsync("#key button.main");
        await visit.SeesAsync("The form was keyed in.");
        await page.ClickAsync("button:text('Close now')");
        await page.ClickAsync("#close button.main");
        await visit.SeesAsync("19 answered");
        await visit.SeesAsync("37% of 19", ".what-they-said");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        Assert.False(await visit.ScrollsSidewaysAsync());
        Assert.Empty(visit.Complaints);
        Assert.Equal(id, (await assessor.AssessmentAsync(id)).Assessment.Id);
    }

    [Fact]
    public async Task WhatAdultsWrote_StandsAsTheyWroteIt_WithAWordBesideWhatBlames_AndYoungPeoplesOwnWordsWithNone()
    {
        using var assessor = browser.As(Role.Assessor);
        using var anyone = browser.Anyone();
        var id = await assessor.AssessAsync(await assessor.ScreenedAsync(SpaceWorld.Park(northing: 258_000) with { NameEn = "The quiet park", NameCy = "Y parc tawel" }));
        const string blaming = "The girls are putting themselves at risk";
        foreach (var instrument in (Instrument[])[Instrument.SurveyResidents, Instrument.SurveyYoungPeople])
        {
            var (handed, token) = await assessor.HandOutAsync(id, CollectionWorld.Handed with { Instrument = instrument });
            foreach (var text in (string[])[blaming, "More light", "A later bus", "Benches", "Somebody to talk to"]) await anyone.AnswerOnceAsync(token, new SurveyAnswer("what_would_help", null, text));
            await assessor.CloseAsync(id, handed.Id);
        }

        await using var visit = await browser.VisitAsync(Screen.Phone, "cy");
        await visit.EnterAsync(TestApi.UserName(Role.MaceMember, TestApi.Here), "assessments");
        await visit.Page.ClickAsync(".entries .link:text('Y parc tawel')");
        await visit.Page.ClickAsync("#step-baseline");
        var told = visit.Page.Locator(".own-words");
        await Assertions.Expect(told).ToHaveCountAsync(2);
        for (var at = 0; at < 2; at++) await told.Nth(at).Locator("summary").ClickAsync();
        await Assertions.Expect(visit.Page.Locator($".own-words li:has-text('{blaming}')")).ToHaveCountAsync(2);
        await Assertions.Expect(visit.Page.Locator(".own-words li .hint")).ToHaveCountAsync(1);
        await Assertions.Expect(visit.Page.Locator($".own-words li:has-text('{blaming}') .hint")).ToContainTextAsync("peidiwch â’i roi yn eich testunau eich hun");
        await LooksAsync(visit);
    }

    private static async Task LooksAsync(Visit visit)
    {
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        Assert.False(await visit.ScrollsSidewaysAsync());
    }
}
