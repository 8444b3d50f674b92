using System.Globalization;
using Microsoft.Playwright;
using SpacesPlaces.Api.Commands;
using SpacesPlaces.Api.Tests.Database;
using SpacesPlaces.Geodata.Assessments;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.Geodata.Vocabulary;
using SpacesPlaces.Samples;

namespace SpacesPlaces.Page.Tests;

/// <summary>The invented county, as the demonstration gives it, before a real browser.</summary>
public sealed class InventedCountyBrowser : Browser
{
    private IReadOnlyList<DemonstrationAccount> accounts = [];

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        var data = Api.Commands.DataFolder.Open(DataFolder);
        await Demonstration.CreateAsync(Services, InventedCounty.Build(), data, default);
        accounts = DemonstrationAccounts.Read(data.DemonstrationAccounts);
    }

    /// <summary>Somebody of the county, signed in, in a room or at the map.</summary>
    public async Task<Visit> MeetAsync(Role role, Screen screen, string language, string? room = null)
    {
        var visit = await VisitAsync(screen, language);
        var account = accounts.Single(account => account.Role == WireName.Of(role));
        await visit.EnterAsync(account.User, room, account.Password);
        return visit;
    }
}

/// <summary>A whole assessment on the page, in each language: from a place where harm repeats to the first review with the same instrument.</summary>
[Long(240)]
public sealed class WholeAssessmentTests(InventedCountyBrowser browser) : IClassFixture<InventedCountyBrowser>
{
    [Theory]
    [InlineData(Screen.Desktop, "en", 0)]
    [InlineData(Screen.Phone, "cy", 1)]
    public async Task FromAHotspot_ToItsFirstReview(Screen screen, string language, int hotspot)
    {
        var tongue = language == "cy" ? Tongue.Cy : Tongue.En;
        string Text(string key) => Texts.Get(tongue, key);
        var name = $"The whole way, {language}";
        await using var chair = await browser.MeetAsync(Role.MaceChair, screen, language);
        var work = new Working(chair);

        // A place where harm repeats, found by the county's analysis, becomes a space that somebody looks at.
        await chair.Page.Locator(".rows .row-button").Nth(hotspot).ClickAsync();
        await chair.Page.ClickAsync("#open-here");
        await chair.Page.FillAsync("#open-nameEn", name);
        await chair.Page.FillAsync("#open-nameCy", name);
        await chair.Page.SelectOptionAsync("#open-placeType", "street_alley");
        await chair.Page.SelectOptionAsync("#open-ownerType", "council");
        await chair.Page.FillAsync("#open-reason", "Different children are harmed here.");
        await chair.Page.ClickAsync("#open button.main");
        await chair.SeesAsync(name, "#space-title");
        await chair.Page.ClickAsync("#space-move");
        await chair.Page.SelectOptionAsync("#move-to", "screening");
        await work.DecideAsync();
        await chair.SeesAsync(Text("space_status.screening"), ".room .state");

        // The assessment, its scope, and its three sides.
        await chair.GoToRoomAsync("assessments");
        await chair.Page.ClickAsync("#assessment-new");
        var space = await browser.ScalarAsync<Guid>("select id from space where name_en = $1", name);
        await chair.Page.SelectOptionAsync("#begin-spaceId", space.ToString());
        await chair.Page.FillAsync("#begin-reason", "Harm repeats here.");
        await chair.Page.ClickAsync("#begin button.main");
        await chair.SeesAsync(Text("assessments.label"), ".form-label");
        await work.MoveAsync("scoping");
        foreach (var side in (string[])["basic", "scope", "young_people", "guardianship", "environment"]) await work.AnswerAsync(side);
        await work.MoveAsync("gathering");
        await chair.ClearAsync();

        // What was looked at before the plan.
        await chair.Page.ClickAsync("#step-baseline");
        await work.ObserveAsync(1);
        await chair.Page.ClickAsync("#assessment-steps");
        await work.MoveAsync("reflection");

        // Young people's views; then each weighs in private, and the lead closes it.
        await chair.Page.ClickAsync("#step-views");
        await chair.Page.ClickAsync("#view-new");
        await chair.Page.CheckAsync("#view-heardBy-group");
        await chair.Page.FillAsync("#view-text", "We would stay if the lamps worked.");
        await chair.Page.ClickAsync("#view button.main");
        await chair.SeesAsync("We would stay if the lamps worked.", ".entries");
        await chair.Page.ClickAsync("#assessment-steps");
        await using (var member = await browser.MeetAsync(Role.MaceMember, screen, language, "assessments"))
        {
            await member.Page.ClickAsync($".entries .link:text('{name}')");
            await member.Page.ClickAsync("#step-weighting");
            await new Working(member).RateAsync(5, 1);
            Assert.Empty(member.Complaints);
        }

        await chair.Page.ClickAsync("#step-weighting");
        await work.RateAsync(4, 4);
        await chair.Page.ClickAsync("#weighting-close");
        await chair.Page.ClickAsync("#closing button.main");
        await chair.SeesAsync(Texts.Get(tongue, "assessments.weight_line", new Dictionary<string, string> { ["median"] = "4.5", ["range"] = "1" }), ".weights");
        await chair.SeesAsync(Text("assessments.discuss"), ".weights");
        await chair.ClearAsync();
        await chair.Page.ClickAsync("#change-first");
        await chair.Page.CheckAsync("#agree-context-neighbourhood");
        await chair.Page.FillAsync("#agree-words", "The way home first.");
        await chair.Page.ClickAsync("#agree button.main");
        await chair.SeesAsync("The way home first.", ".note-box");

        // A goal whose measure is change; effort is questioned first.
        await chair.Page.ClickAsync("#assessment-steps");
        await chair.Page.ClickAsync("#step-goals");
        await chair.Page.ClickAsync("#goal-new");
        await chair.Page.CheckAsync("#goal-side-environment");
        await chair.Page.FillAsync("#goal-statement", "Young people feel safe on the way home");
        await chair.Page.FillAsync("#goal-hope", "They feel safe after dark");
        await chair.Page.FillAsync("#goal-sign", "Made an information sheet");
        await chair.Page.FillAsync("#goal-method", "Observation on the same evenings");
        await chair.Page.ClickAsync("#goal button.main");
        await chair.Page.WaitForSelectorAsync("#goal .errors");
        await Assertions.Expect(chair.Page.Locator("#goal-effortReason")).ToBeVisibleAsync();
        await chair.ClearAsync();
        await chair.Page.FillAsync("#goal-sign", "More of them say that they feel safe");
        await chair.Page.ClickAsync("#goal button.main");
        await chair.SeesAsync("Young people feel safe on the way home", "[aria-labelledby=goals-title]");
        await chair.Page.ClickAsync("[aria-labelledby=goals-title] .entry-acts button >> nth=0");
        await chair.Page.FillAsync("#response-what", "Mend the five lamps");
        await chair.Page.SelectOptionAsync("#response-owner", "licensing");
        await chair.Page.FillAsync("#response-dueOn", InDays(20));
        await chair.Page.ClickAsync("#response button.main");
        await chair.SeesAsync("Mend the five lamps", "[aria-labelledby=goals-title]");
        await chair.Page.ClickAsync("#assessment-steps");
        await work.MoveAsync("goals_set");

        // The conference, the plan, and what is still to be done of it.
        await work.MoveAsync("conference");
        await chair.Page.ClickAsync("#step-conference");
        await chair.SeesAsync("We would stay if the lamps worked.", "[aria-labelledby=conference-title]");
        await chair.Page.ClickAsync("#conference-new");
        await chair.Page.CheckAsync("#conference-kind");
        await chair.Page.CheckAsync("#conference-agencies-licensing");
        await chair.Page.FillAsync("#conference-decisions", "The lamps come first.");
        await chair.Page.ClickAsync("#conference button.main");
        await chair.SeesAsync("The lamps come first.", "[aria-labelledby=conference-title]");
        await chair.Page.ClickAsync("#assessment-steps");
        await work.MoveAsync("plan_agreed");
        await work.MoveAsync("delivering");
        await chair.Page.ClickAsync("main .back");
        await chair.Page.ClickAsync("#assessments-todo");
        await chair.SeesAsync("Mend the five lamps", "#todo");
        await chair.ClearAsync();
        await chair.Page.Locator("#todo > li").Filter(new() { HasText = name }).Locator("button").ClickAsync();
        await chair.Page.ClickAsync("[aria-labelledby=goals-title] .plain-list .link");
        await chair.Page.CheckAsync("#response-status-done");
        await chair.Page.ClickAsync("#response button.main");
        await chair.SeesAsync(Text("response_status.done"), "[aria-labelledby=goals-title]");

        // Nothing is closed before the same instrument was used again.
        await chair.Page.ClickAsync("#assessment-steps");
        await work.MoveAsync("review");
        await chair.SeesAsync(Text("assessment_blocker.no_review_round"), ".moves");
        await Assertions.Expect(chair.Page.Locator("#move-closed_safer")).ToHaveCountAsync(0);
        await chair.Page.ClickAsync("#step-review");
        await work.ObserveAsync(3);
        await chair.Page.ClickAsync("#assessment-steps");
        await Assertions.Expect(chair.Page.Locator("#move-closed_safer")).ToHaveCountAsync(1);
        await chair.SeesAsync(Text("observation.change"), "[aria-labelledby=outcome-title]");
        await chair.ClearAsync();
        Assert.Empty(chair.Complaints);
        Assert.Equal("review 1", await browser.ScalarAsync<string>(
            "select a.status || ' ' || a.round from assessment a join space s on s.partnership_id = a.partnership_id and s.id = a.space_id where s.name_en = $1", name));
    }

