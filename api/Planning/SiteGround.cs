using Microsoft.EntityFrameworkCore;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using Npgsql;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Grids;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Planning;

/// <summary>What the ground says of points where stalls could stand: who was there last, whether a plan is under way, who lives in reach.</summary>
internal sealed class SiteGround(SpacesContext context, Actor actor, FixedAreas areas)
{
    /// <summary>How near workers have to have been for a site to count as visited, metres.</summary>
    public const int VisitedWithinMetres = 1_000;

    /// <summary>
    /// Side of the square by which a point is held against plans, metres: a site moved by hand a step at a time does not trace an outline.
    /// </summary>
    public const int PlanSquareMetres = 100;

    /// <summary>Days before a day since workers were last within <see cref="VisitedWithinMetres"/> of each point; null for never.</summary>
    /// <param name="points">EPSG:27700.</param>
    /// <param name="day">The day.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<int?[]> DaysSinceAsync(IReadOnlyList<GridPoint> points, DateOnly day, CancellationToken cancel)
    {
        var since = new int?[points.Count];
        if (points.Count == 0) return since;
        await using var command = new NpgsqlCommand(NamedSql.Read("days_since_contact"), (NpgsqlConnection)context.Database.GetDbConnection());
        command.Parameters.Add(new() { Value = actor.PartnershipId });
        command.Parameters.Add(new() { Value = points.Select(point => point.Easting).ToArray() });
        command.Parameters.Add(new() { Value = points.Select(point => point.Northing).ToArray() });
        command.Parameters.Add(new() { Value = LocalDays.StartOf(day) });
        command.Parameters.Add(new() { Value = (double)VisitedWithinMetres });
        await using var rows = await command.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
            since[rows.GetInt32(0) - 1] = day.DayNumber - LocalDays.Of(rows.GetFieldValue<DateTimeOffset>(1)).DayNumber;
        return since;
    }

    /// <summary>Whether the square of <see cref="PlanSquareMetres"/> around each point meets a space in which a plan is under way.</summary>
    /// <param name="points">EPSG:27700.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<bool[]> InsidePlansAsync(IReadOnlyList<GridPoint> points, CancellationToken cancel)
    {
        // All of them, those too that the asker may not know: what is refused is the square, whoever asks, and no reason tells more.
        var shapes = await context.Spaces.AsNoTracking()
            .Where(s => s.PartnershipId == actor.PartnershipId && s.Shape != null && (s.Status == SpaceStatus.PlanActive || s.Status == SpaceStatus.Review))
            .Select(s => s.Shape!).ToListAsync(cancel);
        if (shapes.Count == 0) return new bool[points.Count];
        var plans = shapes.ConvertAll(PreparedGeometryFactory.Prepare);
        return [.. points.Select(SquareAround).Select(square => plans.Exists(plan => plan.Intersects(square)))];
    }

    /// <summary>The middle of the square of <see cref="PlanSquareMetres"/> in which a point lies.</summary>
    public static GridPoint Snapped(GridPoint point) => new(
        (Math.Floor(point.Easting / PlanSquareMetres) + 0.5) * PlanSquareMetres, (Math.Floor(point.Northing / PlanSquareMetres) + 0.5) * PlanSquareMetres);

    /// <summary>Secondary-age children by 1 km square, with the middle of each; empty where the operator supplied none.</summary>
    public IReadOnlyList<(GridPoint Middle, int Children)> Children() =>
        [.. areas.SecondaryAge.OrderBy(cell => (cell.Key.CellY, cell.Key.CellX)).Where(cell => cell.Value > 0).Select(cell => (MiddleOf(cell.Key), cell.Value))];

    private static GridPoint MiddleOf(GridCell cell) => new((cell.CellX + 0.5) * GridCell.SideMetres, (cell.CellY + 0.5) * GridCell.SideMetres);

    private static Polygon SquareAround(GridPoint point)
    {
        var middle = Snapped(point);
        const double half = PlanSquareMetres / 2.0;
        return (Polygon)new GeometryFactory(new PrecisionModel(), NationalGrid.Srid)
            .ToGeometry(new(middle.Easting - half, middle.Easting + half, middle.Northing - half, middle.Northing + half));
    }
}
