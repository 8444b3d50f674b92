using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Api.Spaces;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.Planning;

/// <summary>Counts on the spot, what people said afterwards, and what came of it beside the times before.</summary>
internal static class TallyApi
{
    private const int MostTallies = 5_000;
    private const int MostEarlier = 5;
    private const int FewestAnswers = 5;

    public static void MapTallies(this IEndpointRouteBuilder planning)
    {
        planning.MapGet("/activities/{id:guid}/tallies", List).Requires(Permission.SeePlans).Audited(AuditAction.TalliesListed)
            .WithSummary("Counts of an activity, newest first");
        planning.MapPost("/activities/{id:guid}/tallies/{tallyId:guid}", Count).Requires(Permission.RecordTallies).Audited(AuditAction.TallyRecorded)
            .Checked<NewTally>(ActivityChecks.Check)
            .WithSummary("Send a count under an id that the client made; a resend of the same is answered, not counted again");
        planning.MapDelete("/activities/{id:guid}/tallies/{tallyId:guid}", TakeBack).Requires(Permission.RecordTallies).Audited(AuditAction.TallyTakenBack)
            .WithSummary("Take back a count of one's own");
        planning.MapPut("/activities/{id:guid}/feedback", SaveFeedback).Requires(Permission.ChangePlans).Audited(AuditAction.FeedbackSaved)
            .Checked<ActivityFeedback>(ActivityChecks.Check)
            .WithSummary("Write down what people said afterwards, counted");
        planning.MapGet("/activities/{id:guid}/report", Report).Requires(Permission.SeePlans).Audited(AuditAction.ActivityReported)
            .WithSummary("What came of an activity, beside the times before");
        planning.MapGet("/doses/{spaceId:guid}", Dose).Requires(Permission.SeeSpaces).Audited(AuditAction.ActivityReported)
            .WithSummary("Visits and minutes in a space: what stands beside the figures of whether it helped");
    }

    private static async Task<Results<Ok<IReadOnlyList<TallyView>>, ProblemHttpResult>> List(
        Guid id, Actor actor, SpacesContext context, AuditTrail trail, CancellationToken cancel)
    {
        trail.Subject(id);
        if (!await ExistsAsync(id, actor, context, cancel)) return Problems.Of(ProblemCodes.NotFound);
        return TypedResults.Ok<IReadOnlyList<TallyView>>(
            [.. (await Standing(context, actor, [id]).OrderByDescending(t => t.CountedAt).ThenBy(t => t.Id).Take(MostTallies).ToListAsync(cancel)).Select(one => ViewOf(one, actor))]);
    }

    private static async Task<Results<Created<TallyView>, Ok<TallyView>, ProblemHttpResult>> Count(
        Guid id, Guid tallyId, NewTally body, Actor actor, SpacesContext context, AuditTrail trail, TimeProvider clock, CancellationToken cancel)
    {
        trail.Subject(id);
        if (!await ExistsAsync(id, actor, context, cancel)) return Problems.Of(ProblemCodes.NotFound);
        // Whoever leads a team counts for all in it; without a word it is their own agency's.
        var tally = new ActivityTally
        {
            PartnershipId = actor.PartnershipId,
            Id = tallyId,
            ActivityId = id,
            Kind = body.Kind,
            Count = body.Count,
            CountedAt = body.At.ToUniversalTime(),
            Agency = body.By ?? actor.Agency,
            RecordedBy = actor.UserId,
            RecordedAt = clock.StoredNow(),
        };
        var inserted = await context.Database.ExecuteSqlAsync(
            $"""
            insert into activity_tally (partnership_id, id, activity_id, kind, count, counted_at, agency, recorded_by, recorded_at)
            values ({tally.PartnershipId}, {tally.Id}, {tally.ActivityId}, {Geodata.Vocabulary.WireName.Of(tally.Kind)}, {tally.Count}, {tally.CountedAt},
                    {Geodata.Vocabulary.WireName.Of(tally.Agency)}, {tally.RecordedBy}, {tally.RecordedAt})
            on conflict (partnership_id, id) do nothing
            """, cancel);
        if (inserted == 1) return TypedResults.Created((string?)null, ViewOf(tally, actor));
        var held = await context.ActivityTallies.AsNoTracking().SingleAsync(t => t.PartnershipId == actor.PartnershipId && t.Id == tallyId, cancel);
        return held.RecordedBy == actor.UserId && held.ActivityId == id && held.Kind == tally.Kind && held.Count == tally.Count && held.Agency == tally.Agency
            ? TypedResults.Ok(ViewOf(held, actor))
            : Problems.Of(ProblemCodes.IdTakenByOtherContent, "tallyId");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> TakeBack(
        Guid id, Guid tallyId, Actor actor, SpacesContext context, AuditTrail trail, TimeProvider clock, CancellationToken cancel)
    {
        trail.Subject(id);
        var taken = await context.ActivityTallies
            .Where(t => t.PartnershipId == actor.PartnershipId && t.ActivityId == id && t.Id == tallyId && t.RecordedBy == actor.UserId && t.TakenBackAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.TakenBackAt, clock.StoredNow()), cancel);
        return taken == 1 ? TypedResults.NoContent() : Problems.Of(ProblemCodes.NotFound);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> SaveFeedback(
        Guid id, ActivityFeedback body, Actor actor, SpacesContext context, AuditTrail trail, CancellationToken cancel)
    {
        trail.Subject(id);
        var said = JsonSerializer.Serialize(body, WireJson.Options);
        var saved = await context.Activities.Where(a => a.PartnershipId == actor.PartnershipId && a.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.Feedback, said), cancel);
        return saved == 1 ? TypedResults.NoContent() : Problems.Of(ProblemCodes.NotFound);
    }

