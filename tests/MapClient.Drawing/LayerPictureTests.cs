using Avalonia.Media;
using NetTopologySuite.Geometries;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Assessments;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.Geodata.Vocabulary;
using SpacesPlaces.MapClient.Analyses;
using SpacesPlaces.MapClient.Hotspots;
using SpacesPlaces.MapClient.Incidents;
using SpacesPlaces.MapClient.Language;
using SpacesPlaces.MapClient.Map;
using SpacesPlaces.MapClient.Spaces;
using SpacesPlaces.MapClient.Tests;

namespace SpacesPlaces.MapClient.Drawing;

/// <summary>The client's own layers as Mapsui draws them: the expected colour at the expected place, and the picture that was looked at.</summary>
public sealed class LayerPictureTests
{
    private static readonly Words English = new(Tongue.En);
    private static readonly Envelope Sheet = new(-5, -4.94, 52, 52.024);
    private static readonly string Sea = Palette.Colour("map-sea");

    [Fact]
    public Task Hotspots_HaveTheColourOfTheirClass() => Look(canvas =>
    {
        var classes = Enum.GetValues<ClusterClass>().Where(one => one != ClusterClass.IndividualRepeat).ToList();
        var bands = Enum.GetValues<ConcernBand>();
        HotspotView[] all =
        [
            .. classes.Select((one, at) => Hotspot(at, one, null)),
            .. bands.Select((one, at) => Hotspot(classes.Count + at, null, one)),
        ];
        canvas.Show(Sheet, HotspotLayer.Describe(new(null, all), English));
        var seen = canvas.Settle();
        foreach (var (hotspot, at) in all.Select((hotspot, at) => (hotspot, at)))
        {
            var style = HotspotLayer.Styles[hotspot.Class is { } found ? Words.KeyOf(found) : Words.KeyOf(hotspot.Band!.Value)];
            Covered(seen, at, style, 0.3);
        }

        Assert.True(seen.Share(Gap, Sea) > 0.95, "something lies between the hotspots");
        References.Agree("hotspots", seen);
    });

    [Fact]
    public Task Cells_OfADensity_GrowDarkerStepByStep_AndOfGiStar_DifferByPattern() => Look(canvas =>
    {
        CellView Density(int at, double value) => new(new(Place(at)), null, 5, 3, value, null, null, null, null);
        CellView Class(int at, string name) => new(new(Place(at)), null, 5, 3, 2, 0.001, 0.01, null, name);
        canvas.Show(Sheet, Analysis(new CellsResult(CellShape.Square, 250, 100, 0, "events_per_km2", 250, null, null, null, null, null, null, [],
            [Density(0, 0.5), Density(1, 1), Density(2, 2), Density(3, 8)])));
        var seen = canvas.Settle();
        for (var step = 1; step <= 4; step++) Covered(seen, step - 1, AnalysisLayer.Styles[$"desktop.density_{step}"], 0.3);
        References.Agree("density", seen);

        canvas.Show(Sheet, Analysis(new CellsResult(CellShape.Square, 250, 100, 0, "z", null, null, null, null, null, null, null, [],
            [Class(0, "hot"), Class(1, "cold"), Class(2, "none"), Class(4, "high_low"), Class(5, "low_high")])));
        seen = canvas.Settle();
        Covered(seen, 0, AnalysisLayer.Styles["analyses.class_hot"], 0.3);
        Covered(seen, 1, AnalysisLayer.Styles["analyses.class_cold"], 0.3);
        References.Agree("hot-cells", seen);
    });

    [Fact]
    public Task Incidents_AreSigns_AndSquaresWhereTheSquareIsAllThatIsKnown() => Look(canvas =>
    {
        IncidentTable table = new(
        [
            Sample.Incident(-4.99, 52.02), Sample.Incident(-4.98, 52.02, kind: IncidentKind.HotspotReport), Sample.Incident(-4.955, 52.009, precision: LocationPrecision.GridSquare1Km),
        ], NationalGrid.Helmert);
        canvas.Surface.GoTo(Sheet);
        canvas.Settle();
        canvas.Show(Sheet, new IncidentLayer(NationalGrid.Helmert).Describe(table, [0, 1, 2], canvas.Surface.View, "", English));
        var seen = canvas.Settle();
        var incident = Palette.Colour("incident");
        Assert.InRange(seen.Share(Around(-4.99, 52.02, 0.0005), incident), 0.6, 1);
        Assert.InRange(seen.Share(Around(-4.98, 52.02, 0.0003), Palette.Colour("map-halo")), 0.5, 1);
        Assert.InRange(seen.Share(Around(-4.98, 52.02, 0.0016), incident), 0.05, 0.5);
        // Nothing marks the middle of the square: nobody knows that it was there.
        Assert.InRange(seen.Share(Around(-4.955, 52.009, 0.0005), incident, 20), 0, 0.3);
        References.Agree("incidents", seen);
    });

