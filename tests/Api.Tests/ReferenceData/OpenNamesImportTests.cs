using SpacesPlaces.Api.Analyses;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.Geodata.Vocabulary;
using Xunit.Abstractions;
using static SpacesPlaces.Api.Tests.ReferenceData.OpenNamesFiles;

namespace SpacesPlaces.Api.Tests.ReferenceData;

/// <summary>OS Open Names: what becomes a place or a postcode, what is left out and told, squares replaced whole.</summary>
public sealed class OpenNamesImportTests(TestApi api, ITestOutputHelper output) : IClassFixture<TestApi>, IDisposable
{
    private readonly StreetFiles files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public async Task Names_BecomePlacesInBothLanguages_WithTheirTownAndHowFarTheyReach()
    {
        var view = await ImportAsync(api, files.Write("SO04.csv", Csv(
            Row("osgb1", "Aberwen", language: "cym", other: "Whitemouth", otherLanguage: "eng", localType: "Town", box: 500),
            Row("osgb2", "Bridge Lane", "Named Road", 300_100, 250_100, 30, "transportNetwork", town: "Aberwen / Whitemouth", townId: "osgb1"),
            Row("osgb3", "Aberwen Station", "Railway Station", 300_200, 250_100, type: "transportNetwork", town: "Elsewhere", townId: "osgb99"),
            Row("osgb4", "Ysgol y Bont", "Secondary Education", 300_300, 250_100, 20, "other", county: ""))));
        var edition = Assert.Single(view.Editions);
        Assert.Equal(("OS Open Names SO04", 4, 4, 0, 0, 4), (edition.Edition, edition.Read, edition.Located, edition.Rejected, edition.OutsideArea, edition.Added));
        Assert.Equal(("open_names", "Ordnance Survey, Royal Mail", "OGL-UK-3.0"), (view.Kind, view.Publisher, view.Licence));
        Assert.Empty(view.Notices);

        var town = await FindAsync("Whitemouth", "Whitemouth");
        Assert.Equal(("Aberwen", "Powys", "Powys", 708.0), (town.NameCy, town.TownEn, town.TownCy, town.ReachMetres));
        var road = await FindAsync("Bridge Lane");
        Assert.Equal((PlaceType.StreetAlley, "Whitemouth", "Aberwen", 43.0), (road.PlaceType, road.TownEn, road.TownCy, road.ReachMetres));
        var station = await FindAsync("Aberwen Station");
        Assert.Equal((PlaceType.TransportHub, "Elsewhere", (double?)null), (station.PlaceType, station.TownEn, station.ReachMetres));
        var school = await FindAsync("Ysgol y Bont");
        Assert.Equal((PlaceType.School, (string?)null), (school.PlaceType, school.TownEn));
    }

    [Fact]
    public async Task WhatIsNoPlace_OrLiesWhereNoRecordMay_IsLeftOut_AndToldWithItsReason()
    {
        var view = await ImportAsync(api, files.Write("SO06.csv", Csv(
            Row("osgb11", "Kept Farm", "Hamlet", 284_500),
            Row("osgb12", "Far Away", "Hamlet", 400_000),
            Row("osgb13", "A999", "Numbered Road", type: "transportNetwork"),
            Row("osgb14", "Bridge Lane", "Section Of Named Road", type: "transportNetwork"),
            Row("osgb15", "Bridge Lane", "Section Of Named Road", type: "transportNetwork"),
            Row("osgb16", "", "Hamlet"),
            Row("osgb17", "\"=HYPERLINK(\u0007)\"", "Hamlet"),
            Row("osgb18", "No Postcode", "Postcode", type: "other"),
            Row("osgb19", "Nowhere", "Hamlet", -5),
            Row("osgb20", "Unmeasured", "Hamlet").Replace(",300000,", ",about here,", StringComparison.Ordinal))));
        var edition = Assert.Single(view.Editions);
        Assert.Equal((10, 5, 5, 2, 1), (edition.Read, edition.Located, edition.Rejected, edition.OutsideArea, edition.Added));
        Assert.Equal(
            ["6 name", "7 name", "8 postcode", "9 outside_grid", "10 metres"],
            view.Notices.Where(n => n.Code.StartsWith("row_rejected_", StringComparison.Ordinal)).Select(n => $"{n.Values["line"]} {n.Code["row_rejected_".Length..]}"));
        Assert.Equal(
            ["Numbered Road 1", "Section Of Named Road 2"],
            view.Notices.Where(n => n.Code == "names_of_a_kind_left_out").Select(n => $"{n.Values["type"]} {n.Values["rows"]}"));
        Assert.All(view.Notices, n => Assert.True(Texts.Has($"import_notice.{n.Code}"), n.Code));
        // Within the buffer, where a record may lie, it is kept; further out nobody could choose it.
        await FindAsync("Kept Farm");
        Assert.Equal(0L, await api.ScalarAsync<long>("select count(*) from place where name_en in ('Far Away', 'Nowhere', 'Unmeasured')"));
    }

