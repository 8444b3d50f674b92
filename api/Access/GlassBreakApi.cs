using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Access;

/// <summary>
/// Opening a restricted record in need: with a reason, for a limited time, while two named people are told. It opens nothing that
/// an agreement or an exclusion keeps from the person: row-level security is asked with the glass broken before it is.
/// </summary>
internal static class GlassBreakApi
{
    public const int ShortestReason = 20;
    public const int LongestReason = 500;
    public const int MostMinutes = 60;
    private const int PeopleToTell = 2;
    private const int MostListed = 500;

    public static IEndpointRouteBuilder MapGlassBreaks(this IEndpointRouteBuilder governance)
    {
        var glass = governance.MapGroup("/break-glass");
        glass.MapPost("/{id:guid}", Break).Requires(Permission.BreakGlass).Audited(AuditAction.GlassBroken).Checked<NewGlassBreak>(Check)
            .WithSummary("Open one restricted record for the asking person, for a limited time, with a reason; two people are told");
        glass.MapGet("/", List).Requires(Permission.SeeAudit).Audited(AuditAction.GlassBreaksListed)
            .WithSummary("Restricted records that people opened, newest first, at most 500");
        return governance;
    }

    public static IEnumerable<Refusal> Check(NewGlassBreak glass, CheckContext about)
    {
        foreach (var refusal in TextChecks.Needed(glass.Reason, "reason", LongestReason, ShortestReason)) yield return refusal;
        if (glass.Minutes is < 1 or > MostMinutes)
            yield return Refusal.Of(ProblemCodes.NumberOutOfRange, "minutes", ("min", 1), ("max", MostMinutes));
    }

    private static async Task<Results<Created<GlassBreakView>, Accepted<GlassBreakView>, ProblemHttpResult>> Break(
        Guid id, NewGlassBreak body, Actor actor, SpacesContext context, AuditTrail trail, TimeProvider clock, CancellationToken cancel)
    {
        trail.Subject(id);
        trail.Subject(body.IncidentId);
        var held = await context.BrokenGlass.AsNoTracking().SingleOrDefaultAsync(g => g.PartnershipId == actor.PartnershipId && g.Id == id, cancel);
        if (held is not null)
            return held.AccountId == actor.UserId && held.IncidentId == body.IncidentId && held.Reason == body.Reason.Trim()
                ? TypedResults.Accepted($"/api/v1/incidents/{body.IncidentId}", Of(held, actor.UserName, PeopleToTell))
                : Problems.Of(ProblemCodes.IdTakenByOtherContent, "id");

        var seen = await SeesAsync(context, actor, body.IncidentId, cancel);
        var opens = seen || await WouldSeeAsync(context, actor, body.IncidentId, cancel);
        if (!opens) return Problems.Of(ProblemCodes.NotFound);
        if (seen) return Problems.Of(ProblemCodes.GlassNotNeeded);
        var people = await Notices.PeopleWith(context, actor.PartnershipId, Role.DataProtection, Role.MaceChair)
            .Where(account => account != actor.UserId).ToListAsync(cancel);
        if (people.Count < PeopleToTell) return Problems.Of(ProblemCodes.TooFewToTell, null, ("count", PeopleToTell));

        var now = clock.GetUtcNow();
        var glass = new BreakGlass
        {
            PartnershipId = actor.PartnershipId,
            Id = id,
            AccountId = actor.UserId,
            IncidentId = body.IncidentId,
            Reason = body.Reason.Trim(),
            OpenedAt = now,
            EndsAt = now.AddMinutes(body.Minutes),
        };
        context.BrokenGlass.Add(glass);
        trail.Note("minutes", body.Minutes);
        trail.Note("reason", glass.Reason);
        Notices.Tell(
            context, actor.PartnershipId, people, NoticeKind.GlassBroken, body.IncidentId, now,
            ("user", actor.UserName), ("minutes", body.Minutes.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("reason", glass.Reason));
        return TypedResults.Created($"/api/v1/incidents/{body.IncidentId}", Of(glass, actor.UserName, people.Count));
    }

    private static async Task<Ok<IReadOnlyList<GlassBreakView>>> List(
        Actor actor, SpacesContext context, AuditTrail trail, CancellationToken cancel)
    {
        var rows = await context.BrokenGlass.AsNoTracking().Where(g => g.PartnershipId == actor.PartnershipId)
            .OrderByDescending(g => g.OpenedAt).ThenByDescending(g => g.Id).Take(MostListed).ToListAsync(cancel);
        // Whoever is excluded from a record does not learn that it was opened.
        var hidden = await HiddenAsync(context, cancel);
        rows.RemoveAll(g => hidden.Contains(g.IncidentId));
        var names = await MemberNames.NamesAsync(context, rows.Select(g => g.AccountId), cancel);
        trail.Subjects(rows.Select(g => g.Id));
        return TypedResults.Ok<IReadOnlyList<GlassBreakView>>([.. rows.Select(g => Of(g, names[g.AccountId], PeopleToTell))]);
    }

    private static Task<bool> SeesAsync(SpacesContext context, Actor actor, Guid incident, CancellationToken cancel) =>
        context.Incidents.AnyAsync(i => i.PartnershipId == actor.PartnershipId && i.Id == incident, cancel);

    // The policy itself is asked, as if the glass were broken already: whatever else hides the record goes on hiding it.
    private static async Task<bool> WouldSeeAsync(SpacesContext context, Actor actor, Guid incident, CancellationToken cancel)
    {
        var before = await context.Database.SqlQuery<string>($"select current_setting('spacesplaces.unlocked') as \"Value\"").SingleAsync(cancel);
        await SetAsync("{" + incident.ToString() + "}");
        var sees = await SeesAsync(context, actor, incident, cancel);
        await SetAsync(before);
        return sees;

        Task<string> SetAsync(string unlocked) => context.Database
            .SqlQuery<string>($"select set_config('spacesplaces.unlocked', {unlocked}, true) as \"Value\"").SingleAsync(cancel);
    }

    private static async Task<HashSet<Guid>> HiddenAsync(SpacesContext context, CancellationToken cancel) =>
        [.. await context.Database.SqlQuery<Guid>($"select unnest(acting_hidden()) as \"Value\"").ToListAsync(cancel)];

    private static GlassBreakView Of(BreakGlass g, string user, int told) => new(g.Id, g.IncidentId, user, g.Reason, g.OpenedAt, g.EndsAt, told);
}
