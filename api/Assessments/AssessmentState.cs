using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Assessments;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Assessments;

/// <summary>Everything of an assessment that its guards and its task list ask for.</summary>
/// <param name="Form">The version of the form that it keeps.</param>
/// <param name="Answers">Its answers by prompt.</param>
/// <param name="Facts">What the guards ask for.</param>
internal sealed record AssessmentState(AssessmentForm Form, IReadOnlyDictionary<string, AssessmentAnswer> Answers, AssessmentFacts Facts)
{
    /// <summary>What was answered, by prompt.</summary>
    public IReadOnlyDictionary<string, PromptAnswer> Given { get; } = Answers.ToDictionary(one => one.Key, one => Of(one.Value));

    public static async Task<AssessmentState> ReadAsync(Assessment assessment, SpacesContext context, CancellationToken cancel)
    {
        var form = AssessmentForms.Of(assessment.FormVersion);
        var answers = await context.AssessmentAnswers.AsNoTracking()
            .Where(a => a.PartnershipId == assessment.PartnershipId && a.AssessmentId == assessment.Id).ToDictionaryAsync(a => a.Prompt, cancel);
        var given = answers.ToDictionary(one => one.Key, one => Of(one.Value));
        return new(form, answers, new(
            assessment.Status, assessment.Round, IsWritten(AssessmentForm.BoundaryKey), IsWritten(AssessmentForm.PartnersKey),
            form.Prompts.Where(prompt => prompt.Kind == PromptKind.Tick).All(prompt => given.GetValueOrDefault(prompt.Key)?.Ticked == true),
            form.Unanswered(given).Count, 0, 0, 0, false, false, new Dictionary<int, IReadOnlySet<Instrument>>()));

        bool IsWritten(string key) => !string.IsNullOrWhiteSpace(given.GetValueOrDefault(key)?.Text);
    }

    /// <summary>The task list, in the order of the work.</summary>
    public IReadOnlyList<AssessmentStepView> Steps()
    {
        var reflecting = Facts.Status >= AssessmentStatus.Reflection;
        IReadOnlyList<AssessmentBlocker> before = reflecting ? [] : [AssessmentBlocker.PromptsUnanswered];
        var baseline = Facts.Rounds.GetValueOrDefault(0);
        return
        [
            Side(AssessmentStepKey.Basic, FormSide.Basic), Side(AssessmentStepKey.Scope, FormSide.Scope),
            Side(AssessmentStepKey.YoungPeople, FormSide.YoungPeople), Side(AssessmentStepKey.Guardianship, FormSide.Guardianship),
            Side(AssessmentStepKey.Environment, FormSide.Environment),
            Step(AssessmentStepKey.Views, Facts.YoungVoice, []),
            Step(AssessmentStepKey.Baseline, baseline is { Count: > 0 }, []),
            Step(AssessmentStepKey.Goals, Facts.Goals > 0, before),
            Step(AssessmentStepKey.Responses, Facts.Goals > 0 && Facts.GoalsWithoutResponse == 0, Facts.Goals > 0 ? [] : [AssessmentBlocker.NoGoal]),
            Step(AssessmentStepKey.Conference, Facts.ConferenceHeld, Facts.YoungVoice ? [] : [AssessmentBlocker.NoYoungVoice]),
            Step(AssessmentStepKey.Delivery, Facts.ResponsesDone > 0, Facts.Goals > 0 && Facts.GoalsWithoutResponse == 0 ? [] : [AssessmentBlocker.GoalWithoutResponse]),
            Step(
                AssessmentStepKey.Review, baseline is not null && Facts.Rounds.Any(round => round.Key > 0 && round.Value.Overlaps(baseline)),
                Facts.Status >= AssessmentStatus.Review ? [] : [AssessmentBlocker.NothingDelivered]),
        ];
    }

    private AssessmentStepView Side(AssessmentStepKey key, FormSide side) => Step(
        key, Form.Prompts.Where(prompt => prompt.Side == side).All(prompt => AssessmentForm.IsAnswered(prompt.Kind, Given.GetValueOrDefault(prompt.Key))), []);

    private static AssessmentStepView Step(AssessmentStepKey key, bool done, IReadOnlyList<AssessmentBlocker> blocked) =>
        new(key, done ? StepState.Done : blocked.Count > 0 ? StepState.Blocked : StepState.Open, done ? [] : blocked);

    private static PromptAnswer Of(AssessmentAnswer answer) => new(answer.Text, answer.Rating, answer.Source, answer.Grade, answer.Ticked);
}
