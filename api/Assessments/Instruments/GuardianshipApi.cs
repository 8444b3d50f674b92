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

namespace SpacesPlaces.Api.Assessments.Instruments;

/// <summary>The guardianship map: who is at a space with a caring intention, and when, by roles and places. Whoever records may correct and withdraw.</summary>
internal static class GuardianshipApi
{
    public static void MapGuardianship(this RouteGroupBuilder assessments)
    {
        assessments.MapGet("/{id:guid}/guardianship", Read).NeedsAgreement(DataItem.Hotspots)
            .Requires(Permission.SeeAssessments).Audited(AuditAction.GuardianshipSeen)
            .WithSummary("Guardians by role and place, when somebody who cares is there and when nobody is, round by round");
        assessments.MapPost("/{id:guid}/guardianship/{guardianId:guid}", Record).NeedsAgreement(DataItem.Hotspots)
            .Requires(Permission.RecordObservations).Audited(AuditAction.GuardianRecorded).Checked<GuardianContent>(GuardianshipChecks.Check)
            .WithSummary("Record a guardian in the round that is open, under an id that the client made: a role at a place, never a person");
        assessments.MapPut("/{id:guid}/guardianship/{guardianId:guid}", Correct).NeedsAgreement(DataItem.Hotspots)
            .Requires(Permission.RecordObservations).Audited(AuditAction.GuardianCorrected).Checked<GuardianContent>(GuardianshipChecks.Check)
            .WithSummary("Correct a guardian while its round is open; If-Match names its version. Who was too late is told the other's");
        assessments.MapPost("/{id:guid}/guardianship/{guardianId:guid}/withdrawal", Withdraw).NeedsAgreement(DataItem.Hotspots)
            .Requires(Permission.RecordObservations).Audited(AuditAction.GuardianWithdrawn).Checked<GuardianWithdrawal>(GuardianshipChecks.Check)
            .WithSummary("Say that a guardian no longer counts, and why");
    }

    private static async Task<Results<Ok<GuardianshipFile>, ProblemHttpResult>> Read(
        Guid id, Actor actor, SpacesContext context, AssessmentRows rows, AuditTrail trail, CancellationToken cancel)
    {
        trail.Subject(id);
        return await rows.ReadAsync(id, cancel) is { } found
            ? TypedResults.Ok(await GuardianshipMap.FileAsync(found.Assessment, actor, context, cancel)) : Problems.Of(ProblemCodes.NotFound);
    }

    private static async Task<Results<Created<GuardianView>, Accepted<GuardianView>, ProblemHttpResult>> Record(
        Guid id, Guid guardianId, GuardianContent body, HttpContext http, Actor actor, SpacesContext context, AssessmentRows rows, AuditTrail trail,
        TimeProvider clock, CancellationToken cancel)
    {
        trail.Subjects([id, guardianId]);
        var (found, refusal) = await rows.HoldAsync(id, cancel);
        if (refusal is not null) return Problems.Of([refusal]);
        var (assessment, content, address) = (found!.Assessment, AssessmentRows.Digest(body), $"/api/v1/assessments/{id}/guardianship");
        var held = await context.Guardians.AsNoTracking().SingleOrDefaultAsync(g => g.PartnershipId == actor.PartnershipId && g.Id == guardianId, cancel);
        if (held is not null)
        {
            return held.AssessmentId == id && held.Version == 1 && held.RecordedBy == actor.UserId && held.ContentSha256.AsSpan().SequenceEqual(content)
                ? TypedResults.Accepted(address, GuardianshipMap.Of(held, assessment, actor.UserName, actor))
                : Problems.Of(ProblemCodes.IdTakenByOtherContent, "guardianId");
        }

        if (!RoundApi.IsOpen(assessment, body.Round)) return Problems.Of(ProblemCodes.RoundNotOpen, "round");
        var told = await RefuseAsync(body, assessment, http, actor, context, trail, clock, cancel);
        if (told.Count > 0) return Problems.Of(told);
        var guardian = new Guardian { PartnershipId = actor.PartnershipId, Id = guardianId, AssessmentId = id, Round = body.Round, RecordedBy = actor.UserId, ContentSha256 = content };
        Fill(guardian, body, content, actor, clock);
        context.Guardians.Add(guardian);
        await KeepUseAsync(guardian, assessment, actor, context, cancel);
        Note(trail, guardian);
        return TypedResults.Created(address, GuardianshipMap.Of(guardian, assessment, actor.UserName, actor));
    }

