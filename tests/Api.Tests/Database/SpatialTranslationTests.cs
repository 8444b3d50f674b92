using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using NetTopologySuite;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.IO;
using NetTopologySuite.Operation.Union;

namespace SpacesPlaces.Api.Tests.Database;

/// <summary>
/// Each translated member: the SQL it becomes, and that PostGIS answers what NTS answers to the same expression. The
/// text matters on its own account: EF would run an untranslated last projection here and no answer would differ.
/// </summary>
public sealed class SpatialTranslationTests(SpatialTranslationTests.Places database) : IClassFixture<SpatialTranslationTests.Places>
{
    private static readonly WKTReader Reader = new(new NtsGeometryServices(PrecisionModel.Floating.Value, 27700));

    // Properties: EF makes a parameter of those, and a literal of a read-only field.
    private static Polygon Square => (Polygon)Reader.Read("POLYGON ((0 0, 100 0, 100 100, 0 100, 0 0))");
    private static Point Near => (Point)Reader.Read("POINT (13 14)");
    private static LineString Line => (LineString)Reader.Read("LINESTRING (-5 -5, 50 50)");

    /// <summary>Each expression over a place, under the SQL that it must become.</summary>
    private static readonly Dictionary<string, Expression<Func<Place, object?>>> Translations = new()
    {
        // Questions.
        ["ST_Contains(p.area, p.at)"] = p => p.Area!.Contains(p.At),
        ["ST_CoveredBy(p.at, p.area)"] = p => p.At.CoveredBy(p.Area),
        ["ST_Covers(p.area, p.at)"] = p => p.Area!.Covers(p.At),
        ["ST_Crosses(p.path, p.area)"] = p => p.Path.Crosses(p.Area),
        ["ST_Disjoint(p.at, p.area)"] = p => p.At.Disjoint(p.Area),
        ["ST_OrderingEquals(p.path, p.path)"] = p => p.Path.EqualsExact(p.Path),
        ["ST_Equals(p.area, p.area)"] = p => p.Area!.EqualsTopologically(p.Area),
        ["ST_Intersects(p.path, p.area)"] = p => p.Path.Intersects(p.Area),
        ["ST_DWithin(p.at, @Near, 5.0)"] = p => p.At.IsWithinDistance(Near, 5),
        ["ST_Overlaps(p.area, @Square)"] = p => p.Area!.Overlaps(Square),
        ["ST_Relate(p.at, p.area, '0FFFFF212')"] = p => p.At.Relate(p.Area, "0FFFFF212"),
        ["ST_Touches(p.at, p.area)"] = p => p.At.Touches(p.Area),
        ["ST_Within(p.at, @Square)"] = p => p.At.Within(Square),

        // Numbers and flags.
        ["ST_Area(p.area)"] = p => p.Area!.Area,
        ["ST_Dimension(p.area)"] = p => p.Area!.Dimension,
        ["ST_Distance(p.at, @Near)"] = p => p.At.Distance(Near),
        ["ST_Length(p.path)"] = p => p.Path.Length,
        ["ST_NPoints(p.area)"] = p => p.Area!.NumPoints,
        ["ST_NumGeometries(p.anything)"] = p => p.Anything!.NumGeometries,
        ["ST_NumInteriorRings(p.area)"] = p => p.Area!.NumInteriorRings,
        ["ST_SRID(p.at)"] = p => p.At.SRID,
        ["ST_X(p.at)"] = p => p.At.X,
        ["ST_Y(p.at)"] = p => p.At.Y,
        ["ST_IsClosed(p.path)"] = p => p.Path.IsClosed,
        ["ST_IsRing(p.path)"] = p => p.Path.IsRing,
        ["ST_IsEmpty(ST_Intersection(p.at, p.area))"] = p => p.At.Intersection(p.Area).IsEmpty,
        ["ST_IsSimple(p.path)"] = p => p.Path.IsSimple,
        ["ST_IsValid(p.anything)"] = p => p.Anything!.IsValid,

        // Geometries.
        ["ST_Boundary(p.area)"] = p => p.Area!.Boundary,
        ["ST_Buffer(p.at, 25.0)"] = p => p.At.Buffer(25),
        ["ST_Buffer(p.at, 25.0, 2)"] = p => p.At.Buffer(25, 2),
        ["ST_Centroid(p.area)"] = p => p.Area!.Centroid,
        ["ST_ConvexHull(p.path)"] = p => p.Path.ConvexHull(),
        ["ST_Difference(p.area, @Square)"] = p => p.Area!.Difference(Square),
        ["ST_EndPoint(p.path)"] = p => p.Path.EndPoint,
        ["ST_Envelope(p.path)"] = p => p.Path.Envelope,
        ["ST_ExteriorRing(p.area)"] = p => p.Area!.ExteriorRing,
        ["ST_GeometryN(p.anything, 1)"] = p => p.Anything!.GetGeometryN(0),
        ["ST_InteriorRingN(p.area, 1)"] = p => p.Area!.GetInteriorRingN(0),
        ["ST_Intersection(p.path, @Square)"] = p => p.Path.Intersection(Square),
        ["ST_PointN(p.path, p.id + 1)"] = p => p.Path.GetPointN(p.Id),
        ["ST_Reverse(p.path)"] = p => p.Path.Reverse(),
        ["ST_StartPoint(p.path)"] = p => p.Path.StartPoint,
        ["ST_SymDifference(p.area, @Square)"] = p => p.Area!.SymmetricDifference(Square),
        ["ST_Union(p.path, @Line)"] = p => p.Path.Union(Line),
        ["ST_UnaryUnion(p.anything)"] = p => p.Anything!.Union(),
    };

