using Microsoft.EntityFrameworkCore;
using NetTopologySuite.Geometries;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Disclosure;
using SpacesPlaces.Geodata.Grids;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Spaces;

/// <summary>What earlier rooms know of a space's ground: harm by quarters, outreach that came near, things to be mended, concerns.</summary>
internal static class SpaceHappenings
{
    /// <summary>A session this near to a space was there.</summary>
    private const double NearMetres = 250;
    private const int MostOfAKind = 2_000;

    public static async Task<IReadOnlyList<SpaceEvent>> ReadAsync(Space space, Actor actor, SpacesContext context, TimeProvider clock, CancellationToken cancel) =>
        space.Shape is not { } shape ? [] :
        [
            .. await IncidentsAsync(space.Id, shape, actor, context, clock, cancel),
            .. await OutreachAsync(space.Id, shape, actor, context, cancel),
            .. await TasksAsync(space.Id, shape, actor, context, clock, cancel),
            .. await SpaceReports.ReadAsync(space.Id, shape, actor, context, cancel),
        ];

    // Harm in whole quarters. Readers of exact places get every figure; others only what the small-number rule lets through, assessors as
    // figures and all others as a word. A quarter that it holds back is not there at all: too few looks like none.
    private static async Task<IReadOnlyList<SpaceEvent>> IncidentsAsync(
        Guid id, Geometry shape, Actor actor, SpacesContext context, TimeProvider clock, CancellationToken cancel)
    {
        var sight = Sights.OfSpaces(actor.Role);
        var records = await HarmInside.ReadAsync(shape, actor, context, cancel);
        var inside = await context.Partnerships.Where(p => p.PartnershipId == actor.PartnershipId).Select(p => p.InsideThreshold).SingleAsync(cancel);
        var (rule, today) = (new SmallNumberRule(inside), LocalDays.Of(clock.GetUtcNow()));
        List<SpaceEvent> lines = [];
        foreach (var quarter in records.GroupBy(record => FixedPeriod.QuarterOf(record.Day)))
        {
            var content = HarmRecord.ContentOf([.. quarter]);
            if (sight != SpaceSight.Exact && !(quarter.Key.IsClosed(today) && rule.MayShow(content))) continue;
            var end = LocalDays.StartOf(quarter.Key.Last.AddDays(1));
            var line = new SpaceEvent(SpaceEventKind.Incidents, end < clock.GetUtcNow() ? end : LocalDays.StartOf(today), id, Period: quarter.Key.ToString());
            lines.Add(sight == SpaceSight.Words
                ? line with { Band = rule.BandOf(content) }
                : line with { Events = content.Records, DistinctChildren = content.DistinctChildren, ChildrenUnknown = quarter.Sum(record => record.ChildrenUnknown) });
        }

        return lines;
    }

    private static async Task<IReadOnlyList<SpaceEvent>> OutreachAsync(Guid id, Geometry shape, Actor actor, SpacesContext context, CancellationToken cancel)
    {
        var box = shape.EnvelopeInternal.Copy();
        box.ExpandBy(NearMetres);
        var cells = GridCellRange.Covering(box);
        var sessions = await context.OutreachSessions.AsNoTracking()
            .Where(s => s.PartnershipId == actor.PartnershipId && s.CellX >= cells.MinX && s.CellX <= cells.MaxX && s.CellY >= cells.MinY && s.CellY <= cells.MaxY
                && s.Point.IsWithinDistance(shape, NearMetres))
            .OrderByDescending(s => s.StartedAt).Take(MostOfAKind)
            .Select(s => new { s.StartedAt, s.EndedAt, s.SpokenTo, s.NoConcern, s.Agency }).ToListAsync(cancel);
        return
        [
            .. sessions.Select(session => new SpaceEvent(
                SpaceEventKind.Outreach,
                Sights.OfRecord(actor, session.Agency).Precision == LocationPrecision.Exact ? session.StartedAt : LocalDays.Floor(session.StartedAt), id,
                Agency: session.Agency, Hours: Math.Round((session.EndedAt - session.StartedAt).TotalHours, 2), SpokenTo: session.SpokenTo, NoConcern: session.NoConcern)),
        ];
    }

    private static async Task<IReadOnlyList<SpaceEvent>> TasksAsync(
        Guid id, Geometry shape, Actor actor, SpacesContext context, TimeProvider clock, CancellationToken cancel)
    {
        var cells = GridCellRange.Covering(shape.EnvelopeInternal);
        var tasks = await context.EnvironmentTasks.AsNoTracking()
            .Where(t => t.PartnershipId == actor.PartnershipId && t.CellX >= cells.MinX && t.CellX <= cells.MaxX && t.CellY >= cells.MinY && t.CellY <= cells.MaxY
                && shape.Covers(t.Point))
            .OrderByDescending(t => t.RecordedAt).Take(MostOfAKind).Select(t => new { t.RecordedAt, t.Defect, t.Status, t.Owner, t.Due }).ToListAsync(cancel);
        var today = LocalDays.Of(clock.GetUtcNow());
        return
        [
            .. tasks.Select(task => new SpaceEvent(
                SpaceEventKind.EnvironmentTask, LocalDays.Floor(task.RecordedAt), id, Agency: task.Owner, Defect: task.Defect, TaskStatus: task.Status,
                Overdue: task.Status is EnvironmentTaskStatus.Open or EnvironmentTaskStatus.WithOwner && task.Due < today)),
        ];
    }
}
