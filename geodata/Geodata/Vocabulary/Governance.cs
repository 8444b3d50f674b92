namespace SpacesPlaces.Geodata.Vocabulary;

/// <summary>How widely a record may be known inside the partnership.</summary>
public enum Sensitivity
{
    /// <summary>Known to all whose role and agreement let them see records.</summary>
    Ordinary,
    /// <summary>Known to its recorder and the lead of the recording agency; others break glass.</summary>
    Restricted,
}

/// <summary>The law under which the controller holds a record.</summary>
public enum LegalRegime
{
    /// <summary>UK GDPR: councils, health, third sector.</summary>
    UkGdpr,
    /// <summary>Part 3 of the Data Protection Act 2018: the police.</summary>
    LawEnforcement,
}

/// <summary>What a sharing agreement lets pass from one agency to another.</summary>
public enum DataItem
{
    /// <summary>That something happened: kind, harm types, day, 1 km square, agencies.</summary>
    CoarseIncident,
    /// <summary>Exact point, named place and time.</summary>
    ExactPlace,
    /// <summary>What happened, in words.</summary>
    Narrative,
    /// <summary>Child tokens, holding agencies and age bands.</summary>
    ChildToken,
    /// <summary>Places where harm repeats, and their figures.</summary>
    Hotspots,
    /// <summary>Files that leave the service.</summary>
    Exports,
}

/// <summary>Why somebody looks at restricted data; asked once for a task.</summary>
public enum Purpose
{
    /// <summary>Prepares or holds a MACE panel.</summary>
    PanelPreparation,
    /// <summary>Keeps one child safe now.</summary>
    SafeguardingChild,
    /// <summary>Assesses a space.</summary>
    SpaceAssessment,
    /// <summary>Plans outreach, stalls or patrols.</summary>
    OutreachPlanning,
    /// <summary>Puts a record right.</summary>
    DataQuality,
    /// <summary>Answers a person who asks what is held about them.</summary>
    SubjectAccess,
    /// <summary>Audit, retention or an incident of data protection.</summary>
    Governance,
}

/// <summary>What somebody is told about.</summary>
public enum NoticeKind
{
    /// <summary>Somebody broke glass on a restricted record.</summary>
    GlassBroken,
    /// <summary>Somebody asks for a role that a second person must grant.</summary>
    RoleAsked,
    /// <summary>A request for a role was decided.</summary>
    RoleDecided,
    /// <summary>A sharing agreement ends soon.</summary>
    AgreementEnding,
    /// <summary>A legal hold ends soon.</summary>
    HoldEnding,
    /// <summary>Somebody's sign-in was braked after many wrong tries.</summary>
    SignInBraked,
    /// <summary>A record was kept although its text may identify somebody.</summary>
    TextMayIdentify,
}

/// <summary>Classes of data with a retention of their own.</summary>
public enum RetentionClass
{
    /// <summary>Exact point and narrative of an incident.</summary>
    IncidentDetail,
    /// <summary>What is left of an incident afterwards: a month and a 1 km square.</summary>
    IncidentCoarse,
    /// <summary>Stored analyses with their hotspots.</summary>
    Analysis,
    /// <summary>The audit.</summary>
    Audit,
    /// <summary>Sessions, purposes and notices.</summary>
    AccessRecord,
    /// <summary>The register of exports.</summary>
    ExportRegister,
    /// <summary>What was written in outreach sessions, with the spaces and routes that they name.</summary>
    OutreachText,
    /// <summary>What was said of a space: reasons of its moves and replies of its venue, from the end of the work on it.</summary>
    SpaceReputation,
}

/// <summary>What was done to a record whose time had come, or that a person had a right to have erased.</summary>
public enum ErasureKind
{
    /// <summary>Point, narrative and tokens gone; month and 1 km square stay.</summary>
    Coarsened,
    /// <summary>Gone.</summary>
    Erased,
}

/// <summary>What a file that leaves the service holds.</summary>
public enum ExportSubject
{
    /// <summary>Incidents.</summary>
    Incidents,
    /// <summary>Hotspots with their figures.</summary>
    Hotspots,
    /// <summary>What is held about one child token.</summary>
    SubjectAccess,
    /// <summary>The report of an assessment.</summary>
    AssessmentReport,
}

/// <summary>Format of a file that leaves the service.</summary>
public enum ExportFormat
{
    /// <summary>Comma-separated values, UTF-8.</summary>
    Csv,
    /// <summary>Office Open XML workbook.</summary>
    Xlsx,
    /// <summary>JSON.</summary>
    Json,
    /// <summary>A page to print.</summary>
    Html,
    /// <summary>The same page as a sheet, PDF.</summary>
    Pdf,
    /// <summary>GeoJSON (RFC 7946).</summary>
    Geojson,
    /// <summary>GeoPackage.</summary>
    Gpkg,
}

/// <summary>A part of the report of an assessment.</summary>
public enum ReportPart
{
    /// <summary>The map of the space.</summary>
    Map,
    /// <summary>What young people said.</summary>
    Views,
    /// <summary>What nobody knows yet.</summary>
    NotKnown,
    /// <summary>What is known, side by side.</summary>
    Evidence,
    /// <summary>Contexts as they were weighed.</summary>
    Weighting,
    /// <summary>Goals and what is done for them.</summary>
    Plan,
    /// <summary>Conferences.</summary>
    Conferences,
    /// <summary>What was asked and looked at, and what changed.</summary>
    Rounds,
    /// <summary>What was counted.</summary>
    Counts,
}

/// <summary>What a key for a tool opens; a key opens one door.</summary>
public enum AccessKeyDoor
{
    /// <summary>Map data at <c>/ogc</c>.</summary>
    MapData,
    /// <summary>The calendar of what is planned.</summary>
    Calendar,
}
