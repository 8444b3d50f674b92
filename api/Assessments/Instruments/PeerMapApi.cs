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

/// <summary>The peer and route map: groups by letters, what they have to do with places, legs of journeys. What it is for is agreed before its first entry.</summary>
internal static class PeerMapApi
{
    public static void MapPeerMaps(this RouteGroupBuilder assessments)
    {
        assessments.MapGet("/{id:guid}/peer-map", Read).NeedsAgreement(DataItem.Hotspots)
            .Requires(Permission.SeePeerMaps).Audited(AuditAction.PeerMapSeen)
            .WithSummary("Groups by letters, their links, and legs of journeys, round by round; what is unverified or out of date says so");
        assessments.MapPut("/{id:guid}/peer-map/{round:int}", Agree).NeedsAgreement(DataItem.Hotspots)
            .Requires(Permission.RecordObservations).Audited(AuditAction.PeerMapAgreed).Checked<PeerMapAgreementContent>(PeerMapChecks.Check)
            .WithSummary("Agree what the map of the open round is for, who uses it and when it is next updated; If-Match 0 for the first");
        assessments.MapPost("/{id:guid}/peer-map/entries/{entryId:guid}", Record).NeedsAgreement(DataItem.Hotspots)
            .Requires(Permission.RecordObservations).Audited(AuditAction.PeerMapEntryRecorded).Checked<NewPeerMapEntry>(PeerMapChecks.Check)
            .WithSummary("Record a group, a link or a leg of a journey, under an id that the client made; a group gets its letter");
        assessments.MapPost("/{id:guid}/peer-map/entries/{entryId:guid}/confirmation", Confirm).NeedsAgreement(DataItem.Hotspots)
            .Requires(Permission.RecordObservations).Audited(AuditAction.PeerMapEntryConfirmed).Checked<PeerMapConfirmation>(PeerMapChecks.Check)
            .WithSummary("Say that an entry is still so, and how that is known: it stands until the next agreed day");
        assessments.MapPost("/{id:guid}/peer-map/entries/{entryId:guid}/withdrawal", Withdraw).NeedsAgreement(DataItem.Hotspots)
            .Requires(Permission.RecordObservations).Audited(AuditAction.PeerMapEntryWithdrawn).Checked<PeerMapWithdrawal>(PeerMapChecks.Check)
            .WithSummary("Say that an entry no longer stands, and why; a group takes its links with it");
    }

    private static async Task<Results<Ok<PeerMapFile>, ProblemHttpResult>> Read(
        Guid id, Actor actor, SpacesContext context, AssessmentRows rows, AuditTrail trail, CancellationToken cancel)
    {
        trail.Subject(id);
        return await rows.ReadAsync(id, cancel) is { } found
            ? TypedResults.Ok(await PeerMaps.FileAsync(found.Assessment, rows.Today, actor, context, cancel)) : Problems.Of(ProblemCodes.NotFound);
    }

