using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.ReferenceData;

/// <summary>Named places in both languages, and the partnership's own basemap.</summary>
public sealed class PlacesAndBasemapTests(TestApi api) : IClassFixture<TestApi>
{
    [Theory]
    [InlineData("Drenewydd", "Newtown")]
    [InlineData("y drenewydd", "Newtown")]
    [InlineData("NEWT", "Newtown")]
    [InlineData("Llanfair ym Muallt", "Builth Wells")]
    [InlineData("llanfair-ym-muallt", "Builth Wells")]
    [InlineData("sqwar owain glyndwr", "Owain Glyndwr Square")]
    [InlineData("Glyndŵr", "Owain Glyndwr Square")]
    [InlineData("i Lanfair-ym-Muallt", "Builth Wells")]
    [InlineData("Trenewydd", "Newtown")]
    [InlineData("Newtwon", "Newtown")]
    [InlineData("100%", null)]
    [InlineData("i Drefaldwyn", null)]
    public async Task Place_IsFoundInEitherLanguage_AccentsAside(string search, string? expected)
    {
        await FillAsync();
        using var reader = api.As(Role.Reporter);
        var found = await (await reader.GetAsync($"/api/v1/reference-data/places?search={Uri.EscapeDataString(search)}")).ReadAsync<PlaceView[]>();
        Assert.Equal(expected is null ? [] : [expected], found.Select(place => place.NameEn));
        using var stranger = api.As(Role.Reporter, TestApi.Elsewhere);
        Assert.Empty(await (await stranger.GetAsync($"/api/v1/reference-data/places?search={Uri.EscapeDataString(search)}")).ReadAsync<PlaceView[]>());
    }

    [Fact]
    public async Task Gazetteer_HoldsEveryPlaceOfThePartnershipAlone_AndSaysWhenNothingChanged()
    {
        await FillAsync();
        using var reader = api.As(Role.Reporter);
        using var answer = await reader.GetAsync("/api/v1/reference-data/gazetteer");
        var gazetteer = await answer.ReadAsync<Gazetteer>();
        Assert.Equal(gazetteer.Matched, gazetteer.Places.Count);
        Assert.Contains(gazetteer.Places, place => place is { NameEn: "Builth Wells", NameCy: "Llanfair-ym-Muallt" });

        reader.DefaultRequestHeaders.IfNoneMatch.Add(answer.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await reader.GetAsync("/api/v1/reference-data/gazetteer")).StatusCode);
        await api.ScalarAsync<Guid>(
            """
            insert into place (partnership_id, id, name_en, name_cy, place_type, shape, point)
            select $1, gen_random_uuid(), 'New Bridge', 'Y Bont Newydd', 'other', p, p from (select st_setsrid(st_makepoint(310000, 250000), 27700) as p) g
            returning id
            """, TestApi.Here);
        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync("/api/v1/reference-data/gazetteer")).StatusCode);

        using var stranger = api.As(Role.Reporter, TestApi.Elsewhere);
        Assert.DoesNotContain((await (await stranger.GetAsync("/api/v1/reference-data/gazetteer")).ReadAsync<Gazetteer>()).Places, place => place.NameEn == "Builth Wells");
    }

    [Fact]
    public async Task BasemapLayer_TravelsPackedOnce()
    {
        var json = StreetFiles.Bytes("""{"type":"FeatureCollection","features":[]}""");
        var layer = "rivers" + Guid.NewGuid().ToString("N");
        await api.ScalarAsync<string>(
            "insert into basemap_layer (partnership_id, layer, geo_json_gzip, sha256) values ($1, $2, $3, sha256($3)) returning layer",
            TestApi.Here, layer, StreetFiles.Gzip(json));
        using var reader = api.As(Role.Planner);
        Assert.Contains(await (await reader.GetAsync("/api/v1/reference-data/basemap")).ReadAsync<BasemapLayerView[]>(), l => l.Layer == layer);

        using var plain = await reader.GetAsync($"/api/v1/reference-data/basemap/{layer}");
        Assert.Equal(json, await plain.Content.ReadAsByteArrayAsync());

        reader.DefaultRequestHeaders.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));
        using var packed = await reader.GetAsync($"/api/v1/reference-data/basemap/{layer}");
        Assert.Equal(["gzip"], packed.Content.Headers.ContentEncoding);
        await using var unpacked = new GZipStream(await packed.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        await unpacked.CopyToAsync(bytes);
        Assert.Equal(json, bytes.ToArray());

        reader.DefaultRequestHeaders.IfNoneMatch.Add(packed.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await reader.GetAsync($"/api/v1/reference-data/basemap/{layer}")).StatusCode);
        using var stranger = api.As(Role.Planner, TestApi.Elsewhere);
        await (await stranger.GetAsync($"/api/v1/reference-data/basemap/{layer}")).AssertProblemAsync(ProblemCodes.NotFound);
    }

    private async Task FillAsync()
    {
        (string En, string Cy)[] names =
            [("Newtown", "Y Drenewydd"), ("Builth Wells", "Llanfair-ym-Muallt"), ("Owain Glyndwr Square", "Sqwâr Owain Glyndŵr")];
        foreach (var (en, cy) in names)
            await api.ScalarAsync<long>(
                """
                with added as (
                    insert into place (partnership_id, id, name_en, name_cy, place_type, shape, point)
                    select $1, gen_random_uuid(), $2, $3, 'other', p, p from (select st_setsrid(st_makepoint(310000, 250000), 27700) as p) g
                    where not exists (select from place where partnership_id = $1 and name_en = $2) returning 1)
                select count(*) from added
                """, TestApi.Here, en, cy);
    }
}
