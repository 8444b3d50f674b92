using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Contracts;

/// <summary>What is held about one child token, as a file for whoever may receive it. Others in it are masked.</summary>
/// <param name="Marking">How to handle the file.</param>
/// <param name="Token">The token that was asked for.</param>
/// <param name="HoldingAgency">The agency whose case system knows whose token it is; null when nothing is held.</param>
/// <param name="Records">Every record that names the token, or once did; oldest first. Empty when nothing is held.</param>
/// <param name="Sessions">Outreach sessions in whose texts somebody wrote the token, and versions before a correction; oldest first.</param>
/// <param name="SeenBy">Who looked at those records, by role and agency; never by name.</param>
/// <param name="Decisions">How this file came about: who asked, and what was masked by which rule.</param>
/// <param name="Notes">What a reader must know of it.</param>
public sealed record SubjectAccessFile(
    string Marking, string Token, Agency? HoldingAgency, IReadOnlyList<SubjectAccessRecord> Records, IReadOnlyList<SubjectAccessSession> Sessions,
    IReadOnlyList<SubjectAccessLook> SeenBy, SubjectAccessDecisions Decisions, IReadOnlyList<string> Notes);

/// <summary>A record that names the token, or once did.</summary>
/// <param name="Id">The record.</param>
/// <param name="Status">Recorded or withdrawn.</param>
/// <param name="WithdrawnReason">Why it was withdrawn.</param>
/// <param name="RecordedAt">When it was first recorded.</param>
/// <param name="RecordedByAgency">The agency that recorded it.</param>
/// <param name="Controller">The agency that answers for it in law.</param>
/// <param name="Regime">The law under which that agency holds it.</param>
/// <param name="ReviewOn">When somebody must ask whether it is still needed.</param>
/// <param name="CoarsenedAt">When it was reduced because its time had come; null while it is whole.</param>
/// <param name="UsedInHotspots">In how many stored results of analyses it counts.</param>
/// <param name="Versions">Each version that names the token, oldest first.</param>
/// <param name="Photos">Its photos: what each shows, others masked, and when it came. The pictures are looked through before they are given out.</param>
public sealed record SubjectAccessRecord(
    Guid Id, IncidentStatus Status, string? WithdrawnReason, DateTimeOffset RecordedAt, Agency RecordedByAgency, Agency Controller,
    LegalRegime Regime, DateOnly ReviewOn, DateTimeOffset? CoarsenedAt, int UsedInHotspots, IReadOnlyList<SubjectAccessVersion> Versions,
    IReadOnlyList<SubjectAccessPhoto> Photos);

/// <summary>A photo of a record.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What it shows; what may identify others is masked.</param>
/// <param name="ReceivedAt">When the office got it; null where it never came.</param>
public sealed record SubjectAccessPhoto(Guid Id, string Name, DateTimeOffset? ReceivedAt);

/// <summary>An outreach session with the token in its texts. It has no field for a child: somebody wrote it all the same.</summary>
/// <param name="Id">The session.</param>
/// <param name="Version">Version.</param>
/// <param name="ReplacedAt">When it was replaced; null for what stands.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="Agency">The agency whose session it was.</param>
/// <param name="Texts">The texts that hold the token.</param>
public sealed record SubjectAccessSession(
    Guid Id, int Version, DateTimeOffset? ReplacedAt, DateTimeOffset StartedAt, Agency Agency, IReadOnlyList<SubjectAccessText> Texts);

/// <summary>A text that holds the token.</summary>
/// <param name="Field">Where it stands.</param>
/// <param name="Text">The text, others in it masked.</param>
public sealed record SubjectAccessText(string Field, string Text);

/// <summary>A record's content at one version.</summary>
/// <param name="Version">Version.</param>
/// <param name="ReplacedAt">When it was replaced; null for what stands.</param>
/// <param name="Kind">Harm, or a hotspot report.</param>
/// <param name="OccurredFrom">Earliest time.</param>
/// <param name="OccurredTo">Latest time.</param>
/// <param name="TimeConfidence">How sure the times are.</param>
/// <param name="HarmTypes">Types of harm.</param>
/// <param name="ContextLevel">Context.</param>
/// <param name="SourceKind">How it is known.</param>
/// <param name="InfoGrade">How close the source was.</param>
/// <param name="Location">Where, as it is held.</param>
/// <param name="PlaceId">The named place.</param>
/// <param name="SourceAgency">Where the information came from.</param>
/// <param name="Children">The child asked about, and one entry for each other child.</param>
/// <param name="ChildrenUnknownCount">Children whose tokens were not known.</param>
/// <param name="CrossBoundary">Whether children came from elsewhere.</param>
/// <param name="Narrative">What happened, in words; what may identify others is masked.</param>
/// <param name="NarrativeLanguage">Its language.</param>
/// <param name="Sensitivity">How widely it may be known.</param>
/// <param name="IdentifyingReason">Why text that may identify somebody was kept.</param>
/// <param name="LanguageReason">Why a challenged wording was kept.</param>
public sealed record SubjectAccessVersion(
    int Version, DateTimeOffset? ReplacedAt, IncidentKind Kind, DateTimeOffset OccurredFrom, DateTimeOffset OccurredTo,
    TimeConfidence TimeConfidence, IReadOnlyList<HarmType> HarmTypes, ContextLevel ContextLevel, SourceKind SourceKind, InfoGrade InfoGrade,
    Location? Location, Guid? PlaceId, Agency? SourceAgency, IReadOnlyList<SubjectAccessChild> Children, int ChildrenUnknownCount,
    bool CrossBoundary, string? Narrative, string? NarrativeLanguage, Sensitivity Sensitivity, string? IdentifyingReason,
    string? LanguageReason);

/// <summary>A child in a record.</summary>
/// <param name="Child">The token asked for, or the words for another child.</param>
/// <param name="HoldingAgency">Of the child asked about; null for others.</param>
/// <param name="AgeBand">Of the child asked about; null for others.</param>
public sealed record SubjectAccessChild(string Child, Agency? HoldingAgency = null, AgeBand? AgeBand = null);

/// <summary>Acts on the records in the file.</summary>
/// <param name="Role">Role of whoever acted.</param>
/// <param name="Agency">Their agency.</param>
/// <param name="Act">What they did, a word of the audit.</param>
/// <param name="Times">How often.</param>
public sealed record SubjectAccessLook(string Role, string Agency, string Act, int Times);

/// <summary>How a file came about.</summary>
/// <param name="AskedBy">Who made it.</param>
/// <param name="AskedAt">When.</param>
/// <param name="Reason">Why, in their words.</param>
/// <param name="Masked">What was masked, one line for each field.</param>
public sealed record SubjectAccessDecisions(string AskedBy, DateTimeOffset AskedAt, string Reason, IReadOnlyList<SubjectAccessMask> Masked);

/// <summary>Something masked.</summary>
/// <param name="RecordId">The record.</param>
/// <param name="Version">Its version.</param>
/// <param name="Field">The field.</param>
/// <param name="Rule"><c>other_children</c> or <c>identifying</c>.</param>
/// <param name="What">What it was, in words; never the thing itself.</param>
/// <param name="Times">How often.</param>
public sealed record SubjectAccessMask(Guid RecordId, int Version, string Field, string Rule, string What, int Times);
