using SpacesPlaces.Geodata.Planning;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Contracts;

/// <summary>People passing a site, 0 (hardly anybody) to 3 (a crowd); null where nobody has looked.</summary>
/// <param name="SchoolOut">On a school day between half past two and half past four.</param>
/// <param name="MarketDay">On market day.</param>
/// <param name="Saturday">On a Saturday.</param>
/// <param name="Evening">After six in the evening.</param>
public sealed record SiteFootfall(int? SchoolOut = null, int? MarketDay = null, int? Saturday = null, int? Evening = null);

/// <summary>A site where a stall could stand, as it is written down. It tells of no child.</summary>
/// <param name="Location">Where.</param>
/// <param name="PlaceType">What kind of place it is.</param>
/// <param name="NameEn">English name; this or the Welsh one is needed, at most 120 characters.</param>
/// <param name="NameCy">Welsh name.</param>
/// <param name="Host">Whoever lets the stall stand there, an organisation, at most 120 characters.</param>
/// <param name="Trust">Whether young people and parents trust the host.</param>
/// <param name="Footfall">People passing.</param>
/// <param name="Bus">Access by bus.</param>
/// <param name="WelshSpeaking">Whether Welsh-speaking staff can be there.</param>
/// <param name="StaffSafety">How safe staff are there, 0 to 3: light, other people, a way out.</param>
/// <param name="InUse">False for a site that is kept only because it was chosen once.</param>
public sealed record NewCandidateSite(
    Location Location, PlaceType PlaceType, string? NameEn = null, string? NameCy = null, string? Host = null, HostTrust? Trust = null,
    SiteFootfall? Footfall = null, BusAccess? Bus = null, bool? WelshSpeaking = null, int? StaffSafety = null, bool InUse = true);

/// <summary>A candidate site.</summary>
/// <param name="Id">Made by the client.</param>
/// <param name="Version">For changes.</param>
/// <param name="Point">EPSG:4326.</param>
/// <param name="PlaceType">What kind of place it is.</param>
/// <param name="NameEn">English name.</param>
/// <param name="NameCy">Welsh name.</param>
/// <param name="Host">Whoever lets the stall stand there.</param>
/// <param name="Trust">Whether people trust the host.</param>
/// <param name="Footfall">People passing.</param>
/// <param name="Bus">Access by bus.</param>
/// <param name="WelshSpeaking">Whether Welsh-speaking staff can be there.</param>
/// <param name="StaffSafety">How safe staff are there, 0 to 3.</param>
/// <param name="InUse">Whether it may be chosen.</param>
/// <param name="DaysSince">Days since workers were last within a kilometre; null for never.</param>
public sealed record CandidateSiteView(
    Guid Id, int Version, PointGeometry Point, PlaceType PlaceType, string? NameEn, string? NameCy, string? Host, HostTrust? Trust,
    SiteFootfall Footfall, BusAccess? Bus, bool? WelshSpeaking, int? StaffSafety, bool InUse, int? DaysSince);

/// <summary>Weights under a name, for others to use again.</summary>
/// <param name="Name">What they are called, at most 60 characters.</param>
/// <param name="Weights">The weights.</param>
public sealed record NewSitingWeighting(string Name, SitingWeights Weights);

/// <summary>Saved weights.</summary>
/// <param name="Id">Made by the client.</param>
/// <param name="Version">For changes.</param>
/// <param name="Name">What they are called.</param>
/// <param name="Weights">The weights.</param>
/// <param name="ChangedAt">When they were last changed.</param>
public sealed record SitingWeightingView(Guid Id, int Version, string Name, SitingWeights Weights, DateTimeOffset ChangedAt);

/// <summary>A site taken somewhere else, to see what would change.</summary>
/// <param name="SiteId">Which.</param>
/// <param name="Point">Where to, EPSG:4326; it counts as the middle of its square of 100 m.</param>
public sealed record MovedSite(Guid SiteId, PointGeometry Point);

/// <summary>A question for sites.</summary>
/// <param name="Pick">How many, 1 to 20.</param>
/// <param name="Day">The day on which the stalls stand; today to a year ahead.</param>
/// <param name="Time">The time at which people pass.</param>
/// <param name="Weights">How much each part counts.</param>
/// <param name="Aim">What the sites are chosen for together.</param>
/// <param name="ReachMetres">How far children come, 500 to 20,000 m as the crow flies.</param>
/// <param name="SpreadMetres">How far apart sites have to be at least, 0 to 50,000 m.</param>
/// <param name="Locked">Sites that are in already.</param>
/// <param name="LeftOut">Sites that stay out.</param>
/// <param name="Moved">Sites taken somewhere else, at most 20.</param>
/// <param name="Name">What the answer is called, at most 60 characters.</param>
public sealed record NewSiting(
    int Pick, DateOnly Day, StallTime Time, SitingWeights Weights, SitingAim Aim = SitingAim.Coverage, int ReachMetres = 3_000, int SpreadMetres = 0,
    IReadOnlyList<Guid>? Locked = null, IReadOnlyList<Guid>? LeftOut = null, IReadOnlyList<MovedSite>? Moved = null, string? Name = null);

/// <summary>A site in an answer, with what its score is made of.</summary>
/// <param name="SiteId">Which.</param>
/// <param name="NameEn">English name then.</param>
/// <param name="NameCy">Welsh name then.</param>
/// <param name="Point">Where it was taken to be, EPSG:4326.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Reason">Why it was not chosen; null for a chosen one.</param>
/// <param name="Rank">Place by its score among those that were not left out, 1 for the highest; null for one that was.</param>
/// <param name="Score">Points of 100.</param>
/// <param name="Parts">What the score is made of.</param>
/// <param name="Moved">True where it was taken somewhere else.</param>
public sealed record SiteScoreView(
    Guid SiteId, string? NameEn, string? NameCy, PointGeometry Point, SiteOutcome Outcome, SiteReason? Reason, int? Rank, double Score,
    IReadOnlyList<SitePartScore> Parts, bool Moved);

/// <summary>An answer: which sites, why these, why not the others. It says nothing of incidents, not even how many there are.</summary>
/// <param name="Id">Made by the client.</param>
/// <param name="At">When it was asked.</param>
/// <param name="Asked">What was asked.</param>
/// <param name="Sites">Every candidate: chosen ones first, by score.</param>
/// <param name="ReachPercent">Share of secondary-age children within the distance of a chosen site, in whole percent; null where nobody supplied where they live.</param>
/// <param name="GapPercent">By how much a better answer could exceed this one at most; 0 for proven best, null where nothing could be chosen.</param>
/// <param name="Notes">What has to be known when this is read.</param>
public sealed record SitingView(
    Guid Id, DateTimeOffset At, NewSiting Asked, IReadOnlyList<SiteScoreView> Sites, int? ReachPercent, double? GapPercent, IReadOnlyList<SitingNote> Notes);
