using System.Net;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Hotspots;

/// <summary>Story D3: find repeated harm. Expected values are the domain reference's, section 11.</summary>
public sealed class RepeatedHarmTests(DatasetRWorld api) : IClassFixture<DatasetRWorld>
{
    private DatasetR R => api.R;

    [Fact]
    public async Task DatasetR_GivesThePlaceAndTheChild()
    {
        var job = await AnalysedAsync();
        using var analyst = api.As(Role.Analyst);
        Assert.Equal(JobState.Succeeded, job.State);
        Assert.Equal($"/api/v1/hotspots?analysis={job.Id}", job.Result);

        var list = await analyst.HotspotsAsync(job.Id);
        Assert.Equal(2, list.Items.Count);
        var place = list.Items[0];
        Assert.Equal((1, ClusterClass.PlaceRepeat, 5, 4, 0, 5), (place.Number, place.Class, place.Events, place.DistinctChildren, place.ChildrenUnknown, place.Dates));
        Assert.Equal((new DateOnly(2026, 1, 9), new DateOnly(2026, 3, 6)), (place.First, place.Last));
        Assert.Equal([new("practitioner_observed", 5)], place.SourceMix!);
        var child = list.Items[1];
        Assert.Equal((2, ClusterClass.IndividualRepeat, 3, 1), (child.Number, child.Class, child.Events, child.DistinctChildren));

        Assert.Equal(R.IdsOf("E1", "E2", "E3", "E4", "E5"), (await analyst.MembersAsync(job.Id, 1)).IncidentIds);
        Assert.Equal(R.IdsOf("E6", "E7", "E8"), (await analyst.MembersAsync(job.Id, 2)).IncidentIds);
        Assert.Equal((11, 11, 3, 2), (list.Analysis!.EventsConsidered, list.Analysis.EventsClusterable, list.Analysis.NoiseEvents, list.Analysis.Clusters));
    }

    [Fact]
    public async Task Result_TellsParametersWindowSourcesAndCaveats()
    {
        var job = await AnalysedAsync(DatasetR.Asked with { SourceKinds = [SourceKind.PractitionerObserved], HarmTypes = [HarmType.Cce] });
        using var analyst = api.As(Role.Analyst);
        var analysis = (await analyst.HotspotsAsync(job.Id)).Analysis!;
        Assert.Equal((100, 3), (analysis.Request.EpsMetres, analysis.Request.MinEvents));
        Assert.Equal((DatasetR.Asked.From, DatasetR.Asked.To), (analysis.Request.From, analysis.Request.To));
        Assert.Equal([SourceKind.PractitionerObserved], analysis.Request.SourceKinds!);
        Assert.Equal(("dbscan", 64), (analysis.Method, analysis.InputDigest!.Length));
        foreach (var caveat in (string[])["low_reporting", "uneven_awareness", "prejudice_in_recording", "inconsistent_recording", "cross_boundary_missed", "small_numbers"])
            Assert.Contains(caveat, analysis.Caveats);
        Assert.All(analysis.Caveats, caveat => Assert.True(Geodata.Language.Texts.Has($"caveat.{caveat}")));
        var recent = await (await analyst.GetAsync("/api/v1/hotspots/analyses")).ReadAsync<IReadOnlyList<HotspotAnalysisView>>();
        Assert.Contains(recent, a => a.Id == job.Id);
    }

    [Fact]
    public async Task SecondRun_HasTheSameDigestAndMembers()
    {
        var first = await AnalysedAsync();
        var second = await AnalysedAsync();
        using var analyst = api.As(Role.Analyst);
        var (one, two) = (await analyst.HotspotsAsync(first.Id), await analyst.HotspotsAsync(second.Id));
        Assert.Equal(one.Analysis!.InputDigest, two.Analysis!.InputDigest);
        Assert.Equal(one.Items.Count, two.Items.Count);
        for (var number = 1; number <= 2; number++)
        {
            Assert.Equal(
                (await analyst.MembersAsync(first.Id, number)).IncidentIds, (await analyst.MembersAsync(second.Id, number)).IncidentIds);
        }
    }

    [Fact]
    public async Task RowsStoredInAnotherOrder_HaveTheSameDigest()
    {
        var first = await AnalysedAsync();
        // The heap's order is turned round behind the API: the rows are the same, the order in which they come is not.
        await api.ScalarAsync<long>("""
            with gone as (update incident set narrative = narrative where partnership_id = $1 and id = any($2) returning 1)
            select count(*) from gone
            """, TestApi.Here, R.IdsOf("E1", "E4", "E7", "E9"));
        var second = await AnalysedAsync();
        using var analyst = api.As(Role.Analyst);
        Assert.Equal((await analyst.HotspotsAsync(first.Id)).Analysis!.InputDigest, (await analyst.HotspotsAsync(second.Id)).Analysis!.InputDigest);
    }

