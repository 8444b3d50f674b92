using Microsoft.Playwright;
using SpacesPlaces.Api.Tests;
using SpacesPlaces.Api.Tests.Assessments;
using SpacesPlaces.Api.Tests.Assessments.Instruments;
using SpacesPlaces.Api.Tests.Spaces;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Page.Tests;

/// <summary>The guardianship map: recorded on a phone by role and place, corrected, withdrawn, and read where a plan is judged.</summary>
public sealed class GuardianshipTests(Browser browser) : IClassFixture<Browser>
{
    private const string Part = "[aria-labelledby=guardianship-title]";

    [Fact]
    public async Task AGuardian_IsRecordedOnAPhoneInWelsh_Corrected_AndWithdrawnWithAReason()
    {
        using var assessor = browser.As(Role.Assessor);
        var id = await assessor.AssessAsync(await assessor.ScreenedAsync(SpaceWorld.Park() with { NameEn = "The quay", NameCy = "Y cei" }));
        await using var visit = await browser.VisitAsync(Screen.Phone, "cy");
        await visit.EnterAsync(TestApi.UserName(Role.Assessor, TestApi.Here), "assessments");
        await visit.Page.ClickAsync(".entries .link:text('Y cei')");
        await visit.Page.ClickAsync("#step-baseline");
        await visit.Page.ClickAsync("#guardian-new");
        await visit.Page.ClickAsync("#guardian button.main");
        await Assertions.Expect(visit.Page.Locator("#guardian .errors li")).ToHaveCountAsync(9);
        await visit.ClearAsync();

        await visit.Page.SelectOptionAsync("#guardian-role", "takeaway_staff");
        await visit.Page.FillAsync("#guardian-place", "Y siop sglodion ar y gornel");
        await visit.Page.CheckAsync("#guardian-times-weekend_evening");
        foreach (var prompt in new[] { "caringIntention", "confidence" }) await visit.Page.CheckAsync($"#guardian-{prompt}");
        foreach (var prompt in new[] { "knowsWhoToTell", "relations" }) await visit.Page.CheckAsync($"#guardian-{prompt}-not_known");
        await visit.Page.CheckAsync("#guardian-training-trained_before");
        await visit.Page.FillAsync("#guardian-trainedIn", "2026-03");
        await visit.Page.SelectOptionAsync("#guardian-reachedThrough", "youth_service");
        await visit.Page.SelectOptionAsync("#guardian-source", "practitioner_observed");
        await visit.Page.CheckAsync("#guardian-grade");
        await visit.Page.ClickAsync("#guardian button.main");
        await visit.SeesAsync("Bylchau, heb neb y gwyddys ei fod yn gofalu: Dydd Llun i ddydd Gwener, liw dydd", Part);
        await OpenListAsync(visit);
        await visit.SeesAsync("Ddim yn hysbys: gwybod wrth bwy i ddweud, perthynas â phobl ifanc", Part);
        await visit.SeesAsync("Mawrth 2026", Part);
        await visit.ClearAsync();
        Assert.Equal([(Instrument.GuardianshipMap, 1)], (await assessor.AssessmentAsync(id)).Rounds.Select(use => (use.Instrument, use.Number)));

        await visit.Page.ClickAsync($"{Part} li button.quiet >> nth=0");
        await Assertions.Expect(visit.Page.Locator("#guardian-place")).ToHaveValueAsync("Y siop sglodion ar y gornel");
        await visit.Page.CheckAsync("#guardian-relations");
        await visit.Page.ClickAsync("#guardian button.main");
        await OpenListAsync(visit);
        await visit.SeesAsync("Ddim yn hysbys: gwybod wrth bwy i ddweud", Part);
        await visit.Page.ClickAsync($"{Part} li button.quiet >> nth=1");
        await visit.Page.FillAsync("#leave-reason", "Mae’r siop wedi cau.");
        await visit.Page.ClickAsync("#leave button.main");
        await OpenListAsync(visit);
        await visit.SeesAsync("Mae’r siop wedi cau.", $"{Part} .taken-back");
        Assert.Empty((await assessor.AssessmentAsync(id)).Rounds);
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task WhatTheMapSays_StandsBeforeEveryCount_WithNAndNoTotal_AndTheSentenceOnKnowledge()
    {
        using var assessor = browser.As(Role.Assessor);
        var id = await browser.ReflectedAsync(assessor);
        await SendAsync(assessor, id, GuardianshipWorld.Shop);
        await browser.DeliverAsync(assessor, id);
        await assessor.OnwardAsync(id, AssessmentStatus.Review);
        await SendAsync(assessor, id, GuardianshipWorld.Shop with { Round = 1, KnowsWhoToTell = PromptRating.Strength });
        await SendAsync(assessor, id, GuardianshipWorld.Shop with { Round = 1, Role = GuardianRole.BusDriver, Times = [WeekTime.WeekendNight] });
        await using var visit = await browser.VisitAsync();
        await visit.EnterAsync(TestApi.UserName(Role.MaceMember, TestApi.Here), "assessments");
        await visit.Page.ClickAsync(".entries .link:text('The lower park')");
        const string outcome = "[aria-labelledby=outcome-title]";
        await visit.SeesAsync("More guardians on a map may be better knowledge, not more guardians.", outcome);
        await visit.SeesAsync("known of 1 of 2", outcome);
        var told = await visit.Page.InnerTextAsync(outcome);
        Assert.True(told.IndexOf("better knowledge", StringComparison.Ordinal) < told.IndexOf("No areas or periods have been chosen yet", StringComparison.Ordinal));
        await visit.ClearAsync();
        Assert.Empty(visit.Complaints);
    }

    // It may stand open from before.
    private static async Task OpenListAsync(Visit visit) => await visit.Page.EvalOnSelectorAsync($"{Part} details", "list => { list.open = true; }");

    private static async Task SendAsync(HttpClient client, Guid id, GuardianContent guardian) =>
        (await client.PostAsync($"{AssessmentWorld.Assessments}/{id}/guardianship/{Guid.CreateVersion7()}", guardian)).EnsureSuccessStatusCode();
}
