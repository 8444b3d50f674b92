using NetTopologySuite.Geometries;
using SpacesPlaces.MapClient.Map;

namespace SpacesPlaces.MapClient.Tests.Map;

public sealed class AreaSketchTests
{
    private static AreaSketch Of(params (double Lon, double Lat)[] corners)
    {
        AreaSketch sketch = new();
        foreach (var (lon, lat) in corners) sketch.Add(new(lon, lat));
        return sketch;
    }

    [Fact]
    public void ThreeCorners_MakeAnArea_AndFewerDoNot()
    {
        Assert.Null(Of().Shape);
        Assert.IsType<Point>(Of((-5, 52)).Shape);
        Assert.IsType<LineString>(Of((-5, 52), (-4, 52)).Shape);
        Assert.Null(Of((-5, 52), (-4, 52)).Area);
        Assert.Equal(0.5, Of((-5, 52), (-4, 52), (-4, 53)).Area!.Area, 12);
    }

    [Fact]
    public void ABorderThatCrossesItself_OrHoldsNothing_IsNoArea()
    {
        Assert.Null(Of((-5, 52), (-4, 53), (-4, 52), (-5, 53)).Area);
        Assert.Null(Of((-5, 52), (-4.5, 52), (-4, 52)).Area);
    }

    [Fact]
    public void TheSameSpotTwice_IsOneCorner_AndTheLastIsTakenBack()
    {
        var sketch = Of((-5, 52), (-5, 52), (-4, 52));
        Assert.Equal(2, sketch.Corners);
        sketch.Undo();
        sketch.Undo();
        sketch.Undo();
        Assert.Equal(0, sketch.Corners);
    }
}
