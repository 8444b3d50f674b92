using System.Text.Json.Nodes;
using Microsoft.Playwright;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Tests;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Page.Tests;

[Collection(Rooms.Name)]
public sealed class AuditTests(Browser browser)
{
    [Theory]
    [InlineData("en")]
    [InlineData("cy")]
    public void EveryAct_HasItsWords(string language)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "SpacesPlaces.sln"))) folder = folder.Parent;
        var file = JsonNode.Parse(File.ReadAllText(Path.Combine(folder!.FullName, "geodata/Geodata/Language", $"text.{language}.json")))!;
        var words = file["audit_action"]!.AsObject();
        Assert.Equal([], Enum.GetValues<AuditAction>().Select(WireName.Of).Where(act => !words.ContainsKey(act)));
    }

    [Fact]
    public async Task TheAudit_IsReadAsSentences_SearchedAndPaged()
    {
        await using var visit = await browser.VisitAsync();
        await visit.EnterAsync(TestApi.UserName(Role.DataProtection, TestApi.Here), "audit");
        var page = visit.Page;
        var user = TestApi.UserName(Role.DataProtection, TestApi.Here);
        await page.SelectOptionAsync("#audit-act", "signed_in");
        await page.FillAsync("#audit-person", user);
        await page.ClickAsync(".search button[type=submit]");
        await page.WaitForFunctionAsync(
            "user => { const found = [...document.querySelectorAll('.entries > li')]; return found.length > 0 && found.every((one) => one.textContent.startsWith(`${user} signed in`)); }", user);
        Assert.DoesNotContain(user, page.Url, StringComparison.Ordinal);

        // What was searched for survives a look elsewhere.
        await visit.GoToRoomAsync("account");
        await visit.GoToRoomAsync("audit");
        await Assertions.Expect(page.Locator("#audit-person")).ToHaveValueAsync(user);

        var saved = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("#anchor"));
        Assert.Matches(@"^audit-anchor-\d{4}-\d\d-\d\d-\d+\.jsonl$", saved.SuggestedFilename);
        var anchor = JsonNode.Parse(await File.ReadAllTextAsync((await saved.PathAsync())!))!;
        Assert.True((long)anchor["sequence"]! > 0);
        Assert.Empty(visit.Complaints);
    }
}
