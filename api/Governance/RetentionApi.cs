using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Governance;

/// <summary>How long each class of data is kept.</summary>
internal static class RetentionApi
{
    public const int LongestReason = 500;
    private const int MostMonths = 1_200;

    public static IEndpointRouteBuilder MapRetention(this IEndpointRouteBuilder governance)
    {
        governance.MapGet("/retention", Show).Requires(Permission.ManageRetention).Audited(AuditAction.RetentionSeen)
            .WithSummary("How long each class of data is kept");
        governance.MapPut("/retention", Change).Requires(Permission.ManageRetention).Audited(AuditAction.RetentionChanged).NeedsFreshSignIn()
            .Checked<NewRetentionRule>(Check)
            .WithSummary("Set how long one class of data is kept");
        return governance;
    }

    public static IEnumerable<Refusal> Check(NewRetentionRule rule, CheckContext about)
    {
        foreach (var refusal in TextChecks.Needed(rule.Reason, "reason", LongestReason)) yield return refusal;
        if (rule.Months is < 1 or > MostMonths) yield return Refusal.Of(ProblemCodes.NumberOutOfRange, "months", ("min", 1), ("max", MostMonths));
    }

    private static async Task<Ok<IReadOnlyList<RetentionRuleView>>> Show(Actor actor, SpacesContext context, CancellationToken cancel)
    {
        var rules = await context.RetentionRules.AsNoTracking().Where(r => r.PartnershipId == actor.PartnershipId).ToListAsync(cancel);
        return TypedResults.Ok<IReadOnlyList<RetentionRuleView>>(
            [.. Enum.GetValues<RetentionClass>().Select(of => View(of, rules.Find(rule => rule.Class == of)))]);
    }

    private static async Task<Results<Ok<RetentionRuleView>, ProblemHttpResult>> Change(
        NewRetentionRule body, Actor actor, SpacesContext context, AuditTrail trail, TimeProvider clock, CancellationToken cancel)
    {
        // What is left of an incident is kept no shorter than the incident itself.
        var months = new Dictionary<RetentionClass, int>(await RetentionRun.MonthsAsync(context, actor.PartnershipId, cancel));
        trail.Note("class", WireName.Of(body.Class));
        trail.Note("months_before", months[body.Class]);
        trail.Note("months", body.Months);
        months[body.Class] = body.Months;
        if (months[RetentionClass.IncidentCoarse] < months[RetentionClass.IncidentDetail])
            return body.Class == RetentionClass.IncidentDetail
                ? Problems.Of(ProblemCodes.NumberOutOfRange, "months", ("min", 1), ("max", months[RetentionClass.IncidentCoarse]))
                : Problems.Of(ProblemCodes.NumberOutOfRange, "months", ("min", months[RetentionClass.IncidentDetail]), ("max", MostMonths));
        var rule = await context.RetentionRules.SingleOrDefaultAsync(r => r.PartnershipId == actor.PartnershipId && r.Class == body.Class, cancel);
        if (rule is null)
        {
            rule = new() { PartnershipId = actor.PartnershipId, Class = body.Class, Reason = "" };
            context.RetentionRules.Add(rule);
        }

        (rule.Months, rule.Reason, rule.SetBy, rule.SetAt) = (body.Months, body.Reason.Trim(), actor.UserId, clock.GetUtcNow());
        return TypedResults.Ok(View(body.Class, rule));
    }

    private static RetentionRuleView View(RetentionClass of, RetentionRule? rule) => new(
        of, rule?.Months ?? RetentionRun.Proposed(of), RetentionRun.Proposed(of), rule?.Reason, rule?.SetAt, RetentionRun.Enforced(of));
}
