using System.ComponentModel;
using System.Text;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.Geodata.Vocabulary;
using Calendar = Ical.Net.Calendar;

namespace SpacesPlaces.Api.Planning;

/// <summary>
/// What is planned as a calendar (RFC 5545), for calendar programs: they can send nothing but an address, so the key stands in it. Titles,
/// times and who leads; no place, because an address in a phone's calendar is read by whoever holds the phone.
/// </summary>
internal sealed class CalendarDoor : IEndpointFilter
{
    private const int MonthsBack = 1, MonthsAhead = 12;
    private const int MostListed = 1_000;

    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/calendar.ics", Read).AddEndpointFilter<CalendarDoor>()
        .WithMetadata(new RequiredPermission(Permission.SeePlans)).Audited(AuditAction.CalendarRead).WithTags("Planning")
        .Produces(StatusCodes.Status200OK, contentType: "text/calendar")
        .WithSummary("What is planned, for calendar programs: by a key for calendars in the address");

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var keys = http.RequestServices.GetRequiredService<AccessKeys>();
        var said = http.Request.Query["key"].ToString();
        var who = said.Length == 0 ? null : await keys.AdmitAsync(said, AccessKeyDoor.Calendar, http.RequestAborted);
        if (who is null) return Problems.Of(ProblemCodes.SignInNeeded);
        try
        {
            return await HouseFilter.ActAsync(context, next, who, Permission.SeePlans, AuditAction.CalendarRead);
        }
        finally
        {
            await keys.MoveForwardAsync();
        }
    }

    // The door has asked for the key; it stands here so that the description of the API names it.
    private static async Task<IResult> Read(
        [Description("A key for calendars")] string? key, [Description("Language of the texts: en or cy")] string? language, Actor actor, SpacesContext context, AuditTrail trail, TimeProvider clock, CancellationToken cancel)
    {
        if (language is not (null or "en" or "cy")) return Problems.Of(ProblemCodes.WordUnknown, "language");
        var tongue = language == "cy" ? Tongue.Cy : Tongue.En;
        var now = clock.GetUtcNow();
        DateTimeOffset from = now.AddMonths(-MonthsBack), to = now.AddMonths(MonthsAhead);
        var found = await context.Activities.AsNoTracking().Where(a => a.PartnershipId == actor.PartnershipId && a.EndsAt >= from && a.StartsAt < to)
            .OrderBy(a => a.StartsAt).ThenBy(a => a.Id).Take(MostListed).ToListAsync(cancel);
        trail.Note("shown", found.Count);
        var calendar = new Calendar { ProductId = "-//SpacesPlaces//Planning//EN" };
        calendar.AddProperty("X-WR-CALNAME", Texts.Get(tongue, "planning.calendar_name"));
        foreach (var one in found) calendar.Events.Add(EventOf(one, tongue));
        return Results.Text(new CalendarSerializer().SerializeToString(calendar), "text/calendar", Encoding.UTF8);
    }

    private static CalendarEvent EventOf(Activity activity, Tongue tongue)
    {
        var plan = ActivityApi.PlanOf(activity);
        return new()
        {
            Uid = $"{activity.Id}@spacesplaces",
            Sequence = activity.Version,
            Summary = Texts.Get(tongue, "planning.calendar_title", new Dictionary<string, string>
            {
                ["kind"] = Texts.Get(tongue, $"activity_kind.{WireName.Of(activity.Kind)}"),
                ["title"] = RouteFile.NameOf(plan, tongue),
            }),
            Description = Texts.Get(tongue, "planning.calendar_told", new Dictionary<string, string>
            {
                ["lead"] = Texts.Get(tongue, $"agency.{WireName.Of(activity.Lead)}"),
                ["purpose"] = Texts.Get(tongue, $"activity_purpose.{WireName.Of(plan.Purpose)}"),
            }),
            Start = new CalDateTime(activity.StartsAt.UtcDateTime, "UTC"),
            End = new CalDateTime(activity.EndsAt.UtcDateTime, "UTC"),
            DtStamp = new CalDateTime(activity.RecordedAt.UtcDateTime, "UTC"),
            Class = "CONFIDENTIAL",
            Status = activity.Status switch { ActivityStatus.Cancelled => "CANCELLED", _ => "CONFIRMED" },
        };
    }
}
