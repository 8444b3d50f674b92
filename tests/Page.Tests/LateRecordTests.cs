using Microsoft.Playwright;
using SpacesPlaces.Api.Tests;
using SpacesPlaces.Api.Tests.Database;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Page.Tests;

/// <summary>Records that cannot go the straight way: refused, overtaken, stuck, sent twice, over a network that comes and goes.</summary>
[Long(120)]
public sealed class LateRecordTests(PlainBrowser browser) : IClassFixture<PlainBrowser>
{
    private const string Records = "**/api/v1/incidents/*-*";

    [Fact]
    public async Task ARecordThatTheOfficeCannotPlace_StaysOnTheDevice_WithItsWordsAndWhatTheOfficeSaid()
    {
        var words = KeptWork.Words("No id");
        var (visit, _) = await browser.BeginToKeepAsync();
        // The id is lost on the way: the office itself refuses what has none.
        await visit.Page.RouteAsync(Records, route => route.ContinueAsync(new() { Url = $"{visit.Home}api/v1/incidents/not-an-id" }));
        await visit.WriteAsync(words);
        await visit.CheckAsync();
        await visit.Page.ClickAsync(".answers ~ button.main");
        await visit.Page.WaitForSelectorAsync(".errors");
        await visit.ToQuestionAsync("#narrative");
        await Assertions.Expect(visit.Page.Locator("#narrative")).ToHaveValueAsync(words);
        await visit.ToDeviceAsync();
        Assert.Equal(["attention"], await visit.StatesAsync());
        Assert.DoesNotContain("has everything", await visit.Page.InnerTextAsync("#state-line"), StringComparison.Ordinal);
        Assert.Equal(0, await browser.HeldAsync(words));
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));

        // Opened again after the tab was killed, it is whole; the office takes it when the fault is gone.
        var again = await browser.AgainAsync(visit);
        await again.UnlockAsync();
        await again.ToDeviceAsync();
        await again.Page.ClickAsync(".open-item");
        await again.ToQuestionAsync("#narrative");
        await Assertions.Expect(again.Page.Locator("#narrative")).ToHaveValueAsync(words);
        await again.SendAsync();
        await browser.HoldsOneAsync(words);
        await again.DisposeAsync();
    }

    [Fact]
    public async Task TheFirstOfAChainThatNeverArrives_HoldsItsEdits_AndNoOtherRecord()
    {
        var words = KeptWork.Words("Stuck");
        var (visit, _) = await browser.BeginToKeepAsync();
        await visit.Page.RouteAsync(Records, route => route.AbortAsync());
        await visit.WriteAsync(words);
        await visit.SendAsync();
        await visit.ToDeviceAsync();
        var stuck = await visit.Page.GetAttributeAsync("#device-items > li", "data-record");
        await visit.Page.ClickAsync(".open-item");
        await visit.ToQuestionAsync("#narrative");
        await visit.Page.FillAsync("#narrative", words + " edited");
        await visit.SendAsync();

        await visit.Page.UnrouteAllAsync();
        await visit.Page.RouteAsync($"**/api/v1/incidents/{stuck}", route => route.AbortAsync());
        await visit.WriteAsync(words + " other");
        await visit.SendAsync();
        await visit.ToDeviceAsync();
        await visit.WaitForStateAsync("received");
        await visit.WaitForStatesAsync("received", "saved", "saved");
        Assert.Equal((0, 0, 1), (await browser.HeldAsync(words), await browser.HeldAsync(words + " edited"), await browser.HeldAsync(words + " other")));
        await visit.SeesAsync("2 records", "#state-line");

        // The first is given up, after a question; the edit behind it is no record of its own, and its writer is asked.
        await visit.Page.Locator($"li[data-record='{stuck}'] .remove").Last.ClickAsync();
        await visit.Page.ClickAsync(".remove-yes");
        await visit.WaitForStatesAsync("received", "saved");
        await visit.Page.UnrouteAllAsync();
        await visit.SendNowAsync();
        await visit.WaitForStateAsync("attention");
        Assert.Equal(0, await browser.HeldAsync(words + " edited"));
        await visit.DisposeAsync();
    }

    [Fact]
    public async Task AnEditOverSomebodyElsesEdit_ShowsBoth_AndTheWriterChooses()
    {
        var words = KeptWork.Words("Both");
        var (visit, _, id) = await ReceivedAsync(words);
        await EditOfflineAsync(visit, words + " mine");
        await ChangeAtTheOfficeAsync(id, words + " theirs");
        await visit.Page.UnrouteAllAsync();
        await visit.ToDeviceAsync();
        await visit.SendNowAsync();
        await visit.WaitForStateAsync("conflict");
        await browser.HoldsOneAsync(words + " theirs");

        await visit.Page.ClickAsync("li[data-state=conflict] .open-item");
        await visit.ToQuestionAsync("#narrative");
        await Assertions.Expect(visit.Page.Locator("#narrative")).ToHaveValueAsync(words + " mine");
        await visit.Page.ClickAsync(".newer summary");
        await Assertions.Expect(visit.Page.Locator(".newer")).ToContainTextAsync(words + " theirs");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        await visit.Page.ClickAsync("#newer-keep");
        await visit.SendAsync();
        Assert.Equal((1, 0), (await browser.HeldAsync(words + " mine"), await browser.HeldAsync(words + " theirs")));
        Assert.Equal(3, await browser.ScalarAsync<int>("select version from incident where id = $1", id));
        await visit.DisposeAsync();
    }

    [Fact]
    public async Task AnEditOfARecordThatWasTakenAway_IsRefusedClearly_AndKeptUntilItsWriterHandsItOver()
    {
        var words = KeptWork.Words("Taken");
        var (visit, user, id) = await ReceivedAsync(words);
        await EditOfflineAsync(visit, words + " mine");
        // The record is another person's affair from now on: who wrote it may not change it any more.
        await browser.ScalarAsync<int>(
            "update membership set role = 'planner' where account_id = (select id from account where user_name = $1) returning 1", user);
        await visit.Page.UnrouteAllAsync();
        await visit.ToDeviceAsync();
        await visit.SendNowAsync();
        await visit.WaitForStateAsync("attention");
        await browser.HoldsOneAsync(words);
        Assert.Equal(0, await browser.HeldAsync(words + " mine"));
        await visit.SeesAsync("Your role does not allow this", "li[data-state=attention]");
        await Assertions.Expect(visit.Page.Locator("li[data-state=attention] button:has-text('Hand over')")).ToHaveCountAsync(1);
        _ = id;
        await visit.DisposeAsync();
    }

    [Fact]
    public async Task PressedTwice_OnASlowNetwork_AndBackAfterwards_IsOneRecord()
    {
        var words = KeptWork.Words("Twice");
        var (visit, _) = await browser.BeginToKeepAsync();
        await visit.Page.RouteAsync(Records, async route =>
        {
            await Task.Delay(1_000);
            await route.ContinueAsync();
        });
        await visit.WriteAsync(words);
        await visit.CheckAsync();
        await visit.Page.DblClickAsync(".answers ~ button.main");
        await visit.Page.WaitForSelectorAsync(".receipt");
        await visit.Page.GoBackAsync();
        await visit.Page.GoForwardAsync();
        await visit.ToDeviceAsync();
        await visit.WaitForStatesAsync("received");
        await browser.HoldsOneAsync(words);
        Assert.Equal(1, await browser.ScalarAsync<int>("select version from incident where narrative = $1", words));
        await visit.DisposeAsync();
    }

    [Fact]
    public async Task TheNetwork_LostAndBackTwentyTimes_IsTruthfullySaidEachTime()
    {
        var words = KeptWork.Words("Tunnel");
        var (visit, _) = await browser.BeginToKeepAsync(withPage: true);
        for (var at = 0; at < 20; at++)
        {
            await visit.Page.Context.SetOfflineAsync(true);
            await SaysAsync("No connection");
            // In a tunnel somebody writes; it waits, and is at the office after the tunnel.
            if (at % 10 == 5)
            {
                await visit.WriteAsync($"{words} {at}");
                await visit.SendAsync();
                await SaysAsync("1 record saved on this phone");
                Assert.Equal(0, await browser.HeldAsync($"{words} {at}"));
            }

            await visit.Page.Context.SetOfflineAsync(false);
            await visit.Page.WaitForFunctionAsync("() => !document.querySelector('#state-line').textContent.includes('No connection')");
            if (at >= 5) await SaysAsync("The office has everything you sent");
        }

        await browser.HoldsOneAsync($"{words} 5");
        await browser.HoldsOneAsync($"{words} 15");
        await visit.DisposeAsync();

        Task SaysAsync(string said) => Assertions.Expect(visit.Page.Locator("#state-line")).ToContainTextAsync(said, new() { Timeout = 60_000 });
    }

    [Fact]
    public async Task OneStuckRecord_IsHandedOverOrRemovedAlone_AndTheOthersStay()
    {
        var words = KeptWork.Words("Alone");
        var (visit, _) = await browser.BeginToKeepAsync();
        await visit.Page.RouteAsync(Records, route => route.AbortAsync());
        foreach (var which in (string[])["first", "second"])
        {
            await visit.WriteAsync($"{words} {which}");
            await visit.SendAsync();
        }

        await visit.ToDeviceAsync();
        var first = visit.Page.Locator("#device-items > li").Last;
        await first.Locator("button:has-text('Hand over')").ClickAsync();
        await visit.Page.FillAsync("#hand-passphrase", "four tall herons");
        var download = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.ClickAsync("#hand-sealed"));
        Assert.DoesNotContain(words, await File.ReadAllTextAsync(await download.PathAsync()), StringComparison.Ordinal);
        await visit.Page.Locator("#device-items > li").Last.Locator("button:has-text('Cancel'), .row button:last-child").Last.ClickAsync();
        await first.Locator(".remove").ClickAsync();
        await Assertions.Expect(first).ToContainTextAsync("it is gone for good");
        await first.Locator(".remove-yes").ClickAsync();
        await visit.WaitForStatesAsync("saved");
        await visit.Page.UnrouteAllAsync();
        await visit.SendNowAsync();
        await visit.WaitForStatesAsync("received");
        Assert.Equal((0, 1), (await browser.HeldAsync($"{words} first"), await browser.HeldAsync($"{words} second")));
        await visit.DisposeAsync();
    }

    // A record that the office has, open on the device for a correction, with the network gone.
    private async Task<(Visit Visit, string User, Guid Id)> ReceivedAsync(string words)
    {
        var (visit, user) = await browser.BeginToKeepAsync();
        await visit.WriteAsync(words);
        await visit.SendAsync();
        await visit.ToDeviceAsync();
        await visit.WaitForStateAsync("received");
        return (visit, user, await browser.ScalarAsync<Guid>("select id from incident where narrative = $1", words));
    }

    private static async Task EditOfflineAsync(Visit visit, string words)
    {
        await visit.Page.RouteAsync(Records, route => route.AbortAsync());
        await visit.Page.ClickAsync(".open-item");
        await visit.ToQuestionAsync("#narrative");
        await visit.Page.FillAsync("#narrative", words);
        await visit.SendAsync();
    }

    private async Task ChangeAtTheOfficeAsync(Guid id, string words)
    {
        using var lead = browser.As(Role.YouthLead);
        var before = await (await lead.GetAsync($"/api/v1/incidents/{id}")).ReadAsync<IncidentView>();
        var body = new NewIncident(
            before.Kind, before.OccurredFrom, before.OccurredTo, before.TimeConfidence, before.HarmTypes, before.ContextLevel, before.SourceKind, before.InfoGrade,
            new(new(300_005, 250_005), PointSource.GridRef, 8, "EPSG:27700"), ChildrenUnknownCount: 1, Narrative: words, NarrativeLanguage: "en");
        await (await lead.PutAsync($"/api/v1/incidents/{id}", body, before.Version)).ReadAsync<Receipt>();
    }
}
