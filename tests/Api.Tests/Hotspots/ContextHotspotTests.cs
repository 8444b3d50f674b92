using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Hotspots;

/// <summary>Published context: clustered by month, never said to be harm, never shown to readers of bands.</summary>
public sealed class ContextHotspotTests(TestApi api) : IClassFixture<TestApi>
{
    [Fact]
    public async Task ContextClusters_SayThatTheyAreContext()
    {
        await AddEditionAsync("2023-01 Invented Police", new(2023, 1, 1), rows: 40, east: 300_000, type: "Burglary");
        await AddEditionAsync("2023-03 Invented Police", new(2023, 3, 1), rows: 30, east: 300_000, type: "Drugs");
        using var analyst = api.As(Role.Analyst);
        var job = await analyst.AnalyseAsync(Asked(new(2023, 1, 1), new(2023, 3, 31)));
        var list = await analyst.HotspotsAsync(job.Id);
        var cluster = Assert.Single(list.Items);
        Assert.Equal((ClusterClass.ContextOnly, 70, 0), (cluster.Class, cluster.Events, cluster.DistinctChildren));
        Assert.Equal([new("Burglary", 40), new("Drugs", 30)], cluster.SourceMix!);
        // Months are all that is known: two dates, and the range runs from the first day of one to the last day of the other.
        Assert.Equal((2, new DateOnly(2023, 1, 1), new DateOnly(2023, 3, 31)), (cluster.Dates, cluster.First, cluster.Last));
        Assert.Equal(["context_not_harm", "anonymised_points", "month_only", "gaps"], list.Analysis!.Caveats);
        Assert.All(list.Analysis.Caveats, caveat => Assert.True(Texts.Has($"caveat.{caveat}")));
        Assert.Empty((await analyst.MembersAsync(job.Id, cluster.Number!.Value)).IncidentIds);
        Assert.Equal(70, await api.ScalarAsync<long>(
            "select count(distinct key) from hotspot_member, unnest(event_keys) as key where analysis_id = $1 and incident_ids = '{}' and key ~ '^[0-9a-f-]{36}:[0-9]+$'", job.Id));

        using var panel = api.As(Role.MaceMember);
        Assert.Equal(ClusterClass.ContextOnly, Assert.Single((await panel.HotspotsAsync(job.Id)).Items).Class);
        using var planner = api.As(Role.Planner);
        await (await planner.GetAsync($"/api/v1/hotspots?analysis={job.Id}")).AssertProblemAsync(ProblemCodes.NotFound);
        var latest = await (await planner.GetAsync("/api/v1/hotspots?subject=context")).ReadAsync<HotspotList>();
        Assert.Empty(latest.Items);
        // The latest of harm is not the latest of context.
        Assert.Null((await (await analyst.GetAsync("/api/v1/hotspots")).ReadAsync<HotspotList>()).Analysis);
        Assert.Equal(job.Id, (await (await analyst.GetAsync("/api/v1/hotspots?subject=context")).ReadAsync<HotspotList>()).Analysis!.Id);

        var onlyDrugs = await analyst.HotspotsAsync((await analyst.AnalyseAsync(
            Asked(new(2023, 1, 1), new(2023, 3, 31)) with { ContextTypes = ["Drugs"] })).Id);
        Assert.Equal(30, Assert.Single(onlyDrugs.Items).Events);
        // A window inside a month takes the month: no finer date is known.
        var fortnight = await analyst.HotspotsAsync((await analyst.AnalyseAsync(Asked(new(2023, 3, 10), new(2023, 3, 20)))).Id);
        Assert.Equal(30, Assert.Single(fortnight.Items).Events);
        Assert.DoesNotContain("gaps", fortnight.Analysis!.Caveats);
    }

