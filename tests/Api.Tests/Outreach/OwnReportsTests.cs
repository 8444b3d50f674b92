using System.Net;
using SpacesPlaces.Api.Tests.Hotspots;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Outreach;

/// <summary>Whoever sent something in hears that the panel looked at it, and nothing of what else lies there.</summary>
public sealed class OwnReportsTests(DatasetRWorld api) : IClassFixture<DatasetRWorld>
{
    [Fact]
    public async Task PanelLooksAtAPlace_TellsTheRecordersOfItsMembers_AndNobodyElse()
    {
        using var analyst = api.As(Role.Analyst);
        using var panel = api.As(Role.MaceMember);
        Assert.All(await MineAsync(analyst), report => Assert.Null(report.LookedAtOn));
        var job = await analyst.AnalyseAsync(DatasetR.Asked);
        var place = Assert.Single((await panel.HotspotsAsync(job.Id)).Items);
        Assert.Equal(HttpStatusCode.NoContent, (await panel.PostAsync($"/api/v1/hotspots/{job.Id}/{place.Number}/look", null)).StatusCode);

        var looked = (await MineAsync(analyst)).Where(report => report.LookedAtOn is not null).ToList();
        Assert.Equal(api.R.IdsOf("E1", "E2", "E3", "E4", "E5").Order(), looked.Select(report => report.Id).Order());
        // What one child's plan holds is no place for the panel: it does not exist for its members.
        var all = (await analyst.HotspotsAsync(job.Id)).Items;
        var individual = all.Single(cluster => cluster.Class == ClusterClass.IndividualRepeat);
        await (await panel.PostAsync($"/api/v1/hotspots/{job.Id}/{individual.Number}/look", null)).AssertProblemAsync(ProblemCodes.NotFound);
        using var reporter = api.As(Role.Reporter);
        Assert.Empty(await MineAsync(reporter));
    }

    private static async Task<IReadOnlyList<OwnReport>> MineAsync(HttpClient client) =>
        await (await client.GetAsync("/api/v1/outreach/reports/mine")).ReadAsync<IReadOnlyList<OwnReport>>();
}
