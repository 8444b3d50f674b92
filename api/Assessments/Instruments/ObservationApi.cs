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

namespace SpacesPlaces.Api.Assessments.Instruments;

/// <summary>Observation: visits by day and after dark, written once, and what changed between rounds.</summary>
internal static class ObservationApi
{
    public static void MapObservations(this RouteGroupBuilder assessments)
    {
        assessments.MapGet("/{id:guid}/observations", Read).NeedsAgreement(DataItem.Hotspots)
            .Requires(Permission.SeeAssessments).Audited(AuditAction.ObservationsSeen)
            .WithSummary("Visits by day and after dark, and what changed since before the plan, item by item");
        assessments.MapPost("/{id:guid}/observations/{visitId:guid}", Visit).NeedsAgreement(DataItem.Hotspots)
            .Requires(Permission.RecordObservations).Audited(AuditAction.ObservationRecorded).Checked<NewObservationVisit>(ObservationChecks.Check)
            .WithSummary("Write down a visit of the round that is open, under an id that the client made; nobody changes it afterwards");
        assessments.MapPost("/{id:guid}/observations/{visitId:guid}/withdrawal", Withdraw).NeedsAgreement(DataItem.Hotspots)
            .Requires(Permission.RecordObservations).Audited(AuditAction.ObservationWithdrawn).Checked<VisitWithdrawal>(ObservationChecks.Check)
            .WithSummary("Say that a visit no longer counts, and why: for whoever made it, and the assessment's lead");
    }

    private static async Task<Results<Ok<ObservationFile>, ProblemHttpResult>> Read(
        Guid id, Actor actor, SpacesContext context, AssessmentRows rows, AuditTrail trail, CancellationToken cancel)
    {
        trail.Subject(id);
        return await rows.ReadAsync(id, cancel) is { } found ? TypedResults.Ok(await FileAsync(found.Assessment, actor, context, cancel)) : Problems.Of(ProblemCodes.NotFound);
    }

    /// <summary>Visits and what changed, for a reader who sees the assessment.</summary>
    public static async Task<ObservationFile> FileAsync(Assessment assessment, Actor actor, SpacesContext context, CancellationToken cancel)
    {
        var visits = await context.ObservationVisits.AsNoTracking().Where(v => v.PartnershipId == actor.PartnershipId && v.AssessmentId == assessment.Id)
            .OrderByDescending(v => v.VisitedOn).ThenByDescending(v => v.RecordedAt).ToListAsync(cancel);
        var names = await MemberNames.NamesAsync(context, visits.Select(visit => visit.RecordedBy), cancel);
        return new(ObservationForm.Version, [.. visits.Select(visit => Of(visit, assessment, names[visit.RecordedBy], actor))], Changes(visits));
    }

    private static async Task<Results<Created<ObservationVisitView>, Accepted<ObservationVisitView>, ProblemHttpResult>> Visit(
        Guid id, Guid visitId, NewObservationVisit body, HttpContext http, Actor actor, SpacesContext context, AssessmentRows rows, AuditTrail trail,
        TimeProvider clock, CancellationToken cancel)
    {
        trail.Subjects([id, visitId]);
        var (found, refusal) = await rows.HoldAsync(id, cancel);
        if (refusal is not null) return Problems.Of([refusal]);
        var (assessment, content) = (found!.Assessment, AssessmentRows.Digest(body));
        var held = await context.ObservationVisits.AsNoTracking().SingleOrDefaultAsync(v => v.PartnershipId == actor.PartnershipId && v.Id == visitId, cancel);
        if (held is not null)
        {
            return held.AssessmentId == id && held.RecordedBy == actor.UserId && held.ContentSha256.AsSpan().SequenceEqual(content)
                ? TypedResults.Accepted(AddressOf(id), Of(held, assessment, actor.UserName, actor))
                : Problems.Of(ProblemCodes.IdTakenByOtherContent, "visitId");
        }

        if (found.Space.Shape is null) return Problems.Of(ProblemCodes.SpaceWithoutArea);
        if (!RoundApi.IsOpen(assessment, body.Round)) return Problems.Of(ProblemCodes.RoundNotOpen, "round");
        var told = await SpaceTexts.RefuseAsync([("note", body.Note)], body.LanguageReason, http, actor, context, trail, clock, cancel);
        if (told.Count > 0) return Problems.Of(told);
        var visit = new ObservationVisit
        {
            PartnershipId = actor.PartnershipId,
            Id = visitId,
            AssessmentId = id,
            Round = body.Round,
            Time = body.Time,
            VisitedOn = body.VisitedOn,
            Weather = body.Weather,
            FormVersion = ObservationForm.Version,
            Items = ObservationVisit.Written(body.Items),
            Adults = [.. (body.Counts ?? []).Select(quarter => quarter.Adults)],
            YoungPeople = [.. (body.Counts ?? []).Select(quarter => quarter.YoungPeople)],
            Guardians = [.. body.Guardians ?? []],
            Note = body.Note?.Trim(),
            LanguageReason = body.LanguageReason,
            Agency = actor.Agency,
            RecordedBy = actor.UserId,
            RecordedAt = clock.StoredNow(),
            ContentSha256 = content,
        };
        context.ObservationVisits.Add(visit);
        await KeepUseAsync(visit, assessment, [visit.VisitedOn], actor, clock.StoredNow(), context, cancel);
        trail.Note("round", visit.Round);
        trail.Note("time", WireName.Of(visit.Time));
        return TypedResults.Created(AddressOf(id), Of(visit, assessment, actor.UserName, actor));
    }

