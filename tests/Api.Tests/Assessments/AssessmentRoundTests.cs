using System.Net;
using SpacesPlaces.Api.Tests.Spaces;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Assessments;

/// <summary>The same is asked and looked at again before the work ends; the form gets new versions.</summary>
public sealed class AssessmentRoundTests(TestApi api) : IClassFixture<TestApi>
{
    [Fact]
    public async Task TheWork_EndsOnlyAfterAnInstrumentOfTheBaselineWasUsedAgain_AndTheSpaceStepsDown()
    {
        using var assessor = api.As(Role.Assessor);
        var id = await api.ReflectedAsync(assessor);
        await UseAsync(assessor, id, 0, "survey_young_people");
        await UseAsync(assessor, id, 0, "observation_day");
        await (await assessor.UseInstrumentAsync(id, 1, "observation_day")).AssertProblemAsync(ProblemCodes.RoundNotOpen, "round");
        await api.DeliverAsync(assessor, id);
        await (await assessor.UseInstrumentAsync(id, 0, "safety_map")).AssertProblemAsync(ProblemCodes.RoundNotOpen, "round");
        await assessor.OnwardAsync(id, AssessmentStatus.Review);
        await UseAsync(assessor, id, 1, "safety_map");
        var other = await (await assessor.MoveOnAsync(id, AssessmentStatus.ClosedSafer)).AssertProblemAsync(ProblemCodes.AssessmentMoveBlocked, "to");
        Assert.Equal("""["instrument_not_repeated"]""", other["blocked"]!.ToJsonString());
        var second = await assessor.OnwardAsync(id, AssessmentStatus.Delivering, AssessmentStatus.Review);
        Assert.Equal((2, SpaceStatus.Review), (second.Assessment.Round, second.Assessment.SpaceStatus));
        await UseAsync(assessor, id, 2, "survey_young_people");
        var over = await assessor.OnwardAsync(id, AssessmentStatus.ClosedSafer);
        Assert.Equal((SpaceStatus.SteppedDown, SpaceWorld.Today), (over.Assessment.SpaceStatus, over.Assessment.EndedOn));
        Assert.Equal([(0, Instrument.ObservationDay), (0, Instrument.SurveyYoungPeople), (1, Instrument.SafetyMap), (2, Instrument.SurveyYoungPeople)], over.Rounds.Select(use => (use.Round, use.Instrument)));
    }

    [Fact]
    public async Task AnInstrument_IsWrittenOnceInARound_WithItsNumber_AndTheLateOneIsShownTheOthers()
    {
        using var assessor = api.As(Role.Assessor);
        using var chair = api.As(Role.MaceChair);
        var id = await assessor.AssessAsync();
        await (await assessor.UseInstrumentAsync(id, 0, "crystal_ball")).AssertProblemAsync(ProblemCodes.NotFound, "instrument");
        await (await assessor.UseInstrumentAsync(id, 0, "conversation", 0)).AssertProblemAsync(ProblemCodes.NumberOutOfRange, "number");
        await UseAsync(assessor, id, 0, "conversation");
        var late = await (await chair.UseInstrumentAsync(id, 0, "conversation", 9)).AssertProblemAsync(ProblemCodes.VersionStale, "If-Match");
        Assert.Equal(("assessor-here", 12), ((string?)late["held"]!["editedBy"], (int)late["held"]!["number"]!));
    }

    [Fact]
    public async Task ANewVersionOfTheForm_IsForNewAssessments_OldOnesKeepTheirs()
    {
        using var chair = api.As(Role.MaceChair, TestApi.Elsewhere);
        var before = await chair.AssessAsync(await chair.ScreenedAsync(), TestApi.UserName(Role.Assessor, TestApi.Elsewhere));
        NewAssessmentForm next = new(
            [.. AssessmentWorld.Shipped.Where(prompt => prompt.Key != "cctv"), new("dogs", FormSide.Environment, PromptKind.Rated, "Do people walk dogs here?", "A yw pobl yn cerdded cŵn yma?", null, null)],
            "The panel wants to know who walks there");
        using var assessor = api.As(Role.Assessor, TestApi.Elsewhere);
        await (await assessor.PostAsync("/api/v1/assessment-forms/2", next)).AssertProblemAsync(ProblemCodes.NotAllowed);
        await (await chair.PostAsync("/api/v1/assessment-forms/3", next)).AssertProblemAsync(ProblemCodes.FormVersionNotNext, "version");
        await (await chair.PostAsync("/api/v1/assessment-forms/2", next with { Prompts = [.. next.Prompts.Where(prompt => prompt.Key != "boundary")] }))
            .AssertProblemAsync(ProblemCodes.FormNotValid, "prompts");
        await (await chair.PostAsync("/api/v1/assessment-forms/2", next with { Prompts = [next.Prompts[0] with { TextCy = "" }] })).AssertProblemAsync(ProblemCodes.FieldMissing, "prompts[0].textCy");
        await (await chair.PostAsync("/api/v1/assessment-forms/2", next)).ReadAsync<AssessmentFormView>(HttpStatusCode.Created);
        await (await chair.PostAsync("/api/v1/assessment-forms/2", next)).ReadAsync<AssessmentFormView>(HttpStatusCode.Accepted);
        var after = await chair.AssessAsync(await chair.ScreenedAsync(), TestApi.UserName(Role.Assessor, TestApi.Elsewhere));

        var (old, young) = ((await chair.AssessmentAsync(before)).Form, (await chair.AssessmentAsync(after)).Form);
        Assert.Equal((1, 2), (old.Version, young.Version));
        Assert.Contains(old.Prompts, prompt => prompt.Key == "cctv");
        Assert.Equal(("dogs", "not the official toolkit"), (young.Prompts[^1].Key, young.LabelEn[^24..]));
        await (await chair.AnswerAsync(before, "dogs", new(Rating: PromptRating.NotKnown))).AssertProblemAsync(ProblemCodes.NotFound, "prompt");
        await (await chair.AnswerAsync(after, "dogs", new(Rating: PromptRating.NotKnown))).ReadAsync<AnswerView>();
    }

    private static async Task UseAsync(HttpClient client, Guid id, int round, string instrument) =>
        await (await client.UseInstrumentAsync(id, round, instrument)).ReadAsync<InstrumentUseView>();
}
