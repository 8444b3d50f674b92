using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Api.Spaces;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Assessments;

/// <summary>Which responses to list.</summary>
public sealed record AssessmentTaskQuery
{
    [FromQuery(Name = "mine"), Description("true: only those that the reader sees to")]
    public bool? Mine { get; init; }

    [FromQuery(Name = "agency"), Description("Only those that this agency sees to")]
    public string? Agency { get; init; }

    [FromQuery(Name = "overdue"), Description("true: only those whose day has passed")]
    public bool? Overdue { get; init; }
}

/// <summary>Responses: what is done for a goal, by whom, until when; and the list of those that are still to be done.</summary>
internal static class ResponseApi
{
    private const int MostTasks = 1_000;

    public static void MapResponses(this RouteGroupBuilder assessments)
    {
        assessments.MapPost("/{id:guid}/responses/{responseId:guid}", Plan).NeedsAgreement(DataItem.Hotspots)
            .Requires(Permission.ChangeAssessments).Audited(AuditAction.ResponsePlanned).Checked<ResponseContent>(AssessmentPlanChecks.Check)
            .WithSummary("Plan what is done for a goal, by whom, until when, under an id that the client made");
        assessments.MapPut("/{id:guid}/responses/{responseId:guid}", Change).NeedsAgreement(DataItem.Hotspots)
            .Requires(Permission.ChangeAssessments).Audited(AuditAction.ResponseChanged).Checked<ResponseContent>(AssessmentPlanChecks.Check)
            .WithSummary("Change a response or say how it goes on; If-Match names the version of the response. Who was too late is told the other's");
    }

    public static void MapTasks(this RouteGroupBuilder tasks) => tasks.MapGet("/", List).NeedsAgreement(DataItem.Hotspots)
        .Requires(Permission.SeeAssessments).Audited(AuditAction.AssessmentTasksListed)
        .WithSummary("Responses of the partnership's assessments that are still to be done, overdue first");

    private static async Task<Results<Created<ResponseView>, Accepted<ResponseView>, ProblemHttpResult>> Plan(
        Guid id, Guid responseId, ResponseContent body, HttpContext http, Actor actor, SpacesContext context, AssessmentRows rows, AuditTrail trail,
        TimeProvider clock, CancellationToken cancel)
    {
        trail.Subject(id);
        var (_, refusal) = await rows.ShareAsync(id, cancel);
        if (refusal is not null) return Problems.Of([refusal]);
        var content = AssessmentRows.Digest(body);
        var held = await context.AssessmentResponses.AsNoTracking().SingleOrDefaultAsync(r => r.PartnershipId == actor.PartnershipId && r.Id == responseId, cancel);
        if (held is not null)
        {
            return held.AssessmentId == id && held.Version == 1 && held.RecordedBy == actor.UserId && held.ContentSha256.AsSpan().SequenceEqual(content)
                ? TypedResults.Accepted($"/api/v1/assessments/{id}", AssessmentViews.Of(held, body.Person, actor.UserName, rows.Today))
                : Problems.Of(ProblemCodes.IdTakenByOtherContent, "responseId");
        }

        if (!await context.AssessmentGoals.AnyAsync(g => g.PartnershipId == actor.PartnershipId && g.Id == body.GoalId && g.AssessmentId == id && !g.Dropped, cancel))
            return Problems.Of(ProblemCodes.NotFound, "goalId");
        var response = new AssessmentResponse
        {
            PartnershipId = actor.PartnershipId,
            Id = responseId,
            AssessmentId = id,
            GoalId = body.GoalId,
            RecordedBy = actor.UserId,
            ContentSha256 = content,
        };
        var told = await FillAsync(response, body, http, actor, context, trail, clock, cancel);
        if (told.Count > 0) return Problems.Of(told);
        context.AssessmentResponses.Add(response);
        return TypedResults.Created($"/api/v1/assessments/{id}", AssessmentViews.Of(response, body.Person, actor.UserName, rows.Today));
    }

