using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using SpacesPlaces.Api.Tests.Database;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Page.Tests;

/// <summary>What the page says of a record on its way, against what the office holds: lost answers, portals, kills, other senders.</summary>
[Long(180)]
public sealed class QueueTests(PlainBrowser browser) : IClassFixture<PlainBrowser>
{
    private const string Records = "**/api/v1/incidents/*-*";

    public static TheoryData<string> Impostors => new() { "a page", "a page that calls itself JSON", "a receipt of another record", "an older server", "a redirect" };

    [Theory]
    [MemberData(nameof(Impostors))]
    public async Task WhateverAnswersInTheOfficesPlace_NothingCountsAsSent_AndItIsSentLater(string impostor)
    {
        var words = KeptWork.Words("Portal");
        var (visit, _) = await browser.BeginToKeepAsync();
        await visit.Page.RouteAsync(Records, route => impostor switch
        {
            "a page" => route.FulfillAsync(new() { Status = 200, ContentType = "text/html", Body = "<html>Welcome to the free network</html>" }),
            "a page that calls itself JSON" => route.FulfillAsync(new() { Status = 200, ContentType = "application/json", Body = "<html></html>" }),
            "a redirect" => route.FulfillAsync(new() { Status = 302, Headers = new Dictionary<string, string> { ["Location"] = "/" } }),
            _ => route.FulfillAsync(new()
            {
                Status = 201,
                ContentType = "application/json",
                Body = JsonSerializer.Serialize(new
                {
                    id = impostor == "an older server" ? route.Request.Url.Split('/')[^1] : Guid.NewGuid().ToString(),
                    version = 1,
                    contentSha256 = new string('a', 64),
                    receivedAt = DateTimeOffset.UtcNow,
                }),
            }),
        });
        await visit.WriteAsync(words);
        await visit.SendAsync();
        await visit.SeesAsync("the office does not have it yet", ".receipt");
        Assert.DoesNotContain("has everything", await visit.Page.InnerTextAsync("#state-line"), StringComparison.Ordinal);
        Assert.Equal(0, await browser.HeldAsync(words));

        await visit.Page.UnrouteAllAsync();
        await visit.ToDeviceAsync();
        await visit.SendNowAsync();
        await visit.WaitForStateAsync("received");
        await browser.HoldsOneAsync(words);
        await visit.DisposeAsync();
    }

    [Fact]
    public async Task AnswersThatAreLost_AKilledTab_AndTwoTabs_MakeOneRecord()
    {
        var words = KeptWork.Words("Lost");
        var (first, user) = await browser.BeginToKeepAsync();
        await first.Page.RouteAsync(Records, async route =>
        {
            if (route.Request.Method == "POST") await route.FetchAsync();
            await route.AbortAsync();
        });
        await first.WriteAsync(words);
        await first.SendAsync();
        await first.SeesAsync("does not have it yet", ".receipt");
        await browser.HoldsOneAsync(words);

        // What may have been stored keeps its words; an edit stands behind it as a correction.
        await first.ToDeviceAsync();
        await first.Page.ClickAsync(".open-item");
        await first.ToQuestionAsync("#narrative");
        await first.Page.FillAsync("#narrative", words + " edited");
        await first.SendAsync();
        await using var visit = await browser.AgainAsync(first);
        await using var other = await browser.AgainAsync(visit, closing: false);
        foreach (var tab in (Visit[])[visit, other]) await tab.UnlockAsync();
        foreach (var tab in (Visit[])[visit, other])
        {
            await tab.ToDeviceAsync();
            await tab.Page.WaitForFunctionAsync("() => document.querySelectorAll('#device-items > li[data-state=received]').length === 2");
        }

        Assert.Equal(0, await browser.HeldAsync(words));
        await browser.HoldsOneAsync(words + " edited");
        Assert.Equal(2, await browser.ScalarAsync<int>("select version from incident where narrative = $1", words + " edited"));
        _ = user;
    }

    [Fact]
    public async Task ARecordThatWasErasedAtTheOffice_IsNotRevived_AndItsWriterIsTold()
    {
        var words = KeptWork.Words("Erased");
        var (visit, _) = await browser.BeginToKeepAsync();
        await visit.Page.RouteAsync(Records, async route =>
        {
            await route.FetchAsync();
            await route.AbortAsync();
        });
        await visit.WriteAsync(words);
        await visit.SendAsync();
        var id = await browser.ScalarAsync<Guid>("select id from incident where narrative = $1", words);
        using (var dataProtection = browser.As(Role.DataProtection))
        using (var erased = await dataProtection.PostAsJsonAsync($"/api/v1/governance/erasures/{Guid.NewGuid()}", new NewErasure(id, "Right to erasure"), WireJson.Options))
            Assert.True(erased.IsSuccessStatusCode, await erased.Content.ReadAsStringAsync());

        await visit.Page.UnrouteAllAsync();
        await visit.ToDeviceAsync();
        await visit.SendNowAsync();
        await visit.WaitForStateAsync("conflict");
        await visit.SeesAsync("erased at the office", "#device-items");
        Assert.Equal(0, await browser.ScalarAsync<long>("select count(*) from incident where id = $1", id));
        // One stuck record is removed alone, after it was confirmed.
        await visit.Page.ClickAsync(".remove");
        await visit.Page.ClickAsync(".remove-yes");
        await visit.Page.WaitForSelectorAsync("#device-items", new() { State = WaitForSelectorState.Detached });
        await visit.DisposeAsync();
    }

