using Microsoft.EntityFrameworkCore;
using NetTopologySuite.Geometries;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Hotspots;
using SpacesPlaces.Api.Hotspots.Events;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Api.Incidents;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Hotspots;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Spaces;

/// <summary>
/// The area of a space that is opened. Where nobody drew one it is made from what the space is opened from, on the lattice of
/// outlines: a corner or a middle that is an event's own point would tell everybody who sees the space where it was.
/// </summary>
internal sealed class SpaceOutlines(SpacesContext context, Actor actor, EventReader reader, IGridTransform grid)
{
    // One child's harm belongs in that child's plan, and what is published elsewhere says nothing of harm: no space is opened from either.
    private static readonly ClusterClass[] Opening = [ClusterClass.PlaceRepeat, ClusterClass.UnknownChildren];

    /// <summary>The area, EPSG:27700, null for a platform; or the refusal where what it is opened from is not there for the reader.</summary>
    public async Task<(Geometry? Shape, Refusal? Refusal)> OfAsync(NewSpace asked, CancellationToken cancel)
    {
        var drawn = asked.Shape is { } area ? Where.ToGrid(area, grid) : null;
        if (asked.AnalysisId is { } analysis)
        {
            var hull = await HullAsync(analysis, asked.ClusterNumber!.Value, cancel);
            if (hull is null) return (null, new(ProblemCodes.NotFound, "clusterNumber"));
            return Sized(drawn ?? HotspotShapes.For(HotspotSight.Figures, hull));
        }

        if (asked.IncidentId is { } incident)
        {
            var (found, around) = await AroundAsync(incident, cancel);
            if (!found) return (null, new(ProblemCodes.NotFound, "incidentId"));
            // Without an exact point, or for a reader of squares, somebody must draw.
            if (drawn is null && around is null && asked.Platform is null) return (null, new(ProblemCodes.WhereMissing, "shape"));
            return asked.Platform is null ? Sized(drawn ?? around!) : (null, null);
        }

        return (drawn, null);
    }

    private static (Geometry?, Refusal?) Sized(Geometry shape) => SpaceChecks.Size(shape, "shape") is { } refusal ? (null, refusal) : (shape, null);

    private async Task<Polygon?> HullAsync(Guid id, int number, CancellationToken cancel)
    {
        var analysis = await context.HotspotAnalyses.AsNoTracking()
            .SingleOrDefaultAsync(a => a.PartnershipId == actor.PartnershipId && a.Id == id && a.Subject == AnalysisSubject.Harm, cancel);
        if (analysis is null) return null;
        var cluster = await ComputedHotspots.IsNeededAsync(actor, analysis, context, cancel)
            ? (await ComputedHotspots.RunAsync(analysis, actor, context, reader, cancel)).Rows.SingleOrDefault(h => h.Number == number)
            : await context.Hotspots.AsNoTracking().SingleOrDefaultAsync(h => h.PartnershipId == actor.PartnershipId && h.AnalysisId == id && h.Number == number, cancel);
        return cluster is not null && Opening.Contains(cluster.Class) ? cluster.Hull : null;
    }

    private async Task<(bool Found, Polygon? Around)> AroundAsync(Guid id, CancellationToken cancel)
    {
        var incident = await context.Incidents.AsNoTracking().VisibleTo(actor).SingleOrDefaultAsync(i => i.Id == id && i.Status == IncidentStatus.Recorded, cancel);
        if (incident is null) return (false, null);
        var exact = Sights.OfRecord(actor, incident.RecordedByAgency).Precision == LocationPrecision.Exact;
        return (true, exact && IncidentViews.IsClusterable(incident)
            ? ClusterHull.Of([new(incident.Point!.X, incident.Point.Y)], HotspotShapes.LatticeMetres)
            : null);
    }
}