    private static async Task<Results<Ok<ActivityReport>, ProblemHttpResult>> Report(
        Guid id, Actor actor, SpacesContext context, AuditTrail trail, CancellationToken cancel)
    {
        trail.Subject(id);
        List<Activity> chain = [];
        for (Guid? next = id; next is { } wanted && chain.Count <= MostEarlier && chain.TrueForAll(one => one.Id != wanted);)
        {
            var one = await context.Activities.AsNoTracking().SingleOrDefaultAsync(a => a.PartnershipId == actor.PartnershipId && a.Id == wanted, cancel);
            if (one is null) break;
            chain.Add(one);
            next = one.EarlierId;
        }

        if (chain.Count == 0) return Problems.Of(ProblemCodes.NotFound);
        var tallies = await Standing(context, actor, [.. chain.Select(one => one.Id)]).ToListAsync(cancel);
        var outcomes = chain.ConvertAll(one => OutcomeOf(one, tallies));
        return TypedResults.Ok(new ActivityReport(outcomes[0], outcomes[1..]));
    }

    private static async Task<Results<Ok<SpaceDose>, ProblemHttpResult>> Dose(
        Guid spaceId, Actor actor, SpacesContext context, AuditTrail trail, CancellationToken cancel)
    {
        trail.Subject(spaceId);
        if (!await context.Spaces.VisibleTo(actor).AnyAsync(s => s.Id == spaceId, cancel)) return Problems.Of(ProblemCodes.NotFound);
        var done = await context.Activities.AsNoTracking()
            .Where(a => a.PartnershipId == actor.PartnershipId && a.Status == Geodata.Vocabulary.ActivityStatus.Done && a.Spaces.Any(link => link.SpaceId == spaceId))
            .ToListAsync(cancel);
        var outcomes = done.ConvertAll(one => OutcomeOf(one, []));
        return TypedResults.Ok(new SpaceDose(
            spaceId, done.Count, outcomes.Sum(one => one.Visits), outcomes.Sum(one => one.VisitMinutes), outcomes.Sum(one => one.StaffMinutes),
            done.Count == 0 ? null : Disclosure.LocalDays.Of(done.Min(one => one.StartsAt)), done.Count == 0 ? null : Disclosure.LocalDays.Of(done.Max(one => one.StartsAt))));
    }

    private static ActivityOutcome OutcomeOf(Activity activity, List<ActivityTally> tallies)
    {
        var plan = ActivityApi.PlanOf(activity);
        IReadOnlyList<ActivityShift> shifts = plan.Shifts ?? [];
        var visits = shifts.SelectMany(shift => shift.Visits ?? []).ToList();
        var said = activity.Feedback is { } text ? JsonSerializer.Deserialize<ActivityFeedback>(text, WireJson.Options) : null;
        var told = said?.Counts.ToLookup(count => count.Yes + count.No + count.NotSure >= FewestAnswers);
        return new(
            activity.Id, activity.StartsAt, activity.EndsAt, plan.TitleEn, plan.TitleCy,
            [
                .. tallies.Where(tally => tally.ActivityId == activity.Id).GroupBy(tally => (tally.Agency, tally.Kind)).OrderBy(group => group.Key)
                    .Select(group => new TallySum(group.Key.Agency, group.Key.Kind, group.Sum(tally => tally.Count))),
            ],
            shifts.Count, visits.Count, shifts.Sum(shift => (int)(shift.EndsAt - shift.StartsAt).TotalMinutes * shift.Staff), visits.Sum(visit => visit.Minutes),
            said?.Asked, [.. told?[true] ?? []], [.. told?[false].Select(count => count.Question) ?? []]);
    }

    private static IQueryable<ActivityTally> Standing(SpacesContext context, Actor actor, Guid[] activities) => context.ActivityTallies.AsNoTracking()
        .Where(t => t.PartnershipId == actor.PartnershipId && activities.Contains(t.ActivityId) && t.TakenBackAt == null);

    private static Task<bool> ExistsAsync(Guid id, Actor actor, SpacesContext context, CancellationToken cancel) =>
        context.Activities.AnyAsync(a => a.PartnershipId == actor.PartnershipId && a.Id == id, cancel);

    private static TallyView ViewOf(ActivityTally tally, Actor actor) =>
        new(tally.Id, tally.Kind, tally.Count, tally.CountedAt, tally.Agency, tally.RecordedBy == actor.UserId);
}
