using NetTopologySuite.Geometries;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Grids;
using SpacesPlaces.Geodata.Statistics;

namespace SpacesPlaces.Geodata.Tests.Grids;

public sealed class CellGridTests
{
    public static TheoryData<ICellGrid> Grids => [new SquareGrid(250), new SquareGrid(333.3), new HexGrid(400), new HexGrid(77.7)];

    [Theory]
    [MemberData(nameof(Grids))]
    public void EveryPoint_LiesInThePolygonOfItsCell_AndInNoOther(ICellGrid grid)
    {
        var random = new SeededRandom(1);
        for (var i = 0; i < 500; i++)
        {
            var point = new GridPoint(300_000 + 5_000 * random.Unit(), 250_000 + 5_000 * random.Unit());
            var cell = grid.CellOf(point);
            var place = new Point(point.Easting, point.Northing);
            Assert.True(grid.PolygonOf(cell).Intersects(place));
            foreach (var step in grid.StepsFrom(cell.Row))
                Assert.False(grid.PolygonOf(new(cell.Column + step.Column, cell.Row + step.Row)).Contains(place));
        }
    }

    [Theory]
    [MemberData(nameof(Grids))]
    public void Cell_HasTheStatedArea_ItsCentreInside_AndTheGridsSystem(ICellGrid grid)
    {
        var cell = grid.CellOf(new(312_345.6, 287_654.3));
        var polygon = grid.PolygonOf(cell);
        Assert.Equal(27700, polygon.SRID);
        Assert.Equal(grid.CellAreaSquareMetres, polygon.Area, grid.CellAreaSquareMetres * 1e-9);
        Assert.Equal(polygon.EnvelopeInternal, grid.ExtentOf(cell));
        Assert.Equal(cell, grid.CellOf(grid.CentreOf(cell)));
    }

    [Theory]
    [MemberData(nameof(Grids))]
    public void Neighbours_ShareTheirCornersExactly_AndNeighbourhoodIsMutual(ICellGrid grid)
    {
        foreach (var row in (int[])[1000, 1001])
        {
            var cell = new GridAddress(1200, row);
            var corners = grid.PolygonOf(cell).Coordinates.ToHashSet();
            foreach (var step in grid.StepsFrom(row))
            {
                var other = new GridAddress(cell.Column + step.Column, cell.Row + step.Row);
                var shared = grid.PolygonOf(other).Coordinates.Count(corners.Contains);
                Assert.True(shared >= (grid is HexGrid || step.Column * step.Row == 0 ? 2 : 1));
                Assert.Contains(new GridAddress(-step.Column, -step.Row), grid.StepsFrom(other.Row).ToArray());
                if (grid is HexGrid)
                    Assert.Equal(grid.SizeMetres, Distance(grid.CentreOf(cell), grid.CentreOf(other)), 1e-6);
            }
        }
    }

    [Fact]
    public void Borders_BelongToTheSquareNorthEast_ForAnySide()
    {
        var random = new SeededRandom(2);
        for (var i = 0; i < 2_000; i++)
        {
            var grid = new SquareGrid(50 + 9_950 * random.Unit());
            var column = 1 + random.Below((int)(690_000 / grid.SizeMetres));
            Assert.Equal(column, grid.CellOf(new(column * grid.SizeMetres, 250_000)).Column);
            Assert.Equal(column - 1, grid.CellOf(new(Math.BitDecrement(column * grid.SizeMetres), 250_000)).Column);
        }
    }

    [Fact]
    public void Cells_AreAnchoredToTheNationalGrid()
    {
        Assert.Equal(new GridAddress(1200, 1000), new SquareGrid(250).CellOf(new(300_000, 250_000)));
        Assert.Equal(new GridAddress(0, 0), new HexGrid(1_000).CellOf(new(10, 300)));
        Assert.Equal(0, Distance(new(500, 1_000 * Math.Sqrt(3) / 2), new HexGrid(1_000).CentreOf(new(0, 1))), 1e-9);
    }

    [Theory]
    [InlineData(49.9)]
    [InlineData(10_001)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void SizesThatHelpNobody_AreRefused(double size)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SquareGrid(size));
        Assert.Throws<ArgumentOutOfRangeException>(() => new HexGrid(size));
    }

    [Theory]
    [InlineData(-3.4, 52.1)] // degrees
    [InlineData(52.1, 3.4)]
    [InlineData(0, 0)]
    [InlineData(double.NaN, 250_000)]
    [InlineData(300_000, 1_300_001)]
    public void NumbersThatAreNoPlace_AreRefused(double easting, double northing)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SquareGrid(250).CellOf(new(easting, northing)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new HexGrid(250).CellOf(new(easting, northing)));
    }

    private static double Distance(GridPoint a, GridPoint b) =>
        Math.Sqrt(Math.Pow(a.Easting - b.Easting, 2) + Math.Pow(a.Northing - b.Northing, 2));
}
