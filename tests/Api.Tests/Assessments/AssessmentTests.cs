using System.Net;
using System.Text.Json;
using SpacesPlaces.Api.Tests.Spaces;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Assessments;

/// <summary>An assessment is begun once, answered field by field by several people, and moves on when it has what the step needs.</summary>
public sealed class AssessmentTests(TestApi api) : IClassFixture<TestApi>
{
    [Fact]
    public async Task Beginning_TakesTheSpaceUnderAssessment_OnceHoweverOftenItIsSent()
    {
        using var assessor = api.As(Role.Assessor);
        var (space, id) = (await assessor.ScreenedAsync(), Guid.CreateVersion7());
        var begun = AssessmentWorld.Begun(space);
        var path = $"{AssessmentWorld.Assessments}/{id}";
        var first = await (await assessor.PostAsync(path, begun)).ReadAsync<Receipt>(HttpStatusCode.Created);
        Assert.Equal(first, await (await assessor.PostAsync(path, begun)).ReadAsync<Receipt>(HttpStatusCode.Accepted));
        await (await assessor.PostAsync(path, begun with { Reason = "Another" })).AssertProblemAsync(ProblemCodes.IdTakenByOtherContent, "id");
        await (await assessor.PostAsync($"{AssessmentWorld.Assessments}/{Guid.CreateVersion7()}", begun)).AssertProblemAsync(ProblemCodes.AssessmentUnderWay, "spaceId");
        Assert.Equal(SpaceStatus.UnderAssessment, (await assessor.SpaceAsync(space)).Space.Status);

        var file = await assessor.AssessmentAsync(id);
        Assert.Equal(
            (AssessmentStatus.Draft, 0, "assessor-here", 1, space), (file.Assessment.Status, file.Assessment.Round, file.Assessment.Lead, file.Form.Version, file.Assessment.SpaceId));
        Assert.Equal(("Harm repeats here", "assessor-here"), (Assert.Single(file.History).Reason, file.History[0].By));
        Assert.Contains("not the official toolkit", file.Form.LabelEn, StringComparison.Ordinal);
        Assert.Contains("nid y pecyn cymorth swyddogol", file.Form.LabelCy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Beginning_IsRefused_WhereTheSpaceCannotGo_OrTheLeadDoesNotWorkOnAssessments()
    {
        using var chair = api.As(Role.MaceChair);
        var noted = await chair.OpenAsync();
        await (await chair.PostAsync($"{AssessmentWorld.Assessments}/{Guid.CreateVersion7()}", AssessmentWorld.Begun(noted))).AssertProblemAsync(ProblemCodes.SpaceNotReady, "spaceId");
        var space = await chair.ScreenedAsync();
        foreach (var lead in (string[])["nobody", TestApi.UserName(Role.MaceMember, TestApi.Here), TestApi.UserName(Role.Assessor, TestApi.Elsewhere)])
            await (await chair.PostAsync($"{AssessmentWorld.Assessments}/{Guid.CreateVersion7()}", AssessmentWorld.Begun(space) with { Lead = lead })).AssertProblemAsync(ProblemCodes.PersonUnknown, "lead");
        await (await chair.PostAsync($"{AssessmentWorld.Assessments}/{Guid.CreateVersion7()}", AssessmentWorld.Begun(space) with { Reason = "She is placing herself at risk" }))
            .AssertProblemAsync(ProblemCodes.LanguageReasonNeeded, "reason");
        await (await chair.PostAsync($"{AssessmentWorld.Assessments}/{Guid.CreateVersion7()}", AssessmentWorld.Begun(space) with { ReviewOn = SpaceWorld.Today.AddMonths(4) }))
            .AssertProblemAsync(ProblemCodes.DayNotInRange, "reviewOn");
        Assert.Equal(SpaceStatus.Screening, (await chair.SpaceAsync(space)).Space.Status);
    }

    [Fact]
    public async Task TwoPeople_OnDifferentPrompts_NeverMeet_OnOneTheLateOneIsShownTheOthersAnswer()
    {
        using var assessor = api.As(Role.Assessor);
        using var chair = api.As(Role.MaceChair);
        var id = await assessor.AssessAsync();
        var both = await Task.WhenAll(
            assessor.AnswerAsync(id, "lighting", AssessmentWorld.Rated("Two lamps are out", PromptRating.Concern)),
            chair.AnswerAsync(id, "upkeep", AssessmentWorld.Rated("Swept each morning", PromptRating.Strength)));
        foreach (var answer in both) Assert.Equal((1, true), ((await answer.ReadAsync<AnswerView>()).Version, true));

        await (await chair.AnswerAsync(id, "lighting", AssessmentWorld.Rated("One lamp is out", PromptRating.Mixed), 1)).ReadAsync<AnswerView>();
        var late = await (await assessor.AnswerAsync(id, "lighting", AssessmentWorld.Rated("Three lamps are out", PromptRating.Concern), 1))
            .AssertProblemAsync(ProblemCodes.VersionStale, "If-Match");
        var held = JsonSerializer.Deserialize<AnswerView>(late["held"]!.ToJsonString(), WireJson.Options)!;
        Assert.Equal((2, "One lamp is out", PromptRating.Mixed, "mace_chair-here"), (held.Version, held.Text, held.Rating, held.EditedBy));
        Assert.Equal("One lamp is out", (await assessor.AssessmentAsync(id)).Answers.Single(answer => answer.Prompt == "lighting").Text);
    }

    [Fact]
    public async Task TwoWhoAreFirstAtOnce_MakeOneAnswer_AndALostReceiptIsGivenAgain()
    {
        using var assessor = api.As(Role.Assessor);
        using var chair = api.As(Role.MaceChair);
        var id = await assessor.AssessAsync();
        var both = await Task.WhenAll(
            assessor.AnswerAsync(id, "harm", AssessmentWorld.Words("Adults give out vapes")), chair.AnswerAsync(id, "harm", AssessmentWorld.Words("Adults give out phones")));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.PreconditionFailed], both.Select(answer => answer.StatusCode).Order());
        var change = AssessmentWorld.Words("Adults give out phones and vapes");
        var sent = await (await assessor.AnswerAsync(id, "harm", change, 1)).ReadAsync<AnswerView>();
        Assert.Equal(sent, await (await assessor.AnswerAsync(id, "harm", change, 1)).ReadAsync<AnswerView>());
        Assert.Equal(2, sent.Version);
    }

