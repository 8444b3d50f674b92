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
        assessment.ReviewOn, AssessmentMoves.IsOpen(assessment.Status) && assessment.ReviewOn < today, assessment.OpenedAt, assessment.Agency,
        assessment.EndedOn, assessment.FormVersion);

    public static AnswerView Of(AssessmentAnswer answer, PromptKind kind, string editor) => new(
        answer.Prompt, answer.Version, answer.Text, answer.Rating, answer.Source, answer.Grade, answer.Ticked,
        AssessmentForm.IsAnswered(kind, new(answer.Text, answer.Rating, answer.Source, answer.Grade, answer.Ticked)),
        editor, answer.Agency, answer.EditedAt);

    /// <summary>The assessment with everything that a page shows of it.</summary>
    public static async Task<AssessmentFile> FileAsync(Assessed found, Actor actor, SpacesContext context, AssessmentRows rows, CancellationToken cancel)
    {
        var (assessment, space) = found;
        var state = await AssessmentState.ReadAsync(assessment, context, cancel);
        var steps = await context.AssessmentSteps.AsNoTracking().Where(s => s.PartnershipId == assessment.PartnershipId && s.AssessmentId == assessment.Id)
            .OrderByDescending(s => s.Version).ToListAsync(cancel);
        var names = await MemberNames.NamesAsync(
            context, [assessment.LeadId, .. steps.Select(step => step.MovedBy), .. state.Answers.Values.Select(answer => answer.EditedBy)], cancel);
        return new(
            Of(assessment, space, names[assessment.LeadId], rows.Today), AssessmentForms.ViewOf(state.Form),
            [.. from prompt in state.Form.Prompts
                let answer = state.Answers.GetValueOrDefault(prompt.Key)
                where answer is not null
                select Of(answer, prompt.Kind, names[answer.EditedBy])],
            state.Form.NotKnown(state.Given), state.Steps(),
            Permissions.Allow(actor.Role, Permission.ChangeAssessments) ? ChoicesFrom(state.Facts, space.Status, rows.Today) : [],
            [.. steps.Select(step => new AssessmentEvent(
                step.Version, step.FromStatus, step.ToStatus, step.Round, step.Reason, step.ReviewOn, names[step.MovedBy], step.Agency, step.MovedAt))]);
    }

    private static IReadOnlyList<AssessmentMoveChoice> ChoicesFrom(AssessmentFacts facts, SpaceStatus space, DateOnly today) =>
    [
        .. AssessmentMoves.After(facts.Status).Concat(AssessmentMoves.IsOpen(facts.Status) ? [facts.Status] : []).Distinct()
            .Select(to => new AssessmentMoveChoice(
                to, AssessmentMoves.LatestReview(to, today), AssessmentMoves.Guard(facts, to), AssessmentRows.SpaceAfter(space, to))),
    ];
}
