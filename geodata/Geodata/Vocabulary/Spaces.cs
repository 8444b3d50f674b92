namespace SpacesPlaces.Geodata.Vocabulary;

/// <summary>Where the partnership's work on a space stands.</summary>
public enum SpaceStatus
{
    /// <summary>Somebody said that there is something to look at.</summary>
    Noted,
    /// <summary>The partnership finds out whether there is.</summary>
    Screening,
    /// <summary>A neighbourhood assessment is under way.</summary>
    UnderAssessment,
    /// <summary>A plan is being carried out.</summary>
    PlanActive,
    /// <summary>The partnership looks whether the plan helped.</summary>
    Review,
    /// <summary>It got better; the plan has ended and the space is watched.</summary>
    SteppedDown,
    /// <summary>The work is over.</summary>
    Closed,
    /// <summary>Nothing needed doing.</summary>
    NoFurtherAction,
    /// <summary>It is part of another space now. Final.</summary>
    Merged,
    /// <summary>The work began again.</summary>
    ReOpened,
}

/// <summary>Who owns a space.</summary>
public enum OwnerType
{
    /// <summary>A council or another public body.</summary>
    Council,
    /// <summary>A business or a private person.</summary>
    Private,
    /// <summary>A company that carries people.</summary>
    Transport,
    /// <summary>Whoever runs a platform on the internet.</summary>
    Online,
    /// <summary>Somebody else, or nobody knows.</summary>
    Other,
}

/// <summary>Who of those who see spaces sees this one.</summary>
public enum SpaceSensitivity
{
    /// <summary>All of them.</summary>
    Ordinary,
    /// <summary>Only those who may move spaces; no band of it is told to planners.</summary>
    Restricted,
}

/// <summary>What a space was opened from.</summary>
public enum SpaceOrigin
{
    /// <summary>A cluster of a stored analysis.</summary>
    Hotspot,
    /// <summary>A recorded incident or concern.</summary>
    Report,
    /// <summary>Somebody's knowledge of the place.</summary>
    Hand,
    /// <summary>Another space that it was a part of.</summary>
    Split,
}

/// <summary>How two spaces hang together.</summary>
public enum SpaceLinkKind
{
    /// <summary>The first became part of the second.</summary>
    Merged,
    /// <summary>The second was taken out of the first.</summary>
    Split,
}

/// <summary>What a line of a space's timeline tells.</summary>
public enum SpaceEventKind
{
    /// <summary>The space was opened.</summary>
    Opened,
    /// <summary>Its status changed.</summary>
    Moved,
    /// <summary>It was looked at and stays as it is.</summary>
    Reviewed,
    /// <summary>An assessment of it was withdrawn: it had been begun by mistake.</summary>
    AssessmentWithdrawn,
    /// <summary>Another space became part of it.</summary>
    MergedIn,
    /// <summary>It became part of another space.</summary>
    MergedAway,
    /// <summary>A part of it became a space of its own.</summary>
    SplitOff,
    /// <summary>It was taken out of another space.</summary>
    SplitFrom,
    /// <summary>It was called something else before.</summary>
    Renamed,
    /// <summary>Its area was drawn anew.</summary>
    Redrawn,
    /// <summary>Whoever runs the place replied.</summary>
    VenueReply,
    /// <summary>Children were harmed there in a quarter.</summary>
    Incidents,
    /// <summary>Workers were there.</summary>
    Outreach,
    /// <summary>Something to be mended was seen there.</summary>
    EnvironmentTask,
    /// <summary>Somebody reported a concern about the place.</summary>
    HotspotReport,
}

/// <summary>Word a reader without counts may see (domain reference: never numbers outside the core group).</summary>
public enum ConcernBand
{
    /// <summary>No current concern.</summary>
    NoCurrentConcern,
    /// <summary>Being looked at.</summary>
    BeingLookedAt,
    /// <summary>A plan is in place.</summary>
    PlanInPlace,
    /// <summary>Improving.</summary>
    Improving,
}
