using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Spaces;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Assessments;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Assessments;

/// <summary>Assessments as a reader may see them.</summary>
internal static class AssessmentViews
{
    public static AssessmentView Of(Assessment assessment, Space space, string lead, DateOnly today) => new(
        assessment.Id, assessment.Version, space.Id, space.NameEn, space.NameCy, space.Status, assessment.Status, assessment.Round, lead,
        assessment.ReviewOn, assessment.IsOpen && assessment.ReviewOn < today, assessment.OpenedAt, assessment.Agency,
        assessment.EndedOn, assessment.FormVersion, assessment.Withdrawn);

    public static AnswerView Of(AssessmentAnswer answer, PromptKind kind, string editor) => new(
        answer.Prompt, answer.Version, answer.Text, answer.Rating, answer.Source, answer.Grade, answer.Ticked,
        AssessmentForm.IsAnswered(kind, new(answer.Text, answer.Rating, answer.Source, answer.Grade, answer.Ticked)),
        editor, answer.Agency, answer.EditedAt, answer.LanguageReason);

    public static YoungViewView Of(AssessmentVoice voice, string recorder) =>
        new(voice.Id, voice.HeardBy, voice.Text, voice.HeardOn, voice.Round, recorder, voice.Agency, voice.RecordedAt);

    public static ConferenceView Of(AssessmentConference held, string recorder) =>
        new(held.Id, held.Kind, held.HeldOn, held.Agencies, held.Decisions, recorder, held.RecordedAt);

    public static GoalView Of(AssessmentGoal goal, string editor, IReadOnlyList<ResponseView> responses) => new(
        goal.Id, goal.Version, goal.Statement, goal.Side, goal.Hope, goal.Sign, goal.Method, goal.Baseline, goal.Result, goal.EffortReason, goal.Dropped,
        goal.DropReason, editor, goal.EditedAt, responses, goal.LanguageReason);

    public static ResponseView Of(AssessmentResponse response, string? person, string editor, DateOnly today) => new(
        response.Id, response.Version, response.GoalId, response.What, response.Owner, person, response.DueOn,
        response.Status is ResponseStatus.Todo or ResponseStatus.UnderWay && response.DueOn < today, response.Status, response.Reason, editor, response.EditedAt,
        response.LanguageReason);

    /// <summary>The assessment with everything that a page shows of it.</summary>
    public static async Task<AssessmentFile> FileAsync(Assessed found, Actor actor, SpacesContext context, AssessmentRows rows, CancellationToken cancel)
    {
        var (assessment, space) = found;
        var state = await AssessmentState.ReadAsync(assessment, context, cancel);
        var steps = await context.AssessmentSteps.AsNoTracking().Where(s => s.PartnershipId == assessment.PartnershipId && s.AssessmentId == assessment.Id)
            .OrderByDescending(s => s.Version).ToListAsync(cancel);
        var names = await MemberNames.NamesAsync(
            context,
            [
                assessment.LeadId, .. steps.Select(step => step.MovedBy), .. state.Answers.Values.Select(answer => answer.EditedBy),
                .. state.Voices.Select(voice => voice.RecordedBy), .. state.Conferences.Select(held => held.RecordedBy),
                .. state.Uses.Select(use => use.EditedBy), .. state.Goals.Select(goal => goal.EditedBy), .. state.Responses.Select(response => response.EditedBy),
                .. state.Responses.Select(response => response.PersonId).OfType<Guid>(),
            ], cancel);
        var responses = state.Responses.Select(response => Of(response, response.PersonId is { } who ? names[who] : null, names[response.EditedBy], rows.Today))
            .ToLookup(response => response.GoalId);
        var mayChange = assessment.IsOpen && Permissions.Allow(actor.Role, Permission.ChangeAssessments);
        return new(
            Of(assessment, space, names[assessment.LeadId], rows.Today), AssessmentForms.ViewOf(state.Form),
            [.. from prompt in state.Form.Prompts
                let answer = state.Answers.GetValueOrDefault(prompt.Key)
                where answer is not null
                select Of(answer, prompt.Kind, names[answer.EditedBy])],
            state.Form.NotKnown(state.Given), [.. state.Voices.Select(voice => Of(voice, names[voice.RecordedBy]))],
            await WeightingApi.ViewAsync(assessment, actor, context, cancel),
            [.. state.Goals.Select(goal => Of(goal, names[goal.EditedBy], [.. responses[goal.Id]]))],
            [.. state.Conferences.Select(held => Of(held, names[held.RecordedBy]))], [.. state.Uses.Select(use => RoundApi.Of(use, names[use.EditedBy]))],
            state.Steps(assessment.WeightingClosedAt is not null),
            mayChange ? ChoicesFrom(state.Facts, space.Status, rows.Today) : [],
            [.. steps.Select(step => new AssessmentEvent(
                step.Version, step.FromStatus, step.ToStatus, step.Round, step.Reason, step.ReviewOn, names[step.MovedBy], step.Agency, step.MovedAt, step.Withdrawal))],
            mayChange ? await AssessmentWithdrawalApi.ChoiceAsync(assessment, space, state, context, cancel) : null);
    }

    private static IReadOnlyList<AssessmentMoveChoice> ChoicesFrom(AssessmentFacts facts, SpaceStatus space, DateOnly today) =>
    [
        .. AssessmentMoves.After(facts.Status).Concat(AssessmentMoves.IsOpen(facts.Status) ? [facts.Status] : []).Distinct()
            .Select(to => new AssessmentMoveChoice(
                to, AssessmentMoves.LatestReview(to, today), AssessmentMoves.Guard(facts, to), AssessmentRows.SpaceAfter(space, to))),
    ];
}
