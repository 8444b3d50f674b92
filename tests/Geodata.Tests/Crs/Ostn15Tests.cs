using System.Globalization;
using System.Text;
using System.Text.Json;
using SpacesPlaces.Geodata.Crs;
using Xunit.Abstractions;

namespace SpacesPlaces.Geodata.Tests.Crs;

/// <summary>OSTN15 against Ordnance Survey's own points, and its laws on shifts that are easy to follow.</summary>
public sealed class Ostn15Tests(ITestOutputHelper output)
{
    private const string Heading = "Point_ID,ETRS89_Easting,ETRS89_Northing,ETRS89_OSGB36_EShift,ETRS89_OSGB36_NShift,ETRS89_ODN_HeightShift,Height_Datum_Flag";

    // A plane: between nodes it is known everywhere without OSTN15. Flat ground in the east of Wales.
    private static readonly Ostn15 Plane = new(ShiftGridFile.Read(Nodes(280, 230, 41, 41)));

    private static double EastOf(double x) => 95 + (x - 300_000) * 2e-5;

    private static double NorthOf(double y) => -75 + (y - 250_000) * 1e-5;

    [Theory]
    [InlineData("ostn15/os_test_points_TP01-TP20.csv", 20)]
    [InlineData("ostn15/powys_control_points_a.csv", 100)]
    public void PublishedPoints_AreMetWithinACentimetre_InBothDirections(string file, int points)
    {
        if (Published() is not { } published || SharedData.Lines(file, output) is not { } lines) return;
        var ostn = new Ostn15(published);
        Assert.Equal(points, lines.Length - 1);
        var (worst, worstBack) = (0.0, 0.0);
        foreach (var row in lines.Skip(1).Select(line => line.Split(',')))
        {
            double[] v = [.. row[1..5].Select(field => double.Parse(field, CultureInfo.InvariantCulture))];
            worst = Math.Max(worst, Apart(ostn.FromLonLat(v[1], v[0]), new(v[2], v[3])));
            // Degrees are compared on the ground: what comes back is projected again.
            var back = ostn.ToLonLat(v[2], v[3]);
            worstBack = Math.Max(worstBack, double.Hypot((back.Lat - v[0]) * 111_250, (back.Lon - v[1]) * 111_320 * Math.Cos(double.DegreesToRadians(v[0]))));
        }

        output.WriteLine($"{points} points: worst {worst * 1000:F2} mm there, {worstBack * 1000:F2} mm back");
        Assert.InRange(worst, 0, 0.01);
        Assert.InRange(worstBack, 0, 0.01);
    }

    [Fact]
    public void OutAndBack_IsExactToAQuarterOfAMillimetre_OverAllOfGreatBritain()
    {
        if (Published() is not { } published) return;
        var ostn = new Ostn15(published);
        var worst = 0.0;
        for (var easting = 20_000; easting <= 680_000; easting += 20_000)
            for (var northing = 20_000; northing <= 1_240_000; northing += 20_000)
            {
                var at = ostn.ToLonLat(easting, northing);
                worst = Math.Max(worst, Apart(ostn.FromLonLat(at.Lon, at.Lat), new(easting, northing)));
            }

        output.WriteLine($"Worst: {worst * 1000:F4} mm");
        Assert.InRange(worst, 0, 0.000_25);
    }

    [Fact]
    public void ThePosition_OfOrdnanceSurveysWorkedExample_ProjectsToItsEtrs89Coordinates()
    {
        // "Transformations and OSGM15 user guide", annexe of the worked example: 52 39 28.8282 N, 1 42 57.8663 E.
        var none = new Ostn15(ShiftGridFile.Read(Nodes(640, 300, 20, 20, (_, _) => 0, (_, _) => 0)));
        var at = none.FromLonLat(1 + 42 / 60.0 + 57.8663 / 3600, 52 + 39 / 60.0 + 28.8282 / 3600);
        Assert.Equal(651_307.003, at.Easting, 0.001);
        Assert.Equal(313_255.686, at.Northing, 0.001);
    }

