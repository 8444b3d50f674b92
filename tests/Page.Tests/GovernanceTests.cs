using Microsoft.Playwright;
using SpacesPlaces.Api.Tests;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Page.Tests;

[Collection(Rooms.Name)]
public sealed class GovernanceTests(Browser browser)
{
    [Fact]
    public async Task APurpose_IsAskedOnce_StandsInTheHeader_AndShowsTheTokens()
    {
        var user = await browser.AddMemberAsync("purpose-analyst", Role.Analyst, Agency.Police);
        await using var visit = await browser.VisitAsync();
        await visit.EnterAsync(user, "account");
        var page = visit.Page;
        await Assertions.Expect(page.Locator("#purpose-now")).ToHaveCountAsync(0);
        await page.ClickAsync("text=Say what for");
        await page.WaitForSelectorAsync("#purpose");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        await page.ClickAsync("#purpose button[type=submit]");
        await page.WaitForSelectorAsync("#purpose .errors");
        await page.CheckAsync("#purpose-purpose-data_quality");
        await page.ClickAsync("#purpose button[type=submit]");
        await page.WaitForSelectorAsync("#purpose-now");
        Assert.Contains("Putting a record right", await page.InnerTextAsync("#purpose-now"), StringComparison.Ordinal);
        await page.ClickAsync("#to-map");
        await page.WaitForSelectorAsync(".map-canvas canvas");
        await Assertions.Expect(page.Locator("#purpose-now")).ToBeVisibleAsync();
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
    }

