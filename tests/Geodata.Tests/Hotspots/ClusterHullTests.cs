using NetTopologySuite.Geometries;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Hotspots;

namespace SpacesPlaces.Geodata.Tests.Hotspots;

public sealed class ClusterHullTests
{
    [Fact]
    public void Square_IsItsOwnHull()
    {
        var hull = ClusterHull.Of([new(0, 0), new(100, 0), new(100, 100), new(0, 100), new(50, 50)]);
        Assert.Equal(10_000, hull.Area);
        Assert.Equal(27700, hull.SRID);
        Assert.Equal(5, hull.NumPoints);
    }

    [Fact]
    public void OneSpot_BecomesADiscOfTenMetres()
    {
        var hull = ClusterHull.Of([new(300, 400), new(300, 400)]);
        Assert.InRange(hull.Area, 0.95 * Math.PI * 100, Math.PI * 100);
        Assert.Equal(new Envelope(290, 310, 390, 410), hull.EnvelopeInternal);
        Assert.Equal(27700, hull.SRID);
    }

    [Fact]
    public void Line_BecomesAStripOfTenMetresEachSide()
    {
        var hull = ClusterHull.Of([new(0, 0), new(50, 0), new(100, 0)]);
        Assert.InRange(hull.Area, 100 * 20 + 0.95 * Math.PI * 100, 100 * 20 + Math.PI * 100);
    }

    [Fact]
    public void AllEvents_AreInside_RoundedOrNot_AndRowsMayComeInAnyOrder()
    {
        var random = new Random(8);
        for (var run = 0; run < 200; run++)
        {
            GridPoint[] points =
                [.. Enumerable.Range(0, random.Next(1, 20)).Select(_ => new GridPoint(random.Next(300) + 0.25, random.Next(300)))];
            var plain = ClusterHull.Of(points);
            var rounded = ClusterHull.Of(points, roundToMetres: 50);
            foreach (var point in points)
            {
                Assert.True(plain.Covers(new Point(point.Easting, point.Northing)));
                Assert.True(rounded.Covers(new Point(point.Easting, point.Northing)));
            }

            Assert.True(rounded.Covers(plain));
            Assert.All(rounded.Coordinates, corner => Assert.Equal((0, 0), (corner.X % 50, corner.Y % 50)));
            random.Shuffle(points);
            Assert.Equal(plain.AsText(), ClusterHull.Of(points).AsText());
        }
    }

    [Fact]
    public void NothingAndPoison_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => ClusterHull.Of([]));
        Assert.Throws<ArgumentException>(() => ClusterHull.Of([new(double.NaN, 0)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => ClusterHull.Of([new(0, 0)], 0));
    }
}