    [Fact]
    public void BetweenNodes_TheShiftIsThePlaneThroughThem()
    {
        var random = new Random(15);
        for (var i = 0; i < 200; i++)
        {
            var (x, y) = (281_000 + random.NextDouble() * 38_000, 231_000 + random.NextDouble() * 38_000);
            Assert.True(Plane.Shifts.TryShift(x, y, out var east, out var north));
            // The nodes of the file are in millimetres, half of one at most from the plane.
            Assert.Equal(EastOf(x), east, 0.000_51);
            Assert.Equal(NorthOf(y), north, 0.000_51);
        }
    }

    [Fact]
    public void OutAndBack_ReturnsWhereItBegan()
    {
        var random = new Random(27700);
        for (var i = 0; i < 500; i++)
        {
            var point = new GridPoint(282_000 + random.NextDouble() * 36_000, 232_000 + random.NextDouble() * 36_000);
            var at = Plane.ToLonLat(point.Easting, point.Northing);
            Assert.InRange(Apart(Plane.FromLonLat(at.Lon, at.Lat), point), 0, 0.000_15);
        }
    }

    [Fact]
    public void Batch_EqualsSinglePoints_InBothDirections()
    {
        var random = new Random(7);
        double[] xs = [.. Enumerable.Range(0, 1000).Select(_ => 282_000 + random.NextDouble() * 36_000)];
        double[] ys = [.. Enumerable.Range(0, 1000).Select(_ => 232_000 + random.NextDouble() * 36_000)];
        var singles = xs.Zip(ys, Plane.ToLonLat).ToArray();
        Plane.ToLonLat(xs, ys);
        Assert.Equal(singles, xs.Zip(ys, (lon, lat) => new LonLat(lon, lat)));
        var back = xs.Zip(ys, Plane.FromLonLat).ToArray();
        Plane.FromLonLat(xs, ys);
        Assert.Equal(back, xs.Zip(ys, (e, n) => new GridPoint(e, n)));
    }

