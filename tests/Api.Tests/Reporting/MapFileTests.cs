using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using NetTopologySuite.Geometries;
using SpacesPlaces.Api.Tests.Hotspots;
using SpacesPlaces.Api.Tests.Ogc;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Vocabulary;
using static SpacesPlaces.Api.Tests.Incidents.Examples;

namespace SpacesPlaces.Api.Tests.Reporting;

/// <summary>Files for map programs: opened by GDAL with as many features as were promised, their types and their reference system.</summary>
public sealed class MapFileTests(DatasetRWorld api) : IClassFixture<DatasetRWorld>
{
    private const string Exports = "/api/v1/exports";
    private static readonly DateTimeOffset At = new(2025, 8, 3, 10, 30, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Later = new(2025, 9, 3, 10, 30, 0, TimeSpan.Zero);

    [GdalFact]
    public async Task GeoPackage_OpensInGdal_WithTheCountsTypesExtentAndMetresThatWerePromised()
    {
        await RecordAsync(At);
        using var analyst = api.As(Role.Analyst);
        var (preview, path) = await MakeAsync(analyst, Asked(ExportFormat.Gpkg, Role.Analyst, At));
        Assert.DoesNotContain("Longitude", preview.Columns);
        var told = await RunAsync("ogrinfo", "-so", path, "incidents");
        Assert.Contains("Geometry: Point", told, StringComparison.Ordinal);
        Assert.Contains($"Feature Count: {preview.Rows}", told, StringComparison.Ordinal);
        Assert.Contains("ID[\"EPSG\",27700]", told, StringComparison.Ordinal);
        Assert.Contains("Extent: (300000.000000, 250000.000000) - (300200.000000, 250000.000000)", told, StringComparison.Ordinal);
        foreach (var typed in (string[])["occurred_from: DateTime", "children_known: Integer64", "accuracy_metres: Real", "review_on: Date", "narrative: String"])
            Assert.Contains(typed, told, StringComparison.Ordinal);
        foreach (var said in (string[])["OFFICIAL-SENSITIVE. Made by analyst-here", "\"language\":\"en\""]) Assert.Contains(said, told, StringComparison.Ordinal);

        // What is in a box is found by the spatial index.
        var boxed = await RunAsync("ogr2ogr", "-f", "GeoJSON", "/vsistdout/", path, "incidents", "-spat", "299990", "249990", "300110", "250010");
        Assert.Equal(2, JsonNode.Parse(boxed)!["features"]!.AsArray().Count);
    }

    [Fact]
    public async Task GeoPackage_SaysWhatItIs_HasItsIndex_AndLeavesNoFileBehind()
    {
        await RecordAsync(At);
        var before = Directory.GetDirectories(Path.GetTempPath(), "export-*").Length;
        using var analyst = api.As(Role.Analyst);
        var (preview, path) = await MakeAsync(analyst, Asked(ExportFormat.Gpkg, Role.Analyst, At) with { Language = "cy" });
        Assert.Equal(before, Directory.GetDirectories(Path.GetTempPath(), "export-*").Length);
        await using var file = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False");
        await file.OpenAsync();
        Assert.Equal(0x47504B47L, Read(file, "pragma application_id"));
        Assert.Equal("ok", Read(file, "pragma integrity_check"));
        Assert.Equal(0L, Read(file, "select count(*) from pragma_foreign_key_check"));
        Assert.Equal((long)preview.Rows, Read(file, "select count(*) from rtree_incidents_geom"));
        Assert.Equal("27700 300000 250000 300200 250000", Read(file,
            "select srs_id || ' ' || cast(min_x as integer) || ' ' || cast(min_y as integer) || ' ' || cast(max_x as integer) || ' ' || cast(max_y as integer) from gpkg_contents"));
        Assert.StartsWith("SWYDDOGOL-SENSITIF", (string)Read(file, "select description from gpkg_contents"), StringComparison.Ordinal);
        Assert.Equal("cy", JsonNode.Parse((string)Read(file, "select metadata from gpkg_metadata"))!["language"]!.GetValue<string>());
        Assert.Equal("Beth ddigwyddodd", Read(file, "select title from gpkg_data_columns where column_name = 'narrative'"));
        Assert.Equal(6L, Read(file, "select count(*) from sqlite_master where type = 'trigger'"));
    }

    [GdalFact]
    public async Task GeoJson_InDegreesAsItsStandardWants_OrInMetresAndSaysSo()
    {
        await RecordAsync(At);
        using var analyst = api.As(Role.Analyst);
        var (preview, path) = await MakeAsync(analyst, Asked(ExportFormat.Geojson, Role.Analyst, At));
        Assert.Null(preview.Statement);
        var root = JsonNode.Parse(await File.ReadAllTextAsync(path))!;
        Assert.Null(root["crs"]);
        Assert.Equal(preview.Marking, root["marking"]!.GetValue<string>());
        Assert.Equal(preview.Rows, root["features"]!.AsArray().Count);
        var (lon, lat) = NationalGrid.Helmert.ToLonLat(Easting, Northing);
        Assert.Contains(root["features"]!.AsArray(), feature =>
            Math.Abs(feature!["geometry"]!["coordinates"]![0]!.GetValue<double>() - lon) < 1e-7 && Math.Abs(feature["geometry"]!["coordinates"]![1]!.GetValue<double>() - lat) < 1e-7);
        Assert.Contains($"Feature Count: {preview.Rows}", await RunAsync("ogrinfo", "-so", path, "incidents"), StringComparison.Ordinal);

        var (metres, inMetres) = await MakeAsync(analyst, Asked(ExportFormat.Geojson, Role.Analyst, At) with { Crs = "EPSG:27700" });
        Assert.Contains("EPSG:27700", metres.Statement, StringComparison.Ordinal);
        Assert.Equal(metres.Statement, JsonNode.Parse(await File.ReadAllTextAsync(inMetres))!["statement"]!.GetValue<string>());
        var told = await RunAsync("ogrinfo", "-so", inMetres, "incidents");
        Assert.Contains("ID[\"EPSG\",27700]", told, StringComparison.Ordinal);
        Assert.Contains($"Feature Count: {metres.Rows}", told, StringComparison.Ordinal);
        Assert.Contains("Extent: (300000.000000, 250000.000000) - (300200.000000, 250000.000000)", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FileForReadersOfSquares_HoldsMiddlesOfSquaresAndNothingElse()
    {
        await RecordAsync(Later, 300_123, 250_456);
        using var analyst = api.As(Role.Analyst);
        var (_, path) = await MakeAsync(analyst, Asked(ExportFormat.Geojson, Role.MaceMember, Later) with { Crs = "EPSG:27700" });
        var text = await File.ReadAllTextAsync(path);
        Assert.All(JsonNode.Parse(text)!["features"]!.AsArray(), feature =>
        {
            Assert.Equal("[300500,250500]", feature!["geometry"]!["coordinates"]!.ToJsonString());
            Assert.Null(feature["properties"]!["accuracy_metres"]);
        });
        Assert.DoesNotContain("300123", text, StringComparison.Ordinal);
        Assert.DoesNotContain("near the shelter", text, StringComparison.Ordinal);
    }

    [GdalFact]
    public async Task Hotspots_AreAreas_InBothFormats()
    {
        using var analyst = api.As(Role.Analyst);
        using var member = api.As(Role.MaceMember);
        var analysis = (await analyst.AnalyseAsync(DatasetR.Asked)).Id;
        var seen = Assert.Single((await member.HotspotsAsync(analysis)).Items);
        foreach (var format in (ExportFormat[])[ExportFormat.Gpkg, ExportFormat.Geojson])
        {
            var asked = Asked(format, Role.MaceMember, At) with { Subject = ExportSubject.Hotspots, Filter = null, AnalysisId = analysis, Crs = "CRS84" };
            var (preview, path) = await MakeAsync(analyst, asked);
            var feature = Assert.Single(JsonNode.Parse(await RunAsync("ogr2ogr", "-f", "GeoJSON", "/vsistdout/", path, "hotspots"))!["features"]!.AsArray())!;
            Assert.Equal(1, preview.Rows);
            Assert.Equal(seen.Events, feature["properties"]!["events"]!.GetValue<int>());
            var geometry = feature["geometry"]!;
            var ring = geometry["coordinates"]![0]!.AsArray();
            if (geometry["type"]!.GetValue<string>() == "MultiPolygon") ring = ring[0]!.AsArray();
            var corners = ring.Select(corner => new Coordinate(corner![0]!.GetValue<double>(), corner[1]!.GetValue<double>())).ToArray();
            Assert.True(new Polygon(new LinearRing(corners)).EqualsTopologically(seen.Shape.Shape.GetGeometryN(0)) || corners.Length == seen.Shape.Shape.GetGeometryN(0).NumPoints);
            if (format == ExportFormat.Geojson) Assert.True(NetTopologySuite.Algorithm.Orientation.IsCCW(corners));
        }
    }

    [Fact]
    public async Task CrsThatIsNotOffered_OrInAFormatWithoutPlaces_IsRefused()
    {
        using var analyst = api.As(Role.Analyst);
        var asked = Asked(ExportFormat.Gpkg, Role.Analyst, At);
        await (await analyst.PostAsync($"{Exports}/{Guid.NewGuid()}/preview", asked with { Crs = "EPSG:3857" })).AssertProblemAsync(ProblemCodes.CrsNotSupported, "crs");
        await (await analyst.PostAsync($"{Exports}/{Guid.NewGuid()}/preview", asked with { Format = ExportFormat.Csv, Crs = "CRS84" }))
            .AssertProblemAsync(ProblemCodes.FieldNotAllowedHere, "crs");
    }

    private async Task RecordAsync(DateTimeOffset at, double easting = Easting, double northing = Northing)
    {
        if (await api.ScalarAsync<bool>("select exists (select from incident where partnership_id = $1 and occurred_from = $2)", TestApi.Here, at)) return;
        using var reporter = api.As(Role.Reporter);
        for (var i = 0; i < 3; i++)
            await (await reporter.PostAsync(PathOf(Guid.NewGuid()), Harm(easting + (100 * i), northing, at: at))).ReadAsync<Receipt>(HttpStatusCode.Created);
    }

    private static NewExport Asked(ExportFormat format, Role recipient, DateTimeOffset at) => new(
        ExportSubject.Incidents, format, "A. Officer", Agency.ChildrensServices, recipient, Purpose.PanelPreparation, "en",
        new(From: at.AddDays(-1), To: at.AddDays(2)));

    private static async Task<(ExportPreview Preview, string Path)> MakeAsync(HttpClient client, NewExport asked)
    {
        var id = Guid.NewGuid();
        var preview = await (await client.PostAsync($"{Exports}/{id}/preview", asked)).ReadAsync<ExportPreview>();
        await (await client.PostAsync($"{Exports}/{id}", asked with { Promise = preview.Promise })).ReadAsync<ExportView>(HttpStatusCode.Created);
        var file = await client.GetAsync($"{Exports}/{id}/file");
        Assert.Equal(HttpStatusCode.OK, file.StatusCode);
        Assert.Equal(asked.Format == ExportFormat.Gpkg ? "application/geopackage+sqlite3" : "application/geo+json", file.Content.Headers.ContentType!.MediaType);
        var path = Path.Combine(Directory.CreateTempSubdirectory("map-file-").FullName, $"file.{WireName.Of(asked.Format)}");
        await File.WriteAllBytesAsync(path, await file.Content.ReadAsByteArrayAsync());
        return (preview, path);
    }

    private static object Read(SqliteConnection file, string sql)
    {
        using var command = file.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()!;
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var (said, told) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program}: {await told}");
        return await said;
    }
}
