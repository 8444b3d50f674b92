using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Language;

namespace SpacesPlaces.Api.Reporting.RunSheet;

/// <summary>Sheets for those who work at a stall, a patrol or an event: both languages, no harm, nobody's name.</summary>
internal static class RunSheets
{
    private const int ReferenceMetres = 10;
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
        Guid id, string? language, Actor actor, SpacesContext context, TimeProvider clock, IGridTransform grid, IServiceProvider services, ILoggerFactory logs,
        AuditTrail trail, CancellationToken cancel)
    {
        trail.Subject(id);
        if (language is not (null or "en" or "cy")) return Problems.Of(ProblemCodes.WordUnknown, "language");
        var found = await context.Activities.AsNoTracking().Where(a => a.PartnershipId == actor.PartnershipId && a.Id == id).Select(a => a.Plan).SingleOrDefaultAsync(cancel);
        if (found is null) return Problems.Of(ProblemCodes.NotFound);
        trail.Note("format", "html");
        Tongue[] tongues = language == "cy" ? [Tongue.Cy, Tongue.En] : [Tongue.En, Tongue.Cy];
        await using var renderer = new HtmlRenderer(services, logs);
        var page = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<RunSheetPage>(ParameterView.FromDictionary(
            new Dictionary<string, object?>
            {
                [nameof(RunSheetPage.Plan)] = JsonSerializer.Deserialize<NewActivity>(found, WireJson.Options),
                [nameof(RunSheetPage.Tongues)] = tongues,
                [nameof(RunSheetPage.Markings)] = Array.ConvertAll(tongues, tongue => MarkingOf(actor, clock, tongue)),
                [nameof(RunSheetPage.Reference)] = (Func<PointGeometry, string>)(point => GridReference.Of(grid.FromLonLat(point.X, point.Y), ReferenceMetres).ToString()),
            }))).ToHtmlString());
        return TypedResults.Text("<!DOCTYPE html>\n" + page, "text/html", Encoding.UTF8);
    }
}
