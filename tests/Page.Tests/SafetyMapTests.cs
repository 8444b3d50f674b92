using SpacesPlaces.Api.Tests;
using SpacesPlaces.Api.Tests.Assessments;
using SpacesPlaces.Api.Tests.Assessments.Instruments;
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

    private static async Task HandAsync(HttpClient assessor, HttpClient anyone, Guid id, int round, IReadOnlyList<SafetyCell> cells)
    {
        var (handed, token) = await assessor.HandOutAsync(id, CollectionWorld.Handed with { Instrument = Instrument.SafetyMap, Round = round, CellMetres = round == 0 ? 50 : null });
        for (var pupil = 0; pupil < 6; pupil++)
            (await anyone.PostAsync($"{CollectionWorld.TakePart}/answers", new TakePartAnswers(token, await anyone.BallotAsync(token), Map: new(cells)))).EnsureSuccessStatusCode();
        await assessor.CloseAsync(id, handed.Id);
    }
}
