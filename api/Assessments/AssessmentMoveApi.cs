using Microsoft.AspNetCore.Http.HttpResults;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Assessments.Instruments;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Api.Spaces;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Assessments;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Assessments;

/// <summary>How an assessment goes on: with a reason, a person, the day of the next look, and everything that the step asks for.</summary>
internal static class AssessmentMoveApi
{
    public static async Task<Results<Ok<AssessmentFile>, ProblemHttpResult>> Move(
        Guid id, NewAssessmentMove body, HttpContext http, Actor actor, SpacesContext context, AssessmentRows rows, AuditTrail trail, TimeProvider clock,
        CancellationToken cancel)
    {
        trail.Subject(id);
        var (found, refusal) = await rows.LockAsync(id, http, cancel);
        if (refusal is not null) return Problems.Of([refusal]);
        var assessment = found!.Assessment;
        if (!AssessmentMoves.Allows(assessment.Status, body.To)) return Problems.Of(ProblemCodes.AssessmentMoveNotAllowed, "to");
        var state = await AssessmentState.ReadAsync(assessment, context, cancel);
        var blocked = AssessmentMoves.Guard(state.Facts, body.To);
        if (blocked.Count > 0) return Blocked(blocked, "to", http);
        var told = await SpaceTexts.RefuseAsync([("reason", body.Reason)], body.LanguageReason, http, actor, context, trail, clock, cancel);
        if (told.Count > 0) return Problems.Of(told);
        var now = clock.StoredNow();
        trail.Note("from", WireName.Of(assessment.Status));
        trail.Note("to", WireName.Of(body.To));
        var from = assessment.Status;
        assessment.Version++;
        (assessment.Status, assessment.ReviewOn, assessment.Round) = (body.To, body.ReviewOn, AssessmentMoves.RoundAfter(assessment.Round, body.To));
        if (!AssessmentMoves.IsOpen(body.To)) assessment.EndedOn = LocalDays.Of(now);
        // What was asked in a round that is over takes no more answers.
        await Collections.CloseDueAsync(assessment, LocalDays.Of(now), now, context, cancel);
        assessment.Steps.Add(StepOf(assessment, from, body.Reason, body.LanguageReason, actor, now));
        var space = (await SpaceRows.LockAsync(context, actor.PartnershipId, assessment.SpaceId, cancel))!;
        trail.Note("space_moved", AssessmentRows.Take(space, AssessmentMoves.SpaceAfter(body.To), body.Reason, body.LanguageReason, body.ReviewOn, actor, now));
        return await AssessmentApi.AnswerAsync(new(assessment, space), http, actor, context, rows, cancel);
    }

    /// <summary>The step that made the version at which an assessment stands.</summary>
    public static AssessmentStep StepOf(
        Assessment assessment, AssessmentStatus? from, string reason, string? languageReason, Actor actor, DateTimeOffset now) => new()
        {
            PartnershipId = assessment.PartnershipId,
            AssessmentId = assessment.Id,
            Version = assessment.Version,
            FromStatus = from,
            ToStatus = assessment.Status,
            Round = assessment.Round,
            Reason = reason.Trim(),
            LanguageReason = languageReason,
            ReviewOn = assessment.ReviewOn,
            Agency = actor.Agency,
            MovedBy = actor.UserId,
            MovedAt = now,
        };

    /// <summary>One error for each thing that comes first, in the reader's language, and the words themselves for a page.</summary>
    public static ProblemHttpResult Blocked(IReadOnlyList<AssessmentBlocker> blocked, string? field, HttpContext http)
    {
        var tongue = RequestLanguage.Of(http);
        var problem = Problems.Of(
            [.. blocked.Select(one => Refusal.Of(ProblemCodes.AssessmentMoveBlocked, field, ("what", Texts.Get(tongue, $"assessment_blocker.{WireName.Of(one)}"))))]);
        problem.ProblemDetails.Extensions["blocked"] = blocked;
        return problem;
    }
}
