using System.Globalization;
using Microsoft.Playwright;
using SpacesPlaces.Api.Tests;
using SpacesPlaces.Api.Tests.Planning;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Page.Tests;

/// <summary>Patrols and events on the page: a lead and a welfare purpose always, counts that are never lost without a word, and what came of it.</summary>
public sealed class PlanningPlansTests(PlainBrowser browser) : IClassFixture<PlainBrowser>
{
    private static string Ahead => PlanningWorld.Ahead.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData(Screen.Desktop, "en", "Choose who leads", "Say why being there is felt as care", "The same agency leads both at this time")]
    [InlineData(Screen.Phone, "cy", "Dewiswch pwy sy’n arwain", "Dywedwch pam y teimlir presenoldeb fel gofal", "Yr un asiantaeth sy’n arwain y ddau ar yr adeg hon")]
    public async Task Patrol_NeedsALeadAPurposeAndCare_AndIsPlannedWithAWayAHazardAndVisits(Screen screen, string language, string lead, string care, string clash)
    {
        using var planner = browser.As(Role.Planner);
        await planner.PlanAsync(PlanningWorld.Stall($"Stall {language}") with { StartsAt = PlanningWorld.On(20), EndsAt = PlanningWorld.On(21) });
        await using var visit = await browser.VisitAsync(screen, language);
        await visit.EnterAsync(TestApi.UserName(Role.Planner, TestApi.Here), "plans");
        var page = visit.Page;
        await page.ClickAsync("#plan-new");
        await page.CheckAsync("#plan-kind-patrol");
        await page.ClickAsync("#plan-send");
        await visit.SeesAsync(lead, ".errors");
        await visit.SeesAsync(care, ".errors");
        Assert.True(await page.IsCheckedAsync("#plan-purpose-welfare"));
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));

        await page.FillAsync("#plan-titleEn", $"Evening by the river {language}");
        await page.FillAsync("#plan-day", Ahead);
        await page.FillAsync("#plan-from", "18:00");
        await page.FillAsync("#plan-to", "01:00");
        await page.SelectOptionAsync("#plan-lead", "youth_service");
        await page.FillAsync("#plan-care", "We bring hot drinks. Young people asked us to come.");
        await page.FillAsync("#plan-location", "SO 0000 5000");
        await page.Keyboard.PressAsync("Enter");
        await page.ClickAsync("details:has(#plan-way-shape) > summary");
        foreach (var corner in (string[])["SO 0000 5000", "SO 0050 5010"])
        {
            await page.FillAsync("#plan-way-shape", corner);
            await page.ClickAsync("#plan-way-add");
        }

        await page.ClickAsync("#plan-hazard-add");
        await page.SelectOptionAsync("#plan-hazard-1", "river");
        await page.FillAsync("#plan-hazard-1-spot", "SO 0020 5000");
        await page.ClickAsync("#plan-shift-add");
        await page.FillAsync("#plan-shift-1-staff", "1");
        foreach (var (at, time) in new[] { (1, "22:00"), (2, "00:10") })
        {
            await page.ClickAsync("#plan-shift-1-visit-add");
            await page.FillAsync($"#plan-shift-1-visit-{at}-name", $"The bridge {at}");
            await page.FillAsync($"#plan-shift-1-visit-{at}-spot", "SO 0030 5000");
            await page.FillAsync($"#plan-shift-1-visit-{at}-at", time);
        }

        await page.ClickAsync("#plan-send");
        // Nobody works alone: the office says so at the field.
        await page.WaitForSelectorAsync(".errors a[href='#plan-shift-1-staff']");
        await page.FillAsync("#plan-shift-1-staff", "2");
        await page.ClickAsync("#plan-send");
        await visit.SeesAsync($"Evening by the river {language}", "#activity-title");
        await visit.SeesAsync(clash, ".note-box");
        await visit.SeesAsync("00:10: The bridge 2, SO 0030 5000, 20", ".room");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        Assert.False(await visit.ScrollsSidewaysAsync());
        var sheet = await page.Context.APIRequest.GetAsync((await page.GetAttributeAsync(".links a", "href"))!);
        Assert.True(sheet.Ok, sheet.StatusText);

        await page.ClickAsync("#move-cancelled");
        await page.WaitForSelectorAsync("#move-planned");
        await page.ClickAsync("#to-change");
        await Assertions.Expect(page.Locator("#plan-shift-1-visit-2-at")).ToHaveValueAsync("00:10");
        await Assertions.Expect(page.Locator("#plan-to")).ToHaveValueAsync("01:00");
        await page.ClickAsync("#plan-send");
        await page.WaitForSelectorAsync("#activity-title");
        Assert.Empty(visit.Complaints);
    }

    [Theory]
    [InlineData(Screen.Phone, "en", "kept on this screen only", "The office has every count that was made here.")]
    [InlineData(Screen.Narrow, "cy", "Dim ond ar y sgrin hon y cedwir", "Mae pob cyfrif a wnaed yma gan y swyddfa.")]
    public async Task CountsOnAPhone_AreSentOnce_SayWhatTheOfficeDoesNotHave_AndAreTakenBack(Screen screen, string language, string kept, string sent)
    {
        using var planner = browser.As(Role.Planner);
        var now = DateTimeOffset.UtcNow;
        var id = await planner.PlanAsync(PlanningWorld.Stall($"Counted {language}") with { Kind = ActivityKind.Event, StartsAt = now.AddHours(-2), EndsAt = now.AddHours(4) });
        await using var visit = await browser.VisitAsync(screen, language);
        await visit.EnterAsync(TestApi.UserName(Role.Reporter, TestApi.Here), "plans");
        var page = visit.Page;
        await page.ClickAsync($"text=Counted {language}");
        await page.ClickAsync("#to-tally");
        await visit.SeesAsync(sent, "#counts-state");
        await page.ClickAsync("#add-spoken_to");
        await page.ClickAsync("#add-spoken_to");
        await page.FillAsync("#number-supported", "705");
        await page.ClickAsync("#put-supported");
        await visit.SeesAsync("705", "#sum-supported");
        await visit.SeesAsync(sent, "#counts-state");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        Assert.False(await visit.ScrollsSidewaysAsync());
        Assert.Empty(await page.EvaluateAsync<string[]>(
            "() => [...document.querySelectorAll('.tallies button, .tallies input')].map((one) => one.getBoundingClientRect()).filter((box) => box.height < 48 || box.width < 48).map((box) => `${box.width}x${box.height}`)"));

        // The office takes the count and its answer is lost: sent again under the same id, it is counted once.
        await page.RouteAsync("**/tallies/*", async route =>
        {
            await route.FetchAsync();
            await route.AbortAsync();
        });
        await page.ClickAsync("#add-spoken_to");
        await visit.SeesAsync(kept, "#counts-state");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        await page.UnrouteAsync("**/tallies/*");
        await page.ClickAsync("#counts-send");
        await visit.SeesAsync(sent, "#counts-state");
        await visit.SeesAsync("3", "#sum-spoken_to");
        Assert.Equal(3L, await browser.ScalarAsync<long>("select sum(count) from activity_tally where activity_id = $1 and kind = 'spoken_to'", id));

        await page.ClickAsync("[aria-labelledby=counts-last] li:first-child button");
        await visit.SeesAsync("2", "#sum-spoken_to");
        Assert.Equal(2L, await browser.ScalarAsync<long>("select sum(count) from activity_tally where activity_id = $1 and kind = 'spoken_to' and taken_back_at is null", id));
    }

    [Fact]
    public async Task Report_StandsBesideTheYearBefore_AndTooFewAnswersAreNoFigures()
    {
        using var planner = browser.As(Role.Planner);
        var now = DateTimeOffset.UtcNow;
        var show = PlanningWorld.Stall("The show") with { Kind = ActivityKind.Event, StartsAt = now.AddDays(-370), EndsAt = now.AddDays(-368) };
        var before = await planner.PlanAsync(show);
        var id = await planner.PlanAsync(show with { StartsAt = now.AddDays(-4), EndsAt = now.AddDays(-1), EarlierId = before });
        foreach (var (activity, count) in new[] { (before, 159), (id, 705) })
        {
            (await planner.PostAsync($"{PlanningWorld.Planning}/activities/{activity}/tallies/{Guid.CreateVersion7()}", new NewTally(TallyKind.SpokenTo, count, now.AddDays(-2)))).EnsureSuccessStatusCode();
        }

        await using var visit = await browser.VisitAsync();
        await visit.EnterAsync(TestApi.UserName(Role.Planner, TestApi.Here), "plans");
        var page = visit.Page;
        await page.ClickAsync("text=The show");
        await page.ClickAsync("#to-report");
        await Assertions.Expect(page.Locator("tr", new() { HasText = "Young people spoken to" })).ToContainTextAsync("159");
        await Assertions.Expect(page.Locator("tr", new() { HasText = "Young people spoken to" })).ToContainTextAsync("705");
        await visit.SeesAsync("Nobody has been asked yet.");
        await page.ClickAsync("#feedback-write");
        await page.FillAsync("#said-asked", "6");
        await page.FillAsync("#said-felt_safe", "5");
        await page.FillAsync("#said-felt_safe-no", "2");
        await page.ClickAsync("#said button.main");
        await visit.SeesAsync("There are more answers than people asked", "#said .errors");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        await page.FillAsync("#said-felt_safe-no", "1");
        await page.FillAsync("#said-saw_staff", "3");
        await page.ClickAsync("#said button.main");
        await visit.SeesAsync("Too few answers to tell, fewer than five: I saw people I could have asked.", ".note-box");
        await Assertions.Expect(page.Locator("tr", new() { HasText = "I felt safe here" })).ToContainTextAsync("5");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        Assert.Empty(visit.Complaints);
    }

    [Theory]
    [InlineData(Screen.Desktop, "en", "Never visited", "The address of your calendar", "calendar.ics?key=spk_")]
    [InlineData(Screen.Phone, "cy", "Heb ymweld erioed", "Cyfeiriad eich calendr", "calendar.ics?key=spk_")]
    public async Task CoverageShowsWhoWaitsLongest_AndAKeyOpensTheCalendar(Screen screen, string language, string never, string yours, string address)
    {
        await using var visit = await browser.VisitAsync(screen, language);
        await visit.EnterAsync(TestApi.UserName(Role.Planner, TestApi.Here), "coverage");
        var page = visit.Page;
        await visit.SeesAsync(never, ".entries");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        Assert.False(await visit.ScrollsSidewaysAsync());

        await visit.GoToRoomAsync("account");
        await page.Locator("#my-keys > button").ClickAsync();
        await page.CheckAsync("#key-opens-calendar");
        await page.FillAsync("#key-name", "My work phone");
        await page.CheckAsync("#key-purpose-outreach_planning");
        await page.FillAsync("#key-endsOn", DateTime.UtcNow.AddDays(30).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        await page.ClickAsync("#my-keys form button[type=submit]");
        await page.WaitForSelectorAsync("#my-keys .once");
        await visit.SeesAsync(yours, "#my-keys .once");
        var shown = await page.InnerTextAsync("#my-keys .once code");
        Assert.Contains(address, shown, StringComparison.Ordinal);
        Assert.EndsWith($"language={language}", shown, StringComparison.Ordinal);
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        using var http = new HttpClient();
        Assert.StartsWith("BEGIN:VCALENDAR", await http.GetStringAsync(new Uri(shown)), StringComparison.Ordinal);
        Assert.Empty(visit.Complaints);
    }
}
