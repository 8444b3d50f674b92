using Microsoft.EntityFrameworkCore;
using NetTopologySuite.Geometries;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Incidents;
using SpacesPlaces.Geodata.Disclosure;
using SpacesPlaces.Geodata.Grids;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Spaces;

/// <summary>A record of harm as far as counting in an area needs it.</summary>
/// <param name="Day">Day on which it began, by the clock on the wall.</param>
/// <param name="SourceAgency">Whose knowledge it is.</param>
/// <param name="ChildrenUnknown">Children whose tokens are not known.</param>
/// <param name="Children">Children known by token.</param>
internal sealed record HarmRecord(DateOnly Day, Agency SourceAgency, int ChildrenUnknown, IReadOnlyList<Guid> Children)
{
    /// <summary>What the small-number rule judges of several records.</summary>
    public static CellContent ContentOf(IReadOnlyCollection<HarmRecord> records) => new(
        records.Count, records.SelectMany(record => record.Children).Distinct().Count(),
        records.Select(record => (record.SourceAgency, record.Day)).Distinct().Count());
}

/// <summary>Harm that was recorded inside an area, as far as the reader's partnership may count it.</summary>
internal static class HarmInside
{
    /// <summary>
    /// Recorded harm with a point good enough to say that it lies in the area: of agencies that share, not withdrawn, not yet coarsened.
    /// </summary>
    /// <param name="area">EPSG:27700.</param>
    /// <param name="actor">Who counts.</param>
    /// <param name="context">The database, with the actor's open transaction.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task<IReadOnlyList<HarmRecord>> ReadAsync(Geometry area, Actor actor, SpacesContext context, CancellationToken cancel)
    {
        var cells = GridCellRange.Covering(area.EnvelopeInternal);
        var counting = SharingNeeded.AgenciesThatCount(actor.Identity);
        var rows = await context.Incidents.AsNoTracking().VisibleTo(actor)
            .Where(i => i.Kind == IncidentKind.Harm && i.Status == IncidentStatus.Recorded && counting.Contains(i.RecordedByAgency) && i.CoarsenedAt == null
                && (i.AccuracyMetres == null || i.AccuracyMetres <= Incident.ClusterableAccuracyMetres)
                && i.CellX >= cells.MinX && i.CellX <= cells.MaxX && i.CellY >= cells.MinY && i.CellY <= cells.MaxY && area.Covers(i.Point))
            .Select(i => new { i.OccurredFrom, i.SourceAgency, i.ChildrenUnknownCount, Children = i.Children.Select(c => c.ChildId).ToList() }).ToListAsync(cancel);
        return [.. rows.Select(row => new HarmRecord(LocalDays.Of(row.OccurredFrom), row.SourceAgency, row.ChildrenUnknownCount, row.Children))];
    }
}
