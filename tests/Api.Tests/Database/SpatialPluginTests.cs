using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Npgsql;

namespace SpacesPlaces.Api.Tests.Database;

/// <summary>Geometries go to PostGIS and come back as they were: shape, ordinates and SRID.</summary>
public sealed class SpatialPluginTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime, IDisposable
{
    private readonly PlaceContext context = new(database.ConnectionString);

    public async Task InitializeAsync()
    {
        await context.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS place");
        await context.GetService<IRelationalDatabaseCreator>().CreateTablesAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => context.Dispose();

    [Theory]
    [InlineData("POINT (250000.25 280000.75)", "POINT(250000.25 280000.75)")]
    [InlineData("POINT EMPTY", "POINT EMPTY")]
    [InlineData("POINT Z(250000 280000 12.5)", "POINT(250000 280000 12.5)")]
    [InlineData("LINESTRING (250000 280000, 250100 280050)", "LINESTRING(250000 280000,250100 280050)")]
    [InlineData("POLYGON ((0 0, 9 0, 9 9, 0 0), (2 1, 4 3, 4 1, 2 1))", "POLYGON((0 0,9 0,9 9,0 0),(2 1,4 3,4 1,2 1))")]
    [InlineData("MULTIPOINT ((1 2), (3 4))", "MULTIPOINT(1 2,3 4)")]
    [InlineData("MULTILINESTRING ((0 0, 1 1), (2 2, 3 3))", "MULTILINESTRING((0 0,1 1),(2 2,3 3))")]
    [InlineData("MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 5, 6 6, 5 5)))", "MULTIPOLYGON(((0 0,1 0,1 1,0 0)),((5 5,6 5,6 6,5 5)))")]
    [InlineData("GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (0 0, 1 1))", "GEOMETRYCOLLECTION(POINT(1 2),LINESTRING(0 0,1 1))")]
    public async Task Geometry_ComesBackAsItWasSent_AndPostGisSawTheSame(string text, string seenByPostGis)
    {
        var sent = new WKTReader().Read(text);
        sent.SRID = 27700;
        context.Add(NewPlace(1, anything: sent));
        await context.SaveChangesAsync();
        context.ChangeTracker.Clear();

        var received = (await context.Places.SingleAsync()).Anything!;

        Assert.Equal(27700, received.SRID);
        Assert.Equal(sent.GeometryType, received.GeometryType);
        Assert.True(sent.EqualsExact(received), $"{sent} became {received}");
        Assert.Equal(sent.Coordinate?.Z, received.Coordinate?.Z);
        Assert.Equal($"SRID=27700;{seenByPostGis}", await Ask("SELECT ST_AsEWKT(anything) FROM place"));
    }

    [Fact]
    public async Task Columns_AreWhatTheModelSays()
    {
        var columns = await Rows("SELECT f_geometry_column || ' ' || type || ' ' || srid FROM geometry_columns WHERE f_table_name = 'place' ORDER BY 1");

        Assert.Equal(["anything GEOMETRY 0", "area POLYGON 27700", "at POINT 27700", "path LINESTRING 27700"], columns);
    }

    [Fact]
    public void Model_AsksForTheExtension() =>
        Assert.StartsWith("CREATE EXTENSION IF NOT EXISTS postgis;", context.Database.GenerateCreateScript(), StringComparison.Ordinal);

    [Fact]
    public async Task NullGeometry_StaysNull_WrittenAndCompared()
    {
        context.Add(NewPlace(1));
        await context.SaveChangesAsync();
        context.ChangeTracker.Clear();
        Polygon? nothing = null;

        Assert.Null((await context.Places.SingleAsync()).Area);
        Assert.Empty(await context.Places.Where(p => p.At.Intersects(nothing)).ToListAsync());
        Assert.Empty(await context.Places.Where(p => p.Area!.Area > 0).ToListAsync());
    }

    [Fact]
    public async Task ThirdOrdinateInATwoDimensionalColumn_IsRefusedByTheDatabase()
    {
        context.Add(NewPlace(1, at: new Point(new CoordinateZ(250000, 280000, 5)) { SRID = 27700 }));

        var error = await Assert.ThrowsAsync<DbUpdateException>(() => context.SaveChangesAsync());

        Assert.Contains("Z dimension", error.InnerException!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RoomForAThirdOrdinateWithoutOne_IsNotAThirdOrdinate()
    {
        // CoordinateZ without a Z is what many readers make.
        context.Add(NewPlace(1, at: new Point(new CoordinateZ(250000, 280000)) { SRID = 27700 }));

        await context.SaveChangesAsync();

        Assert.Equal("SRID=27700;POINT(250000 280000)", await Ask("SELECT ST_AsEWKT(at) FROM place"));
    }

    [Fact]
    public async Task OtherSrid_IsRefusedByTheDatabase()
    {
        context.Add(NewPlace(1, at: new Point(-4.2, 52.4) { SRID = 4326 }));

        var error = await Assert.ThrowsAsync<DbUpdateException>(() => context.SaveChangesAsync());

        Assert.Contains("SRID (4326) does not match column SRID (27700)", error.InnerException!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MissingSrid_IsTakenForTheColumnsByPostGis_SoTheApiMustGiveOne()
    {
        // Not our wish but PostGIS's rule, written down because it is silent.
        context.Add(NewPlace(1, at: new Point(-4.2, 52.4) { SRID = 0 }));

        await context.SaveChangesAsync();

        Assert.Equal("SRID=27700;POINT(-4.2 52.4)", await Ask("SELECT ST_AsEWKT(at) FROM place"));
    }

    [Fact]
    public async Task MovedPoint_IsSeenAsAChange_AndAnEqualOneIsNot()
    {
        context.Add(NewPlace(1));
        await context.SaveChangesAsync();
        context.ChangeTracker.Clear();
        var place = await context.Places.SingleAsync();

        context.Entry(place).Property(p => p.At).CurrentValue = new Point(250000, 280000) { SRID = 27700 };
        Assert.False(context.ChangeTracker.HasChanges());
        context.Entry(place).Property(p => p.At).CurrentValue = new Point(250001, 280000) { SRID = 27700 };
        Assert.True(context.ChangeTracker.HasChanges());
        await context.SaveChangesAsync();

        Assert.Equal("SRID=27700;POINT(250001 280000)", await Ask("SELECT ST_AsEWKT(at) FROM place"));
    }

    [Fact]
    public async Task Geography_MeasuresInMetresOnTheSpheroid()
    {
        context.Add(NewPlace(1, globe: new Point(0, 0) { SRID = 4326 }));
        await context.SaveChangesAsync();
        var oneDegreeEast = new Point(1, 0) { SRID = 4326 };

        var metres = await context.Places.Select(p => p.OnTheGlobe!.Distance(oneDegreeEast)).SingleAsync();

        // WGS 84: semi-major axis 6,378,137 m, one degree of the equator.
        Assert.Equal(6_378_137 * Math.PI / 180, metres, tolerance: 0.01);
        Assert.Equal(1, await context.Places.CountAsync(p => p.OnTheGlobe!.IsWithinDistance(oneDegreeEast, 111_320)));
        Assert.Equal(0, await context.Places.CountAsync(p => p.OnTheGlobe!.IsWithinDistance(oneDegreeEast, 111_319)));
    }

    [Fact]
    public async Task DataSourceMadeByTheCaller_ServesTheContextToo()
    {
        var builder = new NpgsqlDataSourceBuilder(database.ConnectionString);
        builder.UseNetTopologySuite();
        await using var source = builder.Build();
        await using var command = source.CreateCommand("SELECT ST_SRID($1), $1");
        command.Parameters.Add(new() { Value = new Point(1, 2) { SRID = 27700 } });
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();

        Assert.Equal(27700, reader.GetInt32(0));
        Assert.Equal(27700, reader.GetFieldValue<Point>(1).SRID);
    }

    internal static Place NewPlace(int id, Point? at = null, Geometry? anything = null, Point? globe = null) => new()
    {
        Id = id,
        At = at ?? new Point(250000, 280000) { SRID = 27700 },
        Path = new LineString([new(250000, 280000), new(250030, 280040)]) { SRID = 27700 },
        Anything = anything,
        OnTheGlobe = globe,
    };

    private async Task<object?> Ask(string sql)
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }

    private async Task<List<string>> Rows(string sql)
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        List<string> rows = [];
        while (await reader.ReadAsync()) rows.Add(reader.GetString(0));
        return rows;
    }
}
