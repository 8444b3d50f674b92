using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Contracts;

/// <summary>A point where something stands during an activity.</summary>
/// <param name="Kind">What.</param>
/// <param name="Point">EPSG:4326.</param>
/// <param name="Name">What people call it, at most 100 characters.</param>
public sealed record ActivityPost(PostKind Kind, PointGeometry Point, string? Name = null);

/// <summary>What could hurt somebody there.</summary>
/// <param name="Kind">What.</param>
/// <param name="Point">EPSG:4326.</param>
/// <param name="Note">What to do about it, at most 200 characters.</param>
public sealed record ActivityHazard(HazardKind Kind, PointGeometry Point, string? Note = null);

/// <summary>A visit within a shift: workers stay and talk.</summary>
/// <param name="Name">Where, as people call it, at most 100 characters.</param>
/// <param name="Point">EPSG:4326.</param>
/// <param name="StartsAt">When.</param>
/// <param name="Minutes">How long, 10 to 30.</param>
public sealed record ShiftVisit(string Name, PointGeometry Point, DateTimeOffset StartsAt, int Minutes = 20);

/// <summary>A shift of a team.</summary>
/// <param name="Lead">The agency that leads it.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="StartsAt">When it begins.</param>
/// <param name="EndsAt">When it ends; at most 12 hours later.</param>
/// <param name="Staff">How many workers, 2 to 50: nobody works alone.</param>
/// <param name="Visits">Where they go, at most 40.</param>
/// <param name="Way">Corners of the way that they walk, EPSG:4326, 2 to 500; it may lead up to 10 km beyond the partnership's area.</param>
public sealed record ActivityShift(
    Agency Lead, ActivityPurpose Purpose, DateTimeOffset StartsAt, DateTimeOffset EndsAt, int Staff, IReadOnlyList<ShiftVisit>? Visits = null,
    IReadOnlyList<PointGeometry>? Way = null);

/// <summary>A stall, a patrol or an event as it is planned. Nobody is named in it, child or adult, and no harm is told of.</summary>
/// <param name="Kind">Which of them.</param>
/// <param name="Location">Where, in the middle.</param>
/// <param name="StartsAt">When it begins.</param>
/// <param name="EndsAt">When it ends; a stall or patrol within 24 hours, an event within 14 days.</param>
/// <param name="Lead">The agency that leads.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="TitleEn">English title; this or the Welsh one is needed, at most 120 characters.</param>
/// <param name="TitleCy">Welsh title.</param>
/// <param name="Care">Why presence there is felt as care, at most 300 characters; needed for a patrol.</param>
/// <param name="CareLanguage">Language of that: <c>en</c> or <c>cy</c>.</param>
/// <param name="Partners">Other agencies.</param>
/// <param name="SiteId">The candidate site at which it stands.</param>
/// <param name="SpaceIds">Spaces that it is meant to help, at most 10; only from those who see spaces.</param>
/// <param name="Route">Corners of the marked or walked way, EPSG:4326, 2 to 500.</param>
/// <param name="Posts">What stands where, at most 50.</param>
/// <param name="Hazards">What could hurt somebody, at most 30.</param>
/// <param name="Shifts">Who is there when, at most 60.</param>
/// <param name="EarlierId">The same event the time before.</param>
public sealed record NewActivity(
    ActivityKind Kind, Location Location, DateTimeOffset StartsAt, DateTimeOffset EndsAt, Agency Lead, ActivityPurpose Purpose,
    string? TitleEn = null, string? TitleCy = null, string? Care = null, string? CareLanguage = null, IReadOnlyList<Agency>? Partners = null,
    Guid? SiteId = null, IReadOnlyList<Guid>? SpaceIds = null, IReadOnlyList<PointGeometry>? Route = null, IReadOnlyList<ActivityPost>? Posts = null,
    IReadOnlyList<ActivityHazard>? Hazards = null, IReadOnlyList<ActivityShift>? Shifts = null, Guid? EarlierId = null);

/// <summary>Says that something planned was done, will not be, or is planned after all.</summary>
/// <param name="To">Where it stands from now on.</param>
public sealed record ActivityMove(ActivityStatus To);

/// <summary>Something planned or done.</summary>
/// <param name="Id">Made by the client.</param>
/// <param name="Version">For changes.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Plan">What is planned; spaces only for those who see spaces.</param>
/// <param name="Point">The middle, EPSG:4326.</param>
/// <param name="Agency">Whose plan it is.</param>
/// <param name="Clashes">What it does not go together with.</param>
public sealed record ActivityView(
    Guid Id, int Version, ActivityStatus Status, NewActivity Plan, PointGeometry Point, Agency Agency, IReadOnlyList<ActivityClash> Clashes);

