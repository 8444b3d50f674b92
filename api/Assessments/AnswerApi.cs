using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Api.Spaces;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Assessments;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Assessments;

/// <summary>Answers to prompts, each with a version of its own: two who write to different prompts never meet, two at one prompt are told.</summary>
internal static class AnswerApi
{
    public static async Task<Results<Ok<AnswerView>, ProblemHttpResult>> Answer(
        Guid id, string prompt, NewAnswer body, HttpContext http, Actor actor, SpacesContext context, AssessmentRows rows, AuditTrail trail,
        TimeProvider clock, CancellationToken cancel)
    {
        trail.Subject(id);
        var (version, noVersion) = Versions.Asked(http);
        if (noVersion is not null) return Problems.Of([noVersion]);
        var (found, refusal) = await rows.ShareAsync(id, cancel);
        if (refusal is not null) return Problems.Of([refusal]);
        var form = await AssessmentForms.ReadAsync(context, actor.PartnershipId, found!.Assessment.FormVersion, cancel);
        if (form.Find(prompt) is not { } asked) return Problems.Of(ProblemCodes.NotFound, "prompt");
        List<Refusal> wrong = [.. AssessmentChecks.Fits(body, asked.Kind)];
        if (wrong.Count > 0) return Problems.Of(wrong);
        trail.Note("prompt", prompt);

        var content = AssessmentRows.Digest(body);
        var now = clock.StoredNow();
        // The first answer makes the row; of two who are first at once, one does and the other is told.
        var made = version == 0 ? await InsertAsync(found.Assessment, prompt, content, actor, now, context, cancel) : 0;
        var answer = await context.AssessmentAnswers.FromSql(
            $"select * from assessment_answer where partnership_id = {actor.PartnershipId} and assessment_id = {id} and prompt = {prompt} for update").SingleOrDefaultAsync(cancel);
        if (answer is null) return Problems.Of([Refusal.Of(ProblemCodes.VersionStale, "If-Match", ("version", 0))]);
        if (made == 0 && answer.Version != version)
        {
            // A resend of what came already: its receipt was lost, not the race.
            return answer.Version == version + 1 && answer.EditedBy == actor.UserId && answer.ContentSha256.AsSpan().SequenceEqual(content)
                ? await ShowAsync(answer, asked, http, context, cancel)
                : await LateAsync(answer, asked, context, cancel);
        }

        var told = await SpaceTexts.RefuseAsync([("text", body.Text)], body.LanguageReason, http, actor, context, trail, clock, cancel);
        if (told.Count > 0) return Problems.Of(told);
        (answer.Text, answer.Rating, answer.Source, answer.Grade, answer.Ticked) = (body.Text?.Trim(), body.Rating, body.Source, body.Grade, body.Ticked);
        (answer.LanguageReason, answer.ContentSha256) = (body.LanguageReason, content);
        (answer.Agency, answer.EditedBy, answer.EditedAt) = (actor.Agency, actor.UserId, now);
        if (made == 0) answer.Version++;
        return await ShowAsync(answer, asked, http, context, cancel);
    }

    private static Task<int> InsertAsync(
        Assessment assessment, string prompt, byte[] content, Actor actor, DateTimeOffset now, SpacesContext context, CancellationToken cancel) =>
        context.Database.ExecuteSqlAsync(
            $"""
            insert into assessment_answer (partnership_id, assessment_id, prompt, version, agency, edited_by, edited_at, content_sha256)
            values ({assessment.PartnershipId}, {assessment.Id}, {prompt}, 1, {WireName.Of(actor.Agency)}, {actor.UserId}, {now}, {content})
            on conflict (partnership_id, assessment_id, prompt) do nothing
            """, cancel);

    private static async Task<Ok<AnswerView>> ShowAsync(AssessmentAnswer answer, FormPrompt asked, HttpContext http, SpacesContext context, CancellationToken cancel)
    {
        Versions.Show(http, answer.Version);
        return TypedResults.Ok(await ViewAsync(answer, asked, context, cancel));
    }

    // The other's answer, so that a page can show both: who writes here may read it.
    private static async Task<ProblemHttpResult> LateAsync(AssessmentAnswer answer, FormPrompt asked, SpacesContext context, CancellationToken cancel) =>
        Late(answer.Version, await ViewAsync(answer, asked, context, cancel));

    /// <summary>The refusal of a change that came too late, with what stands there now.</summary>
    public static ProblemHttpResult Late(int version, object held)
    {
        var problem = Problems.Of([Refusal.Of(ProblemCodes.VersionStale, "If-Match", ("version", version))]);
        problem.ProblemDetails.Extensions["held"] = held;
        return problem;
    }

    private static async Task<AnswerView> ViewAsync(AssessmentAnswer answer, FormPrompt asked, SpacesContext context, CancellationToken cancel) =>
        AssessmentViews.Of(answer, asked.Kind, (await MemberNames.NamesAsync(context, [answer.EditedBy], cancel))[answer.EditedBy]);
}
