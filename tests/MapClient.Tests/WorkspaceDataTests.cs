using SpacesPlaces.Api.Tests;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.Geodata.Vocabulary;
using SpacesPlaces.MapClient.Http;
using SpacesPlaces.MapClient.Incidents;

namespace SpacesPlaces.MapClient.Tests;

/// <summary>What each role receives from the real API, over HTTP and PostGIS.</summary>
public sealed class WorkspaceDataTests(TestApi api) : IClassFixture<TestApi>
{
    [Theory]
    [InlineData(Role.Analyst, true, true, true, false)]
    [InlineData(Role.MaceMember, true, true, true, false)]
    [InlineData(Role.Planner, false, true, false, true)]
    [InlineData(Role.Reporter, true, false, false, false)]
    [InlineData(Role.Admin, false, false, false, false)]
    public async Task EachRole_ReceivesWhatItMaySee_AndIsRefusedNothing(Role role, bool incidents, bool hotspots, bool spaces, bool areas)
    {
        using var http = api.Anyone();
        var client = new ApiClient(http);
        var me = await client.SignInAsync(TestApi.UserName(role, TestApi.Here), TestApi.Password, null, default);
        List<double> progress = [];
        var received = await WorkspaceData.ReadAsync(
            client, new(TimeProvider.System), me, new(new(2026, 1, 1), new(2026, 11, 20)), NationalGrid.Helmert, new Heard(progress), default);
        Assert.Equal((hotspots, spaces, areas), (received.Hotspots is not null, received.Spaces is not null, received.SpaceAreas is not null));
        Assert.Equal(1, progress[^1]);
        RecordingMap map = new();
        using Workspace workspace = new(map, new(Tongue.Cy), NationalGrid.Helmert, TimeProvider.System);
        workspace.Take(received);
        Assert.Equal(incidents, workspace.Layers.Find(IncidentLayer.Id) is not null);
        Assert.All(workspace.Layers.TopFirst, state => Assert.NotEmpty(Texts.Get(Tongue.Cy, state.Layer.TitleKey)));
    }

    private sealed class Heard(List<double> said) : IProgress<double>
    {
        public void Report(double value) => said.Add(value);
    }
}