    private static string InDays(int days) => DateTime.UtcNow.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>What somebody who works on an assessment does again and again.</summary>
    private sealed class Working(Visit visit)
    {
        private IPage Page => visit.Page;

        /// <summary>Gives the reason of a move and the day on which somebody looks again.</summary>
        public async Task DecideAsync()
        {
            await Page.FillAsync("#move-reason", "As the panel decided.");
            await Page.FillAsync("#move-reviewOn", InDays(20));
            await Page.ClickAsync("#move button.main");
            await Assertions.Expect(Page.Locator("#move")).ToHaveCountAsync(0);
        }

        public async Task MoveAsync(string to)
        {
            await Page.ClickAsync($"#move-{to}");
            await DecideAsync();
        }

        /// <summary>Answers a part of the form: ticks, words, the first prompt of a side with evidence, and the rest as not known.</summary>
        public async Task AnswerAsync(string side)
        {
            await Page.ClickAsync($"#step-{side}");
            var prompts = await Page.Locator("details.prompt").EvaluateAllAsync<string[]>("all => all.map((one) => one.id.slice('prompt-'.length))");
            Assert.NotEmpty(prompts);
            foreach (var (at, prompt) in prompts.Index())
            {
                await visit.OpenPromptAsync(prompt);
                var answer = $"#answer-{prompt}";
                if (await Page.IsVisibleAsync($"{answer}-ticked")) await Page.CheckAsync($"{answer}-ticked");
                else if (!await Page.IsVisibleAsync($"{answer}-source")) await Page.FillAsync($"{answer}-text", "As the partners said.");
                else if (at > 0) await Page.CheckAsync($"{answer}-rating-not_known");
                else
                {
                    await Page.FillAsync($"{answer}-text", "Two of five lamps are out.");
                    await Page.SelectOptionAsync($"{answer}-source", "community");
                    await Page.SelectOptionAsync($"{answer}-grade", "first_hand");
                    await Page.CheckAsync($"{answer}-rating-concern");
                }

                await Page.Locator($"{answer}-text, {answer}-ticked, {answer}-rating-not_known").First.BlurAsync();
                await visit.SavedAsync(prompt);
            }

            await visit.ClearAsync();
            await Page.ClickAsync("#assessment-steps");
        }

        /// <summary>Rates the neighbourhood and peers.</summary>
        public async Task RateAsync(int neighbourhood, int peers)
        {
            await Page.CheckAsync($"#rating-neighbourhood-{neighbourhood}");
            await Page.FillAsync("#rating-neighbourhood-reason", "The path is dark.");
            await Page.CheckAsync($"#rating-peer-{peers}");
            await Page.FillAsync("#rating-peer-reason", "Friends look out for each other.");
            await Page.ClickAsync("#rating-save");
            await Page.WaitForFunctionAsync("() => !document.querySelector('#rating-save')?.disabled");
        }

        /// <summary>Writes down a visit after dark, each item of the same value.</summary>
        public async Task ObserveAsync(int value)
        {
            await Page.ClickAsync("#visit-new");
            await Page.CheckAsync("#visit-time-night");
            await Page.CheckAsync("#visit-weather-rain");
            foreach (var item in ObservationForm.Items) await Page.CheckAsync($"#visit-{item}-{item}_{value}");
            await Page.ClickAsync("#visit button.main");
            await Assertions.Expect(Page.Locator("#visit")).ToHaveCountAsync(0);
        }
    }
}
