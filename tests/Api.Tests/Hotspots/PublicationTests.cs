using System.Net;
using System.Text.Json;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Disclosure;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Hotspots;

/// <summary>PRV-40, 43: what readers of bands see is fixed in area and period, and today's record redraws no earlier map.</summary>
public sealed class PublicationTests(HotspotApiWorld api) : IClassFixture<HotspotApiWorld>, IAsyncLifetime
{
    private readonly DatasetR data = new();

    public async Task InitializeAsync()
    {
        using var analyst = api.As(Role.Analyst);
        await data.RecordAsync(analyst);
    }

    public async Task DisposeAsync()
    {
        await api.ScalarAsync<long>("with a as (delete from published_area returning 1) select count(*) from a");
        await api.ScalarAsync<long>("with a as (delete from hotspot_publication returning 1) select count(*) from a");
        await api.ScalarAsync<long>("with a as (delete from hotspot_member returning 1) select count(*) from a");
        await api.ScalarAsync<long>("with a as (delete from incident_child returning 1) select count(*) from a");
        await api.ScalarAsync<long>("""
            with gone as (delete from incident returning partnership_id, id),
            told as (insert into incident_change (partnership_id, incident_id) select partnership_id, id from gone returning 1)
            select count(*) from told
            """);
    }

    [Fact]
    public async Task Latest_IsTheFirstOfAWindowOfWholeMonths_AndStaysWhateverIsRecordedOrTriedLater()
    {
        using var analyst = api.As(Role.Analyst);
        using var planner = api.As(Role.Planner);
        Assert.Empty((await LatestAsync(planner)).Items);
        // Part of a month, a month that is not over, a corner of the data: none of them is a map for others.
        await analyst.AnalyseAsync(DatasetR.Asked with { From = new(2026, 1, 2) });
        await analyst.AnalyseAsync(DatasetR.Asked with { To = new(2026, 3, 30) });
        await analyst.AnalyseAsync(DatasetR.Asked with { To = new(DateTime.UtcNow.Year + 1, 12, 31) });
        await analyst.AnalyseAsync(DatasetR.Asked with { HarmTypes = [HarmType.Cce] });
        Assert.Empty((await LatestAsync(planner)).Items);

        var first = (await analyst.AnalyseAsync(DatasetR.Asked)).Id;
        var shown = await planner.GetStringAsync("/api/v1/hotspots");
        Assert.Equal(first, JsonSerializer.Deserialize<HotspotList>(shown, WireJson.Options)!.Items.Single().AnalysisId);

        // Three more records far away make another place of repeated harm; the analysis anew, and with other settings.
        for (var i = 0; i < 3; i++)
        {
            var more = DatasetR.Harm(320_000 + i, 240_000, $"2026-02-1{i}", [Tokens.New()]);
            Assert.Equal(HttpStatusCode.Created, (await analyst.PostAsync($"/api/v1/incidents/{Guid.CreateVersion7()}", more)).StatusCode);
        }

        var again = (await analyst.AnalyseAsync(DatasetR.Asked)).Id;
        await analyst.AnalyseAsync(DatasetR.Asked with { EpsMetres = 300, MinEvents = 2 });
        await analyst.AnalyseAsync(DatasetR.Asked with { To = new(2026, 2, 28) });
        Assert.Equal(shown, await planner.GetStringAsync("/api/v1/hotspots"));
        Assert.Equal(3, (await analyst.HotspotsAsync(again)).Items.Count);

        // A later month is published, once.
        var later = (await analyst.AnalyseAsync(DatasetR.Asked with { To = new(2026, 4, 30) })).Id;
        await analyst.AnalyseAsync(DatasetR.Asked with { From = new(2026, 2, 1), To = new(2026, 4, 30) });
        Assert.All((await LatestAsync(planner)).Items, item => Assert.Equal(later, item.AnalysisId));
    }

    [Fact]
    public async Task RestrictedRecords_TakePartInNobodysAnalysis()
    {
        using var analyst = api.As(Role.Analyst);
        for (var i = 0; i < 4; i++)
        {
            var body = DatasetR.Harm(310_000, 260_000, $"2026-01-1{i}", [Tokens.New()]) with { Sensitivity = Sensitivity.Restricted };
            Assert.Equal(HttpStatusCode.Created, (await analyst.PostAsync($"/api/v1/incidents/{Guid.CreateVersion7()}", body)).StatusCode);
        }

        var list = await analyst.HotspotsAsync((await analyst.AnalyseAsync(DatasetR.Asked)).Id);
        Assert.Equal((11, 2), (list.Analysis!.EventsConsidered, list.Items.Count));
    }