/// <summary>Two things planned that do not go together.</summary>
/// <param name="Kind">Why.</param>
/// <param name="OtherId">The other one.</param>
/// <param name="OtherTitleEn">Its English title.</param>
/// <param name="OtherTitleCy">Its Welsh title.</param>
public sealed record ActivityClash(ClashKind Kind, Guid OtherId, string? OtherTitleEn, string? OtherTitleCy);

/// <summary>A count made on the spot.</summary>
/// <param name="Kind">What was counted.</param>
/// <param name="Count">How many, 1 to 100,000.</param>
/// <param name="At">When.</param>
/// <param name="By">Whose count it is; the agency of whoever sends it when left out.</param>
public sealed record NewTally(TallyKind Kind, int Count, DateTimeOffset At, Agency? By = null);

/// <summary>A count.</summary>
/// <param name="Id">Made by the client.</param>
/// <param name="Kind">What was counted.</param>
/// <param name="Count">How many.</param>
/// <param name="At">When.</param>
/// <param name="By">Whose count it is.</param>
/// <param name="Mine">True for those whom the reader may take back.</param>
public sealed record TallyView(Guid Id, TallyKind Kind, int Count, DateTimeOffset At, Agency By, bool Mine);

/// <summary>Answers to one question, counted.</summary>
/// <param name="Question">Which.</param>
/// <param name="Yes">How many said yes, 0 to 100,000.</param>
/// <param name="No">How many said no.</param>
/// <param name="NotSure">How many were not sure.</param>
public sealed record FeedbackCount(FeedbackQuestion Question, int Yes, int No, int NotSure);

/// <summary>What people said afterwards, without names.</summary>
/// <param name="Asked">How many were asked, 1 to 100,000.</param>
/// <param name="Counts">Their answers.</param>
public sealed record ActivityFeedback(int Asked, IReadOnlyList<FeedbackCount> Counts);

/// <summary>Counts of one kind from one agency.</summary>
/// <param name="By">Whose.</param>
/// <param name="Kind">Of what.</param>
/// <param name="Count">How many.</param>
public sealed record TallySum(Agency By, TallyKind Kind, int Count);

/// <summary>What came of an activity.</summary>
/// <param name="ActivityId">Which.</param>
/// <param name="StartsAt">When it began.</param>
/// <param name="EndsAt">When it ended.</param>
/// <param name="TitleEn">English title.</param>
/// <param name="TitleCy">Welsh title.</param>
/// <param name="Tallies">Counts by agency.</param>
/// <param name="Shifts">How many shifts.</param>
/// <param name="Visits">How many visits within them.</param>
/// <param name="StaffMinutes">Minutes of shifts times workers.</param>
/// <param name="VisitMinutes">Minutes of visits.</param>
/// <param name="Asked">How many were asked afterwards; null where nobody was.</param>
/// <param name="Feedback">Answers of questions with at least five of them.</param>
/// <param name="TooFew">Questions with fewer: too few to tell.</param>
public sealed record ActivityOutcome(
    Guid ActivityId, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string? TitleEn, string? TitleCy, IReadOnlyList<TallySum> Tallies, int Shifts, int Visits,
    int StaffMinutes, int VisitMinutes, int? Asked, IReadOnlyList<FeedbackCount> Feedback, IReadOnlyList<FeedbackQuestion> TooFew);

/// <summary>An activity's report with those of the same event before.</summary>
/// <param name="Now">This one.</param>
/// <param name="Earlier">Those before, newest first, at most 5.</param>
public sealed record ActivityReport(ActivityOutcome Now, IReadOnlyList<ActivityOutcome> Earlier);

/// <summary>Presence in a space: what stands beside the figures of whether it helped.</summary>
/// <param name="SpaceId">Which.</param>
/// <param name="Activities">Activities that were done for it.</param>
/// <param name="Visits">Visits within them.</param>
/// <param name="VisitMinutes">Minutes of visits.</param>
/// <param name="StaffMinutes">Minutes of shifts times workers.</param>
/// <param name="First">Day of the first.</param>
/// <param name="Last">Day of the last.</param>
public sealed record SpaceDose(Guid SpaceId, int Activities, int Visits, int VisitMinutes, int StaffMinutes, DateOnly? First, DateOnly? Last);