    private static async Task<Results<Ok<GuardianView>, ProblemHttpResult>> Correct(
        Guid id, Guid guardianId, GuardianContent body, HttpContext http, Actor actor, SpacesContext context, AssessmentRows rows, AuditTrail trail,
        TimeProvider clock, CancellationToken cancel)
    {
        trail.Subjects([id, guardianId]);
        var (version, noVersion) = Versions.Asked(http);
        if (noVersion is not null) return Problems.Of([noVersion]);
        var (found, refusal) = await rows.HoldAsync(id, cancel);
        if (refusal is not null) return Problems.Of([refusal]);
        var (assessment, content) = (found!.Assessment, AssessmentRows.Digest(body));
        var guardian = await FindAsync(id, guardianId, actor, context, cancel);
        if (guardian is null) return Problems.Of(ProblemCodes.NotFound, "guardianId");
        if (guardian.Version != version)
        {
            // A resend of what came already: its receipt was lost, not the race.
            if (guardian.Version == version + 1 && guardian.EditedBy == actor.UserId && guardian.ContentSha256.AsSpan().SequenceEqual(content))
                return Shown(guardian, assessment, actor.UserName, http, actor);
            var editor = (await MemberNames.NamesAsync(context, [guardian.EditedBy], cancel))[guardian.EditedBy];
            return AnswerApi.Late(guardian.Version, GuardianshipMap.Of(guardian, assessment, editor, actor));
        }

        if (guardian.WithdrawnAt is not null) return Problems.Of(ProblemCodes.AlreadyWithdrawn);
        if (body.Round != guardian.Round || !RoundApi.IsOpen(assessment, guardian.Round)) return Problems.Of(ProblemCodes.RoundNotOpen, "round");
        var told = await RefuseAsync(body, assessment, http, actor, context, trail, clock, cancel);
        if (told.Count > 0) return Problems.Of(told);
        Fill(guardian, body, content, actor, clock);
        guardian.Version++;
        await KeepUseAsync(guardian, assessment, actor, context, cancel);
        Note(trail, guardian);
        return Shown(guardian, assessment, actor.UserName, http, actor);
    }

    private static async Task<Results<Ok<GuardianView>, ProblemHttpResult>> Withdraw(
        Guid id, Guid guardianId, GuardianWithdrawal body, HttpContext http, Actor actor, SpacesContext context, AssessmentRows rows, AuditTrail trail,
        TimeProvider clock, CancellationToken cancel)
    {
        trail.Subjects([id, guardianId]);
        var (found, refusal) = await rows.HoldAsync(id, cancel);
        if (refusal is not null) return Problems.Of([refusal]);
        var guardian = await FindAsync(id, guardianId, actor, context, cancel);
        if (guardian is null) return Problems.Of(ProblemCodes.NotFound, "guardianId");
        if (guardian.WithdrawnAt is not null) return Problems.Of(ProblemCodes.AlreadyWithdrawn);
        var told = await SpaceTexts.RefuseAsync([("reason", body.Reason)], body.LanguageReason, http, actor, context, trail, clock, cancel);
        if (told.Count > 0) return Problems.Of(told);
        (guardian.WithdrawnAt, guardian.WithdrawnBy, guardian.WithdrawnReason) = (clock.StoredNow(), actor.UserId, body.Reason.Trim());
        guardian.Version++;
        await KeepUseAsync(guardian, found!.Assessment, actor, context, cancel);
        Note(trail, guardian);
        var names = await MemberNames.NamesAsync(context, [guardian.EditedBy], cancel);
        return Shown(guardian, found.Assessment, names[guardian.EditedBy], http, actor);
    }

