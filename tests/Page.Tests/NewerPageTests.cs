using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace SpacesPlaces.Page.Tests;

/// <summary>An old and a new page on one device, where the new one keeps things in another way.</summary>
public sealed partial class NewerPageTests(PlainBrowser browser) : IClassFixture<PlainBrowser>
{
    private const string Records = "**/api/v1/incidents/*-*";

    [Fact]
    public async Task WhatWaitsInAnOldTab_IsTakenOverByANewerPage_AndTheOldTabSaysWhatItCanNoLongerKeep()
    {
        var words = KeptWork.Words("Older");
        var (old, _) = await browser.BeginToKeepAsync(withPage: true);
        await old.Page.RouteAsync(Records, route => route.AbortAsync());
        await old.WriteAsync(words + " waiting");
        await old.SendAsync();
        await old.WriteAsync(words + " typed");
        await old.Page.WaitForFunctionAsync("() => document.querySelector('#state-line').textContent.includes('1 record saved')");
        // What is typed is written down a moment later.
        await old.Page.WaitForTimeoutAsync(2_500);

        // The page comes from the network again, and not from what the device keeps of it.
        await old.Page.EvaluateAsync("() => navigator.serviceWorker.getRegistrations().then((all) => Promise.all(all.map((one) => one.unregister()))).then(() => undefined)");
        var newer = await NewerTabAsync(old);
        await newer.UnlockAsync();
        await newer.ToDeviceAsync();
        await newer.WaitForStatesAsync("received");
        await browser.HoldsOneAsync(words + " waiting");
        await Assertions.Expect(newer.Page.Locator("#unfinished")).ToHaveCountAsync(1);

        // The old tab says that it is old, says that it cannot keep, and can still send what is typed in it.
        await Assertions.Expect(old.Page.Locator("#state-line")).ToContainTextAsync("newer");
        await Assertions.Expect(old.Page.Locator("#narrative")).ToHaveValueAsync(words + " typed");
        await old.Page.UnrouteAllAsync();
        await old.CheckAsync();
        await old.Page.ClickAsync(".answers ~ button.main");
        await old.Page.WaitForSelectorAsync("#send-unkept");
        Assert.Equal(0, await browser.HeldAsync(words + " typed"));
        await old.Page.ClickAsync("#send-unkept");
        await old.Page.WaitForSelectorAsync(".receipt");

        // Loaded anew as a newer page it shows the same as the other tab; the draft that both held is one record.
        await newer.Page.ClickAsync("#unfinished button");
        await newer.ToQuestionAsync("#narrative");
        await Assertions.Expect(newer.Page.Locator("#narrative")).ToHaveValueAsync(words + " typed");
        await newer.SendAsync();
        await browser.HoldsOneAsync(words + " typed");
        await browser.HoldsOneAsync(words + " waiting");
        await old.DisposeAsync();
    }

    // The page as its next version will be: its database and the format of what is kept are one step further.
    private async Task<Visit> NewerTabAsync(Visit old)
    {
        int databases = 0, formats = 0, steps = 0;
        var visit = new Visit(await old.Page.Context.NewPageAsync(), browser.Address);
        await visit.Page.RouteAsync("**/assets/*.js", async route =>
        {
            var answer = await route.FetchAsync();
            var script = await answer.TextAsync();
            script = Database().Replace(script, found => Counted(ref databases, $"{found.Groups[1].Value}+1)"));
            script = Format().Replace(script, _ => Counted(ref formats, "{format:3,person:"));
            script = Steps().Replace(script, found => Counted(ref steps, $"=3,{found.Groups[1].Value}={{...{found.Groups[2].Value},2:e=>({{...e,newer:!0}})}}){{let {found.Groups[3].Value}=JSON.parse("));
            await route.FulfillAsync(new() { Response = answer, Body = script });
        });
        await visit.Page.GotoAsync("/");
        await visit.Page.WaitForSelectorAsync("#unlock");
        Assert.Equal((1, 1, 1), (databases, formats, steps));
        return visit;
    }

    private static string Counted(ref int count, string text)
    {
        count++;
        return text;
    }

    [GeneratedRegex(@"(indexedDB\.open\([\w$]+,[\w$]+\.length)\)")]
    private static partial Regex Database();

    [GeneratedRegex(@"\{format:2,person:")]
    private static partial Regex Format();

    [GeneratedRegex(@"=2,([\w$]+)=([\w$]+)\)\{let ([\w$]+)=JSON\.parse\((?=[\w$]+\);if\(typeof [\w$]+\.format)")]
    private static partial Regex Steps();
}