    [Fact]
    public async Task ASquare_SentAgain_IsReplacedWhole_AndWhatHasGoneStaysForItsRecordsAlone()
    {
        await ImportAsync(api, files.Write("SO08.csv", Csv(Row("osgb21", "Old Mill"), Row("osgb22", "Stays"), Row("osgb23", "Moves"), Postcode("LD7 1AA", 300_000, 250_000), Postcode("LD7 1AB", 301_000, 250_000))));
        var mill = await FindAsync("Old Mill");
        using var reporter = api.As(Role.Reporter);
        var record = Guid.CreateVersion7();
        await (await reporter.PostAsync($"/api/v1/incidents/{record}", Incidents.Examples.Harm() with { Location = null, PlaceId = mill.Id })).ReadAsync<Receipt>(System.Net.HttpStatusCode.Created);

        var second = await ImportAsync(api, files.Write("so08.csv", Csv(Row("osgb22", "Stays"), Row("osgb23", "Moves", x: 301_000), Row("osgb24", "New Mill"), Postcode("LD7 1AB", 301_500, 250_000), Postcode("LD7 1AD", 302_000, 250_000))));
        var edition = Assert.Single(second.Editions);
        Assert.Equal((2, 2, 2), (edition.Added, edition.Removed, edition.Changed));
        Assert.DoesNotContain((await GazetteerAsync()).Places, place => place.Id == mill.Id);
        Assert.Equal(mill.Id, (await (await reporter.GetAsync($"/api/v1/incidents/{record}")).ReadAsync<IncidentView>()).PlaceId);
        Assert.Equal("LD7 1AB LD7 1AD", await api.ScalarAsync<string>("select string_agg(postcode, ' ' order by postcode) from postcode_unit where postcode like 'LD7 %' and partnership_id = $1", TestApi.Here));

        // Back on the list it is the same place.
        await ImportAsync(api, files.Write("SO08.csv", Csv(Row("osgb21", "Old Mill"))));
        Assert.Equal(mill.Id, (await FindAsync("Old Mill")).Id);
        Assert.Equal(1L, await api.ScalarAsync<long>("select count(*) from import_edition where edition = 'OS Open Names SO08' and replaced_by is null and partnership_id = $1", TestApi.Here));
    }

    [Fact]
    public async Task TheArchive_IsReadSquareBySquare_WithHeadingsOrWithout()
    {
        var zip = StreetFiles.Zip(
            ("Data/SO20.csv", StreetFiles.Bytes(Csv(Header, Row("osgb31", "First Square")))),
            ("Data/SO22.csv", StreetFiles.Bytes(Csv(Row("osgb32", "Second Square")))),
            ("Data/TQ20.csv", StreetFiles.Bytes(Csv(Row("osgb33", "Third Square", x: 525_000, y: 105_000), Row("osgb34", "Fourth Square", x: 525_000, y: 105_000)))),
            ("Doc/OS_Open_Names_Header.csv", StreetFiles.Bytes(Header)),
            ("Doc/licence.txt", StreetFiles.Bytes("OGL")));
        var view = await ImportAsync(api, files.Write("opname_csv_gb.zip", zip));
        Assert.Equal(["OS Open Names SO20 1", "OS Open Names SO22 1"], view.Editions.Select(e => $"{e.Edition} {e.Read}"));
        Assert.Equal(2, view.Notices.Count(n => n.Code == "file_without_square"));
        var elsewhere = Assert.Single(view.Notices, n => n.Code == "squares_elsewhere");
        Assert.Equal(("1", "2"), (elsewhere.Values["squares"], elsewhere.Values["rows"]));
        await FindAsync("First Square");
        await FindAsync("Second Square");
    }

    [Theory]
    [InlineData("SO02.csv", "", "import_empty")]
    [InlineData("SO02.csv", "Crime ID,Month\n1,2025-01\n", "import_header_wrong")]
    [InlineData("SO02.csv", "ID,NAME1\n1,Somewhere\n", "import_header_wrong")]
    [InlineData("SO02.csv", "{\"type\":\"FeatureCollection\"}", "import_header_wrong")]
    [InlineData("names.csv", "ID\n", "import_square_missing")]
    [InlineData("SO13.csv", "ID\n", "import_square_missing")]
    [InlineData("SO02.geojson", "{}", "import_file_type_unknown")]
    public async Task AFileThatIsNone_IsRefused_AndNothingIsStored(string name, string text, string problem)
    {
        var refused = await Assert.ThrowsAsync<JobRefusedException>(() => ImportAsync(api, files.Write(name, text)));
        Assert.Equal(problem, refused.Refusal.Code.Code);
    }

