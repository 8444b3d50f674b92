using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NetTopologySuite.Geometries;
using Npgsql;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Analyses;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Commands;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Planning;
using SpacesPlaces.Api.ReferenceData;
using SpacesPlaces.Api.Tests.ReferenceData;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Planning;
using SpacesPlaces.Samples;
using Xunit.Abstractions;

namespace SpacesPlaces.Api.Tests.Planning;

/// <summary>Roads imported, replaced and walked on: against Dijkstra's method written out over the same edges.</summary>
public sealed class StreetNetworkTests(TestApi api, ITestOutputHelper output) : IClassFixture<TestApi>, IDisposable
{
    private static readonly Guid Newport = Guid.Parse("0196a000-0000-7000-8000-0000000000e1");
    private readonly StreetFiles files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public async Task SmallNetwork_IsWalkedAsByHand_AndTheNextFileReplacesIt()
    {
        // A cross of two streets, a road without a junction, and a motorway beside it; all near Llandrindod Wells.
        var view = await ImportAsync("small.geojson", Lines(
            ("residential", null, [(-3.384, 52.242), (-3.383, 52.242), (-3.382, 52.242)]),
            ("footway", null, [(-3.383, 52.241), (-3.383, 52.242), (-3.383, 52.243)]),
            ("residential", null, [(-3.370, 52.242), (-3.369, 52.242)]),
            ("motorway", null, [(-3.384, 52.2425), (-3.382, 52.2425)]),
            ("path", "private", [(-3.384, 52.2426), (-3.382, 52.2426)]),
            ("path", null, [(-3.384, 52.2427)])));
        var edition = Assert.Single(view.Editions);
        Assert.Equal(("OpenStreetMap roads", 6, 5, 1, 5, 0), (edition.Edition, edition.Read, edition.Located, edition.Rejected, edition.Added, edition.Removed));
        Assert.Equal(("roads", "OpenStreetMap contributors", "ODbL-1.0"), (view.Kind, view.Publisher, view.Licence));
        Assert.Equal(["row_rejected_way", "roads_not_for_walking"], view.Notices.Select(n => n.Code));

        await InAsync(TestApi.Here, async network =>
        {
            var (west, east, north, alone) = (await AtAsync(-3.3835, 52.242), await AtAsync(-3.3825, 52.2421), await AtAsync(-3.383, 52.243), await AtAsync(-3.3695, 52.242));
            var far = await AtAsync(-3.300, 52.300);
            var times = await network.BetweenAsync([west, east, north, alone, far, west]);
            Assert.Equal([4], times.FarFromRoads);
            Assert.Equal([(0, 3), (1, 3), (2, 3), (3, 5)], times.WithoutWay);
            // 0.001 degrees are 68.3 m to the east and 111.3 m to the north here; the point in the east lies 11.1 m beside its street.
            Assert.Equal((68.3 + 11.1) / 80, times.Minutes[0][1]!.Value, 0.01);
            Assert.Equal((34.15 + 111.3) / 80, times.Minutes[0][2]!.Value, 0.01);
            Assert.Equal((0, 0), (times.Minutes[0][0], times.Minutes[0][5]!.Value));
            Assert.Equal(times.Minutes[1][2]!.Value, times.Minutes[2][1]!.Value, 1e-9);
            Assert.All(times.Minutes[4], Assert.Null);

            var path = await network.AlongAsync([west, east, north, west]);
            Assert.Empty(path.Obstacles);
            Assert.Equal(path.Line!.Length, path.Metres, 0.01);
            Assert.Equal(path.Metres / 80, path.Minutes, 1e-9);
            Assert.Equal((times.Minutes[0][1] + times.Minutes[1][2] + times.Minutes[2][0])!.Value, path.Minutes, 1e-6);
            Assert.Equal(path.Metres, (await network.AlongAsync([west, west, east, east, north, west])).Metres);
            var still = await network.AlongAsync([west, west]);
            Assert.Equal((0, 2), (still.Metres, still.Line!.NumPoints));
            Assert.Equal([new PathObstacle(PathObstacleKind.NoWay, 1, 2)], (await network.AlongAsync([west, east, alone])).Obstacles);
            Assert.Equal([new PathObstacle(PathObstacleKind.FarFromRoads, 1, 1)], (await network.AlongAsync([west, far, alone])).Obstacles);
        });

        view = await ImportAsync("next.geojson", Lines(("residential", null, [(-3.384, 52.242), (-3.383, 52.242)])));
        Assert.Equal((1, 5), (view.Editions[0].Added, view.Editions[0].Removed));
        Assert.Equal(1L, await api.ScalarAsync<long>("select count(*) from road where partnership_id = $1", TestApi.Here));
        Assert.Equal(1L, await api.ScalarAsync<long>("select count(*) from import_edition where edition = 'OpenStreetMap roads' and replaced_by is not null and partnership_id = $1", TestApi.Here));
        await InAsync(TestApi.Elsewhere, async network =>
        {
            Assert.False(await network.IsHeldAsync());
            Assert.Equal([0], (await network.BetweenAsync([await AtAsync(-3.3835, 52.242)])).FarFromRoads);
        });
    }

