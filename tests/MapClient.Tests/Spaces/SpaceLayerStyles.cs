using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.Geodata.Vocabulary;
using SpacesPlaces.MapClient.Language;
using SpacesPlaces.MapClient.Map;
using SpacesPlaces.MapClient.Spaces;

namespace SpacesPlaces.MapClient.Tests.Spaces;

/// <summary>Styles of everything about spaces.</summary>
internal static class SpaceLayerStyles
{
    public static IEnumerable<FeatureStyle> All => SpaceLayer.Styles.Values
        .Concat(EffortLayers.Sessions([], NationalGrid.Helmert, new(Tongue.En)).Styles.Values)
        .Concat(EffortLayers.Tasks([], NationalGrid.Helmert, new(Tongue.En)).Styles.Values);
}

public sealed class SpaceLayerTests
{
    private static readonly Words English = new(Tongue.En);

    [Fact]
    public void EveryStatusAndBand_HasALineOfItsOwn_AndWords()
    {
        foreach (var status in Enum.GetValues<SpaceStatus>()) Assert.True(SpaceLayer.Styles.ContainsKey(Words.KeyOf(status)), status.ToString());
        foreach (var band in Enum.GetValues<ConcernBand>()) Assert.True(SpaceLayer.Styles.ContainsKey(Words.KeyOf(band)), band.ToString());
        Assert.All(SpaceLayer.Styles.Keys, key => Assert.True(Texts.Has(key), key));
        foreach (var family in SpaceLayer.Styles.GroupBy(style => style.Key.Split('.')[0]))
            Assert.Equal(family.Count(), family.Select(style => (style.Value.Kind, style.Value.OutlineWidth, style.Value.Outline)).Distinct().Count());
    }

    [Fact]
    public void APlatform_LiesNowhereOnTheMap_AndIsCounted()
    {
        var layer = SpaceLayer.Describe([Space("Pier"), Space("Chat", onMap: false)], English);
        Assert.Equal(("Pier", 2), (Assert.Single(layer.Features).Label, layer.Count));
        Assert.Contains("1 space", layer.Caption!, StringComparison.Ordinal);
    }

    [Fact]
    public void AnOverdueReview_IsSaid() => Assert.Contains(
        "Should have been looked at by 1 October 2026", SpaceLayer.Describe([Space("Pier", overdue: true)], English).Features[0].Told, StringComparison.Ordinal);

    [Fact]
    public void Planners_GetAWordAndNoName()
    {
        var layer = SpaceLayer.DescribeAreas([new(new(Sample.Box(-5, 52, -4.9, 52.1)), ConcernBand.BeingLookedAt)], English);
        Assert.Equal(("Being looked at", "Being looked at"), (layer.Features[0].Label, layer.Features[0].Told));
    }

    [Fact]
    public void ASessionKnownToASquare_IsDrawnAsThatSquare()
    {
        var session = Sample.Session(Sample.Now) with { Precision = LocationPrecision.GridSquare1Km };
        var layer = EffortLayers.Sessions([session, Sample.Session(Sample.Now)], NationalGrid.Helmert, English);
        Assert.Equal(["desktop.session_square", "desktop.session"], layer.Features.Select(feature => feature.Style));
        Assert.Equal("Polygon", layer.Features[0].Shape.GeometryType);
        Assert.Equal("Sessions: 2, hours: 4", layer.Caption);
    }

    [Fact]
    public void ATimeline_IsToldInWords_WithFiguresOnlyWhereTheyWereSent()
    {
        var at = new DateTimeOffset(2026, 6, 5, 20, 30, 0, TimeSpan.Zero);
        SpaceEvent moved = new(SpaceEventKind.Moved, at, Guid.Empty, From: SpaceStatus.Noted, To: SpaceStatus.Screening, Reason: "Three reports.");
        Assert.Equal(new("5 June 2026, 21:30", "Moved on", "Noted → Screening", "Three reports."), SpacePanel.LineOf(moved, English));
        SpaceEvent counted = new(SpaceEventKind.Incidents, at, Guid.Empty, Period: "2026-Q2", Events: 4, DistinctChildren: 3, ChildrenUnknown: 1);
        Assert.Equal("2026-Q2: 4 incidents, 3 different children, 1 more not known by token", SpacePanel.LineOf(counted, English).Told);
        SpaceEvent banded = new(SpaceEventKind.Incidents, at, Guid.Empty, Period: "2026-Q2", Band: Geodata.Disclosure.CountBand.Some);
        Assert.DoesNotContain("incidents", SpacePanel.LineOf(banded, English).Told, StringComparison.Ordinal);
        SpaceEvent walked = new(SpaceEventKind.Outreach, at, Guid.Empty, Agency: Agency.YouthService, Hours: 2.5, SpokenTo: 7, NoConcern: true);
        Assert.Equal("5 June 2026", SpacePanel.LineOf(walked, English).When);
        foreach (var kind in Enum.GetValues<SpaceEventKind>())
            foreach (var words in (Words[])[English, new(Tongue.Cy)]) Assert.NotEmpty(SpacePanel.LineOf(new(kind, at, Guid.Empty, Agency: Agency.Police), words).What);
    }

    internal static SpaceView Space(string name, bool onMap = true, bool overdue = false) => new(
        Guid.CreateVersion7(), 1, name, null, [], PlaceType.RiversideWater, OwnerType.Council, SpaceSensitivity.Ordinary,
        onMap ? new(Sample.Box(-4.91, 52.39, -4.89, 52.41)) : null, onMap ? null : "Platform", SpaceStatus.PlanActive, ConcernBand.PlanInPlace, "Reason", new(2026, 10, 1),
        overdue, Sample.Now, SpaceOrigin.Hand, Agency.ChildrensServices, null, null, false, []);
}
