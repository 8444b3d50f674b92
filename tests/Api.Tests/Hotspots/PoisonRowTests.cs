using Npgsql;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Hotspots;

/// <summary>A row that cannot be: the database refuses it; where its checks were switched off, the others are still found and told.</summary>
public sealed class PoisonRowTests(DatasetRWorld api) : IClassFixture<DatasetRWorld>
{
    [Fact]
    public async Task APointThatIsNone_IsRefused_AndWhereItStandsAllTheSame_ListMapAndClustersGoOnWithoutIt()
    {
        using var analyst = api.As(Role.Analyst);
        var before = await ListedAsync(analyst);
        var clusters = await ClustersAsync(analyst);
        var poisoned = await api.ScalarAsync<Guid>(
            "select id from incident where partnership_id = $1 and id not in (select unnest($2::uuid[])) order by id limit 1",
            TestApi.Here, api.R.IdsOf("E1", "E2", "E3", "E4", "E5", "E6", "E7", "E8").ToArray());

        var refused = await Assert.ThrowsAsync<PostgresException>(() => PoisonAsync(poisoned));
        Assert.Equal(PostgresErrorCodes.CheckViolation, refused.SqlState);
        await api.ScalarAsync<int>(
            """
            do $$ declare c text; begin
              for c in select conname from pg_constraint where conrelid = 'incident'::regclass and contype = 'c' and conname like 'incident_point%' loop
                execute 'alter table incident drop constraint ' || c;
              end loop;
            end $$;
            select 1
            """);
        await PoisonAsync(poisoned);

        var after = await ListedAsync(analyst);
        Assert.Equal(before.Where(id => id != poisoned), after.Where(id => id != poisoned));
        Assert.Equal(clusters, await ClustersAsync(analyst));
        // It is shown as what it is: a record without a point, in no cluster.
        var shown = await (await analyst.GetAsync($"/api/v1/incidents/{poisoned}")).ReadAsync<IncidentView>();
        Assert.Equal(((object?)null, LocationPrecision.None, false), ((object?)shown.Point, shown.Precision, shown.UsedInClusters));
    }

    private Task<Guid> PoisonAsync(Guid id) => api.ScalarAsync<Guid>(
        "update incident set point = st_setsrid(st_makepoint('NaN'::float8, 'Infinity'::float8), 27700) where id = $1 returning id", id);

    private static async Task<List<Guid>> ListedAsync(HttpClient analyst)
    {
        var page = await (await analyst.GetAsync("/api/v1/incidents?limit=100")).ReadAsync<IncidentPage>();
        return [.. page.Items.Select(incident => incident.Id).Order()];
    }

    private static async Task<string> ClustersAsync(HttpClient analyst)
    {
        var job = await analyst.AnalyseAsync(DatasetR.Asked);
        var list = await analyst.HotspotsAsync(job.Id);
        return string.Join("; ", list.Items.Select(item => $"{item.Number} {item.Class} {item.Events} {item.DistinctChildren}"));
    }
}
