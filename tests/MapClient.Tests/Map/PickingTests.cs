using NetTopologySuite.Geometries;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.MapClient.Map;

namespace SpacesPlaces.MapClient.Tests.Map;

public sealed class PickingTests
{
    private static readonly LonLat Spot = new(-4.9, 52.4);
    private static readonly int[] Turns = [0, 1, 3, -9];

    private static LayerState On(LayerDescription layer) => new(layer, true, 1);

    [Fact]
    public void FortyReportsOnOneSpot_AreAllFound_APageAtATime()
    {
        var pages = new PickedPages(new Picking().Around([On(Sample.Points("incidents", 40))], Spot, 10));
        Assert.Equal((40, 4), (pages.All.Count, pages.Pages));
        HashSet<string> seen = [];
        for (var page = 0; page < pages.Pages; page++, pages.Turn(1)) seen.UnionWith(pages.Shown.Select(picked => picked.Feature.Key));
        Assert.Equal(40, seen.Count);
    }

    [Fact]
    public void Pages_StayWithinTheirEnds()
    {
        var pages = new PickedPages(new Picking().Around([On(Sample.Points("incidents", 25))], Spot, 10));
        List<int> seen = [];
        foreach (var turn in Turns)
        {
            pages.Turn(turn);
            seen.Add(pages.Page);
        }

        Assert.Equal([0, 1, 2, 0], seen);
        Assert.Empty(new PickedPages([]).Shown);
    }

    [Fact]
    public void TheTopmostLayer_IsToldFirst_AndLayersThatCannotBePickedNever()
    {
        var found = new Picking().Around(
            [On(Sample.Points("ground", 1, LayerGroup.Ground, canPick: false)), On(Sample.Points("spaces", 1, LayerGroup.Spaces)), On(Sample.Points("incidents", 2))], Spot, 10);
        Assert.Equal(["incidents-1", "incidents-0", "spaces-0"], found.Select(picked => picked.Feature.Key));
    }

    [Theory]
    [InlineData(99, 1)]
    [InlineData(103, 0)]
    public void Distance_IsMetresOnTheGround_InEveryDirection(double metresAway, int expected)
    {
        foreach (var degrees in (int[])[0, 45, 90, 200, 270])
        {
            var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
            var lat = Spot.Lat + metresAway * sin / 111_320;
            var lon = Spot.Lon + metresAway * cos / (111_320 * Math.Cos(Spot.Lat * Math.PI / 180));
            Assert.Equal(expected, new Picking().Around([On(Sample.Points("incidents", 1, lon: lon, lat: lat))], Spot, 100.9).Count);
        }
    }

    [Fact]
    public void WhatADrawnAreaTouches_IsWhatASlowLookFinds()
    {
        var random = new Random(3);
        var points = Enumerable.Range(0, 500).Select(i => new LayerFeature(
            $"{i}", Sample.Geometries.CreatePoint(new Coordinate(-5 + random.NextDouble(), 52 + random.NextDouble())), "map.legend_harm", "")).ToList();
        var layer = Sample.Points("incidents", 0) with { Features = points };
        var area = Sample.Geometries.CreatePolygon([new(-4.8, 52.1), new(-4.2, 52.3), new(-4.5, 52.9), new(-4.8, 52.1)]);
        Assert.Equal(
            points.Where(point => area.Intersects(point.Shape)).Select(point => point.Key).Order(),
            new Picking().Inside([On(layer)], area).Select(picked => picked.Feature.Key).Order());
    }
}
