using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using SpacesPlaces.Geodata.Grids;
using SpacesPlaces.Geodata.Statistics;

namespace SpacesPlaces.Geodata.Tests.Grids;

public sealed class CellSetTests
{
    private static readonly Geometry Valley = new WKTReader().Read(
        "MULTIPOLYGON(((300100 250100, 309000 251000, 307000 256000, 304500 253300, 301000 259000, 300100 250100), " +
        "(303000 251500, 304000 251500, 304000 252500, 303000 252500, 303000 251500)), " +
        "((310000 257000, 312000 257000, 312000 257100, 310000 257000)))");

    [Theory]
    [MemberData(nameof(CellGridTests.Grids), MemberType = typeof(CellGridTests))]
    public void Cells_AreThoseThatShareAreaWithTheWindow_AndTheirShareIsExact(ICellGrid grid)
    {
        var set = CellSet.Covering(grid, Valley);
        var found = Enumerable.Range(0, set.Count).ToDictionary(i => set[i], i => set.ShareOf(i));
        Assert.Equal(Valley.Area, found.Values.Sum() * grid.CellAreaSquareMetres, Valley.Area * 1e-9);
        var first = grid.CellOf(new(299_900, 249_900));
        var last = grid.CellOf(new(312_200, 259_200));
        var step = Math.Max(1, (last.Row - first.Row) / 40); // all rows of coarse grids, some of fine ones
        for (var row = first.Row; row <= last.Row; row += step)
            for (var column = first.Column - 1; column <= last.Column + 1; column++)
            {
                var share = grid.PolygonOf(new(column, row)).Intersection(Valley).Area / grid.CellAreaSquareMetres;
                Assert.Equal(share, found.GetValueOrDefault(new(column, row)), 1e-8);
            }
    }

    [Fact]
    public void Numbers_RunRowByRowFromSouthWest_AndLeadBack()
    {
        var set = CellSet.Covering(new HexGrid(500), Valley);
        GridAddress[] cells = [.. Enumerable.Range(0, set.Count).Select(i => set[i])];
        Assert.Equal(cells.OrderBy(c => c.Row).ThenBy(c => c.Column), cells);
        Assert.Equal(Enumerable.Range(0, set.Count), cells.Select(set.IndexOf));
        Assert.Equal(-1, set.IndexOf(new GridAddress(0, 0)));
    }

    [Fact]
    public void AlignedBox_HasItsCellsAndNoRim()
    {
        var set = CellSet.Covering(new SquareGrid(250), new Envelope(400_000, 500_000, 250_000, 380_000));
        Assert.True(set.IsBlock);
        Assert.Equal(208_000, set.Count);
        Assert.Equal(new GridAddress(1600, 1000), set[0]);
        Assert.Equal(1, set.ShareOf(0));
        var shifted = CellSet.Covering(new SquareGrid(250), new Envelope(400_100, 400_600, 250_000, 250_250));
        Assert.Equal([0.6, 1, 0.4], Enumerable.Range(0, shifted.Count).Select(i => Math.Round(shifted.ShareOf(i), 12)));
    }

    [Fact]
    public void BoxAtTheGridsOrigin_IsNotTakenForDegrees() =>
        Assert.Equal(4, CellSet.Covering(new SquareGrid(500), new Envelope(0, 1_000, 0, 1_000)).Count);

    [Theory]
    [MemberData(nameof(CellGridTests.Grids), MemberType = typeof(CellGridTests))]
    public void Neighbours_AreTheCellsOfTheSetThatTouch(ICellGrid grid)
    {
        var set = CellSet.Covering(grid, new Envelope(300_000, 301_500, 250_000, 251_500));
        set = set.Where([.. Enumerable.Range(0, set.Count).Select(i => i % 7 != 3)]);
        var lists = set.Neighbours();
        for (var i = 0; i < set.Count; i += 5)
        {
            var around = grid.ExtentOf(set[i]);
            around.ExpandBy(1e-6);
            int[] touching = [.. Enumerable.Range(0, set.Count).Where(
                j => j != i && grid.PolygonOf(set[j]).Distance(grid.PolygonOf(set[i])) < 1e-6)];
            Assert.Equal(touching, lists.Of(i).ToArray());
        }
    }