    [Fact]
    public async Task AreasAreFrozen_InBands_WithNoNumberButTheThresholds()
    {
        await CrowdAsync(12, 0);
        using var planner = api.As(Role.Planner);
        var before = await planner.GetStringAsync("/api/v1/hotspots/areas?period=2025-Q3");
        var map = JsonSerializer.Deserialize<PublishedAreas>(before, WireJson.Options)!;
        Assert.Equal(("2025-Q3", new DateOnly(2025, 7, 1), new DateOnly(2025, 9, 30), 10, 40), (map.Period, map.First, map.Last, map.FewestSome, map.FewestSeveral));
        // The partnership's 40 km touch 4 × 4 squares of 16 km, all of them listed.
        Assert.Equal(16, map.Areas.Count);
        Assert.Equal(CountBand.Some, Assert.Single(map.Areas, area => area.Band != CountBand.NoneOrTooFew).Band);
        Assert.DoesNotContain("12,", before.Replace("[[[", "", StringComparison.Ordinal).Split("\"areas\"")[0]);

        // Recorded in time, seen too late: the map was published. And nine more would have made no band where there was none.
        await CrowdAsync(40, 100);
        Assert.Equal(before, await planner.GetStringAsync("/api/v1/hotspots/areas?period=2025-Q3"));
        foreach (var role in (Role[])[Role.YouthLead, Role.MaceMember, Role.Assessor, Role.Analyst])
        {
            using var other = api.As(role);
            Assert.Equal(before, await other.GetStringAsync("/api/v1/hotspots/areas?period=2025-Q3"));
        }
    }

    [Fact]
    public async Task RecordedAfterTheDelay_IsInNoMap()
    {
        await CrowdAsync(12, 0, "timestamptz '2025-10-15 00:00 Europe/London'");
        using var planner = api.As(Role.Planner);
        var map = await (await planner.GetAsync("/api/v1/hotspots/areas?period=2025-Q3")).ReadAsync<PublishedAreas>();
        Assert.All(map.Areas, area => Assert.Equal(CountBand.NoneOrTooFew, area.Band));
    }

    [Fact]
    public async Task NineRecords_LookLikeNone()
    {
        using var planner = api.As(Role.Planner);
        var none = await (await planner.GetAsync("/api/v1/hotspots/areas?period=2024-Q3")).ReadAsync<PublishedAreas>();
        await CrowdAsync(9, 0);
        var nine = await (await planner.GetAsync("/api/v1/hotspots/areas?period=2025-Q3")).ReadAsync<PublishedAreas>();
        Assert.Equal(none.Areas.Select(a => (a.Band, a.Shape.Shape.AsText())), nine.Areas.Select(a => (a.Band, a.Shape.Shape.AsText())));
    }

    [Theory]
    [InlineData("period=2025-Q3&area=1", "parameter_unknown", "area")]
    [InlineData("period=2025-Q3&from=2025-07-02", "parameter_unknown", "from")]
    [InlineData("period=2025-Q3&bbox=-3.6,52,-3.5,52.1", "parameter_unknown", "bbox")]
    [InlineData("period=2025-Q3&harmType=cse", "parameter_unknown", "harmType")]
    [InlineData("period=2025-07", "period_not_fixed", "period")]
    [InlineData("period=2025-07-01/2025-08-15", "period_not_fixed", "period")]
    [InlineData("period=1950-Q1", "too_long_ago", "period")]
    [InlineData("", "parameter_not_readable", "period")]
    public async Task FreePolygonsDatesAndFilters_AreRefusedByName(string query, string code, string field)
    {
        using var planner = api.As(Role.Planner);
        await (await planner.GetAsync($"/api/v1/hotspots/areas?{query}")).AssertProblemAsync(ProblemCodes.All.Single(p => p.Code == code), field);
    }

    [Fact]
    public async Task PeriodThatIsNotOver_IsRefusedWithItsDay()
    {
        using var planner = api.As(Role.Planner);
        var problem = await (await planner.GetAsync($"/api/v1/hotspots/areas?period={FixedPeriod.QuarterOf(DateOnly.FromDateTime(DateTime.UtcNow))}"))
            .AssertProblemAsync(ProblemCodes.PeriodNotPublished, "period");
        Assert.Contains("-15", (string)problem["title"]!, StringComparison.Ordinal);
        foreach (var role in (Role[])[Role.Reporter, Role.Admin, Role.DataProtection])
        {
            using var other = api.As(role);
            await (await other.GetAsync("/api/v1/hotspots/areas?period=2025-Q3")).AssertProblemAsync(ProblemCodes.NotAllowed);
        }
    }

    [Fact]
    public async Task AskedByManyAtOnce_IsComputedOnce()
    {
        using var planner = api.As(Role.Planner);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => planner.GetAsync("/api/v1/hotspots/areas?period=2023-Q2")));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(16, await api.ScalarAsync<long>("select count(*) from published_area where period = '2023-Q2'"));
    }

    // Records of one square in July 2025, each of another child on another day or agency, recorded an hour after they happened.
    private async Task CrowdAsync(int records, int from, string recordedAt = "occurred_to + interval '1 hour'")
    {
        using var analyst = api.As(Role.Analyst);
        for (var i = from; i < from + records; i++)
        {
            var body = DatasetR.Harm(300_500 + (150 * (i % 40)), 250_500, $"2025-07-{1 + (i % 28):00}", [Tokens.New()]) with
            {
                SourceAgency = (Agency)(i / 28 % 5),
            };
            Assert.Equal(HttpStatusCode.Created, (await analyst.PostAsync($"/api/v1/incidents/{Guid.CreateVersion7()}", body)).StatusCode);
        }

        await api.ScalarAsync<long>($"with a as (update incident set recorded_at = {recordedAt} where occurred_from < '2026-01-01' returning 1) select count(*) from a");
    }

    private static async Task<HotspotList> LatestAsync(HttpClient client) => await (await client.GetAsync("/api/v1/hotspots")).ReadAsync<HotspotList>();
}
