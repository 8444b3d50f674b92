using System.Net;
using System.Text.Json;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Hotspots.Analyses;

/// <summary>Every analysis over HTTP: what it answers, what it stands on, and when it says that there is too little to tell.</summary>
public sealed class AnalysisTests(AnalysisWorld api) : IClassFixture<AnalysisWorld>
{
    public static TheoryData<string, AnalysisMethod, Type> Methods => new()
    {
        { "kernel_density", new KernelDensityMethod(500), typeof(CellsResult) },
        { "hot_cells", new HotCellsMethod(1_000, CellShape.Hexagon, 99), typeof(CellsResult) },
        { "local_moran", new LocalMoranMethod(1_000, CellShape.Square, 99), typeof(CellsResult) },
        { "emerging_hotspots", new EmergingHotspotsMethod(1_000, CellShape.Square, 1), typeof(CellsResult) },
        { "hour_matrix", new HourMatrixMethod(), typeof(HoursResult) },
        { "near_repeat", new NearRepeatMethod(100, 3, 14, 4, Permutations: 99), typeof(NearRepeatResult) },
        { "scan", new ScanMethod(1_000, 5_000, StepDays: 28, MaxSteps: 3, Replicas: 99), typeof(ScanResult) },
        { "lineage", new LineageMethod(100, 3, 6, 3), typeof(LivesResult) },
        { "harm_after_closure", new HarmAfterClosureMethod(1, 3), typeof(ClosuresResult) },
        { "reporting_effort", new ReportingEffortMethod(1_000), typeof(EffortAreasResult) },
    };

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task EachMethod_AnswersWithWhatItStandsOn(string kind, AnalysisMethod method, Type result)
    {
        using var analyst = api.As(Role.Analyst);
        var asked = AnalysisWorld.Asked(method) with { Area = method is HarmAfterClosureMethod ? AnalysisWorld.Around(500) : null };
        var view = await analyst.AnalysisAsync(await analyst.AskAsync(asked));
        Assert.Equal(kind, view.Kind);
        Assert.IsType(result, view.Result);
        Assert.False(view.TooFew);
        var (n, children) = method is HarmAfterClosureMethod ? (30, 10) : (60, 40);
        Assert.Equal((n, n, children, 0, 12, 24.0), (
            view.Facts.EventsConsidered, view.Facts.EventsUsed, view.Facts.DistinctChildren, view.Facts.ChildrenUnknown, view.Facts.OutreachSessions,
            view.Facts.OutreachHours));
        Assert.Equal(n / 24.0, view.Facts.EventsPerOutreachHour!.Estimate, 12);
        Assert.InRange(view.Facts.EventsPerOutreachHour.Estimate, view.Facts.EventsPerOutreachHour.Low, view.Facts.EventsPerOutreachHour.High!.Value);
        Assert.Equal(n, view.Facts.SourceMix!["practitioner_observed"]);
        Assert.NotEmpty(view.MethodVersion);
        Assert.Equal(64, view.InputDigest!.Length);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task SameQuestionAsked_Twice_GetsTheSameBytes(string kind, AnalysisMethod method, Type result)
    {
        using var analyst = api.As(Role.Analyst);
        var asked = AnalysisWorld.Asked(method) with { Area = method is HarmAfterClosureMethod ? AnalysisWorld.Around(500) : null };
        var (first, again) = (await analyst.AnalysisAsync(await analyst.AskAsync(asked)), await analyst.AnalysisAsync(await analyst.AskAsync(asked)));
        Assert.Equal((kind, first.InputDigest, first.Seed), (again.Kind, again.InputDigest, again.Seed));
        Assert.IsType(result, again.Result);
        Assert.Equal(JsonSerializer.Serialize(first.Result, WireJson.Options), JsonSerializer.Serialize(again.Result, WireJson.Options));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task TooFewEvents_SayTooFew_AndDrawNothing(string kind, AnalysisMethod method, Type result)
    {
        using var analyst = api.As(Role.Analyst);
        // A quarter of the year in one corner with no event.
        var asked = AnalysisWorld.Asked(method) with { From = new(2024, 1, 1), To = new(2024, 12, 31), Area = AnalysisWorld.Around(500) };
        var view = await analyst.AnalysisAsync(await analyst.AskAsync(asked));
        Assert.Equal((kind, true, 0), (view.Kind, view.TooFew, view.Facts.EventsUsed));
        Assert.Null(view.Result);
        Assert.NotNull(result);
        Assert.True(view.Facts.LeastEvents > 0);
        Assert.Contains("no_effort_recorded", view.Caveats);
    }

    [Fact]
    public async Task Density_AddsUpToItsEvents()
    {
        using var analyst = api.As(Role.Analyst);
        var view = await analyst.AnalysisAsync(await analyst.AskAsync(AnalysisWorld.Asked(new KernelDensityMethod(500))));
        var map = Assert.IsType<CellsResult>(view.Result);
        Assert.Equal(60, map.Mass!.Value, 6);
        Assert.Equal(("events_per_km2", "scott-robust-sites"), (map.Unit, map.BandwidthRule));
        Assert.All(map.Cells, cell => Assert.True(cell.Value > 0 && cell.PUnadjusted is null));
    }

    [Fact]
    public async Task HotCells_NameTheParkAndBothPs()
    {
        using var analyst = api.As(Role.Analyst);
        var view = await analyst.AnalysisAsync(await analyst.AskAsync(AnalysisWorld.Asked(new HotCellsMethod(1_000))));
        var map = Assert.IsType<CellsResult>(view.Result);
        var hottest = map.Cells.MaxBy(cell => cell.Value)!;
        Assert.Equal("hot", hottest.Class);
        Assert.InRange(hottest.PUnadjusted!.Value, 0, hottest.PAdjusted!.Value);
        Assert.Equal("benjamini_hochberg", map.Adjustment);
        Assert.True(map.CellsTested > 400);
        Assert.All(map.Cells, cell => Assert.True(cell.Support >= cell.Count));
    }

    [Fact]
    public async Task Effort_StandsBesideTheCountOfItsCell()
    {
        using var analyst = api.As(Role.Analyst);
        var view = await analyst.AnalysisAsync(await analyst.AskAsync(AnalysisWorld.Asked(new ReportingEffortMethod(1_000))));
        var effort = Assert.IsType<EffortAreasResult>(view.Result);
        var park = effort.Areas[0];
        Assert.Equal((30, 10, 12, 24.0, "rate"), (park.Events, park.Children, park.Sessions, park.Hours, park.Verdict));
        // 30 events in 24 hours: the interval of R's poisson.test(30, 24), version 4.2.2.
        Assert.Equal((1.25, 0.84337, 1.784453), (park.PerHour!.Estimate, Math.Round(park.PerHour.Low, 6), Math.Round(park.PerHour.High!.Value, 6)));
        Assert.All(effort.Areas.Skip(1), area => Assert.Equal((null, "no_effort_recorded"), (area.PerHour, area.Verdict)));
        Assert.Equal(30, effort.EventsWithoutEffort);
    }

    [Fact]
    public async Task Clusters_StandBesideTheOutreachAtTheirPlace()
    {
        using var analyst = api.As(Role.Analyst);
        var job = await analyst.AnalyseAsync(new(AnalysisSubject.Harm, 100, 3, new(2025, 1, 1), new(2025, 6, 30)));
        var park = (await analyst.HotspotsAsync(job.Id)).Items.MaxBy(place => place.Events)!;
        // Twelve sessions of two hours in the year, six of them in the window.
        Assert.Equal((6, 12.0), (park.OutreachSessions, park.OutreachHours));
    }

    [Fact]
    public async Task Hours_AddUpToTheEvents()
    {
        using var analyst = api.As(Role.Analyst);
        var view = await analyst.AnalysisAsync(await analyst.AskAsync(AnalysisWorld.Asked(new HourMatrixMethod())));
        var hours = Assert.IsType<HoursResult>(view.Result);
        Assert.Equal((60, 0, 0), (hours.Exact, hours.Spread, hours.WholeWeek));
        Assert.Equal(60, hours.Weights.Sum(day => day.Sum()), 9);
        // All at noon UTC: 12 in winter, 13 in summer on the clock on the wall.
        Assert.Equal(60, hours.Weights.Sum(day => day[12] + day[13]), 9);
    }

    [Fact]
    public async Task Lineage_FollowsTheParkThroughTheYear()
    {
        using var analyst = api.As(Role.Analyst);
        var view = await analyst.AnalysisAsync(await analyst.AskAsync(AnalysisWorld.Asked(new LineageMethod(100, 3, 6, 3))));
        var lives = Assert.IsType<LivesResult>(view.Result);
        Assert.Equal(3, lives.Windows.Count);
        var park = Assert.Single(lives.Lives, life => life.Stages.Count == 3);
        Assert.Equal("born", park.Stages[0].Happened);
        Assert.All(park.Stages, stage => Assert.Equal(ClusterClass.PlaceRepeat, stage.Class));
    }

    [Theory]
    [InlineData("""{"kind":"hour_matrix"}""", "context", "times_too_coarse", "subject")]
    [InlineData("""{"kind":"near_repeat","spaceBandMetres":100,"spaceBands":3,"timeBandDays":7,"timeBands":4}""", "context", "times_too_coarse", "subject")]
    [InlineData("""{"kind":"scan","cellMetres":1000,"maxRadiusMetres":5000}""", "context", "times_too_coarse", "subject")]
    [InlineData("""{"kind":"harm_after_closure"}""", "harm", "area_needed", "area")]
    [InlineData("""{"kind":"kernel_density","cellMetres":10}""", "harm", "number_out_of_range", "method.cellMetres")]
    [InlineData("""{"kind":"kernel_density","cellMetres":100,"bandwidthMetres":50}""", "harm", "number_out_of_range", "method.bandwidthMetres")]
    [InlineData("""{"kind":"hot_cells","cellMetres":1000,"permutations":100000}""", "harm", "number_out_of_range", "method.permutations")]
    [InlineData("""{"kind":"emerging_hotspots","cellMetres":1000,"periodMonths":5}""", "harm", "number_out_of_range", "method.periodMonths")]
    [InlineData("""{"kind":"lineage","epsMetres":0,"minEvents":3,"windowMonths":6,"stepMonths":3}""", "harm", "number_out_of_range", "method.epsMetres")]
    [InlineData("""{"kind":"lineage","epsMetres":100,"minEvents":3,"windowMonths":24,"stepMonths":1}""", "harm", "count_out_of_range", "method.windowMonths")]
    public async Task ParametersThatMakeNoSense_AreRefusedByName(string method, string subject, string code, string field)
    {
        using var analyst = api.As(Role.Analyst);
        var body = $$"""{"subject":"{{subject}}","from":"2025-01-01","to":"2025-12-31","method":{{method}}}""";
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        await (await analyst.PostAsync($"/api/v1/analyses/{Guid.CreateVersion7()}", content))
            .AssertProblemAsync(ProblemCodes.All.Single(problem => problem.Code == code), field);
    }

    [Fact]
    public async Task MoreCellsThanAMapHolds_EndTheJobWithAReason()
    {
        using var analyst = api.As(Role.Analyst);
        var id = Guid.CreateVersion7();
        await (await analyst.PostAsync($"/api/v1/analyses/{id}", AnalysisWorld.Asked(new HotCellsMethod(50)))).ReadAsync<JobView>(HttpStatusCode.Accepted);
        var job = await analyst.EndOfAsync(id);
        Assert.Equal((JobState.Failed, "too_many_cells"), (job.State, job.Problem));
    }

    [Fact]
    public async Task Panel_SeesWhatIsShown_AndOnlyWhatStandsOnSeveralChildren()
    {
        using var analyst = api.As(Role.Analyst);
        using var panel = api.As(Role.MaceMember);
        using var planner = api.As(Role.Planner);
        var id = await analyst.AskAsync(AnalysisWorld.Asked(new HotCellsMethod(1_000)));
        await (await panel.GetAsync($"/api/v1/analyses/{id}")).AssertProblemAsync(ProblemCodes.NotFound);

        Assert.Equal(HttpStatusCode.NoContent, (await analyst.PostAsync($"/api/v1/analyses/{id}/showing", null)).StatusCode);
        var seen = await panel.AnalysisAsync(id);
        Assert.Null(seen.InputDigest);
        Assert.Null(seen.Facts.EventsConsidered);
        var map = Assert.IsType<CellsResult>(seen.Result);
        Assert.NotEmpty(map.Cells);
        Assert.All(map.Cells, cell => Assert.True(cell.Support >= 3 && cell.Children >= 2 && cell.Count is null));
        var whole = Assert.IsType<CellsResult>((await analyst.AnalysisAsync(id)).Result);
        Assert.Contains(whole.Cells, cell => cell.Support < 3);
        Assert.Equal(HttpStatusCode.Forbidden, (await planner.GetAsync($"/api/v1/analyses/{id}")).StatusCode);

        Assert.Equal(HttpStatusCode.NoContent, (await analyst.DeleteAsync($"/api/v1/analyses/{id}/showing")).StatusCode);
        await (await panel.GetAsync($"/api/v1/analyses/{id}")).AssertProblemAsync(ProblemCodes.NotFound);
    }

    [Fact]
    public async Task ExcludedReader_GetsItMadeAnewWithoutTheRecord()
    {
        using var analyst = api.As(Role.Analyst);
        var hidden = await AnalysisWorld.RecordAsync(analyst, 300_900, 250_900, new(2023, 5, 5), [Tokens.New()]);
        var asked = AnalysisWorld.Asked(new HourMatrixMethod()) with { From = new(2023, 1, 1) };
        var id = await analyst.AskAsync(asked);
        Assert.Equal(61, (await analyst.AnalysisAsync(id)).Facts.EventsUsed);

        var user = await api.AddMemberAsync("tied-analyst", Role.Analyst, Agency.Police);
        using var chair = api.As(Role.DataProtection);
        Assert.Equal(HttpStatusCode.Created, (await chair.PostAsync(
            $"/api/v1/governance/exclusions/{Guid.CreateVersion7()}", new NewExclusion(user, "A relative", hidden))).StatusCode);
        using var tied = api.As(user);
        Assert.Equal(60, (await tied.AnalysisAsync(id)).Facts.EventsUsed);
        // Their own new analysis does not know of it either.
        Assert.Equal(60, (await tied.AnalysisAsync(await tied.AskAsync(asked))).Facts.EventsUsed);
    }

    [Fact]
    public async Task EnteredClosures_AreCountedAsEntered_AndOnlyTheHolderEntersThem()
    {
        using var analyst = api.As(Role.Analyst);
        var asked = AnalysisWorld.Asked(new HarmAfterClosureMethod(1, 3)) with { Area = AnalysisWorld.Around(500) };
        Assert.Equal(0, Assert.IsType<ClosuresResult>((await analyst.AnalysisAsync(await analyst.AskAsync(asked))).Result).ClosedByEntry);

        var closure = new CaseClosure(api.Children[0], new(2025, 3, 1));
        var other = await api.AddMemberAsync("closing-police", Role.Analyst, Agency.Housing);
        using var stranger = api.As(other);
        await (await stranger.PutAsync("/api/v1/children/case-closure", closure, null)).AssertProblemAsync(ProblemCodes.NotFound);
        var holder = await api.AddMemberAsync("closing-social", Role.YouthLead, Agency.ChildrensServices);
        using var lead = api.As(holder);
        Assert.Equal(HttpStatusCode.NoContent, (await lead.PutAsync("/api/v1/children/case-closure", closure, null)).StatusCode);
        await (await lead.PutAsync("/api/v1/children/case-closure", closure with { ClosedMonth = new(2025, 3, 2) }, null))
            .AssertProblemAsync(ProblemCodes.MonthNotValid, "closedMonth");

        var after = Assert.IsType<ClosuresResult>((await analyst.AnalysisAsync(await analyst.AskAsync(asked))).Result);
        Assert.Equal(1, after.ClosedByEntry);
        Assert.Equal(10, after.Children);
        Assert.True(after.FollowedByNewChild > 0 && after.Share!.Low > 0);
        Assert.Equal(HttpStatusCode.NoContent, (await lead.PutAsync("/api/v1/children/case-closure", closure with { ClosedMonth = null }, null)).StatusCode);
    }
}
