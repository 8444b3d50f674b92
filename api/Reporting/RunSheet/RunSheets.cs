using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using NetTopologySuite.Geometries;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Api.Reporting.Report;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Language;

namespace SpacesPlaces.Api.Reporting.RunSheet;

/// <summary>Sheets for those who work at a stall, a patrol or an event: both languages, no harm, nobody's name.</summary>
internal static class RunSheets
{
    private const int ReferenceMetres = 10;
    private const int MostMaps = 12;
    private const double LeastAroundMetres = 60;
    private static readonly TimeZoneInfo Britain = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    public static IEndpointRouteBuilder MapRunSheets(this IEndpointRouteBuilder api)
    {
        api.MapGet("/planning/activities/{id:guid}/sheet", Make).WithTags("Planning")
            .Requires(Permission.SeePlans).Audited(AuditAction.RunSheetMade)
            .Produces(200, contentType: "text/html")
            .WithSummary("A sheet to print for those who work there, in both languages; no harm is in it");
        return api;
    }

    /// <summary>What clocks in Britain show.</summary>
    public static DateTime OnTheWall(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Britain).DateTime;

    private static string MarkingOf(Actor actor, TimeProvider clock, Tongue tongue) => Texts.Get(tongue, "planning.sheet_marking", new Dictionary<string, string>
    {
        ["user"] = actor.UserName,
        ["time"] = clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", System.Globalization.CultureInfo.InvariantCulture),
    });

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> Make(
        Guid id, string? language, HttpContext http, Actor actor, SpacesContext context, TimeProvider clock, IGridTransform grid, IServiceProvider services, ILoggerFactory logs,
        AuditTrail trail, CancellationToken cancel)
    {
        trail.Subject(id);
        if (language is not (null or "en" or "cy")) return Problems.Of(ProblemCodes.WordUnknown, "language");
        var found = await context.Activities.AsNoTracking().Where(a => a.PartnershipId == actor.PartnershipId && a.Id == id).Select(a => a.Plan).SingleOrDefaultAsync(cancel);
        if (found is null) return Problems.Of(ProblemCodes.NotFound);
        trail.Note("format", "html");
        var plan = JsonSerializer.Deserialize<NewActivity>(found, WireJson.Options)!;
        Dictionary<int, ReportMap> maps = [];
        foreach (var (at, shift) in (plan.Shifts ?? []).Index().Take(MostMaps))
            if (shift.Way is { } way) maps[at] = await GroundOf([.. way, .. (shift.Visits ?? []).Select(visit => visit.Point)]);
        var ground = plan.Route is { } route ? await GroundOf(route) : null;
        Tongue[] tongues = language == "cy" ? [Tongue.Cy, Tongue.En] : [Tongue.En, Tongue.Cy];
        await using var renderer = new HtmlRenderer(services, logs);
        var page = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<RunSheetPage>(ParameterView.FromDictionary(
            new Dictionary<string, object?>
            {
                [nameof(RunSheetPage.Plan)] = plan,
                [nameof(RunSheetPage.Tongues)] = tongues,
                [nameof(RunSheetPage.Nonce)] = PrivacyHeaders.MakeStyleNonce(http),
                [nameof(RunSheetPage.Markings)] = Array.ConvertAll(tongues, tongue => MarkingOf(actor, clock, tongue)),
                [nameof(RunSheetPage.Reference)] = (Func<PointGeometry, string>)(point => GridReference.Of(grid.FromLonLat(point.X, point.Y), ReferenceMetres).ToString()),
                [nameof(RunSheetPage.Grid)] = (Func<PointGeometry, GridPoint>)At,
                [nameof(RunSheetPage.Maps)] = maps,
                [nameof(RunSheetPage.RouteMap)] = ground,
            }))).ToHtmlString());
        return TypedResults.Text("<!DOCTYPE html>\n" + page, "text/html", Encoding.UTF8);

        GridPoint At(PointGeometry point)
        {
            var (easting, northing) = grid.FromLonLat(point.X, point.Y);
            return new(easting, northing);
        }

        // What lies around a way of a few steps is seen, too.
        Task<ReportMap> GroundOf(IReadOnlyList<PointGeometry> points)
        {
            var around = new Envelope(points.Select(At).Select(one => new Coordinate(one.Easting, one.Northing)));
            around.ExpandBy(LeastAroundMetres);
            return ReportMap.DrawAsync(new LineString([new(around.MinX, around.MinY), new(around.MaxX, around.MaxY)]), actor.PartnershipId, grid, context, cancel);
        }
    }
}
