using Microsoft.Playwright;
using SpacesPlaces.Api.Tests;
using SpacesPlaces.Api.Tests.Database;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Page.Tests;

/// <summary>The outline of a space is drawn with a mouse, with a finger, or by writing its corners; what is wrong is said before it is sent.</summary>
[Long(60)]
public sealed class SpaceOutlineTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task OutlineDrawnWithAMouse_IsMovedUndoneAndCleared_AndOpensTheSpace()
    {
        await using var visit = await browser.VisitAsync();
        await BeginAsync(visit, "The drawn park");
        await visit.Page.ClickAsync("#open button.main");
        await visit.SeesAsync("The shape needs at least three different corners", "#open .errors");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));

        var map = await visit.OutlineMapAsync();
        (double, double)[] corners = [(0.3, 0.3), (0.7, 0.3), (0.7, 0.7), (0.3, 0.7)];
        foreach (var (right, down) in corners) await ClickAsync(visit, map.At(right, down));
        await Assertions.Expect(visit.Page.Locator(".corners > li")).ToHaveCountAsync(4);

        // A corner is dragged: that one moves and no other.
        var before = await CornersAsync(visit);
        await DragAsync(visit, map.At(0.7, 0.7), map.At(0.8, 0.8));
        await visit.Page.WaitForFunctionAsync("before => document.querySelector('#open-corner-3').value !== before", before[2]);
        var moved = await CornersAsync(visit);
        Assert.Equal((before[0], before[1], before[3], true), (moved[0], moved[1], moved[3], moved[2] != before[2]));
        // The dot in the middle of a side becomes a corner.
        await DragAsync(visit, map.At(0.5, 0.3), map.At(0.5, 0.2));
        await Assertions.Expect(visit.Page.Locator(".corners > li")).ToHaveCountAsync(5);
        Assert.Equal(before[0], (await CornersAsync(visit))[0]);

        await visit.Page.ClickAsync("#open-undo");
        await visit.Page.ClickAsync("#open-undo");
        await Assertions.Expect(visit.Page.Locator(".corners > li")).ToHaveCountAsync(4);
        Assert.Equal(before, await CornersAsync(visit));
        await visit.Page.ClickAsync("#open-clear");
        await Assertions.Expect(visit.Page.Locator(".corners > li")).ToHaveCountAsync(0);
        await visit.Page.ClickAsync("#open-undo");
        Assert.Equal(before, await CornersAsync(visit));

        // The map shows the whole county at first: so large is no space, and it is said at the drawing.
        await visit.SeesAsync("The shape is too large; it may cover at most 5 square kilometres", "#open-inside");
        await visit.Page.ClickAsync("#open-clear");
        await WriteAsync(visit, "300000, 250000", "300200, 250000", "300200, 250200", "300000, 250200");
        await visit.SeesAsync("4 corners, 40,000 square metres inside", "#open-inside");
        await visit.Page.ClickAsync("text=Show all corners");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        Assert.False(await visit.ScrollsSidewaysAsync());
        await visit.Page.ClickAsync("#open button.main");
        await visit.SeesAsync("The drawn park", "#space-title");
        Assert.Equal("40000 5", await browser.ScalarAsync<string>(
            "select round(st_area(shape)::numeric, -1) || ' ' || st_npoints(shape) from space where name_en = $1", "The drawn park"));
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task OutlineDrawnWithAFinger_OnAPhoneInWelsh_OpensTheSpace()
    {
        await using var visit = await browser.VisitAsync(Screen.Phone, "cy");
        var finger = await visit.Page.Context.NewCDPSessionAsync(visit.Page);
        await finger.SendAsync("Emulation.setTouchEmulationEnabled", new() { ["enabled"] = true });
        await BeginAsync(visit, "Y parc a dynnwyd");
        await WriteAsync(visit, "300000, 250000", "300300, 250000", "300300, 250300");
        var map = await visit.OutlineMapAsync();
        await visit.Page.ClickAsync("text=Dangos pob cornel");
        map = await visit.OutlineMapAsync();
        await visit.SeesAsync("45,000 metr sgwâr y tu mewn", "#open-inside");

        // The corners of the box are in view, 36 pixels from the edge of the shorter side: a finger takes the upper right one away from there.
        var half = (map.Height / 2) - 36;
        var corner = (X: map.X + (map.Width / 2) + half, Y: map.Y + 36f);
        await TouchAsync(visit, finger, corner, (corner.X - 30, corner.Y + 30));
        await visit.Page.WaitForFunctionAsync("() => !document.querySelector('#open-inside').innerText.includes('45,000')");
        await Assertions.Expect(visit.Page.Locator(".corners > li")).ToHaveCountAsync(3);
        // A tap beside the outline is a new corner, after the one that was moved last.
        await TouchAsync(visit, finger, (map.X + (map.Width / 2) - (half / 2), map.Y + 60f), null);
        await Assertions.Expect(visit.Page.Locator(".corners > li")).ToHaveCountAsync(4);
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        Assert.False(await visit.ScrollsSidewaysAsync());
        await visit.Page.ClickAsync("#open button.main");
        await visit.SeesAsync("Y parc a dynnwyd", "#space-title");
        Assert.Equal(5, await browser.ScalarAsync<int>("select st_npoints(shape) from space where name_en = $1", "Y parc a dynnwyd"));
        Assert.Empty(visit.Complaints);
    }

    [Theory]
    [InlineData("en", "The shape crosses or touches itself", "This is outside the partnership's area", "Enter a grid reference, or an easting and a northing in metres")]
    [InlineData("cy", "Mae'r siâp yn croesi neu'n cyffwrdd ag ef ei hun", "Mae hyn y tu allan i ardal y bartneriaeth", "Rhowch gyfeirnod grid, neu ddwyreiniad a gogleddiad mewn metrau")]
    public async Task WhatIsWrongWithAnOutline_IsSaidAtTheDrawing_BeforeAndAfterItIsSent(string language, string crossing, string outside, string unreadable)
    {
        await using var visit = await browser.VisitAsync(Screen.Phone, language);
        await BeginAsync(visit, $"Nowhere {language}");
        await visit.Page.FillAsync("#open-shape", "by the river");
        await visit.Page.ClickAsync("#open-add");
        await visit.SeesAsync(unreadable, "#open");
        await WriteAsync(visit, "SO 00000 50000", "SO 00200 50200", "SO 00200 50000", "SO 00000 50200");
        await visit.SeesAsync(crossing, "#open-inside");
        await visit.Page.ClickAsync("#open button.main");
        await visit.SeesAsync(crossing, "#open .errors");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));

        await visit.Page.ClickAsync("#open-clear");
        await WriteAsync(visit, "100000, 250000", "100200, 250000", "100200, 250200");
        await visit.SeesAsync(outside, "#open-inside");
        // Whatever the page says, the office judges for itself.
        await visit.Page.ClickAsync("#open-clear");
        await WriteAsync(visit, "300000, 250000", "300200, 250000", "300200, 250200");
        await visit.Page.RouteAsync("**/api/v1/spaces/*", route => route.ContinueAsync(new() { PostData = Crossed(route.Request.PostData) }));
        await visit.Page.ClickAsync("#open button.main");
        await visit.SeesAsync(crossing, "#open .errors");
        Assert.Equal(0L, await browser.ScalarAsync<long>("select count(*) from space where name_en = $1", $"Nowhere {language}"));
    }

    [Theory]
    [InlineData(Screen.Desktop, "en", "Drivers say so", "The outline was another one")]
    [InlineData(Screen.Phone, "cy", "Dywed gyrwyr felly", "Amlinelliad arall oedd iddo")]
    public async Task OutlineOfASpace_IsDrawnAnew_AndTheEarlierOneAndItsNameAreKept(Screen screen, string language, string reason, string another)
    {
        var id = await browser.OpenSpaceAsync($"The old station {language}");
        await using var visit = await browser.VisitAsync(screen, language);
        await visit.EnterAsync(TestApi.UserName(Role.MaceChair, TestApi.Here), "spaces");
        await visit.Page.ClickAsync($".entries .link:has-text('The old station {language}')");
        await visit.Page.ClickAsync("#space-edit");
        await visit.Page.ClickAsync("#edit-redraw");
        await visit.OutlineMapAsync();
        await Assertions.Expect(visit.Page.Locator(".corners > li")).ToHaveCountAsync(3);
        await visit.Page.FillAsync("#edit-corner-3", "300200, 250300");
        await visit.Page.PressAsync("#edit-corner-3", "Enter");
        foreach (var name in (string[])["#edit-nameEn", "#edit-nameCy"]) await visit.Page.FillAsync(name, $"The new station {language}");
        await visit.Page.ClickAsync("#edit button.main");
        await visit.Page.WaitForSelectorAsync("#edit .errors");
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        await visit.Page.FillAsync("#edit-reason", reason);
        await visit.Page.ClickAsync("#edit button.main");
        await visit.SeesAsync($"The new station {language}", "#space-title");
        await visit.SeesAsync(reason, ".timeline");
        await visit.SeesAsync(another, ".timeline");
        await Assertions.Expect(visit.Page.Locator(".outline path.earlier")).ToHaveCountAsync(0);
        await visit.Page.CheckAsync("#space-earlier");
        await Assertions.Expect(visit.Page.Locator(".outline path.earlier")).ToHaveCountAsync(1);
        Assert.Equal("", string.Join("\n", await visit.BarriersAsync()));
        Assert.False(await visit.ScrollsSidewaysAsync());
        Assert.Equal(30_000d, await browser.ScalarAsync<double>("select round(st_area(shape)::numeric, -2)::float8 from space where id = $1", id));

        // Found by the name that it had, in any case and without its accents.
        await visit.Page.ClickAsync("button.back");
        await visit.Page.FillAsync("#spaces-name", $"the OLD stâtion {language}");
        await Assertions.Expect(visit.Page.Locator(".entries > li")).ToHaveCountAsync(1);
        await visit.SeesAsync($"The old station {language}", ".entries");
        Assert.Empty(visit.Complaints);
    }

    private static byte[] Crossed(string? body) => System.Text.Encoding.UTF8.GetBytes(System.Text.RegularExpressions.Regex.Replace(
        body ?? "", "\"coordinates\":.*?]]]", "\"coordinates\":[[[-3.46,52.1],[-3.459,52.101],[-3.459,52.1],[-3.46,52.101],[-3.46,52.1]]]"));

    private static async Task BeginAsync(Visit visit, string name)
    {
        await visit.EnterAsync(TestApi.UserName(Role.MaceChair, TestApi.Here), "spaces");
        await visit.Page.ClickAsync("#space-new");
        await visit.Page.CheckAsync("#open-drawn");
        await visit.OutlineMapAsync();
        await visit.Page.FillAsync("#open-nameEn", name);
        await visit.Page.SelectOptionAsync("#open-placeType", "park_open_space");
        await visit.Page.SelectOptionAsync("#open-ownerType", "council");
        await visit.Page.FillAsync("#open-reason", "Workers were asked to look at the shelter.");
    }

    private static async Task WriteAsync(Visit visit, params string[] corners)
    {
        foreach (var corner in corners)
        {
            await visit.Page.FillAsync("#open-shape", corner);
            await visit.Page.PressAsync("#open-shape", "Enter");
        }
    }

    private static Task<string[]> CornersAsync(Visit visit) => visit.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('.corners input')].map((one) => one.value)");

    private static async Task ClickAsync(Visit visit, (float X, float Y) at)
    {
        var count = await visit.Page.Locator(".corners > li").CountAsync();
        await visit.Page.Mouse.ClickAsync(at.X, at.Y);
        await Assertions.Expect(visit.Page.Locator(".corners > li")).ToHaveCountAsync(count + 1);
    }

    private static async Task DragAsync(Visit visit, (float X, float Y) from, (float X, float Y) to)
    {
        await GrabbedAsync(visit, from);
        await visit.Page.Mouse.DownAsync();
        await visit.Page.Mouse.MoveAsync(to.X, to.Y, new() { Steps = 6 });
        await visit.Page.Mouse.UpAsync();
    }

    // The map draws in its own time: a corner can be taken once it is on it, and the pointer says so.
    private static async Task GrabbedAsync(Visit visit, (float X, float Y) at)
    {
        for (var look = 0; look < 600; look++)
        {
            await visit.Page.Mouse.MoveAsync(at.X + (look % 2), at.Y);
            if (await visit.Page.EvaluateAsync<string>("() => document.querySelector('.draw-map canvas').style.cursor") == "grab") return;
            await Task.Delay(50);
        }

        Assert.Fail($"No corner at {at}: {string.Join(" | ", await CornersAsync(visit))}");
    }

    private static async Task TouchAsync(Visit visit, ICDPSession finger, (float X, float Y) from, (float X, float Y)? to)
    {
        static object[] Points((float X, float Y) at) => [new Dictionary<string, object> { ["x"] = at.X, ["y"] = at.Y }];
        if (to is not null) await GrabbedAsync(visit, from);
        await finger.SendAsync("Input.dispatchTouchEvent", new() { ["type"] = "touchStart", ["touchPoints"] = Points(from) });
        if (to is { } end)
            for (var step = 1; step <= 6; step++)
                await finger.SendAsync("Input.dispatchTouchEvent", new() { ["type"] = "touchMove", ["touchPoints"] = Points((from.X + ((end.X - from.X) * step / 6), from.Y + ((end.Y - from.Y) * step / 6))) });
        await finger.SendAsync("Input.dispatchTouchEvent", new() { ["type"] = "touchEnd", ["touchPoints"] = Array.Empty<object>() });
    }
}
