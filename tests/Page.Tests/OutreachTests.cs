using System.Net.Http.Json;
using Microsoft.Playwright;
using SpacesPlaces.Api.Tests;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Page.Tests;

/// <summary>What an analysis is set against: outreach sessions, and the months in which cases were closed.</summary>
public sealed class OutreachTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task AnOutreachSession_IsWrittenDownBesideTheMap_AndIsThenInTheList()
    {
        await using var visit = await browser.OpenAsync(Role.YouthLead);
        await visit.Page.ClickAsync("#to-rooms");
        await visit.GoToRoomAsync("outreach");
        await visit.Page.ClickAsync("#outreach-new");
        await visit.Page.ClickAsync(".form button.main[type=submit]");
        await visit.SeesAsync("Enter the date", ".errors");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));

        await visit.Page.CheckAsync("#outreach-where-by-grid_ref");
        await visit.Page.FillAsync("#outreach-grid-reference", "SO 0000 5000");
        await visit.Page.FillAsync("#outreach-date", "2026-03-06");
        await visit.Page.FillAsync("#outreach-startedAt", "22:00");
        await visit.Page.FillAsync("#outreach-endedAt", "01:30");
        await visit.Page.FillAsync("#outreach-spokenTo", "71");
        await visit.Page.FillAsync("#outreach-resource-wristband", "50");
        await visit.Page.ClickAsync("button:text-is('Add')");
        await visit.Page.FillAsync("#outreach-diversion-0", "The river");
        await visit.Page.FillAsync("#outreach-observations", "She is placing herself at risk.");
        await visit.Page.ClickAsync(".form button.main[type=submit]");
        await visit.Page.WaitForSelectorAsync(".errors");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        await visit.Page.FillAsync("#outreach-observations", "Adults were buying drinks for children by the steps.");
        await visit.Page.ClickAsync(".form button.main[type=submit]");
        await Assertions.Expect(visit.Page.Locator(".answers")).ToContainTextAsync("Wristbands: 50");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        await visit.Page.ClickAsync(".answers ~ button.main");
        await visit.Page.WaitForSelectorAsync("h1:has-text('The session is recorded')");
        Assert.Equal(3.5, (double)await browser.ScalarAsync<decimal>("select extract(epoch from ended_at - started_at) / 3600 from outreach_session"));
        Assert.Equal("50 1", await browser.ScalarAsync<string>("select (detail #>> '{resources,0,quantity}') || ' ' || (detail #>> '{diversions,0,count}') from outreach_session"));

        await visit.Page.ClickAsync("button:has-text('All sessions')");
        await visit.SettledAsync();
        await visit.SeesAsync("3.5", ".room table");

        // Where somebody has been before, one press says that they were there again and that nothing worried anybody.
        await visit.Page.ClickAsync("button:has-text('No concern')");
        await visit.Page.WaitForSelectorAsync("text=The office has it");
        Assert.Equal(1, await browser.ScalarAsync<long>("select count(*) from outreach_session where no_concern and spoken_to = 0 and ended_at - started_at = interval '15 minutes'"));
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task WhatOnePersonTypedOfASessionOrATask_IsNotThereForTheNext()
    {
        await using var visit = await browser.VisitAsync();
        await visit.EnterAsync(TestApi.UserName(Role.YouthLead, TestApi.Here), "outreach");
        await visit.Page.ClickAsync("#outreach-new");
        await visit.Page.FillAsync("#outreach-observations", "CANARY of a session");
        await visit.Page.GoBackAsync();
        await visit.GoToRoomAsync("tasks");
        await visit.Page.ClickAsync("#task-new");
        await visit.Page.FillAsync("#task-note", "CANARY of a task");
        await visit.Page.ClickAsync("#sign-out");
        await visit.Page.WaitForSelectorAsync("#password");

        await visit.EnterAsync(TestApi.UserName(Role.Reporter, TestApi.Here), "outreach");
        await visit.Page.ClickAsync("#outreach-new");
        await Assertions.Expect(visit.Page.Locator("#outreach-observations")).ToHaveValueAsync("");
        await visit.Page.GoBackAsync();
        await visit.GoToRoomAsync("tasks");
        await visit.Page.ClickAsync("#task-new");
        await Assertions.Expect(visit.Page.Locator("#task-note")).ToHaveValueAsync("");
    }

    [Fact]
    public async Task WhatCanBeMended_IsRecordedWithAnOwner_AndItsOwnerSaysHowItGoesOn()
    {
        await using var visit = await browser.VisitAsync(Screen.Phone, "cy");
        await visit.EnterAsync(TestApi.UserName(Role.YouthLead, TestApi.Here), "tasks");
        await visit.Page.ClickAsync("#task-new");
        await visit.Page.ClickAsync(".form button.main[type=submit]");
        await visit.Page.WaitForSelectorAsync(".errors");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        await visit.Page.SelectOptionAsync("#task-defect", "light_broken");
        await visit.Page.FillAsync("#task-note", "Yr ail lamp o'r bont");
        await visit.Page.ClickAsync(".form button.main[type=submit]");
        await visit.Page.CheckAsync("#task-where-by-grid_ref");
        await visit.Page.FillAsync("#task-grid-reference", "SO 00000 50000");
        await visit.Page.ClickAsync(".form button.main[type=submit]");
        await visit.Page.SelectOptionAsync("#task-owner", "housing");
        await visit.Page.ClickAsync(".form button.main[type=submit]");
        await visit.Page.ClickAsync("button:has-text('Pob tasg')");
        await visit.Page.ClickAsync(".entry-acts button");
        await visit.Page.SelectOptionAsync("#step-status", "not_done");
        await visit.Page.ClickAsync("#step button.main");
        await visit.Page.WaitForSelectorAsync("#step .errors");
        await visit.Page.FillAsync("#step-reason", "Mae'r cyngor yn aros am ran");
        await visit.Page.ClickAsync("#step button.main");
        await visit.Page.WaitForSelectorAsync("#step", new() { State = WaitForSelectorState.Detached });
        await visit.Page.SelectOptionAsync("#tasks-status", "not_done");
        await visit.Page.WaitForSelectorAsync("text=Mae'r cyngor yn aros am ran");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task TheMonthOfAClosedCase_IsTakenFromTheHolderAlone_AndTheRefusalSaysWhatToDo()
    {
        var token = Tokens.New();
        using (var recorder = browser.As(Role.Analyst))
        {
            var at = DateTimeOffset.UtcNow.AddMonths(-8);
            var incident = new NewIncident(
                IncidentKind.Harm, at, at.AddHours(1), TimeConfidence.Approximate, [HarmType.Cse], ContextLevel.Neighbourhood,
                SourceKind.PractitionerObserved, InfoGrade.FirstHand, new(new(300_000, 250_000), PointSource.GridRef, 10, "EPSG:27700"),
                Children: [new(token, await AgencyAsync(), AgeBand.From13To15)]);
            using var answer = await recorder.PostAsJsonAsync($"/api/v1/incidents/{Guid.NewGuid()}", incident, WireJson.Options);
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        }

        await using var visit = await browser.VisitAsync();
        await visit.EnterAsync(TestApi.UserName(Role.Analyst, TestApi.Here), "case_closed");
        await visit.Page.FillAsync("#closure-token", Tokens.New());
        await visit.Page.FillAsync("#closure-closedMonth", "2026-03");
        await visit.Page.ClickAsync("form button.main");
        await Assertions.Expect(visit.Page.Locator(".errors")).ToContainTextAsync("only the agency that holds a token can close its case");

        await visit.Page.FillAsync("#closure-token", token);
        await visit.Page.ClickAsync("form button.main");
        await visit.Page.WaitForSelectorAsync("text=the case is closed since March 2026");
        Assert.Equal(1, await browser.ScalarAsync<long>("select count(*) from child where case_closed_month = '2026-03-01'"));
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        Assert.Empty(visit.Complaints);
    }

    private async Task<Agency> AgencyAsync()
    {
        using var analyst = browser.As(Role.Analyst);
        return (await analyst.GetFromJsonAsync<Me>("/api/v1/access/me", WireJson.Options))!.Agency;
    }
}
