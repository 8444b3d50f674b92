using NetTopologySuite.Geometries;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Samples;

/// <summary>
/// An invented county with three years of invented work and harm in it. All geometries are EPSG:27700 (SRID 27700), rounded to
/// 0.1 m; all times are UTC. Lists are in a fixed order; ids are name-based UUIDs (see <see cref="InventedId"/>).
/// </summary>
/// <param name="Seed">The seed that the whole county follows from.</param>
/// <param name="NameEn">English name.</param>
/// <param name="NameCy">Welsh name.</param>
/// <param name="From">First day of the data window.</param>
/// <param name="To">Last day of the data window, included.</param>
/// <param name="Outline">The county's land.</param>
/// <param name="Districts">The districts that divide the outline, one per town.</param>
/// <param name="Settlements">Towns, then villages.</param>
/// <param name="Streets">Named streets, roads, lanes; each is one unbroken line over consecutive edges.</param>
/// <param name="RoadNodes">Nodes of the road graph.</param>
/// <param name="RoadEdges">Edges of the road graph; planar and connected.</param>
/// <param name="Rivers">Rivers from source to mouth.</param>
/// <param name="Paths">Riverside and show paths.</param>
/// <param name="Railways">Railway lines.</param>
/// <param name="LandCover">Lakes, river surfaces, woods and uplands.</param>
/// <param name="Buildings">Rows of buildings in the middle of the towns, for the picture only.</param>
/// <param name="Places">Named places with a type of the vocabulary.</param>
/// <param name="Shows">The yearly show.</param>
/// <param name="Sessions">Outreach sessions in order of start.</param>
/// <param name="Incidents">Incidents of harm in order of <see cref="SampleIncident.OccurredFrom"/>.</param>
/// <param name="HotspotReports">Concerns about places, with no known child, in order of time.</param>
/// <param name="Truths">What was planted on purpose; see <see cref="PlantedTruths"/>.</param>
public sealed record County(
    ulong Seed,
    string NameEn,
    string NameCy,
    DateOnly From,
    DateOnly To,
    Polygon Outline,
    IReadOnlyList<District> Districts,
    IReadOnlyList<Settlement> Settlements,
    IReadOnlyList<Street> Streets,
    IReadOnlyList<RoadNode> RoadNodes,
    IReadOnlyList<RoadEdge> RoadEdges,
    IReadOnlyList<NamedLine> Rivers,
    IReadOnlyList<NamedLine> Paths,
    IReadOnlyList<NamedLine> Railways,
    IReadOnlyList<NamedArea> LandCover,
    IReadOnlyList<MultiPolygon> Buildings,
    IReadOnlyList<SamplePlace> Places,
    IReadOnlyList<SampleShow> Shows,
    IReadOnlyList<SampleSession> Sessions,
    IReadOnlyList<SampleIncident> Incidents,
    IReadOnlyList<SampleIncident> HotspotReports,
    IReadOnlyList<PlantedTruth> Truths);

/// <summary>A district: the part of the county that is nearest to one town.</summary>
/// <param name="Id">Name-based UUID.</param>
/// <param name="NameEn">English name.</param>
/// <param name="NameCy">Welsh name.</param>
/// <param name="Area">EPSG:27700.</param>
/// <param name="TownId">The town it is named after.</param>
public sealed record District(Guid Id, string NameEn, string NameCy, Geometry Area, Guid TownId);

/// <summary>Size of a settlement.</summary>
public enum SettlementKind
{
    /// <summary>A town with its own street network, secondary school and district.</summary>
    Town,

    /// <summary>A village on a road between towns.</summary>
    Village,
}

/// <summary>A town or village.</summary>
/// <param name="Id">Name-based UUID.</param>
/// <param name="Kind">Town or village.</param>
/// <param name="NameEn">English name.</param>
/// <param name="NameCy">Welsh name.</param>
/// <param name="Population">Invented residents.</param>
/// <param name="Centre">EPSG:27700.</param>
/// <param name="BuiltUp">Built-up area, EPSG:27700.</param>
/// <param name="DistrictId">The district it lies in.</param>
public sealed record Settlement(
    Guid Id, SettlementKind Kind, string NameEn, string NameCy, int Population, Point Centre, Polygon BuiltUp, Guid DistrictId);

