using Microsoft.EntityFrameworkCore;
using NetTopologySuite.Geometries;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Incidents;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Grids;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Spaces;

/// <summary>Concerns about a place that were reported where a space lies: each as exactly as its reader may know it, and no further.</summary>
internal static class SpaceReports
{
    private const int MostReports = 2_000;

    /// <summary>
    /// Reports inside a space. Readers of exact points get those whose point lies in it; readers of squares, and everybody for points
    /// that are not good enough, those whose square of 1 km it reaches into: the exact point decides nothing that they could learn it by.
    /// </summary>
    /// <param name="id">The space.</param>
    /// <param name="shape">Its area, EPSG:27700.</param>
    /// <param name="actor">Who reads.</param>
    /// <param name="context">The database, with the actor's open transaction.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task<IReadOnlyList<SpaceEvent>> ReadAsync(Guid id, Geometry shape, Actor actor, SpacesContext context, CancellationToken cancel)
    {
        var cells = GridCellRange.Covering(shape.EnvelopeInternal);
        var found = await context.Incidents.AsNoTracking().VisibleTo(actor)
            .Where(i => i.Kind == IncidentKind.HotspotReport && i.Status == IncidentStatus.Recorded
                && i.CellX >= cells.MinX && i.CellX <= cells.MaxX && i.CellY >= cells.MinY && i.CellY <= cells.MaxY)
            .OrderByDescending(i => i.OccurredFrom).ThenBy(i => i.Id).Take(MostReports)
            .Select(i => new { i.Id, i.Point, i.AccuracyMetres, i.CoarsenedAt, i.OccurredFrom, i.SourceAgency, i.RecordedByAgency }).ToListAsync(cancel);
        List<SpaceEvent> lines = [];
        foreach (var report in found)
        {
            if (report.Point is not { IsEmpty: false } point) continue;
            var sight = Sights.OfRecord(actor, report.RecordedByAgency).Precision;
            if (sight == LocationPrecision.None) continue;
            var precise = sight == LocationPrecision.Exact && report.CoarsenedAt is null && !(report.AccuracyMetres > Incident.ClusterableAccuracyMetres);
            if (!(precise ? shape.Covers(point) : Reaches(shape, point))) continue;
            lines.Add(new(
                SpaceEventKind.HotspotReport, sight == LocationPrecision.Exact ? report.OccurredFrom : LocalDays.Floor(report.OccurredFrom), id,
                Agency: report.SourceAgency, IncidentId: report.Id, Precision: precise ? LocationPrecision.Exact : LocationPrecision.GridSquare1Km));
        }

        return lines;
    }

    // A border in common is no ground in common.
    private static bool Reaches(Geometry shape, Point point)
    {
        var square = GridCell.Of(new(point.X, point.Y)).ToPolygon();
        return shape.Intersects(square) && !shape.Touches(square);
    }
}
