using System.ComponentModel;
using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using NetTopologySuite.Geometries;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Grids;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Incidents;

/// <summary>Which incidents to find.</summary>
public sealed record IncidentQuery
{
    [FromQuery(Name = "bbox"), Description("West, south, east, north on whole steps of 0.05 degrees (EPSG:4326); finer boxes go into the body of a search")]
    public string? Bbox { get; init; }

    [FromQuery(Name = "placeId"), Description("Only incidents at this named place; for readers of exact locations")]
    public Guid? PlaceId { get; init; }

    [FromQuery(Name = "from"), Description("Only incidents that can have happened on or after this instant")]
    public DateTimeOffset? From { get; init; }

    [FromQuery(Name = "to"), Description("Only incidents that can have happened before this instant")]
    public DateTimeOffset? To { get; init; }

    [FromQuery(Name = "harmType"), Description("Only incidents with any of these harm types; may be repeated")]
    public string[]? HarmType { get; init; }

    [FromQuery(Name = "agency"), Description("Only incidents whose information came from any of these agencies; may be repeated")]
    public string[]? Agency { get; init; }

    [FromQuery(Name = "status"), Description("recorded (default) or withdrawn")]
    public string? Status { get; init; }

    [FromQuery(Name = "kind"), Description("harm or hotspot_report; both when left out")]
    public string? Kind { get; init; }

    [FromQuery(Name = "flagged"), Description("true: only records whose text may identify somebody, kept with a reason; for leads and analysts")]
    public bool? Flagged { get; init; }

    [FromQuery(Name = "limit"), Description("Incidents on a page, 1 to 1,000; 100 when left out")]
    public int? Limit { get; init; }

    [FromQuery(Name = "after"), Description("Token of the next page, from the answer before")]
    public string? After { get; init; }
}

/// <summary>Finding incidents by space, time, type, agency, status and kind.</summary>
internal static class IncidentSearch
{
    private const int DefaultLimit = 100;
    private const int LargestLimit = 1_000;

    /// <summary>Beyond this many matches an exact count would cost more than it tells.</summary>
    private const int CountedUpTo = 10_000;

    public static Task<Results<Ok<IncidentPage>, ProblemHttpResult>> Find(
        [AsParameters] IncidentQuery query, Actor actor, SpacesContext context, IGridTransform grid, PageTokens tokens,
        AuditTrail trail, CancellationToken cancel) => FindAsync(query, actor, context, grid, tokens, trail, cancel);

    // With the filter in the body: addresses stand in logs and histories, so our own page says where in no address.
    public static Task<Results<Ok<IncidentPage>, ProblemHttpResult>> Search(
        IncidentCriteria body, Actor actor, SpacesContext context, IGridTransform grid, PageTokens tokens, AuditTrail trail,
        CancellationToken cancel) => FindAsync(
            new()
            {
                Bbox = body.Bbox is null ? null : string.Join(',', body.Bbox.Select(edge => edge.ToString("R", CultureInfo.InvariantCulture))),
                PlaceId = body.PlaceId,
                From = body.From,
                To = body.To,
                HarmType = Words(body.HarmType),
                Agency = Words(body.Agency),
                Status = body.Status is { } status ? WireName.Of(status) : null,
                Kind = body.Kind is { } kind ? WireName.Of(kind) : null,
                Limit = body.Limit,
                After = body.After,
            },
            actor, context, grid, tokens, trail, cancel);

    private static string[]? Words<TWord>(IReadOnlyList<TWord>? words) where TWord : struct, Enum => words?.Select(WireName.Of).ToArray();

