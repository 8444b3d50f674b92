using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Playwright;
using SpacesPlaces.Api.Tests;
using SpacesPlaces.Api.Tests.Assessments;
using SpacesPlaces.Api.Tests.Spaces;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Page.Tests;

/// <summary>The assessment of a space as assessors work on it: begun, answered prompt by prompt by several, moved on, shown on a wall.</summary>
public sealed class AssessmentTests(Browser browser) : IClassFixture<Browser>
{
    [Theory]
    [InlineData(Screen.Desktop, "en", "Scoping", "Local form based on the published framework; not the official toolkit", "Concern")]
    [InlineData(Screen.Phone, "cy", "Cwmpasu", "Ffurflen leol wedi’i seilio ar y fframwaith cyhoeddedig; nid y pecyn cymorth swyddogol", "Pryder")]
    public async Task AnAssessment_IsBegun_Answered_AndMovedOn_AndSaysWhatBlocksTheNextStep(Screen screen, string language, string scoping, string label, string concern)
    {
        using var assessor = browser.As(Role.Assessor);
        var space = await assessor.ScreenedAsync();
        await using var visit = await browser.VisitAsync(screen, language);
        await visit.EnterAsync(TestApi.UserName(Role.Assessor, TestApi.Here), "assessments");
        await visit.ClearAsync();

        await visit.Page.ClickAsync("#assessment-new");
        await visit.Page.SelectOptionAsync("#begin-spaceId", space.ToString());
        await visit.Page.ClickAsync("#begin button.main");
        await visit.Page.WaitForSelectorAsync("#begin .errors");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        await visit.Page.FillAsync("#begin-reason", "Harm repeats here.");
        await visit.Page.ClickAsync("#begin button.main");
        await visit.SeesAsync(label, ".form-label");
        await visit.ClearAsync();

        // On to the scope; what comes after it says what blocks it, and leads there.
        await visit.Page.ClickAsync("#move-scoping");
        await visit.Page.FillAsync("#move-reason", "The partners met.");
        await visit.Page.FillAsync("#move-reviewOn", DateTime.UtcNow.AddDays(20).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await visit.Page.ClickAsync("#move button.main");
        await visit.SeesAsync(scoping, ".assessment-head .state");
        await Assertions.Expect(visit.Page.Locator(".moves .blockers li")).ToHaveCountAsync(3);
        await visit.Page.Locator(".moves .blockers .link").First.ClickAsync();
        await visit.Page.FillAsync("#answer-boundary-text", "From the bridge to the shelter.");
        await visit.SavedAsync("boundary");
        await visit.Page.ClickAsync("#onward-boundary");
        await visit.Page.FillAsync("#answer-partners-text", "Youth service and licensing.");
        await visit.SavedAsync("partners");
        foreach (var tick in (string[])["told_what_for", "may_say_no", "nobody_named", "safe_to_take_part"])
        {
            await visit.OpenPromptAsync(tick);
            await visit.Page.CheckAsync($"#answer-{tick}-ticked");
            await visit.SavedAsync(tick);
        }

        await visit.ClearAsync();
        await visit.Page.ClickAsync("#assessment-steps");
        await visit.Page.WaitForSelectorAsync("#move-gathering");

        // A side: evidence with its source and how sure it is; not known needs none.
        await visit.Page.ClickAsync("#step-environment");
        await visit.OpenPromptAsync("lighting");
        await visit.Page.FillAsync("#answer-lighting-text", "Two of five lamps at SO 0012 5034 are out.");
        await visit.Page.SelectOptionAsync("#answer-lighting-source", "community");
        await visit.Page.SelectOptionAsync("#answer-lighting-grade", "first_hand");
        await visit.Page.CheckAsync("#answer-lighting-rating-concern");
        await visit.SavedAsync("lighting");
        await visit.SeesAsync(concern, "#prompt-lighting .state");
        await visit.OpenPromptAsync("cctv");
        await visit.Page.CheckAsync("#answer-cctv-rating-not_known");
        await visit.SavedAsync("cctv");
        await visit.ClearAsync();

        // What nobody knows is listed, and each leads to its prompt.
        await visit.Page.ClickAsync("#assessment-steps");
        await visit.Page.ClickAsync("#not-known .link");
        await visit.Page.WaitForFunctionAsync("() => document.activeElement === document.querySelector('#prompt-cctv[open] summary')");

        // On a wall: nothing beside it, no names, no point; Escape leaves.
        await visit.Page.ClickAsync("#assessment-steps");
        await visit.Page.ClickAsync("#present");
        await Assertions.Expect(visit.Page.Locator(".room-list")).ToBeHiddenAsync();
        await visit.Page.ClickAsync("#step-environment");
        await Assertions.Expect(visit.Page.Locator(".prompt[open]")).ToHaveCountAsync(0);
        await visit.OpenPromptAsync("lighting");
        await visit.SeesAsync("Two of five lamps at SO 00 50 are out.", "#prompt-lighting");
        Assert.DoesNotContain(TestApi.UserName(Role.Assessor, TestApi.Here), await visit.TextAsync(), StringComparison.Ordinal);
        await visit.SeesAsync(label, ".form-label");
        await visit.ClearAsync();
        await visit.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(visit.Page.Locator(".room-list")).ToBeVisibleAsync();
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task TwoWhoWriteAtOnce_SeeBothVersions_AndNothingTypedIsLost_NeitherThenNorWithoutANetwork()
    {
        using var chair = browser.As(Role.MaceChair);
        var id = await chair.AssessAsync(await chair.ScreenedAsync(SpaceWorld.Park() with { NameEn = "The stop by the mill" }));
        await using var visit = await browser.VisitAsync();
        await visit.EnterAsync(TestApi.UserName(Role.Assessor, TestApi.Here), "assessments");
        await visit.Page.ClickAsync(".entries .link:text('The stop by the mill')");
        await visit.Page.ClickAsync("#step-basic");
        await visit.Page.WaitForSelectorAsync("#answer-harm-text");
        (await chair.AnswerAsync(id, "harm", AssessmentWorld.Words("Adults wait at the shelter."))).EnsureSuccessStatusCode();

        await visit.Page.FillAsync("#answer-harm-text", "Adults give lifts from the shelter.");
        await visit.Page.WaitForSelectorAsync(".overtaken");
        await visit.SeesAsync("Adults wait at the shelter.", ".overtaken");
        await visit.SeesAsync(TestApi.UserName(Role.MaceChair, TestApi.Here), ".overtaken");
        await visit.ClearAsync();
        await visit.Page.ClickAsync("#both-harm");
        await visit.Page.ClickAsync("#mine-harm");
        await visit.SavedAsync("harm");
        var held = Assert.Single((await chair.AssessmentAsync(id)).Answers);
        Assert.Equal(("Adults give lifts from the shelter.\n\nAdults wait at the shelter.", 2), (held.Text, held.Version));

        await visit.OpenPromptAsync("since_when");
        await visit.Page.Context.SetOfflineAsync(true);
        await visit.Page.FillAsync("#answer-since_when-text", "Since the spring.");
        await visit.Page.WaitForSelectorAsync("#prompt-since_when [data-saving=refused]");
        await visit.ClearAsync();
        await visit.Page.Context.SetOfflineAsync(false);
        await visit.SavedAsync("since_when");
        Assert.Contains((await chair.AssessmentAsync(id)).Answers, answer => answer.Text == "Since the spring.");
    }

    [Fact]
    public async Task AMemberOfThePanel_ReadsAnAssessment_FromItsSpace_AndCannotChangeIt()
    {
        using var chair = browser.As(Role.MaceChair);
        var id = await chair.AssessAsync();
        (await chair.AnswerAsync(id, "harm", AssessmentWorld.Words("Adults wait at the stop."))).EnsureSuccessStatusCode();
        await browser.ScalarAsync<Guid>("update assessment set review_on = '2026-01-05' where id = $1 returning id", id);
        await using var visit = await browser.VisitAsync();
        await visit.EnterAsync(TestApi.UserName(Role.MaceMember, TestApi.Here), "assessments");
        await visit.Page.CheckAsync("#assessments-overdue");
        await visit.SeesAsync("Should have been looked at by 5 January 2026. Nobody has.", ".entries");
        await visit.Page.ClickAsync(".entries .link");
        await visit.Page.ClickAsync("#assessment-space");
        await visit.Page.ClickAsync("#space-assessments ~ ul .link");
        await visit.Page.ClickAsync("#step-basic");
        await visit.OpenPromptAsync("harm");
        await visit.SeesAsync("Adults wait at the stop.", "#prompt-harm");
        await Assertions.Expect(visit.Page.Locator("main :is(textarea, select), main input")).ToHaveCountAsync(0);
        await visit.ClearAsync();
    }
}

/// <summary>What tests of the assessments' room do again and again.</summary>
internal static class AssessmentVisits
{
    /// <summary>No barrier that axe finds, and nothing to scroll sideways to.</summary>
    public static async Task ClearAsync(this Visit visit, [CallerFilePath] string file = "", [CallerMemberName] string test = "")
    {
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync(file, test)));
        Assert.False(await visit.ScrollsSidewaysAsync());
    }

    /// <summary>Opens a prompt of the part that is on screen.</summary>
    public static async Task OpenPromptAsync(this Visit visit, string prompt)
    {
        if (await visit.Page.Locator($"#prompt-{prompt}[open]").CountAsync() == 0) await visit.Page.ClickAsync($"#prompt-{prompt} > summary");
        await visit.Page.WaitForSelectorAsync($"#prompt-{prompt} .prompt-body");
    }

    /// <summary>Waits until the answer that is open is with the office.</summary>
    public static Task SavedAsync(this Visit visit, string prompt) => visit.Page.WaitForSelectorAsync($"#prompt-{prompt} [data-saving=saved]");
}