/// <summary>Class of a road.</summary>
public enum RoadClass
{
    /// <summary>A-road.</summary>
    A,

    /// <summary>B-road.</summary>
    B,

    /// <summary>Street in a town or village.</summary>
    Street,

    /// <summary>Country lane.</summary>
    Lane,
}

/// <summary>A named street or numbered road.</summary>
/// <param name="Id">Name-based UUID.</param>
/// <param name="NameEn">English name, for country roads the number.</param>
/// <param name="NameCy">Welsh name, for country roads the number.</param>
/// <param name="Class">Class of the road.</param>
/// <param name="Reference">Road number such as B4993, or null.</param>
/// <param name="SettlementId">The town or village it belongs to, or null in open country.</param>
/// <param name="Line">EPSG:27700.</param>
public sealed record Street(
    Guid Id, string NameEn, string NameCy, RoadClass Class, string? Reference, Guid? SettlementId, LineString Line);

/// <summary>A node of the road graph.</summary>
/// <param name="Number">Position in <see cref="County.RoadNodes"/>.</param>
/// <param name="Location">EPSG:27700.</param>
public sealed record RoadNode(int Number, Point Location);

/// <summary>An edge of the road graph; it touches other edges at its two nodes only.</summary>
/// <param name="From">Number of the first node.</param>
/// <param name="To">Number of the last node.</param>
/// <param name="StreetId">The street it is part of.</param>
/// <param name="Class">Class of the road.</param>
/// <param name="Line">From the first node to the last, EPSG:27700.</param>
public sealed record RoadEdge(int From, int To, Guid StreetId, RoadClass Class, LineString Line);

/// <summary>A river, path or railway.</summary>
/// <param name="Id">Name-based UUID.</param>
/// <param name="NameEn">English name.</param>
/// <param name="NameCy">Welsh name.</param>
/// <param name="Rank">1 for the chief ones.</param>
/// <param name="Line">EPSG:27700; rivers run downstream.</param>
public sealed record NamedLine(Guid Id, string NameEn, string NameCy, int Rank, LineString Line);

/// <summary>What covers a stretch of land.</summary>
public enum LandCoverKind
{
    /// <summary>A lake or reservoir.</summary>
    Lake,

    /// <summary>The surface of a river that is wide enough to draw.</summary>
    RiverSurface,

    /// <summary>Woodland.</summary>
    Wood,

    /// <summary>High open ground.</summary>
    Upland,
}

/// <summary>A lake, wood or upland.</summary>
/// <param name="Id">Name-based UUID.</param>
/// <param name="Kind">What covers the land.</param>
/// <param name="NameEn">English name, or null when unnamed.</param>
/// <param name="NameCy">Welsh name, or null when unnamed.</param>
/// <param name="Area">Polygon or multipolygon, EPSG:27700.</param>
public sealed record NamedArea(Guid Id, LandCoverKind Kind, string? NameEn, string? NameCy, Geometry Area);

/// <summary>A named place where outreach goes, or where harm was recorded.</summary>
/// <param name="Id">Name-based UUID.</param>
/// <param name="Type">Type of place.</param>
/// <param name="NameEn">English name, unique in the county.</param>
/// <param name="NameCy">Welsh name, unique in the county.</param>
/// <param name="Geometry">Polygon or point, EPSG:27700.</param>
/// <param name="Anchor">A point in the place, EPSG:27700.</param>
/// <param name="SettlementId">The town or village it belongs to.</param>
/// <param name="DistrictId">The district it lies in.</param>
/// <param name="NightTime">True for places of the night-time economy.</param>
public sealed record SamplePlace(
    Guid Id, PlaceType Type, string NameEn, string NameCy, Geometry Geometry, Point Anchor, Guid SettlementId, Guid DistrictId,
    bool NightTime);

