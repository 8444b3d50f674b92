using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.Ogc.Tiles;

/// <summary>The collections as vector tiles, behind the same door: addresses for maps, and what GIS programs find them by.</summary>
internal static class TilesApi
{
    public static void MapTiles(this IEndpointRouteBuilder ogc)
    {
        ogc.MapGet("/tileMatrixSets", Grids).ForAnyone().WithoutTrace();
        ogc.MapGet($"/tileMatrixSets/{TileJson.GridId}", Grid).ForAnyone().WithoutTrace();
        foreach (var collection in OgcCollections.All)
        {
            var (tiles, tilesets, permission) = ($"/tiles/{collection.Id}", $"/collections/{collection.Id}/tiles", collection.Permissions[0]);
            ogc.MapGet($"{tiles}.json", (HttpContext http, OgcPages pages, CancellationToken cancel) => Describe(collection, http, pages, cancel))
                .Reads(collection, permission, AuditAction.MapDataListed);
            ogc.MapGet($"{tiles}/{{z}}/{{x}}/{{y}}.mvt", (string z, string x, string y, HttpContext http, OgcPages pages, TileReading reading, AuditTrail trail, CancellationToken cancel) =>
                Tile(collection, (z, x, y), http, pages, reading, trail, cancel)).Reads(collection, permission, collection.Listed);
            ogc.MapGet(tilesets, (HttpContext http, OgcPages pages, CancellationToken cancel) => Tilesets(collection, http, pages, cancel))
                .Reads(collection, permission, AuditAction.MapDataListed);
            ogc.MapGet($"{tilesets}/{TileJson.GridId}", (HttpContext http, OgcPages pages, CancellationToken cancel) => Tileset(collection, http, pages, cancel))
                .Reads(collection, permission, AuditAction.MapDataListed);
        }
    }

    private static async Task<IResult> Tile(
        OgcCollection collection, (string Z, string X, string Y) asked, HttpContext http, OgcPages pages, TileReading reading, AuditTrail trail, CancellationToken cancel)
    {
        if (http.Request.Query.Keys.FirstOrDefault() is { } surprise) return Problems.Of([OgcAsked.Unknown(surprise)]);
        if (TileAddress.TryRead(asked.Z, asked.X, asked.Y, out var tile) is { } refusal) return Problems.Of([refusal]);
        if (await pages.OpenAsync(collection, cancel) is not { } source) return Problems.Of(ProblemCodes.NotFound);
        var (state, least) = await reading.StateAsync(collection, source, cancel);
        var packed = TileAnswer.TakesPacked(http);
        var tag = $"\"{state}-{tile.Zoom}-{tile.X}-{tile.Y}{(packed ? "-gzip" : "")}\"";
        if (TileAnswer.IsHeld(http, tag))
        {
            trail.Note("unchanged", true);
            return new TileAnswer(tag, null, packed, collection.IsPublished);
        }

        return new TileAnswer(tag, await reading.ReadAsync(collection, source, tile, state, least, cancel), packed, collection.IsPublished);
    }

    private static async Task<IResult> Describe(OgcCollection collection, HttpContext http, OgcPages pages, CancellationToken cancel)
    {
        if (OgcAsked.TryRead(http, OgcAsked.Json, [], out var asked) is { } refusal) return Problems.Of([refusal]);
        if (await pages.OpenAsync(collection, cancel) is not { } source) return Problems.Of(ProblemCodes.NotFound);
        OgcLink[] links = [.. asked.Selves(), new("collection", OgcAsked.Json, $"{asked.Root}/collections/{collection.Id}", "ogc.collection")];
        return OgcApi.Answer(asked, http, links, TileJson.Write(asked, collection, await pages.BoxAsync(collection, source, cancel)), OgcHtml.TileJson);
    }

    private static async Task<IResult> Tilesets(OgcCollection collection, HttpContext http, OgcPages pages, CancellationToken cancel)
    {
        if (OgcAsked.TryRead(http, OgcAsked.Json, [], out var asked) is { } refusal) return Problems.Of([refusal]);
        if (await pages.OpenAsync(collection, cancel) is null) return Problems.Of(ProblemCodes.NotFound);
        OgcLink[] links = [.. asked.Selves()];
        return OgcApi.Answer(asked, http, links, TileJson.Tilesets(asked, collection, links), OgcHtml.Tilesets);
    }

    private static async Task<IResult> Tileset(OgcCollection collection, HttpContext http, OgcPages pages, CancellationToken cancel)
    {
        if (OgcAsked.TryRead(http, OgcAsked.Json, [], out var asked) is { } refusal) return Problems.Of([refusal]);
        if (await pages.OpenAsync(collection, cancel) is null) return Problems.Of(ProblemCodes.NotFound);
        OgcLink[] links = [.. asked.Selves(), new("describedby", OgcAsked.Json, $"{asked.Root}/tiles/{collection.Id}.json", "ogc.tile_json")];
        return OgcApi.Answer(asked, http, links, TileJson.Tileset(asked, collection, links), OgcHtml.Tileset);
    }

    private static IResult Grids(HttpContext http)
    {
        if (OgcAsked.TryRead(http, OgcAsked.Json, [], out var asked) is { } refusal) return Problems.Of([refusal]);
        OgcLink[] links = [.. asked.Selves()];
        return OgcApi.Answer(asked, http, links, TileJson.Grids(asked, links), OgcHtml.TileGrids);
    }

    private static IResult Grid(HttpContext http)
    {
        if (OgcAsked.TryRead(http, OgcAsked.Json, [], out var asked) is { } refusal) return Problems.Of([refusal]);
        OgcLink[] links = [.. asked.Selves()];
        return OgcApi.Answer(asked, http, links, TileJson.Grid(asked, links), OgcHtml.TileGrid);
    }
}
