using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Analyses;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;

namespace SpacesPlaces.Api.ReferenceData;

/// <summary>What the map stands on: imports and their account, context events, boundaries, named places, the basemap.</summary>
public static class ReferenceDataApi
{
    private const int LongestName = 200;
    private const int MostImports = 500;

    public static IServiceCollection AddReferenceData(this IServiceCollection services)
    {
        services.AddSingleton<Uploads>();
        foreach (var kind in ImportKinds.All) services.AddSingleton<IJobWork>(new ImportJob(kind));
        return services;
    }

    public static IEndpointRouteBuilder MapReferenceData(this IEndpointRouteBuilder api)
    {
        var data = api.MapGroup("/reference-data").WithTags("Reference data");
        data.MapPost("/imports/{id:guid}", Ask)
            .Requires(Permission.ImportReferenceData).Audited(AuditAction.ImportRequested)
            .WithMetadata(new RequestSizeLimitAttribute(Uploads.Largest))
            .Accepts<byte[]>("application/octet-stream")
            .WithSummary("Send a file to be imported, under an id that the client made; a resend of the same file finds the job that stands")
            .WithRequestTimeout(Uploads.LongestWay);
        data.MapGet("/imports", ListImports)
            .Requires(Permission.SeeReferenceData).Audited(AuditAction.ImportsListed)
            .WithSummary("Imports, newest first, with the account of their rows");
        data.MapGet("/imports/{id:guid}", ReadImport)
            .Requires(Permission.SeeReferenceData).Audited(AuditAction.ImportsListed)
            .WithSummary("One import with the account of its rows");
        data.MapGet("/context", ContextSummaries.Find)
            .Requires(Permission.SeeReferenceData).Audited(AuditAction.ContextSeen)
            .WithSummary("Published events of a range of months counted by 1 km square: context, never harm to children");
        data.MapGet("/boundaries", ListBoundaries)
            .Requires(Permission.SeeReferenceData).Audited(AuditAction.BoundariesListed)
            .WithSummary("The boundaries of a set, for instance LSOA21");
        data.MapGet("/places", Places.Find)
            .Requires(Permission.SeeReferenceData).Audited(AuditAction.PlacesListed)
            .WithSummary("Named places found by English or Welsh name, accents, articles and initial mutations aside; at most 50, best first");
        data.MapGet("/gazetteer", Places.List)
            .Requires(Permission.SeeReferenceData).Audited(AuditAction.PlacesListed)
            .WithSummary("All named places, to be searched where there is no network; tagged, at most 20,000");
        data.MapGet("/grid", GridShifts.Read)
            .Requires(Permission.SeeReferenceData).Audited(AuditAction.BasemapSeen)
            .WithSummary("The way between WGS84 and the National Grid that is in use here, how exact it is, and the shifts of the partnership's area");
        data.MapGet("/postcodes", Postcodes.List)
            .Requires(Permission.SeeReferenceData).Audited(AuditAction.PlacesListed)
            .WithSummary("All postcodes of the area with their middles, EPSG:27700, and how far each may reach; tagged, at most 40,000");
        data.MapGet("/basemap", BasemapLayers.List)
            .Requires(Permission.SeeReferenceData).Audited(AuditAction.BasemapSeen)
            .WithSummary("Layers of the partnership's own basemap");
        data.MapGet("/basemap/{layer}", BasemapLayers.Read)
            .Requires(Permission.SeeReferenceData).Audited(AuditAction.BasemapSeen)
            .WithSummary("A basemap layer as GeoJSON, EPSG:4326");
        return api;
    }

