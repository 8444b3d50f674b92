using System.Globalization;
using NetTopologySuite.Geometries;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.Geodata.Vocabulary;
using SpacesPlaces.MapClient.Hotspots;

namespace SpacesPlaces.MapClient.Tests.Hotspots;

public sealed class HotspotLayerTests
{
    [Fact]
    public void Clusters_WithOneChild_AreNeverDrawn()
    {
        var layer = HotspotLayer.Describe(new(null, [Of(ClusterClass.IndividualRepeat), Of(ClusterClass.PlaceRepeat)]));
        Assert.Equal("cluster_class.place_repeat", Assert.Single(layer.Features).Style);
    }

    [Fact]
    public void Styles_DifferWithoutColour_AndHaveWordsInBothLanguages()
    {
        var styles = HotspotLayer.Styles;
        Assert.All(styles.Keys, key => Assert.True(Texts.Has(key), key));
        var classes = styles.Where(s => s.Key.StartsWith("cluster_class", StringComparison.Ordinal)).Select(s => s.Value).ToList();
        Assert.Equal(classes.Count, classes.Select(s => (s.Kind, s.OutlineWidth)).Distinct().Count());
    }

    [Fact]
    public void NoStyle_IsRed_BecauseAPlaceIsNotGuilty() => Assert.All(HotspotLayer.Styles.Values, style =>
    {
        foreach (var colour in (string[])[style.Fill, style.Outline])
        {
            var (r, g, b) = (Channel(colour, 1), Channel(colour, 3), Channel(colour, 5));
            Assert.False(r > 1.5 * g && r > 1.5 * b, $"{colour} is red");
        }
    });

    private static int Channel(string colour, int at) => int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static HotspotView Of(ClusterClass @class) => new(
        Guid.Empty, 1, @class, null, new(new GeometryFactory().ToGeometry(new Envelope(-3.5, -3.4, 52.1, 52.2))), 3, 2, 0, 1, 3,
        new(2026, 1, 1), new(2026, 2, 1), new Dictionary<string, int>(), null, null, null);
}
