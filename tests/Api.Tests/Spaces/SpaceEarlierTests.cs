using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Spaces;

/// <summary>What a space was called and where it lay is kept with who, when and why.</summary>
public sealed class SpaceEarlierTests(TestApi api) : IClassFixture<TestApi>
{
    private static SpaceChange Skate(string? reason = "People there call it that") => new(
        PlaceType.PlaySkate, OwnerType.Council, "The skate park", "Y parc sglefrio", ["The bowl"], Reason: reason);

    [Fact]
    public async Task ANameThatIsReplaced_IsKeptWithWhoAndWhy_AndTheSpaceIsFoundByIt()
    {
        using var analyst = api.As(Role.Analyst);
        var id = await analyst.OpenAsync(SpaceWorld.Park() with { LocalNames = ["The rec", "The bowl"] });
        await (await analyst.PutAsync($"{SpaceWorld.Spaces}/{id}", Skate(), 1)).ReadAsync<SpaceFile>();
        using var member = api.As(Role.MaceMember);
        var one = Assert.Single((await member.SpaceAsync(id)).Earlier);
        Assert.Equal(
            (2, "The lower park", "Y parc isaf", null, "People there call it that", "analyst-here"),
            (one.Version, one.NameEn, one.NameCy, one.Shape, one.Reason, one.By));
        Assert.Equal(["The rec"], one.LocalNames);
        Assert.Equal(["The lower park", "Y parc isaf", "The rec"], (await member.ListSpacesAsync()).Single(space => space.Id == id).EarlierNames);
        var line = (await member.TimelineAsync(id)).Single(told => told.Kind == SpaceEventKind.Renamed);
        Assert.Equal(("The lower park", "Y parc isaf", "People there call it that"), (line.EarlierNameEn, line.EarlierNameCy, line.Reason));

        // Called so again, it is an earlier name no more; the one between is.
        await (await analyst.PutAsync($"{SpaceWorld.Spaces}/{id}", Skate("The old name came back") with { NameEn = "The lower park", NameCy = "Y parc isaf" }, 2)).ReadAsync<SpaceFile>();
        Assert.Equal(["The skate park", "Y parc sglefrio", "The rec"], (await member.SpaceAsync(id)).Space.EarlierNames);
    }

    [Fact]
    public async Task AnAreaThatIsReplaced_IsKept_AndNoReaderWhoMayNotKnowTheSpaceGetsIt()
    {
        using var chair = api.As(Role.MaceChair);
        var id = await chair.OpenAsync(SpaceWorld.Park(303_000) with { Sensitivity = SpaceSensitivity.Restricted });
        var redrawn = new SpaceChange(
            PlaceType.ParkOpenSpace, OwnerType.Council, "The lower park", "Y parc isaf", Shape: SpaceWorld.Square(303_050, 250_000, 150),
            Sensitivity: SpaceSensitivity.Restricted, Reason: "The river is not a part of it");
        var file = await (await chair.PutAsync($"{SpaceWorld.Spaces}/{id}", redrawn, 1)).ReadAsync<SpaceFile>();
        Assert.Equal((null, "The river is not a part of it"), (Assert.Single(file.Earlier).NameEn, file.Earlier[0].Reason));
        Assert.Equal("40000 22500", await api.ScalarAsync<string>(
            """
            select round(st_area(e.shape)::numeric, -2) || ' ' || round(st_area(s.shape)::numeric, -1)
            from space_earlier e join space s on s.id = e.space_id where s.id = $1
            """, id));
        Assert.Contains(await chair.TimelineAsync(id), line => line.Kind == SpaceEventKind.Redrawn && line.Reason == "The river is not a part of it");
        using var member = api.As(Role.MaceMember);
        await (await member.GetAsync($"{SpaceWorld.Spaces}/{id}")).AssertProblemAsync(ProblemCodes.NotFound);
        Assert.DoesNotContain("The river", await (await member.GetAsync($"{SpaceWorld.Spaces}?closed=true")).Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task WithoutAReason_NoNameAndNoAreaIsReplaced_AndNothingIsHalfWritten()
    {
        using var assessor = api.As(Role.Assessor);
        var id = await assessor.OpenAsync(SpaceWorld.Park() with { NameCy = null });
        await (await assessor.PutAsync($"{SpaceWorld.Spaces}/{id}", Skate(reason: null), 1)).AssertProblemAsync(ProblemCodes.FieldMissing, "reason");
        await (await assessor.PutAsync($"{SpaceWorld.Spaces}/{id}", Skate("Ring Siân Jones on 07700 900123"), 1)).AssertProblemAsync(ProblemCodes.TextMayIdentify, "reason");
        var file = await assessor.SpaceAsync(id);
        Assert.Equal(("The lower park", null, 1, 0), (file.Space.NameEn, file.Space.NameCy, file.Space.Version, file.Earlier.Count));

        // A name that was missing takes none away.
        var added = await (await assessor.PutAsync(
            $"{SpaceWorld.Spaces}/{id}", new SpaceChange(PlaceType.ParkOpenSpace, OwnerType.Council, "The lower park", "Y parc isaf"), 1)).ReadAsync<SpaceFile>();
        Assert.Equal(("Y parc isaf", 0), (added.Space.NameCy, added.Earlier.Count));
    }

    [Fact]
    public async Task MergedAndSplitSpaces_KeepTheAreaThatTheyHad()
    {
        using var chair = api.As(Role.MaceChair);
        var (small, big) = (await chair.OpenAsync(SpaceWorld.Park(304_300)), await chair.OpenAsync(SpaceWorld.Park(304_000, side: 300)));
        await (await chair.ActAsync(small, "merge", new SpaceMerge(big, "They are one place", UniteShapes: true), 1)).ReadAsync<SpaceFile>();
        Assert.Equal("They are one place", Assert.Single((await chair.SpaceAsync(big)).Earlier).Reason);
        var split = new SpaceSplit(
            Guid.CreateVersion7(), "The corner is another matter", SpaceWorld.Today.AddDays(20), "The corner", Shape: SpaceWorld.Square(304_000, 250_000, 50));
        await (await chair.ActAsync(big, "split", split, 2)).ReadAsync<SpaceFile>();
        Assert.Equal(["The corner is another matter", "They are one place"], (await chair.SpaceAsync(big)).Earlier.Select(one => one.Reason));
    }
}
