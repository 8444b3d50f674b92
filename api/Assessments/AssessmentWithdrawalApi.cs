using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Api.Spaces;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Assessments;

/// <summary>How an assessment that was begun by mistake ends: it stays to be found, with the reason, and the space goes back to where it stood.</summary>
internal static class AssessmentWithdrawalApi
{
    public static async Task<Results<Ok<AssessmentFile>, ProblemHttpResult>> Withdraw(
        Guid id, AssessmentWithdrawal body, HttpContext http, Actor actor, SpacesContext context, AssessmentRows rows, AuditTrail trail, TimeProvider clock,
        CancellationToken cancel)
    {
        trail.Subject(id);
        var (found, refusal) = await rows.LockAsync(id, http, cancel);
        if (refusal is not null) return Problems.Of([refusal]);
        var assessment = found!.Assessment;
        var state = await AssessmentState.ReadAsync(assessment, context, cancel);
        var holds = await HoldsAsync(assessment, state, context, cancel);
        if (holds.Count > 0) return Held(holds, http);
        var told = await SpaceTexts.RefuseAsync([("reason", body.Reason)], body.LanguageReason, http, actor, context, trail, clock, cancel);
        if (told.Count > 0) return Problems.Of(told);
        var now = clock.StoredNow();
        trail.Note("from", WireName.Of(assessment.Status));
        assessment.Version++;
        (assessment.Withdrawn, assessment.EndedOn) = (true, LocalDays.Of(now));
        var step = AssessmentMoveApi.StepOf(assessment, assessment.Status, body.Reason, body.LanguageReason, actor, now);
        step.Withdrawal = true;
        assessment.Steps.Add(step);
        var space = (await SpaceRows.LockAsync(context, actor.PartnershipId, assessment.SpaceId, cancel))!;
        var back = await BackAsync(assessment, space, context, cancel);
        SpaceRows.Move(space, back ?? space.Status, body.Reason, body.LanguageReason, space.ReviewOn, actor.Identity, now).AssessmentWithdrawn = true;
        trail.Note("space_moved", back is not null);
        return await AssessmentApi.AnswerAsync(new(assessment, space), http, actor, context, rows, cancel);
    }

    /// <summary>Whether an assessment that is open can be withdrawn, and where its space goes then.</summary>
    public static async Task<AssessmentWithdrawalChoice> ChoiceAsync(
        Assessment assessment, Space space, AssessmentState state, SpacesContext context, CancellationToken cancel) =>
        new(await HoldsAsync(assessment, state, context, cancel), await BackAsync(assessment, space, context, cancel));

    // What is known at the beginning and the scope may be there: whoever begins by mistake writes them before it shows.
    private static async Task<IReadOnlyList<AssessmentHolding>> HoldsAsync(
        Assessment assessment, AssessmentState state, SpacesContext context, CancellationToken cancel)
    {
        var (partnership, id) = (assessment.PartnershipId, assessment.Id);
        var sides = state.Form.Prompts.Where(prompt => prompt.Side is not (FormSide.Basic or FormSide.Scope)).Select(prompt => prompt.Key).ToHashSet();
        (AssessmentHolding Holding, bool There)[] held =
        [
            (AssessmentHolding.Answers, assessment.Status >= AssessmentStatus.Reflection
                || state.Answers.Values.Any(answer => sides.Contains(answer.Prompt) && answer is not { Text: null, Rating: null, Source: null, Grade: null })),
            (AssessmentHolding.Views, state.Voices.Count > 0),
            (AssessmentHolding.Ratings, assessment.WeightingClosedAt is not null
                || await context.AssessmentRaters.AnyAsync(r => r.PartnershipId == partnership && r.AssessmentId == id, cancel)),
            (AssessmentHolding.Goals, state.Goals.Count > 0),
            (AssessmentHolding.Conference, state.Conferences.Count > 0),
            (AssessmentHolding.HandedOut, await context.Collections.AnyAsync(c => c.PartnershipId == partnership && c.AssessmentId == id, cancel)),
            (AssessmentHolding.Rounds, state.Uses.Count > 0
                || await context.ObservationVisits.AnyAsync(v => v.PartnershipId == partnership && v.AssessmentId == id, cancel)
                || await context.Guardians.AnyAsync(g => g.PartnershipId == partnership && g.AssessmentId == id, cancel)
                || await context.PeerMapAgreements.AnyAsync(a => a.PartnershipId == partnership && a.AssessmentId == id, cancel)),
            (AssessmentHolding.Comparison, await context.Comparisons.AnyAsync(c => c.PartnershipId == partnership && c.AssessmentId == id, cancel)),
        ];
        return [.. held.Where(one => one.There).Select(one => one.Holding)];
    }

    // Beginning moved the space under assessment; where it was there before, or somebody moved it since, it stays.
    private static async Task<SpaceStatus?> BackAsync(Assessment assessment, Space space, SpacesContext context, CancellationToken cancel)
    {
        if (space.Status != SpaceStatus.UnderAssessment) return null;
        var since = await context.SpaceMoves.AsNoTracking()
            .Where(m => m.PartnershipId == assessment.PartnershipId && m.SpaceId == assessment.SpaceId && m.MovedAt >= assessment.OpenedAt)
            .OrderBy(m => m.Version).Select(m => new { m.FromStatus, m.ToStatus }).ToListAsync(cancel);
        return since.Count > 0 && since.All(move => move.ToStatus == SpaceStatus.UnderAssessment) && since[0].FromStatus != SpaceStatus.UnderAssessment ? since[0].FromStatus : null;
    }

    private static ProblemHttpResult Held(IReadOnlyList<AssessmentHolding> holds, HttpContext http)
    {
        var tongue = RequestLanguage.Of(http);
        var problem = Problems.Of(
            [.. holds.Select(one => Refusal.Of(ProblemCodes.AssessmentHoldsWork, null, ("what", Texts.Get(tongue, $"assessment_holding.{WireName.Of(one)}"))))]);
        problem.ProblemDetails.Extensions["holds"] = holds;
        return problem;
    }
}
