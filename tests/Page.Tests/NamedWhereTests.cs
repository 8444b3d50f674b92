using System.Globalization;
using Microsoft.Playwright;
using SpacesPlaces.Api.Tests.Database;
using SpacesPlaces.Api.Tests.ReferenceData;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Page.Tests;

/// <summary>Named spaces, imported names and postcodes as answers to "where", at a desk and on a phone without a network.</summary>
[Long(60)]
public sealed class NamedWhereTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task FromAColdStart_ASpaceAndAPostcodeAreFoundWithoutNetwork_AndNothingOfThemIsReadable_OnThePhone()
    {
        var name = KeptWork.Words("Parc");
        await browser.OpenSpaceAsync(name);
        await ImportAsync("SO24.csv", OpenNamesFiles.Postcode("LD8 2AA", 302_000, 251_000));
        var (first, user) = await browser.BeginToKeepAsync(Screen.Phone, "cy", Role.YouthLead, withPage: true);
        await WithoutNetworkTests.KeptListAsync(first, "spaces");
        await WithoutNetworkTests.KeptListAsync(first, "postcodes");
        var dump = await first.DumpAsync();
        Assert.DoesNotContain(name, dump, StringComparison.Ordinal);
        Assert.DoesNotContain("LD8 2AA", dump, StringComparison.Ordinal);
        await first.Page.Context.SetOfflineAsync(true);
        await using var visit = await browser.AgainAsync(first);
        await visit.UnlockAloneAsync(user);
        var words = KeptWork.Words("Heb rwydwaith");
        await visit.WriteAsync(words);

        await visit.ToQuestionAsync("#where-by-space");
        await visit.Page.CheckAsync("#where-by-space");
        await visit.Page.FillAsync("#space", $"ym Mharc {name[5..]}");
        await Assertions.Expect(visit.Page.Locator(".found .choice")).ToHaveCountAsync(1);
        await visit.Page.CheckAsync(".found input");
        await Assertions.Expect(visit.Page.Locator(".chosen")).ToContainTextAsync($"Dewiswyd: {name} (cy), o fewn tua");
        await Assertions.Expect(visit.Page.Locator(".chosen")).ToContainTextAsync("ni chaiff ei ddefnyddio");
        await ClearAsync(visit);

        await visit.Page.CheckAsync("#where-by-postcode");
        await visit.Page.FillAsync("#postcode", "ld82aa");
        await Assertions.Expect(visit.Page.Locator("p[role=status].note-box")).ToContainTextAsync("LD8 2AA: cedwir canol ei ardal, o fewn tua 10 km.");
        await ClearAsync(visit);
        await visit.CheckAsync();
        await visit.SeesAsync("LD8 2AA, o fewn tua 10 km", ".answers");
        await visit.Page.ClickAsync(".answers ~ button.main");
        await visit.Page.WaitForSelectorAsync(".receipt");

        await visit.Page.Context.SetOfflineAsync(false);
        await browser.HoldsOneAsync(words);
        Assert.Equal("postcode 10000", await StoredAsync(words));
    }

    [Fact]
    public async Task ASpace_IsChosenAtADesk_AndStoredAsAPointThatReachesItsOutline_WithoutSayingThatItIsASpace()
    {
        var name = KeptWork.Words("Shelter");
        await browser.OpenSpaceAsync(name, SpacesOnTheGround.Triangle(301_000, 251_000));
        await browser.OpenSpaceAsync(KeptWork.Words("Platform"), platform: "A game with a chat");
        await using var visit = await browser.OpenAsync(Role.YouthLead);
        var words = KeptWork.Words("At a space");
        await visit.WriteAsync(words);
        await visit.Page.CheckAsync("#where-by-space");
        await visit.Page.FillAsync("#space", "Platform");
        await visit.SeesAsync("No space of this name is on the list");
        await visit.Page.FillAsync("#space", name.ToUpperInvariant());
        await visit.Page.CheckAsync(".found input");
        await ClearAsync(visit);
        await visit.SendAsync();
        var stored = (await StoredAsync(words)).Split(' ');
        Assert.Equal("place", stored[0]);
        Assert.InRange(double.Parse(stored[1], CultureInfo.InvariantCulture), 101, 283);
        Assert.Equal(1L, await browser.ScalarAsync<long>(
            "select count(*) from incident where narrative = $1 and place_id is null and st_intersects(point, (select shape from space where name_en = $2))", words, name));
        Assert.DoesNotContain(visit.Addresses, address => address.Contains(name, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData(Screen.Desktop, "en", "is not among the postcodes")]
    [InlineData(Screen.Phone, "cy", "ymhlith codau post")]
    public async Task WhoSeesNoSpaces_IsOfferedNone_AndAPostcodeThatIsNotOurs_LeadsToAnotherWay(Screen screen, string language, string unknown)
    {
        await browser.OpenSpaceAsync(KeptWork.Words("Unseen"));
        await ImportAsync("SO26.csv", OpenNamesFiles.Postcode("LD8 9ZZ", 303_000, 251_000));
        await using var visit = await browser.OpenAsync(Role.Reporter, screen, language);
        await visit.WriteAsync("Where");
        await visit.ToQuestionAsync("#where-by-postcode");
        await Assertions.Expect(visit.Page.Locator("#where-by-space")).ToHaveCountAsync(0);
        await visit.Page.CheckAsync("#where-by-postcode");
        await visit.Page.FillAsync("#postcode", " ab1 1aa ");
        await Assertions.Expect(visit.Page.Locator("p[role=status].note-box")).ToContainTextAsync(unknown);
        await ClearAsync(visit);
        await visit.Page.ClickAsync("form button[type=submit]");
        await visit.Page.WaitForSelectorAsync(".errors");

        await visit.Page.FillAsync("#postcode", "Ld8 9Zz");
        await Assertions.Expect(visit.Page.Locator("p[role=status].note-box")).ToContainTextAsync("LD8 9ZZ: ");
        await ClearAsync(visit);
        // Nobody learns which one was looked up.
        Assert.DoesNotContain(visit.Addresses, address => address.Contains("ab1", StringComparison.OrdinalIgnoreCase) || address.Contains("ld8", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(visit.Addresses, address => address.Contains("/spaces", StringComparison.Ordinal));
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task AFileOfNames_IsSentByAnAnalyst_AccountedFor_AndItsNamesCanBeChosenAtOnce()
    {
        var folder = Directory.CreateTempSubdirectory("spacesplaces-names-").FullName;
        var name = KeptWork.Words("Heol");
        var path = Path.Combine(folder, "SO28.csv");
        await File.WriteAllTextAsync(path, OpenNamesFiles.Csv(
            OpenNamesFiles.Row("osgb-page-1", name, "Named Road", 303_000, 252_000, 300, "transportNetwork", town: "Aberwen"), OpenNamesFiles.Row("osgb-page-2", "A999", "Numbered Road", type: "transportNetwork")));
        await using var visit = await browser.OpenAsync(Role.Analyst);
        var page = visit.Page;
        await page.ClickAsync("#tab-context");
        await page.CheckAsync("input[name=import-kind] >> nth=2");
        await page.SetInputFilesAsync("#import-file", path);
        await page.ClickAsync(".card-soft button.main");
        await Assertions.Expect(page.Locator(".job [role=status]")).ToHaveTextAsync("Done", new() { Timeout = 30_000 });
        await page.ClickAsync(".job button");
        var row = page.Locator(".import tr", new() { HasText = "OS Open Names SO28" });
        Assert.Equal(["2", "2", "0", "0"], await row.Locator("td").AllInnerTextsAsync());
        await visit.SeesAsync("Numbered Road: 1 rows are of a kind that does not become a place");
        await ClearAsync(visit);

        await visit.WriteAsync("Where");
        await page.CheckAsync("#where-by-place");
        await page.FillAsync("#place", name);
        await page.CheckAsync(".found input");
        await Assertions.Expect(page.Locator(".chosen")).ToHaveTextAsync($"Chosen: {name}, Aberwen, within about 430 m. Beyond 100 m it is kept, but not used to find places where harm repeats.");
        await ClearAsync(visit);
        Directory.Delete(folder, recursive: true);
    }

    private async Task ImportAsync(string file, params string[] rows)
    {
        var folder = Directory.CreateTempSubdirectory("spacesplaces-names-").FullName;
        var path = Path.Combine(folder, file);
        await File.WriteAllTextAsync(path, OpenNamesFiles.Csv(rows));
        await OpenNamesFiles.ImportAsync(browser, path);
        Directory.Delete(folder, recursive: true);
    }

    private Task<string> StoredAsync(string narrative) =>
        browser.ScalarAsync<string>("select placed_by || ' ' || accuracy_metres from incident where narrative = $1", narrative);

    private static async Task ClearAsync(Visit visit)
    {
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        Assert.False(await visit.ScrollsSidewaysAsync());
    }
}
