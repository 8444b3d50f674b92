using SpacesPlaces.Api.Tests;
using SpacesPlaces.Api.Tests.Assessments;
using SpacesPlaces.Api.Tests.Assessments.Instruments;
using SpacesPlaces.Api.Tests.Spaces;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Page.Tests;

/// <summary>Young people's safety maps, as they are read where an assessment is worked on.</summary>
public sealed class SafetyMapTests(Browser browser) : IClassFixture<Browser>
{
    [Theory]
    [InlineData(Screen.Desktop, "en", "6 maps, closed on", "Red: most do not feel safe here", "Could be chance", "R", "A")]
    [InlineData(Screen.Phone, "cy", "6 map, caewyd ar", "Coch: dyw’r rhan fwyaf ddim yn teimlo’n ddiogel yma", "Gallai fod yn hap", "C", "O")]
    public async Task MergedMap_HasLettersAndAList_AndWhatChangedStandsBeforeEveryCount(
        Screen screen, string language, string maps, string red, string chance, string letter, string amber)
    {
        using var assessor = browser.As(Role.Assessor);
        using var anyone = browser.Anyone();
        var id = await browser.ReflectedAsync(assessor);
        await HandAsync(assessor, anyone, id, 0, [new("A1", SafetyColour.Red, ["dark"]), new("B1", SafetyColour.Amber)]);
        await browser.DeliverAsync(assessor, id);
        await assessor.OnwardAsync(id, AssessmentStatus.Review);
        await HandAsync(assessor, anyone, id, 1, [new("A1", SafetyColour.Green, ["well_lit"], true), new("B1", SafetyColour.Amber)]);
        await browser.ScalarAsync<Guid>("update space set name_en = $2, name_cy = $2 where id = (select space_id from assessment where id = $1) returning id", id, $"The yard, {language}");

        await using var visit = await browser.VisitAsync(screen, language);
        await visit.EnterAsync(TestApi.UserName(Role.MaceMember, TestApi.Here), "assessments");
        await visit.Page.ClickAsync($".entries .link:text('The yard, {language}')");
        await visit.SeesAsync($"{chance}: B1", "[aria-labelledby=outcome-title]");
        await visit.Page.ClickAsync("#step-baseline");
        await visit.SeesAsync(maps, "[aria-labelledby=safety-map-title]");
        await visit.SeesAsync(red, "[aria-labelledby=safety-map-title] table");
        // The first round by day; every other square is hatched, and looks like one that nobody coloured.
        var picture = visit.Page.Locator("[aria-labelledby=safety-map-title] svg").First;
        Assert.Equal([letter, amber], await picture.Locator(".letter").AllTextContentsAsync());
        Assert.Equal(await picture.Locator(".cell").CountAsync() - 2, await picture.Locator(".pattern[fill$='-few)']").CountAsync());
        await visit.ClearAsync();
        Assert.Empty(visit.Complaints);
    }

