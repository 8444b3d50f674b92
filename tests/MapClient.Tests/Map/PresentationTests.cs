using NetTopologySuite.Geometries;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.MapClient.Language;
using SpacesPlaces.MapClient.Map;

namespace SpacesPlaces.MapClient.Tests.Map;

public sealed class PresentationTests
{
    private static readonly Presentation Others = new(NationalGrid.Helmert);
    private static readonly Words English = new(Tongue.En);

    [Fact]
    public void NoPoint_IsLeft_AndNothingThatWasToldOfOne()
    {
        var shown = Others.Of(Sample.Points("incidents", 12), English);
        var square = Assert.Single(shown.Features);
        Assert.IsType<Polygon>(square.Shape);
        Assert.DoesNotContain("told", square.Told, StringComparison.Ordinal);
        Assert.Equal(("12", 12), (square.Label, shown.Count));
    }

    [Fact]
    public void TheSquare_HoldsThePoint_AndItsCornersLieOnTheNationalGrid()
    {
        var point = NationalGrid.Helmert.ToLonLat(231_111, 287_777);
        var shown = Others.Of(Sample.Points("incidents", 1, lon: point.Lon, lat: point.Lat), English);
        Assert.Equal("presented-231000-287000", shown.Features[0].Key);
        Assert.True(shown.Features[0].Shape.Contains(Sample.Geometries.CreatePoint(new Coordinate(point.Lon, point.Lat))));
    }

    [Fact]
    public void AreasAndTheGround_StayAsTheyAre()
    {
        var area = Sample.Points("hotspots", 0, LayerGroup.Hotspots) with { Features = [new("1", Sample.Box(-5, 52, -4.9, 52.1), "map.legend_harm", "area")] };
        Assert.Same(area, Others.Of(area, English));
        var names = Sample.Points("ground-names", 3, LayerGroup.Ground);
        Assert.Same(names, Others.Of(names, English));
    }
}
