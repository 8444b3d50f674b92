using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Api.Spaces;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Assessments;

/// <summary>What young people say, and the conferences that hear it. Both are written once.</summary>
internal static class VoiceApi
{
    public static void MapVoices(this RouteGroupBuilder assessments)
    {
        assessments.MapPost("/{id:guid}/views/{viewId:guid}", Hear).NeedsAgreement(DataItem.Hotspots)
            .Requires(Permission.ContributeToAssessments).Audited(AuditAction.YoungViewRecorded).Checked<NewYoungView>(AssessmentPlanChecks.Check)
            .WithSummary("Write down what young people said, or why nobody has been heard yet, under an id that the client made");
        assessments.MapPost("/{id:guid}/conferences/{conferenceId:guid}", Confer).NeedsAgreement(DataItem.Hotspots)
            .Requires(Permission.ChangeAssessments).Audited(AuditAction.ConferenceRecorded).Checked<NewConference>(AssessmentPlanChecks.Check)
            .WithSummary("Write down a context conference; young people's views come first, or it is refused");
    }

    private static async Task<Results<Created<YoungViewView>, Accepted<YoungViewView>, ProblemHttpResult>> Hear(
        Guid id, Guid viewId, NewYoungView body, HttpContext http, Actor actor, SpacesContext context, AssessmentRows rows, AuditTrail trail,
        TimeProvider clock, CancellationToken cancel)
    {
        trail.Subject(id);
        var (found, refusal) = await rows.ShareAsync(id, cancel);
        if (refusal is not null) return Problems.Of([refusal]);
        var content = AssessmentRows.Digest(body);
        var held = await context.AssessmentVoices.AsNoTracking().SingleOrDefaultAsync(v => v.PartnershipId == actor.PartnershipId && v.Id == viewId, cancel);
        if (held is not null)
        {
            return held.AssessmentId == id && held.RecordedBy == actor.UserId && held.ContentSha256.AsSpan().SequenceEqual(content)
                ? TypedResults.Accepted($"/api/v1/assessments/{id}", AssessmentViews.Of(held, actor.UserName))
                : Problems.Of(ProblemCodes.IdTakenByOtherContent, "viewId");
        }

        var told = await SpaceTexts.RefuseAsync([("text", body.Text)], body.LanguageReason, http, actor, context, trail, clock, cancel);
        if (told.Count > 0) return Problems.Of(told);
        var voice = new AssessmentVoice
        {
            PartnershipId = actor.PartnershipId,
            Id = viewId,
            AssessmentId = id,
            HeardBy = body.HeardBy,
            Text = body.Text.Trim(),
            LanguageReason = body.LanguageReason,
            HeardOn = body.HeardOn,
            Round = found!.Assessment.Round,
            Agency = actor.Agency,
            RecordedBy = actor.UserId,
            RecordedAt = clock.StoredNow(),
            ContentSha256 = content,
        };
        context.AssessmentVoices.Add(voice);
        trail.Note("heard_by", WireName.Of(body.HeardBy));
        return TypedResults.Created($"/api/v1/assessments/{id}", AssessmentViews.Of(voice, actor.UserName));
    }

    private static async Task<Results<Created<ConferenceView>, Accepted<ConferenceView>, ProblemHttpResult>> Confer(
        Guid id, Guid conferenceId, NewConference body, HttpContext http, Actor actor, SpacesContext context, AssessmentRows rows, AuditTrail trail,
        TimeProvider clock, CancellationToken cancel)
    {
        trail.Subject(id);
        var (_, refusal) = await rows.ShareAsync(id, cancel);
        if (refusal is not null) return Problems.Of([refusal]);
        var content = AssessmentRows.Digest(body);
        var held = await context.AssessmentConferences.AsNoTracking().SingleOrDefaultAsync(c => c.PartnershipId == actor.PartnershipId && c.Id == conferenceId, cancel);
        if (held is not null)
        {
            return held.AssessmentId == id && held.RecordedBy == actor.UserId && held.ContentSha256.AsSpan().SequenceEqual(content)
                ? TypedResults.Accepted($"/api/v1/assessments/{id}", AssessmentViews.Of(held, actor.UserName))
                : Problems.Of(ProblemCodes.IdTakenByOtherContent, "conferenceId");
        }

        if (!await context.AssessmentVoices.AnyAsync(v => v.PartnershipId == actor.PartnershipId && v.AssessmentId == id, cancel))
            return AssessmentMoveApi.Blocked([AssessmentBlocker.NoYoungVoice], null, http);
        var told = await SpaceTexts.RefuseAsync([("decisions", body.Decisions)], body.LanguageReason, http, actor, context, trail, clock, cancel);
        if (told.Count > 0) return Problems.Of(told);
        var conference = new AssessmentConference
        {
            PartnershipId = actor.PartnershipId,
            Id = conferenceId,
            AssessmentId = id,
            Kind = body.Kind,
            HeldOn = body.HeldOn,
            Agencies = [.. body.Agencies],
            Decisions = body.Decisions.Trim(),
            LanguageReason = body.LanguageReason,
            RecordedBy = actor.UserId,
            RecordedAt = clock.StoredNow(),
            ContentSha256 = content,
        };
        context.AssessmentConferences.Add(conference);
        return TypedResults.Created($"/api/v1/assessments/{id}", AssessmentViews.Of(conference, actor.UserName));
    }
}
