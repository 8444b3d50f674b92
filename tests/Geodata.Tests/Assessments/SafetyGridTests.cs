using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using SpacesPlaces.Geodata.Assessments;

namespace SpacesPlaces.Geodata.Tests.Assessments;

/// <summary>The squares of a safety map: named as on a street plan, the same for every round, and silent on where they lie.</summary>
public sealed class SafetyGridTests
{
    [Fact]
    public void Squares_AreThoseThatTheSpaceCovers_NamedFromNorthWest()
    {
        // An L: three squares of 50 m.
        var grid = SafetyGrid.Over(Shape("POLYGON((300000 250000,300100 250000,300100 250050,300050 250050,300050 250100,300000 250100,300000 250000))"), 50)!;
        Assert.Equal((2, 2, 50), (grid.Columns, grid.Rows, grid.SideMetres));
        Assert.Equal(["A1", "A2", "B2"], grid.Cells);
    }

    [Fact]
    public void Outline_TellsTheShape_AndTheSameWhereverItLies()
    {
        var (one, other) = (SafetyGrid.Over(Square(300_010, 250_020, 100), 25)!, SafetyGrid.Over(Square(212_010, 633_020, 100), 25)!);
        Assert.Equal(one.Cells, other.Cells);
        Assert.Equal(one.Outline[0].Select(corner => (corner[0], corner[1])), other.Outline[0].Select(corner => (corner[0], corner[1])));
        Assert.All(one.Outline[0], corner => Assert.True(corner[0] >= 0 && corner[0] <= one.Columns && corner[1] >= 0 && corner[1] <= one.Rows));
        // 10 m east of a line and 20 m north of one: its south-west corner is 0.4 squares in, and 0.8 up from the lowest line of five rows.
        Assert.Contains(one.Outline[0], corner => corner is [0.4, 4.2]);
    }

    [Theory]
    [InlineData(25), InlineData(50), InlineData(100)]
    public void Squares_AreThoseOfWhichATwentiethIsCovered(int side)
    {
        var space = Shape("POLYGON((300013 250007,300391 250120,300310 250402,300150 250260,300013 250007),(300200 250150,300260 250160,300240 250220,300200 250150))");
        var grid = SafetyGrid.Over(space, side)!;
        // The slow way: every square around, by the share of it that lies in the space.
        var expected = from row in Enumerable.Range(-3, grid.Rows + 6)
                       from column in Enumerable.Range(-3, grid.Columns + 6)
                       let square = Square(grid.West + (column * side), grid.North - ((row + 1) * side), side)
                       where square.Intersection(space).Area >= 0.05 * side * side
                       select SafetyGrid.NameOf(column, row);
        Assert.Equal(expected, grid.Cells);
    }

    [Fact]
    public void Sliver_IsNoSquare_UnlessTheSpaceIsNothingElse()
    {
        // A millimetre over the line on each side, as areas come back from a projection.
        Assert.Equal((4, 4), (SafetyGrid.Over(Square(299_999.999, 249_999.999, 200.002), 50)!.Columns, SafetyGrid.Over(Square(299_999.999, 249_999.999, 200.002), 50)!.Rows));
        Assert.Equal(["A1"], SafetyGrid.Over(Square(300_010, 250_010, 5), 100)!.Cells);
    }

    [Fact]
    public void Names_GoOnAfterZ() => Assert.Equal(["A1", "Z3", "AA1", "AB2", "ZZ1"],
        [SafetyGrid.NameOf(0, 0), SafetyGrid.NameOf(25, 2), SafetyGrid.NameOf(26, 0), SafetyGrid.NameOf(27, 1), SafetyGrid.NameOf(701, 0)]);

    [Fact]
    public void TooLarge_IsNoMap_AndWhatIsNoAreaIsRefused()
    {
        Assert.Equal(400, SafetyGrid.Over(Square(300_000, 250_000, 500), 25)!.Cells.Count);
        Assert.Null(SafetyGrid.Over(Square(300_000, 250_000, 510), 25));
        Assert.Null(SafetyGrid.Over(Square(300_000, 250_000, 90_000), 25));
        Assert.Throws<ArgumentException>(() => SafetyGrid.Over(Shape("LINESTRING(300000 250000,300100 250000)"), 25));
        Assert.Throws<ArgumentOutOfRangeException>(() => SafetyGrid.Over(Square(300_000, 250_000, 100), 30));
    }

    private static Geometry Shape(string text) => new WKTReader().Read(text);

    private static Geometry Square(double west, double south, double side) => new GeometryFactory().ToGeometry(new Envelope(west, west + side, south, south + side));

    [Fact]
    public void PlaceOf_UndoesNameOf_AndTakesNothingElse()
    {
        for (var column = 0; column <= 701; column++) Assert.Equal((column, column % 400), SafetyGrid.PlaceOf(SafetyGrid.NameOf(column, column % 400)));
        foreach (var wrong in (string[])["", "1", "A", "A0", "a1", "ABC1", "A-1", "A1B", "Ä1", "A 1"]) Assert.Throws<FormatException>(() => SafetyGrid.PlaceOf(wrong));
    }
}