    [Fact]
    public async Task ASignInThatExpiresInMidForm_IsAskedFor_AndTheFormGoesOn()
    {
        var words = KeptWork.Words("Expired");
        var (visit, user) = await browser.BeginToKeepAsync();
        await visit.WriteAsync(words);
        await browser.ExpireAsync(user);
        await visit.Page.ClickAsync("form button.main[type=submit]");
        // The check step asks the office what others will see, and so finds the session over.
        await visit.Page.WaitForSelectorAsync("#password");
        Assert.DoesNotContain(words, await visit.Page.ContentAsync(), StringComparison.Ordinal);
        await visit.SignInAgainAsync(user);
        await visit.Page.WaitForSelectorAsync("#narrative");
        await Assertions.Expect(visit.Page.Locator("#narrative")).ToHaveValueAsync(words);
        await visit.SendAsync();
        await browser.HoldsOneAsync(words);
        await visit.DisposeAsync();
    }

    [Fact]
    public async Task SigningOut_OverWhatWaits_NamesTheChoices_AndLosesNothingUnasked()
    {
        var words = KeptWork.Words("Leaving");
        var (visit, user) = await browser.BeginToKeepAsync(Screen.Desktop);
        await visit.Page.RouteAsync(Records, route => route.AbortAsync());
        await visit.WriteAsync(words);
        await visit.SendAsync();
        await visit.Page.ClickAsync("#sign-out");
        await visit.Page.WaitForSelectorAsync("#leave");
        await visit.SeesAsync("does not have 1 record", "#leave");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        await visit.Page.ClickAsync("#leave-stay");
        await Assertions.Expect(visit.Page.Locator("#password")).ToHaveCountAsync(0);

        await visit.Page.ClickAsync("#sign-out");
        await visit.Page.ClickAsync("#leave-hand");
        await visit.Page.FillAsync("#hand-passphrase", "four tall herons");
        var download = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.ClickAsync("#hand-sealed"));
        var file = await File.ReadAllTextAsync(await download.PathAsync());
        Assert.Contains("spacesplaces-hand-over", file, StringComparison.Ordinal);
        Assert.DoesNotContain("Leaving", file, StringComparison.Ordinal);
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        await visit.Page.ClickAsync("#leave .row button:last-child");

        await visit.Page.ClickAsync("#leave-delete");
        await visit.SeesAsync("the office never gets it", "#leave");
        await visit.Page.ClickAsync("#leave-delete-yes");
        await visit.Page.WaitForSelectorAsync("#password");
        Assert.Equal(0, await browser.HeldAsync(words));

        // A lead takes the file in and sends it: the record keeps its id.
        var (lead, _) = await browser.BeginToKeepAsync(Screen.Desktop, role: Role.YouthLead);
        await lead.Page.ClickAsync("summary:has-text('handed over')");
        await lead.Page.SetInputFilesAsync("#taken-file", new FilePayload { Name = "x.json", MimeType = "application/json", Buffer = System.Text.Encoding.UTF8.GetBytes(file) });
        await lead.Page.FillAsync("#taken-passphrase", "four tall herons");
        await lead.Page.ClickAsync("details button[type=submit]");
        await lead.WaitForStateAsync("attention");
        await lead.Page.ClickAsync("#device-items button:has-text('Send it as it is')");
        await lead.WaitForStateAsync("received");
        await browser.HoldsOneAsync(words);
        _ = user;
        await lead.DisposeAsync();
        await visit.DisposeAsync();
    }

    [Fact]
    public async Task TheOfficeKnows_HowManyWaitOnADevice_AndTellsTheirWriterElsewhere()
    {
        var (visit, user) = await browser.BeginToKeepAsync();
        await visit.Page.RouteAsync(Records, route => route.AbortAsync());
        await visit.WriteAsync(KeptWork.Words("Counted"));
        await visit.SendAsync();
        var unsent = 0L;
        for (var look = 0; look < 100 && unsent == 0; look++)
        {
            unsent = await browser.ScalarAsync<long>("select coalesce(sum(unsent), 0) from session where account_id = (select id from account where user_name = $1)", user);
            if (unsent == 0) await Task.Delay(100);
        }

        Assert.Equal(1, unsent);
        // The phone is lost; its owner signs in somewhere else.
        await visit.DisposeAsync();
        await using var elsewhere = await browser.VisitAsync();
        await elsewhere.EnterAsync(user, "account");
        await elsewhere.SeesAsync("1 waiting to be sent");
    }

    // The same with hundreds: dotnet run -c Release --project tests/Bench -- interruptions.
    [Fact]
    public Task AfterRandomInterruptions_ThePageSaysOfEachRecordWhatTheOfficeHolds() => new Interruptions(browser, 20_261_122).RunAsync(12);
}
