using System.Text;
using Microsoft.Playwright;
using SpacesPlaces.Api.Tests;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Page.Tests;

/// <summary>A partner's file from choosing it to what became of each row, and what was seen in a session logged from within it.</summary>
public sealed class PartnerSessionsTests(Browser browser) : IClassFixture<Browser>
{
    private const string List = """
        Date,Start,End,Grid reference,Volunteers,Young people,Head count,Comments
        07/03/2026,19:30,21:00,SO 00123 50456,3,12,99,"Quiet, and dry"
        07/03/2026,22:30,00:15,SO 00200 50300,2,0,99,
        soon,19:30,21:00,SO 00123 50456,3,12,99,=1+1<img src=x onerror=alert(1)>
        """;

    [Theory]
    [InlineData("desk", "en", "Take in the new sessions", "Nothing is stored yet")]
    [InlineData("phone", "cy", "Derbyn y sesiynau newydd", "Nid oes dim wedi’i storio eto")]
    public async Task APartnersFile_IsShownRowByRow_ItsColumnsCanBeMeantOtherwise_AndGoodRowsAreTakenInOnce(
        string screen, string language, string take, string nothingYet)
    {
        await using var visit = await browser.VisitAsync(screen == "phone" ? Screen.Phone : Screen.Desktop, language);
        await visit.EnterAsync(TestApi.UserName(Role.YouthLead, TestApi.Here), "outreach");
        await visit.Page.ClickAsync("#to-partner-sessions");
        await visit.Page.ClickAsync("form button.main[type=submit]");
        await visit.Page.WaitForSelectorAsync(".errors");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));

        // A file of their own for each screen: the same one would be here already.
        var list = screen == "phone" ? List.Replace("/2026", "/2025", StringComparison.Ordinal) : List;
        await visit.Page.SelectOptionAsync("#partner-whose", "street_pastors");
        await visit.Page.SetInputFilesAsync("#partner-file", new FilePayload { Name = "list.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(list) });
        await visit.Page.ClickAsync("form button.main[type=submit]");
        await visit.Page.WaitForSelectorAsync($"text={nothingYet}");
        await Assertions.Expect(visit.Page.Locator("#partner-column-5")).ToHaveValueAsync("spoken_to");
        await Assertions.Expect(visit.Page.Locator("#partner-column-6")).ToHaveValueAsync("");
        await visit.SeesAsync("12", ".room tbody tr:nth-child(2)");
        await visit.Page.SelectOptionAsync("#partner-column-6", "spoken_to");
        await visit.Page.WaitForSelectorAsync(".room tbody tr:has-text('99')");
        await Assertions.Expect(visit.Page.Locator("#partner-column-5")).ToHaveValueAsync("");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        Assert.Equal(0L, await browser.ScalarAsync<long>($"select count(*) from outreach_session where partner is not null and extract(year from started_at) = {(screen == "phone" ? 2025 : 2026)}"));

        var fetched = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.ClickAsync("#partner-refused"));
        var refused = await File.ReadAllTextAsync(await fetched.PathAsync());
        Assert.Contains(",'=1+1<img", refused, StringComparison.Ordinal);
        Assert.DoesNotContain("Quiet", refused, StringComparison.Ordinal);

        await visit.Page.ClickAsync($"button:has-text('{take}')");
        await visit.Page.WaitForSelectorAsync(".receipt");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        Assert.Equal("99,99", await browser.ScalarAsync<string>(
            $"select string_agg(spoken_to::text, ',') from outreach_session where partner = 'street_pastors' and extract(year from started_at) = {(screen == "phone" ? 2025 : 2026)}"));
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task WhatWasSeenInASession_IsLoggedAtItsPlaceOnItsDay_AndTheSessionCountsIt()
    {
        await using var visit = await browser.OpenAsync(Role.Reporter);
        await visit.Page.ClickAsync("#to-rooms");
        await visit.GoToRoomAsync("outreach");
        await visit.Page.ClickAsync("#outreach-new");
        await visit.Page.CheckAsync("#outreach-where-by-grid_ref");
        await visit.Page.FillAsync("#outreach-grid-reference", "SO 00000 50000");
        await visit.Page.FillAsync("#outreach-date", "2026-03-06");
        await visit.Page.FillAsync("#outreach-startedAt", "20:00");
        await visit.Page.FillAsync("#outreach-endedAt", "22:00");
        await visit.Page.ClickAsync(".form button.main[type=submit]");
        await visit.Page.ClickAsync(".answers ~ button.main");
        await visit.Page.ClickAsync("#log-seen");

        await visit.Page.WaitForSelectorAsync("#not-in-session");
        Assert.Equal(("6", "3", "2026"), (await visit.Page.InputValueAsync("#date"), await visit.Page.InputValueAsync("#date-month"), await visit.Page.InputValueAsync("#date-year")));
        await Assertions.Expect(visit.Page.Locator("#grid-reference")).ToHaveValueAsync("SO 00000 50000");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        await visit.Page.CheckAsync("#kind-hotspot_report");
        await visit.Page.FillAsync("#time-from", "21:00");
        await visit.Page.FillAsync("#time-to", "21:30");
        await visit.Page.CheckAsync("#time-confidence");
        await visit.Page.CheckAsync("#harm");
        await visit.Page.SelectOptionAsync("#context-level", "neighbourhood");
        await visit.Page.SelectOptionAsync("#source-kind", "practitioner_observed");
        await visit.Page.CheckAsync("#info-grade");
        await visit.Page.ClickAsync(".form button.main[type=submit]");
        await visit.Page.ClickAsync(".stack > button.main");
        await visit.Page.WaitForSelectorAsync(".receipt");
        Assert.Equal(1L, await browser.ScalarAsync<long>("select count(*) from incident i join outreach_session s on s.id = i.outreach_session_id and i.kind = 'hotspot_report'"));
        Assert.Empty(visit.Complaints);
    }
}
