using System.Text;
using System.Text.Json;
using Microsoft.Playwright;

namespace SpacesPlaces.Page.Tests;

/// <summary>A phone that records and sends while its network, its tab and its sign-in come and go; after each, the page's word is held against the office's.</summary>
internal sealed class Interruptions(Browser browser, int seed, Screen screen = Screen.Phone)
{
    private const string Records = "**/api/v1/incidents/*-*";
    private static readonly Fate[] Fates = Enum.GetValues<Fate>();
    private readonly Random chance = new(seed);
    private readonly List<string> words = [];
    private readonly Dictionary<Fate, int> met = [];
    private string user = "";
    // The record whose arrival is waited for; any when null. One that waited from before may go by itself meanwhile.
    private volatile string? awaited;

    private enum Fate { Nothing, Cut, AnswerLost, Portal, CutAndKilled, KilledWhileSending, SignInOver }

    /// <summary>Interrupts so often; comes back when everything has arrived and the ledgers are equal, with what happened in words.</summary>
    public async Task<string> RunAsync(int rounds, Action<string>? say = null)
    {
        var (visit, person) = await browser.BeginToKeepAsync(screen);
        user = person;
        for (var round = 0; round < rounds; round++)
        {
            var fate = Fates[chance.Next(Fates.Length)];
            met[fate] = met.GetValueOrDefault(fate) + 1;
            await visit.Page.UnrouteAllAsync();
            var writes = words.Count == 0 || fate == Fate.SignInOver || chance.Next(2) == 0 || await visit.Page.Locator("#send-now").CountAsync() == 0;
            if (writes) words.Add(KeptWork.Words($"Round {words.Count}"));
            awaited = writes ? words[^1] : null;
            var arrived = await BringAboutAsync(visit, fate);
            if (writes) await WriteAsync(visit, fate, arrived);
            else
            {
                await visit.SendNowAsync();
                if (fate == Fate.KilledWhileSending) await HasArrivedAsync(arrived);
            }

            if (fate is Fate.CutAndKilled or Fate.KilledWhileSending)
            {
                visit = await browser.AgainAsync(visit);
                await visit.UnlockAsync();
            }

            await CompareAsync(visit, $"round {round}, {fate}");
            if (round % 25 == 24) say?.Invoke($"{round + 1} interruptions, {words.Count} records, equal each time");
        }

        await visit.Page.UnrouteAllAsync();
        await visit.SendNowAsync();
        await visit.WaitForStatesAsync([.. Enumerable.Repeat("received", words.Count)]);
        foreach (var one in words) Assert.Equal((one, 1), (one, await browser.HeldAsync(one)));
        await Assertions.Expect(visit.Page.Locator("#state-line")).ToContainTextAsync("The office has everything you sent");
        await visit.DisposeAsync();
        return $"{rounds} interruptions ({string.Join(", ", met.OrderBy(one => one.Key).Select(one => $"{one.Key} {one.Value}"))}), {words.Count} records, none lost, none doubled";
    }

    private async Task<Task> BringAboutAsync(Visit visit, Fate fate)
    {
        var arrived = new TaskCompletionSource();
        switch (fate)
        {
            case Fate.Cut or Fate.CutAndKilled:
                await visit.Page.RouteAsync(Records, route => route.AbortAsync());
                break;
            case Fate.AnswerLost:
                await visit.Page.RouteAsync(Records, async route =>
                {
                    await route.FetchAsync();
                    await route.AbortAsync();
                });
                break;
            case Fate.KilledWhileSending:
                await visit.Page.RouteAsync(Records, async route =>
                {
                    await route.FetchAsync();
                    var body = Encoding.UTF8.GetString(route.Request.PostDataBuffer ?? []);
                    if (awaited is not { } one || body.Contains(one, StringComparison.Ordinal)) arrived.TrySetResult();
                });
                break;
            case Fate.Portal:
                await visit.Page.RouteAsync(Records, route => route.FulfillAsync(new() { Status = 200, ContentType = "text/html", Body = "<html></html>" }));
                break;
        }

        return arrived.Task;
    }

    private async Task WriteAsync(Visit visit, Fate fate, Task arrived)
    {
        await visit.WriteAsync(words[^1]);
        if (fate == Fate.SignInOver)
        {
            await browser.ExpireAsync(user);
            // Another record on its way may find it out before the form does.
            await visit.Page.EvaluateAsync("() => document.querySelector('form:has(#narrative) button.main[type=submit]')?.click()");
            await visit.Page.WaitForSelectorAsync("#password");
            await visit.SignInAgainAsync(user);
            await visit.Page.WaitForSelectorAsync("#narrative");
        }

        if (fate != Fate.KilledWhileSending)
        {
            await visit.SendAsync();
            return;
        }

        await visit.CheckAsync();
        await visit.Page.ClickAsync(".answers ~ button.main");
        // Either way the record is on the device by then: who is killed before that has a draft, and no record that could be counted.
        await await Task.WhenAny(arrived, visit.Page.WaitForSelectorAsync(".receipt"));
    }

    // A record that waited may have gone by itself just before; then nothing arrives any more, and the kill comes all the same.
    private static async Task HasArrivedAsync(Task arrived) => await Task.WhenAny(arrived, Task.Delay(10_000));

    // What the page calls received is held; while something waits it never says that everything arrived.
    private async Task CompareAsync(Visit visit, string when)
    {
        await visit.ToDeviceAsync();
        var said = await visit.Page.EvaluateAsync<JsonElement>(
            """
            () => ({
              received: [...document.querySelectorAll('#device-items > li[data-state=received]')].map((one) => one.dataset.record),
              waiting: document.querySelectorAll('#device-items > li:not([data-state=received])').length,
              line: document.querySelector('#state-line').textContent,
            })
            """);
        var received = said.GetProperty("received").EnumerateArray().Select(one => Guid.Parse(one.GetString()!)).ToArray();
        Assert.Equal((when, received.Length), (when, (int)await browser.ScalarAsync<long>("select count(*) from incident where id = any($1)", received)));
        Assert.Equal((when, words.Count), (when, received.Length + said.GetProperty("waiting").GetInt32()));
        Assert.Equal((when, said.GetProperty("waiting").GetInt32() == 0), (when, said.GetProperty("line").GetString()!.Contains("The office has everything", StringComparison.Ordinal)));
    }
}
