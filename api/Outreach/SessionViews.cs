using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Api.Incidents;
using SpacesPlaces.Api.Photos;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Grids;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Outreach;

/// <summary>Sessions as a reader may see them; what they may not see is absent from the answer.</summary>
internal static class SessionViews
{
    public static OutreachSessionView Of(OutreachSession session, Actor actor, IGridTransform grid, int? incidents = null)
    {
        var own = session.RecordedBy == actor.UserId;
        var sight = Sights.OfRecord(actor, session.Agency);
        var exact = own || sight.Precision == LocationPrecision.Exact;
        return new(
            session.Id, session.Version,
            Where.ToWire(exact ? session.Point : GridCell.Of(new(session.Point.X, session.Point.Y)).ToPolygon().Centroid, grid),
            exact ? LocationPrecision.Exact : LocationPrecision.GridSquare1Km,
            session.StartedAt, session.EndedAt, session.Staff, session.SpokenTo, session.NoConcern, session.Agency,
            DetailOf(session) is not { } detail ? null : exact && (own || sight.Narrative) ? detail : WithoutTexts(detail), session.Partner, exact ? incidents : null,
            MaySeePhotos(session, actor) ? PhotoRows.Views(session.Photos) : [], PhotoRows.AllThere(session.Photos));
    }

    /// <summary>How many incidents were logged from within each session, of those that the reader may see; null where they see none at all.</summary>
    public static async Task<IReadOnlyDictionary<Guid, int>?> IncidentsOfAsync(
        IReadOnlyCollection<Guid> sessions, Actor actor, SpacesContext context, CancellationToken cancel) => !Permissions.Allow(actor.Role, Permission.SeeIncidents)
        ? null
        : await context.Incidents.AsNoTracking().VisibleTo(actor)
            .Where(i => i.OutreachSessionId != null && sessions.Contains(i.OutreachSessionId.Value) && i.Status == IncidentStatus.Recorded)
            .GroupBy(i => i.OutreachSessionId!.Value).Select(same => new { same.Key, Count = same.Count() }).ToDictionaryAsync(same => same.Key, same => same.Count, cancel);

    /// <summary>True for the recorder, and for readers of others' sessions with exact places and narratives: a photo tells as much as both.</summary>
    public static bool MaySeePhotos(OutreachSession session, Actor actor) => session.RecordedBy == actor.UserId
        || (Permissions.Allow(actor.Role, Permission.SeeOutreach) && Sights.OfRecord(actor, session.Agency) is { Precision: LocationPrecision.Exact, Narrative: true });

    public static SessionDetail? DetailOf(OutreachSession session) =>
        session.Detail is null ? null : JsonSerializer.Deserialize<SessionDetail>(session.Detail, WireJson.Options);

    /// <summary>The content as it stands, for the record of corrections.</summary>
    public static NewOutreachSession AsRecorded(OutreachSession session) => new(
        new(new(session.Point.X, session.Point.Y), Geodata.Vocabulary.PointSource.Pin, null, "EPSG:27700"),
        session.StartedAt, session.EndedAt, session.Staff, session.SpokenTo, session.NoConcern, DetailOf(session),
        PhotoRows.AsAnnounced(session.Photos));

    // A name of a space or the corners of a route are as exact as a point.
    private static SessionDetail WithoutTexts(SessionDetail detail) => detail with
    {
        Visits = null,
        Route = null,
        Observations = null,
        Strengths = null,
        TextLanguage = null,
        Diversions = null,
        FollowUps = null,
        IdentifyingReason = null,
        LanguageReason = null,
    };
}
