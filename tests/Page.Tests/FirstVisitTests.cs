using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.Playwright;
using SpacesPlaces.Api.Tests;
using SpacesPlaces.Api.Tests.Database;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Page.Tests;

/// <summary>
/// What a browser that has never seen the page fetches before the page can be used, in bytes as they came over the wire; and what a
/// reader sees of a part that has not come.
/// </summary>
[Long(90)]
public sealed class FirstVisitTests(Browser browser) : IClassFixture<Browser>
{
    private const long Most = 200_000;

    [Theory]
    [InlineData("en")]
    [InlineData("cy")]
    public async Task TheSignIn_AndTheFormOfIncidents_AreThereWithin200KilobytesCompressed_AndTheMapComesAfter(string language)
    {
        await using var visit = await browser.VisitAsync(Screen.Phone, language, withPage: true);
        var page = visit.Page;
        var signIn = await FetchedAsync(page);
        Assert.True(Sum(signIn) <= Most, Told(signIn));

        // What comes behind the form is held back, so that the count does not hang on which is quicker, and the form is seen to need none of it.
        string[] behind = ["/assets/drawnMap", "/reference-data/basemap", "/assets/fairWords", "/assets/identifyingText"];
        var release = new TaskCompletionSource();
        var asked = new TaskCompletionSource();
        await page.RouteAsync(url => behind.Any(part => url.Contains(part, StringComparison.Ordinal)), async route =>
        {
            asked.TrySetResult();
            await release.Task;
            await route.ContinueAsync();
        });
        var user = await browser.AddMemberAsync($"first-{Guid.NewGuid():N}", Role.Reporter, Agency.YouthService);
        await page.FillAsync("#user", user);
        await page.FillAsync("#password", TestApi.Password);
        await page.ClickAsync("form button[type=submit]");
        await page.ClickAsync(".on-dark.strong");
        await page.CheckAsync("#kind");
        Assert.Equal(0, await page.EvaluateAsync<int>("async () => (await navigator.serviceWorker.getRegistrations()).length"));
        await visit.ToQuestionAsync("#narrative");
        await page.FillAsync("#narrative", "");
        var form = await FetchedAsync(page);
        Assert.True(Sum(form) <= Most, Told(form));
        var other = language == "en" ? "cy" : "en";
        Assert.DoesNotContain(form, file => file.Name.Contains($"text.{other}", StringComparison.Ordinal));

        // Not over an encrypted connection, a browser takes gzip alone: that is small enough too.
        using var http = new HttpClient(new HttpClientHandler { AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = visit.Home };
        http.DefaultRequestHeaders.Add("Accept-Encoding", "gzip");
        long gzip = 0;
        foreach (var (name, _) in form.Where(file => file.Name.Contains("/assets/", StringComparison.Ordinal)))
            gzip += (await http.GetByteArrayAsync(new Uri(name))).Length;
        Assert.InRange(gzip, 100_000, Most);

        // What was held back comes, and then the page itself is kept, every part of it.
        await asked.Task;
        release.SetResult();
        await page.WaitForSelectorAsync(".map-canvas canvas", new() { State = WaitForSelectorState.Attached });
        await page.EvaluateAsync("() => navigator.serviceWorker.ready.then(() => undefined)");
        var kept = await page.EvaluateAsync<string[]>(
            "async () => (await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)))).flat()");
        var folder = Path.Combine(AppContext.BaseDirectory, "wwwroot", "assets");
        // The page of those who answer without a name is kept on no device.
        var parts = Directory.GetFiles(folder).Select(Path.GetFileName).Where(name => !name!.StartsWith("take-part", StringComparison.Ordinal)).Where(name => name!.EndsWith("js", StringComparison.Ordinal) || name.EndsWith(".css", StringComparison.Ordinal)
            || name.EndsWith(".woff2", StringComparison.Ordinal)).ToList();
        Assert.True(parts.Count > 20, $"{parts.Count} parts");
        Assert.Equal(parts.Order(StringComparer.Ordinal), parts.Where(part => kept.Any(url => url.EndsWith("/" + part, StringComparison.Ordinal))).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(kept, url => url.EndsWith(".br", StringComparison.Ordinal) || url.Contains("/api/", StringComparison.Ordinal));
        Assert.Empty(visit.Complaints);
    }

    [Theory]
    [InlineData("forms", "#main", "#kind", "en")]
    [InlineData("drawnMap", ".map-place", ".map-canvas canvas", "cy")]
    public async Task APartThatDoesNotCome_SaysSo_AndComesWhenItIsAskedForAgain(string part, string place, string there, string language)
    {
        await using var visit = await browser.VisitAsync(Screen.Phone, language);
        var page = visit.Page;
        bool Wanted(string url) => url.Contains($"/assets/{part}", StringComparison.Ordinal);
        await page.RouteAsync(Wanted, route => route.AbortAsync());
        await page.FillAsync("#user", TestApi.UserName(Role.Reporter, TestApi.Here));
        await page.FillAsync("#password", TestApi.Password);
        await page.ClickAsync("form button[type=submit]");
        if (part == "forms") await page.ClickAsync(".on-dark.strong");
        // Another part that needs this one says so at its own place.
        await page.WaitForSelectorAsync($"{place} [role=alert] button");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        Assert.False(await visit.ScrollsSidewaysAsync());
        Assert.Contains(language == "en" ? "Check your connection" : "Nid oedd modd nôl y map", await page.InnerTextAsync($"{place} [role=alert]"), StringComparison.Ordinal);
        await page.UnrouteAllAsync();
        await page.ClickAsync($"{place} [role=alert] button");
        await page.WaitForSelectorAsync(there, new() { State = WaitForSelectorState.Attached });
    }

    [Fact]
    public async Task FilesOfThePage_ComeCompressedAsTheBrowserTakesThem_AndAreKeptByNameForGood()
    {
        using var http = new HttpClient(new HttpClientHandler { AutomaticDecompression = DecompressionMethods.All }) { BaseAddress = browser.Address };
        var script = new Uri(browser.Address, "/assets/" + Path.GetFileName(Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "wwwroot", "assets"), "forms-*.js").Single()));
        var plain = await AskAsync("identity");
        var said = (string[])["", "gzip", "br", "gzip, deflate, br", "br;q=0, gzip"];
        var coded = (string?[])[null, "gzip", "br", "br", "gzip"];
        foreach (var (taken, coding) in said.Zip(coded))
        {
            using var raw = new HttpClient(new HttpClientHandler { AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = browser.Address };
            using var request = new HttpRequestMessage(HttpMethod.Get, script);
            if (taken.Length > 0) request.Headers.TryAddWithoutValidation("Accept-Encoding", taken);
            using var answer = await raw.SendAsync(request);
            Assert.Equal(coding, answer.Content.Headers.ContentEncoding.SingleOrDefault());
            Assert.Equal("text/javascript", answer.Content.Headers.ContentType?.MediaType);
            Assert.Equal("Accept-Encoding", answer.Headers.Vary.ToString());
            Assert.Equal("public, max-age=31536000, immutable", answer.Headers.CacheControl?.ToString());
            Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        }

        foreach (var taken in (string[])["gzip", "br"]) Assert.Equal(plain, await AskAsync(taken));
        using var home = await http.GetAsync("/");
        Assert.Equal("no-store", home.Headers.CacheControl?.ToString());
        Assert.Equal("text/html", home.Content.Headers.ContentType?.MediaType);

        async Task<string> AskAsync(string taken)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, script);
            request.Headers.TryAddWithoutValidation("Accept-Encoding", taken);
            using var answer = await http.SendAsync(request);
            return await answer.Content.ReadAsStringAsync();
        }
    }

    private sealed record Fetched(string Name, long Bytes);

    // Headers are counted with each answer; what came from the browser's own memory is 0.
    private static async Task<List<Fetched>> FetchedAsync(IPage page)
    {
        var found = await page.EvaluateAsync<JsonElement>(
            """
            async () => {
              await document.fonts.ready;
              return [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].map(({ name, transferSize }) => ({ name, bytes: transferSize }));
            }
            """);
        return [.. found.EnumerateArray().Select(one => new Fetched(one.GetProperty("name").GetString()!, one.GetProperty("bytes").GetInt64()))];
    }

    private static long Sum(List<Fetched> fetched) => fetched.Sum(file => file.Bytes);

    private static string Told(List<Fetched> fetched) => string.Create(CultureInfo.InvariantCulture, $"{Sum(fetched)} bytes:\n")
        + string.Join('\n', fetched.OrderByDescending(file => file.Bytes).Select(file => $"{file.Bytes} {file.Name}"));
}