    private static async Task<Results<Ok<IncidentPage>, ProblemHttpResult>> FindAsync(
        IncidentQuery query, Actor actor, SpacesContext context, IGridTransform grid, PageTokens tokens, AuditTrail trail,
        CancellationToken cancel)
    {
        var sight = Sights.OfIncidents(actor);
        if (Read(query, sight, grid, out var filter) is { } refusal) return Problems.Of([refusal]);
        // The flag stands for words in the narrative: it finds records of those agencies whose narratives the reader gets.
        if (query.Flagged is not null)
            filter = filter with { Flagged = query.Flagged, Narrators = [.. Enum.GetValues<Agency>().Where(agency => actor.MayHave(DataItem.Narrative, agency))] };
        if (sight.Rows == RowScope.Partnership && SharingNeeded.RefusalFor(actor, filter.Agencies, "agency") is { } unshared)
            return Problems.Of([unshared]);
        var matching = filter.Apply(context.Incidents.AsNoTracking().VisibleTo(actor));
        var page = matching;
        if (query.After is not null)
        {
            if (!tokens.TryRead(query.After, filter.Key, out var at, out var id))
                return Problems.Of(ProblemCodes.PageTokenNotValid, "after");
            page = page.Where(i => i.OccurredFrom < at || (i.OccurredFrom == at && i.Id < id));
        }

        var limit = query.Limit ?? DefaultLimit;
        var found = await page.OrderByDescending(i => i.OccurredFrom).ThenByDescending(i => i.Id).Take(limit + 1)
            .Include(i => i.Children).ThenInclude(c => c.Child).Include(i => i.Photos).AsSplitQuery().ToListAsync(cancel);
        var count = await matching.Take(CountedUpTo + 1).CountAsync(cancel);
        var shown = found.Take(limit).ToList();
        trail.Subjects(shown.Select(i => i.Id));
        trail.Note("shown", shown.Count);
        return TypedResults.Ok(new IncidentPage(
            [.. shown.Select(incident => IncidentViews.Of(incident, actor, grid))],
            shown.Count,
            count > CountedUpTo ? null : count,
            found.Count > limit ? tokens.Make(filter.Key, shown[^1].OccurredFrom, shown[^1].Id) : null));
    }

    /// <summary>The incidents that match, for a file: chosen as a reader with this sight chooses.</summary>
    public static (IQueryable<Incident>? Matching, Refusal? Refusal) ForFile(
        IncidentQuery query, IncidentSight sight, Actor actor, SpacesContext context, IGridTransform grid)
    {
        if (Read(query, sight, grid, out var filter) is { } refusal) return (null, refusal with { Field = $"filter.{refusal.Field}" });
        if (SharingNeeded.RefusalFor(actor, filter.Agencies, "filter.agencies") is { } unshared) return (null, unshared);
        return (filter.Apply(context.Incidents.AsNoTracking().VisibleTo(actor)), null);
    }

    private static Refusal? Read(IncidentQuery query, IncidentSight sight, IGridTransform grid, out IncidentFilter filter)
    {
        filter = new();
        if (query.Limit is < 1 or > LargestLimit)
            return Refusal.Of(ProblemCodes.NumberOutOfRange, "limit", ("min", 1), ("max", LargestLimit));
        if (query.Bbox is not null)
        {
            var refusal = BoundingBox.TryRead(query.Bbox, grid, out var box);
            if (refusal is not null) return refusal;
            // A reader of squares filters by squares: a finer box would tell them what the answer hides.
            filter = filter with { Box = box, WholeCells = sight.Precision != LocationPrecision.Exact };
        }

        // Filtering is reading: who may not see the place may not ask by it either. QueryFields holds that by role; an agreement
        // can narrow it further.
        if (query.PlaceId is not null && sight.Precision != LocationPrecision.Exact) return new(ProblemCodes.FieldNotAllowedHere, "placeId");
        if (query.From > query.To) return new(ProblemCodes.EndBeforeStart, "to");
        if (!TryWords<HarmType>(query.HarmType, out var harms)) return new(ProblemCodes.WordUnknown, "harmType");
        if (!TryWords<Agency>(query.Agency, out var agencies)) return new(ProblemCodes.WordUnknown, "agency");
        if (!TryWords<IncidentStatus>(query.Status is null ? ["recorded"] : [query.Status], out var statuses))
            return new(ProblemCodes.WordUnknown, "status");
        if (!TryWords<IncidentKind>(query.Kind is null ? null : [query.Kind], out var kinds)) return new(ProblemCodes.WordUnknown, "kind");
        filter = filter with
        {
            From = sight.Precision == LocationPrecision.Exact ? query.From?.ToUniversalTime() : Floor(query.From),
            To = sight.Precision == LocationPrecision.Exact ? query.To?.ToUniversalTime() : Ceiling(query.To),
            PlaceId = query.PlaceId,
            HarmTypes = harms,
            Agencies = agencies,
            Status = statuses[0],
            Kinds = kinds,
        };
        return null;
    }

