using NpgsqlTypes;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Grids;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Ogc.Sources;

/// <summary>Collections that are read straight from their table, coarsened there as their rooms show them.</summary>
internal static class Stored
{
    public static readonly OgcCollection Incidents = new(
        "incidents", [Permission.SeeIncidents], AuditAction.IncidentsListed, AuditAction.IncidentSeen,
        [
            new("version", OgcType.Integer), new("kind", OgcType.Text, "incident_kind"), new("precision", OgcType.Text, "ogc_precision"),
            new("accuracyMetres", OgcType.Number), new("placedBy", OgcType.Text, "point_source"), new("usedInClusters", OgcType.Boolean),
            new("placeId", OgcType.Id), new("occurredFrom", OgcType.Instant), new("occurredTo", OgcType.Instant),
            new("timeConfidence", OgcType.Text, "time_confidence"), new("harmTypes", OgcType.Words, "harm_type"),
            new("contextLevel", OgcType.Text, "context_level"), new("sourceKind", OgcType.Text, "source_kind"), new("infoGrade", OgcType.Text, "info_grade"),
            new("sourceAgency", OgcType.Text, "agency"), new("recordedByAgency", OgcType.Text, "agency"), new("crossBoundary", OgcType.Boolean),
            new("recordedAt", OgcType.Instant), new("sensitivity", OgcType.Text, "sensitivity"), new("outreachSessionId", OgcType.Id),
        ])
    {
        IsPoints = true,
        HasIds = true,
        HasTime = true,
        NamesRecords = true,
        StateSql = "state_of_incidents",
        CountedBy = "count(*)",
        OpenAsync = (reading, _) => Task.FromResult(IncidentsFor(reading.Actor)),
    };

    public static readonly OgcCollection Outreach = new(
        "outreach", [Permission.SeeOutreach], AuditAction.OutreachListed, AuditAction.OutreachSeen,
        [
            new("version", OgcType.Integer), new("precision", OgcType.Text, "ogc_precision"), new("startedAt", OgcType.Instant), new("endedAt", OgcType.Instant),
            new("staff", OgcType.Integer), new("spokenTo", OgcType.Integer), new("noConcern", OgcType.Boolean), new("agency", OgcType.Text, "agency"),
            new("partner", OgcType.Text, "agency"),
        ])
    {
        IsPoints = true,
        HasIds = true,
        HasTime = true,
        StateSql = "state_of_outreach",
        CountedBy = "count(*)",
        OpenAsync = (reading, _) => Source("ogc_outreach", cells =>
            [new(reading.Actor.PartnershipId), .. Cells(cells), new(ExactAgencies(reading.Actor)), new(reading.Actor.UserId)]),
    };

    public static readonly OgcCollection EnvironmentTasks = new(
        "environment-tasks", [Permission.SeeEnvironmentTasks], AuditAction.EnvironmentTasksListed, AuditAction.EnvironmentTasksListed,
        [
            new("version", OgcType.Integer), new("precision", OgcType.Text, "ogc_precision"), new("defect", OgcType.Text, "environment_defect"),
            new("status", OgcType.Text, "environment_task_status"), new("owner", OgcType.Text, "agency"), new("agency", OgcType.Text, "agency"),
            new("recordedAt", OgcType.Instant), new("due", OgcType.Day), new("overdue", OgcType.Boolean),
        ])
    {
        IsPoints = true,
        HasIds = true,
        HasTime = true,
        StateSql = "state_of_environment_tasks",
        CountedBy = "count(*)",
        OpenAsync = (reading, _) => Source("ogc_environment_tasks", cells =>
        [
            new(reading.Actor.PartnershipId), .. Cells(cells), new(WireName.Of(reading.Actor.Agency)),
            new(Sights.OfIncidents(reading.Actor.Role) is { Rows: RowScope.Partnership, Precision: LocationPrecision.Exact }),
            new(LocalDays.Of(reading.Clock.GetUtcNow())),
        ]),
    };

    public static readonly OgcCollection ContextEvents = new(
        "context-events", [Permission.SeeReferenceData], AuditAction.ContextSeen, AuditAction.ContextSeen,
        [new("month", OgcType.Text), new("type", OgcType.Text), new("events", OgcType.Integer)])
    {
        HasTime = true,
        StateSql = "state_of_published",
        CountedBy = "sum(events)",
        IsPublished = true,
        OpenAsync = (reading, _) => Source("ogc_context_events", cells => [new(reading.Actor.PartnershipId), .. Cells(cells)]),
    };

    public static readonly OgcCollection Boundaries = new(
        "boundaries", [Permission.SeeReferenceData], AuditAction.BoundariesListed, AuditAction.BoundariesListed,
        [new("code", OgcType.Text), new("set", OgcType.Text), new("nameEn", OgcType.Text), new("nameCy", OgcType.Text)])
    {
        IsOpen = true,
        IsMeasured = true,
        StateSql = "state_of_published",
        IsPublished = true,
        OpenAsync = (reading, _) => Source("ogc_boundaries", _ => [new(reading.Partnership ?? Guid.Empty), new(reading.IsAnonymous)]),
    };

    public static readonly OgcCollection Places = new(
        "places", [Permission.SeeReferenceData], AuditAction.PlacesListed, AuditAction.PlacesListed,
        [
            new("nameEn", OgcType.Text), new("nameCy", OgcType.Text), new("placeType", OgcType.Text, "place_type"), new("townEn", OgcType.Text),
            new("townCy", OgcType.Text), new("reachMetres", OgcType.Number),
        ])
    {
        IsPoints = true,
        HasIds = true,
        IsOpen = true,
        IsMeasured = true,
        StateSql = "state_of_published",
        CountedBy = "count(*)",
        IsPublished = true,
        OpenAsync = (reading, _) => Source("ogc_places", cells => [new(reading.Partnership ?? Guid.Empty), .. Cells(cells), new(reading.IsAnonymous)]),
    };

    // Which rows, and whose of them exactly: decided where it is decided for the incidents' own room.
    private static OgcSource? IncidentsFor(Actor actor)
    {
        var rows = Sights.OfIncidents(actor.Role).Rows;
        if (rows == RowScope.None) return null;
        return new(NamedSql.Read("ogc_incidents"), cells =>
        [
            new(actor.PartnershipId), .. Cells(cells), new(ExactAgencies(actor)),
            new(rows == RowScope.OwnAgency ? WireName.Of(actor.Agency) : null, NpgsqlDbType.Text),
            new(rows == RowScope.Own ? actor.UserId : null, NpgsqlDbType.Uuid),
        ]);
    }

    // The agencies whose records the reader sees to the metre.
    private static string[] ExactAgencies(Actor actor) =>
        [.. Enum.GetValues<Agency>().Where(agency => Sights.OfRecord(actor, agency).Precision == LocationPrecision.Exact).Select(WireName.Of)];

    private static Task<OgcSource?> Source(string sql, Func<GridCellRange?, IReadOnlyList<OgcValue>> values) =>
        Task.FromResult<OgcSource?>(new(NamedSql.Read(sql), values));

    private static IEnumerable<OgcValue> Cells(GridCellRange? cells) =>
        ((int?[])[cells?.MinX, cells?.MaxX, cells?.MinY, cells?.MaxY]).Select(edge => new OgcValue(edge, NpgsqlDbType.Integer));
}
