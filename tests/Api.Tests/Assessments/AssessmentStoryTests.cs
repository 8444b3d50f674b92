using SpacesPlaces.Api.Tests.Spaces;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Assessments;

/// <summary>Story D5 of the domain reference, over HTTP: an assessment from its beginning to a plan.</summary>
public sealed class AssessmentStoryTests(TestApi api) : IClassFixture<TestApi>
{
    private static readonly (ContextLevel Context, int[] Ratings)[] Story =
    [
        (ContextLevel.Neighbourhood, [5, 4, 4]), (ContextLevel.Peer, [3, 3, 2]), (ContextLevel.School, [1, 2, 1]), (ContextLevel.Home, [1, 1, 1]),
        (ContextLevel.Online, [2, 3, 2]),
    ];

    [Fact]
    public async Task D5_FromTheFormToAPlan()
    {
        using var assessor = api.As(Role.Assessor);
        var id = await assessor.AssessAsync();
        await assessor.AnswerRestAsync(id);
        await assessor.OnwardAsync(id, AssessmentStatus.Scoping, AssessmentStatus.Gathering, AssessmentStatus.Reflection);
        var file = await assessor.AssessmentAsync(id);
        Assert.NotEmpty(file.NotKnown);
        Assert.Equal("Local form based on the published framework; not the official toolkit", file.Form.LabelEn);

        HttpClient[] raters = [assessor, api.As(Role.MaceMember), api.As(Role.MaceChair)];
        for (var n = 0; n < raters.Length; n++)
            await raters[n].RateAsync(id, [.. Story.Select(one => new ContextRating(one.Context, one.Ratings[n], "As I see it"))]);
        var weighed = (await (await assessor.CloseWeightingAsync(id)).ReadAsync<AssessmentFile>()).Weighting.Contexts.ToDictionary(one => one.Context);
        Assert.Equal([4.0, 3, 1, 1, 2], Story.Select(one => weighed[one.Context].Median));
        Assert.Equal([1, 1, 1, 0, 1], Story.Select(one => weighed[one.Context].Range));
        // No total, and no rank: the contexts stand in their own order.
        Assert.Equal(
            [ContextLevel.Home, ContextLevel.Peer, ContextLevel.School, ContextLevel.Neighbourhood, ContextLevel.Online],
            (await assessor.AssessmentAsync(id)).Weighting.Contexts.Select(one => one.Context));
        var version = (await assessor.AssessmentAsync(id)).Assessment.Version;
        var agreed = await (await assessor.PutAsync(
            $"{AssessmentWorld.Assessments}/{id}/weighting/change-first", new ChangeFirst(ContextLevel.Neighbourhood, "The place itself comes first"), version)).ReadAsync<AssessmentFile>();
        Assert.Equal((ContextLevel.Neighbourhood, "The place itself comes first"), (agreed.Weighting.ChangeFirst, agreed.Weighting.ChangeFirstWords));

        var effort = AssessmentWorld.Goal with { Sign = "made an information sheet" };
        var asked = await (await assessor.PostAsync($"{AssessmentWorld.Assessments}/{id}/goals/{Guid.CreateVersion7()}", effort)).AssertProblemAsync(ProblemCodes.EffortNotChange, "sign");
        Assert.Contains("effort, not change", (string?)asked["title"], StringComparison.Ordinal);
        var goal = await assessor.GoalAsync(id);
        await assessor.OnwardAsync(id, AssessmentStatus.GoalsSet);

        var silent = await (await assessor.MoveOnAsync(id, AssessmentStatus.PlanAgreed)).AssertProblemAsync(ProblemCodes.AssessmentMoveBlocked, "to");
        Assert.Equal("""["no_young_voice"]""", silent["blocked"]!.ToJsonString());
        await assessor.HearAsync(id, new(HeardBy.Conversation, "We would stay if somebody we know were here", SpaceWorld.Today));
        Assert.Equal(AssessmentStatus.PlanAgreed, (await assessor.OnwardAsync(id, AssessmentStatus.PlanAgreed)).Assessment.Status);

        var response = await assessor.PlanAsync(id, new(goal, "A worker is here on Fridays", Agency.YouthService, SpaceWorld.Today.AddDays(20)));
        await assessor.OnwardAsync(id, AssessmentStatus.Delivering);
        await (await assessor.MoveOnAsync(id, AssessmentStatus.Review)).AssertProblemAsync(ProblemCodes.AssessmentMoveBlocked, "to");
        await (await assessor.PutAsync(
            $"{AssessmentWorld.Assessments}/{id}/responses/{response}",
            new ResponseContent(goal, "A worker is here on Fridays", Agency.YouthService, SpaceWorld.Today.AddDays(20), Status: ResponseStatus.Done), 1)).ReadAsync<ResponseView>();
        // Its task list says the same as its moves: the review may begin.
        Assert.Equal(StepState.Open, (await assessor.AssessmentAsync(id)).Steps.Single(step => step.Key == AssessmentStepKey.Review).State);
        var review = await assessor.OnwardAsync(id, AssessmentStatus.Review);
        Assert.Equal((1, SpaceStatus.Review), (review.Assessment.Round, review.Assessment.SpaceStatus));
        foreach (var end in (AssessmentStatus[])[AssessmentStatus.ClosedSafer, AssessmentStatus.ClosedNoChange, AssessmentStatus.SteppedDown])
        {
            var refused = await (await assessor.MoveOnAsync(id, end)).AssertProblemAsync(ProblemCodes.AssessmentMoveBlocked, "to");
            Assert.Equal("""["no_baseline","no_review_round"]""", refused["blocked"]!.ToJsonString());
        }
    }
}
