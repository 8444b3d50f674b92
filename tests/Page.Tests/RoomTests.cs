using Microsoft.Playwright;
using SpacesPlaces.Api.Tests.Database;
using SpacesPlaces.Geodata.Vocabulary;

[assembly: TestFramework($"SpacesPlaces.Api.Tests.Database.{nameof(EndOfRun)}", "SpacesPlaces.Api.Tests")]

namespace SpacesPlaces.Page.Tests;

/// <summary>The tests of the rooms share one program, one database and one browser.</summary>
[CollectionDefinition(Name)]
public sealed class Rooms : ICollectionFixture<Browser>
{
    public const string Name = "rooms";
}

[Collection(Rooms.Name)]
public sealed class RoomTests(Browser browser)
{
    [Fact]
    public async Task Rooms_AreReachedFromTheHeader_AndBackReturnsToTheMap()
    {
        await using var visit = await browser.OpenAsync(Role.Analyst);
        var address = visit.Page.Url;
        await visit.Page.ClickAsync("#to-rooms");
        Assert.Equal("My account", await visit.Page.InnerTextAsync("h1"));
        await visit.Page.WaitForFunctionAsync("() => document.activeElement.tagName === 'H1'");
        Assert.StartsWith("My account", await visit.Page.TitleAsync(), StringComparison.Ordinal);

        await visit.Page.GoBackAsync();
        await visit.Page.WaitForSelectorAsync(".map-canvas canvas");
        await visit.Page.GoForwardAsync();
        await visit.Page.WaitForSelectorAsync(".room h1");
        await visit.Page.ReloadAsync();
        await visit.Page.WaitForSelectorAsync(".room h1");
        await visit.Page.ClickAsync("#to-map");
        await visit.Page.WaitForSelectorAsync(".map-canvas canvas");
        Assert.Equal(address, visit.Page.Url);
    }

    [Theory]
    [InlineData(Role.DataProtection)]
    [InlineData(Role.Admin)]
    public async Task WhoRunsTheHouse_WorksInTheRooms_AndIsShownNoMap(Role role)
    {
        await using var visit = await browser.VisitAsync();
        await visit.EnterAsync(Api.Tests.TestApi.UserName(role, Api.Tests.TestApi.Here));

        await Assertions.Expect(visit.Page.Locator(".map, #to-map, #to-rooms")).ToHaveCountAsync(0);
        Assert.DoesNotContain(visit.Addresses, address => address.Contains("/incidents", StringComparison.Ordinal) || address.Contains("/hotspots", StringComparison.Ordinal));
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task EverySheet_ThatIsPrinted_CarriesTheMark_WhoAndWhen()
    {
        await using var visit = await browser.VisitAsync(language: "cy");
        await visit.EnterAsync(Api.Tests.TestApi.UserName(Role.MaceMember, Api.Tests.TestApi.Here));
        Assert.False(await visit.Page.IsVisibleAsync(".print-mark"));
        foreach (var room in (string?[])[null, "account"])
        {
            if (room is not null) await visit.Page.ClickAsync("#to-rooms");
            await visit.Page.EmulateMediaAsync(new() { Media = Media.Print });
            await visit.SeesAsync("OFFICIAL-SENSITIVE", ".print-mark");
            await visit.SeesAsync("mace_member-here", ".print-mark");
            await visit.SeesAsync("Gymraeg", ".print-mark");
            Assert.False(await visit.Page.IsVisibleAsync(".top, .room-list"));
            // In the margin of each sheet as well, where the browser draws it.
            var margins = await visit.Page.EvaluateAsync<string>("() => document.adoptedStyleSheets.flatMap((one) => [...one.cssRules]).map((one) => one.cssText).join()");
            Assert.Contains("OFFICIAL-SENSITIVE", margins, StringComparison.Ordinal);
            await visit.Page.EmulateMediaAsync(new() { Media = Media.Screen });
        }
    }
}
