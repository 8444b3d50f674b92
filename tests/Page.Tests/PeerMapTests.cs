using Microsoft.Playwright;
using SpacesPlaces.Api.Tests;
using SpacesPlaces.Api.Tests.Assessments;
using SpacesPlaces.Api.Tests.Assessments.Instruments;
using SpacesPlaces.Api.Tests.Spaces;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Page.Tests;

/// <summary>The peer and route map: agreed, recorded and drawn on a phone, round beside round at a desk, and never on a wall.</summary>
public sealed class PeerMapTests(PlainBrowser browser) : IClassFixture<PlainBrowser>
{
    private const string Part = "[aria-labelledby=peer-map-title]";

    [Fact]
    public async Task AMap_IsAgreedFirst_ThenDrawnFromGroupsPlacesAndJourneys_OnAPhoneInWelsh()
    {
        using var assessor = browser.As(Role.Assessor);
        var id = await assessor.AssessAsync(await assessor.ScreenedAsync(SpaceWorld.Park() with { NameEn = "The dock", NameCy = "Y doc" }));
        await using var visit = await browser.VisitAsync(Screen.Phone, "cy");
        await visit.EnterAsync(TestApi.UserName(Role.Assessor, TestApi.Here), "assessments");
        await visit.Page.ClickAsync(".entries .link:text('Y doc')");
        await visit.Page.ClickAsync("#step-baseline");
        await visit.SeesAsync("Nid oes dim yn mynd ar fap y rownd hon cyn cytuno", Part);
        await Assertions.Expect(visit.Page.Locator("#peer-new-group")).ToHaveCountAsync(0);
        await visit.Page.ClickAsync("#peer-agree");
        await visit.Page.FillAsync("#agree-purpose", "Cynllunio ffordd fwy diogel adref");
        await visit.Page.FillAsync("#agree-usedBy", "Y panel");
        await visit.Page.ClickAsync("#agree button.main");

        await visit.Page.ClickAsync("#peer-new-group");
        await visit.Page.ClickAsync("#peer button.main");
        await Assertions.Expect(visit.Page.Locator("#peer .errors li")).ToHaveCountAsync(4);
        await visit.ClearAsync();
        await visit.Page.CheckAsync("#peer-size-five_to_nine");
        await visit.Page.CheckAsync("#peer-meaning");
        await visit.Page.CheckAsync("#peer-ages-13_15");
        await visit.Page.FillAsync("#peer-note", "Ffoniwch 07700 900123");
        await KnownAsync(visit, "first_hand");
        await Assertions.Expect(visit.Page.Locator("#peer-note-fault")).ToBeVisibleAsync();
        await visit.Page.FillAsync("#peer-note", "Maent yn rhannu bwyd.");
        await visit.Page.ClickAsync("#peer button.main");
        await visit.SeesAsync("Grŵp A", $"{Part} h5");

        await visit.Page.ClickAsync("#peer-new-link");
        await visit.Page.SelectOptionAsync("#peer-groupId", new SelectOptionValue { Label = "Grŵp A" });
        await visit.Page.CheckAsync("#peer-kind-safe_at");
        await visit.Page.CheckAsync("#peer-target");
        await visit.Page.FillAsync("#peer-place", "Y llyfrgell");
        await KnownAsync(visit, "unverified");
        await visit.SeesAsync("Mae Grŵp A yn ddiogel yma: Y llyfrgell", Part);
        await visit.SeesAsync("Heb ei gadarnhau: nid ffaith", Part);

        await visit.Page.ClickAsync("#peer-new-leg");
        await visit.Page.FillAsync("#peer-from", "y llyfrgell");
        await visit.Page.FillAsync("#peer-to", "Yr orsaf");
        await visit.Page.CheckAsync("#peer-mode-bus");
        await visit.Page.CheckAsync("#peer-time-evening");
        await visit.Page.CheckAsync("#peer-feeling-worried");
        await KnownAsync(visit, "second_hand");
        await visit.SeesAsync("Taith o: y llyfrgell; i: Yr orsaf", Part);
        await visit.SeesAsync("Ar fws. Gyda’r nos. Mae’n teimlo’n bryderus.", Part);
        // The library is drawn once: a group, two places, two lines, one of them dashed.
        await Assertions.Expect(visit.Page.Locator($"{Part} .group-dot")).ToHaveCountAsync(1);
        await Assertions.Expect(visit.Page.Locator($"{Part} .place-dot")).ToHaveCountAsync(2);
        await Assertions.Expect(visit.Page.Locator($"{Part} .joins")).ToHaveCountAsync(2);
        await Assertions.Expect(visit.Page.Locator($"{Part} .joins.unverified")).ToHaveCountAsync(1);
        await visit.ClearAsync();

        await visit.Page.ClickAsync($"{Part} li button[aria-label^='Yn dal felly: Mae Grŵp A']");
        await visit.Page.SelectOptionAsync("#confirm-source", "practitioner_observed");
        await visit.Page.CheckAsync("#confirm-grade");
        await visit.Page.ClickAsync("#confirm button.main");
        await Assertions.Expect(visit.Page.Locator($"{Part} .joins.unverified")).ToHaveCountAsync(0);
        await visit.Page.ClickAsync($"{Part} li button[aria-label='Tynnu’n ôl: Grŵp A']");
        await visit.Page.FillAsync("#leave-reason", "Dau grŵp ydynt.");
        await visit.Page.ClickAsync("#leave button.main");
        await Assertions.Expect(visit.Page.Locator($"{Part} .joins")).ToHaveCountAsync(1);
        await visit.ClearAsync();
        Assert.Equal(2, (await assessor.PeerMapAsync(id)).Rounds[0].Entries.Count(entry => entry.WithdrawnOn is not null));
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task EachRoundStandsBesideTheFormer_AndNothingOfItOnAWall_NorForThePanel()
    {
        using var assessor = browser.As(Role.Assessor);
        var id = await browser.ReflectedAsync(assessor);
        await assessor.AgreeAsync(id);
        await assessor.MappedAsync(id, PeerMapWorld.Leg);
        await browser.DeliverAsync(assessor, id);
        await assessor.OnwardAsync(id, AssessmentStatus.Review);
        await assessor.AgreeAsync(id, 1);
        await assessor.MappedAsync(id, PeerMapWorld.Leg with { Round = 1, Grade = InfoGrade.FirstHand });
        await using (var visit = await browser.VisitAsync())
        {
            await OpenAsync(visit, Role.Analyst);
            await Assertions.Expect(visit.Page.Locator($"{Part} svg")).ToHaveCountAsync(2);
            await visit.ClearAsync();
            await visit.Page.ClickAsync("text=Task list");
            await visit.Page.ClickAsync("text=Show on a wall");
            await visit.Page.ClickAsync("#step-baseline");
            await visit.SeesAsync("The peer and route map is not shown on a wall", Part);
            await Assertions.Expect(visit.Page.Locator($"{Part} svg")).ToHaveCountAsync(0);
            Assert.Empty(visit.Complaints);
        }

        await using var panel = await browser.VisitAsync();
        await OpenAsync(panel, Role.MaceMember);
        await panel.SeesAsync("Observation", "#observation-title");
        await Assertions.Expect(panel.Page.Locator("#peer-map-title")).ToHaveCountAsync(0);
        Assert.Empty(panel.Complaints);
    }

    private static async Task OpenAsync(Visit visit, Role role)
    {
        await visit.EnterAsync(TestApi.UserName(role, TestApi.Here), "assessments");
        await visit.Page.ClickAsync(".entries .link:text('The lower park')");
        await visit.Page.ClickAsync("#step-baseline");
    }

    private static async Task KnownAsync(Visit visit, string grade)
    {
        await visit.Page.SelectOptionAsync("#peer-source", "practitioner_observed");
        await visit.Page.CheckAsync(grade == "first_hand" ? "#peer-grade" : $"#peer-grade-{grade}");
        await visit.Page.ClickAsync("#peer button.main");
    }
}