    public static TheoryData<string> Sql => [.. Translations.Keys];

    [Theory]
    [MemberData(nameof(Sql))]
    public async Task Member_BecomesItsFunction_AndPostGisAnswersAsNtsDoes(string sql)
    {
        await using var context = database.Open();
        var expression = Translations[sql];

        var query = context.Places.OrderBy(p => p.Id).Select(expression);
        var answers = await query.ToListAsync();

        Assert.Contains(sql, Simplified(query.ToQueryString()), StringComparison.Ordinal);
        var places = await context.Places.OrderBy(p => p.Id).ToListAsync();
        var expected = places.Select(expression.Compile()).ToList();
        Assert.Equal(places.Count, answers.Count);
        Assert.All(expected.Zip(answers), pair => AssertSame(pair.First, pair.Second));
    }

    [Fact]
    public void EveryQuestionAndFlag_HasATrueAndAFalseAnswerOrTwoValues()
    {
        // Guards the data of the test above: an answer that never varies would also be given by a constant.
        string[] sameForAll = ["ST_OrderingEquals(p.path, p.path)", "ST_Equals(p.area, p.area)", "ST_SRID(p.at)", "ST_Dimension(p.area)"];
        var places = Places.Rows();

        var constant = Translations
            .Where(entry => !sameForAll.Contains(entry.Key))
            .Where(entry => places.Select(entry.Value.Compile()).Select(value => $"{value}").Distinct().Count() == 1)
            .Select(entry => entry.Key);

        Assert.Empty(constant);
    }

    [Fact]
    public async Task WithinDistance_IsOneIndexableCondition()
    {
        await using var context = database.Open();
        var query = context.Places.Where(p => p.At.IsWithinDistance(Near, 5)).Select(p => p.Id);

        Assert.Equal("SELECT p.id FROM place AS p WHERE ST_DWithin(p.at, @Near, 5.0)", Simplified(query.ToQueryString()));
        Assert.Equal([1], await query.ToListAsync());
    }