    private static async Task<Results<Ok<ObservationVisitView>, ProblemHttpResult>> Withdraw(
        Guid id, Guid visitId, VisitWithdrawal body, HttpContext http, Actor actor, SpacesContext context, AssessmentRows rows, AuditTrail trail,
        TimeProvider clock, CancellationToken cancel)
    {
        trail.Subjects([id, visitId]);
        var (found, refusal) = await rows.HoldAsync(id, cancel);
        if (refusal is not null) return Problems.Of([refusal]);
        var assessment = found!.Assessment;
        var visit = await context.ObservationVisits.SingleOrDefaultAsync(
            v => v.PartnershipId == actor.PartnershipId && v.AssessmentId == id && v.Id == visitId, cancel);
        if (visit is null) return Problems.Of(ProblemCodes.NotFound, "visitId");
        if (!MayWithdraw(visit, assessment, actor)) return Problems.Of(ProblemCodes.NotAllowed);
        if (visit.WithdrawnAt is not null) return Problems.Of(ProblemCodes.AlreadyWithdrawn);
        var told = await SpaceTexts.RefuseAsync([("reason", body.Reason)], body.LanguageReason, http, actor, context, trail, clock, cancel);
        if (told.Count > 0) return Problems.Of(told);
        var now = clock.StoredNow();
        (visit.WithdrawnAt, visit.WithdrawnBy, visit.WithdrawnReason) = (now, actor.UserId, body.Reason.Trim());
        await KeepUseAsync(visit, assessment, [], actor, now, context, cancel);
        var names = await MemberNames.NamesAsync(context, [visit.RecordedBy], cancel);
        return TypedResults.Ok(Of(visit, assessment, names[visit.RecordedBy], actor));
    }

    // Day and dark are two instruments: a review by day does not repeat a visit after dark.
    private static async Task KeepUseAsync(
        ObservationVisit visit, Assessment assessment, DateOnly[] own, Actor actor, DateTimeOffset now, SpacesContext context, CancellationToken cancel)
    {
        var others = await Standing(context, assessment, visit.Round, visit.Time).Where(v => v.Id != visit.Id).Select(v => v.VisitedOn).ToListAsync(cancel);
        await InstrumentUses.KeepAsync(assessment, visit.Round, InstrumentOf(visit.Time), [.. others, .. own], actor, now, context, cancel);
    }

    /// <summary>Visits of a round that count.</summary>
    private static IQueryable<ObservationVisit> Standing(SpacesContext context, Assessment assessment, int round, ObservationTime time) =>
        context.ObservationVisits.AsNoTracking().Where(v =>
            v.PartnershipId == assessment.PartnershipId && v.AssessmentId == assessment.Id && v.Round == round && v.Time == time && v.WithdrawnAt == null);

    /// <summary>True when visits say how often an instrument was used in a round, so that nobody says otherwise by hand.</summary>
    public static async Task<bool> CountsAsync(SpacesContext context, Assessment assessment, int round, Instrument instrument, CancellationToken cancel) =>
        instrument is Instrument.ObservationDay or Instrument.ObservationNight
        && await Standing(context, assessment, round, instrument == Instrument.ObservationDay ? ObservationTime.Day : ObservationTime.Night).AnyAsync(cancel);

    private static Instrument InstrumentOf(ObservationTime time) => time == ObservationTime.Day ? Instrument.ObservationDay : Instrument.ObservationNight;

    private static bool MayWithdraw(ObservationVisit visit, Assessment assessment, Actor actor) =>
        visit.RecordedBy == actor.UserId || assessment.LeadId == actor.UserId;

    private static ObservationComparison[] Changes(List<ObservationVisit> visits)
    {
        var rounds = visits.Where(visit => visit.WithdrawnAt is null).ToLookup(visit => visit.Round, visit => new ObservedVisit(visit.Time, visit.Seen()));
        return [.. from round in rounds where round.Key > 0 orderby round.Key select new ObservationComparison(round.Key, Told(Observation.Compare([.. rounds[0]], [.. round])))];
    }

    private static ObservedChange[] Told(IReadOnlyList<ItemChange> changes) =>
        [.. from item in ObservationForm.Items from change in changes where change.Item == item select new ObservedChange(
            item, change.Time, SpreadOf(change.Before), SpreadOf(change.After), change.Reading, change.ByChance)];

    private static ObservedSpread SpreadOf(ObservedRound round) => new(round.Visits, round.Lowest, round.Median, round.Highest);

    private static string AddressOf(Guid assessment) => $"/api/v1/assessments/{assessment}/observations";

    // How many young people come to a place at a time is for readers of figures, and for whoever counted.
    private static ObservationVisitView Of(ObservationVisit visit, Assessment assessment, string recorder, Actor actor)
    {
        var seen = visit.Seen();
        var figures = Sights.OfSpaces(actor.Role) != SpaceSight.Words || visit.RecordedBy == actor.UserId;
        return new(
            visit.Id, visit.Round, visit.Time, visit.VisitedOn, visit.Weather, [.. ObservationForm.Items.Select(item => new ObservedItem(item, seen.GetValueOrDefault(item)))],
            figures ? [.. visit.Adults.Zip(visit.YoungPeople, (adults, young) => new QuarterHour(adults, young))] : null, visit.Guardians, visit.Note, recorder,
            visit.Agency, visit.RecordedAt, visit.WithdrawnAt is null && assessment.IsOpen && MayWithdraw(visit, assessment, actor)
                && Permissions.Allow(actor.Role, Permission.RecordObservations),
            visit.WithdrawnAt is { } at ? LocalDays.Of(at) : null, visit.WithdrawnReason);
    }
}
