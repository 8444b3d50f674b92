using System.Net.Http.Json;
using Microsoft.Playwright;
using SpacesPlaces.Api.Tests;

namespace SpacesPlaces.Page.Tests;

/// <summary>What a phone without a network still knows, from a cold start: names of places, what may tell who somebody is, earlier visits.</summary>
public sealed class WithoutNetworkTests(PlainBrowser browser) : IClassFixture<PlainBrowser>
{
    [Fact]
    public async Task FromAColdStart_PlacesAreFoundByName_AndTextThatTellsWhoSomebodyIs_IsWarnedOf_BeforeAnythingIsSent()
    {
        foreach (var (en, cy) in ((string, string)[])[("Newtown", "Y Drenewydd"), ("Builth Wells", "Llanfair-ym-Muallt")])
        {
            await browser.ScalarAsync<Guid>(
                """
                insert into place (partnership_id, id, name_en, name_cy, place_type, shape, point)
                select $1, gen_random_uuid(), $2, $3, 'other', p, p from (select st_setsrid(st_makepoint(305000, 250000), 27700) as p) g returning id
                """, TestApi.Here, en, cy);
        }

        var (first, user) = await browser.BeginToKeepAsync(Screen.Phone, "cy", withPage: true);
        await KeptListAsync(first);
        Assert.DoesNotContain("Drenewydd", await first.DumpAsync(), StringComparison.Ordinal);
        await first.Page.Context.SetOfflineAsync(true);
        await using var visit = await browser.AgainAsync(first);
        var page = visit.Page;
        await visit.UnlockAloneAsync(user);
        await visit.WriteAsync("Roedd dyn o'r enw Rhys Llwyd yno, yng ngolwg Llanfair-ym-Muallt. Ffoniwch 07700 900123.");

        await visit.ToQuestionAsync("#where-by-place");
        await page.CheckAsync("#where-by-place");
        foreach (var (typed, found) in ((string, string)[])[("Y Drenewydd", "Y Drenewydd"), ("yn nrenewydd", "Y Drenewydd"), ("i lanfair ym muallt", "Llanfair-ym-Muallt")])
        {
            await page.FillAsync("#place", typed);
            await Assertions.Expect(page.Locator(".found .choice").First).ToContainTextAsync(found);
        }

        await page.CheckAsync(".found input");
        await visit.CheckAsync();
        await Assertions.Expect(page.Locator(".telling li")).ToHaveCountAsync(2);
        await visit.SeesAsync("Rhys Llwyd", ".telling");
        await visit.SeesAsync("07700 900123", ".telling");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));

        // Nothing is taken without a reason.
        await page.ClickAsync(".answers ~ button.main");
        await Assertions.Expect(page.Locator(".receipt")).ToHaveCountAsync(0);
        await page.FillAsync("#identifying-reason", "Gofynnodd yr heddlu amdano.");
        await page.ClickAsync(".answers ~ button.main");
        await page.WaitForSelectorAsync(".receipt");
    }

    [Fact]
    public async Task FromAColdStart_AnEarlierVisitIsOfferedAgain_AndOnePressQueuesIt_AndAnotherPersonSeesNothingOfIt()
    {
        var (first, user) = await browser.BeginToKeepAsync(withPage: true);
        var name = KeptWork.Words("Bench");
        using (var worker = browser.As(user))
        {
            using var answer = await worker.PostAsJsonAsync($"/api/v1/outreach/sessions/{Guid.CreateVersion7()}", new
            {
                location = new { point = new { type = "Point", coordinates = (double[])[-3.4, 52.13] }, placedBy = "pin", accuracyMetres = 10, crs = "EPSG:4326" },
                startedAt = DateTime.UtcNow.AddHours(-5),
                endedAt = DateTime.UtcNow.AddHours(-4),
                staff = 2,
                spokenTo = 0,
                noConcern = true,
                detail = new { kind = "visit", visits = (object[])[new { outcome = "no_concern", name }], textLanguage = "en" },
            });
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        }

        await first.GoToRoomAsync("outreach");
        await first.Page.WaitForSelectorAsync($".entries h3:has-text('{name}')");
        await first.Page.WaitForTimeoutAsync(1_000);
        Assert.DoesNotContain(name, await first.DumpAsync(), StringComparison.Ordinal);
        await first.Page.Context.SetOfflineAsync(true);
        await using var visit = await browser.AgainAsync(first);
        await visit.UnlockAloneAsync(user);
        await visit.GoToRoomAsync("outreach");
        await visit.Page.ClickAsync($".entries li:has(h3:has-text('{name}')) button");
        await Assertions.Expect(visit.Page.Locator("section.part p[role=status]").First).Not.ToBeEmptyAsync();
        await visit.ToDeviceAsync();
        Assert.Equal(["saved"], await visit.StatesAsync());
        await visit.Page.Context.SetOfflineAsync(false);
    }

    /// <summary>Waits until a list is in the sealed store.</summary>
    internal static async Task KeptListAsync(Visit visit, string list = "places") => await visit.Page.WaitForFunctionAsync(
        """
        async (list) => {
          if (!(await indexedDB.databases()).some(({ name }) => name === 'spacesplaces-lists')) return false;
          const database = await new Promise((keep) => { const request = indexedDB.open('spacesplaces-lists'); request.onsuccess = () => keep(request.result); });
          const keys = await new Promise((keep) => { const request = database.transaction('lists').objectStore('lists').getAllKeys(); request.onsuccess = () => keep(request.result); });
          database.close();
          return keys.some((key) => String(key).endsWith(` ${list}`));
        }
        """, list);
}