    [Fact]
    public Task Spaces_AreTheLinesOfTheirStatus() => Look(canvas =>
    {
        SpaceStatus[] statuses = [SpaceStatus.Noted, SpaceStatus.UnderAssessment, SpaceStatus.PlanActive, SpaceStatus.SteppedDown];
        canvas.Show(Sheet, SpaceLayer.Describe([.. statuses.Select((status, at) => Space(at, status))], English));
        var seen = canvas.Settle();
        for (var at = 0; at < statuses.Length; at++)
        {
            var edge = Place(at).EnvelopeInternal.Copy();
            edge.ExpandBy(0.0006);
            Assert.InRange(seen.Share(edge, SpaceLayer.Styles[Words.KeyOf(statuses[at])].Outline), 0.01, 0.5);
        }

        References.Agree("spaces", seen);
    });

    [Fact]
    public Task SafetyMaps_HaveTheirColours_AndTooFewHasNone() => Look(canvas =>
    {
        // 16 squares of 100 m: the corner of the first lies on the grid of the side.
        GridPoint corner = new(240_000, 240_000);
        (int East, int North)[] corners = [(0, 0), (400, 0), (400, 400), (0, 400), (0, 0)];
        var area = new Polygon(new LinearRing([.. corners
            .Select(at => NationalGrid.Helmert.ToLonLat(corner.Easting + at.East, corner.Northing + at.North)).Select(at => new Coordinate(at.Lon, at.Lat))]));
        string[] cells = [.. Enumerable.Range(0, 16).Select(at => SafetyGrid.NameOf(at % 4, at / 4))];
        SafetyMapGrid squares = new(100, 4, 4, cells, [[[0, 4], [4, 4], [4, 0], [0, 0], [0, 4]]], []);
        MergedSafetyCell Of(string name, SafetyColour colour) => new(name, colour, 6, null, null, null, [], false, false);
        var shown = new SafetyShown(Space(0, SpaceStatus.PlanActive) with { Shape = new(area) }, squares, 5,
            new(0, ObservationTime.Night, new(2026, 9, 1), 9, [Of("A1", SafetyColour.Red), Of("B1", SafetyColour.Amber), Of("C1", SafetyColour.Green)]));
        var layer = SafetyLayer.Describe(shown, NationalGrid.Helmert, English);
        canvas.Show(area.EnvelopeInternal, layer);
        var seen = canvas.Settle();
        foreach (var (name, style) in ((string, string)[])[("A1", "safety_merged.red"), ("B1", "safety_merged.amber"), ("C1", "safety_merged.green"), ("D4", "safety_map.too_few")])
        {
            var square = layer.Features.Single(feature => feature.Key == name).Shape.EnvelopeInternal.Copy();
            square.ExpandBy(-square.Width * 0.1, -square.Height * 0.1);
            Assert.InRange(seen.Share(square, Blend(SafetyLayer.Styles[style]), 14), 0.3, 1);
        }

        References.Agree("safety-map", seen);
    });

    [Fact]
    public Task AHotspotThatIsTooSmallToBeSeen_HasADisc() => Look(canvas =>
    {
        var layer = HotspotLayer.Describe(new(null, [Hotspot(0, ClusterClass.PlaceRepeat, null)]), English);
        var outline = HotspotLayer.Styles["cluster_class.place_repeat"].Outline;
        var middle = Place(0).Centroid;
        Envelope far = new(middle.X - 0.9, middle.X + 0.9, middle.Y - 0.36, middle.Y + 0.36);
        canvas.Show(far, layer);
        // A ring of 24 pixels on 360 by 240.
        Assert.InRange(canvas.Settle().Share(far, outline, 60), 0.001, 0.01);
        canvas.Show(Sheet, layer);
        Assert.InRange(canvas.Settle().Share(Inside(0), Blend(HotspotLayer.Styles["cluster_class.place_repeat"]), 14), 0.3, 1);
    });

    [Fact]
    public Task Presenting_AnExactPointIsNotDrawn() => Look(canvas =>
    {
        IncidentTable table = new([Sample.Incident(-4.97, 52.012)], NationalGrid.Helmert);
        var layer = new IncidentLayer(NationalGrid.Helmert).Describe(table, [0], new(Sheet, 11), "", English);
        canvas.Show(Sheet, layer);
        Assert.InRange(canvas.Settle().Share(Around(-4.97, 52.012, 0.0005), Palette.Colour("incident")), 0.6, 1);
        canvas.Show(Sheet, new Presentation(NationalGrid.Helmert).Of(layer, English));
        var seen = canvas.Settle();
        Assert.Equal(0, seen.Share(Sheet, Palette.Colour("incident"), 12));
        References.Agree("presented", seen);
    });

    [Fact]
    public Task Opacity_Order_AndOff_AreDrawn() => Look(canvas =>
    {
        LayerDescription below = Flat("below", "#aa0000"), above = Flat("above", "#0000aa");
        var box = Around(-4.97, 52.012, 0.004);
        double Of(string colour) => canvas.Settle().Share(box, colour, 12);
        canvas.Show(Sheet, below, above);
        Assert.Equal(1, Of("#0000aa"));
        canvas.Show(Sheet, above, below);
        Assert.Equal(1, Of("#aa0000"));
        canvas.Show(Sheet, above);
        Assert.Equal(1, Of("#0000aa"));
        canvas.Surface.Show([new(above, true, 0.5)]);
        Assert.Equal(1, Of(Over("#0000aa", 0.5, Sea)));
        canvas.Surface.Show([]);
        Assert.Equal(1, Of(Sea));
    });

