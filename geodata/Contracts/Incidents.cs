using System.Text.Json.Serialization;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Contracts;

/// <summary>Where something happened, as a point.</summary>
/// <param name="Point">GeoJSON Point.</param>
/// <param name="PlacedBy">How the point was placed.</param>
/// <param name="AccuracyMetres">Radius in metres within which the true point lies; null when not known. Points of more than
/// 100 m are kept and shown but never clustered.</param>
/// <param name="Crs">CRS of the point: <c>EPSG:4326</c> (default, longitude latitude) or <c>EPSG:27700</c> (easting northing).</param>
public sealed record Location(PointGeometry Point, PointSource PlacedBy, double? AccuracyMetres = null, string? Crs = null);

/// <summary>A child, known here only by a random token. There is no field for a name and there will be none.</summary>
/// <param name="Token">Random token (see ChildToken); its meaning is known only to the holding agency's case system.</param>
/// <param name="HoldingAgency">The agency whose case system knows whose token it is.</param>
/// <param name="AgeBand">Age band.</param>
public sealed record ChildReference(string Token, Agency HoldingAgency, AgeBand AgeBand);

/// <summary>An incident as it is recorded: harm to children, or a practitioner's concern about a place.</summary>
/// <param name="Kind">Harm, or a hotspot report.</param>
/// <param name="OccurredFrom">Earliest time it can have happened.</param>
/// <param name="OccurredTo">Latest time it can have happened; equal to the start for an exact time.</param>
/// <param name="TimeConfidence">How sure the range is.</param>
/// <param name="HarmTypes">At least one.</param>
/// <param name="ContextLevel">Context in which it happened.</param>
/// <param name="SourceKind">How the recorder came to know.</param>
/// <param name="InfoGrade">How close the source stood.</param>
/// <param name="Location">A point; this or a place is needed.</param>
/// <param name="PlaceId">A named place instead of, or beside, the point.</param>
/// <param name="SourceAgency">Agency the information came from; the recorder's own when left out.</param>
/// <param name="Children">Known children, by token; none for a hotspot report.</param>
/// <param name="ChildrenUnknownCount">How many more children were harmed whose tokens are not known.</param>
/// <param name="CrossBoundary">The child was moved into, out of or across the partnership's area.</param>
/// <param name="Narrative">What happened, at most 4,000 characters, without names.</param>
/// <param name="NarrativeLanguage">Language of the narrative: <c>en</c> or <c>cy</c>.</param>
/// <param name="Sensitivity">Restricted records are known to the recorder and their agency's lead; others break glass.</param>
/// <param name="IdentifyingReason">Why text that may identify somebody is kept, at most 500 characters; null where there is none.</param>
/// <param name="LanguageReason">Why a wording that the language check challenges is kept, at most 500 characters; null where there is none.</param>
/// <param name="OutreachSessionId">The outreach session in which it was seen, which may arrive later; null where it was seen in none.</param>
/// <param name="Photos">At most 5 photos, which are sent after it, in the order in which they are shown. A correction may add some; those
/// that it does not name stay. Left out of the content where there is none, so that a record of an older form keeps its digest.</param>
public sealed record NewIncident(
    IncidentKind Kind,
    DateTimeOffset OccurredFrom,
    DateTimeOffset OccurredTo,
    TimeConfidence TimeConfidence,
    IReadOnlyList<HarmType> HarmTypes,
    ContextLevel ContextLevel,
    SourceKind SourceKind,
    InfoGrade InfoGrade,
    Location? Location = null,
    Guid? PlaceId = null,
    Agency? SourceAgency = null,
    IReadOnlyList<ChildReference>? Children = null,
    int ChildrenUnknownCount = 0,
    bool CrossBoundary = false,
    string? Narrative = null,
    string? NarrativeLanguage = null,
    Sensitivity Sensitivity = Sensitivity.Ordinary,
    string? IdentifyingReason = null,
    string? LanguageReason = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? OutreachSessionId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<NewPhoto>? Photos = null);

