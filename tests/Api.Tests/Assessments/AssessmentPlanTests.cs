using System.Net;
using System.Text.Json;
using SpacesPlaces.Api.Tests.Spaces;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Assessments;

/// <summary>From what was found to who does what: young people first, ratings private, goals of change, responses with owners.</summary>
public sealed class AssessmentPlanTests(TestApi api) : IClassFixture<TestApi>
{
    [Fact]
    public async Task Ratings_AreSeenByNobodyElse_BeforeTheLeadClosesTheWeighting_AndHaveNoNamesAfter()
    {
        const string canary = "Canary of one rater only";
        using var assessor = api.As(Role.Assessor);
        using var member = api.As(Role.MaceMember);
        using var chair = api.As(Role.MaceChair);
        var id = await api.ReflectedAsync(assessor);
        await member.RateAsync(id, [new(ContextLevel.Peer, 5, canary)]);
        await chair.RateAsync(id, [new(ContextLevel.Peer, 1, "Friends are a strength here")]);
        foreach (var reader in (HttpClient[])[assessor, chair, api.As(Role.Analyst)])
        {
            var body = await (await reader.GetAsync($"{AssessmentWorld.Assessments}/{id}")).Content.ReadAsStringAsync();
            Assert.DoesNotContain(canary, body, StringComparison.Ordinal);
            Assert.Equal(2, JsonSerializer.Deserialize<AssessmentFile>(body, WireJson.Options)!.Weighting.Raters);
        }

        Assert.Equal(new ContextRating(ContextLevel.Peer, 5, canary), Assert.Single((await member.AssessmentAsync(id)).Weighting.Mine!.Ratings));
        // Not even the program's own role reads another's rating: the database shows it to nobody but the rater.
        var rater = await api.ScalarAsync<Guid>("select id from account where user_name = 'assessor-here'");
        Assert.Equal(0L, await api.ScalarAsync<long>(
            $"""
            set role spacesplaces_api; set spacesplaces.partnership = '{TestApi.Here}'; set spacesplaces.account = '{rater}';
            select count(*) from assessment_rating where assessment_id = '{id}'
            """));

        // Saved from another window meanwhile: who was too late is told their own, whole, and nobody else's.
        var late = await (await member.PutAsync($"{AssessmentWorld.Assessments}/{id}/weighting/mine", new OwnRatings([new(ContextLevel.Peer, 0, "No")]), 0))
            .AssertProblemAsync(ProblemCodes.VersionStale, "If-Match");
        var own = JsonSerializer.Deserialize<OwnRatingsView>(late["held"]!.ToJsonString(), WireJson.Options)!;
        Assert.Equal(new ContextRating(ContextLevel.Peer, 5, canary), Assert.Single(own.Ratings));

        var version = (await chair.AssessmentAsync(id)).Assessment.Version;
        await (await chair.PutAsync($"{AssessmentWorld.Assessments}/{id}/weighting/change-first", new ChangeFirst(ContextLevel.Peer, "Friends first"), version))
            .AssertProblemAsync(ProblemCodes.WeightingNotClosed);
        await (await chair.CloseWeightingAsync(id)).AssertProblemAsync(ProblemCodes.OnlyTheLead);
        var closed = await (await assessor.CloseWeightingAsync(id)).ReadAsync<AssessmentFile>();
        var peer = Assert.Single(closed.Weighting.Contexts);
        Assert.Equal((3.0, 4, true, 2), (peer.Median, peer.Range, peer.Discuss, peer.Ratings));
        Assert.Equal([canary, "Friends are a strength here"], peer.Reasons);
        Assert.DoesNotContain("mace_member-here", JsonSerializer.Serialize(closed.Weighting, WireJson.Options), StringComparison.Ordinal);
        await (await member.PutAsync($"{AssessmentWorld.Assessments}/{id}/weighting/mine", new OwnRatings([new(ContextLevel.Peer, 0, "No")]), 1)).AssertProblemAsync(ProblemCodes.WeightingOver);
    }

    [Fact]
    public async Task OneRater_LeavesNothingToShow_AndItIsSaid()
    {
        using var assessor = api.As(Role.Assessor);
        var id = await api.ReflectedAsync(assessor);
        await assessor.RateAsync(id, [new(ContextLevel.Home, 2, "Families are asked")]);
        var closed = await (await assessor.CloseWeightingAsync(id)).ReadAsync<AssessmentFile>();
        Assert.Equal((true, 0, 1), (closed.Weighting.TooFew, closed.Weighting.Contexts.Count, closed.Weighting.Raters));
    }