    [Theory]
    [InlineData("lighting", "Those girls are placing themselves at risk here", "language_reason_needed")]
    [InlineData("harm", "Ring Siân Jones on 07700 900123", "text_may_identify")]
    public async Task AnAnswer_ThatBlamesOrNames_IsRefused(string prompt, string text, string code)
    {
        using var assessor = api.As(Role.Assessor);
        var id = await assessor.AssessAsync();
        await (await assessor.AnswerAsync(id, prompt, AssessmentWorld.Words(text))).AssertProblemAsync(ProblemCodes.All.Single(problem => problem.Code == code), "text");
        Assert.Empty((await assessor.AssessmentAsync(id)).Answers);
    }

    [Fact]
    public async Task AnAnswer_HasWhatItsPromptAsksFor_AndNoOther()
    {
        using var assessor = api.As(Role.Assessor);
        var id = await assessor.AssessAsync();
        await (await assessor.AnswerAsync(id, "harm", new(Rating: PromptRating.Concern))).AssertProblemAsync(ProblemCodes.FieldNotAllowedHere, "rating");
        await (await assessor.AnswerAsync(id, "lighting", new(Ticked: true))).AssertProblemAsync(ProblemCodes.FieldNotAllowedHere, "ticked");
        await (await assessor.AnswerAsync(id, "no_such_prompt", new("Words"))).AssertProblemAsync(ProblemCodes.NotFound, "prompt");
        await (await assessor.AnswerAsync(id, "harm", new($"Seen: {Tokens.New()}"))).AssertProblemAsync(ProblemCodes.ChildNotInReport, "text");
        await (await assessor.PutAsync($"{AssessmentWorld.Assessments}/{id}/answers/harm", new NewAnswer("Words"), null)).AssertProblemAsync(ProblemCodes.VersionNeeded, "If-Match");
        Assert.False((await (await assessor.AnswerAsync(id, "lighting", new("Two lamps are out"))).ReadAsync<AnswerView>()).Complete);
    }

    [Fact]
    public async Task Guards_TellWhatIsMissing_AndTheWayIsOpenOnceItIsThere()
    {
        using var assessor = api.As(Role.Assessor);
        var id = await assessor.AssessAsync();
        await (await assessor.MoveOnAsync(id, AssessmentStatus.Delivering)).AssertProblemAsync(ProblemCodes.AssessmentMoveNotAllowed, "to");
        await assessor.OnwardAsync(id, AssessmentStatus.Scoping);
        var early = await (await assessor.MoveOnAsync(id, AssessmentStatus.Gathering)).AssertProblemAsync(ProblemCodes.AssessmentMoveBlocked, "to");
        Assert.Equal("""["boundary_missing","partners_missing","ethics_not_ticked"]""", early["blocked"]!.ToJsonString());
        Assert.Equal(3, early["errors"]!.AsArray().Count);

        await assessor.AnswerRestAsync(id, prompt => prompt.Side == FormSide.Scope);
        await assessor.OnwardAsync(id, AssessmentStatus.Gathering);
        var open = await (await assessor.MoveOnAsync(id, AssessmentStatus.Reflection)).AssertProblemAsync(ProblemCodes.AssessmentMoveBlocked, "to");
        Assert.Equal("""["prompts_unanswered"]""", open["blocked"]!.ToJsonString());
        await assessor.AnswerRestAsync(id);
        var file = await assessor.OnwardAsync(id, AssessmentStatus.Reflection);
        Assert.Equal(28, file.NotKnown.Count);
        Assert.Equal(
            [(AssessmentStatus.GoalsSet, "NoGoal"), (AssessmentStatus.Escalated, ""), (AssessmentStatus.Reflection, "")],
            file.Moves.Select(move => (move.To, string.Join(' ', move.Blocked))));
        Assert.Equal(5, file.Steps.Count(step => step.State == StepState.Done));
    }

