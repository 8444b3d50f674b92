using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SpacesPlaces.Api.Tests;
using SpacesPlaces.Api.Tests.Database;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Page.Tests;

/// <summary>The questions where and when: every way of answering, on a phone, by keyboard, in both languages.</summary>
[Long(190)]
public sealed partial class WhereAndWhenTests(Browser browser) : IClassFixture<Browser>
{
    private static readonly LonLat Inside = NationalGrid.Helmert.ToLonLat(305_000, 250_000);
    private static readonly LonLat FarAway = new(-122.4, 37.8);

    [Theory]
    [InlineData(15, "en", "Within about 15 m.")]
    [InlineData(15, "cy", "O fewn tua 15 m.")]
    [InlineData(80, "en", "That is coarse")]
    [InlineData(120, "en", "kept, but not used to find places where harm repeats")]
    [InlineData(120, "cy", "ni chaiff ei ddefnyddio")]
    public async Task APosition_IsTaken_AndSaysHowExactItIs(float accuracy, string language, string said)
    {
        await using var visit = await OpenAsync(language);
        await FindAsync(visit, Inside, accuracy);
        await Assertions.Expect(visit.Page.Locator("#gps-state")).ToContainTextAsync(said);
        await Assertions.Expect(visit.Page.Locator("#gps-keep")).ToHaveCountAsync(0);
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task APositionOf3000Metres_IsKeptOnlyWhenTheWriterSaysSo_AndStoredWithItsAccuracy()
    {
        await using var visit = await browser.OpenAsync(Role.Reporter, Screen.Phone);
        var token = await IncidentTests.FillAsync(visit);
        await visit.Page.FillAsync("#narrative", "Three thousand metres.");
        await FindAsync(visit, Inside, 3000);
        await Assertions.Expect(visit.Page.Locator("#gps-state")).ToContainTextAsync("It is not taken yet");
        await visit.Page.ClickAsync("form button[type=submit]");
        await Assertions.Expect(visit.Page.Locator(".errors")).ToContainTextAsync("Find where you are");

        await visit.Page.ClickAsync("#gps-keep");
        await Assertions.Expect(visit.Page.Locator("#gps-state")).ToContainTextAsync("Kept, within about 3 km only");
        await visit.SendAsync();
        var stored = await browser.ScalarAsync<string>(
            """
            select placed_by || ' ' || accuracy_metres from incident
            where id = (select incident_id from incident_child c join child k on k.id = c.child_id where k.token = $1)
            """, token);
        Assert.Equal("gps 3000", stored);
    }

    [Theory]
    [InlineData("en", "was told not to give its position")]
    [InlineData("cy", "beidio â rhoi ei lleoliad")]
    public async Task ARefusedPosition_SaysSo_AndLeadsToTheMap(string language, string said)
    {
        await using var visit = await OpenAsync(language);
        await visit.ToQuestionAsync("#where-by-gps");
        await visit.Page.CheckAsync("#where-by-gps");
        await visit.Page.ClickAsync("#gps");
        await Assertions.Expect(visit.Page.Locator("#gps-state")).ToContainTextAsync(said);
        await visit.Page.ClickAsync(".picked button:has-text('map')");
        await visit.Page.ClickAsync(".pick .main");
        await Assertions.Expect(visit.Page.Locator("#pick-point")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task AnInventedPosition_IsRefusedWithTheReason()
    {
        await using var visit = await OpenAsync("en");
        await FindAsync(visit, FarAway, 5);
        await Assertions.Expect(visit.Page.Locator("#gps-state")).ToContainTextAsync("outside our partnership’s area");
        await FindAsync(visit, Inside, 0);
        await Assertions.Expect(visit.Page.Locator("#gps-state")).ToContainTextAsync("does not say how exact");
        await Assertions.Expect(visit.Page.Locator("#gps-keep")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task APoint_IsChosenByKeyboardAlone_KeptInTheDraft_AndReadBackWithinAMetre()
    {
        await using var visit = await browser.OpenAsync(Role.Reporter, Screen.Phone);
        var token = await IncidentTests.FillAsync(visit);
        await visit.ToQuestionAsync("#pick-point");
        await visit.Page.FocusAsync("#pick-point");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(visit.Page.Locator(".pick .main")).ToBeFocusedAsync();
        var before = await visit.Page.InnerTextAsync(".under-cross");
        foreach (var key in (string[])["+", "+", "ArrowUp", "ArrowUp", "ArrowLeft", "Shift+ArrowRight"]) await visit.Page.Keyboard.PressAsync(key);
        await Assertions.Expect(visit.Page.Locator(".under-cross")).Not.ToHaveTextAsync(before);
        await visit.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(visit.Page.Locator("#pick-point")).ToBeFocusedAsync();
        var chosen = await visit.Page.InnerTextAsync(".picked [role=status]");
        Assert.Matches("^S[A-Z] [0-9]+ [0-9]+, ", chosen);

        // Away and back: the draft keeps its pin.
        await visit.ToQuestionAsync("#kind");
        await visit.Page.ClickAsync(".back");
        await visit.Page.ClickAsync(".on-dark.strong");
        await visit.ToQuestionAsync("#pick-point");
        Assert.Equal(chosen, await visit.Page.InnerTextAsync(".picked [role=status]"));

        await visit.CheckAsync();
        var sending = await visit.Page.RunAndWaitForRequestAsync(
            () => visit.Page.ClickAsync(".stack > button.main"),
            request => request.Method == "POST" && Guid.TryParse(request.Url[^36..], out _));
        await visit.Page.WaitForSelectorAsync(".receipt");
        var sent = JsonDocument.Parse(sending.PostData!).RootElement.GetProperty("location").GetProperty("point").GetProperty("coordinates");
        var (easting, northing) = NationalGrid.Helmert.FromLonLat(sent[0].GetDouble(), sent[1].GetDouble());
        var apart = await browser.ScalarAsync<double>(
            """
            select st_distance(point, st_setsrid(st_makepoint($2, $3), 27700)) from incident
            where id = (select incident_id from incident_child c join child k on k.id = c.child_id where k.token = $1)
            """, token, easting, northing);
        Assert.InRange(apart, 0, 1);
    }

    [Fact]
    public async Task WithoutADrawnMap_ThePointIsChosenByWordsAndArrows()
    {
        await using var visit = await OpenAsync("en");
        await visit.Page.AddInitScriptAsync(PlainBrowser.Script);
        // The form is open again after it.
        await visit.Page.ReloadAsync();
        await visit.Page.WaitForSelectorAsync("#kind");
        await visit.ToQuestionAsync("#where-by");
        await visit.Page.ClickAsync("#pick-point");
        await visit.Page.Keyboard.PressAsync("ArrowDown");
        var before = await visit.Page.InnerTextAsync(".under-cross");
        foreach (var _ in Enumerable.Range(0, 30)) await visit.Page.Keyboard.PressAsync("ArrowDown");
        Assert.NotEqual(before, await visit.Page.InnerTextAsync(".under-cross"));
        await visit.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(visit.Page.Locator(".picked [role=status]")).ToContainTextAsync("within about");
    }

    [Fact]
    public async Task ANamedPlace_IsFoundMutatedAndUnaccented_AndAskedForWhereSeveralFit()
    {
        foreach (var (en, cy, town) in ((string, string, string?)[])[("Builth Wells", "Llanfair-ym-Muallt", null), ("Newtown", "Y Drenewydd", "Powys"), ("Newtown", "Y Drenewydd", "Gwent")])
        {
            await browser.ScalarAsync<Guid>(
                """
                insert into place (partnership_id, id, name_en, name_cy, town_en, place_type, shape, point)
                select $1, gen_random_uuid(), $2, $3, nullif($4, ''), 'other', p, p from (select st_setsrid(st_makepoint(305000, 250000), 27700) as p) g returning id
                """, TestApi.Here, en, cy, town ?? "");
        }

        await using var visit = await OpenAsync("cy");
        await visit.ToQuestionAsync("#where-by-place");
        await visit.Page.CheckAsync("#where-by-place");
        await visit.Page.FillAsync("#place", "i lanfair ym muallt");
        await Assertions.Expect(visit.Page.Locator(".found .choice")).ToHaveCountAsync(1);
        await Assertions.Expect(visit.Page.Locator("p[role=status]:has-text('Dewiswch ef os mai dyna')")).ToHaveCountAsync(1);
        await visit.Page.CheckAsync(".found input");
        await Assertions.Expect(visit.Page.Locator(".chosen")).ToHaveTextAsync("Dewiswyd: Llanfair-ym-Muallt");

        await visit.Page.FillAsync("#place", "Drenewydd");
        await Assertions.Expect(visit.Page.Locator(".found .choice")).ToHaveCountAsync(2);
        await Assertions.Expect(visit.Page.Locator(".found input:checked")).ToHaveCountAsync(0);
        await Assertions.Expect(visit.Page.Locator("p[role=status]:has-text('Dewiswch un.')")).ToHaveCountAsync(1);
        await visit.Page.FillAsync("#place", "so 035 615");
        await visit.Page.ClickAsync("button:has-text('Cyfeirnod grid yw hwn')");
        await Assertions.Expect(visit.Page.Locator("#grid-reference")).ToHaveValueAsync("so 035 615");
        Assert.Contains("S O, 0 3 5, 6 1 5", await visit.Page.TextContentAsync("form") ?? "", StringComparison.Ordinal);
        await Assertions.Expect(visit.Page.Locator("form")).ToContainTextAsync("Sgwâr o 100 m wrth 100 m. Cedwir ei ganol, o fewn 71 m.");
        // What was looked for was sent to nobody.
        Assert.DoesNotContain(visit.Addresses, address => address.Contains("muallt", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData(Screen.Desktop, "en")]
    [InlineData(Screen.Phone, "cy")]
    [InlineData(Screen.Narrow, "en")]
    [InlineData(Screen.Narrow, "cy")]
    public async Task NoWayOfAnswering_HasABarrier_OrScrollsSideways(Screen screen, string language)
    {
        await using var visit = await OpenAsync(language, screen);
        await visit.ToQuestionAsync("#other-day");
        await visit.Page.CheckAsync("#other-day");
        await Clear("when");
        await visit.Page.UncheckAsync("#other-day");
        await visit.ToQuestionAsync("#where-by");
        foreach (var way in (string[])["where-by", "where-by-gps", "where-by-place", "where-by-grid_ref", "where-by-route", "where-by-postcode"])
        {
            await visit.Page.CheckAsync($"#{way}");
            if (way == "where-by-place") await visit.Page.FillAsync("#place", "ger y dre");
            if (way == "where-by-grid_ref") await visit.Page.FillAsync("#grid-reference", "SO 03 61");
            if (way == "where-by-postcode") await visit.Page.FillAsync("#postcode", "ld1 5aa");
            await Clear(way);
        }

        await visit.Page.ClickAsync("form button[type=submit]");
        await Clear("faults");
        await visit.Page.CheckAsync("#where-by");
        await visit.Page.ClickAsync("#pick-point");
        await Clear("picking");
        Assert.Empty(visit.Complaints);

        async Task Clear(string where)
        {
            Assert.Equal((where, ""), (where, string.Join("\n", await visit.BarriersAsync())));
            Assert.Equal((where, false), (where, await visit.ScrollsSidewaysAsync()));
        }
    }

    [Theory]
    [InlineData("en", "There is no such day", "This lies in the future")]
    [InlineData("cy", "Nid oes diwrnod o’r fath", "Mae hyn yn y dyfodol")]
    public async Task AnImpossibleTime_IsRefusedWithTheReason(string language, string noDay, string future)
    {
        await using var visit = await OpenAsync(language);
        await DateAsync(visit, 31, 6, 2026);
        await Assertions.Expect(visit.Page.Locator(".said")).ToContainTextAsync(noDay);
        await visit.Page.ClickAsync("form button[type=submit]");
        await Assertions.Expect(visit.Page.Locator(".errors")).ToContainTextAsync(noDay);
        var tomorrow = DateTime.UtcNow.AddDays(2);
        await DateAsync(visit, tomorrow.Day, tomorrow.Month, tomorrow.Year);
        await visit.Page.ClickAsync("form button[type=submit]");
        await Assertions.Expect(visit.Page.Locator(".errors")).ToContainTextAsync(future);
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
    }

    [Fact]
    public async Task LastNight_IsOnePress_AndStoredAsARangeThatIsNotExact()
    {
        await using var visit = await browser.OpenAsync(Role.Reporter);
        var token = await IncidentTests.FillAsync(visit);
        await visit.Page.ClickAsync("#when-last_night");
        await Assertions.Expect(visit.Page.Locator("#time-confidence-approximate")).ToBeCheckedAsync();
        await visit.Page.ClickAsync("form button[type=submit]");
        await visit.Page.ClickAsync(".stack > button.main");
        await visit.Page.WaitForSelectorAsync(".receipt");
        var stored = await browser.ScalarAsync<string>(
            """
            select to_char(occurred_from at time zone 'Europe/London', 'HH24:MI') || ' ' || to_char(occurred_to at time zone 'Europe/London', 'HH24:MI') || ' ' || time_confidence
            from incident where id = (select incident_id from incident_child c join child k on k.id = c.child_id where k.token = $1)
            """, token);
        Assert.Equal("22:30 23:30 approximate", stored);
    }

    internal static async Task DateAsync(Visit visit, int day, int month, int year)
    {
        await visit.ToQuestionAsync("#date");
        await visit.Page.FillAsync("#date", day.ToString(CultureInfo.InvariantCulture));
        await visit.Page.FillAsync("#date-month", month.ToString(CultureInfo.InvariantCulture));
        await visit.Page.FillAsync("#date-year", year.ToString(CultureInfo.InvariantCulture));
    }

    private async Task<Visit> OpenAsync(string language, Screen screen = Screen.Phone)
    {
        var visit = await browser.OpenAsync(Role.Reporter, screen, language);
        await visit.Page.ClickAsync(".on-dark.strong");
        await visit.Page.WaitForSelectorAsync("#kind");
        return visit;
    }

    private static async Task FindAsync(Visit visit, LonLat at, float accuracy)
    {
        await visit.Page.Context.GrantPermissionsAsync(["geolocation"]);
        await visit.Page.Context.SetGeolocationAsync(new() { Longitude = (float)at.Lon, Latitude = (float)at.Lat, Accuracy = accuracy });
        await visit.ToQuestionAsync("#where-by-gps");
        await visit.Page.CheckAsync("#where-by-gps");
        await visit.Page.ClickAsync("#gps");
        // "About 15 m, still improving": then what there is, is taken.
        await Assertions.Expect(visit.Page.Locator("#gps-state")).ToContainTextAsync(Improving());
        await visit.Page.ClickAsync("#gps");
    }

    [GeneratedRegex("[0-9] k?m, ")]
    private static partial Regex Improving();
}
