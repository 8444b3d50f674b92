using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SpacesPlaces.Api.Tests;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Page.Tests;

/// <summary>What tests of kept work do: begin to keep, write, unlock, look at the office's ledger.</summary>
internal static class KeptWork
{
    public const string Passphrase = "three small owls";

    /// <summary>A person of their own, signed in, who keeps their work behind <see cref="Passphrase"/>.</summary>
    /// <remarks><paramref name="withPage"/> where the page itself is kept on the device too, as <see cref="Browser.VisitAsync"/> says.</remarks>
    public static async Task<(Visit Visit, string User)> BeginToKeepAsync(
        this Browser browser, Screen screen = Screen.Phone, string language = "en", Role role = Role.Reporter, bool withPage = false)
    {
        var user = await browser.AddMemberAsync($"kept-{Guid.NewGuid():N}", role, Agency.YouthService);
        var visit = await browser.VisitAsync(screen, language, withPage);
        await visit.EnterAsync(user, "device");
        await visit.Page.ClickAsync("#keep-here");
        await visit.Page.FillAsync("#keep-passphrase", Passphrase);
        await visit.Page.FillAsync("#keep-again", Passphrase);
        await visit.Page.ClickAsync("#keep-dialog button[type=submit]");
        await visit.Page.WaitForSelectorAsync("#keep-dialog", new() { State = WaitForSelectorState.Detached });
        if (withPage) await visit.Page.EvaluateAsync("() => navigator.serviceWorker.ready.then(() => undefined)");
        return (visit, user);
    }

    /// <summary>Words that no other record has; without figures, so that chance never writes a telephone number, of which the page warns.</summary>
    public static string Words(string first) => $"{first} {string.Concat(Guid.NewGuid().ToString("N").Select(sign => (char)('a' + Convert.ToInt32(sign.ToString(), 16))))}";

    /// <summary>Writes a whole incident by grid reference: nothing of it needs a network.</summary>
    public static async Task WriteAsync(this Visit visit, string narrative)
    {
        if (await visit.Page.Locator("#kind").CountAsync() == 0) await visit.Page.ClickAsync("#device-log, .on-dark.strong, .sent button.main");
        await visit.Page.WaitForSelectorAsync("#kind");
        await visit.ToQuestionAsync("#narrative");
        if (await visit.Page.Locator("h2.question").CountAsync() == 0)
            foreach (var question in (string[])["#context-level", "#date", "#where-by", "#unknown"]) await visit.AnswerAsync(question);
        await visit.AnswerAsync("#source-kind");
        await visit.Page.FillAsync("#narrative", narrative);
    }

    /// <summary>
    /// Turns to the question with this field: on a phone back to the first and on from there, answering what is not answered yet; on a wide
    /// screen all are there.
    /// </summary>
    public static async Task ToQuestionAsync(this Visit visit, string field)
    {
        var page = visit.Page;
        while (await page.Locator(field).CountAsync() == 0 && !Regex.IsMatch(await page.InnerTextAsync("h1.caption"), @"\b1\b")) await visit.TurnAsync(".back");
        while (await page.Locator(field).CountAsync() == 0)
        {
            foreach (var question in (string[])["#context-level", "#date", "#where-by", "#unknown"])
                if (await page.Locator(question).CountAsync() > 0) await visit.AnswerAsync(question);
            await visit.TurnAsync("form button.main[type=submit]");
        }
    }

    // Another question, or a step, is there.
    private static async Task TurnAsync(this Visit visit, string button)
    {
        const string Place = "document.querySelector('.answers') ? 'answers' : document.querySelector('h1.caption')?.innerText";
        var before = await visit.Page.EvaluateAsync<string?>(Place);
        await visit.Page.ClickAsync(button);
        await visit.Page.WaitForFunctionAsync($"(before) => ({Place}) !== before", before, Visit.Now);
    }

    // Answers the question with this field as far as it is not answered.
    private static async Task AnswerAsync(this Visit visit, string question)
    {
        var page = visit.Page;
        switch (question)
        {
            case "#context-level":
                if (await page.Locator("[name=kind]:checked").CountAsync() == 0) await page.CheckAsync("#kind");
                if (await page.Locator("[name=harm]:checked").CountAsync() == 0) await page.CheckAsync("#harm");
                if (await page.InputValueAsync("#context-level") == "") await page.SelectOptionAsync("#context-level", "neighbourhood");
                break;
            case "#date":
                var day = DateTime.UtcNow.AddDays(-3);
                foreach (var (field, part) in new[] { ("#date", day.Day), ("#date-month", day.Month), ("#date-year", day.Year) })
                    if (await page.InputValueAsync(field) == "") await page.FillAsync(field, part.ToString(CultureInfo.InvariantCulture));
                if (await page.Locator("[name=time-confidence]:checked").CountAsync() == 0) await page.CheckAsync("#time-confidence-approximate");
                break;
            case "#where-by":
                if (!await page.IsCheckedAsync("#where-by") || (await page.InnerTextAsync(".picked [role=status]")).Contains(" m", StringComparison.Ordinal)) break;
                await page.CheckAsync("#where-by-grid_ref");
                await page.FillAsync("#grid-reference", "SO 0000 5000");
                break;
            case "#unknown":
                if (await page.Locator("fieldset.child").CountAsync() == 0 && await page.InputValueAsync("#unknown") == "0") await page.FillAsync("#unknown", "1");
                break;
            default:
                await page.SelectOptionAsync("#source-kind", "practitioner_observed");
                await page.CheckAsync("#info-grade");
                break;
        }
    }

