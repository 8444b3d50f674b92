using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.ReferenceData;

/// <summary>Published postcodes, always all of them: an answer to one would tell which place is under discussion.</summary>
internal static class Postcodes
{
    public static async Task<Results<Ok<PostcodeList>, StatusCodeHttpResult>> List(
        HttpContext http, Actor actor, SpacesContext context, AuditTrail trail, CancellationToken cancel)
    {
        var held = await context.PostcodeUnits.AsNoTracking().Where(p => p.PartnershipId == actor.PartnershipId)
            .Select(p => new { p.Postcode, p.Point, p.ReachMetres }).ToListAsync(cancel);
        // In the order of their signs, by which a page halves the list: a database may leave spaces out of its order.
        var units = held.OrderBy(unit => unit.Postcode, StringComparer.Ordinal).ToList();
        var list = new PostcodeList(
            [.. units.Select(unit => unit.Postcode)], [.. units.Select(unit => (int)Math.Round(unit.Point.X))],
            [.. units.Select(unit => (int)Math.Round(unit.Point.Y))], [.. units.Select(unit => unit.ReachMetres)]);
        trail.Note("shown", units.Count);
        var tag = new EntityTagHeaderValue(
            $"\"{Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(list, WireJson.Options)))}\"");
        http.Response.GetTypedHeaders().ETag = tag;
        return http.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false))
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(list);
    }
}
