using System.Globalization;
using Microsoft.Playwright;
using SpacesPlaces.Api.Tests;
using SpacesPlaces.Api.Tests.Assessments;
using SpacesPlaces.Api.Tests.Spaces;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Assessments;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Page.Tests;

/// <summary>Observation on a phone where the visit is made, and read before any count at a desk.</summary>
public sealed class ObservationTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task AVisit_IsWrittenDownOnAPhoneInWelsh_AndTakenBackWithAReason()
    {
        using var assessor = browser.As(Role.Assessor);
        var id = await assessor.AssessAsync(await assessor.ScreenedAsync(SpaceWorld.Park() with { NameEn = "The green", NameCy = "Y gwyrddlas" }));
        await using var visit = await browser.VisitAsync(Screen.Phone, "cy");
        await visit.EnterAsync(TestApi.UserName(Role.Assessor, TestApi.Here), "assessments");
        await visit.Page.ClickAsync(".entries .link:text('Y gwyrddlas')");
        await visit.Page.ClickAsync("#step-baseline");
        await visit.Page.ClickAsync("#visit-new");
        await visit.Page.ClickAsync("#visit button.main");
        await Assertions.Expect(visit.Page.Locator("#visit .errors li")).ToHaveCountAsync(11);
        await visit.ClearAsync();

        await visit.Page.CheckAsync("#visit-time-night");
        await visit.Page.CheckAsync("#visit-weather-rain");
        foreach (var item in ObservationForm.Items) await visit.Page.CheckAsync($"#visit-{item}-{(item == "view" ? "not_seen" : $"{item}_1")}");
        await visit.Page.FillAsync("#visit-counts", "2");
        await visit.Page.FillAsync("#visit-young-0", "7");
        await visit.Page.CheckAsync("#visit-guardians-taxi_driver");
        await visit.Page.FillAsync("#visit-note", "Mae’r siop yn gadael golau ymlaen.");
        await visit.Page.ClickAsync("#visit button.main");
        await visit.SeesAsync("Mewn chwarter awr: 2 oedolyn a 7 o bobl ifanc", "[aria-labelledby=observation-title]");
        await visit.SeesAsync("Gyrrwr tacsi", "[aria-labelledby=observation-title]");
        await visit.Page.ClickAsync("[aria-labelledby=observation-title] summary");
        await visit.SeesAsync("Nid oedd modd ei weld", "[aria-labelledby=observation-title]");
        await visit.ClearAsync();
        Assert.Equal([(Instrument.ObservationNight, 1)], (await assessor.AssessmentAsync(id)).Rounds.Select(use => (use.Instrument, use.Number)));

        await visit.Page.ClickAsync("[aria-labelledby=observation-title] li button.quiet");
        await visit.Page.FillAsync("#withdraw-reason", "Y parc anghywir oedd hwn.");
        await visit.Page.ClickAsync("#withdraw button.main");
        await visit.SeesAsync("Y parc anghywir oedd hwn.", "[aria-labelledby=observation-title] .taken-back");
        Assert.Empty((await assessor.AssessmentAsync(id)).Rounds);
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task WhatObservationSays_StandsBeforeEveryCount_ItemByItem_WithHowOftenChanceDoesIt()
    {
        using var assessor = browser.As(Role.Assessor);
        var id = await browser.ReflectedAsync(assessor);
        foreach (var value in (int[])[0, 1]) await SendAsync(assessor, id, 0, value);
        await browser.DeliverAsync(assessor, id);
        await assessor.OnwardAsync(id, AssessmentStatus.Review);
        foreach (var value in (int[])[2, 3]) await SendAsync(assessor, id, 1, value);
        await using var visit = await browser.VisitAsync();
        await visit.EnterAsync(TestApi.UserName(Role.MaceMember, TestApi.Here), "assessments");
        await visit.Page.ClickAsync(".entries .link:text('The lower park')");
        await visit.SeesAsync("By chance alone this happens once in 3 times.", "[aria-labelledby=outcome-title]");
        await visit.SeesAsync("2 visits: 0 to 1, middle 0.5", "[aria-labelledby=outcome-title]");
        var told = await visit.Page.InnerTextAsync("[aria-labelledby=outcome-title]");
        Assert.True(told.IndexOf("once in 3 times", StringComparison.Ordinal) < told.IndexOf("No areas or periods have been chosen yet", StringComparison.Ordinal));
        await visit.ClearAsync();
        Assert.Empty(visit.Complaints);
    }

    private static async Task SendAsync(HttpClient client, Guid id, int round, int value) => (await client.PostAsync(
        string.Create(CultureInfo.InvariantCulture, $"{AssessmentWorld.Assessments}/{id}/observations/{Guid.CreateVersion7()}"),
        new NewObservationVisit(round, ObservationTime.Day, SpaceWorld.Today, ObservedWeather.Dry, [.. ObservationForm.Items.Select(item => new ObservedItem(item, value))]))).EnsureSuccessStatusCode();
}