    private static async Task<Results<Ok<ResponseView>, ProblemHttpResult>> Change(
        Guid id, Guid responseId, ResponseContent body, HttpContext http, Actor actor, SpacesContext context, AssessmentRows rows, AuditTrail trail,
        TimeProvider clock, CancellationToken cancel)
    {
        trail.Subject(id);
        var (version, noVersion) = Versions.Asked(http);
        if (noVersion is not null) return Problems.Of([noVersion]);
        var (_, refusal) = await rows.ShareAsync(id, cancel);
        if (refusal is not null) return Problems.Of([refusal]);
        var response = await context.AssessmentResponses.FromSql(
            $"select * from assessment_response where partnership_id = {actor.PartnershipId} and id = {responseId} and assessment_id = {id} for update").SingleOrDefaultAsync(cancel);
        if (response is null) return Problems.Of(ProblemCodes.NotFound, "responseId");
        if (body.GoalId != response.GoalId) return Problems.Of(ProblemCodes.FieldNotAllowedHere, "goalId");
        if (response.Version != version)
        {
            var names = await MemberNames.NamesAsync(context, response.PersonId is { } who ? [who, response.EditedBy] : [response.EditedBy], cancel);
            var person = response.PersonId is { } account ? names[account] : null;
            return AnswerApi.Late(response.Version, AssessmentViews.Of(response, person, names[response.EditedBy], rows.Today));
        }

        trail.Note("status", WireName.Of(body.Status));
        var told = await FillAsync(response, body, http, actor, context, trail, clock, cancel);
        if (told.Count > 0) return Problems.Of(told);
        response.Version++;
        Versions.Show(http, response.Version);
        return TypedResults.Ok(AssessmentViews.Of(response, body.Person, actor.UserName, rows.Today));
    }

    private static async Task<IReadOnlyList<Refusal>> FillAsync(
        AssessmentResponse response, ResponseContent body, HttpContext http, Actor actor, SpacesContext context, AuditTrail trail, TimeProvider clock,
        CancellationToken cancel)
    {
        Guid? person = null;
        if (body.Person is not null)
        {
            person = await MemberNames.FindAsync(context, actor.PartnershipId, body.Person.Trim(), cancel);
            if (person is null) return [new(ProblemCodes.PersonUnknown, "person")];
            trail.Subject(person.Value);
        }

        var told = await SpaceTexts.RefuseAsync([("what", body.What), ("reason", body.Reason)], body.LanguageReason, http, actor, context, trail, clock, cancel);
        if (told.Count > 0) return told;
        (response.What, response.Owner, response.PersonId, response.DueOn) = (body.What.Trim(), body.Owner, person, body.DueOn);
        (response.Status, response.Reason, response.LanguageReason) = (body.Status, body.Reason?.Trim(), body.LanguageReason);
        (response.EditedBy, response.EditedAt) = (actor.UserId, clock.StoredNow());
        return [];
    }

    private static async Task<Results<Ok<IReadOnlyList<AssessmentTask>>, ProblemHttpResult>> List(
        [AsParameters] AssessmentTaskQuery query, Actor actor, SpacesContext context, AssessmentRows rows, AuditTrail trail, CancellationToken cancel)
    {
        ResponseStatus[] open = [ResponseStatus.Todo, ResponseStatus.UnderWay];
        var matching =
            from response in context.AssessmentResponses.AsNoTracking()
            join assessment in context.Assessments.AsNoTracking() on new { response.PartnershipId, Id = response.AssessmentId } equals new { assessment.PartnershipId, assessment.Id }
            join space in context.Spaces.AsNoTracking().VisibleTo(actor) on new { assessment.PartnershipId, Id = assessment.SpaceId } equals new { space.PartnershipId, space.Id }
            join goal in context.AssessmentGoals.AsNoTracking() on new { response.PartnershipId, Id = response.GoalId } equals new { goal.PartnershipId, goal.Id }
            where open.Contains(response.Status) && assessment.EndedOn == null && !goal.Dropped
            select new { Response = response, Assessment = assessment.Id, Space = space.Id, space.NameEn, space.NameCy, Goal = goal.Statement };
        if (query.Agency is not null)
        {
            if (!WireName.TryParse<Agency>(query.Agency, out var agency)) return Problems.Of(ProblemCodes.WordUnknown, "agency");
            matching = matching.Where(one => one.Response.Owner == agency);
        }

        if (query.Mine == true) matching = matching.Where(one => one.Response.PersonId == actor.UserId);
        var today = rows.Today;
        if (query.Overdue is { } overdue) matching = matching.Where(one => one.Response.DueOn < today == overdue);
        // The day alone puts the overdue ones first.
        var found = await matching.OrderBy(one => one.Response.DueOn).ThenBy(one => one.Response.Id).Take(MostTasks).ToListAsync(cancel);
        var names = await MemberNames.NamesAsync(context, found.SelectMany(one => one.Response.PersonId is { } who ? new[] { who, one.Response.EditedBy } : [one.Response.EditedBy]), cancel);
        trail.Subjects(found.Select(one => one.Assessment).Distinct());
        trail.Note("shown", found.Count);
        return TypedResults.Ok<IReadOnlyList<AssessmentTask>>(
            [.. found.Select(one => new AssessmentTask(
                one.Assessment, one.Space, one.NameEn, one.NameCy, one.Goal,
                AssessmentViews.Of(one.Response, one.Response.PersonId is { } who ? names[who] : null, names[one.Response.EditedBy], today)))]);
    }
}
