using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Microsoft.Playwright;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Page.Tests;

/// <summary>Spaces as tests of the page set them up, and a hand on the map on which an outline is drawn.</summary>
internal static class SpacesOnTheGround
{
    /// <summary>A triangle of 200 m by its south-west corner, EPSG:27700 metres.</summary>
    public static object Triangle(double easting = 300_000, double northing = 250_000) => new { type = "Polygon", coordinates = new[] { Ring(easting, northing) } };

    /// <summary>The line around such a triangle, longitude and latitude.</summary>
    public static double[][] Ring(double easting, double northing) =>
    [
        .. new (double X, double Y)[] { (0, 0), (200, 0), (200, 200), (0, 0) }.Select(corner =>
        {
            var (lon, lat) = NationalGrid.Helmert.ToLonLat(easting + corner.X, northing + corner.Y);
            return (double[])[lon, lat];
        }),
    ];

    public static async Task<Guid> OpenSpaceAsync(this Browser browser, string name, object? shape = null, string? platform = null)
    {
        using var chair = browser.As(Role.MaceChair);
        var id = Guid.CreateVersion7();
        using var answer = await chair.PostAsJsonAsync($"/api/v1/spaces/{id}", new
        {
            placeType = platform is null ? "transport_hub" : "online_platform",
            ownerType = platform is null ? "transport" : "online",
            reason = "Drivers saw adults wait for children",
            nameEn = name,
            nameCy = $"{name} (cy)",
            reviewOn = In(20),
            shape = platform is null ? shape ?? Triangle() : null,
            platform,
        });
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return id;
    }

    /// <summary>Ends the work on a space that was just opened.</summary>
    public static async Task EndAsync(this Browser browser, Guid id) => await browser.SendAsync(
        HttpMethod.Post, $"/api/v1/spaces/{id}/moves", new { to = "no_further_action", reason = "Nothing was found", reviewOn = In(20) }, version: 1);

    public static async Task SendAsync(this Browser browser, HttpMethod method, string path, object body, int? version = null, Role by = Role.MaceChair)
    {
        using var sender = browser.As(by);
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        if (version is { } standing) request.Headers.IfMatch.Add(new($"\"{standing}\""));
        using var answer = await sender.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    public static string In(int days) => DateTime.UtcNow.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Where the map of an outline is on screen, once it is drawn.</summary>
    public static async Task<LocatorBoundingBoxResult> OutlineMapAsync(this Visit visit)
    {
        await visit.Page.WaitForSelectorAsync(".draw-map .cross");
        var map = visit.Page.Locator(".draw-map canvas");
        await map.ScrollIntoViewIfNeededAsync();
        return (await map.BoundingBoxAsync())!;
    }

    /// <summary>Points of a map by shares of its width and height.</summary>
    public static (float X, float Y) At(this LocatorBoundingBoxResult map, double right, double down) =>
        ((float)(map.X + (map.Width * right)), (float)(map.Y + (map.Height * down)));
}
