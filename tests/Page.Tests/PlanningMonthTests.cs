using System.Globalization;
using SpacesPlaces.Api.Tests;
using SpacesPlaces.Api.Tests.Planning;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Page.Tests;

/// <summary>Plans by month, where a planner begins, and counts that outlast a closed page.</summary>
public sealed class PlanningMonthTests(PlainBrowser browser) : IClassFixture<PlainBrowser>
{
    [Theory]
    [InlineData(Screen.Phone, "en", "kept on this device, sealed", "The office has every count that was made here.")]
    [InlineData(Screen.Desktop, "cy", "ar y ddyfais hon, dan sêl", "Mae pob cyfrif a wnaed yma gan y swyddfa.")]
    public async Task CountsNotYetSent_OutlastAClosedPage_WhereWorkIsKept(Screen screen, string language, string kept, string sent)
    {
        using var planner = browser.As(Role.Planner);
        var now = DateTimeOffset.UtcNow;
        var id = await planner.PlanAsync(PlanningWorld.Stall($"Kept {language}") with { Kind = ActivityKind.Event, StartsAt = now.AddHours(-2), EndsAt = now.AddHours(4) });
        var (visit, _) = await browser.BeginToKeepAsync(screen, language);
        await visit.GoToRoomAsync("plans");
        await visit.Page.ClickAsync($"text=Kept {language}");
        await visit.Page.ClickAsync("#to-tally");
        await visit.SeesAsync(sent, "#counts-state");
        await visit.Page.RouteAsync("**/tallies/*", route => route.AbortAsync());
        await visit.Page.ClickAsync("#add-spoken_to");
        await visit.Page.FillAsync("#number-supported", "12");
        await visit.Page.ClickAsync("#put-supported");
        await visit.SeesAsync(kept, "#counts-state");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        // Longer than a draft waits to be written down; then the page goes as when its process is ended.
        await visit.Page.WaitForTimeoutAsync(2_500);
        var again = await browser.AgainAsync(visit);
        Assert.Equal(0L, await browser.ScalarAsync<long>("select count(*) from activity_tally where activity_id = $1", id));
        await again.Page.EvaluateAsync("() => history.replaceState({ ...history.state, view: 'rooms', room: 'device' }, '')");
        await again.Page.ReloadAsync();
        await again.Page.ClickAsync("#device-unlock");
        await again.Page.FillAsync("#unlock-passphrase", KeptWork.Passphrase);
        await again.Page.ClickAsync("#unlock-dialog button[type=submit]");
        for (var tries = 0; tries < 100 && await browser.ScalarAsync<long>("select count(*) from activity_tally where activity_id = $1", id) < 2; tries++) await again.Page.WaitForTimeoutAsync(100);
        Assert.Equal(13L, await browser.ScalarAsync<long>("select sum(count) from activity_tally where activity_id = $1", id));
        await again.DisposeAsync();
    }

    [Theory]
    [InlineData(Screen.Desktop, "en", "Nothing is planned in this month.")]
    [InlineData(Screen.Phone, "cy", "Nid oes dim wedi’i gynllunio yn y mis hwn.")]
    public async Task PlannerBeginsInThePlans_AndSeesThemByMonth(Screen screen, string language, string none)
    {
        using var planner = browser.As(Role.Planner);
        var first = PlanningWorld.On(10, 60);
        await planner.PlanAsync(PlanningWorld.Stall($"In the month {language}") with { Kind = ActivityKind.Event, StartsAt = first, EndsAt = first.AddHours(30) });
        await using var visit = await browser.VisitAsync(screen, language);
        await visit.SignInAsync(TestApi.UserName(Role.Planner, TestApi.Here));
        var page = visit.Page;
        await page.WaitForSelectorAsync("#plan-new");
        await page.CheckAsync("#plans-as-month");
        var day = DateOnly.FromDateTime(first.UtcDateTime);
        var months = ((day.Year - DateTime.UtcNow.Year) * 12) + day.Month - DateTime.UtcNow.Month;
        for (var at = 0; at < months; at++) await page.ClickAsync("#month-after");
        await visit.SettledAsync();
        await page.ClickAsync(string.Create(CultureInfo.InvariantCulture, $"[id='month-{day:yyyy-MM-dd}']"));
        await page.WaitForFunctionAsync("() => document.activeElement.id === 'month-day'");
        await visit.SeesAsync($"In the month {language}", ".entries");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        Assert.False(await visit.ScrollsSidewaysAsync());
        await page.ClickAsync($".entries >> text=In the month {language}");
        await page.ClickAsync("button.back");
        // As it was left.
        await page.WaitForSelectorAsync($"[id='month-{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}']");
        for (var at = 0; at < 20; at++) await page.ClickAsync("#month-after");
        await visit.SeesAsync(none);
        Assert.Empty(visit.Complaints);
    }
}
