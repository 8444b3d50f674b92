using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Api.Spaces;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Assessments;

/// <summary>Whether a plan helped, as far as recorded harm can tell: areas and periods chosen first, the outcome read afterwards.</summary>
internal static class ComparisonApi
{
    public static RouteGroupBuilder MapComparisons(this RouteGroupBuilder assessments)
    {
        assessments.MapGet("/{id:guid}/comparisons", List).NeedsAgreement(DataItem.Hotspots)
            .Requires(Permission.SeeAssessments).Audited(AuditAction.ComparisonsListed)
            .WithSummary("The areas and periods by which the plan shall be judged, in the order in which they were chosen; no count of anything");
        assessments.MapPost("/{id:guid}/comparisons/{comparisonId:guid}", Choose).NeedsAgreement(DataItem.Hotspots)
            .Requires(Permission.ChangeAssessments).Audited(AuditAction.ComparisonChosen).Checked<NewComparison>(ComparisonChecks.Check)
            .WithSummary("Choose areas and periods before looking, under an id that the client made; they are never changed. At most three");
        assessments.MapGet("/{id:guid}/comparisons/{comparisonId:guid}/outcome", Look).NeedsAgreement(DataItem.Hotspots)
            .Requires(Permission.SeeAssessments).Audited(AuditAction.OutcomeSeen)
            .WithSummary("What recorded harm says of whether the plan helped, once its period is over, as far as the reader may know it");
        return assessments;
    }

    private static async Task<Results<Ok<IReadOnlyList<ComparisonView>>, ProblemHttpResult>> List(
        Guid id, Actor actor, SpacesContext context, AssessmentRows rows, IGridTransform grid, AuditTrail trail, CancellationToken cancel)
    {
        trail.Subject(id);
        if (await rows.ReadAsync(id, cancel) is null) return Problems.Of(ProblemCodes.NotFound);
        var chosen = await context.Comparisons.AsNoTracking().Where(c => c.PartnershipId == actor.PartnershipId && c.AssessmentId == id)
            .OrderBy(c => c.Number).ToListAsync(cancel);
        var names = await MemberNames.NamesAsync(context, chosen.Select(one => one.ChosenBy), cancel);
        return TypedResults.Ok<IReadOnlyList<ComparisonView>>([.. chosen.Select(one => ViewOf(one, names[one.ChosenBy], grid))]);
    }

