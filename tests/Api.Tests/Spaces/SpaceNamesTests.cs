using System.Net;
using SpacesPlaces.Api.Tests.Governance;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Spaces;

/// <summary>Spaces by name, for those who say where something happened: who gets which, and what it does not say.</summary>
public sealed class SpaceNamesTests(GovernedApi api) : IClassFixture<GovernedApi>
{
    private const string Names = "/api/v1/spaces/names";

    [Fact]
    public async Task ANamedSpace_HasAPointInside_AndReachesItsWholeOutline()
    {
        using var chair = api.As(Role.MaceChair);
        var id = await chair.OpenAsync(SpaceWorld.Park(300_000, 250_000, 200) with { LocalNames = ["The Pit"] });
        using var lead = api.As(Role.YouthLead);
        using var answer = await lead.GetAsync(Names);
        var space = Assert.Single(await answer.ReadAsync<SpaceName[]>(), one => one.Id == id);
        Assert.Equal(("The lower park", "Y parc isaf"), (space.NameEn, space.NameCy));
        Assert.Equal(["The Pit"], space.LocalNames);
        var (lon, lat) = space.Point;
        var (easting, northing) = NationalGrid.Helmert.FromLonLat(lon, lat);
        Assert.InRange(easting, 300_001, 300_199);
        Assert.InRange(northing, 250_001, 250_199);
        foreach (var (x, y) in new[] { (300_000, 250_000), (300_200, 250_000), (300_200, 250_200), (300_000, 250_200) })
            Assert.True(Math.Sqrt(Math.Pow(easting - x, 2) + Math.Pow(northing - y, 2)) <= space.ReachMetres + 0.1);
        Assert.DoesNotContain("shelter", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Platforms_EndedSpaces_AndRestrictedOnes_AreNotAmongThem()
    {
        using var chair = api.As(Role.MaceChair);
        var platform = await chair.OpenAsync(SpaceWorld.Park() with { Shape = null, Platform = "A platform", PlaceType = PlaceType.OnlinePlatform, OwnerType = OwnerType.Online });
        var ended = await chair.OpenAsync();
        await chair.AlongAsync(ended, SpaceStatus.NoFurtherAction);
        var restricted = await chair.OpenAsync(SpaceWorld.Park() with { Sensitivity = SpaceSensitivity.Restricted });
        using var lead = api.As(Role.YouthLead);
        var seen = (await (await lead.GetAsync(Names)).ReadAsync<SpaceName[]>()).Select(one => one.Id).ToList();
        Assert.DoesNotContain(platform, seen);
        Assert.DoesNotContain(ended, seen);
        Assert.DoesNotContain(restricted, seen);
        Assert.Contains(await (await chair.GetAsync(Names)).ReadAsync<SpaceName[]>(), one => one.Id == restricted);
        using var stranger = api.As(Role.YouthLead, TestApi.Elsewhere);
        using var theirs = await stranger.GetAsync(Names);
        if (theirs.StatusCode == HttpStatusCode.OK) Assert.Empty(await theirs.ReadAsync<SpaceName[]>());
    }

    [Theory]
    [InlineData(Role.Reporter)]
    [InlineData(Role.Planner)]
    [InlineData(Role.DataProtection)]
    [InlineData(Role.Admin)]
    public async Task WhoSeesNoSpaces_GetsNoNames(Role role)
    {
        using var client = api.As(role);
        await (await client.GetAsync(Names)).AssertProblemAsync(ProblemCodes.NotAllowed);
    }
}
