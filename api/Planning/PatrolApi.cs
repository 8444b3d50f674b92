using Microsoft.AspNetCore.Http.HttpResults;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Planning;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Planning;

/// <summary>
/// Arranges visits of a patrol: who goes where and when. It knows places, hours and ways that the planner names and nothing of harm; who
/// leads and what for is part of every shift that comes out.
/// </summary>
internal static class PatrolApi
{
    private const int MostTeams = 6;
    private const int MostVisits = 40;
    private const int LongestName = 100;

    public static void MapPatrols(this IEndpointRouteBuilder planning) => planning.MapPost("/patrols", Arrange)
        .Requires(Permission.ChangePlans).Audited(AuditAction.PatrolPlanned).Checked<NewPatrolPlan>(Check)
        .WithSummary("Arrange visits for teams on foot; each that cannot be made has its reason. Nothing is stored: a plan is sent as an activity");

    public static IEnumerable<Refusal> Check(NewPatrolPlan asked, CheckContext about) =>
    [
        .. asked.EndsAt <= asked.StartsAt ? [new Refusal(ProblemCodes.EndBeforeStart, "endsAt")]
            : asked.EndsAt - asked.StartsAt > TimeSpan.FromHours(12) ? [Refusal.Of(ProblemCodes.RangeTooLong, "endsAt", ("days", 1))] : (Refusal[])[],
        .. SiteChecks.Between(asked.Teams, "teams", 1, MostTeams),
        .. SiteChecks.Between(asked.Staff, "staff", ActivityChecks.FewestStaff, 50),
        .. SiteChecks.Between(asked.Minutes, "minutes", ActivityChecks.ShortestVisit, ActivityChecks.LongestVisit),
        .. SiteChecks.Between(asked.Visits.Count, "visits", 1, MostVisits),
        .. Where.Check(new Location(asked.Base, PointSource.Pin), "base", about.Area, about.Grid),
        .. asked.Visits.Index().SelectMany(one => Check(one.Item, $"visits[{one.Index}]", about)),
    ];

    private static IEnumerable<Refusal> Check(PlannedVisit visit, string field, CheckContext about) =>
    [
        .. TextChecks.Needed(visit.Name, $"{field}.name", LongestName),
        .. Where.Check(new Location(visit.Point, PointSource.Pin), field, about.Area, about.Grid),
        .. visit is { From: { } from, To: { } to } && to <= from ? [new Refusal(ProblemCodes.EndBeforeStart, $"{field}.to")] : (Refusal[])[],
    ];

    private static async Task<Ok<PatrolPlanView>> Arrange(NewPatrolPlan asked, PatrolGround ground, IGridTransform grid, AuditTrail trail, CancellationToken cancel)
    {
        GridPoint[] places = [At(asked.Base), .. asked.Visits.Select(visit => At(visit.Point))];
        var known = await ground.TimesAsync(places, cancel);
        var length = (asked.EndsAt - asked.StartsAt).TotalMinutes;
        var answer = PatrolSolver.Solve(
            new()
            {
                Teams = [.. Enumerable.Repeat(new PatrolTeam(0, length, 0, 0), asked.Teams)],
                Visits = [.. asked.Visits.Select((visit, at) => new PatrolVisit(at + 1, asked.Minutes, WindowsOf(visit, asked, length), Required: visit.Needed))],
                Travel = known.Minutes,
            },
            new(), cancel);
        trail.Note("visits", asked.Visits.Count);
        List<PatrolRoute> walked = [.. answer.Routes.Where(route => route.Stops.Count > 0)];
        var ways = await ground.WaysAsync(places, walked.ConvertAll(route => (IReadOnlyList<int>)[0, .. route.Stops.Select(stop => stop.Visit + 1), 0]), known.ByStreets, cancel);
        return TypedResults.Ok(new PatrolPlanView(
            [.. walked.Zip(ways, (route, way) => new PatrolTeamPlan(
                new(
                    asked.Lead, asked.Purpose, asked.StartsAt, asked.EndsAt, asked.Staff,
                    [.. route.Stops.Select(stop => new ShiftVisit(asked.Visits[stop.Visit].Name, asked.Visits[stop.Visit].Point, OnTheMinute(asked.StartsAt, stop.Begin), asked.Minutes))],
                    way.Corners),
                (int)Math.Ceiling(route.Minutes), (int)Math.Round(way.Metres), OnTheMinute(asked.StartsAt, route.Back!.Value)))],
            [.. answer.LeftOut.Select(left => new VisitLeftOut(
                asked.Visits[left.Visit].Name, left.IsRequired, known.FarFromStreets.Contains(left.Visit + 1) ? VisitReason.FarFromStreets : ReasonOf(left.Reason)))],
            (int)Math.Ceiling(answer.Minutes), known.ByStreets, known.BaseFarFromStreets));

        GridPoint At(PointGeometry point)
        {
            var (easting, northing) = grid.FromLonLat(point.X, point.Y);
            return new(easting, northing);
        }
    }

    private static PatrolWindow[] WindowsOf(PlannedVisit visit, NewPatrolPlan asked, double length)
    {
        if (visit.From is null && visit.To is null) return [];
        var from = visit.From is { } first ? (first - asked.StartsAt).TotalMinutes : 0;
        // "To" is when it has begun by; the solver's window holds the whole visit.
        return [new(from, visit.To is { } last ? (last - asked.StartsAt).TotalMinutes + asked.Minutes : Math.Max(length, from))];
    }

    // People walk by minutes: rounded up, so that nobody has to be somewhere before they can.
    private static DateTimeOffset OnTheMinute(DateTimeOffset start, double minutes) => start.AddMinutes(Math.Ceiling(minutes - 1e-9));

    private static VisitReason ReasonOf(LeftOutReason reason) => reason switch
    {
        LeftOutReason.NoTeam or LeftOutReason.NoWay => VisitReason.NoWay,
        LeftOutReason.NoWindowInAnyShift or LeftOutReason.WayTooLong => VisitReason.OutsideTheShift,
        _ => VisitReason.NoTimeBesideOthers,
    };
}