    [Fact]
    public async Task AMove_HasReasonPersonDayAndVersion_AndSafetyDoesNotWait()
    {
        using var chair = api.As(Role.MaceChair);
        var space = await chair.ScreenedAsync();
        var id = await chair.AssessAsync(space);
        await (await chair.MoveOnAsync(id, AssessmentStatus.Scoping, 1, "")).AssertProblemAsync(ProblemCodes.FieldMissing, "reason");
        await (await chair.MoveOnAsync(id, AssessmentStatus.Scoping, 7)).AssertProblemAsync(ProblemCodes.VersionStale, "If-Match");
        await (await chair.MoveOnAsync(id, AssessmentStatus.Scoping, 1, days: 100)).AssertProblemAsync(ProblemCodes.DayNotInRange, "reviewOn");
        Assert.Equal(AssessmentStatus.Draft, (await chair.OnwardAsync(id, AssessmentStatus.Draft)).Assessment.Status);
        var over = await chair.OnwardAsync(id, AssessmentStatus.Escalated);
        Assert.Equal((AssessmentStatus.Escalated, SpaceWorld.Today), (over.Assessment.Status, over.Assessment.EndedOn));
        Assert.Equal((0, "mace_chair-here", AssessmentStatus.Draft), (over.Moves.Count, over.History[0].By, over.History[0].From));
        // Escalated, the space stays under assessment until somebody decides; another assessment may begin.
        Assert.Equal(SpaceStatus.UnderAssessment, (await chair.SpaceAsync(space)).Space.Status);
        await (await chair.AnswerAsync(id, "harm", AssessmentWorld.Words("More"))).AssertProblemAsync(ProblemCodes.AssessmentOver);
        await (await chair.MoveOnAsync(id, AssessmentStatus.Scoping)).AssertProblemAsync(ProblemCodes.AssessmentOver);
        await chair.AssessAsync(space);
    }

    [Fact]
    public async Task WhoMay_IsAsWithSpaces_AndNobodyElsewhereKnowsOfIt()
    {
        using var assessor = api.As(Role.Assessor);
        var open = await assessor.AssessAsync();
        var hidden = await assessor.AssessAsync(await assessor.ScreenedAsync(SpaceWorld.Park() with { Sensitivity = SpaceSensitivity.Restricted }));
        using var member = api.As(Role.MaceMember);
        var file = await member.AssessmentAsync(open);
        Assert.Empty(file.Moves);
        await (await member.AnswerAsync(open, "harm", AssessmentWorld.Words("More"))).AssertProblemAsync(ProblemCodes.NotAllowed);
        await (await member.GetAsync($"{AssessmentWorld.Assessments}/{hidden}")).AssertProblemAsync(ProblemCodes.NotFound);
        var listed = await (await member.GetAsync(AssessmentWorld.Assessments)).ReadAsync<IReadOnlyList<AssessmentView>>();
        Assert.Contains(listed, one => one.Id == open);
        Assert.DoesNotContain(listed, one => one.Id == hidden);
        using var chair = api.As(Role.MaceChair);
        Assert.Contains(await (await chair.GetAsync(AssessmentWorld.Assessments)).ReadAsync<IReadOnlyList<AssessmentView>>(), one => one.Id == hidden);
        foreach (var role in (Role[])[Role.YouthLead, Role.Planner, Role.Reporter])
        {
            using var other = api.As(role);
            await (await other.GetAsync($"{AssessmentWorld.Assessments}/{open}")).AssertProblemAsync(ProblemCodes.NotAllowed);
        }

        using var elsewhere = api.As(Role.Assessor, TestApi.Elsewhere);
        await (await elsewhere.GetAsync($"{AssessmentWorld.Assessments}/{open}")).AssertProblemAsync(ProblemCodes.NotFound);
        await (await elsewhere.AnswerAsync(open, "harm", AssessmentWorld.Words("More"))).AssertProblemAsync(ProblemCodes.NotFound);
    }

    [Fact]
    public async Task TheLead_IsSetByName_AndEveryActIsInTheAudit()
    {
        using var assessor = api.As(Role.Assessor);
        var id = await assessor.AssessAsync();
        var file = await (await assessor.PutAsync($"{AssessmentWorld.Assessments}/{id}/lead", new AssessmentLead("mace_chair-here"), 1)).ReadAsync<AssessmentFile>();
        Assert.Equal(("mace_chair-here", 2), (file.Assessment.Lead, file.Assessment.Version));
        await (await assessor.AnswerAsync(id, "harm", AssessmentWorld.Words("Adults give out vapes"))).ReadAsync<AnswerView>();
        Assert.Equal(
            "assessment_opened assessment_lead_set assessment_answered",
            await api.ScalarAsync<string>("select string_agg(action, ' ' order by sequence) from audit_entry where subjects @> array[$1] and action <> 'assessment_seen'", id));
    }
}
