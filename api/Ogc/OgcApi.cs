using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Api.Ogc.Tiles;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.Ogc;

/// <summary>OGC API - Features over the rooms' data, for QGIS, GDAL, ArcGIS and the like: each reader sees what the rooms show them.</summary>
public static class OgcApi
{
    private static readonly string[] PageParameters = ["limit", "bbox", "bbox-crs", "datetime", "crs", "filter", "filter-lang", "filter-crs", "after"];

    public static IServiceCollection AddOgc(this IServiceCollection services)
    {
        services.AddSingleton<OpenData>();
        services.AddScoped<OgcReading>();
        services.AddScoped<OgcPages>();
        services.AddSingleton<KeptCounts>();
        services.AddScoped<TileReading>();
        return services;
    }

    public static IEndpointRouteBuilder MapOgc(this IEndpointRouteBuilder app)
    {
        var ogc = app.MapGroup("/ogc").AddEndpointFilter<OgcDoor>().ExcludeFromDescription();
        ogc.MapGet("", Landing).ForAnyone().WithoutTrace();
        ogc.MapGet("/api", Description).ForAnyone().WithoutTrace();
        ogc.MapGet("/api.html", DescriptionPage).ForAnyone().WithoutTrace();
        ogc.MapGet("/conformance", Conformance).ForAnyone().WithoutTrace();
        ogc.MapGet("/collections", List).Reads(null, Permission.SeeReferenceData, AuditAction.MapDataListed);
        foreach (var collection in OgcCollections.All)
        {
            var (path, permission) = ($"/collections/{collection.Id}", collection.Permissions[0]);
            ogc.MapGet(path, (HttpContext http, OgcPages pages, CancellationToken cancel) => One(collection, http, pages, cancel))
                .Reads(collection, permission, AuditAction.MapDataListed);
            ogc.MapGet($"{path}/queryables", (HttpContext http, OgcPages pages, CancellationToken cancel) => Queryables(collection, http, pages, cancel))
                .Reads(collection, permission, AuditAction.MapDataListed);
            ogc.MapGet($"{path}/items", (HttpContext http, OgcPages pages, PageTokens tokens, CancellationToken cancel) => Items(collection, http, pages, tokens, cancel))
                .Reads(collection, permission, collection.Listed);
            ogc.MapGet($"{path}/items/{{featureId}}", (string featureId, HttpContext http, OgcPages pages, CancellationToken cancel) => Feature(collection, featureId, http, pages, cancel))
                .Reads(collection, permission, collection.Seen);
        }

        ogc.MapTiles();
        return app;
    }

    internal static RouteHandlerBuilder Reads(this RouteHandlerBuilder endpoint, OgcCollection? collection, Permission permission, AuditAction action) =>
        // Not Requires: nobody in particular may knock, and what somebody may not read does not exist for them. OgcDoor holds both.
        endpoint.WithMetadata(new RequiredPermission(permission), new OgcReads(collection)).Audited(action);

    private static IResult Landing(HttpContext http)
    {
        if (OgcAsked.TryRead(http, OgcAsked.Json, [], out var asked) is { } refusal) return Problems.Of([refusal]);
        OgcLink[] links =
        [
            .. asked.Selves(),
            new("service-desc", OgcAsked.OpenApi, $"{asked.Root}/api", "ogc.description"),
            new("service-doc", OgcAsked.Html, $"{asked.Root}/api.html", "ogc.description_page"),
            new("conformance", OgcAsked.Json, $"{asked.Root}/conformance", "ogc.conformance"),
            new("data", OgcAsked.Json, $"{asked.Root}/collections", "ogc.collections"),
            TileJson.LinkToGrids(asked),
        ];
        return Answer(asked, http, links, OgcJson.Landing(asked, links), OgcHtml.Landing);
    }

    private static IResult Description(HttpContext http)
    {
        if (OgcAsked.TryRead(http, OgcAsked.OpenApi, [], out var asked) is { } refusal) return Problems.Of([refusal]);
        return Answer(asked, http, [.. asked.Selves()], OgcDescription.Write(asked), OgcHtml.Description);
    }

    private static IResult DescriptionPage(HttpContext http)
    {
        if (OgcAsked.TryRead(http, OgcAsked.Html, [], out var asked) is { } refusal) return Problems.Of([refusal]);
        OgcLink[] links = [new("self", OgcAsked.Html, asked.Here(), "ogc.self"), new("alternate", OgcAsked.OpenApi, $"{asked.Root}/api", "ogc.description")];
        var page = OgcHtml.Page(asked, http, links, OgcDescription.Write(asked), OgcHtml.Description);
        return new OgcAnswer(page, "text/html; charset=utf-8", asked.Language, links);
    }

