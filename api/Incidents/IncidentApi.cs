using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Api.Language;
using SpacesPlaces.Api.Photos;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Incidents;

/// <summary>Incidents: recorded, found, read, corrected, withdrawn; never deleted here.</summary>
public static class IncidentApi
{
    public static IEndpointRouteBuilder MapIncidents(this IEndpointRouteBuilder api)
    {
        var incidents = api.MapGroup("/incidents").WithTags("Incidents");
        incidents.MapPost("/{id:guid}", Record)
            .Requires(Permission.RecordIncidents).Audited(AuditAction.IncidentRecorded).Checked<NewIncident>(IncidentChecks.Check).GivesReceipt()
            .WithSummary("Record an incident under an id that the client made; a resend of the same content is answered, not stored again");
        incidents.MapPost("/preview", IncidentPreviews.Preview)
            .Requires(Permission.RecordIncidents).Audited(AuditAction.IncidentPreviewed).Checked<NewIncident>(IncidentChecks.Check)
            .WithSummary("What each group of readers will see of an incident, and what in its text may identify somebody; nothing is stored");
        incidents.MapGet("/", IncidentSearch.Find)
            .Requires(Permission.SeeIncidents).Audited(AuditAction.IncidentsListed)
            .WithSummary("Find incidents by space, time, type, agency, status and kind, newest first, a page at a time");
        incidents.MapPost("/search", IncidentSearch.Search)
            .Requires(Permission.SeeIncidents).Audited(AuditAction.IncidentsListed)
            .WithSummary("The same search with its filter in the body, where no log of addresses keeps it; boxes as fine as wished");
        incidents.MapGet("/{id:guid}", Read)
            .Requires(Permission.SeeIncidents).Audited(AuditAction.IncidentSeen)
            .WithSummary("Read one incident, as exactly as the reader may see it");
        incidents.MapPut("/{id:guid}", Correct)
            .Requires(Permission.CorrectIncidents).Audited(AuditAction.IncidentCorrected).Checked<NewIncident>(IncidentChecks.Check).GivesReceipt()
            .WithSummary("Correct an incident; If-Match names the version that was read; the earlier content is kept");
        incidents.MapPost("/{id:guid}/withdrawal", Withdraw)
            .Requires(Permission.WithdrawIncidents).Audited(AuditAction.IncidentWithdrawn).Checked<Withdrawal>(IncidentChecks.Check).GivesReceipt()
            .WithSummary("Take an incident out of use, with the reason; If-Match names the version that was read");
        return api;
    }

    private static async Task<Results<Created<Receipt>, Accepted<Receipt>, ProblemHttpResult>> Record(
        Guid id, NewIncident body, HttpContext http, Actor actor, SpacesContext context, IGridTransform grid, AuditTrail trail,
        TimeProvider clock, CancellationToken cancel)
    {
        trail.Subject(id);
        var incident = NewRecord(id, body, actor.Identity, grid, clock.StoredNow());

        // The unique key decides, not a look beforehand: of many senders of one id exactly one inserts, the others wait for it
        // here and then see its row.
        if (!await IncidentRows.TryInsertAsync(context, incident, cancel))
        {
            var held = await context.Incidents.AsNoTracking().SingleOrDefaultAsync(i => i.PartnershipId == actor.PartnershipId && i.Id == id, cancel);
            return held is not null && held.RecordedBy == actor.UserId && held.FirstContentSha256.AsSpan().SequenceEqual(incident.FirstContentSha256)
                ? TypedResults.Accepted($"/api/v1/incidents/{id}", ReceiptOf(held, http))
                : Problems.Of(ProblemCodes.IdTakenByOtherContent, "id");
        }

        // Sent again after it was erased: a phone that missed its receipt must not bring the record back.
        if (await context.Erasures.AnyAsync(e => e.PartnershipId == actor.PartnershipId && e.SubjectId == id && e.Kind == ErasureKind.Erased, cancel))
            return Problems.Of(ProblemCodes.RecordErased, "id");
        var words = await WordsAsync(body, http, actor, context, trail, cancel);
        if (words.Count > 0) return Problems.Of(words);
        var refusal = await IncidentRows.LinkChildrenAsync(context, incident, body.Children ?? [], cancel)
            ?? await PhotoRows.AnnounceAsync(context, actor, new(Incident: id), body.Photos, [], clock.GetUtcNow(), cancel);
        if (refusal is not null) return Problems.Of([refusal]);
        return TypedResults.Created($"/api/v1/incidents/{id}", ReceiptOf(incident, http));
    }

    private static async Task<Results<Ok<IncidentView>, ProblemHttpResult>> Read(
        Guid id, HttpContext http, Actor actor, SpacesContext context, IGridTransform grid, AuditTrail trail, CancellationToken cancel)
    {
        trail.Subject(id);
        var incident = await context.Incidents.AsNoTracking().VisibleTo(actor)
            .Include(i => i.Children).ThenInclude(c => c.Child).Include(i => i.Photos).AsSplitQuery()
            .SingleOrDefaultAsync(i => i.Id == id, cancel);
        if (incident is null) return Problems.Of(ProblemCodes.NotFound);
        Versions.Show(http, incident.Version);
        return TypedResults.Ok(IncidentViews.Of(incident, actor, grid, await OpeningsAsync(incident, actor, context, cancel)));
    }

