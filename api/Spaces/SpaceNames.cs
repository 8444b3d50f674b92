using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using NetTopologySuite.Geometries;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;

namespace SpacesPlaces.Api.Spaces;

/// <summary>Spaces by name, for those who say where something happened: no reason, no status, no outline.</summary>
internal static class SpaceNames
{
    private const int MostNames = 1_000;

    /// <summary>Those on the ground that are being worked on; a platform has no point, and what ended is no longer spoken of.</summary>
    public static async Task<Ok<IReadOnlyList<SpaceName>>> List(
        Actor actor, SpacesContext context, IGridTransform grid, AuditTrail trail, CancellationToken cancel)
    {
        var rows = await context.Spaces.AsNoTracking().VisibleTo(actor).Where(s => s.Point != null && s.EndedOn == null)
            .OrderBy(s => s.NameEn ?? s.NameCy).ThenBy(s => s.Id)
            .Select(s => new { s.Id, s.NameEn, s.NameCy, s.LocalNames, s.PlaceType, Point = s.Point!, Shape = s.Shape! }).Take(MostNames).ToListAsync(cancel);
        trail.Subjects(rows.Select(row => row.Id));
        trail.Note("shown", rows.Count);
        return TypedResults.Ok<IReadOnlyList<SpaceName>>(
            [.. rows.Select(row => new SpaceName(row.Id, row.NameEn, row.NameCy, row.LocalNames, row.PlaceType, Where.ToWire(row.Point, grid), Reach(row.Point, row.Shape)))]);
    }

    // An outline is straight between its corners, so its farthest point is one of them.
    private static int Reach(Point point, Geometry outline) => (int)Math.Max(1, Math.Ceiling(outline.Coordinates.Max(corner => corner.Distance(point.Coordinate))));
}
