using SpacesPlaces.Geodata.Disclosure;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Contracts;

/// <summary>
/// A space as it is opened: an area on the ground, or a platform without one. Where neither is drawn, its outline is made from the
/// cluster or the incident that it is opened from.
/// </summary>
/// <param name="PlaceType">What kind of place it is.</param>
/// <param name="OwnerType">Who owns it.</param>
/// <param name="Reason">Why it is opened, at most 1,000 characters, nobody named.</param>
/// <param name="ReviewOn">When it must be looked at again; after today, at most three months away.</param>
/// <param name="NameEn">English name; this or the Welsh one is needed, at most 120 characters, neutral.</param>
/// <param name="NameCy">Welsh name.</param>
/// <param name="LocalNames">What people there call it, at most 10.</param>
/// <param name="Shape">Polygon or polygons, EPSG:4326, at most 5 km² together.</param>
/// <param name="Platform">Name of the platform, for a space that is nowhere on the ground.</param>
/// <param name="AnalysisId">The analysis whose cluster it is opened from.</param>
/// <param name="ClusterNumber">Number of the cluster in that analysis.</param>
/// <param name="IncidentId">The incident or concern that it is opened from.</param>
/// <param name="Sensitivity">Who may know of it.</param>
/// <param name="LanguageReason">Why a wording that the language check challenges is kept, at most 500 characters.</param>
public sealed record NewSpace(
    PlaceType PlaceType, OwnerType OwnerType, string Reason, DateOnly ReviewOn, string? NameEn = null, string? NameCy = null,
    IReadOnlyList<string>? LocalNames = null, AreaGeometry? Shape = null, string? Platform = null, Guid? AnalysisId = null,
    int? ClusterNumber = null, Guid? IncidentId = null, SpaceSensitivity Sensitivity = SpaceSensitivity.Ordinary, string? LanguageReason = null);

/// <summary>What is said of a space, put right. Status, reasons and history stay; what it was called and where it lay is kept.</summary>
/// <param name="PlaceType">What kind of place it is.</param>
/// <param name="OwnerType">Who owns it.</param>
/// <param name="NameEn">English name; this or the Welsh one is needed.</param>
/// <param name="NameCy">Welsh name.</param>
/// <param name="LocalNames">What people there call it.</param>
/// <param name="Shape">Polygon or polygons, EPSG:4326; the one that stands when left out.</param>
/// <param name="Platform">Name of the platform; only for a space that has one.</param>
/// <param name="Sensitivity">Who may know of it.</param>
/// <param name="Reason">Why, at most 1,000 characters, nobody named; needed where a name or the area is replaced.</param>
/// <param name="LanguageReason">Why a wording that the language check challenges is kept.</param>
public sealed record SpaceChange(
    PlaceType PlaceType, OwnerType OwnerType, string? NameEn = null, string? NameCy = null, IReadOnlyList<string>? LocalNames = null,
    AreaGeometry? Shape = null, string? Platform = null, SpaceSensitivity Sensitivity = SpaceSensitivity.Ordinary, string? Reason = null,
    string? LanguageReason = null);

/// <summary>Moves a space on, or says that it was looked at and stays.</summary>
/// <param name="To">Where it stands from now on; the status as it is for a review that changes nothing.</param>
/// <param name="Reason">Why, at most 1,000 characters, nobody named.</param>
/// <param name="ReviewOn">When it must be looked at again: after today, at most three months away, one while a plan is carried out.</param>
/// <param name="LanguageReason">Why a wording that the language check challenges is kept.</param>
/// <param name="MoveId">Made by the client: a resend of the same move is answered with the same receipt, not made again.</param>
public sealed record NewSpaceMove(SpaceStatus To, string Reason, DateOnly ReviewOn, string? LanguageReason = null, Guid? MoveId = null);

/// <summary>Makes a space part of another. It cannot be undone; both histories stay.</summary>
/// <param name="Into">The space that it becomes part of.</param>
/// <param name="Reason">Why, at most 1,000 characters.</param>
/// <param name="UniteShapes">True to let the other space's area grow by this one's.</param>
/// <param name="LanguageReason">Why a wording that the language check challenges is kept.</param>
public sealed record SpaceMerge(Guid Into, string Reason, bool UniteShapes = false, string? LanguageReason = null);

/// <summary>Takes a part out of a space as a space of its own; it begins in the same status.</summary>
/// <param name="PartId">Id of the new space, made by the client.</param>
/// <param name="Reason">Why, at most 1,000 characters.</param>
/// <param name="ReviewOn">When the part must be looked at.</param>
/// <param name="NameEn">English name of the part; this or the Welsh one is needed.</param>
/// <param name="NameCy">Welsh name of the part.</param>
/// <param name="Shape">The part's area, inside the space and not all of it; for a space on the ground.</param>
/// <param name="Platform">The part's platform; for a space that is nowhere on the ground.</param>
/// <param name="LanguageReason">Why a wording that the language check challenges is kept.</param>
public sealed record SpaceSplit(
    Guid PartId, string Reason, DateOnly ReviewOn, string? NameEn = null, string? NameCy = null, AreaGeometry? Shape = null,
    string? Platform = null, string? LanguageReason = null);

