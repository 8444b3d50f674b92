#pragma warning disable CS1591 // each member is its own plain word; the sentences people read are in Language/text.*.json
namespace SpacesPlaces.Geodata.Vocabulary;

/// <summary>How well young people and parents know whoever lets a stall stand at a site.</summary>
public enum HostTrust { None, New, Known, Trusted }

/// <summary>How easily a site is reached by bus.</summary>
public enum BusAccess { None, Some, Frequent }

/// <summary>When a stall stands: people pass at different times.</summary>
public enum StallTime { SchoolOut, MarketDay, Saturday, Evening }

/// <summary>What sites are chosen for together.</summary>
public enum SitingAim
{
    /// <summary>As many children as can be live within the distance of a site.</summary>
    Coverage,
    /// <summary>Children live as near to a site as can be.</summary>
    Nearness,
}

/// <summary>What a site's score is made of.</summary>
public enum SitePart { Reach, Footfall, HostTrust, DaysSince, Bus, Welsh, StaffSafety }

/// <summary>What became of a candidate site.</summary>
public enum SiteOutcome { Chosen, NotChosen, LeftOut }

/// <summary>Why a site was not chosen.</summary>
public enum SiteReason
{
    /// <summary>It lies inside an active plan: a stall there would mark children.</summary>
    InsideActivePlan,
    /// <summary>Whoever asked left it out.</summary>
    LeftOutByHand,
    /// <summary>It lies nearer to a chosen site than asked for.</summary>
    TooNearChosen,
    /// <summary>Other sites together are better by the weights.</summary>
    OthersBetter,
}

/// <summary>What has to be known when an answer of siting is read.</summary>
public enum SitingNote
{
    /// <summary>Every site lies inside an active plan or was left out.</summary>
    NothingLeft,
    /// <summary>A site that was left out would have scored higher than every chosen one.</summary>
    BestLeftOut,
    /// <summary>Nobody has supplied where secondary-age children live, so reach counts for nothing.</summary>
    ReachNotKnown,
    /// <summary>Of some sites something is not known; that counts as nothing.</summary>
    FactsMissing,
    /// <summary>Fewer sites than asked for can stand together.</summary>
    TooFewSites,
    /// <summary>So many sites cannot stand as far apart as asked for.</summary>
    SpreadTooWide,
    /// <summary>Two sites that were to be in lie nearer to each other than asked for.</summary>
    LockedTooNear,
    /// <summary>The answer may be worse than the best by no more than the gap that is told.</summary>
    NotProvenBest,
}

/// <summary>What is planned.</summary>
public enum ActivityKind
{
    /// <summary>A table where young people and parents are told where help is.</summary>
    Stall,
    /// <summary>Workers walk where young people are, so that they are well.</summary>
    Patrol,
    /// <summary>Days at which many young people come together.</summary>
    Event,
}

/// <summary>Where something planned stands.</summary>
public enum ActivityStatus { Planned, Done, Cancelled }

/// <summary>What it is for. There is no word for watching or searching children.</summary>
public enum ActivityPurpose { Awareness, Welfare, SafeWayHome, HelpPoint, Listening }

/// <summary>What stands at a place during an event.</summary>
public enum PostKind { HelpPoint, FirstAid, Stewards, QuietSpace, AmnestyBox, WayIn, WayOut, Other }

/// <summary>What could hurt somebody there, and is told to everybody who works there.</summary>
public enum HazardKind { River, Road, Railway, Darkness, Crowd, SteepGround, Other }

/// <summary>What is counted while it goes on. Never who.</summary>
public enum TallyKind { SpokenTo, Supported, LedAway, WalkedHome, FirstAid, Information, ItemsGiven }

/// <summary>What people are asked afterwards, without names.</summary>
public enum FeedbackQuestion { FeltSafe, KnewWhereToGo, SawStaff, WouldTellSomebody }

/// <summary>Why two things planned do not go together.</summary>
public enum ClashKind
{
    /// <summary>One agency leads both at the same time.</summary>
    SameLead,
    /// <summary>Both stand at the same site at the same time.</summary>
    SameSite,
}

/// <summary>How long ago workers were last in an area.</summary>
public enum ContactState { Recent, Due, Overdue, Never }

/// <summary>Why a visit is in no plan of a patrol.</summary>
public enum VisitReason
{
    /// <summary>No way leads there from where the teams set out.</summary>
    NoWay,
    /// <summary>It is too far from any street that is known.</summary>
    FarFromStreets,
    /// <summary>It cannot be begun and ended within the hours of the shift.</summary>
    OutsideTheShift,
    /// <summary>By itself it fits, beside the others it does not: another team or a longer shift would help.</summary>
    NoTimeBesideOthers,
}

/// <summary>What a column of a list of sites holds.</summary>
public enum SiteColumn
{
    /// <summary>English name.</summary>
    NameEn,
    /// <summary>Welsh name.</summary>
    NameCy,
    /// <summary>Kind of place.</summary>
    Kind,
    /// <summary>Whoever lets the stall stand there.</summary>
    Host,
    /// <summary>Whether people trust the host.</summary>
    Trust,
    /// <summary>People passing when school ends.</summary>
    SchoolOut,
    /// <summary>People passing on market day.</summary>
    MarketDay,
    /// <summary>People passing on Saturday.</summary>
    Saturday,
    /// <summary>People passing in the evening.</summary>
    Evening,
    /// <summary>Access by bus.</summary>
    Bus,
    /// <summary>Whether Welsh-speaking staff can be there.</summary>
    Welsh,
    /// <summary>How safe staff are there.</summary>
    StaffSafety,
    /// <summary>Reference of the National Grid.</summary>
    GridReference,
    /// <summary>Easting, EPSG:27700 metres.</summary>
    Easting,
    /// <summary>Northing, EPSG:27700 metres.</summary>
    Northing,
    /// <summary>Longitude, degrees.</summary>
    Lon,
    /// <summary>Latitude, degrees.</summary>
    Lat,
}
