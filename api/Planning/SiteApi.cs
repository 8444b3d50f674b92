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
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Planning;

namespace SpacesPlaces.Api.Planning;

/// <summary>Candidate sites for stalls, and the weights by which they are scored.</summary>
internal static class SiteApi
{
    public static void MapSites(this IEndpointRouteBuilder planning)
    {
        planning.MapGet("/sites", List).Requires(Permission.SeeSites).Audited(AuditAction.SitesListed)
            .WithSummary("Sites where a stall could stand, with the days since workers were last near");
        planning.MapPost("/sites/{id:guid}", Record).Requires(Permission.ChangePlans).Audited(AuditAction.SiteRecorded)
            .Checked<NewCandidateSite>(SiteChecks.Check).GivesReceipt()
            .WithSummary("Write down a site under an id that the client made; a resend of the same content is answered, not stored again");
        planning.MapPut("/sites/{id:guid}", Change).Requires(Permission.ChangePlans).Audited(AuditAction.SiteChanged)
            .Checked<NewCandidateSite>(SiteChecks.Check)
            .WithSummary("Put right what is said of a site; If-Match names the version that was read");
        planning.MapGet("/weightings", ListWeightings).Requires(Permission.SeeSites).Audited(AuditAction.WeightingsListed)
            .WithSummary("Saved weights of the parts of a score");
        planning.MapPut("/weightings/{id:guid}", SaveWeighting).Requires(Permission.ChangePlans).Audited(AuditAction.WeightingSaved)
            .Checked<NewSitingWeighting>(SiteChecks.Check)
            .WithSummary("Save weights under a name; If-Match names the version that was read, \"0\" for new ones");
    }

    private static async Task<Ok<IReadOnlyList<CandidateSiteView>>> List(
        Actor actor, SpacesContext context, SiteGround ground, IGridTransform grid, AuditTrail trail, TimeProvider clock, CancellationToken cancel)
    {
        var sites = await context.CandidateSites.AsNoTracking().Where(s => s.PartnershipId == actor.PartnershipId)
            .OrderByDescending(s => s.InUse).ThenBy(s => s.NameEn ?? s.NameCy).ThenBy(s => s.Id).Take(SiteChecks.MostNamed).ToListAsync(cancel);
        trail.Note("shown", sites.Count);
        return TypedResults.Ok(await ViewsAsync(sites, ground, grid, clock, cancel));
    }

    private static async Task<Results<Created<Receipt>, Accepted<Receipt>, ProblemHttpResult>> Record(
        Guid id, NewCandidateSite body, HttpContext http, Actor actor, SpacesContext context, IGridTransform grid, AuditTrail trail,
        TimeProvider clock, CancellationToken cancel)
    {
        trail.Subject(id);
        var content = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(body, WireJson.Options));
        var held = await context.CandidateSites.AsNoTracking().SingleOrDefaultAsync(s => s.PartnershipId == actor.PartnershipId && s.Id == id, cancel);
        if (held is not null)
        {
            return held.RecordedBy == actor.UserId && held.ContentSha256.AsSpan().SequenceEqual(content)
                ? TypedResults.Accepted($"/api/v1/planning/sites/{id}", ReceiptOf(held, http))
                : Problems.Of(ProblemCodes.IdTakenByOtherContent, "id");
        }

