using NetTopologySuite.Geometries;
using SpacesPlaces.Api.Tests;
using SpacesPlaces.Api.Tests.Assessments;
using SpacesPlaces.Api.Tests.Assessments.Instruments;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Assessments;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.Geodata.Vocabulary;
using SpacesPlaces.MapClient.Http;
using SpacesPlaces.MapClient.Language;
using SpacesPlaces.MapClient.Spaces;

namespace SpacesPlaces.MapClient.Tests.Spaces;

public sealed class SafetyLayerTests
{
    private static readonly Words English = new(Tongue.En);
    // A bent area with a hole, so that it lies on itself in one way only.
    private static readonly Polygon Ground = new(
        new LinearRing([new(240_013, 240_027), new(240_190, 240_041), new(240_170, 240_130), new(240_055, 240_145), new(240_013, 240_027)]),
        [new LinearRing([new(240_080, 240_060), new(240_080, 240_090), new(240_110, 240_090), new(240_080, 240_060)])]);

    [Fact]
    public void Squares_LieWhereTheyWereMade()
    {
        var made = SafetyGrid.Over(Ground, 25)!;
        var found = SafetyGround.Of(Squares(made), Lifted(Ground), NationalGrid.Helmert)!;
        Assert.Equal(found, SafetyGround.Of(Squares(made), Lifted(Ground.Reverse()), NationalGrid.Helmert));
        // Outlines come to a hundredth of a square.
        Assert.InRange(Math.Abs(found.West - made.West), 0, 0.25);
        Assert.InRange(Math.Abs(found.North - made.North), 0, 0.25);
        var corner = NationalGrid.Helmert.FromLonLat(found.Square("B3", NationalGrid.Helmert).Coordinates[0].X, found.Square("B3", NationalGrid.Helmert).Coordinates[0].Y);
        Assert.Equal((made.West + 25, made.North - 75), (corner.Easting, corner.Northing), new Near());
    }