    [Theory]
    [InlineData("""{"ratings":[]}""", "count_out_of_range")]
    [InlineData("""{"ratings":[{"context":"child","influence":1,"reason":"x"}]}""", "field_not_allowed_here")]
    [InlineData("""{"ratings":[{"context":"peer","influence":6,"reason":"x"}]}""", "number_out_of_range")]
    [InlineData("""{"ratings":[{"context":"peer","influence":1,"reason":""}]}""", "field_missing")]
    [InlineData("""{"ratings":[{"context":"peer","influence":1,"reason":"a"},{"context":"peer","influence":2,"reason":"b"}]}""", "field_not_allowed_here")]
    public async Task ARating_OffTheScale_IsRefused(string body, string code)
    {
        using var member = api.As(Role.MaceMember);
        using var request = new HttpRequestMessage(HttpMethod.Put, $"{AssessmentWorld.Assessments}/{Guid.NewGuid()}/weighting/mine")
        {
            Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json"),
        };
        await (await member.SendAsync(request)).AssertProblemAsync(ProblemCodes.All.Single(problem => problem.Code == code));
    }

    [Fact]
    public async Task ASixthGoal_IsRefused_UntilOneIsGivenUp()
    {
        using var assessor = api.As(Role.Assessor);
        var id = await api.ReflectedAsync(assessor);
        List<Guid> goals = [];
        for (var n = 0; n < 5; n++) goals.Add(await assessor.GoalAsync(id));
        await (await assessor.PostAsync($"{AssessmentWorld.Assessments}/{id}/goals/{Guid.CreateVersion7()}", AssessmentWorld.Goal)).AssertProblemAsync(ProblemCodes.GoalsFull);
        var given = await (await assessor.PutAsync($"{AssessmentWorld.Assessments}/{id}/goals/{goals[0]}", AssessmentWorld.Goal with { DropReason = "Another serves it" }, 1)).ReadAsync<GoalView>();
        Assert.Equal((true, 2), (given.Dropped, given.Version));
        await assessor.GoalAsync(id);
        await (await assessor.PutAsync($"{AssessmentWorld.Assessments}/{id}/goals/{goals[0]}", AssessmentWorld.Goal, 2)).AssertProblemAsync(ProblemCodes.GoalsFull);
    }

    [Fact]
    public async Task AMeasureOfEffort_IsQuestioned_AndKeptOnlyWithAReason_WhichTheAuditNotes()
    {
        using var assessor = api.As(Role.Assessor);
        var id = await api.ReflectedAsync(assessor);
        var (path, effort) = ($"{AssessmentWorld.Assessments}/{id}/goals/{Guid.CreateVersion7()}", AssessmentWorld.Goal with { Sign = "Made an information sheet" });
        await (await assessor.PostAsync(path, effort)).AssertProblemAsync(ProblemCodes.EffortNotChange, "sign");
        var kept = await (await assessor.PostAsync(path, effort with { EffortReason = "The funder counts it" })).ReadAsync<GoalView>(HttpStatusCode.Created);
        Assert.Equal("The funder counts it", kept.EffortReason);
        Assert.Equal("sign", await api.ScalarAsync<string>("select detail::jsonb->>'kept_effort' from audit_entry where action = 'goal_set' and problem is null and subjects @> array[$1]", id));
    }

    [Fact]
    public async Task TwoWhoChangeOneGoal_TheLateOneIsShownTheOthers()
    {
        using var assessor = api.As(Role.Assessor);
        using var chair = api.As(Role.MaceChair);
        var id = await api.ReflectedAsync(assessor);
        var path = $"{AssessmentWorld.Assessments}/{id}/goals/{await assessor.GoalAsync(id)}";
        await (await chair.PutAsync(path, AssessmentWorld.Goal with { Result = "Nine of twenty feel safe" }, 1)).ReadAsync<GoalView>();
        var late = await (await assessor.PutAsync(path, AssessmentWorld.Goal with { Result = "Eight of twenty feel safe" }, 1)).AssertProblemAsync(ProblemCodes.VersionStale, "If-Match");
        Assert.Equal(("Nine of twenty feel safe", "mace_chair-here"), ((string?)late["held"]!["result"], (string?)late["held"]!["editedBy"]));
    }

    [Fact]
    public async Task Tasks_AreWhatIsStillToBeDone_OverdueFirst_ByPersonAndAgency()
    {
        using var assessor = api.As(Role.Assessor);
        var id = await api.ReflectedAsync(assessor);
        var goal = await assessor.GoalAsync(id);
        var late = await assessor.PlanAsync(id, new(goal, "Mend the lamps", Agency.Housing, SpaceWorld.Today.AddDays(-3)));
        var mine = await assessor.PlanAsync(id, new(goal, "Ask the shops", Agency.Licensing, SpaceWorld.Today.AddDays(9), "assessor-here", ResponseStatus.UnderWay));
        var done = await assessor.PlanAsync(id, new(goal, "Open the hall", Agency.YouthService, SpaceWorld.Today.AddDays(-9)));
        var path = $"{AssessmentWorld.Assessments}/{id}/responses/{done}";
        await (await assessor.PutAsync(path, new ResponseContent(goal, "Open the hall", Agency.YouthService, SpaceWorld.Today, Status: ResponseStatus.Dropped), 1)).AssertProblemAsync(ProblemCodes.FieldMissing, "reason");
        await (await assessor.PutAsync(path, new ResponseContent(goal, "Open the hall", Agency.YouthService, SpaceWorld.Today, Status: ResponseStatus.Done), 1)).ReadAsync<ResponseView>();
        await (await assessor.PutAsync(path, new ResponseContent(goal, "Open the hall", Agency.YouthService, SpaceWorld.Today), 1)).AssertProblemAsync(ProblemCodes.VersionStale);

        Assert.Equal([late, mine], await TasksAsync(assessor, id, ""));
        Assert.Equal([late], await TasksAsync(assessor, id, "?overdue=true"));
        Assert.Equal([mine], await TasksAsync(assessor, id, "?mine=true"));
        Assert.Equal([late], await TasksAsync(assessor, id, "?agency=housing"));
        using var elsewhere = api.As(Role.Assessor, TestApi.Elsewhere);
        Assert.Empty(await TasksAsync(elsewhere, id, ""));
        await (await assessor.PostAsync($"{AssessmentWorld.Assessments}/{id}/responses/{Guid.CreateVersion7()}", new ResponseContent(goal, "Help", Agency.Police, SpaceWorld.Today, "nobody")))
            .AssertProblemAsync(ProblemCodes.PersonUnknown, "person");
    }