    /// <summary>Goes to the answers to check, and waits for who will see what.</summary>
    public static async Task CheckAsync(this Visit visit)
    {
        while (await visit.Page.Locator(".answers").CountAsync() == 0) await visit.TurnAsync("form button.main[type=submit]");
        await visit.SettledAsync();
    }

    /// <summary>Checks what was written and sends it; comes back when the page says where the record is.</summary>
    public static async Task SendAsync(this Visit visit)
    {
        await visit.CheckAsync();
        await visit.Page.ClickAsync(".answers ~ button.main");
        await visit.Page.WaitForSelectorAsync(".receipt");
    }

    /// <summary>Opens what is kept, without the office.</summary>
    public static async Task UnlockAloneAsync(this Visit visit, string user)
    {
        await visit.Page.FillAsync("#alone-user", user);
        await visit.Page.FillAsync("#alone-passphrase", Passphrase);
        await visit.Page.ClickAsync("#unlock-alone button[type=submit]");
        await visit.Page.WaitForSelectorAsync("#state-line");
    }

    /// <summary>Opens what is kept, once signed in.</summary>
    public static async Task UnlockAsync(this Visit visit)
    {
        await visit.Page.ClickAsync("#unlock");
        await visit.Page.FillAsync("#unlock-passphrase", Passphrase);
        await visit.Page.ClickAsync("#unlock-dialog button[type=submit]");
        await visit.Page.WaitForSelectorAsync("#unlock-dialog", new() { State = WaitForSelectorState.Detached });
    }

    public static async Task SignInAgainAsync(this Visit visit, string user)
    {
        await visit.Page.FillAsync("#user", user);
        await visit.Page.FillAsync("#password", TestApi.Password);
        await visit.Page.ClickAsync("form:has(#password) button[type=submit]");
        await visit.Page.WaitForSelectorAsync("#password", new() { State = WaitForSelectorState.Detached });
    }

    /// <summary>Goes to the list of what is on this device.</summary>
    public static async Task ToDeviceAsync(this Visit visit)
    {
        // Pressed where it stands, though the line that it ends is just being said anew.
        await visit.Page.WaitForSelectorAsync("#to-device");
        await visit.Page.EvaluateAsync("() => document.querySelector('#to-device').click()");
        await visit.Page.WaitForSelectorAsync("#device-items");
    }

    /// <summary>States of the items on this device, newest first.</summary>
    public static async Task<IReadOnlyList<string>> StatesAsync(this Visit visit) => await visit.Page.EvaluateAsync<string[]>(
        "() => [...document.querySelectorAll('#device-items > li')].map((one) => one.dataset.state)");

    /// <summary>Presses "send now" where it is still there: the page also begins by itself, and then the button goes.</summary>
    public static Task SendNowAsync(this Visit visit) => visit.Page.EvaluateAsync("() => document.querySelector('#send-now')?.click()");

    /// <summary>Waits until the items on this device, newest first, are in these states and no others.</summary>
    public static Task WaitForStatesAsync(this Visit visit, params string[] states) => visit.Page.WaitForFunctionAsync(
        "(wanted) => [...document.querySelectorAll('#device-items > li')].map((one) => one.dataset.state).join() === wanted", string.Join(',', states), new() { Timeout = 60_000, PollingInterval = 50 });

    public static Task WaitForStateAsync(this Visit visit, string state) =>
        visit.Page.WaitForSelectorAsync($"#device-items > li[data-state={state}]", new() { Timeout = 60_000 });

    /// <summary>How many records of the office carry this narrative.</summary>
    public static Task<long> HeldAsync(this Browser browser, string narrative) =>
        browser.ScalarAsync<long>("select count(*) from incident where narrative = $1", narrative);

    /// <summary>Waits until the office holds a record with this narrative, for a form waits only so long for it; then it is one, not two.</summary>
    public static async Task HoldsOneAsync(this Browser browser, string narrative)
    {
        for (var look = 0; look < 120 && await browser.HeldAsync(narrative) == 0; look++) await Task.Delay(500);
        Assert.Equal(1, await browser.HeldAsync(narrative));
    }

    /// <summary>Ends every session of a person, as time does.</summary>
    public static Task ExpireAsync(this Browser browser, string user) => browser.ScalarAsync<long>(
        """
        with ended as (update session set created_at = created_at - interval '25 hours', last_used_at = last_used_at - interval '25 hours'
                       where account_id = (select id from account where user_name = $1) returning 1)
        select count(*) from ended
        """, user);

    /// <summary>All that the browser keeps for the page, as one text in which a word would be found.</summary>
    public static Task<string> DumpAsync(this Visit visit) => visit.Page.EvaluateAsync<string>(
        """
        async () => {
          const text = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }), document.cookie];
          const latin = new TextDecoder('latin1');
          const plain = (_, value) => value instanceof ArrayBuffer || ArrayBuffer.isView(value) ? latin.decode(value) : value;
          for (const { name } of await indexedDB.databases()) {
            const database = await new Promise((keep) => { const request = indexedDB.open(name); request.onsuccess = () => keep(request.result); });
            for (const store of database.objectStoreNames) {
              const rows = await new Promise((keep) => { const request = database.transaction(store).objectStore(store).getAll(); request.onsuccess = () => keep(request.result); });
              text.push(`${name}/${store}`, JSON.stringify(rows, plain));
            }
            database.close();
          }
          for (const name of await caches.keys()) {
            const cache = await caches.open(name);
            for (const request of await cache.keys()) {
              const held = await cache.match(request);
              text.push(request.url, /\.(js|mjs|html|json|webmanifest|css|svg)$/.test(request.url) ? await held.text() : '');
            }
          }
          return text.join('\n');
        }
        """);
}
