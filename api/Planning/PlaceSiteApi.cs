using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Api.ReferenceData;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.Geodata.Vocabulary;
using Location = SpacesPlaces.Contracts.Location;

namespace SpacesPlaces.Api.Planning;

/// <summary>Sites at places that the partnership's reference data names: chosen by kind and area, shown first, then taken in together.</summary>
internal static class PlaceSiteApi
{
    private const int MostShown = SiteChecks.MostNamed;

    public static void MapPlaceSites(this IEndpointRouteBuilder planning)
    {
        planning.MapPost("/place-sites/preview", Preview).Requires(Permission.ChangePlans).Audited(AuditAction.SitesListed).Checked<NewSitesFromPlaces>(Check)
            .WithSummary("Places of some kinds, around a point or anywhere, and what would become of each as a site; nothing is stored");
        planning.MapPost("/place-sites", TakeIn).Requires(Permission.ChangePlans).Audited(AuditAction.SiteRecorded).Checked<NewSitesFromPlaces>(Check)
            .WithSummary("Write sites down at such places, all that are new or none; a place that is a site already stays as it is");
    }

    public static IEnumerable<Refusal> Check(NewSitesFromPlaces asked, CheckContext about) =>
    [
        .. asked.Kinds.Count is < 1 or > 26 ? [Refusal.Of(ProblemCodes.CountOutOfRange, "kinds", ("min", 1), ("max", 26))] : (Refusal[])[],
        .. asked.Kinds.Contains(PlaceType.OnlinePlatform) ? [new Refusal(ProblemCodes.WordUnknown, "kinds")] : (Refusal[])[],
        .. asked.Around is { } around ? Where.Check(new Location(around, PointSource.Pin), "around", about.Area, about.Grid) : [],
        .. SiteChecks.Between(asked.Metres, "metres", 100, 50_000),
        .. SiteChecks.Between(asked.Places?.Count ?? 1, "places", 1, MostShown),
    ];

    /// <summary>A place with the site that it would be, and what would become of that.</summary>
    private sealed record Offered(Place Place, Guid Id, NewCandidateSite Site, IReadOnlyList<Refusal> Refusals)
    {
        public PartnerRowState State { get; init; }
    }

    private static async Task<Ok<PlaceSitePreview>> Preview(
        NewSitesFromPlaces asked, HttpContext http, Actor actor, SpacesContext context, SiteShelf shelf, PartnershipAreas areas, IGridTransform grid, AuditTrail trail,
        CancellationToken cancel)
    {
        var (offered, matched) = await OfferedAsync(asked, actor, context, shelf, areas, grid, cancel);
        trail.Note("shown", offered.Count);
        var tongue = RequestLanguage.Of(http);
        return TypedResults.Ok(new PlaceSitePreview(SiteShelf.CountsOf([.. offered.Select(one => one.State)]), matched,
        [
            .. offered.Select(one => new PlaceSiteRow(
                one.Place.Id, one.Place.NameEn, one.Place.NameCy, one.Place.PlaceType, one.Place.TownEn, one.Place.TownCy, Where.ToWire(one.Place.Point, grid), one.State,
                [.. one.Refusals.Select(refusal => new PartnerProblem(null, refusal.Code.Code, Texts.Get(tongue, $"problem.{refusal.Code.Code}", refusal.Values)))])),
        ]));
    }

    private static async Task<Results<Ok<SitesTaken>, ProblemHttpResult>> TakeIn(
        NewSitesFromPlaces asked, Actor actor, SpacesContext context, SiteShelf shelf, PartnershipAreas areas, IGridTransform grid, AuditTrail trail, CancellationToken cancel)
    {
        await shelf.WaitForTurnAsync(cancel);
        var (offered, _) = await OfferedAsync(asked, actor, context, shelf, areas, grid, cancel);
        // Somebody chose among what was shown: what is not among it any more is told, not passed over.
        if (asked.Places is { } named && named.Except(offered.Select(one => one.Place.Id)).Any()) return Problems.Of([new(ProblemCodes.PlaceUnknown, "places")]);
        if (await shelf.TakeInAsync([.. offered.Where(one => one.State == PartnerRowState.New).Select(one => (one.Id, one.Site))], cancel) is { } tooMany) return Problems.Of([tooMany]);
        var counts = SiteShelf.CountsOf([.. offered.Select(one => one.State)]);
        trail.Note("new", counts.New);
        return TypedResults.Ok(new SitesTaken(counts));
    }

    private static async Task<(IReadOnlyList<Offered> Offered, int Matched)> OfferedAsync(
        NewSitesFromPlaces asked, Actor actor, SpacesContext context, SiteShelf shelf, PartnershipAreas areas, IGridTransform grid, CancellationToken cancel)
    {
        var kinds = asked.Kinds.Distinct().ToList();
        var places = context.Places.AsNoTracking().Where(p => p.PartnershipId == actor.PartnershipId && !p.Gone && kinds.Contains(p.PlaceType));
        if (asked.Around is { } around)
        {
            var middle = Where.ToPoint(new Location(around, PointSource.Pin), grid);
            places = places.Where(p => p.Point.IsWithinDistance(middle, asked.Metres)).OrderBy(p => p.Point.Distance(middle)).ThenBy(p => p.Id);
        }
        else
        {
            places = places.OrderBy(p => p.NameEn).ThenBy(p => p.Id);
        }

        if (asked.Places is { } named) places = places.Where(p => named.Contains(p.Id));
        var matched = await places.CountAsync(cancel);
        var about = await areas.ContextAsync(actor.PartnershipId, cancel);
        var offered = (await places.Take(MostShown).ToListAsync(cancel)).ConvertAll(place =>
        {
            var site = new NewCandidateSite(new(new(place.Point.X, place.Point.Y), PointSource.Place, place.ReachMetres, "EPSG:27700"), place.PlaceType, place.NameEn, place.NameCy);
            return new Offered(place, shelf.IdOf($"place {place.Id:N}"), site, [.. SiteChecks.Check(site, about)]);
        });
        var states = await shelf.StatesAsync([.. offered.Select(one => (one.Id, one.Refusals.Count == 0 ? one.Site : null))], cancel);
        return ([.. offered.Select((one, at) => one with { State = states[at] })], matched);
    }
}