    [Fact]
    public async Task WithinDistance_UsesTheIndex()
    {
        await using var context = database.Open();
        var query = context.Places.Where(p => p.At.IsWithinDistance(EF.Constant(Near), 5)).Select(p => p.Id);
        await context.Database.OpenConnectionAsync();
        // So few rows would be read whole; whether the index can serve is the question.
        await context.Database.ExecuteSqlRawAsync("SET enable_seqscan = off");
        await using var explain = context.Database.GetDbConnection().CreateCommand();
        explain.CommandText = $"EXPLAIN (FORMAT JSON) {query.ToQueryString()}";
        var plan = (string)(await explain.ExecuteScalarAsync())!;

        Assert.Contains("\"Index Cond\": \"(at && st_expand(", plan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Knn_OrdersByTheIndexOperator()
    {
        await using var context = database.Open();
        var query = context.Places.OrderBy(p => EF.Functions.DistanceKnn(p.At, Near)).Select(p => p.Id);

        Assert.Equal("SELECT p.id FROM place AS p ORDER BY p.at <-> @Near", Simplified(query.ToQueryString()));
        var nearestFirst = Places.Rows().OrderBy(p => p.At.Distance(Near)).Select(p => p.Id);
        Assert.Equal(nearestFirst, await query.ToListAsync());
    }

    [Fact]
    public async Task Transform_OfTheQuestion_LeavesTheColumnAlone()
    {
        await using var context = database.Open();
        // The transit circle at Greenwich, TQ 388 773: by definition near longitude 0; 51.478 north.
        var greenwich = new Point(538_880, 177_320) { SRID = 27700 };
        var query = context.Places.Where(p => p.Id == 1).Select(p => EF.Functions.Transform(EF.Constant(greenwich), 4326));

        Assert.Contains("ST_Transform(GEOMETRY 'SRID=27700;POINT (538880 177320)', 4326)", Simplified(query.ToQueryString()), StringComparison.Ordinal);
        var lonLat = await query.SingleAsync();
        Assert.Equal(4326, lonLat.SRID);
        Assert.Equal(-0.0015, lonLat.X, tolerance: 0.0005);
        Assert.Equal(51.4779, lonLat.Y, tolerance: 0.0005);
    }

    [Fact]
    public async Task Force2D_DropsTheThirdOrdinate()
    {
        await using var context = database.Open();
        var query = context.Places.Where(p => p.Id == 1)
            .Select(p => EF.Functions.Force2D(EF.Constant(new Point(new CoordinateZ(1, 2, 3)) { SRID = 27700 })));

        Assert.Contains("ST_Force2D(GEOMETRY 'SRID=27700;POINT", query.ToQueryString(), StringComparison.Ordinal);
        Assert.True(double.IsNaN((await query.SingleAsync()).Z));
    }

    [Fact]
    public async Task TextAndBytes_DescribeTheSameGeometry()
    {
        await using var context = database.Open();
        var query = context.Places.OrderBy(p => p.Id).Select(p => new { p.Path, Text = p.Path.AsText(), Bytes = p.Path.ToBinary() });

        Assert.Contains("ST_AsText(p.path) AS Text, ST_AsBinary(p.path) AS Bytes", Simplified(query.ToQueryString()), StringComparison.Ordinal);
        Assert.All(await query.ToListAsync(), row =>
        {
            Assert.True(row.Path.EqualsExact(Reader.Read(row.Text)));
            Assert.True(row.Path.EqualsExact(new WKBReader().Read(row.Bytes)));
        });
    }

    [Fact]
    public async Task Aggregates_BecomePostGisAggregates_WithTheirFilter()
    {
        await using var context = database.Open();
        var query = context.Places.GroupBy(p => p.Id % 2).OrderBy(g => g.Key).Select(g => new
        {
            g.Key,
            Union = UnaryUnionOp.Union(g.Where(p => p.Id < 3).Select(p => p.Area!)),
            Together = GeometryCombiner.Combine(g.Select(p => p.At)),
            Extent = EnvelopeCombiner.CombineAsGeometry(g.Select(p => p.Path)),
        });

        var sql = Simplified(query.ToQueryString());
        Assert.Contains("ST_Union(p0.area) FILTER (WHERE p0.id < 3)", sql, StringComparison.Ordinal);
        Assert.Contains("ST_Collect(p0.at)", sql, StringComparison.Ordinal);
        Assert.Contains("ST_Extent(p0.path)::geometry", sql, StringComparison.Ordinal);

        var expected = Places.Rows().GroupBy(p => p.Id % 2).OrderBy(g => g.Key).ToList();
        var answers = await query.ToListAsync();
        Assert.Equal(expected.Count, answers.Count);
        Assert.All(expected.Zip(answers), pair =>
        {
            var (group, answer) = pair;
            AssertSame(UnaryUnionOp.Union(group.Where(p => p.Id < 3).Select(p => p.Area!)), answer.Union);
            AssertSame(GeometryCombiner.Combine(group.Select(p => p.At)), answer.Together);
            Assert.True(EnvelopeCombiner.CombineAsGeometry(group.Select(p => p.Path)).EqualsTopologically(answer.Extent));
            // A box has no CRS in PostGIS: whoever sends it on must give it one.
            Assert.Equal(0, answer.Extent.SRID);
        });
    }

    [Fact]
    public async Task UntranslatedMember_IsRefusedInAFilter_NotRunOnTheClient()
    {
        await using var context = database.Open();

        await Assert.ThrowsAsync<InvalidOperationException>(() => context.Places.Where(p => p.At.UserData != null).ToListAsync());
    }

    // One line, without the quotes around names.
    private static string Simplified(string sql) =>
        string.Join(' ', sql.Split('\n').Where(line => !line.StartsWith("--", StringComparison.Ordinal)).Select(line => line.Trim()))
            .Replace("\"", "", StringComparison.Ordinal)
            .Trim();

    private static void AssertSame(object? nts, object? postGis)
    {
        switch (nts, postGis)
        {
            case (double expected, double actual):
                Assert.Equal(expected, actual, tolerance: 1e-9 * Math.Max(1, Math.Abs(expected)));
                break;
            case (Geometry { IsEmpty: true }, Geometry actual):
                Assert.True(actual.IsEmpty, $"{actual} is not empty");
                break;
            case (Geometry expected, Geometry actual):
                Assert.Equal(27700, actual.SRID);
                var distance = NetTopologySuite.Algorithm.Distance.DiscreteHausdorffDistance.Distance(expected, actual);
                Assert.True(distance < 1e-6, $"NTS: {expected}\nPostGIS: {actual}");
                break;
            default:
                Assert.Equal(nts, postGis);
                break;
        }
    }

    /// <summary>Four places around the square, chosen so that the questions have different answers.</summary>
    public sealed class Places : TestDatabase
    {
        public PlaceContext Open() => new(ConnectionString);

        public static IReadOnlyList<Place> Rows() =>
        [
            Row(0, "POINT (0 0)", "LINESTRING (0 0, 10 0, 10 10, 0 0)", "POLYGON ((-10 -10, 20 -10, 20 20, -10 20, -10 -10), (1 1, 1 2, 2 2, 2 1, 1 1))", "POINT (1 1)"),
            Row(1, "POINT (10 10)", "LINESTRING (0 0, 30 40)", "POLYGON ((10 10, 20 10, 20 30, 10 10), (14 11, 15 12, 15 11, 14 11))", "MULTIPOINT ((1 1), (2 2))"),
            Row(2, "POINT (300 400)", "LINESTRING (300 400, 310 420, 330 430)", "POLYGON ((90 90, 190 90, 190 190, 90 190, 90 90), (95 95, 95 97, 97 97, 97 95, 95 95), (150 150, 151 151, 151 150, 150 150))", "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 5, 6 6, 5 5)))"),
            Row(3, "POINT (50 50)", "LINESTRING (50 50, 50 60, 60 60, 40 55)", "POLYGON ((0 0, 100 0, 100 100, 0 100, 0 0), (90 90, 91 90, 91 91, 90 90))", "LINESTRING (7 7, 7 7)"),
        ];

        protected override async Task Fill(string connectionString)
        {
            await using var context = new PlaceContext(connectionString);
            await context.GetService<IRelationalDatabaseCreator>().CreateTablesAsync();
            context.AddRange(Rows());
            await context.SaveChangesAsync();
        }

        private static Place Row(int id, string at, string path, string area, string anything) => new()
        {
            Id = id,
            At = (Point)Reader.Read(at),
            Path = (LineString)Reader.Read(path),
            Area = (Polygon)Reader.Read(area),
            Anything = Reader.Read(anything),
        };
    }
}
