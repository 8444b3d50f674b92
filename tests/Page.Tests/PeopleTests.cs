using Microsoft.Playwright;
using SpacesPlaces.Api.Tests;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Page.Tests;

[Collection(Rooms.Name)]
public sealed class PeopleTests(Browser browser)
{
    [Fact]
    public async Task ARoleForOneself_GoesToASecondPerson_WhoDecidesInTheirRoom()
    {
        var asker = await browser.AddMemberAsync("people-asker", Role.Admin, Agency.Police);
        await using var admin = await browser.VisitAsync();
        await admin.EnterAsync(asker, "people");
        await admin.Page.ClickAsync($"#person-{asker} .entry-acts > button");
        await admin.SeesAsync("You cannot change your own role");
        await admin.Page.SelectOptionAsync("#change-role", "analyst");
        await admin.Page.ClickAsync("#change-dialog button[type=submit]");
        await admin.Page.WaitForSelectorAsync("#change-reason-fault");
        await admin.Page.FillAsync("#change-reason", "I take over from a colleague");
        await admin.Page.ClickAsync("#change-dialog button[type=submit]");
        await admin.Page.WaitForSelectorAsync("#change-dialog", new() { State = WaitForSelectorState.Detached });
        await admin.SeesAsync("sent to those who may decide");
        Assert.Equal("admin", await RoleOfAsync(asker));

        await using var lead = await browser.VisitAsync();
        await lead.EnterAsync(TestApi.UserName(Role.DataProtection, TestApi.Here), "requests");
        await lead.Page.Locator(".entries > li", new() { HasText = asker }).Locator("button", new() { HasText = "Grant" }).ClickAsync();
        await lead.Page.ClickAsync("#decide button[type=submit]");
        await lead.Page.WaitForSelectorAsync("#decide", new() { State = WaitForSelectorState.Detached });
        Assert.Equal("analyst", await RoleOfAsync(asker));

        // It bites at the next act of the person who works: what they may not enter any more is gone.
        await admin.Page.ClickAsync("#room-review");
        await admin.Page.WaitForFunctionAsync("() => !document.querySelector('#room-people, #room-review')");
    }

    [Fact]
    public async Task APersonWhoIsSwitchedOff_SeesTheSignInScreen_AndNothingElse()
    {
        var user = await browser.AddMemberAsync("people-off", Role.Analyst, Agency.Police);
        await using var theirs = await browser.VisitAsync();
        await theirs.EnterAsync(user, "account");
        await using var admin = await browser.VisitAsync();
        await admin.EnterAsync(TestApi.UserName(Role.Admin, TestApi.Here), "people");
        await admin.Page.ClickAsync($"#person-{user} summary");
        await admin.Page.Locator($"#person-{user} .more button", new() { HasText = "Switch off" }).ClickAsync();
        await admin.Page.ClickAsync("#confirm button[type=submit]");
        await admin.Page.WaitForSelectorAsync($"#person-{user} .state.over");

        await theirs.Page.ClickAsync("#to-map");
        await theirs.Page.WaitForSelectorAsync("#password");
        await Assertions.Expect(theirs.Page.Locator(".map, .panel, .room")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task TheSettings_SayWhatIsWrong_AndHoldWhenTheyAreSaved()
    {
        await using var visit = await browser.VisitAsync();
        await visit.EnterAsync(TestApi.UserName(Role.DataProtection, TestApi.Elsewhere), "settings");
        var page = visit.Page;
        await page.FillAsync("#settings-viewsPerHour", "many");
        await page.ClickAsync("button[type=submit]");
        await page.WaitForSelectorAsync("#settings-viewsPerHour-fault");
        await page.FillAsync("#settings-viewsPerHour", "5");
        await page.ClickAsync("button[type=submit]");
        await page.WaitForFunctionAsync("() => document.querySelector('#settings-viewsPerHour-fault')?.textContent.includes('100,000') || document.querySelector('#settings-viewsPerHour-fault')?.textContent.includes('100000')");
        await page.FillAsync("#settings-viewsPerHour", "4321");
        await page.ClickAsync("button[type=submit]");
        await page.WaitForSelectorAsync("p.note-box[role=status]");
        Assert.Equal(4321, await browser.ScalarAsync<int>("select views_per_hour from partnership where partnership_id = $1", TestApi.Elsewhere));
    }

    private Task<string> RoleOfAsync(string user) => browser.ScalarAsync<string>(
        "select role from membership join account on account.id = account_id where user_name = $1", user);
}