    [Fact]
    public async Task SameFileImportedAgain_HasTheSameDigest()
    {
        using var analyst = api.As(Role.Analyst);
        var window = Asked(new(2022, 6, 1), new(2022, 6, 30));
        await AddEditionAsync("2022-06 Invented Police", new(2022, 6, 1), rows: 20, east: 305_000, type: "Burglary");
        var first = await analyst.HotspotsAsync((await analyst.AnalyseAsync(window)).Id);
        await api.ScalarAsync<long>("""
            with gone as (delete from context_event where month_from = '2022-06-01' returning 1),
            replaced as (
                update import_edition set replaced_by = (select id from import limit 1) where edition = '2022-06 Invented Police' returning 1)
            select count(*) from gone, replaced
            """);
        await AddEditionAsync("2022-06 Invented Police", new(2022, 6, 1), rows: 20, east: 305_000, type: "Burglary");
        var second = await analyst.HotspotsAsync((await analyst.AnalyseAsync(window)).Id);
        Assert.Equal(20, second.Analysis!.EventsConsidered);
        Assert.Equal(first.Analysis!.InputDigest, second.Analysis.InputDigest);
    }

    [Fact]
    public async Task ManyContextRows_AreClusteredAndStoredWhole()
    {
        const int Rows = 25_000;
        await AddEditionAsync("2021-01 Invented Police", new(2021, 1, 1), Rows, east: 290_000, type: "Burglary");
        using var analyst = api.As(Role.Analyst);
        var job = await analyst.AnalyseAsync(Asked(new(2021, 1, 1), new(2021, 1, 31)));
        Assert.Equal(JobState.Succeeded, job.State);
        var analysis = (await analyst.HotspotsAsync(job.Id)).Analysis!;
        Assert.Equal((Rows, Rows), (analysis.EventsConsidered, analysis.EventsClusterable));
        // More members than one batch, and each clustered event is a member of exactly one cluster.
        Assert.Equal(
            Rows - analysis.NoiseEvents!.Value, await api.ScalarAsync<long>("select count(distinct key) from hotspot_member, unnest(event_keys) as key where analysis_id = $1", job.Id));
        Assert.Equal(
            Rows - analysis.NoiseEvents!.Value, await api.ScalarAsync<long>("select sum(cardinality(numbers)) from hotspot_member where analysis_id = $1", job.Id));
    }

    private static NewHotspotAnalysis Asked(DateOnly from, DateOnly to) => new(AnalysisSubject.Context, 150, 5, from, to);

    /// <summary>An edition whose rows lie on a lattice of 100 by 50 m, ten in a row.</summary>
    private async Task AddEditionAsync(string name, DateOnly month, int rows, double east, string type)
    {
        var made = await api.ScalarAsync<long>("""
            with import_made as (
                insert into import (partnership_id, id, kind, file_name, file_sha256, publisher, licence, imported_by, imported_at, notices)
                select $1, $2, 'police_uk', 'invented.csv', '\x00', 'Invented', 'OGL', account_id, now(), '[]'
                from membership where partnership_id = $1 limit 1
                returning id),
            edition_made as (
                insert into import_edition (partnership_id, id, import_id, edition, month, force, file_name, rows_read, located, unlocated,
                    rejected, outside_area, without_id, reused_ids, exact_duplicates, added, removed, changed)
                select $1, $2, id, $3, $4, 'Invented Police', 'invented.csv', $5, $5, 0, 0, 0, 0, 0, 0, $5, 0, 0 from import_made
                returning id),
            rows_made as (
                insert into context_event (partnership_id, edition_id, line, month_from, month_to, reported_by, falls_within, point,
                    inside_area, location, crime_type)
                select $1, id, n + 2, $4, $4 + interval '1 month', 'Invented Police', 'Invented Police',
                    st_setsrid(st_makepoint($6 + 100 * (n % 10), 240000 + 50 * (n / 10)), 27700), true, 'On or near Nowhere', $7
                from edition_made, generate_series(0, $5 - 1) as n
                returning 1)
            select count(*) from rows_made
            """, TestApi.Here, Guid.CreateVersion7(), name, month, rows, east, type);
        Assert.Equal(rows, made);
    }
}