    private static async Task<Results<Created<ComparisonView>, Accepted<ComparisonView>, ProblemHttpResult>> Choose(
        Guid id, Guid comparisonId, NewComparison body, HttpContext http, Actor actor, SpacesContext context, AssessmentRows rows, IGridTransform grid,
        AuditTrail trail, TimeProvider clock, CancellationToken cancel)
    {
        trail.Subjects([id, comparisonId]);
        var content = AssessmentRows.Digest(body);
        var held = await context.Comparisons.AsNoTracking().SingleOrDefaultAsync(c => c.PartnershipId == actor.PartnershipId && c.Id == comparisonId, cancel);
        if (held is not null)
        {
            return held.AssessmentId == id && held.ChosenBy == actor.UserId && held.ContentSha256.AsSpan().SequenceEqual(content)
                ? TypedResults.Accepted(AddressOf(id), ViewOf(held, actor.Identity.UserName, grid))
                : Problems.Of(ProblemCodes.IdTakenByOtherContent, "comparisonId");
        }

        var (found, refusal) = await rows.ShareAsync(id, cancel);
        if (refusal is not null) return Problems.Of([refusal]);
        if (found!.Space.Shape is not { } target) return Problems.Of(ProblemCodes.SpaceWithoutArea);
        // Two who choose at once wait for each other: the second is the second.
        await SpaceRows.LockAsync(context, actor.PartnershipId, found.Space.Id, cancel);
        var number = 1 + await context.Comparisons.CountAsync(c => c.PartnershipId == actor.PartnershipId && c.AssessmentId == id, cancel);
        if (number > ComparisonChecks.MostOfOne) return Problems.Of([Refusal.Of(ProblemCodes.TooManyComparisons, null, ("max", ComparisonChecks.MostOfOne))]);
        var comparison = new Comparison
        {
            PartnershipId = actor.PartnershipId,
            Id = comparisonId,
            AssessmentId = id,
            Number = number,
            Target = target,
            Control = Where.ToGrid(body.Control, grid),
            BufferMetres = body.BufferMetres,
            BufferControl = body.BufferControl is { } like ? Where.ToGrid(like, grid) : null,
            BeforeFrom = body.BeforeFrom,
            BeforeTo = body.BeforeTo,
            AfterFrom = body.AfterFrom,
            AfterTo = body.AfterTo,
            ChosenBecauseHigh = body.ChosenBecauseHigh,
            Reason = body.Reason.Trim(),
            LanguageReason = body.LanguageReason,
            Agency = actor.Agency,
            ChosenBy = actor.UserId,
            ChosenAt = clock.StoredNow(),
            ContentSha256 = content,
        };
        if (ComparisonChecks.Overlap(target, comparison.Buffer(), comparison.Control, comparison.BufferControl) is { } overlap) return Problems.Of([overlap]);
        var told = await SpaceTexts.RefuseAsync([("reason", body.Reason)], body.LanguageReason, http, actor, context, trail, clock, cancel);
        if (told.Count > 0) return Problems.Of(told);
        context.Comparisons.Add(comparison);
        return TypedResults.Created(AddressOf(id), ViewOf(comparison, actor.Identity.UserName, grid));
    }

    private static async Task<Results<Ok<OutcomeView>, ProblemHttpResult>> Look(
        Guid id, Guid comparisonId, Actor actor, SpacesContext context, AssessmentRows rows, IGridTransform grid, AuditTrail trail, TimeProvider clock,
        CancellationToken cancel)
    {
        trail.Subjects([id, comparisonId]);
        if (await rows.ReadAsync(id, cancel) is null) return Problems.Of(ProblemCodes.NotFound);
        var comparison = await context.Comparisons.AsNoTracking()
            .SingleOrDefaultAsync(c => c.PartnershipId == actor.PartnershipId && c.AssessmentId == id && c.Id == comparisonId, cancel);
        if (comparison is null) return Problems.Of(ProblemCodes.NotFound);
        if (LocalDays.Of(clock.GetUtcNow()) <= comparison.AfterTo)
            return Problems.Of([Refusal.Of(ProblemCodes.PeriodNotOver, null, ("day", comparison.AfterTo.AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)))]);
        var names = await MemberNames.NamesAsync(context, [comparison.ChosenBy], cancel);
        var outcome = await Outcomes.ReadAsync(comparison, ViewOf(comparison, names[comparison.ChosenBy], grid), Sights.OfSpaces(actor.Role), actor, context, cancel);
        trail.Note("figures_shown", outcome.FiguresShown);
        return TypedResults.Ok(outcome);
    }

    private static string AddressOf(Guid assessment) => $"/api/v1/assessments/{assessment}/comparisons";

    public static ComparisonView ViewOf(Comparison one, string chosenBy, IGridTransform grid) => new(
        one.Id, one.Number, Where.ToWire(one.Target, grid), Where.ToWire(one.Control, grid), one.Buffer() is { } around ? Where.ToWire(around, grid) : null,
        one.BufferControl is { } like ? Where.ToWire(like, grid) : null, one.Reason, one.BeforeFrom, one.BeforeTo, one.AfterFrom, one.AfterTo,
        one.BufferMetres, one.ChosenBecauseHigh, LocalDays.Of(one.ChosenAt) >= one.AfterFrom, chosenBy, one.Agency, one.ChosenAt, one.AfterTo.AddDays(1));
}
