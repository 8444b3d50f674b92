using Microsoft.Playwright;
using SpacesPlaces.Api.Tests;
using SpacesPlaces.Api.Tests.Incidents;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Page.Tests;

/// <summary>Spaces on the large map and in its list, what leads from a space to a report, and a move whose answer was lost.</summary>
public sealed class SpaceMapTests(Browser browser) : IClassFixture<Browser>
{
    [Theory]
    [InlineData(Screen.Desktop, "en", "The far station", "Noted", "No further action")]
    [InlineData(Screen.Phone, "cy", "The far station (cy)", "Wedi’i nodi", "Dim camau pellach")]
    public async Task Spaces_AreOnTheMapAndInItsList_WhenAskedFor_AndEndedOnesWhenAskedForToo(Screen screen, string language, string name, string noted, string ended)
    {
        await browser.OpenSpaceAsync("The far station", SpacesOnTheGround.Triangle(304_000));
        await browser.EndAsync(await browser.OpenSpaceAsync($"The closed yard {language}", SpacesOnTheGround.Triangle(305_000)));
        await browser.OpenSpaceAsync($"A game with a chat {language}", platform: "A game");
        await using var visit = await browser.VisitAsync(screen, language);
        await visit.EnterAsync(TestApi.UserName(Role.MaceMember, TestApi.Here));
        await visit.Page.ClickAsync("#tab-spaces");
        await visit.Page.WaitForSelectorAsync("#show-spaces");
        // Nobody looks at the list of spaces without having asked: each look is audited.
        Assert.DoesNotContain(visit.Addresses, address => address.EndsWith("/api/v1/spaces", StringComparison.Ordinal));
        await visit.Page.CheckAsync("#show-spaces");
        await visit.SeesAsync(name, "#tab-body");
        await visit.SeesAsync($"A game with a chat {language}", "#tab-body");
        Assert.DoesNotContain($"The closed yard {language}", await visit.TextAsync());
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        Assert.False(await visit.ScrollsSidewaysAsync());
        await visit.Page.CheckAsync("#show-closed-spaces");
        await visit.SeesAsync($"The closed yard {language}", "#tab-body");

        if (!await visit.Page.Locator(".legend").First.EvaluateAsync<bool>("legend => legend.open")) await visit.Page.EvaluateAsync("() => { document.querySelector('.legend').open = true; }");
        await visit.SeesAsync(noted, ".legend");
        await visit.Page.ClickAsync($"#tab-body .row-button:has-text('{name}')");
        await visit.SeesAsync(name, "#facts-title");
        await visit.SeesAsync(noted, ".facts");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        Assert.Contains(ended, await visit.Page.InnerTextAsync("#tab-body"), StringComparison.Ordinal);
        await visit.Page.ClickAsync("#to-space");
        await visit.SeesAsync(name, "#space-title");
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task OutlineOnTheMap_KeepsClearOfTheLegend_AndIsChosenByAClick()
    {
        await browser.OpenSpaceAsync("The square", SpacesOnTheGround.Triangle(302_000));
        await using var visit = await browser.VisitAsync();
        await visit.EnterAsync(TestApi.UserName(Role.MaceMember, TestApi.Here));
        await visit.Page.ClickAsync("#tab-spaces");
        await visit.Page.CheckAsync("#show-spaces");
        await visit.Page.ClickAsync("#tab-body .row-button:has-text('The square')");
        await visit.SeesAsync("The square", "#facts-title");
        var canvas = (await visit.Page.Locator(".map-canvas canvas").BoundingBoxAsync())!;
        await visit.Page.ClickAsync(".facts button.close");
        await Assertions.Expect(visit.Page.Locator(".facts")).ToHaveCountAsync(0);
        // Brought into view beside the facts, of which 480 pixels are the room at the right, and clear of the legend: beside it, or above it where the
        // map is too narrow for that. The triangle's middle lies right of its box's.
        var legend = (await visit.Page.Locator(".legend[open]").BoundingBoxAsync())!;
        var beside = legend.X + legend.Width + 24 - canvas.X;
        var (left, low) = canvas.Width - beside - 480 >= 160 ? (beside, canvas.Height - 80) : (80, legend.Y - 24 - canvas.Y);
        Assert.True(low > 240, $"The legend leaves no room on a map of {canvas.Width} by {canvas.Height}.");
        var middle = (X: canvas.X + ((left + canvas.Width - 480) / 2), Y: canvas.Y + ((80 + low) / 2));
        for (var look = 0; look < 100 && await visit.Page.Locator(".facts").CountAsync() == 0; look++)
        {
            await visit.Page.Mouse.ClickAsync(middle.X + 30, middle.Y + 20);
            await Task.Delay(200);
        }

        await visit.SeesAsync("The square", "#facts-title");
        Assert.Empty(visit.Complaints);
    }

    [Theory]
    [InlineData(Screen.Desktop, "en", "Being looked at")]
    [InlineData(Screen.Phone, "cy", "Yn cael sylw")]
    public async Task Planner_HasAreasAndAWordOnTheMap_AndNoName(Screen screen, string language, string band)
    {
        await browser.OpenSpaceAsync("A place that planners must not read of");
        await using var visit = await browser.VisitAsync(screen, language);
        await visit.EnterAsync(TestApi.UserName(Role.Planner, TestApi.Here));
        if (screen == Screen.Phone) await visit.Page.ClickAsync("#menu-button");
        await visit.Page.ClickAsync("#to-map");
        await visit.Page.ClickAsync("#tab-spaces");
        await visit.Page.CheckAsync("#show-spaces");
        await visit.SeesAsync(band, "#tab-body");
        await Assertions.Expect(visit.Page.Locator("#show-closed-spaces")).ToHaveCountAsync(0);
        Assert.DoesNotContain(visit.Bodies, body => body.Contains("A place that planners", StringComparison.Ordinal));
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        Assert.False(await visit.ScrollsSidewaysAsync());
    }

    [Theory]
    [InlineData(Screen.Desktop, "en", Role.Analyst, "inside the outline", "Read the report", "Concern about a place")]
    [InlineData(Screen.Phone, "cy", Role.MaceChair, "mewn sgwâr o 1 km", "Darllen yr adroddiad", "Pryder am le")]
    public async Task ConcernInTheTimeline_LeadsToItsReport(Screen screen, string language, Role reader, string where, string lead, string kind)
    {
        using (var reporter = browser.As(Role.Reporter))
        {
            var report = Examples.Harm(306_150, 250_050) with { Kind = IncidentKind.HotspotReport, Children = null, Narrative = "The lamps are out." };
            using var answer = await reporter.PostAsync(Examples.PathOf(Guid.CreateVersion7()), report);
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        }

        await browser.OpenSpaceAsync($"The lane {language}", SpacesOnTheGround.Triangle(306_000));
        await using var visit = await browser.VisitAsync(screen, language);
        await visit.EnterAsync(TestApi.UserName(reader, TestApi.Here), "spaces");
        await visit.Page.ClickAsync($".entries .link:has-text('The lane {language}')");
        await visit.SeesAsync(where, ".timeline");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        await visit.Page.ClickAsync($".timeline button:has-text('{lead}') >> nth=0");
        await visit.SeesAsync(kind, ".facts");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        Assert.Empty(visit.Complaints);
    }

    [Theory]
    [InlineData(Screen.Desktop, "en", "Screening")]
    [InlineData(Screen.Phone, "cy", "Sgrinio")]
    public async Task MoveWhoseAnswerWasLost_IsSentAgain_AndMadeOnce(Screen screen, string language, string screening)
    {
        var id = await browser.OpenSpaceAsync($"The lost answer {language}");
        await using var visit = await browser.VisitAsync(screen, language);
        await visit.EnterAsync(TestApi.UserName(Role.MaceChair, TestApi.Here), "spaces");
        await visit.Page.ClickAsync($".entries .link:has-text('The lost answer {language}')");
        await visit.Page.ClickAsync("#space-move");
        await visit.Page.SelectOptionAsync("#move-to", "screening");
        await visit.Page.FillAsync("#move-reviewOn", SpacesOnTheGround.In(20));
        await visit.Page.FillAsync("#move-reason", "Outreach looks twice a week.");
        await visit.Page.RouteAsync("**/moves", async route =>
        {
            await route.FetchAsync();
            await route.AbortAsync();
        });
        await visit.Page.ClickAsync("#move button.main");
        await visit.Page.WaitForSelectorAsync("#move .errors");
        Assert.Equal(2, await browser.ScalarAsync<int>("select version from space where id = $1", id));
        await visit.Page.UnrouteAllAsync();
        await visit.Page.ClickAsync("#move button.main");
        await visit.SeesAsync(screening, ".room .state");
        Assert.Equal(2, await browser.ScalarAsync<int>("select version from space where id = $1", id));
    }
}
