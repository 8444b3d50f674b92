using System.Globalization;
using NetTopologySuite.Geometries;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.Geodata.Vocabulary;
using SpacesPlaces.MapClient.Hotspots;
using SpacesPlaces.MapClient.Language;

namespace SpacesPlaces.MapClient.Tests.Hotspots;

public sealed class HotspotLayerTests
{
    private static readonly Words English = new(Tongue.En);

    [Fact]
    public void Clusters_WithOneChild_AreNeverDrawn()
    {
        var layer = HotspotLayer.Describe(new(null, [Of(ClusterClass.IndividualRepeat), Of(ClusterClass.PlaceRepeat)]), English);
        Assert.Equal("cluster_class.place_repeat", Assert.Single(layer.Features).Style);
        Assert.Null(HotspotLayer.Find(new(null, [Of(ClusterClass.IndividualRepeat)]), "1"));
    }

    [Fact]
    public void Styles_DifferWithoutColour_AndHaveWordsInBothLanguages()
    {
        var styles = HotspotLayer.Styles;
        Assert.All(styles.Keys, key => Assert.True(Texts.Has(key), key));
        foreach (var family in styles.GroupBy(style => style.Key.Split('.')[0]))
            Assert.Equal(family.Count(), family.Select(style => (style.Value.Kind, style.Value.Pattern, style.Value.OutlineWidth)).Distinct().Count());
    }

    [Fact]
    public void NoStyle_IsRed_BecauseAPlaceIsNotGuilty() => Assert.All(
        HotspotLayer.Styles.Values.Concat(Spaces.SpaceLayerStyles.All).Concat(MapClient.Analyses.AnalysisLayer.Styles.Values), style =>
        {
            foreach (var colour in (string[])[style.Fill, style.Outline])
            {
                var (r, g, b) = (Channel(colour, 1), Channel(colour, 3), Channel(colour, 5));
                Assert.False(r > 1.5 * g && r > 1.5 * b, $"{colour} is red");
            }
        });

    [Fact]
    public void EveryFigure_StandsWithWhatItIsOf()
    {
        var hotspot = Of(ClusterClass.PlaceRepeat) with
        {
            SourceMix = new Dictionary<string, int> { ["child_told_us"] = 2, ["community"] = 1 },
            OutreachSessions = 3,
            OutreachHours = 7.5,
        };
        var facts = HotspotFacts.Of(hotspot, English);
        Assert.Equal(
            ["Events", "Different children", "Children not known by token", "Different dates", "First", "Last", "Agencies that told us", "Where the reports came from", "Outreach within 250 m"],
            facts.Select(fact => fact.Term));
        Assert.Equal(["3", "2", "0", "3"], facts.Take(4).Select(fact => fact.Value));
        Assert.Equal("7.5 hours in 3 sessions", facts[^1].Value);
        Assert.DoesNotContain("individual", HotspotFacts.Told(hotspot, English), StringComparison.Ordinal);
    }

    [Fact]
    public void APlannersBand_HasWordsAndNoFigure()
    {
        var band = new HotspotView(Guid.Empty, null, null, ConcernBand.PlanInPlace, Area, null, null, null, null, null, null, null, null, null, null, null);
        var layer = HotspotLayer.Describe(new(null, [band]), new(Tongue.Cy));
        var feature = Assert.Single(layer.Features);
        Assert.Equal("concern_band.plan_in_place", feature.Style);
        Assert.DoesNotContain(feature.Told, char.IsDigit);
        Assert.Null(feature.Label);
        Assert.Empty(HotspotFacts.Of(band, English));
    }

    private static int Channel(string colour, int at) => int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static AreaGeometry Area => new(new GeometryFactory().ToGeometry(new Envelope(-3.5, -3.4, 52.1, 52.2)));

    private static HotspotView Of(ClusterClass @class) => new(
        Guid.Empty, 1, @class, null, Area, 3, 2, 0, 1, 3, new(2026, 1, 1), new(2026, 2, 1), new Dictionary<string, int>(), null, null, null);
}
