using System.Diagnostics.CodeAnalysis;
using NetTopologySuite.Geometries;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Api.Photos;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Grids;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Incidents;

/// <summary>An incident as a reader may see it. What they may not see is not read into the answer.</summary>
internal static class IncidentViews
{
    /// <summary>The field that is restricted to people who stated a purpose.</summary>
    private const string ChildrenField = "children";

    public static IncidentView Of(Incident incident, Actor actor, IGridTransform grid, IReadOnlyList<GlassOpening>? openings = null) =>
        Of(incident, actor, Sights.OfRecord(actor, incident.RecordedByAgency), grid, openings);

    /// <summary>As a reader with this sight may see it: for files, which hold no more than their recipient may see.</summary>
    public static IncidentView Of(
        Incident incident, Actor actor, IncidentSight sight, IGridTransform grid, IReadOnlyList<GlassOpening>? openings = null)
    {
        var tokens = sight.Tokens && actor.Stated is not null;
        var exact = sight.Precision == LocationPrecision.Exact;
        return new(
            incident.Id, incident.Version, incident.Kind, incident.Status,
            PointFor(incident.Point, sight.Precision, grid), IsSomewhere(incident.Point) ? sight.Precision : LocationPrecision.None,
            exact ? incident.AccuracyMetres : null,
            exact ? incident.PlacedBy : null,
            IsClusterable(incident),
            exact ? incident.PlaceId : null,
            exact ? incident.OccurredFrom : LocalDays.Floor(incident.OccurredFrom),
            exact ? incident.OccurredTo : LocalDays.StartOf(LocalDays.Of(incident.OccurredTo).AddDays(1)).AddSeconds(-1),
            incident.TimeConfidence, incident.HarmTypes, incident.ContextLevel, incident.SourceKind, incident.InfoGrade,
            incident.SourceAgency, incident.RecordedByAgency,
            tokens ? [.. incident.Children.Select(AsReference).OrderBy(c => c.Token, StringComparer.Ordinal)] : [],
            exact ? incident.Children.Count : null,
            exact ? incident.ChildrenUnknownCount : null,
            incident.CrossBoundary,
            sight.Narrative ? incident.Narrative : null,
            sight.Narrative ? incident.NarrativeLanguage : null,
            sight.Narrative ? incident.WithdrawnReason : null,
            incident.RecordedAt, incident.Sensitivity,
            sight.Narrative ? incident.IdentifyingReason : null,
            sight.Narrative ? incident.LanguageReason : null,
            exact ? incident.OutreachSessionId : null,
            new(incident.Controller, incident.Regime,
                incident.RecordedByAgency == actor.Agency ? [] : actor.Sharing.ReferencesWith(incident.RecordedByAgency), incident.ReviewOn),
            sight.Tokens && !tokens && incident.Children.Count > 0 ? [ChildrenField] : [], openings ?? [],
            MaySeePhotos(sight) ? PhotoRows.Views(incident.Photos) : [], PhotoRows.AllThere(incident.Photos));
    }

    /// <summary>The content as a client would send it, in the store's CRS: what a revision keeps.</summary>
    public static NewIncident AsRecorded(Incident incident) => new(
        incident.Kind, incident.OccurredFrom, incident.OccurredTo, incident.TimeConfidence, incident.HarmTypes, incident.ContextLevel,
        incident.SourceKind, incident.InfoGrade,
        incident.Point is null
            ? null
            : new(new(incident.Point.X, incident.Point.Y), incident.PlacedBy ?? PointSource.Pin, incident.AccuracyMetres, "EPSG:27700"),
        incident.PlaceId, incident.SourceAgency, [.. incident.Children.Select(AsReference)], incident.ChildrenUnknownCount,
        incident.CrossBoundary, incident.Narrative, incident.NarrativeLanguage, incident.Sensitivity, incident.IdentifyingReason,
        incident.LanguageReason, incident.OutreachSessionId, PhotoRows.AsAnnounced(incident.Photos));

    /// <summary>True for readers of exact places and narratives: a photo tells as much as both.</summary>
    public static bool MaySeePhotos(IncidentSight sight) => sight.Precision == LocationPrecision.Exact && sight.Narrative;

    /// <summary>True when the event may take part in clusters.</summary>
    public static bool IsClusterable(Incident incident) =>
        incident.Status == IncidentStatus.Recorded && IsSomewhere(incident.Point)
        && !(incident.AccuracyMetres > Incident.ClusterableAccuracyMetres);

    // The database refuses a point that is none. Where somebody got one past it, its record is shown without a point, and the others as ever.
    private static bool IsSomewhere([NotNullWhen(true)] Point? point) => point is { IsEmpty: false } && NationalGrid.Contains(point.X, point.Y);

    private static PointGeometry? PointFor(Point? point, LocationPrecision precision, IGridTransform grid)
    {
        if (!IsSomewhere(point) || precision == LocationPrecision.None) return null;
        if (precision == LocationPrecision.Exact) return Where.ToWire(point, grid);
        var centre = GridCell.Of(new(point.X, point.Y)).Extent.Centre;
        return Where.ToWire(Where.ToPoint(new GridPoint(centre.X, centre.Y)), grid);
    }

    private static ChildReference AsReference(IncidentChild link) => new(link.Child!.Token, link.Child.HoldingAgency, link.AgeBand);
}
