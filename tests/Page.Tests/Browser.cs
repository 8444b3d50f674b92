using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Playwright;
using SpacesPlaces.Api.Tests;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Page.Tests;

/// <summary>
/// A real browser before the real program: <c>var page = await browser.OpenAsync(Role.Analyst, Screen.Phone, "cy")</c>.
/// Chromium is the one installed on the machine (<c>SPACESPLACES_CHROMIUM</c>, else the usual paths); none is a failure.
/// </summary>
public class Browser : TestApi
{
    // The first is the same browser without windows, bars and menus, which nobody sees here: a tenth less work.
    private static readonly string[] UsualPaths = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    // One program for all classes: a person's context shares nothing with another's.
    private static readonly Lazy<Task<IBrowser>> Started = new(StartAsync);
    private readonly ConcurrentQueue<IBrowserContext> people = new();
    private IBrowser? chromium;

    public override async Task InitializeAsync()
    {
        var starting = Started.Value;
        await base.InitializeAsync();
        chromium = await starting;
    }

    public override async Task DisposeAsync()
    {
        foreach (var person in people) await person.CloseAsync();
        await base.DisposeAsync();
    }

    private static async Task<IBrowser> StartAsync()
    {
        Assertions.SetDefaultExpectTimeout(30_000);
        var playwright = await Playwright.CreateAsync();
        var chromium = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("SPACESPLACES_CHROMIUM") ?? UsualPaths.FirstOrDefault(File.Exists)
                ?? throw new InvalidOperationException("No Chromium: install it or set SPACESPLACES_CHROMIUM."),
            // Without a sandbox because continuous integration runs as root. The map is drawn in software, and only the map: all else would be
            // drawn twice as slowly by way of it. Nobody sees the address line, whose list of suggestions is two pages more for each of ours.
            Args = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-gpu-compositing", "--disable-gpu-rasterization",
                "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup"],
        });
        Api.Tests.Database.EndOfRun.Before(async () =>
        {
            await chromium.CloseAsync();
            playwright.Dispose();
        });
        return chromium;
    }

    /// <summary>Whether the browser can draw the map.</summary>
    protected virtual bool DrawsMaps => true;

    /// <summary>A new person at a new screen, before the sign-in.</summary>
    /// <remarks>
    /// <paramref name="withPage"/> where the page is to be kept on the device, to open without a network. Not otherwise: a service worker
    /// that takes the page over just then lets a request past the answers that a test gives in the office's place.
    /// </remarks>
    public async Task<Visit> VisitAsync(Screen screen = Screen.Desktop, string language = "en", bool withPage = false)
    {
        var context = await chromium!.NewContextAsync(new()
        {
            BaseURL = Address.ToString(),
            ViewportSize = screen switch
            {
                Screen.Desktop => new() { Width = 1280, Height = 800 },
                Screen.Phone => new() { Width = 390, Height = 844 },
                _ => new() { Width = 320, Height = 640 },
            },
            Locale = language == "cy" ? "cy-GB" : "en-GB",
            TimezoneId = "Europe/London",
            ServiceWorkers = withPage ? ServiceWorkerPolicy.Allow : ServiceWorkerPolicy.Block,
            ReducedMotion = ReducedMotion.Reduce,
        });
        people.Enqueue(context);
        // Nothing prints here, and a browser without windows says at once that it has: what was laid out for paper would be gone again.
        await context.AddInitScriptAsync("window.print = () => {};");
        if (!DrawsMaps) await context.AddInitScriptAsync(PlainBrowser.Script);
        // Limits against hanging, not measures: the first pages of a run open beside each other on whatever else the machine does.
        context.SetDefaultNavigationTimeout(120_000);
        context.SetDefaultTimeout(60_000);
        var visit = new Visit(await context.NewPageAsync(), Address);
        await visit.Page.GotoAsync("/");
        await visit.Page.WaitForSelectorAsync("h1");
        return visit;
    }

    /// <summary>Another tab of the same browser, or the same one opened again: what the browser keeps is there.</summary>
    public async Task<Visit> AgainAsync(Visit before, bool closing = true)
    {
        var context = before.Page.Context;
        // Closed as when its process is ended: no handler of the page runs.
        if (closing) await before.Page.CloseAsync(new() { RunBeforeUnload = false });
        var visit = new Visit(await context.NewPageAsync(), Address);
        await visit.Page.GotoAsync("/");
        await visit.Page.WaitForSelectorAsync("h1");
        return visit;
    }

    /// <summary>A new person at a new screen, signed in, with the map drawn.</summary>
    public async Task<Visit> OpenAsync(Role role, Screen screen = Screen.Desktop, string language = "en")
    {
        var visit = await VisitAsync(screen, language);
        await visit.SignInAsync(UserName(role, Here));
        return visit;
    }
}

/// <summary>
/// A browser that cannot draw the map, for what is not about the map: lists and forms do not need it, and drawing it in software is a third of
/// what the tests of a screen cost.
/// </summary>
public class PlainBrowser : Browser
{
    /// <summary>Takes drawing in three dimensions, which the map needs, away from a page.</summary>
    internal const string Script =
        """
        const get = HTMLCanvasElement.prototype.getContext;
        HTMLCanvasElement.prototype.getContext = function (kind, ...more) { return kind.startsWith('webgl') ? null : get.call(this, kind, ...more); };
        """;

    protected override bool DrawsMaps => false;
}

/// <summary>Sizes at which everything must work.</summary>
public enum Screen { Desktop, Phone, Narrow }