        if (await context.CandidateSites.CountAsync(s => s.PartnershipId == actor.PartnershipId, cancel) >= SiteChecks.MostNamed)
            return Problems.Of(ProblemCodes.TooManySites, null, ("max", SiteChecks.MostNamed));
        var site = new CandidateSite
        {
            PartnershipId = actor.PartnershipId,
            Id = id,
            Point = Where.ToPoint(body.Location, grid),
            Agency = actor.Agency,
            RecordedBy = actor.UserId,
            RecordedAt = clock.StoredNow(),
            ContentSha256 = content,
        };
        Describe(site, body);
        context.CandidateSites.Add(site);
        var told = await RefuseWordsAsync(body, http, actor, context, trail, clock, cancel);
        return told.Count > 0 ? Problems.Of(told) : TypedResults.Created($"/api/v1/planning/sites/{id}", ReceiptOf(site, http));
    }

    private static async Task<Results<Ok<CandidateSiteView>, ProblemHttpResult>> Change(
        Guid id, NewCandidateSite body, HttpContext http, Actor actor, SpacesContext context, SiteGround ground, IGridTransform grid,
        AuditTrail trail, TimeProvider clock, CancellationToken cancel)
    {
        trail.Subject(id);
        var (version, refusal) = Versions.Asked(http);
        if (refusal is not null) return Problems.Of([refusal]);
        var site = await context.CandidateSites
            .FromSql($"select * from candidate_site where partnership_id = {actor.PartnershipId} and id = {id} for update").SingleOrDefaultAsync(cancel);
        if (site is null) return Problems.Of(ProblemCodes.NotFound);
        if (site.Version != version) return Problems.Of([Refusal.Of(ProblemCodes.VersionStale, "If-Match", ("version", site.Version))]);
        var told = await RefuseWordsAsync(body, http, actor, context, trail, clock, cancel);
        if (told.Count > 0) return Problems.Of(told);
        Describe(site, body);
        site.Point = Where.ToPoint(body.Location, grid);
        site.Version++;
        Versions.Show(http, site.Version);
        return TypedResults.Ok((await ViewsAsync([site], ground, grid, clock, cancel))[0]);
    }

    private static async Task<Ok<IReadOnlyList<SitingWeightingView>>> ListWeightings(Actor actor, SpacesContext context, CancellationToken cancel) =>
        TypedResults.Ok<IReadOnlyList<SitingWeightingView>>(
        [
            .. (await context.SitingWeightings.AsNoTracking().Where(w => w.PartnershipId == actor.PartnershipId)
                .OrderBy(w => w.Name).ThenBy(w => w.Id).Take(SiteChecks.MostNamed).ToListAsync(cancel)).Select(ViewOf),
        ]);

    private static async Task<Results<Ok<SitingWeightingView>, ProblemHttpResult>> SaveWeighting(
        Guid id, NewSitingWeighting body, HttpContext http, Actor actor, SpacesContext context, AuditTrail trail, TimeProvider clock, CancellationToken cancel)
    {
        trail.Subject(id);
        var (version, refusal) = Versions.Asked(http);
        if (refusal is not null) return Problems.Of([refusal]);
        var held = await context.SitingWeightings
            .FromSql($"select * from siting_weighting where partnership_id = {actor.PartnershipId} and id = {id} for update").SingleOrDefaultAsync(cancel);
        if (held is null && version != 0) return Problems.Of(ProblemCodes.NotFound);
        if ((held?.Version ?? 0) != version) return Problems.Of([Refusal.Of(ProblemCodes.VersionStale, "If-Match", ("version", held?.Version ?? 0))]);
        if (held is null)
        {
            if (await context.SitingWeightings.CountAsync(w => w.PartnershipId == actor.PartnershipId, cancel) >= SiteChecks.MostNamed)
                return Problems.Of(ProblemCodes.TooManySites, null, ("max", SiteChecks.MostNamed));
            held = new() { PartnershipId = actor.PartnershipId, Id = id, Version = 0, Name = "", Weights = "" };
            context.SitingWeightings.Add(held);
        }

        (held.Name, held.Weights) = (body.Name.Trim(), JsonSerializer.Serialize(body.Weights, WireJson.Options));
        (held.ChangedBy, held.ChangedAt) = (actor.UserId, clock.StoredNow());
        held.Version++;
        (string, string)[] words = [("name", held.Name)];
        IReadOnlyList<Refusal> told =
        [
            .. await IdentifyingChecks.RefuseAsync(words, LocalDays.Of(clock.GetUtcNow()), null, http, actor.PartnershipId, context, cancel),
            .. LanguageChecks.Refuse(words, null, trail),
        ];
        if (told.Count > 0) return Problems.Of(told);
        Versions.Show(http, held.Version);
        return TypedResults.Ok(ViewOf(held));
    }

    /// <summary>Writes down what is said of a site; where it is stays.</summary>
    internal static void Describe(CandidateSite site, NewCandidateSite said)
    {
        (site.NameEn, site.NameCy, site.Host) = (said.NameEn?.Trim(), said.NameCy?.Trim(), said.Host?.Trim());
        (site.PlaceType, site.Trust, site.Bus) = (said.PlaceType, said.Trust, said.Bus);
        (site.FootfallSchoolOut, site.FootfallMarketDay) = (said.Footfall?.SchoolOut, said.Footfall?.MarketDay);
        (site.FootfallSaturday, site.FootfallEvening) = (said.Footfall?.Saturday, said.Footfall?.Evening);
        (site.WelshSpeaking, site.StaffSafety, site.InUse) = (said.WelshSpeaking, said.StaffSafety, said.InUse);
    }

    // A site tells of no child and of no adult: no reason keeps such a text here.
    private static async Task<IReadOnlyList<Refusal>> RefuseWordsAsync(
        NewCandidateSite said, HttpContext http, Actor actor, SpacesContext context, AuditTrail trail, TimeProvider clock, CancellationToken cancel)
    {
        (string Field, string Text)[] words =
            [.. new[] { ("nameEn", said.NameEn), ("nameCy", said.NameCy), ("host", said.Host) }.Where(one => one.Item2 is not null).Select(one => (one.Item1, one.Item2!))];
        return
        [
            .. await IdentifyingChecks.RefuseAsync(words, LocalDays.Of(clock.GetUtcNow()), null, http, actor.PartnershipId, context, cancel),
            .. LanguageChecks.Refuse(words, null, trail),
        ];
    }

    private static async Task<IReadOnlyList<CandidateSiteView>> ViewsAsync(
        IReadOnlyList<CandidateSite> sites, SiteGround ground, IGridTransform grid, TimeProvider clock, CancellationToken cancel)
    {
        var since = await ground.DaysSinceAsync([.. sites.Select(site => new GridPoint(site.Point.X, site.Point.Y))], LocalDays.Of(clock.GetUtcNow()).AddDays(1), cancel);
        return [.. sites.Select((site, at) => new CandidateSiteView(
            site.Id, site.Version, Where.ToWire(site.Point, grid), site.PlaceType, site.NameEn, site.NameCy, site.Host, site.Trust,
            new(site.FootfallSchoolOut, site.FootfallMarketDay, site.FootfallSaturday, site.FootfallEvening), site.Bus, site.WelshSpeaking, site.StaffSafety,
            // Asked for tomorrow's start, so that who was there today counts; told from today.
            site.InUse, since[at] is { } days ? days - 1 : null))];
    }

    private static SitingWeightingView ViewOf(SitingWeighting weighting) => new(
        weighting.Id, weighting.Version, weighting.Name, JsonSerializer.Deserialize<SitingWeights>(weighting.Weights, WireJson.Options)!, weighting.ChangedAt);

    private static Receipt ReceiptOf(CandidateSite site, HttpContext http) =>
        new(site.Id, 1, Convert.ToHexStringLower(site.ContentSha256), site.RecordedAt, http.BodySha256());
}
