using SpacesPlaces.Api.Tests;
using SpacesPlaces.Api.Tests.Database;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Page.Tests;

/// <summary>Every room, for everybody who may enter it: barriers, words, widths, and where the browser's requests go.</summary>
[Long(350)]
[Collection(Rooms.Name)]
public sealed class RoomBarrierTests(Browser browser)
{
    public static TheoryData<Role, Screen, string> Visits => new()
    {
        { Role.DataProtection, Screen.Desktop, "en" }, { Role.DataProtection, Screen.Phone, "cy" },
        { Role.Admin, Screen.Desktop, "cy" }, { Role.Admin, Screen.Phone, "en" },
        { Role.Analyst, Screen.Desktop, "cy" }, { Role.Analyst, Screen.Phone, "en" },
        { Role.MaceChair, Screen.Narrow, "cy" }, { Role.DataProtection, Screen.Narrow, "en" },
    };

    [Theory]
    [MemberData(nameof(Visits))]
    public async Task NoRoom_HasABarrierThatAxeFinds_OrScrollsSideways_OrCallsAnybodyElse(Role role, Screen screen, string language)
    {
        await using var visit = await browser.VisitAsync(screen, language);
        await visit.EnterAsync(TestApi.UserName(role, TestApi.Here), "account");
        foreach (var room in await visit.RoomsAsync())
        {
            await visit.GoToRoomAsync(room);
            await visit.Page.WaitForFunctionAsync("() => document.activeElement.tagName === 'H1'");
            Assert.Equal((room, ""), (room, string.Join("\n", await visit.BarriersAsync())));
            Assert.Equal((room, false), (room, await visit.ScrollsSidewaysAsync()));
            var text = await visit.TextAsync();
            Assert.False(await visit.Page.IsVisibleAsync(".refused"), $"{room} for {role}: {text}");
            Assert.DoesNotMatch(@"\b[a-z_]+\.[a-z]+_[a-z_]+\b", text);
            Assert.DoesNotMatch(@"\{\w+\}", text);
            if (language == "cy") Assert.DoesNotMatch(@"\b(the|and|of|with|children|record)\b", text);
        }

        Assert.All(visit.Addresses.Where(address => !address.StartsWith("blob:", StringComparison.Ordinal)),
            address => Assert.StartsWith(visit.Home.ToString(), address, StringComparison.Ordinal));
        Assert.Equal(visit.Home.ToString(), visit.Page.Url);
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task OnAPhone_EveryButtonOfTheRooms_IsLargeEnoughForAThumb()
    {
        await using var visit = await browser.VisitAsync(Screen.Phone);
        await visit.EnterAsync(TestApi.UserName(Role.DataProtection, TestApi.Here), "account");
        foreach (var room in await visit.RoomsAsync())
        {
            await visit.GoToRoomAsync(room);
            var small = await visit.Page.EvaluateAsync<string[]>(
                """
                () => [...document.querySelectorAll('button, select, summary, input:not([type=radio], [type=checkbox]), label.chip, label.choice')]
                  .filter((one) => one.offsetParent).map((one) => [one, one.getBoundingClientRect()])
                  .filter(([, box]) => box.height < 44 || box.width < 44).map(([one, box]) => `${one.className} ${box.width}x${box.height}`)
                """);
            Assert.Equal((room, ""), (room, string.Join("\n", small)));
        }
    }

    [Fact]
    public async Task TheKeyboardAlone_EntersARoom_OpensAQuestion_AndComesBackToWhereItWas()
    {
        await using var visit = await browser.VisitAsync();
        await visit.EnterAsync(TestApi.UserName(Role.Admin, TestApi.Here), "account");
        await visit.Page.FocusAsync("#room-people");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.WaitForSelectorAsync("#invite");
        await visit.SettledAsync();
        Assert.Equal("page", await visit.Page.GetAttributeAsync("#room-people", "aria-current"));
        await visit.Page.FocusAsync("#invite");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.WaitForSelectorAsync("#invite-dialog");
        await visit.Page.WaitForFunctionAsync("() => document.activeElement.id === 'invite-dialog-title'");
        // The focus stays inside the question until it is closed.
        for (var at = 0; at < 12; at++) await visit.Page.Keyboard.PressAsync("Tab");
        Assert.True(await visit.Page.EvaluateAsync<bool>("() => document.activeElement === document.body || document.querySelector('dialog').contains(document.activeElement)"));
        await visit.Page.FocusAsync("#invite-user");
        await visit.Page.Keyboard.PressAsync("Escape");
        await visit.Page.WaitForSelectorAsync("#invite-dialog", new() { State = Microsoft.Playwright.WaitForSelectorState.Detached });
        await visit.Page.WaitForFunctionAsync("() => document.activeElement.id === 'invite'");
    }

    [Fact]
    public async Task WithoutConnection_ARoomSaysSo_AndComesBackByItsButton()
    {
        await using var visit = await browser.VisitAsync();
        // The room's program is there from an earlier look; what it shows is not.
        await visit.EnterAsync(TestApi.UserName(Role.DataProtection, TestApi.Here), "audit");
        await visit.GoToRoomAsync("account");
        await visit.Page.Context.SetOfflineAsync(true);
        await visit.Page.ClickAsync("#room-audit");
        await visit.Page.WaitForSelectorAsync(".refused");
        await visit.SeesAsync("No connection");
        await visit.Page.Context.SetOfflineAsync(false);
        await visit.Page.ClickAsync(".refused button");
        await visit.Page.WaitForSelectorAsync(".entries");
    }
}
