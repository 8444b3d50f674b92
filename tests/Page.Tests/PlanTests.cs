using System.Globalization;
using Microsoft.Playwright;
using SpacesPlaces.Api.Tests;
using SpacesPlaces.Api.Tests.Assessments;
using SpacesPlaces.Api.Tests.Spaces;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Page.Tests;

/// <summary>Goals and responses that two people change at once, what is still to be done, and the next version of the form.</summary>
public sealed class PlanTests(Browser browser) : IClassFixture<Browser>
{
    [Theory]
    [InlineData(Screen.Desktop, "en", "Somebody else changed this while you wrote")]
    [InlineData(Screen.Phone, "cy", "Newidiodd rhywun arall hyn tra oeddech yn ysgrifennu")]
    public async Task TwoWhoChangeAGoal_AreMergedByField_AndWhatBothChangedIsShown(Screen screen, string language, string clash)
    {
        using var chair = browser.As(Role.MaceChair);
        var (id, goal, name) = await WithGoalAsync($"The goal, {language}", screen == Screen.Desktop ? 260_000 : 262_000);
        await using var visit = await browser.VisitAsync(screen, language);
        await visit.EnterAsync(TestApi.UserName(Role.Assessor, TestApi.Here), "assessments");
        await visit.Page.ClickAsync($".entries .link:text('{name}')");
        await visit.Page.ClickAsync("#step-goals");
        await visit.Page.ClickAsync("[aria-labelledby=goals-title] .entry-acts button >> nth=1");
        await visit.Page.FillAsync("#goal-statement", "Young people feel safe here at night");
        await visit.Page.FillAsync("#goal-baseline", "Two of ten feel safe");
        (await chair.PutAsync($"{AssessmentWorld.Assessments}/{id}/goals/{goal}", AssessmentWorld.Goal with { Statement = "Young people are welcome here", Method = "Safety maps in May" }, 1)).EnsureSuccessStatusCode();

        await visit.Page.ClickAsync("#goal button.main");
        await visit.SeesAsync(clash, "#goal .overtaken");
        await visit.SeesAsync(TestApi.UserName(Role.MaceChair, TestApi.Here), "#goal .overtaken");
        await visit.SeesAsync("Young people are welcome here", "#goal .overtaken");
        Assert.Equal("Young people feel safe here at night", await visit.Page.InputValueAsync("#goal-statement"));
        Assert.Equal("Safety maps in May", await visit.Page.InputValueAsync("#goal-method"));
        await visit.ClearAsync();
        await visit.Page.ClickAsync("#clash-statement");
        Assert.Equal("Young people are welcome here", await visit.Page.InputValueAsync("#goal-statement"));
        await visit.Page.ClickAsync("#goal button.main");
        await visit.SeesAsync("Two of ten feel safe", "[aria-labelledby=goals-title]");
        var held = Assert.Single((await chair.AssessmentAsync(id)).Goals);
        Assert.Equal(("Young people are welcome here", "Safety maps in May", "Two of ten feel safe", 3), (held.Statement, held.Method, held.Baseline, held.Version));
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task AChallengedWordingOfAGoal_IsShownAtItsField_AndItsReasonIsAskedOnce()
    {
        var (id, _, name) = await WithGoalAsync("The wording", 264_000);
        await using var visit = await browser.VisitAsync();
        await visit.EnterAsync(TestApi.UserName(Role.Assessor, TestApi.Here), "assessments");
        await visit.Page.ClickAsync($".entries .link:text('{name}')");
        await visit.Page.ClickAsync("#step-goals");
        await visit.Page.ClickAsync("#goal-new");
        await visit.Page.CheckAsync("#goal-side");
        foreach (var field in (string[])["hope", "sign", "method"]) await visit.Page.FillAsync($"#goal-{field}", "More of them say that they feel safe");
        await visit.Page.FillAsync("#goal-statement", "Nobody is placing herself at risk");
        await visit.Page.WaitForSelectorAsync("#goal-statement-fair-title");
        await Assertions.Expect(visit.Page.Locator("#goal-languageReason")).ToHaveCountAsync(1);
        await visit.ClearAsync();
        await visit.Page.ClickAsync("#goal button.main");
        await visit.Page.WaitForSelectorAsync("#goal .errors");
        await visit.Page.FillAsync("#goal-languageReason", "The sentence is the survey’s own.");
        await visit.Page.ClickAsync("#goal button.main");
        await visit.SeesAsync("Nobody is placing herself at risk", "[aria-labelledby=goals-title]");
        using var chair = browser.As(Role.MaceChair);
        Assert.Contains((await chair.AssessmentAsync(id)).Goals, one => one.LanguageReason == "The sentence is the survey’s own.");
    }

    [Fact]
    public async Task RatingsSavedElsewhere_AreMergedIntoOnesOwn()
    {
        using var member = browser.As(Role.MaceMember);
        var (id, _, name) = await WithGoalAsync("The ratings", 266_000);
        await using var visit = await browser.VisitAsync();
        await visit.EnterAsync(TestApi.UserName(Role.MaceMember, TestApi.Here), "assessments");
        await visit.Page.ClickAsync($".entries .link:text('{name}')");
        await visit.Page.ClickAsync("#step-weighting");
        await visit.Page.CheckAsync("#rating-peer-2");
        await visit.Page.FillAsync("#rating-peer-reason", "Friends look out.");
        (await member.PutAsync($"{AssessmentWorld.Assessments}/{id}/weighting/mine", new OwnRatings([new(ContextLevel.Home, 1, "Little of it")]), 0)).EnsureSuccessStatusCode();
        await visit.Page.ClickAsync("#rating-save");
        await visit.Page.WaitForSelectorAsync(".overtaken");
        Assert.True(await visit.Page.IsCheckedAsync("#rating-home-1"));
        await visit.ClearAsync();
        await visit.Page.ClickAsync("#rating-save");
        await Assertions.Expect(visit.Page.Locator(".overtaken")).ToHaveCountAsync(0);
        Assert.Equal([(ContextLevel.Home, 1), (ContextLevel.Peer, 2)], (await member.AssessmentAsync(id)).Weighting.Mine!.Ratings.Select(one => (one.Context, one.Influence)));
    }

    [Fact]
    public async Task WhatIsStillToBeDone_IsOneList_OverdueFirst_AndLeadsToItsPlan()
    {
        using var assessor = browser.As(Role.Assessor);
        var (id, goal, name) = await WithGoalAsync("The list", 268_000);
        foreach (var (what, owner, days) in new[] { ("Open the hall", Agency.YouthService, 20), ("Mend the lamps", Agency.Licensing, 10) })
            await (await assessor.PostAsync($"{AssessmentWorld.Assessments}/{id}/responses/{Guid.CreateVersion7()}", new ResponseContent(goal, what, owner, SpaceWorld.Today.AddDays(days)))).ReadAsync<ResponseView>(System.Net.HttpStatusCode.Created);
        await browser.ScalarAsync<Guid>("update assessment_response set due_on = '2026-01-05' where assessment_id = $1 and what = 'Mend the lamps' returning id", id);
        await using var visit = await browser.VisitAsync(Screen.Phone, "cy");
        await visit.EnterAsync(TestApi.UserName(Role.MaceMember, TestApi.Here), "assessments");
        await visit.Page.ClickAsync("#assessments-todo");
        await visit.SeesAsync("Yn hwyr", "#todo > li:first-child");
        await visit.SeesAsync("Mend the lamps", "#todo > li:first-child");
        await visit.ClearAsync();
        await visit.Page.CheckAsync("#todo-overdue");
        await Assertions.Expect(visit.Page.Locator("#todo > li")).ToHaveCountAsync(1);
        await visit.Page.CheckAsync("#todo-mine");
        await visit.SeesAsync("Nid oes dim yma eto i’w wneud");
        await visit.Page.UncheckAsync("#todo-mine");
        await visit.Page.UncheckAsync("#todo-overdue");
        await visit.Page.SelectOptionAsync("#todo-agency", "youth_service");
        await visit.SeesAsync("Open the hall", "#todo");
        await visit.Page.ClickAsync("#todo > li:has-text('Open the hall') button");
        await visit.SeesAsync(name, "#assessment-title");
        await visit.SeesAsync("Open the hall", "[aria-labelledby=goals-title]");
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task TheChair_MakesTheNextVersionOfTheForm_AndWhatIsUnderWayKeepsItsOwn()
    {
        var (id, _, _) = await WithGoalAsync("The form", 270_000);
        await using var visit = await browser.VisitAsync();
        await visit.EnterAsync(TestApi.UserName(Role.MaceChair, TestApi.Here), "assessments");
        await visit.Page.ClickAsync("#assessments-form");
        await visit.SeesAsync("Local form based on the published framework; not the official toolkit", ".form-label");
        await visit.ClearAsync();
        await visit.Page.ClickAsync("#form-next");
        await visit.SeesAsync("Nothing is changed yet.");
        await Assertions.Expect(visit.Page.Locator("#form_leave_out-boundary")).ToHaveCountAsync(0);
        await visit.Page.ClickAsync("#add-environment");
        await visit.Page.FillAsync("#prompt-textEn", "Is there water to drink?");
        await visit.Page.ClickAsync("#prompt button.main");
        await visit.Page.WaitForSelectorAsync("#prompt .errors");
        await visit.Page.FillAsync("#prompt-textCy", "A oes dŵr i’w yfed?");
        await visit.Page.ClickAsync("#prompt button.main");
        await visit.Page.ClickAsync("#form_earlier-is_there_water_to_drink");
        await visit.Page.ClickAsync("#form_leave_out-cctv");
        await visit.ClearAsync();
        await visit.Page.FillAsync("#form-reason", "Young people spoke of water.");

        // Back, and here again: the draft is as it was.
        await visit.Page.ClickAsync("#form-back");
        await visit.Page.ClickAsync("#assessments-form");
        await visit.SeesAsync("New: 1. Left out: 1");
        await visit.Page.FillAsync("#form-reason", "Young people spoke of water.");
        await visit.Page.ClickAsync("#form-publish");
        await visit.SeesAsync("Version 2 is published");
        await visit.SeesAsync("A oes dŵr i’w yfed?", "[aria-labelledby=form-environment]");
        using var chair = browser.As(Role.MaceChair);
        Assert.Equal(1, (await chair.AssessmentAsync(id)).Form.Version);
        Assert.Equal(2, (await chair.AssessmentAsync(await chair.AssessAsync(await chair.ScreenedAsync(SpaceWorld.Park(northing: 272_000))))).Form.Version);
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task OnAWall_AnAnswerWithAPoint_IsNotWrittenIn()
    {
        using var assessor = browser.As(Role.Assessor);
        var id = await assessor.AssessAsync(await assessor.ScreenedAsync(SpaceWorld.Park(northing: 274_000) with { NameEn = "The wall" }));
        (await assessor.AnswerAsync(id, "harm", AssessmentWorld.Words("Adults wait at SO 0012 5034."))).EnsureSuccessStatusCode();
        (await assessor.AnswerAsync(id, "since_when", AssessmentWorld.Words("Since the spring."))).EnsureSuccessStatusCode();
        await using var visit = await browser.VisitAsync();
        await visit.EnterAsync(TestApi.UserName(Role.Assessor, TestApi.Here), "assessments");
        await visit.Page.ClickAsync(".entries .link:text('The wall')");
        await visit.Page.ClickAsync("#present");
        await visit.Page.ClickAsync("#step-basic");
        await visit.OpenPromptAsync("harm");
        await visit.SeesAsync("This answer holds an exact point.", "#prompt-harm");
        await Assertions.Expect(visit.Page.Locator("#prompt-harm button:text('Write in this answer')")).ToHaveCountAsync(0);
        await visit.OpenPromptAsync("since_when");
        await visit.Page.ClickAsync("#prompt-since_when button:text('Write in this answer')");
        await Assertions.Expect(visit.Page.Locator("#answer-since_when-text")).ToBeVisibleAsync();
        Assert.DoesNotContain("0012", await visit.TextAsync(), StringComparison.Ordinal);
    }

    private async Task<(Guid Assessment, Guid Goal, string Name)> WithGoalAsync(string name, double northing)
    {
        using var assessor = browser.As(Role.Assessor);
        var space = await assessor.ScreenedAsync(SpaceWorld.Park(northing: northing) with { NameEn = name, NameCy = name });
        var id = await browser.ReflectedAsync(assessor, space);
        var goal = Guid.CreateVersion7();
        await (await assessor.PostAsync(string.Create(CultureInfo.InvariantCulture, $"{AssessmentWorld.Assessments}/{id}/goals/{goal}"), AssessmentWorld.Goal)).ReadAsync<GoalView>(System.Net.HttpStatusCode.Created);
        return (id, goal, name);
    }
}
