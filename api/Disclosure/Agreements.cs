using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Disclosure;

/// <summary>Sharing agreements: listed for all, recorded, corrected and ended by data protection. Row-level security enforces them.</summary>
internal static class Agreements
{
    private const int LongestReference = 60;
    private const int LongestPurpose = 500;

    /// <summary>An agreement's end is told this many days before.</summary>
    public const int DaysOfNotice = 30;

    /// <summary>The paper is read again at least this often.</summary>
    public const int MostYears = 10;

    public static IEndpointRouteBuilder MapAgreements(this IEndpointRouteBuilder governance)
    {
        var agreements = governance.MapGroup("/agreements");
        agreements.MapGet("/", List).Requires(Permission.SeeAgreements).Audited(AuditAction.AgreementsListed)
            .WithSummary("Sharing agreements, those in force first");
        agreements.MapPost("/{id:guid}", Record).Requires(Permission.ManageAgreements).Audited(AuditAction.AgreementRecorded)
            .Checked<NewAgreement>(Check)
            .WithSummary("Record a signed agreement under an id that the client made");
        agreements.MapPut("/{id:guid}", Correct).Requires(Permission.ManageAgreements).Audited(AuditAction.AgreementRecorded)
            .Checked<NewAgreement>(Check)
            .WithSummary("Correct an agreement; If-Match names the version that was read");
        agreements.MapPost("/{id:guid}/end", End).Requires(Permission.ManageAgreements).Audited(AuditAction.AgreementEnded)
            .WithSummary("End an agreement now; If-Match names the version that was read");
        return governance;
    }

    public static IEnumerable<Refusal> Check(NewAgreement agreement, CheckContext about)
    {
        foreach (var refusal in TextChecks.Needed(agreement.Reference, "reference", LongestReference)) yield return refusal;
        foreach (var refusal in TextChecks.Needed(agreement.PurposeEn, "purposeEn", LongestPurpose)) yield return refusal;
        foreach (var refusal in TextChecks.Needed(agreement.PurposeCy, "purposeCy", LongestPurpose)) yield return refusal;
        var (agencies, items) = (Enum.GetValues<Agency>().Length, Enum.GetValues<DataItem>().Length);
        if (agreement.Parties.Distinct().Count() < 2 || agreement.Parties.Distinct().Count() != agreement.Parties.Count)
            yield return Refusal.Of(ProblemCodes.CountOutOfRange, "parties", ("min", 2), ("max", agencies));
        if (agreement.Items.Count == 0 || agreement.Items.Distinct().Count() != agreement.Items.Count)
            yield return Refusal.Of(ProblemCodes.CountOutOfRange, "items", ("min", 1), ("max", items));
        if (agreement.SignedOn > DateOnly.FromDateTime(about.Now.UtcDateTime.AddDays(1))) yield return new(ProblemCodes.InTheFuture, "signedOn");
        if (agreement.EndsOn < agreement.StartsOn) yield return new(ProblemCodes.EndBeforeStart, "endsOn");
        else if (agreement.EndsOn > agreement.StartsOn.AddYears(MostYears))
            yield return Refusal.Of(ProblemCodes.RangeTooLong, "endsOn", ("days", MostYears * 366));
    }

    /// <summary>How an agreement stands on a day.</summary>
    public static AgreementView View(SharingAgreement a, Agency reader, DateOnly today) => new(
        a.Id, a.Version, StateOf(a, today),
        new(a.Reference, a.PurposeEn, a.PurposeCy, a.Parties, a.Items, a.SignedOn, a.StartsOn, a.EndsOn),
        a.Parties.Contains(reader), a.RecordedAt, a.EndedAt);

    private static async Task<Ok<IReadOnlyList<AgreementView>>> List(
        Actor actor, SpacesContext context, AuditTrail trail, TimeProvider clock, CancellationToken cancel)
    {
        var rows = await context.SharingAgreements.AsNoTracking().Where(a => a.PartnershipId == actor.PartnershipId).ToListAsync(cancel);
        trail.Subjects(rows.Select(a => a.Id));
        return TypedResults.Ok<IReadOnlyList<AgreementView>>([.. rows
            .Select(a => View(a, actor.Agency, LocalDays.Of(clock.GetUtcNow())))
            .OrderBy(a => a.State == AgreementState.Ended).ThenBy(a => a.Agreement.EndsOn).ThenBy(a => a.Agreement.Reference, StringComparer.Ordinal)]);
    }