    [Fact]
    public async Task EventAtNullIsland_IsRefusedWith422UnderItsOwnName()
    {
        using var analyst = api.As(Role.Analyst);
        var e12 = DatasetR.Harm(0, 0, "2026-01-05", []);
        await (await analyst.PostAsync($"/api/v1/incidents/{Guid.CreateVersion7()}", e12)).AssertProblemAsync(ProblemCodes.NullIsland);
    }

    [Fact]
    public async Task EventOutsideTheArea_IsRefusedWith422()
    {
        using var analyst = api.As(Role.Analyst);
        var outside = DatasetR.Harm(400_000, 300_000, "2026-01-05", []);
        await (await analyst.PostAsync($"/api/v1/incidents/{Guid.CreateVersion7()}", outside)).AssertProblemAsync(ProblemCodes.OutsideArea);
    }

    [Fact]
    public async Task WithdrawnAndPoorlyPlacedEvents_AreNotClustered()
    {
        using var analyst = api.As(Role.Analyst);
        // A trio of its own in May: three good points, one withdrawn among them, one point of 150 m accuracy and one exactly at 100 m.
        var asked = DatasetR.Asked with { From = new(2025, 5, 1), To = new(2025, 5, 31) };
        var ids = Enumerable.Range(0, 5).Select(_ => Guid.CreateVersion7()).ToArray();
        for (var i = 0; i < 5; i++)
        {
            var body = DatasetR.Harm(310_000 + (10 * i), 260_000, $"2025-05-{10 + i}", [Tokens.New()], i switch { 3 => 150, 4 => 100, _ => 5 });
            Assert.Equal(HttpStatusCode.Created, (await analyst.PostAsync($"/api/v1/incidents/{ids[i]}", body)).StatusCode);
        }

        using var withdrawal = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/incidents/{ids[0]}/withdrawal")
        {
            Content = System.Net.Http.Json.JsonContent.Create(new Withdrawal("Entered twice")),
        };
        withdrawal.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
        Assert.Equal(HttpStatusCode.OK, (await analyst.SendAsync(withdrawal)).StatusCode);

        var job = await analyst.AnalyseAsync(asked);
        var list = await analyst.HotspotsAsync(job.Id);
        Assert.Equal((4, 3), (list.Analysis!.EventsConsidered, list.Analysis.EventsClusterable));
        Assert.Contains("not_all_clusterable", list.Analysis.Caveats);
        Assert.Equal([ids[1], ids[2], ids[4]], (await analyst.MembersAsync(job.Id, Assert.Single(list.Items).Number!.Value)).IncidentIds);
    }

    [Fact]
    public async Task ConcernsAboutPlaces_CountOnlyWhenAskedFor()
    {
        using var analyst = api.As(Role.Analyst);
        var asked = DatasetR.Asked with { From = new(2025, 4, 1), To = new(2025, 4, 30) };
        for (var i = 0; i < 3; i++)
        {
            var concern = DatasetR.Harm(312_000 + i, 262_000, $"2025-04-{10 + i}", [])
                with
            { Kind = IncidentKind.HotspotReport, ChildrenUnknownCount = 0 };
            Assert.Equal(HttpStatusCode.Created, (await analyst.PostAsync($"/api/v1/incidents/{Guid.CreateVersion7()}", concern)).StatusCode);
        }

        var without = await analyst.HotspotsAsync((await analyst.AnalyseAsync(asked)).Id);
        Assert.Equal((0, 0), (without.Analysis!.EventsConsidered, without.Items.Count));
        var with = await analyst.HotspotsAsync((await analyst.AnalyseAsync(asked with { IncludeHotspotReports = true })).Id);
        Assert.Equal(ClusterClass.UnknownChildren, Assert.Single(with.Items).Class);
    }

    [Fact]
    public async Task Area_LeavesOutWhatLiesOutside()
    {
        var whole = await AnalysedAsync();
        using var analyst = api.As(Role.Analyst);
        var shape = (await analyst.HotspotsAsync(whole.Id)).Items[1].Shape;
        var job = await analyst.AnalyseAsync(DatasetR.Asked with { Area = new(shape.Shape.Envelope.Buffer(0.001).Envelope) });
        var list = await analyst.HotspotsAsync(job.Id);
        Assert.Equal(3, list.Analysis!.EventsConsidered);
        Assert.Equal(R.IdsOf("E6", "E7", "E8"), (await analyst.MembersAsync(job.Id, Assert.Single(list.Items).Number!.Value)).IncidentIds);
    }

