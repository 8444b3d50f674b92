using System.IO.Compression;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.ReferenceData;

/// <summary>The partnership's own basemap. No map is fetched from elsewhere: each such request would tell which place is under discussion.</summary>
internal static class BasemapLayers
{
    private const string MediaType = "application/geo+json";

    public static async Task<Ok<IReadOnlyList<BasemapLayerView>>> List(Actor actor, SpacesContext context, CancellationToken cancel)
    {
        var layers = await context.BasemapLayers.AsNoTracking().Where(l => l.PartnershipId == actor.PartnershipId).OrderBy(l => l.Layer)
            .Select(l => new { l.Layer, l.Sha256, Bytes = l.GeoJsonGzip.Length }).ToListAsync(cancel);
        return TypedResults.Ok<IReadOnlyList<BasemapLayerView>>(
            [.. layers.Select(l => new BasemapLayerView(l.Layer, Convert.ToHexStringLower(l.Sha256), l.Bytes))]);
    }

    public static async Task<Results<FileContentHttpResult, FileStreamHttpResult, StatusCodeHttpResult, ProblemHttpResult>> Read(
        string layer, HttpContext http, Actor actor, SpacesContext context, AuditTrail trail, CancellationToken cancel)
    {
        var stored = context.BasemapLayers.AsNoTracking().Where(l => l.PartnershipId == actor.PartnershipId && l.Layer == layer);
        var digest = await stored.Select(l => l.Sha256).SingleOrDefaultAsync(cancel);
        if (digest is null) return Problems.Of(ProblemCodes.NotFound);
        trail.Note("layer", layer);
        var packed = http.Request.GetTypedHeaders().AcceptEncoding.Any(e => e.Value == "gzip" && e.Quality is not 0);
        // One tag for each way of packing: a tag stands for the bytes on the way.
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(digest)}{(packed ? "-gzip" : "")}\"");
        http.Response.GetTypedHeaders().ETag = tag;
        http.Response.Headers.Vary = HeaderNames.AcceptEncoding;
        http.Response.Headers.CacheControl = "private, no-cache";
        if (http.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false)))
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        var bytes = await stored.Select(l => l.GeoJsonGzip).SingleAsync(cancel);
        if (!packed) return TypedResults.Stream(new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress), MediaType);
        http.Response.Headers.ContentEncoding = "gzip";
        return TypedResults.Bytes(bytes, MediaType);
    }
}