    // A reader of days filters by whole days: an hour in the question would tell what the answer hides.
    private static DateTimeOffset? Floor(DateTimeOffset? instant) => instant is { } given ? LocalDays.Floor(given) : null;

    private static DateTimeOffset? Ceiling(DateTimeOffset? instant) => instant is { } given ? LocalDays.Ceiling(given) : null;

    private static bool TryWords<TWord>(string[]? texts, out TWord[] words) where TWord : struct, Enum
    {
        words = new TWord[texts?.Length ?? 0];
        for (var i = 0; i < words.Length; i++)
            if (!WireName.TryParse(texts![i], out words[i])) return false;
        return true;
    }

    private sealed record IncidentFilter
    {
        public Geometry? Box { get; init; }
        public bool WholeCells { get; init; }
        public DateTimeOffset? From { get; init; }
        public DateTimeOffset? To { get; init; }
        public Guid? PlaceId { get; init; }
        public HarmType[] HarmTypes { get; init; } = [];
        public Agency[] Agencies { get; init; } = [];
        public IncidentStatus Status { get; init; }
        public IncidentKind[] Kinds { get; init; } = [];
        public bool? Flagged { get; init; }
        public Agency[] Narrators { get; init; } = [];

        /// <summary>One spelling of the filter, which a page token is bound to.</summary>
        public string Key => string.Create(CultureInfo.InvariantCulture,
            $"{Box}|{WholeCells}|{PlaceId}|{From?.UtcTicks}|{To?.UtcTicks}|{string.Join(',', HarmTypes)}|{string.Join(',', Agencies)}|{Status}|{string.Join(',', Kinds)}|{Flagged}");

        public IQueryable<Incident> Apply(IQueryable<Incident> incidents)
        {
            var matching = incidents.Where(i => i.Status == Status);
            if (Box is { IsEmpty: true }) return matching.Where(_ => false);
            if (Box is not null)
            {
                // The cell columns are looked up first: row-level security keeps the spatial index from being used.
                var cells = GridCellRange.Covering(Box.EnvelopeInternal);
                matching = matching.Where(i => i.CellX >= cells.MinX && i.CellX <= cells.MaxX && i.CellY >= cells.MinY && i.CellY <= cells.MaxY);
                if (!WholeCells) matching = matching.Where(i => Box.Covers(i.Point));
            }

            if (PlaceId is not null) matching = matching.Where(i => i.PlaceId == PlaceId);
            if (From is not null) matching = matching.Where(i => i.OccurredTo >= From);
            if (To is not null) matching = matching.Where(i => i.OccurredFrom < To);
            if (HarmTypes.Length > 0) matching = matching.Where(i => i.HarmTypes.Any(h => HarmTypes.Contains(h)));
            if (Agencies.Length > 0) matching = matching.Where(i => Agencies.Contains(i.SourceAgency));
            if (Flagged is not null)
                matching = matching.Where(i => (i.IdentifyingReason != null) == Flagged && Narrators.Contains(i.RecordedByAgency));
            if (Kinds.Length > 0) matching = matching.Where(i => Kinds.Contains(i.Kind));
            return matching;
        }
    }
}