    [Fact]
    public Task ThePictureForPaper_IsTheMapOnScreen() => Look(canvas =>
    {
        canvas.Show(Sheet, HotspotLayer.Describe(new(null, [Hotspot(0, ClusterClass.PlaceRepeat, null)]), English));
        var screen = canvas.Settle();
        var paper = Pixels.Read(canvas.Surface.ExportPng(), canvas.Surface.View);
        Assert.Equal((screen.Wide * 2, screen.Tall * 2), (paper.Wide, paper.Tall));
        foreach (var colour in new[] { Sea, Blend(HotspotLayer.Styles["cluster_class.place_repeat"]) })
            Assert.Equal(screen.Share(Place(0).EnvelopeInternal, colour, 20), paper.Share(Place(0).EnvelopeInternal, colour, 20), 0.1);
    });

    [Fact]
    public Task AMark_StandsAroundWhatWasPicked_AndGoes() => Look(canvas =>
    {
        canvas.Show(Sheet, HotspotLayer.Describe(new(null, [Hotspot(0, ClusterClass.Insufficient, null)]), English));
        canvas.Surface.Mark(Place(0));
        Assert.InRange(canvas.Settle().Share(Sheet, Palette.Colour("focus")), 0.005, 0.1);
        canvas.Surface.Mark(null);
        Assert.Equal(0, canvas.Settle().Share(Sheet, Palette.Colour("focus")));
    });

    private static Envelope Gap => new(-4.9848, -4.9828, 52.0125, 52.02);

    private static Task<bool> Look(Action<Canvas> act) => Headless.DoAsync(() =>
    {
        using Canvas canvas = new(360, 240);
        act(canvas);
        return true;
    });

    /// <summary>One of four by two places on the sheet.</summary>
    private static Polygon Place(int at)
    {
        var (west, north) = (-4.997 + at % 4 * 0.0148, 52.0225 - at / 4 * 0.0115);
        return Sample.Box(west, north - 0.009, west + 0.0115, north);
    }

    private static Envelope Around(double lon, double lat, double by) => new(lon - by * 1.6, lon + by * 1.6, lat - by, lat + by);

    private static void Covered(Pixels seen, int at, FeatureStyle style, double least)
    {
        if (style.FillOpacity > 0) Assert.InRange(seen.Share(Inside(at), Blend(style), 14), least, 1);
        if (style.OutlineWidth <= 1) return;
        var edge = Place(at).EnvelopeInternal.Copy();
        edge.ExpandBy(0.0005);
        Assert.InRange(seen.Share(edge, style.Outline, 60), 0.005, 1);
    }

    private static Envelope Inside(int at)
    {
        var box = Place(at).EnvelopeInternal.Copy();
        box.ExpandBy(-0.001);
        return box;
    }

    private static string Blend(FeatureStyle style) => Over(style.Fill, style.FillOpacity, Sea);

    private static string Over(string colour, double opacity, string ground)
    {
        var (above, below) = (Color.Parse(colour), Color.Parse(ground));
        int Mix(byte one, byte other) => (int)Math.Round(one * opacity + other * (1 - opacity));
        return $"#{Mix(above.R, below.R):x2}{Mix(above.G, below.G):x2}{Mix(above.B, below.B):x2}";
    }

    private static LayerDescription Flat(string id, string colour) => new(
        id, "incidents.title", LayerGroup.Incidents, new Dictionary<string, FeatureStyle> { ["map.legend_harm"] = new(colour, 1, colour, 0, OutlineKind.Solid) },
        [new("one", Sample.Box(Sheet.MinX, Sheet.MinY, Sheet.MaxX, Sheet.MaxY), "map.legend_harm", "")], CanPick: false);

    private static LayerDescription Analysis(AnalysisResult result) => AnalysisLayer.Describe(
        new(Guid.Empty, new(AnalysisSubject.Harm, new(2026, 1, 1), new(2026, 3, 31), new HourMatrixMethod()), "kernel_density", "kernel_density", "1", null, null,
            new(12, 12, 5, 0, null, 4, 9.5, null, 20), false, [], null, Sample.Now, result), English);

    private static HotspotView Hotspot(int at, ClusterClass? @class, ConcernBand? band) => new(
        Guid.Empty, at, @class, band, new(Place(at)), @class is null ? null : 3 + at, 2, 0, 1, 3, new(2026, 1, 1), new(2026, 2, 1), new Dictionary<string, int>(), null, null, null);

    private static SpaceView Space(int at, SpaceStatus status) => new(
        Guid.CreateVersion7(), 1, $"Space {at}", null, [], PlaceType.RiversideWater, OwnerType.Council, SpaceSensitivity.Ordinary, new(Place(at)), null, status,
        ConcernBand.PlanInPlace, "Reason", new(2026, 10, 1), false, Sample.Now, SpaceOrigin.Hand, Agency.ChildrensServices, null, null, false, []);
}
