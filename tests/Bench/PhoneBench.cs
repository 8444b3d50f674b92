using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Api.Tests.Database;
using SpacesPlaces.Page.Tests;

namespace SpacesPlaces.Bench;

/// <summary>
/// A phone in Chromium before the real program with its brakes. <c>phone-queue</c>: records that were written without a network are sent over
/// a slow connection that fails now and then; how long until the office has all, none lost, none doubled. <c>interruptions</c>: the network
/// is cut, the tab killed, the sign-in ended at random, and the page's word held against the office's ledger each time.
/// <c>second-visit</c>: how long the kept page takes to its form.
/// </summary>
internal static class PhoneBench
{
    private const string Records = "**/api/v1/incidents/*-*";

    public static Task<int> QueueAsync(string[] args) => WithPhoneAsync(async browser =>
    {
        int count = Peer.Option(args, "--items", 100), seed = Peer.Option(args, "--seed", 1), loss = Peer.Option(args, "--loss-percent", 5);
        int latency = Peer.Option(args, "--latency-ms", 300), down = Peer.Option(args, "--down-kbit", 250), up = Peer.Option(args, "--up-kbit", 50);
        var (visit, _) = await browser.BeginToKeepAsync(Screen.Desktop, withPage: true);
        var network = await visit.Page.Context.NewCDPSessionAsync(visit.Page);
        await ConditionsAsync(network, offline: true, 0, 0, 0);
        var mark = $"Item {Guid.NewGuid():N}";
        for (var at = 0; at < count; at++)
        {
            await visit.WriteAsync($"{mark} {at}");
            await visit.SendAsync();
            if (at % 25 == 24) Peer.Say($"{at + 1} written");
        }

        await visit.ToDeviceAsync();
        var chance = new Random(seed);
        int sent = 0, failed = 0;
        long bytes = 0;
        await visit.Page.RouteAsync(Records, async route =>
        {
            Interlocked.Increment(ref sent);
            Interlocked.Add(ref bytes, route.Request.PostDataBuffer?.Length ?? 0);
            int fate;
            lock (chance) fate = chance.Next(200);
            if (fate >= loss * 2) await route.ContinueAsync();
            else
            {
                // Of those that fail, half never arrive, and of half the answer is lost.
                Interlocked.Increment(ref failed);
                if (fate < loss) await route.FetchAsync();
                await route.AbortAsync();
            }
        });
        var clock = Stopwatch.StartNew();
        await ConditionsAsync(network, offline: false, latency, down, up);
        await visit.Page.WaitForFunctionAsync(
            "(count) => document.querySelectorAll('#device-items > li[data-state=received]').length === count", count, new() { Timeout = 600_000 });
        var seconds = clock.Elapsed.TotalSeconds;
        var held = await browser.ScalarAsync<long>("select count(*) from incident where narrative like $1", mark + "%");
        var different = await browser.ScalarAsync<long>("select count(distinct narrative) from incident where narrative like $1 and version = 1", mark + "%");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{count} records, {latency} ms, {down}/{up} kbit/s, {failed} of {sent} sendings failed, {bytes / Math.Max(sent, 1)} bytes each, load {File.ReadAllText("/proc/loadavg").Split(' ')[0]}: {seconds:F1} s; the office holds {held}, different {different}"));
        return held == count && different == count && seconds <= 60 ? 0 : 1;
    });

    public static Task<int> InterruptionsAsync(string[] args) => WithPhoneAsync(async browser =>
    {
        int rounds = Peer.Option(args, "--rounds", 500), seed = Peer.Option(args, "--seed", 1);
        var clock = Stopwatch.StartNew();
        var said = await new Interruptions(browser, seed, Screen.Desktop).RunAsync(rounds, Console.WriteLine);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed}: {said}, {clock.Elapsed.TotalMinutes:F1} min"));
        return 0;
    }, drawsMaps: false);

    /// <summary>A second visit without a network, on a processor slowed four times: until the passphrase is asked for, and from it to the form.</summary>
    public static Task<int> SecondVisitAsync(string[] args) => WithPhoneAsync(async browser =>
    {
        int rounds = Peer.Option(args, "--rounds", 9), slower = Peer.Option(args, "--slower", 4);
        var (first, user) = await browser.BeginToKeepAsync(withPage: true);
        var context = first.Page.Context;
        await first.Page.CloseAsync();
        await context.SetOfflineAsync(true);
        List<double> asked = [], form = [];
        for (var round = 0; round < rounds; round++)
        {
            var page = await context.NewPageAsync();
            var processor = await context.NewCDPSessionAsync(page);
            await processor.SendAsync("Emulation.setCPUThrottlingRate", new Dictionary<string, object> { ["rate"] = slower });
            var clock = Stopwatch.StartNew();
            await page.GotoAsync("/");
            await page.WaitForSelectorAsync("#unlock-alone");
            asked.Add(clock.Elapsed.TotalSeconds);
            await page.FillAsync("#alone-user", user);
            await page.FillAsync("#alone-passphrase", KeptWork.Passphrase);
            clock.Restart();
            await page.ClickAsync("#unlock-alone button[type=submit]");
            await page.ClickAsync("#device-log");
            await page.WaitForSelectorAsync("#kind");
            form.Add(clock.Elapsed.TotalSeconds);
            await page.CloseAsync();
        }

        double opening = Peer.Median(asked), unlocking = Peer.Median(form);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{rounds} second visits without a network, processor {slower} times slower, load {File.ReadAllText("/proc/loadavg").Split(' ')[0]}: {opening:F2} s until the passphrase is asked for, {unlocking:F2} s from it to the form, {opening + unlocking:F2} s together"));
        return opening + unlocking <= 2 ? 0 : 1;
    });

    private static async Task<int> WithPhoneAsync(Func<Browser, Task<int>> act, bool drawsMaps = true)
    {
        var browser = new BrakedBrowser(drawsMaps);
        try
        {
            await browser.InitializeAsync();
            return await act(browser);
        }
        finally
        {
            await browser.DisposeAsync();
            await EndOfRun.EndAsync();
        }
    }

    private static async Task ConditionsAsync(ICDPSession network, bool offline, int latency, int down, int up) =>
        await network.SendAsync("Network.emulateNetworkConditions", new Dictionary<string, object>
        {
            ["offline"] = offline,
            ["latency"] = latency,
            ["downloadThroughput"] = down * 125,
            ["uploadThroughput"] = up * 125,
        });

    /// <summary>With the brakes that an office has.</summary>
    private sealed class BrakedBrowser(bool drawsMaps) : Browser
    {
        protected override DoorSettings Doors => new();

        protected override bool DrawsMaps => drawsMaps;
    }
}
