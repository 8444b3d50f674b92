using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Disclosure;
using SpacesPlaces.Geodata.Grids;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Planning;

/// <summary>Where workers were and where they were not: by fixed areas, so that nothing finer than them can be asked for.</summary>
internal static class CoverageApi
{
    /// <summary>Days after which an area is due for a visit, and after which it is overdue; a planner's rule of thumb, ours.</summary>
    public const int DueAfterDays = 60, OverdueAfterDays = 90;

    private const double ReachMetres = 3_000;

    public static void MapCoverage(this IEndpointRouteBuilder planning) => planning.MapGet("/coverage", Show)
        .Requires(Permission.SeeSites).Audited(AuditAction.CoverageSeen)
        .WithSummary("Days since workers were last in each area, and the share of secondary-age children in reach of them");

    private static async Task<Ok<CoverageView>> Show(
        Actor actor, SpacesContext context, FixedAreas areas, PartnershipAreas partnerships, IGridTransform grid, AuditTrail trail, TimeProvider clock,
        CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var today = LocalDays.Of(now);
        var ground = (await partnerships.ContextAsync(actor.PartnershipId, cancel)).Area.Geometry;
        var contacts = await ContactsAsync(context, actor, now, cancel);
        List<GridPoint> recent = [.. contacts.Where(one => today.DayNumber - LocalDays.Of(one.Value).DayNumber <= OverdueAfterDays).Select(one => MiddleOf(one.Key))];
        // A square counts as reached from the middle of a square where workers were: a kilometre more or less, and no point is told.
        var children = areas.SecondaryAge.Where(cell => cell.Value > 0).Select(cell => (
            Cell: cell.Key, Children: cell.Value, Reached: recent.Exists(contact => Metres(contact, MiddleOf(cell.Key)) <= ReachMetres))).ToList();
        var all = children.Sum(square => square.Children);
        var middle = ground.EnvelopeInternal.Centre.Y;
        var shown = areas.Partition.Covering(ground)
            .Select(area => ViewOf(area, contacts, [.. children.Where(square => area.Contains(square.Cell))], all, middle, today, grid))
            .OrderBy(area => area.State switch { ContactState.Never => 0, ContactState.Overdue => 1, ContactState.Due => 2, _ => 3 })
            .ThenByDescending(area => area.ChildrenPercent).ThenByDescending(area => area.DaysSince).ThenBy(area => area.Reference, StringComparer.Ordinal).ToList();
        trail.Note("shown", shown.Count);
        return TypedResults.Ok(new CoverageView(
            shown, Percent(children, _ => true), Percent(children, square => MiddleOf(square).Northing >= middle), Percent(children, square => MiddleOf(square).Northing < middle),
            DueAfterDays, OverdueAfterDays));

        static int? Percent(List<(GridCell Cell, int Children, bool Reached)> children, Func<GridCell, bool> counts)
        {
            var counted = children.FindAll(square => counts(square.Cell));
            return Share(counted.Where(square => square.Reached).Sum(square => square.Children), counted.Sum(square => square.Children));
        }
    }

    private static AreaCoverage ViewOf(
        FixedArea area, Dictionary<GridCell, DateTimeOffset> contacts, List<(GridCell Cell, int Children, bool Reached)> children, int all, double middle, DateOnly today,
        IGridTransform grid)
    {
        var last = contacts.Where(contact => area.Contains(contact.Key)).Select(contact => (DateTimeOffset?)contact.Value).Max();
        int? since = last is { } at ? today.DayNumber - LocalDays.Of(at).DayNumber : null;
        var state = since switch { null => ContactState.Never, > OverdueAfterDays => ContactState.Overdue, > DueAfterDays => ContactState.Due, _ => ContactState.Recent };
        var here = children.Sum(square => square.Children);
        var centre = area.Extent.Centre;
        return new(
            Where.ToWire(area.ToPolygon(), grid), Where.ToWire(Where.ToPoint(new GridPoint(centre.X, centre.Y)), grid),
            GridReference.Of(new(centre.X, centre.Y), 1_000).ToString(), since, state, Share(here, all),
            Share(children.Where(square => square.Reached).Sum(square => square.Children), here), centre.Y >= middle);
    }

    private static async Task<Dictionary<GridCell, DateTimeOffset>> ContactsAsync(SpacesContext context, Actor actor, DateTimeOffset now, CancellationToken cancel)
    {
        var contacts = new Dictionary<GridCell, DateTimeOffset>();
        await using var command = new NpgsqlCommand(NamedSql.Read("contact_by_square"), (NpgsqlConnection)context.Database.GetDbConnection());
        command.Parameters.Add(new() { Value = actor.PartnershipId });
        command.Parameters.Add(new() { Value = now });
        await using var rows = await command.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel)) contacts[new(rows.GetInt32(0), rows.GetInt32(1))] = rows.GetFieldValue<DateTimeOffset>(2);
        return contacts;
    }

    private static int? Share(int part, int all) => all == 0 ? null : (int)Math.Round(100.0 * part / all);

    private static GridPoint MiddleOf(GridCell cell) => new((cell.CellX + 0.5) * GridCell.SideMetres, (cell.CellY + 0.5) * GridCell.SideMetres);

    private static double Metres(GridPoint one, GridPoint other) => Math.Sqrt(Math.Pow(one.Easting - other.Easting, 2) + Math.Pow(one.Northing - other.Northing, 2));
}
