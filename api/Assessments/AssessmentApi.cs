using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Assessments.Instruments;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Api.Spaces;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Spaces;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Assessments;

/// <summary>Which assessments to list.</summary>
public sealed record AssessmentQuery
{
    [FromQuery(Name = "space"), Description("Only assessments of this space, those that are over too")]
    public Guid? Space { get; init; }

    [FromQuery(Name = "status"), Description("Only assessments that stand here")]
    public string? Status { get; init; }

    [FromQuery(Name = "overdue"), Description("true: only assessments whose day of review has passed")]
    public bool? Overdue { get; init; }

    [FromQuery(Name = "ended"), Description("true: also assessments that are over")]
    public bool? Ended { get; init; }
}

/// <summary>Assessments: begun, listed, read whole, moved on, their prompts answered.</summary>
public static class AssessmentApi
{
    private const int MostAssessments = 500;

    public static IServiceCollection AddAssessments(this IServiceCollection services) =>
        services.AddScoped<AssessmentRows>().AddSingleton<AnonymousInstrument, Surveys>().AddSingleton<BallotBrake>()
            .AddSingleton<AnonymousInstrument, SafetyMapInstrument>().AddSingleton<CodeBrake>();

    public static IEndpointRouteBuilder MapAssessments(this IEndpointRouteBuilder api)
    {
        var assessments = api.MapGroup("/assessments").WithTags("Assessments");
        assessments.MapGet("/", List).NeedsAgreement(DataItem.Hotspots)
            .Requires(Permission.SeeAssessments).Audited(AuditAction.AssessmentsListed)
            .WithSummary("Assessments that are under way, those first whose review is due; ended ones when asked for");
        assessments.MapGet("/{id:guid}", Read).NeedsAgreement(DataItem.Hotspots)
            .Requires(Permission.SeeAssessments).Audited(AuditAction.AssessmentSeen)
            .WithSummary("One assessment whole: its form with answers, the task list, moves with what blocks them, history");
        assessments.MapPost("/{id:guid}", Open).NeedsAgreement(DataItem.Hotspots)
            .Requires(Permission.ChangeAssessments).Audited(AuditAction.AssessmentOpened).Checked<NewAssessment>(AssessmentChecks.Check).GivesReceipt()
            .WithSummary("Begin the assessment of a space under an id that the client made; the space goes under assessment with it");
        assessments.MapPut("/{id:guid}/lead", Lead).NeedsAgreement(DataItem.Hotspots)
            .Requires(Permission.ChangeAssessments).Audited(AuditAction.AssessmentLeadSet).Checked<AssessmentLead>(AssessmentChecks.Check)
            .WithSummary("Say who leads an assessment from now on; If-Match names the version that was read");
        assessments.MapPost("/{id:guid}/moves", AssessmentMoveApi.Move).NeedsAgreement(DataItem.Hotspots)
            .Requires(Permission.ChangeAssessments).Audited(AuditAction.AssessmentMoved).Checked<NewAssessmentMove>(AssessmentChecks.Check)
            .WithSummary("Move an assessment on, or say that it was looked at and stays; the space goes with it where its own table allows");
        assessments.MapPost("/{id:guid}/withdrawal", AssessmentWithdrawalApi.Withdraw).NeedsAgreement(DataItem.Hotspots)
            .Requires(Permission.ChangeAssessments).Audited(AuditAction.AssessmentWithdrawn).Checked<AssessmentWithdrawal>(AssessmentChecks.Check)
            .WithSummary("Withdraw an assessment that was begun by mistake, while it holds nothing that anybody said or decided; the space goes back");
        assessments.MapPut("/{id:guid}/answers/{prompt}", AnswerApi.Answer).NeedsAgreement(DataItem.Hotspots)
            .Requires(Permission.ChangeAssessments).Audited(AuditAction.AssessmentAnswered).Checked<NewAnswer>(AssessmentChecks.Check)
            .WithSummary("Answer one prompt; If-Match names the version of this answer, 0 for the first. Who was too late is told the other's answer");
        assessments.MapVoices();
        assessments.MapWeighting();
        assessments.MapGoals();
        assessments.MapResponses();
        assessments.MapRounds();
        assessments.MapObservations();
        assessments.MapGuardianship();
        assessments.MapPeerMaps();
        assessments.MapSafetyMaps();
        api.MapGroup("/assessment-forms").WithTags("Assessments").MapForms();
        api.MapGroup("/assessment-tasks").WithTags("Assessments").MapTasks();
        assessments.MapComparisons();
        assessments.MapCollections();
        assessments.MapSurveys();
        assessments.MapPaper();
        api.MapTakePart();
        return api;
    }

