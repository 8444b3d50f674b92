using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Api.Spaces;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Assessments;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Assessments;

/// <summary>
/// The weighting of contexts: everybody rates for themselves; the lead closes it, and from then on medians, ranges and reasons without names
/// stand side by side.
/// </summary>
internal static class WeightingApi
{
    public static void MapWeighting(this RouteGroupBuilder assessments)
    {
        assessments.MapPut("/{id:guid}/weighting/mine", Rate).NeedsAgreement(DataItem.Hotspots)
            .Requires(Permission.ContributeToAssessments).Audited(AuditAction.ContextsRated).Checked<OwnRatings>(AssessmentPlanChecks.Check)
            .WithSummary("Give one's own ratings, whole; If-Match names the version of one's own, 0 for the first. Nobody else sees them");
        assessments.MapPost("/{id:guid}/weighting/closing", Close).NeedsAgreement(DataItem.Hotspots)
            .Requires(Permission.ChangeAssessments).Audited(AuditAction.WeightingClosed)
            .WithSummary("Close the weighting, for its lead: medians, ranges and reasons stand side by side from then on; If-Match names the assessment's version");
        assessments.MapPut("/{id:guid}/weighting/change-first", Agree).NeedsAgreement(DataItem.Hotspots)
            .Requires(Permission.ChangeAssessments).Audited(AuditAction.ChangeFirstAgreed).Checked<ChangeFirst>(AssessmentPlanChecks.Check)
            .WithSummary("Write down which context the panel agreed to change first; If-Match names the assessment's version");
    }

    private static async Task<Results<Ok<OwnRatingsView>, ProblemHttpResult>> Rate(
        Guid id, OwnRatings body, HttpContext http, Actor actor, SpacesContext context, AssessmentRows rows, AuditTrail trail, TimeProvider clock,
        CancellationToken cancel)
    {
        trail.Subject(id);
        var (version, noVersion) = Versions.Asked(http);
        if (noVersion is not null) return Problems.Of([noVersion]);
        var (found, refusal) = await rows.ShareAsync(id, cancel);
        if (refusal is not null) return Problems.Of([refusal]);
        if (found!.Assessment.Status < AssessmentStatus.Reflection) return AssessmentMoveApi.Blocked([AssessmentBlocker.PromptsUnanswered], null, http);
        if (found.Assessment.WeightingClosedAt is not null) return Problems.Of(ProblemCodes.WeightingOver);
        var rater = await context.AssessmentRaters.SingleOrDefaultAsync(
            r => r.PartnershipId == actor.PartnershipId && r.AssessmentId == id && r.RaterId == actor.UserId, cancel);
        if ((rater?.Version ?? 0) != version)
        {
            // One's own, saved from another window or device: they are told back to whoever gave them, and to nobody else.
            return rater is null ? Problems.Of([Refusal.Of(ProblemCodes.VersionStale, "If-Match", ("version", 0))])
                : AnswerApi.Late(rater.Version, await OwnAsync(rater, context, cancel));
        }

        var told = await SpaceTexts.RefuseAsync(
            [.. body.Ratings.Select((rating, at) => ($"ratings[{at}].reason", (string?)rating.Reason))], body.LanguageReason, http, actor, context, trail, clock, cancel);
        if (told.Count > 0) return Problems.Of(told);
        if (rater is null) context.AssessmentRaters.Add(rater = new() { PartnershipId = actor.PartnershipId, AssessmentId = id, RaterId = actor.UserId });
        else rater.Version++;
        rater.RatedAt = clock.StoredNow();
        await context.SaveChangesAsync(cancel);
        await context.AssessmentRatings.Where(r => r.PartnershipId == actor.PartnershipId && r.AssessmentId == id && r.RaterId == actor.UserId).ExecuteDeleteAsync(cancel);
        AssessmentRating[] ratings =
        [
            .. body.Ratings.OrderBy(rating => rating.Context).Select(rating => new AssessmentRating
            {
                PartnershipId = actor.PartnershipId,
                AssessmentId = id,
                RaterId = actor.UserId,
                Context = rating.Context,
                Influence = rating.Influence,
                Reason = rating.Reason.Trim(),
                LanguageReason = body.LanguageReason,
            }),
        ];
        context.AssessmentRatings.AddRange(ratings);
        Versions.Show(http, rater.Version);
        return TypedResults.Ok(new OwnRatingsView(rater.Version, [.. ratings.Select(Of)]));
    }