    private static async Task<Results<Ok<PeerMapAgreementView>, ProblemHttpResult>> Agree(
        Guid id, int round, PeerMapAgreementContent body, HttpContext http, Actor actor, SpacesContext context, AssessmentRows rows, AuditTrail trail,
        TimeProvider clock, CancellationToken cancel)
    {
        trail.Subject(id);
        var (version, noVersion) = Versions.Asked(http);
        if (noVersion is not null) return Problems.Of([noVersion]);
        var (found, refusal) = await rows.HoldAsync(id, cancel);
        if (refusal is not null) return Problems.Of([refusal]);
        if (!RoundApi.IsOpen(found!.Assessment, round)) return Problems.Of(ProblemCodes.RoundNotOpen, "round");
        var content = AssessmentRows.Digest(body);
        var agreed = await PeerMaps.Agreements(context, found.Assessment).SingleOrDefaultAsync(a => a.Round == round, cancel);
        if ((agreed?.Version ?? 0) != version)
        {
            if (agreed is null) return Problems.Of([Refusal.Of(ProblemCodes.VersionStale, "If-Match", ("version", 0))]);
            var writer = (await MemberNames.NamesAsync(context, [agreed.AgreedBy], cancel))[agreed.AgreedBy];
            // A resend of what came already: its receipt was lost, not the race.
            return agreed.Version == version + 1 && agreed.AgreedBy == actor.UserId && agreed.ContentSha256.AsSpan().SequenceEqual(content)
                ? Shown(agreed, writer, rows.Today, http)
                : AnswerApi.Late(agreed.Version, PeerMaps.Of(agreed, writer, rows.Today));
        }

        var told = await SpaceTexts.RefuseAsync([("purpose", body.Purpose), ("usedBy", body.UsedBy)], body.LanguageReason, http, actor, context, trail, clock, cancel);
        if (told.Count > 0) return Problems.Of(told);
        if (agreed is null) context.PeerMapAgreements.Add(agreed = new() { PartnershipId = actor.PartnershipId, AssessmentId = id, Round = round, ContentSha256 = content });
        else agreed.Version++;
        (agreed.Purpose, agreed.UsedBy, agreed.UpdateOn) = (body.Purpose.Trim(), body.UsedBy.Trim(), body.UpdateOn);
        (agreed.LanguageReason, agreed.ContentSha256) = (body.LanguageReason, content);
        (agreed.Agency, agreed.AgreedBy, agreed.AgreedAt) = (actor.Agency, actor.UserId, clock.StoredNow());
        trail.Note("round", round);
        return Shown(agreed, actor.UserName, rows.Today, http);
    }