    private static async Task<Results<Accepted<JobView>, ProblemHttpResult>> Ask(
        Guid id, [Description("police_uk, boundaries, open_names, places, gtfs_stops, osm_places or roads")] string kind, [Description("Name of the file as it was given")] string fileName,
        [FromQuery, Description("For a list of places: which heading is what, as name_cy=Enw; may be repeated")] string[]? columns, HttpRequest request, Actor actor, SpacesContext context, Uploads uploads, JobQueue jobs, AuditTrail trail, CancellationToken cancel)
    {
        trail.Subject(id);
        if (!ImportKinds.All.Contains(kind)) return Problems.Of(ProblemCodes.WordUnknown, "kind");
        var name = fileName.Split('/', '\\')[^1];
        if (name.Length > LongestName) return Problems.Of(ProblemCodes.FieldTooLong, "fileName", ("max", LongestName));
        if (!Uploads.IsCleanName(name)) return Problems.Of(ProblemCodes.TextNotClean, "fileName");
        if (!ImportKinds.Takes(kind, name)) return Problems.Of(ProblemCodes.ImportFileTypeUnknown, "fileName");
        if (ColumnsOf(kind, columns, out var said) is { } wrong) return Problems.Of([wrong]);
        if (request.ContentLength > Uploads.Largest) return TooLarge();
        await uploads.SweepAsync(context, actor.PartnershipId, cancel);
        Uploads.Incoming incoming;
        try
        {
            incoming = await uploads.ReceiveAsync(request.Body, actor.PartnershipId, cancel);
        }
        catch (BadHttpRequestException large) when (large.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return TooLarge();
        }

        try
        {
            if (incoming.Length == 0) return Problems.Of(ProblemCodes.ImportEmpty);
            var job = await jobs.AskAsync(id, ImportKinds.JobOf(kind), new ImportParameters(name, incoming.Sha256, said), cancel);
            if (job is null) return Problems.Of(ProblemCodes.IdTakenByOtherContent, "id");
            if (job.State is JobState.Queued or JobState.Running) uploads.Keep(incoming, actor.PartnershipId, id);
            trail.Note("kind", kind);
            trail.Note("sha256", incoming.Sha256);
            return TypedResults.Accepted($"/api/v1/jobs/{id}", JobViews.Of(job));
        }
        finally
        {
            File.Delete(incoming.Path);
        }
    }

    private static Refusal? ColumnsOf(string kind, string[]? asked, out Dictionary<string, string>? columns)
    {
        columns = null;
        if (asked is not { Length: > 0 }) return null;
        if (kind != ImportKinds.Places) return new(ProblemCodes.FieldNotAllowedHere, "columns");
        columns = [];
        foreach (var one in asked)
        {
            var at = one.IndexOf('=', StringComparison.Ordinal);
            if (at < 1 || !PlaceTable.Fields.ContainsKey(one[..at]) || !columns.TryAdd(one[..at], one[(at + 1)..])) return new(ProblemCodes.WordUnknown, "columns");
            if (one.Length > LongestName) return Refusal.Of(ProblemCodes.FieldTooLong, "columns", ("max", LongestName));
            if (!TextChecks.IsClean(one)) return new(ProblemCodes.TextNotClean, "columns");
        }

        return null;
    }

    private static ProblemHttpResult TooLarge() =>
        Problems.Of(ProblemCodes.ImportFileTooLarge, null, ("max", Uploads.Largest >> 20));

    private static async Task<Ok<IReadOnlyList<ImportView>>> ListImports(
        Actor actor, SpacesContext context, AuditTrail trail, CancellationToken cancel)
    {
        var newest = context.Imports.Where(i => i.PartnershipId == actor.PartnershipId)
            .OrderByDescending(i => i.ImportedAt).ThenByDescending(i => i.Id).Take(MostImports);
        var views = await ImportViews.ListAsync(context, newest, actor.PartnershipId, cancel);
        trail.Note("shown", views.Count);
        return TypedResults.Ok(views);
    }

    private static async Task<Results<Ok<ImportView>, ProblemHttpResult>> ReadImport(
        Guid id, Actor actor, SpacesContext context, AuditTrail trail, CancellationToken cancel)
    {
        trail.Subject(id);
        return await ImportViews.OneAsync(context, actor.PartnershipId, id, cancel) is { } view
            ? TypedResults.Ok(view)
            : Problems.Of(ProblemCodes.NotFound);
    }

    private static async Task<Results<Ok<IReadOnlyList<BoundaryView>>, ProblemHttpResult>> ListBoundaries(
        [Description("Kind and vintage, for instance LSOA21")] string set, Actor actor, SpacesContext context, IGridTransform grid,
        AuditTrail trail, CancellationToken cancel)
    {
        var found = await context.Boundaries.AsNoTracking()
            .Where(b => b.PartnershipId == actor.PartnershipId && b.BoundarySet == set).OrderBy(b => b.Code).ToListAsync(cancel);
        trail.Note("set", set);
        trail.Note("shown", found.Count);
        return TypedResults.Ok<IReadOnlyList<BoundaryView>>(
            [.. found.Select(b => new BoundaryView(b.Code, b.NameEn, b.NameCy, b.BoundarySet, Where.ToWire(b.Shape, grid)))]);
    }
}