    // Its recorder and their lead see on the record who opened it; to others that would tell that it is looked at.
    private static async Task<IReadOnlyList<GlassOpening>> OpeningsAsync(Incident incident, Actor actor, SpacesContext context, CancellationToken cancel)
    {
        if (!Sights.MayRestrict(actor, incident.RecordedBy, incident.RecordedByAgency)) return [];
        return await (
            from glass in context.BrokenGlass.AsNoTracking()
            join membership in context.Memberships
                on new { glass.PartnershipId, glass.AccountId } equals new { membership.PartnershipId, membership.AccountId }
            join account in context.Users on glass.AccountId equals account.Id
            where glass.PartnershipId == incident.PartnershipId && glass.IncidentId == incident.Id
            orderby glass.OpenedAt descending
            select new GlassOpening(account.UserName!, membership.Role, glass.Reason, glass.OpenedAt, glass.EndsAt)).ToListAsync(cancel);
    }

    private static async Task<Results<Ok<Receipt>, ProblemHttpResult>> Correct(
        Guid id, NewIncident body, HttpContext http, Actor actor, SpacesContext context, IGridTransform grid, AuditTrail trail,
        TimeProvider clock, CancellationToken cancel)
    {
        trail.Subject(id);
        var (incident, refusal) = await ToChangeAsync(id, body, http, actor, context, cancel);
        if (incident is null)
            return await SentBeforeAsync(id, body, refusal!, http, actor, context, cancel) is { } held
                ? TypedResults.Ok(ReceiptOf(held, http))
                : Problems.Of([refusal!]);
        var words = await WordsAsync(body, http, actor, context, trail, cancel);
        if (words.Count > 0) return Problems.Of(words);
        Keep(incident, actor, context, clock);
        Fill(incident, body, incident.RecordedByAgency, grid);
        incident.Version++;
        incident.ContentSha256 = Digest(body, incident.RecordedByAgency);
        context.IncidentChildren.RemoveRange(incident.Children);
        incident.Children.Clear();
        await context.SaveChangesAsync(cancel);
        refusal = await IncidentRows.LinkChildrenAsync(context, incident, body.Children ?? [], cancel)
            ?? await PhotoRows.AnnounceAsync(context, actor, new(Incident: id), body.Photos, incident.Photos, clock.GetUtcNow(), cancel);
        if (refusal is not null) return Problems.Of([refusal]);
        Versions.Show(http, incident.Version);
        return TypedResults.Ok(ReceiptOf(incident, http));
    }

    // Both are said at once, so that nobody corrects one only to meet the other.
    private static async Task<IReadOnlyList<Refusal>> WordsAsync(
        NewIncident body, HttpContext http, Actor actor, SpacesContext context, AuditTrail trail, CancellationToken cancel) =>
        [
            .. await IdentifyingChecks.RefuseAsync(body, http, actor.PartnershipId, context, cancel),
            .. LanguageChecks.Refuse(
                [.. body.Narrative is { } text ? [("narrative", text)] : Array.Empty<(string, string)>(), .. PhotoChecks.TextsOf(body.Photos)], body.LanguageReason, trail),
        ];

    private static async Task<Results<Ok<Receipt>, ProblemHttpResult>> Withdraw(
        Guid id, Withdrawal body, HttpContext http, Actor actor, SpacesContext context, AuditTrail trail, TimeProvider clock,
        CancellationToken cancel)
    {
        trail.Subject(id);
        var (incident, refusal) = await ToChangeAsync(id, null, http, actor, context, cancel);
        if (incident is null) return Problems.Of([refusal!]);
        Keep(incident, actor, context, clock);
        incident.Status = IncidentStatus.Withdrawn;
        incident.WithdrawnReason = body.Reason.Trim();
        incident.Version++;
        Versions.Show(http, incident.Version);
        return TypedResults.Ok(ReceiptOf(incident, http));
    }

    // A correction that was stored while its receipt was lost on the way comes again on the version before: it is answered, not refused.
    private static async Task<Incident?> SentBeforeAsync(
        Guid id, NewIncident body, Refusal refusal, HttpContext http, Actor actor, SpacesContext context, CancellationToken cancel)
    {
        // Without a number that could be read nothing says which version it was made on, nor that there is a record.
        if (refusal.Code != ProblemCodes.VersionStale || Versions.Asked(http) is not { Refusal: null, Version: var before }) return null;
        var held = await context.Incidents.AsNoTracking().SingleAsync(i => i.PartnershipId == actor.PartnershipId && i.Id == id, cancel);
        return held.Version == before + 1 && held.ContentSha256.AsSpan().SequenceEqual(Digest(body, held.RecordedByAgency)) ? held : null;
    }

