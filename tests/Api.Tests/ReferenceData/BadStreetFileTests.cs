using System.Text;
using SpacesPlaces.Api.Analyses;
using SpacesPlaces.Contracts;
using static SpacesPlaces.Api.Tests.ReferenceData.StreetFiles;

namespace SpacesPlaces.Api.Tests.ReferenceData;

/// <summary>Files that are not whole and regular change nothing; rows that cannot be placed are told and left out.</summary>
public sealed class BadStreetFileTests(TestApi api) : IClassFixture<TestApi>, IDisposable
{
    private const string Name = "2025-03-dyfed-powys-street.csv";
    private readonly StreetFiles files = new();

    public void Dispose() => files.Dispose();

    [Theory]
    [InlineData("Crime ID,Month", "")]
    [InlineData("Longitude,Latitude", "Latitude,Longitude")]
    [InlineData("Crime type", "crime type")]
    [InlineData(",Context", "")]
    [InlineData("Context", "Context,More")]
    public async Task Header_NotExactlyThePublishers_IsRefused(string part, string instead)
    {
        var path = files.Write(Name, Header.Replace(part, instead, StringComparison.Ordinal) + "\n" + Row() + "\n");
        var refused = await RefusedAsync(api, path, ProblemCodes.ImportHeaderWrong);
        Assert.Equal(Name, refused.Refusal.Values!["file"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData(Header + "\n")]
    public async Task File_WithoutRows_IsRefused(string text) =>
        await RefusedAsync(api, files.Write(Name, text), ProblemCodes.ImportEmpty);

    [Fact]
    public async Task Row_OfElevenFields_RefusesTheFileAndNamesTheLine()
    {
        var path = files.Write(Name, Csv(Row(), Row()[..^1], Row()));
        Assert.Equal("3", (await RefusedAsync(api, path, ProblemCodes.ImportRowNotReadable)).Refusal.Values!["line"]);
    }

    [Fact]
    public async Task Row_OfThirteenFields_RefusesTheFile() =>
        await RefusedAsync(api, files.Write(Name, Csv(Row() + ",more")), ProblemCodes.ImportRowNotReadable);

    [Theory]
    [InlineData("\"On or near Heol y Bont")]
    [InlineData("On or \"near\" Heol y Bont")]
    [InlineData("\"On or\" near Heol y Bont")]
    [InlineData("On or near\0Heol y Bont")]
    public async Task Field_BrokenOff_RefusesTheFile(string location) =>
        await RefusedAsync(api, files.Write(Name, Csv(Row(), Row(location: location), Row())), ProblemCodes.ImportRowNotReadable);

    [Fact]
    public async Task Bytes_ThatAreNotUtf8_RefuseTheFile() =>
        await RefusedAsync(api, files.Write(Name, Encoding.Latin1.GetBytes(Csv(Row(location: "Clos Hen Dâr")))), ProblemCodes.ImportRowNotReadable);

    [Theory]
    [InlineData("2025-13")]
    [InlineData("")]
    [InlineData("March 2025")]
    [InlineData("2025-3")]
    [InlineData("0001-01")]
    public async Task Month_NotReadable_RefusesTheFile(string month) =>
        await RefusedAsync(api, files.Write("dyfed-powys-street.csv", Csv(Row(month: month))), ProblemCodes.ImportRowNotReadable);

    [Fact]
    public async Task Month_OtherThanTheNameSays_RefusesTheFile()
    {
        var refused = await RefusedAsync(api, files.Write(Name, Csv(Row(), Row(month: "2025-04"))), ProblemCodes.ImportMonthContradictsName);
        Assert.Equal(("2025-03", "2025-04"), (refused.Refusal.Values!["named"], refused.Refusal.Values["found"]));
    }

    [Fact]
    public async Task Force_OtherThanTheNameSays_RefusesTheFile() =>
        await RefusedAsync(api, files.Write(Name, Csv(Row(force: "Gwent Police"))), ProblemCodes.ImportForceContradictsName);

    [Fact]
    public async Task SameMonthInTwoFiles_IsRefused()
    {
        var zip = Zip(("a/" + Name, Bytes(Csv(Row()))), ("b/" + Name, Bytes(Csv(Row()))));
        await RefusedAsync(api, files.Write("twice.zip", zip), ProblemCodes.ImportEditionTwice);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.99)]
    public async Task Gzip_CutOff_IsRefused(double share)
    {
        var whole = Gzip(Bytes(Csv(Enumerable.Range(0, 2_000).Select(i => Row(id: Guid.NewGuid().ToString("N"))))));
        await RefusedAsync(api, files.Write(Name + ".gz", whole[..(int)(whole.Length * share)]), ProblemCodes.ImportFileTruncated);
    }

    [Fact]
    public async Task Gzip_WithoutItsLastBytes_IsRefused()
    {
        var whole = Gzip(Bytes(Csv(Row())));
        await RefusedAsync(api, files.Write(Name + ".gz", whole[..^4]), ProblemCodes.ImportFileTruncated);
    }

    [Fact]
    public async Task Gzip_ThatIsNone_IsRefused() =>
        await RefusedAsync(api, files.Write(Name + ".gz", Csv(Row())), ProblemCodes.ImportFileTruncated);

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.9)]
    public async Task Zip_CutOff_IsRefused(double share)
    {
        var whole = Zip((Name, Bytes(Csv(Enumerable.Range(0, 500).Select(_ => Row(id: Guid.NewGuid().ToString("N")))))));
        await RefusedAsync(api, files.Write("months.zip", whole[..(int)(whole.Length * share)]), ProblemCodes.ImportFileTruncated);
    }

    [Fact]
    public async Task Zip_WithADamagedEntry_IsRefused()
    {
        var whole = Zip((Name, Bytes(Csv(Enumerable.Range(0, 500).Select(_ => Row(id: Guid.NewGuid().ToString("N")))))));
        Array.Fill(whole, (byte)0xAA, whole.Length / 2, 200);
        await Assert.ThrowsAsync<JobRefusedException>(() => ImportAsync(api, files.Write("months.zip", whole)));
    }

    [Theory]
    [InlineData("../2025-03-dyfed-powys-street.csv")]
    [InlineData("/2025-03-dyfed-powys-street.csv")]
    [InlineData("a/../../2025-03-dyfed-powys-street.csv")]
    [InlineData("C:\\2025-03-dyfed-powys-street.csv")]
    public async Task Zip_WithANameThatLeadsOut_IsRefused(string name) =>
        await RefusedAsync(api, files.Write("months.zip", Zip((name, Bytes(Csv(Row()))))), ProblemCodes.ImportArchiveUnsafe);

    [Fact]
    public async Task Zip_WithTooManyEntries_IsRefused() =>
        await RefusedAsync(api, files.Write("months.zip", Zip(Enumerable.Range(0, 2_001).Select(i => ($"{i}.txt", Array.Empty<byte>())))), ProblemCodes.ImportArchiveUnsafe);

    [Fact]
    public async Task Zip_ThatGrowsBeyondMeasure_IsRefused() =>
        await RefusedAsync(api, files.Write("months.zip", Zip((Name, new byte[50 << 20]))), ProblemCodes.ImportArchiveUnsafe);

    [Fact]
    public async Task Gzip_ThatGrowsBeyondMeasure_IsRefused()
    {
        var bomb = Bytes(Csv(Enumerable.Repeat(Row(location: new string('a', 3_900)), 3_000)));
        await RefusedAsync(api, files.Write(Name + ".gz", Gzip(bomb)), ProblemCodes.ImportArchiveUnsafe);
    }

    [Fact]
    public async Task Zip_WithoutStreetFiles_IsRefused() =>
        await RefusedAsync(api, files.Write("months.zip", Zip(("2025-03-dyfed-powys-outcomes.csv", Bytes(Csv(Row()))))), ProblemCodes.ImportFileTypeUnknown);

    [Fact]
    public async Task Zip_OfMonthFolders_TellsWhatItLeavesOut()
    {
        var zip = Zip(
            ("2025-01/2025-01-dyfed-powys-street.csv", Bytes(Csv(Row(month: "2025-01")))),
            ("2025-02/2025-02-dyfed-powys-street.csv.gz", Gzip(Bytes(Csv(Row(month: "2025-02"), Row(month: "2025-02"))))),
            ("2025-02/2025-02-dyfed-powys-outcomes.csv", Bytes("x")),
            ("2025-02/inner.zip", [1, 2, 3]));
        var view = await ImportAsync(api, files.Write("months.zip", zip));
        Assert.Equal(
            [("2025-01 Dyfed-Powys Police", 1), ("2025-02 Dyfed-Powys Police", 2)], view.Editions.Select(e => (e.Edition, e.Read)));
        Assert.Contains(view.Notices, n => n.Code == "file_ignored" && n.Values["file"] == "2025-02/2025-02-dyfed-powys-outcomes.csv");
        Assert.Contains(view.Notices, n => n.Code == "nested_archive_ignored" && n.Values["file"] == "2025-02/inner.zip");
        await AssertAccountedForAsync(api, view);
    }

    [Theory]
    [InlineData("NaN", "52.242", "row_rejected_coordinate")]
    [InlineData("Infinity", "52.242", "row_rejected_coordinate")]
    [InlineData("-Infinity", "-Infinity", "row_rejected_coordinate")]
    [InlineData("1e999", "52.242", "row_rejected_coordinate")]
    [InlineData("-3.383", "", "row_rejected_coordinate")]
    [InlineData("", "52.242", "row_rejected_coordinate")]
    [InlineData("west", "north", "row_rejected_coordinate")]
    [InlineData("52.242", "-3.383", "row_rejected_outside_grid")]
    [InlineData("0", "0", "row_rejected_outside_grid")]
    [InlineData("-3.383", "40", "row_rejected_outside_grid")]
    [InlineData("-19", "52", "row_rejected_outside_grid")]
    public async Task Row_ThatCannotBePlaced_IsToldAndLeftOut(string lon, string lat, string reason)
    {
        var name = "2024-01-dyfed-powys-street.csv";
        var view = await ImportAsync(api, files.Write(name, Csv(Row(month: "2024-01"), Row(month: "2024-01", lon: lon, lat: lat), Row(month: "2024-01", lon: "", lat: ""))));
        var edition = Assert.Single(view.Editions);
        Assert.Equal((3, 1, 1, 1), (edition.Read, edition.Located, edition.Unlocated, edition.Rejected));
        var notice = Assert.Single(view.Notices, n => n.Code == reason);
        Assert.Equal((name, "3"), (notice.Values["file"], notice.Values["line"]));
        await AssertAccountedForAsync(api, view);
    }

    [Fact]
    public async Task RejectedRows_BeyondAHundred_AreToldAsANumber()
    {
        var rows = Enumerable.Repeat(Row(month: "2024-01", lat: "NaN"), 130).Prepend(Row(month: "2024-01"));
        var view = await ImportAsync(api, files.Write("2024-01-dyfed-powys-street.csv", Csv(rows)));
        Assert.Equal(130, view.Editions[0].Rejected);
        Assert.Equal(100, view.Notices.Count(n => n.Code == "row_rejected_coordinate"));
        Assert.Equal("30", Assert.Single(view.Notices, n => n.Code == "row_rejected_more").Values["count"]);
    }

    [Fact]
    public async Task FailedImport_LeavesWhatWasHeld()
    {
        await ImportAsync(api, files.Write(Name, Csv(Row(id: "a"), Row(id: "b"))));
        var before = await HeldAsync();
        var refused = await RefusedAsync(api, files.Write(Name, Csv(Row(id: "c"), "broken")), ProblemCodes.ImportRowNotReadable);
        await RefusedAsync(api, files.Write(Name, Csv(Row(lat: "NaN"))), ProblemCodes.ImportRowNotReadable);
        Assert.Equal(before, await HeldAsync());
        Assert.Equal("3", refused.Refusal.Values!["line"]);
        Assert.True(await api.ScalarAsync<long>(
            "select count(*) from audit_entry where action = 'import_finished' and outcome = 'refused' and problem = 'import_row_not_readable'") >= 2);

        async Task<string> HeldAsync() => await api.ScalarAsync<string>(
            """
            select string_agg(publisher_id || e.edition_id, ' ' order by line) from context_event e
            where partnership_id = $1 and month_from = '2025-03-01'
            """, TestApi.Here);
    }

    [Fact]
    public async Task Text_IsKeptAsPublished()
    {
        string[] locations = ["On or near Sqwâr Owain Glyndŵr", "Clos Hen Dŷ, Y Trallwng", "Two\nlines", "He said \"hi\""];
        var rows = locations.Select((location, i) => Row(id: $"t{i}", month: "2024-05", location: $"\"{location.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
        var text = "\uFEFF" + Csv(rows).Replace("\n", "\r\n", StringComparison.Ordinal).Replace("Two\r\nlines", "Two\nlines", StringComparison.Ordinal);
        var view = await ImportAsync(api, files.Write("2024-05-dyfed-powys-street.csv", text));
        Assert.Equal((4, 4), (view.Editions[0].Read, view.Editions[0].Located));
        Assert.Equal(locations, await api.ScalarAsync<string[]>(
            "select array_agg(location order by publisher_id) from context_event where partnership_id = $1 and month_from = '2024-05-01'", TestApi.Here));
    }

    [Fact]
    public async Task Law_ReadIsLocatedUnlocatedAndRejected_ForAnyMixOfRows()
    {
        var random = new Random(20250301);
        string[][] places = [["-3.383", "52.242"], ["", ""], ["NaN", "1"], ["52", "-3"], ["-3.9", "51.6"], ["0", "0"], ["-3.3", ""]];
        for (var round = 0; round < 12; round++)
        {
            var picked = Enumerable.Range(0, random.Next(1, 700)).Select(_ => places[random.Next(places.Length)]).Prepend(places[0]).ToList();
            var rows = picked.Select(p => Row(id: random.Next(3) == 0 ? "" : Invariant($"{random.Next(900)}"), month: "2023-07", lon: p[0], lat: p[1]));
            var view = await ImportAsync(api, files.Write("2023-07-dyfed-powys-street.csv", Csv(rows)));
            var edition = Assert.Single(view.Editions);
            Assert.Equal(picked.Count, edition.Read);
            Assert.Equal(picked.Count(p => p == places[1]), edition.Unlocated);
            Assert.Equal(picked.Count(p => p == places[0] || p == places[4]), edition.Located);
            Assert.Equal(picked.Count(p => p == places[4]), edition.OutsideArea);
            await AssertAccountedForAsync(api, view);
        }
    }
}