/// <summary>What whoever runs the place says to it. It stands beside the reasons, and ends with them.</summary>
/// <param name="Text">Their reply, at most 2,000 characters, nobody named.</param>
/// <param name="TextLanguage">Language of the reply: <c>en</c> or <c>cy</c>.</param>
/// <param name="ReceivedOn">The day on which it came.</param>
/// <param name="LanguageReason">Why a wording that the language check challenges is kept.</param>
public sealed record NewVenueReply(string Text, string TextLanguage, DateOnly ReceivedOn, string? LanguageReason = null);

/// <summary>A space as those see it who work on it.</summary>
/// <param name="Id">Its id, made by the client.</param>
/// <param name="Version">Version, for changes.</param>
/// <param name="NameEn">English name; null where it is missing.</param>
/// <param name="NameCy">Welsh name; null where it is missing.</param>
/// <param name="LocalNames">What people there call it.</param>
/// <param name="PlaceType">What kind of place it is.</param>
/// <param name="OwnerType">Who owns it.</param>
/// <param name="Sensitivity">Who may know of it.</param>
/// <param name="Shape">Its area; null for a platform.</param>
/// <param name="Platform">The platform; null for an area.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Band">The word that readers outside the core group get.</param>
/// <param name="Reason">Why it stands there; null once its time is over.</param>
/// <param name="ReviewOn">When it must be looked at again.</param>
/// <param name="Overdue">True when that day has passed and nobody has looked.</param>
/// <param name="OpenedAt">When it was opened.</param>
/// <param name="OpenedFrom">What it was opened from.</param>
/// <param name="OpenedBy">The agency that opened it.</param>
/// <param name="EndedOn">The day on which the work ended; null while it goes on.</param>
/// <param name="ExpiresOn">The day from which it is no longer listed and nothing is said of why; null while the work goes on.</param>
/// <param name="Expired">True when that day has come.</param>
/// <param name="EarlierNames">What it was called before, newest first, so that it is found by that, too; empty once its time is over.</param>
public sealed record SpaceView(
    Guid Id, int Version, string? NameEn, string? NameCy, IReadOnlyList<string> LocalNames, PlaceType PlaceType, OwnerType OwnerType,
    SpaceSensitivity Sensitivity, AreaGeometry? Shape, string? Platform, SpaceStatus Status, ConcernBand Band, string? Reason, DateOnly ReviewOn,
    bool Overdue, DateTimeOffset OpenedAt, SpaceOrigin OpenedFrom, Agency OpenedBy, DateOnly? EndedOn, DateOnly? ExpiresOn, bool Expired,
    IReadOnlyList<string> EarlierNames);

/// <summary>A move that the reader may make.</summary>
/// <param name="To">The status; the one as it stands means looked at, and stays.</param>
/// <param name="LatestReviewOn">The last day that may be set for the next review.</param>
public sealed record SpaceMoveChoice(SpaceStatus To, DateOnly LatestReviewOn);

/// <summary>How a space hangs together with another.</summary>
/// <param name="Kind">What happened, seen from the space that was asked for.</param>
/// <param name="OtherId">The other space.</param>
/// <param name="OtherNameEn">Its English name.</param>
/// <param name="OtherNameCy">Its Welsh name.</param>
/// <param name="At">When.</param>
public sealed record SpaceLinkView(SpaceEventKind Kind, Guid OtherId, string? OtherNameEn, string? OtherNameCy, DateTimeOffset At);

/// <summary>A venue's reply.</summary>
/// <param name="Id">Its id, made by the client.</param>
/// <param name="Text">The reply; null once its time is over.</param>
/// <param name="TextLanguage">Its language.</param>
/// <param name="ReceivedOn">The day on which it came.</param>
/// <param name="RecordedBy">The agency that wrote it down.</param>
public sealed record VenueReplyView(Guid Id, string? Text, string TextLanguage, DateOnly ReceivedOn, Agency RecordedBy);

/// <summary>What a space was called or where it lay, until somebody put it right.</summary>
/// <param name="Version">The version of the space with which it went.</param>
/// <param name="NameEn">The English name that was replaced; null where it stayed.</param>
/// <param name="NameCy">The Welsh name that was replaced; null where it stayed.</param>
/// <param name="LocalNames">Local names that are not said any more.</param>
/// <param name="Shape">The area that was replaced, EPSG:4326; null where it stayed.</param>
/// <param name="Reason">Why.</param>
/// <param name="By">Who changed it.</param>
/// <param name="Agency">The agency that changed it.</param>
/// <param name="Until">When.</param>
public sealed record EarlierSpaceView(
    int Version, string? NameEn, string? NameCy, IReadOnlyList<string> LocalNames, AreaGeometry? Shape, string Reason, string By, Agency Agency,
    DateTimeOffset Until);