/// <summary>Proof that the office holds a record: which one, in which version, and a digest of its content.</summary>
/// <param name="Id">The id that the client made.</param>
/// <param name="Version">Version of the record, from 1.</param>
/// <param name="ContentSha256">SHA-256 of the record's content as stored, in hex.</param>
/// <param name="ReceivedAt">When the office first stored it.</param>
/// <param name="BodySha256">SHA-256 of the very bytes that this request brought, in hex: what tells the sender that this server read them, and
/// that no other page on the way answered.</param>
public sealed record Receipt(Guid Id, int Version, string ContentSha256, DateTimeOffset ReceivedAt, string BodySha256);

/// <summary>How exactly the reader may see a location.</summary>
public enum LocationPrecision
{
    /// <summary>The point as recorded.</summary>
    Exact,
    /// <summary>The centre of the 1 km National Grid square that holds the point.</summary>
    GridSquare1Km,
    /// <summary>No location is shown.</summary>
    None,
}

/// <summary>An incident as the reader may see it; what they may not see is absent from the body, not hidden in it.</summary>
/// <param name="Id">Record id.</param>
/// <param name="Version">Version, also the ETag.</param>
/// <param name="Kind">Harm, or a hotspot report.</param>
/// <param name="Status">Recorded or withdrawn.</param>
/// <param name="Point">GeoJSON Point, EPSG:4326, at the stated precision; null where the record has only a place.</param>
/// <param name="Precision">Precision of the point.</param>
/// <param name="AccuracyMetres">Accuracy radius in metres as recorded; null at coarse precision.</param>
/// <param name="PlacedBy">How the point was placed; null where there is none or at coarse precision.</param>
/// <param name="UsedInClusters">False for points of more than 100 m accuracy radius, placeless and withdrawn records.</param>
/// <param name="PlaceId">Named place, for readers of exact locations.</param>
/// <param name="OccurredFrom">Earliest time; the first instant of the day at coarse precision.</param>
/// <param name="OccurredTo">Latest time; the last second of the day at coarse precision.</param>
/// <param name="TimeConfidence">How sure the range is.</param>
/// <param name="HarmTypes">Harm types.</param>
/// <param name="ContextLevel">Context level.</param>
/// <param name="SourceKind">Source kind.</param>
/// <param name="InfoGrade">Information grade.</param>
/// <param name="SourceAgency">Agency the information came from.</param>
/// <param name="RecordedByAgency">Agency that recorded it.</param>
/// <param name="Children">Tokens, for analysts who stated a purpose; empty otherwise.</param>
/// <param name="ChildrenKnownCount">Number of known children; null where the reader may not see it.</param>
/// <param name="ChildrenUnknownCount">Number of unknown children; null where the reader may not see it.</param>
/// <param name="CrossBoundary">Movement across the partnership's boundary.</param>
/// <param name="Narrative">Narrative, for readers of exact locations.</param>
/// <param name="NarrativeLanguage">Language of the narrative.</param>
/// <param name="WithdrawnReason">Why it was withdrawn.</param>
/// <param name="RecordedAt">When the office stored it.</param>
/// <param name="Sensitivity">How widely the record may be known.</param>
/// <param name="IdentifyingReason">Why text that may identify somebody was kept, for readers of narratives.</param>
/// <param name="LanguageReason">Why a challenged wording was kept, for readers of narratives.</param>
/// <param name="OutreachSessionId">The outreach session in which it was seen, for readers of exact locations.</param>
/// <param name="Governance">Who answers for the record, and when it is looked at again.</param>
/// <param name="Restricted">Fields that are empty here and open to the reader once they state a purpose: <c>children</c>.</param>
/// <param name="Openings">Who opened the restricted record by breaking glass, for its recorder and their lead reading it by id.</param>
/// <param name="Photos">Its photos, for readers of exact places and narratives; empty for others.</param>
/// <param name="Complete">False while a photo that it announced is still on its way to the office.</param>
public sealed record IncidentView(
    Guid Id, int Version, IncidentKind Kind, IncidentStatus Status, PointGeometry? Point, LocationPrecision Precision,
    double? AccuracyMetres, PointSource? PlacedBy, bool UsedInClusters, Guid? PlaceId, DateTimeOffset OccurredFrom,
    DateTimeOffset OccurredTo, TimeConfidence TimeConfidence, IReadOnlyList<HarmType> HarmTypes, ContextLevel ContextLevel,
    SourceKind SourceKind, InfoGrade InfoGrade, Agency SourceAgency, Agency RecordedByAgency,
    IReadOnlyList<ChildReference> Children, int? ChildrenKnownCount, int? ChildrenUnknownCount, bool CrossBoundary,
    string? Narrative, string? NarrativeLanguage, string? WithdrawnReason, DateTimeOffset RecordedAt,
    Sensitivity Sensitivity, string? IdentifyingReason, string? LanguageReason, Guid? OutreachSessionId, RecordGovernance Governance,
    IReadOnlyList<string> Restricted, IReadOnlyList<GlassOpening> Openings, IReadOnlyList<PhotoView> Photos, bool Complete);

