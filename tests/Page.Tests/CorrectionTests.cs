using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.Playwright;
using SpacesPlaces.Api.Tests;
using SpacesPlaces.Api.Tests.Database;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Page.Tests;

[Long(60)]
public sealed class CorrectionTests(PlainBrowser browser) : IClassFixture<PlainBrowser>
{
    // The times are a range of two days, which the form's one date cannot say: a correction of something else must keep it.
    private static readonly DateTimeOffset From = new DateTimeOffset(DateTime.UtcNow.Date, TimeSpan.Zero).AddDays(-5).AddHours(9);

    [Fact]
    public async Task ACorrection_ChangesWhatWasChanged_AndNothingElse()
    {
        var (id, token) = await RecordAsync(HarmType.Harassment);
        var before = await ReadAsync(id);
        await using var visit = await BeginAsync("Harassment");
        await visit.Page.FillAsync("#narrative", "An adult followed a child home.");
        await visit.Page.ClickAsync("form button.main");
        await visit.SeesAsync("Nothing has been changed yet");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        await visit.Page.ClickAsync(".stack > button.main");
        await visit.Page.WaitForSelectorAsync(".receipt");

        var after = await ReadAsync(id);
        Assert.Equal(token, Assert.Single(after.Children).Token);
        Assert.Equal(before.Point!.Value.X, after.Point!.Value.X, 5);
        Assert.Equal(before.Point.Value.Y, after.Point.Value.Y, 5);
        Assert.Equal(
            before with { Version = 2, Narrative = "An adult followed a child home.", NarrativeLanguage = "en", Point = null, Children = [], HarmTypes = [], Photos = [] },
            after with { Point = null, Children = [], HarmTypes = [], Photos = [], Governance = before.Governance, Restricted = before.Restricted, Openings = before.Openings });
        Assert.Equal(before.Governance.ReviewOn, after.Governance.ReviewOn);
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task ACorrection_OfARecordThatSomebodyElseChanged_KeepsWhatWasTyped_AndShowsTheNewVersion()
    {
        var (id, _) = await RecordAsync(HarmType.ForcedLabour);
        await using var visit = await BeginAsync("Forced labour");
        await visit.Page.FillAsync("#narrative", "Mine.");
        await ChangeAsync(id, "Theirs.");
        await visit.Page.ClickAsync("form button.main");
        await visit.Page.ClickAsync(".stack > button.main");
        await visit.Page.WaitForSelectorAsync(".newer");

        await visit.SeesAsync("Somebody else has changed this record", ".errors");
        await Assertions.Expect(visit.Page.Locator("#narrative")).ToHaveValueAsync("Mine.");
        await visit.Page.ClickAsync(".newer summary");
        await visit.SeesAsync("Theirs.", ".newer");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        Assert.Equal("Theirs.", (await ReadAsync(id)).Narrative);

        await visit.Page.ClickAsync("#newer-keep");
        await visit.Page.ClickAsync("form button.main");
        await visit.Page.ClickAsync(".stack > button.main");
        await visit.Page.WaitForSelectorAsync(".receipt");
        Assert.Equal("Mine.", (await ReadAsync(id)).Narrative);
    }

    [Fact]
    public async Task AReporter_WhoIsNotShownTokens_LosesNoChildByCorrecting()
    {
        using var reporter = browser.As(Role.Reporter);
        await RecordAsync(HarmType.Radicalisation, reporter);
        await using var visit = await BeginAsync("Radicalisation", Role.Reporter);

        await visit.SeesAsync("1 child whose token is not shown");
        await visit.Page.ClickAsync("form button.main");
        await Assertions.Expect(visit.Page.Locator(".errors a[href='#token-0']")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task AWithdrawal_NeedsAReason_AndTakesTheRecordOffTheList()
    {
        var (id, _) = await RecordAsync(HarmType.FinancialExploitation);
        await using var visit = await OpenRecordAsync("Financial exploitation");
        await visit.Page.ClickAsync(".facts details:has(#withdraw-reason) summary");
        Assert.True(await visit.Page.IsDisabledAsync(".facts form button"));
        await visit.Page.FillAsync("#withdraw-reason", "Entered twice");
        await visit.Page.ClickAsync(".facts form button");
        await Assertions.Expect(visit.Page.Locator(".row-button", new() { HasText = "Financial exploitation" })).ToHaveCountAsync(0);

        var after = await ReadAsync(id);
        Assert.Equal((IncidentStatus.Withdrawn, "Entered twice"), (after.Status, after.WithdrawnReason));
    }

    [Fact]
    public async Task AMaceMember_IsOfferedNoCorrection()
    {
        await RecordAsync(HarmType.OnlineAbuse);
        await using var visit = await OpenRecordAsync("Online abuse", Role.MaceMember);
        await Assertions.Expect(visit.Page.Locator("#correct, #withdraw-reason")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task WhatOnePersonTyped_IsNotShownToTheNext()
    {
        await using var visit = await BeginLogAsync();
        await visit.Page.ClickAsync("#sign-out");
        await visit.Page.WaitForSelectorAsync("#password");
        await visit.SignInAsync(TestApi.UserName(Role.Reporter, TestApi.Here));
        await visit.Page.ClickAsync(".on-dark.strong");
        await Assertions.Expect(visit.Page.Locator("#narrative")).ToHaveValueAsync("");
    }

    [Fact]
    public async Task TheLanguage_CanBeChangedInTheMiddleOfTheForm_AndKeepsEveryEntry()
    {
        await using var visit = await BeginLogAsync();
        await visit.Page.CheckAsync("#harm");
        await visit.Page.SelectOptionAsync("#context-level", "school");
        await visit.Page.ClickAsync(".top button[lang=cy]");
        await visit.Page.WaitForSelectorAsync("html[lang=cy]");

        await Assertions.Expect(visit.Page.Locator("#narrative")).ToHaveValueAsync("Half a sentence");
        await Assertions.Expect(visit.Page.Locator("#context-level")).ToHaveValueAsync("school");
        await Assertions.Expect(visit.Page.Locator("#harm")).ToBeCheckedAsync();
        Assert.DoesNotMatch(@"\b(the|and|of|with|children|harm)\b", await visit.TextAsync());
    }

    private async Task<Visit> BeginLogAsync()
    {
        var visit = await browser.OpenAsync(Role.Analyst);
        await visit.Page.ClickAsync(".on-dark.strong");
        await visit.Page.FillAsync("#narrative", "Half a sentence");
        return visit;
    }

    private async Task<Visit> BeginAsync(string harm, Role role = Role.Analyst)
    {
        var visit = await OpenRecordAsync(harm, role);
        await visit.Page.ClickAsync("#correct");
        await visit.Page.WaitForSelectorAsync("#narrative, #purpose");
        if (await visit.Page.Locator("#purpose").CountAsync() > 0)
        {
            await visit.Page.CheckAsync("#purpose-purpose-data_quality");
            await visit.Page.ClickAsync("#purpose button[type=submit]");
        }

        await visit.Page.WaitForSelectorAsync("#narrative");
        return visit;
    }

    private async Task<Visit> OpenRecordAsync(string harm, Role role = Role.Analyst)
    {
        var visit = await browser.OpenAsync(role);
        if (await visit.Page.Locator("#tab-incidents").GetAttributeAsync("aria-selected") != "true") await visit.Page.ClickAsync("#tab-incidents");
        await visit.Page.Locator(".row-button", new() { HasText = harm }).First.ClickAsync();
        await visit.Page.WaitForSelectorAsync(".facts");
        return visit;
    }

    private async Task<(Guid Id, string Token)> RecordAsync(HarmType harm, HttpClient? writer = null)
    {
        using var analyst = browser.As(Role.Analyst);
        var (id, token) = (Guid.NewGuid(), Tokens.New());
        using var answer = await (writer ?? analyst).PostAsJsonAsync($"/api/v1/incidents/{id}", Body(harm, token, "As it was."), WireJson.Options);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (id, token);
    }

    private async Task ChangeAsync(Guid id, string narrative)
    {
        using var analyst = browser.As(Role.Analyst);
        var now = await ReadAsync(id);
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/incidents/{id}")
        {
            Content = JsonContent.Create(Body(now.HarmTypes[0], now.Children[0].Token, narrative), options: WireJson.Options),
        };
        request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{now.Version.ToString(CultureInfo.InvariantCulture)}\""));
        using var answer = await analyst.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private async Task<IncidentView> ReadAsync(Guid id)
    {
        using var analyst = browser.As(Role.Analyst);
        return (await analyst.GetFromJsonAsync<IncidentView>($"/api/v1/incidents/{id}", WireJson.Options))!;
    }

    private static NewIncident Body(HarmType harm, string token, string narrative) => new(
        IncidentKind.Harm, From, From.AddDays(2), TimeConfidence.Unsure, [harm], ContextLevel.School, SourceKind.Parent, InfoGrade.SecondHand,
        new(new(300000, 250000), PointSource.Gps, 12.5, "EPSG:27700"), SourceAgency: Agency.Education,
        Children: [new(token, Agency.ChildrensServices, AgeBand.From13To15)], ChildrenUnknownCount: 1, CrossBoundary: true,
        Narrative: narrative, NarrativeLanguage: "en");
}