/// <summary>One space with what hangs on it.</summary>
/// <param name="Space">The space.</param>
/// <param name="Moves">Moves that the reader may make; empty for those who only read, and for a merged space.</param>
/// <param name="Links">Spaces that it was merged with or split from.</param>
/// <param name="Replies">What whoever runs the place said, newest first.</param>
/// <param name="Earlier">Earlier names and areas, newest first; empty once its time is over.</param>
/// <param name="Receipt">In the answer to a move that has an id: the proof that it was made, the same however often it is sent.</param>
public sealed record SpaceFile(
    SpaceView Space, IReadOnlyList<SpaceMoveChoice> Moves, IReadOnlyList<SpaceLinkView> Links, IReadOnlyList<VenueReplyView> Replies,
    IReadOnlyList<EarlierSpaceView> Earlier, Receipt? Receipt = null);

/// <summary>What planners get: a coarse area and a word. No name, number, reason or outline, and no telling how many spaces stand behind it.</summary>
/// <param name="Area">A fixed area, EPSG:4326.</param>
/// <param name="Band">How things stand.</param>
public sealed record SpaceAreaView(AreaGeometry Area, ConcernBand Band);

/// <summary>A space as it is found by name when somebody says where something happened. It says neither why nor how things stand.</summary>
/// <param name="Id">Space id.</param>
/// <param name="NameEn">English name; this or the Welsh one is there.</param>
/// <param name="NameCy">Welsh name.</param>
/// <param name="LocalNames">What people there call it.</param>
/// <param name="PlaceType">What kind of place it is.</param>
/// <param name="Point">A point inside its outline, EPSG:4326.</param>
/// <param name="ReachMetres">Within how many metres of the point the whole outline lies.</param>
public sealed record SpaceName(
    Guid Id, string? NameEn, string? NameCy, IReadOnlyList<string> LocalNames, PlaceType PlaceType, PointGeometry Point, int ReachMetres);

/// <summary>Where an outline may be drawn.</summary>
/// <param name="Area">The partnership's area with its buffer, EPSG:4326: a space lies in it.</param>
public sealed record SpaceGround(AreaGeometry Area);

/// <summary>A line of a space's timeline; only what the kind tells of has a value.</summary>
/// <param name="Kind">What it tells.</param>
/// <param name="At">When; the end of the quarter for incidents, the beginning of the day for readers of days.</param>
/// <param name="SpaceId">The space that it happened to: this one, or one that became part of it.</param>
/// <param name="From">Status before.</param>
/// <param name="To">Status after.</param>
/// <param name="Reason">Why; null once its time is over.</param>
/// <param name="ReviewOn">The day that was set for the next review.</param>
/// <param name="By">Who did it.</param>
/// <param name="Agency">The agency that did it, or that sees to it.</param>
/// <param name="Period">The quarter that incidents lie in, for instance 2026-Q2.</param>
/// <param name="Events">How many, for those who may have figures.</param>
/// <param name="DistinctChildren">How many different children, for those who may have figures.</param>
/// <param name="ChildrenUnknown">How many children whose tokens are not known, for those who may have figures.</param>
/// <param name="Band">A word in place of the number, for all others.</param>
/// <param name="Hours">How long workers were there.</param>
/// <param name="SpokenTo">Young people spoken to.</param>
/// <param name="NoConcern">True when they found nothing that worried anybody.</param>
/// <param name="Defect">What is to be mended.</param>
/// <param name="TaskStatus">Where the mending stands.</param>
/// <param name="Overdue">True when it waits too long.</param>
/// <param name="Text">A venue's reply.</param>
/// <param name="TextLanguage">Its language.</param>
/// <param name="OtherId">The other space.</param>
/// <param name="OtherNameEn">Its English name.</param>
/// <param name="OtherNameCy">Its Welsh name.</param>
/// <param name="EarlierNameEn">The English name that was replaced.</param>
/// <param name="EarlierNameCy">The Welsh name that was replaced.</param>
/// <param name="IncidentId">The report, for those who may read it.</param>
/// <param name="Precision">How exactly the reader knows that the report lies inside: by its point, or by its square of 1 km.</param>
public sealed record SpaceEvent(
    SpaceEventKind Kind, DateTimeOffset At, Guid SpaceId, SpaceStatus? From = null, SpaceStatus? To = null, string? Reason = null,
    DateOnly? ReviewOn = null, string? By = null, Agency? Agency = null, string? Period = null, int? Events = null, int? DistinctChildren = null,
    int? ChildrenUnknown = null, CountBand? Band = null, double? Hours = null, int? SpokenTo = null, bool? NoConcern = null,
    EnvironmentDefect? Defect = null, EnvironmentTaskStatus? TaskStatus = null, bool? Overdue = null, string? Text = null,
    string? TextLanguage = null, Guid? OtherId = null, string? OtherNameEn = null, string? OtherNameCy = null, string? EarlierNameEn = null,
    string? EarlierNameCy = null, Guid? IncidentId = null, LocationPrecision? Precision = null);

/// <summary>A page of a space's timeline, newest first.</summary>
/// <param name="Items">The lines.</param>
/// <param name="Next">Token of the next page; null on the last.</param>
public sealed record SpaceTimeline(IReadOnlyList<SpaceEvent> Items, string? Next);