    private static async Task<Results<Created<PeerMapEntryKept>, Accepted<PeerMapEntryKept>, ProblemHttpResult>> Record(
        Guid id, Guid entryId, NewPeerMapEntry body, HttpContext http, Actor actor, SpacesContext context, AssessmentRows rows, AuditTrail trail,
        TimeProvider clock, CancellationToken cancel)
    {
        trail.Subjects([id, entryId]);
        // Alone, so that two groups at once do not get one letter.
        var (found, refusal) = await rows.HoldAsync(id, cancel);
        if (refusal is not null) return Problems.Of([refusal]);
        var (assessment, content, address) = (found!.Assessment, AssessmentRows.Digest(body), $"/api/v1/assessments/{id}/peer-map");
        var held = await context.PeerMapEntries.AsNoTracking().SingleOrDefaultAsync(e => e.PartnershipId == actor.PartnershipId && e.Id == entryId, cancel);
        if (held is not null)
        {
            return held.AssessmentId == id && held.RecordedBy == actor.UserId && held.ContentSha256.AsSpan().SequenceEqual(content)
                ? TypedResults.Accepted(address, new PeerMapEntryKept(entryId, held.Letter)) : Problems.Of(ProblemCodes.IdTakenByOtherContent, "entryId");
        }

        var (agreed, notYet) = await AgreedAsync(assessment, body.Round, rows.Today, context, cancel);
        if (notYet is not null) return Problems.Of([notYet]);
        var entries = await PeerMaps.Entries(context, assessment).AsNoTracking().ToListAsync(cancel);
        var told = await SpaceTexts.RefuseAsync(PeerMaps.TextsOf(body), body.LanguageReason, http, actor, context, trail, clock, cancel);
        told = [.. told, .. await PeerMaps.RefuseAsync(body, entries, actor, context, cancel)];
        if (told.Count > 0) return Problems.Of(told);
        var entry = new PeerMapEntry
        {
            PartnershipId = actor.PartnershipId,
            Id = entryId,
            AssessmentId = id,
            Round = body.Round,
            Kind = PeerMaps.KindOf(body),
            Letter = PeerMaps.LetterFor(body, entries),
            Detail = PeerMapEntry.Written(body),
            Source = body.Source,
            Grade = body.Grade,
            KnownOn = body.KnownOn,
            StandsUntil = agreed!.UpdateOn,
            LanguageReason = body.LanguageReason,
            Agency = actor.Agency,
            RecordedBy = actor.UserId,
            RecordedAt = clock.StoredNow(),
            ContentSha256 = content,
        };
        context.PeerMapEntries.Add(entry);
        Note(trail, entry);
        return TypedResults.Created(address, new PeerMapEntryKept(entryId, entry.Letter));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Confirm(
        Guid id, Guid entryId, PeerMapConfirmation body, Actor actor, SpacesContext context, AssessmentRows rows, AuditTrail trail, TimeProvider clock,
        CancellationToken cancel)
    {
        trail.Subjects([id, entryId]);
        var (found, refusal) = await rows.HoldAsync(id, cancel);
        if (refusal is not null) return Problems.Of([refusal]);
        var entry = await PeerMaps.Entries(context, found!.Assessment).SingleOrDefaultAsync(e => e.Id == entryId, cancel);
        if (entry is null) return Problems.Of(ProblemCodes.NotFound, "entryId");
        if (entry.WithdrawnAt is not null) return Problems.Of(ProblemCodes.AlreadyWithdrawn);
        var (agreed, notYet) = await AgreedAsync(found.Assessment, entry.Round, rows.Today, context, cancel);
        if (notYet is not null) return Problems.Of([notYet]);
        if (body.KnownOn < entry.KnownOn)
        {
            return Problems.Of([Refusal.Of(
                ProblemCodes.DayNotInRange, "knownOn", ("from", AssessmentChecks.Day(entry.KnownOn)), ("to", AssessmentChecks.Day(rows.Today)))]);
        }

        (entry.Source, entry.Grade, entry.KnownOn, entry.StandsUntil) = (body.Source, body.Grade, body.KnownOn, agreed!.UpdateOn);
        (entry.ConfirmedBy, entry.ConfirmedAt) = (actor.UserId, clock.StoredNow());
        Note(trail, entry);
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Withdraw(
        Guid id, Guid entryId, PeerMapWithdrawal body, HttpContext http, Actor actor, SpacesContext context, AssessmentRows rows, AuditTrail trail,
        TimeProvider clock, CancellationToken cancel)
    {
        trail.Subjects([id, entryId]);
        var (found, refusal) = await rows.HoldAsync(id, cancel);
        if (refusal is not null) return Problems.Of([refusal]);
        var entries = await PeerMaps.Entries(context, found!.Assessment).ToListAsync(cancel);
        if (entries.SingleOrDefault(e => e.Id == entryId) is not { } entry) return Problems.Of(ProblemCodes.NotFound, "entryId");
        if (entry.WithdrawnAt is not null) return Problems.Of(ProblemCodes.AlreadyWithdrawn);
        var told = await SpaceTexts.RefuseAsync([("reason", body.Reason)], body.LanguageReason, http, actor, context, trail, clock, cancel);
        if (told.Count > 0) return Problems.Of(told);
        var now = clock.StoredNow();
        foreach (var gone in entries.Where(e => e.WithdrawnAt is null && (e.Id == entryId || PeerMaps.IsLinkOf(e, entryId))))
            (gone.WithdrawnAt, gone.WithdrawnBy, gone.WithdrawnReason) = (now, actor.UserId, body.Reason.Trim());
        Note(trail, entry);
        return TypedResults.NoContent();
    }

    // Purpose, users and the next update come first, and are agreed anew when the update is due.
    private static async Task<(PeerMapAgreement? Agreed, Refusal? Refusal)> AgreedAsync(
        Assessment assessment, int round, DateOnly today, SpacesContext context, CancellationToken cancel)
    {
        if (!RoundApi.IsOpen(assessment, round)) return (null, new(ProblemCodes.RoundNotOpen, "round"));
        var agreed = await PeerMaps.Agreements(context, assessment).AsNoTracking().SingleOrDefaultAsync(a => a.Round == round, cancel);
        return agreed is null ? (null, new(ProblemCodes.PeerMapNotAgreed))
            : agreed.UpdateOn < today ? (null, new(ProblemCodes.PeerMapUpdateDue)) : (agreed, null);
    }

    private static void Note(AuditTrail trail, PeerMapEntry entry)
    {
        trail.Note("round", entry.Round);
        trail.Note("kind", WireName.Of(entry.Kind));
    }

    private static Ok<PeerMapAgreementView> Shown(PeerMapAgreement agreed, string writer, DateOnly today, HttpContext http)
    {
        Versions.Show(http, agreed.Version);
        return TypedResults.Ok(PeerMaps.Of(agreed, writer, today));
    }
}