    [Theory]
    [InlineData("cy", "Coch: dwi ddim yn teimlo’n ddiogel yma", "Mae dy fap wedi’i ddileu.", "Nid oes gan unrhyw fap y cod hwn")]
    [InlineData("en", "Red: I do not feel safe here", "Your map is deleted.", "No map has this code")]
    public async Task OnAPhone_AMapIsColoured_WithAFingerAndWithoutThePicture_AndDeletedByItsCodeAfterTheClosing(
        string language, string red, string deleted, string wrongCode)
    {
        using var assessor = browser.As(Role.Assessor);
        var id = await assessor.AssessAsync();
        var (handed, token) = await assessor.HandOutAsync(id, CollectionWorld.Handed with { Instrument = Instrument.SafetyMap });
        await using var visit = await browser.VisitAsync(Screen.Phone, language);
        var page = visit.Page;
        await page.GotoAsync($"{visit.Home}take-part.html#{token}");
        await page.WaitForSelectorAsync("#own-map");
        await FromTheTopAsync(visit);
        await page.ClickAsync("main .main");
        await page.WaitForSelectorAsync("svg.drawn");
        await page.ClickAsync("#map-send");
        await page.WaitForSelectorAsync("[role=alert]");
        await FromTheTopAsync(visit);

        // With a finger: red, then why; then green beside it, and rubbed out again.
        await page.ClickAsync($"label:has-text('{red}')");
        await page.ClickAsync("[data-cell=B2] .cell");
        await page.CheckAsync("#reason-dark");
        await page.CheckAsync("#square-safe");
        await FromTheTopAsync(visit);
        await page.ClickAsync("[data-cell=C3] .cell");
        await page.ClickAsync("#square-rub");

        // Without the picture, by keyboard alone.
        await page.FocusAsync(".by-list summary");
        await page.Keyboard.PressAsync("Enter");
        await page.SelectOptionAsync("#map-column", "3");
        await page.SelectOptionAsync("#map-row", "0");
        await page.FocusAsync("#map-take");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForFunctionAsync("() => document.activeElement?.id === 'square-title'");
        await page.FocusAsync("[name=square-colour]");
        await page.Keyboard.PressAsync("Space");
        // Back and on again: nothing is lost.
        await page.GoBackAsync();
        await page.ClickAsync("main .main");
        await page.WaitForSelectorAsync("svg.drawn");
        await page.ClickAsync("#map-send");
        await page.WaitForSelectorAsync("#own-code");
        await FromTheTopAsync(visit);
        var code = await page.InnerTextAsync("#own-code");
        Assert.Equal("""[{"cell": "D1", "colour": "red", "reasons": [], "safePlace": false, "trustedAdult": false}, {"cell": "B2", "colour": "red", "reasons": ["dark"], "safePlace": true, "trustedAdult": false}]""",
            await browser.ScalarAsync<string>("select (detail -> 'day')::text from collection_answer where collection_id = $1", handed.Id));
        Assert.Equal("0 0 0 ", await page.EvaluateAsync<string>("async () => `${localStorage.length} ${sessionStorage.length} ${(await indexedDB.databases()).length} ${document.cookie}`"));

        // After the closing, with the old link, whoever has the code.
        await assessor.CloseAsync(id, handed.Id);
        await page.ReloadAsync();
        await page.ClickAsync("#own-map");
        await page.FillAsync("#map-code", "2222 3333 4444");
        await page.ClickAsync("#map-delete");
        await visit.SeesAsync(wrongCode);
        await FromTheTopAsync(visit);
        await page.FillAsync("#map-code", code.ToLowerInvariant());
        await page.ClickAsync("#map-delete");
        await visit.SeesAsync(deleted);
        Assert.Equal(0, await browser.ScalarAsync<long>("select count(*) from collection_answer where collection_id = $1", handed.Id));
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task ADesk_HandsAMapOut_WithSquaresThatStay()
    {
        using var assessor = browser.As(Role.Assessor);
        var id = await assessor.AssessAsync(await assessor.ScreenedAsync(SpaceWorld.Park() with { NameEn = "The quay" }));
        await using var visit = await browser.VisitAsync();
        await visit.EnterAsync(TestApi.UserName(Role.Assessor, TestApi.Here), "assessments");
        await visit.Page.ClickAsync(".entries .link:text('The quay')");
        await visit.Page.ClickAsync("#step-baseline");
        await visit.Page.ClickAsync("#hand-out");
        await visit.Page.CheckAsync("#hand-instrument-safety_map");
        await visit.Page.SelectOptionAsync("#hand-cellMetres", "50");
        await visit.ClearAsync();
        await visit.Page.ClickAsync("#hand button.main");
        Assert.Contains("take-part.html#", await visit.Page.InnerTextAsync("#link-address"), StringComparison.Ordinal);
        await visit.ClearAsync();
        var file = await (await assessor.GetAsync($"{AssessmentWorld.Assessments}/{id}/safety-maps")).ReadAsync<SafetyMapFile>();
        Assert.Equal((50, 16), (file.Grid!.SideMetres, file.Grid.Cells.Count));
        Assert.Empty(visit.Complaints);
    }

    // What lies under the line that stays on top cannot be aimed at until somebody scrolls.
    private static async Task FromTheTopAsync(Visit visit)
    {
        await visit.Page.EvaluateAsync("() => scrollTo(0, 0)");
        await visit.ClearAsync();
    }

    private static async Task HandAsync(HttpClient assessor, HttpClient anyone, Guid id, int round, IReadOnlyList<SafetyCell> cells)
    {
        var (handed, token) = await assessor.HandOutAsync(id, CollectionWorld.Handed with { Instrument = Instrument.SafetyMap, Round = round, CellMetres = round == 0 ? 50 : null });
        for (var pupil = 0; pupil < 6; pupil++)
            (await anyone.PostAsync($"{CollectionWorld.TakePart}/answers", new TakePartAnswers(token, await anyone.BallotAsync(token), Map: new(cells)))).EnsureSuccessStatusCode();
        await assessor.CloseAsync(id, handed.Id);
    }
}