    [Fact]
    public void ASpaceDrawnAnew_HasNoSquares_AndSaysSo()
    {
        var squares = Squares(SafetyGrid.Over(Ground, 25)!);
        var moved = (Polygon)Ground.Copy();
        moved.ExteriorRing.Coordinates[2].X += 40;
        moved.GeometryChanged();
        foreach (var now in new[] { Lifted(moved), Sample.Box(-5, 52, -4.9, 52.1) })
        {
            var layer = SafetyLayer.Describe(Shown(squares, now, Cell("A1")), NationalGrid.Helmert, English);
            Assert.Empty(layer.Features);
            Assert.Contains("drawn anew", layer.Caption!, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void TooFew_IsAStateOfItsOwn_AndTellsNothing()
    {
        var squares = Squares(SafetyGrid.Over(Ground, 25)!);
        var (red, green) = (squares.Cells[4], squares.Cells[9]);
        var layer = SafetyLayer.Describe(Shown(squares, Lifted(Ground), Cell(red), Cell(green, SafetyColour.Green)), NationalGrid.Helmert, English);
        Assert.Equal(squares.Cells.Count, layer.Features.Count);
        Assert.Equal(2, layer.Count);
        var few = layer.Features.Where(feature => feature.Style == "safety_map.too_few").ToList();
        Assert.Equal(squares.Cells.Count - 2, few.Count);
        Assert.All(few, feature => Assert.Equal($"{feature.Key}: Too few to show", feature.Told));
        Assert.All(few, feature => Assert.Null(feature.Label));
        Assert.Equal($"{red}: Red: most do not feel safe here; 6 voices; Dark; Safe place", layer.Features.Single(feature => feature.Key == red).Told);
        Assert.Equal("R", layer.Features.Single(feature => feature.Key == red).Label);
        Assert.Equal("G", layer.Features.Single(feature => feature.Key == green).Label);
        Assert.StartsWith("Pier; Before the plan, After dark; 9 maps, closed on 1 September 2026; ", layer.Caption!, StringComparison.Ordinal);
    }

    [Fact]
    public void Styles_DifferWithoutColour_AndHaveWords()
    {
        Assert.All(SafetyLayer.Styles.Keys, key => Assert.True(Texts.Has(key), key));
        Assert.Equal(SafetyLayer.Styles.Count, SafetyLayer.Styles.Values.Select(style => (style.Kind, style.Pattern)).Distinct().Count());
        Assert.Equal(SafetyLayer.Styles.Count, Enum.GetValues<SafetyColour>().Length + 1);
    }

    [Fact]
    public void Assessments_LieInTheirSpace_AndWhatIsOverdueIsSaid()
    {
        var pier = SpaceLayerTests.Space("Pier");
        var platform = SpaceLayerTests.Space("Chat", onMap: false);
        AssessmentView Of(SpaceView space, bool overdue) => new(
            Guid.CreateVersion7(), 1, space.Id, space.NameEn, null, space.Status, AssessmentStatus.Gathering, 0, "sian", new(2026, 10, 1), overdue, Sample.Now, Agency.ChildrensServices, null, 1, false);
        var layer = AssessmentLayer.Describe([Of(pier, true), Of(platform, false)], [pier, platform], English);
        var drawn = Assert.Single(layer.Features);
        Assert.True(pier.Shape!.Shape.Contains(drawn.Shape));
        Assert.Equal(("desktop.assessment_overdue", 2, "1 is overdue"), (drawn.Style, layer.Count, layer.Caption));
        Assert.StartsWith("Pier; Gathering", drawn.Told, StringComparison.Ordinal);
        Assert.All(AssessmentLayer.Styles.Keys, key => Assert.True(Texts.Has(key), key));
    }

    private static SafetyShown Shown(SafetyMapGrid squares, Geometry area, params MergedSafetyCell[] cells) => new(
        SpaceLayerTests.Space("Pier") with { Shape = new(area) }, squares, 5, new(0, ObservationTime.Night, new(2026, 9, 1), 9, cells));

    private static MergedSafetyCell Cell(string name, SafetyColour colour = SafetyColour.Red) => new(name, colour, 6, null, null, null, ["dark"], true, false);

    private static SafetyMapGrid Squares(SafetyGrid made) => new(made.SideMetres, made.Columns, made.Rows, made.Cells, made.Outline, []);

    private static Geometry Lifted(Geometry ground)
    {
        var copy = ground.Copy();
        foreach (var corner in copy.Coordinates.Distinct(ReferenceEqualityComparer.Instance).Cast<Coordinate>())
        {
            var at = NationalGrid.Helmert.ToLonLat(corner.X, corner.Y);
            (corner.X, corner.Y) = (at.Lon, at.Lat);
        }

        copy.GeometryChanged();
        return copy;
    }

    private sealed class Near : IEqualityComparer<(double, double)>
    {
        public bool Equals((double, double) x, (double, double) y) => Math.Abs(x.Item1 - y.Item1) < 0.5 && Math.Abs(x.Item2 - y.Item2) < 0.5;

        public int GetHashCode((double, double) obj) => 0;
    }
}

/// <summary>Merged safety maps from the real API, over HTTP and PostGIS.</summary>
public sealed class SafetyLayerApiTests(TestApi api) : IClassFixture<TestApi>
{
    [Fact]
    public async Task FiveVoices_AreOneSquareOnTheMap_AndTwoAreTooFew()
    {
        using var assessor = api.As(Role.Assessor);
        using var anyone = api.Anyone();
        var id = await assessor.AssessAsync();
        var (handed, token) = await assessor.HandOutAsync(id, CollectionWorld.Handed with { Instrument = Instrument.SafetyMap, Round = 0 });
        for (var pupil = 0; pupil < 5; pupil++)
        {
            SafetyCell[] cells = [new("A1", SafetyColour.Red), .. pupil < 2 ? [new SafetyCell("A2", SafetyColour.Red)] : (SafetyCell[])[]];
            await (await anyone.PostAsync($"{CollectionWorld.TakePart}/answers", new TakePartAnswers(token, await anyone.BallotAsync(token), Map: new(Day: cells)))).ReadAsync<AnswersReceived>();
        }

        var client = new ApiClient(assessor);
        Assert.Empty((await client.SafetyMapsAsync(id, default)).Maps);
        await assessor.CloseAsync(id, handed.Id);
        var file = await client.SafetyMapsAsync(id, default);
        var assessment = Assert.Single(await client.AssessmentsAsync(default), one => one.Id == id);
        var space = (await client.SpaceAsync(assessment.SpaceId, default)).Space;
        var layer = SafetyLayer.Describe(new(space, file.Grid!, file.Least, file.Maps.Single(map => map.Time == ObservationTime.Day)), NationalGrid.Helmert, new(Tongue.Cy));
        Assert.Equal("A1", Assert.Single(layer.Features, feature => feature.Style == "safety_merged.red").Key);
        Assert.Equal(file.Grid!.Cells.Count - 1, layer.Features.Count(feature => feature.Style == "safety_map.too_few"));
        // Every square touches the space that it is of.
        Assert.All(layer.Features, feature => Assert.True(feature.Shape.Intersects(space.Shape!.Shape), feature.Key));
        var refused = await Assert.ThrowsAsync<ApiProblemException>(() => new ApiClient(api.As(Role.Reporter)).SafetyMapsAsync(id, default));
        Assert.Equal(403, refused.Status);
    }
}