    [Fact]
    public async Task BadFiles_AreRefused_AndNothingIsStored()
    {
        var before = await api.ScalarAsync<long>("select count(*) from road");
        (string Name, byte[] Bytes, string Code)[] bad =
        [
            ("damaged.osm.pbf", [0, 0, 0, 13, 1, 2, 3], "import_file_truncated"),
            ("cut.osm.pbf", [0, 0, 0], "import_file_truncated"),
            ("other.geojson", "[1]"u8.ToArray(), "import_file_type_unknown"),
            ("none.geojson", """{"type":"FeatureCollection","features":[]}"""u8.ToArray(), "import_empty"),
            ("elsewhere.geojson", Encoding.UTF8.GetBytes(Lines(("residential", null, [(-1.0, 51.5), (-1.001, 51.5)]))), "import_empty"),
            ("roads.csv", [1], "import_file_type_unknown"),
        ];
        foreach (var (name, bytes, code) in bad)
        {
            var refused = await Assert.ThrowsAsync<JobRefusedException>(() => RunAsync(TestApi.Here, files.Write(name, bytes)));
            Assert.Equal(code, refused.Refusal.Code.Code);
        }

        Assert.Equal(before, await api.ScalarAsync<long>("select count(*) from road"));
    }

    [Fact]
    public async Task ExtractOfATown_IsWalkedAsByDijkstra()
    {
        if (SharedFolder.Find("roads/newport-2023-06-13.osm.pbf", output) is not { } path) return;
        await MakeNewportAsync();
        var view = await RunAsync(Newport, path);
        var edition = Assert.Single(view.Editions);
        output.WriteLine($"{edition.Read} ways, {edition.Added} roads");
        Assert.Equal(edition.Read, edition.Located + edition.Rejected);
        Assert.InRange(edition.Read, 8_900, 9_000);
        Assert.Contains(view.Notices, n => n.Code == "roads_as_of");
        Assert.Equal(0L, await api.ScalarAsync<long>("select count(*) from road where length_metres = 0 or not st_isvalid(line)"));
        await AgreesWithDijkstraAsync(Newport, points: 25, leastReached: 0.5);
    }

    [Fact]
    public async Task InventedCounty_IsWalkedAsByDijkstra()
    {
        var id = Guid.Parse("0196a000-0000-7000-8000-0000000000e2");
        await MakeAsync(id, 100_000, 100_000, 400_000, 400_000);
        var county = InventedCounty.Build();
        var roads = DemonstrationRoads.Of(county);
        foreach (var road in roads) road.PartnershipId = id;
        await InAsync(id, async (_, context, work) =>
        {
            await RoadRows.AddAsync((NpgsqlConnection)context.Database.GetDbConnection(), id, roads, default);
            await work.CommitAsync(UnitOfWork.Operator(id, "operator"), AuditAction.DemonstrationFilled, "", default);
        });
        await AgreesWithDijkstraAsync(id, points: 12, leastReached: 1);
    }

