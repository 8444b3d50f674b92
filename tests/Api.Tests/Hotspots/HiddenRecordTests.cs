using System.Net;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Disclosure;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Hotspots;

/// <summary>
/// SEC-18, PRV-45: for somebody who is excluded from a record every result is that of a world in which it was never recorded, stored
/// results too. The other partnership is that world: the same records without the hidden one.
/// </summary>
public sealed class HiddenRecordTests(DatasetRWorld api) : IClassFixture<DatasetRWorld>
{
    [Fact]
    public async Task ExcludedReaders_GetTheWorldWithoutTheRecord_InFiguresOutlinesTotalsAndMembers()
    {
        // E2 is child B's only record: without it the cluster has four events of three children and another outline.
        var hidden = api.R.Ids["E2"];
        using var analyst = api.As(Role.Analyst);
        using var elsewhere = api.As(Role.Analyst, TestApi.Elsewhere);
        await api.R.RecordAsync(elsewhere);
        var analysis = (await analyst.AnalyseAsync(DatasetR.Asked)).Id;
        await api.ScalarAsync<long>("with a as (update incident set status = 'withdrawn', withdrawn_reason = 'x' where partnership_id = $1 and id = $2 returning 1) select count(*) from a", TestApi.Elsewhere, hidden);
        var analysisWithout = (await elsewhere.AnalyseAsync(DatasetR.Asked)).Id;

        foreach (var role in (Role[])[Role.Analyst, Role.MaceMember, Role.Assessor, Role.Planner])
        {
            var user = await api.AddMemberAsync($"tied-{WireName.Of(role)}", role, Agency.Police);
            await ExcludeAsync(user, hidden);
            using var tied = api.As(user);
            using var stranger = api.As(role, TestApi.Elsewhere);
            var (seen, world) = (await tied.HotspotsAsync(analysis), await stranger.HotspotsAsync(analysisWithout));
            Assert.Equal(world.Items.Select(Told), seen.Items.Select(Told));
            Assert.Null(seen.Analysis?.EventsConsidered);
            Assert.Null(seen.Analysis?.InputDigest);
            if (role != Role.Analyst) continue;
            Assert.Equal(4, seen.Items[0].Events);
            var members = await tied.MembersAsync(analysis, 1);
            Assert.Equal(api.R.IdsOf("E1", "E3", "E4", "E5"), members.IncidentIds);
            await (await tied.GetAsync($"/api/v1/hotspots/{analysis}/7/members")).AssertProblemAsync(ProblemCodes.NotFound);
            var listed = await (await tied.GetAsync("/api/v1/hotspots/analyses")).ReadAsync<IReadOnlyList<HotspotAnalysisView>>();
            Assert.All(listed, one => Assert.Equal((null, null, null), (one.EventsConsidered, one.Clusters, one.InputDigest)));
            // An analysis of their own is over the smaller world, and is no map for others.
            var own = await tied.AnalyseAsync(DatasetR.Asked with { To = new(2026, 5, 31) });
            Assert.Equal(0, await api.ScalarAsync<long>("select count(*) from hotspot_publication where analysis_id = $1", own.Id));
        }

        // The others see it as before.
        Assert.Equal(5, (await analyst.HotspotsAsync(analysis)).Items[0].Events);
    }

    [Fact]
    public async Task RecordedLater_IsNotInTheOldAnalysisForThemEither()
    {
        using var analyst = api.As(Role.Analyst);
        var old = (await analyst.AnalyseAsync(DatasetR.Asked with { EpsMetres = 120 })).Id;
        var user = await api.AddMemberAsync("tied-later", Role.Analyst, Agency.Police);
        await ExcludeAsync(user, Guid.CreateVersion7());
        using var tied = api.As(user);
        var before = (await tied.HotspotsAsync(old)).Items.Select(Told).ToList();
        Assert.Equal(HttpStatusCode.Created, (await analyst.PostAsync(
            $"/api/v1/incidents/{Guid.CreateVersion7()}", DatasetR.Harm(300_030, 250_010, "2026-03-30", [Tokens.New()]))).StatusCode);
        Assert.Equal(before, (await tied.HotspotsAsync(old)).Items.Select(Told));
    }

    [Fact]
    public async Task ExcludedReader_GetsBandsOfTheWorldWithoutTheRecord()
    {
        using var analyst = api.As(Role.Analyst);
        Guid last = default;
        for (var i = 0; i < 10; i++)
        {
            last = Guid.CreateVersion7();
            var body = DatasetR.Harm(300_500, 260_500, $"2025-02-{1 + i:00}", [Tokens.New()]);
            Assert.Equal(HttpStatusCode.Created, (await analyst.PostAsync($"/api/v1/incidents/{last}", body)).StatusCode);
        }

        await api.ScalarAsync<long>("with a as (update incident set recorded_at = occurred_to where occurred_from < '2026-01-01' returning 1) select count(*) from a");
        using var planner = api.As(Role.Planner);
        var map = await (await planner.GetAsync("/api/v1/hotspots/areas?period=2025-Q1")).ReadAsync<PublishedAreas>();
        Assert.Single(map.Areas, area => area.Band == CountBand.Some);
        var user = await api.AddMemberAsync("tied-planner-2", Role.Planner, Agency.Housing);
        await ExcludeAsync(user, last);
        using var tied = api.As(user);
        var seen = await (await tied.GetAsync("/api/v1/hotspots/areas?period=2025-Q1")).ReadAsync<PublishedAreas>();
        Assert.All(seen.Areas, area => Assert.Equal(CountBand.NoneOrTooFew, area.Band));
        Assert.Equal(map.Areas.Select(a => a.Shape.Shape.AsText()), seen.Areas.Select(a => a.Shape.Shape.AsText()));
    }

    private static string Told(HotspotView h) =>
        $"{h.Number} {h.Class} {h.Band} {h.Shape.Shape.AsText()} {h.Events} {h.DistinctChildren} {h.ChildrenUnknown} {h.Agencies} {h.Dates} {h.First} {h.Last} "
        + string.Join(' ', h.SourceMix?.Select(one => $"{one.Key}={one.Value}") ?? []);

    private Task<Guid> ExcludeAsync(string user, Guid incident) => api.ScalarAsync<Guid>(
        """
        insert into exclusion (partnership_id, id, account_id, incident_id, reason, made_by, made_at)
        select $1, gen_random_uuid(), account.id, $3, 'related to the family', account.id, now() from account where user_name = $2 returning id
        """, TestApi.Here, user, incident);
}
