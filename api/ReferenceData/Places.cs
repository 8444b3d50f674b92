using System.ComponentModel;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Places;

namespace SpacesPlaces.Api.ReferenceData;

/// <summary>Named places in both languages: finding one by name, and the whole list for a page that must find them without a network.</summary>
internal static class Places
{
    private const int MostFound = 50;

    /// <summary>Most places that the list holds; some 1.5 MB of it packed, a long download on a poor line.</summary>
    public const int MostListed = 20_000;

    public static async Task<Results<Ok<IReadOnlyList<PlaceView>>, ProblemHttpResult>> Find(
        [Description("An English or Welsh name, as it is said: accents, hyphens, articles and initial mutations may differ")] string? search,
        Actor actor, SpacesContext context, IGridTransform grid, AuditTrail trail, CancellationToken cancel)
    {
        if (search?.Length > PlaceIndex.LongestSearch) return Problems.Of(ProblemCodes.FieldTooLong, "search", ("max", PlaceIndex.LongestSearch));
        if (search?.Any(char.IsControl) == true) return Problems.Of(ProblemCodes.TextNotClean, "search");
        var places = await ListAsync(context, actor, cancel);
        IReadOnlyList<Place> found = [.. places.Take(MostFound)];
        if (!string.IsNullOrWhiteSpace(search))
        {
            var byId = places.ToDictionary(place => place.Id);
            var index = new PlaceIndex(places.Select(p => new NamedPlace(p.Id, p.NameEn, p.NameCy, p.TownEn, p.TownCy)));
            found = [.. index.Search(search, MostFound).Matches.Select(match => byId[match.Place.Id])];
        }

        trail.Note("shown", found.Count);
        return TypedResults.Ok<IReadOnlyList<PlaceView>>([.. found.Select(place => View(place, grid))]);
    }

    /// <summary>The whole list with a tag for its content, so that a page that holds it is told in a few bytes that it still does.</summary>
    public static async Task<Results<Ok<Gazetteer>, StatusCodeHttpResult>> List(
        HttpContext http, Actor actor, SpacesContext context, IGridTransform grid, AuditTrail trail, CancellationToken cancel)
    {
        var places = await ListAsync(context, actor, cancel);
        var matched = places.Count < MostListed
            ? places.Count
            : await context.Places.CountAsync(p => p.PartnershipId == actor.PartnershipId && !p.Gone, cancel);
        var gazetteer = new Gazetteer(matched, [.. places.Select(place => View(place, grid))]);
        trail.Note("shown", places.Count);
        var tag = new EntityTagHeaderValue(
            $"\"{Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(gazetteer, WireJson.Options)))}\"");
        http.Response.GetTypedHeaders().ETag = tag;
        return http.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false))
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(gazetteer);
    }

    private static Task<List<Place>> ListAsync(SpacesContext context, Actor actor, CancellationToken cancel) =>
        context.Places.AsNoTracking().Where(p => p.PartnershipId == actor.PartnershipId && !p.Gone).OrderBy(p => p.NameEn).ThenBy(p => p.Id)
            .Select(p => new Place
            {
                Id = p.Id,
                NameEn = p.NameEn,
                NameCy = p.NameCy,
                PlaceType = p.PlaceType,
                Point = p.Point,
                Shape = p.Point,
                TownEn = p.TownEn,
                TownCy = p.TownCy,
                ReachMetres = p.ReachMetres,
            })
            .Take(MostListed).ToListAsync(cancel);

    private static PlaceView View(Place place, IGridTransform grid) =>
        new(place.Id, place.NameEn, place.NameCy, place.PlaceType, Where.ToWire(place.Point, grid), place.TownEn, place.TownCy, place.ReachMetres);
}
