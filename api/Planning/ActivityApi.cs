using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Api.Spaces;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Planning;

/// <summary>Stalls, patrols and events: planned, changed, done; who leads and what for is always said.</summary>
internal static class ActivityApi
{
    private const int MostListed = 500;

    public static void MapActivities(this IEndpointRouteBuilder planning)
    {
        planning.MapGet("/activities", List).Requires(Permission.SeePlans).Audited(AuditAction.ActivitiesListed)
            .WithSummary("Stalls, patrols and events that end after a day and begin before another, earliest first");
        planning.MapGet("/activities/{id:guid}", Read).Requires(Permission.SeePlans).Audited(AuditAction.ActivitiesListed)
            .WithSummary("One of them");
        planning.MapPost("/activities/{id:guid}", Record).Requires(Permission.ChangePlans).Audited(AuditAction.ActivityPlanned)
            .Checked<NewActivity>(ActivityChecks.Check).GivesReceipt()
            .WithSummary("Plan a stall, a patrol or an event under an id that the client made; a resend of the same content is answered, not stored again");
        planning.MapPut("/activities/{id:guid}", Change).Requires(Permission.ChangePlans).Audited(AuditAction.ActivityChanged)
            .Checked<NewActivity>(ActivityChecks.Check)
            .WithSummary("Change a plan; If-Match names the version that was read");
        planning.MapPost("/activities/{id:guid}/moves", Move).Requires(Permission.ChangePlans).Audited(AuditAction.ActivityChanged)
            .WithSummary("Say that it was done, will not be, or is planned after all; If-Match names the version that was read");
    }

    private static async Task<Results<Ok<IReadOnlyList<ActivityView>>, ProblemHttpResult>> List(
        DateOnly? from, DateOnly? to, Actor actor, SpacesContext context, IGridTransform grid, AuditTrail trail, TimeProvider clock, CancellationToken cancel)
    {
        var today = Disclosure.LocalDays.Of(clock.GetUtcNow());
        DateOnly first = from ?? today.AddMonths(-1), last = to ?? today.AddMonths(6);
        if (last < first || last > first.AddYears(2)) return Problems.Of([Refusal.Of(ProblemCodes.RangeTooLong, "to", ("days", 731))]);
        var (begin, end) = (Disclosure.LocalDays.StartOf(first), Disclosure.LocalDays.StartOf(last.AddDays(1)));
        var found = await context.Activities.AsNoTracking().Include(a => a.Spaces)
            .Where(a => a.PartnershipId == actor.PartnershipId && a.EndsAt >= begin && a.StartsAt < end)
            .OrderBy(a => a.StartsAt).ThenBy(a => a.Id).Take(MostListed).ToListAsync(cancel);
        trail.Note("shown", found.Count);
        return TypedResults.Ok<IReadOnlyList<ActivityView>>([.. found.Select(one => ViewOf(one, actor, grid, found))]);
    }

    private static async Task<Results<Ok<ActivityView>, ProblemHttpResult>> Read(
        Guid id, HttpContext http, Actor actor, SpacesContext context, IGridTransform grid, AuditTrail trail, CancellationToken cancel)
    {
        trail.Subject(id);
        var found = await context.Activities.AsNoTracking().Include(a => a.Spaces).SingleOrDefaultAsync(a => a.PartnershipId == actor.PartnershipId && a.Id == id, cancel);
        if (found is null) return Problems.Of(ProblemCodes.NotFound);
        Versions.Show(http, found.Version);
        return TypedResults.Ok(ViewOf(found, actor, grid, await BesideAsync(found, context, cancel)));
    }

    private static async Task<Results<Created<Receipt>, Accepted<Receipt>, ProblemHttpResult>> Record(
        Guid id, NewActivity body, HttpContext http, Actor actor, SpacesContext context, IGridTransform grid, AuditTrail trail, TimeProvider clock,
        CancellationToken cancel)
    {
        trail.Subject(id);
        var content = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(body, WireJson.Options));
        var held = await context.Activities.AsNoTracking().SingleOrDefaultAsync(a => a.PartnershipId == actor.PartnershipId && a.Id == id, cancel);
        if (held is not null)
        {
            return held.RecordedBy == actor.UserId && held.ContentSha256.AsSpan().SequenceEqual(content)
                ? TypedResults.Accepted($"/api/v1/planning/activities/{id}", ReceiptOf(held, http))
                : Problems.Of(ProblemCodes.IdTakenByOtherContent, "id");
        }

