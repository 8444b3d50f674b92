using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Microsoft.Playwright;
using SpacesPlaces.Api.Tests;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Page.Tests;

/// <summary>A space from its opening by hand to its next review, as the chair does it, and what others see of it.</summary>
public sealed class SpaceTests(Browser browser) : IClassFixture<Browser>
{
    [Theory]
    [InlineData(Screen.Desktop, "en", "Screening")]
    [InlineData(Screen.Phone, "cy", "Sgrinio")]
    public async Task ASpace_IsOpenedByHand_MovedOnAndRepliedTo_AndItsTimelineTellsAll(Screen screen, string language, string screening)
    {
        await using var visit = await browser.VisitAsync(screen, language);
        await visit.EnterAsync(TestApi.UserName(Role.MaceChair, TestApi.Here), "spaces");
        await visit.Page.ClickAsync("#space-new");
        await visit.Page.ClickAsync("#open button.main");
        await visit.Page.WaitForSelectorAsync("#open .errors");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        await visit.Page.FillAsync("#open-shape", "SO 0000 5000");
        await visit.Page.FillAsync("#open-radius", "120");
        await visit.Page.FillAsync("#open-nameEn", $"The lower park, {language}");
        await visit.Page.SelectOptionAsync("#open-placeType", "park_open_space");
        await visit.Page.SelectOptionAsync("#open-ownerType", "council");
        await visit.Page.FillAsync("#open-reason", "Workers were asked to look at the shelter.");
        await visit.Page.ClickAsync("#open button.main");
        await visit.SeesAsync($"The lower park, {language}", "#space-title");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        Assert.False(await visit.ScrollsSidewaysAsync());

        await visit.Page.ClickAsync("#space-move");
        var offered = visit.Page.Locator("#move-to option");
        await Assertions.Expect(offered).ToHaveCountAsync(3);
        await visit.Page.SelectOptionAsync("#move-to", "screening");
        await visit.Page.FillAsync("#move-reviewOn", DateTime.UtcNow.AddDays(20).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await visit.Page.ClickAsync("#move button.main");
        await visit.Page.WaitForSelectorAsync("#move .errors");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        await visit.Page.FillAsync("#move-reason", "Outreach looks twice a week.");
        await visit.Page.ClickAsync("#move button.main");
        await visit.SeesAsync(screening, ".room .state");
        await visit.SeesAsync("Outreach looks twice a week.", ".timeline");

        await visit.Page.ClickAsync("#space-reply");
        await visit.Page.FillAsync("#reply-text", "The kiosk stays open until eight.");
        await visit.Page.ClickAsync("#reply button.main");
        await visit.SeesAsync("The kiosk stays open until eight.", ".timeline");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        Assert.False(await visit.ScrollsSidewaysAsync());
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task Planner_SeesAnAreaAndAWord_AndNoName()
    {
        await OpenAsync("A place that planners must not read of");
        await using var visit = await browser.VisitAsync();
        await visit.EnterAsync(TestApi.UserName(Role.Planner, TestApi.Here), "spaces");
        await visit.SeesAsync("Being looked at", ".room");
        Assert.DoesNotContain(visit.Bodies, body => body.Contains("A place that planners", StringComparison.Ordinal));
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
    }

    [Fact]
    public async Task OverdueReview_IsSaidInWords_ToAMemberWhoCannotMoveTheSpace()
    {
        var id = await OpenAsync("The station");
        await browser.ScalarAsync<Guid>("update space set review_on = '2026-01-05' where id = $1 returning id", id);
        await using var visit = await browser.VisitAsync();
        await visit.EnterAsync(TestApi.UserName(Role.MaceMember, TestApi.Here), "spaces");
        await visit.SeesAsync("Should have been looked at by 5 January 2026. Nobody has.", ".entries");
        await visit.Page.CheckAsync("#spaces-overdue");
        await Assertions.Expect(visit.Page.Locator(".entries > li")).ToHaveCountAsync(1);
        await visit.Page.ClickAsync(".entries .link");
        await visit.SeesAsync("The station", "#space-title");
        await Assertions.Expect(visit.Page.Locator("#space-move")).ToHaveCountAsync(0);
    }

    private async Task<Guid> OpenAsync(string name)
    {
        using var chair = browser.As(Role.MaceChair);
        var id = Guid.CreateVersion7();
        double[][] ring = [[-3.5, 52.1], [-3.498, 52.1], [-3.498, 52.102], [-3.5, 52.1]];
        using var answer = await chair.PostAsJsonAsync($"/api/v1/spaces/{id}", new
        {
            placeType = "transport_hub",
            ownerType = "transport",
            reason = "Drivers saw adults wait for children",
            nameEn = name,
            nameCy = $"{name} (cy)",
            reviewOn = DateTime.UtcNow.AddDays(20).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            shape = new { type = "Polygon", coordinates = (double[][][])[ring] },
        });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return id;
    }
}