    private static IResult Conformance(HttpContext http)
    {
        if (OgcAsked.TryRead(http, OgcAsked.Json, [], out var asked) is { } refusal) return Problems.Of([refusal]);
        OgcLink[] links = [.. asked.Selves()];
        return Answer(asked, http, links, OgcJson.Conformance(asked, links), OgcHtml.Conformance);
    }

    private static async Task<IResult> List(HttpContext http, OgcPages pages, CancellationToken cancel)
    {
        if (OgcAsked.TryRead(http, OgcAsked.Json, [], out var asked) is { } refusal) return Problems.Of([refusal]);
        OgcLink[] links = [.. asked.Selves()];
        return Answer(asked, http, links, OgcJson.Collections(asked, await pages.ListAsync(cancel), links), OgcHtml.Collections);
    }

    private static async Task<IResult> One(OgcCollection collection, HttpContext http, OgcPages pages, CancellationToken cancel)
    {
        if (OgcAsked.TryRead(http, OgcAsked.Json, [], out var asked) is { } refusal) return Problems.Of([refusal]);
        if (await pages.OpenAsync(collection, cancel) is not { } source) return Problems.Of(ProblemCodes.NotFound);
        OgcLink[] links = [.. OgcJson.LinksOf(asked, collection)];
        return Answer(asked, http, links, OgcJson.Collection(asked, collection, await pages.BoxAsync(collection, source, cancel), links), OgcHtml.Collection);
    }

    private static async Task<IResult> Queryables(OgcCollection collection, HttpContext http, OgcPages pages, CancellationToken cancel)
    {
        if (OgcAsked.TryRead(http, OgcAsked.SchemaJson, [], out var asked) is { } refusal) return Problems.Of([refusal]);
        if (await pages.OpenAsync(collection, cancel) is null) return Problems.Of(ProblemCodes.NotFound);
        return Answer(asked, http, [.. asked.Selves()], OgcJson.Queryables(asked, collection), OgcHtml.Queryables);
    }

    private static async Task<IResult> Items(OgcCollection collection, HttpContext http, OgcPages pages, PageTokens tokens, CancellationToken cancel)
    {
        if (OgcAsked.TryRead(http, OgcAsked.GeoJson, PageParameters, out var asked) is { } refusal) return Problems.Of([refusal]);
        if (OgcQuery.TryRead(http.Request.Query, collection, pages.Grid, tokens, out var query) is { } unread) return Problems.Of([unread]);
        if (await pages.OpenAsync(collection, cancel) is not { } source) return Problems.Of(ProblemCodes.NotFound);
        var (body, links) = await pages.ItemsAsync(collection, source, query, asked, tokens, cancel);
        return Answer(asked, http, links, body, (page, doc) => OgcHtml.Items(page, doc, collection), query.Crs);
    }

    private static async Task<IResult> Feature(OgcCollection collection, string featureId, HttpContext http, OgcPages pages, CancellationToken cancel)
    {
        if (OgcAsked.TryRead(http, OgcAsked.GeoJson, ["crs"], out var asked) is { } refusal) return Problems.Of([refusal]);
        if (OgcQuery.ReadCrs(http.Request.Query, "crs", out var crs) is { } unread) return Problems.Of([unread]);
        if (await pages.OpenAsync(collection, cancel) is not { } source) return Problems.Of(ProblemCodes.NotFound);
        if (await pages.FeatureAsync(collection, source, featureId, crs, asked, cancel) is not { } found) return Problems.Of(ProblemCodes.NotFound);
        return Answer(asked, http, found.Links, found.Body, (page, doc) => OgcHtml.Feature(page, doc, collection), crs);
    }

    internal static OgcAnswer Answer(
        OgcAsked asked, HttpContext http, IReadOnlyList<OgcLink> links, ReadOnlyMemory<byte> json, OgcHtml.Part page, OgcCrs? crs = null)
    {
        var body = asked.IsHtml ? OgcHtml.Page(asked, http, links, json, page) : json;
        return new(body, asked.IsHtml ? "text/html; charset=utf-8" : asked.Type, asked.Language, links) { Crs = crs };
    }
}
