using System.Net.Http.Headers;
using System.Net.Http.Json;
using SpacesPlaces.Api.Tests.Assessments.Instruments;
using SpacesPlaces.Api.Tests.Spaces;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Assessments;

/// <summary>An assessment that was begun by mistake is withdrawn and stays to be found; one that holds what somebody said is not.</summary>
public sealed class AssessmentWithdrawalTests(TestApi api) : IClassFixture<TestApi>
{
    [Fact]
    public async Task BegunByMistake_ItIsWithdrawnWithAReason_TheSpaceGoesBack_AndItsTimelineSaysSo()
    {
        using var assessor = api.As(Role.Assessor);
        var space = await assessor.ScreenedAsync();
        var id = await assessor.AssessAsync(space);
        // What is known and the scope may be there.
        await (await assessor.AnswerAsync(id, "harm", AssessmentWorld.Words("Adults were seen at the shelter"))).ReadAsync<AnswerView>();
        await (await assessor.AnswerAsync(id, "boundary", AssessmentWorld.Words("The park"))).ReadAsync<AnswerView>();
        var before = await assessor.OnwardAsync(id, AssessmentStatus.Scoping);
        Assert.Empty(before.Withdrawal!.Holds);
        Assert.Equal(SpaceStatus.Screening, before.Withdrawal.SpaceTo);

        var file = await (await WithdrawAsync(assessor, id)).ReadAsync<AssessmentFile>();
        Assert.Equal((AssessmentStatus.Scoping, true, SpaceWorld.Today, SpaceStatus.Screening),
            (file.Assessment.Status, file.Assessment.Withdrawn, file.Assessment.EndedOn, file.Assessment.SpaceStatus));
        Assert.Equal((true, "It was the wrong park", AssessmentStatus.Scoping), (file.History[0].Withdrawal, file.History[0].Reason, file.History[0].To));
        Assert.Empty(file.Moves);
        Assert.Null(file.Withdrawal);

        // In no list, whatever status is asked for, but where ended ones or those of the space are.
        Assert.DoesNotContain(id, await IdsAsync(assessor, ""));
        Assert.DoesNotContain(id, await IdsAsync(assessor, "?status=scoping"));
        Assert.Contains(id, await IdsAsync(assessor, "?status=scoping&ended=true"));
        Assert.Contains(id, await IdsAsync(assessor, "?ended=true"));
        Assert.Contains(id, await IdsAsync(assessor, $"?space={space}"));
        var line = (await (await assessor.GetAsync($"/api/v1/spaces/{space}/timeline")).ReadAsync<SpaceTimeline>()).Items[0];
        Assert.Equal((SpaceEventKind.AssessmentWithdrawn, SpaceStatus.UnderAssessment, SpaceStatus.Screening, "It was the wrong park"), (line.Kind, line.From, line.To, line.Reason));
        Assert.Equal(1, await api.ScalarAsync<long>("select count(*) from audit_entry where action = 'assessment_withdrawn' and outcome = 'done' and $1 = any(subjects)", id));

        // It takes nothing more, and another may be begun.
        await (await WithdrawAsync(assessor, id)).AssertProblemAsync(ProblemCodes.AssessmentOver);
        await (await assessor.MoveOnAsync(id, AssessmentStatus.Gathering)).AssertProblemAsync(ProblemCodes.AssessmentOver);
        await (await assessor.AnswerAsync(id, "partners", AssessmentWorld.Words("The youth service"))).AssertProblemAsync(ProblemCodes.AssessmentOver);
        await assessor.AssessAsync(space);
    }

    [Fact]
    public async Task ASpaceThatWasUnderAssessmentBefore_OrThatSomebodyMovedSince_StaysAsItIs()
    {
        using var assessor = api.As(Role.Assessor);
        var space = await assessor.ScreenedAsync();
        await (await WithdrawAsync(assessor, await assessor.AssessAsync(space))).ReadAsync<AssessmentFile>();
        await assessor.AlongAsync(space, SpaceStatus.UnderAssessment);
        var again = await assessor.AssessAsync(space);
        Assert.Null((await assessor.AssessmentAsync(again)).Withdrawal!.SpaceTo);
        Assert.Equal(SpaceStatus.UnderAssessment, (await (await WithdrawAsync(assessor, again)).ReadAsync<AssessmentFile>()).Assessment.SpaceStatus);
        var line = (await (await assessor.GetAsync($"/api/v1/spaces/{space}/timeline")).ReadAsync<SpaceTimeline>()).Items[0];
        Assert.Equal((SpaceEventKind.AssessmentWithdrawn, SpaceStatus.UnderAssessment), (line.Kind, line.To));

        var third = await assessor.AssessAsync(space);
        await assessor.AlongAsync(space, SpaceStatus.NoFurtherAction);
        Assert.Equal(SpaceStatus.NoFurtherAction, (await (await WithdrawAsync(assessor, third)).ReadAsync<AssessmentFile>()).Assessment.SpaceStatus);
    }

