using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Assessments;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Assessments.Instruments;

/// <summary>Young people's safety maps as one, of rounds that are closed; nobody's own map is shown to anybody.</summary>
internal static class SafetyMapApi
{
    public static void MapSafetyMaps(this RouteGroupBuilder assessments) =>
        assessments.MapGet("/{id:guid}/safety-maps", Read).NeedsAgreement(DataItem.Hotspots)
            .Requires(Permission.SeeAssessments).Audited(AuditAction.SafetyMapsSeen)
            .WithSummary("Young people's safety maps merged, by day and after dark, of rounds that are closed, and what changed since before the plan");

    /// <summary>True when maps of a collection were told once, even where too few are left by now.</summary>
    public static Task<bool> IsReleasedAsync(Collection collection, SpacesContext context, CancellationToken cancel) =>
        context.SafetyMapReleases.AnyAsync(r => r.PartnershipId == collection.PartnershipId && r.CollectionId == collection.Id, cancel);

    private static async Task<Results<Ok<SafetyMapFile>, ProblemHttpResult>> Read(
        Guid id, Actor actor, SpacesContext context, AssessmentRows rows, AuditTrail trail, TimeProvider clock, CancellationToken cancel)
    {
        trail.Subject(id);
        return await rows.ReadAsync(id, cancel) is null ? Problems.Of(ProblemCodes.NotFound) : TypedResults.Ok(await FileAsync(id, actor, context, clock, cancel));
    }

    /// <summary>Merged maps of an assessment that the reader may see; the first look at a closed round is its release.</summary>
    public static async Task<SafetyMapFile> FileAsync(Guid id, Actor actor, SpacesContext context, TimeProvider clock, CancellationToken cancel)
    {
        // Two who look first at once wait for each other: there is one first release.
        var handed = await context.Collections.FromSql(
            $"""
            select * from assessment_collection where partnership_id = {actor.PartnershipId} and assessment_id = {id} and instrument = 'safety_map'
            order by round for update
            """).AsNoTracking().ToListAsync(cancel);
        var least = await context.Partnerships.Where(p => p.PartnershipId == actor.PartnershipId).Select(p => p.InsideThreshold).SingleAsync(cancel);
        if (handed.Count == 0) return new(null, least, [], []);
        var grid = SafetyMapInstrument.GridOf(handed[0].Detail!);
        Guid[] ids = [.. handed.Select(one => one.Id)];
        var releases = await context.SafetyMapReleases.Where(r => r.PartnershipId == actor.PartnershipId && ids.Contains(r.CollectionId)).ToListAsync(cancel);
        List<MergedSafetyMap> maps = [];
        List<SafetyMapComparison> changes = [];
        foreach (var time in Enum.GetValues<ObservationTime>())
        {
            SafetyRound? before = null;
            foreach (var collection in handed.Where(one => one.ClosedOn is not null))
            {
                var round = await SafetyRound.ReadAsync(collection, time, grid, least, releases, clock.StoredNow(), context, cancel);
                maps.Add(new(collection.Round, time, collection.ClosedOn!.Value, round.Voices.Count >= round.Least ? round.Voices.Count : null, round.View(grid)));
                if (collection.Round == 0) before = round;
                else if (before is not null) changes.Add(new(collection.Round, time, round.ChangesSince(before, grid)));
            }
        }

        return new(grid, least, [.. maps.OrderBy(one => one.Round).ThenBy(one => one.Time)], [.. changes.OrderBy(one => one.Round).ThenBy(one => one.Time)]);
    }
}

/// <summary>The maps of one round at one time of the day, merged as far as they may be told.</summary>
internal sealed class SafetyRound
{
    private readonly SafetyMapRelease? release;
    private readonly IReadOnlyDictionary<string, MergedCell> merged;

    private SafetyRound(
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, SafetyMark>> voices, int least, SafetyMapRelease? release, IReadOnlyDictionary<string, MergedCell> merged) =>
        (Voices, Least, this.release, this.merged) = (voices, least, release, merged);

    /// <summary>By contributor, what they say of each square.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, SafetyMark>> Voices { get; }

    /// <summary>Fewest voices that are told.</summary>
    public int Least { get; }

    /// <summary>Reads the maps of a closed round; the first time that enough came, what is told of them is kept.</summary>
    public static async Task<SafetyRound> ReadAsync(
        Collection collection, ObservationTime time, SafetyMapGrid grid, int least, List<SafetyMapRelease> releases, DateTimeOffset now, SpacesContext context,
        CancellationToken cancel)
    {
        var answers = await context.CollectionAnswers.AsNoTracking().Where(a => a.PartnershipId == collection.PartnershipId && a.CollectionId == collection.Id)
            .OrderBy(a => a.Id).Select(a => new { a.Id, a.Detail }).ToListAsync(cancel);
        var voices = answers.Select(answer => (answer.Id, Cells: JsonSerializer.Deserialize<KeptMap>(answer.Detail, WireJson.Options)!.At(time)))
            .Where(one => one.Cells.Count > 0)
            .ToDictionary(one => one.Id.ToString(), IReadOnlyDictionary<string, SafetyMark> (one) => one.Cells.ToDictionary(cell => cell.Cell, MarkOf));
        var release = releases.SingleOrDefault(one => one.CollectionId == collection.Id && one.Time == time);
        var k = Math.Max(least, release?.Least ?? least);
        var merged = SafetyMaps.Merge(voices, grid.Cells, k, release is null ? null : JsonSerializer.Deserialize<Dictionary<string, MergedCell>>(release.Merged));
        if (release is null && voices.Count >= k)
        {
            release = new()
            {
                PartnershipId = collection.PartnershipId,
                CollectionId = collection.Id,
                Time = time,
                Least = k,
                Merged = JsonSerializer.Serialize(merged.Where(cell => cell.Value.IsShown).ToDictionary()),
                ReleasedAt = now,
            };
            context.SafetyMapReleases.Add(release);
            releases.Add(release);
        }

        return new(voices, k, release, merged);
    }

    /// <summary>The squares that may be told, in the order of the grid.</summary>
    public IReadOnlyList<MergedSafetyCell> View(SafetyMapGrid grid) =>
        [.. from name in grid.Cells
            let cell = merged[name]
            where cell.IsShown
            select new MergedSafetyCell(
                name, cell.Colour!.Value, cell.Voices!.Value, cell.Split?.Red, cell.Split?.Amber, cell.Split?.Green, cell.Reasons, cell.IsSafePlace, cell.HasTrustedAdult)];

    /// <summary>What changed, in squares that both rounds may tell; compared once, and kept, because comparing again after somebody left would tell what they had said.</summary>
    public IReadOnlyList<SafetyCellChange> ChangesSince(SafetyRound before, SafetyMapGrid grid)
    {
        if (release is null || before.release is null) return [];
        release.Compared ??= JsonSerializer.Serialize(
            SafetyMaps.Compare(before.Voices, Voices, grid.Cells, Math.Max(Least, before.Least)).ToDictionary(cell => cell.Key, cell => cell.Value.Change));
        var compared = JsonSerializer.Deserialize<Dictionary<string, SafetyChange>>(release.Compared)!;
        return [.. from name in grid.Cells
            where compared.ContainsKey(name) && merged[name].IsShown && before.merged[name].IsShown
            select new SafetyCellChange(name, compared[name])];
    }

    private static SafetyMark MarkOf(SafetyCell cell) => new(cell.Colour, [.. cell.Reasons ?? []], cell.SafePlace, cell.TrustedAdult);
}