    private static async Task<Results<Created<Receipt>, Accepted<Receipt>, ProblemHttpResult>> Open(
        Guid id, NewAssessment body, HttpContext http, Actor actor, SpacesContext context, AssessmentRows rows, AuditTrail trail, TimeProvider clock,
        CancellationToken cancel)
    {
        trail.Subjects([id, body.SpaceId]);
        var content = AssessmentRows.Digest(body);
        var held = await context.Assessments.AsNoTracking().SingleOrDefaultAsync(a => a.PartnershipId == actor.PartnershipId && a.Id == id, cancel);
        if (held is not null)
        {
            return held.OpenedBy == actor.UserId && held.ContentSha256.AsSpan().SequenceEqual(content)
                ? TypedResults.Accepted($"/api/v1/assessments/{id}", ReceiptOf(held, http))
                : Problems.Of(ProblemCodes.IdTakenByOtherContent, "id");
        }

        // Its lock also makes two who begin at once wait for each other.
        var space = await SpaceRows.LockAsync(context, actor.PartnershipId, body.SpaceId, cancel);
        if (space is null) return Problems.Of(ProblemCodes.NotFound, "spaceId");
        if (!SpaceMoves.Allows(space.Status, SpaceStatus.UnderAssessment)) return Problems.Of(ProblemCodes.SpaceNotReady, "spaceId");
        if (await context.Assessments.AnyAsync(a => a.PartnershipId == actor.PartnershipId && a.SpaceId == space.Id && a.EndedOn == null, cancel))
            return Problems.Of(ProblemCodes.AssessmentUnderWay, "spaceId");
        if (await rows.LeadAsync(body.Lead, cancel) is not { } lead) return Problems.Of(ProblemCodes.PersonUnknown, "lead");
        var told = await SpaceTexts.RefuseAsync([("reason", body.Reason)], body.LanguageReason, http, actor, context, trail, clock, cancel);
        if (told.Count > 0) return Problems.Of(told);
        var now = clock.StoredNow();
        var assessment = new Assessment
        {
            PartnershipId = actor.PartnershipId,
            Id = id,
            SpaceId = space.Id,
            FormVersion = await AssessmentForms.CurrentAsync(context, actor.PartnershipId, cancel),
            LeadId = lead,
            Status = AssessmentStatus.Draft,
            ReviewOn = body.ReviewOn,
            Agency = actor.Agency,
            OpenedBy = actor.UserId,
            OpenedAt = now,
            ContentSha256 = content,
        };
        assessment.Steps.Add(AssessmentMoveApi.StepOf(assessment, null, body.Reason, body.LanguageReason, actor, now));
        context.Assessments.Add(assessment);
        trail.Note("space_moved", AssessmentRows.Take(space, SpaceStatus.UnderAssessment, body.Reason, body.LanguageReason, body.ReviewOn, actor, now));
        return TypedResults.Created($"/api/v1/assessments/{id}", ReceiptOf(assessment, http));
    }

    private static Receipt ReceiptOf(Assessment assessment, HttpContext http) =>
        new(assessment.Id, 1, Convert.ToHexStringLower(assessment.ContentSha256), assessment.OpenedAt, http.BodySha256());

