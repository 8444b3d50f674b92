using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.Audit;

/// <summary>Who looked at what, and what of it stands out: for the audit role, which sees no content. Reading it is written down too.</summary>
public static class AuditApi
{
    public static IEndpointRouteBuilder MapAudit(this IEndpointRouteBuilder api)
    {
        var audit = api.MapGroup("/audit").WithTags("Audit");
        audit.MapGet("/entries", AuditSearch.Find).Requires(Permission.SeeAudit).Audited(AuditAction.AuditSearched)
            .WithSummary("Find acts by person, act, outcome, record, time and agency, newest first, a page at a time");
        audit.MapGet("/unusual", Unusual).Requires(Permission.SeeAudit).Audited(AuditAction.UnusualAccessListed)
            .WithSummary("Accesses of one local day that stand out, by stated rules: reasons to ask, not findings");
        audit.MapGet("/anchor", Anchor).Requires(Permission.SeeAudit).Audited(AuditAction.AnchorSeen)
            .WithSummary("The end of the partnership's audit chain, to be kept elsewhere");
        return api;
    }

    private static async Task<Results<Ok<UnusualAccessList>, ProblemHttpResult>> Unusual(
        [Description("The day, Europe/London; yesterday when left out")] DateOnly? date, Actor actor, SpacesContext context, Canaries canaries,
        AuditTrail trail, TimeProvider clock, CancellationToken cancel)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), LocalTime.Zone).Date);
        var day = date ?? today.AddDays(-1);
        if (day > today) return Problems.Of(ProblemCodes.InTheFuture, "date");
        if (day < today.AddYears(-20)) return Problems.Of(ProblemCodes.TooLongAgo, "date");
        trail.Note("date", day.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        var found = await UnusualDays.ReadAsync(context, actor.PartnershipId, day, canaries.Read(), cancel);
        // An auditor with a tie to a case is not told that somebody opened it.
        var told = actor.HidesRecords ? found.Where(item => item.Rule is not (UnusualRule.Canary or UnusualRule.GlassBroken or UnusualRule.OnePlace)) : found;
        return TypedResults.Ok(new UnusualAccessList(day, [.. told]));
    }

    private static async Task<Ok<AuditAnchor>> Anchor(Actor actor, SpacesContext context, TimeProvider clock, CancellationToken cancel)
    {
        var head = await context.Set<AuditHead>().AsNoTracking().SingleOrDefaultAsync(h => h.PartnershipId == actor.PartnershipId, cancel);
        return TypedResults.Ok(new AuditAnchor(
            actor.PartnershipId, head?.Sequence ?? 0, Convert.ToHexStringLower(head?.Hash ?? [0]), clock.GetUtcNow()));
    }
}

/// <summary>The clock on the wall where the agencies work.</summary>
internal static class LocalTime
{
    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");
}
