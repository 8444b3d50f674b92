using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Playwright;
using SpacesPlaces.Api.Tests;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Page.Tests;

/// <summary>The ways in and out: second factor, invitation, proof once more, the end of a session.</summary>
[Collection(Rooms.Name)]
public sealed class DoorTests(Browser browser)
{
    [Fact]
    public async Task ARoleThatNeedsAnApp_IsLedThroughSettingItUp_AndComesInWithItsNextCode()
    {
        var user = await browser.AddMemberAsync("door-factor", Role.Assessor, Agency.Health, TestApi.Elsewhere);
        await browser.ScalarAsync<int>("update partnership set second_factor_roles = '{assessor}' where partnership_id = $1 returning 1", TestApi.Elsewhere);
        await using var visit = await browser.VisitAsync();
        var page = visit.Page;
        await SignInAsync(page, user);

        await page.WaitForSelectorAsync("svg.qr path");
        var secret = (await page.InnerTextAsync("code.secret")).Replace(" ", "", StringComparison.Ordinal);
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        await page.FillAsync("#factor-code", "000000");
        await page.ClickAsync("button[type=submit]");
        await page.WaitForSelectorAsync(".errors");
        await page.FillAsync("#factor-code", CodeOf(secret, -1));
        await page.ClickAsync("button[type=submit]");
        await page.WaitForSelectorAsync(".once-codes");
        var recovery = await page.Locator(".once-codes code").AllInnerTextsAsync();
        Assert.Equal(10, recovery.Distinct().Count());
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));

        // The set-up was the way in: only the next code is asked for, not the password again.
        await page.ClickAsync(".stack > button.main");
        await Assertions.Expect(page.Locator("#password")).ToHaveCountAsync(0);
        await page.FillAsync("#code", CodeOf(secret, 0));
        await page.ClickAsync("button[type=submit]");
        await page.WaitForSelectorAsync(".map-canvas canvas");

        // Without the phone: a recovery code.
        await page.ClickAsync("#sign-out");
        await page.WaitForSelectorAsync("#password");
        await SignInAsync(page, user);
        await page.WaitForSelectorAsync("#code");
        await page.ClickAsync("text=Use a recovery code instead");
        await page.FillAsync("#code", recovery[0]);
        await page.ClickAsync("button[type=submit]");
        await page.WaitForSelectorAsync(".map-canvas canvas");
        Assert.DoesNotContain(visit.Addresses, address => address.Contains(secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task AnInvitedPerson_BringsTheCodeThatWasShownOnce_AndIsIn()
    {
        await using var admin = await browser.VisitAsync();
        await admin.EnterAsync(TestApi.UserName(Role.Admin, TestApi.Here), "people");
        await admin.Page.ClickAsync("#invite");
        await admin.Page.ClickAsync("#invite-dialog button[type=submit]");
        await admin.Page.WaitForSelectorAsync("#invite-dialog .errors");
        await admin.Page.FillAsync("#invite-user", "newcomer");
        await admin.Page.SelectOptionAsync("#invite-role", "planner");
        await admin.Page.SelectOptionAsync("#invite-agency", "housing");
        await admin.Page.ClickAsync("#invite-dialog button[type=submit]");
        var code = await admin.Page.InnerTextAsync("#code-once code");
        Assert.Equal("", string.Join("\n", await admin.BarriersAsync()));
        await admin.Page.ClickAsync("#code-once > button.main");
        Assert.DoesNotContain(code, await admin.TextAsync(), StringComparison.Ordinal);

        await using var visit = await browser.VisitAsync(Screen.Phone, "cy");
        await visit.Page.ClickAsync("#invited");
        await visit.Page.FillAsync("#invited-code", code);
        await visit.Page.FillAsync("#invited-user", "newcomer");
        await visit.Page.FillAsync("#invited-password", "short");
        await visit.Page.FillAsync("#invited-repeated", "short");
        await visit.Page.ClickAsync("button[type=submit]");
        await visit.Page.WaitForSelectorAsync(".errors");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        await visit.Page.FillAsync("#invited-password", TestApi.Password);
        await visit.Page.FillAsync("#invited-repeated", TestApi.Password);
        await visit.Page.ClickAsync("button[type=submit]");
        // A planner begins in the plans.
        await visit.Page.WaitForSelectorAsync(".room h1");
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task AnActAtAnOldSession_AsksWhoItIsOnceMore_AndGoesOnWithWhatWasTyped()
    {
        var user = await browser.AddMemberAsync("door-again", Role.Admin, Agency.Police);
        var other = await browser.AddMemberAsync("door-changed", Role.Reporter, Agency.Police);
        await using var visit = await browser.VisitAsync();
        await visit.EnterAsync(user, "people");
        await browser.ScalarAsync<int>(
            "update session set authenticated_at = authenticated_at - interval '1 hour' where account_id = (select id from account where user_name = $1) returning 1", user);
        var page = visit.Page;
        await page.ClickAsync($"#person-{other} .entry-acts > button");
        await page.SelectOptionAsync("#change-role", "analyst");
        await page.ClickAsync("#change-dialog button[type=submit]");

        // Turning away does nothing and loses nothing.
        await page.WaitForSelectorAsync("#again");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        await page.Keyboard.PressAsync("Escape");
        await page.WaitForSelectorAsync("#again", new() { State = WaitForSelectorState.Detached });
        await Assertions.Expect(page.Locator("#change-role")).ToHaveValueAsync("analyst");
        await page.ClickAsync("#change-dialog button[type=submit]");
        await page.FillAsync("#again-password", "wrong");
        await page.ClickAsync("#again button[type=submit]");
        await page.WaitForSelectorAsync("#again .errors");
        await page.FillAsync("#again-password", TestApi.Password);
        await page.ClickAsync("#again button[type=submit]");
        await page.WaitForSelectorAsync("#change-dialog", new() { State = WaitForSelectorState.Detached });
        Assert.Equal("analyst", await browser.ScalarAsync<string>(
            "select role from membership join account on account.id = account_id where user_name = $1", other));
    }

    [Fact]
    public async Task TwoMinutesBeforeTheEnd_ThePageWarns_AndAtTheEndItShowsNothing_ButKeepsWhatIsTyped()
    {
        var user = await browser.AddMemberAsync("door-idle", Role.Reporter, Agency.YouthService);
        await using var visit = await browser.VisitAsync();
        var page = visit.Page;
        await page.Clock.InstallAsync();
        await visit.EnterAsync(user);
        await page.ClickAsync(".on-dark.strong");
        await page.FillAsync("#narrative", "A stall by the bus stop");

        // What the page was still asking for, or a scroll at the very moment of the jump, counts as use: its answer takes the warning away
        // again, also while it is looked at. Then time runs once more.
        for (var look = 0; ; look++)
        {
            await page.Clock.FastForwardAsync(792_000);
            await page.WaitForSelectorAsync("#idle");
            await page.WaitForTimeoutAsync(1_000);
            try
            {
                if (await page.Locator("#idle").CountAsync() == 0 && look < 3) continue;
                Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
                await page.ClickAsync("#idle button.main", new() { Timeout = 5_000 });
                break;
            }
            catch (TimeoutException) when (look < 3)
            {
            }
        }

        await page.WaitForSelectorAsync("#idle", new() { State = WaitForSelectorState.Detached });
        await page.Clock.FastForwardAsync(960_000);
        await page.WaitForSelectorAsync("#password");
        await Assertions.Expect(page.Locator(".map, .panel, #narrative, dialog")).ToHaveCountAsync(0);
        Assert.DoesNotContain("bus stop", await page.ContentAsync(), StringComparison.Ordinal);

        await SignInAsync(page, user);
        await page.WaitForSelectorAsync("#narrative");
        await Assertions.Expect(page.Locator("#narrative")).ToHaveValueAsync("A stall by the bus stop");
    }

    [Fact]
    public async Task AfterSignOut_BackShowsNothing_AndTheNextPersonFindsNothingOfTheFirst()
    {
        var first = await browser.AddMemberAsync("door-first", Role.Analyst, Agency.Police);
        var next = await browser.AddMemberAsync("door-next", Role.Analyst, Agency.Police);
        await using var visit = await browser.VisitAsync();
        var page = visit.Page;
        await visit.EnterAsync(first);
        await page.ClickAsync("#tab-filters");
        await page.CheckAsync("input[name=filter-harm] >> nth=0");
        await page.ClickAsync(".on-dark.strong");
        await page.FillAsync("#narrative", "Written by the first");
        await page.ClickAsync("#sign-out");
        await page.WaitForSelectorAsync("#password");

        await page.EvaluateAsync("() => history.back()");
        await page.WaitForSelectorAsync("#password");
        await Assertions.Expect(page.Locator(".map, .panel, .room")).ToHaveCountAsync(0);
        Assert.DoesNotContain(first, await page.ContentAsync(), StringComparison.Ordinal);
        var cookies = await page.Context.CookiesAsync();
        Assert.DoesNotContain(cookies, cookie => cookie.Value.Length > 0 && cookie.Name.Contains("session", StringComparison.Ordinal));

        await SignInAsync(page, next);
        await page.WaitForSelectorAsync(".map-canvas canvas, #narrative");
        if (await page.Locator("#to-map").CountAsync() > 0) await page.ClickAsync("#to-map");
        await page.ClickAsync("#tab-filters");
        Assert.False(await page.IsCheckedAsync("input[name=filter-harm] >> nth=0"));
        await page.ClickAsync(".on-dark.strong");
        await Assertions.Expect(page.Locator("#narrative")).ToHaveValueAsync("");
        Assert.Equal(0, await page.EvaluateAsync<int>("() => localStorage.length + sessionStorage.length"));
        // The page's own files may stay, the same for everybody; nothing of anybody does.
        Assert.Equal("[]", await page.EvaluateAsync<string>(
            """
            async () => JSON.stringify([...(await indexedDB.databases()),
              ...(await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)))).flat()
                .filter((url) => url.includes('/api/'))])
            """));
    }

    [Fact]
    public async Task WhereASessionEndedByItself_AnotherPersonAtTheSameScreen_FindsNoDraft()
    {
        var first = await browser.AddMemberAsync("door-left", Role.Reporter, Agency.YouthService);
        var next = await browser.AddMemberAsync("door-came", Role.Reporter, Agency.YouthService);
        await using var visit = await browser.VisitAsync();
        var page = visit.Page;
        await visit.EnterAsync(first);
        await page.ClickAsync(".on-dark.strong");
        await page.FillAsync("#narrative", "Written by the first");
        await browser.ScalarAsync<int>("update session set ended_at = now(), ended_why = 'test' where account_id = (select id from account where user_name = $1) returning 1", first);
        await page.EvaluateAsync("() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))");
        await page.WaitForSelectorAsync("#password");

        await SignInAsync(page, next);
        await page.WaitForSelectorAsync(".map-canvas canvas");
        if (await page.Locator("#narrative").CountAsync() == 0) await page.ClickAsync(".on-dark.strong");
        await Assertions.Expect(page.Locator("#narrative")).ToHaveValueAsync("");
    }

    private static async Task SignInAsync(IPage page, string user)
    {
        await page.FillAsync("#user", user);
        await page.FillAsync("#password", TestApi.Password);
        await page.ClickAsync("form button[type=submit]");
    }

    /// <summary>What an authenticator app shows: RFC 6238 written anew, so that the program's own is not its judge.</summary>
    private static string CodeOf(string secret, int stepsOn)
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var bits = string.Concat(secret.Select(letter => Convert.ToString(Alphabet.IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        var key = Enumerable.Range(0, bits.Length / 8).Select(at => Convert.ToByte(bits.Substring(at * 8, 8), 2)).ToArray();
        var step = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(step, (DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30) + stepsOn);
#pragma warning disable CA5350 // The standard's own algorithm.
        var hash = HMACSHA1.HashData(key, step);
#pragma warning restore CA5350
        var at = hash[^1] & 0xF;
        var number = BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(at)) & 0x7FFF_FFFF;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }
}