        var activity = new Activity
        {
            PartnershipId = actor.PartnershipId,
            Id = id,
            Point = Where.ToPoint(body.Location, grid),
            Plan = "",
            Agency = actor.Agency,
            RecordedBy = actor.UserId,
            RecordedAt = clock.StoredNow(),
            ContentSha256 = content,
        };
        if (await DescribeAsync(activity, body, http, actor, context, grid, trail, clock, cancel) is { Count: > 0 } told) return Problems.Of(told);
        context.Activities.Add(activity);
        return TypedResults.Created($"/api/v1/planning/activities/{id}", ReceiptOf(activity, http));
    }

    private static async Task<Results<Ok<ActivityView>, ProblemHttpResult>> Change(
        Guid id, NewActivity body, HttpContext http, Actor actor, SpacesContext context, IGridTransform grid, AuditTrail trail, TimeProvider clock,
        CancellationToken cancel)
    {
        var (activity, refused) = await HeldAsync(id, http, actor, context, trail, cancel);
        if (activity is null) return refused!;
        if (await DescribeAsync(activity, body, http, actor, context, grid, trail, clock, cancel) is { Count: > 0 } told) return Problems.Of(told);
        activity.Version++;
        Versions.Show(http, activity.Version);
        return TypedResults.Ok(ViewOf(activity, actor, grid, await BesideAsync(activity, context, cancel)));
    }

    private static async Task<Results<Ok<ActivityView>, ProblemHttpResult>> Move(
        Guid id, ActivityMove body, HttpContext http, Actor actor, SpacesContext context, IGridTransform grid, AuditTrail trail, TimeProvider clock,
        CancellationToken cancel)
    {
        var (activity, refused) = await HeldAsync(id, http, actor, context, trail, cancel);
        if (activity is null) return refused!;
        if (body.To == ActivityStatus.Done && activity.StartsAt > clock.GetUtcNow()) return Problems.Of([new(ProblemCodes.InTheFuture, "to")]);
        activity.Status = body.To;
        activity.Version++;
        trail.Note("to", WireName.Of(body.To));
        Versions.Show(http, activity.Version);
        return TypedResults.Ok(ViewOf(activity, actor, grid, await BesideAsync(activity, context, cancel)));
    }

    private static async Task<(Activity? Activity, ProblemHttpResult? Refused)> HeldAsync(
        Guid id, HttpContext http, Actor actor, SpacesContext context, AuditTrail trail, CancellationToken cancel)
    {
        trail.Subject(id);
        var (version, refusal) = Versions.Asked(http);
        if (refusal is not null) return (null, Problems.Of([refusal]));
        var activity = await context.Activities
            .FromSql($"select * from activity where partnership_id = {actor.PartnershipId} and id = {id} for update").SingleOrDefaultAsync(cancel);
        if (activity is null) return (null, Problems.Of(ProblemCodes.NotFound));
        await context.Entry(activity).Collection(a => a.Spaces).LoadAsync(cancel);
        return activity.Version == version
            ? (activity, null)
            : (null, Problems.Of([Refusal.Of(ProblemCodes.VersionStale, "If-Match", ("version", activity.Version))]));
    }

    private static async Task<IReadOnlyList<Refusal>> DescribeAsync(
        Activity activity, NewActivity plan, HttpContext http, Actor actor, SpacesContext context, IGridTransform grid, AuditTrail trail, TimeProvider clock,
        CancellationToken cancel)
    {
        if (await LinksRefusedAsync(activity, plan, actor, context, cancel) is { } unknown) return [unknown];
        (activity.Kind, activity.StartsAt, activity.EndsAt, activity.Lead) = (plan.Kind, plan.StartsAt.ToUniversalTime(), plan.EndsAt.ToUniversalTime(), plan.Lead);
        (activity.SiteId, activity.EarlierId, activity.Point) = (plan.SiteId, plan.EarlierId, Where.ToPoint(plan.Location, grid));
        activity.Plan = JsonSerializer.Serialize(plan with { SpaceIds = null }, WireJson.Options);
        // Whoever does not see spaces leaves the links that stand as they are.
        if (Permissions.Allow(actor.Role, Permission.SeeSpaces))
        {
            var wanted = (plan.SpaceIds ?? []).ToHashSet();
            activity.Spaces.RemoveAll(link => !wanted.Contains(link.SpaceId));
            foreach (var space in wanted.Except(activity.Spaces.Select(link => link.SpaceId)).Order())
                activity.Spaces.Add(new() { PartnershipId = actor.PartnershipId, ActivityId = activity.Id, SpaceId = space });
        }

        return await SpaceTexts.RefuseAsync(ActivityChecks.TextsOf(plan), null, http, actor, context, trail, clock, cancel);
    }

    private static async Task<Refusal?> LinksRefusedAsync(Activity activity, NewActivity plan, Actor actor, SpacesContext context, CancellationToken cancel)
    {
        if (plan.SiteId is { } site && !await context.CandidateSites.AnyAsync(s => s.PartnershipId == actor.PartnershipId && s.Id == site, cancel))
            return new(ProblemCodes.SiteUnknown, "siteId");
        if (plan.EarlierId is { } earlier
            && (earlier == activity.Id || !await context.Activities.AnyAsync(a => a.PartnershipId == actor.PartnershipId && a.Id == earlier && a.StartsAt < plan.StartsAt, cancel)))
            return new(ProblemCodes.ActivityUnknown, "earlierId");
        if (plan.SpaceIds is not { Count: > 0 } spaces) return null;
        if (!Permissions.Allow(actor.Role, Permission.SeeSpaces)) return new(ProblemCodes.FieldNotAllowedHere, "spaceIds");
        var known = await context.Spaces.VisibleTo(actor).CountAsync(s => spaces.Contains(s.Id), cancel);
        return known == spaces.Distinct().Count() ? null : new(ProblemCodes.SpaceUnknown, "spaceIds");
    }

    /// <summary>What is planned at the same time, for clashes.</summary>
    private static Task<List<Activity>> BesideAsync(Activity activity, SpacesContext context, CancellationToken cancel) => context.Activities.AsNoTracking()
        .Where(a => a.PartnershipId == activity.PartnershipId && a.StartsAt < activity.EndsAt && a.EndsAt > activity.StartsAt)
        .OrderBy(a => a.StartsAt).ThenBy(a => a.Id).Take(MostListed).ToListAsync(cancel);

    /// <summary>What is planned, read back.</summary>
    internal static NewActivity PlanOf(Activity activity) => JsonSerializer.Deserialize<NewActivity>(activity.Plan, WireJson.Options)!;

    private static ActivityView ViewOf(Activity activity, Actor actor, IGridTransform grid, IReadOnlyList<Activity> beside)
    {
        var plan = PlanOf(activity);
        var spaces = Permissions.Allow(actor.Role, Permission.SeeSpaces) ? activity.Spaces.Select(link => link.SpaceId).Order().ToList() : null;
        return new(activity.Id, activity.Version, activity.Status, plan with { SpaceIds = spaces }, Where.ToWire(activity.Point, grid), activity.Agency, [.. ClashesOf(activity, beside)]);
    }

    private static IEnumerable<ActivityClash> ClashesOf(Activity activity, IReadOnlyList<Activity> beside)
    {
        if (activity.Status != ActivityStatus.Planned) yield break;
        foreach (var other in beside)
        {
            if (other.Id == activity.Id || other.Status != ActivityStatus.Planned || other.StartsAt >= activity.EndsAt || other.EndsAt <= activity.StartsAt) continue;
            ClashKind? kind = other.SiteId is not null && other.SiteId == activity.SiteId ? ClashKind.SameSite : other.Lead == activity.Lead ? ClashKind.SameLead : null;
            if (kind is null) continue;
            var plan = PlanOf(other);
            yield return new(kind.Value, other.Id, plan.TitleEn, plan.TitleCy);
        }
    }

    private static Receipt ReceiptOf(Activity activity, HttpContext http) =>
        new(activity.Id, 1, Convert.ToHexStringLower(activity.ContentSha256), activity.RecordedAt, http.BodySha256());
}
