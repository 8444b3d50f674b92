using System.Text.Json.Serialization;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Contracts;

/// <summary>Time that workers spent in a space, whatever they met: what every count of harm must be set against.</summary>
/// <param name="Location">Where, in the middle; a session along a route names its middle.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndedAt">When it ended; at most 24 hours later.</param>
/// <param name="Staff">How many workers, 1 to 50.</param>
/// <param name="SpokenTo">Young people spoken to; 0 is an answer too: somebody looked.</param>
/// <param name="NoConcern">True when nothing was found that worried anybody.</param>
/// <param name="Detail">What else there is to tell; null for a session of which only time and place are told.</param>
/// <param name="Photos">At most 5 photos, which are sent after it; see NewIncident.</param>
public sealed record NewOutreachSession(
    Location Location, DateTimeOffset StartedAt, DateTimeOffset EndedAt, int Staff, int SpokenTo = 0, bool NoConcern = false,
    SessionDetail? Detail = null, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<NewPhoto>? Photos = null);

/// <summary>What a session was like. Nobody is named in it, child or adult.</summary>
/// <param name="Kind">What was done.</param>
/// <param name="Visits">Spaces visited, at most 30.</param>
/// <param name="Route">Corners of the route walked, longitude latitude (EPSG:4326), 2 to 500; null where there was none.</param>
/// <param name="Partners">Agencies that were there too.</param>
/// <param name="AgeBands">Ages of the young people spoken to, as far as known.</param>
/// <param name="Languages">Languages spoken with them.</param>
/// <param name="Resources">What they were given.</param>
/// <param name="Observations">What was seen, at most 2,000 characters.</param>
/// <param name="Strengths">What is good about the space and the people in it, at most 2,000 characters.</param>
/// <param name="TextLanguage">Language of all texts: <c>en</c> or <c>cy</c>; needed when there is a text.</param>
/// <param name="Diversions">Young people led away from something that could have hurt them.</param>
/// <param name="FollowUps">What somebody has to do now.</param>
/// <param name="IdentifyingReason">Why text that may identify somebody is kept, at most 500 characters.</param>
/// <param name="LanguageReason">Why a wording that the language check challenges is kept, at most 500 characters.</param>
public sealed record SessionDetail(
    OutreachKind Kind = OutreachKind.Walk,
    IReadOnlyList<SpaceVisit>? Visits = null,
    IReadOnlyList<PointGeometry>? Route = null,
    IReadOnlyList<Agency>? Partners = null,
    IReadOnlyList<AgeBand>? AgeBands = null,
    IReadOnlyList<SpokenLanguage>? Languages = null,
    IReadOnlyList<ResourceGiven>? Resources = null,
    string? Observations = null,
    string? Strengths = null,
    string? TextLanguage = null,
    IReadOnlyList<Diversion>? Diversions = null,
    IReadOnlyList<FollowUp>? FollowUps = null,
    string? IdentifyingReason = null,
    string? LanguageReason = null);

/// <summary>A space that workers went to in a session.</summary>
/// <param name="Outcome">What they found.</param>
/// <param name="PlaceId">A named place; this or a name is needed.</param>
/// <param name="Name">What workers call it, at most 100 characters.</param>
public sealed record SpaceVisit(VisitOutcome Outcome, Guid? PlaceId = null, string? Name = null);

/// <summary>Something that young people were given.</summary>
/// <param name="Kind">What.</param>
/// <param name="Quantity">How many, 1 to 10,000.</param>
public sealed record ResourceGiven(ResourceKind Kind, int Quantity);

/// <summary>Young people led away from something that could have hurt them.</summary>
/// <param name="Count">How many, 1 to 1,000.</param>
/// <param name="What">From what, at most 200 characters.</param>
public sealed record Diversion(int Count, string What);

/// <summary>What somebody has to do after a session.</summary>
/// <param name="What">What, at most 300 characters.</param>
/// <param name="Owner">Which agency does it.</param>
/// <param name="Due">By when; null for as soon as can be.</param>
public sealed record FollowUp(string What, Agency Owner, DateOnly? Due = null);

/// <summary>A recorded session.</summary>
/// <param name="Id">Session id, made by the client.</param>
/// <param name="Version">Version, for corrections.</param>
/// <param name="Location">Where; the middle of a 1 km square for readers of squares.</param>
/// <param name="Precision">Precision of the point.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndedAt">When it ended.</param>
/// <param name="Staff">How many workers.</param>
/// <param name="SpokenTo">Young people spoken to.</param>
/// <param name="NoConcern">True when nothing was found that worried anybody.</param>
/// <param name="Agency">Whose session it was.</param>
/// <param name="Detail">What else was told; without texts, visits and route for readers who may not read narratives.</param>
/// <param name="Partner">The partner whose file brought it; null where its workers wrote it down here.</param>
/// <param name="Incidents">How many incidents were logged from within it that the reader may see; null in lists of others' sessions.</param>
/// <param name="Photos">Its photos, for the same readers; empty for others.</param>
/// <param name="Complete">False while a photo that it announced is still on its way to the office.</param>
public sealed record OutreachSessionView(
    Guid Id, int Version, PointGeometry Location, LocationPrecision Precision, DateTimeOffset StartedAt, DateTimeOffset EndedAt, int Staff,
    int SpokenTo, bool NoConcern, Agency Agency, SessionDetail? Detail, Agency? Partner, int? Incidents, IReadOnlyList<PhotoView> Photos,
    bool Complete);