    private static async Task<Results<Ok<AssessmentFile>, ProblemHttpResult>> Close(
        Guid id, HttpContext http, Actor actor, SpacesContext context, AssessmentRows rows, AuditTrail trail, TimeProvider clock, CancellationToken cancel)
    {
        trail.Subject(id);
        var (found, refusal) = await rows.LockAsync(id, http, cancel);
        if (refusal is not null) return Problems.Of([refusal]);
        var assessment = found!.Assessment;
        if (assessment.LeadId != actor.UserId) return Problems.Of(ProblemCodes.OnlyTheLead);
        if (assessment.WeightingClosedAt is not null) return Problems.Of(ProblemCodes.WeightingOver);
        assessment.WeightingClosedAt = clock.StoredNow();
        assessment.Version++;
        return await AssessmentApi.AnswerAsync(found, http, actor, context, rows, cancel);
    }

    private static async Task<Results<Ok<AssessmentFile>, ProblemHttpResult>> Agree(
        Guid id, ChangeFirst body, HttpContext http, Actor actor, SpacesContext context, AssessmentRows rows, AuditTrail trail, TimeProvider clock,
        CancellationToken cancel)
    {
        trail.Subject(id);
        var (found, refusal) = await rows.LockAsync(id, http, cancel);
        if (refusal is not null) return Problems.Of([refusal]);
        if (found!.Assessment.WeightingClosedAt is null) return Problems.Of(ProblemCodes.WeightingNotClosed);
        var told = await SpaceTexts.RefuseAsync([("words", body.Words)], body.LanguageReason, http, actor, context, trail, clock, cancel);
        if (told.Count > 0) return Problems.Of(told);
        trail.Note("context", WireName.Of(body.Context));
        (found.Assessment.ChangeFirst, found.Assessment.ChangeFirstWords) = (body.Context, body.Words.Trim());
        found.Assessment.Version++;
        return await AssessmentApi.AnswerAsync(found, http, actor, context, rows, cancel);
    }

    /// <summary>The weighting as this reader may see it.</summary>
    internal static async Task<WeightingView> ViewAsync(Assessment assessment, Actor actor, SpacesContext context, CancellationToken cancel)
    {
        var raters = await context.AssessmentRaters.AsNoTracking().Where(r => r.PartnershipId == assessment.PartnershipId && r.AssessmentId == assessment.Id).ToListAsync(cancel);
        var closed = assessment.WeightingClosedAt is not null;
        // Before the closing the database itself gives nobody another's.
        var given = await context.AssessmentRatings.AsNoTracking()
            .Where(r => r.PartnershipId == assessment.PartnershipId && r.AssessmentId == assessment.Id && (closed || r.RaterId == actor.UserId)).ToListAsync(cancel);
        var mine = raters.SingleOrDefault(rater => rater.RaterId == actor.UserId) is { } me
            ? new OwnRatingsView(me.Version, [.. given.Where(rating => rating.RaterId == actor.UserId).OrderBy(rating => rating.Context).Select(Of)]) : null;
        IReadOnlyList<ContextWeightView> contexts = closed ?
        [
            .. ContextWeighting.Weigh([.. given.Select(rating => (rating.Context, rating.Influence))]).Select(one => new ContextWeightView(
                one.Context, one.Ratings, one.Median, one.Range, one.Discuss,
                [.. given.Where(rating => rating.Context == one.Context).Select(rating => rating.Reason).OfType<string>().Order(StringComparer.Ordinal)])),
        ] : [];
        return new(
            raters.Count, assessment.WeightingClosedAt, mine, closed && raters.Count < ContextWeighting.FewestRaters, contexts, assessment.ChangeFirst,
            assessment.ChangeFirstWords);
    }

    private static async Task<OwnRatingsView> OwnAsync(AssessmentRater rater, SpacesContext context, CancellationToken cancel) => new(
        rater.Version,
        [.. (await context.AssessmentRatings.AsNoTracking()
            .Where(r => r.PartnershipId == rater.PartnershipId && r.AssessmentId == rater.AssessmentId && r.RaterId == rater.RaterId)
            .ToListAsync(cancel)).OrderBy(rating => rating.Context).Select(Of)]);

    private static ContextRating Of(AssessmentRating rating) => new(rating.Context, rating.Influence, rating.Reason ?? "");
}
