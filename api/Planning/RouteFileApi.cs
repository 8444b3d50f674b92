using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Language;

namespace SpacesPlaces.Api.Planning;

/// <summary>An activity's way for a phone or a watch.</summary>
internal static class RouteFileApi
{
    public static void MapRouteFiles(this IEndpointRouteBuilder planning) => planning.MapGet("/activities/{id:guid}/route.gpx", Fetch)
        .Requires(Permission.SeePlans).Audited(AuditAction.RunSheetMade)
        .Produces(200, contentType: "application/gpx+xml")
        .WithSummary("The way, posts, hazards and visits of an activity as GPX; no harm is in it");

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Fetch(
        Guid id, string? language, Actor actor, SpacesContext context, AuditTrail trail, CancellationToken cancel)
    {
        trail.Subject(id);
        if (language is not (null or "en" or "cy")) return Problems.Of(ProblemCodes.WordUnknown, "language");
        var found = await context.Activities.AsNoTracking().SingleOrDefaultAsync(a => a.PartnershipId == actor.PartnershipId && a.Id == id, cancel);
        if (found is null) return Problems.Of(ProblemCodes.NotFound);
        trail.Note("format", "gpx");
        return TypedResults.File(RouteFile.Write(ActivityApi.PlanOf(found), language == "cy" ? Tongue.Cy : Tongue.En), "application/gpx+xml", "route.gpx");
    }
}
