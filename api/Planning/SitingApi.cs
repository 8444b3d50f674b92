using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Api.Language;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Planning;

/// <summary>Questions for sites: answered at once, kept so that alternatives stand side by side.</summary>
internal static class SitingApi
{
    /// <summary>Most questions of a person in an hour: enough to try much, too few to trace an outline square by square.</summary>
    public const int MostInAnHour = 120;

    private const int MostListed = 50;

    public static void MapSitings(this IEndpointRouteBuilder planning)
    {
        planning.MapPost("/sitings/{id:guid}", Ask).NeedsAgreement(DataItem.Hotspots)
            .Requires(Permission.ChangePlans).Audited(AuditAction.SitingAsked).Checked<NewSiting>(SiteChecks.Check)
            .WithSummary("Choose sites for stalls: which, why these, why not the others; a resend of the same question is answered from what stands");
        planning.MapGet("/sitings", List).NeedsAgreement(DataItem.Hotspots)
            .Requires(Permission.SeeSites).Audited(AuditAction.SitingsListed)
            .WithSummary("Earlier answers, newest first");
        planning.MapGet("/sitings/{id:guid}", Read).NeedsAgreement(DataItem.Hotspots)
            .Requires(Permission.SeeSites).Audited(AuditAction.SitingsListed)
            .WithSummary("One answer as it was given");
    }

    private static async Task<Results<Created<SitingView>, Ok<SitingView>, ProblemHttpResult>> Ask(
        Guid id, NewSiting body, HttpContext http, Actor actor, SpacesContext context, SitingWork work, AuditTrail trail, TimeProvider clock,
        CancellationToken cancel)
    {
        trail.Subject(id);
        var content = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(body, WireJson.Options));
        var held = await context.Sitings.AsNoTracking().SingleOrDefaultAsync(s => s.PartnershipId == actor.PartnershipId && s.Id == id, cancel);
        if (held is not null)
        {
            return held.AskedBy == actor.UserId && held.ContentSha256.AsSpan().SequenceEqual(content)
                ? TypedResults.Ok(AnswerOf(held))
                : Problems.Of(ProblemCodes.IdTakenByOtherContent, "id");
        }

        var now = clock.StoredNow();
        if (await context.Sitings.CountAsync(s => s.PartnershipId == actor.PartnershipId && s.AskedBy == actor.UserId && s.AskedAt > now.AddHours(-1), cancel) >= MostInAnHour)
            return Problems.Of(ProblemCodes.TooManyRequests);
        if (body.Name is { } name)
        {
            (string, string)[] words = [("name", name)];
            IReadOnlyList<Refusal> told =
            [
                .. await IdentifyingChecks.RefuseAsync(words, LocalDays.Of(now), null, http, actor.PartnershipId, context, cancel),
                .. LanguageChecks.Refuse(words, null, trail),
            ];
            if (told.Count > 0) return Problems.Of(told);
        }

        var (answer, refusal) = await work.AnswerAsync(id, body, now, cancel);
        if (answer is null) return Problems.Of([refusal!]);
        context.Sitings.Add(new()
        {
            PartnershipId = actor.PartnershipId,
            Id = id,
            Answer = JsonSerializer.Serialize(answer, WireJson.Options),
            AskedBy = actor.UserId,
            AskedAt = now,
            ContentSha256 = content,
        });
        trail.Note("sites", answer.Sites.Count);
        return TypedResults.Created($"/api/v1/planning/sitings/{id}", answer);
    }

    private static async Task<Ok<IReadOnlyList<SitingView>>> List(Actor actor, SpacesContext context, AuditTrail trail, CancellationToken cancel)
    {
        var held = await context.Sitings.AsNoTracking().Where(s => s.PartnershipId == actor.PartnershipId)
            .OrderByDescending(s => s.AskedAt).ThenBy(s => s.Id).Take(MostListed).ToListAsync(cancel);
        trail.Note("shown", held.Count);
        return TypedResults.Ok<IReadOnlyList<SitingView>>([.. held.Select(AnswerOf)]);
    }

    private static async Task<Results<Ok<SitingView>, ProblemHttpResult>> Read(
        Guid id, Actor actor, SpacesContext context, AuditTrail trail, CancellationToken cancel)
    {
        trail.Subject(id);
        var held = await context.Sitings.AsNoTracking().SingleOrDefaultAsync(s => s.PartnershipId == actor.PartnershipId && s.Id == id, cancel);
        return held is null ? Problems.Of(ProblemCodes.NotFound) : TypedResults.Ok(AnswerOf(held));
    }

    private static SitingView AnswerOf(Siting siting) => JsonSerializer.Deserialize<SitingView>(siting.Answer, WireJson.Options)!;
}