    [Theory]
    [InlineData(279_000, 250_000)]
    [InlineData(300_000, 275_000)]
    [InlineData(double.NaN, 250_000)]
    [InlineData(-1, 250_000)]
    public void OutsideTheNodes_NothingIsAnswered_InsteadOfTheSevenParameters(double easting, double northing) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Plane.ToLonLat(easting, northing));

    [Theory]
    [InlineData(-6.5, 54.6)] // Ireland
    [InlineData(-3.4, double.NaN)]
    [InlineData(52.2, -3.4)]
    public void PositionsOutsideTheNodes_AreRefused(double lon, double lat) => Assert.Throws<ArgumentOutOfRangeException>(() => Plane.FromLonLat(lon, lat));

    [Fact]
    public void ASquareWithAMissingNode_IsNoGround()
    {
        var text = string.Join('\n', Lines(300, 250, 3, 3, (x, _) => EastOf(x), (_, y) => NorthOf(y)).Where(line => !line.Contains(",302000,252000,", StringComparison.Ordinal)));
        var grid = ShiftGridFile.Read(new StringReader(text));
        Assert.True(grid.TryShift(300_500, 250_500, out _, out _));
        Assert.False(grid.TryShift(301_500, 251_500, out var east, out _));
        Assert.True(double.IsNaN(east));
    }

    [Fact]
    public void ACut_HasTheSameShifts_AndNothingBeyond()
    {
        var cut = Plane.Shifts.Cut(295_300, 245_300, 297_900, 246_100);
        Assert.NotNull(cut);
        Assert.Equal((294_000, 244_000, 6, 5), (cut.West, cut.South, cut.Columns, cut.Rows));
        Assert.True(cut.TryShift(296_250, 245_750, out var east, out var north));
        Assert.True(Plane.Shifts.TryShift(296_250, 245_750, out var wholeEast, out var wholeNorth));
        Assert.Equal((wholeEast, wholeNorth), (east, north));
        Assert.False(cut.TryShift(290_000, 245_750, out _, out _));
        Assert.Null(Plane.Shifts.Cut(100_000, 100_000, 101_000, 101_000));
    }

    // The page goes the same way (nationalGrid.test.ts reads the same file).
    [Fact]
    public void TheFileOfPointsForThePage_HoldsWhatThisSays()
    {
        using var stream = typeof(Ostn15Tests).Assembly.GetManifestResourceStream("ostn15.json")!;
        var file = JsonDocument.Parse(stream).RootElement;
        foreach (var point in file.GetProperty("points").EnumerateArray())
        {
            var at = Plane.FromLonLat(point.GetProperty("lon").GetDouble(), point.GetProperty("lat").GetDouble());
            Assert.InRange(Apart(at, new(point.GetProperty("easting").GetDouble(), point.GetProperty("northing").GetDouble())), 0, 0.000_6);
        }

        var shifts = file.GetProperty("shifts");
        Assert.Equal((Plane.Shifts.West, Plane.Shifts.Columns), (shifts.GetProperty("west").GetInt32(), shifts.GetProperty("columns").GetInt32()));
        Assert.Equal(Plane.Shifts.EastMillimetres.ToArray(), shifts.GetProperty("eastMillimetres").EnumerateArray().Select(one => one.GetInt32()));
        Assert.Equal(Plane.Shifts.NorthMillimetres.ToArray(), shifts.GetProperty("northMillimetres").EnumerateArray().Select(one => one.GetInt32()));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("a,b,c\n1,2,3", "ETRS89_Easting")]
    [InlineData("@\n1,300000,250000,x,-75,0,1", "Line 2")]
    [InlineData("@\n1,300000,250000,95", "Line 2")]
    [InlineData("@\n1,300500,250000,95,-75,0,1", "Line 2")]
    [InlineData("@\n1,300000,9999000,95,-75,0,1", "Line 2")]
    [InlineData("@\n1,300000,250000,95000,-75,0,1", "Line 2")]
    [InlineData("@\n1,300000,250000,NaN,-75,0,1", "Line 2")]
    [InlineData("@\n1,300000,250000,95,-75,0,1", "fewer than four")]
    [InlineData("@\n1,300000,250000,95,-75,0,1\n2,301000,250000,95,-75,0,1\n3,302000,250000,95,-75,0,1\n4,303000,250000,95,-75,0,1", "one line")]
    [InlineData("@\n1,300000,250000,95,-75,0,1\n2,301000,250000,95,-75,0,1\n3,300000,251000,95,-75,0,1\n4,300000,250000,95,-75,0,1", "twice")]
    public void AFileThatIsNone_IsRefused_AndSaysWhere(string text, string said) => Assert.Contains(
        said, Assert.Throws<InvalidDataException>(() => ShiftGridFile.Read(new StringReader(text.Replace("@", Heading, StringComparison.Ordinal)))).Message, StringComparison.Ordinal);

    private static double Apart(GridPoint a, GridPoint b) => double.Hypot(a.Easting - b.Easting, a.Northing - b.Northing);

    private static StringReader Nodes(int westKm, int southKm, int columns, int rows, Func<int, int, double>? east = null, Func<int, int, double>? north = null) =>
        new(string.Join('\n', Lines(westKm, southKm, columns, rows, east ?? ((x, _) => EastOf(x)), north ?? ((_, y) => NorthOf(y)))));

    private static IEnumerable<string> Lines(int westKm, int southKm, int columns, int rows, Func<int, int, double> east, Func<int, int, double> north) =>
        from number in Enumerable.Range(-1, columns * rows + 1)
        let x = (westKm + number % columns) * 1_000
        let y = (southKm + number / columns) * 1_000
        select number < 0 ? Heading : string.Create(CultureInfo.InvariantCulture, $"{number + 1},{x},{y},{east(x, y):F3},{north(x, y):F3},50.000,1");

    // The whole of OSTN15 as it lies beside the repository: two arrays of 16 bits, millimetres above a base; read through the file's own form.
    private ShiftGrid? Published()
    {
        if (SharedData.Bytes("ostn15/ostn_east_shift_82140", output) is not { } east || SharedData.Bytes("ostn15/ostn_north_shift_-84180", output) is not { } north) return null;
        const int columns = 701;
        var text = new StringBuilder(Heading);
        for (var i = 0; i < east.Length / 2; i++)
            text.Append(CultureInfo.InvariantCulture, $"\n{i + 1},{i % columns * 1_000},{i / columns * 1_000},{(BitConverter.ToUInt16(east, 2 * i) + 82_140) / 1_000.0:F3},{(BitConverter.ToUInt16(north, 2 * i) - 84_180) / 1_000.0:F3},0,1");
        return ShiftGridFile.Read(new StringReader(text.ToString()));
    }
}
