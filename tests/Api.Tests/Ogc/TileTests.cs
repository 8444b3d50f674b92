using System.Net;
using System.Net.Http.Headers;
using SpacesPlaces.Api.Ogc.Tiles;
using SpacesPlaces.Api.Tests.Incidents;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Grids;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Ogc;

/// <summary>How tiles are asked for and answered: addresses, tags, packing, what may be kept; and what tells programs of them.</summary>
public sealed class TileTests(OgcWorld api) : IClassFixture<OgcWorld>
{
    [Theory]
    [InlineData("17/0/0", "z")]
    [InlineData("-1/0/0", "z")]
    [InlineData("x/0/0", "z")]
    [InlineData("3/8/0", "x")]
    [InlineData("3/0/8", "y")]
    [InlineData("3/01/0", "x")]
    [InlineData("3/1.5/0", "x")]
    [InlineData("3/0/99999999999", "y")]
    public async Task AddressBesideThePyramid_IsRefusedByName_InBothLanguages(string address, string field)
    {
        using var analyst = api.As(Role.Analyst);
        foreach (var language in (string[])["en", "cy"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/ogc/tiles/incidents/{address}.mvt");
            request.Headers.AcceptLanguage.ParseAdd(language);
            using var answer = await analyst.SendAsync(request);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Equal(language, Assert.Single(answer.Content.Headers.ContentLanguage));
            await answer.AssertProblemAsync(ProblemCodes.NumberOutOfRange, field);
        }
    }

    [Fact]
    public async Task UnknownLayerIs404_UnknownParameter400_AndNothingThere204()
    {
        using var analyst = api.As(Role.Analyst);
        Assert.Equal(HttpStatusCode.NotFound, (await analyst.GetAsync("/ogc/tiles/children/0/0/0.mvt")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await analyst.GetAsync("/ogc/tiles/children.json")).StatusCode);
        await (await analyst.GetAsync("/ogc/tiles/incidents/0/0/0.mvt?since=1")).AssertProblemAsync(ProblemCodes.ParameterUnknown, "since");
        foreach (var empty in (string[])["incidents/1/0/1", "incidents/14/8100/5200", "boundaries/12/0/0", "places/16/100/100"])
        {
            using var answer = await analyst.GetAsync($"/ogc/tiles/{empty}.mvt");
            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
            Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
            using var again = await HeldAsync(analyst, $"/ogc/tiles/{empty}.mvt", answer.Headers.ETag!);
            Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        }
    }

    [Fact]
    public async Task HeldTile_IsGoodUntilARecordChanges_AndForItsReaderAlone()
    {
        using var analyst = api.As(Role.Analyst);
        using var panel = api.As(Role.MaceMember);
        var (x, y) = TileDisclosureTests.InTile(NationalGrid.Helmert.ToLonLat(301_500, 251_500), 14);
        foreach (var path in (string[])[$"/ogc/tiles/incidents/14/{x}/{y}.mvt", "/ogc/tiles/incidents/6/31/21.mvt"])
        {
            var tag = await SettledAsync(analyst, path);
            Assert.False(tag.IsWeak);
            using (var held = await HeldAsync(analyst, path, tag))
            {
                Assert.Equal(HttpStatusCode.NotModified, held.StatusCode);
                Assert.Equal(tag, held.Headers.ETag);
                Assert.Empty(await held.Content.ReadAsByteArrayAsync());
            }

            using (var theirs = await HeldAsync(panel, path, tag)) Assert.NotEqual(HttpStatusCode.NotModified, theirs.StatusCode);
            using var reporter = api.As(Role.Reporter);
            var id = Guid.CreateVersion7();
            await (await reporter.PostAsync(Examples.PathOf(id), Examples.Harm(301_234, 251_456))).ReadAsync<Receipt>(HttpStatusCode.Created);
            using (var changed = await HeldAsync(analyst, path, tag)) Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
            await api.RunAsync($"update incident set status = 'withdrawn', withdrawn_reason = 'A test' where id = '{id}'; insert into incident_change (partnership_id, incident_id) values ('{TestApi.Here}', '{id}') on conflict do nothing");
            using (var changed = await HeldAsync(analyst, path, tag)) Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        }

        Assert.Equal("true", await api.ScalarAsync<string>(
            "select detail ->> 'unchanged' from audit_entry where partnership_id = $1 and role = 'analyst' and detail ? 'unchanged' order by sequence desc limit 1", TestApi.Here), ignoreCase: true);
    }

    [Fact]
    public async Task Tile_TravelsPacked_AndOnlyPublishedOnesMayBeKept()
    {
        using var analyst = api.As(Role.Analyst);
        foreach (var (layer, kept) in ((string, string)[])[("boundaries", "no-cache, private"), ("context-events", "no-cache, private"), ("incidents", "no-store")])
        {
            var path = $"/ogc/tiles/{layer}/6/31/21.mvt";
            using var plain = await analyst.GetAsync(path);
            using var asked = new HttpRequestMessage(HttpMethod.Get, path);
            asked.Headers.AcceptEncoding.ParseAdd("gzip");
            using var packed = await analyst.SendAsync(asked);
            Assert.Equal("gzip", Assert.Single(packed.Content.Headers.ContentEncoding));
            Assert.NotEqual(plain.Headers.ETag, packed.Headers.ETag);
            Assert.Contains("Accept-Encoding", packed.Headers.Vary);
            Assert.Equal(kept, plain.Headers.CacheControl!.ToString());
            await using var unpacked = new System.IO.Compression.GZipStream(await packed.Content.ReadAsStreamAsync(), System.IO.Compression.CompressionMode.Decompress);
            using var bytes = new MemoryStream();
            await unpacked.CopyToAsync(bytes);
            Assert.Equal(await plain.Content.ReadAsByteArrayAsync(), bytes.ToArray());
            using var head = await analyst.SendAsync(new(HttpMethod.Head, path));
            Assert.Equal(plain.Content.Headers.ContentLength, head.Content.Headers.ContentLength);
            Assert.Equal(plain.Headers.ETag, head.Headers.ETag);
        }
    }

    [Fact]
    public async Task TileJson_AndTheStandardsTilesets_NameTilesThatAreThere()
    {
        using var analyst = api.As(Role.Analyst);
        var grid = await OgcWalkTests.JsonAsync(analyst, "/ogc/tileMatrixSets/WebMercatorQuad", "application/json");
        Assert.Equal(17, grid["tileMatrices"]!.AsArray().Count);
        Assert.Equal(559_082_264.0287, (double)grid["tileMatrices"]![0]!["scaleDenominator"]!, 0.01);
        foreach (var collection in OgcWorld.Collections)
        {
            var map = await OgcWalkTests.JsonAsync(analyst, $"/ogc/tiles/{collection}.json", "application/json");
            Assert.Equal("3.0.0", (string)map["tilejson"]!);
            var layers = map["vector_layers"]!.AsArray().Select(layer => (Id: (string)layer!["id"]!, Fields: layer["fields"]!.AsObject().Select(field => field.Key).ToHashSet())).ToList();
            foreach (var zoom in (int[])[(int)map["minzoom"]!, 6, (int)map["maxzoom"]!])
            {
                var bounds = map["bounds"]!.AsArray().Select(edge => (double)edge!).ToArray();
                var (x, y) = TileDisclosureTests.InTile(new((bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2), zoom);
                var path = ((string)map["tiles"]![0]!).Replace("{z}", $"{zoom}", StringComparison.Ordinal).Replace("{x}", $"{x}", StringComparison.Ordinal).Replace("{y}", $"{y}", StringComparison.Ordinal);
                foreach (var feature in await TileDisclosureTests.TileAsync(analyst, path))
                    Assert.Subset(layers.Single(layer => layer.Id == feature.Layer).Fields, feature.Values.Keys.ToHashSet());
            }

            var item = await OgcWalkTests.JsonAsync(analyst, $"/ogc/collections/{collection}", "application/json");
            var list = await OgcWalkTests.JsonAsync(analyst, OgcWalkTests.Link(item, "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector")!, "application/json");
            var set = await OgcWalkTests.JsonAsync(analyst, OgcWalkTests.Link(list["tilesets"]![0]!.AsObject(), "self")!, "application/json");
            Assert.Equal("vector", (string)set["dataType"]!);
            var template = set["links"]!.AsArray().Single(link => (string)link!["rel"]! == "item")!;
            Assert.True((bool)template["templated"]!);
            var address = ((string)template["href"]!).Replace("{tileMatrix}", "6", StringComparison.Ordinal).Replace("{tileRow}", "21", StringComparison.Ordinal).Replace("{tileCol}", "31", StringComparison.Ordinal);
            // From so far out a single space is smaller than a point.
            Assert.Equal(collection is "spaces" or "hotspots", (await TileDisclosureTests.TileAsync(analyst, address)).Count == 0);
            foreach (var page in (string[])[$"tiles/{collection}.json", $"collections/{collection}/tiles", $"collections/{collection}/tiles/WebMercatorQuad", "tileMatrixSets", "tileMatrixSets/WebMercatorQuad"])
                foreach (var language in (string[])["en", "cy"])
                    Assert.Contains($"<html lang=\"{language}\">", await analyst.GetStringAsync($"/ogc/{page}?f=html&lang={language}"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task EveryRing_TurnsAsTheFormatSays()
    {
        using var analyst = api.As(Role.Analyst);
        var rings = (await TileDisclosureTests.TileAsync(analyst, "/ogc/tiles/boundaries/9/251/169.mvt")).Concat(await TileDisclosureTests.TileAsync(analyst, "/ogc/tiles/boundaries/9/251/168.mvt")).ToList();
        Assert.NotEmpty(rings);
        Assert.Contains(rings, feature => feature.Parts.Count > 1);
        foreach (var feature in rings)
        {
            Assert.Equal(3, feature.Kind);
            for (var i = 0; i < feature.Parts.Count; i++)
            {
                var ring = feature.Parts[i];
                var area = ring.Zip(ring.Skip(1).Append(ring[0])).Sum(side => ((long)side.First.X * side.Second.Y) - ((long)side.Second.X * side.First.Y));
                Assert.True(i == 0 ? area > 0 : area < 0, "A ring turns the wrong way.");
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Differences_OfCountsThatAreTold_AreNothingOrAtLeastTheLeast(int seed)
    {
        const int least = 5;
        var random = new Random(seed);
        var counts = new Dictionary<GridCell, long>();
        for (var i = 0; i < 3_000; i++) counts[new(random.Next(80), random.Next(80))] = random.Next(random.Next(1, 14));
        var told = new ToldCounts(counts, least);
        var all = new GridCellRange(0, 0, 700, 1_300);
        var levels = ToldCounts.Sides.Select(side => told.Within(all, side).ToDictionary(cell => cell.SouthWest, cell => cell.Count)).ToList();
        foreach (var (cell, count) in levels[0]) Assert.Equal(counts[cell], count);
        for (var level = 0; level < levels.Count; level++)
        {
            Assert.All(levels[level].Values, count => Assert.True(count >= least));
            if (level == 0) continue;
            var side = ToldCounts.Sides[level];
            GridCell Above(GridCell cell) => new(cell.CellX / side * side, cell.CellY / side * side);
            var below = levels[level - 1].GroupBy(cell => Above(cell.Key)).ToDictionary(group => group.Key, group => group.Sum(cell => cell.Value));
            Assert.All(below.Keys, cell => Assert.True(levels[level].ContainsKey(cell)));
            foreach (var (cell, count) in levels[level])
            {
                var rest = count - below.GetValueOrDefault(cell);
                Assert.True(rest == 0 || rest >= least, $"{rest} can be worked out.");
                Assert.True(count <= counts.Where(one => Above(one.Key) == cell).Sum(one => one.Value));
            }
        }
    }

    // While transactions from before the last change are still open a tag is followed by one more.
    private static async Task<EntityTagHeaderValue> SettledAsync(HttpClient client, string path)
    {
        for (var before = ""; ;)
        {
            using var answer = await client.GetAsync(path);
            if (answer.Headers.ETag!.Tag == before) return answer.Headers.ETag;
            before = answer.Headers.ETag.Tag;
            await Task.Delay(500);
        }
    }

    private static async Task<HttpResponseMessage> HeldAsync(HttpClient client, string path, EntityTagHeaderValue tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.IfNoneMatch.Add(tag);
        return await client.SendAsync(request);
    }
}