/// <summary>The governance block of a record.</summary>
/// <param name="Controller">The agency that answers for the record in law.</param>
/// <param name="Regime">The law under which it holds it.</param>
/// <param name="Agreements">References of the sharing agreements under which the reader sees it; empty for the own agency's record.</param>
/// <param name="ReviewOn">When somebody must ask whether it is still needed.</param>
public sealed record RecordGovernance(Agency Controller, LegalRegime Regime, IReadOnlyList<string> Agreements, DateOnly ReviewOn);

/// <summary>Which incidents to find, sent as a body: unlike an address, it stands in no log and no history.</summary>
/// <param name="Bbox">West, south, east, north in degrees (EPSG:4326).</param>
/// <param name="PlaceId">Only incidents at this named place; for readers of exact locations.</param>
/// <param name="From">Only incidents that can have happened on or after this instant.</param>
/// <param name="To">Only incidents that can have happened before this instant.</param>
/// <param name="HarmType">Only incidents with any of these harm types.</param>
/// <param name="Agency">Only incidents whose information came from any of these agencies.</param>
/// <param name="Status">Recorded when left out.</param>
/// <param name="Kind">Both kinds when left out.</param>
/// <param name="Limit">Incidents on a page, 1 to 1,000; 100 when left out.</param>
/// <param name="After">Token of the next page, from the answer before.</param>
public sealed record IncidentCriteria(
    IReadOnlyList<double>? Bbox = null, Guid? PlaceId = null, DateTimeOffset? From = null, DateTimeOffset? To = null,
    IReadOnlyList<HarmType>? HarmType = null, IReadOnlyList<Agency>? Agency = null, IncidentStatus? Status = null,
    IncidentKind? Kind = null, int? Limit = null, string? After = null);

/// <summary>One page of incidents, newest first.</summary>
/// <param name="Items">The incidents.</param>
/// <param name="NumberReturned">How many are on this page.</param>
/// <param name="NumberMatched">How many match the filter in all; null above 10,000, where counting would cost more than it tells.</param>
/// <param name="Next">Token of the next page for the <c>after</c> parameter; null on the last.</param>
public sealed record IncidentPage(IReadOnlyList<IncidentView> Items, int NumberReturned, int? NumberMatched, string? Next);

/// <summary>Takes a record out of use; it is kept, with the reason.</summary>
/// <param name="Reason">Why, at most 500 characters.</param>
public sealed record Withdrawal(string Reason);

/// <summary>When the holding agency closed a child's case, as far as others need to know: the month.</summary>
/// <param name="Token">The child's token.</param>
/// <param name="ClosedMonth">First day of the month in which the case was closed; null when it is open (again).</param>
public sealed record CaseClosure(string Token, DateOnly? ClosedMonth);
