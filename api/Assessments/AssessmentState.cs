using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Assessments;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Assessments;

/// <summary>Everything of an assessment that its guards and its task list ask for.</summary>
/// <param name="Form">The version of the form that it keeps.</param>
/// <param name="Answers">Its answers by prompt.</param>
/// <param name="Voices">What young people said, newest first.</param>
/// <param name="Goals">Its goals, in the order in which they were set, those that were given up last.</param>
/// <param name="Responses">What is done for them, by the day on which it is due.</param>
/// <param name="Conferences">Its conferences, newest first.</param>
/// <param name="Uses">Instruments that were used, by round and in their order.</param>
/// <param name="Facts">What the guards ask for.</param>
internal sealed record AssessmentState(
    AssessmentForm Form, IReadOnlyDictionary<string, AssessmentAnswer> Answers, IReadOnlyList<AssessmentVoice> Voices, IReadOnlyList<AssessmentGoal> Goals,
    IReadOnlyList<AssessmentResponse> Responses, IReadOnlyList<AssessmentConference> Conferences,
    IReadOnlyList<AssessmentUse> Uses, AssessmentFacts Facts)
{
    /// <summary>What was answered, by prompt.</summary>
    public IReadOnlyDictionary<string, PromptAnswer> Given { get; } = Answers.ToDictionary(one => one.Key, one => Of(one.Value));

    public static async Task<AssessmentState> ReadAsync(Assessment assessment, SpacesContext context, CancellationToken cancel)
    {
        var form = await AssessmentForms.ReadAsync(context, assessment.PartnershipId, assessment.FormVersion, cancel);
        var answers = await context.AssessmentAnswers.AsNoTracking()
            .Where(a => a.PartnershipId == assessment.PartnershipId && a.AssessmentId == assessment.Id).ToDictionaryAsync(a => a.Prompt, cancel);
        var given = answers.ToDictionary(one => one.Key, one => Of(one.Value));
        var voices = await context.AssessmentVoices.AsNoTracking().Where(v => v.PartnershipId == assessment.PartnershipId && v.AssessmentId == assessment.Id)
            .OrderByDescending(v => v.HeardOn).ThenByDescending(v => v.RecordedAt).ToListAsync(cancel);
        var goals = await context.AssessmentGoals.AsNoTracking().Where(g => g.PartnershipId == assessment.PartnershipId && g.AssessmentId == assessment.Id)
            .OrderBy(g => g.Dropped).ThenBy(g => g.Id).ToListAsync(cancel);
        var responses = await context.AssessmentResponses.AsNoTracking().Where(r => r.PartnershipId == assessment.PartnershipId && r.AssessmentId == assessment.Id)
            .OrderBy(r => r.DueOn).ThenBy(r => r.Id).ToListAsync(cancel);
        var conferences = await context.AssessmentConferences.AsNoTracking().Where(c => c.PartnershipId == assessment.PartnershipId && c.AssessmentId == assessment.Id)
            .OrderByDescending(c => c.HeldOn).ThenByDescending(c => c.RecordedAt).ToListAsync(cancel);
        var uses = (await context.AssessmentUses.AsNoTracking().Where(u => u.PartnershipId == assessment.PartnershipId && u.AssessmentId == assessment.Id).ToListAsync(cancel))
            .OrderBy(use => use.Round).ThenBy(use => use.Instrument).ToList();
        Guid[] standing = [.. goals.Where(goal => !goal.Dropped).Select(goal => goal.Id)];
        var served = responses.Where(response => response.Status != ResponseStatus.Dropped).Select(response => response.GoalId).ToHashSet();
        return new(form, answers, voices, goals, responses, conferences, uses, new(
            assessment.Status, assessment.Round, IsWritten(AssessmentForm.BoundaryKey), IsWritten(AssessmentForm.PartnersKey),
            form.Prompts.Where(prompt => prompt.Kind == PromptKind.Tick).All(prompt => given.GetValueOrDefault(prompt.Key)?.Ticked == true),
            form.Unanswered(given).Count, standing.Length, standing.Count(goal => !served.Contains(goal)),
            responses.Count(response => response.Status == ResponseStatus.Done), voices.Count > 0, conferences.Count > 0,
            uses.GroupBy(use => use.Round).ToDictionary(round => round.Key, IReadOnlySet<Instrument> (round) => round.Select(use => use.Instrument).ToHashSet())));

        bool IsWritten(string key) => !string.IsNullOrWhiteSpace(given.GetValueOrDefault(key)?.Text);
    }

    /// <summary>The task list, in the order of the work.</summary>
    /// <param name="weighed">True when the weighting is closed.</param>
    public IReadOnlyList<AssessmentStepView> Steps(bool weighed)
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
            Step(AssessmentStepKey.Weighting, weighed, before),
            Step(AssessmentStepKey.Goals, Facts.Goals > 0, before),
            Step(AssessmentStepKey.Responses, Facts.Goals > 0 && Facts.GoalsWithoutResponse == 0, Facts.Goals > 0 ? [] : [AssessmentBlocker.NoGoal]),
            Step(AssessmentStepKey.Conference, Facts.ConferenceHeld, Facts.YoungVoice ? [] : [AssessmentBlocker.NoYoungVoice]),
            Step(AssessmentStepKey.Delivery, Facts.ResponsesDone > 0, Facts.Goals > 0 && Facts.GoalsWithoutResponse == 0 ? [] : [AssessmentBlocker.GoalWithoutResponse]),
            Step(
                AssessmentStepKey.Review, baseline is not null && Facts.Rounds.Any(round => round.Key > 0 && round.Value.Overlaps(baseline)),
                Facts.Status >= AssessmentStatus.Review || Facts.ResponsesDone > 0 ? [] : [AssessmentBlocker.NothingDelivered]),
        ];
    }

    private AssessmentStepView Side(AssessmentStepKey key, FormSide side) => Step(
        key, Form.Prompts.Where(prompt => prompt.Side == side).All(prompt => AssessmentForm.IsAnswered(prompt.Kind, Given.GetValueOrDefault(prompt.Key))), []);

    private static AssessmentStepView Step(AssessmentStepKey key, bool done, IReadOnlyList<AssessmentBlocker> blocked) =>
        new(key, done ? StepState.Done : blocked.Count > 0 ? StepState.Blocked : StepState.Open, done ? [] : blocked);

    private static PromptAnswer Of(AssessmentAnswer answer) => new(answer.Text, answer.Rating, answer.Source, answer.Grade, answer.Ticked);
}