    private static async Task<(Incident?, Refusal?)> ToChangeAsync(
        Guid id, NewIncident? body, HttpContext http, Actor actor, SpacesContext context, CancellationToken cancel)
    {
        var (version, refusal) = Versions.Asked(http);
        if (refusal is not null) return (null, refusal);
        // Locked, so that of two edits made on one version exactly one is taken.
        var incident = await context.Incidents
            .FromSql($"select * from incident where partnership_id = {actor.PartnershipId} and id = {id} for update")
            .Include(i => i.Children).ThenInclude(c => c.Child).Include(i => i.Photos)
            .SingleOrDefaultAsync(cancel);
        if (incident is null || !Sights.MayChange(actor, incident.RecordedBy, incident.RecordedByAgency))
            return (null, new(ProblemCodes.NotFound));
        if (incident.Version != version) return (null, Refusal.Of(ProblemCodes.VersionStale, "If-Match", ("version", incident.Version)));
        if (body is not null && body.Sensitivity != incident.Sensitivity && !Sights.MayRestrict(actor, incident.RecordedBy, incident.RecordedByAgency))
            return (null, new(ProblemCodes.FieldNotAllowedHere, "sensitivity"));
        if (incident.Status == IncidentStatus.Withdrawn) return (null, new(ProblemCodes.AlreadyWithdrawn));
        return (incident, null);
    }

    private static void Keep(Incident incident, Actor actor, SpacesContext context, TimeProvider clock) =>
        context.IncidentRevisions.Add(new()
        {
            PartnershipId = incident.PartnershipId,
            IncidentId = incident.Id,
            Version = incident.Version,
            Content = JsonSerializer.Serialize(IncidentViews.AsRecorded(incident), WireJson.Options),
            ReplacedBy = actor.UserId,
            ReplacedAt = clock.GetUtcNow(),
        });

    /// <summary>The first version of a record whose content has passed its checks; its children are linked apart.</summary>
    internal static Incident NewRecord(Guid id, NewIncident body, ActorIdentity who, IGridTransform grid, DateTimeOffset recordedAt)
    {
        var content = Digest(body, who.Agency);
        var incident = new Incident
        {
            PartnershipId = who.PartnershipId,
            Id = id,
            Version = 1,
            HarmTypes = [],
            FirstContentSha256 = content,
            ContentSha256 = content,
            RecordedBy = who.UserId,
            RecordedByAgency = who.Agency,
            RecordedAt = recordedAt,
            Controller = who.Agency,
            Regime = who.Agency == Agency.Police ? LegalRegime.LawEnforcement : LegalRegime.UkGdpr,
            ReviewOn = DateOnly.FromDateTime(recordedAt.UtcDateTime).AddMonths(Incident.MonthsToReview),
        };
        Fill(incident, body, who.Agency, grid);
        return incident;
    }

    private static void Fill(Incident incident, NewIncident body, Agency recorderAgency, IGridTransform grid)
    {
        incident.Kind = body.Kind;
        incident.Point = body.Location is null ? null : Where.ToPoint(body.Location, grid);
        incident.AccuracyMetres = body.Location?.AccuracyMetres;
        incident.PlacedBy = body.Location?.PlacedBy;
        incident.PlaceId = body.PlaceId;
        incident.OccurredFrom = body.OccurredFrom.ToUniversalTime();
        incident.OccurredTo = body.OccurredTo.ToUniversalTime();
        incident.TimeConfidence = body.TimeConfidence;
        incident.HarmTypes = [.. body.HarmTypes];
        incident.ContextLevel = body.ContextLevel;
        incident.SourceKind = body.SourceKind;
        incident.InfoGrade = body.InfoGrade;
        incident.SourceAgency = body.SourceAgency ?? recorderAgency;
        incident.ChildrenUnknownCount = body.ChildrenUnknownCount;
        incident.CrossBoundary = body.CrossBoundary;
        incident.Narrative = body.Narrative;
        incident.NarrativeLanguage = body.NarrativeLanguage;
        incident.Sensitivity = body.Sensitivity;
        incident.IdentifyingReason = body.IdentifyingReason;
        incident.LanguageReason = body.LanguageReason;
        incident.OutreachSessionId = body.OutreachSessionId;
    }

    // The content is digested in one canonical spelling, so that spaces or member order of a resend do not make it another record.
    private static byte[] Digest(NewIncident body, Agency recorderAgency) =>
        SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(
            body with
            {
                OccurredFrom = body.OccurredFrom.ToUniversalTime(),
                OccurredTo = body.OccurredTo.ToUniversalTime(),
                SourceAgency = body.SourceAgency ?? recorderAgency,
                Children = body.Children ?? [],
            },
            WireJson.Options));

    private static Receipt ReceiptOf(Incident incident, HttpContext http) =>
        new(incident.Id, incident.Version, Convert.ToHexStringLower(incident.ContentSha256), incident.RecordedAt, http.BodySha256());
}