    [Fact]
    public void Counts_AddUp_AndEventsOutsideTheWindowAreNamed()
    {
        var set = CellSet.Covering(new SquareGrid(500), Valley);
        var random = new SeededRandom(4);
        double[] x = new double[3_000], y = new double[3_000];
        for (var i = 0; i < x.Length; i++) (x[i], y[i]) = (299_000 + 14_000 * random.Unit(), 249_000 + 12_000 * random.Unit());
        var inside = Enumerable.Range(0, x.Length).Count(i => Valley.Intersects(new Point(x[i], y[i])));
        var counts = set.CountEvents(x, y);
        Assert.Equal((inside, x.Length - inside), (counts.EventsInside, counts.EventsOutside));
        Assert.Equal(inside, counts.Values.Sum());
        Assert.InRange(inside, 500, 2_500);
    }

    [Fact]
    public void Weights_CountLikeRepeatedEvents_AndNoOrderOfRowsShowsInTheSums()
    {
        var set = CellSet.Covering(new HexGrid(2_000), new Envelope(300_000, 320_000, 250_000, 270_000));
        var random = new SeededRandom(5);
        double[] x = new double[999], y = new double[999], w = new double[999];
        for (var i = 0; i < x.Length; i++)
            (x[i], y[i], w[i]) = (300_000 + 19_999 * random.Unit(), 250_000 + 19_999 * random.Unit(), random.Below(3));
        int[] repeated = [.. Enumerable.Range(0, 999).SelectMany(i => Enumerable.Repeat(i, (int)w[i]))];
        Assert.Equal(
            set.CountEvents([.. repeated.Select(i => x[i])], [.. repeated.Select(i => y[i])]).Values, set.CountEvents(x, y, w).Values);

        for (var i = 0; i < w.Length; i++) w[i] = random.Unit();
        var order = Enumerable.Range(0, 999).ToArray();
        random.Shuffle<int>(order);
        Assert.Equal(
            set.CountEvents(x, y, w).Values,
            set.CountEvents([.. order.Select(i => x[i])], [.. order.Select(i => y[i])], [.. order.Select(i => w[i])]).Values);
    }

    [Fact]
    public void BadWindowsAndEvents_AreRefused()
    {
        var grid = new SquareGrid(50);
        var bow = new WKTReader().Read("POLYGON((300000 250000, 301000 251000, 301000 250000, 300000 251000, 300000 250000))");
        Assert.Throws<ArgumentException>(() => CellSet.Covering(grid, bow));
        Assert.Throws<ArgumentException>(() => CellSet.Covering(grid, new Point(300_000, 250_000)));
        Assert.Throws<ArgumentException>(() => CellSet.Covering(grid, new Envelope()));
        Assert.Throws<ArgumentException>(() => CellSet.Covering(grid, new Envelope(300_000, 300_000, 250_000, 251_000)));
        Assert.Throws<ArgumentOutOfRangeException>(() => CellSet.Covering(grid, new Envelope(-5, -3, 51, 53)));
        Assert.Throws<ArgumentOutOfRangeException>(() => CellSet.Covering(grid, new Envelope(3, 5, 51, 53)));
        Assert.Throws<ArgumentOutOfRangeException>(() => CellSet.Covering(grid, new Envelope(0, 700_000, 0, 1_300_000)));

        var set = CellSet.Covering(grid, new Envelope(300_000, 301_000, 250_000, 251_000));
        Assert.Throws<ArgumentException>(() => set.CountEvents([300_000], []));
        Assert.Throws<ArgumentException>(() => set.CountEvents([300_000], [250_000], [1, 2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => set.CountEvents([300_000], [250_000], [double.NaN]));
        Assert.Throws<ArgumentOutOfRangeException>(() => set.CountEvents([300_000], [double.NaN]));
        Assert.Throws<ArgumentOutOfRangeException>(() => set.CountEvents([-3.4], [52.1]));
        Assert.Throws<ArgumentException>(() => NeighbourLists.From([[1], [1]]));
        Assert.Throws<ArgumentException>(() => NeighbourLists.From([[1, 1], []]));
        Assert.Throws<ArgumentException>(() => NeighbourLists.From([[2], [0]]));
    }
}