    [Fact]
    public async Task WhatYoungPeopleSay_IsWrittenByThePanelToo_OnceAndFairly()
    {
        using var assessor = api.As(Role.Assessor);
        var id = await assessor.AssessAsync();
        using var member = api.As(Role.MaceMember);
        var (path, view) = ($"{AssessmentWorld.Assessments}/{id}/views/{Guid.CreateVersion7()}", new NewYoungView(HeardBy.Group, "They want the light mended", SpaceWorld.Today));
        var first = await (await member.PostAsync(path, view)).ReadAsync<YoungViewView>(HttpStatusCode.Created);
        Assert.Equal(first, await (await member.PostAsync(path, view)).ReadAsync<YoungViewView>(HttpStatusCode.Accepted));
        await (await member.PostAsync(path, view with { Text = "Another" })).AssertProblemAsync(ProblemCodes.IdTakenByOtherContent, "viewId");
        await (await member.PostAsync($"{AssessmentWorld.Assessments}/{id}/views/{Guid.CreateVersion7()}", view with { Text = "Ring Siân Jones on 07700 900123" }))
            .AssertProblemAsync(ProblemCodes.TextMayIdentify, "text");
        await (await member.PostAsync($"{AssessmentWorld.Assessments}/{id}/views/{Guid.CreateVersion7()}", view with { HeardOn = SpaceWorld.Today.AddDays(2) }))
            .AssertProblemAsync(ProblemCodes.DayNotInRange, "heardOn");
        Assert.Equal(first, Assert.Single((await assessor.AssessmentAsync(id)).Views));
    }

    [Fact]
    public async Task AConference_WaitsForYoungPeople_AndStandsBeforeThePlan()
    {
        using var assessor = api.As(Role.Assessor);
        var id = await api.ReflectedAsync(assessor);
        var goal = await assessor.GoalAsync(id);
        await assessor.OnwardAsync(id, AssessmentStatus.GoalsSet);
        var (path, conference) = ($"{AssessmentWorld.Assessments}/{id}/conferences/{Guid.CreateVersion7()}",
            new NewConference(ConferenceKind.FamilyGroup, SpaceWorld.Today, [Agency.Police, Agency.Housing], "The light comes first"));
        Assert.Equal("""["no_young_voice"]""", (await (await assessor.PostAsync(path, conference)).AssertProblemAsync(ProblemCodes.AssessmentMoveBlocked))["blocked"]!.ToJsonString());
        await assessor.HearAsync(id, new(HeardBy.NotYet, "The youth club is shut until May", SpaceWorld.Today));
        await assessor.OnwardAsync(id, AssessmentStatus.Conference);
        await (await assessor.MoveOnAsync(id, AssessmentStatus.PlanAgreed)).AssertProblemAsync(ProblemCodes.AssessmentMoveBlocked);
        await (await assessor.PostAsync(path, conference)).ReadAsync<ConferenceView>(HttpStatusCode.Created);
        await (await assessor.PostAsync(path, conference)).ReadAsync<ConferenceView>(HttpStatusCode.Accepted);
        await assessor.OnwardAsync(id, AssessmentStatus.PlanAgreed);
        await (await assessor.MoveOnAsync(id, AssessmentStatus.Delivering)).AssertProblemAsync(ProblemCodes.AssessmentMoveBlocked);
        await assessor.PlanAsync(id, new(goal, "Mend the lamps", Agency.Housing, SpaceWorld.Today.AddDays(9)));
        var file = await assessor.OnwardAsync(id, AssessmentStatus.Delivering);
        Assert.Equal((SpaceStatus.PlanActive, "The light comes first"), (file.Assessment.SpaceStatus, Assert.Single(file.Conferences).Decisions));
    }

    private static async Task<IEnumerable<Guid>> TasksAsync(HttpClient reader, Guid id, string query) =>
        (await (await reader.GetAsync($"/api/v1/assessment-tasks{query}")).ReadAsync<IReadOnlyList<AssessmentTask>>())
            .Where(task => task.AssessmentId == id).Select(task => task.Response.Id);
}