    private async Task AgreesWithDijkstraAsync(Guid partnership, int points, double leastReached)
    {
        List<Road> roads = [];
        await InAsync(partnership, async (_, context, _) => roads = await context.Roads.AsNoTracking().OrderBy(r => r.Id).ToListAsync());
        var random = new Random(7);
        // In the middle of roads within a few kilometres of one of them, a little beside them.
        var first = roads[random.Next(roads.Count)].Line.Centroid;
        var near = roads.Where(r => r.Line.Distance(first) < 2_500).ToArray();
        GridPoint[] asked = [.. Enumerable.Range(0, points).Select(_ => near[random.Next(near.Length)].Line is var line ? new GridPoint(line.Centroid.X + random.Next(-20, 20), line.Centroid.Y + random.Next(-20, 20)) : default)];
        await InAsync(partnership, async network =>
        {
            var clock = System.Diagnostics.Stopwatch.StartNew();
            var times = await network.BetweenAsync(asked);
            output.WriteLine($"{roads.Count} roads, {points} points: {clock.ElapsedMilliseconds} ms");
            var slow = SlowWalks.Metres(roads, asked);
            var reached = 0;
            for (var a = 0; a < points; a++)
            {
                for (var b = 0; b < points; b++)
                {
                    var metres = slow[a][b];
                    Assert.True(double.IsInfinity(metres) == times.Minutes[a][b] is null, $"{a} to {b}");
                    if (double.IsInfinity(metres)) continue;
                    Assert.Equal(metres, times.Minutes[a][b]!.Value * WalkingNetwork.MetresPerMinute, 0.01);
                    reached++;
                }
            }

            Assert.True(reached >= leastReached * points * points, $"{reached} pairs have a way");
            var (from, to) = Enumerable.Range(1, points - 1).Where(b => times.Minutes[0][b] > 5).Select(b => (0, b)).First();
            clock.Restart();
            var path = await network.AlongAsync([asked[from], asked[to]]);
            output.WriteLine($"path of {path.Metres:F0} m, {path.Line!.NumPoints} points: {clock.ElapsedMilliseconds} ms");
            Assert.Equal(times.Minutes[from][to]!.Value, path.Minutes, 1e-6);
            Assert.Equal(path.Metres, path.Line!.Length, 0.01);
            Assert.True(path.Line.Coordinates[0].Equals2D(new(asked[from].Easting, asked[from].Northing)));
            Assert.True(path.Line.Coordinates[^1].Equals2D(new(asked[to].Easting, asked[to].Northing)));
        });
    }

    private static string Lines(params IEnumerable<(string Highway, string? Access, (double Lon, double Lat)[] Points)> ways) =>
        System.Text.Json.JsonSerializer.Serialize(new
        {
            type = "FeatureCollection",
            features = ways.Select(w => new
            {
                type = "Feature",
                properties = new { highway = w.Highway, access = w.Access },
                geometry = new { type = "LineString", coordinates = w.Points.Select(p => (double[])[p.Lon, p.Lat]) },
            }),
        });

    private Task<ImportView> ImportAsync(string name, string text) => RunAsync(TestApi.Here, files.Write(name, text));

    private Task<ImportView> RunAsync(Guid partnership, string path) => ImportCommand.RunAsync("roads", path, partnership, api.Services, (_, _) => { }, default);

    private Task<GridPoint> AtAsync(double lon, double lat) => Task.FromResult(api.Services.GetRequiredService<IGridTransform>().FromLonLat(lon, lat));

    private Task MakeNewportAsync() => MakeAsync(Newport, 325_000, 180_000, 345_000, 197_000);

    private async Task MakeAsync(Guid id, double west, double south, double east, double north)
    {
        await using var scope = api.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<PeopleDirectory>().CreatePartnershipAsync(
            new()
            {
                PartnershipId = id,
                NameEn = $"Roads {id.ToString()[^2..]}",
                NameCy = $"Ffyrdd {id.ToString()[^2..]}",
                Area = new MultiPolygon([(Polygon)new GeometryFactory(new PrecisionModel(), 27700).ToGeometry(new(west, east, south, north))]) { SRID = 27700 },
                BufferMetres = 0,
                SecondFactorRoles = [],
                CreatedAt = DateTimeOffset.UtcNow,
            }, default);
    }

    private Task InAsync(Guid partnership, Func<StreetNetwork, Task> act) => InAsync(partnership, (network, _, _) => act(network));

    private async Task InAsync(Guid partnership, Func<StreetNetwork, SpacesContext, UnitOfWork, Task> act)
    {
        await using var scope = api.Services.CreateAsyncScope();
        await using var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        var context = scope.ServiceProvider.GetRequiredService<SpacesContext>();
        await work.BeginForHouseAsync(partnership, default);
        await act(new(context), context, work);
    }
}