/// <summary>One person at one screen, with all that their browser asked for and complained of.</summary>
public sealed class Visit : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> addresses = new();
    private readonly ConcurrentQueue<string> complaints = new();
    private readonly ConcurrentQueue<string> bodies = new();

    public Visit(IPage page, Uri home)
    {
        Page = page;
        Home = home;
        page.Request += (_, request) => addresses.Enqueue(request.Url);
        page.PageError += (_, fault) => complaints.Enqueue(fault);
        // Refused requests are the product's own answers; everything else on the console is a fault.
        page.Console += (_, line) =>
        {
            if (line.Type is "error" or "warning" && !line.Text.Contains("the server responded with a status of", StringComparison.Ordinal)
                && !line.Text.Contains("Service Worker registration blocked by Playwright", StringComparison.Ordinal)
                && !DrawnInSoftware(line.Text))
                complaints.Enqueue(line.Text);
        };
        page.Response += async (_, response) =>
        {
            if (!response.Url.Contains("/api/", StringComparison.Ordinal) || response.Url.EndsWith("/progress", StringComparison.Ordinal)) return;
            try
            {
                bodies.Enqueue(await response.TextAsync());
            }
            catch (PlaywrightException)
            {
                // The page went on before the answer was read; then it has shown nothing of it either.
            }
        };
    }

    // The browser's own word on how this run draws the map: it is read back from the software that drew it.
    private static bool DrawnInSoftware(string line) =>
        line.Contains("GL Driver Message", StringComparison.Ordinal) && line.Contains("GPU stall due to ReadPixels", StringComparison.Ordinal);

    public IPage Page { get; }

    public Uri Home { get; }

    /// <summary>Every address that the browser asked for.</summary>
    public IReadOnlyCollection<string> Addresses => addresses;

    /// <summary>Errors and warnings on the console, refusals by the content policy among them.</summary>
    public IReadOnlyCollection<string> Complaints => complaints;

    /// <summary>Bodies of every answer of the API.</summary>
    public IReadOnlyCollection<string> Bodies => bodies;

    // The map drawn, a room, or the word that this browser cannot draw: its canvas is there for a moment only, or for none that is seen.
    private const string Arrived = ".map-canvas canvas, .room h1, p.map-missing";

    public async Task SignInAsync(string user)
    {
        await Page.FillAsync("#user", user);
        await Page.FillAsync("#password", TestApi.Password);
        await Page.ClickAsync("form button[type=submit]");
        await Page.WaitForSelectorAsync(Arrived);
    }

    /// <summary>Comes in without the sign-in screen, with a session that the API gave this browser, and opens a room beside the map.</summary>
    public async Task EnterAsync(string user, string? room = null, string password = TestApi.Password)
    {
        var answer = await Page.Context.APIRequest.PostAsync(
            "/api/v1/access/sign-in", new() { DataObject = new { user, password, session = "cookie" } });
        Assert.True(answer.Ok, await answer.TextAsync());
        await Page.EvaluateAsync("room => history.replaceState(room ? { ...history.state, view: 'rooms', room } : history.state, '')", room);
        await Page.ReloadAsync();
        await Page.WaitForSelectorAsync(room is null ? Arrived : ".room h1");
        await SettledAsync();
    }

    /// <summary>Goes to another room by its name in the list at the side.</summary>
    public async Task GoToRoomAsync(string room)
    {
        if (await Page.IsVisibleAsync(".room-toggle")) await Page.ClickAsync(".room-toggle");
        await Page.ClickAsync($"#room-{room}");
        await SettledAsync();
    }

    /// <summary>Names of the rooms that the person may enter.</summary>
    public async Task<IReadOnlyList<string>> RoomsAsync() => await Page.EvaluateAsync<string[]>(
        "() => [...document.querySelectorAll('#room-names li button')].map((one) => one.id.slice('room-'.length))");

    // At every frame, as is usual, looking would cost more than what is looked at.
    internal static PageWaitForFunctionOptions Now { get; } = new() { PollingInterval = 50 };

    /// <summary>Waits until nothing on screen is on its way any more.</summary>
    public Task SettledAsync() => Page.WaitForFunctionAsync("() => !document.querySelector('.skeleton')", null, Now);

    public Task<string> TextAsync() => Page.InnerTextAsync("body");

    /// <summary>Waits until the page says this, anywhere or in one part of it.</summary>
    public async Task SeesAsync(string words, string part = "body")
    {
        try
        {
            await Page.WaitForFunctionAsync("([part, words]) => [...document.querySelectorAll(part)].some((one) => one.innerText.includes(words))", new[] { part, words }, Now);
        }
        catch (TimeoutException)
        {
            Assert.Contains(words, await Page.InnerTextAsync(part), StringComparison.Ordinal);
            throw;
        }
    }

    // Every screen that is looked at for barriers can be looked at by people too: a folder to put pictures into.
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("SPACESPLACES_PICTURES");
    private static int pictured;

    /// <summary>Barriers that axe finds, WCAG 2.2 AA and its good practices; empty when there are none.</summary>
    public async Task<IReadOnlyList<string>> BarriersAsync([CallerFilePath] string file = "", [CallerMemberName] string test = "")
    {
        if (Pictures is not null)
            await Page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, $"{Path.GetFileNameWithoutExtension(file)} {Interlocked.Increment(ref pictured):000} {test}.png") });
        await Page.EvaluateAsync(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "axe.min.js")));
        var found = await Page.EvaluateAsync<JsonElement>(
            """
            async () => (await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'] }))
              .violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target.join(' ')}`))
            """);
        return [.. found.EnumerateArray().Select(one => one.GetString()!)];
    }

    /// <summary>True when the page can be scrolled sideways, which hides things from readers who enlarge it.</summary>
    public Task<bool> ScrollsSidewaysAsync() => Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > window.innerWidth");

    public async ValueTask DisposeAsync() => await Page.Context.CloseAsync();
}
