using Microsoft.Playwright;
using SpacesPlaces.Api.Tests;
using SpacesPlaces.Api.Tests.Assessments;
using SpacesPlaces.Api.Tests.Assessments.Instruments;
using SpacesPlaces.Api.Tests.Spaces;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Page.Tests;

/// <summary>Safety maps on paper: printed with a code each, keyed in by keyboard and in the picture, and taken away by the code.</summary>
public sealed class PaperMapTests(Browser browser) : IClassFixture<Browser>
{
    [Theory]
    [InlineData(Screen.Desktop, "en", "The paper park", "Destroy the sheet now", "This square is not part of the place", "Reasons have numbers from 1 to 15", "A map with this code was keyed in before")]
    [InlineData(Screen.Phone, "cy", "Y parc papur", "Dinistriwch y ddalen nawr", "Nid yw’r sgwâr hwn yn rhan o’r lle", "Mae gan resymau rifau o 1 i 15", "Teipiwyd map gyda’r cod hwn o’r blaen")]
    public async Task Sheets_ArePrintedWithACodeEach_AndKeyedInByKeyboard_OnceForEachCode(
        Screen screen, string language, string name, string keyed, string notPart, string noReason, string taken)
    {
        using var assessor = browser.As(Role.Assessor);
        var space = SpaceWorld.Park(northing: 259_000) with { NameEn = $"The paper park {language}", NameCy = $"Y parc papur {language}" };
        var id = await assessor.AssessAsync(await assessor.ScreenedAsync(space));
        var (handed, _) = await assessor.HandOutAsync(id, CollectionWorld.Handed with { Instrument = Instrument.SafetyMap, CellMetres = 50 });
        await using var visit = await browser.VisitAsync(screen, language);
        var page = visit.Page;
        await visit.EnterAsync(TestApi.UserName(Role.Assessor, TestApi.Here), "assessments");
        await page.ClickAsync($".entries .link:text('{name} {language}')");
        await page.ClickAsync("#step-baseline");

        await page.ClickAsync("[data-act=print]");
        await visit.ClearAsync();
        await page.FillAsync("#paper-sheets", "61");
        await page.ClickAsync("#paper button.main");
        await page.WaitForSelectorAsync("#paper .errors");
        await page.FillAsync("#paper-sheets", "2");
        await page.ClickAsync("#paper button.main");
        await page.WaitForSelectorAsync(".sheet .map-side", new() { State = WaitForSelectorState.Attached });
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        // Two that explain, one in each language; then both sides of each person's sheet, in both languages at once.
        Assert.Equal((2, 4), (await page.Locator(".map-help").CountAsync(), await page.Locator(".map-side").CountAsync()));
        Assert.Equal(["Sut i dynnu dy fap", "How to draw your map"], await page.Locator(".map-help h1").AllInnerTextsAsync());
        var sides = await page.Locator(".map-side").AllInnerTextsAsync();
        Assert.All(sides, side => Assert.All((string[])["Red: I do not feel safe here", "Coch: dwi ddim yn teimlo’n ddiogel yma", "B3", "The paper park", "Y parc papur"], words => Assert.Contains(words, side, StringComparison.Ordinal)));
        Assert.DoesNotContain("OFFICIAL", string.Concat(sides), StringComparison.Ordinal);
        var codes = await page.Locator(".map-strip .map-code b").AllInnerTextsAsync();
        Assert.Equal(2, codes.Distinct().Count());
        Assert.Contains("take-part.html#delete", sides[0], StringComparison.Ordinal);
        await page.EmulateMediaAsync(new() { Media = Media.Screen });
        await page.EvaluateAsync("() => window.dispatchEvent(new Event('afterprint'))");

        for (var sheet = 0; sheet < 2; sheet++)
        {
            await page.ClickAsync("[data-act=key_in]");
            await page.WaitForSelectorAsync("#key-cell");
            if (sheet == 0) await visit.ClearAsync();
            // What is no square and no reason is said at its field, and nothing is sent by Enter.
            await LineAsync(page, "z9", "red", "2");
            await visit.SeesAsync(notPart, "#key");
            await LineAsync(page, "b 3", "red", "99");
            await visit.SeesAsync(noReason, "#key");
            await LineAsync(page, "b 3", "red", "7, 10");
            await LineAsync(page, "A1", null, "");
            // In the picture: the colour goes on, and comes back to be changed.
            await page.SelectOptionAsync("#key-colour", "green");
            await page.ClickAsync("#key [data-cell=C2] .cell");
            await page.CheckAsync("#key-safe");
            await page.ClickAsync("#key-put");
            // The other side of the sheet.
            await page.CheckAsync("#key-time-night");
            await LineAsync(page, "A1", "amber", "");
            if (sheet == 0) await visit.ClearAsync();
            // Without a code somebody must say that there is none.
            await page.ClickAsync("#key button.main");
            await page.WaitForSelectorAsync("#key-code-fault");
            await page.FillAsync("#key-code", codes[0].ToLowerInvariant());
            await page.ClickAsync("#key button.main");
            if (sheet == 1)
            {
                await visit.SeesAsync(taken, "#key");
                await page.CheckAsync("#key-without");
                await visit.ClearAsync();
                await page.ClickAsync("#key button.main");
            }

            // What was said of the sheet before stands below until then.
            await page.WaitForSelectorAsync("#key", new() { State = WaitForSelectorState.Detached });
            await visit.SeesAsync(keyed);
        }

        Assert.Equal(("""[{"cell": "A1", "colour": "red", "reasons": [], "safePlace": false, "trustedAdult": false}, {"cell": "C2", "colour": "green", "reasons": [], "safePlace": true, "trustedAdult": false}, {"cell": "B3", "colour": "red", "reasons": ["dark", "adults_uneasy"], "safePlace": false, "trustedAdult": false}]""", 2L, 1L),
            (await browser.ScalarAsync<string>("select (detail -> 'day')::text from collection_answer where collection_id = $1 and keyed and detail ->> 'code' is not null", handed.Id),
                await browser.ScalarAsync<long>("select count(*) from collection_answer where collection_id = $1 and keyed", handed.Id),
                await browser.ScalarAsync<long>("select count(*) from collection_answer where collection_id = $1 and detail ->> 'code' is null", handed.Id)));

        // Whoever tore the strip off types its address, holds no link, and takes their map away.
        await page.GotoAsync($"{visit.Home}take-part.html#delete");
        await page.ReloadAsync();
        await page.FillAsync("#map-code", codes[0]);
        await visit.ClearAsync();
        await page.ClickAsync("#map-delete");
        await page.WaitForFunctionAsync("() => !document.querySelector('#map-code')");
        Assert.Equal(1, await browser.ScalarAsync<long>("select count(*) from collection_answer where collection_id = $1", handed.Id));
    }

    private static async Task LineAsync(IPage page, string cell, string? colour, string reasons)
    {
        await page.FillAsync("#key-cell", cell);
        if (colour is not null) await page.SelectOptionAsync("#key-colour", colour);
        await page.FillAsync("#key-reasons", reasons);
        await page.PressAsync("#key-reasons", "Enter");
    }
}
