using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Assessments;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Assessments.Instruments;

/// <summary>What was answered, read once a round is closed.</summary>
internal static class SurveyApi
{
    public static void MapSurveys(this RouteGroupBuilder assessments) =>
        assessments.MapGet("/{id:guid}/surveys", Read).NeedsAgreement(DataItem.Hotspots)
            .Requires(Permission.SeeAssessments).Audited(AuditAction.SurveysSeen)
            .WithSummary("What each group answered, by question and round, and what changed since the baseline; closed rounds only, never one person's answers");

    private static async Task<Results<Ok<SurveyResults>, ProblemHttpResult>> Read(
        Guid id, Actor actor, SpacesContext context, AssessmentRows rows, AuditTrail trail, CancellationToken cancel)
    {
        trail.Subject(id);
        if (await rows.ReadAsync(id, cancel) is null) return Problems.Of(ProblemCodes.NotFound);
        var results = await ResultsAsync(id, Sights.OfSpaces(actor.Role), actor, context, cancel);
        trail.Note("rounds", results.Surveys.Sum(survey => survey.Rounds.Count));
        return TypedResults.Ok(results);
    }

    /// <summary>What each group answered in closed rounds, of an assessment that the reader may see, as far as the sight goes.</summary>
    public static async Task<SurveyResults> ResultsAsync(Guid id, SpaceSight sight, Actor actor, SpacesContext context, CancellationToken cancel)
    {
        var least = await context.Partnerships.Where(p => p.PartnershipId == actor.PartnershipId).Select(p => p.InsideThreshold).SingleAsync(cancel);
        var surveys = SurveyFormFirst.All.Select(form => form.Instrument).Distinct().ToArray();
        var closed = await context.Collections.AsNoTracking()
            .Where(c => c.PartnershipId == actor.PartnershipId && c.AssessmentId == id && c.ClosedOn != null && surveys.Contains(c.Instrument)).ToListAsync(cancel);
        var ids = closed.Select(one => one.Id).ToArray();
        // Their ids are random: by them nobody comes first.
        var answers = (await context.CollectionAnswers.AsNoTracking()
            .Where(a => a.PartnershipId == actor.PartnershipId && ids.Contains(a.CollectionId)).OrderBy(a => a.Id).ToListAsync(cancel)).ToLookup(a => a.CollectionId);
        var figures = sight != SpaceSight.Words;
        return new(
            least, figures, Texts.Get(Tongue.En, AssessmentForm.LabelKey), Texts.Get(Tongue.Cy, AssessmentForm.LabelKey),
            [.. closed.GroupBy(one => one.Instrument).OrderBy(group => group.Key).Select(group =>
                SurveyMerge.Of(group.Key, [.. group.OrderBy(one => one.Round).Select(one => SurveyMerge.Read(one, answers[one.Id]))], least, figures))]);
    }
}
