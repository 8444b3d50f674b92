using Microsoft.Playwright;
using SpacesPlaces.Api.Tests;
using SpacesPlaces.Api.Tests.Database;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Page.Tests;

/// <summary>Work kept on a device: without a network, after a kill, beside other people, with nothing readable.</summary>
[Long(140)]
public sealed class OfflineTests(PlainBrowser browser) : IClassFixture<PlainBrowser>
{
    [Theory]
    [InlineData(Screen.Phone, "en", "Saved on this phone")]
    [InlineData(Screen.Desktop, "cy", "Wedi’i gadw ar y cyfrifiadur hwn")]
    public async Task FromAColdStartWithoutNetwork_ADayAfterTheSignIn_ARecordIsWritten_AndReachesTheOfficeLater(Screen screen, string language, string said)
    {
        var words = KeptWork.Words("Cold start");
        var (first, user) = await browser.BeginToKeepAsync(screen, language, withPage: true);
        await browser.ExpireAsync(user);
        await first.Page.Context.SetOfflineAsync(true);
        await using var visit = await browser.AgainAsync(first);
        var page = visit.Page;
        await page.WaitForSelectorAsync("#unlock-alone");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        await visit.UnlockAloneAsync(user);
        await Assertions.Expect(page.Locator("#device-items")).ToHaveCountAsync(0);
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));

        await visit.WriteAsync(words);
        await visit.SendAsync();
        Assert.Contains(said, await page.InnerTextAsync(".receipt"), StringComparison.Ordinal);
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        Assert.False(await visit.ScrollsSidewaysAsync());
        Assert.Equal(0, await browser.HeldAsync(words));

        // The network is back, the sign-in is long over: the page asks, keeps everything, and sends by itself afterwards.
        await page.Context.SetOfflineAsync(false);
        await page.ClickAsync("#sign-in-to-send", new() { Timeout = 60_000 });
        await visit.SignInAgainAsync(user);
        await visit.ToDeviceAsync();
        await visit.WaitForStateAsync("received");
        await browser.HoldsOneAsync(words);
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
    }

    [Fact]
    public async Task NothingThatWasWritten_IsReadableInTheBrowser_AndAnotherPersonFindsNothing()
    {
        var words = KeptWork.Words("CANARI");
        var (first, user) = await browser.BeginToKeepAsync(withPage: true);
        await first.Page.Context.SetOfflineAsync(true);
        await first.WriteAsync(words);
        await first.SendAsync();
        await first.WriteAsync(words + " draft");
        await first.Page.WaitForTimeoutAsync(3_000);
        var dump = await first.DumpAsync();
        Assert.Contains("spacesplaces/parts", dump, StringComparison.Ordinal);
        Assert.Contains("index.html", dump, StringComparison.Ordinal);
        foreach (var canary in (string[])["CANARI", user, "SO 0000 5000", KeptWork.Passphrase, "practitioner_observed\"", "/api/v1/incidents/0"])
            Assert.DoesNotContain(canary, dump, StringComparison.Ordinal);

        await first.Page.Context.SetOfflineAsync(false);
        await first.Page.Context.ClearCookiesAsync();
        await using var visit = await browser.AgainAsync(first);
        var other = await browser.AddMemberAsync($"kept-other-{Guid.NewGuid():N}", Role.Reporter, Agency.YouthService);
        await visit.EnterAsync(other, "device");
        await Assertions.Expect(visit.Page.Locator("#device-items, #unlock, #unfinished")).ToHaveCountAsync(0);
        await Assertions.Expect(visit.Page.Locator("#keep-here")).ToHaveCountAsync(1);
        Assert.DoesNotContain("CANARI", await visit.Page.ContentAsync(), StringComparison.Ordinal);
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task AtEachField_AKilledTab_LosesNothing()
    {
        var (visit, user) = await browser.BeginToKeepAsync(withPage: true);
        (string Field, string Value)[] fields =
            [("#context-level", "school"), ("#date", "6"), ("#date-month", "3"), ("#date-year", "2026"), ("#time-from", "22:00"), ("#unknown", "3"), ("#narrative", "A stall by the bus stop")];
        await visit.Page.Context.SetOfflineAsync(true);
        await visit.Page.ClickAsync("#device-log");
        for (var at = 0; at < fields.Length; at++)
        {
            var (field, value) = fields[at];
            await visit.ToQuestionAsync(field);
            if (field == "#context-level") await visit.Page.SelectOptionAsync(field, value);
            else await visit.Page.FillAsync(field, value);
            await visit.Page.WaitForTimeoutAsync(2_500);
            visit = await browser.AgainAsync(visit);
            await visit.UnlockAloneAsync(user);
            await visit.Page.ClickAsync("#unfinished button");
            for (var before = 0; before <= at; before++)
            {
                await visit.ToQuestionAsync(fields[before].Field);
                await Assertions.Expect(visit.Page.Locator(fields[before].Field)).ToHaveValueAsync(fields[before].Value);
            }
        }

        await visit.DisposeAsync();
    }

    [Fact]
    public async Task AWrongPassphrase_OpensNothing_AndTheFourthHasToWait()
    {
        var (first, user) = await browser.BeginToKeepAsync(withPage: true);
        await first.Page.Context.SetOfflineAsync(true);
        await using var visit = await browser.AgainAsync(first);
        await visit.Page.FillAsync("#alone-user", user);
        for (var tried = 0; tried < 4; tried++)
        {
            await visit.Page.FillAsync("#alone-passphrase", $"wrong words {tried}");
            await visit.Page.ClickAsync("#unlock-alone button[type=submit]");
            await visit.Page.WaitForSelectorAsync("#unlock-alone .errors");
            await visit.Page.WaitForSelectorAsync("#unlock-alone button[type=submit]:text('Unlock')");
        }

        await visit.SeesAsync("before the next try", "#unlock-alone");
        Assert.True(await visit.Page.IsDisabledAsync("#unlock-alone button[type=submit]"));
        await Assertions.Expect(visit.Page.Locator("#state-line")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task WhereTheDeviceIsFull_ItSaysNotSavedAtOnce_KeepsTheForm_AndSendsWithoutSaving()
    {
        var words = KeptWork.Words("Full");
        var (visit, _) = await browser.BeginToKeepAsync(withPage: true);
        await visit.WriteAsync(words);
        await visit.Page.WaitForTimeoutAsync(2_500);
        // The browser asks for its quota anew only after minutes; so the refusal itself is given.
        await visit.Page.EvaluateAsync("() => { IDBObjectStore.prototype.put = () => { throw new DOMException('', 'QuotaExceededError'); }; }");
        await visit.Page.ClickAsync("form button.main[type=submit]");
        await visit.Page.ClickAsync(".answers ~ button.main");
        await visit.Page.WaitForSelectorAsync("#send-unkept");
        await visit.SeesAsync("Not saved", ".errors");
        await visit.SeesAsync(words, ".answers");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        Assert.Equal(0, await browser.HeldAsync(words));

        await visit.Page.ClickAsync("#send-unkept");
        await visit.Page.WaitForSelectorAsync(".receipt");
        await browser.HoldsOneAsync(words);
        await visit.DisposeAsync();
    }

    [Fact]
    public async Task WhereNothingCanBeKept_ThePageSaysSoBeforeTyping_AndSendsWithAConnection()
    {
        var words = KeptWork.Words("Private");
        await using var visit = await browser.VisitAsync(Screen.Phone);
        await visit.Page.Context.AddInitScriptAsync("Object.defineProperty(IDBFactory.prototype, 'open', { value() { throw new DOMException('', 'SecurityError'); } })");
        await visit.EnterAsync(TestApi.UserName(Role.Reporter, TestApi.Here), "device");
        await visit.Page.ClickAsync("#device-log");
        await visit.SeesAsync("Nothing can be kept on this phone", "#keeping-note");
        await Assertions.Expect(visit.Page.Locator("#keep-here")).ToHaveCountAsync(0);
        await visit.WriteAsync(words);
        await visit.SendAsync();
        await visit.SeesAsync("the office has your record");
        await browser.HoldsOneAsync(words);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("cy")]
    public async Task ThePage_CanBeInstalled_InItsLanguage(string language)
    {
        await using var visit = await browser.VisitAsync(Screen.Phone, language);
        var manifest = await visit.Page.EvaluateAsync<System.Text.Json.JsonElement>("async () => (await fetch(document.getElementById('manifest').href)).json()");
        Assert.Equal(language, manifest.GetProperty("lang").GetString());
        foreach (var icon in manifest.GetProperty("icons").EnumerateArray())
            Assert.Equal("image/png", await visit.Page.EvaluateAsync<string>("async (src) => (await fetch(src)).headers.get('content-type')", icon.GetProperty("src").GetString()));
        var session = await visit.Page.Context.NewCDPSessionAsync(visit.Page);
        var told = await session.SendAsync("Page.getAppManifest");
        Assert.Empty(told!.Value.GetProperty("errors").EnumerateArray());
        Assert.Empty(visit.Complaints);
    }
}
