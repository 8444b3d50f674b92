using System.Globalization;
using Microsoft.Playwright;
using SpacesPlaces.Api.Tests;
using SpacesPlaces.Api.Tests.Assessments;
using SpacesPlaces.Api.Tests.Assessments.Instruments;
using SpacesPlaces.Api.Tests.Spaces;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Page.Tests;

/// <summary>Stories D5, D6 and D9 of the domain reference to the letter, on the screen; their twins over HTTP are beside the API's tests.</summary>
public sealed class StoryTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task D5_WeightsStandSideBySideWithoutATotal_EffortIsQuestioned_AndNoPlanIsAgreedWithoutAYoungVoice()
    {
        (ContextLevel Context, int[] Ratings)[] story =
        [
            (ContextLevel.Neighbourhood, [5, 4, 4]), (ContextLevel.Peer, [3, 3, 2]), (ContextLevel.School, [1, 2, 1]), (ContextLevel.Home, [1, 1, 1]), (ContextLevel.Online, [2, 3, 2]),
        ];
        using var assessor = browser.As(Role.Assessor);
        var id = await browser.ReflectedAsync(assessor, await SpaceAsync(assessor, "The fifth park", 236_000));
        foreach (var (at, role) in new[] { Role.MaceMember, Role.MaceChair }.Index())
        {
            using var rater = browser.As(role);
            await rater.RateAsync(id, [.. story.Select(one => new ContextRating(one.Context, one.Ratings[at + 1], "As I see it"))]);
        }

        await using var visit = await OpenAsync(Role.Assessor, "The fifth park");
        await visit.SeesAsync("Local form based on the published framework; not the official toolkit", ".form-label");
        await Assertions.Expect(visit.Page.Locator("#not-known li")).Not.ToHaveCountAsync(0);
        await visit.Page.ClickAsync("#step-weighting");
        foreach (var (context, ratings) in story)
        {
            var field = $"#rating-{WireName.Of(context)}";
            await visit.Page.CheckAsync($"{field}-{ratings[0]}");
            await visit.Page.FillAsync($"{field}-reason", "As I see it");
        }

        await visit.Page.ClickAsync("#rating-save");
        await visit.SeesAsync("3 people have rated", "[aria-labelledby=weighting-title]");
        await visit.Page.ClickAsync("#weighting-close");
        await visit.Page.ClickAsync("#closing button.main");
        await visit.Page.WaitForSelectorAsync(".weights");
        // In the contexts' own order: neither sorted by weight nor summed.
        Assert.Equal(
            ["Home: Middle 1, 0 apart", "Peers: Middle 3, 1 apart", "School or college: Middle 1, 1 apart", "Neighbourhood: Middle 4, 1 apart", "Online: Middle 2, 1 apart"],
            await visit.Page.Locator(".weights > li").EvaluateAllAsync<string[]>("all => all.map((one) => `${one.querySelector('h4').textContent}: ${one.querySelector('p').textContent.trim()}`)"));
        await visit.ClearAsync();

        await visit.Page.ClickAsync("#assessment-steps");
        await visit.Page.ClickAsync("#step-goals");
        await visit.Page.ClickAsync("#goal-new");
        await visit.Page.CheckAsync("#goal-side");
        foreach (var (field, text) in new[] { ("statement", "Young people feel safe here"), ("hope", "They feel safe in the evening"), ("sign", "made an information sheet"), ("method", "The same survey in May") })
            await visit.Page.FillAsync($"#goal-{field}", text);
        await visit.Page.ClickAsync("#goal button.main");
        await visit.SeesAsync("This is effort, not change", "#goal-sign-fault");
        await visit.Page.FillAsync("#goal-sign", "More of them say that they feel safe");
        await visit.Page.ClickAsync("#goal button.main");
        await visit.SeesAsync("Young people feel safe here", "[aria-labelledby=goals-title]");
        await assessor.OnwardAsync(id, AssessmentStatus.GoalsSet);
        await visit.Page.ClickAsync("#assessment-steps");
        await visit.SeesAsync("no young person’s view is recorded, and no reason why there is none", ".moves");
        await Assertions.Expect(visit.Page.Locator("#move-plan_agreed")).ToHaveCountAsync(0);
        await assessor.HearAsync(id, new(HeardBy.NotYet, "The group meets in June", SpaceWorld.Today));
        await visit.Page.ClickAsync("#step-views");
        await visit.SeesAsync("The group meets in June", ".entries");
        await visit.Page.ClickAsync("#assessment-steps");
        await Assertions.Expect(visit.Page.Locator("#move-plan_agreed")).ToHaveCountAsync(1);
        await assessor.PlanAsync(id, new((await assessor.AssessmentAsync(id)).Goals[0].Id, "A worker is here on Fridays", Agency.YouthService, SpaceWorld.Today.AddDays(20), Status: ResponseStatus.Done));
        await assessor.OnwardAsync(id, AssessmentStatus.PlanAgreed, AssessmentStatus.Delivering, AssessmentStatus.Review);
        await visit.Page.ClickAsync("#step-views");
        await visit.Page.ClickAsync("#assessment-steps");
        await visit.SeesAsync("nothing has been asked or looked at again", ".moves");
        foreach (var end in (string[])["closed_safer", "closed_no_change", "stepped_down"]) await Assertions.Expect(visit.Page.Locator($"#move-{end}")).ToHaveCountAsync(0);
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task D6_FiveVoicesShowASquare_TwoDoNot_AndWhoTakesTheirsAwayHidesIt()
    {
        using var assessor = browser.As(Role.Assessor);
        using var anyone = browser.Anyone();
        var id = await browser.ReflectedAsync(assessor, await SpaceAsync(assessor, "The sixth park", 238_000));
        var (handed, token) = await assessor.HandOutAsync(id, CollectionWorld.Handed with { Instrument = Instrument.SafetyMap, CellMetres = 50 });
        List<string> codes = [];
        for (var pupil = 0; pupil < 6; pupil++)
        {
            List<SafetyCell> map = [.. pupil < 5 ? [new SafetyCell("A1", SafetyColour.Red, ["dark"])] : (SafetyCell[])[new("C1", SafetyColour.Green)], .. pupil < 2 ? [new SafetyCell("B1", SafetyColour.Red, ["fights"])] : (SafetyCell[])[]];
            var received = await (await anyone.PostAsync($"{CollectionWorld.TakePart}/answers", new TakePartAnswers(token, await anyone.BallotAsync(token), Map: new(map)))).ReadAsync<AnswersReceived>();
            codes.Add(received.Code!);
        }

        await assessor.CloseAsync(id, handed.Id);
        await using var visit = await OpenAsync(Role.MaceMember, "The sixth park");
        await visit.Page.ClickAsync("#step-baseline");
        const string part = "[aria-labelledby=safety-map-title]";
        await visit.SeesAsync("Red: most do not feel safe here", $"{part} table");
        // X with its voices and its reason; Y, and the square of one voice, look like squares that nobody coloured.
        Assert.Equal(["A1"], await visit.Page.Locator($"{part} tbody th").AllTextContentsAsync());
        await visit.SeesAsync("5", $"{part} tbody td:nth-child(3)");
        await visit.SeesAsync("Dark", $"{part} tbody td:nth-child(4)");
        await visit.SeesAsync("Too few to show", part);
        Assert.DoesNotContain(visit.Bodies, body => body.Contains("fights", StringComparison.Ordinal));
        await visit.ClearAsync();

        // One of the five takes theirs away on their own phone, by its code alone.
        await using (var phone = await browser.VisitAsync(Screen.Phone))
        {
            await phone.Page.GotoAsync($"{phone.Home}take-part.html#{token}");
            await phone.Page.ClickAsync("#own-map");
            await phone.Page.FillAsync("#map-code", codes[0]);
            await phone.Page.ClickAsync("#map-delete");
            await phone.SeesAsync("Your map is deleted.");
        }

        await visit.Page.ReloadAsync();
        await visit.SettledAsync();
        await visit.Page.ClickAsync(".entries .link:text('The sixth park')");
        await visit.Page.ClickAsync("#step-baseline");
        await visit.SeesAsync("In no square are there enough voices to show.", part);
        await Assertions.Expect(visit.Page.Locator($"{part} table")).ToHaveCountAsync(0);

        // Planners have no door to any of it.
        await using var planner = await browser.VisitAsync();
        await planner.EnterAsync(TestApi.UserName(Role.Planner, TestApi.Here), "spaces");
        Assert.DoesNotContain("assessments", await planner.RoomsAsync());
        using var asks = browser.As(Role.Planner);
        await (await asks.GetAsync($"{AssessmentWorld.Assessments}/{id}/safety-maps")).AssertProblemAsync(ProblemCodes.NotAllowed);
    }

    [Fact]
    public async Task D9_CountsSayWhatTheStorySays_AfterWhatPeopleSaid()
    {
        using var assessor = browser.As(Role.Assessor);
        using var analyst = browser.As(Role.Analyst);
        const double south = 240_000;
        var id = await assessor.AssessAsync(await SpaceAsync(assessor, "The ninth park", south));
        await analyst.FillYearsAsync(300_100, south + 100, 40, 20);
        await analyst.FillYearsAsync(300_400, south + 100, 30, 27);
        await analyst.FillYearsAsync(302_100, south + 100, 60, 60);
        await ChooseAsync(assessor, id, new(SpaceWorld.Square(302_000, south), "The same kind of street", new(2024, 1, 1), new(2024, 12, 31), new(2025, 1, 1), new(2025, 12, 31), BufferMetres: 500));

        await using var visit = await OpenAsync(Role.Analyst, "The ninth park");
        async Task SaysAsync(int comparison, params string[] words)
        {
            await visit.Page.ReloadAsync();
            await visit.SettledAsync();
            await visit.Page.ClickAsync(".entries .link:text('The ninth park')");
            await visit.Page.ClickAsync($"[aria-labelledby=comparison-{comparison}] button");
            foreach (var word in words) await visit.SeesAsync(word, $"[aria-labelledby=comparison-{comparison}] .outcome");
        }

        await SaysAsync(1, "Some diffusion of benefit", "by the like area −0.333", "Displacement quotient 0.15; 23 fewer in all");
        var told = await visit.Page.InnerTextAsync("[aria-labelledby=outcome-title]");
        Assert.True(told.IndexOf("What safety maps say", StringComparison.Ordinal) is > 0 and var maps && maps < told.IndexOf("Some diffusion of benefit", StringComparison.Ordinal), "Voices come before counts.");
        await visit.SeesAsync("No hours recorded", ".outcome");
        await visit.ClearAsync();
        await analyst.FillYearsAsync(304_100, south + 100, 38, 36);
        await analyst.FillYearsAsync(306_100, south + 100, 29, 30);
        await ChooseAsync(assessor, id, new(
            SpaceWorld.Square(304_000, south), "The same kind of street", new(2024, 1, 1), new(2024, 12, 31), new(2025, 1, 1), new(2025, 12, 31), 500, SpaceWorld.Square(306_000, south)));
        await SaysAsync(2, "Could be chance", "−22 against what the like areas did (standard error 15.8, 95% from −53 to +9)");
        await analyst.FillYearsAsync(300_400, south + 100, 0, 11);
        await SaysAsync(1, "Partial displacement", "Displacement quotient −0.4; 12 fewer in all");
        await analyst.FillYearsAsync(300_400, south + 100, 0, 17);
        await SaysAsync(1, "Displacement outweighs", "Displacement quotient −1.25; 5 more in all");
        await analyst.FillYearsAsync(300_100, south + 100, 0, 20);
        await SaysAsync(1, "Not computed: the space did no better than the like area");
        Assert.Empty(visit.Complaints);
    }

    private static Task<Guid> SpaceAsync(HttpClient assessor, string name, double northing) => assessor.ScreenedAsync(SpaceWorld.Park(northing: northing) with { NameEn = name, NameCy = name });

    private static async Task ChooseAsync(HttpClient assessor, Guid assessment, NewComparison areas) =>
        (await assessor.PostAsync(string.Create(CultureInfo.InvariantCulture, $"{AssessmentWorld.Assessments}/{assessment}/comparisons/{Guid.CreateVersion7()}"), areas)).EnsureSuccessStatusCode();

    private async Task<Visit> OpenAsync(Role role, string name)
    {
        var visit = await browser.VisitAsync();
        await visit.EnterAsync(TestApi.UserName(role, TestApi.Here), "assessments");
        await visit.Page.ClickAsync($".entries .link:text('{name}')");
        await visit.SettledAsync();
        return visit;
    }
}