/// <summary>How an area was looked after.</summary>
/// <param name="Area">The fixed area as squares, EPSG:4326.</param>
/// <param name="Middle">Its middle, EPSG:4326.</param>
/// <param name="Reference">National Grid reference of its middle.</param>
/// <param name="DaysSince">Days since workers were last there; null for never.</param>
/// <param name="State">How that is to be read.</param>
/// <param name="ChildrenPercent">Share of the partnership's secondary-age children who live there, whole percent; null where nobody supplied where they live.</param>
/// <param name="ReachedPercent">Share of them who live within 3 km of a contact of the last 90 days.</param>
/// <param name="North">True in the northern half of the partnership's area.</param>
public sealed record AreaCoverage(
    AreaGeometry Area, PointGeometry Middle, string Reference, int? DaysSince, ContactState State, int? ChildrenPercent, int? ReachedPercent, bool North);

/// <summary>How the whole area is looked after.</summary>
/// <param name="Areas">Overdue ones first.</param>
/// <param name="ReachedPercent">Share of all secondary-age children who live within 3 km of a contact of the last 90 days.</param>
/// <param name="NorthPercent">The same in the northern half.</param>
/// <param name="SouthPercent">The same in the southern half.</param>
/// <param name="DueAfterDays">Days after which an area is due.</param>
/// <param name="OverdueAfterDays">Days after which it is overdue.</param>
public sealed record CoverageView(
    IReadOnlyList<AreaCoverage> Areas, int? ReachedPercent, int? NorthPercent, int? SouthPercent, int DueAfterDays, int OverdueAfterDays);

/// <summary>A question for a patrol's visits.</summary>
/// <param name="StartsAt">When the shifts begin.</param>
/// <param name="EndsAt">When they end; at most 12 hours later.</param>
/// <param name="Teams">How many teams, 1 to 6.</param>
/// <param name="Base">Where they set out and return, EPSG:4326.</param>
/// <param name="Visits">Where to go, at most 40.</param>
/// <param name="Lead">The agency that leads.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="Staff">Workers in a team, 2 to 50.</param>
/// <param name="Minutes">How long a visit is, 10 to 30.</param>
public sealed record NewPatrolPlan(
    DateTimeOffset StartsAt, DateTimeOffset EndsAt, int Teams, PointGeometry Base, IReadOnlyList<PlannedVisit> Visits, Agency Lead,
    ActivityPurpose Purpose = ActivityPurpose.Welfare, int Staff = 2, int Minutes = 20);

/// <summary>A place to visit.</summary>
/// <param name="Name">What people call it, at most 100 characters.</param>
/// <param name="Point">EPSG:4326.</param>
/// <param name="From">Not before; any time when left out.</param>
/// <param name="To">To be begun by; any time when left out.</param>
/// <param name="Needed">True where the plan is none without it.</param>
public sealed record PlannedVisit(string Name, PointGeometry Point, DateTimeOffset? From = null, DateTimeOffset? To = null, bool Needed = false);

/// <summary>Visits arranged for teams.</summary>
/// <param name="Teams">Each team that is needed.</param>
/// <param name="LeftOut">Visits that nobody can make, each with its reason.</param>
/// <param name="WalkingMinutes">Minutes on the way of all teams together.</param>
/// <param name="ByStreets">True where ways follow streets; false where they are as the crow flies, made longer by a third.</param>
/// <param name="BaseFarFromStreets">True where the partnership holds streets and none is near the base: why ways do not follow them.</param>
public sealed record PatrolPlanView(
    IReadOnlyList<PatrolTeamPlan> Teams, IReadOnlyList<VisitLeftOut> LeftOut, int WalkingMinutes, bool ByStreets, bool BaseFarFromStreets);

/// <summary>What one team does.</summary>
/// <param name="Shift">Its shift with its visits in order and its way from the base and back, as an activity takes it.</param>
/// <param name="WalkingMinutes">Minutes on the way.</param>
/// <param name="WalkingMetres">Metres on the way; as the crow flies, made longer by a third, where it does not follow streets.</param>
/// <param name="BackAt">When it is back at the base.</param>
public sealed record PatrolTeamPlan(ActivityShift Shift, int WalkingMinutes, int WalkingMetres, DateTimeOffset BackAt);

/// <summary>A visit that nobody can make.</summary>
/// <param name="Name">Which.</param>
/// <param name="Needed">True where the plan is none without it.</param>
/// <param name="Reason">Why.</param>
public sealed record VisitLeftOut(string Name, bool Needed, VisitReason Reason);
