using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Ogc;

/// <summary>GDAL itself as the client, with a key as any tool has it. Skipped where gdal-bin is not installed, and says so.</summary>
public sealed class GdalTests(OgcWorld api) : IClassFixture<OgcWorld>
{
    [GdalFact]
    public async Task Harvest_HoldsEveryFeatureOnce_WithNumbersAsNumbers()
    {
        var key = await api.KeyAsync(Role.Analyst, "GDAL");
        using var analyst = api.As(Role.Analyst);
        foreach (var collection in OgcWorld.Collections)
        {
            var known = JsonNode.Parse(await analyst.GetStringAsync($"/ogc/collections/{collection}/items?limit=10000"))!["features"]!.AsArray()
                .Select(feature => (string)feature!["id"]!).ToList();
            // Four at a time, so that it has to follow.
            var harvest = JsonNode.Parse(await RunAsync(
                "ogr2ogr", key, "-f", "GeoJSON", "/vsistdout/", $"OAPIF:{api.Address}ogc", collection, "-oo", "PAGE_SIZE=4"))!["features"]!.AsArray();
            Assert.Equal(known.Count, harvest.Count);
            Assert.Equal(known.Count, harvest.Select(feature => (string?)feature!["properties"]!["id"] ?? (string?)feature["id"]).Distinct().Count());
        }

        Assert.Equal(
            await api.ScalarAsync<long>("select count(*) from incident where partnership_id = $1 and status = 'recorded'", TestApi.Here),
            JsonNode.Parse(await RunAsync("ogr2ogr", key, "-f", "GeoJSON", "/vsistdout/", $"OAPIF:{api.Address}ogc", "incidents", "-oo", "PAGE_SIZE=4"))!["features"]!.AsArray().Count);
        var fields = await RunAsync("ogrinfo", key, "-so", $"OAPIF:{api.Address}ogc", "incidents");
        foreach (var typed in (string[])["version: Integer", "accuracyMetres: ", "occurredFrom: DateTime", "harmTypes: StringList", "crossBoundary: Integer(Boolean)"])
            Assert.Contains(typed, fields, StringComparison.Ordinal);
        Assert.Contains($"Feature Count: {OgcWorld.Youth + OgcWorld.Police + OgcWorld.Nowhere}", fields, StringComparison.Ordinal);
    }

    [GdalFact]
    public async Task BoxAndNationalGrid_ComeThroughGdal()
    {
        var key = await api.KeyAsync(Role.Analyst, "GDAL");
        var boxed = JsonNode.Parse(await RunAsync(
            "ogr2ogr", key, "-f", "GeoJSON", "/vsistdout/", $"OAPIF:{api.Address}ogc", "boundaries", "-spat", "-3.5", "51.9", "-3.4", "52.2"))!["features"]!.AsArray();
        using var analyst = api.As(Role.Analyst);
        var known = JsonNode.Parse(await analyst.GetStringAsync("/ogc/collections/boundaries/items?bbox=-3.5,51.9,-3.4,52.2"))!["features"]!.AsArray();
        Assert.NotEmpty(known);
        Assert.Equal(known.Count, boxed.Count);
    }

    [GdalFact]
    public async Task Tiles_AreReadByGdal_AtTheSamePlaces()
    {
        using var analyst = api.As(Role.Analyst);
        var folder = Directory.CreateTempSubdirectory("tiles-").FullName;
        foreach (var (collection, zoom, features) in ((string, int, string)[])[("incidents", 14, "incidents"), ("places", 14, "places"), ("boundaries", 10, "boundaries"), ("context-events", 9, "context-events-counts")])
        {
            var known = JsonNode.Parse(await analyst.GetStringAsync($"/ogc/collections/{collection}/items?limit=10000"))!["features"]!.AsArray()
                .Where(feature => feature!["geometry"] is not null).ToDictionary(feature => (string)feature!["id"]!, feature => feature!);
            var at = OgcWalkTests.Positions(known.Values.First()["geometry"]).First();
            var (x, y) = TileDisclosureTests.InTile(new(at.X, at.Y), zoom);
            // GDAL knows where a tile lies by the folders it lies in.
            var file = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, collection, $"{zoom}", $"{x}")).FullName, $"{y}.mvt");
            var tile = await analyst.GetByteArrayAsync($"/ogc/tiles/{collection}/{zoom}/{x}/{y}.mvt");
            await File.WriteAllBytesAsync(file, tile);
            var read = JsonNode.Parse(await RunAsync("ogr2ogr", null, "-f", "GeoJSON", "/vsistdout/", file, features, "-t_srs", "EPSG:4326", "-oo", "CLIP=NO"))!["features"]!.AsArray();
            Assert.Equal(ReadTile.Features(tile).Count, read.Count);
            Assert.NotEmpty(read);
            if (features != collection) continue;
            foreach (var feature in read)
            {
                var item = known[(string)feature!["properties"]!["id"]!];
                if ((string)item["geometry"]!["type"]! != "Point") continue;
                var (found, was) = (OgcWalkTests.Positions(feature["geometry"]).Single(), OgcWalkTests.Positions(item["geometry"]).Single());
                Assert.Equal(was.X, found.X, 5e-6);
                Assert.Equal(was.Y, found.Y, 5e-6);
            }
        }

        Directory.Delete(folder, recursive: true);
    }

    [GdalFact]
    public async Task Nobody_SeesTheOpenLayersOnly()
    {
        var layers = await RunAsync("ogrinfo", null, $"OAPIF:{api.Address}ogc");
        Assert.Contains("boundaries", layers, StringComparison.Ordinal);
        Assert.Contains("places", layers, StringComparison.Ordinal);
        Assert.DoesNotContain("incidents", layers, StringComparison.Ordinal);
    }

    private static async Task<string> RunAsync(string program, string? key, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        if (key is not null) start.Environment["GDAL_HTTP_USERPWD"] = string.Create(CultureInfo.InvariantCulture, $"tool:{key}");
        start.Environment["GDAL_HTTP_AUTH"] = "BASIC";
        using var process = Process.Start(start)!;
        var (said, told) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program}: {await told}");
        return await said;
    }
}

/// <summary>A test that needs GDAL's programs.</summary>
public sealed class GdalFactAttribute : FactAttribute
{
    public GdalFactAttribute()
    {
        if (!File.Exists("/usr/bin/ogr2ogr")) Skip = "GDAL is not installed: apt-get install gdal-bin.";
    }
}