/// <summary>One year's show at the showground.</summary>
/// <param name="Id">Name-based UUID.</param>
/// <param name="NameEn">English name.</param>
/// <param name="NameCy">Welsh name.</param>
/// <param name="PlaceId">The showground.</param>
/// <param name="FirstDay">First of four days, a Monday.</param>
/// <param name="LastDay">Last of the four days.</param>
public sealed record SampleShow(Guid Id, string NameEn, string NameCy, Guid PlaceId, DateOnly FirstDay, DateOnly LastDay);

/// <summary>A thing handed out at an outreach session.</summary>
/// <param name="Kind">Wire word of the resource, such as <c>wristband</c>.</param>
/// <param name="Quantity">How many.</param>
public sealed record GivenResource(string Kind, int Quantity);

/// <summary>An outreach session. One with nobody spoken to is valid: it is effort.</summary>
/// <param name="Id">Name-based UUID.</param>
/// <param name="StartedAt">Start, UTC.</param>
/// <param name="EndedAt">End, UTC.</param>
/// <param name="PlaceIds">Places visited, in order.</param>
/// <param name="DistrictId">District of the places.</param>
/// <param name="Agencies">Agencies that took part, the leading one first.</param>
/// <param name="StaffCount">Workers.</param>
/// <param name="YoungPeopleSpokenTo">Young people spoken to.</param>
/// <param name="Resources">What was given.</param>
/// <param name="Languages">Languages used: en, cy.</param>
public sealed record SampleSession(
    Guid Id, DateTimeOffset StartedAt, DateTimeOffset EndedAt, IReadOnlyList<Guid> PlaceIds, Guid DistrictId,
    IReadOnlyList<Agency> Agencies, int StaffCount, int YoungPeopleSpokenTo, IReadOnlyList<GivenResource> Resources,
    IReadOnlyList<string> Languages);

/// <summary>A child as this service knows one: a random token, who holds it, an age band.</summary>
/// <param name="Token">See <see cref="ChildToken"/>.</param>
/// <param name="HoldingAgency">The agency that can say whose token it is.</param>
/// <param name="AgeBand">Age when recorded.</param>
public sealed record SampleChild(string Token, Agency HoldingAgency, AgeBand AgeBand);

/// <summary>An incident of harm, or a practitioner's concern about a place.</summary>
/// <param name="Id">Name-based UUID.</param>
/// <param name="Kind">Harm, or concern about a place.</param>
/// <param name="PlaceId">The named place, or null when only a point is known.</param>
/// <param name="DistrictId">District of the point.</param>
/// <param name="Location">EPSG:27700.</param>
/// <param name="AccuracyMetres">Accuracy of the point, 5 to 80 m.</param>
/// <param name="PointSource">How the point was placed.</param>
/// <param name="OccurredFrom">Start of the time range, UTC.</param>
/// <param name="OccurredTo">End of the time range, UTC; equal to the start when the time is exact.</param>
/// <param name="TimeConfidence">How sure the recorder is of the range.</param>
/// <param name="HarmTypes">At least one.</param>
/// <param name="Context">Context of the harm.</param>
/// <param name="SourceKind">How the recorder came to know.</param>
/// <param name="Grade">How close the source stood.</param>
/// <param name="Agency">Who recorded it.</param>
/// <param name="Children">Known children; empty for concerns about a place.</param>
/// <param name="ChildrenUnknown">Children harmed whose token is not known.</param>
/// <param name="Narrative">Short facts, what others did; no names.</param>
/// <param name="NarrativeLanguage">en or cy.</param>
/// <param name="RecordedAt">When it was recorded, UTC.</param>
/// <param name="TruthId">Id of the planted truth it belongs to, or null.</param>
public sealed record SampleIncident(
    Guid Id, IncidentKind Kind, Guid? PlaceId, Guid DistrictId, Point Location, double AccuracyMetres, PointSource PointSource,
    DateTimeOffset OccurredFrom, DateTimeOffset OccurredTo, TimeConfidence TimeConfidence, IReadOnlyList<HarmType> HarmTypes,
    ContextLevel Context, SourceKind SourceKind, InfoGrade Grade, Agency Agency, IReadOnlyList<SampleChild> Children,
    int ChildrenUnknown, string Narrative, string NarrativeLanguage, DateTimeOffset RecordedAt, string? TruthId);