/// <summary>Something about a place that somebody can mend. There is no field for a child and there will be none.</summary>
/// <param name="Location">Exactly where.</param>
/// <param name="Defect">What is wrong.</param>
/// <param name="Owner">The agency that sees to it.</param>
/// <param name="Note">What to look for, at most 500 characters, nobody named.</param>
/// <param name="NoteLanguage">Language of the note: <c>en</c> or <c>cy</c>; needed with a note.</param>
/// <param name="Due">By when; null where nobody has said.</param>
/// <param name="SessionId">The session in which it was seen.</param>
/// <param name="Photos">At most 5 photos, which are sent after it; see NewIncident.</param>
public sealed record NewEnvironmentTask(
    Location Location, EnvironmentDefect Defect, Agency Owner, string? Note = null, string? NoteLanguage = null, DateOnly? Due = null,
    Guid? SessionId = null, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<NewPhoto>? Photos = null);

/// <summary>How an environment task goes on.</summary>
/// <param name="Status">Where it stands now.</param>
/// <param name="Reason">What happened, at most 500 characters; needed when it will not be done.</param>
/// <param name="Owner">The agency that sees to it from now on; unchanged when left out.</param>
/// <param name="Due">By when; unchanged when left out.</param>
public sealed record EnvironmentTaskChange(EnvironmentTaskStatus Status, string? Reason = null, Agency? Owner = null, DateOnly? Due = null);

/// <summary>A step in the life of an environment task.</summary>
/// <param name="Status">Where it stood then.</param>
/// <param name="Owner">Who saw to it.</param>
/// <param name="Reason">What was said.</param>
/// <param name="By">The agency of the person who said it.</param>
/// <param name="At">When.</param>
public sealed record EnvironmentTaskStep(EnvironmentTaskStatus Status, Agency Owner, string? Reason, Agency By, DateTimeOffset At);

/// <summary>An environment task.</summary>
/// <param name="Id">Its id, made by the client.</param>
/// <param name="Version">Version, for changes.</param>
/// <param name="Location">Exactly where for the agencies of owner and recorder and for analysts; else the middle of a 1 km square.</param>
/// <param name="Precision">Precision of the point.</param>
/// <param name="Defect">What is wrong.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Owner">Who sees to it.</param>
/// <param name="RecordedBy">The agency that saw it.</param>
/// <param name="RecordedAt">When the office stored it.</param>
/// <param name="Due">By when.</param>
/// <param name="Overdue">True when it is still to be done and its day is past.</param>
/// <param name="Note">What to look for; only beside the exact point.</param>
/// <param name="NoteLanguage">Language of the note.</param>
/// <param name="SessionId">The session in which it was seen.</param>
/// <param name="Steps">What has happened, oldest first.</param>
/// <param name="Photos">Its photos; only beside the exact point.</param>
/// <param name="Complete">False while a photo that it announced is still on its way to the office.</param>
public sealed record EnvironmentTaskView(
    Guid Id, int Version, PointGeometry Location, LocationPrecision Precision, EnvironmentDefect Defect, EnvironmentTaskStatus Status, Agency Owner,
    Agency RecordedBy, DateTimeOffset RecordedAt, DateOnly? Due, bool Overdue, string? Note, string? NoteLanguage, Guid? SessionId,
    IReadOnlyList<EnvironmentTaskStep> Steps, IReadOnlyList<PhotoView> Photos, bool Complete);

/// <summary>What became of what somebody sent in; nothing of what others recorded or decided.</summary>
/// <param name="Kind">What it is: <c>incident</c>, <c>outreach_session</c> or <c>environment_task</c>.</param>
/// <param name="Id">Its id.</param>
/// <param name="Version">Its version.</param>
/// <param name="On">The day that it tells of.</param>
/// <param name="ReceivedAt">When the office stored it.</param>
/// <param name="LookedAtOn">The day on which the panel looked at it; null while it has not.</param>
/// <param name="Photos">Its photos.</param>
/// <param name="Complete">False while a photo that it announced is still on its way to the office.</param>
public sealed record OwnReport(
    string Kind, Guid Id, int Version, DateOnly On, DateTimeOffset ReceivedAt, DateOnly? LookedAtOn, IReadOnlyList<PhotoView> Photos, bool Complete);
