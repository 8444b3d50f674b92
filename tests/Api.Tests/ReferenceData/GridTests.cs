using System.Globalization;
using SpacesPlaces.Api.Commands;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Tests.Commands;
using SpacesPlaces.Api.Tests.Database;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.ReferenceData;

/// <summary>A program whose operator put shifts into the data folder: a plane of them, two metres from the seven parameters and more.</summary>
public sealed class ShiftedApi : TestApi
{
    private const string Heading = "Point_ID,ETRS89_Easting,ETRS89_Northing,ETRS89_OSGB36_EShift,ETRS89_OSGB36_NShift,ETRS89_ODN_HeightShift,Height_Datum_Flag";

    internal static string Shifts { get; } = string.Join('\n', Nodes().Prepend(Heading));

    public override async Task InitializeAsync()
    {
        Directory.CreateDirectory(DataFolder);
        await File.WriteAllTextAsync(Path.Combine(DataFolder, ShiftGridFile.FileName), Shifts);
        await base.InitializeAsync();
    }

    private static IEnumerable<string> Nodes()
    {
        for (var y = 200; y <= 320; y++)
            for (var x = 250; x <= 350; x++)
                yield return string.Create(CultureInfo.InvariantCulture, $"1,{x}000,{y}000,{100 + (x - 300) * 0.02:F3},{-80 + (y - 250) * 0.01:F3},50,1");
    }
}

/// <summary>Positions where the operator supplied OSTN15, at both sides of the wire; and a program that has lost the file.</summary>
[Long(40)]
public sealed class GridTests(ShiftedApi api) : IClassFixture<ShiftedApi>
{
    private const string Route = "/api/v1/reference-data/grid";

    [Fact]
    public async Task APosition_IsStoredByTheShifts_AndComesBackAsItWasSent()
    {
        using var worker = api.As(Role.Reporter);
        var id = Guid.CreateVersion7();
        const double lon = -3.45, lat = 52.14;
        var sent = Incidents.Examples.Harm() with { Location = new(new(lon, lat), PointSource.Pin, 10, "EPSG:4326") };
        (await worker.PostAsync($"/api/v1/incidents/{id}", sent)).EnsureSuccessStatusCode();
        var wanted = new Ostn15(ShiftGridFile.Read(new StringReader(ShiftedApi.Shifts))).FromLonLat(lon, lat);
        var stored = new GridPoint(await api.ScalarAsync<double>("select st_x(point) from incident where id = $1", id), await api.ScalarAsync<double>("select st_y(point) from incident where id = $1", id));
        Assert.InRange(Apart(stored, wanted), 0, 0.001);
        Assert.InRange(Apart(stored, NationalGrid.Helmert.FromLonLat(lon, lat)), 1, 20);
        var read = await (await worker.GetAsync($"/api/v1/incidents/{id}")).ReadAsync<IncidentView>();
        Assert.Equal(lon, read.Point!.Value.X, 8);
        Assert.Equal(lat, read.Point.Value.Y, 8);
    }

    [Fact]
    public async Task ThePage_GetsTheShiftsOfItsPartnershipsArea()
    {
        using var planner = api.As(Role.Planner);
        var grid = await (await planner.GetAsync(Route)).ReadAsync<GridView>();
        Assert.Equal(("OSTN15", 0.01), (grid.Method, grid.AccuracyMetres));
        var shifts = grid.Shifts!;
        Assert.Equal(shifts.Columns * shifts.Rows, shifts.EastMillimetres.Count);
        Assert.Equal(shifts.EastMillimetres.Count, shifts.NorthMillimetres.Count);
        // The area is 40 km wide; a margin stands around it, and no more.
        Assert.InRange(shifts.Columns, 44, 52);
        Assert.Equal((int)Math.Round(100_000 + (shifts.West / 1_000 - 300) * 20.0), shifts.EastMillimetres[0]);
        using var anyone = api.Anyone();
        await (await anyone.GetAsync(Route)).AssertProblemAsync(ProblemCodes.SignInNeeded);
    }

    [Fact]
    public async Task ADatabaseOfOstn15_IsNotTouchedWithoutItsFile_NorWithAFileThatIsNone()
    {
        await api.ScalarAsync<string>("insert into environment (kind) values ('test') on conflict (one) do update set kind = excluded.kind returning kind");
        Assert.False(await GridMark.KeepAsync(api.ConnectionString, supplied: false, default));
        await GridMark.KeepAsync(api.ConnectionString, supplied: true, default);
        var environment = new Dictionary<string, string> { [OpenDatabase.OwnerVariable] = api.ConnectionString, [OpenDatabase.ApiVariable] = api.ApiConnection };
        await using var data = new TemporaryDataFolder();
        var (code, output) = await ProgramProcess.RunAsync(environment, "erasures", "replay", "--data", data.Path);
        Assert.Equal((CommandLine.Refused, 1), (code, output.Split('\n').Length));
        Assert.Contains(ShiftGridFile.FileName, output, StringComparison.Ordinal);

        await File.WriteAllTextAsync(data.File(ShiftGridFile.FileName), "something else");
        (code, output) = await ProgramProcess.RunAsync(environment, "serve", "--data", data.Path, "--port", "0");
        Assert.Equal((CommandLine.Refused, 1), (code, output.Split('\n').Length));
        Assert.Contains("ETRS89_Easting", output, StringComparison.Ordinal);

        await File.WriteAllTextAsync(data.File(ShiftGridFile.FileName), ShiftedApi.Shifts);
        await using var program = ProgramProcess.Start(environment, "serve", "--data", data.Path, "--port", "0");
        await program.AddressAsync();
        Assert.Contains("Coordinates: OSTN15, exact to 1 cm", program.Output, StringComparison.Ordinal);
    }

    private static double Apart(GridPoint a, GridPoint b) => double.Hypot(a.Easting - b.Easting, a.Northing - b.Northing);
}

/// <summary>The same door where nobody supplied anything.</summary>
public sealed class UnshiftedGridTests(TestApi api) : IClassFixture<TestApi>
{
    [Fact]
    public async Task WithoutAFile_TheSevenParametersAreSaid_WithTheirAccuracy()
    {
        using var worker = api.As(Role.Reporter);
        var grid = await (await worker.GetAsync("/api/v1/reference-data/grid")).ReadAsync<GridView>();
        Assert.Equal(new GridView(NationalGrid.Helmert.Method, 2, null), grid);
    }
}