    [Theory]
    [InlineData(AssessmentHolding.Answers)]
    [InlineData(AssessmentHolding.Views)]
    [InlineData(AssessmentHolding.Ratings)]
    [InlineData(AssessmentHolding.Goals)]
    [InlineData(AssessmentHolding.Conference)]
    [InlineData(AssessmentHolding.HandedOut)]
    [InlineData(AssessmentHolding.Rounds)]
    public async Task WithAnythingSaidOrDecided_ItIsRefused_AndSaysWhatItHolds(AssessmentHolding holding)
    {
        using var assessor = api.As(Role.Assessor);
        var id = await assessor.AssessAsync();
        await HoldAsync(assessor, id, holding);
        Assert.Equal([holding], (await assessor.AssessmentAsync(id)).Withdrawal!.Holds);
        var refused = await (await WithdrawAsync(assessor, id)).AssertProblemAsync(ProblemCodes.AssessmentHoldsWork);
        Assert.Equal($"[\"{WireName.Of(holding)}\"]", refused["holds"]!.ToJsonString());
        Assert.False((await assessor.AssessmentAsync(id)).Assessment.Withdrawn);
    }

    [Fact]
    public async Task AnAnswerThatWasTakenBack_IsNothingSaid_AndWordsThatTellOfSomebody_AreNoReason()
    {
        using var assessor = api.As(Role.Assessor);
        using var member = api.As(Role.MaceMember);
        var id = await assessor.AssessAsync();
        await (await assessor.AnswerAsync(id, "lighting", AssessmentWorld.Words("Two lamps are out"))).ReadAsync<AnswerView>();
        await (await assessor.AnswerAsync(id, "lighting", new NewAnswer(), 1)).ReadAsync<AnswerView>();
        Assert.Empty((await assessor.AssessmentAsync(id)).Withdrawal!.Holds);
        Assert.Null((await member.AssessmentAsync(id)).Withdrawal);
        await (await WithdrawAsync(assessor, id, "Ring Sian Morgan, 07700 900123")).AssertProblemAsync(ProblemCodes.TextMayIdentify, "reason");
        await (await WithdrawAsync(assessor, id, "")).AssertProblemAsync(ProblemCodes.FieldMissing, "reason");
        await (await WithdrawAsync(assessor, id, version: 7)).AssertProblemAsync(ProblemCodes.VersionStale, "If-Match");
    }

    private async Task HoldAsync(HttpClient assessor, Guid id, AssessmentHolding holding)
    {
        switch (holding)
        {
            case AssessmentHolding.Answers:
                await (await assessor.AnswerAsync(id, "lighting", new NewAnswer(Rating: PromptRating.NotKnown))).ReadAsync<AnswerView>();
                break;
            case AssessmentHolding.Views:
                (await assessor.PostAsync($"{AssessmentWorld.Assessments}/{id}/views/{Guid.CreateVersion7()}", new NewYoungView(HeardBy.NotYet, "The school is closed", SpaceWorld.Today))).EnsureSuccessStatusCode();
                break;
            case AssessmentHolding.Ratings:
                await api.ScalarAsync<Guid>("insert into assessment_rater (partnership_id, assessment_id, rater_id, version, rated_at) select partnership_id, id, opened_by, 1, now() from assessment where id = $1 returning rater_id", id);
                break;
            case AssessmentHolding.Goals:
                await api.ScalarAsync<Guid>("insert into assessment_goal (partnership_id, id, assessment_id, version, side, statement, hope, sign, method, dropped, recorded_by, edited_by, edited_at, content_sha256) select partnership_id, gen_random_uuid(), id, 1, 'environment', 'Lamps', 'Lamps', 'Lamps', 'Lamps', false, opened_by, opened_by, now(), sha256('') from assessment where id = $1 returning id", id);
                break;
            case AssessmentHolding.Conference:
                await api.ScalarAsync<Guid>("insert into assessment_conference (partnership_id, id, assessment_id, kind, held_on, agencies, decisions, recorded_by, recorded_at, content_sha256) select partnership_id, gen_random_uuid(), id, 'family_group', current_date, '{police}', 'Lamps first', opened_by, now(), sha256('') from assessment where id = $1 returning id", id);
                break;
            case AssessmentHolding.HandedOut:
                await assessor.HandOutAsync(id);
                break;
            default:
                await assessor.AgreeAsync(id);
                break;
        }
    }

    private static async Task<HttpResponseMessage> WithdrawAsync(HttpClient client, Guid id, string reason = "It was the wrong park", int? version = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{AssessmentWorld.Assessments}/{id}/withdrawal")
        {
            Content = JsonContent.Create(new AssessmentWithdrawal(reason), options: WireJson.Options),
        };
        request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{version ?? (await client.AssessmentAsync(id)).Assessment.Version}\""));
        return await client.SendAsync(request);
    }

    private static async Task<IReadOnlyList<Guid>> IdsAsync(HttpClient client, string query) =>
        [.. (await (await client.GetAsync($"{AssessmentWorld.Assessments}/{query}")).ReadAsync<IReadOnlyList<AssessmentView>>()).Select(one => one.Id)];
}