    private static Task<Guardian?> FindAsync(Guid id, Guid guardianId, Actor actor, SpacesContext context, CancellationToken cancel) =>
        context.Guardians.SingleOrDefaultAsync(g => g.PartnershipId == actor.PartnershipId && g.AssessmentId == id && g.Id == guardianId, cancel);

    // What the checks of the body cannot know: words that name somebody, the squares of this space, and when the round began.
    private static async Task<IReadOnlyList<Refusal>> RefuseAsync(
        GuardianContent body, Assessment assessment, HttpContext http, Actor actor, SpacesContext context, AuditTrail trail, TimeProvider clock, CancellationToken cancel)
    {
        List<Refusal> told = [.. await SpaceTexts.RefuseAsync([("place", body.Place), ("note", body.Note)], body.LanguageReason, http, actor, context, trail, clock, cancel)];
        if (body.Square is { } square && !(await GuardianshipMap.SquaresAsync(assessment, context, cancel)).Contains(square))
            told.Add(new(ProblemCodes.FieldNotAllowedHere, "square"));
        if (body is { Training: GuardianTraining.Trained, TrainedIn: { } month })
        {
            var began = await GuardianshipMap.BeganAsync(assessment, body.Round, context, cancel);
            if (month < new DateOnly(began.Year, began.Month, 1)) told.Add(new(ProblemCodes.TrainedBeforeRound, "trainedIn"));
        }

        return told;
    }

    private static void Fill(Guardian guardian, GuardianContent body, byte[] content, Actor actor, TimeProvider clock)
    {
        (guardian.Role, guardian.Place, guardian.Square) = (body.Role, body.Place.Trim(), body.Square);
        guardian.Times = [.. (body.Times ?? []).Order()];
        (guardian.CaringIntention, guardian.Confidence) = (body.CaringIntention, body.Confidence);
        (guardian.KnowsWhoToTell, guardian.Relations) = (body.KnowsWhoToTell, body.Relations);
        (guardian.Training, guardian.TrainedIn, guardian.ReachedThrough) = (body.Training, body.TrainedIn, body.ReachedThrough);
        (guardian.Source, guardian.Grade, guardian.KnownOn) = (body.Source, body.Grade, body.KnownOn);
        (guardian.Note, guardian.LanguageReason, guardian.ContentSha256) = (body.Note?.Trim(), body.LanguageReason, content);
        (guardian.Agency, guardian.EditedBy, guardian.EditedAt) = (actor.Agency, actor.UserId, clock.StoredNow());
    }

    private static async Task KeepUseAsync(Guardian guardian, Assessment assessment, Actor actor, SpacesContext context, CancellationToken cancel)
    {
        var others = await GuardianshipMap.Standing(context, assessment, guardian.Round).Where(g => g.Id != guardian.Id).Select(g => g.KnownOn).ToListAsync(cancel);
        DateOnly[] own = guardian.WithdrawnAt is null ? [guardian.KnownOn] : [];
        await InstrumentUses.KeepAsync(
            assessment, guardian.Round, Instrument.GuardianshipMap, [.. others, .. own], actor, guardian.WithdrawnAt ?? guardian.EditedAt, context, cancel);
    }

    private static void Note(AuditTrail trail, Guardian guardian)
    {
        trail.Note("round", guardian.Round);
        trail.Note("role", WireName.Of(guardian.Role));
    }

    private static Ok<GuardianView> Shown(Guardian guardian, Assessment assessment, string editor, HttpContext http, Actor actor)
    {
        Versions.Show(http, guardian.Version);
        return TypedResults.Ok(GuardianshipMap.Of(guardian, assessment, editor, actor));
    }
}
