using static SpacesPlaces.Api.Tests.ReferenceData.StreetFiles;

namespace SpacesPlaces.Api.Tests.ReferenceData;

/// <summary>A month of a force that is sent again takes the place of the one held, and says what became of its rows.</summary>
public sealed class ReplacedEditionTests(TestApi api) : IClassFixture<TestApi>, IDisposable
{
    private const string Name = "2025-03-dyfed-powys-street.csv";
    private readonly StreetFiles files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public async Task SecondEdition_TellsRowsAddedRemovedAndChanged()
    {
        var first = await ImportAsync(api, files.Write(Name, Csv(
            Row(id: "stays"), Row(id: "goes"), Row(id: "moves"), Row(id: "concluded"), Row(), Row(), Row())));
        Assert.Equal((7, 0, 0), (first.Editions[0].Added, first.Editions[0].Removed, first.Editions[0].Changed));

        var second = await ImportAsync(api, files.Write(Name, Csv(
            Row(id: "comes"), Row(id: "stays"), Row(id: "moves", lon: "-3.4"), Row(id: "concluded", outcome: "Under investigation"),
            Row(), Row(), Row(type: "Drugs"), Row(id: "comes too"))));
        // Gone: "goes" and one of three equal rows without id; come: two ids and one row without id.
        Assert.Equal((3, 2, 2), (second.Editions[0].Added, second.Editions[0].Removed, second.Editions[0].Changed));
        Assert.Equal(8, await CurrentRowsAsync("2025-03-01"));
        Assert.Equal(second.Id, await api.ScalarAsync<Guid>("select replaced_by from import_edition where import_id = $1", first.Id));
        await AssertAccountedForAsync(api, second);

        var third = await ImportAsync(api, Path.Combine(files.Folder, Name));
        Assert.Equal((0, 0, 0), (third.Editions[0].Added, third.Editions[0].Removed, third.Editions[0].Changed));
    }

    [Fact]
    public async Task Law_RowsBeforeAndAddedWithoutRemoved_AreRowsAfter()
    {
        var random = new Random(7);
        var before = 0;
        for (var round = 0; round < 10; round++)
        {
            var rows = Enumerable.Range(0, random.Next(1, 60)).Select(_ =>
                Row(id: random.Next(4) == 0 ? "" : Invariant($"{random.Next(20)}"), month: "2024-06", type: random.Next(2) == 0 ? "Drugs" : "Robbery")).ToList();
            var edition = (await ImportAsync(api, files.Write("2024-06-dyfed-powys-street.csv", Csv(rows)))).Editions[0];
            Assert.Equal(rows.Count, before + edition.Added - edition.Removed);
            Assert.True(edition is { Added: >= 0, Removed: >= 0, Changed: >= 0 });
            before = rows.Count;
            Assert.Equal(before, await CurrentRowsAsync("2024-06-01"));
        }
    }

    [Fact]
    public async Task OtherForceOrMonth_IsNotTouched()
    {
        await ImportAsync(api, files.Write("2022-01-gwent-street.csv", Csv(Row(month: "2022-01", force: "Gwent Police"))));
        await ImportAsync(api, files.Write("2022-01-dyfed-powys-street.csv", Csv(Row(month: "2022-01"))));
        Assert.Equal(2, await CurrentRowsAsync("2022-01-01"));
    }

    [Fact]
    public async Task Months_ThatAreMissingOrFarTooSmall_AreTold()
    {
        string[] months = ["2021-01", "2021-02", "2021-04", "2021-05"];
        var rows = months.SelectMany(month => Enumerable.Repeat(Row(month: month, force: "Gwent Police"), month == "2021-04" ? 4 : 20));
        var view = await ImportAsync(api, files.Write("gwent-2021-01_2021-05-street.csv", Csv(rows)), TestApi.Elsewhere);
        var missing = Assert.Single(view.Notices, n => n.Code == "month_missing");
        Assert.Equal(("2021-03", "Gwent Police"), (missing.Values["month"], missing.Values["force"]));
        var incomplete = Assert.Single(view.Notices, n => n.Code == "month_looks_incomplete");
        Assert.Equal(("2021-04", "4", "20"), (incomplete.Values["month"], incomplete.Values["rows"], incomplete.Values["usual"]));
    }

    [Fact]
    public async Task TypeNotSeenBefore_IsKeptAndTold()
    {
        var view = await ImportAsync(api, files.Write("2011-01-dyfed-powys-street.csv", Csv(Row(month: "2011-01", type: "Violent crime"), Row(month: "2011-01", type: "Violent crime"))));
        Assert.Equal("Violent crime", Assert.Single(view.Notices, n => n.Code == "type_unknown").Values["type"]);
        Assert.Equal(2, view.Editions[0].Located);
    }

    private Task<long> CurrentRowsAsync(string month) => api.ScalarAsync<long>(
        "select count(*) from context_event where partnership_id = $1 and month_from = $2", TestApi.Here, DateOnly.Parse(month, System.Globalization.CultureInfo.InvariantCulture));
}
