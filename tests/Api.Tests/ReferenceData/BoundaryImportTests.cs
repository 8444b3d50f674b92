using System.Globalization;
using SpacesPlaces.Api.Analyses;
using SpacesPlaces.Api.ReferenceData;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;
using Xunit.Abstractions;

namespace SpacesPlaces.Api.Tests.ReferenceData;

/// <summary>Official boundaries: sets replaced whole, names in both languages, shapes that the store can trust.</summary>
public sealed class BoundaryImportTests(TestApi api, ITestOutputHelper output) : IClassFixture<TestApi>, IDisposable
{
    private readonly StreetFiles files = new();

    public void Dispose() => files.Dispose();

    [Theory]
    [InlineData("powys_lsoa21", "LSOA21", 79)]
    [InlineData("powys_msoa21", "MSOA21", 19)]
    [InlineData("powys_wards22", "WD22", 60)]
    [InlineData("powys_ltla24", "LAD24", 1)]
    [InlineData("dyfed-powys_pfa20", "PFA20", 1)]
    [InlineData("2011/powys_wards", "WD13", 73)]
    [InlineData("2011/powys_lsoa11", "LSOA11", 79)]
    [InlineData("2011/powys_oa11", "OA11", 438)]
    [InlineData("2011/wales_lad", "LAD13", 22)]
    public async Task PublishedSet_IsImportedWhole(string file, string set, int count)
    {
        if (SharedFolder.Find($"boundaries/{file}.geojson", output) is not { } path) return;
        var view = await ImportAsync(path);
        var edition = Assert.Single(view.Editions);
        Assert.Equal((set, count, count, 0), (edition.Edition, edition.Read, edition.Located, edition.Rejected));
        Assert.Equal((long)count, await api.ScalarAsync<long>(
            "select count(*) from boundary where boundary_set = $1 and partnership_id = $2 and st_isvalid(shape) and st_srid(shape) = 27700", set, TestApi.Here));
    }

    [Fact]
    public async Task Powys_HasItsPublishedArea()
    {
        if (SharedFolder.Find("boundaries/powys_ltla24.geojson", output) is not { } path) return;
        await ImportAsync(path);
        var squareKm = await api.ScalarAsync<double>(
            "select st_area(shape) / 1e6 from boundary where code = 'W06000023' and boundary_set = 'LAD24' and partnership_id = $1", TestApi.Here);
        Assert.InRange(squareKm, 5_200 * 0.99, 5_200 * 1.01);
    }

    [Fact]
    public async Task Names_AreKeptInBothLanguages()
    {
        if (SharedFolder.Find("boundaries/2011/powys_wards.geojson", output) is not { } path) return;
        await ImportAsync(path);
        using var reader = api.As(Role.Planner);
        var wards = await (await reader.GetAsync("/api/v1/reference-data/boundaries?set=WD13")).ReadAsync<BoundaryView[]>();
        Assert.Equal(73, wards.Length);
        Assert.Contains(wards, ward => ward.NameEn is not null && ward.NameCy is not null && ward.NameEn != ward.NameCy);
        using var stranger = api.As(Role.Planner, TestApi.Elsewhere);
        Assert.Empty(await (await stranger.GetAsync("/api/v1/reference-data/boundaries?set=WD13")).ReadAsync<BoundaryView[]>());
    }

    [Fact]
    public async Task Set_SentAgain_IsReplacedWhole()
    {
        await ImportAsync(Write(Feature("W1", Square(-3.4, 52.2)), Feature("W2", Square(-3.5, 52.2)), Feature("W3", Square(-3.6, 52.2))));
        var second = await ImportAsync(Write(Feature("W1", Square(-3.4, 52.2)), Feature("W2", Square(-3.5, 52.3)), Feature("W4", Square(-3.7, 52.2))));
        var edition = Assert.Single(second.Editions);
        Assert.Equal((1, 1, 1), (edition.Added, edition.Removed, edition.Changed));
        Assert.Equal("W1 W2 W4", await api.ScalarAsync<string>(
            "select string_agg(code, ' ' order by code) from boundary where boundary_set = 'LSOA99' and partnership_id = $1", TestApi.Here));
    }

