namespace SpacesPlaces.Api.Audit;

/// <summary>What was done, in words that a data-protection lead reads. Every endpoint names one.</summary>
public enum AuditAction
{
    SignedIn,
    SignedOut,
    OwnAccountSeen,
    IncidentRecorded,
    IncidentsListed,
    IncidentSeen,
    IncidentCorrected,
    IncidentWithdrawn,
    PlacesListed,
    BoundariesListed,
    BasemapSeen,
    ContextSeen,
    ImportRequested,
    ImportsListed,
    ImportFinished,
    AnalysisRequested,
    AnalysesListed,
    AnalysisFinished,
    HotspotsSeen,
    HotspotMembersSeen,
    JobSeen,
    JobCancelled,
    PartnershipCreated,
    AccountCreated,
    PasswordSet,
    DemonstrationFilled,
    DemonstrationCleared,
}
