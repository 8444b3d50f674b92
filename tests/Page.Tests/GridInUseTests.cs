using SpacesPlaces.Api.Tests.ReferenceData;
using SpacesPlaces.Geodata.Crs;

namespace SpacesPlaces.Page.Tests;

/// <summary>A page whose office goes by shifts that an operator supplied.</summary>
public sealed class ShiftedBrowser : Browser
{
    public override async Task InitializeAsync()
    {
        Directory.CreateDirectory(DataFolder);
        await File.WriteAllTextAsync(Path.Combine(DataFolder, ShiftGridFile.FileName), ShiftedApi.Shifts);
        await base.InitializeAsync();
    }
}

/// <summary>The page reads grid references the way that the office stores them.</summary>
public sealed class GridInUseTests(ShiftedBrowser browser) : IClassFixture<ShiftedBrowser>
{
    [Fact]
    public async Task ATypedGridReference_IsStoredInTheMiddleOfItsSquare_ByTheShiftsOfTheOffice()
    {
        var words = KeptWork.Words("By the grid");
        var (visit, _) = await browser.BeginToKeepAsync(Screen.Desktop);
        await visit.Page.WaitForFunctionAsync("() => performance.getEntriesByName(location.origin + '/api/v1/reference-data/grid').length > 0", null, Visit.Now);
        await visit.WriteAsync(words);
        await visit.SendAsync();
        await browser.HoldsOneAsync(words);
        // SO 0000 5000 is a square of 10 metres; by the seven parameters its middle would be stored some metres beside.
        var east = await browser.ScalarAsync<double>("select st_x(point) from incident where narrative = $1", words);
        var north = await browser.ScalarAsync<double>("select st_y(point) from incident where narrative = $1", words);
        Assert.Equal(300_005, east, 0.01);
        Assert.Equal(250_005, north, 0.01);
        await visit.DisposeAsync();
    }
}