    private static async Task<Results<Ok<AssessmentFile>, ProblemHttpResult>> Lead(
        Guid id, AssessmentLead body, HttpContext http, Actor actor, SpacesContext context, AssessmentRows rows, AuditTrail trail, CancellationToken cancel)
    {
        trail.Subject(id);
        var (found, refusal) = await rows.LockAsync(id, http, cancel);
        if (refusal is not null) return Problems.Of([refusal]);
        if (await rows.LeadAsync(body.Lead, cancel) is not { } lead) return Problems.Of(ProblemCodes.PersonUnknown, "lead");
        trail.Subject(lead);
        found!.Assessment.LeadId = lead;
        found.Assessment.Version++;
        return await AnswerAsync(found, http, actor, context, rows, cancel);
    }

    /// <summary>Writes a changed assessment and shows it as it stands then.</summary>
    internal static async Task<Ok<AssessmentFile>> AnswerAsync(
        Assessed found, HttpContext http, Actor actor, SpacesContext context, AssessmentRows rows, CancellationToken cancel)
    {
        await context.SaveChangesAsync(cancel);
        Versions.Show(http, found.Assessment.Version);
        return TypedResults.Ok(await AssessmentViews.FileAsync(found, actor, context, rows, cancel));
    }

    private static async Task<Results<Ok<AssessmentFile>, ProblemHttpResult>> Read(
        Guid id, HttpContext http, Actor actor, SpacesContext context, AssessmentRows rows, AuditTrail trail, CancellationToken cancel)
    {
        trail.Subject(id);
        if (await rows.ReadAsync(id, cancel) is not { } found) return Problems.Of(ProblemCodes.NotFound);
        Versions.Show(http, found.Assessment.Version);
        return TypedResults.Ok(await AssessmentViews.FileAsync(found, actor, context, rows, cancel));
    }

    private static async Task<Results<Ok<IReadOnlyList<AssessmentView>>, ProblemHttpResult>> List(
        [AsParameters] AssessmentQuery query, Actor actor, SpacesContext context, AssessmentRows rows, AuditTrail trail, CancellationToken cancel)
    {
        var matching =
            from assessment in context.Assessments.AsNoTracking()
            join space in context.Spaces.AsNoTracking().VisibleTo(actor) on new { assessment.PartnershipId, Id = assessment.SpaceId } equals new { space.PartnershipId, space.Id }
            select new { Assessment = assessment, Space = space };
        if (query.Status is not null)
        {
            if (!WireName.TryParse<AssessmentStatus>(query.Status, out var status)) return Problems.Of(ProblemCodes.WordUnknown, "status");
            // One that was withdrawn keeps its status, and stands among the others only where somebody asks for what is over.
            matching = matching.Where(one => one.Assessment.Status == status && (!one.Assessment.Withdrawn || query.Ended == true));
        }
        else if (query.Ended != true && query.Space is null) matching = matching.Where(one => one.Assessment.EndedOn == null);

        if (query.Space is { } wanted) matching = matching.Where(one => one.Assessment.SpaceId == wanted);
        var found = await matching.OrderBy(one => one.Assessment.EndedOn != null).ThenBy(one => one.Assessment.ReviewOn).ThenBy(one => one.Assessment.Id)
            .Take(MostAssessments).ToListAsync(cancel);
        var months = await SpaceRows.ReputationMonthsAsync(context, actor.PartnershipId, cancel);
        var names = await MemberNames.NamesAsync(context, found.Select(one => one.Assessment.LeadId), cancel);
        AssessmentView[] shown =
        [
            .. found.Where(one => !SpaceReputation.IsOver(one.Space.EndedOn, rows.Today, months))
                .Select(one => AssessmentViews.Of(one.Assessment, one.Space, names[one.Assessment.LeadId], rows.Today))
                .Where(view => query.Overdue is not { } overdue || view.Overdue == overdue),
        ];
        trail.Subjects(shown.Select(view => view.Id));
        trail.Note("shown", shown.Length);
        return TypedResults.Ok<IReadOnlyList<AssessmentView>>(shown);
    }
}
