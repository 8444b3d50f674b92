using System.IO.Compression;
using System.Text;
using Microsoft.Data.Sqlite;
using SpacesPlaces.Api.Analyses;
using SpacesPlaces.Api.ReferenceData;
using SpacesPlaces.Contracts;
using Xunit.Abstractions;

namespace SpacesPlaces.Api.Tests.ReferenceData;

/// <summary>Lists of places, stops and things of OpenStreetMap become editions of the gazetteer; each bad file is one clear error and leaves nothing.</summary>
public sealed class PlaceListTests(TestApi api, ITestOutputHelper output) : IClassFixture<TestApi>, IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("place-lists-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task TableOfPlaces_IsUnderstoodByItsHeadings_InBothLanguages_AndReplacedUnderItsName()
    {
        var first = await ImportAsync("places", Write("clybiau.csv",
            "\uFEFFRef;Enw Cymraeg;Name;Math;Easting;Northing;Tref\r\n1;Clwb y Bont;Bridge Club;Clwb ieuenctid;300000;250000;Y Drenewydd\r\n2;;Canal Yard;car_park;300500;250500;\r\n3;;Elsewhere;park;600000;150000;\r\n4;;;park;300100;250100;\r\n5;;Odd;spaceship;300900;250900;\r\n6;;Nowhere;park;x;1;\r\n"));
        var edition = Assert.Single(first.Editions);
        Assert.Equal(("List clybiau", 6, 4, 2, 1, 3), (edition.Edition, edition.Read, edition.Located, edition.Rejected, edition.OutsideArea, edition.Added));
        Assert.Equal(["place_type_unknown", "row_rejected_metres", "row_rejected_name"], first.Notices.Select(notice => notice.Code).Order(StringComparer.Ordinal).Distinct().Except(["place_type_unknown_more"]));
        Assert.Equal("Bridge Club|Clwb y Bont|youth_club|Y Drenewydd", await api.ScalarAsync<string>(
            "select concat_ws('|', name_en, name_cy, place_type, town_cy) from place where partnership_id = $1 and name_en = 'Bridge Club' and not gone", TestApi.Here));
        Assert.Equal("Canal Yard|Canal Yard|car_park", await api.ScalarAsync<string>(
            "select concat_ws('|', name_en, name_cy, place_type) from place where partnership_id = $1 and name_en = 'Canal Yard' and not gone", TestApi.Here));

        var second = Assert.Single((await ImportAsync("places", Write("clybiau.csv",
            "Ref,Name,Type,Easting,Northing\n1,Bridge Youth Club,youth_club,300010,250000\n7,New Yard,car_park,302000,252000\n"))).Editions);
        Assert.Equal((1, 2, 1), (second.Added, second.Removed, second.Changed));
        Assert.Equal("Bridge Youth Club New Yard", await api.ScalarAsync<string>(
            "select string_agg(name_en, ' ' order by name_en) from place p join import_edition e on e.id = p.edition_id where p.partnership_id = $1 and not gone and e.edition = 'List clybiau'", TestApi.Here));
    }

    [Fact]
    public async Task SaidColumns_ComeBeforeHeadings()
    {
        var view = await ImportAsync(
            "places", Write("said.csv", "name,Lle,a,b\nwrong,Right Place Said,-3.46,52.13\n"),
            new() { ["name_en"] = "Lle", ["longitude"] = "a", ["latitude"] = "b" });
        Assert.Equal(1, Assert.Single(view.Editions).Added);
        Assert.True(await api.ScalarAsync<bool>("select exists (select from place where partnership_id = $1 and name_en = 'Right Place Said')", TestApi.Here));
    }

    [Fact]
    public async Task Stops_OfAFeed_AreHubs_WithoutPlatforms_BothSidesOfARoadAsOne()
    {
        var view = await ImportAsync("gtfs_stops", Zip("feed.zip",
            ("stops.txt", "stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station\na,Heol y Stop,52.13,-3.46,,\nb,Heol y Stop,52.1302,-3.4602,0,\nc,The Station Stop,52.14,-3.47,1,\nd,Platform 1,52.14,-3.47,0,c\ne,Door,52.14,-3.47,2,c\nf,Bad,x,1,,\n"),
            ("feed_info.txt", "feed_publisher_name,feed_lang\nPowys Buses,en\n"), ("shapes.txt", "not read")));
        var edition = Assert.Single(view.Editions);
        Assert.Equal(("GTFS Powys Buses", 4, 3, 1, 2), (edition.Edition, edition.Read, edition.Located, edition.Rejected, edition.Added));
        Assert.Equal("Powys Buses", view.Publisher);
        Assert.Equal(2, await api.ScalarAsync<long>(
            "select count(*) from place where partnership_id = $1 and place_type = 'transport_hub' and name_en in ('Heol y Stop', 'The Station Stop') and not gone", TestApi.Here));
    }

    [Fact]
    public async Task PublishedFeed_IsReadWhole_AndCutToTheArea()
    {
        if (SharedFolder.Find("places/newport-20230613_gtfs.zip", output) is not { } path) return;
        var edition = Assert.Single((await ImportAsync("gtfs_stops", path)).Editions);
        Assert.True(edition.Read > 1_000 && edition.Rejected == 0 && edition.OutsideArea == edition.Read, $"{edition}");
    }

    [Fact]
    public async Task ThingsOfOpenStreetMap_ArePublicPlacesWithNames_AreasOnceWithTheirReach_HomesAndRefugesLeftOut()
    {
        string Feature(string tags, string geometry) => $$$"""{"type":"Feature","properties":{{{{tags}}}},"geometry":{{{geometry}}}}""";
        string Point(double lon, double lat) => FormattableString.Invariant($$"""{"type":"Point","coordinates":[{{lon}},{{lat}}]}""");
        string Area(double lon, double lat) => FormattableString.Invariant(
            $$"""{"type":"Polygon","coordinates":[[[{{lon}},{{lat}}],[{{lon + 0.002}},{{lat}}],[{{lon + 0.002}},{{lat + 0.002}}],[{{lon}},{{lat + 0.002}}],[{{lon}},{{lat}}]]]}""");
        var view = await ImportAsync("osm_places", Write("osm.geojson", $$"""
            {"type":"FeatureCollection","features":[
            {{Feature("\"osm_id\":\"1\",\"name\":\"Ysgol y Cwm\",\"amenity\":\"school\"", Point(-3.4599, 52.1301))}},
            {{Feature("\"osm_id\":\"2\",\"name\":\"Ysgol y Cwm\",\"amenity\":\"school\"", Area(-3.461, 52.129))}},
            {{Feature("\"osm_id\":\"3\",\"name\":\"Town Park\",\"name:cy\":\"Parc y Dref\",\"leisure\":\"park\"", Point(-3.45, 52.12))}},
            {{Feature("\"osm_id\":\"4\",\"name\":\"Safe House\",\"amenity\":\"social_facility\",\"social_facility\":\"shelter\"", Point(-3.45, 52.13))}},
            {{Feature("\"osm_id\":\"5\",\"name\":\"Home With A Park\",\"leisure\":\"park\",\"social_facility\":\"group_home\"", Point(-3.44, 52.13))}},
            {{Feature("\"osm_id\":\"6\",\"leisure\":\"playground\"", Point(-3.44, 52.14))}},
            {{Feature("\"osm_id\":\"7\",\"name\":\"Private Park\",\"leisure\":\"park\",\"access\":\"private\"", Point(-3.43, 52.13))}}
            ]}
            """));
        var edition = Assert.Single(view.Editions);
        Assert.Equal(("OpenStreetMap places", 3, 3, 2, "ODbL-1.0"), (edition.Edition, edition.Read, edition.Located, edition.Added, view.Licence));
        Assert.Equal("Town Park/Parc y Dref Ysgol y Cwm/Ysgol y Cwm", await api.ScalarAsync<string>(
            "select string_agg(name_en || '/' || name_cy, ' ' order by name_en) from place p join import_edition e on e.id = p.edition_id where p.partnership_id = $1 and not gone and e.edition = 'OpenStreetMap places'", TestApi.Here));
        Assert.True(await api.ScalarAsync<double>("select reach_metres from place where partnership_id = $1 and name_en = 'Ysgol y Cwm' and not gone", TestApi.Here) > 100);
    }

    [Fact]
    public async Task PackedExtract_GivesPointsWaysAndAreas()
    {
        if (SharedFolder.Find("roads/newport-2023-06-13.osm.pbf", output) is not { } path) return;
        var view = await ImportAsync("osm_places", path);
        var edition = Assert.Single(view.Editions);
        output.WriteLine($"{edition}");
        Assert.True(edition.Located > 150 && edition.Rejected < edition.Read / 20, $"{edition}");
    }

    [Fact]
    public async Task LayersOfAGeoPackage_WithAName_ArePlaces_InWhateverMetres()
    {
        var view = await ImportAsync("places", GeoPackage("yards.gpkg", 27700, "name text", ("'Package Yard'", PointBlob(27700, 301_000, 251_000)), ("null", PointBlob(27700, 301_000, 251_000))));
        Assert.Equal((2, 1, 1), (view.Editions[0].Read, view.Editions[0].Located, view.Editions[0].Rejected));
        Assert.Equal("301000 251000", await api.ScalarAsync<string>("select st_x(point)::int || ' ' || st_y(point)::int from place where partnership_id = $1 and name_en = 'Package Yard'", TestApi.Here));
    }

    [Fact]
    public async Task PublishedGeoPackage_OfBoundaries_IsOneSetALayer()
    {
        if (SharedFolder.Find("basemap/powys_basemap.gpkg", output) is not { } path) return;
        var view = await ImportAsync("boundaries", path);
        Assert.Equal(["LAD13 22", "LAD24 7", "LSOA11 79", "PFA20 1", "WD22 60"], view.Editions.Select(edition => $"{edition.Edition} {edition.Located}").Order(StringComparer.Ordinal));
        Assert.Contains(view.Notices, notice => notice.Code == "layer_ignored");
        Assert.Equal(169L, await api.ScalarAsync<long>(
            "select count(*) from boundary b join import_edition e on e.id = b.edition_id and e.import_id = $1 where st_isvalid(shape) and st_srid(shape) = 27700", view.Id));
    }

    [Theory]
    [InlineData("boundaries", "broken.gpkg", "import_file_truncated")]
    [InlineData("places", "view.gpkg", "import_file_type_unknown")]
    [InlineData("places", "other-crs.gpkg", "crs_not_supported")]
    [InlineData("places", "zero.gpkg", "import_file_truncated")]
    [InlineData("places", "no-name.csv", "import_header_wrong")]
    [InlineData("places", "ragged.csv", "import_row_not_readable")]
    [InlineData("places", "latin.csv", "import_not_utf8")]
    [InlineData("places", "empty.csv", "import_empty")]
    [InlineData("places", "none-good.csv", "import_row_not_readable")]
    [InlineData("gtfs_stops", "no-stops.zip", "import_stops_missing")]
    [InlineData("gtfs_stops", "bomb.zip", "import_archive_unsafe")]
    [InlineData("osm_places", "broken.osm.pbf", "import_file_truncated")]
    [InlineData("roads", "broken.osm.pbf", "import_file_truncated")]
    public async Task BadFile_IsOneClearError_AndLeavesNothing(string kind, string name, string code)
    {
        var path = name switch
        {
            "broken.gpkg" => Write(name, "SQLite format 3\0 and then nothing"),
            "view.gpkg" => GeoPackage(name, 27700, "name text", after: "drop table gpkg_contents; create view gpkg_contents as with recursive n(x) as (select 1 union all select x + 1 from n) select x as table_name, 'features' as data_type from n;"),
            "other-crs.gpkg" => GeoPackage(name, 32616, "name text", ("'A'", PointBlob(32616, 1, 1))),
            // A value that is worth a thousand times its room.
            "zero.gpkg" => GeoPackage(name, 27700, "name text", ("'A'", "zeroblob(40000000)")),
            "no-name.csv" => Write(name, "longitude,latitude\n-3.4,52.1\n"),
            "ragged.csv" => Write(name, "name,longitude,latitude\nA,-3.4\n"),
            "latin.csv" => Write(name, [.. "name,longitude,latitude\nT"u8, 0xF5, .. ",-3.4,52.1\n"u8]),
            "empty.csv" => Write(name, "name,longitude,latitude\n"),
            "none-good.csv" => Write(name, "name,longitude,latitude\nA,x,y\n"),
            "no-stops.zip" => Zip(name, ("routes.txt", "route_id\n1\n")),
            "bomb.zip" => Zip(name, ("stops.txt", new string(' ', 60_000_000))),
            _ => Write(name, "no packed map"),
        };
        var before = await api.ScalarAsync<string>("select (select count(*) from place) || ' ' || (select count(*) from import) || ' ' || (select count(*) from boundary) || ' ' || (select count(*) from road)");
        var refused = await Assert.ThrowsAsync<JobRefusedException>(() => ImportAsync(kind, path));
        Assert.Equal(code, refused.Refusal.Code.Code);
        Assert.Equal(before, await api.ScalarAsync<string>("select (select count(*) from place) || ' ' || (select count(*) from import) || ' ' || (select count(*) from boundary) || ' ' || (select count(*) from road)"));
        Assert.Empty(Directory.GetDirectories(Path.GetTempPath(), "import-*"));
    }

    private async Task<ImportView> ImportAsync(string kind, string path, Dictionary<string, string>? columns = null) =>
        await ImportCommand.RunAsync(kind, path, TestApi.Here, api.Services, (_, _) => { }, default, columns);

    private string Write(string name, string content) => Write(name, Encoding.UTF8.GetBytes(content));

    private string Write(string name, byte[] content)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    private string Zip(string name, params (string Name, string Content)[] entries)
    {
        var path = Path.Combine(folder.FullName, name);
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (entry, content) in entries)
        {
            using var writer = new StreamWriter(archive.CreateEntry(entry).Open());
            writer.Write(content);
        }

        return path;
    }

    private static string PointBlob(int srid, double x, double y)
    {
        byte[] blob = [(byte)'G', (byte)'P', 0, 1, .. BitConverter.GetBytes(srid), 1, 1, 0, 0, 0, .. BitConverter.GetBytes(x), .. BitConverter.GetBytes(y)];
        return $"x'{Convert.ToHexString(blob)}'";
    }

    private string GeoPackage(string name, int srid, string columns, params (string Values, string Shape)[] rows) => GeoPackage(name, srid, columns, "", rows);

    private string GeoPackage(string name, int srid, string columns, string after, params (string Values, string Shape)[] rows)
    {
        var path = Path.Combine(folder.FullName, name);
        using var file = new SqliteConnection($"Data Source={path};Pooling=False");
        file.Open();
        foreach (var sql in (IEnumerable<string>)
            [
                "create table gpkg_spatial_ref_sys (srs_name text, srs_id integer primary key, organization text, organization_coordsys_id integer, definition text)",
                $"insert into gpkg_spatial_ref_sys values ('x', {srid}, 'EPSG', {srid}, 'x')",
                "create table gpkg_contents (table_name text primary key, data_type text)", "insert into gpkg_contents values ('things', 'features')",
                "create table gpkg_geometry_columns (table_name text, column_name text, srs_id integer)", $"insert into gpkg_geometry_columns values ('things', 'geom', {srid})",
                $"create table things (fid integer primary key, geom blob, {columns})",
                .. rows.Select((row, at) => $"insert into things values ({at + 1}, {row.Shape}, {row.Values})"), after,
            ])
        {
            using var command = file.CreateCommand();
            command.CommandText = sql;
            if (sql.Length > 0) command.ExecuteNonQuery();
        }

        return path;
    }
}