    [Fact]
    public async Task Window_TakesEventsWhoseRangeOverlapsIt()
    {
        var _ = await AnalysedAsync();
        using var analyst = api.As(Role.Analyst);
        var job = await analyst.AnalyseAsync(DatasetR.Asked with { From = new(2026, 1, 16), To = new(2026, 2, 6), MinEvents = 2 });
        var list = await analyst.HotspotsAsync(job.Id);
        // E2 on the first day and E3 on the last are in; E1 a week before and E4 two weeks after are not. E7 and E10 stand alone.
        Assert.Equal(4, list.Analysis!.EventsConsidered);
        Assert.Equal(R.IdsOf("E2", "E3"), (await analyst.MembersAsync(job.Id, Assert.Single(list.Items).Number!.Value)).IncidentIds);
    }

    [Fact]
    public async Task Window_IsInDaysOfTheWallClockAndTakesRangesThatReachIntoIt()
    {
        using var analyst = api.As(Role.Analyst);
        // Half past midnight on 2 July 2025 in Wales is still 1 July in UTC; the other happened some time from 29 June to 3 July.
        var night = DatasetR.Harm(320_000, 245_000, "2025-07-01", []);
        night = night with { OccurredFrom = night.OccurredFrom.AddHours(11.5), OccurredTo = night.OccurredFrom.AddHours(11.5) };
        var range = DatasetR.Harm(320_010, 245_000, "2025-06-29", []);
        range = range with { OccurredTo = range.OccurredFrom.AddDays(4), TimeConfidence = TimeConfidence.Unsure };
        foreach (var incident in (NewIncident[])[night, range])
            Assert.Equal(HttpStatusCode.Created, (await analyst.PostAsync($"/api/v1/incidents/{Guid.CreateVersion7()}", incident)).StatusCode);

        foreach (var (day, considered) in new[] { (-3, 0), (-2, 1), (-1, 1), (0, 1), (1, 2), (2, 1), (3, 0) })
        {
            var date = new DateOnly(2025, 7, 1).AddDays(day);
            var list = await analyst.HotspotsAsync((await analyst.AnalyseAsync(DatasetR.Asked with { From = date, To = date, MinEvents = 2 })).Id);
            Assert.True(considered == list.Analysis!.EventsConsidered, $"{date}: {list.Analysis.EventsConsidered}");
            if (considered == 2) Assert.Equal((new DateOnly(2025, 6, 29), new DateOnly(2025, 7, 2)), (list.Items[0].First, list.Items[0].Last));
        }
    }

    [Fact]
    public async Task MoreEventsThanALimit_EndTheJobWithAReason()
    {
        using var analyst = api.As(Role.Analyst);
        var made = await api.ScalarAsync<long>("""
            with source as (
                select * from incident where partnership_id = $1 limit 1),
            made as (
                insert into incident (partnership_id, id, version, kind, status, point, occurred_from, occurred_to, time_confidence,
                    harm_types, context_level, source_kind, info_grade, source_agency, recorded_by_agency, recorded_by,
                    children_unknown_count, cross_boundary, first_content_sha256, content_sha256, recorded_at, sensitivity, controller, regime, review_on)
                select partnership_id, gen_random_uuid(), 1, 'harm', 'recorded', st_setsrid(st_makepoint(300000 + n, 270000), 27700),
                    '2024-03-01', '2024-03-01', 'exact', harm_types, context_level, source_kind, info_grade, source_agency,
                    recorded_by_agency, recorded_by, 1, false, first_content_sha256, content_sha256, now(), sensitivity, controller, regime, review_on
                from source, generate_series(1, $2) as n
                returning partnership_id, id),
            told as (
                insert into incident_change (partnership_id, incident_id) select partnership_id, id from made returning 1)
            select count(*) from told
            """, TestApi.Here, HotspotApiWorld.MostEvents + 1);
        Assert.Equal(HotspotApiWorld.MostEvents + 1, made);
        var job = await analyst.AnalyseAsync(DatasetR.Asked with { From = new(2024, 3, 1), To = new(2024, 3, 2) });
        Assert.Equal((JobState.Failed, "too_many_events"), (job.State, job.Problem));
        Assert.Null(job.Result);
        Assert.Equal(0, await api.ScalarAsync<long>("select count(*) from hotspot_analysis where id = $1", job.Id));
    }

    private async Task<JobView> AnalysedAsync(NewHotspotAnalysis? asked = null)
    {
        using var analyst = api.As(Role.Analyst);
        return await analyst.AnalyseAsync(asked ?? DatasetR.Asked);
    }
}
