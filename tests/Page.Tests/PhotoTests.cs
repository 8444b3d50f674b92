using System.Text;
using Microsoft.Playwright;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Page.Tests;

/// <summary>Photos on the page: warned of before, made smaller and stripped here, sent after their record, shown to those who may.</summary>
public sealed class PhotoTests(Browser browser) : IClassFixture<Browser>
{
    [Theory]
    [InlineData(Screen.Phone, "en", "No people, no faces, no number plates")]
    [InlineData(Screen.Narrow, "cy", "Dim pobl, dim wynebau, dim platiau cofrestru")]
    public async Task UX_15_APhoto_IsWarnedOfBefore_ShownSmaller_AndReachesTheOfficeWithoutWhatItsCameraWrote(Screen screen, string language, string warning)
    {
        var user = await browser.AddMemberAsync($"photo-{Guid.NewGuid():N}", Role.YouthLead, Agency.YouthService);
        await using var visit = await browser.VisitAsync(screen, language);
        var page = visit.Page;
        await page.AddInitScriptAsync(WatchingWhatLeaves);
        await visit.EnterAsync(user, "tasks");
        await page.ClickAsync("#task-new");
        Assert.Contains(warning, await page.InnerTextAsync("#task-photos-warning"), StringComparison.Ordinal);
        var taken = await TakenAsync(page);
        await page.SetInputFilesAsync("#task-photos", new FilePayload { Name = "Megan Jones.jpg", MimeType = "image/jpeg", Buffer = taken });
        await page.WaitForSelectorAsync("#task-photos-list img");
        // Lying on its side in the file, upright here; no longer than 1,600 pixels.
        await Assertions.Expect(page.Locator(".photo-size")).ToContainTextAsync(language == "en" ? "1,067 × 1,600 pixels" : "1,067 × 1,600 picsel");
        Assert.Equal(1_067, await page.EvaluateAsync<int>("() => document.querySelector('#task-photos-list img').decode().then(() => document.querySelector('#task-photos-list img').naturalWidth)"));
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        Assert.False(await visit.ScrollsSidewaysAsync());

        // A second one that is not wanted after all; by keyboard.
        await page.SetInputFilesAsync("#task-photos", new FilePayload { Name = "2.jpg", MimeType = "image/jpeg", Buffer = taken });
        await page.WaitForSelectorAsync("#task-photos-list li:nth-child(2) img");
        await page.FocusAsync("#task-photos-list li:nth-child(2) button");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#task-photos-list li")).ToHaveCountAsync(1);
        Assert.Equal("task-photos", await page.EvaluateAsync<string>("() => document.activeElement.id"));
        await page.SetInputFilesAsync("#task-photos", new FilePayload { Name = "x.jpg", MimeType = "image/jpeg", Buffer = "no photo"u8.ToArray() });
        await page.WaitForSelectorAsync(".photos .fault");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));

        await page.FillAsync("#task-photos-name-0", "Lamp uwchben y grisiau");
        await page.SelectOptionAsync("#task-defect", "light_broken");
        await page.ClickAsync(".form button.main[type=submit]");
        await page.CheckAsync("#task-where-by-grid_ref");
        await page.FillAsync("#task-grid-reference", "SO 00000 50000");
        await page.ClickAsync(".form button.main[type=submit]");
        await page.SelectOptionAsync("#task-owner", "housing");
        await page.ClickAsync(".form button.main[type=submit]");
        await page.WaitForSelectorAsync(".receipt");

        var left = Convert.FromBase64String(Assert.Single(await page.EvaluateAsync<string[]>("() => window.sentPhotos")));
        var stored = await browser.ScalarAsync<byte[]>("select jpeg from photo_content join photo on id = photo_id where announced_by = (select id from account where user_name = $1)", user);
        // The browser itself writes the profile of its own colours, which is the same for everybody; the office keeps none.
        foreach (var copy in (byte[][])[left, stored]) AssertClean(copy);
        Assert.DoesNotContain("ICC_PROFILE", Encoding.Latin1.GetString(stored), StringComparison.Ordinal);
        Assert.True(stored.Length < 500_000, $"{stored.Length} bytes");
        Assert.Contains("CANARY-SERIAL-0815", Encoding.Latin1.GetString(taken), StringComparison.Ordinal);
        Assert.True(await SamePixelsAsync(page, left, stored), "The office's copy draws another picture than the phone sent.");
        Assert.Equal("Lamp uwchben y grisiau", await browser.ScalarAsync<string>("select name from photo where announced_by = (select id from account where user_name = $1)", user));

        // Those who may see it ask for it; each look is in the audit.
        await page.ClickAsync($"button:has-text('{(language == "en" ? "All tasks" : "Pob tasg")}')");
        await page.ClickAsync("li:has-text('Lamp uwchben') .show-photos, .show-photos");
        await page.WaitForSelectorAsync(".record-photos img");
        Assert.Equal(1_067, await page.EvaluateAsync<int>("() => document.querySelector('.record-photos img').decode().then(() => document.querySelector('.record-photos img').naturalWidth)"));
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        Assert.False(await visit.ScrollsSidewaysAsync());
        Assert.Equal(1, await browser.ScalarAsync<long>("select count(*) from audit_entry where action = 'photo_seen' and actor_id = (select id from account where user_name = $1)", user));
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task WithoutANetwork_ThePhotoLiesSealed_AndTheRecordIsReceivedWhenItsPhotoIs_NotBefore()
    {
        var words = KeptWork.Words("Photo offline");
        var (first, user) = await browser.BeginToKeepAsync(withPage: true);
        await first.Page.Context.SetOfflineAsync(true);
        await first.WriteAsync(words);
        await first.Page.SetInputFilesAsync("#photos", new FilePayload { Name = "IMG.jpg", MimeType = "image/jpeg", Buffer = await TakenAsync(first.Page) });
        await first.Page.WaitForSelectorAsync("#photos-list img");
        await first.Page.FillAsync("#photos-name-0", "CANARI y llun");
        await first.Page.WaitForTimeoutAsync(3_000);
        // The tab is killed: the draft comes back with its photo.
        await using var visit = await browser.AgainAsync(first);
        await visit.UnlockAloneAsync(user);
        await visit.Page.ClickAsync("#unfinished button");
        await visit.Page.WaitForSelectorAsync("#kind");
        await visit.ToQuestionAsync("#narrative");
        await visit.Page.WaitForSelectorAsync("#photos-list img");
        await visit.CheckAsync();
        await visit.Page.WaitForSelectorAsync(".to-check img");
        Assert.Contains("CANARI y llun", await visit.Page.InnerTextAsync(".to-check"), StringComparison.Ordinal);
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        await visit.Page.ClickAsync(".answers ~ button.main");
        await visit.Page.WaitForSelectorAsync(".receipt");
        var dump = await visit.DumpAsync();
        Assert.Contains("spacesplaces-photos/photos", dump, StringComparison.Ordinal);
        foreach (var canary in (string[])["CANARI", "JFIF", words]) Assert.DoesNotContain(canary, dump, StringComparison.Ordinal);

        // The record gets through, its photo does not: the office has the record, and the page does not say that it is received.
        await visit.Page.Context.RouteAsync("**/api/v1/photos/**", route => route.AbortAsync());
        await visit.Page.Context.SetOfflineAsync(false);
        await visit.ToDeviceAsync();
        var held = 0L;
        for (var i = 0; i < 300 && held == 0; i++, await Task.Delay(200)) held = await browser.HeldAsync(words);
        Assert.Equal(1, held);
        await visit.Page.WaitForTimeoutAsync(1_500);
        Assert.DoesNotContain("received", await visit.StatesAsync());
        Assert.Equal(0, await browser.ScalarAsync<long>("select count(*) from photo where name = 'CANARI y llun' and received_at is not null"));
        await visit.Page.Context.UnrouteAsync("**/api/v1/photos/**");
        await visit.Page.ClickAsync("#send-now");
        await visit.WaitForStateAsync("received");
        AssertClean(await browser.ScalarAsync<byte[]>("select jpeg from photo_content join photo on id = photo_id where name = 'CANARI y llun'"));
        Assert.Equal(1, await browser.HeldAsync(words));
        Assert.Empty(await visit.Page.EvaluateAsync<string[]>(
            "() => new Promise((keep) => { const open = indexedDB.open('spacesplaces-photos'); open.onsuccess = () => { const all = open.result.transaction('photos').objectStore('photos').getAllKeys(); all.onsuccess = () => keep(all.result); }; })"));

        await visit.GoToRoomAsync("reports");
        await visit.Page.ClickAsync(".show-photos");
        await visit.Page.WaitForSelectorAsync(".record-photos img");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
    }

    [Fact]
    public async Task ASession_HasItsPhotosAmongTheAnswersToCheck()
    {
        await using var visit = await browser.OpenAsync(Role.YouthLead);
        await visit.Page.ClickAsync("#to-rooms");
        await visit.GoToRoomAsync("outreach");
        await visit.Page.ClickAsync("#outreach-new");
        await visit.Page.CheckAsync("#outreach-where-by-grid_ref");
        await visit.Page.FillAsync("#outreach-grid-reference", "SO 0000 5000");
        await visit.Page.FillAsync("#outreach-date", "2026-03-07");
        await visit.Page.FillAsync("#outreach-startedAt", "20:00");
        await visit.Page.FillAsync("#outreach-endedAt", "21:30");
        await visit.Page.SetInputFilesAsync("#outreach-photos", new FilePayload { Name = "IMG.jpg", MimeType = "image/jpeg", Buffer = await TakenAsync(visit.Page) });
        await visit.Page.WaitForSelectorAsync("#outreach-photos-list img");
        await visit.Page.ClickAsync(".form button.main[type=submit]");
        await visit.Page.WaitForSelectorAsync(".to-check img");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        await visit.Page.ClickAsync(".answers ~ button.main");
        await visit.Page.WaitForSelectorAsync("h1:has-text('The session is recorded')");
        Assert.Equal(1, await browser.ScalarAsync<long>("select count(*) from photo where session_id is not null and received_at is not null"));
        Assert.Empty(visit.Complaints);
    }

    // The bytes as the page hands them to the browser: the body of a request that is a file is not told otherwise.
    private const string WatchingWhatLeaves =
        """
        window.sentPhotos = [];
        const send = window.fetch;
        window.fetch = async (address, request) => {
          if (request?.method === 'PUT' && String(address).includes('/photos/')) {
            const bytes = new Uint8Array(await request.body.arrayBuffer());
            window.sentPhotos.push(btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')));
          }
          return send(address, request);
        };
        """;

    // 2,400 by 1,600 pixels, marked as lying on its side, with all that the fixture's camera wrote.
    private static async Task<byte[]> TakenAsync(IPage page)
    {
        var drawn = Convert.FromBase64String(await page.EvaluateAsync<string>(
            """
            () => {
              const canvas = document.createElement('canvas');
              [canvas.width, canvas.height] = [2400, 1600];
              const pen = canvas.getContext('2d');
              for (let at = 0; at < 60; at++) { pen.fillStyle = `hsl(${at * 6} 60% 50%)`; pen.fillRect(at * 40, 0, 40, 1600 - at * 20); }
              return canvas.toDataURL('image/jpeg', 0.9).split(',')[1];
            }
            """));
        using var stream = typeof(PhotoTests).Assembly.GetManifestResourceStream("geotagged.jpg")!;
        using var whole = new MemoryStream();
        await stream.CopyToAsync(whole);
        var tagged = whole.ToArray();
        var end = 2;
        while (tagged[end + 1] != 0xDB) end += 2 + (tagged[end + 2] << 8) + tagged[end + 3];
        return [.. drawn[..2], .. tagged[2..end], .. drawn[2..]];
    }

    private static void AssertClean(byte[] jpeg)
    {
        var text = Encoding.Latin1.GetString(jpeg);
        foreach (var word in (string[])["Exif", "CANARY", "Canary", "canary", "Photoshop", "ns.adobe.com"])
            Assert.DoesNotContain(word, text, StringComparison.Ordinal);
    }

    private static Task<bool> SamePixelsAsync(IPage page, byte[] one, byte[] other) => page.EvaluateAsync<bool>(
        """
        async (both) => {
          const [one, other] = await Promise.all(both.map(async (text) => {
            const picture = await createImageBitmap(new Blob([Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0))], { type: 'image/jpeg' }));
            const canvas = document.createElement('canvas');
            [canvas.width, canvas.height] = [picture.width, picture.height];
            const pen = canvas.getContext('2d');
            pen.drawImage(picture, 0, 0);
            return pen.getImageData(0, 0, picture.width, picture.height).data;
          }));
          return one.length > 1000 && one.length === other.length && one.every((value, at) => value === other[at]);
        }
        """, new[] { Convert.ToBase64String(one), Convert.ToBase64String(other) });
}
