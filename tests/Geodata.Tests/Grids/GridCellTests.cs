using NetTopologySuite.Geometries;
using SpacesPlaces.Geodata.Grids;

namespace SpacesPlaces.Geodata.Tests.Grids;

public sealed class GridCellTests
{
    [Theory]
    [InlineData(300_000, 250_000, 300, 250)] // a border belongs to the cell north-east of it
    [InlineData(300_999.999, 250_999.999, 300, 250)]
    [InlineData(0, 0, 0, 0)]
    [InlineData(700_000, 1_300_000, 700, 1300)]
    public void Cell_IsTheFloorOfKilometres(double easting, double northing, int x, int y) =>
        Assert.Equal(new GridCell(x, y), GridCell.Of(new(easting, northing)));

    [Fact]
    public void PointsOffTheGrid_HaveNoCell()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => GridCell.Of(new(-0.5, 10)));
        Assert.Throws<ArgumentOutOfRangeException>(() => GridCell.Of(new(double.NaN, 10)));
    }

    [Fact]
    public void Polygon_IsTheSquareKilometre_InTheGridsSystem()
    {
        var square = new GridCell(300, 250).ToPolygon();
        Assert.Equal(27700, square.SRID);
        Assert.Equal(1_000_000, square.Area);
        Assert.Equal(new Envelope(300_000, 301_000, 250_000, 251_000), square.EnvelopeInternal);
    }

    [Fact]
    public void Range_HoldsTheCellOfEveryPointOfItsBox()
    {
        var random = new Random(3);
        for (var run = 0; run < 200; run++)
        {
            var west = random.Next(600) * 500.0;
            var south = random.Next(600) * 500.0;
            var box = new Envelope(west, west + random.Next(10) * 250, south, south + random.Next(10) * 250);
            var range = GridCellRange.Covering(box);
            Assert.Equal(range.Count, range.Cells().Count());
            foreach (var corner in new[] { (box.MinX, box.MinY), (box.MaxX, box.MinY), (box.MaxX, box.MaxY), (box.MinX, box.MaxY) })
                Assert.True(range.Contains(GridCell.Of(new(corner.Item1, corner.Item2))));
            // And no more than needed: each cell touches the box.
            Assert.All(range.Cells(), cell => Assert.True(cell.Extent.Intersects(box)));
        }
    }

    [Fact]
    public void RangesOfNoBoxOrOfAPlanet_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => GridCellRange.Covering(new Envelope()));
        Assert.Throws<ArgumentOutOfRangeException>(() => GridCellRange.Covering(new Envelope(0, 1e12, 0, 1)));
    }
}