    [Fact]
    public async Task Features_ThatCannotBeStored_AreToldAndLeftOut()
    {
        var view = await ImportAsync(Write(
            Feature("W1", Square(-3.4, 52.2)),
            Feature("W1", Square(-3.5, 52.2)),
            Feature("", Square(-3.5, 52.2)),
            Feature("W2", """{"type":"Polygon","coordinates":[[[-3.4,52.2],[-3.3,52.3],[-3.3,52.2],[-3.4,52.3],[-3.4,52.2]]]}"""),
            Feature("W3", """{"type":"Polygon","coordinates":[[[-3.4,52.2],[-3.3,52.3]]]}"""),
            Feature("W4", """{"type":"Point","coordinates":[-3.4,52.2]}"""),
            Feature("W5", "null"),
            Feature("W6", Square(52.2, -3.4)),
            "7"));
        var edition = Assert.Single(view.Editions);
        Assert.Equal((9, 1, 8), (edition.Read, edition.Located, edition.Rejected));
        Assert.Equal(
            ["2 code_twice", "3 code_missing", "4 shape_not_valid", "5 shape", "6 shape", "7 shape", "8 outside_grid", "9 code_missing"],
            view.Notices.Select(n => $"{n.Values["line"]} {n.Code["row_rejected_".Length..]}"));
        Assert.All(view.Notices, n => Assert.True(Geodata.Language.Texts.Has($"import_notice.{n.Code}")));
    }

    [Theory]
    [InlineData("urn:ogc:def:crs:OGC:1.3:CRS84")]
    [InlineData("EPSG:4326")]
    [InlineData("urn:ogc:def:crs:EPSG::4326")]
    public async Task Degrees_AreAccepted(string crs)
    {
        var view = await ImportAsync(WriteIn(crs, Feature("W1", Square(-3.4, 52.2))));
        Assert.Equal(1, view.Editions[0].Located);
        Assert.Empty(view.Notices);
    }

    [Fact]
    public async Task NationalGrid_IsTakenAsMetresWithANotice()
    {
        const string square = """{"type":"Polygon","coordinates":[[[300000,250000],[301000,250000],[301000,251000],[300000,251000],[300000,250000]]]}""";
        var view = await ImportAsync(WriteIn("EPSG:27700", Feature("W1", square)));
        Assert.Equal("crs_taken_as_metres", Assert.Single(view.Notices).Code);
        Assert.Equal(1e6, await api.ScalarAsync<double>("select st_area(shape) from boundary where boundary_set = 'LSOA99' and partnership_id = $1", TestApi.Here));
    }

    [Fact]
    public async Task OtherCrs_IsRefused() =>
        await RefusedAsync(WriteIn("EPSG:3857", Feature("W1", Square(-3.4, 52.2))), ProblemCodes.CrsNotSupported);

    [Fact]
    public async Task FileWithoutOfficialCode_IsRefused() =>
        await RefusedAsync(files.Write("b.geojson", """{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"PCON13CD":"W1"},"geometry":null}]}"""), ProblemCodes.ImportBoundaryCodeMissing);

    [Theory]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Fea""", "import_file_truncated")]
    [InlineData("""{"type":"Feature","properties":{}}""", "import_file_type_unknown")]
    [InlineData("""{"type":"FeatureCollection","features":[]}""", "import_empty")]
    [InlineData("", "import_file_truncated")]
    public async Task FileThatIsNoCollection_IsRefused(string text, string problem) =>
        await RefusedAsync(files.Write("b.geojson", text), ProblemCodes.All.Single(p => p.Code == problem));

    private string Write(params string[] features) => WriteIn(null, features);

    private string WriteIn(string? crs, params string[] features)
    {
        var member = crs is null ? "" : $$$"""
            "crs":{"type":"name","properties":{"name":"{{{crs}}}"}},
            """;
        return files.Write("b.geojson", $$"""{"type":"FeatureCollection",{{member}}"features":[{{string.Join(',', features)}}]}""");
    }

    private static string Feature(string code, string geometry) =>
        $$$"""{"type":"Feature","properties":{"LSOA99CD":"{{{code}}}","LSOA99NM":"Name"},"geometry":{{{geometry}}}}""";

    private static string Square(double lon, double lat) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"type":"Polygon","coordinates":[[[{{lon}},{{lat}}],[{{lon + 0.01}},{{lat}}],[{{lon + 0.01}},{{lat + 0.01}}],[{{lon}},{{lat + 0.01}}],[{{lon}},{{lat}}]]]}""");

    private Task<ImportView> ImportAsync(string path) =>
        ImportCommand.RunAsync("boundaries", path, TestApi.Here, api.Services, (_, _) => { }, default);

    private async Task RefusedAsync(string path, ProblemCode expected) =>
        Assert.Equal(expected, (await Assert.ThrowsAsync<JobRefusedException>(() => ImportAsync(path))).Refusal.Code);
}