    private static async Task<Results<Created<AgreementView>, Accepted<AgreementView>, ProblemHttpResult>> Record(
        Guid id, NewAgreement body, Actor actor, SpacesContext context, AuditTrail trail, TimeProvider clock, CancellationToken cancel)
    {
        trail.Subject(id);
        var today = LocalDays.Of(clock.GetUtcNow());
        var held = await FindAsync(context, actor, id, cancel);
        if (held is not null)
            return held.RecordedBy == actor.UserId && held.Version == 1 && Same(held, body)
                ? TypedResults.Accepted(PathOf(id), View(held, actor.Agency, today))
                : Problems.Of(ProblemCodes.IdTakenByOtherContent, "id");
        var agreement = new SharingAgreement
        {
            PartnershipId = actor.PartnershipId,
            Id = id,
            Version = 1,
            Reference = "",
            PurposeEn = "",
            PurposeCy = "",
            Parties = [],
            Items = [],
            RecordedBy = actor.UserId,
            RecordedAt = clock.GetUtcNow(),
        };
        Fill(agreement, body);
        context.SharingAgreements.Add(agreement);
        return TypedResults.Created(PathOf(id), View(agreement, actor.Agency, today));
    }

    private static async Task<Results<Ok<AgreementView>, ProblemHttpResult>> Correct(
        Guid id, NewAgreement body, HttpContext http, Actor actor, SpacesContext context, AuditTrail trail, TimeProvider clock,
        CancellationToken cancel)
    {
        trail.Subject(id);
        var (agreement, refusal) = await ToChangeAsync(id, http, actor, context, cancel);
        if (agreement is null) return Problems.Of([refusal!]);
        // What it said before stays readable in the audit.
        trail.Note("before", $"{agreement.Reference} {agreement.StartsOn:O} {agreement.EndsOn:O} {string.Join(',', agreement.Parties.Select(WireName.Of))}");
        trail.Note("items_before", string.Join(',', agreement.Items.Select(WireName.Of)));
        Fill(agreement, body);
        agreement.Version++;
        Versions.Show(http, agreement.Version);
        return TypedResults.Ok(View(agreement, actor.Agency, LocalDays.Of(clock.GetUtcNow())));
    }

    private static async Task<Results<Ok<AgreementView>, ProblemHttpResult>> End(
        Guid id, HttpContext http, Actor actor, SpacesContext context, AuditTrail trail, TimeProvider clock, CancellationToken cancel)
    {
        trail.Subject(id);
        var (agreement, refusal) = await ToChangeAsync(id, http, actor, context, cancel);
        if (agreement is null) return Problems.Of([refusal!]);
        (agreement.EndedAt, agreement.EndedBy) = (clock.GetUtcNow(), actor.UserId);
        agreement.Version++;
        Versions.Show(http, agreement.Version);
        return TypedResults.Ok(View(agreement, actor.Agency, LocalDays.Of(clock.GetUtcNow())));
    }

    private static async Task<(SharingAgreement?, Refusal?)> ToChangeAsync(
        Guid id, HttpContext http, Actor actor, SpacesContext context, CancellationToken cancel)
    {
        var (version, refusal) = Versions.Asked(http);
        if (refusal is not null) return (null, refusal);
        var agreement = await FindAsync(context, actor, id, cancel);
        if (agreement is null) return (null, new(ProblemCodes.NotFound));
        if (agreement.Version != version) return (null, Refusal.Of(ProblemCodes.VersionStale, "If-Match", ("version", agreement.Version)));
        return agreement.EndedAt is null ? (agreement, null) : (null, new(ProblemCodes.AlreadyEnded));
    }

    private static Task<SharingAgreement?> FindAsync(SpacesContext context, Actor actor, Guid id, CancellationToken cancel) =>
        context.SharingAgreements.SingleOrDefaultAsync(a => a.PartnershipId == actor.PartnershipId && a.Id == id, cancel);

    private static void Fill(SharingAgreement agreement, NewAgreement body)
    {
        (agreement.Reference, agreement.PurposeEn, agreement.PurposeCy) = (body.Reference.Trim(), body.PurposeEn.Trim(), body.PurposeCy.Trim());
        (agreement.Parties, agreement.Items) = ([.. body.Parties], [.. body.Items]);
        (agreement.SignedOn, agreement.StartsOn, agreement.EndsOn) = (body.SignedOn, body.StartsOn, body.EndsOn);
    }

    private static bool Same(SharingAgreement held, NewAgreement body) =>
        held.Reference == body.Reference.Trim() && held.PurposeEn == body.PurposeEn.Trim() && held.PurposeCy == body.PurposeCy.Trim()
        && held.Parties.SequenceEqual(body.Parties) && held.Items.SequenceEqual(body.Items)
        && (held.SignedOn, held.StartsOn, held.EndsOn) == (body.SignedOn, body.StartsOn, body.EndsOn);

    private static AgreementState StateOf(SharingAgreement a, DateOnly today) =>
        a.EndedAt is not null || a.EndsOn < today ? AgreementState.Ended
        : a.StartsOn > today ? AgreementState.Coming
        : a.EndsOn <= today.AddDays(DaysOfNotice) ? AgreementState.EndingSoon
        : AgreementState.InForce;

    private static string PathOf(Guid id) => $"/api/v1/governance/agreements/{id}";
}