    [Fact]
    public async Task ARowThatIsNotWhole_RefusesTheFile_WithItsLine()
    {
        var path = files.Write("SO02.csv", Csv(Row("osgb41", "Whole"), "osgb42,cut"));
        var refused = await Assert.ThrowsAsync<JobRefusedException>(() => ImportAsync(api, path));
        Assert.Equal((ProblemCodes.ImportRowNotReadable, "2"), (refused.Refusal.Code, refused.Refusal.Values!["line"]));
        var twice = files.Write("twice.zip", StreetFiles.Zip(("a/SO02.csv", StreetFiles.Bytes(Csv(Row("1", "A")))), ("b/SO02.csv", StreetFiles.Bytes(Csv(Row("1", "A"))))));
        Assert.Equal(ProblemCodes.ImportEditionTwice, (await Assert.ThrowsAsync<JobRefusedException>(() => ImportAsync(api, twice))).Refusal.Code);
        Assert.Equal(0L, await api.ScalarAsync<long>("select count(*) from place where name_en in ('Whole', 'A')"));
    }

    [Fact]
    public async Task ThePublishedTile_IsReadWhole()
    {
        if (SharedFolder.Find("places/os_open_names_HY20_part1.csv", output) is not { } path) return;
        var edition = Assert.Single((await ImportAsync(api, path)).Editions);
        // Orkney and other places far away: all understood, none of them within the partnership.
        Assert.Equal((1_500, 1_500, 0, 1_500, 0), (edition.Read, edition.Located, edition.Rejected, edition.OutsideArea, edition.Added));
    }

    [Fact]
    public async Task Postcodes_AreListedWhole_WithAReachThatIsNeverAPlace_AndSayWhenNothingChanged()
    {
        await ImportAsync(api, files.Write("SO24.csv", Csv(Enumerable.Range(0, 8).Select(n => Postcode($"LD9 {n}AA", 310_000 + (n * 10), 260_000)))));
        using var reader = api.As(Role.Reporter);
        using var answer = await reader.GetAsync("/api/v1/reference-data/postcodes");
        var list = await answer.ReadAsync<PostcodeList>();
        Assert.Equal(list.Postcodes, list.Postcodes.Order(StringComparer.Ordinal));
        Assert.Equal([list.Postcodes.Count, list.Postcodes.Count, list.Postcodes.Count], [list.Eastings.Count, list.Northings.Count, list.ReachMetres.Count]);
        var at = list.Postcodes.ToList().IndexOf("LD9 3AA");
        Assert.Equal((310_030, 260_000, 101), (list.Eastings[at], list.Northings[at], list.ReachMetres[at]));
        reader.DefaultRequestHeaders.IfNoneMatch.Add(answer.Headers.ETag!);
        Assert.Equal(System.Net.HttpStatusCode.NotModified, (await reader.GetAsync("/api/v1/reference-data/postcodes")).StatusCode);
        using var stranger = api.As(Role.Reporter, TestApi.Elsewhere);
        Assert.Empty((await (await stranger.GetAsync("/api/v1/reference-data/postcodes")).ReadAsync<PostcodeList>()).Postcodes);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(100.0)]
    public async Task APostcode_IsNeverStoredAsAPlace(double? accuracy)
    {
        using var reporter = api.As(Role.Reporter);
        var location = new Location(new(300_000, 250_000), PointSource.Postcode, accuracy, "EPSG:27700");
        await (await reporter.PostAsync($"/api/v1/incidents/{Guid.CreateVersion7()}", Incidents.Examples.Harm() with { Location = location }))
            .AssertProblemAsync(ProblemCodes.NumberOutOfRange, "location.accuracyMetres");
        var id = Guid.CreateVersion7();
        await (await reporter.PostAsync($"/api/v1/incidents/{id}", Incidents.Examples.Harm() with { Location = location with { AccuracyMetres = 101 } })).ReadAsync<Receipt>(System.Net.HttpStatusCode.Created);
        var stored = await (await reporter.GetAsync($"/api/v1/incidents/{id}")).ReadAsync<IncidentView>();
        Assert.Equal((PointSource.Postcode, false), (stored.PlacedBy!.Value, stored.UsedInClusters));
    }

    private async Task<PlaceView> FindAsync(string name, string? english = null) =>
        Assert.Single((await GazetteerAsync()).Places, place => place.NameEn == (english ?? name));

    private async Task<Gazetteer> GazetteerAsync()
    {
        using var reader = api.As(Role.Reporter);
        return await (await reader.GetAsync("/api/v1/reference-data/gazetteer")).ReadAsync<Gazetteer>();
    }
}