    [Fact]
    public async Task AnAgreement_IsRecordedCorrectedAndEnded_WithWhatItMeansSaidFirst()
    {
        await using var visit = await browser.VisitAsync();
        await visit.EnterAsync(TestApi.UserName(Role.DataProtection, TestApi.Elsewhere), "agreements");
        var page = visit.Page;
        await page.ClickAsync("#agreement-new");
        await page.ClickAsync("#agreement-form button[type=submit]");
        await page.WaitForSelectorAsync("#agreement-form .errors");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        await page.FillAsync("#agreement-reference", "ISP-77");
        await page.FillAsync("#agreement-purposeEn", "Safer parks");
        await page.FillAsync("#agreement-purposeCy", "Parciau mwy diogel");
        await page.CheckAsync("#agreement-parties");
        await page.CheckAsync("#agreement-parties-police");
        await page.CheckAsync("#agreement-items");
        await page.FillAsync("#agreement-signedOn", "2026-01-05");
        await page.FillAsync("#agreement-startsOn", "2026-01-06");
        await page.FillAsync("#agreement-endsOn", "2030-01-05");

        // Closed and opened again, nothing typed is lost.
        await page.Keyboard.PressAsync("Escape");
        await page.ClickAsync("#agreement-new");
        await Assertions.Expect(page.Locator("#agreement-reference")).ToHaveValueAsync("ISP-77");
        await page.ClickAsync("#agreement-form button[type=submit]");
        await page.WaitForSelectorAsync("#agreement-form", new() { State = WaitForSelectorState.Detached });
        var entry = page.Locator(".entries > li", new() { HasText = "ISP-77" });
        await entry.WaitForAsync();
        await Assertions.Expect(entry).ToContainTextAsync("In force");

        await entry.Locator("button", new() { HasText = "Correct" }).ClickAsync();
        await page.FillAsync("#agreement-purposeEn", "Safer parks and stations");
        await page.ClickAsync("#agreement-form button[type=submit]");
        await page.Locator(".entries > li", new() { HasText = "Safer parks and stations" }).WaitForAsync();
        await entry.Locator("button", new() { HasText = "End it" }).ClickAsync();
        await page.ClickAsync("#agreement-end button[type=submit]");
        await page.Locator(".entries > li", new() { HasText = "ISP-77" }).Locator(".state.over").WaitForAsync();
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task WithoutAnAgreement_TheHeaderSaysThatOnlyTheOwnAgencyIsSeen()
    {
        var user = await browser.AddMemberAsync("alone", Role.Analyst, Agency.Police, TestApi.Elsewhere);
        await using var visit = await browser.VisitAsync(language: "cy");
        await visit.EnterAsync(user);
        await Assertions.Expect(visit.Page.Locator("#own-agency")).ToHaveCountAsync(0);
        await browser.ScalarAsync<int>("with ended as (update sharing_agreement set ended_at = now() where partnership_id = $1 returning 1) select 1", TestApi.Elsewhere);
        try
        {
            await visit.Page.ReloadAsync();
            await visit.Page.WaitForSelectorAsync("#own-agency");
        }
        finally
        {
            await browser.ScalarAsync<int>("with opened as (update sharing_agreement set ended_at = null where partnership_id = $1 and reference = 'ISP-1' returning 1) select 1", TestApi.Elsewhere);
        }
    }

    [Fact]
    public async Task AConflictOfInterest_IsRecorded_AndThePersonConcernedSeesNothingOfIt()
    {
        var user = await browser.AddMemberAsync("tied-chair", Role.MaceChair, Agency.ChildrensServices);
        await using var lead = await browser.VisitAsync();
        await lead.EnterAsync(TestApi.UserName(Role.DataProtection, TestApi.Here), "exclusions");
        var page = lead.Page;
        await page.ClickAsync("#exclusion-new");
        await page.ClickAsync("#exclusion-form button[type=submit]");
        await page.WaitForSelectorAsync("#exclusion-form .errors");
        Assert.Equal("", string.Join("\n", await lead.BarriersAsync()));
        await page.FillAsync("#exclusion-user", user);
        await page.FillAsync("#exclusion-incidentId", Guid.CreateVersion7().ToString());
        await page.FillAsync("#exclusion-reason", "Coaches at the club");
        await page.ClickAsync("#exclusion-form button[type=submit]");
        await page.Locator(".entries > li", new() { HasText = user }).WaitForAsync();

        await using var theirs = await browser.VisitAsync();
        await theirs.EnterAsync(user, "exclusions");
        Assert.DoesNotContain("Coaches at the club", await theirs.TextAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(theirs.Bodies, body => body.Contains("Coaches", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AHold_IsPlacedAndReleased_AndRetentionIsReadInPlainWords()
    {
        await using var visit = await browser.VisitAsync();
        await visit.EnterAsync(TestApi.UserName(Role.DataProtection, TestApi.Here), "retention");
        var page = visit.Page;
        Assert.DoesNotContain("incident_detail", await visit.TextAsync(), StringComparison.Ordinal);
        await page.Locator(".entries > li button").First.ClickAsync();
        await page.FillAsync("#retention-months", "30");
        await page.FillAsync("#retention-reason", "Our policy of May");
        await page.ClickAsync("#retention-change button[type=submit]");
        await page.WaitForSelectorAsync("#retention-change", new() { State = WaitForSelectorState.Detached });
        await page.Locator(".entries", new() { HasTextString = "Our policy of May" }).WaitForAsync();
    }

    [Fact]
    public async Task ARestrictedRecord_IsOpenedForAReason_AndTwoOthersFindANotice()
    {
        var user = await browser.AddMemberAsync("glass-analyst", Role.Analyst, Agency.Police);
        await browser.AddMemberAsync("glass-lead", Role.DataProtection, Agency.Police);
        await using var visit = await browser.VisitAsync();
        await visit.EnterAsync(user, "glass");
        var page = visit.Page;
        await page.ClickAsync(".room form button[type=submit]");
        await page.WaitForSelectorAsync(".errors");
        await page.FillAsync("#glass-incidentId", Guid.CreateVersion7().ToString());
        await page.FillAsync("#glass-reason", "A child was seen there an hour ago");
        await page.ClickAsync(".room form button[type=submit]");
        // What is absent and what is hidden are answered alike; what was typed stays.
        await page.WaitForFunctionAsync("() => document.querySelector('.errors')?.textContent.includes('nothing here that you can see')");
        await Assertions.Expect(page.Locator("#glass-reason")).ToHaveValueAsync("A child was seen there an hour ago");
    }

    [Fact]
    public async Task Notices_AreCountedInTheHeader_UntilTheyAreRead()
    {
        var user = await browser.AddMemberAsync("notice-reader", Role.Planner, Agency.Housing);
        await browser.ScalarAsync<int>(
            """
            insert into notice (partnership_id, id, account_id, kind, subject_id, detail, created_at)
            select $1, gen_random_uuid(), id, 'role_decided', id, '{"role":"planner","granted":"true"}', now() from account where user_name = $2 returning 1
            """, TestApi.Here, user);
        await using var visit = await browser.VisitAsync(Screen.Phone);
        await visit.EnterAsync(user);
        await visit.Page.ClickAsync("#menu-button");
        await visit.SeesAsync("1", "#to-notices");
        await visit.Page.ClickAsync("#to-notices");
        await visit.SettledAsync();
        await visit.SeesAsync("Your request for the role Planner was granted");
        await visit.Page.ClickAsync(".entries button");
        await visit.Page.WaitForFunctionAsync("() => !document.querySelector('.unread')");
        await visit.Page.ClickAsync("#menu-button");
        await Assertions.Expect(visit.Page.Locator("#to-notices .count")).ToHaveCountAsync(0);
    }
}
