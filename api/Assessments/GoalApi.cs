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

namespace SpacesPlaces.Api.Assessments;

/// <summary>Goals: five at most, each with a measure of change. A measure of effort is questioned, and kept only with a reason.</summary>
internal static class GoalApi
{
    public static void MapGoals(this RouteGroupBuilder assessments)
    {
        assessments.MapPost("/{id:guid}/goals/{goalId:guid}", Set).NeedsAgreement(DataItem.Hotspots)
            .Requires(Permission.ChangeAssessments).Audited(AuditAction.GoalSet).Checked<GoalContent>(AssessmentPlanChecks.Check)
            .WithSummary("Set a goal under an id that the client made; a sixth is refused, and a measure that counts only what was done asks for a reason");
        assessments.MapPut("/{id:guid}/goals/{goalId:guid}", Change).NeedsAgreement(DataItem.Hotspots)
            .Requires(Permission.ChangeAssessments).Audited(AuditAction.GoalChanged).Checked<GoalContent>(AssessmentPlanChecks.Check)
            .WithSummary("Change a goal, write down its result, or give it up; If-Match names the version of the goal. Who was too late is told the other's");
    }

    private static async Task<Results<Created<GoalView>, Accepted<GoalView>, ProblemHttpResult>> Set(
        Guid id, Guid goalId, GoalContent body, HttpContext http, Actor actor, SpacesContext context, AssessmentRows rows, AuditTrail trail,
        TimeProvider clock, CancellationToken cancel)
    {
        trail.Subject(id);
        // Alone, so that two fifth goals at once are not six.
        var (found, refusal) = await rows.HoldAsync(id, cancel);
        if (refusal is not null) return Problems.Of([refusal]);
        var content = AssessmentRows.Digest(body);
        var held = await context.AssessmentGoals.AsNoTracking().SingleOrDefaultAsync(g => g.PartnershipId == actor.PartnershipId && g.Id == goalId, cancel);
        if (held is not null)
        {
            return held.AssessmentId == id && held.Version == 1 && held.RecordedBy == actor.UserId && held.ContentSha256.AsSpan().SequenceEqual(content)
                ? TypedResults.Accepted($"/api/v1/assessments/{id}", AssessmentViews.Of(held, actor.UserName, []))
                : Problems.Of(ProblemCodes.IdTakenByOtherContent, "goalId");
        }

        if (found!.Assessment.Status < AssessmentStatus.Reflection) return AssessmentMoveApi.Blocked([AssessmentBlocker.PromptsUnanswered], null, http);
        if (body.DropReason is not null) return Problems.Of(ProblemCodes.FieldNotAllowedHere, "dropReason");
        if (await IsFullAsync(id, goalId, actor, context, cancel)) return Problems.Of(ProblemCodes.GoalsFull);
        var told = await RefuseAsync(body, http, actor, context, trail, clock, cancel);
        if (told.Count > 0) return Problems.Of(told);
        var goal = new AssessmentGoal { PartnershipId = actor.PartnershipId, Id = goalId, AssessmentId = id, RecordedBy = actor.UserId, ContentSha256 = content };
        Fill(goal, body, actor, clock);
        context.AssessmentGoals.Add(goal);
        return TypedResults.Created($"/api/v1/assessments/{id}", AssessmentViews.Of(goal, actor.UserName, []));
    }

    private static async Task<Results<Ok<GoalView>, ProblemHttpResult>> Change(
        Guid id, Guid goalId, GoalContent body, HttpContext http, Actor actor, SpacesContext context, AssessmentRows rows, AuditTrail trail,
        TimeProvider clock, CancellationToken cancel)
    {
        trail.Subject(id);
        var (version, noVersion) = Versions.Asked(http);
        if (noVersion is not null) return Problems.Of([noVersion]);
        var (_, refusal) = await rows.HoldAsync(id, cancel);
        if (refusal is not null) return Problems.Of([refusal]);
        var goal = await context.AssessmentGoals.SingleOrDefaultAsync(g => g.PartnershipId == actor.PartnershipId && g.Id == goalId && g.AssessmentId == id, cancel);
        if (goal is null) return Problems.Of(ProblemCodes.NotFound, "goalId");
        if (goal.Version != version)
        {
            var editor = (await MemberNames.NamesAsync(context, [goal.EditedBy], cancel))[goal.EditedBy];
            return AnswerApi.Late(goal.Version, AssessmentViews.Of(goal, editor, []));
        }

        if (goal.Dropped && body.DropReason is null && await IsFullAsync(id, goalId, actor, context, cancel)) return Problems.Of(ProblemCodes.GoalsFull);
        var told = await RefuseAsync(body, http, actor, context, trail, clock, cancel);
        if (told.Count > 0) return Problems.Of(told);
        Fill(goal, body, actor, clock);
        goal.Version++;
        Versions.Show(http, goal.Version);
        return TypedResults.Ok(AssessmentViews.Of(goal, actor.UserName, []));
    }

    private static async Task<bool> IsFullAsync(Guid id, Guid goalId, Actor actor, SpacesContext context, CancellationToken cancel) =>
        await context.AssessmentGoals.CountAsync(g => g.PartnershipId == actor.PartnershipId && g.AssessmentId == id && !g.Dropped && g.Id != goalId, cancel) >= AssessmentMoves.MostGoals;

    // Fair words and nobody named, and what would show the change is change.
    private static async Task<IReadOnlyList<Refusal>> RefuseAsync(
        GoalContent body, HttpContext http, Actor actor, SpacesContext context, AuditTrail trail, TimeProvider clock, CancellationToken cancel)
    {
        List<Refusal> told =
        [
            .. await SpaceTexts.RefuseAsync(
                [
                    ("statement", body.Statement), ("hope", body.Hope), ("sign", body.Sign), ("method", body.Method), ("baseline", body.Baseline),
                    ("result", body.Result), ("dropReason", body.DropReason), ("effortReason", body.EffortReason),
                ], body.LanguageReason, http, actor, context, trail, clock, cancel),
        ];
        string[] effort = [.. Measure(body).Where(part => EffortNotChange.Check(part.Text).Count > 0).Select(part => part.Field)];
        if (effort.Length == 0) return told;
        if (body.EffortReason is null) told.AddRange(effort.Select(field => new Refusal(ProblemCodes.EffortNotChange, field)));
        else
        {
            trail.Note("kept_effort", string.Join(", ", effort));
            trail.Note("effort_words", EffortNotChange.Version);
        }

        return told;
    }

    private static (string Field, string Text)[] Measure(GoalContent body) => [("hope", body.Hope), ("sign", body.Sign), ("method", body.Method)];

    private static void Fill(AssessmentGoal goal, GoalContent body, Actor actor, TimeProvider clock)
    {
        (goal.Side, goal.Statement) = (body.Side, body.Statement.Trim());
        (goal.Hope, goal.Sign, goal.Method) = (body.Hope.Trim(), body.Sign.Trim(), body.Method.Trim());
        (goal.Baseline, goal.Result) = (body.Baseline?.Trim(), body.Result?.Trim());
        (goal.Dropped, goal.DropReason) = (body.DropReason is not null, body.DropReason?.Trim());
        (goal.EffortReason, goal.LanguageReason) = (body.EffortReason?.Trim(), body.LanguageReason);
        (goal.EditedBy, goal.EditedAt) = (actor.UserId, clock.StoredNow());
    }
}
