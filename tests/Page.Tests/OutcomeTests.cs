using Microsoft.Playwright;
using SpacesPlaces.Api.Tests;
using SpacesPlaces.Api.Tests.Assessments;
using SpacesPlaces.Api.Tests.Planning;
using SpacesPlaces.Api.Tests.Spaces;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Page.Tests;

/// <summary>Whether a plan helped, on the page: chosen first, voices first, effort beside counts, and no figure from too little.</summary>
public sealed class OutcomeTests(PlainBrowser browser) : IClassFixture<PlainBrowser>
{
    [Theory]
    [InlineData(Screen.Desktop, "en", 254_000, "Too few to tell; use surveys and safety maps.", "−4", "No hours recorded", "There is too little to tell in one area")]
    [InlineData(Screen.Phone, "cy", 256_000, "Rhy ychydig i ddweud; defnyddiwch arolygon a mapiau diogelwch.", "−4", "Dim oriau wedi’u cofnodi", "Mae rhy ychydig i ddweud mewn o leiaf un ardal")]
    public async Task AreasAreChosenForGood_AndReadAsFarAsTheReaderMay(
        Screen screen, string language, double south, string reading, string difference, string noHours, string noFigures)
    {
        using var assessor = browser.As(Role.Assessor);
        using var analyst = browser.As(Role.Analyst);
        var space = await assessor.ScreenedAsync(SpaceWorld.Park(northing: south) with { NameEn = $"The park, {language}", NameCy = $"The park, {language}" });
        await assessor.AssessAsync(space);
        await analyst.FillYearsAsync(300_100, south + 100, 8, 4);
        await analyst.FillYearsAsync(302_000, south, 7, 7);
        await analyst.FillYearsAsync(300_400, south + 100, 3, 3);
        await analyst.FillYearsAsync(304_000, south, 3, 3);

        await using var chooses = await browser.VisitAsync(screen, language);
        await chooses.EnterAsync(TestApi.UserName(Role.Assessor, TestApi.Here), "assessments");
        await OpenAsync(chooses, language);
        await chooses.Page.ClickAsync("#outcome-choose");
        await chooses.Page.ClickAsync("#compare button.main");
        await chooses.Page.WaitForSelectorAsync("#compare .errors");
        Assert.Equal("", string.Join("\n", await chooses.BarriersAsync()));
        await chooses.Page.FillAsync("#compare-control-shape", Reference(302_000, south));
        await chooses.Page.FillAsync("#compare-reason", "The same kind of street, and nothing is planned there.");
        foreach (var (field, day) in new[] { ("beforeFrom", "2024-01-01"), ("beforeTo", "2024-12-31"), ("afterFrom", "2025-01-01"), ("afterTo", "2025-12-31") })
            await chooses.Page.FillAsync($"#compare-{field}", day);
        await chooses.Page.FillAsync("#compare-bufferMetres", "500");
        await chooses.Page.FillAsync("#compare-bufferControl-shape", Reference(304_000, south));
        await chooses.Page.FillAsync("#compare-bufferControl-radius", "100");
        await chooses.Page.ClickAsync("#compare button.main");
        await chooses.Page.ClickAsync("[aria-labelledby=comparison-1] button");
        await chooses.SeesAsync(noFigures, ".outcome");
        Assert.Equal("", string.Join("\n", await chooses.BarriersAsync()));
        Assert.False(await chooses.ScrollsSidewaysAsync());
        Assert.DoesNotContain(chooses.Bodies, body => body.Contains("\"before\":8", StringComparison.Ordinal));

        // What was done for the space stands beside the figures.
        using var chair = browser.As(Role.MaceChair);
        var began = new DateTimeOffset(DateTime.UtcNow.Date.AddDays(-9), TimeSpan.Zero).AddHours(10);
        ActivityShift walk = new(Agency.YouthService, ActivityPurpose.Welfare, began, began.AddHours(2), 3, [new("Steps", PlanningWorld.Point(300_100, 250_100), began, 15)]);
        var done = await chair.PlanAsync(PlanningWorld.Stall($"A walk, {language}") with { StartsAt = began, EndsAt = began.AddHours(3), SpaceIds = [space], Shifts = [walk] });
        await (await chair.MoveActivityAsync(done, ActivityStatus.Done, 1)).ReadAsync<ActivityView>();

        await using var reads = await browser.VisitAsync(screen, language);
        await reads.EnterAsync(TestApi.UserName(Role.Analyst, TestApi.Here), "assessments");
        await OpenAsync(reads, language);
        await reads.Page.ClickAsync("[aria-labelledby=comparison-1] button");
        await reads.SeesAsync(reading, ".outcome");
        await reads.SeesAsync(difference, ".outcome");
        await reads.SeesAsync(noHours, ".outcome");
        await reads.SeesAsync("360", "#dose");
        await reads.SeesAsync("15", "#dose");
        await Assertions.Expect(reads.Page.Locator(".outcome tbody tr")).ToHaveCountAsync(4);
        Assert.Equal("", string.Join("\n", await reads.BarriersAsync()));
        Assert.False(await reads.ScrollsSidewaysAsync());
        Assert.Empty(reads.Complaints);
        Assert.Empty(chooses.Complaints);
    }

    private static async Task OpenAsync(Visit visit, string language)
    {
        await visit.Page.ClickAsync($".entries .link:text('The park, {language}')");
        await visit.Page.WaitForSelectorAsync("#outcome-title");
    }

    private static string Reference(double easting, double northing) =>
        $"SO {easting - 300_000:00000} {northing - 200_000:00000}";
}
